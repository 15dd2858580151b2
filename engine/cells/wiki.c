/*
 * Tables of wiki markup. A line says what it is by what it begins with: {| opens a table, |} closes it, |- begins a row,
 * |+ stands before a caption, | before cells and ! before those of a header. On their line || divides cells, of a header
 * !! too; attributes in front of one end with a single pipe. A line without a mark goes on with the cell before it.
 */
#include <string.h>

#include "squares.h"

struct wiki_table {
    struct gj_squares squares;
    size_t next_mark; /* a line that begins a row or closes the table, with none between it and those read */
    bool has_rows;    /* no caption comes any more */
};

enum mark { MARK_NONE, MARK_TABLE, MARK_END, MARK_ROW, MARK_CAPTION, MARK_CELLS, MARK_HEADERS };

struct marked_line {
    enum mark mark;
    size_t start, end; /* bytes of the text behind the mark */
};

static bool is_empty(const char *bytes, size_t length) {
    size_t at = 0, size;
    while (at < length && (size = gj_space_at(bytes + at, length - at)) > 0)
        at += size;
    return at >= length;
}

/* Behind the mark of a table or row: nothing, or attributes of it. */
static bool says_no_more(const char *bytes, size_t length) {
    return is_empty(bytes, length) || gj_is_attributes(bytes, length);
}

static enum mark mark_at(const char *bytes, size_t length, size_t *size) {
    size_t dashes = 1;
    *size = 1;
    if (length && *bytes == '!')
        return MARK_HEADERS;
    if (length < 2 || (*bytes != '|' && bytes[1] != '|'))
        return length && *bytes == '|' ? MARK_CELLS : MARK_NONE;
    while (dashes < length && bytes[dashes] == '-')
        dashes++;
    *size = bytes[1] == '-' ? dashes : 2;
    if (*bytes == '{' && says_no_more(bytes + *size, length - *size))
        return MARK_TABLE;
    if (*bytes == '|' && bytes[1] == '}')
        return MARK_END;
    if (*bytes == '|' && bytes[1] == '-' && says_no_more(bytes + *size, length - *size))
        return MARK_ROW;
    if (*bytes == '|' && bytes[1] == '+')
        return MARK_CAPTION;
    *size = *bytes == '|';
    return *bytes == '|' ? MARK_CELLS : MARK_NONE;
}

static struct marked_line marked_line(const struct gj_text *text, size_t line) {
    struct marked_line marked = {.start = text->lines[line].start};
    marked.end = marked.start + text->lines[line].length;
    while (marked.start < marked.end && (unsigned char)text->bytes[marked.start] <= ' ')
        marked.start++;
    size_t size;
    marked.mark = mark_at(text->bytes + marked.start, marked.end - marked.start, &size);
    marked.start += marked.mark == MARK_NONE ? 0 : size;
    return marked;
}

/* ------------------------------------------------------------------ cells */

/* Where the next mark between cells stands; *size is its bytes, 0 where the line ends without one. */
static size_t find_divider(const char *bytes, size_t at, size_t end, bool headers, size_t *size) {
    for (; at < end; at++) {
        bool doubled = at + 1 < end && bytes[at + 1] == bytes[at];
        *size = doubled ? 2 : 1;
        if (bytes[at] == '|' || (headers && doubled && bytes[at] == '!'))
            return at;
    }
    *size = 0;
    return end;
}

static void read_cells(struct wiki_table *table, const struct marked_line *line) {
    const char *bytes = table->squares.lexer->text->bytes;
    size_t at = line->start, size = 1;
    while (size) {
        size_t next = find_divider(bytes, at, line->end, line->mark == MARK_HEADERS, &size), said = at, said_length = 0;
        if (size == 1 && gj_is_attributes(bytes + at, next - at)) {
            said_length = next - at;
            at = next + 1;
            next = find_divider(bytes, at, line->end, line->mark == MARK_HEADERS, &size);
        }
        gj_squares_open_cell(&table->squares, at, bytes + said, said_length);
        gj_squares_text(&table->squares, at, next);
        at = next + size;
        if (size == 1 && is_empty(bytes + at, line->end - at))
            return; /* a pipe behind the last cell, as other markup has it */
    }
}

/* ------------------------------------------------------------------ lines */

/* An empty line ends a cell: what stands behind it is no part of a value. */
static void read_text(struct gj_squares *squares, const struct marked_line *line) {
    if (line->start == line->end)
        gj_squares_close_cell(squares);
    gj_squares_text(squares, line->start, line->end);
}

static bool read_line(struct wiki_table *table) {
    struct gj_squares *squares = &table->squares;
    struct marked_line line = marked_line(squares->lexer->text, squares->line);
    bool is_cell = line.mark == MARK_CAPTION && table->has_rows; /* +2 right behind the pipe */
    if (line.mark == MARK_CELLS || line.mark == MARK_HEADERS || is_cell) {
        line.start -= is_cell;
        read_cells(table, &line);
    } else if (line.mark == MARK_TABLE)
        gj_squares_open_table(squares);
    else if (line.mark == MARK_ROW)
        gj_squares_close_row(squares);
    else if (line.mark == MARK_NONE)
        read_text(squares, &line);
    else {
        gj_squares_close_row(squares);
        gj_squares_text(squares, line.start, line.end);
    }
    table->has_rows = line.mark != MARK_TABLE && (table->has_rows || line.mark == MARK_ROW || squares->in_cell);
    return line.mark != MARK_END;
}

/* Where no row begins for many lines, and the table does not end, its marks were lost, and others read the lines. */
static bool goes_on(struct wiki_table *table) {
    const struct gj_text *text = table->squares.lexer->text;
    size_t last = table->squares.line;
    if (table->next_mark > last)
        return true;
    for (size_t line = last + 1; line < text->line_count && line - last <= GJ_TAG_LINES_AHEAD; line++) {
        enum mark mark = marked_line(text, line).mark;
        if (mark == MARK_ROW || mark == MARK_END) {
            table->next_mark = line;
            return true;
        }
    }
    return false;
}

size_t gj_read_wiki(struct gj_lexer *lexer, size_t first) {
    if (!memchr(lexer->text->bytes + lexer->text->lines[first].start, '{', lexer->text->lines[first].length))
        return first;
    struct wiki_table table = {.squares = {.lexer = lexer, .line = first}};
    struct gj_squares *squares = &table.squares;
    size_t first_atom = lexer->cells->count;
    if (marked_line(lexer->text, first).mark != MARK_TABLE || !goes_on(&table))
        return first;
    gj_lexer_new_row(lexer);
    while (read_line(&table) && goes_on(&table) && !lexer->failed)
        squares->line++;
    gj_squares_close_row(squares);
    gj_judge_whole_cells(lexer, first_atom);
    return squares->line + 1;
}
