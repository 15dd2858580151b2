/* What a person reads: findings, drawings, templates. */
#include "small_report.h"

#include <stdint.h>
#include <stdlib.h>

#include "writers/terminal.h"

static char *findings(gj_language language, bool colour) {
    struct capture capture = unlimited();
    gj_drawing drawing = {language, colour};
    ck_assert_int_eq(gj_write_findings(&fixture.report, &drawing, take, &capture), GJ_OK);
    return capture.text;
}

/* Undoes the wrapping of Chinese, in place. */
static char *unwrapped(char *text) {
    char *end = text;
    for (const char *from = text; *from; from++) {
        if (*from == '\n' && from[1] == ' ')
            from += strspn(from + 1, " ");
        else
            *end++ = *from;
    }
    *end = '\0';
    return text;
}

START_TEST(findings_spell_out_both_sides) {
    add_suspect(5, 0, 3, GJ_CERTAIN)->reason = "total_left_zero";
    char *text = findings(GJ_ENGLISH, false);
    ck_assert_contains(text, "2 of 2 tables found. 6 relations: 4 hold, 2 violated");
    ck_assert_contains(text, "“甲” 2 + “乙,丙” 1 = 3");
    ck_assert_contains(text, "“合计”: 0 is printed on line 15; difference -3");
    ck_assert_contains(text, "     “收件” 5\n");
    ck_assert_contains(text, "“办结” 0 + “结转” 2 = 2");
    ck_assert_contains(text, "certain   desk/done/all  0 → 3");
    ck_assert_contains(text, "“办结” / “合计” on line 15 reads 0;");
    ck_assert_contains(text, "It looks like a total that was left at 0 or blank.");
    free(text);
    text = findings(GJ_CHINESE, false);
    ck_assert_contains(unwrapped(text), "“合计”：第15行印为 0，相差 -3");
    ck_assert_contains(text, "像是合计未填，留作0或空白。");
    ck_assert_lacks(text, "printed");
    free(text);
}
END_TEST

START_TEST(findings_draw_the_table) {
    add_suspect(5, 0, 3, GJ_CERTAIN);
    char *text = findings(GJ_ENGLISH, false);
    ck_assert_contains(text, "一、窗口\n"
                             "┌─────────┬──────────┬────┐\n"
                             "│  项目   │   人员   │合计│\n"
                             "│         ├────┬─────┤    │\n"
                             "│         │ 甲 │乙,丙│    │\n"
                             "├─────────┼────┼─────┼────┤\n"
                             "│收件     │  3 │   2 │  5*│\n"
                             "├────┬────┼────┼─────┼────┤\n"
                             "│出件│办结│  2*│   1*│  0!│\n"
                             "│    │结转│  1 │   1 │  2*│\n"
                             "└────┴────┴────┴─────┴────┘\n"
                             "* in a relation");
    ck_assert_lacks(text, "二、经费\n┌");
    ck_assert_lacks(text, "\033");
    free(text);
}
END_TEST

START_TEST(colours_stand_for_marks) {
    add_suspect(5, 0, 3, GJ_CERTAIN);
    char *text = findings(GJ_ENGLISH, true);
    ck_assert_contains(text, "\033[31m2 \033[0m");
    ck_assert_contains(text, "\033[1;7;31m0 \033[0m");
    ck_assert_lacks(text, "2*");
    free(text);
}
END_TEST

START_TEST(input_cannot_steer_the_terminal) {
    fixture.report.source = "evil\033]0;x\007.txt";
    fixture.report.body = "某\xE2\x80\xAE局";
    fixture.report.cells[3].raw = "2\033[2J\n\xC2\x9B";
    char *text = findings(GJ_ENGLISH, false);
    ck_assert_lacks(text, "\033");
    ck_assert_lacks(text, "\007");
    ck_assert_lacks(text, "\xC2\x9B");
    ck_assert_lacks(text, "\xE2\x80\xAE");
    ck_assert_contains(text, "evil\xEF\xBF\xBD]0;x\xEF\xBF\xBD.txt");
    free(text);
}
END_TEST

/* Every line of the findings of a long label fits, and no space is left at a line's end. */
static void check_lines(const char *text) {
    while (*text) {
        size_t length = strcspn(text, "\n");
        char *line = calloc(1, length + 1);
        ck_assert_ptr_nonnull(line);
        memcpy(line, text, length);
        ck_assert_msg(gj_text_width(line) <= GJ_TERMINAL_WIDTH, "too wide: %s", line);
        ck_assert_msg(length == 0 || line[length - 1] != ' ', "space at the end: %s", line);
        free(line);
        text += length + 1;
    }
}

START_TEST(long_labels_fit_a_hundred_columns) {
    char label[241] = "";
    while (strlen(label) + 3 < sizeof label)
        strcat(label, "很");
    add_suspect(5, 0, 3, GJ_LIKELY);
    for (size_t i = 0; i < 9; i++)
        fixture.report.cells[i].row_label = label;
    gj_square *squares = (gj_square *)(uintptr_t)fixture.report.form->tables[0].form.squares;
    for (size_t i = 0; i < fixture.report.form->tables[0].form.square_count; i++)
        if (squares[i].label)
            squares[i].label = label;
    char *text = findings(GJ_CHINESE, false);
    check_lines(text);
    free(text);
    text = findings(GJ_ENGLISH, false);
    check_lines(text);
    free(text);
}
END_TEST

START_TEST(missing_tables_and_prose_are_told) {
    fixture.report.tables[1].status = GJ_TABLE_MISSING;
    fixture.report.cells[9] = (gj_cell){.id = "money/fees/sum",
                                        .table = "money",
                                        .row = "fees",
                                        .column = "sum",
                                        .row_label = "收费",
                                        .column_label = "金额"};
    gj_violation *violation = GJ_ADD(&fixture.arena, fixture.report.violations);
    ck_assert_ptr_nonnull(violation);
    *violation = (gj_violation){.kind = GJ_VIOLATION_PROSE,
                                .relation = "prose",
                                .target = GJ_NOWHERE,
                                .expected = {66, 0},
                                .found = {61, 0},
                                .difference = {-5, 0},
                                .line = 4,
                                .sentence = "共61件,其中37件、5件、24件"};
    ck_assert_int_eq(gj_report_note(&fixture.report, "row_repeated", GJ_WARNING, 7, "twice"),
                     GJ_OK);
    ck_assert_int_eq(gj_report_note(&fixture.report, "fine", GJ_NOTE, 9, "unimportant"), GJ_OK);
    char *text = findings(GJ_ENGLISH, false);
    ck_assert_contains(text, "not found: 二、经费 (money)");
    ck_assert_contains(text, "line 4: “共61件,其中37件、5件、24件”");
    ck_assert_contains(text, "the parts come to 66, the whole is given as 61; difference -5");
    ck_assert_contains(text, "The relations do not tell which figure is wrong.");
    ck_assert_contains(text, "line 7: twice");
    ck_assert_lacks(text, "unimportant");
    free(text);
}
END_TEST

START_TEST(consistent_report_is_short) {
    fixture.report.violations.count = 0;
    for (size_t i = 0; i < fixture.report.cell_count; i++)
        fixture.report.cells[i].violation_count = 0;
    char *text = findings(GJ_ENGLISH, false);
    ck_assert_lacks(text, "┌");
    ck_assert_lacks(text, "What does not add up");
    free(text);
}
END_TEST

START_TEST(template_shows_tables_ids_and_relations) {
    struct capture capture = unlimited();
    ck_assert_int_eq(gj_write_template(fixture.report.form, NULL, take, &capture), GJ_OK);
    ck_assert_contains(capture.text, "small  小表\nissued by 某办〔2020〕1号\n");
    ck_assert_contains(capture.text, "│出件│办结│");
    ck_assert_contains(capture.text, "  left                          结转\n");
    ck_assert_contains(capture.text,
                       "desk/sum/in  and 2 more of this form\n      甲 + 乙,丙 = 合计\n");
    ck_assert_contains(capture.text,
                       "desk/balance/a  and 2 more of this form\n      收件 = 办结 + 结转\n");
    free(capture.text);
}
END_TEST

int main(void) {
    TCase *tcase = tcase_create("findings");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, findings_spell_out_both_sides);
    tcase_add_test(tcase, findings_draw_the_table);
    tcase_add_test(tcase, colours_stand_for_marks);
    tcase_add_test(tcase, input_cannot_steer_the_terminal);
    tcase_add_test(tcase, long_labels_fit_a_hundred_columns);
    tcase_add_test(tcase, missing_tables_and_prose_are_told);
    tcase_add_test(tcase, consistent_report_is_short);
    tcase_add_test(tcase, template_shows_tables_ids_and_relations);
    return run_case("findings", tcase);
}
