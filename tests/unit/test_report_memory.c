/*
 * Every allocation that reading or writing a report makes fails once, of an arena each thing that is taken: the call
 * must say so, leak nothing (the sanitizers look on), and work when it is asked again.
 */
#include <check.h>
#include <stdint.h>
#include <stdio.h>

#include "failing_memory.h"
#include "gouji.h"
#include "read_file.h"
#include "reassembly/tiling.h"

enum { MOST_ALLOCATIONS = 100000 };

/* Reports of each kind of reading: the fast path with suspects, the weighted one with open rows, each layout, blocks,
 * prose. stride leaves allocations out where each would take long. */
static const struct input {
    const char *name;
    long stride;
} inputs[] = {
    {"linyi-2020", 1},        {"short-1-open", 1},     {"two-reports", 1},     {"layout-wrapped", 3},
    {"layout-columns", 3},    {"layout-boxes", 1},     {"layout-csv", 1},      {"layout-tags", 1},
    {"layout-vertical", 3},   {"layout-pages", 1},     {"grid-in-three", 1},   {"run-together-open", 1},
    {"cut-in-two-open", 1},   {"cells-torn", 1},       {"labels-misspelt", 1}, {"row-doubled-otherwise", 1},
    {"last-years-form", 1},   {"prose-only", 1},       {"prose-proposals", 1}, {"sentence-differs", 1},
    {"prose-four-clauses", 1}, {"texts-blanks-lost", 31}, {"layout-columns-wide-digits", 5}, {"pdf-blocks-parts", 7},
    {"pdf-columns-2021", 31},
};

#define INPUTS ((int)(sizeof inputs / sizeof *inputs))

struct subject {
    gj_grammar *grammar;
    char *bytes;
    size_t length;
    gj_document *document; /* read with all the memory it wants */
};

static void open_subject(struct subject *subject, const char *name) {
    char path[1000];
    snprintf(path, sizeof path, GJ_SOURCE_DIR "/corpus/%s.txt", name);
    subject->bytes = read_file(path, &subject->length);
    ck_assert_int_eq(gj_grammar_new(&subject->grammar, NULL), GJ_OK);
    gj_options options = {.keep_text = true};
    ck_assert_int_eq(gj_document_new(&subject->document, subject->grammar, name, subject->bytes, subject->length,
                                     &options, NULL),
                     GJ_OK);
}

static void close_subject(struct subject *subject) {
    gj_document_free(subject->document);
    gj_grammar_free(subject->grammar);
    free(subject->bytes);
}

/* What came of a call while allocation n was to fail. False where it was not reached, and all went well. */
static bool has_failed_cleanly(long n, gj_status status, const gj_error *error) {
    if (!has_failed_allocation()) {
        ck_assert_msg(status == GJ_OK, "status %d %s", (int)status, error->message);
        return false;
    }
    ck_assert_int_lt(n, MOST_ALLOCATIONS);
    ck_assert_msg(status == GJ_ERROR_MEMORY, "allocation %ld: status %d %s", n, (int)status, error->message);
    ck_assert_ptr_nonnull(strstr(error->message, "memory"));
    return true;
}

START_TEST(reading_fails_cleanly) {
    struct subject subject;
    const gj_options options = {.keep_text = true, .language = GJ_CHINESE};
    open_subject(&subject, inputs[_i].name);
    long n = 0;
    for (bool failed = true; failed; n += inputs[_i].stride) {
        gj_document *document;
        gj_error error = {0};
        fail_allocation(n);
        gj_status status =
            gj_document_new(&document, subject.grammar, "input", subject.bytes, subject.length, &options, &error);
        failed = has_failed_cleanly(n, status, &error);
        if (!failed)
            gj_document_free(document);
    }
    ck_assert_int_gt(n, 3);
    close_subject(&subject);
}
END_TEST

/* A grid of three rows, the first of them whole and the others cut into two columns each. */
static gj_status tile(bool *tiled) {
    static const int64_t numbers[12] = {1, 2, 3, 6, 4, 7, 5, 8, 6, 9, 15, 24};
    struct gj_run runs[] = {{0, 4, 4, 0, 0, true, 0, false},
                            {4, 2, 1, 0, 0, false, GJ_TILE_ANY_ROW, true},
                            {6, 2, 1, 0, 0, false, GJ_TILE_ANY_ROW, true},
                            {8, 2, 1, 0, 0, false, GJ_TILE_ANY_ROW, true},
                            {10, 2, 1, 0, 0, false, GJ_TILE_ANY_ROW, true}};
    size_t cells[12];
    bool settled[12];
    struct gj_grid grid = {.rows = 3, .columns = 4, .values = numbers, .texts = numbers, .runs = runs, .run_count = 5,
                           .sum = {{0, 1, 2}, 3, 3}, .cells = cells, .settled = settled};
    gj_status status = gj_tile(&grid, tiled);
    for (size_t i = 0; status == GJ_OK && *tiled && i < 12; i++)
        *tiled = numbers[cells[i]] == (int64_t[]){1, 2, 3, 6, 4, 5, 6, 15, 7, 8, 9, 24}[i];
    return status;
}

START_TEST(tiling_fails_cleanly) {
    const gj_error error = {.message = "memory"};
    bool failed = true, tiled;
    for (long n = 0; failed; n++) {
        fail_allocation(n);
        gj_status status = tile(&tiled);
        failed = has_failed_cleanly(n, status, &error);
        ck_assert(failed || tiled);
    }
}
END_TEST

static int add_to_hash(void *context, const char *bytes, size_t length) {
    uint64_t *hash = context;
    for (size_t i = 0; i < length; i++)
        *hash = (*hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    return 0;
}

/* All reports of an input, read twice, so that the second time they are recalled; what they say goes into *hash. */
static gj_status read_all(const struct subject *subject, uint64_t *hash, gj_error *error) {
    gj_reader *reader;
    gj_status status = gj_reader_new(&reader, subject->grammar, NULL, error);
    if (status != GJ_OK)
        return status;
    for (int turn = 0; turn < 2 && status == GJ_OK; turn++) {
        const gj_report *report = NULL;
        status = gj_reader_open(reader, "input", subject->bytes, subject->length, error);
        if (status == GJ_OK)
            do
                status = gj_reader_next(reader, &report, error);
            while (status == GJ_OK && report && gj_write_json(report, false, add_to_hash, hash) == GJ_OK);
    }
    gj_reader_free(reader);
    return status;
}

/* A reader may do without what it remembers, but its reports are the same. */
START_TEST(a_reader_fails_cleanly) {
    struct subject subject;
    open_subject(&subject, inputs[_i].name);
    uint64_t whole = 0;
    ck_assert_int_eq(read_all(&subject, &whole, NULL), GJ_OK);
    bool failed = true;
    for (long n = 0; failed; n += 2 * inputs[_i].stride + 1) {
        gj_error error = {0};
        uint64_t hash = 0;
        fail_allocation(n);
        gj_status status = read_all(&subject, &hash, &error);
        failed = has_failed_allocation();
        ck_assert_int_lt(n, MOST_ALLOCATIONS);
        if (status == GJ_OK)
            ck_assert_msg(hash == whole, "allocation %ld: other reports", n);
        else
            ck_assert_msg(failed && status == GJ_ERROR_MEMORY, "allocation %ld: status %d", n, (int)status);
    }
    close_subject(&subject);
}
END_TEST

/* Of a report and the one of the year before. */
START_TEST(comparing_fails_cleanly) {
    struct subject subject;
    open_subject(&subject, "two-reports");
    bool failed = true;
    for (long n = 0; failed; n++) {
        gj_document *document;
        gj_error error = {0};
        ck_assert_int_eq(
            gj_document_new(&document, subject.grammar, "input", subject.bytes, subject.length, NULL, NULL), GJ_OK);
        fail_allocation(n);
        gj_status status = gj_document_compare(document, 0, gj_document_report(document, 1), &error);
        failed = has_failed_cleanly(n, status, &error);
        if (!failed)
            ck_assert_uint_gt(gj_report_violation_count(gj_document_report(document, 0)), 0);
        gj_document_free(document);
    }
    close_subject(&subject);
}
END_TEST

/* ------------------------------------------------------------------ writers */

/* Takes all but a byte count that runs out: a full disk. */
struct disk {
    size_t room;
};

static int take(void *context, const char *bytes, size_t length) {
    struct disk *disk = context;
    (void)bytes;
    if (length > disk->room)
        return 1;
    disk->room -= length;
    return 0;
}

static gj_status write_json(const struct subject *subject, struct disk *disk) {
    return gj_write_json(gj_document_report(subject->document, 0), true, take, disk);
}

static gj_status write_tidy(const struct subject *subject, struct disk *disk) {
    return gj_write_tidy(gj_document_report(subject->document, 0), GJ_CSV_EXCEL, take, disk);
}

static gj_status write_csv(const struct subject *subject, struct disk *disk) {
    return gj_write_csv(gj_document_report(subject->document, 0), 0, GJ_CSV_PLAIN, take, disk);
}

static gj_status write_findings(const struct subject *subject, struct disk *disk) {
    gj_drawing drawing = {GJ_CHINESE, true};
    return gj_write_findings(gj_document_report(subject->document, 0), &drawing, take, disk);
}

static gj_status write_template(const struct subject *subject, struct disk *disk) {
    return gj_write_template(gj_report_template(gj_document_report(subject->document, 0)), NULL, take, disk);
}

static gj_status write_html(const struct subject *subject, struct disk *disk) {
    gj_page page = {.language = GJ_CHINESE};
    page.text = gj_document_text(subject->document, &page.length);
    return gj_write_html(gj_document_report(subject->document, 0), &page, take, disk);
}

static gj_status write_overview(const struct subject *subject, struct disk *disk) {
    gj_overview *overview;
    gj_status status = gj_overview_new(&overview);
    if (status != GJ_OK)
        return status;
    for (int i = 0; i < 3 && status == GJ_OK; i++)
        status = gj_overview_add(overview, gj_document_report(subject->document, 0), "report.html");
    if (status == GJ_OK)
        status = gj_write_overview(overview, 1, GJ_ENGLISH, take, disk);
    gj_overview_free(overview);
    return status;
}

static gj_status write_reading(const struct subject *subject, struct disk *disk) {
    return gj_write_reading(gj_document_report(subject->document, 0), NULL, take, disk);
}

static gj_status write_remarks(const struct subject *subject, struct disk *disk) {
    const gj_report *report = gj_document_report(subject->document, 0);
    gj_status status = GJ_OK;
    for (size_t i = 0; i < gj_report_cell_count(report) && status == GJ_OK; i++)
        status = gj_write_remarks(report, i, GJ_CHINESE, take, disk);
    return status;
}

/* Its bytes go to the disk only when all of them are made. */
static gj_status write_workbook(const struct subject *subject, struct disk *disk) {
    gj_workbook *workbook;
    gj_status status = gj_workbook_new(&workbook, GJ_CHINESE);
    if (status != GJ_OK)
        return status;
    status = gj_workbook_add(workbook, gj_document_report(subject->document, 0));
    if (status == GJ_OK)
        status = gj_write_workbook(workbook, take, disk);
    gj_workbook_free(workbook);
    return status;
}

static gj_status repair(const struct subject *subject, struct disk *disk) {
    (void)disk;
    return gj_document_repair(subject->document, 0, GJ_CERTAIN, NULL);
}

static const struct writer {
    const char *name;
    gj_status (*write)(const struct subject *subject, struct disk *disk);
    bool writes;
    long stride;
} writers[] = {
    {"json", write_json, true, 1},         {"tidy", write_tidy, true, 1},       {"csv", write_csv, true, 1},
    {"findings", write_findings, true, 1}, {"html", write_html, true, 1},       {"overview", write_overview, true, 1},
    {"template", write_template, true, 31}, {"reading", write_reading, true, 1}, {"remarks", write_remarks, true, 1},
    {"xlsx", write_workbook, true, 1},     {"repair", repair, false, 1},
};

#define WRITERS ((int)(sizeof writers / sizeof *writers))

/* Of the reports that each writer is given, all have something that the others have not: violations with one suspect,
 * rows that are open, sentences that differ. */
static const char *const written[] = {"linyi-2020", "short-1-open", "sentence-differs", "prose-proposals"};

#define WRITTEN ((int)(sizeof written / sizeof *written))

START_TEST(writing_fails_cleanly) {
    struct subject subject;
    const struct writer *writer = &writers[_i % WRITERS];
    open_subject(&subject, written[_i / WRITERS]);
    bool failed = true;
    for (long n = 0; failed; n += writer->stride) {
        struct disk disk = {(size_t)-1};
        fail_allocation(n);
        gj_status status = writer->write(&subject, &disk);
        failed = has_failed_allocation();
        ck_assert_msg(status == (failed ? GJ_ERROR_MEMORY : GJ_OK), "%s of %s: allocation %ld: status %d", writer->name,
                      written[_i / WRITERS], n, (int)status);
    }
    close_subject(&subject);
}
END_TEST

/* Wherever the disk fills up, the writer says so. */
START_TEST(a_full_disk_is_told) {
    struct subject subject;
    const struct writer *writer = &writers[_i % WRITERS];
    open_subject(&subject, written[_i / WRITERS]);
    struct disk whole = {(size_t)-1};
    ck_assert_int_eq(writer->write(&subject, &whole), GJ_OK);
    size_t size = (size_t)-1 - whole.room;
    ck_assert_msg(!writer->writes || size > 0 || _i >= WRITERS, "%s writes nothing", writer->name);
    for (size_t room = 0; room < size; room += 1 + size / 50) {
        struct disk disk = {room};
        gj_status status = writer->write(&subject, &disk);
        ck_assert_msg(status == GJ_ERROR_WRITE, "%s: %zu bytes: status %d", writer->name, room, (int)status);
    }
    close_subject(&subject);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("report_memory");
    TCase *tcase = tcase_create("memory");
    hook_cjson();
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, reading_fails_cleanly, 0, INPUTS);
    tcase_add_test(tcase, tiling_fails_cleanly);
    tcase_add_loop_test(tcase, a_reader_fails_cleanly, 0, INPUTS - 1); /* the last takes long */
    tcase_add_test(tcase, comparing_fails_cleanly);
    tcase_add_loop_test(tcase, writing_fails_cleanly, 0, WRITERS * WRITTEN);
    tcase_add_loop_test(tcase, a_full_disk_is_told, 0, WRITERS * WRITTEN);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
