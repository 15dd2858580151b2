/* A relation as formulas over the squares that its cells stand in, and what these formulas come to. */
#ifndef GJ_WRITERS_XLSX_FORMULAS_H
#define GJ_WRITERS_XLSX_FORMULAS_H

#include "xlsx.h"

/* Columns of the sheet of relations, which the formulas name by their letters. */
enum gj_xlsx_relation_column {
    GJ_XLSX_REPORT,
    GJ_XLSX_RELATION,
    GJ_XLSX_MEANING,
    GJ_XLSX_LEFT,       /* D */
    GJ_XLSX_RIGHT,      /* E */
    GJ_XLSX_DIFFERENCE, /* F */
    GJ_XLSX_STATUS,
    GJ_XLSX_RELATION_COLUMNS
};

struct gj_xlsx_side {
    const size_t *cells;
    size_t count;
    gj_decimal figure; /* where it has no cells: what a sentence or another report says */
};

/* A relation on a row of the sheet. */
struct gj_xlsx_line {
    const struct gj_xlsx_entry *entry;
    lxw_row_t row;
    struct gj_xlsx_side left, right;
    size_t *open; /* the cells that are missing or hold no number though something is printed */
    size_t open_count;
    bool is_signed; /* a cell may be below 0, so that a blank may stand for anything */
};

/* Finds the open cells. false where memory ends. */
bool gj_xlsx_line_prepare(struct gj_xlsx_line *line, struct gj_arena *arena);

/* Each is good until the workbook's next text; NULL where a spreadsheet would not take it. */
const char *gj_xlsx_sum_formula(const struct gj_xlsx_line *line, const struct gj_xlsx_side *side);
const char *gj_xlsx_difference_formula(const struct gj_xlsx_line *line);
const char *gj_xlsx_status_formula(const struct gj_xlsx_line *line);

/* What they come to. A sum that does not fit gives 0: a spreadsheet works it out again on opening. */
double gj_xlsx_sum(const struct gj_xlsx_line *line, const struct gj_xlsx_side *side);
double gj_xlsx_difference(const struct gj_xlsx_line *line);
gj_relation_status gj_xlsx_relation_status(const struct gj_xlsx_line *line);

#endif
