/* Serial numbers: a column that numbers the rows of a table (序号) holds no values. */
#include <stdint.h>

#include "cells.h"

static bool whole_number(const struct gj_lexer *lexer, const struct gj_atom *atom, int64_t *number) {
    struct gj_value value = gj_value_read(lexer->text->bytes + atom->offset, atom->length);
    *number = value.decimal.coefficient;
    return value.kind == GJ_VALUE_NUMBER && !value.decimal.scale && !value.unit && !value.notes;
}

static bool stands_before_label(const struct gj_cells *cells, size_t index) {
    const struct gj_atom *atom = &cells->atoms[index];
    if (atom->kind != GJ_ATOM_VALUE || atom->is_piece || index + 1 >= cells->count)
        return false;
    const struct gj_atom *next = &cells->atoms[index + 1];
    bool follows = next->row == atom->row || (atom->is_lone && next->is_lone && next->line <= atom->line + 2);
    return next->kind == GJ_ATOM_TEXT && follows;
}

/* A number that opens a row: what follows it is a label. */
static bool opens_row(const struct gj_lexer *lexer, size_t index, int64_t *number) {
    return stands_before_label(lexer->cells, index) && whole_number(lexer, &lexer->cells->atoms[index], number);
}

/* The next number of the series, not far behind; cells->count where it ends. */
static size_t next_in_series(const struct gj_lexer *lexer, size_t index, int64_t number) {
    size_t last = index + GJ_FARTHEST_NEXT < lexer->cells->count ? index + GJ_FARTHEST_NEXT : lexer->cells->count;
    int64_t found;
    for (size_t i = index + 1; i < last; i++)
        if (opens_row(lexer, i, &found) && found == number + 1)
            return i;
    return lexer->cells->count;
}

/* How many cells stand between a text and the number, itself counted, one a line. */
static size_t run_length(const struct gj_cells *cells, size_t index) {
    size_t first = index;
    while (first > 0 && cells->atoms[first - 1].kind != GJ_ATOM_TEXT && cells->atoms[first - 1].kind != GJ_ATOM_PROSE)
        first--;
    return index - first + 1;
}

size_t gj_run_before_label(const struct gj_cells *cells, size_t index) {
    return stands_before_label(cells, index) && cells->atoms[index].is_lone ? run_length(cells, index) : 0;
}

struct series {
    size_t length;
    size_t last;         /* atom */
    size_t shortest_run; /* before its numbers but the first */
};

static struct series follow(const struct gj_lexer *lexer, size_t index) {
    struct series series = {.length = 0, .shortest_run = SIZE_MAX};
    for (int64_t number = 1; index < lexer->cells->count; series.length++) {
        size_t run = run_length(lexer->cells, index);
        if (series.length && run < series.shortest_run)
            series.shortest_run = run;
        series.last = index;
        index = next_in_series(lexer, index, number++);
    }
    return series;
}

/* Totals at the end of rows may come to 1, 2, 3 ... too, with others between them. Where rows are numbered, one that is
 * not has a cell less before the next text. */
static bool is_interrupted(const struct gj_lexer *lexer, size_t first, const struct series *series) {
    int64_t number, next = 1;
    for (size_t i = first; i < series->last; i++) {
        if (!opens_row(lexer, i, &number))
            continue;
        if (number == next)
            next++;
        else if (gj_run_before_label(lexer->cells, i) >= series->shortest_run)
            return true;
    }
    return false;
}

void gj_mark_serials(struct gj_lexer *lexer) {
    struct gj_cells *cells = lexer->cells;
    for (size_t i = 0; i < cells->count; i++) {
        int64_t number;
        if (!opens_row(lexer, i, &number) || number != 1)
            continue;
        struct series series = follow(lexer, i);
        bool is_certain = series.length >= GJ_CERTAIN_SERIES;
        if (series.length < GJ_SHORTEST_SERIES || (!is_certain && is_interrupted(lexer, i, &series)))
            continue;
        for (size_t at = i; at < cells->count; at = next_in_series(lexer, at, number++))
            cells->atoms[at].kind = GJ_ATOM_TEXT;
    }
}
