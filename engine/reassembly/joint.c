/*
 * Dynamic programming over the rows of a component, those that relations tie together. A state is what the rows chosen
 * so far have added to each relation; choices that come to the same state are one from there on, and only the cheapest
 * is kept. Forward and backward costs of all states give, for each class of each row, the cheapest choice with it (as
 * in align.c, over sums in place of labels). A choice costs what its classes cost, and GJ_COST_VIOLATED for each
 * relation that does not come out; one is known not to as soon as the rows still to choose cannot add what is left to 0
 * (the sums that they can reach are kept for each depth; Trick, see consistency.c). States that cannot be part of a
 * choice cheaper than a bound are not followed, and the bound is raised until the best choice lies under it.
 */
#include "joint.h"

#include <limits.h>
#include <string.h>

#include "costs.h"
#include "hash.h"

/* Steps of one run over the rows, and of all runs of a report, after which what is open stays so. */
enum { MOST_ROWS = 64, MOST_STEPS = 40000, MOST_STEPS_ALL = 100000, FIRST_BOUND = 60 };
enum { BUCKET_BITS = 16, MOST_STATES = 1 << 15 };

struct state {
    int forward, backward;
    uint64_t free, violated; /* relations of which nothing more can be said */
    int64_t *sums;           /* of the others; 0 of those */
};

/* From state to state by a class of the row at that depth. */
struct step {
    uint32_t from, to, class;
    int cost;
};

struct search {
    struct gj_joint *joint;
    size_t order[MOST_ROWS];  /* rows of this component, those with the fewest classes first */
    size_t usable[MOST_ROWS]; /* of each of them, by depth: so many of its classes are cheap enough to matter */
    size_t count;
    uint64_t relations;     /* that tie them */
    struct gj_reach *after; /* depth × relation: what rows from that depth on may add; words NULL where unknown */
    uint64_t free_after[MOST_ROWS + 1];
    int least_after[MOST_ROWS + 1];
    struct state *states;
    size_t state_count, state_capacity;
    int64_t *sums;               /* relation_count for each of MOST_STATES states */
    size_t layer[MOST_ROWS + 2]; /* first state of each depth */
    struct step *steps;
    size_t step_count, step_capacity;
    size_t step_layer[MOST_ROWS + 1];
    uint32_t *buckets; /* hash table over the states of the layer being made: index plus 1 */
    size_t steps_all;
    bool is_cut_short;
    bool failed;
};

static const struct gj_reach *after(const struct search *search, size_t depth, size_t relation) {
    return &search->after[depth * search->joint->relation_count + relation];
}

static bool can_hold(const struct search *search, size_t depth, size_t relation, int64_t sum) {
    const struct gj_reach *reach = after(search, depth, relation);
    return depth == search->count ? sum == 0 : !reach->words || gj_reach_holds(reach, -sum);
}

static struct gj_joint_class *class_at(const struct search *search, size_t depth, size_t index) {
    return &search->joint->rows[search->order[depth]].classes[index];
}

/* ------------------------------------------------------------------ states */

static uint64_t hash_state(const struct search *search, const struct state *state) {
    uint64_t hash = state->free * GJ_HASH_GOLDEN ^ state->violated;
    for (size_t i = 0; i < search->joint->relation_count; i++)
        hash = (hash ^ (uint64_t)state->sums[i]) * GJ_HASH_GOLDEN ^ hash >> 29;
    return hash;
}

static bool same_state(const struct search *search, const struct state *a, const struct state *b) {
    return a->free == b->free && a->violated == b->violated &&
           memcmp(a->sums, b->sums, search->joint->relation_count * sizeof *a->sums) == 0;
}

/* The next free state; its sums are to be filled in. NULL where there are too many. */
static struct state *new_state(struct search *search) {
    search->is_cut_short |= search->state_count == MOST_STATES;
    if (search->is_cut_short)
        return NULL;
    search->states = gj_arena_grow(search->joint->arena, search->states, search->state_count, &search->state_capacity,
                                   sizeof *search->states);
    search->failed |= !search->states;
    if (search->failed)
        return NULL;
    struct state *state = &search->states[search->state_count];
    *state = (struct state){.forward = INT_MAX, .backward = INT_MAX};
    state->sums = search->sums + search->state_count * search->joint->relation_count;
    return state;
}

/* The state's index: that of an equal one of its layer, or its own, and it is then taken in. */
static uint32_t find_state(struct search *search, const struct state *state) {
    size_t mask = ((size_t)1 << BUCKET_BITS) - 1, at = (size_t)(hash_state(search, state) >> 40) & mask;
    while (search->buckets[at]) {
        if (same_state(search, state, &search->states[search->buckets[at] - 1]))
            return search->buckets[at] - 1;
        at = (at + 1) & mask;
    }
    search->buckets[at] = (uint32_t)++search->state_count;
    return search->buckets[at] - 1;
}

/* Adds a class to a state; what that costs, with the relations that cannot hold any more. */
static int take(const struct search *search, const struct gj_joint_class *taken, size_t depth, struct state *state) {
    int cost = taken->cost;
    state->free |= taken->frees & search->relations;
    for (size_t i = 0; i < search->joint->relation_count; i++) {
        uint64_t bit = UINT64_C(1) << i;
        if (!(search->relations & bit) || state->violated & bit)
            continue;
        state->sums[i] += taken->adds[i];
        if (state->free & bit)
            state->sums[i] = 0;
        else if (!(search->free_after[depth + 1] & bit) && !can_hold(search, depth + 1, i, state->sums[i])) {
            state->violated |= bit;
            state->sums[i] = 0;
            cost += GJ_COST_VIOLATED;
        }
    }
    return cost;
}

static bool add_step(struct search *search, uint32_t from, uint32_t to, uint32_t class, int cost) {
    search->steps = gj_arena_grow(search->joint->arena, search->steps, search->step_count, &search->step_capacity,
                                  sizeof *search->steps);
    search->failed |= !search->steps;
    if (search->failed)
        return false;
    search->steps[search->step_count++] = (struct step){from, to, class, cost};
    return true;
}

/* All steps from one state by which a choice may come out cheaper than bound. */
static bool expand(struct search *search, uint32_t from, size_t depth, int bound) {
    for (size_t i = 0; i < search->usable[depth]; i++) {
        const struct gj_joint_class *class = class_at(search, depth, i);
        int so_far = search->states[from].forward, rest = search->least_after[depth + 1];
        if (so_far + class->cost + rest >= bound)
            break;
        search->is_cut_short |= search->step_count >= MOST_STEPS || search->steps_all++ >= MOST_STEPS_ALL;
        struct state *next = search->is_cut_short ? NULL : new_state(search);
        if (!next)
            return false;
        next->free = search->states[from].free;
        next->violated = search->states[from].violated;
        memcpy(next->sums, search->states[from].sums, search->joint->relation_count * sizeof *next->sums);
        int cost = take(search, class, depth, next);
        if (so_far + cost + rest >= bound)
            continue;
        uint32_t to = find_state(search, next);
        if (so_far + cost < search->states[to].forward)
            search->states[to].forward = so_far + cost;
        if (!add_step(search, from, to, (uint32_t)i, cost))
            return false;
    }
    return true;
}

static bool start(struct search *search) {
    const struct gj_joint *joint = search->joint;
    search->state_count = search->step_count = 0;
    search->is_cut_short = false;
    struct state *first = new_state(search);
    if (!first)
        return false;
    memcpy(first->sums, joint->base, joint->relation_count * sizeof *first->sums);
    first->forward = 0;
    for (size_t i = 0; i < joint->relation_count; i++)
        if (!(search->relations >> i & 1))
            first->sums[i] = 0;
    search->state_count = 1;
    search->layer[0] = 0;
    search->layer[1] = 1;
    return true;
}

/* Follows all choices cheaper than bound; the least cost of any, or INT_MAX where there is none. Sets is_cut_short
 * where that is not known. */
static int run(struct search *search, int bound) {
    if (!start(search))
        return INT_MAX;
    for (size_t depth = 0; depth < search->count; depth++) {
        memset(search->buckets, 0, sizeof *search->buckets << BUCKET_BITS);
        search->step_layer[depth] = search->step_count;
        for (size_t i = search->layer[depth]; i < search->layer[depth + 1]; i++)
            if (!expand(search, (uint32_t)i, depth, bound))
                return INT_MAX;
        search->layer[depth + 2] = search->state_count;
    }
    search->step_layer[search->count] = search->step_count;
    int best = INT_MAX;
    for (size_t i = search->layer[search->count]; i < search->state_count; i++) {
        search->states[i].backward = 0;
        best = search->states[i].forward < best ? search->states[i].forward : best;
    }
    return best;
}

/* After a run: the cheapest choice with each class, as far as it lay under the bound. */
static void read_backward(struct search *search) {
    for (size_t depth = search->count; depth-- > 0;)
        for (size_t i = search->step_layer[depth]; i < search->step_layer[depth + 1]; i++) {
            const struct step *step = &search->steps[i];
            struct state *from = &search->states[step->from];
            int behind = search->states[step->to].backward, *least = &class_at(search, depth, step->class)->behind;
            if (behind == INT_MAX)
                continue;
            behind += step->cost;
            from->backward = behind < from->backward ? behind : from->backward;
            *least = from->forward + behind < *least ? from->forward + behind : *least;
        }
}

/* ------------------------------------------------------------------ what the rows that follow can add */

static bool list_adds(struct search *search, size_t depth, size_t relation, struct gj_sums *sums) {
    sums->count = search->usable[depth];
    sums->items = gj_arena_array(search->joint->arena, sums->count, sizeof *sums->items);
    if (!sums->items)
        return false;
    for (size_t i = 0; i < sums->count; i++)
        sums->items[i] = class_at(search, depth, i)->adds[relation];
    gj_sums_sort(sums);
    return true;
}

static bool look_behind_row(struct search *search, size_t depth) {
    struct gj_joint *joint = search->joint;
    search->least_after[depth] = search->least_after[depth + 1] + class_at(search, depth, 0)->cost;
    search->free_after[depth] = search->free_after[depth + 1];
    for (size_t i = 0; i < search->usable[depth]; i++)
        search->free_after[depth] |= class_at(search, depth, i)->frees;
    for (size_t i = 0; i < joint->relation_count; i++) {
        struct gj_reach *to = &search->after[depth * joint->relation_count + i];
        const struct gj_reach *from = after(search, depth + 1, i);
        struct gj_sums sums;
        to->words = NULL;
        if (!(search->relations >> i & 1) || !from->words)
            continue;
        if (!list_adds(search, depth, i, &sums))
            return false;
        if (!gj_reach_combine(joint->scratch, from, &sums, to))
            to->words = NULL;
    }
    return true;
}

static bool look_ahead(struct search *search) {
    struct gj_joint *joint = search->joint;
    joint->scratch->used = 0;
    search->free_after[search->count] = 0;
    search->least_after[search->count] = 0;
    for (size_t i = 0; i < joint->relation_count; i++)
        gj_reach_open(joint->scratch, &search->after[search->count * joint->relation_count + i]);
    for (size_t depth = search->count; depth-- > 0;)
        if (!look_behind_row(search, depth))
            return false;
    return true;
}

/* ------------------------------------------------------------------ one component */

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

/* Sets aside classes so dear that no choice with them is cheaper than bound, and looks ahead anew: the fewer there
 * are, the sooner the relations tell. */
static bool set_aside(struct search *search, int bound) {
    bool any = true;
    use_all(search);
    while (any) {
        if (!look_ahead(search))
            return false;
        int slack = bound - least_cost(search);
        any = false;
        for (size_t i = 0; i < search->count; i++) {
            size_t usable = search->usable[i];
            while (usable > 1 && class_at(search, i, usable - 1)->cost - class_at(search, i, 0)->cost >= slack)
                usable--;
            any |= usable < search->usable[i];
            search->usable[i] = usable;
        }
    }
    return true;
}

/* The least cost of all; INT_MAX where it was not found. *bound is the one that it was found under. */
static int find_best(struct search *search, int *bound) {
    int best = INT_MAX;
    use_all(search);
    if (!look_ahead(search))
        return INT_MAX;
    int least = least_cost(search);
    for (int step = FIRST_BOUND; best == INT_MAX; step *= 2) {
        *bound = least + step;
        if (!set_aside(search, *bound))
            return INT_MAX;
        best = run(search, *bound);
        if (search->is_cut_short || search->failed)
            return INT_MAX;
    }
    return best;
}

/* A search cut short leaves open what was not set aside. */
static void leave_open(struct search *search) {
    search->joint->limited = true;
    for (size_t i = 0; i < search->count; i++)
        for (size_t j = 0; j < search->joint->rows[search->order[i]].count; j++)
            class_at(search, i, j)->behind = j < search->usable[i] ? 0 : GJ_THIN_MARGIN;
}

/* How far each class is behind; those that a bound left out, which lies so far behind, by so much. */
static void write_behind(struct search *search, int best, int left_out, int limit) {
    for (size_t i = 0; i < search->count; i++)
        for (size_t j = 0; j < search->joint->rows[search->order[i]].count; j++) {
            int *behind = &class_at(search, i, j)->behind;
            *behind = *behind == INT_MAX ? left_out : *behind - best;
            *behind = *behind < limit ? *behind : limit;
        }
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

/* First which classes are no more than a thin margin behind, as that is what matters; then how far the others are,
 * unless that takes too long. */
static void solve_component(struct search *search, int limit) {
    int bound, best = INT_MAX, margin = GJ_THIN_MARGIN;
    sort_rows(search);
    best = find_best(search, &bound);
    if (best != INT_MAX && bound < best + margin && set_aside(search, best + margin))
        run(search, best + margin);
    if (search->failed)
        return;
    if (best == INT_MAX || search->is_cut_short) {
        leave_open(search);
        return;
    }
    search->joint->best += best;
    read_backward(search);
    for (int wider = 2 * margin; margin < limit; wider *= 2) {
        wider = wider < limit ? wider : limit;
        if (!set_aside(search, best + wider) || run(search, best + wider) == INT_MAX || search->is_cut_short)
            break;
        read_backward(search);
        margin = wider;
    }
    write_behind(search, best, margin, limit);
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

/* Moves the rows that the component's relations tie, and those that these tie in turn, to the component. false where
 * they are too many. */
static bool gather(struct search *search, const uint64_t *ties, bool *taken) {
    bool grown = true, good = true;
    search->count = 0;
    while (grown) {
        grown = false;
        for (size_t i = 0; i < search->joint->row_count; i++) {
            if (taken[i] || !(ties[i] & search->relations))
                continue;
            taken[i] = grown = true;
            search->relations |= ties[i];
            good = search->count < MOST_ROWS;
            if (good)
                search->order[search->count++] = i;
        }
    }
    return good;
}

/* A row that no relation ties to others: its classes are as far behind as they cost. */
static void solve_alone(struct gj_joint_row *row, int limit) {
    for (size_t i = row->count; i-- > 0;) {
        int behind = row->classes[i].cost - row->classes[0].cost;
        row->classes[i].behind = behind < limit ? behind : limit;
    }
}

static bool open_search(struct search *search, struct gj_joint *joint) {
    memset(search, 0, sizeof *search);
    search->joint = joint;
    search->after = gj_arena_array(joint->arena, (MOST_ROWS + 1) * joint->relation_count, sizeof *search->after);
    search->sums = gj_arena_array(joint->arena, (MOST_STATES + 1) * joint->relation_count, sizeof *search->sums);
    search->buckets = gj_arena_array(joint->arena, (size_t)1 << BUCKET_BITS, sizeof *search->buckets);
    return search->after && search->sums && search->buckets;
}

/* What a limit kept from being compared stays open. */
static void open_rest(struct gj_joint *joint) {
    for (size_t i = 0; i < joint->row_count; i++)
        for (size_t j = 0; j < joint->rows[i].count; j++)
            if (joint->rows[i].classes[j].behind == INT_MAX)
                joint->rows[i].classes[j].behind = 0;
}

/* Finds each row's ties, and makes a component of one row of those that have none. NULL where memory ends. */
static uint64_t *open_rows(struct gj_joint *joint, int limit) {
    uint64_t *ties = gj_arena_array(joint->arena, joint->row_count, sizeof *ties), tied = 0;
    for (size_t i = 0; ties && i < joint->row_count; i++) {
        ties[i] = find_ties(joint, &joint->rows[i]);
        tied |= ties[i];
        for (size_t j = 0; j < joint->rows[i].count; j++)
            joint->rows[i].classes[j].behind = INT_MAX;
        if (ties[i])
            continue;
        solve_alone(&joint->rows[i], limit);
        joint->best += joint->rows[i].classes[0].cost;
    }
    for (size_t i = 0; i < joint->relation_count; i++)
        joint->best += !(tied >> i & 1) && joint->base[i] ? GJ_COST_VIOLATED : 0;
    return ties;
}

bool gj_joint_solve(struct gj_joint *joint, int limit) {
    bool *taken = gj_arena_array(joint->arena, joint->row_count, sizeof *taken);
    uint64_t *ties = open_rows(joint, limit);
    struct search *search = gj_arena_take(joint->arena, sizeof *search);
    if (!taken || !ties || !search || !open_search(search, joint))
        return false;
    for (size_t i = 0; i < joint->row_count; i++) {
        if (taken[i] || !ties[i])
            continue;
        search->relations = ties[i];
        if (gather(search, ties, taken))
            solve_component(search, limit);
        else
            joint->limited = true;
        if (search->failed)
            return false;
    }
    open_rest(joint);
    return true;
}

bool gj_joint_least(struct gj_joint *joint, long *least) {
    bool *taken = gj_arena_array(joint->arena, joint->row_count, sizeof *taken);
    uint64_t *ties = open_rows(joint, 0);
    struct search *search = gj_arena_take(joint->arena, sizeof *search);
    if (!taken || !ties || !search || !open_search(search, joint))
        return false;
    *least = joint->best;
    for (size_t i = 0; i < joint->row_count; i++) {
        if (taken[i] || !ties[i])
            continue;
        search->relations = ties[i];
        gather(search, ties, taken);
        use_all(search);
        if (!look_ahead(search))
            return false;
        *least += least_cost(search);
    }
    return true;
}
