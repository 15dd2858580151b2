/*
 * A reader goes through an input part by part. A part whose tables have a shape that it remembers is recalled; what
 * is not is read in full, a window of the text at a time, and its shape learned. Both ways make the same reports as
 * reading the whole input at once.
 */
#include "reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "input_limits.h"
#include "recall/recall.h"
#include "text/encoding.h"
#include "text/intake.h"

/* A window opens at its smallest, so that little is read in vain once a shape is known, and grows while none is. */
#define SMALLEST_WINDOW ((size_t)1 << 14)
#define USUAL_WINDOW ((size_t)1 << 18)
/* Bytes before and behind tables that are looked through for a shape, and for the next title. */
#define FARTHEST_SHAPE ((size_t)1 << 14)
#define FARTHEST_TITLE ((size_t)1 << 16)
/* What is held ahead of an input that is fed. Four times as much tells its encoding. */
#define USUAL_AHEAD ((size_t)1 << 18)

enum { MOST_SHAPES = 8 };

struct gj_reader {
    const gj_grammar *grammar;
    gj_options options;
    gj_limits limits;
    const struct gj_template *wanted;
    struct gj_arena input_arena, window_arena, report_arena, title_arena;
    const char *source;
    struct gj_intake intake;
    struct gj_text text; /* the input from where it is held on, without lines */
    bool holds_rest;     /* the text goes on to the end of the input */
    size_t mark;         /* bytes of the original before its text */
    size_t base;         /* byte of the original that the text begins with */
    size_t ahead_size;   /* bytes to hold ahead */
    size_t at, line;     /* where the next part begins */
    size_t number;       /* reports so far */
    bool at_end;
    struct gj_desk window; /* what is read in full, from window_at on */
    size_t window_at, window_line, window_size;
    struct gj_part *parts;
    size_t part_count, next_part;
    struct gj_match match, ahead; /* of the part at hand, and of the one behind it */
    struct gj_shape *shapes[MOST_SHAPES];
    size_t shape_count, oldest_shape;
    size_t recalled;
    struct gj_memory mute;
    struct gj_report report;
};

/* ------------------------------------------------------------------ readers and inputs */

gj_status gj_reader_new(gj_reader **reader, const gj_grammar *grammar, const gj_options *options, gj_error *error) {
    if (!reader || !grammar)
        return gj_fail(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE, "gj_reader_new: an argument is NULL");
    const struct gj_template *wanted = NULL;
    if (options && options->template_id && !(wanted = gj_grammar_find(grammar, options->template_id)))
        return gj_fail(error, GJ_ERROR_TEMPLATE, GJ_NOWHERE, "there is no template %s; `gouji templates` lists them",
                       options->template_id);
    gj_reader *made = calloc(1, sizeof *made);
    if (!made)
        return gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "gj_reader_new: out of memory");
    made->grammar = grammar;
    made->options = options ? *options : (gj_options){0};
    made->limits = gj_limits_of(options);
    made->wanted = wanted;
    made->ahead_size = USUAL_AHEAD;
    made->at_end = true;
    *reader = made;
    return GJ_OK;
}

void gj_reader_free(gj_reader *reader) {
    if (!reader)
        return;
    for (size_t i = 0; i < reader->shape_count; i++)
        gj_shape_free(reader->shapes[i]);
    gj_intake_free(&reader->intake);
    gj_match_free(&reader->match);
    gj_match_free(&reader->ahead);
    gj_arena_free(&reader->input_arena);
    gj_arena_free(&reader->window_arena);
    gj_arena_free(&reader->report_arena);
    gj_arena_free(&reader->title_arena);
    gj_memory_free(&reader->mute);
    free(reader);
}

static gj_status name_source(struct gj_reader *reader, const char *source, gj_error *error) {
    gj_arena_reset(&reader->input_arena);
    reader->source = gj_arena_copy(&reader->input_arena, source, strlen(source));
    return reader->source ? GJ_OK : gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "%s: out of memory", source);
}

static void begin(struct gj_reader *reader) {
    reader->at = reader->line = reader->number = 0;
    reader->part_count = reader->next_part = 0;
    reader->ahead.shape = NULL;
    reader->window_size = SMALLEST_WINDOW;
    reader->at_end = false;
}

static gj_status open_whole(struct gj_reader *reader, const void *bytes, size_t length, gj_error *error) {
    gj_status status = gj_text_open(&reader->text, &reader->input_arena, reader->source, bytes, length,
                                    reader->options.encoding, error);
    if (status != GJ_OK)
        return status;
    reader->base = reader->mark = reader->text.in_place ? length - reader->text.length : 0;
    reader->holds_rest = true;
    begin(reader);
    return GJ_OK;
}

gj_status gj_reader_open(gj_reader *reader, const char *source, const void *bytes, size_t length, gj_error *error) {
    if (!reader || !source || (!bytes && length))
        return gj_fail(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE, "gj_reader_open: an argument is NULL");
    reader->at_end = true;
    if (length > reader->limits.bytes)
        return gj_fail(error, GJ_ERROR_LIMIT, GJ_NOWHERE, "%s: %zu bytes are more than the limit of %zu; split the file",
                       source, length, reader->limits.bytes);
    gj_status status = name_source(reader, source, error);
    return status == GJ_OK ? open_whole(reader, bytes ? bytes : "", length, error) : status;
}

/* ------------------------------------------------------------------ inputs that are fed */

/* So much that is UTF-8, with characters beyond ASCII and no NULs, is no other encoding. */
static bool is_surely_utf8(const struct gj_reader *reader) {
    enum { LONGEST_PART = 3 };
    const struct gj_intake *intake = &reader->intake;
    const unsigned char *bytes = (const unsigned char *)intake->bytes;
    enum gj_encoding wanted = GJ_UTF8;
    bool ascii = true;
    if (reader->options.encoding && (!gj_encoding_find(reader->options.encoding, &wanted) || wanted != GJ_UTF8))
        return false;
    for (size_t i = 0; i < intake->length && ascii; i++)
        ascii = bytes[i] < 0x80;
    return !ascii && !memchr(bytes, 0, intake->length) &&
           gj_encoding_valid(GJ_UTF8, bytes, intake->length) + LONGEST_PART >= intake->length;
}

/* Sees to it that so many bytes from where the reader is are held, in whole lines, or the rest of the input. What is
 * held moves: no part may be left of the window. */
static gj_status hold(struct gj_reader *reader, size_t size, gj_error *error) {
    if (reader->holds_rest)
        return GJ_OK;
    gj_status status = gj_intake_fill(&reader->intake, reader->source, reader->at, size, error);
    size_t moved = reader->intake.dropped - reader->base;
    reader->text.bytes = reader->intake.bytes;
    reader->text.length = reader->intake.whole;
    reader->holds_rest = reader->intake.ended;
    reader->base += moved;
    reader->at -= moved;
    reader->ahead.start -= moved;
    return status;
}

static gj_status open_fed(struct gj_reader *reader, gj_error *error) {
    size_t mark = gj_encoding_mark(GJ_UTF8, (const unsigned char *)reader->intake.bytes, reader->intake.length);
    reader->text = (struct gj_text){.in_place = true};
    reader->text.encoding = gj_encoding_name(mark ? GJ_UTF8_BOM : GJ_UTF8);
    reader->holds_rest = false;
    reader->mark = mark;
    reader->base = 0;
    begin(reader);
    gj_status status = hold(reader, mark + reader->ahead_size, error);
    reader->at = mark;
    reader->at_end = status != GJ_OK;
    return status;
}

gj_status gj_reader_feed(gj_reader *reader, const char *source, gj_feed feed, void *context, gj_error *error) {
    if (!reader || !source || !feed)
        return gj_fail(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE, "gj_reader_feed: an argument is NULL");
    struct gj_intake *intake = &reader->intake;
    reader->at_end = true;
    gj_intake_open(intake, feed, context, reader->limits.bytes);
    gj_status status = name_source(reader, source, error);
    if (status == GJ_OK)
        status = gj_intake_take(intake, source, 4 * reader->ahead_size, error);
    if (status == GJ_OK && !intake->ended && is_surely_utf8(reader))
        return open_fed(reader, error);
    if (status == GJ_OK)
        status = gj_intake_take(intake, source, SIZE_MAX, error);
    return status == GJ_OK ? open_whole(reader, intake->bytes, intake->length, error) : status;
}

void gj_reader_hold_ahead(gj_reader *reader, size_t size) {
    reader->ahead_size = size;
}

size_t gj_reader_recalled(const gj_reader *reader) {
    return reader->recalled;
}

bool gj_reader_at_end(const gj_reader *reader) {
    return reader->at_end;
}

/* ------------------------------------------------------------------ one report */

/* An empty report in the arena for reports, which is its own till the next one. */
static gj_status open_report(struct gj_reader *reader, bool last) {
    struct gj_arena *arena = &reader->report_arena;
    gj_arena_reset(arena);
    reader->report = (struct gj_report){.arena = arena,
                                        .grammar = reader->grammar,
                                        .encoding = reader->text.encoding,
                                        .language = reader->options.language,
                                        .limits = reader->limits};
    reader->report.source = reader->number == 0 && last
                                ? gj_arena_copy(arena, reader->source, strlen(reader->source))
                                : gj_arena_numbered(arena, reader->source, '#', reader->number + 1);
    return reader->report.source ? GJ_OK : GJ_ERROR_MEMORY;
}

/* Which lines of the text are the report's own: from line, which begins at byte at, to the one before end, counted from
 * 0; the first report has those before it as well, the last one those behind. */
static void set_lines(struct gj_reader *reader, size_t line, size_t at, size_t end, bool last) {
    reader->report.first_line = reader->number == 0 ? 1 : line + 1;
    reader->report.first_byte = reader->number == 0 ? 0 : at;
    reader->report.last_line = last ? SIZE_MAX : end;
}

static struct gj_desk open_desk(struct gj_reader *reader, struct gj_arena *arena, size_t start, size_t length) {
    struct gj_desk desk = {.grammar = reader->grammar, .arena = arena, .text = reader->text, .mute = &reader->mute};
    if (!reader->text.in_place)
        return desk; /* the way back to the original leads through the whole text */
    desk.text.bytes += start;
    desk.text.length = length;
    desk.text.source_bytes = (const unsigned char *)desk.text.bytes;
    desk.text.source_length = length;
    return desk;
}

/* ------------------------------------------------------------------ recalling a part */

/* Looks for the first line at which a remembered shape stands, from start on. */
static gj_status find_shape(struct gj_reader *reader, struct gj_match *match, size_t start) {
    const char *bytes = reader->text.bytes + start;
    size_t left = reader->text.length - start, page = 0;
    match->shape = NULL;
    match->start = start;
    match->line_count = 0;
    for (size_t at = 0, next; at < left && at < FARTHEST_SHAPE; at = next) {
        for (size_t i = 0; i < reader->shape_count; i++) {
            size_t length = 0;
            if (gj_shape_match(reader->shapes[i], match, bytes + at, left - at, at, &length) != GJ_OK)
                return GJ_ERROR_MEMORY;
            if (match->shape) {
                match->end = at + length;
                return GJ_OK;
            }
        }
        if (gj_match_add_line(match, gj_line_at(bytes, at, left, &next, &page)) != GJ_OK)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

/* Whether a report opens where no shape is known to follow: its first lines are read in full. */
static gj_status look_for_tables(struct gj_reader *reader, size_t start, bool *holds) {
    enum { ENOUGH = 1 << 13 };
    size_t left = reader->text.length - start;
    if (left < ENOUGH && !reader->holds_rest)
        return GJ_OK;
    struct gj_desk desk = open_desk(reader, &reader->title_arena, start, left < ENOUGH ? left : ENOUGH);
    gj_status status = gj_text_split(&desk.text, desk.arena);
    if (status == GJ_OK)
        status = gj_cells_read(&desk.cells, desk.arena, &desk.text, &reader->limits);
    if (status == GJ_OK)
        status = gj_fold_atoms(&desk);
    *holds = status == GJ_OK && gj_opens_report(&desk);
    return status;
}

/* Whether the part may be cut at its end, where a line looks like a title: a report must open there, with tables.
 * Where these have a known shape they need not be looked for again. */
static gj_status check_cut(struct gj_reader *reader, bool *holds) {
    size_t start = reader->match.start + reader->match.end;
    gj_status status = find_shape(reader, &reader->ahead, start);
    *holds = false;
    gj_arena_reset(&reader->title_arena);
    if (status != GJ_OK || !reader->ahead.shape)
        return status == GJ_OK ? look_for_tables(reader, start, holds) : status;
    if (!reader->ahead.first_line)
        return GJ_OK; /* the title is a part of the shape */
    struct gj_desk desk = open_desk(reader, &reader->title_arena, start, reader->ahead.end);
    desk.text.lines = reader->ahead.lines;
    desk.text.line_count = reader->ahead.line_count;
    return gj_shape_opens(&desk, reader->ahead.shape, &reader->limits, 0, holds);
}

/* Adds the lines behind the shape, up to the next title or the end of the input. */
static gj_status find_end(struct gj_reader *reader, bool *found) {
    struct gj_match *match = &reader->match;
    const char *bytes = reader->text.bytes + match->start;
    size_t left = reader->text.length - match->start, at = match->end, first = at, page = 0, next;
    struct gj_desk desk = open_desk(reader, &reader->title_arena, match->start, left);
    gj_arena_reset(&reader->title_arena);
    at = gj_line_after(bytes, at, left); /* behind the shape's last line */
    for (*found = false; at < left; at = next) {
        if (at - first > FARTHEST_TITLE)
            return GJ_OK;
        if (gj_match_add_line(match, gj_line_at(bytes, at, left, &next, &page)) != GJ_OK)
            return GJ_ERROR_MEMORY;
        desk.text.lines = match->lines;
        bool is_title = gj_is_title(&desk, match->line_count - 1);
        if (reader->title_arena.failed)
            return GJ_ERROR_MEMORY;
        if (is_title) {
            match->line_count--;
            match->end = match->lines[match->line_count].start;
            return check_cut(reader, found);
        }
    }
    match->end = left;
    reader->ahead.shape = NULL;
    *found = reader->holds_rest;
    return GJ_OK;
}

static void swap_matches(struct gj_reader *reader) {
    struct gj_match match = reader->match;
    reader->match = reader->ahead;
    reader->ahead = match;
}

static void move_on(struct gj_reader *reader, size_t at, size_t line) {
    reader->at = at;
    reader->line = line;
    reader->number++;
}

static gj_status recall_part(struct gj_reader *reader, bool *done) {
    *done = false;
    if (!reader->shape_count || !reader->text.in_place || reader->wanted)
        return GJ_OK;
    gj_status status = GJ_OK;
    if (reader->ahead.shape && reader->ahead.start == reader->at)
        swap_matches(reader);
    else
        status = find_shape(reader, &reader->match, reader->at);
    reader->ahead.shape = NULL;
    bool ended = false;
    if (status == GJ_OK && reader->match.shape)
        status = find_end(reader, &ended);
    if (status != GJ_OK || !ended)
        return status;
    struct gj_match *match = &reader->match;
    bool last = reader->holds_rest && match->start + match->end == reader->text.length;
    status = open_report(reader, last);
    struct gj_desk desk = open_desk(reader, &reader->report_arena, match->start, match->end);
    desk.text.lines = match->lines;
    desk.text.line_count = match->line_count;
    if (status == GJ_OK)
        status = gj_recall(&desk, match, &reader->report, done);
    if (status != GJ_OK || !*done)
        return status;
    gj_report_move(&reader->report, reader->line, reader->base + reader->at);
    set_lines(reader, reader->line, reader->base - reader->mark + reader->at, reader->line + reader->report.last_line, last);
    move_on(reader, match->start + match->end, reader->line + match->line_count);
    reader->at_end = last;
    reader->recalled++;
    reader->part_count = reader->next_part = 0;
    reader->window_size = SMALLEST_WINDOW;
    return GJ_OK;
}

/* ------------------------------------------------------------------ reading a part in full */

/* Where a window of that size ends: behind a whole line. */
static size_t window_end(const struct gj_reader *reader, size_t size) {
    const char *bytes = reader->text.bytes + reader->at;
    size_t left = reader->text.length - reader->at;
    if (!reader->text.in_place || size >= left)
        return left;
    return gj_line_after(bytes, gj_line_end(bytes, size, left), left);
}

static gj_status read_window(struct gj_reader *reader, size_t length) {
    struct gj_desk *desk = &reader->window;
    gj_arena_reset(&reader->window_arena);
    *desk = open_desk(reader, &reader->window_arena, reader->at, length);
    reader->window_at = reader->at;
    reader->window_line = reader->line;
    reader->next_part = 0;
    gj_status status = gj_text_split(&desk->text, desk->arena);
    if (status == GJ_OK)
        status = gj_cells_read(&desk->cells, desk->arena, &desk->text, &reader->limits);
    if (status == GJ_OK)
        status = gj_fold_atoms(desk);
    return status == GJ_OK ? gj_find_parts(desk, &reader->parts, &reader->part_count) : status;
}

/* Sentences and no table: the text is likely to go on like that. */
static bool holds_no_value(const struct gj_cells *cells) {
    for (size_t i = 0; i < cells->count; i++)
        if (cells->atoms[i].kind == GJ_ATOM_VALUE)
            return false;
    return true;
}

/* A long report is read from its start each time. */
static size_t window_growth(const struct gj_reader *reader) {
    if (!holds_no_value(&reader->window.cells))
        return 4;
    return reader->window_size == SMALLEST_WINDOW ? 64 : 8;
}

/* What the last part of a window holds shows only in the next one, unless the input ends there. */
static gj_status open_window(struct gj_reader *reader, gj_error *error) {
    for (;;) {
        gj_status status = hold(reader, reader->window_size + 1, error);
        if (status != GJ_OK)
            return status;
        size_t length = window_end(reader, reader->window_size);
        status = read_window(reader, length);
        if (status != GJ_OK || (reader->holds_rest && reader->at + length == reader->text.length))
            return status;
        if (reader->part_count == 1)
            reader->window_size *= window_growth(reader);
        else if (reader->window_size < USUAL_WINDOW)
            reader->window_size *= 2;
        if (reader->part_count-- > 1)
            return GJ_OK;
    }
}

static bool is_known(const struct gj_reader *reader, const struct gj_shape *shape) {
    for (size_t i = 0; i < reader->shape_count; i++)
        if (reader->shapes[i]->length == shape->length &&
            memcmp(reader->shapes[i]->bytes, shape->bytes, shape->length) == 0)
            return true;
    return false;
}

/* Remembers the shape of the report just read, instead of the one remembered longest where there is no more room. */
static gj_status learn(struct gj_reader *reader, const struct gj_part *part) {
    struct gj_shape *shape;
    if (!reader->text.in_place || reader->wanted)
        return GJ_OK;
    gj_status status = gj_shape_learn(&shape, &reader->window, part, &reader->report);
    if (status != GJ_OK || !shape)
        return status;
    if (is_known(reader, shape)) {
        gj_shape_free(shape);
        return GJ_OK;
    }
    if (reader->shape_count < MOST_SHAPES) {
        reader->shapes[reader->shape_count++] = shape;
        return GJ_OK;
    }
    gj_shape_free(reader->shapes[reader->oldest_shape]);
    reader->shapes[reader->oldest_shape] = shape;
    reader->oldest_shape = (reader->oldest_shape + 1) % MOST_SHAPES;
    return GJ_OK;
}

/* Whether the part at hand is the last of the input; where the next one begins is known only then. */
static bool is_last(const struct gj_reader *reader) {
    return reader->next_part + 1 == reader->part_count &&
           reader->parts[reader->next_part].last == reader->window.cells.count;
}

static gj_status read_part(struct gj_reader *reader, gj_error *error) {
    gj_status status = reader->next_part == reader->part_count ? open_window(reader, error) : GJ_OK;
    if (status == GJ_OK)
        status = open_report(reader, is_last(reader));
    if (status != GJ_OK)
        return status;
    const struct gj_part *part = &reader->parts[reader->next_part];
    struct gj_desk desk = reader->window;
    desk.arena = &reader->report_arena;
    status = gj_interpret(&desk, part, &reader->report, reader->wanted);
    if (status == GJ_OK)
        status = learn(reader, part);
    if (status != GJ_OK)
        return status;
    if (reader->text.in_place)
        gj_report_move(&reader->report, reader->window_line, reader->base + reader->window_at);
    reader->at_end = is_last(reader);
    const struct gj_atom *atoms = reader->window.cells.atoms;
    if (part->first != part->last)
        set_lines(reader, reader->window_line + atoms[part->first].line,
                  reader->base - reader->mark + reader->window_at + reader->window.text.lines[atoms[part->first].line].start,
                  reader->window_line + atoms[part->last - 1].line + 1, reader->at_end);
    else
        set_lines(reader, 0, 0, 0, true);
    reader->next_part++;
    size_t line = reader->at_end ? 0 : reader->window.cells.atoms[part->last].line;
    if (!reader->at_end)
        move_on(reader, reader->window_at + reader->window.text.lines[line].start, reader->window_line + line);
    return GJ_OK;
}

static gj_status read_next(struct gj_reader *reader, gj_error *error) {
    bool done = false;
    gj_status status = reader->next_part == reader->part_count ? hold(reader, reader->ahead_size, error) : GJ_OK;
    if (status == GJ_OK)
        status = recall_part(reader, &done);
    if (status == GJ_OK && !done)
        status = read_part(reader, error);
    return status == GJ_OK && reader->report_arena.failed ? GJ_ERROR_MEMORY : status;
}

gj_status gj_reader_next(gj_reader *reader, const gj_report **report, gj_error *error) {
    *report = NULL;
    if (reader->at_end)
        return GJ_OK;
    gj_status status = read_next(reader, error);
    if (status != GJ_OK)
        reader->at_end = true;
    if (status == GJ_ERROR_MEMORY)
        return gj_fail(error, status, GJ_NOWHERE, "%s: out of memory", reader->source);
    *report = status == GJ_OK ? &reader->report : NULL;
    return status;
}
