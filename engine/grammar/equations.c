/* One relation of the file, repeated over the rows or columns of its table: equations over cells. */
#include "relation_rules.h"

#include <string.h>

#include "fault.h"

#define MOST_TERMS ((size_t)1 << 18) /* in all equations of a template */

/* How positions become cells: cell = start + position * stride. */
struct instance {
    struct gj_reading *reading;
    const struct gj_relation_site *site;
    const struct gj_relation_rule *rule;
    size_t start;
    size_t stride;
    const char *id;
};

static const char *unit_of(const struct gj_table_rule *table, size_t cell) {
    size_t place = cell - table->first_cell;
    const char *unit = table->column_leaves[place % table->column_count].heading->unit;
    return unit ? unit : table->row_leaves[place / table->column_count].heading->unit;
}

static bool same_unit(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void add_unit(gj_error *error, const char *unit) {
    if (unit)
        gj_fault_quote(error, unit);
    else
        gj_fault_add(error, "none");
}

/* A sum of pieces and persons is a slip of the one who wrote the grammar. */
static gj_status check_units(const struct instance *instance, const size_t *cells, size_t count, size_t target) {
    const struct gj_table_rule *table = instance->site->table;
    const char *unit = unit_of(table, target);
    for (size_t i = 0; i < count; i++) {
        const char *other = unit_of(table, cells[i]);
        if (same_unit(unit, other))
            continue;
        gj_error *error = instance->reading->error;
        gj_fault_at(instance->reading, instance->rule->spot, NULL);
        gj_fault_add(error, "adds cells of different units, ");
        add_unit(error, unit);
        gj_fault_add(error, " and ");
        add_unit(error, other);
        gj_fault_add(error, "; correct the units or the cells");
        return GJ_ERROR_GRAMMAR;
    }
    return GJ_OK;
}

static gj_status place(const struct instance *instance, const struct gj_positions *positions, size_t **cells,
                       size_t *count) {
    struct gj_reading *reading = instance->reading;
    *count = positions->count;
    reading->term_count += positions->count;
    if (reading->term_count > MOST_TERMS)
        return gj_fault(reading, instance->rule->spot, NULL,
                        "with it the relations hold more than 262144 terms; split the template");
    *cells = gj_arena_array(&reading->form->arena, positions->count, sizeof **cells);
    if (!*cells)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < positions->count; i++)
        (*cells)[i] = instance->start + positions->items[i] * instance->stride;
    return check_units(instance, *cells, *count, instance->start + instance->rule->target * instance->stride);
}

static gj_status add_equation(const struct instance *instance) {
    struct gj_template *form = instance->reading->form;
    const struct gj_relation_rule *rule = instance->rule;
    form->equations = gj_arena_grow(&form->arena, form->equations, form->equation_count,
                                    &instance->reading->equation_capacity, sizeof *form->equations);
    if (!form->equations)
        return gj_reading_memory(instance->reading);
    struct gj_equation *equation = &form->equations[form->equation_count++];
    *equation = (struct gj_equation){.id = instance->id, .table = instance->site->table_index};
    equation->target = instance->start + rule->target * instance->stride;
    gj_status status = place(instance, &rule->left, &equation->left, &equation->left_count);
    return status == GJ_OK ? place(instance, &rule->right, &equation->right, &equation->right_count) : status;
}

static gj_status add_carryover(const struct instance *instance) {
    struct gj_template *form = instance->reading->form;
    const struct gj_relation_rule *rule = instance->rule;
    form->carryovers = gj_arena_grow(&form->arena, form->carryovers, form->carryover_count,
                                     &instance->reading->carryover_capacity, sizeof *form->carryovers);
    if (!form->carryovers)
        return gj_reading_memory(instance->reading);
    struct gj_carryover *carry = &form->carryovers[form->carryover_count++];
    *carry = (struct gj_carryover){.id = instance->id, .table = instance->site->table_index};
    carry->target = instance->start + rule->target * instance->stride;
    gj_status status = place(instance, &rule->previous, &carry->previous_left, &carry->previous_left_count);
    if (status == GJ_OK)
        status = place(instance, &rule->left, &carry->left, &carry->left_count);
    return status == GJ_OK ? place(instance, &rule->right, &carry->right, &carry->right_count) : status;
}

/* table/ID for the whole table, table/ID/ROW or table/ID/COLUMN for one of many. */
static const char *instance_id(const struct instance *instance, const struct gj_heading *heading) {
    struct gj_arena *arena = &instance->reading->form->arena;
    const char *table = instance->site->table->id;
    if (!heading)
        return gj_arena_format(arena, "%s/%s", table, instance->rule->id);
    return gj_arena_format(arena, "%s/%s/%s", table, instance->rule->id, heading->id);
}

static gj_status add_instance(struct instance *instance, const struct gj_heading *heading) {
    instance->id = instance_id(instance, heading);
    if (!instance->id)
        return gj_reading_memory(instance->reading);
    return instance->rule->previous.count ? add_carryover(instance) : add_equation(instance);
}

static gj_status add_for_each_row(struct instance *instance) {
    const struct gj_table_rule *table = instance->site->table;
    gj_status status = GJ_OK;
    instance->stride = 1;
    for (size_t row = 0; row < table->row_count && status == GJ_OK; row++) {
        instance->start = table->first_cell + row * table->column_count;
        status = add_instance(instance, table->row_leaves[row].heading);
    }
    return status;
}

static gj_status add_for_each_column(struct instance *instance) {
    const struct gj_table_rule *table = instance->site->table;
    gj_status status = GJ_OK;
    instance->stride = table->column_count;
    for (size_t column = 0; column < table->column_count && status == GJ_OK; column++) {
        instance->start = table->first_cell + column;
        status = add_instance(instance, table->column_leaves[column].heading);
    }
    return status;
}

gj_status gj_add_equations(struct gj_reading *reading, const struct gj_relation_site *site,
                           const struct gj_relation_rule *rule) {
    struct instance instance = {.reading = reading, .site = site, .rule = rule};
    instance.start = site->table->first_cell;
    instance.stride = 1;
    switch (rule->each) {
    case GJ_EACH_ROW:
        return add_for_each_row(&instance);
    case GJ_EACH_COLUMN:
        return add_for_each_column(&instance);
    case GJ_EACH_TABLE:
        break;
    }
    return add_instance(&instance, NULL);
}
