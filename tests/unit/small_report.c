#include "small_report.h"

#include <stdint.h>
#include <stdlib.h>

#include "relations/relations.h"

int take(void *context, const char *bytes, size_t length) {
    struct capture *capture = context;
    if (capture->refused)
        capture->calls_after_refusal++;
    if (length > capture->room - capture->length) {
        capture->refused = true;
        return 1;
    }
    capture->text = realloc(capture->text, capture->length + length + 1);
    ck_assert_ptr_nonnull(capture->text);
    memcpy(capture->text + capture->length, bytes, length);
    capture->length += length;
    capture->text[capture->length] = '\0';
    return 0;
}

struct capture unlimited(void) {
    return (struct capture){.room = SIZE_MAX};
}

static const char grammar_text[] =
    "{\"format\": 1, \"id\": \"small\", \"title\": \"小表\", \"source\": \"某办〔2020〕1号\","
    " \"titles\": [\"小表年度报告\"], \"tables\": ["
    " {\"id\": \"desk\", \"title\": \"一、窗口\", \"headings\": [\"一、窗口\"], \"corner\": "
    "[\"项目\"],"
    "  \"columns\": [{\"label\": \"人员\", \"columns\": [{\"id\": \"a\", \"label\": \"甲\"},"
    "    {\"id\": \"b\", \"label\": \"乙,丙\"}]}, {\"id\": \"all\", \"label\": \"合计\"}],"
    "  \"rows\": [{\"id\": \"in\", \"label\": \"收件\"},"
    "    {\"label\": \"出件\", \"rows\": [{\"id\": \"done\", \"label\": \"办结\"},"
    "      {\"id\": \"left\", \"label\": \"结转\"}]}],"
    "  \"relations\": [{\"id\": \"sum\", \"each\": \"row\", \"total\": \"all\", \"parts\": [\"a\", "
    "\"b\"]},"
    "    {\"id\": \"balance\", \"each\": \"column\", \"left\": [\"in\"], \"right\": [\"done\", "
    "\"left\"],"
    "     \"target\": \"done\"}]},"
    " {\"id\": \"money\", \"title\": \"二、经费\", \"headings\": [\"二、经费\"], \"corner\": "
    "[\"项目\"],"
    "  \"columns\": [{\"id\": \"sum\", \"label\": \"金额\", \"unit\": \"万元\", \"amount\": true}],"
    "  \"rows\": [{\"id\": \"fees\", \"label\": \"收费\"}]}]}";

struct fixture fixture;

static void name_cells(struct gj_report *report) {
    for (size_t i = 0; i < report->cell_count; i++) {
        const struct gj_cell_rule *rule = &report->form->cells[i];
        const struct gj_table_rule *table = &report->form->tables[rule->table];
        report->cells[i] = (gj_cell){
            .id = rule->id,
            .table = table->id,
            .row = table->row_leaves[rule->row].heading->id,
            .column = table->column_leaves[rule->column].heading->id,
            .row_label = table->row_leaves[rule->row].heading->label,
            .column_label = table->column_leaves[rule->column].heading->label,
            .unit = rule->unit,
            .confidence = 1000,
        };
    }
}

static void print_cell(size_t index, const char *raw, int64_t coefficient, int scale) {
    gj_cell *cell = &fixture.report.cells[index];
    cell->status = GJ_CELL_PLACED;
    cell->raw = raw;
    cell->has_value = true;
    cell->value = (gj_decimal){coefficient, scale};
    cell->line = 10 + index;
    cell->offset = 100 + index;
}

static void take_tables(struct gj_report *report) {
    for (size_t i = 0; i < report->table_count; i++) {
        const struct gj_table_rule *rule = &report->form->tables[i];
        report->tables[i] = (gj_table){
            .id = rule->id,
            .title = rule->title,
            .heading = rule->title,
            .status = GJ_TABLE_COMPLETE,
            .heading_line = 8,
            .first_cell = rule->first_cell,
            .row_count = rule->row_count,
            .column_count = rule->column_count,
        };
    }
}

gj_suspect *add_suspect(size_t cell, int64_t found, int64_t proposed, gj_certainty certainty) {
    gj_suspect *suspect = GJ_ADD(&fixture.arena, fixture.report.suspects);
    ck_assert_ptr_nonnull(suspect);
    *suspect = (gj_suspect){
        .cell = cell,
        .has_found = true,
        .found = {found, 0},
        .proposed = {proposed, 0},
        .certainty = certainty,
        .set = fixture.report.suspects.count - 1,
    };
    return suspect;
}

void set_up(void) {
    static const int64_t values[] = {3, 2, 5, 2, 1, 0, 1, 1, 2};
    static const char *const raws[] = {"3", "2", "5", "2", "1", "0", "1", "1", "2"};
    struct gj_report *report = &fixture.report;
    gj_error error;
    memset(&fixture, 0, sizeof fixture);
    ck_assert_msg(gj_grammar_new(&fixture.grammar, &error) == GJ_OK, "%s", error.message);
    ck_assert_msg(gj_grammar_add(fixture.grammar, "small", grammar_text, strlen(grammar_text),
                                 &error) == GJ_OK,
                  "%s", error.message);
    report->arena = &fixture.arena;
    report->source = "small.txt";
    report->encoding = "utf-8";
    report->first_line = 1;
    report->last_line = SIZE_MAX;
    report->grammar = fixture.grammar;
    report->form = gj_grammar_find(fixture.grammar, "small");
    report->body = "某局";
    report->year = 2020;
    report->table_count = report->form->table_count;
    report->cell_count = report->form->cell_count;
    report->relation_count = report->form->equation_count;
    report->tables = gj_arena_array(&fixture.arena, report->table_count, sizeof *report->tables);
    report->cells = gj_arena_array(&fixture.arena, report->cell_count, sizeof *report->cells);
    ck_assert_uint_eq(report->cell_count, 10);
    name_cells(report);
    take_tables(report);
    for (size_t i = 0; i < 9; i++)
        print_cell(i, raws[i], values[i], 0);
    print_cell(9, "12.50万元", 1250, 2);
    ck_assert_int_eq(gj_relations_check(report), GJ_OK);
    ck_assert_uint_eq(report->violations.count, 2);
}

void tear_down(void) {
    gj_arena_free(&fixture.arena);
    gj_grammar_free(fixture.grammar);
}

int run_case(const char *name, TCase *tcase) {
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
