/* JSON text to a cJSON tree, with a message that says where and why when it is not JSON. */
#ifndef GJ_JSON_TEXT_H
#define GJ_JSON_TEXT_H

#include <cJSON.h>

#include "gouji.h"

#define GJ_JSON_BYTES ((size_t)1 << 20)
#define GJ_JSON_DEPTH 32

/* On success *json is the caller's, for cJSON_Delete(). name stands in the message. Refuses what
 * cJSON lets pass and no grammar needs: more than GJ_JSON_BYTES, deeper nesting than GJ_JSON_DEPTH,
 * bytes that are not UTF-8, control characters and NUL inside strings, anything after the value. */
gj_status gj_json_read(const char *name, const char *bytes, size_t length, cJSON **json,
                       gj_error *error);

#endif
