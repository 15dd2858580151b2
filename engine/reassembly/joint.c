/*
 * Branch and bound, depth first. A choice costs what its ways cost, and GJ_COST_VIOLATED for each relation that does
 * not come out; one is known not to as soon as the rows still to choose cannot add what is left to 0 (the sums that
 * they can reach are kept for each depth, as in Trick's dynamic programming for knapsack constraints, see settle.c).
 * Rows that share no relation are searched apart.
 */
#include "joint.h"

#include <limits.h>
#include <string.h>

#include "costs.h"

/* Steps of one search, and of all searches of a report, after which what is open stays so. */
enum { MOST_ROWS = 64, MOST_STEPS = 20000, MOST_STEPS_ALL = 100000 };

struct search {
    struct gj_joint *joint;
    size_t order[MOST_ROWS]; /* rows of this component, those with the fewest classes first */
    size_t usable[MOST_ROWS]; /* of each of them, by depth: so many of its classes are cheap enough to matter */
    size_t count;
    uint64_t relations;      /* that tie them */
    struct gj_reach *after;  /* depth × relation: what rows from that depth on may add; words NULL where unknown */
    uint64_t free_after[MOST_ROWS + 1];
    int least_after[MOST_ROWS + 1];
    size_t fixed_row, fixed_class; /* SIZE_MAX where none is */
    struct gj_joint_class *path[MOST_ROWS];
    int bound;               /* only cheaper choices are looked for */
    size_t steps, steps_all;
    bool is_cut_short;
};

static const struct gj_reach *after(const struct search *search, size_t depth, size_t relation) {
    return &search->after[depth * search->joint->relation_count + relation];
}

static bool can_hold(const struct search *search, size_t depth, size_t relation, int64_t sum) {
    const struct gj_reach *reach = after(search, depth, relation);
    return depth == search->count ? sum == 0 : !reach->words || gj_reach_holds(reach, -sum);
}

/* What has been chosen so far; the sums are those of the first relation_count relations. */
struct partial {
    int cost; /* with that of the relations that cannot hold any more */
    uint64_t free, violated;
    int64_t sums[GJ_MOST_TIES];
};

static void copy_partial(const struct search *search, const struct partial *from, struct partial *to) {
    to->cost = from->cost;
    to->free = from->free;
    to->violated = from->violated;
    memcpy(to->sums, from->sums, search->joint->relation_count * sizeof *to->sums);
}

static void take(const struct search *search, const struct gj_joint_class *taken, size_t depth, struct partial *so_far) {
    so_far->cost += taken->cost;
    so_far->free |= taken->frees;
    for (size_t i = 0; i < search->joint->relation_count; i++) {
        uint64_t bit = UINT64_C(1) << i;
        if (!(search->relations & bit))
            continue;
        so_far->sums[i] += taken->adds[i];
        if (so_far->violated & bit || so_far->free & bit || search->free_after[depth + 1] & bit ||
            can_hold(search, depth + 1, i, so_far->sums[i]))
            continue;
        so_far->violated |= bit;
        so_far->cost += GJ_COST_VIOLATED;
    }
}

static void keep(struct search *search, int cost) {
    search->bound = cost;
    for (size_t i = 0; i < search->count; i++)
        if (cost < search->path[i]->behind)
            search->path[i]->behind = cost;
}

static void visit(struct search *search, size_t depth, const struct partial *so_far) {
    if (depth == search->count) {
        keep(search, so_far->cost);
        return;
    }
    struct gj_joint_row *row = &search->joint->rows[search->order[depth]];
    bool fixed = search->order[depth] == search->fixed_row;
    for (size_t i = fixed ? search->fixed_class : 0; i < search->usable[depth]; i++) {
        int rest = search->least_after[depth + 1];
        if (so_far->cost + row->classes[i].cost + rest >= search->bound)
            break;
        if (search->steps++ >= MOST_STEPS || search->steps_all++ >= MOST_STEPS_ALL) {
            search->is_cut_short = true;
            return;
        }
        struct partial next;
        copy_partial(search, so_far, &next);
        take(search, &row->classes[i], depth, &next);
        search->path[depth] = &row->classes[i];
        if (next.cost + rest < search->bound)
            visit(search, depth + 1, &next);
        if (fixed || search->is_cut_short)
            break;
    }
}

/* The least cost below bound, or bound; is_cut_short where that is not sure. */
static int find_least(struct search *search, int bound) {
    struct partial start = {.cost = 0};
    memcpy(start.sums, search->joint->base, search->joint->relation_count * sizeof *start.sums);
    search->bound = bound;
    search->steps = 0;
    search->is_cut_short = false;
    visit(search, 0, &start);
    return search->bound;
}

/* ------------------------------------------------------------------ what the rows that follow can add */

static bool list_adds(struct search *search, size_t depth, size_t relation, struct gj_sums *sums) {
    const struct gj_joint_row *source = &search->joint->rows[search->order[depth]];
    sums->count = search->usable[depth];
    sums->items = gj_arena_array(search->joint->arena, sums->count, sizeof *sums->items);
    if (!sums->items)
        return false;
    for (size_t i = 0; i < sums->count; i++)
        sums->items[i] = source->classes[i].adds[relation];
    gj_sums_sort(sums);
    return true;
}

static bool look_ahead(struct search *search) {
    struct gj_joint *joint = search->joint;
    search->after = gj_arena_array(joint->arena, (search->count + 1) * joint->relation_count, sizeof *search->after);
    if (!search->after)
        return false;
    joint->scratch->used = 0;
    search->free_after[search->count] = 0;
    search->least_after[search->count] = 0;
    for (size_t i = 0; i < joint->relation_count; i++)
        gj_reach_open(joint->scratch, &search->after[search->count * joint->relation_count + i]);
    for (size_t depth = search->count; depth-- > 0;) {
        const struct gj_joint_row *row = &joint->rows[search->order[depth]];
        search->least_after[depth] = search->least_after[depth + 1] + row->classes[0].cost;
        search->free_after[depth] = search->free_after[depth + 1];
        for (size_t i = 0; i < search->usable[depth]; i++)
            search->free_after[depth] |= row->classes[i].frees;
        for (size_t i = 0; i < joint->relation_count; i++) {
            struct gj_reach *to = &search->after[depth * joint->relation_count + i];
            const struct gj_reach *from = after(search, depth + 1, i);
            struct gj_sums sums;
            if (!(search->relations >> i & 1) || !from->words)
                continue;
            if (!list_adds(search, depth, i, &sums))
                return false;
            if (!gj_reach_combine(joint->scratch, from, &sums, to))
                to->words = NULL;
        }
    }
    return true;
}

/* ------------------------------------------------------------------ one component */

static struct gj_joint_class *class_at(const struct search *search, size_t depth, size_t index) {
    return &search->joint->rows[search->order[depth]].classes[index];
}

static void use_all(struct search *search) {
    for (size_t i = 0; i < search->count; i++)
        search->usable[i] = search->joint->rows[search->order[i]].count;
}

/* What any choice costs at least: the cheapest class of each row, and the relations that no choice can satisfy. */
static int least_cost(const struct search *search) {
    int cost = search->least_after[0];
    for (size_t i = 0; i < search->joint->relation_count; i++)
        if (search->relations >> i & 1 && !(search->free_after[0] >> i & 1) &&
            !can_hold(search, 0, i, search->joint->base[i]))
            cost += GJ_COST_VIOLATED;
    return cost;
}

/* Sets aside classes so dear that no choice with them is cheaper than bound; false where there are none. */
static bool set_aside(struct search *search, int bound) {
    int slack = bound - least_cost(search);
    bool any = false;
    for (size_t i = 0; i < search->count; i++) {
        size_t usable = search->usable[i];
        while (usable > 1 && class_at(search, i, usable - 1)->cost - class_at(search, i, 0)->cost >= slack)
            usable--;
        any |= usable < search->usable[i];
        search->usable[i] = usable;
    }
    return any;
}

/* The cheapest choice. What it costs rules classes out, and the fewer there are the sooner the relations tell. */
static bool find_best(struct search *search, int *best) {
    *best = INT_MAX;
    do {
        if (!look_ahead(search))
            return false;
        if (*best == INT_MAX || search->is_cut_short)
            *best = find_least(search, *best);
    } while (set_aside(search, *best + GJ_THIN_MARGIN));
    return true;
}

/* Looks for the best choice with one class, if it is cheaper than bound. */
static void measure(struct search *search, size_t depth, size_t class, int bound) {
    const struct gj_joint_class *asked = class_at(search, depth, class);
    search->fixed_row = search->order[depth];
    search->fixed_class = class;
    find_least(search, asked->behind < bound ? asked->behind : bound);
    search->fixed_row = SIZE_MAX;
}

/* First what matters most: which classes are no more than a thin margin behind. */
static void find_rivals(struct search *search, int best) {
    for (size_t i = 0; i < search->count; i++)
        for (size_t j = 0; j < search->usable[i]; j++) {
            int *behind = &class_at(search, i, j)->behind;
            search->is_cut_short = false;
            if (*behind > best)
                measure(search, i, j, best + GJ_THIN_MARGIN);
            if (search->is_cut_short)
                *behind = best;
            search->joint->limited |= search->is_cut_short;
        }
}

/* Then how far the others are; where that takes too long they are given the least that it can be. */
static void find_margins(struct search *search, int best, int limit) {
    for (size_t i = 0; i < search->count; i++)
        for (size_t j = 0; j < search->usable[i]; j++) {
            int *behind = &class_at(search, i, j)->behind;
            search->is_cut_short = false;
            if (*behind >= best + GJ_THIN_MARGIN)
                measure(search, i, j, best + limit);
            if (search->is_cut_short)
                *behind = best + GJ_THIN_MARGIN;
            *behind = *behind - best < limit ? *behind - best : limit;
        }
}

/* A search cut short leaves open what was not set aside. */
static void leave_open(struct search *search, int best) {
    search->joint->limited = true;
    for (size_t i = 0; i < search->count; i++)
        for (size_t j = 0; j < search->usable[i]; j++)
            class_at(search, i, j)->behind = best;
}

static void sort_rows(struct search *search) {
    for (size_t i = 1; i < search->count; i++)
        for (size_t j = i; j > 0; j--) {
            size_t a = search->order[j - 1], b = search->order[j];
            if (search->joint->rows[a].count <= search->joint->rows[b].count)
                break;
            search->order[j - 1] = b;
            search->order[j] = a;
        }
}

static bool solve_component(struct search *search, int limit) {
    int best;
    search->fixed_row = SIZE_MAX;
    search->is_cut_short = false;
    sort_rows(search);
    use_all(search);
    if (!find_best(search, &best))
        return false;
    if (search->is_cut_short)
        leave_open(search, best);
    else
        find_rivals(search, best);
    use_all(search);
    if (!look_ahead(search))
        return false;
    find_margins(search, best, limit);
    return true;
}

/* ------------------------------------------------------------------ components */

/* The relations that the choice for a row makes a difference to; what it always adds goes to the base. */
static uint64_t find_ties(struct gj_joint *joint, struct gj_joint_row *row) {
    uint64_t ties = 0;
    for (size_t i = 0; i < joint->relation_count; i++) {
        bool differs = false;
        for (size_t j = 0; j < row->count; j++)
            differs |= row->classes[j].adds[i] != row->classes[0].adds[i] || row->classes[j].frees >> i & 1;
        if (differs) {
            ties |= UINT64_C(1) << i;
            continue;
        }
        joint->base[i] += row->classes[0].adds[i];
        for (size_t j = 0; j < row->count; j++)
            row->classes[j].adds[i] = 0;
    }
    return ties;
}

/* Moves the rows that the component's relations tie, and those that these tie in turn, from left to the component. */
static void gather(struct search *search, const uint64_t *ties, bool *taken) {
    bool grown = true;
    while (grown) {
        grown = false;
        for (size_t i = 0; i < search->joint->row_count; i++) {
            if (taken[i] || !(ties[i] & search->relations))
                continue;
            taken[i] = grown = true;
            search->relations |= ties[i];
            if (search->count < MOST_ROWS)
                search->order[search->count] = i;
            search->count++;
        }
    }
}

/* A row that no relation ties to others: its classes are as far behind as they cost. */
static void solve_alone(struct gj_joint_row *row, int limit) {
    for (size_t i = row->count; i-- > 0;) {
        int behind = row->classes[i].cost - row->classes[0].cost;
        row->classes[i].behind = behind < limit ? behind : limit;
    }
}

bool gj_joint_solve(struct gj_joint *joint, int limit) {
    bool *taken = gj_arena_array(joint->arena, joint->row_count, sizeof *taken);
    uint64_t *ties = gj_arena_array(joint->arena, joint->row_count, sizeof *ties);
    struct search *search = gj_arena_take(joint->arena, sizeof *search);
    if (!taken || !ties || !search)
        return false;
    memset(search, 0, sizeof *search);
    search->joint = joint;
    for (size_t i = 0; i < joint->row_count; i++) {
        ties[i] = find_ties(joint, &joint->rows[i]);
        for (size_t j = 0; j < joint->rows[i].count; j++)
            joint->rows[i].classes[j].behind = INT_MAX;
    }
    for (size_t i = 0; i < joint->row_count; i++) {
        if (!ties[i])
            solve_alone(&joint->rows[i], limit);
        if (taken[i] || !ties[i])
            continue;
        search->count = 0;
        search->relations = ties[i];
        gather(search, ties, taken);
        if (search->count > MOST_ROWS)
            joint->limited = true;
        else if (!solve_component(search, limit))
            return false;
    }
    for (size_t i = 0; i < joint->row_count; i++) /* rows beyond the limit */
        for (size_t j = 0; j < joint->rows[i].count; j++)
            if (joint->rows[i].classes[j].behind == INT_MAX)
                joint->rows[i].classes[j].behind = 0;
    return true;
}
