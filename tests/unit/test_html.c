/* Pages of HTML: what a report's says and leads to, and that of many reports. */
#include "small_report.h"

#include <stdio.h>
#include <stdlib.h>

/* ---------------------------------------------------------------- one report */

static struct capture page_of(const struct gj_report *report, const gj_page *page) {
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_html_head(report, page, take, &capture), GJ_OK);
    ck_assert_int_eq(gj_write_html(report, page, take, &capture), GJ_OK);
    ck_assert_int_eq(gj_write_html_foot(page, take, &capture), GJ_OK);
    return capture;
}

START_TEST(a_page_has_the_report_its_tables_and_no_more) {
    gj_page page = {.language = GJ_ENGLISH};
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "<html lang=\"en\">");
    ck_assert_contains(capture.text, "<title>某局 2020</title>");
    ck_assert_contains(capture.text, "<caption class=\"aside\">一、窗口</caption>");
    ck_assert_contains(capture.text, "<th scope=\"col\" colspan=\"2\">人员</th>");
    ck_assert_contains(capture.text, "<th scope=\"row\" rowspan=\"2\">出件</th>");
    ck_assert_contains(capture.text, "<td id=\"r1c9\" data-cell=\"money/fees/sum\">12.50万元</td>");
    ck_assert_lacks(capture.text, "<script");
    ck_assert_lacks(capture.text, "http:");
    ck_assert_lacks(capture.text, "https:");
    ck_assert_lacks(capture.text, "class=\"side\"");
    free(capture.text);
}
END_TEST

START_TEST(what_does_not_add_up_is_marked_and_said) {
    gj_page page = {.language = GJ_ENGLISH};
    add_suspect(5, 0, 3, GJ_POSSIBLE);
    add_suspect(5, 0, 4, GJ_CERTAIN);
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "<td id=\"r1c5\" data-cell=\"desk/done/all\" class=\"v s\">0"
                                     "<span class=\"aside\"> in a violated relation </span>"
                                     "<a class=\"to\" href=\"#r1s1\"><span class=\"aside\"> proposed </span>→ 4</a>");
    ck_assert_contains(capture.text, "<li id=\"r1v0\"><code><a href=\"#r1c5\">desk/sum/done</a></code>");
    ck_assert_contains(capture.text, "<li id=\"r1s1\"><b>certain</b>");
    free(capture.text);
}
END_TEST

START_TEST(a_lost_figure_may_be_suspect_where_nothing_is_violated) {
    gj_page page = {.language = GJ_ENGLISH};
    fixture.report.violations.count = 0;
    add_suspect(5, 0, 4, GJ_LIKELY);
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "Nothing in these tables contradicts itself.");
    ck_assert_lacks(capture.text, "What does not add up");
    ck_assert_contains(capture.text, "<li id=\"r1s0\"><b>likely</b>");
    free(capture.text);
}
END_TEST

START_TEST(a_repaired_cell_shows_both_figures) {
    gj_page page = {.language = GJ_ENGLISH};
    add_suspect(5, 0, 4, GJ_CERTAIN);
    fixture.report.cells[5].status = GJ_CELL_REPAIRED;
    fixture.report.cells[5].value = (gj_decimal){4, 0};
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "class=\"v s\">0<");
    ck_assert_contains(capture.text, "<span class=\"aside\"> repaired to </span>→ 4</a>");
    free(capture.text);
}
END_TEST

START_TEST(what_is_not_there_is_told_from_what_is_blank) {
    static const char *const readings[] = {"7", ""};
    gj_page page = {.language = GJ_ENGLISH};
    gj_cell *cells = fixture.report.cells;
    cells[0].status = GJ_CELL_MISSING;
    cells[0].raw = NULL;
    cells[0].line = 0;
    cells[1].status = GJ_CELL_BLANK;
    cells[1].raw = "";
    cells[2].status = GJ_CELL_AMBIGUOUS;
    cells[2].raw = NULL;
    cells[2].alternatives = readings;
    cells[2].alternative_count = 2;
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "class=\"u\">?<span class=\"aside\"> missing from the text </span></td>");
    ck_assert_contains(capture.text, "<td id=\"r1c1\" data-cell=\"desk/in/b\"><span class=\"aside\"> blank </span></td>");
    ck_assert_contains(capture.text, ">7 / blank<span class=\"aside\"> more than one reading </span>");
    free(capture.text);
}
END_TEST

START_TEST(a_missing_table_is_named_and_not_drawn) {
    gj_page page = {.language = GJ_ENGLISH};
    fixture.report.tables[1].status = GJ_TABLE_MISSING;
    fixture.report.cells[9].status = GJ_CELL_MISSING;
    add_suspect(9, 0, 3, GJ_POSSIBLE);
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "二、经费 · This table was not found in the text.");
    ck_assert_contains(capture.text, "<code>money/fees/sum</code>");
    ck_assert_lacks(capture.text, "data-cell=\"money/fees/sum\"");
    ck_assert_lacks(capture.text, "#r1c9");
    free(capture.text);
}
END_TEST

START_TEST(a_missing_table_with_a_reading_left_is_drawn) {
    gj_page page = {.language = GJ_ENGLISH};
    fixture.report.tables[1].status = GJ_TABLE_MISSING;
    fixture.report.cells[9].status = GJ_CELL_AMBIGUOUS;
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "data-cell=\"money/fees/sum\"");
    free(capture.text);
}
END_TEST

START_TEST(a_report_of_no_template_has_a_page_too) {
    struct gj_report report = {.source = "letter.txt", .encoding = "utf-8", .first_line = 1, .last_line = 1};
    gj_page page = {.language = GJ_ENGLISH, .text = "各位同事:", .length = strlen("各位同事:")};
    struct capture capture = page_of(&report, &page);
    ck_assert_contains(capture.text, "<h1>letter.txt</h1>");
    ck_assert_contains(capture.text, "No table of a template");
    ck_assert_contains(capture.text, "<li id=\"r1L1\">各位同事:</li>");
    free(capture.text);
}
END_TEST

START_TEST(a_page_speaks_the_language_asked_for) {
    gj_page page = {.language = GJ_CHINESE};
    add_suspect(5, 0, 3, GJ_CERTAIN);
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "<html lang=\"zh-CN\">");
    ck_assert_contains(capture.text, "某局 · 2020年");
    ck_assert_contains(capture.text, "<h2>可疑的数字</h2>");
    ck_assert_contains(capture.text, "<b>确定</b>");
    free(capture.text);
}
END_TEST

/* ---------------------------------------------------------------- the text beside the tables */

#define LINE_OF_CELLS "收件 | 3 | 2 | 5 |"

/* Cells 0 to 2 in the first line, as they stand there; all others where the text is not what they say. */
static void place_in_text(struct gj_report *report) {
    static const size_t offsets[] = {9, 13, 17};
    for (size_t i = 0; i < report->cell_count; i++) {
        report->cells[i].line = i < 3 ? 1 : 2;
        report->cells[i].offset = i < 3 ? offsets[i] : 1000 + i;
    }
}

START_TEST(values_and_lines_lead_to_each_other) {
    static const char text[] = LINE_OF_CELLS "\r\nrest\n\fend";
    gj_page page = {.language = GJ_ENGLISH, .text = text, .length = strlen(text), .number = 1};
    place_in_text(&fixture.report);
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "<td id=\"r2c0\" data-cell=\"desk/in/a\"><a href=\"#r2L1\">3</a></td>");
    ck_assert_contains(capture.text, "<li id=\"r2L1\">收件 | <a href=\"#r2c0\">3</a> | <a href=\"#r2c1\">2</a> | "
                                     "<a class=\"v\" href=\"#r2c2\">5</a> |</li>");
    ck_assert_contains(capture.text, "<li id=\"r2L2\">rest <a class=\"v\" href=\"#r2c3\"><span class=\"aside\">"
                                     "to the table</span>↩</a></li>");
    ck_assert_contains(capture.text, "<li id=\"r2L3\">end</li>");
    free(capture.text);
}
END_TEST

START_TEST(a_byte_order_mark_moves_the_offsets) {
    gj_page page = {.language = GJ_ENGLISH, .text = LINE_OF_CELLS, .length = strlen(LINE_OF_CELLS)};
    place_in_text(&fixture.report);
    fixture.report.encoding = "utf-8-bom";
    for (size_t i = 0; i < 3; i++)
        fixture.report.cells[i].offset += 3;
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "收件 | <a href=\"#r1c0\">3</a>");
    free(capture.text);
}
END_TEST

START_TEST(a_report_shows_its_own_lines_only) {
    static const char text[] = "one\ntwo\nthree\nfour\n";
    gj_page page = {.language = GJ_ENGLISH, .text = text, .length = strlen(text)};
    fixture.report.first_line = 2;
    fixture.report.last_line = 3;
    fixture.report.first_byte = 4;
    for (size_t i = 0; i < fixture.report.cell_count; i++)
        fixture.report.cells[i].line = 3;
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_contains(capture.text, "start=\"2\"");
    ck_assert_contains(capture.text, "<li id=\"r1L2\">two</li>");
    ck_assert_lacks(capture.text, "id=\"r1L1\"");
    ck_assert_lacks(capture.text, "id=\"r1L4\"");
    free(capture.text);
}
END_TEST

/* ---------------------------------------------------------------- hostile text */

static const struct {
    const char *text, *written;
} hostile[] = {
    {"</title><script>alert(1)</script>", "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"\" onclick=\"x", "&quot; onclick=&quot;x"},
    {"' & <b>", "&#39; &amp; &lt;b&gt;"},
    {"a\x01\x1b[31m\x7f", "a\uFFFD\uFFFD[31m\uFFFD"},
    {"\xC2\x85|\xC2\xA0", "\uFFFD|\xC2\xA0"},
    {"\xFF\xC0\xAF\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"\xEF\xBF\xBE\xEF\xB7\x90\xF0\x9F\xBF\xBF", "\uFFFD\uFFFD\uFFFD"},
    {"\xEF\xBF\xBD\xF0\x9F\xBF\xBD\xEF\xBE\xBE", "\xEF\xBF\xBD\xF0\x9F\xBF\xBD\xEF\xBE\xBE"},
    {"tab\tand 人", "tab\tand 人"},
};

static void expect_everywhere(const char *text, const char *written) {
    char title[256], value[256], source[256], line[256];
    snprintf(title, sizeof title, "<title>%s 2020</title>", written);
    snprintf(value, sizeof value, "data-cell=\"money/fees/sum\"><a href=\"#r1L1\">%s</a></td>", written);
    snprintf(source, sizeof source, "<dd>%s</dd>", written);
    snprintf(line, sizeof line, ">%s", written);
    ck_assert_contains(text, title);
    ck_assert_contains(text, value);
    ck_assert_contains(text, source);
    ck_assert_contains(text, line);
}

START_TEST(text_of_a_report_never_becomes_markup) {
    const char *text = hostile[_i].text;
    gj_page page = {.language = GJ_ENGLISH, .text = text, .length = strlen(text), .overview = text};
    fixture.report.body = fixture.report.source = text;
    for (size_t i = 0; i < fixture.report.cell_count; i++)
        fixture.report.cells[i].line = 1;
    fixture.report.cells[9].raw = text;
    fixture.report.cells[9].offset = 0;
    struct capture capture = page_of(&fixture.report, &page);
    expect_everywhere(capture.text, hostile[_i].written);
    ck_assert_lacks(capture.text, "<script");
    free(capture.text);
}
END_TEST

START_TEST(a_nul_in_the_text_is_shown_as_none) {
    static const char text[] = "a\0b";
    gj_page page = {.language = GJ_ENGLISH, .text = text, .length = 3};
    for (size_t i = 0; i < fixture.report.cell_count; i++)
        fixture.report.cells[i].line = 0;
    struct capture capture = page_of(&fixture.report, &page);
    ck_assert_uint_eq(strlen(capture.text), capture.length);
    ck_assert_contains(capture.text, "<li id=\"r1L1\">a\uFFFD" "b</li>");
    free(capture.text);
}
END_TEST

/* ---------------------------------------------------------------- many reports */

static gj_overview *three_reports(void) {
    static gj_table empty = {.id = "desk", .title = "一、窗口", .status = GJ_TABLE_MISSING};
    struct gj_report letter = {.source = "b.txt", .encoding = "utf-8"};
    struct gj_report short_one = {.source = "a.txt", .encoding = "utf-8", .form = fixture.report.form,
                                  .body = "乙局", .year = 2021, .tables = &empty, .table_count = 1};
    gj_overview *overview;
    ck_assert_int_eq(gj_overview_new(&overview), GJ_OK);
    ck_assert_int_eq(gj_overview_add(overview, &letter, "b.html"), GJ_OK);
    ck_assert_int_eq(gj_overview_add(overview, &short_one, "a.html"), GJ_OK);
    ck_assert_int_eq(gj_overview_add(overview, &fixture.report, "c.html?x=\"1\""), GJ_OK);
    return overview;
}

START_TEST(an_overview_counts_and_leads_to_every_report) {
    gj_overview *overview = three_reports();
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_overview(overview, 4, GJ_ENGLISH, take, &capture), GJ_OK);
    ck_assert_contains(capture.text, "<li><b>3</b> reports</li>");
    ck_assert_contains(capture.text, "<li class=\"bad\"><b>1</b> contradict themselves</li>");
    ck_assert_contains(capture.text, "<li><b>2</b> incomplete, without a contradiction</li>");
    ck_assert_contains(capture.text, "<li class=\"bad\"><b>4</b> files that could not be read</li>");
    ck_assert_contains(capture.text, "<a href=\"c.html?x=&quot;1&quot;\">某局</a>");
    ck_assert_contains(capture.text, "<a href=\"b.html\">body not named</a>");
    ck_assert_contains(capture.text, "<code>desk/sum/done</code> “办结”");
    gj_overview_free(overview);
    free(capture.text);
}
END_TEST

/* Violations first; then ranks in the other orders. What is not known stands last. */
START_TEST(every_row_knows_its_place_in_every_order) {
    gj_overview *overview = three_reports();
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_overview(overview, 0, GJ_ENGLISH, take, &capture), GJ_OK);
    const char *first = strstr(capture.text, "<tr style=\"--b:1;--y:1;--f:2\"><th scope=\"row\"><a href=\"c.html");
    const char *second = strstr(capture.text, "<tr style=\"--b:0;--y:0;--f:0\"><th scope=\"row\"><a href=\"a.html\">");
    const char *third = strstr(capture.text, "<tr style=\"--b:2;--y:2;--f:1\"><th scope=\"row\"><a href=\"b.html\">");
    ck_assert_msg(first && second && third && first < second && second < third, "%s", capture.text);
    gj_overview_free(overview);
    free(capture.text);
}
END_TEST

START_TEST(a_long_list_is_laid_out_as_it_is_seen) {
    gj_overview *overview;
    struct gj_report letter = {.source = "b.txt", .encoding = "utf-8"};
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_overview_new(&overview), GJ_OK);
    for (size_t i = 0; i < 1000; i++)
        ck_assert_int_eq(gj_overview_add(overview, &letter, "b.html"), GJ_OK);
    ck_assert_int_eq(gj_write_overview(overview, 0, GJ_ENGLISH, take, &capture), GJ_OK);
    ck_assert_contains(capture.text, "<table class=\"list long\"");
    ck_assert_uint_lt(capture.length, 200 * 1000); /* bytes: a report is a short row, written once */
    gj_overview_free(overview);
    free(capture.text);
}
END_TEST

START_TEST(an_overview_of_nothing_is_a_page) {
    gj_overview *overview;
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_overview_new(&overview), GJ_OK);
    ck_assert_int_eq(gj_write_overview(overview, 0, GJ_CHINESE, take, &capture), GJ_OK);
    ck_assert_contains(capture.text, "<li><b>0</b> 份报告</li>");
    ck_assert_contains(capture.text, "没有不成立的勾稽关系");
    gj_overview_free(overview);
    gj_overview_free(NULL);
    free(capture.text);
}
END_TEST

/* ---------------------------------------------------------------- callers and sinks that fail */

START_TEST(broken_calls_are_refused) {
    gj_page page = {.length = 3};
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_html(&fixture.report, &page, take, &capture), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_write_html(NULL, &page, take, &capture), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_write_html_head(&fixture.report, NULL, take, &capture), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_write_html_foot(NULL, take, &capture), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_overview_new(NULL), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_write_overview(NULL, 0, GJ_ENGLISH, take, &capture), GJ_ERROR_ARGUMENT);
    ck_assert_uint_eq(capture.length, 0);
}
END_TEST

static gj_status write_part(int part, const gj_overview *overview, struct capture *capture) {
    gj_page page = {.language = GJ_ENGLISH, .text = LINE_OF_CELLS, .length = strlen(LINE_OF_CELLS)};
    if (part == 0)
        return gj_write_html_head(&fixture.report, &page, take, capture);
    if (part == 1)
        return gj_write_html(&fixture.report, &page, take, capture);
    if (part == 2)
        return gj_write_html_foot(&page, take, capture);
    return gj_write_overview(overview, 0, GJ_ENGLISH, take, capture);
}

START_TEST(a_full_sink_is_told_and_left_alone) {
    gj_overview *overview = three_reports();
    struct capture whole = unlimited();
    ck_assert_int_eq(write_part(_i, overview, &whole), GJ_OK);
    struct capture capture = {.room = whole.length - 1};
    ck_assert_int_eq(write_part(_i, overview, &capture), GJ_ERROR_WRITE);
    ck_assert_uint_eq(capture.calls_after_refusal, 0);
    gj_overview_free(overview);
    free(capture.text);
    free(whole.text);
}
END_TEST

int main(void) {
    TCase *tcase = tcase_create("html");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_page_has_the_report_its_tables_and_no_more);
    tcase_add_test(tcase, what_does_not_add_up_is_marked_and_said);
    tcase_add_test(tcase, a_lost_figure_may_be_suspect_where_nothing_is_violated);
    tcase_add_test(tcase, a_repaired_cell_shows_both_figures);
    tcase_add_test(tcase, what_is_not_there_is_told_from_what_is_blank);
    tcase_add_test(tcase, a_missing_table_is_named_and_not_drawn);
    tcase_add_test(tcase, a_missing_table_with_a_reading_left_is_drawn);
    tcase_add_test(tcase, a_report_of_no_template_has_a_page_too);
    tcase_add_test(tcase, a_page_speaks_the_language_asked_for);
    tcase_add_test(tcase, values_and_lines_lead_to_each_other);
    tcase_add_test(tcase, a_byte_order_mark_moves_the_offsets);
    tcase_add_test(tcase, a_report_shows_its_own_lines_only);
    tcase_add_loop_test(tcase, text_of_a_report_never_becomes_markup, 0, (int)(sizeof hostile / sizeof *hostile));
    tcase_add_test(tcase, a_nul_in_the_text_is_shown_as_none);
    tcase_add_test(tcase, an_overview_counts_and_leads_to_every_report);
    tcase_add_test(tcase, every_row_knows_its_place_in_every_order);
    tcase_add_test(tcase, a_long_list_is_laid_out_as_it_is_seen);
    tcase_add_test(tcase, an_overview_of_nothing_is_a_page);
    tcase_add_test(tcase, broken_calls_are_refused);
    tcase_add_loop_test(tcase, a_full_sink_is_told_and_left_alone, 0, 4);
    return run_case("html", tcase);
}
