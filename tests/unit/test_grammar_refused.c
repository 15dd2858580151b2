/* Every file in corpus/refused is refused with the message beside it, and leaves the grammar as it
 * was. */
#include "grammar.h"
#include "grammar/fault.h"

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

/* Places where a text stops being JSON, each told at its column. */
static const struct {
    const char *json;
    const char *message;
} syntax[] = {
    {"{\"a\": \"\\u12G4\"}", "column 12: \\u needs four hexadecimal digits behind it"},
    {"{\"a\": \"\\u12", "column 12: \\u needs four hexadecimal digits behind it"},
    {"{\"a\": \"\\u0000\"}", "column 14: \\u0000 cannot stand in a string; leave it out"},
    {"{\"a\": \"\\uD83Dx\"}", "column 14: half of a surrogate pair; write the character itself"},
    {"{\"a\": \"\\uD83D\\n\"}", "column 15: half of a surrogate pair; write the character itself"},
    {"{\"a\": \"\\uDE00\\uD83D\"}", "column 14: half of a surrogate pair; write the character itself"},
    {"{\"a\": \"\\uD83D\\u0041\"}", "column 20: half of a surrogate pair; write the character itself"},
    {"{\"a\": \"\\uD83D\\uE000\"}", "column 20: half of a surrogate pair; write the character itself"},
    {"{\"a\": \"\\uD83D\\u00\"}", "column 18: \\u needs four hexadecimal digits behind it"},
    {"{\"a\": \"\x7F\"}", "column 8: a control character or line end inside a string; close the string with \""},
    {"{\"a\": -}", "column 8: expected a digit"},
    {"{\"a\": 1.}", "column 9: expected a digit"},
    {"{\"a\": 1e}", "column 9: expected a digit"},
    {"{\"a\": 1E+}", "column 10: expected a digit"},
    {"{\"a\": 1.00000000000000000000000000000000}", "column 41: a number of more than 32 characters; shorten it"},
    {"{\"a\" 1}", "column 6: expected a colon after the name"},
    {"{a: 1}", "column 2: expected a string in double quotes"},
    {"{\"a\": [1 2]}", "column 10: expected a comma or ] here"},
    {"{\"a\": 1} {}", "column 10: something follows the end of the JSON value"},
    {"{\"a\": tru", "column 7: expected a value: an object, an array, a string, a number, true or false"},
};

START_TEST(json_is_held_to_its_syntax) {
    char message[300];
    gj_error error;
    snprintf(message, sizeof message, "x.json: line 1, %s", syntax[_i].message);
    ck_assert_int_eq(gj_grammar_add(grammar, "x.json", syntax[_i].json, strlen(syntax[_i].json), &error),
                     GJ_ERROR_GRAMMAR);
    ck_assert_str_eq(error.message, message);
}
END_TEST

/* A small table whose rows or columns may be below 0, and what is said of relations in it; NULL where they are good. */
#define ROW(id, more) "{\"id\": \"" id "\", \"label\": \"甲" id "\"" more "}"
#define SIGNED ", \"signed\": true"
#define TABLE(columns, rows, relations) \
    "{\"format\": 1, \"id\": \"s\", \"title\": \"小表\", \"source\": \"例\", \"tables\": [{\"id\": \"t\", " \
    "\"title\": \"小表\", \"columns\": [" columns "], \"rows\": [" rows "], \"relations\": [" relations "]}]}"
#define PLAIN ROW("a", "") ", " ROW("b", "") ", " ROW("c", "")
#define MUTUAL(each) \
    "{\"id\": \"r\", \"each\": \"" each "\", \"total\": \"a\", \"parts\": [\"b\", \"c\"]}, " \
    "{\"id\": \"s\", \"each\": \"" each "\", \"total\": \"b\", \"parts\": [\"a\", \"c\"]}"
#define MUTUAL_CELLS \
    "{\"id\": \"r\", \"each\": \"table\", \"total\": \"a/a\", \"parts\": [\"b/b\", \"c/c\"]}, " \
    "{\"id\": \"s\", \"each\": \"table\", \"total\": \"b/b\", \"parts\": [\"a/a\", \"c/c\"]}"
#define ONE(members) TABLE(PLAIN, PLAIN, "{\"id\": \"r\", \"each\": \"row\"" members "}")

#define FORCED(cell) \
    "$.tables[0].relations[1]: contradicts the relations before it, or itself: together they force \"" cell \
    "\" to be 0 in every table; correct the cells that they name"
#define SHAPE \
    "$.tables[0].relations[0]: needs either total and parts, or left, right and target (and previous for a " \
    "carry-over)"
#define IN_TABLE(total, each) \
    TABLE(PLAIN, PLAIN, "{\"id\": \"r\", \"each\": \"" each "\", \"total\": \"" total "\", \"parts\": [\"b/b\"]}")

static const struct {
    const char *json;
    const char *message;
} relations[] = {
    {TABLE(PLAIN, PLAIN, MUTUAL("row")), FORCED("c")},
    {TABLE(PLAIN, PLAIN, MUTUAL("column")), FORCED("c")},
    {TABLE(PLAIN, PLAIN, MUTUAL_CELLS), FORCED("c/c")},
    {TABLE(ROW("n", ""), PLAIN, MUTUAL("table")), FORCED("c")},
    {TABLE(PLAIN, ROW("n", ""), MUTUAL("row")), FORCED("c")},
    /* what may be below 0 may be 0 too */
    {TABLE(ROW("a", "") ", " ROW("b", "") ", " ROW("c", SIGNED), PLAIN, MUTUAL("row")), NULL},
    {TABLE(PLAIN, ROW("a", SIGNED) ", " ROW("b", SIGNED), MUTUAL("row")), NULL},
    {TABLE(PLAIN, ROW("a", SIGNED) ", " ROW("b", ""), MUTUAL("row")), FORCED("c")},
    {TABLE(PLAIN, ROW("a", "") ", " ROW("b", "") ", " ROW("c", SIGNED), MUTUAL("column")), NULL},
    {TABLE(ROW("n", SIGNED), PLAIN, MUTUAL("column")), NULL},
    {TABLE(ROW("a", "") ", " ROW("b", "") ", " ROW("c", SIGNED), PLAIN, MUTUAL_CELLS), NULL},
    {TABLE(PLAIN, ROW("a", "") ", " ROW("b", "") ", " ROW("c", SIGNED), MUTUAL_CELLS), NULL},
    /* a relation has one shape of two */
    {ONE(", \"total\": \"a\""), SHAPE},
    {ONE(", \"parts\": [\"b\"]"), SHAPE},
    {ONE(", \"left\": [\"a\"], \"right\": [\"b\"]"), SHAPE},
    {ONE(", \"left\": [\"a\"], \"target\": \"b\""), SHAPE},
    {ONE(", \"right\": [\"a\"], \"target\": \"a\""), SHAPE},
    {ONE(", \"total\": \"a\", \"parts\": [\"b\"], \"left\": [\"c\"]"), SHAPE},
    {ONE(", \"total\": \"a\", \"parts\": [\"b\"], \"right\": [\"c\"]"), SHAPE},
    {ONE(", \"total\": \"a\", \"parts\": [\"b\"], \"target\": \"c\""), SHAPE},
    {ONE(", \"total\": \"a\", \"parts\": [\"b\"], \"previous\": [\"c\"]"), SHAPE},
    {ONE(", \"left\": [\"a\"], \"right\": [\"b\"], \"target\": \"b\", \"total\": \"c\""), SHAPE},
    {ONE(", \"left\": [\"a\"], \"right\": [\"b\"], \"target\": \"b\", \"parts\": [\"c\"]"), SHAPE},
    {ONE(", \"left\": [\"a\"], \"right\": [\"b\"], \"target\": \"b\""), NULL},
    {ONE(", \"previous\": [\"a\"], \"right\": [\"b\"], \"target\": \"b\""), NULL},
    /* cells of a table have two names */
    {IN_TABLE("a", "table"),
     "$.tables[0].relations[0].total: \"a\" names no cell; write row/column with ids of this table"},
    {IN_TABLE("x/a", "table"),
     "$.tables[0].relations[0].total: \"x/a\" names no cell; write row/column with ids of this table"},
    {IN_TABLE("a/x", "table"),
     "$.tables[0].relations[0].total: \"a/x\" names no cell; write row/column with ids of this table"},
    {IN_TABLE("a/a", "column"), "$.tables[0].relations[0].total: \"a/a\" is not among the rows; write an id of them, "
                                "such as \"a\""},
    {IN_TABLE("a/a", "table"), NULL},
};

START_TEST(relations_are_checked) {
    char message[400];
    gj_error error = {.message = ""};
    gj_status status =
        gj_grammar_add(grammar, "x.json", relations[_i].json, strlen(relations[_i].json), &error);
    ck_assert_msg((status == GJ_OK) == !relations[_i].message, "%s", error.message);
    if (!relations[_i].message)
        return;
    snprintf(message, sizeof message, "x.json: %s", relations[_i].message);
    ck_assert_str_eq(error.message, message);
}
END_TEST

/* A message has room for so much: what comes behind is cut between two characters, and so is a text of one byte
 * each. */
START_TEST(a_message_that_is_full_is_cut) {
    gj_error error;
    for (size_t head = 0; head < 4; head++) {
        gj_fault_start(&error, GJ_ERROR_GRAMMAR, GJ_NOWHERE, "x.json");
        gj_fault_add(&error, "%.*s", (int)head, "aaaa");
        for (size_t i = 0; i < 200; i++)
            gj_fault_add(&error, "%s", "条");
        ck_assert_uint_lt(strlen(error.message), sizeof error.message);
        ck_assert_uint_gt(strlen(error.message), sizeof error.message - 4);
        expect_utf8(error.message);
    }
    gj_fault_start(&error, GJ_ERROR_GRAMMAR, GJ_NOWHERE, "x.json");
    for (size_t i = 0; i < 100; i++)
        gj_fault_quote(&error, "one\x7Ftwo");
    ck_assert_uint_eq(strlen(error.message), sizeof error.message - 1);
    ck_assert_ptr_nonnull(strstr(error.message, "\"one?two\"\"one?two\""));
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
    tcase_add_loop_test(tcase, json_is_held_to_its_syntax, 0, (int)(sizeof syntax / sizeof *syntax));
    tcase_add_loop_test(tcase, relations_are_checked, 0, (int)(sizeof relations / sizeof *relations));
    tcase_add_test(tcase, a_message_that_is_full_is_cut);
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
