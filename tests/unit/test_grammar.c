/* The grammars that the library holds, and grammars added to them. */
#include "grammar.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "read_file.h"

static gj_grammar *grammar;

static void start(void) {
    gj_error error;
    ck_assert_msg(gj_grammar_new(&grammar, &error) == GJ_OK, "%s", error.message);
}

static void stop(void) {
    gj_grammar_free(grammar);
}

static void add(const char *name, const char *json) {
    gj_error error;
    ck_assert_msg(gj_grammar_add(grammar, name, json, strlen(json), &error) == GJ_OK, "%s", error.message);
}

static const struct gj_template *find(const char *id) {
    const struct gj_template *form = gj_grammar_find(grammar, id);
    ck_assert_msg(form != NULL, "there is no template %s", id);
    return form;
}

static size_t cell_of(const struct gj_template *form, const char *id) {
    for (size_t i = 0; i < form->cell_count; i++)
        if (strcmp(form->cells[i].id, id) == 0)
            return i;
    ck_abort_msg("%s has no cell %s", form->id, id);
    return 0;
}

static const struct gj_equation *equation_of(const struct gj_template *form, const char *id) {
    for (size_t i = 0; i < form->equation_count; i++)
        if (strcmp(form->equations[i].id, id) == 0)
            return &form->equations[i];
    ck_abort_msg("%s has no relation %s", form->id, id);
    return NULL;
}

/* The ids of cells, one behind the other, each with a space before it. */
static void expect_cells(const struct gj_template *form, const size_t *cells, size_t count, const char *ids) {
    char found[4000] = "";
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(found + used, sizeof found - used, " %s", form->cells[cells[i]].id);
    ck_assert_str_eq(found, ids);
}

/* ------------------------------------------------------------------ the national templates */

START_TEST(the_national_templates_are_there) {
    static const char *const ids[] = {"ogi-2014", "ogi-2019", "ogi-2021"};
    static const char *const sources[] = {"国办发〔2014〕32号", "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"};
    static const size_t cells[] = {58, 198, 200};
    static const size_t equations[] = {7, 23 + 7 + 7 + 3, 25 + 7 + 7 + 3};
    static const int last_years[] = {2018, 2020, 0};
    ck_assert_uint_eq(gj_grammar_template_count(grammar), 3);
    for (size_t i = 0; i < 3; i++) {
        const gj_template *form = gj_grammar_template(grammar, i);
        ck_assert_str_eq(gj_template_id(form), ids[i]);
        ck_assert_str_eq(gj_template_source(form), sources[i]);
        ck_assert_ptr_eq(gj_grammar_find(grammar, ids[i]), form);
        ck_assert_uint_eq(form->cell_count, cells[i]);
        ck_assert_uint_eq(form->equation_count, equations[i]);
        ck_assert_int_eq(form->last_year, last_years[i]);
        ck_assert_uint_gt(form->labels.label_count, 0);
    }
    ck_assert_str_eq(gj_template_title(find("ogi-2014")), "政府信息公开情况统计表(2014年格式)");
    ck_assert_ptr_null(gj_grammar_template(grammar, 3));
    ck_assert_ptr_null(gj_grammar_find(grammar, "ogi-2013"));
}
END_TEST

START_TEST(cells_stand_table_by_table_and_row_by_row) {
    for (size_t t = 0; t < gj_grammar_template_count(grammar); t++) {
        const struct gj_template *form = gj_grammar_template(grammar, t);
        size_t next = 0;
        for (size_t i = 0; i < form->cell_count; i++) {
            const struct gj_cell_rule *cell = &form->cells[i];
            const struct gj_table_rule *table = &form->tables[cell->table];
            char id[300];
            snprintf(id, sizeof id, "%s/%s/%s", table->id, table->row_leaves[cell->row].heading->id,
                     table->column_leaves[cell->column].heading->id);
            ck_assert_str_eq(cell->id, id);
            ck_assert_uint_eq(i, table->first_cell + cell->row * table->column_count + cell->column);
            next += i == table->first_cell;
        }
        ck_assert_uint_eq(next, form->table_count);
    }
}
END_TEST

START_TEST(a_leaf_knows_the_groups_above_it) {
    const struct gj_template *form = find("ogi-2021");
    const struct gj_cell_rule *cell = &form->cells[cell_of(form, "applications/other_fee_unpaid/research")];
    const struct gj_leaf *row = &form->tables[cell->table].row_leaves[cell->row];
    const struct gj_leaf *column = &form->tables[cell->table].column_leaves[cell->column];
    ck_assert_uint_eq(row->group_count, 2);
    ck_assert_str_eq(row->groups[0]->label, "三、本年度办理结果");
    ck_assert_str_eq(row->groups[1]->label, "(六)其他处理");
    ck_assert_str_eq(row->groups[1]->also[0], "(六)其他");
    ck_assert_ptr_null(row->groups[0]->id);
    ck_assert_uint_eq(column->group_count, 2);
    ck_assert_str_eq(column->groups[1]->label, "法人或其他组织");
}
END_TEST

START_TEST(units_signs_and_amounts_come_from_rows_and_columns) {
    const struct gj_template *old = find("ogi-2014");
    const struct gj_template *middle = find("ogi-2019");
    const struct gj_template *young = find("ogi-2021");
    ck_assert_str_eq(old->cells[cell_of(old, "indicators/trained/count")].unit, "人次");
    ck_assert(old->cells[cell_of(old, "indicators/budget/count")].is_amount);
    ck_assert(!old->cells[cell_of(old, "indicators/staff/count")].is_amount);
    ck_assert(middle->cells[cell_of(middle, "art20_8/fees/change")].is_signed);
    ck_assert(!middle->cells[cell_of(middle, "art20_8/fees/previous_items")].is_signed);
    ck_assert_ptr_null(middle->cells[cell_of(middle, "art20_9/procurement/procurement_amount")].unit);
    ck_assert_str_eq(young->cells[cell_of(young, "art20_8/fees/fee_amount")].unit, "万元");
}
END_TEST

START_TEST(relations_over_rows) {
    const struct gj_template *form = find("ogi-2021");
    const struct gj_equation *sum = equation_of(form, "review_litigation/sum/litigation_direct");
    expect_cells(form, sum->left, sum->left_count,
                 " review_litigation/litigation_direct/upheld review_litigation/litigation_direct/corrected"
                 " review_litigation/litigation_direct/other review_litigation/litigation_direct/pending");
    expect_cells(form, sum->right, sum->right_count, " review_litigation/litigation_direct/total");
    ck_assert_uint_eq(sum->target, cell_of(form, "review_litigation/litigation_direct/total"));
    ck_assert_str_eq(form->tables[sum->table].id, "review_litigation");
}
END_TEST

/* The range takes all leaves from the first to the last and passes over the groups between them. */
START_TEST(relations_over_columns) {
    const struct gj_template *form = find("ogi-2021");
    const struct gj_equation *outcomes = equation_of(form, "applications/outcomes/research");
    ck_assert_uint_eq(outcomes->left_count, 21);
    for (size_t i = 0; i < outcomes->left_count; i++)
        ck_assert_uint_eq(outcomes->left[i], cell_of(form, "applications/granted/research") + i * 7);
    ck_assert_uint_eq(outcomes->left[20], cell_of(form, "applications/other_other/research"));
    expect_cells(form, outcomes->right, outcomes->right_count, " applications/outcome_total/research");
    const struct gj_equation *balance = equation_of(form, "applications/balance/total");
    expect_cells(form, balance->left, balance->left_count,
                 " applications/new_received/total applications/carried_over/total");
    expect_cells(form, balance->right, balance->right_count,
                 " applications/outcome_total/total applications/carried_forward/total");
    ck_assert_uint_eq(balance->target, cell_of(form, "applications/outcome_total/total"));
}
END_TEST

START_TEST(relations_over_a_table) {
    const struct gj_template *form = find("ogi-2014");
    const struct gj_equation *answered = equation_of(form, "indicators/answered");
    expect_cells(form, answered->left, answered->left_count,
                 " indicators/already_public/count indicators/granted/count "
                 "indicators/partially_granted/count"
                 " indicators/denied/count indicators/not_this_body/count indicators/not_existing/count"
                 " indicators/asked_to_amend/count indicators/other_channel/count");
    expect_cells(form, answered->right, answered->right_count, " indicators/answered/count");
    ck_assert_uint_eq(equation_of(form, "indicators/denied")->left_count, 6);
}
END_TEST

START_TEST(relations_across_years) {
    const struct gj_template *form = find("ogi-2021");
    ck_assert_uint_eq(form->carryover_count, 9);
    const struct gj_carryover *force = &form->carryovers[0];
    ck_assert_str_eq(force->id, "art20_1/in_force/regulations");
    expect_cells(form, force->previous_left, force->previous_left_count, " art20_1/regulations/in_force");
    expect_cells(form, force->left, force->left_count, " art20_1/regulations/issued");
    expect_cells(form, force->right, force->right_count, " art20_1/regulations/in_force art20_1/regulations/repealed");
    const struct gj_carryover *over = &form->carryovers[8];
    ck_assert_str_eq(over->id, "applications/carry_over/total");
    expect_cells(form, over->previous_left, over->previous_left_count, " applications/carried_forward/total");
    ck_assert_uint_eq(over->left_count, 0);
    ck_assert_uint_eq(over->target, cell_of(form, "applications/carried_over/total"));
}
END_TEST

/* ------------------------------------------------------------------ spelling */

static const struct gj_label *look_up(const struct gj_template *form, const char *text) {
    struct gj_arena arena = {0};
    struct gj_key key;
    ck_assert_int_eq(gj_fold(&grammar->spelling, &arena, text, strlen(text), &key), GJ_OK);
    const struct gj_label *label = gj_labels_find(&form->labels, &key);
    gj_arena_free(&arena);
    return label;
}

START_TEST(spelling_is_sorted_and_takes_one_step) {
    const struct gj_spelling *spelling = &grammar->spelling;
    ck_assert_uint_gt(spelling->character_count, 500);
    for (size_t i = 0; i < spelling->character_count; i++) {
        ck_assert(i == 0 || spelling->characters[i - 1].from < spelling->characters[i].from);
        for (size_t j = 0; j < spelling->character_count; j++)
            ck_assert_uint_ne(spelling->characters[i].to, spelling->characters[j].from);
    }
}
END_TEST

/* Labels as Taiwan, Hong Kong and mirror sites would write them. */
START_TEST(traditional_labels_are_recognised) {
    static const char *const labels[] = {"一、本年新收政府信息公開申請數量",
                                         "二、上年結轉政府資訊公開申請數量",
                                         "三、本年度辦理結果",
                                         "2.其他法律行政法規禁止公開",
                                         "4.保護第三方合法權益",
                                         "5.屬於三類內部事務資訊",
                                         "7.屬於行政執法案卷",
                                         "3.補正後申請內容仍不明確",
                                         "4.無正當理由大量反覆申請",
                                         "4.無正當理由大量反復申請",
                                         "5.要求行政機關確認或重新出具已獲取資訊",
                                         "三、收到和處理政府資訊公開申請情況",
                                         "未經複議直接起訴",
                                         "行政訴訟",
                                         "結果維持",
                                         "其他結果",
                                         "尚未審結",
                                         "總計",
                                         "法人或其他組織",
                                         "科研機構",
                                         "行政強制",
                                         "行政強製",
                                         "行政處罰",
                                         "行政許可",
                                         "行政事業性收費",
                                         "行政規範性文件",
                                         "行政規範性檔案",
                                         "規章",
                                         "現行有效件數"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        ck_assert_msg(look_up(find("ogi-2021"), labels[i]) != NULL, "%s is not recognised", labels[i]);
}
END_TEST

START_TEST(wordings_are_folded_by_characters) {
    add("a.json", "{ \"format\": 1, \"spelling\": { \"wordings\": [[\"檔案館\", \"檔館\"]] } }");
    const struct gj_same_wording *wording = &grammar->spelling.wordings[0];
    ck_assert_uint_eq(wording->from_length, 3);
    ck_assert_uint_eq(wording->from[0], 0x6863); /* 档 */
    ck_assert_uint_eq(wording->to_length, 2);
    ck_assert_uint_eq(wording->to[1], 0x9986); /* 馆 */
}
END_TEST

START_TEST(spelling_added_later_reaches_the_templates_there_are) {
    ck_assert_ptr_null(look_up(find("ogi-2021"), "规張"));
    add("a.json", "{ \"format\": 1, \"spelling\": { \"characters\": [\"張章\"], \"wordings\": "
                  "[[\"总额\", \"总计\"]] } }");
    ck_assert_ptr_nonnull(look_up(find("ogi-2021"), "规張"));
    ck_assert_ptr_nonnull(look_up(find("ogi-2021"), "總額"));
    ck_assert_ptr_nonnull(look_up(find("ogi-2021"), "規章"));
    add("b.json", "{ \"format\": 1, \"spelling\": { \"characters\": [\"張长\"] } }");
    ck_assert_ptr_null(look_up(find("ogi-2021"), "规張"));
}
END_TEST

/* What a pair of an earlier file ends with cannot become something else: that would need two steps. */
START_TEST(spelling_of_two_files_makes_no_chain) {
    static const char json[] = "{ \"format\": 1, \"spelling\": { \"characters\": [\"规归\"] } }";
    gj_error error;
    ck_assert_int_eq(gj_grammar_add(grammar, "a.json", json, strlen(json), &error), GJ_ERROR_GRAMMAR);
    ck_assert_str_eq(error.message, "a.json: $.spelling: begins a pair with a character that pairs of an earlier "
                                    "file end with; leave it out");
    ck_assert_ptr_nonnull(look_up(find("ogi-2021"), "規章"));
}
END_TEST

/* ------------------------------------------------------------------ adding */

#define SMALL(id, rows, rest)                                                                                          \
    "{ \"format\": 1, \"id\": \"" id "\", \"title\": \"小表\", \"source\": \"示例\", \"tables\": ["                \
    "{ \"id\": \"t\", \"title\": \"小表\", \"columns\": [{ \"id\": \"n\", \"label\": \"数\" }],"                    \
    " \"rows\": [" rows "] }]" rest " }"

START_TEST(a_template_replaces_one_of_the_same_id) {
    const char *json = SMALL("ogi-2019", "{ \"id\": \"a\", \"label\": \"甲\" }", "");
    add("mine.json", json);
    ck_assert_uint_eq(gj_grammar_template_count(grammar), 3);
    ck_assert_str_eq(gj_template_title(gj_grammar_template(grammar, 1)), "小表");
    ck_assert_uint_eq(find("ogi-2019")->cell_count, 1);
    add("mine.json", SMALL("mine", "{ \"id\": \"a\", \"label\": \"甲\" }", ""));
    ck_assert_uint_eq(gj_grammar_template_count(grammar), 4);
}
END_TEST

START_TEST(own_fragments_come_before_those_of_others) {
    add("shared.json", "{ \"format\": 1, \"fragments\": { \"ab\": [{ \"id\": \"a\", \"label\": \"甲\" },"
                       " { \"id\": \"b\", \"label\": \"乙\" }] } }");
    add("one.json", SMALL("one", "{ \"use\": \"ab\" }", ""));
    add("two.json",
        SMALL("two", "{ \"use\": \"ab\" }", ", \"fragments\": { \"ab\": [{ \"id\": \"c\", \"label\": \"丙\" }] }"));
    add("three.json", SMALL("three", "{ \"use\": \"ab\" }", ""));
    ck_assert_uint_eq(find("one")->cell_count, 2);
    ck_assert_str_eq(find("two")->cells[0].id, "t/c/n");
    ck_assert_uint_eq(find("three")->cell_count, 2);
}
END_TEST

START_TEST(later_fragments_come_before_earlier_ones) {
    add("one.json", "{ \"format\": 1, \"fragments\": { \"x\": [{ \"id\": \"a\", \"label\": \"甲\" }] } }");
    add("two.json", "{ \"format\": 1, \"fragments\": { \"x\": [{ \"id\": \"b\", \"label\": \"乙\" }] } }");
    add("small.json", SMALL("small", "{ \"use\": \"x\" }, { \"use\": \"results\" }", ""));
    ck_assert_str_eq(find("small")->cells[0].id, "t/b/n");
    ck_assert_str_eq(find("small")->cells[5].id, "t/total/n");
}
END_TEST

/* A fault in a shared fragment is one of that file, whichever template meets it. */
START_TEST(a_fault_names_the_file_that_it_is_in) {
    static const char json[] = SMALL("small", "{ \"use\": \"x\" }", "");
    gj_error error;
    add("shared.json", "{ \"format\": 1, \"fragments\": { \"x\": [{ \"id\": \"A\", \"label\": \"甲\" }] } }");
    ck_assert_int_eq(gj_grammar_add(grammar, "small.json", json, strlen(json), &error), GJ_ERROR_GRAMMAR);
    ck_assert_str_eq(error.message,
                     "shared.json: $.fragments.x[0].id (used in small.json at $.tables[0].rows[0]): \"A\" is no id; "
                     "use 1 to 64 of a-z, 0-9 and _");
    ck_assert_ptr_null(gj_grammar_find(grammar, "small"));
}
END_TEST

START_TEST(groups_hand_down_what_they_say_of_values) {
    add("small.json", SMALL("small",
                            "{ \"label\": \"甲\", \"unit\": \"件\", \"signed\": true, \"amount\": true, \"rows\": ["
                            "{ \"id\": \"a\", \"label\": \"一\" },"
                            "{ \"id\": \"b\", \"label\": \"二\", \"unit\": \"人\", \"signed\": false }] }",
                            ""));
    const struct gj_template *form = find("small");
    ck_assert_str_eq(form->cells[0].unit, "件");
    ck_assert(form->cells[0].is_signed && form->cells[0].is_amount);
    ck_assert_str_eq(form->cells[1].unit, "人");
    ck_assert(!form->cells[1].is_signed && form->cells[1].is_amount);
}
END_TEST

/* Numbers with exponents, escapes of every kind, white space everywhere. */
START_TEST(json_may_be_written_in_all_its_ways) {
    add("small.json", "\xEF\xBB\xBF \r\n\t{ \"format\" : 10E-1, \"id\": \"sm\\u0061ll\","
                      " \"title\": \"\\u5C0F\\u8868\", \"source\": \"\\uD83D\\uDE00\\/\", \"first_year\": 2.03e+3,"
                      " \"tables\": [{ \"id\": \"t\", \"title\": \"\\u5c0f\\u8868\","
                      " \"columns\": [{ \"id\": \"n\", \"label\": \"数\" }],"
                      " \"rows\": [{ \"id\": \"a\", \"label\": \"甲\", \"signed\": false }] }] } \n");
    ck_assert_str_eq(gj_template_title(find("small")), "小表");
    ck_assert_str_eq(find("small")->tables[0].title, "小表");
    ck_assert_str_eq(gj_template_source(find("small")), "😀/");
}
END_TEST

START_TEST(a_broken_contract_is_an_error) {
    gj_error error;
    gj_grammar *none = NULL;
    ck_assert_int_eq(gj_grammar_new(NULL, &error), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_grammar_add(NULL, "x", "{}", 2, &error), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_grammar_add(grammar, NULL, "{}", 2, NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_grammar_add(grammar, "x", NULL, 2, NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_grammar_add(grammar, "x", NULL, 0, NULL), GJ_ERROR_GRAMMAR);
    gj_grammar_free(none);
}
END_TEST

/* ------------------------------------------------------------------ the manual */

/* The example in grammars/README.md is compiled as it stands there. */
START_TEST(the_example_of_the_manual_is_good) {
    size_t length;
    char *manual = read_file(GJ_SOURCE_DIR "/grammars/README.md", &length);
    char *example = strstr(manual, "```json\n");
    ck_assert_ptr_nonnull(example);
    example += strlen("```json\n");
    char *end = strstr(example, "```");
    ck_assert_ptr_nonnull(end);
    *end = '\0';
    add("README.md", example);
    free(manual);
    const struct gj_template *form = find("complaints-2030");
    ck_assert_uint_eq(form->cell_count, 7 * 4);
    ck_assert_uint_eq(form->equation_count, 7 + 4 + 4);
    ck_assert_uint_eq(form->carryover_count, 4);
    ck_assert_uint_eq(form->tables[0].form.label_columns, 2);
    const struct gj_equation *received = equation_of(form, "complaints/received/towns");
    expect_cells(form, received->left, received->left_count, " complaints/letters/towns complaints/visits/towns");
    ck_assert_str_eq(form->cells[cell_of(form, "complaints/visits/own")].unit, "件");
}
END_TEST

static TCase *national_cases(void) {
    TCase *tcase = tcase_create("national");
    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_test(tcase, the_national_templates_are_there);
    tcase_add_test(tcase, cells_stand_table_by_table_and_row_by_row);
    tcase_add_test(tcase, a_leaf_knows_the_groups_above_it);
    tcase_add_test(tcase, units_signs_and_amounts_come_from_rows_and_columns);
    tcase_add_test(tcase, relations_over_rows);
    tcase_add_test(tcase, relations_over_columns);
    tcase_add_test(tcase, relations_over_a_table);
    tcase_add_test(tcase, relations_across_years);
    return tcase;
}

static TCase *spelling_cases(void) {
    TCase *tcase = tcase_create("spelling");
    tcase_set_timeout(tcase, 60); /* every pair of pairs is compared, under a sanitizer */
    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_test(tcase, spelling_is_sorted_and_takes_one_step);
    tcase_add_test(tcase, traditional_labels_are_recognised);
    tcase_add_test(tcase, wordings_are_folded_by_characters);
    tcase_add_test(tcase, spelling_added_later_reaches_the_templates_there_are);
    tcase_add_test(tcase, spelling_of_two_files_makes_no_chain);
    return tcase;
}

static TCase *adding_cases(void) {
    TCase *tcase = tcase_create("adding");
    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_test(tcase, a_template_replaces_one_of_the_same_id);
    tcase_add_test(tcase, own_fragments_come_before_those_of_others);
    tcase_add_test(tcase, later_fragments_come_before_earlier_ones);
    tcase_add_test(tcase, a_fault_names_the_file_that_it_is_in);
    tcase_add_test(tcase, groups_hand_down_what_they_say_of_values);
    tcase_add_test(tcase, json_may_be_written_in_all_its_ways);
    tcase_add_test(tcase, a_broken_contract_is_an_error);
    tcase_add_test(tcase, the_example_of_the_manual_is_good);
    return tcase;
}

int main(void) {
    Suite *suite = suite_create("grammar");
    suite_add_tcase(suite, national_cases());
    suite_add_tcase(suite, spelling_cases());
    suite_add_tcase(suite, adding_cases());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
