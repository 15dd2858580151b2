/* How many mistakes the relations of a table see, and how many they tell apart. */
#include "small_template.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void assert_sight(const gj_template *form, size_t table, int expected_detects, int expected_locates) {
    int detects, locates;
    ck_assert_int_eq(gj_template_sight(form, table, &detects, &locates), GJ_OK);
    ck_assert_msg(detects == expected_detects && locates == expected_locates, "%s: %d and %d",
                  form->tables[table].id, detects, locates);
}

/* Of the national forms: the applications are a product of two single checks, so their distance is 4; a row
 * of the review grid is one single check; nothing stands behind the rest. */
START_TEST(national_templates) {
    static const char *ids[] = {"ogi-2019", "ogi-2021"};
    gj_grammar *grammar;
    ck_assert_int_eq(gj_grammar_new(&grammar, NULL), GJ_OK);
    const gj_template *form = gj_grammar_find(grammar, ids[_i]);
    ck_assert_ptr_nonnull(form);
    for (size_t i = 0; i < form->table_count; i++) {
        bool is_product = strcmp(form->tables[i].id, "applications") == 0;
        bool is_grid = strcmp(form->tables[i].id, "review_litigation") == 0;
        assert_sight(form, i, is_product ? 3 : is_grid ? 1 : 0, is_product ? 1 : 0);
    }
    gj_grammar_free(grammar);
}
END_TEST

START_TEST(a_cell_in_no_relation_is_not_seen) {
    struct small_report small;
    small_report_new(&small, 1, 4);
    small_relation(&small, (size_t[]){0, 1}, 2, (size_t[]){2}, 1);
    assert_sight(&small.form, 0, 0, 0);
    small_report_free(&small);
}
END_TEST

/* a = b, b = c, c = d: four mistakes that agree are a lawful table. */
START_TEST(a_figure_printed_four_times) {
    struct small_report small;
    small_report_new(&small, 1, 4);
    for (size_t i = 0; i < 3; i++)
        small_relation(&small, (size_t[]){i}, 1, (size_t[]){i + 1}, 1);
    assert_sight(&small.form, 0, 3, 1);
    small_report_free(&small);
}
END_TEST

/* 2a = b + c and a + c = b have a dependence of three columns that no row shows by itself. */
START_TEST(coefficients_count) {
    struct small_report small;
    small_report_new(&small, 1, 3);
    small_relation(&small, (size_t[]){0, 0}, 2, (size_t[]){1, 2}, 2);
    small_relation(&small, (size_t[]){0, 2}, 2, (size_t[]){1}, 1);
    assert_sight(&small.form, 0, 2, 1);
    small_report_free(&small);
}
END_TEST

START_TEST(what_cannot_be_asked) {
    struct small_report small;
    int detects, locates;
    small_report_new(&small, 1, 3);
    ck_assert_int_eq(gj_template_sight(&small.form, 1, &detects, &locates), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_template_sight(NULL, 0, &detects, &locates), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_template_sight(&small.form, 0, NULL, &locates), GJ_ERROR_ARGUMENT);
    small_report_free(&small);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sight");
    TCase *tcase = tcase_create("sight");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, national_templates, 0, 2);
    tcase_add_test(tcase, a_cell_in_no_relation_is_not_seen);
    tcase_add_test(tcase, a_figure_printed_four_times);
    tcase_add_test(tcase, coefficients_count);
    tcase_add_test(tcase, what_cannot_be_asked);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
