/* Whether sums add up, with cells that are printed, blank, missing or no numbers. */
#include "decimal.h"
#include "relations/relations.h"
#include "small_template.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static struct small_report small;

static void tear_down(void) {
    small_report_free(&small);
}

/* a + b = c */
static const struct {
    const char *raw[3];
    bool is_signed;
    gj_relation_status status;
} rows[] = {
    {{"2", "3", "5"}, false, GJ_RELATION_HOLDS},
    {{"2", "3", "6"}, false, GJ_RELATION_VIOLATED},
    {{"0", "0", "0"}, false, GJ_RELATION_HOLDS},
    {{"5", "-2", "3"}, true, GJ_RELATION_HOLDS},
    {{"1.25", "2.5", "3.75"}, false, GJ_RELATION_HOLDS},
    {{"1.25", "2.5", "3.750"}, false, GJ_RELATION_HOLDS},
    {{"0.1", "0.2", "0.31"}, false, GJ_RELATION_VIOLATED},
    /* a blank part is 0 only where the relation then holds */
    {{"5", "", "5"}, false, GJ_RELATION_HOLDS},
    {{"", "", ""}, false, GJ_RELATION_HOLDS},
    {{"", "", "0"}, false, GJ_RELATION_HOLDS},
    {{"2", "", "5"}, false, GJ_RELATION_UNKNOWN},
    /* but no number of cases in it makes 7 + blank be 5, unless it may be negative */
    {{"7", "", "5"}, false, GJ_RELATION_VIOLATED},
    {{"7", "", "5"}, true, GJ_RELATION_UNKNOWN},
    /* a blank total says nothing */
    {{"2", "3", ""}, false, GJ_RELATION_UNKNOWN},
    {{"0", "0", ""}, false, GJ_RELATION_HOLDS},
    {{"2", "", ""}, false, GJ_RELATION_UNKNOWN},
    /* nor does what is not there, or is no number */
    {{"2", NULL, "5"}, false, GJ_RELATION_UNKNOWN},
    {{"7", NULL, "5"}, false, GJ_RELATION_UNKNOWN},
    {{"0", NULL, "0"}, false, GJ_RELATION_UNKNOWN},
    {{"2", "three", "5"}, false, GJ_RELATION_UNKNOWN},
    {{"9223372036854775807", "0", "9223372036854775807"}, false, GJ_RELATION_HOLDS},
};

START_TEST(a_sum_holds_or_not_or_cannot_be_told) {
    small_report_new(&small, 1, 3);
    small_relation(&small, (size_t[]){0, 1}, 2, (size_t[]){2}, 1);
    small.form.cells[1].is_signed = rows[_i].is_signed;
    for (size_t i = 0; i < 3; i++)
        small_cell(&small, i, rows[_i].raw[i]);
    ck_assert_int_eq(gj_relations_check(&small.report), GJ_OK);
    ck_assert_uint_eq(small.report.relation_count, 1);
    ck_assert_int_eq(small.report.relations[0].status, rows[_i].status);
    ck_assert_uint_eq(small.report.violations.count, rows[_i].status == GJ_RELATION_VIOLATED);
    ck_assert_uint_eq(small.report.diagnostics.count, 0);
}
END_TEST

START_TEST(an_ambiguous_cell_makes_it_unknown) {
    small_report_new(&small, 1, 3);
    small_relation(&small, (size_t[]){0, 1}, 2, (size_t[]){2}, 1);
    for (size_t i = 0; i < 3; i++)
        small_value(&small, i, 1);
    small.report.cells[1].status = GJ_CELL_AMBIGUOUS;
    ck_assert_int_eq(gj_relations_check(&small.report), GJ_OK);
    ck_assert_int_eq(small.report.relations[0].status, GJ_RELATION_UNKNOWN);
}
END_TEST

START_TEST(both_sides_and_the_difference_are_told) {
    small_report_new(&small, 1, 4);
    small_relation(&small, (size_t[]){0, 1}, 2, (size_t[]){2, 3}, 2);
    for (size_t i = 0; i < 4; i++)
        small_value(&small, i, (int64_t[]){20, 3, 25, 1}[i]);
    ck_assert_int_eq(gj_relations_check(&small.report), GJ_OK);
    const gj_violation *violation = &small.report.violations.items[0];
    ck_assert_int_eq(violation->kind, GJ_VIOLATION_TABLE);
    ck_assert_str_eq(violation->relation, "t/relation/0");
    ck_assert_str_eq(violation->table, "t");
    ck_assert_int_eq(violation->expected.coefficient, 23);
    ck_assert_int_eq(violation->found.coefficient, 26);
    ck_assert_int_eq(violation->difference.coefficient, 3);
    ck_assert_uint_eq(violation->target, 2);
    ck_assert_uint_eq(violation->line, 3);
    ck_assert_uint_eq(violation->cell_count, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(violation->cells[i], i);
}
END_TEST

START_TEST(each_cell_knows_its_violations) {
    small_report_new(&small, 2, 3);
    small_relation(&small, (size_t[]){0, 1}, 2, (size_t[]){2}, 1);
    small_relation(&small, (size_t[]){3, 4}, 2, (size_t[]){5}, 1);
    small_relation(&small, (size_t[]){0}, 1, (size_t[]){3}, 1);
    for (size_t i = 0; i < 6; i++)
        small_value(&small, i, (int64_t[]){1, 1, 9, 2, 2, 4}[i]);
    ck_assert_int_eq(gj_relations_check(&small.report), GJ_OK);
    ck_assert_uint_eq(small.report.violations.count, 2);
    ck_assert_str_eq(small.report.violations.items[0].relation, "t/relation/0");
    ck_assert_str_eq(small.report.violations.items[1].relation, "t/relation/2");
    ck_assert_uint_eq(small.report.cells[0].violation_count, 2);
    ck_assert_uint_eq(small.report.cells[0].violations[0], 0);
    ck_assert_uint_eq(small.report.cells[0].violations[1], 1);
    ck_assert_uint_eq(small.report.cells[3].violation_count, 1);
    ck_assert_uint_eq(small.report.cells[5].violation_count, 0);
    /* once more gives the same */
    ck_assert_int_eq(gj_violations_index(&small.report), GJ_OK);
    ck_assert_uint_eq(small.report.cells[0].violation_count, 2);
}
END_TEST

START_TEST(a_sum_too_large_is_noted) {
    small_report_new(&small, 1, 3);
    small.report.language = _i == 0 ? GJ_ENGLISH : GJ_CHINESE;
    small_relation(&small, (size_t[]){0, 1}, 2, (size_t[]){2}, 1);
    for (size_t i = 0; i < 3; i++)
        small_value(&small, i, INT64_MAX);
    ck_assert_int_eq(gj_relations_check(&small.report), GJ_OK);
    ck_assert_int_eq(small.report.relations[0].status, GJ_RELATION_UNKNOWN);
    ck_assert_uint_eq(small.report.diagnostics.count, 1);
    ck_assert_str_eq(small.report.diagnostics.items[0].code, "overflow");
    ck_assert_ptr_nonnull(strstr(small.report.diagnostics.items[0].message, "t/relation/0"));
}
END_TEST

START_TEST(no_template_no_relations) {
    memset(&small, 0, sizeof small);
    small.report.arena = &small.arena;
    ck_assert_int_eq(gj_relations_check(&small.report), GJ_OK);
    ck_assert_uint_eq(small.report.relation_count, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("relations");
    TCase *tcase = tcase_create("relations");
    tcase_add_checked_fixture(tcase, NULL, tear_down);
    tcase_add_loop_test(tcase, a_sum_holds_or_not_or_cannot_be_told, 0, COUNT(rows));
    tcase_add_test(tcase, an_ambiguous_cell_makes_it_unknown);
    tcase_add_test(tcase, both_sides_and_the_difference_are_told);
    tcase_add_test(tcase, each_cell_knows_its_violations);
    tcase_add_loop_test(tcase, a_sum_too_large_is_noted, 0, 2);
    tcase_add_test(tcase, no_template_no_relations);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
