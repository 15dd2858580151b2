/* Exact decimals: every result is exact or refused. */
#include "decimal.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static const struct {
    gj_decimal a, b;
    bool fits;
    gj_decimal sum;
} sums[] = {
    {{1, 0}, {2, 0}, true, {3, 0}},
    {{-3, 0}, {3, 0}, true, {0, 0}},
    {{15, 1}, {15, 1}, true, {3, 0}},
    {{672741, 2}, {1, 0}, true, {672841, 2}},
    {{1, 18}, {1, 0}, true, {1000000000000000001, 18}},
    {{INT64_MAX, 0}, {0, 18}, true, {INT64_MAX, 0}},
    {{INT64_MAX, 0}, {1, 0}, false, {0, 0}},
    {{INT64_MIN, 0}, {-1, 0}, false, {0, 0}},
    {{INT64_MAX, 0}, {1, 1}, false, {0, 0}},
    {{INT64_MAX, 18}, {INT64_MAX, 0}, false, {0, 0}},
    /* The places behind the point go where that makes room. */
    {{INT64_MAX, 1}, {3, 1}, true, {922337203685477581, 0}},
    {{9000000000000000000, 0}, {10, 1}, true, {9000000000000000001, 0}},
};

START_TEST(sums_are_exact_or_refused) {
    gj_decimal sum = {77, 7};
    ck_assert_int_eq(gj_decimal_add(sums[_i].a, sums[_i].b, &sum), sums[_i].fits);
    gj_decimal expected = sums[_i].fits ? sums[_i].sum : (gj_decimal){77, 7};
    ck_assert_int_eq(sum.coefficient, expected.coefficient);
    ck_assert_int_eq(sum.scale, expected.scale);
}
END_TEST

START_TEST(a_difference_undoes_a_sum) {
    gj_decimal sum, difference;
    if (!gj_decimal_add(sums[_i].a, sums[_i].b, &sum))
        return;
    ck_assert(gj_decimal_subtract(sum, sums[_i].b, &difference));
    ck_assert_int_eq(gj_decimal_compare(difference, sums[_i].a), 0);
}
END_TEST

START_TEST(a_difference_that_does_not_fit_is_refused) {
    gj_decimal difference = {5, 0};
    ck_assert(!gj_decimal_subtract((gj_decimal){INT64_MIN, 0}, (gj_decimal){1, 0}, &difference));
    ck_assert(!gj_decimal_subtract((gj_decimal){0, 0}, (gj_decimal){INT64_MIN, 0}, &difference));
    ck_assert_int_eq(difference.coefficient, 5);
    ck_assert(gj_decimal_subtract((gj_decimal){INT64_MIN, 0}, (gj_decimal){INT64_MIN, 0}, &difference));
    ck_assert_int_eq(difference.coefficient, 0);
}
END_TEST

static const struct {
    gj_decimal a, b;
    int order;
} pairs[] = {
    {{0, 0}, {0, 18}, 0},
    {{5, 1}, {50, 2}, 0},
    {{5, 1}, {51, 2}, -1},
    {{-5, 1}, {-51, 2}, 1},
    {{INT64_MAX, 18}, {INT64_MAX, 0}, -1},
    {{INT64_MIN, 0}, {INT64_MIN, 18}, -1},
    {{INT64_MAX, 0}, {INT64_MAX, 0}, 0},
    {{-1, 0}, {0, 0}, -1},
};

START_TEST(comparison_is_exact_both_ways) {
    ck_assert_int_eq(gj_decimal_compare(pairs[_i].a, pairs[_i].b), pairs[_i].order);
    ck_assert_int_eq(gj_decimal_compare(pairs[_i].b, pairs[_i].a), -pairs[_i].order);
}
END_TEST

static const struct {
    gj_decimal value;
    const char *text;
} texts[] = {
    {{0, 0}, "0"},
    {{-3, 0}, "-3"},
    {{672741, 2}, "6727.41"},
    {{5, 2}, "0.05"},
    {{-5, 1}, "-0.5"},
    {{0, 2}, "0.00"},
    {{1, 18}, "0.000000000000000001"},
    {{INT64_MAX, 0}, "9223372036854775807"},
    {{INT64_MIN, 0}, "-9223372036854775808"},
    {{INT64_MIN, 18}, "-9.223372036854775808"},
    {{-1, 18}, "-0.000000000000000001"},
};

START_TEST(digits_are_plain) {
    char text[GJ_DECIMAL_TEXT];
    size_t length = gj_decimal_print(texts[_i].value, text);
    ck_assert_str_eq(text, texts[_i].text);
    ck_assert_uint_eq(length, strlen(texts[_i].text));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("decimal");
    TCase *tcase = tcase_create("decimal");
    tcase_add_loop_test(tcase, sums_are_exact_or_refused, 0, COUNT(sums));
    tcase_add_loop_test(tcase, a_difference_undoes_a_sum, 0, COUNT(sums));
    tcase_add_test(tcase, a_difference_that_does_not_fit_is_refused);
    tcase_add_loop_test(tcase, comparison_is_exact_both_ways, 0, COUNT(pairs));
    tcase_add_loop_test(tcase, digits_are_plain, 0, COUNT(texts));
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
