/*
 * Every allocation of the grammar loader fails once: it must say so, leak nothing, and leave the
 * grammar as it was.
 */
#include "grammar.h"

#include <check.h>
#include <string.h>

#include "failing_memory.h"
#include "load_rules.h"
#include "read_file.h"
#include "small_rules.h"

/* Adds a file with the n-th allocation failing, for each n, until it succeeds; how often it failed. */
static long add_with_failures(gj_grammar *grammar, const char *name, const char *bytes, size_t length) {
    for (long n = 0;; n++) {
        gj_error error = {0};
        struct gj_grammar before = *grammar;
        fail_allocation(n);
        gj_status status = gj_grammar_add(grammar, name, bytes, length, &error);
        bool failed = has_failed_allocation();
        if (!failed) {
            ck_assert_msg(status == GJ_OK, "%s", error.message);
            return n;
        }
        ck_assert_msg(status == GJ_ERROR_MEMORY, "allocation %ld: %s", n, error.message);
        ck_assert_ptr_nonnull(strstr(error.message, "memory"));
        ck_assert_uint_eq(grammar->template_count, before.template_count);
        ck_assert_uint_eq(grammar->fragment_file_count, before.fragment_file_count);
        ck_assert_mem_eq(&grammar->spelling, &before.spelling, sizeof before.spelling);
    }
}

static long add_file(gj_grammar *grammar, const char *name) {
    char path[1000];
    size_t length;
    snprintf(path, sizeof path, GJ_SOURCE_DIR "/grammars/%s", name);
    char *bytes = read_file(path, &length);
    long failures = add_with_failures(grammar, name, bytes, length);
    free(bytes);
    return failures;
}

START_TEST(files_fail_cleanly) {
    gj_grammar *grammar;
    hook_cjson();
    ck_assert_int_eq(gj_grammar_new(&grammar, NULL), GJ_OK);
    ck_assert_int_gt(add_file(grammar, "ogi-2021.json"), 300);
    ck_assert_int_gt(add_file(grammar, "common.json"), 300);
    ck_assert_int_gt(add_file(grammar, "spelling.json"), 500);
    const gj_template *form = gj_grammar_find(grammar, "ogi-2021");
    ck_assert_ptr_nonnull(form);
    ck_assert_uint_gt(form->labels.label_count, 0);
    gj_grammar_free(grammar);
}
END_TEST

/* The rules of prose, in a file small enough to let all of its allocations fail. */
START_TEST(rules_of_prose_fail_cleanly) {
    hook_cjson();
    long n = 0;
    for (;; n++) {
        struct gj_prose_rules *rules;
        gj_error error = {0};
        fail_allocation(n);
        gj_status status = load_rules(small_rules, &rules, &error);
        if (!has_failed_allocation()) {
            ck_assert_int_eq(status, GJ_OK);
            gj_prose_rules_free(rules);
            break;
        }
        ck_assert_msg(status == GJ_ERROR_MEMORY, "allocation %ld: %s", n, error.message);
        ck_assert_ptr_nonnull(strstr(error.message, "memory"));
        ck_assert_ptr_null(rules);
    }
    ck_assert_int_gt(n, 300);
}
END_TEST

/* The first grammar of all, with one failure in each stretch of allocations: each one would take
 * minutes. */
START_TEST(the_grammars_inside_fail_cleanly) {
    hook_cjson();
    long failures = 0;
    for (long n = 0;; n += 1 + n / 256) {
        gj_grammar *grammar;
        gj_error error = {0};
        fail_allocation(n);
        gj_status status = gj_grammar_new(&grammar, &error);
        bool failed = has_failed_allocation();
        if (!failed) {
            ck_assert_int_eq(status, GJ_OK);
            gj_grammar_free(grammar);
            break;
        }
        ck_assert_msg(status == GJ_ERROR_MEMORY, "allocation %ld: %s", n, error.message);
        ck_assert_ptr_null(grammar);
        failures++;
    }
    ck_assert_int_gt(failures, 100);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("grammar_memory");
    TCase *tcase = tcase_create("memory");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, files_fail_cleanly);
    tcase_add_test(tcase, rules_of_prose_fail_cleanly);
    tcase_add_test(tcase, the_grammars_inside_fail_cleanly);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
