/* What was found out about texts that stand in report after report, such as headings: it follows from their bytes
 * alone, and so it is found out once. */
#ifndef GJ_MEMORY_H
#define GJ_MEMORY_H

#include <stdint.h>

#include "arena.h"

enum { GJ_MEMORY_PLACES = 1024, GJ_MEMORY_LONGEST = 400 };

/* The hash and the length tell nearly all other texts from this one before its bytes are looked for: those may lie
 * anywhere, and so cost the most. */
struct gj_remembered {
    const char *text; /* NULL: none */
    const void *finding;
    uint32_t hash, length;
};

/* Begins as zero; gj_memory_free() ends it. */
struct gj_memory {
    struct gj_arena arena;                         /* for findings too */
    struct gj_remembered places[GJ_MEMORY_PLACES]; /* by the hash of the text; the latest one holds the place */
    size_t count;                                  /* in the arena */
};

/* NULL where the text is not remembered. Good until another is. */
const struct gj_remembered *gj_memory_find(const struct gj_memory *memory, const char *text, size_t length);
/* Longer texts than GJ_MEMORY_LONGEST are not to be remembered. False where memory ends. */
bool gj_memory_add(struct gj_memory *memory, const char *text, size_t length, const void *finding);
/* Forgets everything where that has become too much; findings are gone then. */
void gj_memory_trim(struct gj_memory *memory);
void gj_memory_free(struct gj_memory *memory);

#endif
