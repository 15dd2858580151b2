/* Encodings and text: what the bytes are is found out, and every character leads back to its bytes. */
#include "text/encoding.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "text/text.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define BYTES(literal) literal, sizeof(literal) - 1

/* 规章1\n总计23\n in each encoding. */
static const struct {
    const char *name;
    const char *bytes;
    size_t length;
    size_t second_line; /* offset of 总 */
    size_t digit;       /* offset of 2 */
} samples[] = {
    {"utf-8", BYTES("\xE8\xA7\x84\xE7\xAB\xA0\x31\n\xE6\x80\xBB\xE8\xAE\xA1\x32\x33\n"), 8, 14},
    {"utf-8-bom", BYTES("\xEF\xBB\xBF\xE8\xA7\x84\xE7\xAB\xA0\x31\n\xE6\x80\xBB\xE8\xAE\xA1\x32\x33\n"), 11, 17},
    {"gb18030", BYTES("\xB9\xE6\xD5\xC2\x31\n\xD7\xDC\xBC\xC6\x32\x33\n"), 6, 10},
    {"utf-16le", BYTES("\xFF\xFE\xC4\x89\xE0\x7A\x31\x00\x0A\x00\x3B\x60\xA1\x8B\x32\x00\x33\x00\x0A\x00"), 10, 14},
    {"utf-16be", BYTES("\xFE\xFF\x89\xC4\x7A\xE0\x00\x31\x00\x0A\x60\x3B\x8B\xA1\x00\x32\x00\x33\x00\x0A"), 10, 14},
    {"utf-16le", BYTES("\xC4\x89\xE0\x7A\x31\x00\x0A\x00\x3B\x60\xA1\x8B\x32\x00\x33\x00\x0A\x00"), 8, 12},
    {"utf-16be", BYTES("\x89\xC4\x7A\xE0\x00\x31\x00\x0A\x60\x3B\x8B\xA1\x00\x32\x00\x33\x00\x0A"), 8, 12},
};

static void read_sample(struct gj_text *text, struct gj_arena *arena, int index, const char *encoding) {
    gj_error error = {0};
    gj_status status =
        gj_text_read(text, arena, "sample", samples[index].bytes, samples[index].length, encoding, &error);
    ck_assert_msg(status == GJ_OK, "%s: %s", samples[index].name, error.message);
}

START_TEST(the_encoding_is_found_out) {
    struct gj_arena arena = {0};
    struct gj_text text;
    read_sample(&text, &arena, _i, NULL);
    ck_assert_str_eq(text.encoding, samples[_i].name);
    ck_assert_uint_eq(text.length, 17);
    ck_assert_int_eq(memcmp(text.bytes, "规章1\n总计23\n", 17), 0);
    gj_arena_free(&arena);
}
END_TEST

START_TEST(places_lead_back_to_the_input) {
    struct gj_arena arena = {0};
    struct gj_text text;
    read_sample(&text, &arena, _i, NULL);
    ck_assert_uint_eq(text.line_count, 2);
    ck_assert_uint_eq(text.lines[1].start, 8);
    ck_assert_uint_eq(text.lines[1].length, 8);
    ck_assert_uint_eq(gj_text_original(&text, 8), samples[_i].second_line);
    ck_assert_uint_eq(gj_text_original(&text, 14), samples[_i].digit);
    ck_assert_uint_eq(gj_text_line(&text, 0), 1);
    ck_assert_uint_eq(gj_text_line(&text, 7), 1);
    ck_assert_uint_eq(gj_text_line(&text, 8), 2);
    ck_assert_uint_eq(gj_text_line(&text, 16), 2);
    gj_arena_free(&arena);
}
END_TEST

START_TEST(the_encoding_asked_for_is_used) {
    struct gj_arena arena = {0};
    struct gj_text text;
    enum gj_encoding encoding;
    ck_assert(gj_encoding_find(samples[_i].name, &encoding));
    ck_assert_str_eq(gj_encoding_name(encoding), samples[_i].name);
    read_sample(&text, &arena, _i, samples[_i].name);
    ck_assert_int_eq(memcmp(text.bytes, "规章1\n总计23\n", 17), 0);
    gj_arena_free(&arena);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
    const char *encoding; /* asked for */
    size_t offset;        /* of the first byte that is wrong */
    const char *words;    /* of the message */
} refused[] = {
    {BYTES("\xE8\xA7\x84\xFF\xFF\xFF"), NULL, 3, "does not fit"},
    {BYTES("abc\x80"), NULL, 3, "does not fit"},
    {BYTES("\xC0\xAF\xC0\xAF"), "utf-8", 0, "not utf-8"},             /* overlong */
    {BYTES("\xED\xA0\x80"), "utf-8", 0, "not utf-8"},                 /* half a surrogate pair */
    {BYTES("\xF4\x90\x80\x80"), "utf-8", 0, "not utf-8"},             /* past U+10FFFF */
    {BYTES("ab\xE8\xA7"), "utf-8", 2, "not utf-8"},                   /* cut off */
    {BYTES("\xC4\x89\x00\xD8\x31\x00"), "utf-16le", 2, "not utf-16le"},
    {BYTES("\xC4\x89\x31"), "utf-16le", 2, "not utf-16le"},           /* half a unit */
    {BYTES("\xB9\xE6\xB9"), "gb18030", 2, "not gb18030"},
    {BYTES("\xB9\xE6\x81\x30\x20\x30"), "gb18030", 2, "not gb18030"},
    {BYTES("abc"), "latin-1", GJ_NOWHERE, "no encoding latin-1"},
};

START_TEST(bytes_that_do_not_fit_are_refused_with_their_place) {
    struct gj_arena arena = {0};
    struct gj_text text;
    gj_error error = {0};
    gj_status status = gj_text_read(&text, &arena, "NAME", refused[_i].bytes, refused[_i].length,
                                    refused[_i].encoding, &error);
    ck_assert_int_eq(status, GJ_ERROR_ENCODING);
    ck_assert_int_eq(error.status, GJ_ERROR_ENCODING);
    ck_assert_uint_eq(error.offset, refused[_i].offset);
    ck_assert_msg(strstr(error.message, refused[_i].words) != NULL, "%s", error.message);
    ck_assert_msg(strstr(error.message, "NAME") != NULL, "%s", error.message);
    gj_arena_free(&arena);
}
END_TEST

START_TEST(two_encodings_in_one_file_are_told_apart) {
    static const char bytes[] = "规章 |\n总计 |\n\xB9\xE6\xD5\xC2\xD7\xDC\xBC\xC6\xB9\xE6\xD5\xC2\xD7\xDC\xBC\xC6\n";
    struct gj_arena arena = {0};
    struct gj_text text;
    gj_error error = {0};
    ck_assert_int_eq(gj_text_read(&text, &arena, "NAME", bytes, sizeof bytes - 1, NULL, &error), GJ_ERROR_ENCODING);
    ck_assert_uint_eq(error.offset, strlen("规章 |\n总计 |\n"));
    ck_assert_msg(strstr(error.message, "UTF-8 before this byte and GB18030 after it") != NULL, "%s", error.message);
    gj_arena_free(&arena);
}
END_TEST

START_TEST(every_alias_is_known) {
    static const struct {
        const char *alias;
        enum gj_encoding encoding;
    } aliases[] = {{"UTF-8", GJ_UTF8},      {"utf8", GJ_UTF8},        {"GBK", GJ_GB18030},    {"gb2312", GJ_GB18030},
                   {"cp936", GJ_GB18030},   {"UTF-16", GJ_UTF16LE},   {"utf_16be", GJ_UTF16BE}, {"GB18030", GJ_GB18030}};
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        enum gj_encoding encoding = GJ_ENCODING_COUNT;
        ck_assert_msg(gj_encoding_find(aliases[i].alias, &encoding), "%s", aliases[i].alias);
        ck_assert_msg(encoding == aliases[i].encoding, "%s", aliases[i].alias);
    }
    enum gj_encoding encoding = GJ_UTF16BE;
    ck_assert(!gj_encoding_find("", &encoding));
    ck_assert(!gj_encoding_find("utf-8x", &encoding));
    ck_assert_int_eq(encoding, GJ_UTF16BE);
}
END_TEST

/* A character past U+FFFF in each encoding that can hold it, between two digits. */
START_TEST(characters_of_four_bytes_keep_their_place) {
    static const struct {
        const char *bytes;
        size_t length, last;
    } wide[] = {
        {BYTES("1\xF0\xA0\x95\x82" "2"), 5},
        {BYTES("\xFF\xFE" "1\x00\x41\xD8\x42\xDD" "2\x00"), 8},
        {BYTES("\xFE\xFF\x00" "1\xD8\x41\xDD\x42\x00" "2"), 8},
    };
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        struct gj_arena arena = {0};
        struct gj_text text;
        ck_assert_int_eq(gj_text_read(&text, &arena, "wide", wide[i].bytes, wide[i].length, NULL, NULL), GJ_OK);
        ck_assert_uint_eq(text.length, 6);
        ck_assert_int_eq(memcmp(text.bytes, "1\xF0\xA0\x95\x82" "2", 6), 0);
        ck_assert_uint_eq(gj_text_original(&text, 5), wide[i].last);
        gj_arena_free(&arena);
    }
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
    size_t lines;
    const char *last;
} line_ends[] = {
    {BYTES(""), 0, ""},           {BYTES("a"), 1, "a"},          {BYTES("a\n"), 1, "a"},
    {BYTES("a\nb"), 2, "b"},      {BYTES("a\r\nb\r\n"), 2, "b"}, {BYTES("a\rb"), 2, "b"},
    {BYTES("a\n\fb"), 2, "b"},    {BYTES("a\n\nb"), 3, "b"},     {BYTES("\r\n\r\n"), 2, ""},
    {BYTES("a\n\rb"), 3, "b"},    {BYTES("a\0b\n"), 1, "a\0b"},
};

START_TEST(a_line_ends_in_any_of_the_usual_ways) {
    struct gj_arena arena = {0};
    struct gj_text text;
    ck_assert_int_eq(gj_text_read(&text, &arena, "lines", line_ends[_i].bytes, line_ends[_i].length, "utf-8", NULL),
                     GJ_OK);
    ck_assert_uint_eq(text.line_count, line_ends[_i].lines);
    if (text.line_count) {
        const struct gj_line *last = &text.lines[text.line_count - 1];
        ck_assert_int_eq(memcmp(text.bytes + last->start, line_ends[_i].last, last->length), 0);
        ck_assert_uint_ge(last->length, strlen(line_ends[_i].last));
    }
    gj_arena_free(&arena);
}
END_TEST

/* Every prefix of every sample is read, or refused with a place inside it. */
START_TEST(no_cut_is_read_past_its_end) {
    for (size_t length = 0; length <= samples[_i].length; length++) {
        struct gj_arena arena = {0};
        struct gj_text text;
        gj_error error = {0};
        char *bytes = malloc(length ? length : 1);
        ck_assert_ptr_nonnull(bytes);
        memcpy(bytes, samples[_i].bytes, length);
        gj_status status = gj_text_read(&text, &arena, "cut", bytes, length, NULL, &error);
        if (status != GJ_OK) {
            ck_assert_int_eq(status, GJ_ERROR_ENCODING);
            ck_assert_uint_lt(error.offset, length);
        }
        free(bytes);
        gj_arena_free(&arena);
    }
}
END_TEST

/* How far the bytes are valid, found out one character at a time. */
static size_t valid_by_steps(const unsigned char *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        size_t size = 1;
        while (size <= 4 && (size > length - at || gj_encoding_valid(GJ_UTF8, bytes + at, size) != size))
            size++;
        if (size > 4)
            return at;
        at += size;
    }
    return at;
}

/* Blocks of many bytes are judged at once: they must be judged as their characters are. */
START_TEST(blocks_of_utf8_are_valid_where_their_characters_are) {
    static const char *const pieces[] = {"a",        "7\n",      "规",       "章",           "，",       "\xE2\x80\x94",
                                         "\xC2\xB7", "\xEE\x80\x80", "\xED\x9F\xBF", "\xF0\xA0\x80\x80", "\xE0\xA4\x95",
                                         "总计",     "公开年报",   "20240131",   "\xEF\xBF\xBD",
                                         /* and what is not valid */
                                         "\xED\xA0\x80", "\xE0\x80\x80", "\xC0\x80", "\x80", "\xE8\xA7", "\xF5\x80\x80\x80", "\xFF"};
    enum { GOOD = 15, ROUNDS = 20000 };
    unsigned char bytes[128];
    uint32_t state = 2463534242u;
    for (int round = 0; round < ROUNDS; round++) {
        size_t length = 0;
        while (length < 100) {
            state ^= state << 13, state ^= state >> 17, state ^= state << 5;
            size_t choice = state % 64 ? state / 64 % GOOD : state / 64 % (size_t)COUNT(pieces);
            size_t usual = state >> 16 & 3 ? 2 + (state >> 20) % 2 : choice; /* runs of plain characters */
            memcpy(bytes + length, pieces[usual], strlen(pieces[usual]));
            length += strlen(pieces[usual]);
        }
        ck_assert_uint_eq(gj_encoding_valid(GJ_UTF8, bytes, length), valid_by_steps(bytes, length));
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("encoding");
    TCase *tcase = tcase_create("encoding");
    tcase_add_loop_test(tcase, the_encoding_is_found_out, 0, COUNT(samples));
    tcase_add_loop_test(tcase, places_lead_back_to_the_input, 0, COUNT(samples));
    tcase_add_loop_test(tcase, the_encoding_asked_for_is_used, 0, COUNT(samples));
    tcase_add_loop_test(tcase, no_cut_is_read_past_its_end, 0, COUNT(samples));
    tcase_add_loop_test(tcase, bytes_that_do_not_fit_are_refused_with_their_place, 0, COUNT(refused));
    tcase_add_loop_test(tcase, a_line_ends_in_any_of_the_usual_ways, 0, COUNT(line_ends));
    tcase_add_test(tcase, two_encodings_in_one_file_are_told_apart);
    tcase_add_test(tcase, blocks_of_utf8_are_valid_where_their_characters_are);
    tcase_add_test(tcase, every_alias_is_known);
    tcase_add_test(tcase, characters_of_four_bytes_keep_their_place);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
