/* Relations: whether the sums of a report add up. */
#ifndef GJ_RELATIONS_H
#define GJ_RELATIONS_H

#include "report/report.h"

/*
 * Evaluates every equation of report->form over report->cells into report->relations, in the same order,
 * appends what fails to report->violations (kind table) and indexes the violations by cell.
 *
 * A relation is unknown where a cell in it is missing, ambiguous or no number. A blank counts as 0 where
 * the relation then holds; else the relation is unknown too, unless no value from 0 up in the blanks would
 * make it hold. Where a sum does not fit, the relation is unknown and a diagnostic `overflow` says so.
 * Does nothing where no template was recognised. GJ_ERROR_MEMORY is the only error.
 */
gj_status gj_relations_check(struct gj_report *report);

/* The values of a report's cells, for gj_relations_hold(): each raised by GJ_RAISE, so that none is below 0, where it
 * is whole and so small that the sum of GJ_MOST_TERMS of them is below GJ_NOT_PLAIN. Others are GJ_NOT_PLAIN, and the
 * sum of as many does not overflow either: the sum alone tells whether there was one among its terms. */
#define GJ_MOST_TERMS ((size_t)1 << 14)
#define GJ_RAISE (UINT64_C(1) << 34)
#define GJ_NOT_PLAIN (UINT64_C(1) << 49)
static inline uint64_t gj_raise(int64_t value) {
    uint64_t raised = (uint64_t)value + GJ_RAISE;
    return raised < 2 * GJ_RAISE ? raised : GJ_NOT_PLAIN;
}
/* The value again; for GJ_NOT_PLAIN a number below all that are plain. */
static inline int64_t gj_lower(uint64_t raised) {
    return raised == GJ_NOT_PLAIN ? INT64_MIN : (int64_t)(raised - GJ_RAISE);
}

/* Does every equation hold, by the values alone, cells unseen? report->all_hold then, and report->relations, which are
 * open, say so; their sums follow when one is asked for, and values last until then. False where one cannot be
 * evaluated, or does not hold: gj_relations_check() is to be asked then. */
bool gj_relations_hold(struct gj_report *report, const uint64_t *values);

/* What of the relations of a form is the same in every report: all but their status and sums. gj_relations_check() does
 * it itself where report->relations is NULL. */
void gj_relations_open(const struct gj_template *form, gj_relation *relations);

/* One side of a relation, added up with its blanks as 0. */
struct gj_side {
    gj_decimal sum;
    size_t blanks;
    bool signed_blanks; /* one of the blanks might stand for a negative value */
    bool unknown;       /* a cell is missing, ambiguous or no number */
    bool overflow;      /* sum is not to be used */
};

/* Adds cells of the report to a side that began as zero. */
void gj_side_add(struct gj_side *side, const struct gj_report *report, const size_t *cells, size_t count);

/* Whether left and right agree, as for gj_relations_check(). *difference, right less left, is set unless the
 * sides have overflow; where it does not fit itself, that is counted as right->overflow. */
gj_relation_status gj_sides_compare(const struct gj_side *left, struct gj_side *right, gj_decimal *difference);

/* Makes each cell's list of violations anew from report->violations; for whoever adds one. */
gj_status gj_violations_index(struct gj_report *report);

#endif
