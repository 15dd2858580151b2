/* Several threads read documents with one grammar at the same time, and get what one thread gets. */
#include "gouji.h"
#include "kept_text.h"
#include "read_file.h"

#include <check.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 4
#define ROUNDS 3

static const char *const names[] = {
    GJ_SOURCE_DIR "/corpus/linyi-2020.txt",     GJ_SOURCE_DIR "/corpus/layout-columns.txt",
    GJ_SOURCE_DIR "/corpus/short-2-open.txt",   GJ_SOURCE_DIR "/corpus/values-2019.txt",
    GJ_SOURCE_DIR "/corpus/layout-wrapped.txt", GJ_SOURCE_DIR "/corpus/two-reports.txt"};

#define NAMES (sizeof names / sizeof *names)

struct shared {
    gj_grammar *grammar;
    struct text inputs[NAMES];
    struct text outputs[NAMES]; /* what one thread makes of them */
};

/* All that is written of the input: as JSON, as findings and as an explanation. */
static struct text read_input(const gj_grammar *grammar, const struct text *input) {
    struct text output = {NULL, 0};
    gj_document *document = NULL;
    if (gj_document_new(&document, grammar, "input", input->bytes, input->length, NULL, NULL) != GJ_OK)
        return output;
    for (size_t i = 0; i < gj_document_report_count(document); i++) {
        const gj_report *report = gj_document_report(document, i);
        gj_write_json(report, true, keep_text, &output);
        gj_write_findings(report, NULL, keep_text, &output);
        gj_write_reading(report, NULL, keep_text, &output);
    }
    gj_document_free(document);
    return output;
}

static bool are_equal(const struct text *a, const struct text *b) {
    return a->length == b->length && a->length > 0 && memcmp(a->bytes, b->bytes, a->length) == 0;
}

/* NULL where all was as one thread has it. */
static void *read_all(void *argument) {
    const struct shared *shared = argument;
    bool all_equal = true;
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < NAMES; i++) {
            struct text output = read_input(shared->grammar, &shared->inputs[i]);
            all_equal = all_equal && are_equal(&output, &shared->outputs[i]);
            free(output.bytes);
        }
    return all_equal ? NULL : argument;
}

START_TEST(threads_share_a_grammar) {
    struct shared shared;
    pthread_t threads[THREADS];
    ck_assert_int_eq(gj_grammar_new(&shared.grammar, NULL), GJ_OK);
    for (size_t i = 0; i < NAMES; i++) {
        shared.inputs[i].bytes = read_file(names[i], &shared.inputs[i].length);
        shared.outputs[i] = read_input(shared.grammar, &shared.inputs[i]);
    }
    for (size_t i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, read_all, &shared), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *wrong;
        ck_assert_int_eq(pthread_join(threads[i], &wrong), 0);
        ck_assert_ptr_null(wrong);
    }
    for (size_t i = 0; i < NAMES; i++) {
        free(shared.inputs[i].bytes);
        free(shared.outputs[i].bytes);
    }
    gj_grammar_free(shared.grammar);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("threads");
    TCase *tcase = tcase_create("threads");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, threads_share_a_grammar);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
