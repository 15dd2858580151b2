/* Who and when: the body that reports and the year, from the title of the report or the period it covers. */
#include <string.h>
#include <utf8proc.h>

#include "desk.h"
#include "prose/rules.h"

/* In characters. Titles are short; a sentence that cites one is not. Of a title on two lines the first half is shorter
 * still, and a body that has the line above the title to itself has a short name. */
enum { LONGEST_LINE = 300, LONGEST_FIRST_HALF = 40, LONGEST_BODY = 30, LONGEST_BODY_ABOVE = 16 };

/* In bytes of UTF-8: a longer line is too long for a plain one before it is folded. */
enum { LONGEST_LINE_BYTES = 3 * LONGEST_LINE };

/* A line as plain characters: spelling made one, digits kept, everything else that is no hanzi dropped. */
struct plain {
    uint32_t characters[LONGEST_LINE];
    size_t length;
};

/* A line with a title's phrase and a year; places are characters of the plain line. */
struct title {
    size_t year_at; /* of the four digits */
    int year;
    size_t phrase_at, phrase_end;
};

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static gj_status simplify_bytes(struct gj_desk *desk, size_t start, size_t length, struct plain *plain) {
    struct gj_key key;
    plain->length = 0;
    if (length > LONGEST_LINE_BYTES)
        return GJ_OK;
    if (gj_fold_plain(&desk->grammar->spelling, desk->arena, desk->text.bytes + start, length, &key) != GJ_OK)
        return GJ_ERROR_MEMORY;
    if (key.length <= LONGEST_LINE) {
        plain->length = key.length;
        memcpy(plain->characters, key.characters, key.length * sizeof *plain->characters);
    }
    return GJ_OK;
}

static gj_status simplify(struct gj_desk *desk, size_t line, struct plain *plain) {
    return simplify_bytes(desk, desk->text.lines[line].start, desk->text.lines[line].length, plain);
}

static void append(struct plain *plain, const struct plain *more) {
    if (plain->length + more->length > LONGEST_LINE)
        return;
    memcpy(plain->characters + plain->length, more->characters, more->length * sizeof *plain->characters);
    plain->length += more->length;
}

/* Where the part first stands; GJ_NOWHERE where it does not. */
static size_t find(const struct plain *plain, const struct gj_key *part) {
    for (size_t at = 0; at + part->length <= plain->length; at++)
        if (plain->characters[at] == *part->characters &&
            memcmp(plain->characters + at, part->characters, part->length * sizeof *part->characters) == 0)
            return at;
    return GJ_NOWHERE;
}

/* The year whose four digits, and no more of them, stand there; 0 where none does that a report may be of. */
static int year_at(const struct plain *plain, size_t at) {
    enum { FIRST_YEAR = 1990, LAST_YEAR = 2100 };
    int year = 0;
    if (at + 4 > plain->length || (at && is_digit(plain->characters[at - 1])) ||
        (at + 4 < plain->length && is_digit(plain->characters[at + 4])))
        return 0;
    for (size_t i = 0; i < 4; i++) {
        if (!is_digit(plain->characters[at + i]))
            return 0;
        year = year * 10 + (int)(plain->characters[at + i] - '0');
    }
    return year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
}

/* The phrase of a title, in any template's wording, and the year on one line. Phrases may hold or overlap each other:
 * the title's own reaches from where the first begins to where the last ends. */
static bool read_title(const struct gj_desk *desk, const struct plain *plain, struct title *title) {
    size_t phrase = GJ_NOWHERE;
    title->phrase_end = 0;
    for (size_t i = 0; i < desk->grammar->template_count; i++) {
        const struct gj_label_book *book = &desk->grammar->templates[i]->labels;
        for (size_t j = 0; j < book->title_count; j++) {
            size_t at = find(plain, &book->titles[j]);
            if (at != GJ_NOWHERE && at + book->titles[j].length > title->phrase_end) {
                phrase = at < phrase ? at : phrase;
                title->phrase_end = at + book->titles[j].length;
            }
        }
    }
    if (phrase == GJ_NOWHERE)
        return false;
    title->phrase_at = phrase;
    title->year = 0;
    for (size_t at = 0; at < plain->length && !title->year; at++)
        if ((title->year = year_at(plain, at)) != 0)
            title->year_at = at;
    return title->year != 0;
}

/* Can a digit be in a line of UTF-8, in any form that is folded to one: ASCII, full width, raised, circled ...? */
static bool may_hold_digit(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length;) {
        unsigned char c = bytes[i], next = i + 1 < length ? bytes[i + 1] : 0;
        if (c >= 0xE4 && c < 0xEF) { /* an ideograph, for the most part */
            i += 3;
            continue;
        }
        if ((c >= '0' && c <= '9') || c == 0xC2 || c == 0xE2 || c == 0xF0 || (c == 0xE3 && next >= 0x88) ||
            (c == 0xEF && next == 0xBC && i + 2 < length && bytes[i + 2] >= 0x90 && bytes[i + 2] <= 0x99))
            return true;
        i++;
    }
    return false;
}

/* ------------------------------------------------------------------ lines that were seen before */

/* What a line is by itself; the first characters of it, as many as a title may have. */
struct known_title {
    bool is_title;
    struct title title;
    size_t length;
    uint32_t characters[GJ_LONGEST_TITLE];
};

/* Where memory ends, it is found out again. */
static void remember(struct gj_desk *desk, const char *bytes, size_t length, const struct plain *plain,
                     const struct title *title) {
    gj_memory_trim(desk->titles);
    struct known_title *known = gj_arena_take(&desk->titles->arena, sizeof *known);
    if (!known)
        return;
    known->is_title = title != NULL;
    if (title)
        known->title = *title;
    known->length = plain->length;
    size_t kept = plain->length < GJ_LONGEST_TITLE ? plain->length : GJ_LONGEST_TITLE;
    memcpy(known->characters, plain->characters, kept * sizeof *known->characters);
    (void)gj_memory_add(desk->titles, bytes, length, known);
}

/* Reads a line as a title. plain has its characters only where they are fewer than a title may have, which is all that
 * is remembered of a line; its length is always right. */
static gj_status read_line(struct gj_desk *desk, size_t line, struct plain *plain, struct title *title,
                           bool *is_title) {
    const struct gj_line *place = &desk->text.lines[line];
    const char *bytes = desk->text.bytes + place->start;
    bool is_short = desk->titles && place->length <= GJ_MEMORY_LONGEST;
    const struct gj_remembered *found = is_short ? gj_memory_find(desk->titles, bytes, place->length) : NULL;
    if (found) {
        const struct known_title *known = found->finding;
        *is_title = known->is_title;
        *title = known->title;
        plain->length = known->length;
        memcpy(plain->characters, known->characters, sizeof known->characters);
        return GJ_OK;
    }
    if (simplify(desk, line, plain) != GJ_OK)
        return GJ_ERROR_MEMORY;
    *is_title = plain->length && plain->length < GJ_LONGEST_TITLE && read_title(desk, plain, title);
    if (is_short)
        remember(desk, bytes, place->length, plain, *is_title ? title : NULL);
    return GJ_OK;
}

bool gj_is_title(struct gj_desk *desk, size_t line) {
    struct plain plain;
    struct title title;
    bool is_title;
    const struct gj_line *place = &desk->text.lines[line];
    if (place->length > LONGEST_LINE_BYTES ||
        !may_hold_digit((const unsigned char *)desk->text.bytes + place->start, place->length))
        return false;
    return read_line(desk, line, &plain, &title, &is_title) == GJ_OK && is_title;
}

/* ------------------------------------------------------------------ the body */

static char *encode(struct gj_arena *arena, const uint32_t *characters, size_t length) {
    char *text = gj_arena_take(arena, length * 4 + 1);
    size_t used = 0;
    for (size_t i = 0; text && i < length; i++)
        used += (size_t)utf8proc_encode_char((utf8proc_int32_t)characters[i], (utf8proc_uint8_t *)text + used);
    return text;
}

static bool has_digit(const struct plain *plain, size_t first, size_t last) {
    for (size_t i = first; i < last; i++)
        if (is_digit(plain->characters[i]))
            return true;
    return false;
}

/* Behind the year: 2020年X政府信息公开… */
static size_t behind_year(const struct plain *plain, const struct title *title) {
    size_t at = title->year_at + 4;
    if (at < plain->length && plain->characters[at] == 0x5E74) /* 年 */
        at++;
    if (at < plain->length && plain->characters[at] == 0x5EA6) /* 度 */
        at++;
    return at;
}

/* 市公安局, and no 公开指南 from beside the title: the prose has words for bodies. */
static bool ends_as_body(const struct gj_desk *desk, const struct plain *plain, size_t first, size_t last) {
    const struct gj_words *bodies = desk->grammar->prose ? desk->grammar->prose->bodies : NULL;
    struct gj_span name = {plain->characters + first, last > first ? last - first : 0};
    return bodies && gj_words_ending(bodies, name);
}

/* X2020年政府信息公开…: the body stands before the year; 2020年X政府信息公开…: behind it. */
static void find_body(const struct gj_desk *desk, const struct plain *plain, const struct title *title, size_t *first,
                      size_t *last) {
    bool year_first = title->year_at < title->phrase_at;
    size_t behind = behind_year(plain, title);
    *first = 0;
    *last = year_first ? title->year_at : title->phrase_at;
    if (!year_first)
        return;
    if (*last == 0 || (ends_as_body(desk, plain, behind, title->phrase_at) && !ends_as_body(desk, plain, 0, *last))) {
        *first = behind;
        *last = title->phrase_at;
    }
}

static bool is_body(const struct plain *plain, size_t first, size_t last) {
    return last > first + 2 && last - first <= LONGEST_BODY && !has_digit(plain, first, last);
}

static gj_status take_title(struct gj_desk *desk, struct gj_report *report, const struct plain *plain,
                            const struct title *title, size_t line) {
    size_t first, last;
    if (!report->year) {
        report->year = title->year;
        report->year_line = line + 1;
    }
    find_body(desk, plain, title, &first, &last);
    if (report->body || !is_body(plain, first, last))
        return GJ_OK;
    report->body = encode(desk->arena, plain->characters + first, last - first);
    report->body_line = line + 1;
    return report->body ? GJ_OK : GJ_ERROR_MEMORY;
}

/* A title without a body has it on the line above, or above an empty one. */
static gj_status take_line_above(struct gj_desk *desk, struct gj_report *report, size_t first_line) {
    if (report->body || !report->year_line || report->year_line < first_line + 2)
        return GJ_OK;
    struct plain plain;
    size_t line = report->year_line - 2;
    if (simplify(desk, line, &plain) != GJ_OK)
        return GJ_ERROR_MEMORY;
    if (!plain.length && line > first_line && simplify(desk, --line, &plain) != GJ_OK)
        return GJ_ERROR_MEMORY;
    if (plain.length > LONGEST_BODY_ABOVE || !is_body(&plain, 0, plain.length))
        return GJ_OK;
    report->body = encode(desk->arena, plain.characters, plain.length);
    report->body_line = line + 1;
    return report->body ? GJ_OK : GJ_ERROR_MEMORY;
}

/* ------------------------------------------------------------------ titles, line by line */

/* A title on two lines: the phrase begins on the first one, or right behind the year that ends it. */
static bool is_broken_title(const struct title *title, size_t first_length) {
    enum { LONGEST_YEAR = 6 }; /* 2020年度 */
    return title->phrase_at < first_length || (title->phrase_at == first_length && title->year_at < first_length &&
                                               first_length <= title->year_at + LONGEST_YEAR);
}

/* Whether the line, which is no title by itself, is one with the next, which it then goes on with. Some readers of PDF
 * put an empty line behind every one. */
static gj_status read_two_lines(struct gj_desk *desk, size_t line, size_t last, struct plain *plain,
                                struct title *title, bool *is_title) {
    struct plain next;
    size_t first_length = plain->length;
    if (simplify(desk, line + 1, &next) != GJ_OK)
        return GJ_ERROR_MEMORY;
    if (!next.length && line + 2 < last && simplify(desk, line + 2, &next) != GJ_OK)
        return GJ_ERROR_MEMORY;
    append(plain, &next);
    *is_title =
        plain->length < GJ_LONGEST_TITLE && read_title(desk, plain, title) && is_broken_title(title, first_length);
    return GJ_OK;
}

static gj_status scan_titles(struct gj_desk *desk, struct gj_report *report, size_t first, size_t last) {
    struct plain plain;
    for (size_t line = first; line < last; line++) {
        struct title title;
        bool found;
        gj_status status = read_line(desk, line, &plain, &title, &found);
        if (status == GJ_OK && !found && plain.length && plain.length < LONGEST_FIRST_HALF && line + 1 < last)
            status = read_two_lines(desk, line, last, &plain, &title, &found);
        if (status != GJ_OK)
            return status;
        if (found && take_title(desk, report, &plain, &title, line) != GJ_OK)
            return GJ_ERROR_MEMORY;
        if (report->body && report->year)
            return GJ_OK;
    }
    return GJ_OK;
}

static bool divides_cells(char c) {
    return (unsigned char)c <= ' ' || c == '|';
}

/* Where all of a report is one line, its title is one of the first cells. */
static gj_status scan_cells(struct gj_desk *desk, struct gj_report *report, size_t line) {
    const struct gj_line *place = &desk->text.lines[line];
    const char *bytes = desk->text.bytes + place->start;
    size_t cells = 0;
    for (size_t at = 0; at < place->length && cells < GJ_FARTHEST_PERIOD && !(report->body && report->year); cells++) {
        struct plain plain;
        struct title title;
        size_t start = at;
        while (at < place->length && !divides_cells(bytes[at]))
            at++;
        if (simplify_bytes(desk, place->start + start, at - start, &plain) != GJ_OK ||
            (plain.length && plain.length < GJ_LONGEST_TITLE && read_title(desk, &plain, &title) &&
             take_title(desk, report, &plain, &title, line) != GJ_OK))
            return GJ_ERROR_MEMORY;
        while (at < place->length && divides_cells(bytes[at]))
            at++;
    }
    return GJ_OK;
}

static gj_status scan_long_lines(struct gj_desk *desk, struct gj_report *report, size_t first, size_t last) {
    for (size_t line = first; line < last && !(report->body && report->year); line++)
        if (desk->text.lines[line].length > LONGEST_LINE_BYTES && scan_cells(desk, report, line) != GJ_OK)
            return GJ_ERROR_MEMORY;
    return GJ_OK;
}

/* ------------------------------------------------------------------ the period */

/* 2019年1月1日起至2019年12月31日 */
static int read_period(const struct plain *plain) {
    static const uint32_t first_day[] = {0x5E74, '1', 0x6708, '1', 0x65E5};
    static const uint32_t last_day[] = {0x5E74, '1', '2', 0x6708, '3', '1', 0x65E5};
    for (size_t at = 0; at + 9 <= plain->length; at++) {
        int year = year_at(plain, at);
        if (!year || memcmp(plain->characters + at + 4, first_day, sizeof first_day) != 0)
            continue;
        for (size_t end = at + 9; end + 7 <= plain->length; end++)
            if (memcmp(plain->characters + end, last_day, sizeof last_day) == 0)
                return year;
    }
    return 0;
}

static gj_status scan_periods(struct gj_desk *desk, struct gj_report *report, size_t first, size_t last) {
    struct plain plain;
    for (size_t line = first; line < last && !report->year; line++) {
        if (simplify(desk, line, &plain) != GJ_OK)
            return GJ_ERROR_MEMORY;
        report->year = read_period(&plain);
        report->year_line = report->year ? line + 1 : 0;
    }
    return GJ_OK;
}

gj_status gj_find_who_and_when(struct gj_desk *desk, size_t first, size_t last, struct gj_report *report) {
    if (last > first + GJ_FARTHEST_PERIOD)
        last = first + GJ_FARTHEST_PERIOD;
    gj_status status = scan_titles(desk, report, first, last);
    if (status == GJ_OK)
        status = scan_long_lines(desk, report, first, last);
    if (status == GJ_OK)
        status = take_line_above(desk, report, first);
    if (status == GJ_OK && !report->year)
        status = scan_periods(desk, report, first, last);
    return status;
}
