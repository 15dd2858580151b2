/*
 * From solutions of a whole problem to sets that stand for themselves. Two errors that share no relation
 * have nothing to do with each other: if one has two explanations and the other three, the search finds
 * six solutions, but a reader should be told of two and three.
 */
#ifndef GJ_SUSPECTS_GROUPS_H
#define GJ_SUSPECTS_GROUPS_H

#include "search.h"

/* Changes that explain something together; the sets of one group are rivals. */
struct gj_set {
    size_t group;
    const struct gj_change **changes; /* in the order of their columns */
    size_t count;
    bool is_fixed; /* of every change */
    /* what rank.c finds out */
    bool is_explained; /* a slip explains every change */
    bool is_sound;     /* every change stands in two relations or more, and a telling slip explains it */
    bool fills_blank;  /* its only change, in a table that prints its zeros: it contradicts nothing */
    int score;
    int evidence;         /* sentences for it less sentences against it */
    const char **reasons; /* of each change; NULL where there is none */
    gj_certainty certainty;
};

struct gj_groups {
    size_t *group_of; /* of each column; GJ_NO_GROUP for one that no solution changes */
    size_t group_count;
    struct gj_set *sets; /* group by group */
    size_t set_count;
};

#define GJ_NO_GROUP ((size_t)-1)

/* The solutions must outlive the groups. */
gj_status gj_groups_new(struct gj_groups *groups, struct gj_arena *arena, const struct gj_problem *problem,
                        const struct gj_search_result *result);

#endif
