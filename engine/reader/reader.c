/*
 * A reader goes through an input part by part. A part whose tables have a shape that it remembers is recalled; what
 * is not is read in full, a window of the text at a time, and its shape learned. Both ways make the same reports as
 * reading the whole input at once.
 */
#include "reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "error.h"
#include "reader_state.h"

/* What is held ahead of an input that is fed. Four times as much tells its encoding. */
#define USUAL_AHEAD ((size_t)1 << 18)

/* ------------------------------------------------------------------ readers */

gj_status gj_reader_new(gj_reader **reader, const gj_grammar *grammar, const gj_options *options, gj_error *error) {
    if (!reader || !grammar)
        return gj_fail(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE, "gj_reader_new: an argument is NULL");
    const struct gj_template *wanted;
    gj_status status = gj_find_wanted(grammar, options, &wanted, error);
    if (status != GJ_OK)
        return status;
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
    gj_passages_free(&reader->passages);
    gj_match_free(&reader->match);
    gj_match_free(&reader->ahead);
    gj_arena_free(&reader->input_arena);
    gj_arena_free(&reader->window_arena);
    gj_arena_free(&reader->report_arena);
    gj_arena_free(&reader->title_arena);
    gj_memory_free(&reader->mute);
    gj_memory_free(&reader->titles);
    free(reader);
}

void gj_reader_hold_ahead(gj_reader *reader, size_t size) {
    reader->ahead_size = size;
}

size_t gj_reader_recalled(const gj_reader *reader) {
    return reader->recalled;
}

size_t gj_reader_left_out(const gj_reader *reader) {
    return reader->intake.left_out;
}

bool gj_reader_at_end(const gj_reader *reader) {
    return reader->at_end;
}

/* ------------------------------------------------------------------ one report */

gj_status gj_reader_open_report(struct gj_reader *reader, bool last) {
    bool is_only = reader->number == 0 && last;
    gj_arena_reset(&reader->report_arena);
    return gj_report_begin(&reader->report, &reader->report_arena, reader->grammar, &reader->options,
                           reader->text.encoding, reader->source, is_only ? 0 : reader->number + 1);
}

void gj_reader_set_lines(struct gj_reader *reader, size_t line, size_t at, size_t end, bool last) {
    reader->report.first_line = reader->number == 0 ? 1 : line + 1;
    reader->report.first_byte = reader->number == 0 ? 0 : at;
    reader->report.last_line = last ? SIZE_MAX : end;
}

struct gj_desk gj_reader_desk(struct gj_reader *reader, struct gj_arena *arena, size_t start, size_t length) {
    struct gj_desk desk = {.grammar = reader->grammar,
                           .arena = arena,
                           .text = reader->text,
                           .mute = &reader->mute,
                           .titles = &reader->titles};
    if (!reader->text.in_place)
        return desk; /* the way back to the original leads through the whole text */
    desk.text.bytes += start;
    desk.text.length = length;
    desk.text.place += start;
    desk.text.source_bytes = (const unsigned char *)desk.text.bytes;
    desk.text.source_length = length;
    return desk;
}

void gj_reader_move_on(struct gj_reader *reader, size_t at, size_t line) {
    reader->at = at;
    reader->line = line;
    reader->number++;
}

/* ------------------------------------------------------------------ one after another */

/* What was left out before the part at hand. */
static void pass_gaps(struct gj_reader *reader) {
    for (; reader->gap < reader->passages.gap_count; reader->gap++) {
        const struct gj_gap *gap = &reader->passages.gaps[reader->gap];
        if (gap->line > reader->line)
            return;
        reader->gap_bytes += gap->bytes;
        reader->gap_lines += gap->lines;
    }
}

/* The report that was read without what was left out has its places in the input. */
static void count_gaps(struct gj_reader *reader) {
    const struct gj_gap *gaps = reader->passages.gaps + reader->gap;
    size_t count = 0, left = reader->passages.gap_count - reader->gap, lines = 0, *last = &reader->report.last_line;
    for (; count < left && (reader->at_end || gaps[count].line <= reader->line); count++) {
        lines += gaps[count].lines;
        *last = *last < gaps[count].line ? gaps[count].line : *last; /* the last lines of the report were left out */
    }
    gj_report_spread(&reader->report, gaps, count);
    gj_report_move(&reader->report, reader->gap_lines, reader->gap_bytes);
    if (*last != SIZE_MAX)
        *last += lines + reader->gap_lines;
    if (reader->report.first_byte) {
        reader->report.first_line += reader->gap_lines;
        reader->report.first_byte += reader->gap_bytes;
    }
}

static gj_status read_next(struct gj_reader *reader, gj_error *error) {
    bool done = false;
    pass_gaps(reader);
    gj_status status =
        reader->next_part == reader->part_count ? gj_reader_hold(reader, reader->ahead_size, false, error) : GJ_OK;
    if (status == GJ_OK)
        status = gj_reader_recall(reader, &done);
    if (status == GJ_OK && !done)
        status = gj_reader_read(reader, error);
    if (status == GJ_OK && (reader->gap_lines || reader->passages.gap_count))
        count_gaps(reader);
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
