/* A workbook being made: what the sheets of an XLSX file share. libxlsxwriter builds the file: a zip of XML parts with
 * styles, comments, tables and conditional formats that refer to each other is a format of thousands of pages, and
 * this library's output is compared with Excel's own part by part. */
#ifndef GJ_WRITERS_XLSX_H
#define GJ_WRITERS_XLSX_H

#include <stdio.h>
#include <xlsxwriter.h>

#include "arena.h"
#include "out.h"
#include "report/report.h"

/* How a square of a sheet looks. */
enum gj_look {
    GJ_LOOK_TITLE,
    GJ_LOOK_NOTE,
    GJ_LOOK_LINK,
    GJ_LOOK_HEADING, /* of a column */
    GJ_LOOK_LABEL,   /* of a row */
    GJ_LOOK_VALUE,
    GJ_LOOK_VIOLATED, /* a value in a relation that is violated */
    GJ_LOOK_SUSPECT,
    GJ_LOOK_AMBIGUOUS,
    GJ_LOOK_MISSING,
    GJ_LOOK_REPAIRED,
    GJ_LOOK_TEXT,   /* in a list */
    GJ_LOOK_NUMBER, /* in a list */
    GJ_LOOK_COUNT
};

/* A format made before: a look with a number format. */
struct gj_xlsx_style {
    enum gj_look look;
    char number[LXW_FORMAT_FIELD_LEN];
    lxw_format *format;
    struct gj_xlsx_style *next;
};

/* Text on its way to a sheet. */
struct gj_xlsx_pen {
    struct gj_out out;
    char *text;
    size_t length, capacity;
};

struct gj_workbook {
    FILE *file;         /* what libxlsxwriter writes to, read back when all is done */
    lxw_workbook *book; /* NULL once it is closed */
    gj_language language;
    gj_status status; /* of the first failure; nothing is added after it */
    struct gj_arena arena;
    struct gj_xlsx_style *styles;
    struct gj_xlsx_pen pen;
    lxw_worksheet *index, *relations, *cells;
    lxw_row_t index_row, relation_row, cell_row; /* the next free ones */
    size_t link_columns;                         /* of the index */
    size_t report_count, sheet_count;
    size_t link_count;
    lxw_worksheet *first_table_sheet;
};

/* Where a cell of a report stands. */
struct gj_xlsx_place {
    const char *sheet; /* its name, ready for a formula; NULL where it stands nowhere */
    lxw_row_t row;
    lxw_col_t column;
    bool is_number; /* and not text or nothing */
};

/* A sheet that holds tables of a report. */
struct gj_xlsx_section {
    const char *title;
    const char *sheet;
    size_t first_table, table_count;
};

/* A report on its way into a workbook. */
struct gj_xlsx_entry {
    struct gj_workbook *workbook;
    const gj_report *report;
    struct gj_arena arena;        /* lives until the report is added */
    struct gj_xlsx_place *places; /* one a cell */
    struct gj_xlsx_section *sections;
    size_t section_count;
    lxw_row_t first_relation, relation_end; /* its rows on the sheet of relations, */
    size_t relation_counts[3];              /* and how many of them have each gj_relation_status there */
};

/* NULL, and the workbook has failed, where there is no more room for one. */
lxw_worksheet *gj_xlsx_sheet_open(struct gj_workbook *workbook, const char *name);

/* ---------------------------------------------------------------- squares, write_xlsx_squares.c */

/* Remembers the first failure. */
void gj_xlsx_fail(struct gj_workbook *workbook, gj_status status);
void gj_xlsx_check(struct gj_workbook *workbook, lxw_error error);

/* Text is begun, written to the result, and ended: then it is clean and fits into a square. It is good until the next
 * one is begun. Never NULL. */
struct gj_out *gj_xlsx_begin(struct gj_workbook *workbook);
const char *gj_xlsx_end(struct gj_workbook *workbook);
/* What was ended last. */
const char *gj_xlsx_written(const struct gj_workbook *workbook);
/* A sink, whose context is the workbook's pen, for writers that open their own way out. */
int gj_xlsx_keep(void *context, const char *bytes, size_t length);

/* Ends what was begun and puts it into a square. Text stays text, whatever it begins with; "" leaves it empty. */
void gj_xlsx_put_written(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                         lxw_format *format);
/* The same for a text, or NULL. */
void gj_xlsx_put_text(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                      const char *text, lxw_format *format);
void gj_xlsx_put_count(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       size_t number, lxw_format *format);
/* As a number where a spreadsheet can hold it exactly, else as text. */
void gj_xlsx_put_decimal(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                         gj_decimal value, lxw_format *format);
/* Text that leads to a place in the workbook. */
void gj_xlsx_put_link(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                      const struct gj_xlsx_place *place, const char *text);

/* A spreadsheet's numbers carry 15 digits. */
bool gj_xlsx_holds(gj_decimal value);
double gj_xlsx_number(gj_decimal value);

/* ---------------------------------------------------------------- looks, write_xlsx_looks.c */

/* number is a number format; "" for none. NULL where memory ends. */
lxw_format *gj_xlsx_format(struct gj_workbook *workbook, enum gj_look look, const char *number);
/* For a conditional format: colours only. */
lxw_format *gj_xlsx_signal(struct gj_workbook *workbook, enum gj_look look);
/* One A4 page wide, and one high where whole is set. */
void gj_xlsx_print_on_a4(lxw_worksheet *sheet, bool landscape, bool whole);

/* ---------------------------------------------------------------- sheets */

/* The same in both languages, as the names of tidy CSV's columns are: formulas and scripts call sheets by them. */
#define GJ_XLSX_INDEX "目录"
#define GJ_XLSX_RELATIONS "勾稽"
#define GJ_XLSX_CELLS "长表"

/* Each *_open writes the sheet's head, *_add a report, *_close what needs all reports. */
void gj_xlsx_index_open(struct gj_workbook *workbook);
void gj_xlsx_index_add(const struct gj_xlsx_entry *entry);
void gj_xlsx_index_close(struct gj_workbook *workbook);

/* Finds the sections, and makes a sheet of each; fills places. */
void gj_xlsx_tables_add(struct gj_xlsx_entry *entry);

/* The word that the sheet has for it. */
const char *gj_xlsx_status_word(const struct gj_workbook *workbook, gj_relation_status status);
void gj_xlsx_relations_open(struct gj_workbook *workbook);
void gj_xlsx_relations_add(struct gj_xlsx_entry *entry);
void gj_xlsx_relations_close(struct gj_workbook *workbook);

void gj_xlsx_cells_open(struct gj_workbook *workbook);
void gj_xlsx_cells_add(const struct gj_xlsx_entry *entry);
void gj_xlsx_cells_close(struct gj_workbook *workbook);

#endif
