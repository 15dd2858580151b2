/* What spellings count as the same, from JSON. */
#ifndef GJ_SPELLING_H
#define GJ_SPELLING_H

#include "reading.h"

/* Reads the "spelling" in json, a member of the file at reading->root, on top of the grammar's
 * present one: where both speak of a character or wording, the new one counts. The result lives in
 * arena. */
gj_status gj_spelling_read(struct gj_reading *reading, const cJSON *json, struct gj_arena *arena,
                           struct gj_spelling *spelling);

#endif
