/*
 * Triggers: words of which a paragraph must hold one to be read. All are looked for at once, and not every byte is
 * looked at: wherever a word stands, one of the samples that are taken at even distances lies wholly within its first
 * bytes, as the samples are that close; and few samples are a piece of any word.
 */
#ifndef GJ_PROSE_TRIGGERS_H
#define GJ_PROSE_TRIGGERS_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

enum { GJ_TRIGGER_SAMPLES = 4096, GJ_TRIGGER_BITS = 14 };

/* A sample may be so many bytes behind the start of a word. */
struct gj_trigger_place {
    uint16_t word, behind;
    uint32_t next; /* further places of the same sample; 0 for none */
};

struct gj_triggers {
    const char **words; /* UTF-8 */
    size_t *lengths;
    size_t count;
    size_t distance;                      /* of samples: 0 where a word is too short for any, and all are looked for */
    struct gj_trigger_place *places;      /* counted from 1; */
    bool rough[1 << GJ_TRIGGER_BITS];     /* whether a sample may be of a word, by a hash */
    uint32_t samples[GJ_TRIGGER_SAMPLES]; /* the first place of each sample, by that; 0 for none */
};

/* The words must outlive the triggers; empty ones never stand anywhere. False where memory ends, or there are more than
 * 65,535. */
bool gj_triggers_make(struct gj_triggers *triggers, struct gj_arena *arena, const char **words, size_t count);

/* Does any of the words stand in the bytes? */
bool gj_triggers_stand(const struct gj_triggers *triggers, const char *bytes, size_t length);

#endif
