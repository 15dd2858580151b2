/* The sheet of relations: each with both its sums as formulas over the cells of the tables, so that a figure put right
 * there settles it here. Sentences and other years' reports that the tables contradict stand with them. */
#include <string.h>

#include "report/messages.h"
#include "xlsx_formulas.h"
#include "xlsx_list.h"

#define MEANING_WIDTH 84
#define PARTS_SPELLED_OUT 8 /* of a longer sum the first and the last are named */

void gj_xlsx_relations_open(struct gj_workbook *workbook) {
    static const struct gj_xlsx_head heads[GJ_XLSX_RELATION_COLUMNS] = {
        [GJ_XLSX_REPORT] = {GJ_SAY_HEAD_REPORT, 7},
        [GJ_XLSX_RELATION] = {GJ_SAY_HEAD_RELATION, 46},
        [GJ_XLSX_MEANING] = {GJ_SAY_HEAD_MEANING, MEANING_WIDTH},
        [GJ_XLSX_LEFT] = {GJ_SAY_HEAD_LEFT, 12},
        [GJ_XLSX_RIGHT] = {GJ_SAY_HEAD_RIGHT, 12},
        [GJ_XLSX_DIFFERENCE] = {GJ_SAY_HEAD_DIFFERENCE, 12},
        [GJ_XLSX_STATUS] = {GJ_SAY_HEAD_STATUS, 18},
    };
    workbook->relations = gj_xlsx_list_open(workbook, GJ_XLSX_RELATIONS, heads, GJ_XLSX_RELATION_COLUMNS);
    workbook->relation_row = 1;
}

/* ---------------------------------------------------------------- in words */

/* How the cells of a relation are told apart: by what they do not share. */
struct naming {
    bool by_row, by_column;
};

static void compare_cells(const gj_report *report, const struct gj_xlsx_side *side, const gj_cell *with,
                          struct naming *naming) {
    for (size_t i = 0; i < side->count; i++) {
        const gj_cell *cell = gj_report_cell(report, side->cells[i]);
        naming->by_row = naming->by_row || strcmp(cell->row, with->row) != 0;
        naming->by_column = naming->by_column || strcmp(cell->column, with->column) != 0;
    }
}

static void write_name(struct gj_out *out, const gj_cell *cell, struct naming naming) {
    if (naming.by_row)
        gj_out_text(out, cell->row_label);
    if (naming.by_row && naming.by_column)
        gj_out_text(out, " / ");
    if (naming.by_column)
        gj_out_text(out, cell->column_label);
}

struct range {
    const gj_cell *first, *last;
    size_t count;
    struct naming naming;
};

static void fill_range(struct gj_out *out, char letter, const void *subject) {
    const struct range *range = subject;
    if (letter == 'n')
        gj_out_number(out, range->count);
    else
        write_name(out, letter == 'a' ? range->first : range->last, range->naming);
}

static void write_side(struct gj_out *out, const struct gj_xlsx_entry *entry, const struct gj_xlsx_side *side,
                       struct naming naming) {
    if (side->count > PARTS_SPELLED_OUT) {
        struct range range = {gj_report_cell(entry->report, side->cells[0]),
                              gj_report_cell(entry->report, side->cells[side->count - 1]), side->count, naming};
        gj_out_sentence(out, gj_message(entry->workbook->language, GJ_SAY_SUM_OF_RANGE), fill_range, &range);
        return;
    }
    for (size_t i = 0; i < side->count; i++) {
        gj_out_text(out, i > 0 ? " + " : "");
        write_name(out, gj_report_cell(entry->report, side->cells[i]), naming);
    }
}

static void write_meaning(struct gj_out *out, const struct gj_xlsx_line *line) {
    const gj_report *report = line->entry->report;
    const gj_cell *first = gj_report_cell(report, line->right.cells[0]);
    struct naming naming = {false, false};
    compare_cells(report, &line->left, first, &naming);
    compare_cells(report, &line->right, first, &naming);
    if (naming.by_row != naming.by_column) {
        gj_out_text(out, naming.by_row ? first->column_label : first->row_label);
        gj_out_text(out, gj_message(line->entry->workbook->language, GJ_SAY_COLON));
    }
    write_side(out, line->entry, &line->left, naming);
    gj_out_text(out, " = ");
    write_side(out, line->entry, &line->right, naming);
}

static void fill_previous(struct gj_out *out, char letter, const void *subject) {
    const gj_violation *violation = subject;
    if (letter == 's')
        gj_out_text(out, violation->previous_source);
    else
        gj_out_text(out, violation->previous_cell);
}

/* ---------------------------------------------------------------- a line */

/* A sum that a formula cannot hold stands as a figure. */
static void put_side(const struct gj_xlsx_line *line, lxw_col_t column, const struct gj_xlsx_side *side) {
    struct gj_workbook *workbook = line->entry->workbook;
    lxw_format *format = gj_xlsx_format(workbook, GJ_LOOK_NUMBER, "");
    const char *formula = side->count > 0 ? gj_xlsx_sum_formula(line, side) : NULL;
    double sum = gj_xlsx_sum(line, side);
    gj_xlsx_check(workbook,
                  formula ? worksheet_write_formula_num(workbook->relations, line->row, column, formula, format, sum)
                          : worksheet_write_number(workbook->relations, line->row, column, sum, format));
}

static void put_difference(const struct gj_xlsx_line *line) {
    struct gj_workbook *workbook = line->entry->workbook;
    lxw_worksheet *sheet = workbook->relations;
    lxw_format *format = gj_xlsx_format(workbook, GJ_LOOK_NUMBER, "");
    const char *formula = gj_xlsx_difference_formula(line);
    lxw_error error = LXW_NO_ERROR;
    if (formula && line->open_count > 0)
        error = worksheet_write_formula_str(sheet, line->row, GJ_XLSX_DIFFERENCE, formula, format, "");
    else if (formula)
        error = worksheet_write_formula_num(sheet, line->row, GJ_XLSX_DIFFERENCE, formula, format,
                                            gj_xlsx_difference(line));
    else if (line->open_count == 0)
        error = worksheet_write_number(sheet, line->row, GJ_XLSX_DIFFERENCE, gj_xlsx_difference(line), format);
    gj_xlsx_check(workbook, error);
}

static void put_status(const struct gj_xlsx_line *line, gj_relation_status status) {
    struct gj_workbook *workbook = line->entry->workbook;
    lxw_worksheet *sheet = workbook->relations;
    lxw_format *format = gj_xlsx_format(workbook, GJ_LOOK_TEXT, "");
    const char *word = gj_xlsx_status_word(workbook, status);
    const char *formula = gj_xlsx_status_formula(line);
    gj_xlsx_check(workbook, formula
                                ? worksheet_write_formula_str(sheet, line->row, GJ_XLSX_STATUS, formula, format, word)
                                : worksheet_write_string(sheet, line->row, GJ_XLSX_STATUS, word, format));
}

/* The id leads to the cell that is checked. */
static void put_id(const struct gj_xlsx_line *line, const char *id, size_t target) {
    struct gj_workbook *workbook = line->entry->workbook;
    if (target == GJ_NOWHERE) {
        gj_xlsx_put_text(workbook, workbook->relations, line->row, GJ_XLSX_RELATION, id,
                         gj_xlsx_format(workbook, GJ_LOOK_TEXT, ""));
        return;
    }
    const struct gj_xlsx_place *place = &line->entry->places[target];
    gj_xlsx_put_link(workbook, workbook->relations, line->row, GJ_XLSX_RELATION, place, id);
}

/* Everything but the meaning. */
static void put_line(struct gj_xlsx_entry *entry, struct gj_xlsx_line *line, const char *id, size_t target) {
    struct gj_workbook *workbook = entry->workbook;
    if (!gj_xlsx_line_prepare(line, &entry->arena)) {
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
        return;
    }
    gj_xlsx_put_count(workbook, workbook->relations, line->row, GJ_XLSX_REPORT, workbook->report_count,
                      gj_xlsx_format(workbook, GJ_LOOK_NUMBER, ""));
    put_id(line, id, target);
    put_side(line, GJ_XLSX_LEFT, &line->left);
    put_side(line, GJ_XLSX_RIGHT, &line->right);
    put_difference(line);
    gj_relation_status status = gj_xlsx_relation_status(line);
    put_status(line, status);
    entry->relation_counts[status]++;
}

static void put_written_meaning(const struct gj_xlsx_line *line) {
    struct gj_workbook *workbook = line->entry->workbook;
    gj_xlsx_put_written(workbook, workbook->relations, line->row, GJ_XLSX_MEANING,
                        gj_xlsx_format(workbook, GJ_LOOK_TEXT, ""));
    gj_xlsx_list_fit(workbook, workbook->relations, line->row, gj_xlsx_written(workbook), MEANING_WIDTH);
}

static void put_relation(struct gj_xlsx_entry *entry, const gj_relation *relation) {
    struct gj_workbook *workbook = entry->workbook;
    struct gj_xlsx_line line = {.entry = entry,
                                .row = workbook->relation_row++,
                                .left = {.cells = relation->left, .count = relation->left_count},
                                .right = {.cells = relation->right, .count = relation->right_count}};
    put_line(entry, &line, relation->id, relation->target);
    write_meaning(gj_xlsx_begin(workbook), &line);
    put_written_meaning(&line);
}

/* What a sentence says stands against the sum of the table's cells; what follows from the year before, against the
 * cell of this one. */
static void put_violation(struct gj_xlsx_entry *entry, const gj_violation *violation) {
    struct gj_workbook *workbook = entry->workbook;
    struct gj_xlsx_line line = {.entry = entry,
                                .row = workbook->relation_row++,
                                .left = {.figure = violation->expected},
                                .right = {.figure = violation->found}};
    bool is_prose = violation->kind == GJ_VIOLATION_PROSE;
    if (is_prose && violation->cell_count > 0)
        line.left = (struct gj_xlsx_side){.cells = violation->cells, .count = violation->cell_count};
    else if (!is_prose && violation->target != GJ_NOWHERE)
        line.right = (struct gj_xlsx_side){.cells = &violation->target, .count = 1};
    put_line(entry, &line, violation->relation, violation->target);
    if (is_prose)
        gj_out_text(gj_xlsx_begin(workbook), violation->sentence);
    else
        gj_out_sentence(gj_xlsx_begin(workbook), gj_message(workbook->language, GJ_SAY_AFTER_YEAR_BEFORE),
                        fill_previous, violation);
    put_written_meaning(&line);
}

void gj_xlsx_relations_add(struct gj_xlsx_entry *entry) {
    struct gj_workbook *workbook = entry->workbook;
    entry->first_relation = workbook->relation_row;
    for (size_t i = 0; i < gj_report_relation_count(entry->report) && workbook->status == GJ_OK; i++)
        put_relation(entry, gj_report_relation(entry->report, i));
    for (size_t i = 0; i < gj_report_violation_count(entry->report) && workbook->status == GJ_OK; i++) {
        const gj_violation *violation = gj_report_violation(entry->report, i);
        if (violation->kind != GJ_VIOLATION_TABLE)
            put_violation(entry, violation);
    }
    entry->relation_end = workbook->relation_row;
}

/* What cannot be checked is told from what fails. */
void gj_xlsx_relations_close(struct gj_workbook *workbook) {
    lxw_row_t last = workbook->relation_row - 1;
    if (last == 0)
        return;
    char unknown[96];
    snprintf(unknown, sizeof unknown, "=$G2=\"%s\"", gj_xlsx_status_word(workbook, GJ_RELATION_UNKNOWN));
    lxw_conditional_format open = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                   .value_string = unknown,
                                   .format = gj_xlsx_signal(workbook, GJ_LOOK_AMBIGUOUS),
                                   .stop_if_true = LXW_TRUE};
    lxw_conditional_format violated = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                       .value_string = "=N($F2)<>0",
                                       .format = gj_xlsx_signal(workbook, GJ_LOOK_VIOLATED)};
    if (workbook->status != GJ_OK)
        return;
    gj_xlsx_check(workbook, worksheet_conditional_format_range(workbook->relations, 1, GJ_XLSX_LEFT, last,
                                                               GJ_XLSX_STATUS, &open));
    gj_xlsx_check(workbook, worksheet_conditional_format_range(workbook->relations, 1, GJ_XLSX_LEFT, last,
                                                               GJ_XLSX_STATUS, &violated));
    worksheet_autofilter(workbook->relations, 0, 0, last, GJ_XLSX_RELATION_COLUMNS - 1);
}
