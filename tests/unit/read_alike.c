#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read_alike.h"
#include "read_file.h"

gj_grammar *grammar;

const char *const plain[PLAIN_COUNT] = {"linyi-2020.txt",  "qingling-2023.txt",   "layout-rows.txt",
                                        "layout-bare.txt", "layout-markdown.txt", "layout-columns.txt",
                                        "layout-csv.txt",  "values-2021.txt"};

struct text read_entry(const char *name) {
    char path[sizeof GJ_SOURCE_DIR + LONGEST_NAME + 16];
    struct text text;
    snprintf(path, sizeof path, "%s/corpus/%.*s", GJ_SOURCE_DIR, (int)LONGEST_NAME, name);
    text.bytes = read_file(path, &text.length);
    return text;
}

/* What JSON does not tell of a region. */
static void write_offsets(const gj_region *region, struct text *output) {
    char digits[32];
    for (size_t i = 0; i < region->row_count; i++)
        for (size_t j = 0; j < region->rows[i].piece_count; j++) {
            int length = snprintf(digits, sizeof digits, "%zu ", region->rows[i].pieces[j].offset);
            ck_assert_int_eq(keep_text(output, digits, (size_t)length), 0);
        }
}

static void write_cell(const gj_cell *cell, struct text *output) {
    char places[64];
    int length =
        snprintf(places, sizeof places, "%zu %zu %lld ", cell->line, cell->offset, (long long)cell->value.coefficient);
    ck_assert_int_eq(keep_text(output, places, (size_t)length), 0);
    ck_assert_int_eq(keep_text(output, cell->raw ? cell->raw : "?", cell->raw ? strlen(cell->raw) : 1), 0);
}

/* First what needs no cells where they are as usual, and then again what shows all of them. The findings too, as they are
 * made from more than JSON tells. */
static void write_report(const gj_report *report, struct text *output) {
    ck_assert_int_eq(gj_write_json(report, true, keep_text, output), GJ_OK);
    ck_assert_int_eq(gj_write_tidy(report, GJ_CSV_PLAIN, keep_text, output), GJ_OK);
    ck_assert_int_eq(gj_write_findings(report, NULL, keep_text, output), GJ_OK);
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

int feed_piece(void *context, char *bytes, size_t room, size_t *length) {
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

void check_same(gj_reader *reader, struct text text, const char *name) {
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

gj_reader *new_reader(void) {
    gj_reader *reader;
    ck_assert_int_eq(gj_reader_new(&reader, grammar, NULL, NULL), GJ_OK);
    return reader;
}

void append(struct text *all, struct text more) {
    keep_text(all, more.bytes, more.length);
    keep_text(all, "\n", 1);
}

static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

size_t below(uint64_t *state, size_t limit) {
    return (size_t)(next_random(state) % limit);
}

int run_reader_cases(TCase *tcase) {
    Suite *suite = suite_create("reader");
    tcase_set_timeout(tcase, 300);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    gj_grammar_free(grammar);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
