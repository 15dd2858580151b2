/* Serial numbers: a column that numbers the rows of a table (序号) holds no values. */
#include "cells.h"

/* So many rows in a row, each one more than the last, are no chance. */
enum { SHORTEST_SERIES = 6, FARTHEST_NEXT = 40 };

static bool whole_number(const struct gj_lexer *lexer, const struct gj_atom *atom, int64_t *number) {
    struct gj_value value = gj_value_read(lexer->text->bytes + atom->offset, atom->length);
    *number = value.decimal.coefficient;
    return value.kind == GJ_VALUE_NUMBER && !value.decimal.scale && !value.unit && !value.notes;
}

/* A number that opens a row: what follows it is a label. */
static bool opens_row(const struct gj_lexer *lexer, size_t index, int64_t *number) {
    const struct gj_cells *cells = lexer->cells;
    const struct gj_atom *atom = &cells->atoms[index];
    if (atom->kind != GJ_ATOM_VALUE || atom->is_piece || index + 1 >= cells->count)
        return false;
    const struct gj_atom *next = &cells->atoms[index + 1];
    bool follows = next->row == atom->row || (atom->is_lone && next->is_lone && next->line <= atom->line + 2);
    return next->kind == GJ_ATOM_TEXT && follows && whole_number(lexer, atom, number);
}

/* The next number of the series, not far behind; cells->count where it ends. */
static size_t next_in_series(const struct gj_lexer *lexer, size_t index, int64_t number) {
    size_t last = index + FARTHEST_NEXT < lexer->cells->count ? index + FARTHEST_NEXT : lexer->cells->count;
    int64_t found;
    for (size_t i = index + 1; i < last; i++)
        if (opens_row(lexer, i, &found) && found == number + 1)
            return i;
    return lexer->cells->count;
}

static size_t series_length(const struct gj_lexer *lexer, size_t index, int64_t number) {
    size_t length = 0;
    for (; index < lexer->cells->count; length++)
        index = next_in_series(lexer, index, number++);
    return length;
}

void gj_mark_serials(struct gj_lexer *lexer) {
    struct gj_cells *cells = lexer->cells;
    for (size_t i = 0; i < cells->count; i++) {
        int64_t number;
        if (!opens_row(lexer, i, &number) || number != 1 || series_length(lexer, i, number) < SHORTEST_SERIES)
            continue;
        for (size_t at = i; at < cells->count; at = next_in_series(lexer, at, number++))
            cells->atoms[at].kind = GJ_ATOM_TEXT;
    }
}
