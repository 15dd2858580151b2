/* Whether a shape stands in a text: its fixed bytes one after another, with a value between each two. */
#include <stdlib.h>
#include <string.h>

#include "recall.h"

static gj_status make_room_for_lines(struct gj_match *match, size_t count) {
    size_t larger = match->line_capacity ? match->line_capacity : 512;
    while (larger - match->line_count < count)
        larger *= 2;
    if (larger == match->line_capacity)
        return GJ_OK;
    struct gj_line *lines = realloc(match->lines, larger * sizeof *lines);
    if (!lines)
        return GJ_ERROR_MEMORY;
    match->lines = lines;
    match->line_capacity = larger;
    return GJ_OK;
}

gj_status gj_match_add_line(struct gj_match *match, struct gj_line line) {
    if (make_room_for_lines(match, 1) != GJ_OK)
        return GJ_ERROR_MEMORY;
    match->lines[match->line_count++] = line;
    return GJ_OK;
}

void gj_match_free(struct gj_match *match) {
    free(match->lines);
    free(match->values);
    *match = (struct gj_match){0};
}

static gj_status make_room(struct gj_match *match, const struct gj_shape *shape) {
    if (match->value_capacity >= shape->stretch_count)
        return GJ_OK;
    struct gj_recalled_value *values = realloc(match->values, shape->stretch_count * sizeof *values);
    if (!values)
        return GJ_ERROR_MEMORY;
    match->values = values;
    match->value_capacity = shape->stretch_count;
    return GJ_OK;
}

/* Most stretches are the few bytes between two numbers. */
static inline bool is_there(const struct gj_shape *shape, const struct gj_stretch *stretch, const char *bytes,
                            size_t left) {
    uint32_t word;
    if (left < stretch->length)
        return false;
    if (!stretch->mask || left < sizeof word)
        return memcmp(bytes, shape->bytes + stretch->start, stretch->length) == 0;
    memcpy(&word, bytes, sizeof word);
    return ((word ^ stretch->word) & stretch->mask) == 0;
}

static inline bool is_digit(char byte) {
    return (unsigned char)(byte - '0') <= 9;
}

/* What may be in a plain value. */
static inline bool goes_on(char byte) {
    return is_digit(byte) || byte == '.' || byte == '-' || (unsigned char)byte >= 0x80;
}

/* The value that stands here; what may not be in a plain one ends it. */
static inline struct gj_recalled_value read_value(const char *bytes, size_t left, size_t offset) {
    enum { MOST_DIGITS = 18 };
    if (left >= 2 && is_digit(bytes[0]) && !goes_on(bytes[1])) /* most are of one digit */
        return (struct gj_recalled_value){offset, 1, bytes[0] - '0'};
    struct gj_recalled_value value = {.offset = offset};
    size_t length = 0;
    for (; length < left && length < MOST_DIGITS && is_digit(bytes[length]); length++)
        value.number = value.number * 10 + (bytes[length] - '0');
    for (; length < left && goes_on(bytes[length]); length++)
        value.number = -1;
    value.length = length;
    return value;
}

/* Notes the lines that begin in the fixed bytes at at, one or more; *start is where the line at hand began. */
static inline struct gj_line *end_lines(const struct gj_shape *shape, const struct gj_stretch *stretch,
                                        struct gj_line *line, size_t at, size_t *start) {
    const size_t *breaks = shape->breaks + stretch->first_break;
    size_t i = 0;
    do {
        size_t next = at + breaks[i];
        *line++ = (struct gj_line){.start = *start, .length = next - 1 - *start, .original = *start};
        *start = next;
    } while (++i < stretch->break_count);
    return line;
}

/* Goes along the shape from bytes on, which stand at offset, and notes its values and lines. The offset behind it, from
 * the start of bytes, or GJ_NOWHERE. */
static size_t walk(const struct gj_shape *shape, struct gj_match *match, const char *bytes, size_t left,
                   size_t offset) {
    const struct gj_stretch *stretch = shape->stretches, *last = stretch + shape->stretch_count - 1;
    struct gj_recalled_value *value = match->values;
    struct gj_line *line = match->lines + match->line_count;
    size_t at = 0, start = offset;
    for (; stretch < last; stretch++, value++) {
        if (!is_there(shape, stretch, bytes + at, left - at))
            return GJ_NOWHERE;
        if (stretch->break_count > 0)
            line = end_lines(shape, stretch, line, offset + at, &start);
        at += stretch->length;
        *value = read_value(bytes + at, left - at, offset + at);
        if (!value->length)
            return GJ_NOWHERE;
        at += value->length;
    }
    if (!is_there(shape, last, bytes + at, left - at))
        return GJ_NOWHERE;
    if (last->break_count > 0)
        line = end_lines(shape, last, line, offset + at, &start);
    at += last->length;
    *line = (struct gj_line){.start = start, .length = offset + at - start, .original = start};
    return at == left || bytes[at] == '\n' ? at : GJ_NOWHERE;
}

gj_status gj_shape_match(const struct gj_shape *shape, struct gj_match *match, const char *bytes, size_t left,
                         size_t offset, size_t *length) {
    if (left < shape->stretches[0].length || memcmp(bytes, shape->bytes, shape->stretches[0].length) != 0)
        return GJ_OK;
    if (make_room(match, shape) != GJ_OK || make_room_for_lines(match, shape->line_count) != GJ_OK)
        return GJ_ERROR_MEMORY;
    *length = walk(shape, match, bytes, left, offset);
    if (*length == GJ_NOWHERE)
        return GJ_OK;
    match->first_line = match->line_count;
    match->line_count += shape->line_count;
    match->shape = shape;
    return GJ_OK;
}
