/* Page numbers without dashes: they stand alone at the foot of each page, one more each time. */
#include "cells.h"

/* So many pages in a row are no chance if they are the last, or others begin anew behind them, and so many whatever
 * follows: tables may end pages too, and have a number of one cell a line there. */
enum { LEAST_PAGES = 3, SURE_PAGES = 5 };

static size_t page_of(const struct gj_lexer *lexer, size_t index) {
    return lexer->text->lines[lexer->cells->atoms[index].line].page;
}

/* The last atom of the page on which this one stands. */
static size_t foot_of(const struct gj_lexer *lexer, size_t index) {
    while (index + 1 < lexer->cells->count && page_of(lexer, index + 1) == page_of(lexer, index))
        index++;
    return index;
}

/* The number alone at the foot of a page; 0 where there is none. */
static int64_t number_at(const struct gj_lexer *lexer, size_t foot) {
    const struct gj_atom *atom = &lexer->cells->atoms[foot];
    if (atom->kind != GJ_ATOM_VALUE || !atom->is_lone || atom->is_piece)
        return 0;
    struct gj_value value = gj_value_read(lexer->text->bytes + atom->offset, atom->length);
    return gj_value_is_whole(&value) ? value.decimal.coefficient : 0;
}

/* The foot of the next page; the count of atoms behind the last one. */
static size_t next_foot(const struct gj_lexer *lexer, size_t foot) {
    return foot + 1 < lexer->cells->count ? foot_of(lexer, foot + 1) : lexer->cells->count;
}

/* How many pages from the one of this foot on are numbered one after the other; 0 where that may be chance. */
static size_t pages_numbered(const struct gj_lexer *lexer, size_t foot) {
    size_t pages = 0, count = lexer->cells->count;
    for (int64_t number = number_at(lexer, foot); foot < count && number > 0 && number_at(lexer, foot) == number;
         pages++) {
        number++;
        foot = next_foot(lexer, foot);
    }
    bool is_end = foot == count || number_at(lexer, foot) == 1;
    return pages >= SURE_PAGES || (pages >= LEAST_PAGES && is_end) ? pages : 0;
}

void gj_mark_pages(struct gj_lexer *lexer) {
    struct gj_cells *cells = lexer->cells;
    if (!cells->count || !page_of(lexer, cells->count - 1))
        return;
    size_t left = 0; /* of a series */
    for (size_t foot = foot_of(lexer, 0); foot < cells->count; foot = next_foot(lexer, foot)) {
        if (!left)
            left = pages_numbered(lexer, foot);
        if (left) {
            cells->atoms[foot].kind = GJ_ATOM_PAGE;
            left--;
        }
    }
}
