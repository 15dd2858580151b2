/* A part whose tables have a shape that the reader remembers: where it begins and ends, and what it comes to. */
#include <stdint.h>
#include <string.h>

#include "reader_state.h"

/* Bytes before and behind tables that are looked through for a shape, and for the next title. */
#define FARTHEST_SHAPE ((size_t)1 << 14)
#define FARTHEST_TITLE ((size_t)1 << 16)

/* How many lines of a shape are looked at when those before it are read: cells that commas divide are told by the rows
 * behind them, and a quoted one may run over any number of lines. */
static size_t lines_looked_at(const char *before, size_t length) {
    if (memchr(before, '"', length))
        return SIZE_MAX;
    return gj_holds_divider(before, length) ? GJ_COMMA_ROWS_AHEAD : 0;
}

/* Reports of one body, or of one extractor, come one after another. */
static void move_to_front(struct gj_reader *reader, size_t index) {
    struct gj_shape *shape = reader->shapes[index];
    memmove(reader->shapes + 1, reader->shapes, index * sizeof *reader->shapes);
    reader->shapes[0] = shape;
}

/* Looks for a remembered shape at a line of the match's part. */
static gj_status match_any(struct gj_reader *reader, struct gj_match *match, size_t at, size_t length) {
    for (size_t i = 0; i < reader->shape_count; i++) {
        if (gj_shape_match(reader->shapes[i], match, at, length) != GJ_OK)
            return GJ_ERROR_MEMORY;
        if (!match->shape)
            continue;
        move_to_front(reader, i);
        return GJ_OK;
    }
    return GJ_OK;
}

/* Looks for the first line at which a remembered shape stands, from start on. */
static gj_status find_shape(struct gj_reader *reader, struct gj_match *match, size_t start) {
    const char *bytes = reader->text.bytes + start;
    size_t left = reader->text.length - start, page = 0;
    match->shape = NULL;
    match->bytes = bytes;
    match->start = start;
    match->line_count = 0;
    for (size_t at = 0, next; at < left && at < FARTHEST_SHAPE; at = next) {
        if (match_any(reader, match, at, left) != GJ_OK)
            return GJ_ERROR_MEMORY;
        if (match->shape) {
            gj_match_note_lines(match, lines_looked_at(bytes, at));
            return GJ_OK;
        }
        if (gj_match_add_line(match, gj_line_at(bytes, at, left, &next, &page), NULL) != GJ_OK)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

/* What a line that looks like a title is: where no report opens in what is looked through, one may open further on. */
enum title { OPENS_REPORT, OPENS_NOTHING, TITLE_IS_OPEN };

/* Whether a report opens where no shape is known to follow: its first lines are read in full. */
static gj_status look_for_tables(struct gj_reader *reader, size_t start, enum title *title) {
    enum { ENOUGH = 1 << 13 };
    size_t left = reader->text.length - start;
    *title = TITLE_IS_OPEN;
    if (left < ENOUGH && !reader->holds_rest)
        return GJ_OK;
    struct gj_desk desk = gj_reader_desk(reader, &reader->title_arena, start, left < ENOUGH ? left : ENOUGH);
    gj_status status = gj_text_split(&desk.text, desk.arena);
    if (status == GJ_OK)
        status = gj_read_atoms(&desk, &reader->limits);
    if (status != GJ_OK)
        return status;
    bool holds = gj_holds_tables(&desk);
    if (holds && gj_begins_with_title(&desk))
        *title = OPENS_REPORT;
    else if (!holds && left <= ENOUGH)
        *title = OPENS_NOTHING;
    return GJ_OK;
}

/* Whether the part may be cut at its end, where a line looks like a title: a report must open there, with tables.
 * Where these have a known shape they need not be looked for again. */
static gj_status check_cut(struct gj_reader *reader, enum title *title) {
    size_t start = reader->match.start + reader->match.end;
    gj_status status = find_shape(reader, &reader->ahead, start);
    *title = TITLE_IS_OPEN;
    gj_arena_reset(&reader->title_arena);
    if (status != GJ_OK || !reader->ahead.shape)
        return status == GJ_OK ? look_for_tables(reader, start, title) : status;
    if (!reader->ahead.first_line)
        return GJ_OK; /* the title is a part of the shape */
    struct gj_desk desk = gj_reader_desk(reader, &reader->title_arena, start, reader->ahead.end);
    desk.text.lines = reader->ahead.lines;
    desk.text.line_count = reader->ahead.line_count;
    bool opens;
    status = gj_shape_opens(&desk, reader->ahead.shape, &reader->limits, &opens);
    *title = opens ? OPENS_REPORT : TITLE_IS_OPEN;
    return status;
}

/* How many lines behind a line may tell what it is. */
static size_t lines_ahead(const struct gj_known_line *found) {
    enum { FARTHEST = GJ_TAG_LINES_AHEAD > (int)GJ_COMMA_ROWS_AHEAD ? GJ_TAG_LINES_AHEAD : (int)GJ_COMMA_ROWS_AHEAD };
    if (!found)
        return FARTHEST;
    return found->is_divided ? GJ_COMMA_ROWS_AHEAD : 0;
}

/* Adds the lines behind the shape, up to the next title or the end of the input. */
static gj_status find_end(struct gj_reader *reader, bool *ends) {
    struct gj_match *match = &reader->match;
    const char *bytes = reader->text.bytes + match->start;
    size_t left = reader->text.length - match->start, at = match->end, first = at, page = 0, next, reach = 0;
    enum title title = TITLE_IS_OPEN; /* where one opens nothing, there are no tables for those behind it either */
    match->ahead_count = 0;
    struct gj_desk desk = gj_reader_desk(reader, &reader->title_arena, match->start, left);
    gj_arena_reset(&reader->title_arena);
    gj_memory_trim(match->shape->known);
    at = gj_line_after(bytes, at, left); /* behind the shape's last line */
    for (*ends = false; at < left; at = next) {
        if (at - first > FARTHEST_TITLE)
            return GJ_OK;
        struct gj_line line = gj_line_at(bytes, at, left, &next, &page);
        const struct gj_known_line *found = gj_find_known_line(match->shape, bytes + line.start, line.length);
        if (gj_match_add_line(match, line, found) != GJ_OK)
            return GJ_ERROR_MEMORY;
        desk.text.lines = match->lines;
        bool is_title = found ? found->is_title : gj_is_title(&desk, match->line_count - 1);
        if (reader->title_arena.failed)
            return GJ_ERROR_MEMORY;
        if (is_title && title != OPENS_NOTHING) {
            match->end = match->ahead_end = line.start;
            gj_status status = check_cut(reader, &title);
            *ends = title == OPENS_REPORT;
            match->line_count -= *ends;
            if (status != GJ_OK || title != OPENS_NOTHING)
                return status == GJ_OK && *ends ? gj_match_look_ahead(match, &reader->ahead, reach, left) : status;
        }
        size_t told_by = match->line_count + lines_ahead(found);
        reach = told_by > reach ? told_by : reach;
    }
    match->end = match->ahead_end = left;
    reader->ahead.shape = NULL;
    *ends = reader->holds_rest;
    return GJ_OK;
}

static void swap_matches(struct gj_reader *reader) {
    struct gj_match match = reader->match;
    reader->match = reader->ahead;
    reader->ahead = match;
}

/* Matches the part at hand to a shape. *found is false where it has none, or nobody knows yet where it ends. */
static gj_status find_part(struct gj_reader *reader, bool *found) {
    gj_status status = GJ_OK;
    *found = false;
    if (reader->ahead.shape && reader->ahead.start == reader->at)
        swap_matches(reader);
    else
        status = find_shape(reader, &reader->match, reader->at);
    reader->ahead.shape = NULL;
    return status == GJ_OK && reader->match.shape ? find_end(reader, found) : status;
}

static gj_status recall_part(struct gj_reader *reader, bool last, bool *done) {
    struct gj_match *match = &reader->match;
    gj_status status = gj_reader_open_report(reader, last);
    struct gj_desk desk = gj_reader_desk(reader, &reader->report_arena, match->start, match->ahead_end);
    desk.text.lines = match->lines;
    desk.text.line_count = match->line_count + match->ahead_count;
    return status == GJ_OK ? gj_recall(&desk, match, &reader->report, done) : status;
}

/* The report has the lines of the part, behind which the next one begins. */
static void pass_part(struct gj_reader *reader, bool last) {
    const struct gj_match *match = &reader->match;
    gj_report_move(&reader->report, reader->line, reader->base + reader->at);
    gj_reader_set_lines(reader, reader->line, reader->base - reader->mark + reader->at,
                        reader->line + reader->report.last_line, last);
    gj_reader_move_on(reader, match->start + match->end, reader->line + match->line_count);
    reader->at_end = last;
    reader->recalled++;
    reader->part_count = reader->next_part = 0;
    reader->window_size = GJ_SMALLEST_WINDOW;
}

gj_status gj_reader_recall(struct gj_reader *reader, bool *done) {
    bool found;
    *done = false;
    reader->known_ahead = GJ_NOWHERE;
    if (!reader->shape_count || !reader->text.in_place || reader->wanted)
        return GJ_OK;
    gj_status status = find_part(reader, &found);
    if (status != GJ_OK || !found)
        return status;
    const struct gj_match *match = &reader->match;
    bool last = reader->holds_rest && match->start + match->end == reader->text.length;
    status = recall_part(reader, last, done);
    if (!*done && !match->has_unknown_beside)
        reader->known_ahead = match->lines[match->first_line].start;
    if (status == GJ_OK && *done)
        pass_part(reader, last);
    return status;
}
