/* Consistent tables of a real template at random, and errors planted in them. */
#ifndef PLANT_H
#define PLANT_H

#include "small_template.h"

/* xorshift64: the same tables from the same seed everywhere. */
struct dice {
    uint64_t state; /* not 0 */
};

uint64_t dice_below(struct dice *dice, uint64_t limit);

/* Fills every cell so that all relations hold. */
void plant_table(struct small_report *small, struct dice *dice);

#define MOST_PLANTED 16

struct planted {
    size_t cells[MOST_PLANTED];
    int64_t truths[MOST_PLANTED];
    size_t count;
};

enum plant_kind {
    PLANT_ANY_VALUE,
    PLANT_TOTAL_ZERO,
    PLANT_NEIGHBOUR,
    PLANT_DIGITS_SWAPPED,
    PLANT_DIGIT_DROPPED,
    PLANT_DIGIT_DOUBLED,
    PLANT_OFF_BY_ONE,
    PLANT_COPIED_TOTAL,
    PLANT_ABSURD,
    PLANT_CELLS_SWAPPED,
    PLANT_TOTALS_SWAPPED,
    PLANT_UNIT_MOVED,
    PLANT_MIXED, /* each error of a kind at random */
    PLANT_KIND_COUNT
};

const char *plant_name(enum plant_kind kind);

/* Plants one more error, in cells that have none yet; one slip may spoil two cells. false where no place for
 * it was found. */
bool plant_error(struct small_report *small, struct dice *dice, enum plant_kind kind, struct planted *planted);

#endif
