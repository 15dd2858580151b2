/*
 * Joint search: rows that are open, each with several ways to be read, and relations that tie them together. What
 * is asked is not which way suits each row alone but which choice for all of them costs least together, and how much
 * dearer the best choice is that takes any other way of a row.
 */
#ifndef GJ_JOINT_H
#define GJ_JOINT_H

#include "arena.h"
#include "sums.h"

/* Relations at most: one bit each. */
#define GJ_MOST_TIES 64

/* Ways of a row that cost the same and add the same to every relation. */
struct gj_joint_class {
    int cost;
    uint64_t frees; /* relations that it leaves undecided, as a number in them is lost */
    int64_t *adds;  /* to each relation, which holds where all rows together add up to 0; changed by the search */
    int behind;     /* found: how far the best choice with it is behind the best of all; at most the limit */
};

struct gj_joint_row {
    struct gj_joint_class *classes; /* the cheapest first */
    size_t count;
};

struct gj_joint {
    struct gj_arena *arena;
    struct gj_scratch *scratch;
    struct gj_joint_row *rows;
    size_t row_count;
    int64_t *base; /* what the rows that are not open add to each relation */
    size_t relation_count;
    long best;    /* found: what the best choice costs */
    bool limited; /* found: the search was cut short, and what it left undecided is 0 behind */
};

/* Fills in behind, exactly below limit. false where memory ends. */
bool gj_joint_solve(struct gj_joint *joint, int limit);

/* What any choice costs at least, found without a search: each row's cheapest class, and the relations that no choice
 * can satisfy. false where memory ends. */
bool gj_joint_least(struct gj_joint *joint, long *least);

#endif
