/* Which of several rival sets is the likeliest, and how far to trust it. */
#ifndef GJ_SUSPECTS_RANK_H
#define GJ_SUSPECTS_RANK_H

#include "groups.h"
#include "suspects.h"

/* What the ranking of one problem's sets goes by. */
struct gj_ranking {
    const struct gj_report *report;
    const struct gj_problem *problem;
    const struct gj_evidence *evidence;
    size_t evidence_count;
    bool is_whole;                  /* every smallest solution is known */
    const struct gj_groups *rivals; /* sets of as few cells when no blank is free; NULL where none is */
    bool rivals_known;              /* false: there may be rivals that nobody looked for */
};

/* The decimal that a column's value stands for. */
gj_decimal gj_rank_decimal(const struct gj_problem *problem, int64_t value);

/* Fills in reasons, scores and certainty of all sets and puts each group's sets in order, best first. */
void gj_rank(const struct gj_ranking *ranking, struct gj_groups *groups);

#endif
