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

/* How far apart the sums of one relation may lie, what one row may add to it, and rounds until nothing changes; past
 * any of these the relation is left alone. */
enum { MOST_BITS = 1 << 19, MOST_ROUNDS = 40, MOST_ROWS = 64, MOST_OWN = 512, SCRATCH_WORDS = 1 << 19 };

struct settling {
    struct gj_workbench *bench;
    struct gj_choices *choices;
    int64_t *values;  /* of atom first_atom + i */
    bool *countable;  /* it is a whole number */
    size_t *row_of;   /* of each cell of the template: its choice plus 1, or 0 */
    size_t *slot_of;
    uint64_t *scratch; /* for the sums of one relation at a time */
    size_t scratch_size, scratch_used;
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

/* A few sums, sorted, each once: what one row may add. */
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

/* All sums that several rows together may add: one bit for each number from lowest on. */
struct reach {
    uint64_t *words;
    int64_t lowest;
    size_t bits;
};

static bool reaches(const struct reach *reach, int64_t sum) {
    if (sum < reach->lowest || (uint64_t)(sum - reach->lowest) >= reach->bits)
        return false;
    size_t bit = (size_t)(sum - reach->lowest);
    return reach->words[bit / 64] >> bit % 64 & 1;
}

static bool open_reach(struct settling *settling, struct reach *reach, int64_t lowest, int64_t highest) {
    if (highest - lowest >= MOST_BITS)
        return false;
    reach->lowest = lowest;
    reach->bits = (size_t)(highest - lowest) + 1;
    size_t words = reach->bits / 64 + 1;
    if (settling->scratch_used + words > settling->scratch_size)
        return false;
    reach->words = settling->scratch + settling->scratch_used;
    memset(reach->words, 0, words * sizeof *reach->words);
    settling->scratch_used += words;
    return true;
}

/* to |= from moved up by that many bits; to has room for all of them. */
static void add_moved(const struct reach *from, struct reach *to, size_t by) {
    size_t words = from->bits / 64 + 1, jump = by / 64, shift = by % 64, room = to->bits / 64 + 1;
    for (size_t i = 0; i < words; i++) {
        if (i + jump < room)
            to->words[i + jump] |= from->words[i] << shift;
        if (shift && i + jump + 1 < room)
            to->words[i + jump + 1] |= from->words[i] >> (64 - shift);
    }
}

/* All a + b with a in from and b in own. */
static bool combine(struct settling *settling, const struct reach *from, const struct sums *own, struct reach *to) {
    int64_t low = own->items[0], high = own->items[own->count - 1];
    if (!open_reach(settling, to, from->lowest + low, from->lowest + (int64_t)from->bits - 1 + high))
        return false;
    for (size_t i = 0; i < own->count; i++)
        add_moved(from, to, (size_t)(own->items[i] - low));
    return true;
}

/* ------------------------------------------------------------------ one relation */

struct relation_rows {
    size_t rows[MOST_ROWS]; /* choices that have cells in it */
    size_t count;
    bool open; /* one of them has more ways than one */
};

/* A row whose label stands there without any value was printed blank, and adds nothing. */
static bool is_named(const struct settling *settling, size_t cell) {
    const struct gj_workbench *bench = settling->bench;
    const struct gj_cell_rule *rule = &bench->report->form->cells[cell];
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_label *label = bench->labels[i - bench->first_atom] ? gj_row_named(bench, i) : NULL;
        if (label && label->table == rule->table && label->index == rule->row)
            return true;
    }
    return false;
}

/* false where a cell of the relation is in no row, so that nothing can be said. */
static bool list_rows(const struct settling *settling, const size_t *cells, size_t count, struct relation_rows *rows) {
    for (size_t i = 0; i < count; i++) {
        size_t row = settling->row_of[cells[i]];
        if (!row && is_named(settling, cells[i]))
            continue;
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
    struct sums own[MOST_ROWS];         /* what the row itself may add */
    struct reach before[MOST_ROWS + 1]; /* what the rows before it may add */
    struct reach after[MOST_ROWS + 1];  /* what those from it on may add */
};

static bool link_rows(struct settling *settling, const struct gj_equation *equation, const struct relation_rows *rows,
                      struct chain *chain) {
    settling->scratch_used = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (!domain(settling, equation, rows->rows[i], &chain->own[i]))
            return false;
    if (!open_reach(settling, &chain->before[0], 0, 0) || !open_reach(settling, &chain->after[rows->count], 0, 0))
        return false;
    chain->before[0].words[0] = chain->after[rows->count].words[0] = 1;
    for (size_t i = 0; i < rows->count; i++)
        if (!combine(settling, &chain->before[i], &chain->own[i], &chain->before[i + 1]))
            return false;
    for (size_t i = rows->count; i-- > 0;)
        if (!combine(settling, &chain->after[i + 1], &chain->own[i], &chain->after[i]))
            return false;
    return reaches(&chain->before[rows->count], 0);
}

/* Sums of the other rows that make the whole come out at 0 with own. */
static bool is_supported(const struct chain *chain, size_t at, int64_t own) {
    const struct reach *before = &chain->before[at];
    for (size_t bit = 0; bit < before->bits; bit++) {
        if (!(bit % 64) && !before->words[bit / 64]) {
            bit += 63;
            continue;
        }
        if (before->words[bit / 64] >> bit % 64 & 1 &&
            reaches(&chain->after[at + 1], -own - before->lowest - (int64_t)bit))
            return true;
    }
    return false;
}

static bool prune_row(struct settling *settling, const struct gj_equation *equation, const struct chain *chain,
                      size_t at, size_t row) {
    struct gj_choice *choice = &settling->choices->items[row];
    bool good[MOST_OWN];
    const struct sums *own = &chain->own[at];
    if (choice->placement_count < 2 || own->count > MOST_OWN)
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
        !link_rows(settling, equation, &rows, &chain))
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
    settling.scratch_size = SCRATCH_WORDS;
    settling.scratch = gj_arena_array(bench->arena, SCRATCH_WORDS, sizeof *settling.scratch);
    if (!settling.scratch || !settling.values || !settling.countable || !settling.row_of || !settling.slot_of)
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
