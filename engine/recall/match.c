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

/* What may be in a plain value but digits. */
static inline bool goes_on(unsigned char byte) {
    return byte >= 0x80 || byte == '.' || byte == '-' || (byte >= '0' && byte <= '9');
}

/* The value that stands here; what may not be in a plain one ends it. */
static inline struct gj_recalled_value read_value(const char *bytes, size_t left, size_t offset) {
    enum { MOST_DIGITS = 18 };
    struct gj_recalled_value value = {.offset = offset};
    size_t length = 0;
    for (; length < left && (unsigned char)(bytes[length] - '0') <= 9 && length < MOST_DIGITS; length++)
        value.number = value.number * 10 + (bytes[length] - '0');
    if (length < left && goes_on((unsigned char)bytes[length])) {
        value.number = -1;
        while (length < left && goes_on((unsigned char)bytes[length]))
            length++;
    }
    value.length = length;
    return value;
}

/* The offset behind the shape, from the start of bytes, or GJ_NOWHERE. */
static size_t walk(const struct gj_shape *shape, struct gj_match *match, const char *bytes, size_t left,
                   size_t offset) {
    const struct gj_stretch *stretch = shape->stretches, *last = stretch + shape->stretch_count - 1;
    struct gj_recalled_value *value = match->values;
    size_t at = 0;
    for (; stretch < last; stretch++, value++) {
        if (!is_there(shape, stretch, bytes + at, left - at))
            return GJ_NOWHERE;
        at += stretch->length;
        *value = read_value(bytes + at, left - at, offset + at);
        if (!value->length)
            return GJ_NOWHERE;
        at += value->length;
    }
    if (!is_there(shape, last, bytes + at, left - at))
        return GJ_NOWHERE;
    at += last->length;
    return at == left || bytes[at] == '\n' ? at : GJ_NOWHERE;
}

/* Where the lines of the shape begin follows from where its values stand. */
static gj_status add_lines(const struct gj_shape *shape, struct gj_match *match, size_t offset, size_t end) {
    size_t start = offset, at = offset;
    if (make_room_for_lines(match, shape->line_count) != GJ_OK)
        return GJ_ERROR_MEMORY;
    struct gj_line *line = match->lines + match->line_count;
    for (size_t i = 0; i < shape->stretch_count; i++) {
        const struct gj_stretch *stretch = &shape->stretches[i];
        for (size_t j = 0; j < stretch->break_count; j++) {
            size_t next = at + shape->breaks[stretch->first_break + j];
            *line++ = (struct gj_line){.start = start, .length = next - 1 - start, .original = start};
            start = next;
        }
        if (stretch->cell != GJ_NOWHERE)
            at = match->values[i].offset + match->values[i].length;
    }
    *line = (struct gj_line){.start = start, .length = end - start, .original = start};
    match->line_count += shape->line_count;
    return GJ_OK;
}

gj_status gj_shape_match(const struct gj_shape *shape, struct gj_match *match, const char *bytes, size_t left,
                         size_t offset, size_t *length) {
    if (left < shape->stretches[0].length || memcmp(bytes, shape->bytes, shape->stretches[0].length) != 0)
        return GJ_OK;
    if (make_room(match, shape) != GJ_OK)
        return GJ_ERROR_MEMORY;
    *length = walk(shape, match, bytes, left, offset);
    if (*length == GJ_NOWHERE)
        return GJ_OK;
    match->first_line = match->line_count;
    match->shape = shape;
    return add_lines(shape, match, offset, offset + *length);
}
