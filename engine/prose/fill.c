/* Filling the cells of tables that a report does not have from what its sentences state. */
#include <string.h>

#include "claimed.h"
#include "decimal.h"
#include "prose.h"

/* 举办不少于4场,参加2场: a rounded figure beside an exact one leaves open what the sum is. */
static bool is_beside(const gj_claim *claim, const gj_claim *other) {
    return !other->exact && strcmp(claim->sentence, other->sentence) == 0;
}

/* The first claim, other than this one, about the same cells and with another figure. */
static const gj_claim *find_rival(const struct gj_report *report, const gj_claim *claim) {
    for (size_t i = 0; i < report->claims.count; i++) {
        const gj_claim *other = &report->claims.items[i];
        if ((other->exact || is_beside(claim, other)) && other->period == GJ_PERIOD_REPORTED &&
            gj_claim_same_cells(claim, other) && gj_decimal_compare(claim->value, other->value) != 0)
            return other;
    }
    return NULL;
}

static gj_status fill_cell(struct gj_report *report, const gj_claim *claim, gj_cell *cell) {
    char text[GJ_DECIMAL_TEXT];
    size_t length = gj_decimal_print(claim->value, text);
    cell->raw = gj_arena_copy(report->arena, text, length);
    if (!cell->raw)
        return GJ_ERROR_MEMORY;
    cell->status = GJ_CELL_PLACED;
    cell->placed_by = GJ_PLACED_BY_PROSE;
    cell->has_value = true;
    cell->value = claim->value;
    cell->line = claim->line;
    cell->offset = claim->offset;
    return GJ_OK;
}

static gj_status note_rivals(struct gj_report *report, const gj_claim *claim, const gj_claim *rival) {
    const char *form = report->language == GJ_CHINESE ? "正文第%zu行与第%zu行对同一指标的说法不一，未据以填表"
                                                      : "lines %zu and %zu give different figures for one cell, "
                                                        "which is therefore left empty";
    char *message = gj_arena_format(report->arena, form, claim->line, rival->line);
    return message ? gj_report_note(report, "prose_differs", GJ_WARNING, claim->line, message) : GJ_ERROR_MEMORY;
}

/* Where the claim is about one cell, of a table that the report does not have. */
static gj_status fill_by(struct gj_report *report, const gj_claim *claim) {
    size_t *cells = NULL;
    gj_status status = claim->cell_count == 1 ? gj_claimed_cells(report, claim, &cells) : GJ_OK;
    if (status != GJ_OK || !cells)
        return status;
    gj_cell *cell = &report->cells[*cells];
    size_t table = report->form->cells[*cells].table;
    if (report->tables[table].status != GJ_TABLE_MISSING || cell->status != GJ_CELL_MISSING)
        return GJ_OK;
    const gj_claim *rival = find_rival(report, claim);
    if (!rival)
        return fill_cell(report, claim, cell);
    return claim->line < rival->line ? note_rivals(report, claim, rival) : GJ_OK;
}

gj_status gj_prose_fill(struct gj_report *report, const struct gj_prose_rules *rules) {
    if (!report->form || !gj_prose_rules_fill(rules, report->form->id))
        return GJ_OK;
    gj_status status = GJ_OK;
    for (size_t i = 0; i < report->claims.count && status == GJ_OK; i++)
        status = fill_by(report, &report->claims.items[i]);
    return status;
}
