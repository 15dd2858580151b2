/* Rules of prose from a text, read as a grammar reads its files. */
#ifndef LOAD_RULES_H
#define LOAD_RULES_H

#include <cJSON.h>
#include <string.h>

#include "grammar/json_text.h"
#include "prose/rules.h"

static inline gj_status load_rules(const char *json, struct gj_prose_rules **rules, gj_error *error) {
    cJSON *root = NULL;
    gj_status status = gj_json_read("rules.json", json, strlen(json), strlen(json), GJ_DEEPEST_JSON, &root, error);
    *rules = NULL;
    if (status == GJ_OK)
        status = gj_prose_rules_read("rules.json", root, rules, error);
    cJSON_Delete(root);
    return status;
}

#endif
