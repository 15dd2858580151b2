/* What one report carries forward and the next one takes over. */
#include "small_template.h"
#include "suspects/suspects.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static gj_grammar *grammar;
static struct small_report earlier, later;
static gj_across *across;

static void set_up(void) {
    ck_assert_int_eq(gj_grammar_new(&grammar, NULL), GJ_OK);
    across = NULL;
}

static void tear_down(void) {
    gj_across_free(across);
    small_report_free(&earlier);
    small_report_free(&later);
    gj_grammar_free(grammar);
}

static void start(struct small_report *small, const char *template_id, int year) {
    small_report_of(small, gj_grammar_find(grammar, template_id));
    small->report.year = year;
    for (size_t i = 0; i < small->report.cell_count; i++)
        small_value(small, i, 0);
}

static void set(struct small_report *small, const char *id, int64_t value) {
    small_value(small, small_find(small, id), value);
}

static void compare(void) {
    gj_error error;
    ck_assert_msg(gj_across_new(&across, &earlier.report, &later.report, &error) == GJ_OK, "%s", error.message);
}

static const gj_crossing *crossing_of(const char *target) {
    for (size_t i = 0; i < gj_across_count(across); i++) {
        const gj_crossing *crossing = gj_across_crossing(across, i);
        if (strcmp(later.report.cells[crossing->target].id, target) == 0)
            return crossing;
    }
    ck_abort_msg("nothing checks %s", target);
    return NULL;
}

START_TEST(what_is_handed_over_must_arrive) {
    start(&earlier, "ogi-2019", 2020);
    start(&later, "ogi-2021", 2021);
    set(&earlier, "applications/carried_forward/natural_person", 4);
    set(&later, "applications/carried_over/natural_person", 4);
    set(&earlier, "applications/carried_forward/total", 4);
    set(&later, "applications/carried_over/total", 3);
    compare();
    ck_assert_int_eq(crossing_of("applications/carried_over/natural_person")->status, GJ_RELATION_HOLDS);
    const gj_crossing *total = crossing_of("applications/carried_over/total");
    ck_assert_int_eq(total->status, GJ_RELATION_VIOLATED);
    ck_assert_int_eq(total->expected.coefficient, 4);
    ck_assert_int_eq(total->found.coefficient, 3);
    ck_assert_int_eq(total->difference.coefficient, -1);
    ck_assert_uint_eq(total->previous_count, 1);
    ck_assert_str_eq(earlier.report.cells[total->previous[0]].id, "applications/carried_forward/total");
}
END_TEST

START_TEST(stocks_move_by_what_comes_and_goes) {
    start(&earlier, "ogi-2021", 2022);
    start(&later, "ogi-2021", 2023);
    set(&earlier, "art20_1/regulations/in_force", 10);
    set(&later, "art20_1/regulations/issued", 3);
    set(&later, "art20_1/regulations/repealed", 1);
    set(&later, "art20_1/regulations/in_force", 12);
    set(&earlier, "art20_1/normative_documents/in_force", 10);
    set(&later, "art20_1/normative_documents/in_force", 11);
    compare();
    ck_assert_int_eq(crossing_of("art20_1/regulations/in_force")->status, GJ_RELATION_HOLDS);
    const gj_crossing *documents = crossing_of("art20_1/normative_documents/in_force");
    ck_assert_int_eq(documents->status, GJ_RELATION_VIOLATED);
    ck_assert_int_eq(documents->difference.coefficient, 1);
}
END_TEST

START_TEST(a_cell_that_the_earlier_form_has_not_is_unknown) {
    start(&earlier, "ogi-2019", 2020);
    start(&later, "ogi-2021", 2021);
    compare();
    const gj_crossing *crossing = crossing_of("art20_1/regulations/in_force");
    ck_assert_int_eq(crossing->status, GJ_RELATION_UNKNOWN);
    ck_assert_uint_eq(crossing->previous[0], GJ_NOWHERE);
}
END_TEST

START_TEST(a_missing_or_blank_cell_accuses_nobody) {
    start(&earlier, "ogi-2021", 2022);
    start(&later, "ogi-2021", 0);
    set(&later, "applications/carried_over/business", 2);
    small_cell(&earlier, small_find(&earlier, "applications/carried_forward/business"), "");
    small_cell(&earlier, small_find(&earlier, "applications/carried_forward/research"), NULL);
    compare();
    ck_assert_int_eq(crossing_of("applications/carried_over/business")->status, GJ_RELATION_UNKNOWN);
    ck_assert_int_eq(crossing_of("applications/carried_over/research")->status, GJ_RELATION_UNKNOWN);
}
END_TEST

START_TEST(years_that_do_not_follow_are_refused) {
    gj_error error;
    start(&earlier, "ogi-2021", 2023);
    start(&later, "ogi-2021", 2022);
    ck_assert_int_eq(gj_across_new(&across, &earlier.report, &later.report, &error), GJ_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(error.message, "2023"));
    ck_assert_ptr_null(across);
    ck_assert_int_eq(gj_across_new(&across, NULL, &later.report, NULL), GJ_ERROR_ARGUMENT);
}
END_TEST

START_TEST(a_report_without_a_template_has_nothing_to_compare) {
    start(&earlier, "ogi-2021", 2022);
    memset(&later, 0, sizeof later);
    later.report.arena = &later.arena;
    compare();
    ck_assert_uint_eq(gj_across_count(across), 0);
    ck_assert_ptr_null(gj_across_crossing(across, 0));
}
END_TEST

/* ------------------------------------------------------------------ suspects */

static void violate(const char *target, int64_t difference) {
    gj_violation *violation = GJ_ADD(later.report.arena, later.report.violations);
    ck_assert_ptr_nonnull(violation);
    *violation = (gj_violation){
        .kind = GJ_VIOLATION_ACROSS, .target = small_find(&later, target), .difference = {difference, 0}};
}

static void suspect(const char *cell, int64_t proposed, gj_certainty certainty, size_t set, const char *reason) {
    gj_suspect *made = GJ_ADD(later.report.arena, later.report.suspects);
    ck_assert_ptr_nonnull(made);
    *made = (gj_suspect){.cell = small_find(&later, cell), .proposed = {proposed, 0}, .certainty = certainty,
                         .set = set, .reason = reason};
}

/* What the report's own sums propose is likelier where the year before says the same, and it alone explains them. */
START_TEST(a_figure_that_two_years_name_is_likelier) {
    start(&later, "ogi-2021", 2022);
    set(&later, "applications/carried_over/total", 5);
    suspect("applications/carried_over/total", 3, GJ_POSSIBLE, 0, NULL);
    suspect("applications/carried_over/total", 4, GJ_POSSIBLE, 1, NULL);
    suspect("applications/carried_over/total", 3, GJ_POSSIBLE, 2, "digit_added");
    suspect("applications/carried_over/total", 3, GJ_CERTAIN, 3, "total_left_zero");
    suspect("applications/carried_over/total", 3, GJ_POSSIBLE, 4, NULL);
    suspect("applications/carried_over/business", 3, GJ_POSSIBLE, 4, NULL);
    violate("applications/carried_over/total", 2);
    ck_assert_int_eq(gj_suspects_across(&later.report, 0), GJ_OK);
    static const struct {
        gj_certainty certainty;
        size_t settled;
    } expected[] = {{GJ_LIKELY, 1}, {GJ_POSSIBLE, 0}, {GJ_LIKELY, 1}, {GJ_CERTAIN, 1}, {GJ_POSSIBLE, 1}, {GJ_POSSIBLE, 0}};
    ck_assert_uint_eq(later.report.suspects.count, 6);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_int_eq(later.report.suspects.items[i].certainty, expected[i].certainty);
        ck_assert_uint_eq(later.report.suspects.items[i].settle_count, expected[i].settled);
    }
    ck_assert_ptr_nonnull(later.report.suspects.items[0].reason);
    ck_assert_str_eq(later.report.suspects.items[2].reason, "digit_added");
    ck_assert_str_eq(later.report.suspects.items[3].reason, "total_left_zero");
}
END_TEST

/* A figure that nothing else accuses becomes a suspect in a set of its own, unless no such number can be. */
START_TEST(a_figure_that_only_the_year_before_accuses_is_possible) {
    start(&later, "ogi-2021", 2022);
    set(&later, "applications/carried_over/total", 5);
    set(&later, "applications/carried_over/business", 1);
    suspect("applications/carried_over/research", 3, GJ_POSSIBLE, 7, NULL);
    violate("applications/carried_over/total", 2);
    violate("applications/carried_over/business", 2);
    ck_assert_int_eq(gj_suspects_across(&later.report, 0), GJ_OK);
    ck_assert_uint_eq(later.report.suspects.count, 2);
    const gj_suspect *added = &later.report.suspects.items[1];
    ck_assert_uint_eq(added->cell, small_find(&later, "applications/carried_over/total"));
    ck_assert_int_eq(added->proposed.coefficient, 3);
    ck_assert_int_eq(added->certainty, GJ_POSSIBLE);
    ck_assert_uint_eq(added->set, 8);
    ck_assert_uint_eq(added->settle_count, 1);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("across");
    TCase *tcase = tcase_create("across");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, what_is_handed_over_must_arrive);
    tcase_add_test(tcase, stocks_move_by_what_comes_and_goes);
    tcase_add_test(tcase, a_cell_that_the_earlier_form_has_not_is_unknown);
    tcase_add_test(tcase, a_missing_or_blank_cell_accuses_nobody);
    tcase_add_test(tcase, years_that_do_not_follow_are_refused);
    tcase_add_test(tcase, a_report_without_a_template_has_nothing_to_compare);
    tcase_add_test(tcase, a_figure_that_two_years_name_is_likelier);
    tcase_add_test(tcase, a_figure_that_only_the_year_before_accuses_is_possible);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
