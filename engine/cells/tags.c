/*
 * Tables that kept their tags: converters to Markdown leave a table in HTML where Markdown cannot hold it. A cell is
 * what stands between <td> or <th> and the next tag of a cell, row or table; tags within it part its pieces.
 */
#include <string.h>
#include <strings.h>

#include "cells.h"

/* A tag that does not end within so many bytes is none. Squares of a row that spans from above can fill. */
enum { LONGEST_TAG = 4000, MOST_SQUARES = 128 };

struct tag {
    size_t start, end; /* of the text */
    size_t name, name_length;
    bool closes;
};

struct tag_table {
    struct gj_lexer *lexer;
    size_t line, line_end; /* the line that is being read; its end in the text */
    size_t next_tag;       /* a line that holds a tag, with none between it and those read */
    size_t first_atom;
    size_t depth;                 /* of tables */
    size_t column, width;         /* of the cell at hand */
    size_t spanned[MOST_SQUARES]; /* rows that a cell above still covers, by column */
    size_t cell_line, cell_start; /* where the cell at hand began */
    uint32_t head, last;          /* its first and last piece; GJ_NO_ATOM while it is empty */
    bool in_cell;
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

/* The number that an attribute of the tag gives, at least 1 and at most most. */
static size_t attribute(const struct gj_text *text, const struct tag *tag, const char *name, size_t most) {
    size_t length = strlen(name), number = 0;
    for (size_t at = tag->name; at + length < tag->end; at++) {
        if (strncasecmp(text->bytes + at, name, length) != 0)
            continue;
        for (at += length; at < tag->end && strchr("= \"'", text->bytes[at]); at++)
            ;
        for (; at < tag->end && text->bytes[at] >= '0' && text->bytes[at] <= '9' && number < most; at++)
            number = number * 10 + (size_t)(text->bytes[at] - '0');
    }
    return number < 1 ? 1 : number > most ? most : number;
}

/* ------------------------------------------------------------------ cells */

static struct gj_atom *add(struct tag_table *table, size_t line, size_t start, size_t end) {
    return gj_lexer_add(table->lexer, GJ_LAYOUT_TAGS, line, start, end, table->column,
                        table->column + (table->in_cell ? table->width - 1 : 0));
}

/* The text between two tags on one line: a piece of the cell at hand, or words beside the cells. */
static void take_text(struct tag_table *table, size_t start, size_t end) {
    struct gj_cells *cells = table->lexer->cells;
    if (start >= end)
        return;
    if (!table->in_cell)
        gj_lexer_new_row(table->lexer);
    struct gj_atom *atom = add(table, table->line, start, end);
    if (!atom)
        return;
    if (!atom->length) {
        cells->count--;
        return;
    }
    if (!table->in_cell)
        return;
    uint32_t index = (uint32_t)(cells->count - 1);
    if (table->head == GJ_NO_ATOM)
        table->head = index;
    else {
        cells->atoms[table->last].next_piece = index;
        atom->is_piece = true;
    }
    table->last = index;
}

static void close_cell(struct tag_table *table) {
    if (table->in_cell && table->head == GJ_NO_ATOM)
        add(table, table->cell_line, table->cell_start, table->cell_start); /* a blank */
    if (table->in_cell)
        table->column += table->width;
    table->in_cell = false;
}

static void open_cell(struct tag_table *table, const struct tag *tag) {
    const struct gj_text *text = table->lexer->text;
    close_cell(table);
    while (table->column < MOST_SQUARES && table->spanned[table->column])
        table->spanned[table->column++]--;
    table->width = attribute(text, tag, "colspan", MOST_SQUARES);
    size_t rows = attribute(text, tag, "rowspan", 1000);
    for (size_t i = table->column; i < table->column + table->width && i < MOST_SQUARES; i++)
        table->spanned[i] = rows - 1;
    table->cell_line = table->line;
    table->cell_start = tag->end;
    table->head = table->last = GJ_NO_ATOM;
    table->in_cell = true;
}

/* Squares behind the last cell of a row that are covered from above. */
static void close_row(struct tag_table *table) {
    close_cell(table);
    for (; table->column < MOST_SQUARES; table->column++)
        table->spanned[table->column] -= table->spanned[table->column] > 0;
    table->column = 0;
    gj_lexer_new_row(table->lexer);
}

static void open_table(struct tag_table *table) {
    close_row(table);
    memset(table->spanned, 0, sizeof table->spanned);
    table->depth++;
}

static void take_tag(struct tag_table *table, const struct tag *tag) {
    const struct gj_text *text = table->lexer->text;
    bool row = is_named(text, tag, "tr"), cell = is_named(text, tag, "td") || is_named(text, tag, "th");
    if (is_named(text, tag, "table") && !tag->closes)
        open_table(table);
    else if (is_named(text, tag, "table")) {
        close_row(table);
        table->depth -= table->depth > 0;
    } else if (row && !tag->closes)
        close_row(table);
    else if (row || (cell && tag->closes))
        close_cell(table);
    else if (cell)
        open_cell(table, tag);
}

/* ------------------------------------------------------------------ lines */

/* Reads on to the end of the line in which the last tag ends. */
static void read_line(struct tag_table *table) {
    const struct gj_text *text = table->lexer->text;
    size_t at = text->lines[table->line].start, start = at;
    table->line_end = at + text->lines[table->line].length;
    while (at < table->line_end) {
        struct tag tag;
        if (!tag_at(text, at, &tag)) {
            at++;
            continue;
        }
        take_text(table, start, at);
        take_tag(table, &tag);
        while (tag.end > table->line_end && table->line + 1 < text->line_count) { /* attributes on lines of their own */
            table->line++;
            table->line_end = text->lines[table->line].start + text->lines[table->line].length;
        }
        at = start = tag.end;
    }
    take_text(table, start, table->line_end < start ? start : table->line_end);
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
    const struct gj_text *text = table->lexer->text;
    if (table->next_tag > table->line)
        return true;
    for (size_t line = table->line + 1; line < text->line_count && line - table->line <= GJ_TAG_LINES_AHEAD; line++)
        if (holds_tag(text, line)) {
            table->next_tag = line;
            return true;
        }
    return false;
}

size_t gj_read_tags(struct gj_lexer *lexer, size_t first) {
    if (!opens_table(lexer->text, first))
        return first;
    struct tag_table table = {.lexer = lexer, .line = first, .first_atom = lexer->cells->count};
    gj_lexer_new_row(lexer);
    for (; table.line < lexer->text->line_count && !lexer->failed; table.line++) {
        read_line(&table);
        if (!table.depth || !goes_on(&table))
            break;
    }
    close_row(&table);
    gj_judge_whole_cells(lexer, table.first_atom);
    return table.line < lexer->text->line_count ? table.line + 1 : lexer->text->line_count;
}
