/* A set of names. */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* All zero is an empty one. Open addressing, at most half full. */
struct names {
    char **slots;
    size_t count, capacity;
};

enum names_result { NAMES_NEW, NAMES_KNOWN, NAMES_NO_MEMORY };

/* Puts a copy of the name into the set, unless it is there. */
enum names_result names_add(struct names *names, const char *name);
bool names_hold(const struct names *names, const char *name);
void names_free(struct names *names);

#endif
