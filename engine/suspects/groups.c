#include "groups.h"

/* ------------------------------------------------------------------ which columns hang together */

static size_t root_of(size_t *parents, size_t index) {
    while (parents[index] != index) {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    return index;
}

/* A blank that stays 0 is no change; it is only there because it was free to be something else. */
static bool is_change(const struct gj_problem *problem, const struct gj_change *change) {
    bool is_missing = problem->is_free[change->column] && !problem->is_blank[change->column];
    return !change->is_fixed || is_missing || change->value != problem->values[change->column];
}

/* Columns that take part: changed in a solution, or unknown, since through those one change reaches another. */
static void mark_columns(const struct gj_problem *problem, const struct gj_search_result *result, bool *takes_part) {
    for (size_t i = 0; i < problem->column_count; i++)
        takes_part[i] = problem->is_free[i];
    for (size_t i = 0; i < result->count; i++)
        for (size_t j = 0; j < result->solutions[i].count; j++)
            takes_part[result->solutions[i].changes[j].column] = true;
}

/* Joins the column to the first of each row that it stands in, which may be itself; firsts has no column for a row that
 * none stood in so far. */
static void join_column(const struct gj_problem *problem, size_t column, size_t *firsts, size_t *parents) {
    for (size_t row = 0; row < problem->row_count; row++) {
        if (problem->coefficients[row * problem->column_count + column] == 0)
            continue;
        if (firsts[row] == problem->column_count)
            firsts[row] = column;
        /* The smaller root stays, so that groups come in the order of their first columns. */
        size_t a = root_of(parents, firsts[row]);
        size_t b = root_of(parents, column);
        parents[a < b ? b : a] = a < b ? a : b;
    }
}

static void join_rows(const struct gj_problem *problem, const bool *takes_part, size_t *firsts, size_t *parents) {
    for (size_t row = 0; row < problem->row_count; row++)
        firsts[row] = problem->column_count;
    for (size_t i = 0; i < problem->column_count; i++)
        if (takes_part[i])
            join_column(problem, i, firsts, parents);
}

static gj_status number_groups(struct gj_groups *groups, struct gj_arena *arena, const struct gj_problem *problem,
                               const struct gj_search_result *result) {
    size_t count = problem->column_count;
    bool *takes_part = gj_arena_array(arena, count, sizeof *takes_part);
    size_t *parents = gj_arena_array(arena, count, sizeof *parents);
    size_t *firsts = gj_arena_array(arena, problem->row_count, sizeof *firsts);
    groups->group_of = gj_arena_array(arena, count, sizeof *groups->group_of);
    if (!takes_part || !parents || !firsts || !groups->group_of)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        parents[i] = i;
    mark_columns(problem, result, takes_part);
    join_rows(problem, takes_part, firsts, parents);
    for (size_t i = 0; i < count; i++) {
        size_t root = root_of(parents, i);
        if (!takes_part[i])
            groups->group_of[i] = GJ_NO_GROUP;
        else
            groups->group_of[i] = root == i ? groups->group_count++ : groups->group_of[root];
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ the sets of each group */

static bool is_same_change(const struct gj_change *a, const struct gj_change *b) {
    return a->column == b->column && a->is_fixed == b->is_fixed && (!a->is_fixed || a->value == b->value);
}

static bool is_same_set(const struct gj_set *a, const struct gj_set *b) {
    bool same = a->group == b->group && a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = is_same_change(a->changes[i], b->changes[i]);
    return same;
}

static bool has_set(const struct gj_groups *groups, const struct gj_set *set) {
    for (size_t i = 0; i < groups->set_count; i++)
        if (is_same_set(&groups->sets[i], set))
            return true;
    return false;
}

/* What a solution changes in one group. */
static gj_status make_set(struct gj_set *set, const struct gj_groups *groups, struct gj_arena *arena,
                          const struct gj_problem *problem, const struct gj_solution *solution, size_t group) {
    *set = (struct gj_set){.group = group, .is_fixed = true};
    set->changes = gj_arena_array(arena, solution->count, sizeof *set->changes);
    set->reasons = gj_arena_array(arena, solution->count, sizeof *set->reasons);
    if (!set->changes || !set->reasons)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < solution->count; i++) {
        const struct gj_change *change = &solution->changes[i];
        if (groups->group_of[change->column] != group || !is_change(problem, change))
            continue;
        set->changes[set->count++] = change;
        set->is_fixed = set->is_fixed && change->is_fixed;
    }
    return GJ_OK;
}

static gj_status add_sets(struct gj_groups *groups, struct gj_arena *arena, const struct gj_problem *problem,
                          const struct gj_search_result *result, size_t group, size_t *capacity) {
    for (size_t i = 0; i < result->count; i++) {
        struct gj_set set;
        if (make_set(&set, groups, arena, problem, &result->solutions[i], group) != GJ_OK)
            return GJ_ERROR_MEMORY;
        if (set.count == 0 || has_set(groups, &set))
            continue;
        struct gj_set *sets = gj_arena_grow(arena, groups->sets, groups->set_count, capacity, sizeof *sets);
        if (!sets)
            return GJ_ERROR_MEMORY;
        groups->sets = sets;
        sets[groups->set_count++] = set;
    }
    return GJ_OK;
}

gj_status gj_groups_new(struct gj_groups *groups, struct gj_arena *arena, const struct gj_problem *problem,
                        const struct gj_search_result *result) {
    *groups = (struct gj_groups){0};
    if (number_groups(groups, arena, problem, result) != GJ_OK)
        return GJ_ERROR_MEMORY;
    size_t capacity = 0;
    for (size_t group = 0; group < groups->group_count; group++)
        if (add_sets(groups, arena, problem, result, group, &capacity) != GJ_OK)
            return GJ_ERROR_MEMORY;
    return GJ_OK;
}
