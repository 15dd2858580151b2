#include "relations.h"

#include "decimal.h"

/* One side of a relation, added up with its blanks as 0. */
struct side {
    gj_decimal sum;
    size_t blanks;
    bool signed_blanks; /* one of the blanks might stand for a negative value */
    bool unknown;
    bool overflow;
};

static bool add_cell(const struct gj_report *report, size_t index, struct side *side) {
    const gj_cell *cell = &report->cells[index];
    if (cell->status == GJ_CELL_BLANK && !cell->has_value) {
        side->blanks++;
        side->signed_blanks = side->signed_blanks || report->form->cells[index].is_signed;
        return true;
    }
    bool printed = cell->status == GJ_CELL_PLACED || cell->status == GJ_CELL_REPAIRED ||
                   cell->status == GJ_CELL_BLANK;
    if (!printed || !cell->has_value) {
        side->unknown = true;
        return true;
    }
    return gj_decimal_add(side->sum, cell->value, &side->sum);
}

static struct side add_side(const struct gj_report *report, const size_t *cells, size_t count) {
    struct side side = {0};
    for (size_t i = 0; i < count && !side.overflow; i++)
        side.overflow = !add_cell(report, cells[i], &side);
    return side;
}

/* sign is that of found minus expected with every blank at 0. More in a blank can only enlarge its own side. */
static gj_relation_status judge(const struct side *left, const struct side *right, int sign) {
    if (sign == 0)
        return GJ_RELATION_HOLDS;
    if (left->signed_blanks || right->signed_blanks)
        return GJ_RELATION_UNKNOWN;
    size_t helpful = sign < 0 ? right->blanks : left->blanks;
    return helpful > 0 ? GJ_RELATION_UNKNOWN : GJ_RELATION_VIOLATED;
}

static gj_status note_overflow(struct gj_report *report, const gj_relation *relation) {
    const char *message = report->language == GJ_CHINESE ? "数值过大,无法核对此项合计:%s"
                                                         : "The figures are too large to check the sum %s";
    size_t line = report->cells[relation->target].line;
    char *text = gj_arena_format(report->arena, message, relation->id);
    return text ? gj_report_note(report, "overflow", GJ_WARNING, line, text) : GJ_ERROR_MEMORY;
}

static gj_status evaluate(struct gj_report *report, const struct gj_equation *equation, gj_relation *relation) {
    struct side left = add_side(report, equation->left, equation->left_count);
    struct side right = add_side(report, equation->right, equation->right_count);
    relation->id = equation->id;
    relation->table = report->form->tables[equation->table].id;
    relation->left = equation->left;
    relation->left_count = equation->left_count;
    relation->right = equation->right;
    relation->right_count = equation->right_count;
    relation->target = equation->target;
    relation->status = GJ_RELATION_UNKNOWN;
    if (left.unknown || right.unknown)
        return GJ_OK;
    gj_decimal difference;
    if (left.overflow || right.overflow || !gj_decimal_subtract(right.sum, left.sum, &difference))
        return note_overflow(report, relation);
    relation->expected = left.sum;
    relation->found = right.sum;
    relation->difference = difference;
    relation->status = judge(&left, &right, gj_decimal_compare(right.sum, left.sum));
    return GJ_OK;
}

static size_t line_of(const struct gj_report *report, const gj_relation *relation) {
    size_t line = report->cells[relation->target].line;
    for (size_t i = 0; line == 0 && i < relation->left_count; i++)
        line = report->cells[relation->left[i]].line;
    return line;
}

static gj_status add_violation(struct gj_report *report, const gj_relation *relation) {
    size_t count = relation->left_count + relation->right_count;
    size_t *cells = gj_arena_array(report->arena, count, sizeof *cells);
    gj_violation *violation = GJ_ADD(report->arena, report->violations);
    if (!cells || !violation)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < relation->left_count; i++)
        cells[i] = relation->left[i];
    for (size_t i = 0; i < relation->right_count; i++)
        cells[relation->left_count + i] = relation->right[i];
    *violation = (gj_violation){.kind = GJ_VIOLATION_TABLE,
                                .relation = relation->id,
                                .table = relation->table,
                                .target = relation->target,
                                .cells = cells,
                                .cell_count = count,
                                .expected = relation->expected,
                                .found = relation->found,
                                .difference = relation->difference,
                                .line = line_of(report, relation)};
    return GJ_OK;
}

static gj_status count_violations(struct gj_report *report, size_t *counts) {
    size_t total = 0;
    for (size_t i = 0; i < report->violations.count; i++) {
        const gj_violation *violation = &report->violations.items[i];
        for (size_t j = 0; j < violation->cell_count; j++)
            counts[violation->cells[j]]++;
        total += violation->cell_count;
    }
    size_t *room = gj_arena_array(report->arena, total, sizeof *room);
    if (!room)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < report->cell_count; i++) {
        report->cells[i].violations = counts[i] ? room : NULL;
        report->cells[i].violation_count = 0;
        room += counts[i];
    }
    return GJ_OK;
}

gj_status gj_violations_index(struct gj_report *report) {
    size_t *counts = gj_arena_array(report->arena, report->cell_count, sizeof *counts);
    if (!counts || count_violations(report, counts) != GJ_OK)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < report->violations.count; i++) {
        const gj_violation *violation = &report->violations.items[i];
        for (size_t j = 0; j < violation->cell_count; j++) {
            gj_cell *cell = &report->cells[violation->cells[j]];
            /* The room is the report's own; only callers see it as constant. */
            ((size_t *)(uintptr_t)cell->violations)[cell->violation_count++] = i;
        }
    }
    return GJ_OK;
}

gj_status gj_relations_check(struct gj_report *report) {
    if (!report->form)
        return GJ_OK;
    size_t count = report->form->equation_count;
    report->relations = gj_arena_array(report->arena, count, sizeof *report->relations);
    if (!report->relations)
        return GJ_ERROR_MEMORY;
    report->relation_count = count;
    for (size_t i = 0; i < count; i++) {
        gj_relation *relation = &report->relations[i];
        gj_status status = evaluate(report, &report->form->equations[i], relation);
        if (status == GJ_OK && relation->status == GJ_RELATION_VIOLATED)
            status = add_violation(report, relation);
        if (status != GJ_OK)
            return status;
    }
    return gj_violations_index(report);
}
