/*
 * Relations that contradict each other. Zeros satisfy any sums, so a table's relations are refused
 * where they force an unsigned cell to be 0: a real table would then always be found wrong.
 *
 * Relations over each row say the same of every row. A table of positive numbers that keeps them,
 * and those over each column too, exists exactly where one row and one column do (the products of
 * the two are such a table). So three small systems are looked at instead of one over all cells:
 * the columns, under what is said of each row; the rows, under what is said of each column; and the
 * cells, under what is said of the table, which in a table of one column (or one row) joins the
 * system of its rows (or columns).
 */
#include "relation_rules.h"

#include <stdlib.h>

#include "balance.h"
#include "fault.h"

/* One of the three systems: its relations in order, and its variables as positions. */
struct system {
    struct gj_reading *reading;
    const struct gj_relation_site *site;
    enum gj_each each; /* the kind of position that its variables are */
    const struct gj_relation_rule **rules;
    size_t rule_count;
    size_t *variables; /* positions, ascending, each once */
    size_t variable_count;
    struct gj_system sums;
};

static enum gj_each system_of(const struct gj_relation_site *site, const struct gj_relation_rule *rule) {
    if (rule->each != GJ_EACH_TABLE)
        return rule->each;
    if (site->columns->leaf_count == 1)
        return GJ_EACH_COLUMN;
    return site->rows->leaf_count == 1 ? GJ_EACH_ROW : GJ_EACH_TABLE;
}

static int compare_positions(const void *left, const void *right) {
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

static bool gather_variables(struct system *system) {
    size_t total = 0;
    for (size_t i = 0; i < system->rule_count; i++)
        total += system->rules[i]->left.count + system->rules[i]->right.count;
    size_t *all = gj_arena_array(&system->reading->scratch, total, sizeof *all);
    if (!all)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < system->rule_count; i++) {
        const struct gj_positions *sides[] = {&system->rules[i]->left, &system->rules[i]->right};
        for (size_t side = 0; side < 2; side++)
            for (size_t j = 0; j < sides[side]->count; j++)
                all[count++] = sides[side]->items[j];
    }
    qsort(all, count, sizeof *all, compare_positions);
    system->variables = all;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || all[i] != system->variables[system->variable_count - 1])
            system->variables[system->variable_count++] = all[i];
    return true;
}

static size_t find_variable(const struct system *system, size_t position) {
    size_t low = 0;
    size_t high = system->variable_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (system->variables[middle] <= position)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool all_signed(const struct gj_axis *axis) {
    for (size_t i = 0; i < axis->leaf_count; i++)
        if (!axis->leaves[i].heading->is_signed)
            return false;
    return true;
}

/* A whole row or column counts as signed only if no unsigned cell is in it. */
static bool is_signed(const struct system *system, size_t position) {
    const struct gj_axis *rows = system->site->rows;
    const struct gj_axis *columns = system->site->columns;
    switch (system->each) {
    case GJ_EACH_ROW:
        return columns->leaves[position].heading->is_signed || all_signed(rows);
    case GJ_EACH_COLUMN:
        return rows->leaves[position].heading->is_signed || all_signed(columns);
    case GJ_EACH_TABLE:
        break;
    }
    return rows->leaves[position / columns->leaf_count].heading->is_signed ||
           columns->leaves[position % columns->leaf_count].heading->is_signed;
}

static gj_status fill_sums(struct system *system) {
    struct gj_reading *reading = system->reading;
    size_t width = system->variable_count;
    if (width > GJ_SYSTEM_SIZE / system->rule_count)
        return gj_fault(reading, system->rules[0]->spot, NULL,
                        "begins a system of relations too large to be checked; split the table");
    int *coefficients = gj_arena_array(&reading->scratch, system->rule_count * width, sizeof *coefficients);
    bool *free_signs = gj_arena_array(&reading->scratch, width, sizeof *free_signs);
    if (!coefficients || !free_signs)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < system->rule_count; i++) {
        const struct gj_relation_rule *rule = system->rules[i];
        for (size_t j = 0; j < rule->left.count; j++)
            coefficients[i * width + find_variable(system, rule->left.items[j])] = 1;
        for (size_t j = 0; j < rule->right.count; j++)
            coefficients[i * width + find_variable(system, rule->right.items[j])] = -1;
    }
    for (size_t i = 0; i < width; i++)
        free_signs[i] = is_signed(system, system->variables[i]);
    system->sums = (struct gj_system){system->rule_count, width, coefficients, free_signs};
    return GJ_OK;
}

/* The shortest beginning of the relations that contradicts itself ends with the one to be named. */
static size_t first_contradiction(const struct system *system) {
    size_t forced;
    size_t good = 0;
    size_t bad = system->rule_count;
    while (good + 1 < bad) {
        size_t middle = good + (bad - good) / 2;
        enum gj_balance balance = gj_system_balances(&system->reading->scratch, &system->sums, middle, &forced);
        if (balance == GJ_BALANCE_IMPOSSIBLE)
            bad = middle;
        else
            good = middle;
    }
    return bad - 1;
}

static gj_status contradiction(const struct system *system, size_t forced) {
    const struct gj_relation_site *site = system->site;
    gj_error *error = system->reading->error;
    size_t position = system->variables[forced];
    gj_fault_at(system->reading, system->rules[first_contradiction(system)]->spot, NULL);
    gj_fault_add(error, "contradicts the relations before it, or itself: together they force ");
    gj_quote_position(error, site, system->each, position);
    gj_fault_add(error, " to be 0 in every table; correct the cells that they name");
    return GJ_ERROR_GRAMMAR;
}

static gj_status check_system(struct system *system) {
    size_t forced = 0;
    if (system->rule_count == 0)
        return GJ_OK;
    if (!gather_variables(system))
        return gj_reading_memory(system->reading);
    gj_status status = fill_sums(system);
    if (status != GJ_OK)
        return status;
    switch (gj_system_balances(&system->reading->scratch, &system->sums, system->rule_count, &forced)) {
    case GJ_BALANCE_POSSIBLE:
        return GJ_OK;
    case GJ_BALANCE_IMPOSSIBLE:
        return contradiction(system, forced);
    case GJ_BALANCE_MEMORY:
        return gj_reading_memory(system->reading);
    case GJ_BALANCE_UNKNOWN:
        break;
    }
    return gj_fault(system->reading, system->rules[0]->spot, NULL,
                    "begins a system of relations too entangled to be checked; write them as plain totals");
}

/* Carry-overs join two reports: the cells of the year before are free, so they contradict nothing. */
gj_status gj_check_relations(struct gj_reading *reading, const struct gj_relation_site *site,
                             const struct gj_relation_rule *rules, size_t count) {
    static const enum gj_each kinds[] = {GJ_EACH_ROW, GJ_EACH_COLUMN, GJ_EACH_TABLE};
    gj_status status = GJ_OK;
    for (size_t kind = 0; kind < 3 && status == GJ_OK; kind++) {
        struct system system = {.reading = reading, .site = site, .each = kinds[kind]};
        system.rules = gj_arena_array(&reading->scratch, count, sizeof(struct gj_relation_rule *));
        if (!system.rules)
            return gj_reading_memory(reading);
        for (size_t i = 0; i < count; i++)
            if (rules[i].previous.count == 0 && system_of(site, &rules[i]) == kinds[kind])
                system.rules[system.rule_count++] = &rules[i];
        status = check_system(&system);
    }
    return status;
}
