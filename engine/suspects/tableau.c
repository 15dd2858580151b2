#include "tableau.h"

#include "checked.h"

#include <string.h>

/* Rows that one column opened or exchanged changes, on average; a guess that only sizes the log. */
#define ROWS_A_STEP 16
#define MOST_EXCHANGES 200

static void read_support(struct gj_tableau *tableau, size_t row) {
    const int32_t *coefficients = &tableau->coefficients[row * tableau->column_count];
    uint64_t *support = &tableau->supports[row * tableau->words];
    int64_t largest = 0;
    for (size_t word = 0; word < tableau->words; word++) {
        size_t end = word * 64 + 64 < tableau->column_count ? word * 64 + 64 : tableau->column_count;
        uint64_t bits = 0;
        for (size_t i = word * 64; i < end; i++) {
            if (!coefficients[i])
                continue; /* as nearly all are */
            int64_t size = coefficients[i] < 0 ? -(int64_t)coefficients[i] : coefficients[i];
            bits |= UINT64_C(1) << (i % 64);
            largest = size > largest ? size : largest;
        }
        support[word] = bits;
    }
    tableau->largest[row] = largest;
}

static gj_status take_room(struct gj_tableau *tableau, struct gj_arena *arena) {
    size_t rows = tableau->row_count;
    size_t columns = tableau->column_count;
    size_t words = tableau->words;
    size_t log = tableau->log_capacity;
    tableau->coefficients = gj_arena_room(arena, rows * columns, sizeof *tableau->coefficients);
    tableau->sides = gj_arena_room(arena, rows, sizeof *tableau->sides);
    tableau->largest = gj_arena_array(arena, rows, sizeof *tableau->largest);
    tableau->supports = gj_arena_array(arena, rows * words, sizeof *tableau->supports);
    tableau->basic = gj_arena_array(arena, rows, sizeof *tableau->basic);
    tableau->open = gj_arena_array(arena, words, sizeof *tableau->open);
    tableau->loose = gj_arena_array(arena, words, sizeof *tableau->loose);
    tableau->log = gj_arena_room(arena, log, sizeof *tableau->log);
    tableau->log_coefficients = gj_arena_room(arena, log, columns * sizeof *tableau->log_coefficients);
    tableau->log_supports = gj_arena_room(arena, log, words * sizeof *tableau->log_supports);
    bool whole = tableau->coefficients && tableau->sides && tableau->largest && tableau->supports && tableau->basic &&
                 tableau->open && tableau->loose && tableau->log && tableau->log_coefficients && tableau->log_supports;
    return whole ? GJ_OK : GJ_ERROR_MEMORY;
}

gj_status gj_tableau_new(struct gj_tableau *tableau, struct gj_arena *arena, const struct gj_problem *problem,
                         size_t depth) {
    *tableau = (struct gj_tableau){.problem = problem,
                                   .row_count = problem->row_count,
                                   .column_count = problem->column_count,
                                   .words = gj_bit_words(problem->column_count)};
    size_t rows = problem->row_count < ROWS_A_STEP ? problem->row_count : ROWS_A_STEP;
    tableau->log_capacity = rows * (depth + 1);
    if (take_room(tableau, arena) != GJ_OK)
        return GJ_ERROR_MEMORY;
    size_t size = tableau->row_count * tableau->column_count;
    memcpy(tableau->coefficients, problem->coefficients, size * sizeof *tableau->coefficients);
    memcpy(tableau->sides, problem->sides, tableau->row_count * sizeof *tableau->sides);
    for (size_t i = 0; i < tableau->row_count; i++) {
        tableau->basic[i] = GJ_NO_COLUMN;
        read_support(tableau, i);
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ the log */

static void save_row(struct gj_tableau *tableau, size_t row) {
    if (tableau->log_count == tableau->log_capacity) {
        tableau->exhausted = true;
        return;
    }
    size_t entry = tableau->log_count++;
    size_t columns = tableau->column_count;
    tableau->log[entry] = (struct gj_tableau_log){
        .row = row, .basic = tableau->basic[row], .side = tableau->sides[row], .largest = tableau->largest[row]};
    memcpy(&tableau->log_coefficients[entry * columns], &tableau->coefficients[row * columns],
           columns * sizeof *tableau->coefficients);
    memcpy(&tableau->log_supports[entry * tableau->words], &tableau->supports[row * tableau->words],
           tableau->words * sizeof *tableau->supports);
    tableau->work++;
}

void gj_tableau_undo(struct gj_tableau *tableau, size_t count) {
    size_t columns = tableau->column_count;
    while (tableau->log_count > count) {
        size_t entry = --tableau->log_count;
        size_t row = tableau->log[entry].row;
        tableau->basic[row] = tableau->log[entry].basic;
        tableau->sides[row] = tableau->log[entry].side;
        tableau->largest[row] = tableau->log[entry].largest;
        memcpy(&tableau->coefficients[row * columns], &tableau->log_coefficients[entry * columns],
               columns * sizeof *tableau->coefficients);
        memcpy(&tableau->supports[row * tableau->words], &tableau->log_supports[entry * tableau->words],
               tableau->words * sizeof *tableau->supports);
    }
    tableau->exhausted = false;
}

/* ------------------------------------------------------------------ elimination */

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* Keeps coefficients small: without it they would grow with every step that is not by 1. */
static void reduce_row(struct gj_tableau *tableau, size_t row) {
    int32_t *coefficients = &tableau->coefficients[row * tableau->column_count];
    int64_t divisor = common_divisor(tableau->sides[row], 0);
    for (size_t i = 0; i < tableau->column_count && divisor != 1; i++)
        if (coefficients[i])
            divisor = common_divisor(divisor, coefficients[i]);
    if (divisor <= 1)
        return;
    for (size_t i = 0; i < tableau->column_count; i++)
        coefficients[i] = (int32_t)(coefficients[i] / divisor);
    tableau->sides[row] /= divisor;
}

/* row becomes keep * row - take * other. false where a number would not fit. */
static bool combine(struct gj_tableau *tableau, size_t row, int64_t keep, size_t other, int64_t take) {
    int64_t kept, taken;
    if (!gj_checked_multiply(keep, tableau->sides[row], &kept) ||
        !gj_checked_multiply(-take, tableau->sides[other], &taken) ||
        !gj_checked_add(kept, taken, &tableau->sides[row]))
        return false;
    int64_t keep_size = keep < 0 ? -keep : keep;
    int64_t take_size = take < 0 ? -take : take;
    /* Each factor is a coefficient, so below 2^31: the products fit. */
    if (keep_size * tableau->largest[row] > INT32_MAX / 2 || take_size * tableau->largest[other] > INT32_MAX / 2)
        return false;
    int32_t *target = &tableau->coefficients[row * tableau->column_count];
    const int32_t *source = &tableau->coefficients[other * tableau->column_count];
    int32_t k = (int32_t)keep;
    int32_t t = (int32_t)take;
    for (size_t i = 0; i < tableau->column_count; i++)
        target[i] = k * target[i] - t * source[i];
    read_support(tableau, row);
    if (tableau->largest[row] > 1) {
        reduce_row(tableau, row);
        read_support(tableau, row);
    }
    return true;
}

/* Solves row for column and clears the column from every other row; the rows concerned have been saved. */
static void solve_for(struct gj_tableau *tableau, size_t row, size_t column) {
    int32_t pivot = gj_tableau_at(tableau, row, column);
    for (size_t i = 0; i < tableau->row_count && !tableau->exhausted; i++) {
        int32_t factor = gj_tableau_at(tableau, i, column);
        if (i == row || factor == 0)
            continue;
        int64_t divisor = common_divisor(pivot, factor);
        if (!combine(tableau, i, pivot / divisor, row, factor / divisor))
            tableau->exhausted = true;
    }
    tableau->basic[row] = column;
}

static void save_rows_with(struct gj_tableau *tableau, size_t column) {
    for (size_t i = 0; i < tableau->row_count; i++)
        if (gj_tableau_at(tableau, i, column) != 0)
            save_row(tableau, i);
}

/* From here on the column counts by its value and not by its change. */
static void count_by_value(struct gj_tableau *tableau, size_t column) {
    int64_t value = tableau->problem->values[column];
    for (size_t i = 0; i < tableau->row_count && value != 0; i++) {
        int64_t part;
        int32_t coefficient = gj_tableau_at(tableau, i, column);
        if (coefficient != 0 && (!gj_checked_multiply(coefficient, value, &part) ||
                                 !gj_checked_add(tableau->sides[i], part, &tableau->sides[i])))
            tableau->exhausted = true;
    }
}

/* Of the rows that nothing solves yet, the one with the fewest columns: it spoils the others least. */
static size_t row_to_solve(const struct gj_tableau *tableau, size_t column) {
    size_t best = GJ_NO_ROW;
    size_t fewest = 0;
    for (size_t i = 0; i < tableau->row_count; i++) {
        if (tableau->basic[i] != GJ_NO_COLUMN || gj_tableau_at(tableau, i, column) == 0)
            continue;
        size_t count = gj_bit_count(gj_tableau_support(tableau, i), tableau->words);
        if (best == GJ_NO_ROW || count < fewest) {
            best = i;
            fewest = count;
        }
    }
    return best;
}

void gj_tableau_open(struct gj_tableau *tableau, size_t column) {
    save_rows_with(tableau, column);
    if (tableau->exhausted)
        return;
    count_by_value(tableau, column);
    gj_bit_put(tableau->open, column);
    size_t row = row_to_solve(tableau, column);
    if (row == GJ_NO_ROW)
        gj_bit_put(tableau->loose, column);
    else
        solve_for(tableau, row, column);
}

void gj_tableau_exchange(struct gj_tableau *tableau, size_t row, size_t column) {
    save_rows_with(tableau, column);
    if (tableau->exhausted)
        return;
    gj_bit_put(tableau->loose, tableau->basic[row]);
    gj_bit_drop(tableau->loose, column);
    solve_for(tableau, row, column);
}

/* ------------------------------------------------------------------ values below 0 and fractions */

static bool is_below_zero(const struct gj_tableau *tableau, size_t row) {
    size_t column = tableau->basic[row];
    if (tableau->problem->is_signed[column] || tableau->sides[row] == 0)
        return false;
    return (tableau->sides[row] < 0) != (gj_tableau_at(tableau, row, column) < 0);
}

/* With no loose column to help, the value is fixed: a fraction cannot be mended either. */
static bool is_fraction(const struct gj_tableau *tableau, size_t row) {
    size_t column = tableau->basic[row];
    int64_t step = tableau->problem->steps[column];
    if (step == 0 || gj_bit_meets(gj_tableau_support(tableau, row), tableau->loose, tableau->words))
        return false;
    int32_t coefficient = gj_tableau_at(tableau, row, column);
    if (coefficient == 1 || coefficient == -1)
        return step != 1 && tableau->sides[row] % step != 0;
    return tableau->sides[row] % coefficient != 0 || tableau->sides[row] / coefficient % step != 0;
}

/* The first loose column that, raised from 0 (or lowered, if it is signed), raises the value of the row's own. */
static size_t helper_of(const struct gj_tableau *tableau, size_t row) {
    int32_t own = gj_tableau_at(tableau, row, tableau->basic[row]);
    size_t column = gj_bit_next(tableau->loose, tableau->column_count, 0);
    for (; column < tableau->column_count; column = gj_bit_next(tableau->loose, tableau->column_count, column + 1)) {
        int32_t coefficient = gj_tableau_at(tableau, row, column);
        if (coefficient != 0 && (tableau->problem->is_signed[column] || (coefficient < 0) != (own < 0)))
            return column;
    }
    return GJ_NO_COLUMN;
}

/* Bland's rule: of several rows to mend, the one of the first column. It keeps exchanges from going round. */
static size_t row_to_mend(const struct gj_tableau *tableau) {
    size_t best = GJ_NO_ROW;
    for (size_t i = 0; i < tableau->row_count; i++)
        if (tableau->basic[i] != GJ_NO_COLUMN && is_below_zero(tableau, i) &&
            (best == GJ_NO_ROW || tableau->basic[i] < tableau->basic[best]))
            best = i;
    return best;
}

size_t gj_tableau_settle(struct gj_tableau *tableau) {
    for (int exchanges = 0; exchanges < MOST_EXCHANGES && !tableau->exhausted; exchanges++) {
        size_t row = row_to_mend(tableau);
        if (row == GJ_NO_ROW)
            break;
        size_t column = helper_of(tableau, row);
        if (column == GJ_NO_COLUMN)
            return row;
        gj_tableau_exchange(tableau, row, column);
    }
    for (size_t i = 0; i < tableau->row_count; i++)
        if (tableau->basic[i] != GJ_NO_COLUMN && is_fraction(tableau, i))
            return i;
    return GJ_NO_ROW;
}
