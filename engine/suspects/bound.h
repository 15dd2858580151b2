/* A lower bound on how many columns must change to mend what fails, for the search to turn back early. */
#ifndef GJ_SUSPECTS_BOUND_H
#define GJ_SUSPECTS_BOUND_H

#include "tableau.h"

/* A row of the tableau that fails as long as none of the columns in must changes. */
struct gj_failure {
    size_t row;
    size_t size;    /* of must */
    bool is_solved; /* the row is solved for a column, and it is that column's value that fails */
};

struct gj_bound {
    size_t failure_count;
    struct gj_failure *failures; /* smallest first */
    uint64_t *musts;             /* of the row with the same number, words each */
    uint64_t *used;              /* scratch: a set of columns */
    size_t *packed;              /* scratch: row numbers */
    int64_t *sole;               /* scratch: by column */
    bool *is_sole;
};

gj_status gj_bound_new(struct gj_bound *bound, struct gj_arena *arena, const struct gj_tableau *tableau);

/* The least number of columns that mends all failures; once that is more than budget, it may be less than the
 * best that could be said. The failures must have been filled in, in order. */
size_t gj_bound_size(struct gj_bound *bound, const struct gj_tableau *tableau, const uint64_t *forbidden,
                     size_t budget);

#endif
