/* Runs of a column that a PDF reader took out of their order. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reassembly/block_reader.h"

enum { MOST_ROWS = 32, MOST_RUNS = 16 };

/* The runs hold so many values each, "1 2 5"; marks has a letter for the place above each row and one for the end: H for
 * a heading, h for a higher row, . for neither. Their lengths in the order that was found, or "" where there is none. */
static const char *ordered(const char *marks, const char *lengths) {
    static char text[4 * MOST_RUNS];
    enum gj_break breaks[MOST_ROWS] = {GJ_NO_BREAK};
    struct gj_run runs[MOST_RUNS];
    size_t count = 0, first = 0;
    for (size_t i = 0; marks[i]; i++)
        breaks[i] = marks[i] == 'H' ? GJ_BREAK : marks[i] == 'h' ? GJ_MAY_BREAK : GJ_NO_BREAK;
    for (char *at = (char *)(uintptr_t)lengths; *at; count++) {
        runs[count] = (struct gj_run){.first = first, .count = strtoul(at, &at, 10)};
        first += runs[count].count;
    }
    ck_assert_uint_eq(first + 1, strlen(marks));
    *text = '\0';
    if (!gj_block_order(breaks, runs, count))
        return text;
    for (size_t i = 0; i < count; i++)
        sprintf(text + strlen(text), "%s%zu", i ? " " : "", runs[i].count);
    return text;
}

START_TEST(runs_in_order_stay) {
    ck_assert_str_eq(ordered("H..H....H.H", "3 5 2"), "3 5 2");
    ck_assert_str_eq(ordered("H..H....H.H", "8 2"), "8 2");
    ck_assert_str_eq(ordered("H..h....H.H", "3 5 2"), "3 5 2");
}
END_TEST

START_TEST(runs_that_are_broken_anywhere_stay) {
    ck_assert_str_eq(ordered("H..H....H.H", "4 4 2"), "4 4 2");
    ck_assert_str_eq(ordered("..........H", "3 7"), "3 7");
}
END_TEST

START_TEST(runs_go_where_the_headings_are) {
    ck_assert_str_eq(ordered("H..H....H.H", "5 3 2"), "3 5 2");
    ck_assert_str_eq(ordered("H..H....H.H", "2 8"), "8 2");
    ck_assert_str_eq(ordered("Hh.H....HH....H", "1 2 1 5 5"), "1 2 5 1 5");
}
END_TEST

/* Higher rows alone would have the run of one first, that of five next. */
START_TEST(headings_count_more_than_higher_rows) {
    ck_assert_str_eq(ordered(".h..H.h..hH", "5 1 4"), "4 5 1");
}
END_TEST

START_TEST(several_orders_are_none) {
    ck_assert_str_eq(ordered("..HH.HH", "1 3 2"), "");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("order of a column's runs");
    TCase *tcase = tcase_create("order");
    tcase_add_test(tcase, runs_in_order_stay);
    tcase_add_test(tcase, runs_that_are_broken_anywhere_stay);
    tcase_add_test(tcase, runs_go_where_the_headings_are);
    tcase_add_test(tcase, headings_count_more_than_higher_rows);
    tcase_add_test(tcase, several_orders_are_none);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
