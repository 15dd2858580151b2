/*
 * Branching on what fails. As long as a row fails, one of the closed columns in it must change: open one after the
 * other, and forbid each once all that follows from it has been seen, so that no set is met twice. The number of
 * changes allowed rises step by step from the lower bound (Korf, "Depth-first iterative-deepening", Artificial
 * Intelligence 27, 1985), so the first sets found are the smallest, and all of that size come.
 */
#include "search.h"

#include "bound.h"

#include <string.h>

#define MOST_DEPTH 40

struct search {
    const struct gj_problem *problem;
    struct gj_arena *arena;
    const struct gj_search_limits *limits;
    struct gj_search_result *result;
    struct gj_tableau tableau;
    struct gj_bound bound;
    uint64_t *forbidden;
    uint64_t *choices;   /* words for each depth */
    uint64_t *open_sets; /* likewise: open and loose as they were */
    uint64_t *loose_sets;
    uint64_t *unpinned; /* scratch: loose columns that might really stand elsewhere */
    size_t depth;
    size_t solution_capacity;
    bool stopped;
    bool memory_failed;
};

/* ------------------------------------------------------------------ solutions */

static bool is_known(const struct search *search, size_t column) {
    return !search->problem->is_free[column];
}

static size_t row_solved_for(const struct gj_tableau *tableau, size_t column) {
    for (size_t i = 0; i < tableau->row_count; i++)
        if (tableau->basic[i] == column)
            return i;
    return GJ_NO_ROW;
}

/* Whether row says that columns of one sign add up to 0, so that each of them must be 0. */
static bool pins_to_zero(const struct search *search, size_t row) {
    const struct gj_tableau *tableau = &search->tableau;
    size_t basic = tableau->basic[row];
    if (basic == GJ_NO_COLUMN || tableau->sides[row] != 0 || search->problem->is_signed[basic])
        return false;
    bool is_negative = gj_tableau_at(tableau, row, basic) < 0;
    size_t columns = tableau->column_count;
    for (size_t i = gj_bit_next(search->unpinned, columns, 0); i < columns;
         i = gj_bit_next(search->unpinned, columns, i + 1)) {
        int32_t coefficient = gj_tableau_at(tableau, row, i);
        if (coefficient != 0 && ((coefficient < 0) != is_negative || search->problem->is_signed[i]))
            return false;
    }
    return true;
}

/* Of the loose columns, finds those that the sums leave no room to move. */
static void find_unpinned(struct search *search) {
    size_t words = search->tableau.words;
    memcpy(search->unpinned, search->tableau.loose, words * sizeof *search->unpinned);
    for (size_t row = 0; row < search->tableau.row_count; row++) {
        const uint64_t *support = gj_tableau_support(&search->tableau, row);
        if (!gj_bit_meets(support, search->unpinned, words) || !pins_to_zero(search, row))
            continue;
        for (size_t word = 0; word < words; word++)
            search->unpinned[word] &= ~support[word];
        row = (size_t)-1; /* from the first row again: what was in doubt there may be pinned now */
    }
}

/* A loose column stands at 0 but might stand elsewhere; so might one whose row has a loose column in it. */
static struct gj_change change_of(const struct search *search, size_t column) {
    const struct gj_tableau *tableau = &search->tableau;
    struct gj_change change = {.column = column, .value = 0, .is_fixed = false};
    size_t row = row_solved_for(tableau, column);
    if (row == GJ_NO_ROW) {
        change.is_fixed = !gj_bit_has(search->unpinned, column);
        return change;
    }
    change.value = tableau->sides[row] / gj_tableau_at(tableau, row, column);
    change.is_fixed = !gj_bit_meets(gj_tableau_support(tableau, row), search->unpinned, tableau->words);
    return change;
}

static bool is_full(const struct search *search) {
    const struct gj_search_result *result = search->result;
    return result->count == search->limits->most_solutions ||
           (result->count && (result->count + 1) * result->size > search->limits->most_listed);
}

static void keep_solution(struct search *search) {
    struct gj_search_result *result = search->result;
    if (is_full(search)) {
        result->truncated = true;
        search->stopped = true;
        return;
    }
    struct gj_solution *solutions =
        gj_arena_grow(search->arena, result->solutions, result->count, &search->solution_capacity, sizeof *solutions);
    size_t open = gj_bit_count(search->tableau.open, search->tableau.words);
    struct gj_change *changes = gj_arena_array(search->arena, open, sizeof *changes);
    if (!solutions || !changes) {
        search->stopped = search->memory_failed = true;
        return;
    }
    result->solutions = solutions;
    struct gj_solution *solution = &solutions[result->count++];
    *solution = (struct gj_solution){.changes = changes, .count = 0};
    find_unpinned(search);
    size_t columns = search->problem->column_count;
    for (size_t i = gj_bit_next(search->tableau.open, columns, 0); i < columns;
         i = gj_bit_next(search->tableau.open, columns, i + 1)) {
        struct gj_change change = change_of(search, i);
        if (change.is_fixed || is_known(search, i))
            changes[solution->count++] = change;
    }
}

/* ------------------------------------------------------------------ what fails */

/* Columns whose change can mend a row that is solved for a value below 0 or a fraction. To raise the
 * value, a column of the same sign has to fall, which one at 0 cannot. */
static void keep_helpful(const struct search *search, size_t row, uint64_t *must) {
    const struct gj_tableau *tableau = &search->tableau;
    const struct gj_problem *problem = search->problem;
    int32_t own = gj_tableau_at(tableau, row, tableau->basic[row]);
    bool below = (tableau->sides[row] < 0) != (own < 0) && !problem->is_signed[tableau->basic[row]];
    for (size_t i = gj_bit_next(must, problem->column_count, 0); below && i < problem->column_count;
         i = gj_bit_next(must, problem->column_count, i + 1)) {
        bool must_fall = (gj_tableau_at(tableau, row, i) < 0) == (own < 0);
        if (must_fall && !problem->is_signed[i] && problem->values[i] <= 0)
            gj_bit_drop(must, i);
    }
}

static void insert_failure(struct gj_bound *bound, struct gj_failure failure) {
    size_t place = bound->failure_count++;
    while (place > 0 && bound->failures[place - 1].size > failure.size) {
        bound->failures[place] = bound->failures[place - 1];
        place--;
    }
    bound->failures[place] = failure;
}

/* false where nothing is left that could mend the row. */
static bool add_failure(struct search *search, size_t row, bool is_solved) {
    const struct gj_tableau *tableau = &search->tableau;
    uint64_t *must = &search->bound.musts[row * tableau->words];
    const uint64_t *support = gj_tableau_support(tableau, row);
    for (size_t i = 0; i < tableau->words; i++)
        must[i] = support[i] & ~tableau->open[i] & ~search->forbidden[i];
    if (is_solved)
        keep_helpful(search, row, must);
    struct gj_failure failure = {row, gj_bit_count(must, tableau->words), is_solved};
    insert_failure(&search->bound, failure);
    return failure.size > 0;
}

/* Fills search->bound with all that fails. false where some of it cannot be mended. */
static bool find_failures(struct search *search) {
    struct gj_tableau *tableau = &search->tableau;
    search->bound.failure_count = 0;
    size_t unlawful = gj_tableau_settle(tableau);
    if (tableau->exhausted)
        return false;
    if (unlawful != GJ_NO_ROW && !add_failure(search, unlawful, true))
        return false;
    for (size_t i = 0; i < tableau->row_count; i++)
        if (tableau->basic[i] == GJ_NO_COLUMN && tableau->sides[i] != 0 && !add_failure(search, i, false))
            return false;
    return true;
}

/* ------------------------------------------------------------------ branching */

/* Where one change is all that is left, its column must be in everything that fails. */
static void keep_common(const struct search *search, uint64_t *choices) {
    const struct gj_bound *bound = &search->bound;
    size_t words = search->tableau.words;
    for (size_t i = 1; i < bound->failure_count; i++)
        for (size_t word = 0; word < words; word++)
            choices[word] &= bound->musts[bound->failures[i].row * words + word];
}

/* ... and in nothing else that closed columns must keep: a column there would make a new failure. */
static bool mends_all(const struct search *search, size_t column) {
    const struct gj_tableau *tableau = &search->tableau;
    for (size_t i = 0; i < tableau->row_count; i++)
        if (tableau->basic[i] == GJ_NO_COLUMN && tableau->sides[i] == 0 && gj_tableau_at(tableau, i, column) != 0)
            return false;
    return true;
}

static void open_choice(struct search *search, size_t column) {
    gj_tableau_open(&search->tableau, column);
    search->depth++;
}

static void close_choice(struct search *search, size_t log_count) {
    size_t words = search->tableau.words;
    search->depth--;
    gj_tableau_undo(&search->tableau, log_count);
    memcpy(search->tableau.open, &search->open_sets[search->depth * words], words * sizeof *search->open_sets);
    memcpy(search->tableau.loose, &search->loose_sets[search->depth * words], words * sizeof *search->loose_sets);
}

static void visit(struct search *search, size_t budget);

static void try_choices(struct search *search, size_t budget) {
    struct gj_tableau *tableau = &search->tableau;
    size_t words = tableau->words;
    uint64_t *choices = &search->choices[search->depth * words];
    memcpy(&search->open_sets[search->depth * words], tableau->open, words * sizeof *tableau->open);
    memcpy(&search->loose_sets[search->depth * words], tableau->loose, words * sizeof *tableau->loose);
    size_t columns = tableau->column_count;
    size_t log_count = tableau->log_count;
    for (size_t i = gj_bit_next(choices, columns, 0); i < columns && !search->stopped;
         i = gj_bit_next(choices, columns, i + 1)) {
        if (budget > 1 || mends_all(search, i)) {
            open_choice(search, i);
            visit(search, budget - 1);
            close_choice(search, log_count);
        }
        gj_bit_put(search->forbidden, i);
    }
    for (size_t i = gj_bit_next(choices, columns, 0); i < columns; i = gj_bit_next(choices, columns, i + 1))
        gj_bit_drop(search->forbidden, i);
}

static bool must_stop(struct search *search) {
    if (search->tableau.exhausted || search->tableau.work > search->limits->work || search->depth >= MOST_DEPTH) {
        search->stopped = true;
        search->result->complete = false;
    }
    return search->stopped;
}

/* budget: how many more columns may change. */
static void visit(struct search *search, size_t budget) {
    if (must_stop(search))
        return;
    search->tableau.work++;
    bool possible = find_failures(search);
    if (must_stop(search) || !possible)
        return;
    if (search->bound.failure_count == 0) {
        keep_solution(search);
        return;
    }
    if (gj_bound_size(&search->bound, &search->tableau, search->forbidden, budget) > budget)
        return;
    size_t words = search->tableau.words;
    uint64_t *choices = &search->choices[search->depth * words];
    memcpy(choices, &search->bound.musts[search->bound.failures[0].row * words], words * sizeof *choices);
    if (budget == 1)
        keep_common(search, choices);
    try_choices(search, budget);
}

/* ------------------------------------------------------------------ the frame */

static gj_status take_room(struct search *search, size_t unknowns) {
    if (gj_tableau_new(&search->tableau, search->arena, search->problem, MOST_DEPTH + unknowns) != GJ_OK ||
        gj_bound_new(&search->bound, search->arena, &search->tableau) != GJ_OK)
        return GJ_ERROR_MEMORY;
    size_t words = search->tableau.words;
    search->forbidden = gj_arena_array(search->arena, words, sizeof *search->forbidden);
    search->choices = gj_arena_array(search->arena, (MOST_DEPTH + 1) * words, sizeof *search->choices);
    search->open_sets = gj_arena_array(search->arena, (MOST_DEPTH + 1) * words, sizeof *search->open_sets);
    search->loose_sets = gj_arena_array(search->arena, (MOST_DEPTH + 1) * words, sizeof *search->loose_sets);
    search->unpinned = gj_arena_array(search->arena, words, sizeof *search->unpinned);
    bool whole = search->forbidden && search->choices && search->open_sets && search->loose_sets && search->unpinned;
    return whole ? GJ_OK : GJ_ERROR_MEMORY;
}

static void open_unknowns(struct search *search) {
    for (size_t i = 0; i < search->problem->column_count; i++)
        if (!is_known(search, i))
            gj_tableau_open(&search->tableau, i);
}

/* Before the first visit: the least that it can take. */
static size_t first_budget(struct search *search) {
    if (!find_failures(search) || search->bound.failure_count == 0)
        return 0;
    return gj_bound_size(&search->bound, &search->tableau, search->forbidden, MOST_DEPTH);
}

static void deepen(struct search *search) {
    size_t most = search->limits->most_changes;
    if (most > MOST_DEPTH - 1)
        most = MOST_DEPTH - 1;
    for (size_t budget = first_budget(search); budget <= most; budget++) {
        search->result->size = budget;
        visit(search, budget);
        if (search->stopped || search->result->count > 0)
            return;
    }
    if (most < search->limits->most_changes)
        search->result->complete = false;
}

gj_status gj_search(const struct gj_problem *problem, struct gj_arena *arena, const uint64_t *excluded,
                    const struct gj_search_limits *limits, struct gj_search_result *result) {
    struct search search = {.problem = problem, .arena = arena, .limits = limits, .result = result};
    *result = (struct gj_search_result){.complete = true};
    size_t unknowns = 0;
    for (size_t i = 0; i < problem->column_count; i++)
        unknowns += problem->is_free[i];
    if (take_room(&search, unknowns) != GJ_OK)
        return GJ_ERROR_MEMORY;
    if (excluded)
        memcpy(search.forbidden, excluded, search.tableau.words * sizeof *search.forbidden);
    open_unknowns(&search);
    if (search.tableau.exhausted)
        result->complete = false;
    else
        deepen(&search);
    return search.memory_failed ? GJ_ERROR_MEMORY : GJ_OK;
}
