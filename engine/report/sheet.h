/*
 * A recalled report has the same cells and rows as others of its shape, and of its own only their figures. Writers that
 * put down a few digits for each need no more than these; cells and rows as callers know them are cast when somebody
 * asks for them, and most are never asked for.
 */
#ifndef GJ_REPORT_SHEET_H
#define GJ_REPORT_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "prepared.h"

/* A value as it stands in the text. */
struct gj_sheet_figure {
    uint32_t offset, length; /* in bytes, from where the report's places are counted */
    int64_t number;          /* whose digits, without more zeros in front, it is; -1 where it is anything else */
};

/* A piece of a row that is a part of its label: its text, and the line from the sheet's. */
struct gj_sheet_label {
    struct gj_prepared text; /* empty where a format may escape anything in it */
    uint32_t line;
};

struct gj_sheet_cell {
    uint32_t figure; /* index of the cell's */
    uint32_t line;   /* from the sheet's */
};

struct gj_sheet {
    const char *bytes; /* that the figures stand in, from where places are counted */
    const struct gj_sheet_figure *figures;
    const struct gj_sheet_cell *cells;
    const struct gj_sheet_label *labels; /* by piece, of all rows one behind the other; none for values */
    size_t line, offset;                 /* that lines and offsets are counted from */
};

/* What makes cells and rows of a sheet, all of them or one. */
struct gj_report;
struct gj_caster {
    void (*all)(struct gj_report *report);
    void (*cell)(struct gj_report *report, size_t cell);
    void (*row)(struct gj_report *report, size_t row);
};

#endif
