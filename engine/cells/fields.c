/* Rows whose cells are divided by a mark: pipes (one cell or one row a line, Markdown), and tabs. */
#include <string.h>

#include "cells.h"
#include "pipes.h"

static const char *line_bytes(const struct gj_lexer *lexer, size_t line, size_t *length) {
    *length = lexer->text->lines[line].length;
    return lexer->text->bytes + lexer->text->lines[line].start;
}

void gj_count_from_end(struct gj_lexer *lexer, size_t first_atom, size_t total) {
    for (size_t i = first_atom; i < lexer->cells->count; i++) {
        struct gj_atom *atom = &lexer->cells->atoms[i];
        atom->first_character = GJ_ROW_END - (uint32_t)(total - atom->left);
        atom->last_character = GJ_ROW_END - (uint32_t)(total - atom->right);
    }
}

/* ------------------------------------------------------------------ pipes */

/* The same for a line that most likely has none: the first bytes of the marks are looked for one after another. */
static bool holds_pipe(const char *bytes, size_t length) {
    static const unsigned char leads[] = {'|', 0xEF, 0xC2};
    for (size_t i = 0; i < sizeof leads; i++) {
        const char *at = length ? memchr(bytes, leads[i], length) : NULL;
        for (; at; at = memchr(at + 1, leads[i], length - (size_t)(at + 1 - bytes)))
            if (gj_pipe_at(bytes, (size_t)(at - bytes), length))
                return true;
    }
    return false;
}

/* The |---|:--:| under a Markdown header. */
static bool is_rule_field(const char *bytes, size_t start, size_t end) {
    size_t dashes = 0;
    for (size_t i = start; i < end; i++) {
        if (bytes[i] == '-' || bytes[i] == '=')
            dashes++;
        else if (bytes[i] != ':' && bytes[i] != ' ')
            return false;
    }
    return dashes >= 3;
}

struct field {
    size_t start, end; /* within the line */
    bool rule;
};

/* Attributes between two pipes say something of the cell behind them, as in wiki markup, and are none. */
static bool is_said_of_cell(const char *bytes, size_t length, struct field field) {
    return field.start > 0 && bytes[field.start - 1] == '|' && field.end < length && bytes[field.end] == '|' &&
           gj_is_attributes(bytes + field.start, field.end - field.start);
}

/* Adds the cell of one field; runs of Markdown rules say nothing and are passed over. */
static void add_field(struct gj_lexer *lexer, size_t line, struct field field, size_t number, bool beside_rule) {
    size_t base = lexer->text->lines[line].start;
    if (field.rule && beside_rule)
        return;
    struct gj_atom *atom =
        gj_lexer_add(lexer, GJ_LAYOUT_PIPES, line, base + field.start, base + field.end, number, number);
    if (atom)
        atom->is_weak = field.start == field.end;
}

/* Pipes without anything between them at the end of a row are what extractors pad it with, and so are all
 * empty fields of a line that has one cell only. Elsewhere in a row they are empty cells. */
static void strengthen(struct gj_lexer *lexer, size_t first_atom, bool framed) {
    struct gj_cells *cells = lexer->cells;
    size_t filled = 0;
    for (size_t i = first_atom; i < cells->count; i++)
        filled += cells->atoms[i].length > 0;
    size_t tail = cells->count; /* the first of the empty fields at the end */
    bool padded = false;
    while (tail > first_atom && !cells->atoms[tail - 1].length)
        padded |= cells->atoms[--tail].is_weak;
    for (size_t i = first_atom; i < cells->count; i++) {
        struct gj_atom *atom = &cells->atoms[i];
        atom->is_weak = (padded && i >= tail) || (!framed && filled == 1 && !atom->length);
    }
}

/* Takes the fields of one line in turn, each known with the one before it so that rules show as runs. */
static void add_piped_line(struct gj_lexer *lexer, size_t line) {
    size_t length, at = 0, number = 0;
    const char *bytes = line_bytes(lexer, line, &length);
    bool leading = true, rule_before = false, closed = false; /* by a pipe, behind which nothing stands */
    size_t first_atom = lexer->cells->count;
    while (at < length) {
        struct field field = {.start = at, .end = gj_find_pipe(bytes, at, length)};
        bool last = field.end >= length;
        bool empty = gj_is_space_only(bytes, field.start, field.end);
        field.rule = is_rule_field(bytes, field.start, field.end);
        size_t next = last ? length : field.end + gj_pipe_at(bytes, field.end, length);
        size_t next_end = last ? length : gj_find_pipe(bytes, next, length);
        bool rule_after = !last && is_rule_field(bytes, next, next_end);
        bool frame = empty && (leading || last) && gj_is_framed(lexer, line, last);
        if (!frame && !is_said_of_cell(bytes, length, field))
            add_field(lexer, line, field, number++, rule_before || rule_after || length < 8);
        rule_before = field.rule;
        leading = false;
        closed = !last;
        at = next;
    }
    if (closed && gj_edges_of(lexer, line).end == GJ_EDGE_PIPE && !gj_is_framed(lexer, line, true))
        add_field(lexer, line, (struct field){.start = length, .end = length}, number++, false);
    gj_count_from_end(lexer, first_atom, number);
    strengthen(lexer, first_atom, length && gj_pipe_at(bytes, 0, length));
}

/* A line of nothing but pipes says that spans or blanks were there, but not which; with spaces between any two of them
 * it is a row of empty cells. */
static bool is_bare_pipes(const char *bytes, size_t length, size_t *pipes) {
    size_t gaps = 0, end = 0; /* of the last pipe */
    *pipes = 0;
    for (size_t at = 0; at < length;) {
        size_t size = gj_pipe_at(bytes, at, length);
        if (!size && (unsigned char)bytes[at] > ' ')
            return false;
        gaps += size && *pipes && at > end;
        *pipes += size > 0;
        at += size ? size : 1;
        end = size ? at : end;
    }
    return *pipes == 1 || (*pipes > 1 && gaps + 1 < *pipes);
}

/* |- between the rows of a table in wiki markup. */
static bool is_row_mark(const char *bytes, size_t length) {
    while (length && (unsigned char)bytes[length - 1] <= ' ')
        length--;
    return length == 2 && bytes[0] == '|' && bytes[1] == '-';
}

static void add_bare_pipe(struct gj_lexer *lexer, size_t line) {
    const struct gj_cells *cells = lexer->cells;
    const struct gj_atom *last = cells->count ? &cells->atoms[cells->count - 1] : NULL;
    if (last && last->layout == GJ_LAYOUT_BARE && last->line + 1 == line)
        return; /* the pipe of the cell on the line before */
    size_t place = lexer->text->lines[line].start;
    gj_lexer_add(lexer, GJ_LAYOUT_PIPES, line, place, place, 0, 0);
}

size_t gj_read_pipes(struct gj_lexer *lexer, size_t first) {
    size_t length, pipes;
    const char *bytes = line_bytes(lexer, first, &length);
    if (!holds_pipe(bytes, length))
        return first;
    gj_lexer_new_row(lexer);
    if (is_row_mark(bytes, length))
        return first + 1;
    if (!is_bare_pipes(bytes, length, &pipes))
        add_piped_line(lexer, first);
    else if (pipes == 1)
        add_bare_pipe(lexer, first);
    return first + 1;
}

/* ------------------------------------------------------------------ tabs */

bool gj_is_quoted(const char *bytes, size_t start, size_t end) {
    return end - start >= 2 && bytes[start] == '"' && bytes[end - 1] == '"';
}

size_t gj_read_tabs(struct gj_lexer *lexer, size_t first) {
    size_t length, at = 0, number = 0, base = lexer->text->lines[first].start, first_atom = lexer->cells->count;
    const char *bytes = line_bytes(lexer, first, &length);
    if (!memchr(bytes, '\t', length) || gj_is_space_only(bytes, 0, length))
        return first;
    gj_lexer_new_row(lexer);
    while (at <= length) {
        const char *tab = at < length ? memchr(bytes + at, '\t', length - at) : NULL;
        size_t end = tab ? (size_t)(tab - bytes) : length;
        size_t quote = gj_is_quoted(bytes, at, end);
        if (!gj_is_space_only(bytes, at + quote, end - quote)) /* an empty field shows by the numbers around it */
            gj_lexer_add(lexer, GJ_LAYOUT_TABS, first, base + at + quote, base + end - quote, number, number);
        number++;
        at = end + 1;
    }
    gj_count_from_end(lexer, first_atom, number);
    return first + 1;
}
