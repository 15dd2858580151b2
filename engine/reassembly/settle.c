/*
 * Settling: of the ways that labels and places leave open, the relations rule some out. They are asked only
 * where cells are known to be lost or doubled, so that a sum which fails in a whole row is never mended
 * here; and zeros, whichever way they are put, prove nothing.
 *
 * Each relation is made arc consistent over the rows that are open (generalised arc consistency of a linear
 * equation by reachable sums; Trick, A Dynamic Programming Approach for Consistency and Propagation for
 * Knapsack Constraints, Annals of Operations Research 118, 2003): a way of placing a row stays only where the
 * other rows have ways that make the sum come out.
 */
#include <stdlib.h>
#include <string.h>

#include "reassembly.h"

/* Sums that may be reached in one relation, and rounds until nothing changes; past either it is left alone. */
enum { MOST_SUMS = 4096, MOST_ROUNDS = 40, MOST_ROWS = 64 };

struct settling {
    struct gj_workbench *bench;
    struct gj_choices *choices;
    int64_t *values;  /* of atom first_atom + i */
    bool *countable;  /* it is a whole number */
    size_t *row_of;   /* of each cell of the template: its choice plus 1, or 0 */
    size_t *slot_of;
};

static gj_status read_values(struct settling *settling) {
    struct gj_workbench *bench = settling->bench;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_atom *atom = &bench->cells->atoms[i];
        size_t length;
        if (atom->kind != GJ_ATOM_VALUE || atom->is_piece)
            continue;
        const char *text = gj_atom_text(bench->cells, bench->text, bench->arena, atom, &length);
        if (!text)
            return GJ_ERROR_MEMORY;
        struct gj_value value = gj_value_read(text, length);
        settling->values[i - bench->first_atom] = value.decimal.coefficient;
        settling->countable[i - bench->first_atom] =
            !value.decimal.scale && !(value.notes & GJ_VALUE_OVERFLOW) &&
            llabs(value.decimal.coefficient) < INT64_MAX / 1024; /* so that no sum overflows */
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ what a placement adds to a relation */

static bool value_in(const struct settling *settling, uint32_t atom, int64_t *value) {
    *value = 0;
    if (atom >= GJ_SLOT_BLANK) /* blanks that left no trace count as nothing while readings are compared */
        return true;
    *value = settling->values[atom - settling->bench->first_atom];
    return settling->countable[atom - settling->bench->first_atom];
}

static bool add_side(const struct settling *settling, size_t row, const uint32_t *slots, const size_t *cells,
                     size_t count, int sign, int64_t *sum) {
    for (size_t i = 0; i < count; i++) {
        int64_t value;
        if (settling->row_of[cells[i]] != row + 1)
            continue;
        if (!value_in(settling, slots[settling->slot_of[cells[i]]], &value))
            return false;
        *sum += sign * value;
    }
    return true;
}

/* Left minus right of what one row, so placed, puts into the relation. */
static bool contribution(const struct settling *settling, const struct gj_equation *equation, size_t row,
                         const uint32_t *slots, int64_t *sum) {
    *sum = 0;
    return add_side(settling, row, slots, equation->left, equation->left_count, 1, sum) &&
           add_side(settling, row, slots, equation->right, equation->right_count, -1, sum);
}

/* ------------------------------------------------------------------ sets of sums */

struct sums {
    int64_t *items;
    size_t count;
};

static int compare_sums(const void *a, const void *b) {
    int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

static void sort_unique(struct sums *sums) {
    qsort(sums->items, sums->count, sizeof *sums->items, compare_sums);
    size_t kept = 0;
    for (size_t i = 0; i < sums->count; i++)
        if (!kept || sums->items[kept - 1] != sums->items[i])
            sums->items[kept++] = sums->items[i];
    sums->count = kept;
}

static bool has_sum(const struct sums *sums, int64_t wanted) {
    return bsearch(&wanted, sums->items, sums->count, sizeof *sums->items, compare_sums) != NULL;
}

/* All a + b; false where there are too many. */
static bool combine(struct gj_arena *arena, const struct sums *a, const struct sums *b, struct sums *result) {
    if (a->count * b->count > (size_t)MOST_SUMS * 16)
        return false;
    result->count = 0;
    result->items = gj_arena_array(arena, a->count * b->count, sizeof *result->items);
    if (!result->items)
        return false;
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            result->items[result->count++] = a->items[i] + b->items[j];
    sort_unique(result);
    return result->count <= MOST_SUMS;
}

/* ------------------------------------------------------------------ one relation */

struct relation_rows {
    size_t rows[MOST_ROWS]; /* choices that have cells in it */
    size_t count;
    bool open; /* one of them has more ways than one */
};

/* false where a cell of the relation is in no row, so that nothing can be said. */
static bool list_rows(const struct settling *settling, const size_t *cells, size_t count, struct relation_rows *rows) {
    for (size_t i = 0; i < count; i++) {
        size_t row = settling->row_of[cells[i]];
        if (!row || !settling->choices->items[row - 1].placement_count)
            return false;
        bool known = false;
        for (size_t j = 0; j < rows->count && !known; j++)
            known = rows->rows[j] == row - 1;
        if (known)
            continue;
        if (rows->count == MOST_ROWS)
            return false;
        rows->rows[rows->count++] = row - 1;
        rows->open |= settling->choices->items[row - 1].placement_count > 1;
    }
    return true;
}

/* What each of a row's ways adds, each sum once. */
static bool domain(const struct settling *settling, const struct gj_equation *equation, size_t row,
                   struct sums *sums) {
    const struct gj_choice *choice = &settling->choices->items[row];
    sums->count = 0;
    sums->items = gj_arena_array(settling->bench->arena, choice->placement_count, sizeof *sums->items);
    if (!sums->items)
        return false;
    for (size_t i = 0; i < choice->placement_count; i++)
        if (!contribution(settling, equation, row, choice->placements[i].slots, &sums->items[sums->count++]))
            return false;
    sort_unique(sums);
    return true;
}

struct chain {
    struct sums own[MOST_ROWS];        /* what the row itself may add */
    struct sums before[MOST_ROWS + 1]; /* what the rows before it may add */
    struct sums after[MOST_ROWS + 1];  /* what those from it on may add */
};

static bool reach(struct settling *settling, const struct gj_equation *equation, const struct relation_rows *rows,
                  struct chain *chain) {
    struct gj_arena *arena = settling->bench->arena;
    static const int64_t zero = 0;
    struct sums nothing = {.count = 1, .items = gj_arena_array(arena, 1, sizeof zero)};
    if (!nothing.items)
        return false;
    for (size_t i = 0; i < rows->count; i++)
        if (!domain(settling, equation, rows->rows[i], &chain->own[i]))
            return false;
    chain->before[0] = chain->after[rows->count] = nothing;
    for (size_t i = 0; i < rows->count; i++)
        if (!combine(arena, &chain->before[i], &chain->own[i], &chain->before[i + 1]))
            return false;
    for (size_t i = rows->count; i-- > 0;)
        if (!combine(arena, &chain->after[i + 1], &chain->own[i], &chain->after[i]))
            return false;
    return has_sum(&chain->before[rows->count], 0);
}

/* Sums of the other rows that make the whole come out at 0 with own. */
static bool is_supported(const struct chain *chain, size_t at, int64_t own) {
    const struct sums *before = &chain->before[at];
    for (size_t i = 0; i < before->count; i++)
        if (has_sum(&chain->after[at + 1], -own - before->items[i]))
            return true;
    return false;
}

static bool prune_row(struct settling *settling, const struct gj_equation *equation, const struct chain *chain,
                      size_t at, size_t row) {
    struct gj_choice *choice = &settling->choices->items[row];
    bool good[MOST_SUMS];
    const struct sums *own = &chain->own[at];
    if (choice->placement_count < 2 || own->count > MOST_SUMS)
        return false;
    for (size_t i = 0; i < own->count; i++)
        good[i] = is_supported(chain, at, own->items[i]);
    size_t kept = 0, count = choice->placement_count;
    for (size_t i = 0; i < count; i++) {
        int64_t sum;
        contribution(settling, equation, row, choice->placements[i].slots, &sum);
        const int64_t *place = bsearch(&sum, own->items, own->count, sizeof *own->items, compare_sums);
        if (place && good[place - own->items])
            choice->placements[kept++] = choice->placements[i];
    }
    choice->placement_count = kept;
    choice->settled_by_relations |= kept < count;
    return kept < count;
}

/* True where a way was ruled out. A relation that no choice of ways satisfies is violated, and rules out nothing. */
static bool prune(struct settling *settling, const struct gj_equation *equation) {
    struct relation_rows rows = {.count = 0};
    struct chain chain;
    bool changed = false;
    if (!list_rows(settling, equation->left, equation->left_count, &rows) ||
        !list_rows(settling, equation->right, equation->right_count, &rows) || !rows.open ||
        !reach(settling, equation, &rows, &chain))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        changed |= prune_row(settling, equation, &chain, i, rows.rows[i]);
    return changed;
}

static void index_cells(struct settling *settling) {
    for (size_t i = 0; i < settling->choices->count; i++) {
        const struct gj_strip *strip = &settling->bench->strips->items[settling->choices->items[i].strip];
        for (size_t slot = 0; slot < strip->slot_count; slot++) {
            settling->row_of[strip->cells[slot]] = i + 1;
            settling->slot_of[strip->cells[slot]] = slot;
        }
    }
}

static bool any_open(const struct gj_choices *choices) {
    for (size_t i = 0; i < choices->count; i++)
        if (choices->items[i].placement_count > 1)
            return true;
    return false;
}

gj_status gj_settle(struct gj_workbench *bench, struct gj_choices *choices) {
    struct settling settling = {.bench = bench, .choices = choices};
    const struct gj_template *form = bench->report->form;
    size_t atoms = bench->last_atom - bench->first_atom;
    if (!any_open(choices))
        return GJ_OK;
    settling.values = gj_arena_array(bench->arena, atoms, sizeof *settling.values);
    settling.countable = gj_arena_array(bench->arena, atoms, sizeof *settling.countable);
    settling.row_of = gj_arena_array(bench->arena, form->cell_count, sizeof *settling.row_of);
    settling.slot_of = gj_arena_array(bench->arena, form->cell_count, sizeof *settling.slot_of);
    if (!settling.values || !settling.countable || !settling.row_of || !settling.slot_of)
        return GJ_ERROR_MEMORY;
    if (read_values(&settling) != GJ_OK)
        return GJ_ERROR_MEMORY;
    index_cells(&settling);
    bool changed = true;
    for (size_t round = 0; round < MOST_ROUNDS && changed; round++) {
        changed = false;
        for (size_t i = 0; i < form->equation_count; i++)
            changed |= prune(&settling, &form->equations[i]);
    }
    return bench->arena->failed ? GJ_ERROR_MEMORY : GJ_OK;
}
