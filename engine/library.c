/* The library as a whole: what each stage that works from a template prepares of it. */
#include "grammar.h"
#include "reassembly/reassembly.h"
#include "writers/json_prepared.h"
#include "writers/tidy.h"

const char *gj_version(void) {
    return GJ_VERSION;
}

/* Labels in another spelling give other strips; what writers say stays as it is. */
static gj_status prepare(struct gj_template *form) {
    gj_status status = gj_strips_build(form);
    if (status == GJ_OK && ((!form->json && !gj_json_prepare(form)) || (!form->tidy && !gj_tidy_prepare(form))))
        status = GJ_ERROR_MEMORY;
    return status;
}

gj_status gj_grammar_new(gj_grammar **grammar, gj_error *error) {
    return gj_grammar_make(grammar, prepare, error);
}
