/* Workbooks as bytes: who may write them, and when. What is in them is for tests/xlsx to read. */
#include "small_report.h"

#include <stdint.h>
#include <stdlib.h>

static gj_workbook *workbook_of_fixture(void) {
    gj_workbook *workbook;
    ck_assert_int_eq(gj_workbook_new(&workbook, GJ_CHINESE), GJ_OK);
    ck_assert_int_eq(gj_workbook_add(workbook, &fixture.report), GJ_OK);
    return workbook;
}

static struct capture written(void) {
    struct capture capture = unlimited();
    gj_workbook *workbook = workbook_of_fixture();
    ck_assert_int_eq(gj_write_workbook(workbook, take, &capture), GJ_OK);
    gj_workbook_free(workbook);
    return capture;
}

START_TEST(a_workbook_is_a_zip_file) {
    struct capture capture = written();
    ck_assert_uint_gt(capture.length, 5000);
    ck_assert_mem_eq(capture.text, "PK\x03\x04", 4);
    free(capture.text);
}
END_TEST

START_TEST(the_same_report_gives_the_same_bytes) {
    struct capture first = written(), second = written();
    ck_assert_uint_eq(first.length, second.length);
    ck_assert_mem_eq(first.text, second.text, first.length);
    free(first.text);
    free(second.text);
}
END_TEST

START_TEST(violations_without_cells_of_their_own_have_a_line_too) {
    static const size_t cells[] = {2};
    gj_violation *prose = GJ_ADD(&fixture.arena, fixture.report.violations);
    *prose = (gj_violation){.kind = GJ_VIOLATION_PROSE, .relation = "prose/in", .target = GJ_NOWHERE,
                            .expected = {5, 0}, .found = {7, 0}, .difference = {2, 0}, .sentence = "收件7件。"};
    gj_violation *across = GJ_ADD(&fixture.arena, fixture.report.violations);
    *across = (gj_violation){.kind = GJ_VIOLATION_ACROSS, .relation = "across/in", .target = 2, .cells = cells,
                             .cell_count = 1, .expected = {6, 0}, .found = {5, 0}, .difference = {-1, 0},
                             .previous_source = "2019.txt", .previous_cell = "desk/left/all"};
    struct capture capture = written();
    ck_assert_uint_gt(capture.length, 5000);
    free(capture.text);
}
END_TEST

START_TEST(long_texts_and_numbers_are_cut_or_kept_as_text) {
    static char raw[100000];
    memset(raw, 'x', sizeof raw - 1);
    fixture.report.cells[0].raw = raw;
    fixture.report.cells[0].has_value = false;
    fixture.report.cells[1].value = (gj_decimal){INT64_MAX, 0};
    fixture.report.cells[2].raw = "\x01\xEF\xBF\xBF=1+1";
    fixture.report.cells[2].has_value = false;
    struct capture capture = written();
    ck_assert_mem_eq(capture.text, "PK\x03\x04", 4);
    free(capture.text);
}
END_TEST

START_TEST(a_sink_that_refuses_is_told_of) {
    for (size_t room = 0; room < 20000; room += 4000) {
        struct capture capture = {.room = room};
        gj_workbook *workbook = workbook_of_fixture();
        gj_status status = gj_write_workbook(workbook, take, &capture);
        ck_assert_int_eq(status, capture.refused ? GJ_ERROR_WRITE : GJ_OK);
        ck_assert_uint_eq(capture.calls_after_refusal, 0);
        gj_workbook_free(workbook);
        free(capture.text);
    }
}
END_TEST

START_TEST(it_is_written_once) {
    struct capture capture = unlimited();
    gj_workbook *workbook = workbook_of_fixture();
    ck_assert_int_eq(gj_write_workbook(workbook, take, &capture), GJ_OK);
    ck_assert_int_eq(gj_write_workbook(workbook, take, &capture), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_workbook_add(workbook, &fixture.report), GJ_ERROR_ARGUMENT);
    gj_workbook_free(workbook);
    free(capture.text);
}
END_TEST

START_TEST(nothing_is_not_a_workbook) {
    gj_workbook *workbook;
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_workbook_new(NULL, GJ_ENGLISH), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_workbook_new(&workbook, GJ_ENGLISH), GJ_OK);
    ck_assert_int_eq(gj_workbook_add(workbook, NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_workbook_add(NULL, &fixture.report), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_write_workbook(NULL, take, &capture), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_write_workbook(workbook, NULL, NULL), GJ_ERROR_ARGUMENT);
    gj_workbook_free(workbook);
    gj_workbook_free(NULL);
}
END_TEST

int main(void) {
    TCase *tcase = tcase_create("workbook");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_workbook_is_a_zip_file);
    tcase_add_test(tcase, the_same_report_gives_the_same_bytes);
    tcase_add_test(tcase, violations_without_cells_of_their_own_have_a_line_too);
    tcase_add_test(tcase, long_texts_and_numbers_are_cut_or_kept_as_text);
    tcase_add_test(tcase, a_sink_that_refuses_is_told_of);
    tcase_add_test(tcase, it_is_written_once);
    tcase_add_test(tcase, nothing_is_not_a_workbook);
    return run_case("workbook", tcase);
}
