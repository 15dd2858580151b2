/* Why a cell is suspect, in plain words, and which suspects are told: the same for every writer. */
#ifndef GJ_WRITERS_EXPLANATION_H
#define GJ_WRITERS_EXPLANATION_H

#include "out.h"

/* One paragraph, through out's filter, without a line end. */
void gj_write_explanation(struct gj_out *out, const gj_report *report, gj_language language, const gj_suspect *suspect);
/* A cell by its labels. */
void gj_write_cell_name(struct gj_out *out, gj_language language, const gj_cell *cell);

/* An earlier suspect, of another set, says as much of the cell: nobody need read it twice. */
bool gj_is_repeated_suspect(const gj_report *report, size_t index);

/* The suspect whose value is proposed for the cell: the surest, and of equally sure ones the first, since they are
 * ranked. GJ_NOWHERE where the cell is none. */
size_t gj_surest_suspect(const gj_report *report, size_t cell);

#endif
