/* Sheets that are lists: a line of heads, and lines of one kind below. */
#ifndef GJ_WRITERS_XLSX_LIST_H
#define GJ_WRITERS_XLSX_LIST_H

#include "report/messages.h"
#include "xlsx.h"

/* A column: its head, and its width in half characters. */
struct gj_xlsx_head {
    enum gj_message message;
    double width;
};

/* A new sheet with its first row written and frozen, and pages as wide as A4 is long; NULL where memory ends. */
lxw_worksheet *gj_xlsx_list_open(struct gj_workbook *workbook, const char *name, const struct gj_xlsx_head *heads,
                                 size_t count);

/* Makes a row as high as a text needs that wraps in a column of that width. */
void gj_xlsx_list_fit(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, const char *text,
                      double width);

#endif
