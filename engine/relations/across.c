/* Between years: what one report hands over and what the next one takes up. */
#include "error.h"
#include "relations.h"
#include "report/report.h"
#include "suspects/suspects.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct gj_across {
    struct gj_arena arena;
    gj_crossing *crossings;
    size_t count;
};

/* ------------------------------------------------------------------ one relation */

/* The cells of the earlier report by the ids that the later one's template gives. */
static const size_t *find_previous(struct gj_arena *arena, const struct gj_report *previous,
                                   const struct gj_template *form, const struct gj_carryover *carryover,
                                   bool *all_found) {
    size_t *cells = gj_arena_array(arena, carryover->previous_left_count, sizeof *cells);
    *all_found = true;
    for (size_t i = 0; cells && i < carryover->previous_left_count; i++) {
        cells[i] = gj_report_index_of(previous, form->cells[carryover->previous_left[i]].id);
        *all_found = *all_found && cells[i] != GJ_NOWHERE;
    }
    return cells;
}

static void evaluate(gj_crossing *crossing, const struct gj_report *previous, const struct gj_report *report) {
    struct gj_side left = {0};
    struct gj_side right = {0};
    gj_decimal difference = {0, 0};
    gj_side_add(&left, previous, crossing->previous, crossing->previous_count);
    gj_side_add(&left, report, crossing->left, crossing->left_count);
    gj_side_add(&right, report, crossing->right, crossing->right_count);
    crossing->status = gj_sides_compare(&left, &right, &difference);
    if (crossing->status == GJ_RELATION_UNKNOWN)
        return;
    crossing->expected = left.sum;
    crossing->found = right.sum;
    crossing->difference = difference;
}

static gj_status cross(gj_crossing *crossing, struct gj_arena *arena, const struct gj_report *previous,
                       const struct gj_report *report, const struct gj_carryover *carryover) {
    bool all_found;
    *crossing = (gj_crossing){.relation = carryover->id,
                              .table = report->form->tables[carryover->table].id,
                              .status = GJ_RELATION_UNKNOWN,
                              .previous = find_previous(arena, previous, report->form, carryover, &all_found),
                              .previous_count = carryover->previous_left_count,
                              .left = carryover->left,
                              .left_count = carryover->left_count,
                              .right = carryover->right,
                              .right_count = carryover->right_count,
                              .target = carryover->target};
    if (!crossing->previous)
        return GJ_ERROR_MEMORY;
    if (all_found)
        evaluate(crossing, previous, report);
    return GJ_OK;
}

/* ------------------------------------------------------------------ two reports */

/* Comparing reports that do not belong together would accuse both. */
static gj_status check_pair(const struct gj_report *previous, const struct gj_report *report, gj_error *error) {
    if (previous->year != 0 && report->year != 0 && previous->year + 1 != report->year)
        return gj_fail(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE,
                       "The reports are for %d and %d: compare a report with that of the year before", previous->year,
                       report->year);
    return GJ_OK;
}

static gj_status fill(struct gj_across *across, const struct gj_report *previous, const struct gj_report *report) {
    size_t count = report->form ? report->form->carryover_count : 0;
    across->crossings = gj_arena_array(&across->arena, count, sizeof *across->crossings);
    if (!across->crossings)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (cross(&across->crossings[i], &across->arena, previous, report, &report->form->carryovers[i]) != GJ_OK)
            return GJ_ERROR_MEMORY;
    across->count = count;
    return GJ_OK;
}

gj_status gj_across_new(gj_across **across, const gj_report *previous, const gj_report *report, gj_error *error) {
    if (!across || !previous || !report)
        return gj_fail(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE, "Two reports are needed to compare years");
    *across = NULL;
    gj_report_cast(previous);
    gj_report_cast(report);
    gj_status status = check_pair(previous, report, error);
    if (status != GJ_OK)
        return status;
    struct gj_across *made = calloc(1, sizeof *made);
    if (!made || fill(made, previous, report) != GJ_OK) {
        gj_across_free(made);
        return gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "There is not enough memory to compare two years");
    }
    *across = made;
    return GJ_OK;
}

void gj_across_free(gj_across *across) {
    if (!across)
        return;
    gj_arena_free(&across->arena);
    free(across);
}

size_t gj_across_count(const gj_across *across) {
    return across->count;
}

const gj_crossing *gj_across_crossing(const gj_across *across, size_t index) {
    return index < across->count ? &across->crossings[index] : NULL;
}

/* ------------------------------------------------------------------ violations */

/* The earlier report may be gone when the violation is told of: what is told is copied. */
static gj_status name_previous(struct gj_report *report, const gj_crossing *crossing, const struct gj_report *previous,
                               gj_violation *violation) {
    const gj_cell *cell = &previous->cells[crossing->previous[0]];
    violation->previous_source = gj_arena_copy(report->arena, previous->source, strlen(previous->source));
    violation->previous_cell = gj_arena_copy(report->arena, cell->id, strlen(cell->id));
    violation->previous_line = cell->line;
    violation->previous_value = cell->has_value ? cell->value : (gj_decimal){0, 0};
    return violation->previous_source && violation->previous_cell ? GJ_OK : GJ_ERROR_MEMORY;
}

static gj_status add_violation(struct gj_report *report, const gj_crossing *crossing,
                               const struct gj_report *previous) {
    size_t count = crossing->left_count + crossing->right_count;
    size_t *cells = gj_arena_array(report->arena, count, sizeof *cells);
    gj_violation *violation = GJ_ADD(report->arena, report->violations);
    if (!cells || !violation)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        cells[i] = i < crossing->left_count ? crossing->left[i] : crossing->right[i - crossing->left_count];
    *violation = (gj_violation){.kind = GJ_VIOLATION_ACROSS,
                                .relation = crossing->relation,
                                .table = crossing->table,
                                .target = crossing->target,
                                .cells = cells,
                                .cell_count = count,
                                .expected = crossing->expected,
                                .found = crossing->found,
                                .difference = crossing->difference,
                                .line = report->cells[crossing->target].line};
    return name_previous(report, crossing, previous, violation);
}

static gj_status add_violations(struct gj_report *report, const struct gj_across *across,
                                const struct gj_report *previous) {
    size_t first = report->violations.count;
    for (size_t i = 0; i < across->count; i++)
        if (across->crossings[i].status == GJ_RELATION_VIOLATED &&
            add_violation(report, &across->crossings[i], previous) != GJ_OK)
            return GJ_ERROR_MEMORY;
    if (gj_violations_index(report) != GJ_OK)
        return GJ_ERROR_MEMORY;
    return gj_suspects_across(report, first);
}

gj_status gj_document_compare(gj_document *document, size_t index, const gj_report *previous, gj_error *error) {
    gj_across *across = NULL;
    const gj_report *report = document ? gj_document_report(document, index) : NULL;
    gj_status status = gj_across_new(&across, previous, report, error);
    if (!across)
        return status;
    /* The report is the document's, which the caller lets us change. */
    status = add_violations((struct gj_report *)(uintptr_t)report, across, previous);
    gj_across_free(across);
    return status == GJ_OK ? GJ_OK
                           : gj_fail(error, status, GJ_NOWHERE, "There is not enough memory to compare two years");
}
