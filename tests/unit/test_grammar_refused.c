/* Every file in corpus/refused is refused with the message beside it, and leaves the grammar as it
 * was. */
#include "grammar.h"

#include <check.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "read_file.h"

#define FOLDER GJ_SOURCE_DIR "/corpus/refused/"
#define FEWEST_CASES 90

static gj_grammar *grammar;

static void start(void) {
    gj_error error;
    ck_assert_msg(gj_grammar_new(&grammar, &error) == GJ_OK, "%s", error.message);
}

static void stop(void) {
    gj_grammar_free(grammar);
}

static char *expected_message(const char *name) {
    char path[1000];
    size_t length;
    snprintf(path, sizeof path, FOLDER "%.*s.message", (int)(strlen(name) - strlen(".json")), name);
    char *message = read_file(path, &length);
    ck_assert_uint_gt(length, 0);
    ck_assert_int_eq(message[length - 1], '\n');
    message[length - 1] = '\0';
    return message;
}

static void expect_refusal(const char *name) {
    char path[1000];
    size_t length;
    gj_error error = {0};
    struct gj_grammar before = *grammar;
    snprintf(path, sizeof path, FOLDER "%s", name);
    char *bytes = read_file(path, &length);
    char *message = expected_message(name);
    ck_assert_msg(gj_grammar_add(grammar, name, bytes, length, &error) == GJ_ERROR_GRAMMAR,
                  "%s was not refused", name);
    ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(error.status, GJ_ERROR_GRAMMAR);
    ck_assert_uint_eq(before.template_count, grammar->template_count);
    ck_assert_uint_eq(before.fragment_file_count, grammar->fragment_file_count);
    ck_assert_mem_eq(&before.spelling, &grammar->spelling, sizeof before.spelling);
    free(message);
    free(bytes);
}

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name);
    return length > strlen(end) && strcmp(name + length - strlen(end), end) == 0;
}

START_TEST(each_case_earns_its_message) {
    size_t cases = 0;
    size_t messages = 0;
    DIR *folder = opendir(FOLDER);
    ck_assert_ptr_nonnull(folder);
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        messages += ends_with(entry->d_name, ".message");
        if (!ends_with(entry->d_name, ".json"))
            continue;
        expect_refusal(entry->d_name);
        cases++;
    }
    closedir(folder);
    ck_assert_uint_ge(cases, FEWEST_CASES);
    ck_assert_uint_eq(cases, messages);
}
END_TEST

/* Syntax faults give the byte too, so that an editor can go there. */
START_TEST(syntax_faults_give_the_byte) {
    static const char json[] = "\xEF\xBB\xBF{ \"format\": 1 \"id\": \"x\" }";
    gj_error error;
    ck_assert_int_eq(gj_grammar_add(grammar, "x.json", json, sizeof json - 1, &error),
                     GJ_ERROR_GRAMMAR);
    ck_assert_uint_eq(error.offset, (size_t)(strstr(json, "\"id\"") - json));
    ck_assert_str_eq(error.message, "x.json: line 1, column 15: expected a comma or } here");
}
END_TEST

/* A NUL ends no string in C's way here. */
START_TEST(a_nul_byte_is_no_escape) {
    static const char json[] = "{ \"format\\\0\": 1 }";
    gj_error error;
    ck_assert_int_eq(gj_grammar_add(grammar, "x.json", json, sizeof json - 1, &error),
                     GJ_ERROR_GRAMMAR);
    ck_assert_str_eq(error.message,
                     "x.json: line 1, column 11: no such escape; write \\\\ for a backslash");
}
END_TEST

START_TEST(a_long_name_leaves_room_for_the_reason) {
    char name[2000];
    gj_error error;
    memset(name, 'n', sizeof name);
    memcpy(name + sizeof name - 6, ".json", 6);
    ck_assert_int_eq(gj_grammar_add(grammar, name, "{}", 2, &error), GJ_ERROR_GRAMMAR);
    ck_assert_ptr_nonnull(strstr(error.message, "n.json: $: \"id\" is missing"));
}
END_TEST

static void expect_utf8(const char *text) {
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t character;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                                 (utf8proc_ssize_t)(length - at), &character);
        ck_assert_msg(size > 0, "cut inside a character: %s", text);
        at += (size_t)size;
    }
}

/* However long the pieces are, the message ends between two characters. */
START_TEST(a_message_is_cut_between_characters) {
    char json[4000];
    char name[400] = "";
    gj_error error;
    for (size_t length = 1; length < 120; length++) {
        strcat(name, "表");
        size_t used = (size_t)snprintf(json, sizeof json, "{\"");
        for (size_t i = 0; i < length; i++)
            used +=
                (size_t)snprintf(json + used, sizeof json - used, "%s", i % 5 == 0 ? "a" : "条");
        snprintf(json + used, sizeof json - used, "\": 1}");
        ck_assert_int_eq(gj_grammar_add(grammar, name, json, strlen(json), &error),
                         GJ_ERROR_GRAMMAR);
        ck_assert_uint_lt(strlen(error.message), sizeof error.message);
        ck_assert_ptr_nonnull(strstr(error.message, "\" means nothing here"));
        expect_utf8(error.message);
    }
}
END_TEST

START_TEST(a_file_over_the_limit_is_refused) {
    size_t length = ((size_t)1 << 20) + 1;
    gj_error error;
    char *spaces = malloc(length);
    ck_assert_ptr_nonnull(spaces);
    memset(spaces, ' ', length);
    ck_assert_int_eq(gj_grammar_add(grammar, "large.json", spaces, length, &error),
                     GJ_ERROR_GRAMMAR);
    ck_assert_str_eq(error.message,
                     "large.json: larger than the limit of 1048576 bytes; split it into several templates");
    free(spaces);
}
END_TEST

/* Whatever a template is cut down to, it is refused, and nothing is read beyond its end. */
START_TEST(no_beginning_of_a_template_is_one) {
    size_t length;
    gj_error error;
    char *bytes = read_file(GJ_SOURCE_DIR "/grammars/ogi-2021.json", &length);
    while (length > 0 && (unsigned char)bytes[length - 1] <= ' ')
        length--;
    for (size_t cut = 0; cut < length; cut++) {
        char *part = malloc(cut ? cut : 1);
        ck_assert_ptr_nonnull(part);
        memcpy(part, bytes, cut);
        ck_assert_int_eq(gj_grammar_add(grammar, "part.json", part, cut, &error), GJ_ERROR_GRAMMAR);
        free(part);
    }
    ck_assert_int_eq(gj_grammar_add(grammar, "whole.json", bytes, length, &error), GJ_OK);
    free(bytes);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("grammar_refused");
    TCase *tcase = tcase_create("refused");
    tcase_add_checked_fixture(tcase, start, stop);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, each_case_earns_its_message);
    tcase_add_test(tcase, syntax_faults_give_the_byte);
    tcase_add_test(tcase, a_nul_byte_is_no_escape);
    tcase_add_test(tcase, a_long_name_leaves_room_for_the_reason);
    tcase_add_test(tcase, a_message_is_cut_between_characters);
    tcase_add_test(tcase, a_file_over_the_limit_is_refused);
    tcase_add_test(tcase, no_beginning_of_a_template_is_one);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
