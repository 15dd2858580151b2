/* Who reports, and when: from a title in one of the ways to write it, or from the period that a sentence names. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "gouji.h"

static gj_grammar *grammar;

static const struct {
    const char *text;
    const char *body; /* NULL where the text does not say */
    int year;
    size_t body_line, year_line;
} cases[] = {
    {"青岭县水务局2020年政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局2020年度政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"2020年度青岭县水务局政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"2020年青岭县水务局政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"2020青岭县水务局政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局政府信息公开工作年度报告（2020年度）\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局政府信息公开工作年度报告2020\n", "青岭县水务局", 2020, 1, 1},
    /* what stands beside the title on its line, as where pages have a menu, is no body */
    {"信息公开指南      2020年青岭县水务局政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局2020年法治建设暨政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    /* digits of every kind */
    {"青岭县水务局２０２０年政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局𝟐𝟎𝟐𝟎年政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局②⓪②⓪年政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    /* in traditional characters */
    {"青嶺縣水務局2020年政府信息公開工作年度報告\n", "青岭县水务局", 2020, 1, 1},
    /* on two lines, below the body */
    {"青岭县水务局2020年\n政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局2020年度政府信息\n公开工作年度报告\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局政府信息公开工作年度报告\n（2020年度）\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局2020年政府信息公开工作年度\n\n报告\n", "青岭县水务局", 2020, 1, 1},
    {"青岭县水务局2020年政府信息公开工作年度\n\n\n报告\n", NULL, 0, 0, 0},
    {"青岭县水务局\n\n2020年政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 3},
    {"青岭县2020年大事记\n政府信息公开工作年度报告\n", NULL, 0, 0, 0},
    {"青岭县水务局\n2020年政府信息公开工作年度报告\n", "青岭县水务局", 2020, 1, 2},
    {"第12号\n2020年政府信息公开工作年度报告\n", NULL, 2020, 0, 2},
    {"局\n2020年政府信息公开工作年度报告\n", NULL, 2020, 0, 2},
    /* where a report is one line its title is one of the cells */
    {"青岭县水务局2020年政府信息公开工作年度报告|一、总体情况|", "青岭县水务局", 2020, 1, 1},
    /* from the period */
    {"数据统计期限自2020年1月1日起至2020年12月31日止。\n", NULL, 2020, 0, 1},
    {"数据统计期限自2020年1月1日起至2020年12月30日止。\n", NULL, 0, 0, 0},
    {"数据统计期限自2020年2月1日起至2020年12月31日止。\n", NULL, 0, 0, 0},
    /* no year, or none that can be */
    {"青岭县水务局1889年政府信息公开工作年度报告\n", NULL, 0, 0, 0},
    {"青岭县水务局2101年政府信息公开工作年度报告\n", NULL, 0, 0, 0},
    {"青岭县水务局12020年政府信息公开工作年度报告\n", NULL, 0, 0, 0},
    {"青岭县水务局20201年政府信息公开工作年度报告\n", NULL, 0, 0, 0},
    {"2020年工作年度报告\n", NULL, 0, 0, 0},
    {"", NULL, 0, 0, 0},
};

static gj_document *read_text(const char *text, size_t length) {
    gj_document *document;
    gj_error error;
    ck_assert_msg(gj_document_new(&document, grammar, "text", text, length, NULL, &error) == GJ_OK, "%s",
                  error.message);
    return document;
}

START_TEST(a_text_says_who_and_when) {
    gj_document *document = read_text(cases[_i].text, strlen(cases[_i].text));
    const gj_report *report = gj_document_report(document, 0);
    size_t line;
    const char *body = gj_report_body(report, &line);
    ck_assert_msg(!body == !cases[_i].body && (!body || strcmp(body, cases[_i].body) == 0), "%s gave %s",
                  cases[_i].text, body ? body : "nobody");
    ck_assert_uint_eq(line, cases[_i].body_line);
    ck_assert_msg(gj_report_year(report, &line) == cases[_i].year, "%s gave %d", cases[_i].text,
                  gj_report_year(report, NULL));
    ck_assert_uint_eq(line, cases[_i].year_line);
    gj_document_free(document);
}
END_TEST

/* A line with all of a report on it, its title somewhere among the cells; and a body too long to be one. */
START_TEST(a_title_is_found_among_cells) {
    char text[3000] = "";
    for (int i = 0; i < 60; i++)
        strcat(text, "政府信息公开 | ");
    strcat(text, "青岭县水务局2020年政府信息公开工作年度报告 ");
    for (int i = 0; i < 20; i++)
        strcat(text, "规章|0|");
    gj_document *document = read_text(text, strlen(text));
    ck_assert_str_eq(gj_report_body(gj_document_report(document, 0), NULL), "青岭县水务局");
    ck_assert_int_eq(gj_report_year(gj_document_report(document, 0), NULL), 2020);
    gj_document_free(document);
    text[0] = '\0';
    for (int i = 0; i < 31; i++)
        strcat(text, "县");
    strcat(text, "2020年政府信息公开工作年度报告\n");
    document = read_text(text, strlen(text));
    ck_assert_ptr_null(gj_report_body(gj_document_report(document, 0), NULL));
    ck_assert_int_eq(gj_report_year(gj_document_report(document, 0), NULL), 2020);
    gj_document_free(document);
}
END_TEST

static void start(void) {
    ck_assert_int_eq(gj_grammar_new(&grammar, NULL), GJ_OK);
}

static void stop(void) {
    gj_grammar_free(grammar);
}

int main(void) {
    Suite *suite = suite_create("who");
    TCase *tcase = tcase_create("titles");
    tcase_add_unchecked_fixture(tcase, start, stop);
    tcase_add_loop_test(tcase, a_text_says_who_and_when, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tcase, a_title_is_found_among_cells);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
