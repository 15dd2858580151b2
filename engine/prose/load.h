/* Reading the JSON of the rules: the pieces that load.c and load_rules.c share. */
#ifndef GJ_PROSE_LOAD_H
#define GJ_PROSE_LOAD_H

#include <cJSON.h>

#include "rules.h"

struct gj_loading {
    struct gj_prose_rules *rules;
    const char *name; /* of the file */
    gj_error *error;
};

/* Reports the fault at path (a JSON path) and returns false. */
bool gj_loading_fault(struct gj_loading *loading, const char *path, const char *reason);
/* Reports that memory ended and returns false. */
bool gj_loading_memory(struct gj_loading *loading);
/* count elements of size bytes in the rules' arena; NULL, reported, where memory ends. */
void *gj_loading_array(struct gj_loading *loading, size_t count, size_t size);
/* The string as the rules keep it; false, reported, where json is not a string of 1 to 400 bytes. */
bool gj_loading_string(struct gj_loading *loading, const cJSON *json, const char *path, const char **string);
/* Every string of the array; an absent one is empty where it may be. */
bool gj_loading_strings(struct gj_loading *loading, const cJSON *json, const char *path, bool may_lack,
                        const char ***strings, size_t *count);
bool gj_loading_spans(struct gj_loading *loading, const cJSON *json, const char *path, bool may_lack,
                      struct gj_span **spans, size_t *count);
/* Reads "claims". */
bool gj_loading_rules(struct gj_loading *loading, const cJSON *claims);

#endif
