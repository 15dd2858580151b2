/* The grammars that were compiled into the library, from grammars/, in the order of their names.
 * The definitions are generated at build time by tools/cmake/embed.cmake. */
#ifndef GJ_EMBEDDED_H
#define GJ_EMBEDDED_H

#include <stddef.h>

struct gj_embedded {
    const char *name;           /* the file's name, without .json */
    const unsigned char *bytes; /* the file as it is; no NUL follows it */
    size_t length;
};

extern const struct gj_embedded gj_embedded_grammars[];
extern const size_t gj_embedded_grammar_count;

#endif
