/*
 * Tables with one column of values, read column by column: the numbers of the rows, their labels, their units and their
 * values stand one behind the other, and a mark for nothing may stand in each of these columns.
 */
#include <string.h>

#include "block_reader.h"

/* ------------------------------------------------------------------ what is no value */

static int64_t number_at(const struct gj_block_reader *reader, const struct gj_run *span, size_t index) {
    return reader->numbers[span->first + index];
}

static bool counts_from(const struct gj_block_reader *reader, const struct gj_run *span, int64_t number) {
    for (size_t i = 0; i < span->count; i++)
        if (number_at(reader, span, i) != number + (int64_t)i)
            return false;
    return true;
}

void gj_block_drop_serials(struct gj_block_reader *reader) {
    enum { SHORTEST_REST = 3 }; /* of a series that goes on in another run */
    size_t kept = 0;
    int64_t next = 1;
    for (size_t i = 0; i < reader->run_count; i++) {
        const struct gj_run *span = &reader->runs[i].span;
        size_t least = next == 1 ? GJ_SHORTEST_SERIES : SHORTEST_REST;
        if (span->count >= least && counts_from(reader, span, next))
            next += (int64_t)span->count;
        else
            reader->runs[kept++] = reader->runs[i];
    }
    reader->run_count = kept;
}

static void move_value(struct gj_block_reader *reader, size_t from, size_t to) {
    reader->values[to] = reader->values[from];
    reader->numbers[to] = reader->numbers[from];
    reader->texts[to] = reader->texts[from];
}

void gj_block_drop_blanks(struct gj_block_reader *reader) {
    size_t kept = 0;
    for (size_t i = 0; i < reader->run_count; i++) {
        struct gj_run *span = &reader->runs[i].span;
        size_t count = 0;
        for (size_t j = span->first; j < span->first + span->count; j++)
            if (gj_atom_at(reader->bench, reader->values[j])->kind == GJ_ATOM_VALUE)
                move_value(reader, j, span->first + count++);
        span->count = count;
        if (count)
            reader->runs[kept++] = reader->runs[i];
    }
    reader->run_count = kept;
}

/* ------------------------------------------------------------------ the order of its runs */

enum { MOST_RUNS = 12, MOST_STEPS = 20000 };

struct order {
    const enum gj_break *breaks;
    const struct gj_run *runs;
    size_t run_count;
    size_t chosen[MOST_RUNS], found[MOST_RUNS];
    bool used[MOST_RUNS];
    size_t found_count; /* of the best */
    size_t most_headed; /* runs that end at headings in those */
    size_t steps;
};

static bool is_in_order(const enum gj_break *breaks, const struct gj_run *runs, size_t run_count) {
    size_t row = 0;
    for (size_t i = 0; i < run_count; i++)
        if (!breaks[row += runs[i].count])
            return false;
    return true;
}

/* Runs of one length stay in their order. */
static bool is_next_of_its_length(const struct order *order, size_t run) {
    for (size_t i = 0; i < run; i++)
        if (!order->used[i] && order->runs[i].count == order->runs[run].count)
            return false;
    return !order->used[run];
}

static void note_found(struct order *order, size_t headed) {
    if (order->found_count && headed < order->most_headed)
        return;
    order->found_count = headed > order->most_headed ? 1 : order->found_count + 1;
    order->most_headed = headed;
    memcpy(order->found, order->chosen, sizeof order->found);
}

/* Orders in which every run ends where the column may break, from that row on; headed of the runs above it end at
 * headings. */
static void search(struct order *order, size_t depth, size_t row, size_t headed) {
    if (depth == order->run_count) {
        note_found(order, headed);
        return;
    }
    for (size_t i = 0; i < order->run_count && order->steps < MOST_STEPS; i++) {
        order->steps++;
        if (!is_next_of_its_length(order, i) || !order->breaks[row + order->runs[i].count])
            continue;
        order->used[i] = true;
        order->chosen[depth] = i;
        size_t end = row + order->runs[i].count;
        search(order, depth + 1, end, headed + (order->breaks[end] == GJ_BREAK));
        order->used[i] = false;
    }
}

bool gj_block_order(const enum gj_break *breaks, struct gj_run *runs, size_t run_count) {
    if (run_count > MOST_RUNS || is_in_order(breaks, runs, run_count))
        return true;
    struct order order = {.breaks = breaks, .runs = runs, .run_count = run_count};
    search(&order, 0, 0, 0);
    if (order.found_count > 1 || order.steps == MOST_STEPS)
        return false;
    struct gj_run ordered[MOST_RUNS] = {{0}};
    for (size_t i = 0; i < run_count; i++)
        ordered[i] = runs[order.found_count ? order.found[i] : i];
    memcpy(runs, ordered, run_count * sizeof *runs);
    return true;
}

/* ------------------------------------------------------------------ where it may break */

/* A heading that has no value of its own stands above the row. */
static bool opens_group(const struct gj_table_rule *rule, size_t row) {
    const struct gj_leaf *leaf = &rule->row_leaves[row], *before = row ? leaf - 1 : NULL;
    size_t count = leaf->group_count;
    return count && (!before || before->group_count < count || before->groups[count - 1] != leaf->groups[count - 1]);
}

/* The atom is the label of a row of the table: of that one, or of any for GJ_NOWHERE. */
static bool names_row(const struct gj_workbench *bench, size_t table, size_t row, size_t atom) {
    for (const struct gj_label *label = gj_label_at(bench, atom); label;
         label = gj_labels_next(&bench->report->form->labels, label))
        if (label->role == GJ_LABEL_ROW && label->table == table && (row == GJ_NOWHERE || label->index == row))
            return true;
    return false;
}

/* A rest of the label stands on the line below it. */
static bool goes_on_below(const struct gj_workbench *bench, size_t atom) {
    if (atom + 1 == bench->last_atom || gj_label_at(bench, atom + 1))
        return false;
    const struct gj_atom *label = gj_atom_at(bench, atom);
    return label[1].kind == GJ_ATOM_TEXT && label[1].line <= label->line + 1;
}

/* The row is no higher than others: the page has its label, in one line. */
static bool is_in_one_line(const struct gj_block_reader *reader, const struct gj_block_page *column, size_t row) {
    const struct gj_workbench *bench = reader->bench;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++)
        if (gj_page_of(reader->bench, i) == column->number && names_row(bench, column->table, row, i))
            return !goes_on_below(bench, i);
    return false;
}

bool gj_block_order_column(const struct gj_block_reader *reader, const struct gj_block_page *column,
                           struct gj_run *runs) {
    enum gj_break breaks[GJ_TILE_ROWS + 1] = {GJ_NO_BREAK};
    size_t rows = column->last_row - column->first_row;
    if (rows > GJ_TILE_ROWS)
        return false;
    for (size_t i = 0; i < rows; i++) {
        if (!is_in_one_line(reader, column, column->first_row + i))
            breaks[i] = breaks[i + 1] = GJ_MAY_BREAK;
        if (opens_group(&reader->bench->report->form->tables[column->table], column->first_row + i))
            breaks[i] = GJ_BREAK;
    }
    breaks[rows] = GJ_BREAK;
    return gj_block_order(breaks, runs, column->last_run - column->first_run);
}

/* ------------------------------------------------------------------ rows after all */

bool gj_block_is_by_rows(const struct gj_block_reader *reader, const struct gj_block_page *column) {
    size_t headed = 0;
    for (size_t i = column->first_run; i < column->last_run; i++) {
        const struct gj_block_run *run = &reader->runs[i];
        size_t atom = run->text_first;
        while (atom < run->text_last && !names_row(reader->bench, column->table, GJ_NOWHERE, atom))
            atom++;
        headed += atom < run->text_last;
    }
    return headed > 1 && headed * 2 > column->last_run - column->first_run;
}
