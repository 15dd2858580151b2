/*
 * Tables that say of each cell how many squares it covers, as HTML and wikis do: the cell at hand, its pieces, and where
 * in its row it stands, squares counted that are covered from the left and from above.
 */
#ifndef GJ_CELLS_SQUARES_H
#define GJ_CELLS_SQUARES_H

#include "cells.h"

/* Squares of a row that spans from above can fill, and rows that one can reach. */
enum { GJ_MOST_SQUARES = 128, GJ_MOST_SPANNED_ROWS = 1000 };

struct gj_squares {
    struct gj_lexer *lexer;
    size_t line;                     /* that is being read */
    size_t column, width;            /* of the cell at hand */
    size_t spanned[GJ_MOST_SQUARES]; /* rows that a cell above still covers, by column */
    size_t cell_line, cell_start;    /* where the cell at hand began */
    uint32_t head, last;             /* its first and last piece; GJ_NO_ATOM while it is empty */
    bool in_cell;
};

/* The bytes from start to end, which are on one line: a piece of the cell at hand, or words beside the cells. */
void gj_squares_text(struct gj_squares *squares, size_t start, size_t end);

/* A cell begins at the byte start, with what the attributes say of its squares; the one at hand ends. */
void gj_squares_open_cell(struct gj_squares *squares, size_t start, const char *attributes, size_t length);
void gj_squares_close_cell(struct gj_squares *squares);
void gj_squares_close_row(struct gj_squares *squares);

/* Another table begins. */
void gj_squares_open_table(struct gj_squares *squares);

#endif
