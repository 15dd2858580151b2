/*
 * Tables that kept their tags: converters to Markdown leave a table in HTML where Markdown cannot hold it. A cell is
 * what stands between <td> or <th> and the next tag of a cell, row or table; tags within it part its pieces.
 */
#include <string.h>
#include <strings.h>

#include "squares.h"

/* A tag that does not end within so many bytes is none. */
enum { LONGEST_TAG = 4000 };

struct tag {
    size_t start, end; /* of the text */
    size_t name, name_length;
    bool closes;
};

struct tag_table {
    struct gj_squares squares;
    size_t line_end; /* of the line that is being read, in the text */
    size_t next_tag; /* a line that holds a tag, with none between it and those read */
    size_t depth;    /* of tables */
};

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The tag that opens at a byte of the text; false where there is none. */
static bool tag_at(const struct gj_text *text, size_t at, struct tag *tag) {
    const char *bytes = text->bytes;
    size_t limit = text->length - at < LONGEST_TAG ? text->length : at + LONGEST_TAG;
    if (bytes[at] != '<' || at + 1 >= limit)
        return false;
    *tag = (struct tag){.start = at, .name = at + 1, .closes = bytes[at + 1] == '/'};
    tag->name += tag->closes;
    while (tag->name + tag->name_length < limit && is_letter(bytes[tag->name + tag->name_length]))
        tag->name_length++;
    const char *end = tag->name_length ? memchr(bytes + at, '>', limit - at) : NULL;
    tag->end = end ? (size_t)(end - bytes) + 1 : at;
    return end != NULL;
}

static bool is_named(const struct gj_text *text, const struct tag *tag, const char *name) {
    return tag->name_length == strlen(name) && strncasecmp(text->bytes + tag->name, name, tag->name_length) == 0;
}

static void take_tag(struct tag_table *table, const struct tag *tag) {
    struct gj_squares *squares = &table->squares;
    const struct gj_text *text = squares->lexer->text;
    bool row = is_named(text, tag, "tr"), cell = is_named(text, tag, "td") || is_named(text, tag, "th");
    if (is_named(text, tag, "table") && !tag->closes) {
        gj_squares_open_table(squares);
        table->depth++;
    } else if (is_named(text, tag, "table")) {
        gj_squares_close_row(squares);
        table->depth -= table->depth > 0;
    } else if (row && !tag->closes)
        gj_squares_close_row(squares);
    else if (row || (cell && tag->closes))
        gj_squares_close_cell(squares);
    else if (cell)
        gj_squares_open_cell(squares, tag->end, text->bytes + tag->name, tag->end - tag->name);
}

/* ------------------------------------------------------------------ lines */

/* Reads on to the end of the line in which the last tag ends. */
static void read_line(struct tag_table *table) {
    struct gj_squares *squares = &table->squares;
    const struct gj_text *text = squares->lexer->text;
    size_t at = text->lines[squares->line].start, start = at;
    table->line_end = at + text->lines[squares->line].length;
    while (at < table->line_end) {
        struct tag tag;
        if (!tag_at(text, at, &tag)) {
            at++;
            continue;
        }
        gj_squares_text(squares, start, at);
        take_tag(table, &tag);
        while (tag.end > table->line_end && squares->line + 1 < text->line_count) { /* attributes on their own lines */
            squares->line++;
            table->line_end = text->lines[squares->line].start + text->lines[squares->line].length;
        }
        at = start = tag.end;
    }
    gj_squares_text(squares, start, table->line_end);
}

static bool opens_table(const struct gj_text *text, size_t line) {
    const char *bytes = text->bytes + text->lines[line].start;
    size_t length = text->lines[line].length;
    for (const char *at = bytes; (at = memchr(at, '<', (size_t)(bytes + length - at))); at++) {
        struct tag tag;
        if (tag_at(text, (size_t)(at - text->bytes), &tag) && !tag.closes &&
            (is_named(text, &tag, "table") || is_named(text, &tag, "tr")))
            return true;
    }
    return false;
}

static bool holds_tag(const struct gj_text *text, size_t line) {
    const char *at = text->bytes + text->lines[line].start, *end = at + text->lines[line].length;
    for (struct tag tag; at < end && (at = memchr(at, '<', (size_t)(end - at))); at++)
        if (tag_at(text, (size_t)(at - text->bytes), &tag))
            return true;
    return false;
}

/* A cell may run over lines, but where no tag comes for many the table was left open, and they are none of it. */
static bool goes_on(struct tag_table *table) {
    const struct gj_text *text = table->squares.lexer->text;
    size_t last = table->squares.line;
    if (table->next_tag > last)
        return true;
    for (size_t line = last + 1; line < text->line_count && line - last <= GJ_TAG_LINES_AHEAD; line++)
        if (holds_tag(text, line)) {
            table->next_tag = line;
            return true;
        }
    return false;
}

size_t gj_read_tags(struct gj_lexer *lexer, size_t first) {
    if (!opens_table(lexer->text, first))
        return first;
    struct tag_table table = {.squares = {.lexer = lexer, .line = first}};
    struct gj_squares *squares = &table.squares;
    size_t first_atom = lexer->cells->count;
    gj_lexer_new_row(lexer);
    for (; squares->line < lexer->text->line_count && !lexer->failed; squares->line++) {
        read_line(&table);
        if (!table.depth || !goes_on(&table))
            break;
    }
    gj_squares_close_row(squares);
    gj_judge_whole_cells(lexer, first_atom);
    return squares->line < lexer->text->line_count ? squares->line + 1 : lexer->text->line_count;
}
