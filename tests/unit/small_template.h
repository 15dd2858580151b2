/* Reports for tests of what stands behind the reading: cells are set by hand and nothing was ever text. */
#ifndef SMALL_TEMPLATE_H
#define SMALL_TEMPLATE_H

#include "report/report.h"

struct small_report {
    struct gj_arena arena;
    struct gj_template form; /* of a report that is not on a template of the grammar's */
    struct gj_report report;
};

/* One table, t, with rows r0, r1 ... and columns c0, c1 ...; all cells missing, no relations yet. */
void small_report_new(struct small_report *small, size_t rows, size_t columns);

/* A report on a template of the grammar's: all cells missing. */
void small_report_of(struct small_report *small, const gj_template *form);

/* Adds a relation, the last one of the template. The target is the first cell on the right. */
void small_relation(struct small_report *small, const size_t *left, size_t left_count, const size_t *right,
                    size_t right_count);

/* What a cell says: a plain number ("-3", "6.50"), "" for a blank, NULL for a missing cell; anything else is
 * raw text that is no number. */
void small_cell(struct small_report *small, size_t cell, const char *raw);

/* The same for a whole number. */
void small_value(struct small_report *small, size_t cell, int64_t value);

/* Index of the cell with that id, or the count of cells. */
size_t small_find(const struct small_report *small, const char *id);

void small_report_free(struct small_report *small);

#endif
