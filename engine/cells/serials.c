/* Serial numbers: a column that numbers the rows of a table (序号) holds no values. */
#include <ctype.h>
#include <stdint.h>

#include "cells.h"

/* ------------------------------------------------------------------ numbers that may be of rows */

static bool whole_number(const struct gj_lexer *lexer, const struct gj_atom *atom, int64_t *number) {
    struct gj_value value = gj_value_read(lexer->text->bytes + atom->offset, atom->length);
    *number = value.decimal.coefficient;
    return gj_value_is_whole(&value);
}

static bool stands_before_label(const struct gj_cells *cells, size_t index) {
    const struct gj_atom *atom = &cells->atoms[index];
    if (atom->kind != GJ_ATOM_VALUE || atom->is_piece || index + 1 >= cells->count)
        return false;
    const struct gj_atom *next = &cells->atoms[index + 1];
    bool follows = next->row == atom->row || (atom->is_lone && next->line <= atom->line + 2);
    return next->kind == GJ_ATOM_TEXT && follows;
}

static bool is_first_of_row(const struct gj_cells *cells, size_t index) {
    return !cells->atoms[index].is_piece && (!index || cells->atoms[index - 1].row != cells->atoms[index].row);
}

/* How the number of a row may stand, the surest last. Beside the middle of a label in several lines it opens its line,
 * whatever follows; alone on a line, the number of the next row does. */
enum standing { NO_NUMBER, OPENS_LINE, OPENS_ROW, OPENS_LABEL };

static bool precedes_next(const struct gj_lexer *lexer, size_t index, int64_t number) {
    const struct gj_cells *cells = lexer->cells;
    int64_t next;
    return index + 1 < cells->count && cells->atoms[index + 1].is_lone &&
           whole_number(lexer, &cells->atoms[index + 1], &next) && next == number + 1;
}

/* 2 条: the unit, a space behind, is that of the value that follows, or of none. */
static bool took_unit(const struct gj_lexer *lexer, const struct gj_atom *atom, int64_t number) {
    size_t length = gj_number_before_label(lexer, atom, number);
    return length && !isdigit((unsigned char)lexer->text->bytes[atom->offset + length - 1]);
}

/* A number alone above a row that has a number of its own is that of a page. */
static bool stands_above_number(const struct gj_lexer *lexer, size_t index) {
    const struct gj_atom *next = &lexer->cells->atoms[index + 1];
    return lexer->cells->atoms[index].is_lone && !next->is_lone &&
           gj_number_before_label(lexer, next, gj_leading_number(lexer, next));
}

static enum standing value_standing(const struct gj_lexer *lexer, size_t index, int64_t number) {
    const struct gj_cells *cells = lexer->cells;
    const struct gj_atom *atom = &cells->atoms[index];
    int64_t found;
    bool opens_row = stands_before_label(cells, index) && !stands_above_number(lexer, index);
    if (!opens_row && !is_first_of_row(cells, index))
        return NO_NUMBER;
    if (!whole_number(lexer, atom, &found))
        return took_unit(lexer, atom, number) ? OPENS_LINE : NO_NUMBER;
    if (found != number)
        return NO_NUMBER;
    if (opens_row)
        return OPENS_ROW;
    return !atom->is_lone || precedes_next(lexer, index, number) ? OPENS_LINE : NO_NUMBER;
}

/* How an atom may be the number. */
static enum standing standing_of(const struct gj_lexer *lexer, size_t index, int64_t number) {
    const struct gj_atom *atom = &lexer->cells->atoms[index];
    if (atom->kind == GJ_ATOM_VALUE)
        return value_standing(lexer, index, number);
    bool opens_label = atom->kind == GJ_ATOM_TEXT && is_first_of_row(lexer->cells, index) &&
                       gj_number_before_label(lexer, atom, number);
    return opens_label ? OPENS_LABEL : NO_NUMBER;
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

/* ------------------------------------------------------------------ series of them */

struct link {
    size_t atom;
    int64_t number;
    enum standing standing; /* NO_NUMBER behind the end */
    size_t sure;            /* how many up to this one stand before a label */
};

/* Where a number stands behind the link, not far from it: the surest of those places. */
static struct link find_link(const struct gj_lexer *lexer, const struct link *link, int64_t number) {
    size_t count = lexer->cells->count, reach = link->atom + GJ_FARTHEST_NEXT;
    struct link next = {.number = number, .sure = link->sure};
    for (size_t i = link->atom + 1; i < reach && i < count && next.standing < OPENS_LABEL; i++) {
        enum standing standing = standing_of(lexer, i, number);
        if (standing > next.standing)
            next = (struct link){i, number, standing, link->sure + (standing > OPENS_LINE)};
    }
    return next;
}

/* The next number of the series; of one that is certain by then, the first behind those that were lost. */
static struct link next_link(const struct gj_lexer *lexer, const struct link *link) {
    struct link next = find_link(lexer, link, link->number + 1);
    int64_t most_lost = link->sure < GJ_CERTAIN_SERIES ? 0 : GJ_MOST_LOST;
    for (int64_t lost = 1; !next.standing && lost <= most_lost; lost++)
        next = find_link(lexer, link, link->number + 1 + lost);
    return next;
}

struct series {
    size_t length;   /* up to the last number that stands before a label, */
    size_t sure;     /* how many of it do so, */
    size_t unbroken; /* and how many up to the first that does not, or is lost */
    size_t lost;
    size_t shortest_run; /* before these but the first */
};

static struct series follow(const struct gj_lexer *lexer, struct link link) {
    struct series series = {.shortest_run = SIZE_MAX};
    for (size_t length = 1; link.standing; length++, link = next_link(lexer, &link)) {
        if (link.standing == OPENS_LINE)
            continue;
        series.length = length;
        series.sure = link.sure;
        if (series.sure < length)
            continue;
        size_t run = run_length(lexer->cells, link.atom);
        if (series.unbroken++ && run < series.shortest_run)
            series.shortest_run = run;
    }
    return series;
}

/* Totals at the end of rows may come to 1, 2, 3 ... too, with others between them. Where rows are numbered, one that is
 * not has a cell less before the next text. */
static bool is_interrupted(const struct gj_lexer *lexer, struct link link, const struct series *series) {
    size_t left = series->unbroken - 1;
    struct link next = link;
    for (size_t i = link.atom; left; i++) {
        int64_t other;
        if (i == next.atom) {
            next = next_link(lexer, &next);
            left--;
        } else if (stands_before_label(lexer->cells, i) && whole_number(lexer, &lexer->cells->atoms[i], &other) &&
                   gj_run_before_label(lexer->cells, i) >= series->shortest_run)
            return true;
    }
    return false;
}

/* How many numbers from the link on count rows; 0 where they do not. */
static size_t length_of_series(const struct gj_lexer *lexer, struct link link) {
    struct series series = follow(lexer, link);
    if (series.sure >= GJ_CERTAIN_SERIES)
        return series.length;
    return link.number == 1 && series.unbroken >= GJ_SHORTEST_SERIES && !is_interrupted(lexer, link, &series)
               ? series.unbroken
               : 0;
}

static void mark(struct gj_lexer *lexer, struct gj_numbered_labels *labels, const struct link *link) {
    if (link->standing == OPENS_LABEL)
        gj_note_numbered_label(lexer, labels, link->atom, link->number);
    else
        lexer->cells->atoms[link->atom].kind = GJ_ATOM_TEXT;
}

/* The next number before a label is one more. */
static bool is_followed_up(const struct gj_lexer *lexer, size_t index, int64_t number) {
    const struct gj_cells *cells = lexer->cells;
    size_t next = index + 1, reach = index + GJ_FARTHEST_NEXT;
    int64_t found;
    while (next < reach && next < cells->count && !stands_before_label(cells, next))
        next++;
    return next < reach && next < cells->count && whole_number(lexer, &cells->atoms[next], &found) &&
           found == number + 1;
}

/* The first number of what may be a series: 1, or another that the next one follows up or that has its label behind it
 * in one cell, as those before it may be lost, or stand where nobody looks for them. */
static struct link first_link(const struct gj_lexer *lexer, size_t index) {
    const struct gj_atom *atom = &lexer->cells->atoms[index];
    int64_t number = 1, found;
    if (atom->kind == GJ_ATOM_TEXT)
        number = gj_leading_number(lexer, atom);
    else if (stands_before_label(lexer->cells, index) && whole_number(lexer, atom, &found) && found > 1 &&
             found <= GJ_LARGEST_ROW_NUMBER && is_followed_up(lexer, index, found))
        number = found;
    enum standing standing = standing_of(lexer, index, number);
    return (struct link){index, number, standing, standing > OPENS_LINE};
}

void gj_mark_serials(struct gj_lexer *lexer) {
    struct gj_numbered_labels labels = {0};
    for (size_t i = 0; i < lexer->cells->count; i++) {
        struct link link = first_link(lexer, i);
        if (!link.standing || gj_is_numbered_label(&labels, i))
            continue;
        for (size_t left = length_of_series(lexer, link); left; left--) {
            struct link next = next_link(lexer, &link);
            mark(lexer, &labels, &link);
            link = next;
        }
    }
    gj_part_numbered_labels(lexer, &labels);
}
