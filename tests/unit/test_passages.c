/* Sentences that say nothing are left out of a fed input; what is read of the rest is where it stands in the input. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "gouji.h"
#include "kept_text.h"
#include "read_file.h"
#include "reader/reader.h"
#include "text/glance.h"

static gj_grammar *grammar;

/* ------------------------------------------------------------------ a glance at lines */

/* Byte by byte, as there is never a block of them. */
static bool glance_slowly(struct gj_glance *glance, const char *bytes, size_t length) {
    for (size_t end = glance->at + 1; end <= length; end++)
        if (gj_glance_line(glance, bytes, end))
            return true;
    return false;
}

static void check_glances(const char *bytes, size_t length) {
    struct gj_glance fast, slow;
    size_t at = 0;
    do {
        gj_glance_begin(&fast, at);
        gj_glance_begin(&slow, at);
        bool ended = gj_glance_line(&fast, bytes, length);
        ck_assert_int_eq(glance_slowly(&slow, bytes, length), ended);
        ck_assert_uint_eq(fast.at, slow.at);
        ck_assert_uint_eq(fast.commas, slow.commas);
        ck_assert_uint_eq(fast.spaces, slow.spaces);
        ck_assert_uint_eq(fast.marks, slow.marks);
        at = ended ? fast.at : length;
    } while (at < length);
}

START_TEST(many_bytes_tell_what_each_does) {
    static const char *const pieces[] = {"村里的水渠", ",",      "，",     " ",    "\u3000", "\n",     "\r\n", "|",
                                         "｜",         "\u00A6", "\u00A0", "<",    "+",      ",\"",    ",,",   "\"",
                                         "2023",       "┌",      "╔",      "\x7F", "。",     "\uFEFF", "\t",   "a"};
    enum { PIECES = sizeof pieces / sizeof *pieces, LENGTH = 4000 };
    char text[LENGTH + 16];
    for (uint32_t seed = 1; seed < 60; seed++) {
        uint32_t state = seed, rare = seed % 3;
        size_t length = 0;
        while (length < LENGTH) {
            state = state * 1664525u + 1013904223u;
            const char *piece = pieces[rare && state >> 28 ? 0 : (state >> 16) % PIECES];
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        check_glances(text, length);
    }
}
END_TEST

START_TEST(marks_and_spaces_are_counted) {
    static const char line[] = "一,二 三\u3000四,\"五\",,六|七｜八\u00A6九<十+\t┐\r\n后";
    struct gj_glance glance;
    gj_glance_begin(&glance, 0);
    ck_assert(gj_glance_line(&glance, line, strlen(line)));
    ck_assert_uint_eq(glance.at, strlen(line) - strlen("后"));
    ck_assert_uint_eq(glance.commas, 4);
    ck_assert_uint_eq(glance.spaces, 2);
    ck_assert_uint_eq(glance.marks, 10); /* ," ,, | ｜ ¦ < + tab ┐ and CR */
}
END_TEST

/* ------------------------------------------------------------------ inputs */

static void add(struct text *text, const char *bytes, size_t length) {
    ck_assert_int_eq(keep_text(text, bytes, length), 0);
}

static void add_sentences(struct text *text, size_t lines) {
    static const char *const sentences[] = {
        "村里的水渠修好以后,下游的稻田再也没有断过水,年轻人也愿意回来种地了。\n",
        "全年共举办培训班83期,参加人员3942人次,发放宣传材料945份,受到普遍好评。\r\n",
        "　　走进山间的小路，两旁的松树沿着溪水一直长到坡顶，远处传来“劳作”的声音。\n\n",
        "走进山间的小路,两旁的松树沿着溪水一直长到坡顶,清晨的雾气还没有散去,远处已经传来了劳作的声音。\n"};
    for (size_t i = 0; i < lines; i++) {
        const char *sentence = sentences[(i + i / 7) % (sizeof sentences / sizeof *sentences)];
        add(text, sentence, strlen(sentence));
    }
}

static void add_report(struct text *text) {
    size_t length;
    char *bytes = read_file(GJ_SOURCE_DIR "/corpus/qingling-2023.txt", &length);
    add(text, bytes, length);
    add(text, "\n", 1);
    free(bytes);
}

struct trough {
    struct text text;
    size_t at;
};

static int feed(void *context, char *bytes, size_t room, size_t *length) {
    struct trough *trough = context;
    size_t left = trough->text.length - trough->at;
    *length = left < room ? left : room;
    memcpy(bytes, trough->text.bytes + trough->at, *length);
    trough->at += *length;
    return 0;
}

static gj_reader *open_reader(struct trough *trough, gj_options options) {
    gj_reader *reader;
    options.without_leftovers = true;
    ck_assert_int_eq(gj_reader_new(&reader, grammar, &options, NULL), GJ_OK);
    gj_reader_hold_ahead(reader, 2000);
    ck_assert_int_eq(gj_reader_feed(reader, "input", feed, trough, NULL), GJ_OK);
    return reader;
}

/* ------------------------------------------------------------------ what is left out */

START_TEST(sentences_are_left_out) {
    struct trough trough = {.at = 0};
    add_sentences(&trough.text, 5000);
    gj_reader *reader = open_reader(&trough, (gj_options){0});
    const gj_report *report;
    ck_assert_int_eq(gj_reader_next(reader, &report, NULL), GJ_OK);
    ck_assert_ptr_null(gj_report_template(report));
    ck_assert_uint_eq(gj_report_leftover_count(report), 0);
    ck_assert(gj_reader_at_end(reader));
    ck_assert_uint_gt(gj_reader_left_out(reader), trough.text.length / 10 * 8);
    gj_reader_free(reader);
    free(trough.text.bytes);
}
END_TEST

START_TEST(places_are_those_of_the_input) {
    struct trough trough = {.at = 0};
    const gj_report *report;
    gj_document *document;
    for (int i = 0; i < 3; i++) {
        add_sentences(&trough.text, 900);
        add_report(&trough.text);
    }
    add_sentences(&trough.text, 900);
    ck_assert_int_eq(gj_document_new(&document, grammar, "input", trough.text.bytes, trough.text.length, NULL, NULL),
                     GJ_OK);
    gj_reader *reader = open_reader(&trough, (gj_options){0});
    ck_assert_uint_eq(gj_document_report_count(document), 3);
    for (size_t i = 0; i < 3; i++) {
        const gj_report *whole = gj_document_report(document, i);
        ck_assert_int_eq(gj_reader_next(reader, &report, NULL), GJ_OK);
        ck_assert_uint_eq(gj_report_cell_count(report), gj_report_cell_count(whole));
        for (size_t cell = 0; cell < gj_report_cell_count(report); cell++) {
            ck_assert_uint_eq(gj_report_cell(report, cell)->line, gj_report_cell(whole, cell)->line);
            ck_assert_uint_eq(gj_report_cell(report, cell)->offset, gj_report_cell(whole, cell)->offset);
        }
    }
    ck_assert(gj_reader_at_end(reader));
    ck_assert_uint_gt(gj_reader_left_out(reader), trough.text.length / 4);
    gj_reader_free(reader);
    gj_document_free(document);
    free(trough.text.bytes);
}
END_TEST

static struct text write_json(const gj_report *report) {
    struct text json = {0};
    ck_assert_int_eq(gj_write_json(report, true, keep_text, &json), GJ_OK);
    return json;
}

static void check_same(struct text text) {
    struct trough trough = {.text = text};
    gj_options options = {.without_leftovers = true};
    gj_document *document;
    ck_assert_int_eq(gj_document_new(&document, grammar, "input", text.bytes, text.length, &options, NULL), GJ_OK);
    gj_reader *reader = open_reader(&trough, options);
    for (size_t i = 0; i < gj_document_report_count(document); i++) {
        const gj_report *report;
        ck_assert_int_eq(gj_reader_next(reader, &report, NULL), GJ_OK);
        struct text read = write_json(report), whole = write_json(gj_document_report(document, i));
        ck_assert_str_eq(read.bytes, whole.bytes);
        free(read.bytes);
        free(whole.bytes);
    }
    ck_assert(gj_reader_at_end(reader));
    ck_assert_uint_gt(gj_reader_left_out(reader), 0);
    gj_reader_free(reader);
    gj_document_free(document);
}

/* What opens among sentences, and what it would make of those behind it. */
static const char *const openings[] = {"<table><tr><td>一、主动公开政府信息情况\n",
                                       "|-\n| 一、主动公开政府信息情况 | 3\n{|\n",
                                       "\"一、主动公开,三\n",
                                       "+---+---+\n|一|二|\n",
                                       "第,一,二\n第,一,二\n",
                                       "本年度依申请公开情况：\n",
                                       "1\n规章\n",
                                       "申请\r公开\r\n",
                                       "\f- 3 -\n"};

START_TEST(what_opens_among_sentences_goes_on) {
    struct text text = {0};
    add_sentences(&text, 900);
    for (size_t i = 0; i < 4; i++) {
        add(&text, openings[_i], strlen(openings[_i]));
        add_sentences(&text, 60 * i + 1);
        if (i == 2)
            add_report(&text);
    }
    check_same(text);
    free(text.bytes);
}
END_TEST

START_TEST(what_is_left_out_counts) {
    struct trough trough = {.at = 0};
    const gj_report *report;
    gj_error error;
    add_sentences(&trough.text, 3000);
    gj_reader *reader = open_reader(&trough, (gj_options){.limits = {.bytes = trough.text.length - 1}});
    ck_assert_int_eq(gj_reader_next(reader, &report, &error), GJ_ERROR_LIMIT);
    gj_reader_free(reader);
    trough.at = 0;
    add(&trough.text, "\xFF", 1);
    add_sentences(&trough.text, 10);
    reader = open_reader(&trough, (gj_options){0});
    ck_assert_int_eq(gj_reader_next(reader, &report, &error), GJ_ERROR_ENCODING);
    ck_assert_uint_eq((unsigned char)trough.text.bytes[error.offset], 0xFF);
    ck_assert_uint_gt(gj_reader_left_out(reader), 0);
    gj_reader_free(reader);
    free(trough.text.bytes);
}
END_TEST

int main(void) {
    if (gj_grammar_new(&grammar, NULL) != GJ_OK)
        return EXIT_FAILURE;
    Suite *suite = suite_create("passages");
    TCase *cases = tcase_create("passages");
    tcase_add_test(cases, many_bytes_tell_what_each_does);
    tcase_add_test(cases, marks_and_spaces_are_counted);
    tcase_add_test(cases, sentences_are_left_out);
    tcase_add_test(cases, places_are_those_of_the_input);
    tcase_add_loop_test(cases, what_opens_among_sentences_goes_on, 0, sizeof openings / sizeof *openings);
    tcase_add_test(cases, what_is_left_out_counts);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    gj_grammar_free(grammar);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
