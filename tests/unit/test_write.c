/* The writers of data, and the sinks that fail under them. */
#include "small_report.h"

#include <cJSON.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "writers/field.h"
#include "writers/json.h"

/* ---------------------------------------------------------------- the report object */

/* Of each length the first and the last character, and what stands beside them: never a surrogate, a longer form than
 * needed, or a part of a character. */
static const struct {
    const char *bytes;
    size_t length;
} characters[] = {
    {"", 0},
    {"a", 1},
    {"\x7F", 1},
    {"\x80", 0},
    {"\xC1\xBF", 0},
    {"\xC2\x80", 2},
    {"\xC2\x7F", 0},
    {"\xC2\xC0", 0},
    {"\xC2", 0},
    {"\xDF\xBF", 2},
    {"\xE0\x9F\xBF", 0},
    {"\xE0\xA0\x80", 3},
    {"\xE0\xC0\x80", 0},
    {"\xE5\x8B", 0},
    {"\xE5\x8B\x41", 0},
    {"\xED\x9F\xBF", 3},
    {"\xED\x7F\x80", 0},
    {"\xED\xA0\x80", 0},
    {"\xEF\xBF\xBF", 3},
    {"\xF0\x8F\xBF\xBF", 0},
    {"\xF0\x90\x80\x80", 4},
    {"\xF0\xC0\x80\x80", 0},
    {"\xF0\x9F\x98", 0},
    {"\xF0\x9F\x98\x41", 0},
    {"\xF4\x8F\xBF\xBF", 4},
    {"\xF4\x7F\x80\x80", 0},
    {"\xF4\x90\x80\x80", 0},
    {"\xF5\x80\x80\x80", 0},
};

START_TEST(a_character_is_whole_or_none) {
    ck_assert_uint_eq(gj_character_length(characters[_i].bytes, strlen(characters[_i].bytes)), characters[_i].length);
}
END_TEST

static void fill_letter(struct gj_out *out, char letter, const void *subject) {
    gj_out_text(out, letter == 'a' ? subject : NULL);
}

/* A brace that opens no place for a word is a brace. */
START_TEST(a_sentence_has_its_words_filled_in) {
    struct capture capture = unlimited();
    struct gj_out out;
    gj_out_open(&out, take, &capture);
    gj_out_sentence(&out, "{a}, {b}{a}.", fill_letter, "x");
    gj_out_sentence(&out, " {", fill_letter, "x");
    gj_out_sentence(&out, " {a", fill_letter, "x");
    ck_assert_int_eq(gj_out_close(&out), GJ_OK);
    ck_assert_str_eq(capture.text, "x, x. { {a");
    free(capture.text);
    gj_out_open(&out, NULL, NULL);
    gj_out_text(&out, "x");
    ck_assert_int_eq(gj_out_close(&out), GJ_ERROR_ARGUMENT);
}
END_TEST

START_TEST(getters_give_null_beyond_their_counts) {
    const gj_report *report = &fixture.report;
    ck_assert_ptr_null(gj_report_cell(report, gj_report_cell_count(report)));
    ck_assert_ptr_null(gj_report_cell(report, GJ_NOWHERE));
    ck_assert_ptr_null(gj_report_table(report, 2));
    ck_assert_ptr_null(gj_report_violation(report, 2));
    ck_assert_ptr_null(gj_report_suspect(report, 0));
    ck_assert_ptr_null(gj_report_form(report, 2));
    ck_assert_str_eq(gj_report_find_cell(report, "desk/done/all")->id, "desk/done/all");
    ck_assert_ptr_null(gj_report_find_cell(report, "desk/done"));
}
END_TEST

START_TEST(lists_grow_and_keep_what_they_hold) {
    struct gj_report *report = &fixture.report;
    char message[32];
    for (int i = 0; i < 100; i++) {
        snprintf(message, sizeof message, "number %d", i);
        ck_assert_int_eq(gj_report_note(report, "some_code", GJ_NOTE, (size_t)i, message), GJ_OK);
    }
    ck_assert_uint_eq(gj_report_diagnostic_count(report), 100);
    ck_assert_str_eq(gj_report_diagnostic(report, 0)->message, "number 0");
    ck_assert_str_eq(gj_report_diagnostic(report, 99)->message, "number 99");
}
END_TEST

/* ---------------------------------------------------------------- CSV */

static const struct {
    const char *text, *field;
} fields[] = {
    {NULL, ""},
    {"", ""},
    {"自然人", "自然人"},
    {"a,b", "\"a,b\""},
    {"say \"so\"", "\"say \"\"so\"\"\""},
    {"a\nb", "\"a\nb\""},
    {"-3", "-3"},
    {"+3", "+3"},
    {"-1,234.5", "\"-1,234.5\""},
    {"-", "-"},
    {"--", "--"},
    {"＝1+1", "'＝1+1"},
    {"－３", "－３"},
    {"－", "－"},
    {"-1.5.6", "'-1.5.6"},
    {"=1+1", "'=1+1"},
    {"-3件", "'-3件"},
    {"-1-1", "'-1-1"},
    {"+cmd|'/C calc'!A0", "'+cmd|'/C calc'!A0"},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"\t=1", "'\t=1"},
    {"\r=1", "\"'\r=1\""},
    {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
};

START_TEST(fields_are_quoted_and_run_no_formula) {
    struct capture capture = unlimited();
    struct gj_out out;
    gj_out_open(&out, take, &capture);
    gj_csv_text(&out, fields[_i].text);
    ck_assert_int_eq(gj_out_close(&out), GJ_OK);
    ck_assert_str_eq(capture.text ? capture.text : "", fields[_i].field);
    free(capture.text);
}
END_TEST

START_TEST(tidy_header_is_fixed) {
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_tidy_header(GJ_CSV_PLAIN, take, &capture), GJ_OK);
    ck_assert_str_eq(capture.text,
                     "source,body,year,template,table,row,column,row_label,column_label,value,unit,"
                     "raw,status,line,violations,proposed\n");
    free(capture.text);
}
END_TEST

START_TEST(tidy_has_a_line_for_every_cell) {
    add_suspect(5, 0, 7, GJ_POSSIBLE);
    add_suspect(5, 0, 3, GJ_CERTAIN);
    fixture.report.cells[0] = (gj_cell){.id = "desk/in/a",
                                        .table = "desk",
                                        .row = "in",
                                        .column = "a",
                                        .row_label = "收件",
                                        .column_label = "甲"};
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_tidy(&fixture.report, GJ_CSV_PLAIN, take, &capture), GJ_OK);
    ck_assert_str_eq(
        capture.text,
        "small.txt,某局,2020,small,desk,in,a,收件,甲,,,,missing,,,\n"
        "small.txt,某局,2020,small,desk,in,b,收件,\"乙,丙\",2,,2,placed,11,,\n"
        "small.txt,某局,2020,small,desk,in,all,收件,合计,5,,5,placed,12,desk/balance/all,\n"
        "small.txt,某局,2020,small,desk,done,a,办结,甲,2,,2,placed,13,desk/sum/done,\n"
        "small.txt,某局,2020,small,desk,done,b,办结,\"乙,丙\",1,,1,placed,14,desk/sum/done,\n"
        "small.txt,某局,2020,small,desk,done,all,办结,合计,0,,0,placed,15,"
        "desk/sum/done desk/balance/all,3\n"
        "small.txt,某局,2020,small,desk,left,a,结转,甲,1,,1,placed,16,,\n"
        "small.txt,某局,2020,small,desk,left,b,结转,\"乙,丙\",1,,1,placed,17,,\n"
        "small.txt,某局,2020,small,desk,left,all,结转,合计,2,,2,placed,18,desk/balance/all,\n"
        "small.txt,某局,2020,small,money,fees,sum,收费,金额,12.50,万元,12.50万元,placed,19,,\n");
    free(capture.text);
}
END_TEST

START_TEST(tidy_of_an_unknown_report_is_empty) {
    struct gj_report report = {.source = "letter.txt", .encoding = "utf-8"};
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_tidy(&report, GJ_CSV_PLAIN, take, &capture), GJ_OK);
    ck_assert_uint_eq(capture.length, 0);
}
END_TEST

START_TEST(csv_has_the_layout_of_the_form) {
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_csv(&fixture.report, 0, GJ_CSV_PLAIN, take, &capture), GJ_OK);
    ck_assert_str_eq(capture.text, "项目,,人员,,合计\n"
                                   ",,甲,\"乙,丙\",\n"
                                   "收件,,3,2,5\n"
                                   "出件,办结,2,1,0\n"
                                   ",结转,1,1,2\n");
    free(capture.text);
    ck_assert_int_eq(gj_write_csv(&fixture.report, 2, GJ_CSV_PLAIN, take, &capture), GJ_ERROR_ARGUMENT);
}
END_TEST

/* ---------------------------------------------------------------- JSON */

static cJSON *parsed(bool pretty, char **text) {
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_json(&fixture.report, pretty, take, &capture), GJ_OK);
    ck_assert_int_eq(capture.text[capture.length - 1], '\n');
    cJSON *json = cJSON_Parse(capture.text);
    ck_assert_msg(json != NULL, "not JSON: %s", capture.text);
    *text = capture.text;
    return json;
}

static const cJSON *at(const cJSON *array, int index) {
    const cJSON *item = cJSON_GetArrayItem(array, index);
    ck_assert_ptr_nonnull(item);
    return item;
}

static const cJSON *member(const cJSON *object, const char *name) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    ck_assert_msg(item != NULL, "no member %s", name);
    return item;
}

START_TEST(json_is_the_report_object) {
    static const size_t settled[] = {0, 1};
    gj_suspect *suspect = add_suspect(5, 0, 3, GJ_CERTAIN);
    suspect->settles = settled;
    suspect->settle_count = 2;
    suspect->reason = "total_left_zero";
    suspect->verdict = GJ_VERDICT_SOURCE;
    char *text;
    cJSON *json = parsed(true, &text);
    ck_assert_str_eq(member(json, "source")->valuestring, "small.txt");
    ck_assert_str_eq(member(json, "template")->valuestring, "small");
    ck_assert_int_eq(member(json, "year")->valueint, 2020);
    const cJSON *desk = at(member(json, "tables"), 0);
    ck_assert_str_eq(member(desk, "status")->valuestring, "complete");
    const cJSON *cell = at(member(desk, "cells"), 5);
    ck_assert_str_eq(member(cell, "id")->valuestring, "desk/done/all");
    ck_assert_str_eq(at(member(cell, "violations"), 1)->valuestring, "desk/balance/all");
    ck_assert(!cJSON_HasObjectItem(cell, "confidence"));
    const cJSON *violation = at(member(json, "violations"), 0);
    ck_assert_str_eq(member(violation, "relation")->valuestring, "desk/sum/done");
    ck_assert_str_eq(member(violation, "target")->valuestring, "desk/done/all");
    ck_assert_int_eq(cJSON_GetArraySize(member(violation, "cells")), 3);
    ck_assert_int_eq(member(violation, "difference")->valueint, -3);
    const cJSON *accused = at(member(json, "suspects"), 0);
    ck_assert_str_eq(member(accused, "certainty")->valuestring, "certain");
    ck_assert_str_eq(at(member(accused, "settles"), 1)->valuestring, "desk/balance/all");
    ck_assert_str_eq(member(accused, "verdict")->valuestring, "source");
    ck_assert_int_eq(member(member(json, "relations"), "violated")->valueint, 2);
    ck_assert_int_eq(member(member(json, "relations"), "holds")->valueint, 4);
    cJSON_Delete(json);
    free(text);
}
END_TEST

START_TEST(one_line_says_what_many_say) {
    char *lines, *line;
    cJSON *pretty = parsed(true, &lines);
    cJSON *plain = parsed(false, &line);
    ck_assert(cJSON_Compare(pretty, plain, true));
    ck_assert_ptr_eq(strchr(line, '\n'), line + strlen(line) - 1);
    ck_assert_contains(lines, "\n        {\"id\": \"desk/in/a\", \"row\": \"in\"");
    cJSON_Delete(pretty);
    cJSON_Delete(plain);
    free(lines);
    free(line);
}
END_TEST

START_TEST(numbers_are_exact) {
    fixture.report.cells[0].value = (gj_decimal){INT64_MIN, 0};
    fixture.report.cells[1].value = (gj_decimal){INT64_MAX, 18};
    fixture.report.cells[2].value = (gj_decimal){-5, 2};
    char *text;
    cJSON_Delete(parsed(false, &text));
    ck_assert_contains(text, "\"value\":-9223372036854775808,");
    ck_assert_contains(text, "\"value\":9.223372036854775807,");
    ck_assert_contains(text, "\"value\":-0.05,");
    ck_assert_contains(text, "\"value\":12.50,");
    free(text);
}
END_TEST

START_TEST(strings_are_escaped) {
    fixture.report.source = "a\"b\\c\n\x01\x7F\xE2\x80\xA8-\xE2\x80\xA9-\xFF-\xE5\x8B.txt";
    char *text;
    cJSON_Delete(parsed(false, &text));
    ck_assert_contains(
        text,
        "\"source\":\"a\\\"b\\\\c\\n\\u0001\\u007f\\u2028-\\u2029-\\ufffd-\\ufffd\\ufffd.txt\"");
    free(text);
}
END_TEST

START_TEST(what_is_not_default_is_told) {
    static const char *const other[] = {"4", ""};
    gj_cell *cell = &fixture.report.cells[1];
    cell->status = GJ_CELL_AMBIGUOUS;
    cell->placed_by = GJ_PLACED_BY_RELATIONS;
    cell->confidence = 250;
    cell->alternatives = other;
    cell->alternative_count = 2;
    char *text;
    cJSON *json = parsed(false, &text);
    const cJSON *told = at(member(at(member(json, "tables"), 0), "cells"), 1);
    ck_assert_str_eq(member(told, "status")->valuestring, "ambiguous");
    ck_assert_str_eq(member(told, "placed_by")->valuestring, "relations");
    ck_assert_double_eq(member(told, "confidence")->valuedouble, 0.25);
    ck_assert_str_eq(at(member(told, "alternatives"), 1)->valuestring, "");
    cJSON_Delete(json);
    free(text);
}
END_TEST

enum { LINE_JSON, PRETTY_JSON, TIDY, DATA_KINDS };

static char *written(const gj_report *report, int kind) {
    struct capture capture = unlimited();
    gj_status status = kind == TIDY ? gj_write_tidy(report, GJ_CSV_PLAIN, take, &capture)
                                    : gj_write_json(report, kind == PRETTY_JSON, take, &capture);
    ck_assert_int_eq(status, GJ_OK);
    return capture.text;
}

/* In full: nothing is prepared with the template. */
static void check_same_in_full(void) {
    struct gj_template form = *fixture.report.form;
    struct gj_report report = fixture.report;
    form.json = NULL;
    form.tidy = NULL;
    report.form = &form;
    for (int kind = 0; kind < DATA_KINDS; kind++) {
        char *text = written(&fixture.report, kind), *full = written(&report, kind);
        ck_assert_msg(strcmp(text, full) == 0, "%.2000s\n%.2000s", text, full);
        free(text);
        free(full);
    }
}

static void name_as(gj_cell *cell, const gj_cell *named) {
    cell->id = named->id;
    cell->table = named->table;
    cell->row = named->row;
    cell->column = named->column;
    cell->row_label = named->row_label;
    cell->column_label = named->column_label;
}

/* Cells of which one thing is other than usual, each of them beside usual ones. */
START_TEST(any_cell_is_written_as_in_full) {
    static const size_t violated[] = {0};
    static const char *const other[] = {"4"};
    static char long_raw[3000];
    memset(long_raw, '7', sizeof long_raw - 1);
    const gj_cell odd[] = {
        {.status = GJ_CELL_MISSING},
        {.status = GJ_CELL_BLANK, .raw = "-", .line = 3},
        {.status = GJ_CELL_REPAIRED, .raw = "3", .has_value = true, .value = {4, 0}, .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "3", .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "3", .has_value = true, .value = {3, 0}, .line = 3, .unit = "万元"},
        {.status = GJ_CELL_PLACED, .raw = "-3", .has_value = true, .value = {-3, 0}, .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "3.0", .has_value = true, .value = {30, 1}, .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "3\"", .has_value = true, .value = {3, 0}, .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "1234567890\n", .has_value = true, .value = {3, 0}, .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "３件", .has_value = true, .value = {3, 0}, .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "", .has_value = true, .value = {INT64_MAX, 0}, .line = SIZE_MAX},
        {.status = GJ_CELL_PLACED, .raw = long_raw, .has_value = true, .value = {3, 0}, .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "3", .has_value = true, .value = {3, 0}, .line = 0},
        {.status = GJ_CELL_PLACED, .placed_by = GJ_PLACED_BY_PROSE, .raw = "3", .has_value = true, .line = 3},
        {.status = GJ_CELL_PLACED, .raw = "3", .has_value = true, .line = 3, .confidence = -999},
        {.status = GJ_CELL_PLACED, .raw = "3", .line = 3, .violations = violated, .violation_count = 1},
        {.status = GJ_CELL_PLACED, .raw = "3", .line = 3, .alternatives = other, .alternative_count = 1},
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (size_t at = 3; at < 6; at++) {
            gj_cell *cell = &fixture.report.cells[at], kept = *cell;
            *cell = odd[i];
            name_as(cell, &kept);
            cell->confidence += kept.confidence;
            check_same_in_full();
            *cell = kept;
        }
    fixture.report.source = long_raw;
    check_same_in_full();
    fixture.report.source = "a,\"b\".txt";
    add_suspect(4, 1, 2, GJ_LIKELY);
    check_same_in_full();
}
END_TEST

START_TEST(any_row_is_written_as_in_full) {
    static char long_text[3000];
    memset(long_text, 'x', sizeof long_text - 1);
    static const gj_piece pieces[] = {
        {.text = "第二行", .line = 7, .cell = GJ_NOWHERE},
        {.text = "3", .line = 8, .cell = 0},
        {.text = "一、本年新收政府信息公开申请数量", .line = 8, .cell = GJ_NOWHERE},
        {.text = "1.属于国家秘密(不公开)。", .line = 99, .cell = 4},
        {.text = "本机关\"不掌握\"相关政府信息", .line = 100, .cell = 4},
        {.text = "危及“三安全一稳定”", .line = 101, .cell = GJ_NOWHERE},
        {.text = "分\xE2\x80\xA8隔\x7F\\", .line = 10000, .cell = 1},
        {.text = "控制符在第十六个字节后\x1F", .line = 10001, .cell = 10},
        {.text = NULL, .line = 3, .cell = 2},
        {.text = long_text, .line = 3, .cell = 2},
        {.text = "5", .line = 0, .cell = 2},
        {.text = "", .line = SIZE_MAX, .cell = 9},
    };
    enum { PIECES = sizeof pieces / sizeof *pieces };
    const gj_row_reading rows[] = {
        {.table = "desk", .row = "in", .last_row = "in", .ways = 1, .pieces = pieces, .piece_count = PIECES},
        {.table = "desk", .row = "in", .last_row = "done", .cost = 120, .ways = 12, .piece_count = 0},
        {.table = "desk", .row = "in", .last_row = NULL, .pieces = pieces + 4, .piece_count = PIECES - 4},
        {.table = "desk", .row = long_text, .last_row = "in", .pieces = pieces + 1, .piece_count = 2},
        {.table = "desk", .row = "in", .last_row = "in", .cost = -1, .pieces = pieces + 2, .piece_count = 1},
    };
    gj_region *region = GJ_ADD(&fixture.arena, fixture.report.regions);
    ck_assert_ptr_nonnull(region);
    *region = (gj_region){.layout = "bare", .path = "fast", .rows = rows, .row_count = sizeof rows / sizeof *rows};
    check_same_in_full();
}
END_TEST

/* The template's own rows, read to the letter, beside others. */
START_TEST(a_row_of_the_template_is_written_as_in_full) {
    static char long_text[3000];
    memset(long_text, 'x', sizeof long_text - 1);
    const gj_cell *in = &fixture.report.cells[0], *done = &fixture.report.cells[3];
    ck_assert_str_eq(in->row, "in");
    ck_assert_str_eq(done->row, "done");
    const gj_piece label = {.text = "收到", .line = 4, .cell = GJ_NOWHERE};
    const gj_piece of_in[] = {label, {.text = "3", .line = 5, .cell = 0}, {.text = "12", .line = 6, .cell = 1}};
    const gj_piece of_done[] = {label, {.text = "1234567", .line = 100, .cell = 3}};
    const gj_piece too_long[] = {{.text = long_text, .line = 4, .cell = GJ_NOWHERE}, of_in[1]};
    const gj_piece at_no_line[] = {label, {.text = "3", .line = 0, .cell = 0}};
    gj_piece many[100];
    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        many[i] = of_in[1 + i % 2];
    const gj_row_reading first = {
        .table = in->table, .row = in->row, .last_row = in->row, .ways = 1, .pieces = of_in, .piece_count = 3};
    const gj_row_reading second = {
        .table = done->table, .row = done->row, .last_row = done->row, .ways = 1, .pieces = of_done, .piece_count = 2};
    gj_row_reading rows[] = {first, second, first, first, second, first, second, second};
    rows[2].pieces = too_long;
    rows[2].piece_count = 2;
    rows[3].pieces = at_no_line;
    rows[3].piece_count = 2;
    rows[4].last_row = in->row;
    rows[5].ways = 2;
    rows[6].pieces = many;
    rows[6].piece_count = sizeof many / sizeof *many;
    gj_region *region = GJ_ADD(&fixture.arena, fixture.report.regions);
    ck_assert_ptr_nonnull(region);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        *region = (gj_region){
            .layout = "bare", .path = "fast", .rows = rows + i, .row_count = sizeof rows / sizeof *rows - i};
        check_same_in_full();
    }
}
END_TEST

START_TEST(any_table_is_written_as_in_full) {
    gj_table *table = &fixture.report.tables[0];
    for (size_t line = 0; line < 3; line++)
        for (int status = GJ_TABLE_MISSING; status <= GJ_TABLE_COMPLETE; status++) {
            table->heading_line = line;
            table->status = (gj_table_status)status;
            check_same_in_full();
        }
    char *text = written(&fixture.report, LINE_JSON);
    ck_assert_contains(text, "\"status\":\"complete\",\"heading_line\":2,\"cells\":[{\"id\":\"desk/in/a\"");
    free(text);
}
END_TEST

START_TEST(numbers_have_their_digits) {
    static const size_t numbers[] = {0,    9,     10,    99,     100,    105,     199,      200,     7,    999,
                                     1000, 1001,  99999, 100000, 100099, 100100,  12345678, 12345699, 1,   100,
                                     SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 10, SIZE_MAX / 100, 5, 123456789};
    struct gj_tally tally = gj_tally_of(100);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[32], plain[32] = "", tallied[64] = "";
        snprintf(text, sizeof text, "%zu", numbers[i]);
        *gj_put_number(plain, numbers[i]) = '\0';
        *gj_put_tally(&tally, tallied, numbers[i]) = '\0';
        ck_assert_str_eq(plain, text);
        ck_assert_str_eq(tallied, text);
    }
}
END_TEST

START_TEST(ties_name_the_other_sets) {
    static const size_t first[] = {0}, second[] = {1};
    gj_suspect *suspect = add_suspect(3, 2, 0, GJ_POSSIBLE);
    suspect->alternative_to = second;
    suspect->alternative_count = 1;
    suspect = add_suspect(5, 0, 3, GJ_POSSIBLE);
    suspect->alternative_to = first;
    suspect->alternative_count = 1;
    char *text;
    cJSON *json = parsed(false, &text);
    const cJSON *set = at(member(at(member(json, "suspects"), 0), "alternative_to"), 0);
    ck_assert_str_eq(member(at(set, 0), "cell")->valuestring, "desk/done/all");
    ck_assert_int_eq(member(at(set, 0), "proposed")->valueint, 3);
    ck_assert_contains(text, "It could be “办结” / “合计” 0 → 3 instead.");
    cJSON_Delete(json);
    free(text);
}
END_TEST

/* Each of forty sets has thirty-nine others. */
START_TEST(many_ties_name_the_likeliest_sets) {
    enum { SETS = 40, NAMED = 16 };
    static size_t others[SETS - 1];
    for (size_t i = 0; i < SETS; i++)
        add_suspect(3, 2, 100 + (int64_t)i, GJ_POSSIBLE);
    for (size_t i = 0; i < SETS - 1; i++)
        others[i] = i + 1;
    gj_suspect *first = &fixture.report.suspects.items[0];
    first->alternative_to = others;
    first->alternative_count = SETS - 1;
    char *text;
    cJSON *json = parsed(false, &text);
    const cJSON *sets = member(at(member(json, "suspects"), 0), "alternative_to");
    ck_assert_int_eq(cJSON_GetArraySize(sets), NAMED);
    ck_assert_int_eq(member(at(at(sets, 0), 0), "proposed")->valueint, 101);
    ck_assert_int_eq(member(at(at(sets, NAMED - 1), 0), "proposed")->valueint, 116);
    cJSON_Delete(json);
    free(text);
}
END_TEST

START_TEST(unknown_report_is_json_too) {
    struct gj_report report = {.source = "letter.txt", .encoding = "utf-8"};
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_json(&report, false, take, &capture), GJ_OK);
    ck_assert_str_eq(capture.text,
                     "{\"source\":\"letter.txt\",\"template\":null,\"encoding\":\"utf-8\","
                     "\"body\":null,\"year\":null,\"tables\":[],\"violations\":[],\"suspects\":[],"
                     "\"relations\":{\"holds\":0,\"violated\":0,\"unknown\":0,\"unknown_ids\":[]},"
                     "\"claims\":[],\"claim_sums\":[],\"leftovers\":[],\"diagnostics\":[],\"regions\":[]}\n");
    free(capture.text);
}
END_TEST

/* ---------------------------------------------------------------- failing sinks */

static gj_status write_all(int writer, struct capture *capture) {
    switch (writer) {
    case 0:
        return gj_write_tidy_header(GJ_CSV_PLAIN, take, capture);
    case 1:
        return gj_write_tidy(&fixture.report, GJ_CSV_PLAIN, take, capture);
    case 2:
        return gj_write_csv(&fixture.report, 0, GJ_CSV_PLAIN, take, capture);
    case 3:
        return gj_write_json(&fixture.report, true, take, capture);
    case 4:
        return gj_write_findings(&fixture.report, NULL, take, capture);
    default:
        return gj_write_template(fixture.report.form, NULL, take, capture);
    }
}

START_TEST(full_sink_is_told_and_left_alone) {
    struct capture whole = unlimited();
    ck_assert_int_eq(write_all(_i, &whole), GJ_OK);
    struct capture capture = {.room = whole.length - 1};
    ck_assert_int_eq(write_all(_i, &capture), GJ_ERROR_WRITE);
    ck_assert_uint_eq(capture.calls_after_refusal, 0);
    free(capture.text);
    free(whole.text);
}
END_TEST

START_TEST(output_of_any_length_comes_out_whole) {
    struct capture capture = unlimited();
    struct gj_out out;
    char piece[997];
    size_t total = 0;
    memset(piece, 'x', sizeof piece);
    gj_out_open(&out, take, &capture);
    for (size_t i = 0; i < 100; i++, total += sizeof piece + 1) {
        gj_out_bytes(&out, piece, sizeof piece);
        gj_out_byte(&out, 'y');
    }
    char *large = calloc(1, 3 * GJ_OUT_BUFFER);
    ck_assert_ptr_nonnull(large);
    memset(large, 'z', 3 * GJ_OUT_BUFFER);
    gj_out_bytes(&out, large, 3 * GJ_OUT_BUFFER);
    ck_assert_int_eq(gj_out_close(&out), GJ_OK);
    ck_assert_uint_eq(capture.length, total + 3 * GJ_OUT_BUFFER);
    ck_assert_int_eq(capture.text[total - 1], 'y');
    ck_assert_int_eq(capture.text[total], 'z');
    free(large);
    free(capture.text);
}
END_TEST

START_TEST(deep_json_fails_and_does_not_overflow) {
    struct capture capture = unlimited();
    struct gj_out out;
    struct gj_json json;
    gj_out_open(&out, take, &capture);
    gj_json_start(&json, &out, true);
    for (int i = 0; i < 2 * GJ_JSON_DEPTH; i++)
        gj_json_open(&json, '[', true);
    for (int i = 0; i < 2 * GJ_JSON_DEPTH; i++)
        gj_json_close(&json, ']');
    ck_assert_int_eq(gj_out_close(&out), GJ_ERROR_LIMIT);
    free(capture.text);
}
END_TEST

int main(void) {
    TCase *tcase = tcase_create("write");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, a_character_is_whole_or_none, 0, (int)(sizeof characters / sizeof *characters));
    tcase_add_test(tcase, a_sentence_has_its_words_filled_in);
    tcase_add_test(tcase, getters_give_null_beyond_their_counts);
    tcase_add_test(tcase, lists_grow_and_keep_what_they_hold);
    tcase_add_loop_test(tcase, fields_are_quoted_and_run_no_formula, 0,
                        (int)(sizeof fields / sizeof *fields));
    tcase_add_test(tcase, tidy_header_is_fixed);
    tcase_add_test(tcase, tidy_has_a_line_for_every_cell);
    tcase_add_test(tcase, tidy_of_an_unknown_report_is_empty);
    tcase_add_test(tcase, csv_has_the_layout_of_the_form);
    tcase_add_test(tcase, json_is_the_report_object);
    tcase_add_test(tcase, one_line_says_what_many_say);
    tcase_add_test(tcase, numbers_are_exact);
    tcase_add_test(tcase, strings_are_escaped);
    tcase_add_test(tcase, what_is_not_default_is_told);
    tcase_add_test(tcase, any_cell_is_written_as_in_full);
    tcase_add_test(tcase, any_row_is_written_as_in_full);
    tcase_add_test(tcase, a_row_of_the_template_is_written_as_in_full);
    tcase_add_test(tcase, any_table_is_written_as_in_full);
    tcase_add_test(tcase, numbers_have_their_digits);
    tcase_add_test(tcase, ties_name_the_other_sets);
    tcase_add_test(tcase, many_ties_name_the_likeliest_sets);
    tcase_add_test(tcase, unknown_report_is_json_too);
    tcase_add_loop_test(tcase, full_sink_is_told_and_left_alone, 0, 6);
    tcase_add_test(tcase, output_of_any_length_comes_out_whole);
    tcase_add_test(tcase, deep_json_fails_and_does_not_overflow);
    return run_case("write", tcase);
}
