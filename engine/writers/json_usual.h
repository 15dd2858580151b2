/*
 * A report has hundreds of cells and of pieces of rows, and all but a few of them are alike: a small whole number placed
 * by labels, with nothing else to say of it. What of their JSON is the same in every report is prepared with the
 * template, and the rest is put between. What is written is what json.h would write member by member.
 */
#ifndef GJ_WRITERS_JSON_USUAL_H
#define GJ_WRITERS_JSON_USUAL_H

#include "grammar.h"
#include "json.h"

/* Of a cell of a template; the first of each two for one line, the second for pretty JSON. */
struct gj_json_cell {
    struct gj_prepared head[2]; /* the cell, up to the text of "raw" */
    struct gj_prepared tail[2]; /* a piece that is the cell's value, from the end of "line" on */
};

/* Makes form->json, in the template's arena; false where memory ends. */
bool gj_json_prepare(struct gj_template *form);

/* Writes the elements of the array that is open as long as they are usual; how many that were. The report is cast. */
size_t gj_json_usual_cells(struct gj_json *json, const gj_report *report, size_t first, size_t end);
/* Opens the row, and in it the array of its pieces; false where the row is not usual, and nothing is written. */
bool gj_json_usual_row(struct gj_json *json, const gj_report *report, const gj_row_reading *row);
size_t gj_json_usual_pieces(struct gj_json *json, const gj_report *report, const gj_piece *pieces, size_t count);

#endif
