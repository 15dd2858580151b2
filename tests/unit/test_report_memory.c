/*
 * Every allocation that reading or writing a report makes fails once: the call must say so, leak nothing
 * (the sanitizers look on), and work when it is asked again.
 */
#include <check.h>
#include <stdio.h>

#include "failing_memory.h"
#include "gouji.h"
#include "read_file.h"

enum { MOST_ALLOCATIONS = 100000 };

/* Reports of each kind of reading: the fast path with suspects, the weighted one with open rows, blocks, prose. */
static const char *const reports[] = {"linyi-2020", "short-1-open", "layout-wrapped", "prose-only", "two-reports"};

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

START_TEST(reading_fails_cleanly) {
    struct subject subject;
    open_subject(&subject, reports[_i]);
    long n = 0;
    for (; n < MOST_ALLOCATIONS; n++) {
        gj_document *document;
        gj_error error = {0};
        fail_allocation(n);
        gj_status status =
            gj_document_new(&document, subject.grammar, "input", subject.bytes, subject.length, NULL, &error);
        bool failed = has_failed_allocation();
        if (!failed)
            gj_document_free(document);
        if (!failed)
            break;
        ck_assert_msg(status == GJ_ERROR_MEMORY, "allocation %ld: status %d %s", n, (int)status, error.message);
        ck_assert_ptr_nonnull(strstr(error.message, "memory"));
    }
    ck_assert_int_gt(n, 3);
    ck_assert_int_lt(n, MOST_ALLOCATIONS);
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

static gj_status repair(const struct subject *subject, struct disk *disk) {
    (void)disk;
    return gj_document_repair(subject->document, 0, GJ_CERTAIN, NULL);
}

static const struct writer {
    const char *name;
    gj_status (*write)(const struct subject *subject, struct disk *disk);
    bool writes;
} writers[] = {
    {"json", write_json, true},         {"tidy", write_tidy, true}, {"csv", write_csv, true},
    {"findings", write_findings, true}, {"html", write_html, true}, {"overview", write_overview, true},
    {"template", write_template, true}, {"repair", repair, false},
};

#define WRITERS ((int)(sizeof writers / sizeof *writers))

START_TEST(writing_fails_cleanly) {
    struct subject subject;
    const struct writer *writer = &writers[_i];
    open_subject(&subject, "linyi-2020");
    long n = 0;
    for (; n < MOST_ALLOCATIONS; n++) {
        struct disk disk = {(size_t)-1};
        fail_allocation(n);
        gj_status status = writer->write(&subject, &disk);
        if (!has_failed_allocation()) {
            ck_assert_msg(status == GJ_OK, "%s: status %d", writer->name, (int)status);
            break;
        }
        ck_assert_msg(status == GJ_ERROR_MEMORY, "%s: allocation %ld: status %d", writer->name, n, (int)status);
    }
    ck_assert_int_lt(n, MOST_ALLOCATIONS);
    close_subject(&subject);
}
END_TEST

/* Wherever the disk fills up, the writer says so. */
START_TEST(a_full_disk_is_told) {
    struct subject subject;
    const struct writer *writer = &writers[_i];
    open_subject(&subject, "linyi-2020");
    struct disk whole = {(size_t)-1};
    ck_assert_int_eq(writer->write(&subject, &whole), GJ_OK);
    size_t size = (size_t)-1 - whole.room;
    ck_assert_msg(!writer->writes || size > 0, "%s writes nothing", writer->name);
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
    tcase_add_loop_test(tcase, reading_fails_cleanly, 0, (int)(sizeof reports / sizeof *reports));
    tcase_add_loop_test(tcase, writing_fails_cleanly, 0, WRITERS);
    tcase_add_loop_test(tcase, a_full_disk_is_told, 0, WRITERS);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
