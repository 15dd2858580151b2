/* What sentences state, in plain words. */
#ifndef GJ_WRITERS_CLAIMS_H
#define GJ_WRITERS_CLAIMS_H

#include "terminal.h"

/* Is there anything to write? */
bool gj_has_claims(const gj_report *report);
/* A line for each claim that names cells, and for each whole with its parts. */
void gj_write_claims(struct gj_terminal *terminal, const gj_report *report);

/* The claim that names the cell, alone or with others, and speaks of the year of the report; NULL where there is
 * none. */
const gj_claim *gj_claim_of_cell(const gj_report *report, size_t cell);

#endif
