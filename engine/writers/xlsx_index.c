/* The first sheet: the reports, how each stands, and where its tables are; and what the colours mean. */
#include "report/messages.h"
#include "report/report.h"
#include "xlsx_list.h"

#define SOURCE_WIDTH 32
#define LINK_WIDTH 40 /* LibreOffice wraps no link */

enum column {
    COLUMN_REPORT,
    COLUMN_SOURCE,
    COLUMN_BODY,
    COLUMN_YEAR,
    COLUMN_TEMPLATE,
    COLUMN_TABLES,
    COLUMN_HOLDS,
    COLUMN_VIOLATED,
    COLUMN_UNKNOWN,
    COLUMN_SHEETS /* and those beside it */
};

void gj_xlsx_index_open(struct gj_workbook *workbook) {
    static const struct gj_xlsx_head heads[] = {
        [COLUMN_REPORT] = {GJ_SAY_HEAD_REPORT, 8},        [COLUMN_SOURCE] = {GJ_SAY_HEAD_SOURCE, SOURCE_WIDTH},
        [COLUMN_BODY] = {GJ_SAY_HEAD_BODY, 24},           [COLUMN_YEAR] = {GJ_SAY_HEAD_YEAR, 8},
        [COLUMN_TEMPLATE] = {GJ_SAY_HEAD_TEMPLATE, 12},   [COLUMN_TABLES] = {GJ_SAY_HEAD_TABLES, 14},
        [COLUMN_HOLDS] = {GJ_SAY_RELATION_HOLDS, 10},     [COLUMN_VIOLATED] = {GJ_SAY_RELATION_VIOLATED, 10},
        [COLUMN_UNKNOWN] = {GJ_SAY_RELATION_UNKNOWN, 14}, [COLUMN_SHEETS] = {GJ_SAY_HEAD_SHEETS, LINK_WIDTH},
    };
    workbook->index = gj_xlsx_list_open(workbook, GJ_XLSX_INDEX, heads, sizeof heads / sizeof *heads);
    workbook->index_row = 1;
    workbook->link_columns = 1;
}

/* ---------------------------------------------------------------- a report */

static void put_text(struct gj_workbook *workbook, enum column column, const char *text) {
    gj_xlsx_put_text(workbook, workbook->index, workbook->index_row, (lxw_col_t)column, text,
                     gj_xlsx_format(workbook, GJ_LOOK_TEXT, ""));
}

static void put_count(struct gj_workbook *workbook, enum column column, size_t number) {
    gj_xlsx_put_count(workbook, workbook->index, workbook->index_row, (lxw_col_t)column, number,
                      gj_xlsx_format(workbook, GJ_LOOK_NUMBER, ""));
}

static void put_tables(const struct gj_xlsx_entry *entry) {
    struct gj_out *out = gj_xlsx_begin(entry->workbook);
    gj_out_number(out, gj_report_count_tables(entry->report));
    gj_out_text(out, " / ");
    gj_out_number(out, gj_report_table_count(entry->report));
    gj_xlsx_put_written(entry->workbook, entry->workbook->index, entry->workbook->index_row, COLUMN_TABLES,
                        gj_xlsx_format(entry->workbook, GJ_LOOK_NUMBER, ""));
}

/* How many of the report's relations have that status: counted by a formula, as a correction changes it. */
static void put_relations(const struct gj_xlsx_entry *entry, enum column column, gj_relation_status status) {
    struct gj_workbook *workbook = entry->workbook;
    if (entry->relation_end == entry->first_relation) {
        put_count(workbook, column, 0);
        return;
    }
    struct gj_out *out = gj_xlsx_begin(workbook);
    gj_out_text(out, "=COUNTIF('" GJ_XLSX_RELATIONS "'!$G$");
    gj_out_number(out, (size_t)entry->first_relation + 1);
    gj_out_text(out, ":$G$");
    gj_out_number(out, (size_t)entry->relation_end);
    gj_out_text(out, ",\"");
    gj_out_text(out, gj_xlsx_status_word(workbook, status));
    gj_out_text(out, "\")");
    const char *formula = gj_xlsx_end(workbook);
    gj_xlsx_check(workbook, worksheet_write_formula_num(workbook->index, workbook->index_row, (lxw_col_t)column,
                                                        formula, gj_xlsx_format(workbook, GJ_LOOK_NUMBER, ""),
                                                        (double)entry->relation_counts[status]));
}

/* A further column of links, where a report has more tables than those before. */
static void add_link_column(struct gj_workbook *workbook) {
    lxw_col_t column = (lxw_col_t)(COLUMN_SHEETS + workbook->link_columns++);
    gj_xlsx_check(workbook, worksheet_set_column(workbook->index, column, column, LINK_WIDTH, NULL));
    gj_xlsx_put_text(workbook, workbook->index, 0, column, gj_message(workbook->language, GJ_SAY_HEAD_SHEETS),
                     gj_xlsx_format(workbook, GJ_LOOK_HEADING, ""));
}

static void put_links(const struct gj_xlsx_entry *entry) {
    struct gj_workbook *workbook = entry->workbook;
    for (size_t i = 0; i < entry->section_count; i++) {
        struct gj_xlsx_place place = {.sheet = entry->sections[i].sheet};
        lxw_col_t column = (lxw_col_t)(COLUMN_SHEETS + i);
        if (i >= workbook->link_columns)
            add_link_column(workbook);
        gj_xlsx_put_link(workbook, workbook->index, workbook->index_row, column, &place, entry->sections[i].title);
    }
}

void gj_xlsx_index_add(const struct gj_xlsx_entry *entry) {
    struct gj_workbook *workbook = entry->workbook;
    const gj_template *form = gj_report_template(entry->report);
    int year = gj_report_year(entry->report, NULL);
    put_count(workbook, COLUMN_REPORT, workbook->report_count);
    put_text(workbook, COLUMN_SOURCE, gj_report_source(entry->report));
    put_text(workbook, COLUMN_BODY, gj_report_body(entry->report, NULL));
    if (year > 0)
        put_count(workbook, COLUMN_YEAR, (size_t)year);
    put_text(workbook, COLUMN_TEMPLATE, form ? gj_template_id(form) : NULL);
    put_tables(entry);
    put_relations(entry, COLUMN_HOLDS, GJ_RELATION_HOLDS);
    put_relations(entry, COLUMN_VIOLATED, GJ_RELATION_VIOLATED);
    put_relations(entry, COLUMN_UNKNOWN, GJ_RELATION_UNKNOWN);
    put_links(entry);
    gj_xlsx_list_fit(workbook, workbook->index, workbook->index_row, gj_report_source(entry->report), SOURCE_WIDTH);
    workbook->index_row++;
}

/* ---------------------------------------------------------------- the key */

static void put_key(struct gj_workbook *workbook, lxw_row_t row, enum gj_look look, enum gj_message message) {
    lxw_worksheet *sheet = workbook->index;
    const char *text = gj_message(workbook->language, message);
    lxw_format *plain = gj_xlsx_format(workbook, GJ_LOOK_TEXT, "");
    gj_xlsx_check(workbook, worksheet_write_blank(sheet, row, COLUMN_REPORT, gj_xlsx_format(workbook, look, "")));
    gj_xlsx_check(workbook, worksheet_merge_range(sheet, row, COLUMN_SOURCE, row, COLUMN_UNKNOWN, text, plain));
}

void gj_xlsx_index_close(struct gj_workbook *workbook) {
    static const struct {
        enum gj_look look;
        enum gj_message message;
    } keys[] = {
        {GJ_LOOK_VIOLATED, GJ_SAY_KEY_VIOLATED},   {GJ_LOOK_SUSPECT, GJ_SAY_KEY_SUSPECT},
        {GJ_LOOK_AMBIGUOUS, GJ_SAY_KEY_AMBIGUOUS}, {GJ_LOOK_MISSING, GJ_SAY_KEY_MISSING},
        {GJ_LOOK_REPAIRED, GJ_SAY_KEY_REPAIRED},   {GJ_LOOK_TEXT, GJ_SAY_KEY_FORMULAS},
    };
    lxw_row_t row = workbook->index_row + 1;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        put_key(workbook, row + (lxw_row_t)i, keys[i].look, keys[i].message);
}
