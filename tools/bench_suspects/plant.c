#include "plant.h"

#include <stdio.h>
#include <string.h>

uint64_t dice_below(struct dice *dice, uint64_t limit) {
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (dice->state >> 11) % limit;
}

/* ------------------------------------------------------------------ tables */

static int64_t value_at(const struct small_report *small, size_t cell) {
    return small->report.cells[cell].value.coefficient;
}

/* Mostly 0, seldom large, and in the first column, which stands for people, less so. */
static int64_t draw_value(struct dice *dice, size_t column) {
    static const int64_t limits[] = {3, 10, 10, 40, 200, 3000};
    if (dice_below(dice, 100) < (column == 0 ? 45U : 85U))
        return 0;
    return (int64_t)dice_below(dice, (uint64_t)limits[dice_below(dice, 6)]) + 1;
}

/* received + carried over = outcomes + carried forward, column by column; rows are in the template's order. */
static void fill_applications(struct small_report *small, struct dice *dice, const struct gj_table_rule *table) {
    size_t rows = table->row_count;
    size_t columns = table->column_count;
    for (size_t column = 0; column + 1 < columns; column++) {
        size_t first = table->first_cell + column;
        int64_t outcomes = 0;
        for (size_t row = 2; row + 2 < rows; row++) {
            int64_t value = draw_value(dice, column);
            small_value(small, first + row * columns, value);
            outcomes += value;
        }
        int64_t forward = draw_value(dice, column) / 8;
        int64_t over = (int64_t)dice_below(dice, (uint64_t)(outcomes + forward) / 6 + 1);
        small_value(small, first, outcomes + forward - over);
        small_value(small, first + columns, over);
        small_value(small, first + (rows - 2) * columns, outcomes);
        small_value(small, first + (rows - 1) * columns, forward);
    }
}

static void fill_row_totals(struct small_report *small, const struct gj_table_rule *table) {
    for (size_t row = 0; row < table->row_count; row++) {
        size_t first = table->first_cell + row * table->column_count;
        int64_t sum = 0;
        for (size_t i = 0; i + 1 < table->column_count; i++)
            sum += value_at(small, first + i);
        small_value(small, first + table->column_count - 1, sum);
    }
}

void plant_table(struct small_report *small, struct dice *dice) {
    const struct gj_template *form = small->report.form;
    for (size_t i = 0; i < form->cell_count; i++)
        small_value(small, i, draw_value(dice, form->cells[i].column));
    for (size_t i = 0; i < form->table_count; i++) {
        const struct gj_table_rule *table = &form->tables[i];
        bool is_grid = table->column_count > 1 && table->column_leaves[table->column_count - 1].heading &&
                       strcmp(table->column_leaves[table->column_count - 1].heading->id, "total") == 0;
        if (strcmp(table->id, "applications") == 0)
            fill_applications(small, dice, table);
        if (is_grid)
            fill_row_totals(small, table);
    }
}

/* ------------------------------------------------------------------ where an error can be */

static bool is_total(const struct gj_template *form, size_t cell) {
    for (size_t i = 0; i < form->equation_count; i++)
        if (form->equations[i].target == cell)
            return true;
    return false;
}

static bool is_in_relation(const struct gj_template *form, size_t cell) {
    for (size_t i = 0; i < form->equation_count; i++) {
        const struct gj_equation *equation = &form->equations[i];
        for (size_t j = 0; j < equation->left_count; j++)
            if (equation->left[j] == cell)
                return true;
        for (size_t j = 0; j < equation->right_count; j++)
            if (equation->right[j] == cell)
                return true;
    }
    return false;
}

static bool is_planted(const struct planted *planted, size_t cell) {
    for (size_t i = 0; i < planted->count; i++)
        if (planted->cells[i] == cell)
            return true;
    return false;
}

static bool put(struct small_report *small, struct planted *planted, size_t cell, int64_t value) {
    int64_t truth = value_at(small, cell);
    if (value == truth || value < 0 || is_planted(planted, cell) || planted->count == MOST_PLANTED)
        return false;
    planted->cells[planted->count] = cell;
    planted->truths[planted->count++] = truth;
    small_value(small, cell, value);
    return true;
}

/* The neighbour in the same row, or where down is set in the same column; the cell itself at the edge. */
static size_t next_cell(const struct gj_template *form, size_t cell, bool down) {
    const struct gj_table_rule *table = &form->tables[form->cells[cell].table];
    if (down)
        return form->cells[cell].row + 1 < table->row_count ? cell + table->column_count : cell;
    return form->cells[cell].column + 1 < table->column_count ? cell + 1 : cell;
}

/* ------------------------------------------------------------------ wrong values */

static int64_t swap_digits(int64_t value, struct dice *dice) {
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)value);
    if (length < 2)
        return value;
    size_t place = dice_below(dice, (uint64_t)length - 1);
    char digit = digits[place];
    digits[place] = digits[place + 1];
    digits[place + 1] = digit;
    long long swapped = value;
    sscanf(digits, "%lld", &swapped);
    return digits[0] == '0' ? value : swapped;
}

static int64_t drop_digit(int64_t value, struct dice *dice) {
    int64_t unit = 1;
    for (uint64_t place = dice_below(dice, 3); place > 0 && unit * 10 <= value; place--)
        unit *= 10;
    return value < 10 ? value : value / (unit * 10) * unit + value % unit;
}

static int64_t double_digit(int64_t value, struct dice *dice) {
    int64_t unit = 1;
    for (uint64_t place = dice_below(dice, 3); place > 0 && unit * 10 <= value; place--)
        unit *= 10;
    return value / unit * unit * 10 + value / unit % 10 * unit + value % unit;
}

/* A total of the same column in some other row. */
static int64_t other_total(const struct small_report *small, struct dice *dice, size_t cell) {
    const struct gj_template *form = small->report.form;
    const struct gj_table_rule *table = &form->tables[form->cells[cell].table];
    size_t row = dice_below(dice, table->row_count);
    return value_at(small, table->first_cell + row * table->column_count + form->cells[cell].column);
}

static int64_t wrong_value(const struct small_report *small, struct dice *dice, enum plant_kind kind, size_t cell) {
    int64_t value = value_at(small, cell);
    switch (kind) {
    case PLANT_TOTAL_ZERO:
        return 0;
    case PLANT_NEIGHBOUR:
        return value_at(small, next_cell(small->report.form, cell, dice_below(dice, 2)));
    case PLANT_DIGITS_SWAPPED:
        return swap_digits(value, dice);
    case PLANT_DIGIT_DROPPED:
        return drop_digit(value, dice);
    case PLANT_DIGIT_DOUBLED:
        return double_digit(value, dice);
    case PLANT_OFF_BY_ONE:
        return dice_below(dice, 2) ? value + 1 : value - 1;
    case PLANT_COPIED_TOTAL:
        return other_total(small, dice, cell);
    case PLANT_ABSURD:
        return 1000000000000;
    default:
        return (int64_t)dice_below(dice, dice_below(dice, 2) ? 20 : 2000);
    }
}

/* ------------------------------------------------------------------ planting */

static bool exchange(struct small_report *small, struct planted *planted, size_t a, size_t b) {
    int64_t first = value_at(small, a);
    int64_t second = value_at(small, b);
    if (first == second || is_planted(planted, a) || is_planted(planted, b))
        return false;
    return put(small, planted, a, second) && put(small, planted, b, first);
}

static size_t draw_in_column(const struct small_report *small, struct dice *dice, size_t cell) {
    const struct gj_template *form = small->report.form;
    const struct gj_table_rule *table = &form->tables[form->cells[cell].table];
    return table->first_cell + dice_below(dice, table->row_count) * table->column_count + form->cells[cell].column;
}

static bool move_unit(struct small_report *small, struct planted *planted, size_t from, size_t to) {
    if (from == to || value_at(small, from) == 0 || is_planted(planted, from) || is_planted(planted, to))
        return false;
    return put(small, planted, from, value_at(small, from) - 1) && put(small, planted, to, value_at(small, to) + 1);
}

static bool try_error(struct small_report *small, struct dice *dice, enum plant_kind kind, size_t cell,
                      struct planted *planted) {
    const struct gj_template *form = small->report.form;
    bool needs_total = kind == PLANT_TOTAL_ZERO || kind == PLANT_COPIED_TOTAL || kind == PLANT_TOTALS_SWAPPED;
    if (!is_in_relation(form, cell) || (needs_total && !is_total(form, cell)))
        return false;
    size_t other = draw_in_column(small, dice, cell);
    if (kind == PLANT_CELLS_SWAPPED)
        return exchange(small, planted, cell, next_cell(form, cell, dice_below(dice, 2)));
    if (kind == PLANT_TOTALS_SWAPPED)
        return is_total(form, other) && exchange(small, planted, cell, other);
    if (kind == PLANT_UNIT_MOVED)
        return move_unit(small, planted, cell, other);
    return put(small, planted, cell, wrong_value(small, dice, kind, cell));
}

bool plant_error(struct small_report *small, struct dice *dice, enum plant_kind kind, struct planted *planted) {
    for (int tries = 0; tries < 5000; tries++) {
        enum plant_kind drawn = kind == PLANT_MIXED ? (enum plant_kind)dice_below(dice, PLANT_ABSURD + 1) : kind;
        if (try_error(small, dice, drawn, dice_below(dice, small->report.cell_count), planted))
            return true;
    }
    return false;
}

const char *plant_name(enum plant_kind kind) {
    static const char *names[PLANT_KIND_COUNT] = {
        "any_value",    "total_zero", "neighbour",     "digits_swapped", "digit_dropped", "digit_doubled", "off_by_one",
        "copied_total", "absurd",     "cells_swapped", "totals_swapped", "unit_moved",    "mixed"};
    return names[kind];
}
