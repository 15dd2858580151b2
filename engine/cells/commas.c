/* Rows whose cells are divided by commas or semicolons, and may stand in quotes: CSV. */
#include <string.h>

#include "cells.h"
#include "text/characters.h"

/* A quoted cell may run over lines, but not over many: past this the quote was a stray one. */
enum { LINES_OF_A_CELL = 20 };

static char mark_of(enum gj_divider divider) {
    return divider == GJ_COMMA ? ',' : ';';
}

/* The byte of the quote that closes the one at start, and its line; GJ_NOWHERE where it is a stray one. */
static size_t closing_quote(const struct gj_text *text, size_t start, size_t *line) {
    size_t at = start + 1;
    for (size_t i = *line; i < text->line_count && i - *line <= LINES_OF_A_CELL; i++) {
        size_t end = text->lines[i].start + text->lines[i].length;
        if (i > *line && memchr(text->bytes + text->lines[i].start, '|', text->lines[i].length))
            return GJ_NOWHERE; /* a row of another layout */
        for (at = i == *line ? at : text->lines[i].start; at < end; at++) {
            if (text->bytes[at] != '"')
                continue;
            if (at + 1 < end && text->bytes[at + 1] == '"') {
                at++;
                continue;
            }
            *line = i;
            return at;
        }
    }
    return GJ_NOWHERE;
}

/* The end of the field at start: the mark behind it, or the end of its line. *line moves on with quoted breaks. */
static size_t field_end(const struct gj_text *text, char mark, size_t start, size_t *line) {
    size_t at = start, end = text->lines[*line].start + text->lines[*line].length;
    if (at < end && text->bytes[at] == '"') {
        size_t quote = closing_quote(text, start, line);
        at = quote == GJ_NOWHERE ? start : quote + 1;
        end = text->lines[*line].start + text->lines[*line].length;
    }
    const char *found = at < end ? memchr(text->bytes + at, mark, end - at) : NULL;
    return found ? (size_t)(found - text->bytes) : end;
}

/* The row of a line without quotes, which is its own: only its marks count. */
static struct gj_divided_row plain_row(const struct gj_text *text, char mark, size_t line) {
    const char *bytes = text->bytes + text->lines[line].start, *end = bytes + text->lines[line].length;
    struct gj_divided_row row = {.fields = 1, .next_line = line + 1};
    for (const char *found; bytes < end && (found = memchr(bytes, mark, (size_t)(end - bytes))); bytes = found + 1) {
        row.fields++;
        row.empty += found == bytes;
    }
    row.empty += bytes == end;
    return row;
}

/* What is made of a field on the way along its row: number is its own, from 0. */
typedef void (*take_field)(void *context, size_t line, size_t start, size_t end, size_t number);

/* Walks the row that starts on a line, and gives each of its fields, without its quotes, to take, unless that is NULL. */
static struct gj_divided_row walk_row(const struct gj_text *text, char mark, size_t first, take_field take,
                                      void *context) {
    struct gj_divided_row row = {0};
    size_t line = first, at = text->lines[first].start;
    for (;;) {
        size_t begun = line, end = field_end(text, mark, at, &line), quote = gj_is_quoted(text->bytes, at, end);
        row.empty += end == at;
        if (take)
            take(context, begun, at + quote, end - quote, row.fields);
        row.fields++;
        if (end >= text->length || text->bytes[end] != mark ||
            end >= text->lines[line].start + text->lines[line].length)
            break;
        at = end + 1;
    }
    row.next_line = line + 1;
    return row;
}

/* ------------------------------------------------------------------ whether a line is one */

static bool is_sentence(const struct gj_text *text, size_t line) {
    const char *bytes = text->bytes + text->lines[line].start;
    size_t length = text->lines[line].length, stop = strlen(GJ_FULL_STOP);
    return length >= stop && memcmp(bytes + length - stop, GJ_FULL_STOP, stop) == 0;
}

/* Of semicolons a sentence has many, and none makes it a row; what lines of commas are is told by those around them. */
static struct gj_divided_row read_row(const struct gj_text *text, enum gj_divider divider, size_t line) {
    if (divider == GJ_SEMICOLON && is_sentence(text, line))
        return (struct gj_divided_row){.fields = 1, .next_line = line + 1};
    bool quoted = memchr(text->bytes + text->lines[line].start, '"', text->lines[line].length) != NULL;
    return quoted ? walk_row(text, mark_of(divider), line, NULL, NULL) : plain_row(text, mark_of(divider), line);
}

/* Of sentences each line is looked at from many lines before it. */
static struct gj_divided_row row_at(struct gj_lexer *lexer, enum gj_divider divider, size_t line) {
    struct gj_divided_rows *rows = &lexer->divided[divider];
    size_t place = line % GJ_DIVIDED_ROWS;
    if (rows->lines[place] != line + 1) {
        rows->rows[place] = read_row(lexer->text, divider, line);
        rows->lines[place] = line + 1;
    }
    return rows->rows[place];
}

/* Most rows that are looked at are sentences or single cells: have so many of those behind this one marks at all? */
static bool may_be_grid(const struct gj_text *text, char mark, size_t next) {
    size_t left = text->line_count - next, marked = 0;
    if (!left)
        return false;
    const struct gj_line *line = text->lines + next,
                         *last = line + (left < GJ_COMMA_ROWS_AHEAD ? left : GJ_COMMA_ROWS_AHEAD) - 1;
    const char *at = text->bytes + line->start, *end = text->bytes + last->start + last->length, *found;
    if (memchr(at, '"', (size_t)(end - at)))
        return true;
    for (; marked < GJ_COMMA_ROWS_ALIKE && (found = memchr(at, mark, (size_t)(end - at))); marked++) {
        while (line->start + line->length < (size_t)(found - text->bytes))
            line++;
        at = text->bytes + line->start + line->length;
    }
    return marked == GJ_COMMA_ROWS_ALIKE;
}

/* How many of the rows ahead have as many fields. What was left out were sentences. */
static size_t count_alike(struct gj_lexer *lexer, enum gj_divider divider, const struct gj_divided_row *row) {
    const struct gj_text *text = lexer->text;
    size_t alike = 0, ahead = 0, next = row->next_line;
    while (ahead < GJ_COMMA_ROWS_AHEAD && next < text->line_count) {
        const struct gj_gap *gap = text->gap_count ? gj_text_gap(text, text->lines[next].start) : NULL;
        for (size_t i = 0; gap && i < gap->lines && ahead < GJ_COMMA_ROWS_AHEAD; i++, ahead++)
            alike += divider == GJ_COMMA && gap->fields[i] == row->fields;
        if (ahead++ == GJ_COMMA_ROWS_AHEAD)
            break;
        struct gj_divided_row other = row_at(lexer, divider, next);
        alike += other.fields == row->fields;
        next = other.next_line;
    }
    return alike;
}

/* Spaces within a number mean that columns of them divide the line, and not its marks. */
static enum gj_value_kind kind_of(const char *bytes, size_t length) {
    size_t at = 0;
    while (length && (unsigned char)bytes[length - 1] <= ' ')
        length--;
    while (at < length && gj_space_at(bytes + at, length - at))
        at += gj_space_at(bytes + at, length - at);
    enum gj_value_kind kind = gj_value_read(bytes + at, length - at).kind;
    for (size_t i = at; i < length && kind != GJ_VALUE_NONE; i++)
        if (gj_space_at(bytes + i, length - i))
            kind = GJ_VALUE_NONE;
    return kind;
}

/* What the fields of a row are so far: labels or nothing, and then values or nothing. */
struct sight {
    const struct gj_text *text;
    size_t labels, values;
    size_t marks;  /* for nothing: / or 无 */
    size_t groups; /* values of three digits, which may be the thousands of one number */
    bool numbered; /* the last label ends in a digit: 合计 1,204 */
    bool mixed;    /* a label stands behind a value */
};

static void look_at(void *context, size_t line, size_t start, size_t end, size_t number) {
    struct sight *sight = context;
    (void)line;
    (void)number;
    while (end > start && (unsigned char)sight->text->bytes[end - 1] <= ' ')
        end--;
    if (start == end)
        return;
    enum gj_value_kind kind = kind_of(sight->text->bytes + start, end - start);
    sight->values += kind == GJ_VALUE_NUMBER;
    sight->marks += kind == GJ_VALUE_BLANK;
    sight->groups += kind == GJ_VALUE_NUMBER && end - start == 3;
    if (kind != GJ_VALUE_NONE)
        return;
    sight->labels++;
    sight->mixed |= sight->values + sight->marks > 0;
    char last = sight->text->bytes[end - 1];
    sight->numbered = last >= '0' && last <= '9';
}

/* Labels, and then values to the end of the line, or many values: no sentence is like that, whatever stands around it. */
static bool ends_in_values(const struct gj_text *text, char mark, size_t line) {
    const char *bytes = text->bytes + text->lines[line].start;
    size_t length = text->lines[line].length, start = length;
    enum { LEAST_VALUES = 4 };
    while (start > 0 && bytes[start - 1] != mark)
        start--;
    if (!memchr(bytes, '"', length) && kind_of(bytes + start, length - start) == GJ_VALUE_NONE)
        return false;
    struct sight sight = {.text = text};
    walk_row(text, mark, line, look_at, &sight);
    if (!sight.labels)
        return sight.values >= sight.groups + LEAST_VALUES;
    return (sight.values || sight.marks > 1) && !sight.mixed && !sight.numbered;
}

/* Headers: as many labels as there are fields in the row right below, which ends in values. */
static bool heads_values(struct gj_lexer *lexer, enum gj_divider divider, size_t line,
                         const struct gj_divided_row *row) {
    const struct gj_text *text = lexer->text;
    size_t next = row->next_line;
    if (row->empty || next >= text->line_count || is_sentence(text, line) || gj_text_gap(text, text->lines[next].start))
        return false;
    return row_at(lexer, divider, next).fields == row->fields && ends_in_values(text, mark_of(divider), next);
}

/* Sentences have marks too: a grid shows by rows of one width, by a row of mostly empty fields, or by values that end
 * a row. */
static bool is_row(struct gj_lexer *lexer, enum gj_divider divider, size_t line) {
    const struct gj_text *text = lexer->text;
    const struct gj_divided_rows *rows = &lexer->divided[divider];
    const char *bytes = text->bytes + text->lines[line].start, mark = mark_of(divider);
    if (divider == GJ_SEMICOLON && memchr(bytes, '&', text->lines[line].length))
        return false;                                          /* that of &nbsp; and the like */
    bool quoted = text->lines[line].length && bytes[0] == '"'; /* its first mark may stand on a later line */
    if (!quoted && !memchr(bytes, mark, text->lines[line].length))
        return false;
    struct gj_divided_row row = row_at(lexer, divider, line);
    if (row.fields < 2)
        return false;
    if (rows->last_end == line && rows->last_fields == row.fields)
        return true;
    if (row.fields >= GJ_COMMA_LEAST_FIELDS && row.empty >= 2 && row.empty * 2 >= row.fields)
        return true;
    if (ends_in_values(text, mark, line))
        return true;
    if (row.fields < GJ_COMMA_LEAST_FIELDS)
        return false;
    return heads_values(lexer, divider, line, &row) || ((text->gap_count || may_be_grid(text, mark, row.next_line)) &&
                                                        count_alike(lexer, divider, &row) >= GJ_COMMA_ROWS_ALIKE);
}

bool gj_holds_divider(const char *bytes, size_t length) {
    return length && (memchr(bytes, ',', length) || memchr(bytes, ';', length));
}

bool gj_is_divided_row(struct gj_lexer *lexer, size_t line) {
    return is_row(lexer, GJ_COMMA, line) || is_row(lexer, GJ_SEMICOLON, line);
}

bool gj_may_be_of_grid(const struct gj_lexer *lexer, size_t line) {
    const struct gj_text *text = lexer->text;
    if (text->gap_count || lexer->divided[GJ_COMMA].last_end == line || lexer->divided[GJ_SEMICOLON].last_end == line)
        return true;
    if (line + 1 >= text->line_count)
        return false;
    const struct gj_line *next = &text->lines[line + 1];
    return gj_holds_divider(text->bytes + next->start, next->length) || may_be_grid(text, ',', line + 1) ||
           may_be_grid(text, ';', line + 1);
}

/* ------------------------------------------------------------------ reading it */

static void add_field(void *context, size_t line, size_t start, size_t end, size_t number) {
    struct gj_lexer *lexer = context;
    if (!gj_is_space_only(lexer->text->bytes, start, end))
        gj_lexer_add(lexer, GJ_LAYOUT_COMMAS, line, start, end, number, number);
}

size_t gj_read_commas(struct gj_lexer *lexer, size_t first) {
    enum gj_divider divider = is_row(lexer, GJ_COMMA, first) ? GJ_COMMA : GJ_SEMICOLON;
    if (divider == GJ_SEMICOLON && !is_row(lexer, GJ_SEMICOLON, first))
        return first;
    gj_lexer_new_row(lexer);
    size_t first_atom = lexer->cells->count;
    struct gj_divided_row row = walk_row(lexer->text, mark_of(divider), first, add_field, lexer);
    gj_count_from_end(lexer, first_atom, row.fields);
    lexer->divided[divider].last_fields = row.fields;
    lexer->divided[divider].last_end = row.next_line;
    return row.next_line;
}
