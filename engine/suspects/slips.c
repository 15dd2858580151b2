#include "slips.h"

#include "decimal.h"

#include <string.h>

/* ------------------------------------------------------------------ where a cell stands */

static const struct gj_table_rule *table_of(const struct gj_report *report, size_t cell) {
    return &report->form->tables[report->form->cells[cell].table];
}

/* The cell in the same table so many rows and columns away, or GJ_NOWHERE. */
static size_t neighbour(const struct gj_report *report, size_t cell, int rows, int columns) {
    const struct gj_table_rule *table = table_of(report, cell);
    const struct gj_cell_rule *rule = &report->form->cells[cell];
    if ((rows < 0 && rule->row == 0) || (columns < 0 && rule->column == 0))
        return GJ_NOWHERE;
    size_t row = rule->row + (size_t)(rows + 1) - 1;
    size_t column = rule->column + (size_t)(columns + 1) - 1;
    if (row >= table->row_count || column >= table->column_count)
        return GJ_NOWHERE;
    return table->first_cell + row * table->column_count + column;
}

static bool holds_value(const struct gj_report *report, size_t cell, gj_decimal value) {
    return cell != GJ_NOWHERE && report->cells[cell].has_value &&
           gj_decimal_compare(report->cells[cell].value, value) == 0;
}

static bool is_total(const struct gj_report *report, size_t cell) {
    for (size_t i = 0; i < report->relation_count; i++)
        if (report->relations[i].target == cell)
            return true;
    return false;
}

/* 0 stands everywhere in these tables: that a neighbour has it too says nothing. */
static bool is_printed_figure(const struct gj_correction *correction) {
    return correction->has_found && correction->found.coefficient != 0;
}

/* ------------------------------------------------------------------ slips of one cell */

static bool total_left_zero(const struct gj_report *report, const struct gj_correction *correction) {
    bool is_empty = !correction->has_found || correction->found.coefficient == 0;
    bool was_printed = report->cells[correction->cell].status != GJ_CELL_MISSING;
    return is_empty && was_printed && correction->meant.coefficient != 0 && is_total(report, correction->cell);
}

/* A blank that stands for no 0. */
static bool left_blank(const struct gj_report *report, const struct gj_correction *correction) {
    return report->cells[correction->cell].status == GJ_CELL_BLANK && correction->meant.coefficient != 0;
}

static bool neighbouring_column(const struct gj_report *report, const struct gj_correction *correction) {
    return is_printed_figure(correction) &&
           (holds_value(report, neighbour(report, correction->cell, 0, -1), correction->found) ||
            holds_value(report, neighbour(report, correction->cell, 0, 1), correction->found));
}

static bool neighbouring_row(const struct gj_report *report, const struct gj_correction *correction) {
    return is_printed_figure(correction) &&
           (holds_value(report, neighbour(report, correction->cell, -1, 0), correction->found) ||
            holds_value(report, neighbour(report, correction->cell, 1, 0), correction->found));
}

/* A total that is the total of some other row. */
static bool copied_from_row(const struct gj_report *report, const struct gj_correction *correction) {
    if (!is_printed_figure(correction) || !is_total(report, correction->cell))
        return false;
    const struct gj_table_rule *table = table_of(report, correction->cell);
    size_t column = report->form->cells[correction->cell].column;
    for (size_t row = 0; row < table->row_count; row++) {
        size_t other = table->first_cell + row * table->column_count + column;
        if (other != correction->cell && holds_value(report, other, correction->found))
            return true;
    }
    return false;
}

/* A part that repeats the total of a relation that it stands in. */
static bool own_total_repeated(const struct gj_report *report, const struct gj_correction *correction) {
    if (!is_printed_figure(correction))
        return false;
    for (size_t i = 0; i < report->relation_count; i++) {
        const gj_relation *relation = &report->relations[i];
        for (size_t j = 0; j < relation->left_count; j++)
            if (relation->left[j] == correction->cell && holds_value(report, relation->target, correction->found))
                return true;
    }
    return false;
}

static bool digits_swapped(const struct gj_report *report, const struct gj_correction *correction) {
    (void)report;
    char found[GJ_DECIMAL_TEXT];
    char meant[GJ_DECIMAL_TEXT];
    size_t length = gj_decimal_print(correction->found, found);
    if (!correction->has_found || gj_decimal_print(correction->meant, meant) != length)
        return false;
    size_t first = 0;
    while (first < length && found[first] == meant[first])
        first++;
    return first + 1 < length && found[first] == meant[first + 1] && found[first + 1] == meant[first] &&
           strcmp(found + first + 2, meant + first + 2) == 0;
}

/* The digit of longer that shorter lacks, or NULL where they differ by more than one. */
static const char *extra_digit(const char *longer, const char *shorter) {
    if (strlen(longer) != strlen(shorter) + 1)
        return NULL;
    const char *place = longer;
    while (*shorter && *place == *shorter) {
        place++;
        shorter++;
    }
    return strcmp(place + 1, shorter) == 0 ? place : NULL;
}

static bool digit_dropped(const struct gj_report *report, const struct gj_correction *correction) {
    (void)report;
    char found[GJ_DECIMAL_TEXT];
    char meant[GJ_DECIMAL_TEXT];
    gj_decimal_print(correction->found, found);
    gj_decimal_print(correction->meant, meant);
    return correction->has_found && extra_digit(meant, found) != NULL;
}

static bool digit_doubled(const struct gj_report *report, const struct gj_correction *correction) {
    (void)report;
    char found[GJ_DECIMAL_TEXT];
    char meant[GJ_DECIMAL_TEXT];
    gj_decimal_print(correction->found, found);
    gj_decimal_print(correction->meant, meant);
    const char *extra = correction->has_found ? extra_digit(found, meant) : NULL;
    /* extra is the last of a run of equal digits, so a double stands right in front of it. */
    return extra && extra > found && extra[-1] == *extra;
}

static bool off_by_one(const struct gj_report *report, const struct gj_correction *correction) {
    (void)report;
    gj_decimal difference;
    return correction->has_found && gj_decimal_subtract(correction->found, correction->meant, &difference) &&
           difference.scale == 0 && (difference.coefficient == 1 || difference.coefficient == -1);
}

static const struct {
    struct gj_slip slip;
    bool (*fits)(const struct gj_report *report, const struct gj_correction *correction);
} slips_of_one[] = {
    /* weightiest first */
    {{"total_left_zero", 9, true}, total_left_zero},
    {{"left_blank", 9, true}, left_blank},
    {{"digits_swapped", 8, true}, digits_swapped},
    {{"digit_doubled", 7, true}, digit_doubled},
    {{"digit_dropped", 6, true}, digit_dropped},
    {{"own_total_repeated", 5, false}, own_total_repeated},
    {{"neighbouring_column", 4, false}, neighbouring_column},
    {{"neighbouring_row", 4, false}, neighbouring_row},
    {{"copied_from_row", 3, false}, copied_from_row},
    {{"off_by_one", 2, false}, off_by_one},
};

const struct gj_slip *gj_slip_of_one(const struct gj_report *report, const struct gj_correction *correction) {
    for (size_t i = 0; i < sizeof slips_of_one / sizeof *slips_of_one; i++)
        if (slips_of_one[i].fits(report, correction))
            return &slips_of_one[i].slip;
    return NULL;
}

/* ------------------------------------------------------------------ slips of two cells */

static bool is_exchanged(const struct gj_correction *a, const struct gj_correction *b) {
    return a->has_found && b->has_found && gj_decimal_compare(a->found, b->meant) == 0 &&
           gj_decimal_compare(b->found, a->meant) == 0;
}

static bool is_same_column(const struct gj_report *report, const struct gj_correction *a,
                           const struct gj_correction *b) {
    const struct gj_cell_rule *first = &report->form->cells[a->cell];
    const struct gj_cell_rule *second = &report->form->cells[b->cell];
    return first->table == second->table && first->column == second->column;
}

static bool totals_swapped(const struct gj_report *report, const struct gj_correction *a,
                           const struct gj_correction *b) {
    return is_exchanged(a, b) && is_same_column(report, a, b) && is_total(report, a->cell) && is_total(report, b->cell);
}

static bool cells_swapped(const struct gj_report *report, const struct gj_correction *a,
                          const struct gj_correction *b) {
    return is_exchanged(a, b) &&
           (neighbour(report, a->cell, 0, 1) == b->cell || neighbour(report, a->cell, 0, -1) == b->cell ||
            neighbour(report, a->cell, 1, 0) == b->cell || neighbour(report, a->cell, -1, 0) == b->cell);
}

/* One case counted under the wrong outcome. */
static bool unit_moved(const struct gj_report *report, const struct gj_correction *a, const struct gj_correction *b) {
    gj_decimal sum_found, sum_meant;
    return is_same_column(report, a, b) && off_by_one(report, a) && off_by_one(report, b) &&
           gj_decimal_add(a->found, b->found, &sum_found) && gj_decimal_add(a->meant, b->meant, &sum_meant) &&
           gj_decimal_compare(sum_found, sum_meant) == 0;
}

static const struct {
    struct gj_slip slip;
    bool (*fits)(const struct gj_report *report, const struct gj_correction *a, const struct gj_correction *b);
} slips_of_two[] = {
    /* weightiest first; each outweighs any two slips of one cell but the last */
    {{"totals_swapped", 21, true}, totals_swapped},
    {{"cells_swapped", 20, true}, cells_swapped},
    {{"unit_moved", 6, false}, unit_moved},
};

const struct gj_slip *gj_slip_of_two(const struct gj_report *report, const struct gj_correction *a,
                                     const struct gj_correction *b) {
    for (size_t i = 0; i < sizeof slips_of_two / sizeof *slips_of_two; i++)
        if (slips_of_two[i].fits(report, a, b))
            return &slips_of_two[i].slip;
    return NULL;
}
