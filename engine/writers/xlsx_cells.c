/* The sheet of cells: tidy form, with the columns of tidy CSV, as a table that can be sorted and filtered. */
#include "xlsx.h"

#include "explanation.h"
#include "tidy.h"
#include "words.h"

static double width_of(enum gj_tidy_column column) {
    static const double widths[GJ_TIDY_COLUMNS] = {
        [GJ_TIDY_SOURCE] = 28,       [GJ_TIDY_BODY] = 22,  [GJ_TIDY_YEAR] = 7,        [GJ_TIDY_TEMPLATE] = 10,
        [GJ_TIDY_TABLE] = 17,        [GJ_TIDY_ROW] = 28,   [GJ_TIDY_COLUMN] = 19,     [GJ_TIDY_ROW_LABEL] = 40,
        [GJ_TIDY_COLUMN_LABEL] = 20, [GJ_TIDY_VALUE] = 10, [GJ_TIDY_UNIT] = 8,        [GJ_TIDY_RAW] = 12,
        [GJ_TIDY_STATUS] = 12,       [GJ_TIDY_LINE] = 8,   [GJ_TIDY_VIOLATIONS] = 36, [GJ_TIDY_PROPOSED] = 12,
    };
    return widths[column];
}

void gj_xlsx_cells_open(struct gj_workbook *workbook) {
    workbook->cells = gj_xlsx_sheet_open(workbook, GJ_XLSX_CELLS);
    workbook->cell_row = 1;
    if (!workbook->cells)
        return;
    for (enum gj_tidy_column column = 0; column < GJ_TIDY_COLUMNS; column++) {
        lxw_col_t at = (lxw_col_t)column;
        gj_xlsx_check(workbook, worksheet_set_column(workbook->cells, at, at, width_of(column), NULL));
        gj_xlsx_put_text(workbook, workbook->cells, 0, at, gj_tidy_head(column),
                         gj_xlsx_format(workbook, GJ_LOOK_HEADING, ""));
    }
    worksheet_freeze_panes(workbook->cells, 1, 0);
    worksheet_repeat_rows(workbook->cells, 0, 0);
    gj_xlsx_print_on_a4(workbook->cells, true, false);
}

/* A line being written. */
struct line {
    struct gj_workbook *workbook;
    lxw_row_t row;
};

static void put_text(const struct line *line, enum gj_tidy_column column, const char *text) {
    if (text && *text)
        gj_xlsx_put_text(line->workbook, line->workbook->cells, line->row, (lxw_col_t)column, text, NULL);
}

static void put_count(const struct line *line, enum gj_tidy_column column, size_t number) {
    if (number > 0)
        gj_xlsx_put_count(line->workbook, line->workbook->cells, line->row, (lxw_col_t)column, number, NULL);
}

static void put_report(const struct line *line, const gj_report *report) {
    const gj_template *form = gj_report_template(report);
    int year = gj_report_year(report, NULL);
    put_text(line, GJ_TIDY_SOURCE, gj_report_source(report));
    put_text(line, GJ_TIDY_BODY, gj_report_body(report, NULL));
    put_count(line, GJ_TIDY_YEAR, year > 0 ? (size_t)year : 0);
    put_text(line, GJ_TIDY_TEMPLATE, form ? gj_template_id(form) : NULL);
}

static void put_value(const struct line *line, const gj_cell *cell) {
    if (cell->has_value)
        gj_xlsx_put_decimal(line->workbook, line->workbook->cells, line->row, GJ_TIDY_VALUE, cell->value, NULL);
}

static void put_cell(const struct line *line, const gj_cell *cell) {
    put_text(line, GJ_TIDY_TABLE, cell->table);
    put_text(line, GJ_TIDY_ROW, cell->row);
    put_text(line, GJ_TIDY_COLUMN, cell->column);
    put_text(line, GJ_TIDY_ROW_LABEL, cell->row_label);
    put_text(line, GJ_TIDY_COLUMN_LABEL, cell->column_label);
    put_value(line, cell);
    put_text(line, GJ_TIDY_UNIT, cell->unit);
    put_text(line, GJ_TIDY_RAW, cell->raw);
    put_text(line, GJ_TIDY_STATUS, gj_word_cell_status(cell->status));
    put_count(line, GJ_TIDY_LINE, cell->line);
}

static void put_findings(const struct line *line, const gj_report *report, size_t index) {
    struct gj_workbook *workbook = line->workbook;
    const gj_cell *cell = gj_report_cell(report, index);
    const gj_suspect *suspect = gj_report_suspect(report, gj_surest_suspect(report, index));
    if (cell->violation_count > 0) {
        gj_tidy_violations(gj_xlsx_begin(workbook), report, cell);
        gj_xlsx_put_written(workbook, workbook->cells, line->row, GJ_TIDY_VIOLATIONS, NULL);
    }
    if (suspect)
        gj_xlsx_put_decimal(workbook, workbook->cells, line->row, GJ_TIDY_PROPOSED, suspect->proposed, NULL);
}

void gj_xlsx_cells_add(const struct gj_xlsx_entry *entry) {
    struct line line = {.workbook = entry->workbook};
    for (size_t i = 0; i < gj_report_cell_count(entry->report) && line.workbook->status == GJ_OK; i++) {
        line.row = line.workbook->cell_row++;
        put_report(&line, entry->report);
        put_cell(&line, gj_report_cell(entry->report, i));
        put_findings(&line, entry->report, i);
    }
}

/* Excel marks text that looks like a number as a likely mistake; raw text is text on purpose. */
static void quieten(struct gj_workbook *workbook) {
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH], range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_cell(first, 1, GJ_TIDY_RAW);
    lxw_rowcol_to_cell(last, workbook->cell_row - 1, GJ_TIDY_RAW);
    snprintf(range, sizeof range, "%s:%s", first, last);
    gj_xlsx_check(workbook, worksheet_ignore_errors(workbook->cells, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}

/* A table needs a line at least. */
void gj_xlsx_cells_close(struct gj_workbook *workbook) {
    lxw_table_column columns[GJ_TIDY_COLUMNS];
    lxw_table_column *pointers[GJ_TIDY_COLUMNS + 1] = {NULL};
    if (workbook->cell_row == 1)
        return;
    for (enum gj_tidy_column column = 0; column < GJ_TIDY_COLUMNS; column++) {
        columns[column] = (lxw_table_column){.header = (char *)(uintptr_t)gj_tidy_head(column)};
        pointers[column] = &columns[column];
    }
    lxw_table_options options = {
        .name = "gouji_cells", .style_type = LXW_TABLE_STYLE_TYPE_LIGHT, .style_type_number = 15, .columns = pointers};
    gj_xlsx_check(workbook,
                  worksheet_add_table(workbook->cells, 0, 0, workbook->cell_row - 1, GJ_TIDY_COLUMNS - 1, &options));
    quieten(workbook);
}
