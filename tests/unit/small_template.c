#include "small_template.h"

#include <string.h>

static const char *part_of_id(struct gj_arena *arena, const char *id, int part) {
    while (part-- > 0)
        id = strchr(id, '/') + 1;
    return gj_arena_copy(arena, id, strcspn(id, "/"));
}

static void make_cells(struct small_report *small, const gj_template *form) {
    struct gj_report *report = &small->report;
    report->limits.work = GJ_DEFAULT_WORK;
    struct gj_arena *arena = &small->arena;
    report->arena = arena;
    report->form = form;
    report->cell_count = form->cell_count;
    report->cells = gj_arena_array(arena, form->cell_count, sizeof *report->cells);
    for (size_t i = 0; i < form->cell_count; i++) {
        report->cells[i].id = form->cells[i].id;
        report->cells[i].table = part_of_id(arena, form->cells[i].id, 0);
        report->cells[i].row = part_of_id(arena, form->cells[i].id, 1);
        report->cells[i].column = part_of_id(arena, form->cells[i].id, 2);
    }
}

void small_report_of(struct small_report *small, const gj_template *form) {
    memset(small, 0, sizeof *small);
    make_cells(small, form);
}

void small_report_new(struct small_report *small, size_t rows, size_t columns) {
    memset(small, 0, sizeof *small);
    struct gj_template *form = &small->form;
    struct gj_arena *arena = &small->arena;
    form->id = "small";
    form->table_count = 1;
    form->tables = gj_arena_array(arena, 1, sizeof *form->tables);
    form->tables[0] = (struct gj_table_rule){.id = "t", .row_count = rows, .column_count = columns};
    form->cell_count = rows * columns;
    form->cells = gj_arena_array(arena, form->cell_count, sizeof *form->cells);
    for (size_t i = 0; i < form->cell_count; i++) {
        struct gj_cell_rule *rule = &form->cells[i];
        rule->row = i / columns;
        rule->column = i % columns;
        rule->id = gj_arena_format(arena, "t/r%zu/c%zu", rule->row, rule->column);
    }
    make_cells(small, form);
}

static size_t *copy_cells(struct gj_arena *arena, const size_t *cells, size_t count) {
    size_t *copy = gj_arena_array(arena, count, sizeof *copy);
    if (count)
        memcpy(copy, cells, count * sizeof *copy);
    return copy;
}

void small_relation(struct small_report *small, const size_t *left, size_t left_count, const size_t *right,
                    size_t right_count) {
    struct gj_template *form = &small->form;
    struct gj_equation *equations =
        gj_arena_array(&small->arena, form->equation_count + 1, sizeof *form->equations);
    if (form->equation_count)
        memcpy(equations, form->equations, form->equation_count * sizeof *equations);
    equations[form->equation_count] = (struct gj_equation){
        .id = gj_arena_format(&small->arena, "t/relation/%zu", form->equation_count),
        .left = copy_cells(&small->arena, left, left_count),
        .left_count = left_count,
        .right = copy_cells(&small->arena, right, right_count),
        .right_count = right_count,
        .target = right[0]};
    form->equations = equations;
    form->equation_count++;
}

static bool read_number(const char *raw, gj_decimal *value) {
    int64_t coefficient = 0;
    int scale = 0;
    bool negative = raw[0] == '-';
    const char *point = strchr(raw, '.');
    for (const char *at = raw + negative; *at; at++) {
        if (at == point)
            continue;
        if (*at < '0' || *at > '9')
            return false;
        coefficient = coefficient * 10 + (*at - '0');
        scale += point && at > point;
    }
    *value = (gj_decimal){negative ? -coefficient : coefficient, scale};
    return true;
}

void small_cell(struct small_report *small, size_t index, const char *raw) {
    gj_cell *cell = &small->report.cells[index];
    cell->status = !raw ? GJ_CELL_MISSING : raw[0] ? GJ_CELL_PLACED : GJ_CELL_BLANK;
    cell->raw = raw ? gj_arena_copy(&small->arena, raw, strlen(raw)) : NULL;
    cell->has_value = raw && raw[0] && read_number(raw, &cell->value);
    cell->confidence = raw ? 1000 : 0;
    cell->line = raw ? index + 1 : 0;
}

void small_value(struct small_report *small, size_t index, int64_t value) {
    gj_cell *cell = &small->report.cells[index];
    *cell = (gj_cell){.id = cell->id,
                      .table = cell->table,
                      .row = cell->row,
                      .column = cell->column,
                      .status = GJ_CELL_PLACED,
                      .raw = gj_arena_format(&small->arena, "%lld", (long long)value),
                      .has_value = true,
                      .value = {value, 0},
                      .confidence = 1000,
                      .line = index + 1};
}

size_t small_find(const struct small_report *small, const char *id) {
    for (size_t i = 0; i < small->report.cell_count; i++)
        if (strcmp(small->report.cells[i].id, id) == 0)
            return i;
    return small->report.cell_count;
}

void small_report_free(struct small_report *small) {
    gj_arena_free(&small->arena);
}
