/* Every input of the corpus has the properties that hold of any input whatever. */
#include <check.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "properties.h"
#include "read_file.h"

enum { MOST_FILES = 600, LONGEST_NAME = 200 };

static char names[MOST_FILES][LONGEST_NAME];
static int name_count;
static gj_grammar *grammar; /* read once, for all inputs */

static int compare_names(const void *a, const void *b) {
    return strcmp(a, b);
}

/* false where the folder cannot be read or holds more than there is room for. */
static bool list_corpus(void) {
    DIR *folder = opendir(GJ_SOURCE_DIR "/corpus");
    if (!folder)
        return false;
    bool room = true;
    for (struct dirent *entry; room && (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0)
            continue;
        room = name_count < MOST_FILES && length < LONGEST_NAME;
        if (room)
            memcpy(names[name_count++], entry->d_name, length + 1);
    }
    closedir(folder);
    qsort(names, (size_t)name_count, sizeof *names, compare_names);
    return room && name_count > 0;
}

START_TEST(the_properties_hold) {
    char path[sizeof GJ_SOURCE_DIR + LONGEST_NAME + 16];
    struct finding finding;
    size_t length;
    snprintf(path, sizeof path, "%s/corpus/%s", GJ_SOURCE_DIR, names[_i]);
    char *bytes = read_file(path, &length);
    ck_assert_msg(properties_hold(grammar, bytes, length, &finding), "%s: %s", names[_i], finding.text);
    free(bytes);
}
END_TEST

/* What no corpus holds, as no tool writes it. */
static const struct {
    const char *bytes;
    size_t length;
} odd_inputs[] = {
#define INPUT(text)                                                                                                    \
    { text, sizeof text - 1 }
    INPUT("|a=\"\""),
    INPUT("{|\n|-\n\x01\0! rowspan=5 style=\"text-align:center\" | 1\n! 2\n| 3 || 4\n|-\n|}"),
    INPUT("{|\n|-\n! style=\"a!!b\" | 1 !! class=\"c\" | 2\n|}"),
    INPUT("{| class=\"wiki|table\" style=\"width:100%\"\n|- class=\"a|b\"\n! 1\n| 2 || 3\n|}"),
    INPUT("+----+----+\n| 规章 | 1 |\n+----+--\v-\v"),
    INPUT("| colspan=\"3\0\" | 1 |"),
#undef INPUT
};

START_TEST(the_properties_hold_of_odd_inputs) {
    struct finding finding;
    ck_assert_msg(properties_hold(grammar, odd_inputs[_i].bytes, odd_inputs[_i].length, &finding), "%s", finding.text);
}
END_TEST

int main(void) {
    if (!list_corpus() || gj_grammar_new(&grammar, NULL) != GJ_OK) {
        fputs("the corpus or the grammars cannot be read\n", stderr);
        return EXIT_FAILURE;
    }
    Suite *suite = suite_create("conservation");
    TCase *tcase = tcase_create("corpus");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, the_properties_hold, 0, name_count);
    tcase_add_loop_test(tcase, the_properties_hold_of_odd_inputs, 0, sizeof odd_inputs / sizeof *odd_inputs);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK); /* a sanitizer takes its time at the end of each process */
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    gj_grammar_free(grammar);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
