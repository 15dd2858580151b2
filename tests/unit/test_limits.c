/* Limits: where one is met it is told of, and nothing is lost. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "gouji.h"
#include "read_file.h"

static gj_grammar *grammar;
static char *linyi;
static size_t linyi_length;

static void open_all(void) {
    ck_assert_int_eq(gj_grammar_new(&grammar, NULL), GJ_OK);
    linyi = read_file(GJ_SOURCE_DIR "/corpus/linyi-2020.txt", &linyi_length);
}

static void close_all(void) {
    gj_grammar_free(grammar);
    free(linyi);
}

static gj_document *read_within(gj_limits limits) {
    gj_options options = {.limits = limits};
    gj_document *document;
    gj_error error;
    gj_status status = gj_document_new(&document, grammar, "linyi", linyi, linyi_length, &options, &error);
    ck_assert_msg(status == GJ_OK, "%s", error.message);
    return document;
}

static const gj_diagnostic *find_note(const gj_report *report, const char *code) {
    for (size_t i = 0; i < gj_report_diagnostic_count(report); i++)
        if (strcmp(gj_report_diagnostic(report, i)->code, code) == 0)
            return gj_report_diagnostic(report, i);
    return NULL;
}

static size_t count_placed(const gj_report *report) {
    size_t count = 0;
    for (size_t i = 0; i < gj_report_cell_count(report); i++)
        count += gj_report_cell(report, i)->status == GJ_CELL_PLACED;
    return count;
}

/* The text of line 95, a cell, is among what is left over. */
static bool is_left_over(const gj_report *report, const char *text) {
    for (size_t i = 0; i < gj_report_leftover_count(report); i++)
        if (strstr(gj_report_leftover(report, i)->text, text))
            return true;
    return false;
}

START_TEST(a_large_input_is_refused) {
    gj_options options = {.limits = {.bytes = linyi_length - 1}};
    gj_document *document;
    gj_error error;
    ck_assert_int_eq(gj_document_new(&document, grammar, "linyi", linyi, linyi_length, &options, &error),
                     GJ_ERROR_LIMIT);
    ck_assert_ptr_nonnull(strstr(error.message, "linyi"));
    options.limits.bytes++;
    ck_assert_int_eq(gj_document_new(&document, grammar, "linyi", linyi, linyi_length, &options, &error), GJ_OK);
    gj_document_free(document);
}
END_TEST

START_TEST(the_defaults_meet_nothing) {
    gj_document *document = read_within((gj_limits){0});
    const gj_report *report = gj_document_report(document, 0);
    ck_assert_ptr_null(find_note(report, "limit"));
    ck_assert_uint_eq(count_placed(report), 198);
    gj_document_free(document);
}
END_TEST

START_TEST(past_the_limit_of_cells_the_text_is_left_over) {
    gj_document *document = read_within((gj_limits){.atoms = 120});
    const gj_report *report = gj_document_report(document, 0);
    const gj_diagnostic *note = find_note(report, "limit");
    ck_assert_ptr_nonnull(note);
    ck_assert_uint_gt(note->line, 100);
    ck_assert_uint_lt(count_placed(report), 198);
    ck_assert(is_left_over(report, "四、结转下年度继续办理"));
    gj_document_free(document);
}
END_TEST

START_TEST(a_long_line_is_left_over) {
    gj_document *document = read_within((gj_limits){.line_bytes = 60});
    const gj_report *report = gj_document_report(document, 0);
    ck_assert_ptr_nonnull(find_note(report, "limit"));
    ck_assert(is_left_over(report, "本列数据的勾稽关系为"));
    gj_document_free(document);
}
END_TEST

START_TEST(past_the_limit_of_rows_values_are_left_over) {
    gj_document *document = read_within((gj_limits){.rows = 9});
    const gj_report *report = gj_document_report(document, 0);
    const gj_diagnostic *note = find_note(report, "limit");
    ck_assert_ptr_nonnull(note);
    ck_assert_uint_gt(note->line, 0);
    ck_assert_uint_lt(count_placed(report), 198);
    ck_assert_uint_gt(count_placed(report), 0);
    gj_document_free(document);
}
END_TEST

START_TEST(past_the_limit_of_work_nothing_is_suspect) {
    gj_document *document = read_within((gj_limits){.work = 1});
    const gj_report *report = gj_document_report(document, 0);
    ck_assert_ptr_nonnull(find_note(report, "unlocalised"));
    ck_assert_uint_eq(gj_report_violation_count(report), 5);
    ck_assert_uint_eq(count_placed(report), 198);
    gj_document_free(document);
}
END_TEST

/* Nested n deep: [[[...]]]. */
static gj_status add_nested(gj_grammar *to, size_t depth, gj_error *error) {
    char json[4000];
    memset(json, '[', depth);
    memset(json + depth, ']', depth);
    return gj_grammar_add(to, "deep.json", json, 2 * depth, error);
}

START_TEST(grammars_have_limits) {
    gj_error error;
    ck_assert_int_eq(add_nested(grammar, 33, &error), GJ_ERROR_GRAMMAR);
    ck_assert_ptr_nonnull(strstr(error.message, "deeper than the limit"));
    gj_grammar_limit(grammar, 20, 1000);
    ck_assert_int_eq(add_nested(grammar, 33, &error), GJ_ERROR_GRAMMAR);
    ck_assert_ptr_nonnull(strstr(error.message, "limit of 20 bytes"));
    gj_grammar_limit(grammar, 0, 1000);
    ck_assert_int_eq(add_nested(grammar, 33, &error), GJ_ERROR_GRAMMAR); /* JSON, but no grammar */
    ck_assert_ptr_null(strstr(error.message, "limit"));
    ck_assert_int_eq(add_nested(grammar, 1500, &error), GJ_ERROR_GRAMMAR);
    ck_assert_ptr_nonnull(strstr(error.message, "deeper than the limit"));
}
END_TEST

START_TEST(a_broken_contract_is_an_error) {
    gj_document *document;
    gj_error error;
    ck_assert_int_eq(gj_document_new(NULL, grammar, "x", "", 0, NULL, NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_document_new(&document, NULL, "x", "", 0, NULL, NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_document_new(&document, grammar, NULL, "", 0, NULL, NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_document_new(&document, grammar, "x", NULL, 1, NULL, &error), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(error.status, GJ_ERROR_ARGUMENT);
    const gj_options options = {.template_id = "ogi-1999"};
    ck_assert_int_eq(gj_document_new(&document, grammar, "x", "", 0, &options, &error), GJ_ERROR_TEMPLATE);
    ck_assert_ptr_nonnull(strstr(error.message, "ogi-1999"));
}
END_TEST

START_TEST(nothing_is_a_document_of_one_report) {
    gj_document *document;
    ck_assert_int_eq(gj_document_new(&document, grammar, "x", NULL, 0, NULL, NULL), GJ_OK);
    ck_assert_uint_eq(gj_document_report_count(document), 1);
    ck_assert_ptr_null(gj_report_template(gj_document_report(document, 0)));
    ck_assert_ptr_null(gj_document_report(document, 1));
    size_t length = 1;
    ck_assert_ptr_null(gj_document_text(document, &length));
    ck_assert_uint_eq(length, 0);
    ck_assert_ptr_null(gj_document_text(document, NULL));
    gj_document_free(document);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("limits");
    TCase *tcase = tcase_create("limits");
    tcase_add_checked_fixture(tcase, open_all, close_all);
    tcase_add_test(tcase, a_broken_contract_is_an_error);
    tcase_add_test(tcase, nothing_is_a_document_of_one_report);
    tcase_add_test(tcase, a_large_input_is_refused);
    tcase_add_test(tcase, the_defaults_meet_nothing);
    tcase_add_test(tcase, past_the_limit_of_cells_the_text_is_left_over);
    tcase_add_test(tcase, a_long_line_is_left_over);
    tcase_add_test(tcase, past_the_limit_of_rows_values_are_left_over);
    tcase_add_test(tcase, past_the_limit_of_work_nothing_is_suspect);
    tcase_add_test(tcase, grammars_have_limits);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
