/* Why a cell is suspect, in plain words: for the JSON writer and for the findings alike. */
#ifndef GJ_WRITERS_EXPLANATION_H
#define GJ_WRITERS_EXPLANATION_H

#include "out.h"

/* One paragraph, through out's filter, without a line end. */
void gj_write_explanation(struct gj_out *out, const gj_report *report, gj_language language, const gj_suspect *suspect);
/* A cell by its labels. */
void gj_write_cell_name(struct gj_out *out, gj_language language, const gj_cell *cell);

/* An earlier suspect, of another set, says as much of the cell: nobody need read it twice. */
bool gj_is_repeated_suspect(const gj_report *report, size_t index);

#endif
