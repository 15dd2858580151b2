/* What of a report's JSON is usual is put together from what was prepared with the template and what is the report's
 * own. What is written is what json.h would write member by member. */
#ifndef GJ_WRITERS_JSON_USUAL_H
#define GJ_WRITERS_JSON_USUAL_H

#include "json.h"

/* Opens a table, and in it the array of its cells; false where it is not usual, and nothing is written. */
bool gj_json_usual_table(struct gj_json *json, const gj_report *report, size_t table);

/* These write the elements of the array that is open as long as they are usual; how many that were. */
size_t gj_json_usual_cells(struct gj_json *json, const gj_report *report, size_t first, size_t end);
size_t gj_json_usual_rows(struct gj_json *json, const gj_report *report, const gj_row_reading *rows, size_t count);
size_t gj_json_usual_leftovers(struct gj_json *json, const gj_leftover *leftovers, size_t count);

#endif
