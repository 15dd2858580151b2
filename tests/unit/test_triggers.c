/* Words that are looked for all at once stand where each of them by itself does. */
#include "prose/triggers.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct gj_arena arena;

static void tear_down(void) {
    gj_arena_free(&arena);
}

static bool stand_by_themselves(const char *const *words, size_t count, const char *bytes, size_t length) {
    for (size_t i = 0; i < count; i++)
        for (size_t at = 0; *words[i] && at + strlen(words[i]) <= length; at++)
            if (memcmp(bytes + at, words[i], strlen(words[i])) == 0)
                return true;
    return false;
}

static void check(const char **words, size_t count, const char *text) {
    static struct gj_triggers triggers;
    size_t length = strlen(text);
    ck_assert(gj_triggers_make(&triggers, &arena, words, count));
    for (size_t from = 0; from <= length; from++)
        for (size_t to = from; to <= length; to++)
            ck_assert_int_eq(gj_triggers_stand(&triggers, text + from, to - from),
                             stand_by_themselves(words, count, text + from, to - from));
}

START_TEST(words_of_characters_are_found) {
    const char *words[] = {"申请", "公开", "规范性文件", "公告栏"};
    check(words, COUNT(words), "本局公示栏与公告栏,不开公事;申明规范,规范性文\n件公开");
}
END_TEST

START_TEST(an_empty_word_stands_nowhere) {
    const char *words[] = {"", "公开"};
    check(words, COUNT(words), "主动公开");
    check(words, 1, "主动公开");
    check(words, 0, "主动公开");
}
END_TEST

START_TEST(a_word_may_be_one_byte) {
    const char *words[] = {"x", "公开"};
    check(words, COUNT(words), "主动公开ax");
}
END_TEST

START_TEST(long_words_are_found) {
    enum { LENGTH = 300 };
    char word[LENGTH + 1] = {0}, text[2 * LENGTH + 1] = {0};
    const char *words[] = {word};
    struct gj_triggers triggers;
    memset(word, 'a', LENGTH);
    memset(text, 'a', LENGTH - 1);
    ck_assert(gj_triggers_make(&triggers, &arena, words, 1));
    ck_assert(!gj_triggers_stand(&triggers, text, LENGTH - 1));
    text[0] = 'b';
    memset(text + LENGTH - 1, 'a', 2);
    ck_assert(gj_triggers_stand(&triggers, text, LENGTH + 1));
}
END_TEST

/* Few letters, so that parts of words are everywhere. */
START_TEST(words_drawn_at_random_are_found) {
    enum { ROUNDS = 3000, MOST_WORDS = 6, LONGEST = 5, LENGTH = 40 };
    uint32_t state = 2463534242u + (uint32_t)_i;
    for (int round = 0; round < ROUNDS; round++) {
        char room[MOST_WORDS][LONGEST + 1] = {{0}}, text[LENGTH + 1] = {0};
        const char *words[MOST_WORDS];
        struct gj_triggers triggers;
        for (size_t i = 0; i < MOST_WORDS; i++) {
            state ^= state << 13, state ^= state >> 17, state ^= state << 5;
            size_t length = 2 + state % (LONGEST - 1);
            for (size_t at = 0; at < length; at++)
                room[i][at] = (char)('a' + (state >> (4 + 3 * at)) % 3);
            words[i] = room[i];
        }
        for (size_t at = 0; at < LENGTH; at++) {
            state ^= state << 13, state ^= state >> 17, state ^= state << 5;
            text[at] = (char)('a' + state % 5);
        }
        size_t count = 1 + state % MOST_WORDS;
        ck_assert(gj_triggers_make(&triggers, &arena, words, count));
        ck_assert_int_eq(gj_triggers_stand(&triggers, text, LENGTH), stand_by_themselves(words, count, text, LENGTH));
        gj_arena_reset(&arena);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("triggers");
    TCase *tcase = tcase_create("triggers");
    tcase_add_checked_fixture(tcase, NULL, tear_down);
    tcase_add_test(tcase, words_of_characters_are_found);
    tcase_add_test(tcase, an_empty_word_stands_nowhere);
    tcase_add_test(tcase, a_word_may_be_one_byte);
    tcase_add_test(tcase, long_words_are_found);
    tcase_add_loop_test(tcase, words_drawn_at_random_are_found, 0, 4);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
