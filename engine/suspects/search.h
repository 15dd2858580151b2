/* The search for the smallest sets of columns whose change lets every row of a problem hold. */
#ifndef GJ_SUSPECTS_SEARCH_H
#define GJ_SUSPECTS_SEARCH_H

#include "problem.h"

/* A new value for one column. */
struct gj_change {
    size_t column;
    int64_t value;
    bool is_fixed; /* no other value fits the set; a column that was unknown from the start is listed only so */
};

/* One smallest set: changes in the order of their columns. */
struct gj_solution {
    struct gj_change *changes;
    size_t count;
};

struct gj_search_limits {
    size_t work; /* rows of the tableau changed, near enough to time */
    size_t most_solutions;
    size_t most_listed;  /* changes in all solutions together; the first is kept however many it has */
    size_t most_changes; /* in one; here as there those of free columns do not count */
};

struct gj_search_result {
    struct gj_solution *solutions; /* in no order to rely on */
    size_t count;
    size_t size;    /* of each solution: how many columns it changes */
    bool complete;  /* the search was not cut short by work, room or numbers too large */
    bool truncated; /* there are more solutions of that size than were kept */
};

/*
 * All solutions of the smallest size come, and no others. Columns that are free take any value and do not count.
 * excluded, a set of columns that must not change, may be NULL. The result lives in arena. GJ_ERROR_MEMORY is the
 * only error; a search that found nothing has count 0, and if complete there is nothing to find within the limits.
 */
gj_status gj_search(const struct gj_problem *problem, struct gj_arena *arena, const uint64_t *excluded,
                    const struct gj_search_limits *limits, struct gj_search_result *result);

#endif
