/* Grammar: a file is taken whole or refused with a reason; what is taken can be drawn and read by. */
#include <string.h>

#include "fuzz.h"
#include "properties.h"

static void use_templates(const gj_grammar *grammar) {
    static const char text[] = "统计表\n甲 | 1 | 2 | 3 |\n乙 | 4 | 5 | 9 |\n";
    gj_document *document;
    for (size_t i = 0; i < gj_grammar_template_count(grammar); i++) {
        const gj_template *form = gj_grammar_template(grammar, i);
        struct text drawn = {0};
        fuzz_require(gj_write_template(form, NULL, keep_text, &drawn) == GJ_OK, "a template can be drawn");
        free(drawn.bytes);
        gj_options options = {.template_id = gj_template_id(form)};
        fuzz_require(gj_document_new(&document, grammar, "fuzz", text, sizeof text - 1, &options, NULL) == GJ_OK,
                     "a text can be read by a template");
        gj_document_free(document);
    }
}

/* A refused file leaves the grammar as it was, so that one serves for many; one that took a file is thrown away. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static gj_grammar *grammar;
    gj_error error;
    if (!grammar)
        fuzz_require(gj_grammar_new(&grammar, NULL) == GJ_OK, "the national templates can be read");
    size_t count = gj_grammar_template_count(grammar);
    gj_status status = gj_grammar_add(grammar, "fuzz.json", (const char *)data, size, &error);
    if (status != GJ_OK) {
        fuzz_require((status == GJ_ERROR_GRAMMAR || status == GJ_ERROR_LIMIT) &&
                         strstr(error.message, "fuzz.json") != NULL,
                     "the message that refuses a grammar names the file");
        fuzz_require(gj_grammar_template_count(grammar) == count, "a refused file leaves nothing behind");
        return 0;
    }
    use_templates(grammar);
    gj_grammar_free(grammar);
    grammar = NULL;
    return 0;
}
