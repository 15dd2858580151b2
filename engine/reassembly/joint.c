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
    int64_t *sums;           /* of the others that tie the component, in their order; 0 of those */
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
    uint64_t relations;                       /* that tie them, */
    size_t tied[GJ_MOST_TIES], tied_count;    /* the same, one by one */
    uint8_t touched[MOST_ROWS][GJ_MOST_TIES]; /* of each depth: places in tied of those that a step may say more of */
    size_t touched_count[MOST_ROWS];
    struct gj_reach *after; /* depth × relation: what rows from that depth on may add; words NULL where unknown */
    uint64_t free_after[MOST_ROWS + 1];
    int least_after[MOST_ROWS + 1];
    struct state *states; /* room for MOST_STATES */
    size_t state_count;
    int64_t *sums[2]; /* tied_count for each state, of two layers: the one being made is the second by turns */
    size_t layer[MOST_ROWS + 2]; /* first state of each depth */
    struct step *steps;          /* room for MOST_STEPS */
    size_t step_count;
    size_t step_layer[MOST_ROWS + 1];
    uint32_t *buckets;               /* hash table over the states of the layer being made, by number */
    uint32_t run_first, layer_first; /* numbers of the first state of this run, and of the layer: those of states are
                                        counted on from run to run, from 1, so that what is less is no entry */
    size_t steps_all;
    bool is_cut_short;
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
    for (size_t i = 0; i < search->tied_count; i++)
        hash = (hash ^ (uint64_t)state->sums[i]) * GJ_HASH_GOLDEN ^ hash >> 29;
    return hash;
}

static bool same_state(const struct search *search, const struct state *a, const struct state *b) {
    return a->free == b->free && a->violated == b->violated &&
           memcmp(a->sums, b->sums, search->tied_count * sizeof *a->sums) == 0;
}

/* The next free state; its sums are to be filled in. NULL where there are too many. */
static struct state *new_state(struct search *search) {
    search->is_cut_short |= search->state_count == MOST_STATES;
    if (search->is_cut_short)
        return NULL;
    struct state *state = &search->states[search->state_count];
    size_t in_layer = search->run_first + search->state_count - search->layer_first;
    *state = (struct state){.forward = INT_MAX, .backward = INT_MAX};
    state->sums = search->sums[1] + in_layer * search->tied_count;
    return state;
}

static void begin_layer(struct search *search) {
    int64_t *sums = search->sums[0];
    search->sums[0] = search->sums[1];
    search->sums[1] = sums;
    search->layer_first = search->run_first + (uint32_t)search->state_count;
}

/* The state's index: that of an equal one of its layer, or its own, and it is then taken in. */
static uint32_t find_state(struct search *search, const struct state *state) {
    size_t mask = ((size_t)1 << BUCKET_BITS) - 1, at = (size_t)(hash_state(search, state) >> 40) & mask;
    while (search->buckets[at] >= search->layer_first) {
        uint32_t index = search->buckets[at] - search->run_first;
        if (same_state(search, state, &search->states[index]))
            return index;
        at = (at + 1) & mask;
    }
    search->buckets[at] = search->run_first + (uint32_t)search->state_count;
    return (uint32_t)search->state_count++;
}

/* Adds a class to a state; what that costs, with the relations that cannot hold any more. */
static int take(const struct search *search, const struct gj_joint_class *taken, size_t depth, struct state *state) {
    int cost = taken->cost;
    state->free |= taken->frees & search->relations;
    for (size_t touched = 0; touched < search->touched_count[depth]; touched++) {
        size_t i = search->touched[depth][touched], relation = search->tied[i];
        uint64_t bit = UINT64_C(1) << relation;
        if (state->violated & bit)
            continue;
        state->sums[i] += taken->adds[relation];
        if (state->free & bit)
            state->sums[i] = 0;
        else if (!(search->free_after[depth + 1] & bit) && !can_hold(search, depth + 1, relation, state->sums[i])) {
            state->violated |= bit;
            state->sums[i] = 0;
            cost += GJ_COST_VIOLATED;
        }
    }
    return cost;
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
        memcpy(next->sums, search->states[from].sums, search->tied_count * sizeof *next->sums);
        int cost = take(search, class, depth, next);
        if (so_far + cost + rest >= bound)
            continue;
        uint32_t to = find_state(search, next);
        if (so_far + cost < search->states[to].forward)
            search->states[to].forward = so_far + cost;
        search->steps[search->step_count++] = (struct step){from, to, (uint32_t)i, cost};
    }
    return true;
}

static bool start(struct search *search) {
    const struct gj_joint *joint = search->joint;
    search->run_first += (uint32_t)search->state_count;
    search->state_count = search->step_count = 0;
    begin_layer(search);
    search->is_cut_short = false;
    struct state *first = new_state(search);
    if (!first)
        return false;
    for (size_t i = 0; i < search->tied_count; i++)
        first->sums[i] = joint->base[search->tied[i]];
    first->forward = 0;
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
        begin_layer(search);
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
    sums->items = gj_arena_room(search->joint->arena, search->usable[depth], sizeof *sums->items);
    if (!sums->items)
        return false;
    sums->count = 0;
    for (size_t i = 0; i < search->usable[depth]; i++) {
        int64_t add = class_at(search, depth, i)->adds[relation];
        if (!sums->count || sums->items[sums->count - 1] != add)
            sums->items[sums->count++] = add;
    }
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

/* A step says more of a relation that it may add to, or leave undecided, or whose sums become known again; the first
 * step says what the base leaves open. */
static bool touches(const struct search *search, size_t depth, size_t relation) {
    bool touches = !depth || (!after(search, depth, relation)->words && after(search, depth + 1, relation)->words);
    for (size_t i = 0; i < search->usable[depth] && !touches; i++) {
        const struct gj_joint_class *class = class_at(search, depth, i);
        touches = class->adds[relation] || class->frees >> relation & 1;
    }
    return touches;
}

static void find_touched(struct search *search, size_t depth) {
    search->touched_count[depth] = 0;
    for (size_t i = 0; i < search->tied_count; i++)
        if (touches(search, depth, search->tied[i]))
            search->touched[depth][search->touched_count[depth]++] = (uint8_t)i;
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
    for (size_t depth = 0; depth < search->count; depth++)
        find_touched(search, depth);
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
        if (search->is_cut_short)
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
    search->count = search->tied_count = 0;
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
    for (size_t i = 0; i < search->joint->relation_count; i++)
        if (search->relations >> i & 1)
            search->tied[search->tied_count++] = i;
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
    search->run_first = 1;
    return search->after;
}

/* Room for states: only as much of it is looked at as there are. */
static bool open_states(struct search *search) {
    struct gj_joint *joint = search->joint;
    size_t room = MOST_STATES * joint->relation_count;
    search->states = gj_arena_room(joint->arena, MOST_STATES, sizeof *search->states);
    search->steps = gj_arena_room(joint->arena, MOST_STEPS, sizeof *search->steps);
    search->sums[0] = gj_arena_room(joint->arena, room, sizeof *search->sums[0]);
    search->sums[1] = gj_arena_room(joint->arena, room, sizeof *search->sums[1]);
    search->buckets = gj_arena_array(joint->arena, (size_t)1 << BUCKET_BITS, sizeof *search->buckets);
    return search->states && search->steps && search->sums[0] && search->sums[1] && search->buckets;
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
    if (!taken || !ties || !search || !open_search(search, joint) || !open_states(search))
        return false;
    for (size_t i = 0; i < joint->row_count; i++) {
        if (taken[i] || !ties[i])
            continue;
        search->relations = ties[i];
        if (gather(search, ties, taken))
            solve_component(search, limit);
        else
            joint->limited = true;
    }
    open_rest(joint);
    return !joint->arena->failed;
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
