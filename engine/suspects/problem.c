#include "problem.h"

#include "checked.h"

#define NO_COLUMN ((size_t)-1)

gj_status gj_problem_new(struct gj_problem *problem, struct gj_arena *arena, size_t rows, size_t columns) {
    *problem = (struct gj_problem){.row_count = rows, .column_count = columns};
    size_t size = columns && rows > SIZE_MAX / columns ? SIZE_MAX : rows * columns;
    problem->coefficients = gj_arena_array(arena, size, sizeof *problem->coefficients);
    problem->sides = gj_arena_array(arena, rows, sizeof *problem->sides);
    problem->values = gj_arena_array(arena, columns, sizeof *problem->values);
    problem->steps = gj_arena_array(arena, columns, sizeof *problem->steps);
    problem->is_free = gj_arena_array(arena, columns, sizeof *problem->is_free);
    problem->is_signed = gj_arena_array(arena, columns, sizeof *problem->is_signed);
    problem->is_blank = gj_arena_array(arena, columns, sizeof *problem->is_blank);
    problem->cells = gj_arena_array(arena, columns, sizeof *problem->cells);
    problem->relations = gj_arena_array(arena, rows, sizeof *problem->relations);
    bool whole = problem->coefficients && problem->sides && problem->values && problem->steps && problem->is_free &&
                 problem->is_signed && problem->is_blank && problem->cells && problem->relations;
    return whole ? GJ_OK : GJ_ERROR_MEMORY;
}

/* ------------------------------------------------------------------ parts */

static size_t root_of(size_t *parents, size_t index) {
    while (parents[index] != index) {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    return index;
}

static void join_cells(size_t *owners, size_t *parents, const size_t *cells, size_t count, size_t relation) {
    for (size_t i = 0; i < count; i++) {
        size_t *owner = &owners[cells[i]];
        if (*owner == NO_COLUMN)
            *owner = relation;
        parents[root_of(parents, relation)] = root_of(parents, *owner);
    }
}

gj_status gj_problem_parts(const struct gj_report *report, struct gj_arena *arena, size_t *numbers) {
    size_t *owners = gj_arena_array(arena, report->cell_count, sizeof *owners);
    size_t *parents = gj_arena_array(arena, report->relation_count, sizeof *parents);
    if (!owners || !parents)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < report->cell_count; i++)
        owners[i] = NO_COLUMN;
    for (size_t i = 0; i < report->relation_count; i++)
        parents[i] = i;
    for (size_t i = 0; i < report->relation_count; i++) {
        const gj_relation *relation = &report->relations[i];
        join_cells(owners, parents, relation->left, relation->left_count, i);
        join_cells(owners, parents, relation->right, relation->right_count, i);
    }
    for (size_t i = 0; i < report->relation_count; i++)
        numbers[i] = root_of(parents, i);
    return GJ_OK;
}

/* ------------------------------------------------------------------ one part */

bool gj_problem_is_printed(const struct gj_report *report, size_t index) {
    const gj_cell *cell = &report->cells[index];
    bool printed = cell->status == GJ_CELL_PLACED || cell->status == GJ_CELL_REPAIRED || cell->status == GJ_CELL_BLANK;
    return printed && cell->has_value;
}

static bool scaled(gj_decimal value, int scale, int64_t *result) {
    int64_t raised = value.coefficient;
    for (int i = value.scale; i < scale; i++)
        if (!gj_checked_multiply(raised, 10, &raised))
            return false;
    return gj_checked_add(raised, 0, result);
}

/* Gives each cell of the part a column, in the order of the cells. */
static size_t number_columns(const struct gj_report *report, const size_t *numbers, size_t part, size_t *columns) {
    for (size_t i = 0; i < report->cell_count; i++)
        columns[i] = NO_COLUMN;
    for (size_t i = 0; i < report->relation_count; i++) {
        const gj_relation *relation = &report->relations[i];
        if (numbers[i] != part)
            continue;
        for (size_t j = 0; j < relation->left_count; j++)
            columns[relation->left[j]] = 0;
        for (size_t j = 0; j < relation->right_count; j++)
            columns[relation->right[j]] = 0;
    }
    size_t count = 0;
    for (size_t i = 0; i < report->cell_count; i++)
        if (columns[i] != NO_COLUMN)
            columns[i] = count++;
    return count;
}

static int largest_scale(const struct gj_report *report, const size_t *columns) {
    int scale = 0;
    for (size_t i = 0; i < report->cell_count; i++)
        if (columns[i] != NO_COLUMN && gj_problem_is_printed(report, i) && report->cells[i].value.scale > scale)
            scale = report->cells[i].value.scale;
    return scale;
}

static bool fill_column(struct gj_problem *problem, const struct gj_report *report, size_t cell, size_t column) {
    problem->cells[column] = cell;
    problem->is_signed[column] = report->form->cells[cell].is_signed;
    int64_t one = 1;
    if (!report->form->cells[cell].is_amount)
        for (int i = 0; i < problem->scale; i++)
            one *= 10; /* a scale is 18 at most */
    problem->steps[column] = one;
    problem->is_blank[column] = report->cells[cell].status == GJ_CELL_BLANK && !report->cells[cell].has_value;
    bool is_printed = gj_problem_is_printed(report, cell);
    problem->is_free[column] = !is_printed && !problem->is_blank[column];
    return !is_printed || scaled(report->cells[cell].value, problem->scale, &problem->values[column]);
}

static void fill_row(struct gj_problem *problem, const gj_relation *relation, const size_t *columns, size_t row) {
    int32_t *coefficients = &problem->coefficients[row * problem->column_count];
    for (size_t i = 0; i < relation->left_count; i++)
        coefficients[columns[relation->left[i]]]++;
    for (size_t i = 0; i < relation->right_count; i++)
        coefficients[columns[relation->right[i]]]--;
}

static bool add_up(const struct gj_problem *problem, const size_t *cells, size_t count, const size_t *columns,
                   int64_t *sum) {
    *sum = 0;
    for (size_t i = 0; i < count; i++)
        if (!gj_checked_add(*sum, problem->values[columns[cells[i]]], sum))
            return false;
    return true;
}

static bool fill_side(struct gj_problem *problem, const gj_relation *relation, const size_t *columns, size_t row) {
    int64_t left, right;
    return add_up(problem, relation->left, relation->left_count, columns, &left) &&
           add_up(problem, relation->right, relation->right_count, columns, &right) &&
           gj_checked_add(right, -left, &problem->sides[row]);
}

/* A total left blank over parts that are not 0 is a slip so common that the blank says nothing: it is as
 * good as missing. Blanks elsewhere are mostly zeros that nobody wrote. */
static void free_blank_total(struct gj_problem *problem, const gj_relation *relation, const size_t *columns,
                             size_t row) {
    size_t column = columns[relation->target];
    if (problem->is_blank[column] && problem->sides[row] != 0)
        problem->is_free[column] = true;
}

static bool fill_rows(struct gj_problem *problem, const struct gj_report *report, const size_t *numbers, size_t part,
                      const size_t *columns) {
    size_t row = 0;
    for (size_t i = 0; i < report->relation_count; i++) {
        if (numbers[i] != part)
            continue;
        problem->relations[row] = i;
        fill_row(problem, &report->relations[i], columns, row);
        if (!fill_side(problem, &report->relations[i], columns, row))
            return false;
        free_blank_total(problem, &report->relations[i], columns, row);
        row++;
    }
    return true;
}

gj_status gj_problem_of_part(struct gj_problem *problem, struct gj_arena *arena, const struct gj_report *report,
                             const size_t *numbers, size_t part, bool *fits) {
    size_t *columns = gj_arena_array(arena, report->cell_count, sizeof *columns);
    if (!columns)
        return GJ_ERROR_MEMORY;
    size_t rows = 0;
    for (size_t i = 0; i < report->relation_count; i++)
        rows += numbers[i] == part;
    size_t count = number_columns(report, numbers, part, columns);
    if (gj_problem_new(problem, arena, rows, count) != GJ_OK)
        return GJ_ERROR_MEMORY;
    problem->scale = largest_scale(report, columns);
    *fits = true;
    for (size_t i = 0; i < report->cell_count; i++)
        if (columns[i] != NO_COLUMN && !fill_column(problem, report, i, columns[i]))
            *fits = false;
    if (*fits)
        *fits = fill_rows(problem, report, numbers, part, columns);
    return GJ_OK;
}
