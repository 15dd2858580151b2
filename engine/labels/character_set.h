/* A set of characters, to see at once that a character is in none of the pairs of a long list. */
#ifndef GJ_CHARACTER_SET_H
#define GJ_CHARACTER_SET_H

#include <stdbool.h>
#include <stdint.h>

/* Words of a set: one bit for each character of the basic plane. */
#define GJ_CHARACTER_SET_WORDS 1024

static inline void gj_set_put(uint64_t *set, uint32_t character) {
    if (character < 65536)
        set[character / 64] |= UINT64_C(1) << (character % 64);
}

/* False only where the character is not in it; of characters beyond the basic plane nothing is known. */
static inline bool gj_set_may_hold(const uint64_t *set, uint32_t character) {
    return character >= 65536 || (set[character / 64] >> (character % 64) & 1);
}

#endif
