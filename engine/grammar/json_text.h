/* JSON text to a cJSON tree, with a message that says where and why when it is not JSON. */
#ifndef GJ_JSON_TEXT_H
#define GJ_JSON_TEXT_H

#include <cJSON.h>

#include "gouji.h"

#define GJ_DEEPEST_JSON ((size_t)1000) /* that cJSON reads */

/* On success *json is the caller's, for cJSON_Delete(). name stands in the message. Refuses what
 * cJSON lets pass and no grammar needs: more than most_bytes, deeper nesting than most_depth (at most GJ_DEEPEST_JSON),
 * bytes that are not UTF-8, control characters and NUL inside strings, anything after the value. */
gj_status gj_json_read(const char *name, const char *bytes, size_t length, size_t most_bytes, size_t most_depth,
                       cJSON **json, gj_error *error);

#endif
