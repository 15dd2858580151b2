/*
 * A reader makes the same reports as reading each input by itself, where an input is one that it has read before with
 * some of it changed: at random, or where a reader that recalls reports might well go wrong.
 */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gouji.h"
#include "read_alike.h"

/* ------------------------------------------------------------------ changed at random */

struct change {
    size_t at, removed;
    const char *added;
};

static const char *const additions[] = {"7",
                                        "12 |\n",
                                        "无",
                                        "0",
                                        "件",
                                        "-3",
                                        "-5-",
                                        "3.5万元",
                                        "\n",
                                        "|",
                                        " ",
                                        "(二)部分公开 |\n",
                                        "/",
                                        "、",
                                        "(注:单位)",
                                        "2023年度",
                                        "1\n2\n",
                                        "自然人\n",
                                        ",",
                                        "\"",
                                        "\t",
                                        "６",
                                        "",
                                        "总计",
                                        "政府信息公开工作年度报告\n",
                                        "青岭县水务局2022年政府信息公开工作年度报告\n"};

static size_t line_start(struct text text, size_t at) {
    while (at && text.bytes[at - 1] != '\n')
        at--;
    return at;
}

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* At a character's or a line's start, taking away nothing, a character or a line. */
static struct change draw_change(uint64_t *state, struct text text) {
    struct change change = {below(state, text.length), 0,
                            additions[below(state, sizeof additions / sizeof *additions)]};
    while (change.at && is_continuation(text.bytes[change.at]))
        change.at--;
    if (below(state, 2))
        change.at = line_start(text, change.at);
    size_t kind = below(state, 3), end = change.at + 1;
    if (kind == 1)
        while (end < text.length && is_continuation(text.bytes[end]))
            end++;
    else if (kind == 2)
        while (end < text.length && text.bytes[end - 1] != '\n')
            end++;
    change.removed = kind ? end - change.at : 0;
    return change;
}

static struct text make_change(struct text text, struct change change) {
    struct text changed = {0};
    keep_text(&changed, text.bytes, change.at);
    keep_text(&changed, change.added, strlen(change.added));
    keep_text(&changed, text.bytes + change.at + change.removed, text.length - change.at - change.removed);
    return changed;
}

static struct text change_some(uint64_t *state, struct text text) {
    struct text changed = make_change(text, draw_change(state, text));
    while (below(state, 3) == 0) {
        struct text more = make_change(changed, draw_change(state, changed));
        free(changed.bytes);
        changed = more;
    }
    return changed;
}

/* Every digit that stands alone on its line becomes another: small figures, of which rows of 1, 2, 3 ... come. */
static void draw_figures(uint64_t *state, struct text *text) {
    for (size_t i = 1; i + 1 < text->length; i++)
        if (text->bytes[i - 1] == '\n' && text->bytes[i] >= '0' && text->bytes[i] <= '9' && text->bytes[i + 1] == ' ')
            text->bytes[i] = (char)('0' + below(state, 8));
}

START_TEST(reads_changed_reports_as_alone) {
    enum { CHANGES = 12 };
    uint64_t state = 2463534242u + 1000 * (uint64_t)_i;
    struct text text = read_entry(plain[_i % PLAIN_COUNT]);
    gj_reader *reader = new_reader();
    check_same(reader, text, "the report as it is");
    for (int i = 0; i < CHANGES; i++) {
        struct text changed = change_some(&state, text);
        if (below(&state, 2))
            draw_figures(&state, &changed);
        check_same(reader, changed, plain[_i % PLAIN_COUNT]);
        free(changed.bytes);
    }
    gj_reader_free(reader);
    free(text.bytes);
}
END_TEST

/* Spaces of more than one byte, none of which a cell begins or ends with. */
static const char *const spaces[] = {"\u3000", "\u00A0", "\uFEFF", "\u200B"};

START_TEST(leaves_spaces_out_of_values) {
    static const char figure[] = "1204";
    enum { FIGURE = sizeof figure - 1 };
    struct text text = read_entry("qingling-2023.txt");
    const char *found = strstr(text.bytes, figure);
    ck_assert_ptr_nonnull(found);
    size_t at = (size_t)(found - text.bytes);
    const size_t places[] = {at, at + 2, at + FIGURE};
    gj_reader *reader = new_reader();
    check_same(reader, text, "the report as it is");
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct text spaced = make_change(text, (struct change){places[i], 0, spaces[_i]});
        check_same(reader, spaced, "a space at a figure");
        free(spaced.bytes);
    }
    gj_reader_free(reader);
    free(text.bytes);
}
END_TEST

/* Figures in no sum, so that nothing but writing asks for their cells. */
static const char *const odd_figures[] = {"007",
                                          "0",
                                          "00",
                                          "12.50",
                                          "0.0",
                                          "3万",
                                          "3.5万件",
                                          "-3",
                                          "－3",
                                          "４",
                                          "1，204",
                                          "12345678901234567",
                                          "1234567890123456789",
                                          "9223372036854775808",
                                          "99999999999999999999",
                                          "1.2.3",
                                          "--",
                                          "/",
                                          "12-3"};

START_TEST(writes_odd_figures_as_alone) {
    static const char figure[] = "1204";
    struct text text = read_entry("qingling-2023.txt");
    const char *found = strstr(text.bytes, figure);
    ck_assert_ptr_nonnull(found);
    gj_reader *reader = new_reader();
    check_same(reader, text, "the report as it is");
    const struct change change = {(size_t)(found - text.bytes), sizeof figure - 1, odd_figures[_i]};
    struct text odd = make_change(text, change);
    check_same(reader, odd, odd_figures[_i]);
    check_same(reader, text, "the report as it was");
    gj_reader_free(reader);
    free(odd.bytes);
    free(text.bytes);
}
END_TEST

START_TEST(recalls_what_differs_in_figures) {
    uint64_t state = 362436069;
    struct text text = read_entry("qingling-2023.txt");
    gj_reader *reader = new_reader();
    for (int i = 0; i < 20; i++) {
        check_same(reader, text, "other figures");
        draw_figures(&state, &text);
    }
    ck_assert_uint_gt(gj_reader_recalled(reader), 10);
    gj_reader_free(reader);
    free(text.bytes);
}
END_TEST

static bool opens_with_digit(struct text text, size_t at) {
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* The figures, one a line, become 1, 2, 3 ... or go on from another number: all of them, or those before labels, others
 * nought. */
static struct text count_figures(struct text text, bool all, unsigned number) {
    struct text counted = {0};
    for (size_t at = 0, next; at < text.length; at = next) {
        const char *end = memchr(text.bytes + at, '\n', text.length - at);
        next = end ? (size_t)(end + 1 - text.bytes) : text.length;
        size_t digits = 0;
        while (opens_with_digit(text, at + digits))
            digits++;
        char figure[16] = "";
        digits = text.bytes[at + digits] == ' ' ? digits : 0; /* 10.36 stays */
        if (digits)
            snprintf(figure, sizeof figure, "%u", all || !opens_with_digit(text, next) ? ++number : 0);
        keep_text(&counted, figure, strlen(figure));
        keep_text(&counted, text.bytes + at + digits, next - at - digits);
    }
    return counted;
}

/* Numbers of rows count so too, and are no values. */
START_TEST(reads_figures_that_count_on_as_alone) {
    static const struct {
        bool all;
        unsigned behind;
    } ways[] = {{false, 0}, {true, 0}, {false, 6}, {true, 6}};
    struct text text = read_entry("qingling-2023.txt"), counted = count_figures(text, ways[_i].all, ways[_i].behind);
    gj_reader *reader = new_reader();
    check_same(reader, text, "the report as it is");
    check_same(reader, counted, ways[_i].all ? "all figures count on" : "figures before labels count on");
    gj_reader_free(reader);
    free(counted.bytes);
    free(text.bytes);
}
END_TEST

/* What extractors leave between and beside the tables, and in them: put in front of a place, in the next report another. */
static const struct {
    const char *entry, *place, *added, *added_next;
} companies[] = {
    {"qingling-2023.txt", "第二十条第(一)项", "下表由各科室报送,经办公室核对。\n", "以下数据截至年底。\n"},
    {"qingling-2023.txt", "(本列数据", "本年新收申请57件,其中网上申请3件,办理情况见下表。\n",
     "各科室对收到的每一件申请都按期作出了答复，并逐一登记在册。\n"},
    {"qingling-2023.txt", "一、本年新收", "说明：以下各行均为本机关自行受理的件数。\n",
     "说明：以下各行都含委托其他机关受理的件数。\n"},
    {"qingling-2023.txt", "六、其他", "相关链接\n2021年政府信息公开工作年度报告\n", "2022年政府信息公开工作年度报告\n"},
    {"qingling-2023.txt", "1204", "+", "+"},
    {"layout-rows.txt", "204", ",", ","},
    {"layout-rows.txt", "第二十条第(一)项", "下表由各科室报送,经办公室核对。\n", ""},
    {"layout-rows.txt", "三安全", "\"\"", "\"\""},
    {"layout-markdown.txt", "一、总体情况", "", "本年另有说明。\n\n"},
    {"layout-markdown.txt", "三、收到", "本年新收申请57件,其中网上申请3件,办理情况见下表。\n\n",
     "各科室对收到的每一件申请都按期作出了答复，并逐一登记在册。\n\n"},
    {"layout-markdown.txt", "三、收到", "**三、依申请公开**\n\n", "**三、依申请公开**\n\n"},
};

static struct text put_before(struct text text, const char *place, const char *added) {
    const char *found = strstr(text.bytes, place);
    ck_assert_msg(found != NULL, "%s is not there", place);
    return make_change(text, (struct change){(size_t)(found - text.bytes), 0, added});
}

START_TEST(recalls_what_extractors_leave) {
    uint64_t state = 362436069;
    struct text text = read_entry(companies[_i].entry);
    struct text with = put_before(text, companies[_i].place, companies[_i].added);
    struct text next = put_before(text, companies[_i].place, companies[_i].added_next);
    gj_reader *reader = new_reader();
    check_same(reader, with, companies[_i].added);
    draw_figures(&state, &next);
    check_same(reader, next, companies[_i].added_next);
    ck_assert_msg(gj_reader_recalled(reader) == 3, "%d: recalled %zu of 3", _i, gj_reader_recalled(reader));
    gj_reader_free(reader);
    free(with.bytes);
    free(next.bytes);
    free(text.bytes);
}
END_TEST

/* Of the shape nobody reads them when it is recalled. */
static const char *const within[] = {"青岭县水务局2021年政府信息公开工作年度报告\n", "2021年度\n",
                                     "(2021年1月1日至2021年12月31日)\n"};

START_TEST(reads_titles_and_years_within_tables_as_alone) {
    static const char *const places[] = {"信息内容", "本年处理决定数量", "自然人", "(一)予以公开"};
    struct text text = read_entry("layout-rows.txt");
    size_t title = strcspn(text.bytes, "\n");
    gj_reader *reader = new_reader();
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct text changed = put_before(text, places[i], within[_i]);
        struct text nameless = make_change(changed, (struct change){0, title, ""});
        check_same(reader, changed, within[_i]);
        check_same(reader, nameless, within[_i]);
        free(changed.bytes);
        free(nameless.bytes);
    }
    gj_reader_free(reader);
    free(text.bytes);
}
END_TEST

START_TEST(forgets_what_failed_in_the_report_before) {
    uint64_t state = 88172645463325252;
    struct text text = read_entry("qingling-2023.txt"), wrong = make_change(text, (struct change){0, 0, ""});
    gj_reader *reader = new_reader();
    for (int i = 0; i < 3; i++) {
        check_same(reader, text, "all sums hold");
        draw_figures(&state, &wrong);
        check_same(reader, wrong, "sums fail");
    }
    ck_assert_uint_gt(gj_reader_recalled(reader), 3);
    gj_reader_free(reader);
    free(wrong.bytes);
    free(text.bytes);
}
END_TEST

int main(void) {
    if (gj_grammar_new(&grammar, NULL) != GJ_OK) {
        fputs("the grammars cannot be read\n", stderr);
        return EXIT_FAILURE;
    }
    TCase *tcase = tcase_create("reader");
    tcase_add_loop_test(tcase, reads_changed_reports_as_alone, 0, 8);
    tcase_add_loop_test(tcase, leaves_spaces_out_of_values, 0, sizeof spaces / sizeof *spaces);
    tcase_add_loop_test(tcase, writes_odd_figures_as_alone, 0, sizeof odd_figures / sizeof *odd_figures);
    tcase_add_test(tcase, recalls_what_differs_in_figures);
    tcase_add_loop_test(tcase, reads_figures_that_count_on_as_alone, 0, 4);
    tcase_add_loop_test(tcase, recalls_what_extractors_leave, 0, sizeof companies / sizeof *companies);
    tcase_add_loop_test(tcase, reads_titles_and_years_within_tables_as_alone, 0, sizeof within / sizeof *within);
    tcase_add_test(tcase, forgets_what_failed_in_the_report_before);
    return run_reader_cases(tcase);
}
