/*
 * What the checks can see. The relations are a parity-check code over the cells of a table: mistakes in some
 * cells stay unseen exactly if their columns of the relations' matrix are linearly dependent. So the smallest
 * dependent set of columns is the distance d of the code: any d-1 mistakes are seen, and half as many are
 * told apart (Hamming, "Error detecting and error correcting codes", Bell System Technical Journal 29, 1950).
 *
 * The smallest dependent set with a given column is that column and the fewest others that undo a change of 1
 * in it, which is the question that the search for suspects answers.
 */
#include "grammar.h"
#include "suspects/bits.h"
#include "suspects/search.h"

#include <stdint.h>

#define LARGEST_DISTANCE 6
#define MOST_WORK 2000000

static void fill_row(struct gj_problem *problem, const struct gj_table_rule *table, size_t row, const size_t *cells,
                     size_t count, int32_t coefficient) {
    for (size_t i = 0; i < count; i++)
        if (cells[i] >= table->first_cell && cells[i] - table->first_cell < problem->column_count)
            problem->coefficients[row * problem->column_count + cells[i] - table->first_cell] += coefficient;
}

/* The relations with the table's cells as columns, every value allowed. */
static gj_status make_problem(struct gj_problem *problem, struct gj_arena *arena, const struct gj_template *form,
                              const struct gj_table_rule *table) {
    size_t columns = table->row_count * table->column_count;
    if (gj_problem_new(problem, arena, form->equation_count, columns) != GJ_OK)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < form->equation_count; i++) {
        fill_row(problem, table, i, form->equations[i].left, form->equations[i].left_count, 1);
        fill_row(problem, table, i, form->equations[i].right, form->equations[i].right_count, -1);
    }
    for (size_t i = 0; i < columns; i++)
        problem->is_signed[i] = true;
    return GJ_OK;
}

/* How many columns after the given one undo a change in it, if that is less than limit; else limit. A search
 * cut short counts as 0: better to promise too little. */
static gj_status undo_size(struct gj_problem *problem, struct gj_arena *arena, size_t column, size_t limit,
                           size_t *size) {
    struct gj_arena scratch = {0};
    struct gj_search_limits limits = {MOST_WORK, 1, SIZE_MAX, limit - 1};
    struct gj_search_result result;
    uint64_t *excluded = gj_arena_array(arena, gj_bit_words(problem->column_count), sizeof *excluded);
    if (!excluded)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i <= column; i++)
        gj_bit_put(excluded, i);
    for (size_t i = 0; i < problem->row_count; i++)
        problem->sides[i] = problem->coefficients[i * problem->column_count + column];
    gj_status status = limit > 1 ? gj_search(problem, &scratch, excluded, &limits, &result) : GJ_OK;
    *size = limit;
    if (limit > 1 && status == GJ_OK && result.count > 0)
        *size = result.size;
    else if (limit > 1 && status == GJ_OK && !result.complete)
        *size = 0;
    gj_arena_free(&scratch);
    return status;
}

/* In no relation: the column is dependent by itself. */
static bool is_unseen(const struct gj_problem *problem, size_t column) {
    for (size_t i = 0; i < problem->row_count; i++)
        if (problem->coefficients[i * problem->column_count + column] != 0)
            return false;
    return true;
}

static gj_status find_distance(struct gj_problem *problem, struct gj_arena *arena, size_t *distance) {
    *distance = LARGEST_DISTANCE;
    for (size_t column = 0; column < problem->column_count; column++) {
        size_t others = 0;
        if (!is_unseen(problem, column) && undo_size(problem, arena, column, *distance - 1, &others) != GJ_OK)
            return GJ_ERROR_MEMORY;
        if (others + 1 < *distance)
            *distance = others + 1;
        if (*distance == 1)
            return GJ_OK;
    }
    return GJ_OK;
}

gj_status gj_template_sight(const gj_template *form, size_t table, int *detects, int *locates) {
    if (!form || table >= form->table_count || !detects || !locates)
        return GJ_ERROR_ARGUMENT;
    struct gj_arena arena = {0};
    struct gj_problem problem;
    size_t distance = 1;
    gj_status status = make_problem(&problem, &arena, form, &form->tables[table]);
    if (status == GJ_OK)
        status = find_distance(&problem, &arena, &distance);
    gj_arena_free(&arena);
    if (status != GJ_OK)
        return status;
    *detects = (int)distance - 1;
    *locates = *detects / 2;
    return GJ_OK;
}
