/* The cells that a claim names: what filling, checks and evidence ask of them. */
#ifndef GJ_PROSE_CLAIMED_H
#define GJ_PROSE_CLAIMED_H

#include "report/report.h"

/* The indexes of the claim's cells, in the report's arena. *cells is NULL where it names none that the report has, or
 * is not to be compared with any: it is not exact, or speaks of another time. Fails with GJ_ERROR_MEMORY only. */
gj_status gj_claimed_cells(struct gj_report *report, const gj_claim *claim, size_t **cells);

bool gj_claim_same_cells(const gj_claim *a, const gj_claim *b);

#endif
