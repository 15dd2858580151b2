#include "passage_lines.h"

#include <string.h>

#include "desk.h"
#include "prose/rules.h"
#include "text/characters.h"

/* So few spaces divide no stream of cells, nor, down to a full stop, anything else. */
enum { MOST_SPACES = GJ_STREAM_LEAST_VALUES - 2 };

_Static_assert(GJ_SHORTEST_SENTENCE > GJ_LONGEST_PAGE_MARK, "a page mark might be left out as a sentence");

/* The line's bytes without its end. */
static size_t content_length(const char *bytes, size_t length) {
    length -= length && bytes[length - 1] == '\n';
    length -= length && bytes[length - 1] == '\r';
    return length;
}

static bool is_blank(const char *bytes, size_t length) {
    size_t spaces = 0;
    while (spaces < length && bytes[spaces] == ' ')
        spaces++;
    return spaces == length;
}

/* No row of commas begins, and what is left without the spaces in front is hardly shorter: none is without width. */
static bool opens_sentence(const char *bytes) {
    while (*bytes == ' ' || memcmp(bytes, GJ_WIDE_SPACE, 3) == 0)
        bytes += *bytes == ' ' ? 1 : 3;
    return *bytes != ',' && *bytes != '"' && memcmp(bytes, GJ_ZERO_WIDTH_SPACE, 3) != 0;
}

/* One sentence or several and nothing else, whatever stands around it but for rows of commas. */
static bool is_sentence(const struct gj_passages *passages, const char *bytes, size_t length) {
    const struct gj_glance *glance = &passages->glance;
    bool is_marked = glance->marks > (bytes[length] == '\r');
    return length >= GJ_SHORTEST_SENTENCE && length <= passages->longest && !is_marked &&
           glance->spaces <= MOST_SPACES && memcmp(bytes + length - 3, GJ_FULL_STOP, 3) == 0 && opens_sentence(bytes);
}

static bool claims_nothing(const struct gj_passages *passages, const char *bytes, size_t length) {
    return !gj_triggers_stand(&passages->grammar->prose->triggers, bytes, length);
}

struct gj_glanced_line gj_glanced_line(const struct gj_passages *passages, const char *bytes) {
    const struct gj_glance *glance = &passages->glance;
    struct gj_glanced_line line = {.start = glance->start, .length = glance->at - glance->start};
    const char *start = bytes + line.start;
    size_t length = content_length(start, line.length);
    line.fields = glance->commas + 1;
    if (is_blank(start, length))
        line.kind = GJ_LINE_BLANK;
    else if (!passages->is_off && is_sentence(passages, start, length) && claims_nothing(passages, start, length))
        line.kind = GJ_LINE_SENTENCE;
    else
        line.quoted = memchr(start, '"', length) != NULL;
    return line;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_lead_of_ideograph(unsigned char byte) {
    return byte >= 0xE4 && byte <= 0xE9;
}

/* What ends a cell, is dropped from numbers, or goes on with one: any byte but those that make text of it. */
static bool may_stand_beside_number(char byte) {
    return (unsigned char)byte <= ' ' || (unsigned char)byte >= 0x80 || strchr("|,;\"<>*`.+", byte) != NULL;
}

/* What stands before is no text, or a sign, be it in words (values.c). */
static bool may_open_number(const char *bytes, size_t at) {
    static const char *const signs[] = {"加", "少", "增", "减", "減"};
    static const char colon[] = "：";
    if (at == 0)
        return true;
    if (bytes[at - 1] == '-')
        return at == 1 || may_stand_beside_number(bytes[at - 2]);
    if (at < 3 || !is_lead_of_ideograph((unsigned char)bytes[at - 3]))
        return may_stand_beside_number(bytes[at - 1]) && (at < 3 || memcmp(bytes + at - 3, colon, 3) != 0);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (memcmp(bytes + at - 3, signs[i], 3) == 0)
            return true;
    return false;
}

static bool may_close_number(const char *bytes, size_t at, size_t length) {
    return at == length || (may_stand_beside_number(bytes[at]) && !is_lead_of_ideograph((unsigned char)bytes[at]));
}

static bool is_full_width_digit(const char *bytes, size_t left) {
    return left >= 3 && memcmp(bytes, "\xEF\xBC", 2) == 0 && (unsigned char)bytes[2] >= 0x90 &&
           (unsigned char)bytes[2] <= 0x99;
}

bool gj_may_hold_row_number(const char *bytes, size_t length) {
    for (size_t at = 0; at < length; at++) {
        size_t start = at;
        while (at < length && is_digit(bytes[at]))
            at++;
        bool is_number = at > start && may_open_number(bytes, start);
        if (is_number && (start == 0 || may_close_number(bytes, at, length)))
            return true;
        if (at < length && is_full_width_digit(bytes + at, length - at))
            return true;
    }
    return false;
}

bool gj_may_open_table(const char *bytes, size_t length) {
    for (const char *at = bytes, *end = bytes + length; (at = memchr(at, '<', (size_t)(end - at))); at++)
        if (end - at > 1 && (at[1] == 't' || at[1] == 'T'))
            return true;
    for (const char *at = bytes, *end = bytes + length; (at = memchr(at, '{', (size_t)(end - at))); at++)
        if (end - at > 1 && at[1] == '|')
            return true;
    return false;
}

/* No title has so many ideographs. */
static bool is_too_long(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += (unsigned char)bytes[i] >= 0xE5 && (unsigned char)bytes[i] <= 0xE8;
    return count >= GJ_LONGEST_TITLE;
}

static bool may_be_title(struct gj_passages *passages, const char *bytes, size_t length) {
    if (is_too_long(bytes, length))
        return false;
    struct gj_line line = {.length = length};
    struct gj_desk desk = {.grammar = passages->grammar, .arena = &passages->arena};
    desk.text = (struct gj_text){.bytes = bytes, .length = length, .lines = &line, .line_count = 1};
    bool is_title = gj_is_title(&desk, 0);
    gj_arena_reset(&passages->arena);
    return is_title;
}

size_t gj_count_lines(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t at = 0; at < length; count++)
        at = gj_line_after(bytes, gj_line_end(bytes, at, length), length);
    return count;
}

bool gj_holds_title(struct gj_passages *passages, const char *bytes, size_t length) {
    for (size_t at = 0, end; at < length; at = gj_line_after(bytes, end, length)) {
        end = gj_line_end(bytes, at, length);
        if (may_be_title(passages, bytes + at, end - at))
            return true;
    }
    return false;
}
