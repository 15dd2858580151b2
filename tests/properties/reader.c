/* A reader hands out the reports of the document, the first time it reads an input and when it knows its tables, be it
 * with other figures in them, or fed piece by piece. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "properties.h"
#include "reader/reader.h"

static struct text write_one(const gj_report *report) {
    struct text output = {0};
    if (gj_write_json(report, true, keep_text, &output) != GJ_OK) {
        free(output.bytes);
        output = (struct text){0};
    }
    return output;
}

static bool same_report(const gj_report *read, const gj_report *expected, size_t index, const char *when,
                        struct finding *finding) {
    if (!read || !expected)
        return broken(finding, "%s: the reader has %s reports than the document", when, expected ? "fewer" : "more");
    struct text first = write_one(expected), second = write_one(read);
    bool good = first.bytes && second.bytes && first.length == second.length &&
                memcmp(first.bytes, second.bytes, first.length) == 0;
    free(first.bytes);
    free(second.bytes);
    return good || broken(finding, "%s: report %zu of the reader is not that of the document", when, index + 1);
}

/* What an opened reader hands out. */
static bool check_reports(gj_reader *reader, const gj_document *document, const char *when, struct finding *finding) {
    const gj_report *report;
    size_t count = gj_document_report_count(document);
    for (size_t i = 0; i < count || !gj_reader_at_end(reader); i++) {
        if (gj_reader_next(reader, &report, NULL) != GJ_OK)
            return broken(finding, "%s: the reader fails", when);
        if (!same_report(report, i < count ? gj_document_report(document, i) : NULL, i, when, finding))
            return false;
    }
    return true;
}

static bool check_input(gj_reader *reader, const gj_document *document, const void *bytes, size_t length,
                        const char *when, struct finding *finding) {
    if (gj_reader_open(reader, "input", bytes, length, NULL) != GJ_OK)
        return broken(finding, "%s: the reader does not open what the document was made of", when);
    return check_reports(reader, document, when, finding);
}

/* ------------------------------------------------------------------ fed piece by piece */

struct trough {
    const char *bytes;
    size_t left, piece;
};

/* Pieces of many lengths, which cut lines and characters anywhere. */
static int feed_piece(void *context, char *bytes, size_t room, size_t *length) {
    struct trough *trough = context;
    trough->piece = trough->piece * 7 % 4099 + 1;
    *length = trough->piece < room ? trough->piece : room;
    *length = *length < trough->left ? *length : trough->left;
    if (*length)
        memcpy(bytes, trough->bytes, *length);
    trough->bytes += *length;
    trough->left -= *length;
    return 0;
}

static bool check_feeding(gj_reader *reader, const gj_document *document, const void *bytes, size_t length,
                          const char *when, struct finding *finding) {
    struct trough trough = {.bytes = bytes, .left = length, .piece = 1};
    if (gj_reader_feed(reader, "input", feed_piece, &trough, NULL) != GJ_OK)
        return broken(finding, "%s: the reader refuses what the document was made of", when);
    return check_reports(reader, document, when, finding);
}

/* Little is held, so that short inputs are cut too. */
enum { LITTLE = 500 };

/* Of so little the encoding is not known for sure: of UTF-8 only. */
static bool what_is_fed_is_read_the_same(const gj_grammar *grammar, const gj_document *document, const void *bytes,
                                         size_t length, struct finding *finding) {
    gj_reader *reader;
    if (strncmp(gj_report_encoding(gj_document_report(document, 0)), "utf-8", 5) != 0)
        return true;
    if (gj_reader_new(&reader, grammar, NULL, NULL) != GJ_OK)
        return broken(finding, "there is no reader");
    gj_reader_hold_ahead(reader, LITTLE);
    bool good = check_feeding(reader, document, bytes, length, "fed", finding) &&
                check_feeding(reader, document, bytes, length, "fed again", finding);
    gj_reader_free(reader);
    return good;
}

/* ------------------------------------------------------------------ the same report, other figures */

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* What stands beside a figure in a cell of its own, in any layout. */
static bool is_edge(char byte) {
    return byte <= ' ' ? byte >= '\0' : byte == '|' || byte == ',' || byte == '"' || byte == '>' || byte == '<';
}

static uint32_t draw(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 24;
}

/* Some figures of the report become others: one in eight, so that many sums fail and many hold. */
static void change_figures(char *bytes, size_t length, uint32_t seed) {
    for (size_t at = 0, end; at < length; at = end + 1) {
        for (end = at; end < length && is_digit(bytes[end]); end++)
            ;
        bool alone = end > at && (at == 0 || is_edge(bytes[at - 1])) && (end == length || is_edge(bytes[end]));
        if (!alone || draw(&seed) % 8)
            continue;
        for (size_t i = at; i < end; i++)
            bytes[i] = (char)('0' + draw(&seed) % 10);
    }
}

static bool learn(gj_reader *reader, const void *bytes, size_t length, struct finding *finding) {
    const gj_report *report;
    if (gj_reader_open(reader, "input", bytes, length, NULL) != GJ_OK)
        return broken(finding, "the reader does not open what the document was made of");
    while (!gj_reader_at_end(reader))
        if (gj_reader_next(reader, &report, NULL) != GJ_OK)
            return broken(finding, "the reader fails");
    return true;
}

/* Where two or four bytes make one character other digits may make another, or none: then both refuse it. */
static bool check_changed(gj_reader *reader, const gj_grammar *grammar, const gj_options *options, const char *changed,
                          size_t length, struct finding *finding) {
    gj_document *document = NULL;
    gj_status status = gj_document_new(&document, grammar, "input", changed, length, options, NULL);
    bool good = status == GJ_OK ? check_input(reader, document, changed, length, "with other figures", finding)
                                : gj_reader_open(reader, "input", changed, length, NULL) == status ||
                                      broken(finding, "the reader does not refuse what the document refuses");
    gj_document_free(document);
    return good;
}

/* Who is to blame for so many failures is a long search, and not what is asked here: it is cut short for both. */
static bool other_figures_are_read_the_same(const gj_grammar *grammar, const void *bytes, size_t length,
                                            struct finding *finding) {
    gj_options options = {.limits = {.work = 200}};
    gj_reader *reader = NULL;
    char *changed = malloc(length + 1);
    if (!changed || gj_reader_new(&reader, grammar, &options, NULL) != GJ_OK) {
        free(changed);
        return broken(finding, "out of memory");
    }
    if (length)
        memcpy(changed, bytes, length);
    change_figures(changed, length, (uint32_t)length);
    bool good =
        learn(reader, bytes, length, finding) && check_changed(reader, grammar, &options, changed, length, finding);
    gj_reader_free(reader);
    free(changed);
    return good;
}

/* ------------------------------------------------------------------ the same report, among sentences */

struct lengthened {
    char *bytes;
    size_t length, room;
};

static void put(struct lengthened *text, const char *bytes, size_t length) {
    if (!length || length > text->room - text->length)
        return;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
}

/* Sentences that say nothing, with commas and figures, on lines of one or several. */
static void put_sentences(struct lengthened *text, size_t lines, uint32_t *state) {
    static const char *const clauses[] = {"村里的水渠修好以后", "下游的稻田再也没有断过水", "雾气还没有散去",
                                          "58年以来修缮农村公路8094公里", "年轻人也愿意回来种地了"};
    enum { CLAUSES = sizeof clauses / sizeof *clauses, MOST_CLAUSES = 6 };
    static const char last[] = "走进山间的小路两旁的松树沿着溪水一直长到坡顶。\n";
    while (lines--) {
        for (uint32_t i = draw(state) % MOST_CLAUSES; i; i--) {
            const char *clause = clauses[draw(state) % CLAUSES], *comma = draw(state) % 4 ? "," : "，";
            put(text, clause, strlen(clause));
            put(text, comma, strlen(comma));
        }
        put(text, last, strlen(last));
        if (draw(state) % 16 == 0)
            put(text, "\n", 1);
    }
}

static size_t some_line(const char *bytes, size_t length, uint32_t *state) {
    size_t at = length ? (draw(state) << 8 | draw(state)) % length : 0;
    while (at && bytes[at - 1] != '\n')
        at--;
    return at;
}

static int compare_places(const void *first, const void *second) {
    size_t a = *(const size_t *)first, b = *(const size_t *)second;
    return a < b ? -1 : a > b;
}

/* Many sentences before some line, and fewer before others behind it. */
static struct lengthened lengthen(const char *bytes, size_t length, uint32_t seed) {
    enum { PLACES = 4, MANY = 500, MOST_OF_FEW = 128, LONGEST_LINE = 400 };
    struct lengthened text = {.room = length + (MANY + (PLACES - 1) * MOST_OF_FEW) * LONGEST_LINE};
    size_t places[PLACES], at = 0;
    if (!(text.bytes = malloc(text.room)))
        return text;
    for (size_t i = 0; i < PLACES; i++)
        places[i] = some_line(bytes, length, &seed);
    qsort(places, PLACES, sizeof *places, compare_places);
    for (size_t i = 0; i < PLACES; i++) {
        put(&text, bytes + at, places[i] - at);
        put_sentences(&text, i ? draw(&seed) % MOST_OF_FEW : MANY, &seed);
        at = places[i];
    }
    put(&text, bytes + at, length - at);
    return text;
}

static bool check_lengthened(const gj_grammar *grammar, const struct lengthened *text, struct finding *finding) {
    gj_options options = {.encoding = "utf-8", .limits = {.work = 200}, .without_leftovers = true};
    gj_document *document;
    gj_reader *reader;
    if (gj_document_new(&document, grammar, "input", text->bytes, text->length, &options, NULL) != GJ_OK)
        return true;
    if (gj_reader_new(&reader, grammar, &options, NULL) != GJ_OK) {
        gj_document_free(document);
        return broken(finding, "there is no reader");
    }
    gj_reader_hold_ahead(reader, LITTLE);
    bool good = check_feeding(reader, document, text->bytes, text->length, "fed among sentences", finding) &&
                check_feeding(reader, document, text->bytes, text->length, "fed among sentences again", finding);
    gj_reader_free(reader);
    gj_document_free(document);
    return good;
}

static bool sentences_between_change_nothing(const gj_grammar *grammar, const gj_document *document, const void *bytes,
                                             size_t length, struct finding *finding) {
    if (strncmp(gj_report_encoding(gj_document_report(document, 0)), "utf-8", 5) != 0)
        return true;
    struct lengthened text = lengthen(bytes, length, (uint32_t)length);
    bool good = text.bytes ? check_lengthened(grammar, &text, finding) : broken(finding, "out of memory");
    free(text.bytes);
    return good;
}

bool reader_reads_the_same(const gj_grammar *grammar, const gj_document *document, const void *bytes, size_t length,
                           struct finding *finding) {
    gj_reader *reader;
    if (gj_reader_new(&reader, grammar, NULL, NULL) != GJ_OK)
        return broken(finding, "there is no reader");
    bool good = check_input(reader, document, bytes, length, "at first", finding) &&
                check_input(reader, document, bytes, length, "again", finding);
    gj_reader_free(reader);
    return good && what_is_fed_is_read_the_same(grammar, document, bytes, length, finding) &&
           other_figures_are_read_the_same(grammar, bytes, length, finding) &&
           sentences_between_change_nothing(grammar, document, bytes, length, finding);
}
