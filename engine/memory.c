#include "memory.h"

#include <stdint.h>
#include <string.h>

enum { MOST_REMEMBERED = 1000 };

/* FNV-1a, eight bytes at a time. */
static uint64_t hash_of(const char *text, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037) ^ length;
    for (uint64_t bytes; length >= sizeof bytes; text += sizeof bytes, length -= sizeof bytes) {
        memcpy(&bytes, text, sizeof bytes);
        hash = (hash ^ bytes) * UINT64_C(1099511628211);
        hash ^= hash >> 32;
    }
    for (; length; length--)
        hash = (hash ^ (unsigned char)*text++) * UINT64_C(1099511628211);
    return hash ^ hash >> 29;
}

const struct gj_remembered *gj_memory_find(const struct gj_memory *memory, const char *text, size_t length) {
    const struct gj_remembered *found = memory->places[hash_of(text, length) % GJ_MEMORY_PLACES];
    return found && found->length == length && memcmp(found->text, text, length) == 0 ? found : NULL;
}

bool gj_memory_add(struct gj_memory *memory, const char *text, size_t length, const void *finding) {
    struct gj_remembered *added = gj_arena_take(&memory->arena, sizeof *added);
    const char *copy = gj_arena_copy(&memory->arena, text, length);
    if (!added || !copy)
        return false;
    *added = (struct gj_remembered){copy, length, finding};
    memory->places[hash_of(text, length) % GJ_MEMORY_PLACES] = added;
    memory->count++;
    return true;
}

void gj_memory_trim(struct gj_memory *memory) {
    if (memory->count <= MOST_REMEMBERED)
        return;
    gj_arena_reset(&memory->arena);
    memset(memory->places, 0, sizeof memory->places);
    memory->count = 0;
}

void gj_memory_free(struct gj_memory *memory) {
    gj_arena_free(&memory->arena);
    *memory = (struct gj_memory){0};
}
