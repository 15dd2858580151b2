/* How tables that share a sheet are laid out on it: one under the other, as wide as the widest. */
#ifndef GJ_WRITERS_XLSX_LAYOUT_H
#define GJ_WRITERS_XLSX_LAYOUT_H

#include "arena.h"
#include "report/report.h"

#define GJ_XLSX_HEAD_ROWS 2 /* title and note, above the first table */

struct gj_xlsx_layout {
    size_t column_count, row_count;
    size_t *width;  /* of each column, in characters half as wide as they are high */
    size_t *height; /* of each row, in lines of text */
    size_t *top;    /* of each table: its first row */
    size_t frozen_rows, frozen_columns;
};

/* Of tables first to first + count - 1, each of which has a form. false where memory ends. */
bool gj_xlsx_lay_out(struct gj_arena *arena, const gj_report *report, size_t first, size_t count,
                     struct gj_xlsx_layout *layout);

/* The columns that a square takes on the sheet: what ends its table's line goes on to the widest table's end. */
size_t gj_xlsx_span(const struct gj_xlsx_layout *layout, const gj_form *form, const gj_square *square);

/* The lines that text takes in a column of that width. */
size_t gj_xlsx_lines(const char *text, size_t width);
/* Points that a row takes with that many lines. */
double gj_xlsx_height(size_t lines);
/* The width of all columns. */
size_t gj_xlsx_total_width(const struct gj_xlsx_layout *layout);
/* Whether the sheet fills an A4 page better when that lies on its side. */
bool gj_xlsx_is_wide(const struct gj_xlsx_layout *layout);

#endif
