/* Sets of columns as bits; count words each. */
#ifndef GJ_SUSPECTS_BITS_H
#define GJ_SUSPECTS_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline size_t gj_bit_words(size_t columns) {
    return (columns + 63) / 64;
}

static inline bool gj_bit_has(const uint64_t *set, size_t column) {
    return (set[column / 64] >> (column % 64)) & 1;
}

static inline void gj_bit_put(uint64_t *set, size_t column) {
    set[column / 64] |= (uint64_t)1 << (column % 64);
}

static inline void gj_bit_drop(uint64_t *set, size_t column) {
    set[column / 64] &= ~((uint64_t)1 << (column % 64));
}

static inline unsigned gj_bits_of(uint64_t word) {
    word -= (word >> 1) & 0x5555555555555555U;
    word = (word & 0x3333333333333333U) + ((word >> 2) & 0x3333333333333333U);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fU;
    return (unsigned)((word * 0x0101010101010101U) >> 56);
}

static inline size_t gj_bit_count(const uint64_t *set, size_t words) {
    size_t count = 0;
    for (size_t i = 0; i < words; i++)
        count += gj_bits_of(set[i]);
    return count;
}

static inline bool gj_bit_meets(const uint64_t *a, const uint64_t *b, size_t words) {
    for (size_t i = 0; i < words; i++)
        if (a[i] & b[i])
            return true;
    return false;
}

/* The first column of set at or after from; columns where there is none. */
static inline size_t gj_bit_next(const uint64_t *set, size_t columns, size_t from) {
    if (from >= columns)
        return columns;
    size_t words = gj_bit_words(columns);
    size_t word = from / 64;
    uint64_t rest = set[word] & (~(uint64_t)0 << (from % 64));
    while (rest == 0) {
        if (++word >= words)
            return columns;
        rest = set[word];
    }
    return word * 64 + gj_bits_of((rest & (0 - rest)) - 1);
}

#endif
