/* What a caller may have done to a report that was read: repair, and the comparison with the year before. */
#include "gouji.h"
#include "read_file.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static gj_grammar *grammar;
static gj_document *document;

static void set_up(void) {
    size_t length;
    char *bytes = read_file(GJ_SOURCE_DIR "/corpus/linyi-2020.txt", &length);
    ck_assert_int_eq(gj_grammar_new(&grammar, NULL), GJ_OK);
    ck_assert_int_eq(gj_document_new(&document, grammar, "linyi", bytes, length, NULL, NULL), GJ_OK);
    free(bytes);
}

static void tear_down(void) {
    gj_document_free(document);
    gj_grammar_free(grammar);
}

static const gj_cell *cell(const char *id) {
    return gj_report_find_cell(gj_document_report(document, 0), id);
}

START_TEST(certain_cells_are_repaired_and_keep_their_text) {
    size_t repaired;
    ck_assert_int_eq(gj_document_repair(document, 0, GJ_CERTAIN, &repaired), GJ_OK);
    ck_assert_uint_eq(repaired, 3);
    ck_assert_int_eq(cell("applications/granted/total")->status, GJ_CELL_REPAIRED);
    ck_assert_int_eq(cell("applications/granted/total")->value.coefficient, 3);
    ck_assert_str_eq(cell("applications/granted/total")->raw, "0");
    ck_assert_int_eq(cell("applications/granted/natural_person")->status, GJ_CELL_PLACED);
}
END_TEST

START_TEST(what_is_only_possible_is_left_alone) {
    ck_assert_int_eq(gj_document_repair(document, 0, GJ_LIKELY, NULL), GJ_OK);
    ck_assert_int_eq(cell("review_litigation/litigation_after_review/total")->status, GJ_CELL_PLACED);
    ck_assert_int_eq(cell("review_litigation/litigation_after_review/total")->value.coefficient, 0);
}
END_TEST

START_TEST(repair_does_not_hide_what_was_found) {
    const gj_report *report = gj_document_report(document, 0);
    size_t violations = gj_report_violation_count(report);
    ck_assert_uint_ge(violations, 5);
    ck_assert_int_eq(gj_document_repair(document, 0, GJ_CERTAIN, NULL), GJ_OK);
    ck_assert_uint_eq(gj_report_violation_count(report), violations);
    size_t repaired;
    ck_assert_int_eq(gj_document_repair(document, 0, GJ_CERTAIN, &repaired), GJ_OK);
    ck_assert_uint_eq(repaired, 0);
}
END_TEST

START_TEST(nothing_is_repaired_on_a_mere_possibility) {
    ck_assert_int_eq(gj_document_repair(document, 0, GJ_POSSIBLE, NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_document_repair(document, 1, GJ_CERTAIN, NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_document_repair(NULL, 0, GJ_CERTAIN, NULL), GJ_ERROR_ARGUMENT);
}
END_TEST

/* The year after: the same tables, with 2 carried over where 0 was carried forward. */
static gj_document *read_next_year(void) {

    static const char row[] = "二、上年结转政府信息公开申请数量 |\n0 |";
    size_t length;
    char *bytes = read_file(GJ_SOURCE_DIR "/corpus/linyi-2020.txt", &length);
    char *text = calloc(1, length + 1);
    memcpy(text, bytes, length);
    char *place = strstr(text, row);
    ck_assert_msg(place != NULL, "the report has no such row");
    place[strlen(row) - 3] = '2';
    for (char *year = text; (year = strstr(year, "2020")); year++)
        year[3] = '1';
    gj_document *next;
    ck_assert_int_eq(gj_document_new(&next, grammar, "next", text, length, NULL, NULL), GJ_OK);
    free(text);
    free(bytes);
    return next;
}

START_TEST(a_break_between_years_is_a_violation_of_the_later_report) {
    gj_document *next = read_next_year();
    const gj_report *report = gj_document_report(next, 0);
    size_t before = gj_report_violation_count(report);
    gj_error error;
    ck_assert_msg(gj_document_compare(next, 0, gj_document_report(document, 0), &error) == GJ_OK, "%s",
                  error.message);
    ck_assert_uint_eq(gj_report_violation_count(report), before + 1);
    const gj_violation *violation = gj_report_violation(report, before);
    ck_assert_int_eq(violation->kind, GJ_VIOLATION_ACROSS);
    ck_assert_int_eq(violation->expected.coefficient, 0);
    ck_assert_int_eq(violation->found.coefficient, 2);
    const gj_cell *target = gj_report_cell(report, violation->target);
    ck_assert_str_eq(target->id, "applications/carried_over/natural_person");
    ck_assert_uint_ge(target->violation_count, 1);
    ck_assert_uint_eq(target->violations[target->violation_count - 1], before);
    ck_assert_int_eq(gj_document_compare(next, 9, gj_document_report(document, 0), &error), GJ_ERROR_ARGUMENT);
    gj_document_free(next);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("repair");
    TCase *tcase = tcase_create("repair");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, certain_cells_are_repaired_and_keep_their_text);
    tcase_add_test(tcase, what_is_only_possible_is_left_alone);
    tcase_add_test(tcase, repair_does_not_hide_what_was_found);
    tcase_add_test(tcase, nothing_is_repaired_on_a_mere_possibility);
    tcase_add_test(tcase, a_break_between_years_is_a_violation_of_the_later_report);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
