/*
 * Streams: a whole table, or a whole report, on one line, its cells divided by spaces. Each word is then a cell by
 * itself, as if it stood on a line of its own; labels with spaces in them come out in pieces.
 */
#include <string.h>

#include "block.h"
#include "cells.h"
#include "text/characters.h"

/* So many numbers among the words of a line are no sentence: one word in six. */
enum { LEAST_BYTES = 240, WORDS_A_VALUE = 6 };

/* Bytes of the space at the start of a stretch; marks without width are none, and may stand within a number. */
static size_t divider_at(const char *bytes, size_t left) {
    size_t size = gj_space_at(bytes, left);
    return size == 3 && memcmp(bytes, GJ_WIDE_SPACE, 3) != 0 ? 0 : size;
}

/* The next word from *at on; false where there is none. */
static bool next_word(const char *bytes, size_t length, size_t *at, size_t *start) {
    size_t size;
    while (*at < length && (size = divider_at(bytes + *at, length - *at)) > 0)
        *at += size;
    *start = *at;
    while (*at < length && !divider_at(bytes + *at, length - *at))
        (*at)++;
    return *at > *start;
}

/* How many bytes of a stretch begin a space that may divide. */
static size_t count_spaces(const char *bytes, size_t length, size_t left) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += divider_at(bytes + i, left - i) > 0;
    return count;
}

/* Whether a line has spaces enough for so many values; most long lines are sentences and have none. */
static bool may_be_stream(const char *bytes, size_t length) {
    size_t at = 0, count = 0;
    for (; length - at >= GJ_BLOCK_ROOM && count < GJ_STREAM_LEAST_VALUES; at += GJ_BLOCK)
        if (gj_block_has_space(bytes + at))
            count += count_spaces(bytes + at, GJ_BLOCK, length - at);
    return count + count_spaces(bytes + at, length - at, length - at) >= GJ_STREAM_LEAST_VALUES - 1;
}

static bool is_stream(const char *bytes, size_t length) {
    size_t at = 0, start, words = 0, values = 0;
    if (length < LEAST_BYTES || !may_be_stream(bytes, length))
        return false;
    while (next_word(bytes, length, &at, &start)) {
        words++;
        values += gj_value_read(bytes + start, at - start).kind == GJ_VALUE_NUMBER;
    }
    return values >= GJ_STREAM_LEAST_VALUES && values * WORDS_A_VALUE >= words;
}

size_t gj_read_stream(struct gj_lexer *lexer, size_t first) {
    const struct gj_line *line = &lexer->text->lines[first];
    const char *bytes = lexer->text->bytes + line->start;
    size_t at = 0, start;
    if (!is_stream(bytes, line->length))
        return first;
    while (next_word(bytes, line->length, &at, &start)) {
        gj_lexer_new_row(lexer);
        gj_lexer_add(lexer, GJ_LAYOUT_BARE, first, line->start + start, line->start + at, 0, 0);
    }
    return first + 1;
}
