/* Which reports belong together, year after year. */
#ifndef PAIRS_H
#define PAIRS_H

#include <stdbool.h>
#include <stddef.h>

#define PAIRS_NONE ((size_t)-1)

enum standing {
    STANDING_ALONE,   /* neither the year before nor the year after is among the reports */
    STANDING_PAIRED,  /* compared with the year before or the year after, or both */
    STANDING_NO_BODY, /* the text does not name it */
    STANDING_NO_YEAR,
    STANDING_TWICE /* an earlier one has the same body and year, and was taken */
};

/* A report, as far as that matters here. */
struct dated {
    char *source;
    char *body;           /* as printed, or NULL */
    int year;             /* or 0 */
    size_t input, number; /* where it is: the report of that number in that input */
    /* What pairs_find() finds. */
    enum standing standing;
    size_t group;     /* reports of one body have the same */
    size_t previous;  /* index of the report of the year before, or PAIRS_NONE */
    size_t taken;     /* standing twice: the one that was taken */
    bool is_reworded; /* the previous one spells the body otherwise */
    /* What came of the comparison with the previous one; set by whoever compares. */
    bool is_compared;
    size_t holds, violated, unknown;
};

/*
 * Names are compared without spaces and punctuation, and 人民政府 is 政府. Of names that still differ, two are one body
 * where the shorter has at least four characters and half the length of the longer, whose characters it has in the
 * same order (临沂市公安局, 山东省临沂市公安局), where no other name fits either, and where no year has both. False
 * where memory ends.
 */
bool pairs_find(struct dated *reports, size_t count);

#endif
