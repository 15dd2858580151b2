/*
 * A report has hundreds of cells and of pieces of rows, and all but a few of them are alike: a small whole number placed
 * by labels, with nothing else to say of it. What of their JSON is the same in every report is prepared with the
 * template.
 */
#ifndef GJ_WRITERS_JSON_PREPARED_H
#define GJ_WRITERS_JSON_PREPARED_H

#include "grammar.h"
#include "put.h"

/* Of a cell of a template. */
struct gj_json_cell {
    struct gj_prepared head;       /* from "violations" of the cell before it up to its own text of "raw" */
    struct gj_prepared tail;       /* a piece that is its value, from the end of "line" to the text of the next piece */
    const struct gj_prepared *row; /* a reading of the cell's row, from the comma before it up to its pieces */
    bool has_unit;                 /* as its header says */
};

struct gj_json_texts {
    const struct gj_json_cell *cells;
    const struct gj_prepared *tables; /* each, complete, up to the number of "heading_line"; without a comma */
};

struct gj_json_prepared {
    struct gj_json_texts line, pretty;
};

/* Makes form->json, in the template's arena; false where memory ends. */
bool gj_json_prepare(struct gj_template *form);

#endif
