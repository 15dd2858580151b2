/* Where a mistake was made: in the report itself, or to its text on the way here. */
#ifndef GJ_SUSPECTS_VERDICT_H
#define GJ_SUSPECTS_VERDICT_H

#include "report/report.h"

/*
 * extraction  the cell is missing, ambiguous or no number; or it was read with little confidence; or its
 *             text is in pieces; or a warning stands at its line
 * source      nothing of that, and it and the whole of its row were read without any doubt
 * undecided   everything between
 */
gj_verdict gj_verdict_of(const struct gj_report *report, size_t cell);

#endif
