/* Values: numbers as reports write them, blanks, and text that is neither. */
#include "values.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static const struct {
    const char *text;
    int64_t coefficient;
    int scale;
    const char *unit;
    int notes;
} numbers[] = {
    {"0", 0, 0, NULL, 0},
    {"23", 23, 0, NULL, 0},
    {"007", 7, 0, NULL, 0},
    {"0.00", 0, 2, NULL, 0},
    {"6727.41", 672741, 2, NULL, 0},
    {" 12 ", 12, 0, NULL, 0},
    {"１２０６", 1206, 0, NULL, 0},
    {"１２．５", 125, 1, NULL, 0},
    /* signs, and words for signs */
    {"+3", 3, 0, NULL, 0},
    {"-2", -2, 0, NULL, 0},
    {"−2", -2, 0, NULL, 0},
    {"－417", -417, 0, NULL, 0},
    {"增加3", 3, 0, NULL, 0},
    {"减少2", -2, 0, NULL, 0},
    {"減少2", -2, 0, NULL, 0},
    {"增3", 3, 0, NULL, 0},
    {"减2项", -2, 0, "项", 0},
    {"↑3", 3, 0, NULL, 0},
    {"↓3", -3, 0, NULL, 0},
    {"未增未减", 0, 0, NULL, 0},
    {"不变", 0, 0, NULL, 0},
    /* thousands */
    {"1,204", 1204, 0, NULL, 0},
    {"1，204", 1204, 0, NULL, 0},
    {"12,345,678.90", 1234567890, 2, NULL, 0},
    {"1,,204", 1204, 0, NULL, 0},
    /* units */
    {"251000元", 251000, 0, "元", 0},
    {"17.27万元", 1727, 2, "万元", 0},
    {"6727.41万", 672741, 2, "万", 0},
    {"6727.41萬", 672741, 2, "万", 0},
    {"1.5亿元", 15, 1, "亿元", 0},
    {"31批次", 31, 0, "批次", 0},
    {"320,131 件", 320131, 0, "件", 0},
    /* remarks and footnote marks */
    {"4①", 4, 0, NULL, GJ_VALUE_REMARK},
    {"4[2]", 4, 0, NULL, GJ_VALUE_REMARK},
    {"4(1)(2)", 4, 0, NULL, GJ_VALUE_REMARK},
    {"27(其中修订2件)", 27, 0, NULL, GJ_VALUE_REMARK},
    {"27件（其中修订2件）", 27, 0, "件", GJ_VALUE_REMARK},
    {"12.5%", 125, 1, NULL, GJ_VALUE_PERCENT},
    /* scanners and extractors */
    {"568O", 5680, 0, NULL, GJ_VALUE_LETTERS},
    {"l530", 1530, 0, NULL, GJ_VALUE_LETTERS},
    {"O", 0, 0, NULL, GJ_VALUE_LETTERS},
    {"1 5", 15, 0, NULL, GJ_VALUE_SPACED},
    {"**12**", 12, 0, NULL, 0},
    {"\\-2", -2, 0, NULL, 0},
    {"\\+3", 3, 0, NULL, 0},
    {"&#45;2", -2, 0, NULL, 0},
    {"&nbsp;12&nbsp;", 12, 0, NULL, 0},
    {"3\xE2\x80\x8B", 3, 0, NULL, 0},
    /* as large as a decimal can be, and one too large */
    {"9223372036854775807", INT64_MAX, 0, NULL, 0},
    {"9223372036854775808", 0, 0, NULL, GJ_VALUE_OVERFLOW},
    {"-9223372036854775808", 0, 0, NULL, GJ_VALUE_OVERFLOW},
    {"1234567890123456789012345678901234567890", 0, 0, NULL, GJ_VALUE_OVERFLOW},
    {"0.123456789012345678", 123456789012345678, 18, NULL, 0},
    {"0.1234567890123456789", 0, 0, NULL, GJ_VALUE_OVERFLOW},
};

START_TEST(a_number_is_read_exactly) {
    const char *text = numbers[_i].text;
    struct gj_value value = gj_value_read(text, strlen(text));
    ck_assert_msg(value.kind == GJ_VALUE_NUMBER, "\"%s\" was not read as a number", text);
    ck_assert_msg(value.notes == numbers[_i].notes, "\"%s\": notes %d, expected %d", text, value.notes,
                  numbers[_i].notes);
    ck_assert_msg(value.decimal.coefficient == numbers[_i].coefficient, "\"%s\" gave %lld", text,
                  (long long)value.decimal.coefficient);
    if (!(value.notes & GJ_VALUE_OVERFLOW))
        ck_assert_int_eq(value.decimal.scale, numbers[_i].scale);
    ck_assert_pstr_eq(value.unit, numbers[_i].unit);
}
END_TEST

static const char *const blanks[] = {"&nbsp;", "&nbsp;&emsp;", "&#45;", "&mdash;", "\\-",         "",   " ", "\t", "　",
                                     "/",      "／",           "\\",    "-",       "－",          "--", "—", "——", "_",
                                     "―",      "无",           "無",    "─",       "\xEF\xBB\xBF"};

START_TEST(a_mark_for_nothing_is_blank) {
    struct gj_value value = gj_value_read(blanks[_i], strlen(blanks[_i]));
    ck_assert_msg(value.kind == GJ_VALUE_BLANK, "\"%s\" is not blank", blanks[_i]);
    ck_assert_ptr_null(value.unit);
    ck_assert_int_eq(value.notes, 0);
}
END_TEST

static const char *const texts[] = {"&nbsp",
                                    "&amp;",
                                    "&#51;",
                                    "\\3",
                                    "规章",
                                    "总计",
                                    "(一)予以公开",
                                    "22 (一)收到申请数(件)",
                                    "1.属于国家秘密",
                                    "3.其他",
                                    "第二十条第(一)项",
                                    "2023年",
                                    "2024-01-20",
                                    "0433-5550126",
                                    "12:30",
                                    "1.2.3",
                                    "1,20",
                                    "1,2045",
                                    ",123",
                                    "12)",
                                    "3(其中",
                                    "无规章",
                                    "--------",
                                    "OO",
                                    "oo",
                                    "+",
                                    "增加",
                                    "减少",
                                    "件",
                                    "(3)",
                                    "①",
                                    ".5.",
                                    "%",
                                    "12千克",
                                    "约12",
                                    "12,",
                                    "-0433-5550126"};

START_TEST(text_is_no_value) {
    struct gj_value value = gj_value_read(texts[_i], strlen(texts[_i]));
    ck_assert_msg(value.kind == GJ_VALUE_NONE, "\"%s\" was read as a value", texts[_i]);
    ck_assert_int_eq(value.decimal.coefficient, 0);
    ck_assert_ptr_null(value.unit);
    ck_assert_int_eq(value.notes, 0);
}
END_TEST

START_TEST(no_cell_is_too_long_to_read) {
    char text[4096];
    memset(text, '7', sizeof text);
    for (size_t length = 1; length <= sizeof text; length++) {
        struct gj_value value = gj_value_read(text, length);
        bool fits = value.kind == GJ_VALUE_NUMBER && !value.notes;
        ck_assert_msg(fits == (length <= 19), "%zu digits", length); /* nineteen sevens are under 2^63 */
    }
}
END_TEST

START_TEST(a_value_does_not_read_past_its_end) {
    struct gj_value value = gj_value_read("12万元", 2);
    ck_assert_int_eq(value.decimal.coefficient, 12);
    ck_assert_ptr_null(value.unit);
    char *exact = malloc(2); /* a sanitizer watches its end */
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, "1,", 2);
    ck_assert_int_eq(gj_value_read(exact, 2).kind, GJ_VALUE_NONE);
    memcpy(exact, "1(", 2);
    gj_value_read(exact, 2);
    free(exact);
}
END_TEST

/* A caller sees a text up to its first NUL, and what it reads as is no more than that. */
START_TEST(a_value_ends_at_a_nul) {
    ck_assert_int_eq(gj_value_read("19\0"
                                   "6",
                                   4)
                         .kind,
                     GJ_VALUE_NONE);
    ck_assert_int_eq(gj_value_read("\0"
                                   "6",
                                   2)
                         .kind,
                     GJ_VALUE_NONE);
    struct gj_value value = gj_value_read("19\0 ", 4);
    ck_assert_int_eq(value.kind, GJ_VALUE_NUMBER);
    ck_assert_int_eq(value.decimal.coefficient, 19);
}
END_TEST

START_TEST(a_unit_is_known_by_itself) {
    static const char *const units[] = {"元", "万元", "亿元", "件", " 件 ", "批次"};
    static const char *const others[] = {"", "3件", "规章", "件数", "/"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        ck_assert_msg(gj_value_is_unit(units[i], strlen(units[i])), "%s", units[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!gj_value_is_unit(others[i], strlen(others[i])), "%s", others[i]);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("values");
    TCase *tcase = tcase_create("values");
    tcase_add_loop_test(tcase, a_number_is_read_exactly, 0, COUNT(numbers));
    tcase_add_loop_test(tcase, a_mark_for_nothing_is_blank, 0, COUNT(blanks));
    tcase_add_loop_test(tcase, text_is_no_value, 0, COUNT(texts));
    tcase_add_test(tcase, no_cell_is_too_long_to_read);
    tcase_add_test(tcase, a_value_does_not_read_past_its_end);
    tcase_add_test(tcase, a_value_ends_at_a_nul);
    tcase_add_test(tcase, a_unit_is_known_by_itself);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
