#include "memory.h"

#include <string.h>

#include "hash.h"

enum { MOST_REMEMBERED = 1000 };

const struct gj_remembered *gj_memory_find(const struct gj_memory *memory, const char *text, size_t length) {
    uint32_t hash = (uint32_t)gj_hash_bytes(text, length);
    const struct gj_remembered *found = &memory->places[hash % GJ_MEMORY_PLACES];
    bool may_be_it = found->hash == hash && found->length == length && found->text;
    return may_be_it && memcmp(found->text, text, length) == 0 ? found : NULL;
}

bool gj_memory_add(struct gj_memory *memory, const char *text, size_t length, const void *finding) {
    uint32_t hash = (uint32_t)gj_hash_bytes(text, length);
    const char *copy = gj_arena_copy(&memory->arena, text, length);
    if (!copy)
        return false;
    memory->places[hash % GJ_MEMORY_PLACES] = (struct gj_remembered){copy, finding, hash, (uint32_t)length};
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
