/* Text in memory that grows with what is written, for the tests. */
#ifndef KEPT_TEXT_H
#define KEPT_TEXT_H

#include <stdlib.h>
#include <string.h>

struct text {
    char *bytes; /* ended by a NUL that is not counted; NULL for none; for free() */
    size_t length;
};

/* A gj_sink whose context is a struct text; 1 where memory ends. */
static inline int keep_text(void *context, const char *bytes, size_t length) {
    struct text *text = context;
    char *grown = realloc(text->bytes, text->length + length + 1);
    if (!grown)
        return 1;
    memcpy(grown + text->length, bytes, length);
    text->bytes = grown;
    text->length += length;
    grown[text->length] = '\0';
    return 0;
}

#endif
