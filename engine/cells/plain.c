/* Lines without marks: one cell a line, or columns of spaces. */
#include <string.h>

#include "cells.h"
#include "text/characters.h"

/* A line longer than this (bytes), or with a full stop, is a sentence and not a cell: the longest label has 117. */
enum { LONGEST_CELL = 240 };

/* What is left of a line without its gaps: columns may stand far apart. */
static size_t length_without_gaps(const char *bytes, size_t length) {
    const char *end = bytes + length, *space = bytes;
    size_t left = length;
    while (space < end && (space = memchr(space, ' ', (size_t)(end - space))))
        for (space++; space < end && *space == ' '; space++)
            left--;
    return left;
}

static bool is_prose(const char *bytes, size_t length) {
    static const char stop[] = GJ_FULL_STOP;
    if (length < GJ_SHORTEST_SENTENCE)
        return false;
    if (length > LONGEST_CELL && length_without_gaps(bytes, length) > LONGEST_CELL)
        return true;
    const char *end = bytes + length;
    for (const char *at = bytes; (at = memchr(at, *stop & 0xFF, (size_t)(end - at))) && end - at >= 3; at++)
        if (at[1] == stop[1] && at[2] == stop[2])
            return true;
    return false;
}

struct token {
    size_t start, end;  /* within the line */
    size_t gap;         /* display columns of space before it */
    size_t left, right; /* display columns */
    size_t first, last; /* characters of the line */
    enum gj_value_kind kind;
};

enum { MOST_TOKENS = 256 };

/* Columns that the white space at this place takes up; *size its bytes, 0 where there is none. */
static inline size_t space_width(const char *bytes, size_t left, size_t *size) {
    *size = 0;
    if ((unsigned char)*bytes > ' ' && (unsigned char)*bytes != 0xC2 && (unsigned char)*bytes != 0xE3)
        return 0;
    if (*bytes == ' ' || *bytes == '\t' || *bytes == '\f')
        *size = 1;
    else if (left >= 2 && memcmp(bytes, GJ_NO_BREAK_SPACE, 2) == 0)
        *size = 2;
    else if (left >= 3 && memcmp(bytes, GJ_WIDE_SPACE, 3) == 0) {
        *size = 3;
        return 2;
    }
    return *size ? 1 : 0;
}

static size_t split(const char *bytes, size_t length, struct token *tokens) {
    size_t count = 0, column = 0, gap = 0, character = 0;
    for (size_t at = 0; at < length && count < MOST_TOKENS;) {
        size_t size, width = space_width(bytes + at, length - at, &size);
        if (size) {
            column += width;
            gap += width;
            character++;
            at += size;
            continue;
        }
        size_t end = at;
        while (end < length && (space_width(bytes + end, length - end, &size), !size))
            end++;
        struct token *token = &tokens[count++];
        *token = (struct token){.start = at, .end = end, .gap = gap, .left = column, .first = character};
        column += gj_display_width(bytes + at, end - at);
        character += gj_count_characters(bytes + at, end - at);
        token->right = column;
        token->last = character;
        token->kind = gj_value_read(bytes + at, end - at).kind;
        gap = 0;
        at = end;
    }
    return count;
}

/* Two words that one space divides belong together, unless both are values: labels hold spaces (1. 属于国家秘密),
 * numbers in columns may stand that close. A value joins a word only where no value follows in its row. */
static bool belong_together(const struct token *a, const struct token *b) {
    if (b->gap > 1)
        return false;
    return a->kind == GJ_VALUE_NONE && b->kind == GJ_VALUE_NONE;
}

/* A unit that a space sets off from its number: 9,553,319 元. */
static bool is_unit_of(const char *bytes, const struct token *number, const struct token *unit) {
    return number->kind == GJ_VALUE_NUMBER && unit->gap == 1 &&
           gj_value_is_unit(bytes + unit->start, unit->end - unit->start);
}

/* A word for a sign that a space sets off from its number: 减少 30. */
static bool is_sign_of(const char *bytes, const struct token *sign, const struct token *number) {
    enum { LONGEST_SIGN = 6 }; /* bytes of two characters */
    return sign->kind == GJ_VALUE_NONE && number->kind == GJ_VALUE_NUMBER && number->gap == 1 &&
           sign->end - sign->start <= LONGEST_SIGN &&
           gj_value_read(bytes + sign->start, number->end - sign->start).kind == GJ_VALUE_NUMBER;
}

/* A number between two words, a single space from each, is part of what they say: 信息计 1 条). */
static void absorb_numbers(const char *bytes, struct token *tokens, size_t count) {
    for (size_t i = 0; i + 1 < count; i++)
        if (tokens[i].kind == GJ_VALUE_NUMBER && tokens[i + 1].kind == GJ_VALUE_NONE && tokens[i + 1].gap <= 1 &&
            !is_unit_of(bytes, &tokens[i], &tokens[i + 1]) &&
            (!i || (tokens[i].gap <= 1 && tokens[i - 1].kind == GJ_VALUE_NONE)))
            tokens[i].kind = GJ_VALUE_NONE;
}

static size_t join(const char *bytes, struct token *tokens, size_t count) {
    size_t kept = 0;
    absorb_numbers(bytes, tokens, count);
    for (size_t i = 0; i < count; i++) {
        struct token *last = kept ? &tokens[kept - 1] : NULL;
        bool unit = i + 1 < count && tokens[i + 1].kind == GJ_VALUE_NUMBER &&
                    gj_value_is_unit(bytes + tokens[i].start, tokens[i].end - tokens[i].start);
        bool sign = last && is_sign_of(bytes, last, &tokens[i]);
        if (last && ((!unit && belong_together(last, &tokens[i])) || is_unit_of(bytes, last, &tokens[i]) || sign)) {
            last->kind = sign ? GJ_VALUE_NUMBER : last->kind;
            last->end = tokens[i].end;
            last->right = tokens[i].right;
            last->last = tokens[i].last;
        } else
            tokens[kept++] = tokens[i];
    }
    return kept;
}

/* How many tokens at the end of the line are values or blanks. */
static size_t trailing_values(const struct token *tokens, size_t count) {
    size_t values = 0;
    while (values < count && tokens[count - 1 - values].kind != GJ_VALUE_NONE)
        values++;
    return values;
}

/* Words and numbers set in running text, 按照 2022 年, have numbers between words and none at the end. */
static bool is_running_text(const struct token *tokens, size_t count) {
    size_t values = trailing_values(tokens, count), inner = 0, wide = 0;
    for (size_t i = 0; i < count; i++) {
        inner += i + values < count && tokens[i].kind != GJ_VALUE_NONE;
        wide += i && tokens[i].gap > 1;
    }
    return inner && !wide && values < 2;
}

static void add_tokens(struct gj_lexer *lexer, size_t line, const struct token *tokens, size_t count) {
    size_t base = lexer->text->lines[line].start;
    enum gj_layout layout = count > 1 || (count && tokens[0].left >= 8) ? GJ_LAYOUT_COLUMNS : GJ_LAYOUT_BARE;
    for (size_t i = 0; i < count; i++) {
        struct gj_atom *atom = gj_lexer_add(lexer, layout, line, base + tokens[i].start, base + tokens[i].end,
                                            tokens[i].left, tokens[i].right);
        if (!atom)
            return;
        atom->first_character = (uint32_t)tokens[i].first;
        atom->last_character = (uint32_t)tokens[i].last;
    }
}

size_t gj_read_plain(struct gj_lexer *lexer, size_t first) {
    const struct gj_line *line = &lexer->text->lines[first];
    const char *bytes = lexer->text->bytes + line->start;
    struct token tokens[MOST_TOKENS];
    bool whole = gj_is_page_mark(bytes, line->length) || is_prose(bytes, line->length);
    size_t count = whole ? MOST_TOKENS : split(bytes, line->length, tokens);
    if (!count)
        return first + 1;
    gj_lexer_new_row(lexer);
    if (count < MOST_TOKENS)
        count = join(bytes, tokens, count);
    if (count < MOST_TOKENS && !is_running_text(tokens, count)) {
        add_tokens(lexer, first, tokens, count);
        return first + 1;
    }
    struct gj_atom *atom = gj_lexer_add(lexer, GJ_LAYOUT_BARE, first, line->start, line->start + line->length, 0, 0);
    if (atom && atom->kind == GJ_ATOM_TEXT)
        atom->kind = GJ_ATOM_PROSE;
    return first + 1;
}
