#include "verdict.h"

#include <string.h>

#define NO_DOUBT 1000
#define LITTLE_CONFIDENCE 500

/* Digits with a space or a line end between them: a number that was torn apart. */
static bool is_torn(const char *raw) {
    for (const char *at = raw; *at; at++) {
        size_t gap = strspn(at, " \t\r\n");
        bool between = gap > 0 && at > raw && at[-1] >= '0' && at[-1] <= '9' && at[gap] >= '0' && at[gap] <= '9';
        if (between)
            return true;
    }
    return false;
}

static bool is_warned_about(const struct gj_report *report, size_t line) {
    for (size_t i = 0; i < report->diagnostics.count; i++)
        if (report->diagnostics.items[i].severity == GJ_WARNING && report->diagnostics.items[i].line == line)
            return true;
    return false;
}

static bool is_damaged(const struct gj_report *report, const gj_cell *cell) {
    if (cell->status == GJ_CELL_MISSING || cell->status == GJ_CELL_AMBIGUOUS)
        return true;
    if (cell->status == GJ_CELL_PLACED && !cell->has_value)
        return true;
    if (cell->confidence < LITTLE_CONFIDENCE || (cell->raw && is_torn(cell->raw)))
        return true;
    return cell->line != 0 && is_warned_about(report, cell->line);
}

static bool is_beyond_doubt(const gj_cell *cell) {
    bool is_read = cell->status != GJ_CELL_MISSING && cell->status != GJ_CELL_AMBIGUOUS;
    return is_read && cell->confidence >= NO_DOUBT && cell->placed_by == GJ_PLACED_BY_LABELS;
}

gj_verdict gj_verdict_of(const struct gj_report *report, size_t index) {
    if (is_damaged(report, &report->cells[index]))
        return GJ_VERDICT_EXTRACTION;
    const struct gj_cell_rule *rule = &report->form->cells[index];
    const struct gj_table_rule *table = &report->form->tables[rule->table];
    const gj_cell *row = &report->cells[table->first_cell + rule->row * table->column_count];
    for (size_t i = 0; i < table->column_count; i++)
        if (!is_beyond_doubt(&row[i]))
            return GJ_VERDICT_UNDECIDED;
    return GJ_VERDICT_SOURCE;
}
