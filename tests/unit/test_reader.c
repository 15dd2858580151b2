/*
 * A reader makes the same reports as reading each input by itself, whatever it has read before, whether it recalls
 * a report or reads it in full: for every input of the corpus, and for many in one.
 */
#include <check.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gouji.h"
#include "read_alike.h"

enum { MOST_FILES = 600 };

static char names[MOST_FILES][LONGEST_NAME];
static int name_count;

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

/* Enough of them for several windows. */
START_TEST(reads_many_in_one_as_the_whole) {
    uint64_t state = 88172645463325252u + (uint64_t)_i;
    struct text all = {0};
    for (size_t i = 0; i < 30; i++) {
        bool alike = below(&state, 3) > 0;
        struct text text = read_entry(plain[alike ? 1 : below(&state, PLAIN_COUNT)]);
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
    for (size_t i = 0; i < 2 * PLAIN_COUNT; i++) {
        struct text text = read_entry(plain[i % PLAIN_COUNT]);
        keep_text(&all, "\xEF\xBB\xBF", 3);
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
        keep_text(&all, text.bytes, text.length);
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
    keep_text(&all, text.bytes, text.length);
    append(&all, (struct text){(char *)(uintptr_t)number, sizeof number - 1});
    gj_reader *reader = new_reader();
    check_same(reader, all, "a number behind the tables");
    ck_assert_uint_gt(gj_reader_recalled(reader), 0);
    gj_reader_free(reader);
    free(text.bytes);
    free(all.bytes);
}
END_TEST

/* Labels with the numbers of their rows in one cell, beside tables that are recalled. */
START_TEST(parts_numbers_from_labels_beside_the_tables) {
    struct text all = {0}, text = read_entry("layout-bare.txt");
    append(&all, text);
    append(&all, text);
    for (size_t i = 1; i <= 20; i++) {
        char line[32];
        int length = snprintf(line, sizeof line, "%zu 甲乙项目", i);
        append(&all, (struct text){line, (size_t)length});
    }
    gj_reader *reader = new_reader();
    check_same(reader, all, "numbered labels behind the tables");
    ck_assert_uint_gt(gj_reader_recalled(reader), 0);
    gj_reader_free(reader);
    free(text.bytes);
    free(all.bytes);
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
    TCase *tcase = tcase_create("reader");
    tcase_add_test(tcase, reads_every_entry_as_alone);
    tcase_add_loop_test(tcase, reads_many_in_one_as_the_whole, 0, 3);
    tcase_add_test(tcase, counts_marks_within_as_characters);
    tcase_add_test(tcase, tells_rows_of_commas_by_the_next_report);
    tcase_add_test(tcase, knows_numbers_that_came_off_labels);
    tcase_add_test(tcase, parts_numbers_from_labels_beside_the_tables);
    tcase_add_loop_test(tcase, a_recalled_report_is_whole_whatever_is_asked, 0, sizeof questions / sizeof *questions);
    tcase_add_test(tcase, a_fed_input_may_break_off);
    tcase_add_test(tcase, a_fed_input_has_a_limit);
    tcase_add_test(tcase, refuses_what_a_document_refuses);
    return run_reader_cases(tcase);
}
