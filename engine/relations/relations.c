#include "relations.h"

#include "decimal.h"

static bool add_cell(struct gj_side *side, const struct gj_report *report, size_t index) {
    const gj_cell *cell = &report->cells[index];
    if (cell->status == GJ_CELL_BLANK && !cell->has_value) {
        side->blanks++;
        side->signed_blanks = side->signed_blanks || report->form->cells[index].is_signed;
        return true;
    }
    bool printed = cell->status == GJ_CELL_PLACED || cell->status == GJ_CELL_REPAIRED || cell->status == GJ_CELL_BLANK;
    if (!printed || !cell->has_value) {
        side->unknown = true;
        return true;
    }
    return gj_decimal_add(side->sum, cell->value, &side->sum);
}

void gj_side_add(struct gj_side *side, const struct gj_report *report, const size_t *cells, size_t count) {
    for (size_t i = 0; i < count && !side->overflow; i++)
        side->overflow = !add_cell(side, report, cells[i]);
}

gj_relation_status gj_sides_compare(const struct gj_side *left, struct gj_side *right, gj_decimal *difference) {
    if (left->overflow || right->overflow)
        return GJ_RELATION_UNKNOWN;
    right->overflow = !gj_decimal_subtract(right->sum, left->sum, difference);
    if (right->overflow || left->unknown || right->unknown)
        return GJ_RELATION_UNKNOWN;
    if (difference->coefficient == 0)
        return GJ_RELATION_HOLDS;
    if (left->signed_blanks || right->signed_blanks)
        return GJ_RELATION_UNKNOWN;
    /* More in a blank can only enlarge its own side. */
    size_t helpful = difference->coefficient < 0 ? right->blanks : left->blanks;
    return helpful > 0 ? GJ_RELATION_UNKNOWN : GJ_RELATION_VIOLATED;
}

static gj_status note_overflow(struct gj_report *report, const gj_relation *relation) {
    size_t line = report->cells[relation->target].line;
    const char *text =
        report->language == GJ_CHINESE
            ? gj_arena_format(report->arena, "数值过大,无法核对合计 %s", relation->id)
            : gj_arena_format(report->arena, "the figures are too large to check the sum %s", relation->id);
    return text ? gj_report_note(report, "overflow", GJ_WARNING, line, text) : GJ_ERROR_MEMORY;
}

static void read_plain(const struct gj_report *report, uint64_t *values) {
    for (size_t i = 0; i < report->cell_count; i++) {
        const gj_cell *cell = &report->cells[i];
        bool plain = cell->status == GJ_CELL_PLACED && cell->has_value && !cell->value.scale;
        values[i] = plain ? gj_raise(cell->value.coefficient) : GJ_NOT_PLAIN;
    }
}

/* Of values that are raised. No overflow: see GJ_MOST_TERMS. */
static inline uint64_t add_up(const uint64_t *values, const size_t *cells, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[cells[i]];
    return sum;
}

/* false where a value is not plain. */
static bool add_plain(const uint64_t *values, const size_t *cells, size_t count, int64_t *sum) {
    if (count > GJ_MOST_TERMS)
        return false;
    uint64_t total = add_up(values, cells, count);
    *sum = (int64_t)(total - count * GJ_RAISE);
    return total < GJ_NOT_PLAIN;
}

/* Does the equation hold, all of whose terms are plain? */
static inline bool holds_plain(const uint64_t *values, const struct gj_equation *equation) {
    size_t left_count = equation->left_count, right_count = equation->right_count;
    if (left_count > GJ_MOST_TERMS || right_count > GJ_MOST_TERMS)
        return false;
    uint64_t left = add_up(values, equation->left, left_count), right = add_up(values, equation->right, right_count);
    return left < GJ_NOT_PLAIN && right < GJ_NOT_PLAIN &&
           left + right_count * GJ_RAISE == right + left_count * GJ_RAISE;
}

/* The common case of evaluate(): every term is there and plain. false where it is not the case. */
static bool evaluate_plain(const uint64_t *values, const struct gj_equation *equation, gj_relation *relation) {
    int64_t left, right;
    if (!add_plain(values, equation->left, equation->left_count, &left) ||
        !add_plain(values, equation->right, equation->right_count, &right))
        return false;
    relation->expected = (gj_decimal){left, 0};
    relation->found = (gj_decimal){right, 0};
    relation->difference = (gj_decimal){right - left, 0};
    relation->status = left == right ? GJ_RELATION_HOLDS : GJ_RELATION_VIOLATED;
    return true;
}

static gj_status evaluate(struct gj_report *report, const struct gj_equation *equation, gj_relation *relation) {
    struct gj_side left = {0};
    struct gj_side right = {0};
    gj_decimal difference = {0, 0};
    relation->expected = relation->found = relation->difference = (gj_decimal){0, 0};
    gj_side_add(&left, report, equation->left, equation->left_count);
    gj_side_add(&right, report, equation->right, equation->right_count);
    relation->status = gj_sides_compare(&left, &right, &difference);
    if (left.overflow || right.overflow)
        return note_overflow(report, relation);
    if (relation->status == GJ_RELATION_UNKNOWN)
        return GJ_OK;
    relation->expected = left.sum;
    relation->found = right.sum;
    relation->difference = difference;
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
    if (!report->violations.count)
        return GJ_OK; /* as the cells were made */
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

void gj_relations_open(const struct gj_template *form, gj_relation *relations) {
    for (size_t i = 0; i < form->equation_count; i++) {
        const struct gj_equation *equation = &form->equations[i];
        relations[i] = (gj_relation){.id = equation->id,
                                     .table = form->tables[equation->table].id,
                                     .left = equation->left,
                                     .left_count = equation->left_count,
                                     .right = equation->right,
                                     .right_count = equation->right_count,
                                     .target = equation->target};
    }
}

static gj_status check_all(struct gj_report *report, const uint64_t *values) {
    for (size_t i = 0; i < report->relation_count; i++) {
        const struct gj_equation *equation = &report->form->equations[i];
        gj_relation *relation = &report->relations[i];
        gj_status status = GJ_OK;
        if (!evaluate_plain(values, equation, relation))
            status = evaluate(report, equation, relation);
        if (status == GJ_OK && relation->status == GJ_RELATION_VIOLATED)
            status = add_violation(report, relation);
        if (status != GJ_OK)
            return status;
    }
    return gj_violations_index(report);
}

/* Of relations that all hold by those values. */
static void show_sums(struct gj_report *report, const uint64_t *values) {
    for (size_t i = 0; i < report->relation_count; i++) {
        const struct gj_equation *equation = &report->form->equations[i];
        gj_relation *relation = &report->relations[i];
        int64_t sum = 0;
        (void)add_plain(values, equation->left, equation->left_count, &sum);
        relation->expected = relation->found = (gj_decimal){sum, 0};
        relation->difference = (gj_decimal){0, 0};
    }
}

bool gj_relations_hold(struct gj_report *report, const uint64_t *values) {
    const struct gj_template *form = report->form;
    for (size_t i = 0; i < form->equation_count; i++)
        if (!holds_plain(values, &form->equations[i]))
            return false;
    report->relation_count = form->equation_count;
    report->all_hold = true;
    report->show_sums = show_sums;
    report->values = values;
    for (size_t i = 0; i < form->equation_count; i++)
        report->relations[i].status = GJ_RELATION_HOLDS;
    return true;
}

gj_status gj_relations_check(struct gj_report *report) {
    if (!report->form)
        return GJ_OK;
    gj_report_cast(report);
    report->relation_count = report->form->equation_count;
    report->all_hold = false;
    report->show_sums = NULL;
    uint64_t *values = gj_arena_array(report->arena, report->cell_count, sizeof *values);
    if (!report->relations) {
        report->relations = gj_arena_array(report->arena, report->relation_count, sizeof *report->relations);
        if (report->relations)
            gj_relations_open(report->form, report->relations);
    }
    if (!report->relations || !values)
        return GJ_ERROR_MEMORY;
    read_plain(report, values);
    return check_all(report, values);
}
