/* Sets of sums: sorted ones for a row, bits for many rows together. */
#include "sums.h"

#include <stdlib.h>
#include <string.h>

/* How far apart the sums of one set may lie. */
enum { MOST_BITS = 1 << 19 };

static int compare_sums(const void *a, const void *b) {
    int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

void gj_sums_sort(struct gj_sums *sums) {
    qsort(sums->items, sums->count, sizeof *sums->items, compare_sums);
    size_t kept = 0;
    for (size_t i = 0; i < sums->count; i++)
        if (!kept || sums->items[kept - 1] != sums->items[i])
            sums->items[kept++] = sums->items[i];
    sums->count = kept;
}

size_t gj_sums_find(const struct gj_sums *sums, int64_t sum) {
    const int64_t *place = bsearch(&sum, sums->items, sums->count, sizeof *sums->items, compare_sums);
    return place ? (size_t)(place - sums->items) : sums->count;
}

static bool open_reach(struct gj_scratch *scratch, struct gj_reach *reach, int64_t lowest, int64_t highest) {
    if (highest - lowest >= MOST_BITS)
        return false;
    reach->lowest = lowest;
    reach->bits = (size_t)(highest - lowest) + 1;
    size_t words = reach->bits / 64 + 1;
    if (words > scratch->size - scratch->used)
        return false;
    reach->words = scratch->words + scratch->used;
    memset(reach->words, 0, words * sizeof *reach->words);
    scratch->used += words;
    return true;
}

bool gj_reach_open(struct gj_scratch *scratch, struct gj_reach *reach) {
    if (!open_reach(scratch, reach, 0, 0))
        return false;
    reach->words[0] = 1;
    return true;
}

/* to |= from moved up by that many bits; to has room for all of them. */
static void add_moved(const struct gj_reach *from, struct gj_reach *to, size_t by) {
    size_t words = from->bits / 64 + 1, jump = by / 64, shift = by % 64, room = to->bits / 64 + 1;
    for (size_t i = 0; i < words; i++) {
        if (i + jump < room)
            to->words[i + jump] |= from->words[i] << shift;
        if (shift && i + jump + 1 < room)
            to->words[i + jump + 1] |= from->words[i] >> (64 - shift);
    }
}

bool gj_reach_combine(struct gj_scratch *scratch, const struct gj_reach *from, const struct gj_sums *own,
                      struct gj_reach *to) {
    int64_t low = own->items[0], high = own->items[own->count - 1];
    if (!open_reach(scratch, to, from->lowest + low, from->lowest + (int64_t)from->bits - 1 + high))
        return false;
    for (size_t i = 0; i < own->count; i++)
        add_moved(from, to, (size_t)(own->items[i] - low));
    return true;
}
