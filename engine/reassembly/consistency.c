/*
 * Consistency: where blank cells left no trace nearly every row is open, and all their ways together are too many to
 * search at once. Each relation is then made arc consistent over the rows that are open (generalised arc consistency
 * of a linear equation by reachable sums; Trick, A Dynamic Programming Approach for Consistency and Propagation for
 * Knapsack Constraints, Annals of Operations Research 118, 2003): a way of placing a row stays only where the other
 * rows have ways that make the sum come out. A relation that no choice of ways satisfies from the first is violated,
 * and rules out nothing; what the others rule out is then in no choice that satisfies them all.
 */
#include "settle.h"

/* What one row may add to a relation, and rounds until nothing changes; past either the relation is left alone. */
enum { MOST_ROUNDS = 40, MOST_OWN = 512 };

/* What each of a row's ways adds, each sum once. */
static bool domain(const struct gj_settling *settling, const struct gj_equation *equation, size_t row,
                   struct gj_sums *sums) {
    const struct gj_choice *choice = &settling->choices->items[row];
    sums->count = 0;
    sums->items = gj_arena_array(settling->bench->arena, choice->placement_count, sizeof *sums->items);
    if (!sums->items)
        return false;
    for (size_t i = 0; i < choice->placement_count; i++) {
        int64_t *sum = &sums->items[sums->count];
        if (!gj_contribution(settling, equation, row, choice->placements[i].slots, sum))
            return false;
        sums->count += !sums->count || sum[-1] != *sum;
    }
    gj_sums_sort(sums);
    return true;
}

struct chain {
    struct gj_sums own[GJ_MOST_ROWS];         /* what the row itself may add */
    struct gj_reach before[GJ_MOST_ROWS + 1]; /* what the rows before it may add */
    struct gj_reach after[GJ_MOST_ROWS + 1];  /* what those from it on may add */
};

static bool link_rows(struct gj_settling *settling, const struct gj_equation *equation,
                      const struct gj_relation_rows *rows, struct chain *chain, bool *possible) {
    settling->scratch.used = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (!domain(settling, equation, rows->rows[i], &chain->own[i]))
            return false;
    if (!gj_reach_open(&settling->scratch, &chain->before[0]) ||
        !gj_reach_open(&settling->scratch, &chain->after[rows->count]))
        return false;
    for (size_t i = 0; i < rows->count; i++)
        if (!gj_reach_combine(&settling->scratch, &chain->before[i], &chain->own[i], &chain->before[i + 1]))
            return false;
    for (size_t i = rows->count; i-- > 0;)
        if (!gj_reach_combine(&settling->scratch, &chain->after[i + 1], &chain->own[i], &chain->after[i]))
            return false;
    *possible = gj_reach_holds(&chain->before[rows->count], 0);
    return *possible;
}

/* Sums of the other rows that make the whole come out at 0 with own. */
static bool is_supported(const struct chain *chain, size_t at, int64_t own) {
    const struct gj_reach *before = &chain->before[at];
    for (size_t bit = 0; bit < before->bits; bit++) {
        if (!(bit % 64) && !before->words[bit / 64]) {
            bit += 63;
            continue;
        }
        if (before->words[bit / 64] >> bit % 64 & 1 &&
            gj_reach_holds(&chain->after[at + 1], -own - before->lowest - (int64_t)bit))
            return true;
    }
    return false;
}

static bool prune_row(struct gj_settling *settling, const struct gj_equation *equation, const struct chain *chain,
                      size_t at, size_t row) {
    struct gj_choice *choice = &settling->choices->items[row];
    bool good[MOST_OWN];
    const struct gj_sums *own = &chain->own[at];
    if (choice->placement_count < 2 || own->count > MOST_OWN)
        return false;
    for (size_t i = 0; i < own->count; i++)
        good[i] = is_supported(chain, at, own->items[i]);
    size_t kept = 0, count = choice->placement_count;
    for (size_t i = 0; i < count; i++) {
        int64_t sum;
        gj_contribution(settling, equation, row, choice->placements[i].slots, &sum);
        size_t place = gj_sums_find(own, sum);
        if (place < own->count && good[place])
            choice->placements[kept++] = choice->placements[i];
    }
    choice->placement_count = kept;
    choice->settled_by_relations |= kept < count;
    return kept < count;
}

static bool cannot_hold(struct gj_settling *settling, const struct gj_equation *equation) {
    struct gj_relation_rows rows = {.count = 0};
    struct chain chain;
    bool possible = true;
    if (gj_list_rows(settling, equation, &rows) && rows.open)
        link_rows(settling, equation, &rows, &chain, &possible);
    return !possible;
}

static size_t count_ways(const struct gj_settling *settling, const struct gj_relation_rows *rows) {
    size_t ways = 0;
    for (size_t i = 0; i < rows->count; i++)
        ways += settling->choices->items[rows->rows[i]].placement_count;
    return ways;
}

enum verdict { RULES_OUT_NOTHING, RULES_OUT_SOME, CANNOT_HOLD };

/* *ways: of all its rows when it was asked last. Ways only get fewer: where they are as many, it says nothing new. */
static enum verdict prune(struct gj_settling *settling, const struct gj_equation *equation, size_t *ways) {
    struct gj_relation_rows rows = {.count = 0};
    struct chain chain;
    bool changed = false, possible = true;
    if (!gj_list_rows(settling, equation, &rows) || !rows.open || count_ways(settling, &rows) == *ways)
        return RULES_OUT_NOTHING;
    *ways = count_ways(settling, &rows);
    if (!link_rows(settling, equation, &rows, &chain, &possible))
        return possible ? RULES_OUT_NOTHING : CANNOT_HOLD;
    for (size_t i = 0; i < rows.count; i++)
        changed |= prune_row(settling, equation, &chain, i, rows.rows[i]);
    *ways = count_ways(settling, &rows);
    return changed ? RULES_OUT_SOME : RULES_OUT_NOTHING;
}

gj_status gj_make_consistent(struct gj_settling *settling, bool *is_sound) {
    const struct gj_template *form = settling->bench->report->form;
    bool *violated = gj_arena_array(settling->bench->arena, form->equation_count, sizeof *violated), changed = true;
    size_t *ways = gj_arena_array(settling->bench->arena, form->equation_count, sizeof *ways);
    if (!violated || !ways)
        return GJ_ERROR_MEMORY;
    *is_sound = true;
    for (size_t i = 0; i < form->equation_count; i++)
        violated[i] = cannot_hold(settling, &form->equations[i]);
    for (size_t round = 0; round < MOST_ROUNDS && changed && *is_sound; round++) {
        changed = false;
        for (size_t i = 0; i < form->equation_count; i++) {
            enum verdict verdict = violated[i] ? RULES_OUT_NOTHING : prune(settling, &form->equations[i], &ways[i]);
            changed |= verdict == RULES_OUT_SOME;
            *is_sound &= verdict != CANNOT_HOLD;
        }
    }
    return settling->bench->arena->failed ? GJ_ERROR_MEMORY : GJ_OK;
}
