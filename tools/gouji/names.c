#include "names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a */
static uint64_t hash_of(const char *name) {
    uint64_t hash = 14695981039346656037u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 1099511628211u;
    return hash;
}

static char **slot_of(const struct names *names, const char *name) {
    size_t index = (size_t)hash_of(name) & (names->capacity - 1);
    while (names->slots[index] && strcmp(names->slots[index], name) != 0)
        index = (index + 1) & (names->capacity - 1);
    return &names->slots[index];
}

static bool grow(struct names *names) {
    struct names larger = {.count = names->count, .capacity = names->capacity ? names->capacity * 2 : 64};
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < names->capacity; i++)
        if (names->slots[i])
            *slot_of(&larger, names->slots[i]) = names->slots[i];
    free(names->slots);
    *names = larger;
    return true;
}

enum names_result names_add(struct names *names, const char *name) {
    if (2 * (names->count + 1) > names->capacity && !grow(names))
        return NAMES_NO_MEMORY;
    char **slot = slot_of(names, name);
    if (*slot)
        return NAMES_KNOWN;
    *slot = strdup(name);
    if (!*slot)
        return NAMES_NO_MEMORY;
    names->count++;
    return NAMES_NEW;
}

bool names_hold(const struct names *names, const char *name) {
    return names->capacity > 0 && *slot_of(names, name);
}

void names_free(struct names *names) {
    for (size_t i = 0; i < names->capacity; i++)
        free(names->slots[i]);
    free(names->slots);
    *names = (struct names){0};
}
