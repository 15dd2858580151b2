/* The tidy form: one line a cell, the same columns for every template. What its writers share. */
#ifndef GJ_WRITERS_TIDY_H
#define GJ_WRITERS_TIDY_H

#include "grammar.h"
#include "out.h"

enum gj_tidy_column {
    GJ_TIDY_SOURCE,
    GJ_TIDY_BODY,
    GJ_TIDY_YEAR,
    GJ_TIDY_TEMPLATE,
    GJ_TIDY_TABLE,
    GJ_TIDY_ROW,
    GJ_TIDY_COLUMN,
    GJ_TIDY_ROW_LABEL,
    GJ_TIDY_COLUMN_LABEL,
    GJ_TIDY_VALUE,
    GJ_TIDY_UNIT,
    GJ_TIDY_RAW,
    GJ_TIDY_STATUS,
    GJ_TIDY_LINE,
    GJ_TIDY_VIOLATIONS,
    GJ_TIDY_PROPOSED,
    GJ_TIDY_COLUMNS
};

/* Makes form->tidy, in the template's arena; false where memory ends. */
bool gj_tidy_prepare(struct gj_template *form);
/* The column's name: the same in every language. */
const char *gj_tidy_head(enum gj_tidy_column column);
/* The ids of the violated relations that the cell takes part in, divided by spaces. */
void gj_tidy_violations(struct gj_out *out, const gj_report *report, const gj_cell *cell);

#endif
