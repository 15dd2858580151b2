/* Contradictions between sums, against a search through all small solutions. */
#include "grammar/balance.h"

#include <check.h>
#include <stdlib.h>

#define EQUATIONS 3
#define VARIABLES 5
#define LARGEST 10

static bool keeps(const struct gj_system *system, const int *values) {
    for (size_t i = 0; i < system->equation_count; i++) {
        int sum = 0;
        for (size_t j = 0; j < system->variable_count; j++)
            sum += system->coefficients[i * system->variable_count + j] * values[j];
        if (sum != 0)
            return false;
    }
    return true;
}

static int lowest(const struct gj_system *system, size_t variable, int otherwise) {
    return system->is_signed[variable] ? -LARGEST : otherwise;
}

/* Is there a solution with unsigned values of `least` or more, and at least 1 in the variable
 * `above`? */
static bool search(const struct gj_system *system, int least, size_t above) {
    int values[VARIABLES];
    for (size_t i = 0; i < VARIABLES; i++)
        values[i] = lowest(system, i, least);
    for (;;) {
        if ((above == VARIABLES || values[above] > 0) && keeps(system, values))
            return true;
        size_t i = 0;
        while (i < VARIABLES && values[i] == LARGEST) {
            values[i] = lowest(system, i, least);
            i++;
        }
        if (i == VARIABLES)
            return false;
        values[i]++;
    }
}

static enum gj_balance decide(const struct gj_system *system, size_t *forced) {
    struct gj_arena arena = {0};
    enum gj_balance balance = gj_system_balances(&arena, system, system->equation_count, forced);
    gj_arena_free(&arena);
    return balance;
}

/* A small generator of our own: the same systems on every machine. */
static unsigned draw(unsigned *state, unsigned below) {
    *state = *state * 1103515245u + 12345u;
    return (*state >> 16) % below;
}

START_TEST(agrees_with_a_search) {
    unsigned state = 1;
    int possible = 0;
    int impossible = 0;
    for (int round = 0; round < 300; round++) {
        int coefficients[EQUATIONS * VARIABLES];
        bool is_signed[VARIABLES];
        for (size_t i = 0; i < EQUATIONS * VARIABLES; i++)
            coefficients[i] = (int)draw(&state, 3) - 1;
        for (size_t i = 0; i < VARIABLES; i++)
            is_signed[i] = draw(&state, 8) == 0;
        struct gj_system system = {EQUATIONS, VARIABLES, coefficients, is_signed};
        size_t forced = VARIABLES;
        enum gj_balance balance = decide(&system, &forced);
        if (balance == GJ_BALANCE_POSSIBLE) {
            possible++;
            ck_assert_msg(search(&system, 1, VARIABLES), "round %d: no small solution was found", round);
            continue;
        }
        impossible++;
        ck_assert_int_eq(balance, GJ_BALANCE_IMPOSSIBLE);
        ck_assert_uint_lt(forced, VARIABLES);
        ck_assert(!is_signed[forced]);
        ck_assert_msg(!search(&system, 0, forced), "round %d: variable %zu need not be 0", round, forced);
    }
    ck_assert_int_gt(possible, 50);
    ck_assert_int_gt(impossible, 50);
}
END_TEST

/* a + b = t said twice over, with two totals: t and u are equal, and nothing is wrong. */
START_TEST(two_totals_of_the_same_are_fine) {
    static const int coefficients[] = {1, 1, -1, 0, 1, 1, 0, -1};
    static const bool is_signed[4] = {false};
    struct gj_system system = {2, 4, coefficients, is_signed};
    size_t forced;
    ck_assert_int_eq(decide(&system, &forced), GJ_BALANCE_POSSIBLE);
}
END_TEST

/* p + f = g and q + g = f: f and g hold each other. Elimination towards p and q would see no fault. */
START_TEST(totals_that_hold_each_other_are_not) {
    static const int coefficients[] = {1, 0, 1, -1, 0, 1, -1, 1};
    bool is_signed[4] = {false};
    struct gj_system system = {2, 4, coefficients, is_signed};
    size_t forced = 4;
    ck_assert_int_eq(decide(&system, &forced), GJ_BALANCE_IMPOSSIBLE);
    ck_assert_uint_lt(forced, 2);
    is_signed[0] = true; /* p may be -q */
    ck_assert_int_eq(decide(&system, &forced), GJ_BALANCE_POSSIBLE);
}
END_TEST

START_TEST(a_system_over_the_limit_is_unknown) {
    size_t width = GJ_SYSTEM_SIZE / 2 + 1;
    int *coefficients = calloc(2 * width, sizeof *coefficients);
    bool *is_signed = calloc(width, sizeof *is_signed);
    ck_assert(coefficients && is_signed);
    struct gj_system system = {2, width, coefficients, is_signed};
    size_t forced;
    ck_assert_int_eq(decide(&system, &forced), GJ_BALANCE_UNKNOWN);
    free(coefficients);
    free(is_signed);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("balance");
    TCase *tcase = tcase_create("balance");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, agrees_with_a_search);
    tcase_add_test(tcase, two_totals_of_the_same_are_fine);
    tcase_add_test(tcase, totals_that_hold_each_other_are_not);
    tcase_add_test(tcase, a_system_over_the_limit_is_unknown);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
