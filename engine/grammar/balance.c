/*
 * Phase one of the simplex method, after Bland, "New finite pivoting rules for the simplex method"
 * (1977), in whole numbers after Edmonds: all entries of the tableau share one denominator, the
 * last pivot, and every division by the one before is exact. The equations have 0 on their right
 * side, so a solution above 0 can be stretched until it is 1 or more: variable = 1 + rest, rest >=
 * 0. A signed variable is the difference of two such rests. Elimination alone would miss two totals
 * that each hold the other. Where no solution is found, the goal has become a sum of the equations
 * whose coefficients are all 0 or below (Stiemke, 1915): the variables of those below 0 can only be
 * 0.
 */
#include "balance.h"

#include <stdint.h>

#define LARGEST ((int64_t)1 << 30) /* products of two, and differences of products, then fit */
#define MOST_STEPS 2000

struct tableau {
    int64_t *entries; /* rows of `width`; the last row is the goal: the sum of what is not yet
                         explained */
    size_t height;    /* without the goal */
    size_t width;     /* with the right side, which comes last */
    size_t *basis;    /* of each row: its variable; width and above for "not yet explained" */
    int64_t denominator;
};

static int64_t *row_of(const struct tableau *tableau, size_t row) {
    return tableau->entries + row * tableau->width;
}

/* One equation as a row with a right side of 0 or more. */
static void fill_row(const struct gj_system *system, size_t equation, int64_t *row, size_t width) {
    const int *coefficients = system->coefficients + equation * system->variable_count;
    size_t column = 0;
    int64_t right = 0;
    for (size_t i = 0; i < system->variable_count; i++) {
        row[column++] = coefficients[i];
        if (system->is_signed[i])
            row[column++] = -coefficients[i];
        else
            right -= coefficients[i];
    }
    row[width - 1] = right;
    if (right >= 0)
        return;
    for (size_t i = 0; i < width; i++)
        row[i] = -row[i];
}

static bool start(struct gj_arena *arena, const struct gj_system *system, size_t equation_count,
                  struct tableau *tableau) {
    tableau->height = equation_count;
    tableau->width = system->variable_count + 1;
    for (size_t i = 0; i < system->variable_count; i++)
        tableau->width += system->is_signed[i];
    tableau->denominator = 1;
    tableau->entries = gj_arena_array(arena, (tableau->height + 1) * tableau->width, sizeof *tableau->entries);
    tableau->basis = gj_arena_array(arena, tableau->height, sizeof *tableau->basis);
    if (!tableau->entries || !tableau->basis)
        return false;
    int64_t *goal = row_of(tableau, tableau->height);
    for (size_t i = 0; i < tableau->height; i++) {
        int64_t *row = row_of(tableau, i);
        fill_row(system, i, row, tableau->width);
        for (size_t j = 0; j < tableau->width; j++)
            goal[j] += row[j];
        tableau->basis[i] = tableau->width + i;
    }
    return true;
}

/* The first column that brings the goal nearer; the width where there is none. */
static size_t entering(const struct tableau *tableau) {
    const int64_t *goal = row_of(tableau, tableau->height);
    for (size_t i = 0; i + 1 < tableau->width; i++)
        if (goal[i] > 0)
            return i;
    return tableau->width;
}

/* The row that bounds the column most; of equals, the one with the first variable, against going in
 * circles. */
static size_t leaving(const struct tableau *tableau, size_t column) {
    size_t best = tableau->height;
    for (size_t i = 0; i < tableau->height; i++) {
        const int64_t *row = row_of(tableau, i);
        if (row[column] <= 0)
            continue;
        if (best == tableau->height) {
            best = i;
            continue;
        }
        const int64_t *other = row_of(tableau, best);
        int64_t mine = row[tableau->width - 1] * other[column];
        int64_t its = other[tableau->width - 1] * row[column];
        if (mine < its || (mine == its && tableau->basis[i] < tableau->basis[best]))
            best = i;
    }
    return best;
}

/* false where a number outgrew its room. */
static bool pivot(struct tableau *tableau, size_t row, size_t column) {
    const int64_t *fixed = row_of(tableau, row);
    int64_t turn = fixed[column];
    for (size_t i = 0; i <= tableau->height; i++) {
        int64_t *other = row_of(tableau, i);
        int64_t factor = other[column];
        if (i == row)
            continue;
        for (size_t j = 0; j < tableau->width; j++) {
            other[j] = (other[j] * turn - factor * fixed[j]) / tableau->denominator;
            if (other[j] > LARGEST || other[j] < -LARGEST)
                return false;
        }
    }
    tableau->denominator = turn;
    tableau->basis[row] = column;
    return true;
}

static enum gj_balance solve(struct tableau *tableau) {
    for (size_t step = 0; step < MOST_STEPS; step++) {
        size_t column = entering(tableau);
        if (column == tableau->width) {
            const int64_t *goal = row_of(tableau, tableau->height);
            return goal[tableau->width - 1] == 0 ? GJ_BALANCE_POSSIBLE : GJ_BALANCE_IMPOSSIBLE;
        }
        size_t row = leaving(tableau, column);
        if (row == tableau->height || !pivot(tableau, row, column))
            return GJ_BALANCE_UNKNOWN;
    }
    return GJ_BALANCE_UNKNOWN;
}

/* The first unsigned variable that the goal holds below 0. */
static size_t find_forced(const struct tableau *tableau, const struct gj_system *system) {
    const int64_t *goal = row_of(tableau, tableau->height);
    size_t column = 0;
    for (size_t i = 0; i < system->variable_count; i++) {
        if (!system->is_signed[i] && goal[column] < 0)
            return i;
        column += system->is_signed[i] ? 2 : 1;
    }
    return 0;
}

enum gj_balance gj_system_balances(struct gj_arena *arena, const struct gj_system *system, size_t equation_count,
                                   size_t *forced) {
    struct tableau tableau;
    if (equation_count == 0)
        return GJ_BALANCE_POSSIBLE;
    if (system->variable_count > GJ_SYSTEM_SIZE / equation_count)
        return GJ_BALANCE_UNKNOWN;
    if (!start(arena, system, equation_count, &tableau))
        return GJ_BALANCE_MEMORY;
    enum gj_balance balance = solve(&tableau);
    if (balance == GJ_BALANCE_IMPOSSIBLE)
        *forced = find_forced(&tableau, system);
    return balance;
}
