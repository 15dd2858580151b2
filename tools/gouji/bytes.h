/* Text in memory that grows as it is written. */
#ifndef BYTES_H
#define BYTES_H

#include <stdbool.h>
#include <stddef.h>

/* All zero is an empty one. */
struct bytes {
    char *text; /* ends in NUL wherever it is not NULL */
    size_t length, capacity;
    bool failed; /* memory ended; nothing was added since */
};

/* A gj_sink; the context is the bytes. */
int bytes_take(void *bytes, const char *text, size_t length);

void bytes_free(struct bytes *bytes);

#endif
