/* The templates to read by, and whether what was asked for is among what can be read. */
#ifndef GRAMMAR_H
#define GRAMMAR_H

#include "options.h"

/* The national templates and those of --grammar, or NULL, having said why. The caller frees it. */
gj_grammar *grammar_load(const struct settings *settings);

/* Whether the template and the encoding that settings ask for exist; says so where they do not. */
bool grammar_accepts(const struct settings *settings, const gj_grammar *grammar);

/* A complaint about a template id that does not exist. */
void grammar_lacks(const struct settings *settings, const gj_grammar *grammar, const char *id);

#endif
