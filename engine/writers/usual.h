/* What nearly all cells are, and writers put down without asking further. */
#ifndef GJ_WRITERS_USUAL_H
#define GJ_WRITERS_USUAL_H

#include "gouji.h"
#include "put.h"

/* A few digits with nothing else to say of them: the text is what would be put down for the value. */
static inline bool gj_is_usual_cell(const gj_cell *cell) {
    return cell->status == GJ_CELL_PLACED && cell->has_value && cell->value.scale == 0 &&
           cell->value.coefficient >= 0 && !cell->unit && cell->raw && cell->line > 0 && cell->violation_count == 0 &&
           gj_is_number(cell->raw, (size_t)cell->value.coefficient);
}

#endif
