/*
 * Failures that share no column need a change each: a packing of them bounds their number from below.
 * It is found greedily.
 *
 * Beyond that: suppose that each packed row is mended by one change and nothing else changes. Then the
 * change is known for every column of the row, and so is the range of what all of them together can do
 * to any other row. A row that would fail all the same needs a further change; two such rows without a
 * common column need one between them, since a second change within a packed row can shift its first.
 */
#include "bound.h"

#include "checked.h"

#include <string.h>

gj_status gj_bound_new(struct gj_bound *bound, struct gj_arena *arena, const struct gj_tableau *tableau) {
    *bound = (struct gj_bound){0};
    bound->failures = gj_arena_array(arena, tableau->row_count, sizeof *bound->failures);
    bound->musts = gj_arena_array(arena, tableau->row_count * tableau->words, sizeof *bound->musts);
    bound->used = gj_arena_array(arena, tableau->words, sizeof *bound->used);
    bound->packed = gj_arena_array(arena, tableau->row_count, sizeof *bound->packed);
    bound->sole = gj_arena_array(arena, tableau->column_count, sizeof *bound->sole);
    bound->is_sole = gj_arena_array(arena, tableau->column_count, sizeof *bound->is_sole);
    bool whole = bound->failures && bound->musts && bound->used && bound->packed && bound->sole && bound->is_sole;
    return whole ? GJ_OK : GJ_ERROR_MEMORY;
}

struct packing {
    size_t size;   /* of the packing */
    size_t count;  /* of rows in bound->packed, those not solved yet only */
    size_t solved; /* of the others: how their change will turn out is not known */
};

/* The failures in their order, or from the last to the first: short rows first or long ones. */
static struct packing pack(struct gj_bound *bound, const struct gj_tableau *tableau, bool from_last) {
    struct packing packing = {0};
    memset(bound->used, 0, tableau->words * sizeof *bound->used);
    for (size_t i = 0; i < bound->failure_count; i++) {
        const struct gj_failure *failure = &bound->failures[from_last ? bound->failure_count - 1 - i : i];
        const uint64_t *must = &bound->musts[failure->row * tableau->words];
        if (gj_bit_meets(must, bound->used, tableau->words))
            continue;
        for (size_t word = 0; word < tableau->words; word++)
            bound->used[word] |= must[word];
        packing.size++;
        if (failure->is_solved)
            packing.solved++;
        else
            bound->packed[packing.count++] = failure->row;
    }
    return packing;
}

/* The change that would mend row by column alone, if there is a lawful one. */
static bool sole_change(const struct gj_tableau *tableau, size_t row, size_t column, int64_t *change) {
    const struct gj_problem *problem = tableau->problem;
    int64_t coefficient = gj_tableau_at(tableau, row, column);
    int64_t step = problem->steps[column];
    int64_t side = tableau->sides[row];
    bool is_one = coefficient == 1 || coefficient == -1; /* nearly always: spares the division */
    if (!is_one && side % coefficient != 0)
        return false;
    *change = is_one ? side * coefficient : side / coefficient;
    int64_t value;
    if (!gj_checked_add(problem->values[column], *change, &value))
        return false;
    return (problem->is_signed[column] || value >= 0) && (step == 1 || value % step == 0);
}

/* Returns how many packed rows cannot be mended by one change. */
static size_t find_sole_changes(struct gj_bound *bound, const struct gj_tableau *tableau, size_t packed) {
    size_t hopeless = 0;
    for (size_t i = 0; i < packed; i++) {
        size_t row = bound->packed[i];
        const uint64_t *must = &bound->musts[row * tableau->words];
        bool found = false;
        for (size_t column = gj_bit_next(must, tableau->column_count, 0); column < tableau->column_count;
             column = gj_bit_next(must, tableau->column_count, column + 1)) {
            bound->is_sole[column] = sole_change(tableau, row, column, &bound->sole[column]);
            found = found || bound->is_sole[column];
        }
        hopeless += !found;
    }
    return hopeless;
}

/* The least and the most that one packed row's change can do to another row, nothing included. */
static bool reach_of(const struct gj_bound *bound, const struct gj_tableau *tableau, size_t packed, size_t row,
                     int64_t *least, int64_t *most) {
    const uint64_t *must = &bound->musts[packed * tableau->words];
    const uint64_t *support = gj_tableau_support(tableau, row);
    *least = *most = 0;
    for (size_t word = 0; word < tableau->words; word++)
        for (uint64_t both = must[word] & support[word]; both != 0; both &= both - 1) {
            size_t column = word * 64 + gj_bits_of((both & (0 - both)) - 1);
            int64_t effect;
            if (!bound->is_sole[column])
                continue;
            if (!gj_checked_multiply(gj_tableau_at(tableau, row, column), bound->sole[column], &effect))
                return false;
            *least = effect < *least ? effect : *least;
            *most = effect > *most ? effect : *most;
        }
    return true;
}

/* Whether the packed rows' changes alone could let row hold. Numbers too large count as yes. */
static bool is_within_reach(const struct gj_bound *bound, const struct gj_tableau *tableau, size_t packed, size_t row) {
    int64_t least = 0;
    int64_t most = 0;
    for (size_t i = 0; i < packed; i++) {
        int64_t low, high;
        if (bound->packed[i] == row)
            return true;
        if (!reach_of(bound, tableau, bound->packed[i], row, &low, &high) || !gj_checked_add(least, low, &least) ||
            !gj_checked_add(most, high, &most))
            return true;
    }
    return tableau->sides[row] >= least && tableau->sides[row] <= most;
}

/* How many rows without a common column are out of reach. */
static size_t count_out_of_reach(struct gj_bound *bound, const struct gj_tableau *tableau, size_t packed,
                                 const uint64_t *forbidden) {
    size_t count = 0;
    memset(bound->used, 0, tableau->words * sizeof *bound->used);
    for (size_t row = 0; row < tableau->row_count; row++) {
        if (tableau->basic[row] != GJ_NO_COLUMN || is_within_reach(bound, tableau, packed, row))
            continue;
        const uint64_t *support = gj_tableau_support(tableau, row);
        bool apart = true;
        for (size_t word = 0; word < tableau->words; word++)
            apart = apart && (support[word] & ~forbidden[word] & bound->used[word]) == 0;
        for (size_t word = 0; apart && word < tableau->words; word++)
            bound->used[word] |= support[word] & ~forbidden[word];
        count += apart;
    }
    return count;
}

/* How many changes it takes beyond the packed rows' own, by a look at all other rows. */
static size_t further_size(struct gj_bound *bound, const struct gj_tableau *tableau, const uint64_t *forbidden,
                           const struct packing *packing) {
    /* Without steps (any fraction will do) changes are no whole numbers, and the reach is not known exactly. */
    if (packing->count == 0 || tableau->problem->steps[0] == 0)
        return 0;
    size_t hopeless = find_sole_changes(bound, tableau, packing->count);
    size_t missed = count_out_of_reach(bound, tableau, packing->count, forbidden);
    size_t further = missed > packing->solved ? (missed - packing->solved + 1) / 2 : 0;
    return further > hopeless ? further : hopeless;
}

size_t gj_bound_size(struct gj_bound *bound, const struct gj_tableau *tableau, const uint64_t *forbidden,
                     size_t budget) {
    struct packing packing = pack(bound, tableau, false);
    size_t size = packing.size;
    if (size > budget)
        return size;
    size += further_size(bound, tableau, forbidden, &packing);
    if (size > budget || bound->failure_count < 2)
        return size;
    packing = pack(bound, tableau, true);
    size_t other = packing.size;
    if (other <= budget)
        other += further_size(bound, tableau, forbidden, &packing);
    return other > size ? other : size;
}
