/*
 * Triggers: words of which a paragraph must hold one to be read. All of them are looked for at once, and most bytes are
 * not looked at: S. Wu and U. Manber, A Fast Algorithm for Multi-Pattern Searching, TR-94-17, University of Arizona,
 * 1994, with blocks of two bytes.
 */
#ifndef GJ_PROSE_TRIGGERS_H
#define GJ_PROSE_TRIGGERS_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

enum { GJ_TRIGGER_BLOCKS = 4096 };

struct gj_triggers {
    const char **words; /* UTF-8 */
    size_t *lengths;
    size_t count;
    size_t shortest;                    /* bytes of the shortest word, but not more than a shift may be; 0 for no word */
    uint8_t shifts[GJ_TRIGGER_BLOCKS];  /* how far a window may move on that ends in a block; 0: words may end there */
    uint16_t firsts[GJ_TRIGGER_BLOCKS]; /* the first word with that block at its shortest end plus 1, */
    uint16_t *next;                     /* and after each word the next one, the same way */
};

/* The words, which must outlive the triggers; empty ones never stand anywhere. False where memory ends, or there are more
 * than 65,534. */
bool gj_triggers_make(struct gj_triggers *triggers, struct gj_arena *arena, const char **words, size_t count);

/* Does any of the words stand in the bytes? */
bool gj_triggers_stand(const struct gj_triggers *triggers, const char *bytes, size_t length);

#endif
