/* Page numbers without dashes: they stand alone at the foot of each page, one more each time. */
#include "cells.h"

/* So many pages in a row are no chance: tables may end pages too, and have a number of one cell a line there. */
enum { LEAST_PAGES = 3 };

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
    bool is_whole = value.kind == GJ_VALUE_NUMBER && !value.decimal.scale && !value.unit && !value.notes;
    return is_whole ? value.decimal.coefficient : 0;
}

/* How many pages from the one of this foot on are numbered one after the other. */
static size_t pages_numbered(const struct gj_lexer *lexer, size_t foot) {
    size_t count = 0;
    for (int64_t number = number_at(lexer, foot); number > 0 && number_at(lexer, foot) == number; number++) {
        count++;
        if (foot + 1 == lexer->cells->count || page_of(lexer, foot + 1) != page_of(lexer, foot) + 1)
            break;
        foot = foot_of(lexer, foot + 1);
    }
    return count;
}

void gj_mark_pages(struct gj_lexer *lexer) {
    struct gj_cells *cells = lexer->cells;
    if (!cells->count || !page_of(lexer, cells->count - 1))
        return;
    size_t left = 0; /* of a series */
    for (size_t foot = foot_of(lexer, 0); foot < cells->count; foot = foot_of(lexer, foot + 1)) {
        if (!left) {
            size_t pages = pages_numbered(lexer, foot);
            left = pages < LEAST_PAGES ? 0 : pages;
        }
        if (left) {
            cells->atoms[foot].kind = GJ_ATOM_PAGE;
            left--;
        }
        if (foot + 1 == cells->count)
            break;
    }
}
