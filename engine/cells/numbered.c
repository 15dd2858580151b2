/* Labels that have the number of their row in front, 12 (一)收到申请数 in one cell: number and label become two. */
#include <ctype.h>
#include <string.h>

#include "cells.h"

enum { MOST_DIGITS = 3 }; /* of GJ_LARGEST_ROW_NUMBER */

static size_t write_number(int64_t number, char digits[MOST_DIGITS]) {
    size_t length = number < 10 ? 1 : number < 100 ? 2 : 3;
    for (size_t i = length; i-- > 0; number /= 10)
        digits[i] = (char)('0' + number % 10);
    return length;
}

bool gj_opens_with_numbering_mark(const char *bytes, size_t length) {
    static const char *const marks[] = {"、", ".", "．", ")", "）"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (length >= strlen(marks[i]) && memcmp(bytes, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

/* 1. or 1、, which opens a label; or what its digits leave of that. */
static bool is_numbering(const char *bytes, size_t length) {
    size_t digits = 0;
    while (digits < length && isdigit((unsigned char)bytes[digits]))
        digits++;
    return gj_opens_with_numbering_mark(bytes + digits, length - digits);
}

int64_t gj_leading_number(const struct gj_lexer *lexer, const struct gj_atom *atom) {
    const char *bytes = lexer->text->bytes + atom->offset;
    int64_t number = 0;
    for (size_t i = 0; i < atom->length && isdigit((unsigned char)bytes[i]); i++) {
        if (i == MOST_DIGITS)
            return 0;
        number = number * 10 + (bytes[i] - '0');
    }
    return number;
}

size_t gj_number_before_label(const struct gj_lexer *lexer, const struct gj_atom *atom, int64_t number) {
    const char *bytes = lexer->text->bytes + atom->offset;
    char digits[MOST_DIGITS];
    if (number < 1 || number > GJ_LARGEST_ROW_NUMBER)
        return 0;
    size_t length = write_number(number, digits), start = length, size;
    if (atom->length <= length || memcmp(bytes, digits, length) != 0)
        return 0;
    while (start < atom->length && (size = gj_space_at(bytes + start, atom->length - start)) > 0)
        start += size;
    bool is_digit = isdigit((unsigned char)bytes[length]);
    bool is_cut = start > length || is_numbering(bytes + length, atom->length - length) == is_digit;
    return is_cut && start < atom->length ? start : 0;
}

void gj_note_numbered_label(struct gj_lexer *lexer, struct gj_numbered_labels *labels, size_t atom, int64_t number) {
    if (!labels->numbers)
        labels->numbers = gj_arena_array(lexer->arena, lexer->cells->count, sizeof *labels->numbers);
    lexer->failed |= !labels->numbers;
    if (!labels->numbers)
        return;
    labels->count += !labels->numbers[atom];
    labels->numbers[atom] = (uint16_t)number;
}

bool gj_is_numbered_label(const struct gj_numbered_labels *labels, size_t atom) {
    return labels->numbers && labels->numbers[atom];
}

/* ------------------------------------------------------------------ parting */

/* The number stands in front of the label, in its row; which cells are alone in theirs stays as it was. */
static void part(const struct gj_lexer *lexer, int64_t row_number, struct gj_atom *number, struct gj_atom *label) {
    const char *bytes = lexer->text->bytes + label->offset;
    char digits[MOST_DIGITS];
    size_t start = gj_number_before_label(lexer, label, row_number), length = write_number(row_number, digits);
    size_t wide = gj_display_width(bytes, start), characters = gj_count_characters(bytes, start);
    number->length = (uint32_t)length;
    number->right = number->left + (uint32_t)length;
    number->last_character = number->first_character + (uint32_t)length;
    number->next_piece = GJ_NO_ATOM;
    label->offset += start;
    label->length -= (uint32_t)start;
    label->left += (uint32_t)wide;
    label->first_character += (uint32_t)characters;
}

/* The atom, and in front of it its number where it has one; the place in front of both. */
static struct gj_atom *copy_parted(const struct gj_lexer *lexer, const struct gj_numbered_labels *labels, size_t index,
                                   struct gj_atom *end) {
    struct gj_atom *atom = end - 1;
    *atom = lexer->cells->atoms[index];
    if (!labels->numbers[index])
        return atom;
    atom[-1] = *atom;
    part(lexer, labels->numbers[index], &atom[-1], atom);
    return atom - 1;
}

void gj_part_numbered_labels(struct gj_lexer *lexer, struct gj_numbered_labels *labels) {
    struct gj_cells *cells = lexer->cells;
    if (!labels->count)
        return;
    size_t count = cells->count + labels->count;
    struct gj_atom *atoms = gj_arena_array(lexer->arena, count, sizeof *atoms);
    uint32_t *moved = gj_arena_array(lexer->arena, cells->count, sizeof *moved);
    lexer->failed |= !atoms || !moved;
    if (!atoms || !moved)
        return;
    struct gj_atom *to = atoms + count;
    for (size_t i = cells->count; i-- > 0; to = copy_parted(lexer, labels, i, to))
        moved[i] = (uint32_t)(to - 1 - atoms);
    for (size_t i = 0; i < count; i++)
        if (atoms[i].next_piece != GJ_NO_ATOM)
            atoms[i].next_piece = moved[atoms[i].next_piece];
    cells->atoms = atoms;
    cells->count = cells->capacity = count;
}
