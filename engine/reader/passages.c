#include "passages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "error.h"
#include "passage_lines.h"
#include "prose/prose.h"

/* Lines kept for who reports and when, and for numbers of rows. */
enum {
    KEPT_FOR_NAMES = GJ_FARTHEST_PERIOD > (int)GJ_FARTHEST_BODY ? (int)GJ_FARTHEST_PERIOD : (int)GJ_FARTHEST_BODY,
    KEPT_FOR_NUMBERS = GJ_FARTHEST_NEXT,
    KEPT_BEFORE = 1
};

/* In bytes; what is longer is no line of a text. */
enum { LONGEST_SENTENCE = 1 << 14 };

void gj_passages_begin(struct gj_passages *passages, const struct gj_grammar *grammar, const gj_limits *limits) {
    struct gj_passages begun = {.grammar = grammar, .arena = passages->arena};
    begun.gaps = passages->gaps;
    begun.gap_room = passages->gap_room;
    begun.longest = limits->line_bytes < LONGEST_SENTENCE ? limits->line_bytes : LONGEST_SENTENCE;
    *passages = begun;
}

void gj_passages_free(struct gj_passages *passages) {
    gj_arena_free(&passages->arena);
    free(passages->gaps);
}

void gj_passages_forget(struct gj_passages *passages, size_t count) {
    passages->gap_count -= count;
    if (count && passages->gap_count)
        memmove(passages->gaps, passages->gaps + count, passages->gap_count * sizeof *passages->gaps);
}

/* ------------------------------------------------------------------ lines that are kept */

static void count_kept(struct gj_passages *passages, size_t lines) {
    passages->kept_lines += lines;
    if (passages->has_sentence)
        passages->since_sentence += lines;
}

static void keep_other(struct gj_passages *passages, const struct gj_glanced_line *line, const char *bytes) {
    passages->since_other = 0;
    if (line->quoted || gj_may_hold_row_number(bytes, line->length))
        passages->since_number = 0;
    if (gj_may_open_table(bytes, line->length))
        passages->is_off = true;
    if (gj_holds_title(passages, bytes, line->length)) {
        passages->has_sentence = false;
        passages->since_sentence = 0;
    }
    count_kept(passages, gj_count_lines(bytes, line->length));
}

static void keep_sentence(struct gj_passages *passages) {
    passages->has_sentence = true;
    passages->since_other++;
    passages->since_number++;
    count_kept(passages, 1);
}

static bool may_begin_passage(const struct gj_passages *passages) {
    return passages->since_sentence >= KEPT_FOR_NAMES && passages->since_number >= KEPT_FOR_NUMBERS &&
           passages->since_other >= KEPT_BEFORE;
}

/* ------------------------------------------------------------------ passages */

static void add_line(struct gj_passage *passage, const struct gj_glanced_line *line) {
    size_t index = passage->gap.lines + passage->lines++;
    if (index < GJ_GAP_FIELDS)
        passage->gap.fields[index] = line->fields;
}

static void add_sentence(struct gj_passage *passage, const struct gj_glanced_line *line) {
    add_line(passage, line);
    passage->last_end = line->start + line->length;
    passage->last_lines = passage->lines;
}

/* dropped: bytes before those that the intake holds. */
static void open_passage(struct gj_passages *passages, const struct gj_glanced_line *line, size_t dropped) {
    passages->passage = (struct gj_passage){.is_open = true, .start = line->start};
    passages->passage.gap.at = dropped + line->start - (passages->from - passages->to);
    passages->passage.gap.line = passages->kept_lines;
}

/* Bytes [start, end), not before from, go. */
static void cut_out(struct gj_passages *passages, struct gj_intake *intake, size_t start, size_t end) {
    if (passages->to != passages->from)
        memmove(intake->bytes + passages->to, intake->bytes + passages->from, start - passages->from);
    passages->to += start - passages->from;
    passages->from = end;
    intake->left_out += end - start;
}

/* Leaves out what there is of the passage so far. */
static void cut_passage(struct gj_passages *passages, struct gj_intake *intake) {
    struct gj_passage *passage = &passages->passage;
    if (!passage->is_open || !passage->last_lines)
        return;
    cut_out(passages, intake, passage->start, passage->last_end);
    passage->gap.bytes += passage->last_end - passage->start;
    passage->gap.lines += passage->last_lines;
    passage->lines -= passage->last_lines;
    passage->start = passage->last_end;
    passage->last_lines = 0;
}

static gj_status add_gap(struct gj_passages *passages, const struct gj_gap *gap) {
    enum { FIRST_ROOM = 64 };
    if (passages->gap_count == passages->gap_room) {
        size_t room = passages->gap_room ? 2 * passages->gap_room : FIRST_ROOM;
        struct gj_gap *gaps = room < SIZE_MAX / sizeof *gaps ? realloc(passages->gaps, room * sizeof *gaps) : NULL;
        if (!gaps)
            return GJ_ERROR_MEMORY;
        passages->gaps = gaps;
        passages->gap_room = room;
    }
    passages->gaps[passages->gap_count++] = *gap;
    return GJ_OK;
}

static gj_status close_passage(struct gj_passages *passages, struct gj_intake *intake) {
    struct gj_passage *passage = &passages->passage;
    if (!passage->is_open)
        return GJ_OK;
    cut_passage(passages, intake);
    count_kept(passages, passage->lines);
    passage->is_open = false;
    return add_gap(passages, &passage->gap);
}

/* ------------------------------------------------------------------ one line after another */

/* Whether the first of the lines ahead may be a row of commas: the last rows of a grid are known by those before. */
static bool may_be_row(const struct gj_passages *passages) {
    const struct gj_glanced_line *line = passages->ahead;
    size_t alike = 0;
    if (line->fields > 1 && (passages->row_quoted || passages->row_fields == line->fields))
        return true;
    if (line->fields < GJ_COMMA_LEAST_FIELDS)
        return false;
    for (size_t i = 1; i < passages->ahead_count; i++) {
        if (passages->ahead[i].quoted)
            return true;
        alike += passages->ahead[i].fields == line->fields;
    }
    return alike >= GJ_COMMA_ROWS_ALIKE;
}

static gj_status place_line(struct gj_passages *passages, struct gj_intake *intake) {
    const struct gj_glanced_line *line = passages->ahead;
    struct gj_passage *passage = &passages->passage;
    bool is_sentence = line->kind == GJ_LINE_SENTENCE && !passages->is_off && !may_be_row(passages);
    bool is_other = !is_sentence && line->kind != GJ_LINE_BLANK;
    passages->row_fields = is_other && line->fields > 1 ? line->fields : 0;
    passages->row_quoted = is_other && line->quoted;
    if (is_other) {
        gj_status status = close_passage(passages, intake);
        keep_other(passages, line, intake->bytes + line->start);
        return status;
    }
    if (is_sentence && !passage->is_open && may_begin_passage(passages))
        open_passage(passages, line, intake->dropped);
    if (passage->is_open)
        (is_sentence ? add_sentence : add_line)(passage, line);
    else if (is_sentence)
        keep_sentence(passages);
    else
        count_kept(passages, 1);
    return GJ_OK;
}

static gj_status place_first(struct gj_passages *passages, struct gj_intake *intake) {
    gj_status status = place_line(passages, intake);
    passages->ahead_count--;
    memmove(passages->ahead, passages->ahead + 1, passages->ahead_count * sizeof *passages->ahead);
    return status;
}

static gj_status take_line(struct gj_passages *passages, struct gj_intake *intake) {
    passages->ahead[passages->ahead_count++] = gj_glanced_line(passages, intake->bytes);
    gj_glance_begin(&passages->glance, passages->glance.at);
    return passages->ahead_count > GJ_LINES_AHEAD ? place_first(passages, intake) : GJ_OK;
}

/* Of the last lines nobody knows what will stand behind them: they stay. */
static gj_status keep_ahead(struct gj_passages *passages, struct gj_intake *intake) {
    gj_status status = close_passage(passages, intake);
    for (size_t i = 0; i < passages->ahead_count; i++)
        keep_other(passages, &passages->ahead[i], intake->bytes + passages->ahead[i].start);
    passages->ahead_count = 0;
    return status;
}

/* All places that are remembered lie behind those that were cut out, so many bytes further up from now on. */
static void move_places(struct gj_passages *passages, size_t bytes) {
    passages->glance.start -= bytes;
    passages->glance.at -= bytes;
    for (size_t i = 0; i < passages->ahead_count; i++)
        passages->ahead[i].start -= bytes;
    if (passages->passage.is_open) {
        passages->passage.start -= bytes;
        passages->passage.last_end -= bytes;
    }
}

static void close_ranks(struct gj_passages *passages, struct gj_intake *intake) {
    size_t bytes = passages->from - passages->to;
    if (bytes) {
        memmove(intake->bytes + passages->to, intake->bytes + passages->from, intake->length - passages->from);
        intake->length -= bytes;
        intake->valid -= bytes;
        move_places(passages, bytes);
    }
    passages->to = passages->from = 0;
}

/* Up to where nothing will be cut out any more. */
static size_t settled_bytes(const struct gj_passages *passages, const struct gj_intake *intake) {
    if (intake->ended)
        return intake->valid;
    if (passages->passage.is_open)
        return passages->passage.start;
    return passages->ahead_count ? passages->ahead[0].start : passages->glance.start;
}

static gj_status look_through(struct gj_passages *passages, struct gj_intake *intake) {
    gj_status status = GJ_OK;
    while (status == GJ_OK && gj_glance_line(&passages->glance, intake->bytes, intake->valid))
        status = take_line(passages, intake);
    if (status == GJ_OK && intake->ended)
        status = keep_ahead(passages, intake);
    else
        cut_passage(passages, intake);
    close_ranks(passages, intake);
    intake->whole = settled_bytes(passages, intake);
    return passages->arena.failed ? GJ_ERROR_MEMORY : status;
}

/* Of what stands before the first line to be looked at nothing is known. */
static void begin_at(struct gj_passages *passages, size_t start) {
    gj_glance_begin(&passages->glance, start);
    passages->ahead_count = passages->row_fields = 0;
    passages->row_quoted = passages->has_sentence = false;
    passages->since_sentence = passages->since_number = passages->since_other = 0;
}

static void wake(struct gj_passages *passages, struct gj_intake *intake, size_t from, size_t line) {
    if (passages->is_awake)
        return;
    bool goes_on = passages->rested_at > intake->dropped + from;
    begin_at(passages, goes_on ? passages->rested_at - intake->dropped : from);
    if (!goes_on) {
        passages->kept_lines = line;
        passages->is_off = !passages->grammar->prose;
    }
    passages->is_awake = true;
    intake->whole = passages->glance.start;
}

gj_status gj_passages_rest(struct gj_passages *passages, struct gj_intake *intake) {
    if (!passages->is_awake)
        return GJ_OK;
    gj_status status = keep_ahead(passages, intake);
    close_ranks(passages, intake);
    passages->rested_at = intake->dropped + passages->glance.start;
    passages->is_awake = false;
    return status;
}

gj_status gj_passages_fill(struct gj_passages *passages, struct gj_intake *intake, const char *source, size_t from,
                           size_t line, size_t need, size_t piece, gj_error *error) {
    wake(passages, intake, from, line);
    if (intake->whole - from >= need)
        return GJ_OK;
    gj_intake_drop(intake, from);
    move_places(passages, from);
    for (;;) {
        if (look_through(passages, intake) != GJ_OK)
            return gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "%s: out of memory", source);
        if (intake->ended || intake->whole >= need)
            return GJ_OK;
        gj_status status = gj_intake_piece(intake, source, piece, error);
        if (status != GJ_OK)
            return status;
    }
}
