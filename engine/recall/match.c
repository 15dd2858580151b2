/* Whether a shape stands in a text: its fixed bytes one after another, with a value between each two. */
#include <stdlib.h>
#include <string.h>

#include "recall.h"
#include "relations/relations.h"

static gj_status make_room_for_lines(struct gj_match *match, size_t count) {
    size_t larger = match->line_capacity ? match->line_capacity : 512;
    while (larger - match->line_count < count)
        larger *= 2;
    if (larger == match->line_capacity)
        return GJ_OK;
    struct gj_line *lines = realloc(match->lines, larger * sizeof *lines);
    if (lines)
        match->lines = lines;
    const struct gj_known_line **found = realloc(match->found, larger * sizeof *found);
    if (found)
        match->found = found;
    if (!lines || !found)
        return GJ_ERROR_MEMORY;
    match->line_capacity = larger;
    return GJ_OK;
}

gj_status gj_match_add_line(struct gj_match *match, struct gj_line line, const struct gj_known_line *found) {
    if (make_room_for_lines(match, 1) != GJ_OK)
        return GJ_ERROR_MEMORY;
    match->found[match->line_count] = found;
    match->lines[match->line_count++] = line;
    return GJ_OK;
}

/* The lines that were gone through to find the next shape, in the part behind that of match. */
static gj_status add_lines_of(struct gj_match *match, const struct gj_match *ahead, size_t count, size_t length) {
    size_t known = ahead->shape ? ahead->first_line : ahead->line_count, on = ahead->start - match->start;
    gj_status status = GJ_OK;
    for (size_t i = 0; i < known && match->line_count < count && status == GJ_OK; i++) {
        struct gj_line line = ahead->lines[i];
        line.start += on;
        line.original += on;
        match->ahead_end = gj_line_after(match->bytes, line.start + line.length, length);
        status = gj_match_add_line(match, line, NULL);
    }
    return status;
}

gj_status gj_match_look_ahead(struct gj_match *match, const struct gj_match *ahead, size_t count, size_t length) {
    size_t first = match->line_count, page = 0, *at = &match->ahead_end; /* nobody asks for the pages of these */
    gj_status status = add_lines_of(match, ahead, count, length);
    while (*at < length && match->line_count < count && status == GJ_OK)
        status = gj_match_add_line(match, gj_line_at(match->bytes, *at, length, at, &page), NULL);
    match->ahead_count = match->line_count - first;
    match->line_count = first;
    return status;
}

void gj_match_free(struct gj_match *match) {
    free(match->lines);
    free(match->found);
    free(match->figures);
    free(match->values);
    *match = (struct gj_match){0};
}

static gj_status make_room(struct gj_match *match, const struct gj_shape *shape) {
    if (match->figure_capacity >= shape->stretch_count)
        return GJ_OK;
    struct gj_sheet_figure *figures = realloc(match->figures, shape->stretch_count * sizeof *figures);
    if (figures)
        match->figures = figures;
    uint64_t *values = realloc(match->values, shape->stretch_count * sizeof *values);
    if (values)
        match->values = values;
    if (!figures || !values)
        return GJ_ERROR_MEMORY;
    match->figure_capacity = shape->stretch_count;
    return GJ_OK;
}

static inline bool is_digit(char byte) {
    return (unsigned char)(byte - '0') <= 9;
}

/* What may be in a plain value. */
static inline bool goes_on(char byte) {
    static const bool may[128] = {
        ['+'] = true, [','] = true, ['-'] = true, ['.'] = true, ['0'] = true, ['1'] = true, ['2'] = true,
        ['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true};
    return (unsigned char)byte >= 0x80 || may[(unsigned char)byte];
}

enum { WORD = 4 }; /* of the fixed bytes, mostly the few between two numbers, so many are looked at at once */

/* Are these the fixed bytes? is_roomy: there are WORD bytes more. */
static inline bool is_there(const struct gj_shape *shape, const struct gj_stretch *stretch, const char *bytes,
                            size_t left, bool is_roomy) {
    uint32_t word;
    if (!is_roomy)
        return left >= stretch->length && memcmp(bytes, shape->bytes + stretch->start, stretch->length) == 0;
    memcpy(&word, bytes, sizeof word);
    return !((word ^ stretch->word) & stretch->mask) &&
           (stretch->length <= WORD || memcmp(bytes, shape->bytes + stretch->start, stretch->length) == 0);
}

/* The value that stands here, of length 0 where none does; what may not be in a plain one ends it. */
static struct gj_sheet_figure read_value(const char *bytes, size_t left) {
    enum { MOST_DIGITS = 18, LONGEST_VALUE = 100 };
    struct gj_sheet_figure value = {0};
    uint32_t length = 0;
    for (; length < left && length < MOST_DIGITS && is_digit(bytes[length]); length++)
        value.number = value.number * 10 + (bytes[length] - '0');
    for (; length < left && length <= LONGEST_VALUE && goes_on(bytes[length]); length++)
        value.number = -1;
    if (length > 1 && bytes[0] == '0')
        value.number = -1;
    value.length = length <= LONGEST_VALUE ? length : 0;
    return value;
}

/* WORD bytes, the first of them lowest on any machine: compilers make one load of it. */
static inline uint32_t word_at(const char *bytes) {
    const unsigned char *at = (const unsigned char *)bytes;
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static inline bool is_one_digit(const char *bytes) {
    return is_digit(bytes[0]) && !goes_on(bytes[1]);
}

/* A value of fewer digits than a word has bytes: of those that are more than one digit nobody can foresee whether the
 * next has two or three, hence no branch for that. WORD bytes can be read. */
static inline bool read_short_value(const char *bytes, struct gj_sheet_figure *value) {
    static const uint32_t least[WORD] = {UINT32_MAX, 0, 10, 100}; /* of so many digits without a zero in front */
    uint32_t digits = word_at(bytes) ^ UINT32_C(0x30303030);      /* 0 to 9 where a byte is a digit */
    uint32_t count = 0, none_other = 1;
    for (uint32_t i = 0; i + 1 < WORD; i++) {
        none_other &= (digits >> 8 * i & 0xFF) <= 9;
        count += none_other;
    }
    uint32_t shifted = (uint32_t)((uint64_t)digits << 8 * (WORD - count)); /* the last digit stands highest */
    uint32_t tens = shifted * 10 + (shifted >> 8);                         /* of two digits each, lowest and third */
    uint32_t number = (tens & 0xFF) * 100 + (tens >> 16 & 0xFF);
    *value = (struct gj_sheet_figure){.length = count, .number = number};
    return number >= least[count] && !goes_on(bytes[count]);
}

/* The line that stands here, as a figure that counts nothing; of length 0 where it is no line to every reader. */
static struct gj_sheet_figure take_line(const char *bytes, size_t left) {
    const char *feed = memchr(bytes, '\n', left);
    size_t length = feed ? (size_t)(feed - bytes) : left;
    bool is_plain = length <= UINT32_MAX && !memchr(bytes, '\r', length) && !memchr(bytes, '\f', length);
    return (struct gj_sheet_figure){.length = is_plain ? (uint32_t)length : 0};
}

/* Goes along the shape from a byte of the part on, and notes its figures and values. The byte behind it, or
 * GJ_NOWHERE. */
static size_t walk(const struct gj_shape *shape, struct gj_match *match, size_t start, size_t length) {
    const char *at = match->bytes + start, *end = match->bytes + length;
    const struct gj_stretch *stretch = shape->stretches, *last = stretch + shape->stretch_count - 1;
    struct gj_sheet_figure *figure = match->figures;
    uint32_t open_line = (uint32_t)shape->form->cell_count;
    uint64_t *values = match->values;
    match->longer_count = 0;
    for (; stretch < last; stretch++, figure++) {
        size_t left = (size_t)(end - at);
        bool is_roomy = left >= stretch->length + WORD;
        if (!is_there(shape, stretch, at, left, is_roomy))
            return GJ_NOWHERE;
        at += stretch->length;
        if (is_roomy && is_one_digit(at))
            *figure = (struct gj_sheet_figure){.length = 1, .number = at[0] - '0'};
        else if (stretch->cell == open_line)
            *figure = take_line(at, (size_t)(end - at));
        else if (!is_roomy || !read_short_value(at, figure))
            *figure = read_value(at, (size_t)(end - at));
        if (!figure->length)
            return GJ_NOWHERE;
        match->longer_count += figure->number < 0;
        figure->offset = (uint32_t)(at - match->bytes);
        values[stretch->cell] = gj_raise(figure->number);
        at += figure->length;
    }
    if (!is_there(shape, last, at, (size_t)(end - at), false))
        return GJ_NOWHERE;
    at += last->length;
    return at == end || *at == '\n' ? (size_t)(at - match->bytes) : GJ_NOWHERE;
}

/* As many lines like the first: there are hundreds in each report, and large copies are the fastest way to make them. */
static void repeat(struct gj_line *lines, size_t count) {
    for (size_t made = 1; made < count; made *= 2)
        memcpy(lines + made, lines, (made < count - made ? made : count - made) * sizeof *lines);
}

gj_status gj_shape_match(const struct gj_shape *shape, struct gj_match *match, size_t offset, size_t length) {
    const struct gj_stretch *opening = &shape->stretches[0];
    size_t left = length - offset;
    if (!is_there(shape, opening, match->bytes + offset, left, left >= opening->length + WORD))
        return GJ_OK;
    if (make_room(match, shape) != GJ_OK || make_room_for_lines(match, shape->line_count) != GJ_OK)
        return GJ_ERROR_MEMORY;
    size_t end = walk(shape, match, offset, length);
    if (end == GJ_NOWHERE)
        return GJ_OK;
    match->shape = shape;
    match->end = end;
    match->first_line = match->line_count;
    match->line_count += shape->line_count;
    match->lines[match->first_line] = (struct gj_line){.start = offset, .original = offset};
    repeat(match->lines + match->first_line, shape->line_count);
    if (shape->open_count)
        gj_match_note_lines(match, shape->line_count);
    return GJ_OK;
}

void gj_match_note_lines(struct gj_match *match, size_t count) {
    struct gj_line *line = match->lines + match->first_line, *behind = match->lines + match->line_count;
    const char *at = match->bytes + line->start, *end = match->bytes + match->end;
    if (count < match->shape->line_count)
        behind = line + count;
    for (; line < behind; line++) {
        size_t left = (size_t)(end - at);
        const char *feed = memchr(at, '\n', left);
        size_t start = (size_t)(at - match->bytes), length = feed ? (size_t)(feed - at) : left;
        *line = (struct gj_line){.start = start, .length = length, .original = start};
        at += length + (feed != NULL);
    }
}
