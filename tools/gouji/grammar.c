#include "grammar.h"

#include <stdlib.h>

#include "input.h"
#include "speech.h"

static bool add_file(gj_grammar *grammar, const char *name, const struct voice *voice) {
    struct input input;
    if (!input_read(&input, name, voice))
        return false;
    gj_error error;
    gj_status status = gj_grammar_add(grammar, name, input.bytes, input.length, &error);
    input_free(&input);
    if (status != GJ_OK)
        complain_failure(voice, name, &error);
    return status == GJ_OK;
}

gj_grammar *grammar_load(const struct settings *settings) {
    gj_grammar *grammar;
    gj_error error;
    if (gj_grammar_new(&grammar, &error) != GJ_OK) {
        complain_failure(&settings->voice, "gouji", &error);
        return NULL;
    }
    for (size_t i = 0; i < settings->grammar_count; i++)
        if (!add_file(grammar, settings->grammars[i], &settings->voice)) {
            gj_grammar_free(grammar);
            return NULL;
        }
    return grammar;
}

void grammar_lacks(const struct settings *settings, const gj_grammar *grammar, const char *id) {
    size_t count = gj_grammar_template_count(grammar);
    const char **known = calloc(count ? count : 1, sizeof *known);
    for (size_t i = 0; known && i < count; i++)
        known[i] = gj_template_id(gj_grammar_template(grammar, i));
    complain_unknown(&settings->voice, WORD_UNKNOWN_TEMPLATE, id, known, known ? count : 0);
    free(known);
}

/* The library knows which encodings there are: an empty text in the one asked for tells. */
static bool accepts_encoding(const struct settings *settings, const gj_grammar *grammar) {
    gj_document *document;
    gj_error error;
    if (gj_document_new(&document, grammar, "--encoding", "", 0, &settings->reading, &error) == GJ_OK) {
        gj_document_free(document);
        return true;
    }
    complain(&settings->voice, WORD_BAD_ENCODING, settings->reading.encoding, error.message);
    return false;
}

bool grammar_accepts(const struct settings *settings, const gj_grammar *grammar) {
    const char *id = settings->reading.template_id;
    if (id && !gj_grammar_find(grammar, id)) {
        grammar_lacks(settings, grammar, id);
        return false;
    }
    return !settings->reading.encoding || accepts_encoding(settings, grammar);
}
