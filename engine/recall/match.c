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
static inline bool same_bytes(const char *a, const char *b, size_t length) {
    if (length == 3) /* what divides cells of a line each: " |\n" */
        return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
    if (length > 4)
        return memcmp(a, b, length) == 0;
    for (size_t i = 0; i < length; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

/* Bytes of the value that stands here: what may not be in a plain value ends it. */
static inline size_t value_length(const char *bytes, size_t left) {
    size_t length = 0;
    while (length < left && ((unsigned char)(bytes[length] - '0') <= 9 || bytes[length] == '.' ||
                             bytes[length] == '-' || (unsigned char)bytes[length] >= 0x80))
        length++;
    return length;
}

/* The offset behind the shape, from the start of bytes, or GJ_NOWHERE. */
static size_t walk(const struct gj_shape *shape, struct gj_match *match, const char *bytes, size_t left,
                   size_t offset) {
    size_t at = 0;
    for (size_t i = 0; i < shape->stretch_count; i++) {
        const struct gj_stretch *stretch = &shape->stretches[i];
        if (left - at < stretch->length || !same_bytes(bytes + at, shape->bytes + stretch->start, stretch->length))
            return GJ_NOWHERE;
        at += stretch->length;
        if (stretch->cell == GJ_NOWHERE)
            break;
        size_t length = value_length(bytes + at, left - at);
        if (!length)
            return GJ_NOWHERE;
        match->values[i] = (struct gj_recalled_value){offset + at, length};
        at += length;
    }
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
