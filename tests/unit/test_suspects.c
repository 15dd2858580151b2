/* Which cells are wrong, on a real report and on tables made to be difficult. */
#include "decimal.h"
#include "relations/relations.h"
#include "small_template.h"
#include "suspects/suspects.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gj_grammar *grammar;
static struct small_report small;

static void set_up(void) {
    gj_error error;
    ck_assert_msg(gj_grammar_new(&grammar, &error) == GJ_OK, "%s", error.message);
}

static void tear_down(void) {
    small_report_free(&small);
    gj_grammar_free(grammar);
}

static void find_with(const struct gj_evidence *evidence, size_t count) {
    ck_assert_int_eq(gj_relations_check(&small.report), GJ_OK);
    ck_assert_int_eq(gj_suspects_find(&small.report, evidence, count), GJ_OK);
}

static void find(void) {
    find_with(NULL, 0);
}

/* Fills the table from one row's first cell on. */
static void fill_row(const char *table, const char *row, const char *column, const int64_t *values, size_t count) {
    char id[200];
    snprintf(id, sizeof id, "%s/%s/%s", table, row, column);
    size_t first = small_find(&small, id);
    ck_assert_msg(first < small.report.cell_count, "no cell %s", id);
    for (size_t i = 0; i < count; i++)
        small_value(&small, first + i, values[i]);
}

static void start(const char *template_id) {
    small_report_of(&small, gj_grammar_find(grammar, template_id));
    for (size_t i = 0; i < small.report.cell_count; i++)
        small_value(&small, i, 0);
}

static const gj_suspect *suspect_at(const char *id) {
    for (size_t i = 0; i < small.report.suspects.count; i++)
        if (strcmp(small.report.cells[small.report.suspects.items[i].cell].id, id) == 0)
            return &small.report.suspects.items[i];
    ck_abort_msg("%s is not suspected", id);
    return NULL;
}

static void assert_suspect(const char *id, int64_t proposed, gj_certainty certainty, const char *reason) {
    const gj_suspect *suspect = suspect_at(id);
    ck_assert_int_eq(suspect->proposed.coefficient, proposed);
    ck_assert_int_eq(suspect->proposed.scale, 0);
    ck_assert_int_eq(suspect->certainty, certainty);
    if (reason)
        ck_assert_str_eq(suspect->reason, reason);
    else
        ck_assert_ptr_null(suspect->reason);
}

static bool has_note(const char *code) {
    for (size_t i = 0; i < small.report.diagnostics.count; i++)
        if (strcmp(small.report.diagnostics.items[i].code, code) == 0)
            return true;
    return false;
}

/* The tables of the public security bureau of Linyi for 2020, as printed. */
static void start_linyi(void) {
    start("ogi-2019");
    fill_row("applications", "new_received", "natural_person", (int64_t[]){22, 0, 0, 0, 0, 1, 23}, 7);
    fill_row("applications", "granted", "natural_person", (int64_t[]){3, 0, 0, 0, 0, 0, 0}, 7);
    fill_row("applications", "denied_prohibited_by_law", "natural_person", (int64_t[]){1, 0, 0, 0, 0, 0, 0}, 7);
    fill_row("applications", "denied_administrative_query", "natural_person", (int64_t[]){1, 0, 0, 0, 0, 0, 1}, 7);
    fill_row("applications", "unavailable_not_held", "natural_person", (int64_t[]){9, 0, 0, 0, 0, 1, 10}, 7);
    fill_row("applications", "unavailable_needs_creation", "natural_person", (int64_t[]){1, 0, 0, 0, 0, 0, 0}, 7);
    fill_row("applications", "unavailable_unclear", "natural_person", (int64_t[]){3, 0, 0, 0, 0, 0, 3}, 7);
    fill_row("applications", "unprocessed_petition", "natural_person", (int64_t[]){2, 0, 0, 0, 0, 0, 2}, 7);
    fill_row("applications", "other_outcome", "natural_person", (int64_t[]){2, 0, 0, 0, 0, 0, 2}, 7);
    fill_row("applications", "outcome_total", "natural_person", (int64_t[]){22, 0, 0, 0, 0, 1, 23}, 7);
    fill_row("review_litigation", "review", "upheld", (int64_t[]){2, 0, 0, 0, 2}, 5);
    fill_row("review_litigation", "litigation_direct", "upheld", (int64_t[]){1, 0, 0, 0, 1}, 5);
    fill_row("review_litigation", "litigation_after_review", "upheld", (int64_t[]){4, 0, 0, 0, 0}, 5);
}

START_TEST(linyi_has_three_certain_totals) {
    start_linyi();
    find();
    ck_assert_uint_eq(small.report.violations.count, 5);
    ck_assert_uint_eq(small.report.suspects.count, 5);
    assert_suspect("applications/granted/total", 3, GJ_CERTAIN, "total_left_zero");
    assert_suspect("applications/denied_prohibited_by_law/total", 1, GJ_CERTAIN, "total_left_zero");
    assert_suspect("applications/unavailable_needs_creation/total", 1, GJ_CERTAIN, "total_left_zero");
    const gj_suspect *granted = suspect_at("applications/granted/total");
    ck_assert_uint_eq(granted->set, suspect_at("applications/denied_prohibited_by_law/total")->set);
    ck_assert_uint_eq(granted->set, suspect_at("applications/unavailable_needs_creation/total")->set);
    ck_assert_uint_eq(granted->settle_count, 2);
    ck_assert_uint_eq(granted->alternative_count, 0);
    ck_assert_int_eq(granted->verdict, GJ_VERDICT_SOURCE);
}
END_TEST

START_TEST(linyi_leaves_the_grid_open) {
    start_linyi();
    find();
    assert_suspect("review_litigation/litigation_after_review/total", 4, GJ_POSSIBLE, "total_left_zero");
    assert_suspect("review_litigation/litigation_after_review/upheld", 0, GJ_POSSIBLE, NULL);
    const gj_suspect *total = suspect_at("review_litigation/litigation_after_review/total");
    const gj_suspect *upheld = suspect_at("review_litigation/litigation_after_review/upheld");
    ck_assert_uint_lt(total->set, upheld->set);
    ck_assert_uint_eq(total->alternative_count, 1);
    ck_assert_uint_eq(total->alternative_to[0], upheld->set);
    ck_assert_uint_eq(upheld->alternative_to[0], total->set);
}
END_TEST

START_TEST(a_sentence_makes_one_of_two_likely) {
    start_linyi();
    struct gj_evidence evidence = {small_find(&small, "review_litigation/litigation_after_review/upheld"), {0, 0}, 9};
    find_with(&evidence, 1);
    assert_suspect("review_litigation/litigation_after_review/upheld", 0, GJ_LIKELY, "prose");
    assert_suspect("review_litigation/litigation_after_review/total", 4, GJ_POSSIBLE, "total_left_zero");
}
END_TEST

START_TEST(a_sentence_against_all_rivals_counts_as_well) {
    start_linyi();
    struct gj_evidence evidence = {small_find(&small, "review_litigation/litigation_after_review/upheld"), {4, 0}, 9};
    find_with(&evidence, 1);
    assert_suspect("review_litigation/litigation_after_review/total", 4, GJ_LIKELY, "total_left_zero");
    assert_suspect("review_litigation/litigation_after_review/upheld", 0, GJ_POSSIBLE, NULL);
}
END_TEST

START_TEST(a_sentence_against_the_only_set_takes_its_certainty) {
    start_linyi();
    struct gj_evidence evidence = {small_find(&small, "applications/granted/total"), {0, 0}, 9};
    find_with(&evidence, 1);
    assert_suspect("applications/granted/total", 3, GJ_LIKELY, "total_left_zero");
}
END_TEST

START_TEST(consistent_tables_have_no_suspects) {
    start("ogi-2021");
    find();
    ck_assert_uint_eq(small.report.violations.count, 0);
    ck_assert_uint_eq(small.report.suspects.count, 0);
    ck_assert_uint_eq(small.report.diagnostics.count, 0);
}
END_TEST

START_TEST(one_figure_in_a_table_of_zeros_is_certain) {
    start("ogi-2021");
    small_value(&small, small_find(&small, "applications/granted/research"), _i == 0 ? 1 : 1000000000000);
    find();
    ck_assert_uint_eq(small.report.suspects.count, 1);
    assert_suspect("applications/granted/research", 0, GJ_CERTAIN, _i == 0 ? "off_by_one" : NULL);
}
END_TEST

START_TEST(errors_that_share_nothing_are_told_apart) {
    start("ogi-2019");
    small_value(&small, small_find(&small, "applications/granted/research"), 5);
    small_value(&small, small_find(&small, "applications/unprocessed_repeated/business"), 7);
    find();
    ck_assert_uint_eq(small.report.suspects.count, 2);
    assert_suspect("applications/granted/research", 0, GJ_CERTAIN, NULL);
    assert_suspect("applications/unprocessed_repeated/business", 0, GJ_CERTAIN, NULL);
    ck_assert_uint_ne(suspect_at("applications/granted/research")->set,
                      suspect_at("applications/unprocessed_repeated/business")->set);
}
END_TEST

START_TEST(equal_errors_crosswise_tie) {
    start("ogi-2019");
    for (int i = 0; i < 2; i++) {
        fill_row("applications", i ? "granted" : "denied_third_party", "natural_person",
                 (int64_t[]){5, 5, 0, 0, 0, 0, 10}, 7);
    }
    fill_row("applications", "outcome_total", "natural_person", (int64_t[]){10, 10, 0, 0, 0, 0, 20}, 7);
    fill_row("applications", "new_received", "natural_person", (int64_t[]){10, 10, 0, 0, 0, 0, 20}, 7);
    small_value(&small, small_find(&small, "applications/granted/natural_person"), 8);
    small_value(&small, small_find(&small, "applications/denied_third_party/business"), 8);
    find();
    ck_assert_uint_eq(small.report.suspects.count, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(small.report.suspects.items[i].certainty, GJ_POSSIBLE);
        ck_assert_uint_eq(small.report.suspects.items[i].alternative_count, 1);
    }
}
END_TEST

START_TEST(a_swap_is_ranked_first_but_not_certain) {
    start("ogi-2019");
    fill_row("applications", "granted", "natural_person", (int64_t[]){31, 9, 0, 0, 0, 0, 40}, 7);
    fill_row("applications", "denied_third_party", "natural_person", (int64_t[]){50, 60, 0, 0, 0, 0, 110}, 7);
    fill_row("applications", "outcome_total", "natural_person", (int64_t[]){81, 69, 0, 0, 0, 0, 150}, 7);
    fill_row("applications", "new_received", "natural_person", (int64_t[]){81, 69, 0, 0, 0, 0, 150}, 7);
    fill_row("applications", "granted", "natural_person", (int64_t[]){9, 31, 0, 0, 0, 0, 40}, 7);
    find();
    ck_assert_uint_ge(small.report.suspects.count, 4);
    const gj_suspect *first = &small.report.suspects.items[0];
    ck_assert_str_eq(small.report.cells[first->cell].id, "applications/granted/natural_person");
    ck_assert_str_eq(first->reason, "cells_swapped");
    ck_assert_int_eq(first->proposed.coefficient, 31);
    for (size_t i = 0; i < small.report.suspects.count; i++)
        ck_assert_int_ne(small.report.suspects.items[i].certainty, GJ_CERTAIN);
}
END_TEST

START_TEST(a_blank_total_is_proposed) {
    start("ogi-2019");
    fill_row("review_litigation", "review", "upheld", (int64_t[]){2, 1, 0, 0, 0}, 5);
    small_cell(&small, small_find(&small, "review_litigation/review/total"), "");
    find();
    ck_assert_uint_eq(small.report.violations.count, 0);
    ck_assert_uint_eq(small.report.suspects.count, 1);
    assert_suspect("review_litigation/review/total", 3, GJ_LIKELY, "total_left_zero");
    ck_assert(!suspect_at("review_litigation/review/total")->has_found);
}
END_TEST

/* A gap among printed zeros is the likeliest place for what a row lacks; where zeros are blank it is not. */
START_TEST(a_blank_part_is_likelier_than_a_wrong_one) {
    start("ogi-2019");
    fill_row("review_litigation", "review", "upheld", (int64_t[]){2, 1, 0, 0, 5}, 5);
    small_cell(&small, small_find(&small, "review_litigation/review/pending"), "");
    if (_i == 1)
        for (size_t i = 0; i < 4; i++)
            small_cell(&small, small_find(&small, "review_litigation/litigation_direct/upheld") + i, "");
    if (_i == 1)
        for (size_t i = 0; i < 4; i++)
            small_cell(&small, small_find(&small, "review_litigation/litigation_after_review/upheld") + i, "");
    find();
    ck_assert_uint_eq(small.report.suspects.count, 5);
    assert_suspect("review_litigation/review/pending", 2, _i == 0 ? GJ_LIKELY : GJ_POSSIBLE, "left_blank");
    assert_suspect("review_litigation/review/upheld", 4, GJ_POSSIBLE, NULL);
}
END_TEST

START_TEST(a_missing_cell_is_proposed_and_two_relations_make_it_certain) {
    start_linyi();
    small_cell(&small, small_find(&small, "applications/other_outcome/natural_person"), NULL);
    small_cell(&small, small_find(&small, "review_litigation/review/upheld"), NULL);
    find();
    assert_suspect("applications/other_outcome/natural_person", 2, GJ_CERTAIN, NULL);
    assert_suspect("review_litigation/review/upheld", 2, GJ_LIKELY, NULL);
    ck_assert_int_eq(suspect_at("review_litigation/review/upheld")->verdict, GJ_VERDICT_EXTRACTION);
    assert_suspect("applications/granted/total", 3, GJ_CERTAIN, "total_left_zero");
}
END_TEST

START_TEST(two_missing_parts_of_a_row_are_not_guessed) {
    start_linyi();
    small_cell(&small, small_find(&small, "review_litigation/review/upheld"), NULL);
    small_cell(&small, small_find(&small, "review_litigation/review/corrected"), NULL);
    find();
    for (size_t i = 0; i < small.report.suspects.count; i++)
        ck_assert_str_ne(small.report.cells[small.report.suspects.items[i].cell].row, "review");
}
END_TEST

/* With what is missing at 0 or more, the printed part alone is already too large. */
START_TEST(missing_cells_do_not_hide_a_part_larger_than_its_total) {
    start_linyi();
    fill_row("review_litigation", "review", "upheld", (int64_t[]){7, 0, 0, 0, 2}, 5);
    small_cell(&small, small_find(&small, "review_litigation/review/corrected"), NULL);
    small_cell(&small, small_find(&small, "review_litigation/review/other"), NULL);
    find();
    ck_assert(has_note("undetermined"));
}
END_TEST

static void start_without_table(const char *id) {
    start(id);
    for (size_t i = 0; i < small.report.cell_count; i++)
        small_cell(&small, i, NULL);
}

static void say(const char *id, int64_t value) {
    small_value(&small, small_find(&small, id), value);
    small.report.cells[small_find(&small, id)].placed_by = GJ_PLACED_BY_PROSE;
}

/* Sentences say what they say: the rest of the form was never there. */
START_TEST(a_form_of_sentences_lacks_nothing) {
    start_without_table("ogi-2014");
    say("indicators/received/count", 7);
    say("indicators/received_online/count", 7);
    say("indicators/reviews/count", 0);
    find();
    ck_assert_uint_eq(small.report.suspects.count, 0);
    ck_assert_uint_eq(small.report.diagnostics.count, 0);
}
END_TEST

START_TEST(sentences_that_contradict_each_other_are_suspect) {
    start_without_table("ogi-2014");
    say("indicators/answered/count", 7);
    say("indicators/reviews/count", 3);
    say("indicators/reviews_upheld/count", 1);
    say("indicators/reviews_corrected/count", 1);
    say("indicators/reviews_other/count", 0);
    find();
    ck_assert_uint_eq(small.report.suspects.count, 4);
    ck_assert_int_eq(suspect_at("indicators/reviews/count")->proposed.coefficient, 2);
    ck_assert_int_eq(suspect_at("indicators/reviews_other/count")->proposed.coefficient, 1);
}
END_TEST

START_TEST(blanks_for_zero_change_nothing) {
    start_linyi();
    for (size_t i = 0; i < small.report.cell_count; i++)
        if (small.report.cells[i].value.coefficient == 0 && strcmp(small.report.cells[i].column, "total") != 0)
            small_cell(&small, i, "");
    find();
    ck_assert_uint_eq(small.report.suspects.count, 5);
    assert_suspect("applications/granted/total", 3, GJ_CERTAIN, "total_left_zero");
    assert_suspect("review_litigation/litigation_after_review/total", 4, GJ_POSSIBLE, "total_left_zero");
}
END_TEST

START_TEST(a_table_in_which_everything_is_wrong_is_given_up) {
    start("ogi-2021");
    unsigned random = 7;
    for (size_t i = 0; i < small.report.cell_count; i++) {
        random = random * 1103515245U + 12345U;
        small_value(&small, i, (random >> 16) % 1000);
    }
    find();
    ck_assert(has_note("unlocalised"));
    ck_assert_uint_gt(small.report.violations.count, 30);
    for (size_t i = 0; i < small.report.suspects.count; i++)
        ck_assert_str_eq(small.report.cells[small.report.suspects.items[i].cell].table, "review_litigation");
}
END_TEST

START_TEST(figures_near_the_limit_are_no_trouble) {
    start("ogi-2021");
    for (size_t i = 0; i < small.report.cell_count; i++)
        small_value(&small, i, INT64_MAX - (int64_t)i);
    find();
    ck_assert(has_note("overflow"));
    ck_assert_uint_eq(small.report.suspects.count, 0);
}
END_TEST

START_TEST(a_signed_cell_may_fall_below_zero) {
    small_report_new(&small, 1, 3);
    small.form.cells[1].is_signed = true;
    small_relation(&small, (size_t[]){0, 1}, 2, (size_t[]){2}, 1);
    small_value(&small, 0, 5);
    small_value(&small, 1, 1);
    small_value(&small, 2, 3);
    find();
    ck_assert_uint_eq(small.report.suspects.count, 3);
    assert_suspect("t/r0/c0", 2, GJ_POSSIBLE, NULL);
    assert_suspect("t/r0/c1", -2, GJ_POSSIBLE, NULL);
    assert_suspect("t/r0/c2", 6, GJ_POSSIBLE, NULL);
}
END_TEST

START_TEST(amounts_keep_their_decimals_and_counts_stay_whole) {
    small_report_new(&small, 1, 3);
    small.form.cells[0].is_amount = small.form.cells[2].is_amount = true;
    small_relation(&small, (size_t[]){0, 1}, 2, (size_t[]){2}, 1);
    small_cell(&small, 0, "1.25");
    small_cell(&small, 1, "2");
    small_cell(&small, 2, "3.5");
    find();
    ck_assert_uint_eq(small.report.suspects.count, 2);
    ck_assert_int_eq(gj_decimal_compare(suspect_at("t/r0/c0")->proposed, (gj_decimal){15, 1}), 0);
    ck_assert_int_eq(gj_decimal_compare(suspect_at("t/r0/c2")->proposed, (gj_decimal){325, 2}), 0);
}
END_TEST

/* Where a mistake was made is told from how well the cell and its row were read. */
static const struct {
    const char *raw;
    int confidence;
    bool is_warned;
    bool is_doubtful_row;
    gj_verdict verdict;
} readings[] = {
    {"0", 1000, false, false, GJ_VERDICT_SOURCE},
    {"0", 1000, false, true, GJ_VERDICT_UNDECIDED},
    {"0", 900, false, false, GJ_VERDICT_UNDECIDED},
    {"0", 200, false, false, GJ_VERDICT_EXTRACTION},
    {"0 0", 1000, false, false, GJ_VERDICT_EXTRACTION},
    {" 0\n", 1000, false, false, GJ_VERDICT_SOURCE},
    {"0", 1000, true, false, GJ_VERDICT_EXTRACTION},
};

START_TEST(verdicts) {
    start_linyi();
    size_t index = small_find(&small, "applications/granted/total");
    gj_cell *cell = &small.report.cells[index];
    cell->raw = readings[_i].raw;
    cell->confidence = readings[_i].confidence;
    if (readings[_i].is_doubtful_row)
        small.report.cells[index - 1].confidence = 700;
    if (readings[_i].is_warned)
        ck_assert_int_eq(gj_report_note(&small.report, "any", GJ_WARNING, cell->line, "any"), GJ_OK);
    find();
    ck_assert_int_eq(suspect_at("applications/granted/total")->verdict, readings[_i].verdict);
}
END_TEST

/* Each slip by what was found and what the sums of its row and column demand. */
static const struct {
    int64_t meant, found;
    const char *reason;
} slips[] = {
    {54, 45, "digits_swapped"}, {54, 4, "digit_dropped"}, {54, 544, "digit_doubled"}, {54, 554, "digit_doubled"},
    {54, 53, "off_by_one"},     {54, 7, "neighbouring_row"}, {54, 61, "own_total_repeated"}, {54, 2000, NULL},
};

START_TEST(slips_of_the_pen) {
    start("ogi-2019");
    fill_row("applications", "granted", "natural_person", (int64_t[]){54, 0, 0, 0, 0, 7, 61}, 7);
    fill_row("applications", "partially_granted", "natural_person", (int64_t[]){7, 0, 0, 0, 0, 0, 7}, 7);
    fill_row("applications", "outcome_total", "natural_person", (int64_t[]){61, 0, 0, 0, 0, 7, 68}, 7);
    fill_row("applications", "new_received", "natural_person", (int64_t[]){61, 0, 0, 0, 0, 7, 68}, 7);
    small_value(&small, small_find(&small, "applications/granted/natural_person"), slips[_i].found);
    find();
    ck_assert_uint_eq(small.report.suspects.count, 1);
    assert_suspect("applications/granted/natural_person", slips[_i].meant, GJ_CERTAIN, slips[_i].reason);
}
END_TEST

/* Without a template there is nothing to check and nothing to go wrong. */
START_TEST(no_template_no_suspects) {
    memset(&small, 0, sizeof small);
    small.report.arena = &small.arena;
    find();
    ck_assert_uint_eq(small.report.suspects.count, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("suspects");
    TCase *tcase = tcase_create("suspects");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 30);
    tcase_add_test(tcase, linyi_has_three_certain_totals);
    tcase_add_test(tcase, linyi_leaves_the_grid_open);
    tcase_add_test(tcase, a_sentence_makes_one_of_two_likely);
    tcase_add_test(tcase, a_sentence_against_all_rivals_counts_as_well);
    tcase_add_test(tcase, a_sentence_against_the_only_set_takes_its_certainty);
    tcase_add_test(tcase, consistent_tables_have_no_suspects);
    tcase_add_loop_test(tcase, one_figure_in_a_table_of_zeros_is_certain, 0, 2);
    tcase_add_test(tcase, errors_that_share_nothing_are_told_apart);
    tcase_add_test(tcase, equal_errors_crosswise_tie);
    tcase_add_test(tcase, a_swap_is_ranked_first_but_not_certain);
    tcase_add_test(tcase, a_blank_total_is_proposed);
    tcase_add_loop_test(tcase, a_blank_part_is_likelier_than_a_wrong_one, 0, 2);
    tcase_add_test(tcase, a_missing_cell_is_proposed_and_two_relations_make_it_certain);
    tcase_add_test(tcase, two_missing_parts_of_a_row_are_not_guessed);
    tcase_add_test(tcase, missing_cells_do_not_hide_a_part_larger_than_its_total);
    tcase_add_test(tcase, a_form_of_sentences_lacks_nothing);
    tcase_add_test(tcase, sentences_that_contradict_each_other_are_suspect);
    tcase_add_test(tcase, blanks_for_zero_change_nothing);
    tcase_add_test(tcase, a_table_in_which_everything_is_wrong_is_given_up);
    tcase_add_test(tcase, figures_near_the_limit_are_no_trouble);
    tcase_add_test(tcase, a_signed_cell_may_fall_below_zero);
    tcase_add_test(tcase, amounts_keep_their_decimals_and_counts_stay_whole);
    tcase_add_loop_test(tcase, verdicts, 0, (int)(sizeof readings / sizeof *readings));
    tcase_add_loop_test(tcase, slips_of_the_pen, 0, (int)(sizeof slips / sizeof *slips));
    tcase_add_test(tcase, no_template_no_suspects);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
