/*
 * A reader makes the same reports as reading each input by itself, whatever it has read before, whether it recalls
 * a report or reads it in full: for every input of the corpus, for inputs changed at random, and for many in one.
 */
#include <check.h>
#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gouji.h"
#include "read_file.h"
#include "reader/reader.h"

enum { MOST_FILES = 600, LONGEST_NAME = 200 };

static char names[MOST_FILES][LONGEST_NAME];
static int name_count;
static gj_grammar *grammar;

static bool list_corpus(void) {
    DIR *folder = opendir(GJ_SOURCE_DIR "/corpus");
    if (!folder)
        return false;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0)
            continue;
        if (name_count == MOST_FILES || length >= LONGEST_NAME)
            return false;
        memcpy(names[name_count++], entry->d_name, length + 1);
    }
    closedir(folder);
    return name_count > 0;
}

struct text {
    char *bytes;
    size_t length;
};

static struct text read_entry(const char *name) {
    char path[sizeof GJ_SOURCE_DIR + LONGEST_NAME + 16];
    struct text text;
    snprintf(path, sizeof path, "%s/corpus/%.*s", GJ_SOURCE_DIR, (int)LONGEST_NAME, name);
    text.bytes = read_file(path, &text.length);
    return text;
}

static int keep(void *context, const char *bytes, size_t length) {
    struct text *output = context;
    char *grown = realloc(output->bytes, output->length + length + 1);
    if (!grown)
        return 1;
    memcpy(grown + output->length, bytes, length);
    output->bytes = grown;
    output->length += length;
    return 0;
}

/* What JSON does not tell of a region. */
static void write_offsets(const gj_region *region, struct text *output) {
    char digits[32];
    for (size_t i = 0; i < region->row_count; i++)
        for (size_t j = 0; j < region->rows[i].piece_count; j++) {
            int length = snprintf(digits, sizeof digits, "%zu ", region->rows[i].pieces[j].offset);
            ck_assert_int_eq(keep(output, digits, (size_t)length), 0);
        }
}

static void write_cell(const gj_cell *cell, struct text *output) {
    char places[64];
    int length =
        snprintf(places, sizeof places, "%zu %zu %lld ", cell->line, cell->offset, (long long)cell->value.coefficient);
    ck_assert_int_eq(keep(output, places, (size_t)length), 0);
    ck_assert_int_eq(keep(output, cell->raw ? cell->raw : "?", cell->raw ? strlen(cell->raw) : 1), 0);
}

/* First what needs no cells where they are as usual, and then again what shows all of them. The findings too, as they are
 * made from more than JSON tells. */
static void write_report(const gj_report *report, struct text *output) {
    ck_assert_int_eq(gj_write_json(report, true, keep, output), GJ_OK);
    ck_assert_int_eq(gj_write_tidy(report, GJ_CSV_PLAIN, keep, output), GJ_OK);
    ck_assert_int_eq(gj_write_findings(report, NULL, keep, output), GJ_OK);
    for (size_t i = 0; i < gj_report_cell_count(report); i++)
        write_cell(gj_report_cell(report, i), output);
    for (size_t i = 0; i < gj_report_region_count(report); i++)
        write_offsets(gj_report_region(report, i), output);
}

static struct text read_whole(struct text text) {
    struct text output = {0};
    gj_document *document;
    gj_status status = gj_document_new(&document, grammar, "input", text.bytes, text.length, NULL, NULL);
    if (status != GJ_OK)
        return output;
    for (size_t i = 0; i < gj_document_report_count(document); i++)
        write_report(gj_document_report(document, i), &output);
    gj_document_free(document);
    return output;
}

static struct text read_on(gj_reader *reader) {
    struct text output = {0};
    const gj_report *report;
    while (!gj_reader_at_end(reader)) {
        ck_assert_int_eq(gj_reader_next(reader, &report, NULL), GJ_OK);
        ck_assert_ptr_nonnull(report);
        write_report(report, &output);
    }
    ck_assert_int_eq(gj_reader_next(reader, &report, NULL), GJ_OK);
    ck_assert_ptr_null(report);
    return output;
}

static struct text read_by_parts(gj_reader *reader, struct text text) {
    if (gj_reader_open(reader, "input", text.bytes, text.length, NULL) != GJ_OK)
        return (struct text){0};
    return read_on(reader);
}

/* Feeds a text in pieces of no two lengths alike. */
struct trough {
    struct text text;
    size_t at, piece;
};

static int feed_piece(void *context, char *bytes, size_t room, size_t *length) {
    struct trough *trough = context;
    size_t left = trough->text.length - trough->at;
    trough->piece = trough->piece * 7 % 4099 + 1;
    *length = trough->piece < room ? trough->piece : room;
    *length = *length < left ? *length : left;
    if (*length)
        memcpy(bytes, trough->text.bytes + trough->at, *length);
    trough->at += *length;
    return 0;
}

static struct text read_fed(gj_reader *reader, struct text text) {
    struct trough trough = {.text = text, .piece = 1};
    gj_reader_hold_ahead(reader, 700);
    if (gj_reader_feed(reader, "input", feed_piece, &trough, NULL) != GJ_OK)
        return (struct text){0};
    return read_on(reader);
}

static bool are_same(struct text a, struct text b) {
    return a.length == b.length && (!a.length || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static void check_same(gj_reader *reader, struct text text, const char *name) {
    struct text whole = read_whole(text), parts = read_by_parts(reader, text), fed = read_fed(reader, text);
    bool same = are_same(whole, parts) && are_same(whole, fed);
    if (!same) {
        FILE *file = fopen("/tmp/gouji-reader-differs.txt", "wb");
        if (file) {
            fwrite(text.bytes, 1, text.length, file);
            fclose(file);
        }
    }
    ck_assert_msg(same, "%s: the reader's reports are not those of the whole (input in /tmp/gouji-reader-differs.txt)",
                  name);
    free(whole.bytes);
    free(parts.bytes);
    free(fed.bytes);
}

static gj_reader *new_reader(void) {
    gj_reader *reader;
    ck_assert_int_eq(gj_reader_new(&reader, grammar, NULL, NULL), GJ_OK);
    return reader;
}

/* ------------------------------------------------------------------ the corpus */

START_TEST(reads_every_entry_as_alone) {
    gj_reader *reader = new_reader();
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < name_count; i++) {
            struct text text = read_entry(names[i]);
            check_same(reader, text, names[i]);
            free(text.bytes);
        }
    ck_assert_uint_gt(gj_reader_recalled(reader), 3);
    gj_reader_free(reader);
}
END_TEST

/* ------------------------------------------------------------------ many in one */

static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static size_t below(uint64_t *state, size_t limit) {
    return (size_t)(next_random(state) % limit);
}

static const char *const plain[] = {"linyi-2020.txt",      "qingling-2023.txt",  "layout-rows.txt", "layout-bare.txt",
                                    "layout-markdown.txt", "layout-columns.txt", "layout-csv.txt",  "values-2021.txt"};

static void append(struct text *all, struct text more) {
    keep(all, more.bytes, more.length);
    keep(all, "\n", 1);
}

/* Enough of them for several windows. */
START_TEST(reads_many_in_one_as_the_whole) {
    uint64_t state = 88172645463325252u + (uint64_t)_i;
    struct text all = {0};
    for (size_t i = 0; i < 30; i++) {
        bool alike = below(&state, 3) > 0;
        struct text text = read_entry(plain[alike ? 1 : below(&state, sizeof plain / sizeof *plain)]);
        append(&all, text);
        free(text.bytes);
    }
    gj_reader *reader = new_reader();
    check_same(reader, all, "thirty reports");
    ck_assert_uint_gt(gj_reader_recalled(reader), 0);
    gj_reader_free(reader);
    free(all.bytes);
}
END_TEST

/* Each may have been a file with a mark of its own. */
START_TEST(counts_marks_within_as_characters) {
    struct text all = {0};
    for (size_t i = 0; i < 2 * sizeof plain / sizeof *plain; i++) {
        struct text text = read_entry(plain[i % (sizeof plain / sizeof *plain)]);
        keep(&all, "\xEF\xBB\xBF", 3);
        append(&all, text);
        free(text.bytes);
    }
    gj_reader *reader = new_reader();
    check_same(reader, all, "reports behind marks");
    gj_reader_free(reader);
    free(all.bytes);
}
END_TEST

/* A report whose last lines have as many commas as the first of the next one. */
START_TEST(tells_rows_of_commas_by_the_next_report) {
    static const char sentence[] = "公开栏目的分类还不够细,今后将按群众查找的习惯重新编排,并请群众代表评议。";
    struct text all = {0}, text = read_entry("qingling-2023.txt");
    for (int i = 0; i < 3; i++) {
        keep(&all, text.bytes, text.length);
        for (int j = 0; j < i; j++)
            append(&all, (struct text){(char *)(uintptr_t)sentence, sizeof sentence - 1});
    }
    append(&all, text);
    gj_reader *reader = new_reader();
    check_same(reader, all, "sentences like rows");
    ck_assert_uint_gt(gj_reader_recalled(reader), 3);
    gj_reader_free(reader);
    free(text.bytes);
    free(all.bytes);
}
END_TEST

/* Where the number of a label came off it, it is text after all. */
START_TEST(knows_numbers_that_came_off_labels) {
    static const char number[] = "0 |\n、";
    struct text all = {0}, text = read_entry("qingling-2023.txt");
    append(&all, text);
    keep(&all, text.bytes, text.length);
    append(&all, (struct text){(char *)(uintptr_t)number, sizeof number - 1});
    gj_reader *reader = new_reader();
    check_same(reader, all, "a number behind the tables");
    ck_assert_uint_gt(gj_reader_recalled(reader), 0);
    gj_reader_free(reader);
    free(text.bytes);
    free(all.bytes);
}
END_TEST

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
    keep(&changed, text.bytes, change.at);
    keep(&changed, change.added, strlen(change.added));
    keep(&changed, text.bytes + change.at + change.removed, text.length - change.at - change.removed);
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
    struct text text = read_entry(plain[(size_t)_i % (sizeof plain / sizeof *plain)]);
    gj_reader *reader = new_reader();
    check_same(reader, text, "the report as it is");
    for (int i = 0; i < CHANGES; i++) {
        struct text changed = change_some(&state, text);
        if (below(&state, 2))
            draw_figures(&state, &changed);
        check_same(reader, changed, plain[(size_t)_i % (sizeof plain / sizeof *plain)]);
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

/* The figures, one a line, become 1, 2, 3 ...: all of them, or those before labels, others nought. */
static struct text count_figures(struct text text, bool all) {
    struct text counted = {0};
    unsigned number = 0;
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
        keep(&counted, figure, strlen(figure));
        keep(&counted, text.bytes + at + digits, next - at - digits);
    }
    return counted;
}

/* Numbers of rows count so too, and are no values. */
START_TEST(reads_figures_that_count_on_as_alone) {
    struct text text = read_entry("qingling-2023.txt"), counted = count_figures(text, _i);
    gj_reader *reader = new_reader();
    check_same(reader, text, "the report as it is");
    check_same(reader, counted, _i ? "all figures count on" : "figures before labels count on");
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

/* ------------------------------------------------------------------ asked for one by one */

/* Whatever of a recalled report is asked for first: its cells and rows are made then. */
static void check_cell(const gj_cell *cell, const gj_cell *expected) {
    ck_assert_ptr_nonnull(cell);
    ck_assert_str_eq(cell->raw, expected->raw);
    ck_assert_uint_eq(cell->line, expected->line);
    ck_assert_uint_eq(cell->offset, expected->offset);
}

static void ask_for_cell(const gj_report *report, const gj_report *expected) {
    for (size_t i = 0; i < gj_report_cell_count(expected); i++)
        check_cell(gj_report_cell(report, i), gj_report_cell(expected, i));
}

static void ask_by_id(const gj_report *report, const gj_report *expected) {
    const gj_cell *last = gj_report_cell(expected, gj_report_cell_count(expected) - 1);
    check_cell(gj_report_find_cell(report, last->id), last);
}

static void ask_for_row(const gj_report *report, const gj_report *expected) {
    const gj_row_reading *row = &gj_report_region(report, 0)->rows[3], *same = &gj_report_region(expected, 0)->rows[3];
    ck_assert_uint_eq(row->piece_count, same->piece_count);
    for (size_t i = 0; i < row->piece_count; i++) {
        ck_assert_str_eq(row->pieces[i].text, same->pieces[i].text);
        ck_assert_uint_eq(row->pieces[i].line, same->pieces[i].line);
        ck_assert_uint_eq(row->pieces[i].offset, same->pieces[i].offset);
    }
}

static void ask_for_relation(const gj_report *report, const gj_report *expected) {
    for (size_t i = 0; i < gj_report_relation_count(expected); i++) {
        const gj_relation *relation = gj_report_relation(report, i), *same = gj_report_relation(expected, i);
        ck_assert_int_eq(relation->status, same->status);
        ck_assert_int_eq(relation->expected.coefficient, same->expected.coefficient);
        ck_assert_int_eq(relation->found.coefficient, same->found.coefficient);
    }
}

static gj_document *read_year_before(void) {
    struct text text = read_entry("qingling-2023.txt");
    gj_document *document;
    size_t year = 0;
    while (year + 4 < text.length && memcmp(text.bytes + year, "2023", 4) != 0)
        year++;
    text.bytes[year + 3] = '2';
    ck_assert_int_eq(gj_document_new(&document, grammar, "before", text.bytes, text.length, NULL, NULL), GJ_OK);
    free(text.bytes);
    return document;
}

static void ask_across(const gj_report *report, const gj_report *expected) {
    gj_document *before = read_year_before();
    gj_across *across, *same;
    ck_assert_int_eq(gj_across_new(&across, gj_document_report(before, 0), report, NULL), GJ_OK);
    ck_assert_int_eq(gj_across_new(&same, gj_document_report(before, 0), expected, NULL), GJ_OK);
    ck_assert_uint_gt(gj_across_count(same), 0);
    for (size_t i = 0; i < gj_across_count(same); i++) {
        ck_assert_int_eq(gj_across_crossing(across, i)->status, gj_across_crossing(same, i)->status);
        ck_assert_int_eq(gj_across_crossing(across, i)->found.coefficient,
                         gj_across_crossing(same, i)->found.coefficient);
    }
    gj_across_free(across);
    gj_across_free(same);
    gj_document_free(before);
}

static void (*const questions[])(const gj_report *report, const gj_report *expected) = {
    ask_for_cell, ask_by_id, ask_for_row, ask_for_relation, ask_across};

START_TEST(a_recalled_report_is_whole_whatever_is_asked) {
    struct text text = read_entry("qingling-2023.txt"), all = {0};
    const gj_report *report;
    gj_document *document;
    gj_reader *reader = new_reader();
    for (size_t i = 0; i < 3; i++)
        append(&all, text);
    ck_assert_int_eq(gj_document_new(&document, grammar, "three", all.bytes, all.length, NULL, NULL), GJ_OK);
    ck_assert_int_eq(gj_reader_open(reader, "three", all.bytes, all.length, NULL), GJ_OK);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(gj_reader_next(reader, &report, NULL), GJ_OK);
        questions[_i](report, gj_document_report(document, i));
    }
    ck_assert_uint_eq(gj_reader_recalled(reader), 2);
    gj_reader_free(reader);
    gj_document_free(document);
    free(all.bytes);
    free(text.bytes);
}
END_TEST

/* ------------------------------------------------------------------ faults */

static int feed_none(void *context, char *bytes, size_t room, size_t *length) {
    (void)context, (void)bytes, (void)room, (void)length;
    return -1;
}

/* What stands before the fault is read. */
START_TEST(a_fed_input_may_break_off) {
    gj_error error = {0};
    const gj_report *report = NULL;
    gj_reader *reader = new_reader();
    struct text all = {0};
    for (size_t i = 0; i < 60; i++) {
        struct text text = read_entry("qingling-2023.txt");
        append(&all, text);
        free(text.bytes);
    }
    size_t bad = all.length - 100;
    all.bytes[bad] = (char)0xFF;
    struct trough trough = {.text = all, .piece = 1};
    gj_reader_hold_ahead(reader, 700);
    ck_assert_int_eq(gj_reader_feed(reader, "broken", feed_piece, &trough, &error), GJ_OK);
    size_t count = 0;
    gj_status status = GJ_OK;
    while (!gj_reader_at_end(reader) && (status = gj_reader_next(reader, &report, &error)) == GJ_OK)
        count++;
    ck_assert_int_eq(status, GJ_ERROR_ENCODING);
    ck_assert_uint_eq(error.offset, bad);
    ck_assert_ptr_nonnull(strstr(error.message, "broken"));
    ck_assert_uint_ge(count, 2);
    ck_assert_ptr_null(report);
    ck_assert(gj_reader_at_end(reader));
    ck_assert_int_eq(gj_reader_feed(reader, "none", feed_none, NULL, &error), GJ_ERROR_READ);
    ck_assert_int_eq(gj_reader_feed(reader, "none", NULL, NULL, &error), GJ_ERROR_ARGUMENT);
    gj_reader_free(reader);
    free(all.bytes);
}
END_TEST

START_TEST(a_fed_input_has_a_limit) {
    gj_error error = {0};
    gj_options options = {.limits = {.bytes = 10}};
    gj_reader *reader;
    struct trough trough = {.text = {(char *)(uintptr_t) "12345678901", 11}, .piece = 3};
    ck_assert_int_eq(gj_reader_new(&reader, grammar, &options, &error), GJ_OK);
    ck_assert_int_eq(gj_reader_feed(reader, "long", feed_piece, &trough, &error), GJ_ERROR_LIMIT);
    gj_reader_free(reader);
}
END_TEST

START_TEST(refuses_what_a_document_refuses) {
    gj_error error;
    const gj_report *report;
    gj_options options = {.limits = {.bytes = 10}};
    gj_reader *reader;
    ck_assert_int_eq(gj_reader_new(&reader, grammar, &(gj_options){.template_id = "none"}, &error), GJ_ERROR_TEMPLATE);
    ck_assert_int_eq(gj_reader_new(NULL, grammar, NULL, &error), GJ_ERROR_ARGUMENT);
    ck_assert_int_eq(gj_reader_new(&reader, grammar, &options, &error), GJ_OK);
    ck_assert(gj_reader_at_end(reader));
    ck_assert_int_eq(gj_reader_open(reader, "long", "12345678901", 11, &error), GJ_ERROR_LIMIT);
    ck_assert_int_eq(gj_reader_open(reader, "broken", "\xE4\xB8\x80\xFF\xFE\xFF", 6, &error), GJ_ERROR_ENCODING);
    ck_assert(gj_reader_at_end(reader));
    ck_assert_int_eq(gj_reader_next(reader, &report, &error), GJ_OK);
    ck_assert_ptr_null(report);
    ck_assert_int_eq(gj_reader_open(reader, "empty", NULL, 0, &error), GJ_OK);
    ck_assert_int_eq(gj_reader_next(reader, &report, &error), GJ_OK);
    ck_assert_ptr_nonnull(report);
    ck_assert(gj_reader_at_end(reader));
    gj_reader_free(reader);
    gj_reader_free(NULL);
}
END_TEST

int main(void) {
    if (!list_corpus() || gj_grammar_new(&grammar, NULL) != GJ_OK) {
        fputs("the corpus or the grammars cannot be read\n", stderr);
        return EXIT_FAILURE;
    }
    Suite *suite = suite_create("reader");
    TCase *tcase = tcase_create("reader");
    tcase_set_timeout(tcase, 300);
    tcase_add_test(tcase, reads_every_entry_as_alone);
    tcase_add_loop_test(tcase, reads_many_in_one_as_the_whole, 0, 3);
    tcase_add_test(tcase, counts_marks_within_as_characters);
    tcase_add_test(tcase, tells_rows_of_commas_by_the_next_report);
    tcase_add_test(tcase, knows_numbers_that_came_off_labels);
    tcase_add_loop_test(tcase, reads_changed_reports_as_alone, 0, 8);
    tcase_add_loop_test(tcase, leaves_spaces_out_of_values, 0, sizeof spaces / sizeof *spaces);
    tcase_add_loop_test(tcase, writes_odd_figures_as_alone, 0, sizeof odd_figures / sizeof *odd_figures);
    tcase_add_test(tcase, recalls_what_differs_in_figures);
    tcase_add_loop_test(tcase, reads_figures_that_count_on_as_alone, 0, 2);
    tcase_add_loop_test(tcase, recalls_what_extractors_leave, 0, sizeof companies / sizeof *companies);
    tcase_add_loop_test(tcase, reads_titles_and_years_within_tables_as_alone, 0, sizeof within / sizeof *within);
    tcase_add_test(tcase, forgets_what_failed_in_the_report_before);
    tcase_add_loop_test(tcase, a_recalled_report_is_whole_whatever_is_asked, 0, sizeof questions / sizeof *questions);
    tcase_add_test(tcase, a_fed_input_may_break_off);
    tcase_add_test(tcase, a_fed_input_has_a_limit);
    tcase_add_test(tcase, refuses_what_a_document_refuses);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    gj_grammar_free(grammar);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
