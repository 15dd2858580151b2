/* Sums that rows can add to a relation: the sets that settling works with. */
#ifndef GJ_SUMS_H
#define GJ_SUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A few sums, sorted, each once: what one row may add. */
struct gj_sums {
    int64_t *items;
    size_t count;
};

void gj_sums_sort(struct gj_sums *sums);
/* Its index, or count where it is not there. */
size_t gj_sums_find(const struct gj_sums *sums, int64_t sum);

/* All sums that several rows together may add: one bit for each number from lowest on. */
struct gj_reach {
    uint64_t *words;
    int64_t lowest;
    size_t bits;
};

/* Room for the words of such sets. */
struct gj_scratch {
    uint64_t *words;
    size_t size, used;
};

static inline bool gj_reach_holds(const struct gj_reach *reach, int64_t sum) {
    if (sum < reach->lowest || (uint64_t)(sum - reach->lowest) >= reach->bits)
        return false;
    size_t bit = (size_t)(sum - reach->lowest);
    return reach->words[bit / 64] >> bit % 64 & 1;
}

/* Only 0. false where the room ends, as below. */
bool gj_reach_open(struct gj_scratch *scratch, struct gj_reach *reach);

/* All a + b with a in from and b in own; false too where the set would be too wide. */
bool gj_reach_combine(struct gj_scratch *scratch, const struct gj_reach *from, const struct gj_sums *own,
                      struct gj_reach *to);

#endif
