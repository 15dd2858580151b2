/* Turning to an input, whole or fed piece by piece, and holding what of it is being read. */
#include <stdint.h>
#include <string.h>

#include "asked.h"
#include "error.h"
#include "reader_state.h"
#include "text/encoding.h"

/* ------------------------------------------------------------------ inputs as a whole */

static gj_status name_source(struct gj_reader *reader, const char *source, gj_error *error) {
    gj_arena_reset(&reader->input_arena);
    reader->source = gj_arena_copy(&reader->input_arena, source, strlen(source));
    return reader->source ? GJ_OK : gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "%s: out of memory", source);
}

static void begin(struct gj_reader *reader) {
    reader->at = reader->line = reader->number = 0;
    reader->part_count = reader->next_part = 0;
    reader->ahead.shape = NULL;
    reader->window_size = GJ_SMALLEST_WINDOW;
    reader->at_end = false;
    gj_passages_begin(&reader->passages, reader->grammar, &reader->limits);
    reader->gap = reader->gap_bytes = reader->gap_lines = 0;
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
    gj_status status = gj_check_size(source, length, &reader->limits, error);
    if (status == GJ_OK)
        status = name_source(reader, source, error);
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

static gj_status take_in(struct gj_reader *reader, size_t size, bool is_long, gj_error *error) {
    struct gj_passages *passages = &reader->passages;
    if (is_long)
        return gj_passages_fill(passages, &reader->intake, reader->source, reader->at, reader->line, size,
                                reader->ahead_size, error);
    if (gj_passages_rest(passages, &reader->intake) != GJ_OK)
        return gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "%s: out of memory", reader->source);
    return gj_intake_fill(&reader->intake, reader->source, reader->at, size, error);
}

gj_status gj_reader_hold(struct gj_reader *reader, size_t size, bool is_long, gj_error *error) {
    if (reader->holds_rest)
        return GJ_OK;
    gj_passages_forget(&reader->passages, reader->gap);
    reader->gap = 0;
    gj_status status = take_in(reader, size, is_long && reader->options.without_leftovers, error);
    size_t moved = reader->intake.dropped - reader->base;
    reader->text.bytes = reader->intake.bytes;
    reader->text.length = reader->intake.whole;
    reader->text.gaps = reader->passages.gaps;
    reader->text.gap_count = reader->passages.gap_count;
    reader->text.place = reader->intake.dropped;
    reader->holds_rest = reader->intake.ended;
    reader->base += moved;
    reader->at -= moved;
    reader->ahead.start -= moved;
    if (is_long)
        reader->ahead.shape = NULL; /* it was found in what may have gone */
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
    gj_status status = gj_reader_hold(reader, mark + reader->ahead_size, false, error);
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
