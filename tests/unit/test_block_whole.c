/* Rows that stand whole among the values of a page that is no grid. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "reassembly/block_reader.h"

enum { MOST_VALUES = 64, ROWS = 8, COLUMNS = 4 };

/* Where each row of a table of eight rows was found, by the number of its first value, - where it was not. text has the
 * values of a page; "a" to "h" right before one is the label of a row. The last column is the sum of the others. */
static const char *found(const char *text) {
    static char told[8 * ROWS];
    static const struct gj_row_sum sum = {.parts = {0, 1, 2}, .part_count = 3, .total = 3};
    int64_t values[MOST_VALUES];
    size_t pins[MOST_VALUES], rows[ROWS], count = 0, pin = GJ_NOWHERE;
    for (char *at = (char *)(uintptr_t)text; *at;) {
        if (*at >= 'a' && *at <= 'h') {
            pin = (size_t)(*at++ - 'a');
        } else if (*at == ' ') {
            at++;
        } else {
            ck_assert_uint_lt(count, MOST_VALUES);
            values[count] = strtol(at, &at, 10);
            pins[count++] = pin;
            pin = GJ_NOWHERE;
        }
    }
    const struct gj_value_line line = {
        .values = values, .pins = pins, .count = count, .rows = ROWS, .columns = COLUMNS, .sum = &sum};
    struct gj_arena arena = {0};
    ck_assert(gj_find_whole_rows(&arena, &line, rows));
    gj_arena_free(&arena);
    *told = '\0';
    for (size_t row = 0; row < ROWS; row++)
        if (rows[row] == GJ_NOWHERE)
            strcat(told, row ? " -" : "-");
        else
            sprintf(told + strlen(told), row ? " %zu" : "%zu", rows[row]);
    return told;
}

START_TEST(rows_go_where_their_labels_say) {
    ck_assert_str_eq(found("a 1 2 3 6 b 4 5 6 15 c 1 0 1 2 d 7 7 7 21"), "0 4 8 12 - - - -");
    ck_assert_str_eq(found("c 1 2 3 6 d 4 5 6 15 e 1 0 1 2 g 7 7 7 21"), "- - 0 4 8 - 12 -");
}
END_TEST

START_TEST(rows_between_two_that_are_known_are_counted) {
    ck_assert_str_eq(found("b 1 2 3 6 4 5 6 15 1 0 1 2 e 7 7 7 21"), "- 0 4 8 12 - - -");
    ck_assert_str_eq(found("b 1 2 3 6 4 5 6 15 1 0 1 2 f 7 7 7 21"), "- 0 - - - 12 - -");
    ck_assert_str_eq(found("1 2 3 6 4 5 6 15 c 1 0 1 2 7 7 7 21"), "0 4 8 - - - - -");
    ck_assert_str_eq(found("1 2 3 6 4 5 6 15 g 1 0 1 2 7 7 7 21"), "- - - - - - 8 12");
}
END_TEST

START_TEST(values_out_of_place_are_left_out) {
    ck_assert_str_eq(found("a 1 2 3 6 b 5 6 15 c 1 0 1 2 d 7 7 7 21 e 1 1 1 3 9 9"), "0 - 7 11 15 - - -");
}
END_TEST

START_TEST(nothing_is_a_row_between_two_labels) {
    ck_assert_str_eq(found("a 1 2 3 6 b 0 0 0 0 c 1 0 1 2 d 7 7 7 21 e 1 1 1 3"), "0 4 8 12 16 - - -");
    ck_assert_str_eq(found("a 1 2 3 6 b 0 0 0 0 5 6 7 18 d 7 7 7 21 e 1 1 1 3"), "0 - - 12 16 - - -");
}
END_TEST

START_TEST(a_label_cuts_no_row) {
    ck_assert_str_eq(found("a 1 2 b 3 6 c 4 5 6 15 d 1 0 1 2 e 7 7 7 21 f 1 1 1 3"), "- - 4 8 12 16 - -");
}
END_TEST

/* Columns of small numbers, and labels that are not in the order of the table. */
START_TEST(chance_is_no_row) {
    ck_assert_str_eq(found("a 1 2 3 6 b 4 5 6 15 c 1 0 1 2"), "- - - - - - - -");
    ck_assert_str_eq(found("a 1 2 3 6 b 4 5 6 15 c 1 0 1 2 d 7 7 7 21 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9"),
                     "- - - - - - - -");
    ck_assert_str_eq(found("1 2 3 6 4 5 6 15 1 0 1 2 7 7 7 21"), "- - - - - - - -");
    ck_assert_str_eq(found("b 1 2 3 6 a 4 5 6 15 c 1 0 1 2 d 7 7 7 21"), "- - - - - - - -");
}
END_TEST

/* Two rows overlap: either may be one. */
START_TEST(what_two_rows_claim_is_neither) {
    ck_assert_str_eq(found("a 1 2 3 6 b 1 1 1 3 5 c 1 0 1 2 d 7 7 7 21 e 2 2 2 6"), "0 - 9 13 17 - - -");
    ck_assert_str_eq(found("a 1 2 3 6 0 1 0 1 2 c 1 0 1 2 d 7 7 7 21 e 2 2 2 6"), "0 - 9 13 17 - - -");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("whole rows among values");
    TCase *tcase = tcase_create("rows");
    tcase_add_test(tcase, rows_go_where_their_labels_say);
    tcase_add_test(tcase, rows_between_two_that_are_known_are_counted);
    tcase_add_test(tcase, values_out_of_place_are_left_out);
    tcase_add_test(tcase, nothing_is_a_row_between_two_labels);
    tcase_add_test(tcase, a_label_cuts_no_row);
    tcase_add_test(tcase, chance_is_no_row);
    tcase_add_test(tcase, what_two_rows_claim_is_neither);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
