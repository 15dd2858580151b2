/* Suspects between years: the report of the year before is a witness, and no more. */
#include "suspects.h"

#include "decimal.h"
#include "problem.h"
#include "relations/relations.h"
#include "verdict.h"

static const char reason[] = "year_before";

static bool holds_cell(const size_t *cells, size_t count, size_t cell) {
    for (size_t i = 0; i < count; i++)
        if (cells[i] == cell)
            return true;
    return false;
}

static gj_relation_status status_now(const struct gj_report *report, const gj_relation *relation) {
    struct gj_side left = {0}, right = {0};
    gj_decimal difference = {0, 0};
    gj_side_add(&left, report, relation->left, relation->left_count);
    gj_side_add(&right, report, relation->right, relation->right_count);
    return gj_sides_compare(&left, &right, &difference);
}

/* Whether a relation of the report that holds would no longer do so if the cell had that value. */
static bool would_break(struct gj_report *report, size_t cell, gj_decimal value) {
    gj_cell printed = report->cells[cell];
    bool breaks = false;
    report->cells[cell].value = value;
    for (size_t i = 0; i < report->relation_count && !breaks; i++) {
        const gj_relation *relation = &report->relations[i];
        if (relation->status != GJ_RELATION_HOLDS || (!holds_cell(relation->left, relation->left_count, cell) &&
                                                      !holds_cell(relation->right, relation->right_count, cell)))
            continue;
        breaks = status_now(report, relation) == GJ_RELATION_VIOLATED;
    }
    report->cells[cell] = printed;
    return breaks;
}

/* Settles what it settled before, and the violation between the years. */
static gj_status settle(struct gj_report *report, gj_suspect *suspect, size_t violation) {
    size_t *settles = gj_arena_array(report->arena, suspect->settle_count + 1, sizeof *settles);
    if (!settles)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < suspect->settle_count; i++)
        settles[i] = suspect->settles[i];
    settles[suspect->settle_count++] = violation;
    suspect->settles = settles;
    return GJ_OK;
}

static size_t count_in_set(const struct gj_report *report, size_t set) {
    size_t count = 0;
    for (size_t i = 0; i < report->suspects.count; i++)
        count += report->suspects.items[i].set == set;
    return count;
}

/* What the target would have to read; false where no number of its kind does. */
static bool wanted_value(const struct gj_report *report, const gj_violation *violation, gj_decimal *wanted) {
    const gj_cell *cell = &report->cells[violation->target];
    gj_decimal printed = cell->has_value ? cell->value : (gj_decimal){0, 0};
    return gj_decimal_subtract(printed, violation->difference, wanted) &&
           (wanted->coefficient >= 0 || report->form->cells[violation->target].is_signed);
}

/* The report's own sums name the same figure: two witnesses. *known is whether they do. */
static gj_status support(struct gj_report *report, size_t index, gj_decimal wanted, bool *known) {
    const gj_violation *violation = &report->violations.items[index];
    *known = false;
    for (size_t i = 0; i < report->suspects.count; i++) {
        gj_suspect *suspect = &report->suspects.items[i];
        if (suspect->cell != violation->target || gj_decimal_compare(suspect->proposed, wanted) != 0)
            continue;
        *known = true;
        if (suspect->certainty == GJ_POSSIBLE && count_in_set(report, suspect->set) == 1) {
            suspect->certainty = GJ_LIKELY;
            suspect->reason = suspect->reason ? suspect->reason : reason;
        }
        if (settle(report, suspect, index) != GJ_OK)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

static gj_status add(struct gj_report *report, size_t index, gj_decimal wanted) {
    const gj_violation *violation = &report->violations.items[index];
    size_t set = 0;
    for (size_t i = 0; i < report->suspects.count; i++)
        if (report->suspects.items[i].set >= set)
            set = report->suspects.items[i].set + 1;
    gj_suspect *suspect = GJ_ADD(report->arena, report->suspects);
    if (!suspect)
        return GJ_ERROR_MEMORY;
    *suspect = (gj_suspect){.cell = violation->target,
                            .has_found = gj_problem_is_printed(report, violation->target),
                            .found = report->cells[violation->target].value,
                            .proposed = wanted,
                            .certainty = GJ_POSSIBLE,
                            .reason = reason,
                            .verdict = gj_verdict_of(report, violation->target),
                            .set = set};
    return settle(report, suspect, index);
}

gj_status gj_suspects_across(struct gj_report *report, size_t first) {
    gj_status status = GJ_OK;
    for (size_t i = first; i < report->violations.count && status == GJ_OK; i++) {
        size_t target = report->violations.items[i].target;
        gj_decimal wanted;
        bool known = false;
        if (!wanted_value(report, &report->violations.items[i], &wanted))
            continue;
        status = support(report, i, wanted, &known);
        if (status == GJ_OK && !known && !would_break(report, target, wanted))
            status = add(report, i, wanted);
    }
    return status;
}
