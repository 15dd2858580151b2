#include "squares.h"

#include <string.h>
#include <strings.h>

static struct gj_atom *add(struct gj_squares *squares, size_t line, size_t start, size_t end) {
    return gj_lexer_add(squares->lexer, GJ_LAYOUT_TAGS, line, start, end, squares->column,
                        squares->column + (squares->in_cell ? squares->width - 1 : 0));
}

void gj_squares_text(struct gj_squares *squares, size_t start, size_t end) {
    struct gj_cells *cells = squares->lexer->cells;
    if (start >= end)
        return;
    if (!squares->in_cell)
        gj_lexer_new_row(squares->lexer);
    struct gj_atom *atom = add(squares, squares->line, start, end);
    if (!atom)
        return;
    if (!atom->length) {
        cells->count--;
        return;
    }
    if (!squares->in_cell)
        return;
    uint32_t index = (uint32_t)(cells->count - 1);
    if (squares->head == GJ_NO_ATOM)
        squares->head = index;
    else {
        cells->atoms[squares->last].next_piece = index;
        atom->is_piece = true;
    }
    squares->last = index;
}

/* The number that an attribute gives, at least 1 and at most most. */
static size_t attribute(const char *bytes, size_t length, const char *name, size_t most) {
    size_t name_length = strlen(name), number = 0;
    for (size_t at = 0; at + name_length < length; at++) {
        if (strncasecmp(bytes + at, name, name_length) != 0)
            continue;
        for (at += name_length; at < length && strchr("=: \"'", bytes[at]); at++)
            ;
        for (; at < length && bytes[at] >= '0' && bytes[at] <= '9' && number < most; at++)
            number = number * 10 + (size_t)(bytes[at] - '0');
    }
    return number < 1 ? 1 : number > most ? most : number;
}

void gj_squares_close_cell(struct gj_squares *squares) {
    if (squares->in_cell && squares->head == GJ_NO_ATOM)
        add(squares, squares->cell_line, squares->cell_start, squares->cell_start); /* a blank */
    if (squares->in_cell)
        squares->column += squares->width;
    squares->in_cell = false;
}

void gj_squares_open_cell(struct gj_squares *squares, size_t start, const char *attributes, size_t length) {
    gj_squares_close_cell(squares);
    while (squares->column < GJ_MOST_SQUARES && squares->spanned[squares->column])
        squares->spanned[squares->column++]--;
    squares->width = attribute(attributes, length, "colspan", GJ_MOST_SQUARES);
    size_t rows = attribute(attributes, length, "rowspan", GJ_MOST_SPANNED_ROWS);
    for (size_t i = squares->column; i < squares->column + squares->width && i < GJ_MOST_SQUARES; i++)
        squares->spanned[i] = rows - 1;
    squares->cell_line = squares->line;
    squares->cell_start = start;
    squares->head = squares->last = GJ_NO_ATOM;
    squares->in_cell = true;
}

/* Squares behind the last cell of a row may be covered from above. */
void gj_squares_close_row(struct gj_squares *squares) {
    gj_squares_close_cell(squares);
    size_t total = squares->column;
    for (size_t i = squares->column; i < GJ_MOST_SQUARES; i++) {
        if (!squares->spanned[i])
            continue;
        squares->spanned[i]--;
        total = i + 1;
    }
    size_t first = squares->lexer->cells->count;
    while (first > 0 && squares->lexer->cells->atoms[first - 1].row == squares->lexer->cells->row_count)
        first--;
    gj_count_from_end(squares->lexer, first, total);
    squares->column = 0;
    gj_lexer_new_row(squares->lexer);
}

void gj_squares_open_table(struct gj_squares *squares) {
    gj_squares_close_row(squares);
    memset(squares->spanned, 0, sizeof squares->spanned);
}
