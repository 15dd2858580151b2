/*
 * Drawing a table. Every square is a rectangle of rows and columns; a grid tells which square owns
 * which place. Columns start as wide as their text asks for and the widest give way until the table
 * fits; rows are as high as the wrapped text of their squares. A line of the output is then one
 * walk over the grid, in which borders stand where the owner changes. Lines between rows are drawn
 * in the header and round merged squares only, so that a long table stays on a screen.
 */
#include "drawing.h"

#include <string.h>

#include "arena.h"

#define NO_SQUARE ((size_t)-1)
#define WIDE_BEYOND_DOUBT ((size_t)2 * GJ_TERMINAL_WIDTH)
#define NARROWEST 4 /* two wide characters */

struct drawn_square {
    const char *text; /* mark included */
    enum gj_mark mark;
};

struct plan {
    const gj_form *form;
    struct gj_arena arena;
    struct drawn_square *drawn; /* one for each square */
    size_t *owner;              /* row by row: index of the square that covers the place */
    size_t *width;              /* of each column */
    size_t *shortage;           /* of each column, against what it would like to be */
    size_t *height;             /* of each row, in lines */
    size_t *top;                /* the first line of each row, counted from the first row's rule */
};

static size_t owner_at(const struct plan *plan, size_t row, size_t column) {
    return plan->owner[row * plan->form->column_count + column];
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* ---------------------------------------------------------------- what stands in the squares */

static const char *marked_text(struct plan *plan, const struct gj_drawn_value *value) {
    static const char marks[] = " *!?";
    const char *text = value->text ? value->text : "";
    size_t length = strlen(text);
    char *marked = gj_arena_take(&plan->arena, length + 2);
    if (!marked)
        return "";
    memcpy(marked, text, length);
    marked[length] = marks[value->mark];
    return marked;
}

static void fill_squares(struct plan *plan, bool colour, gj_value_source source, const void *subject) {
    for (size_t i = 0; i < plan->form->square_count; i++) {
        const gj_square *square = &plan->form->squares[i];
        if (square->label) {
            plan->drawn[i] = (struct drawn_square){square->label, GJ_MARK_NONE};
            continue;
        }
        struct gj_drawn_value value = source(subject, square->cell);
        plan->drawn[i].mark = value.mark;
        if (colour && value.mark != GJ_MARK_UNREAD)
            value.mark = GJ_MARK_NONE;
        plan->drawn[i].text = marked_text(plan, &value);
    }
}

static void claim_places(struct plan *plan) {
    const gj_form *form = plan->form;
    for (size_t i = 0; i < form->row_count * form->column_count; i++)
        plan->owner[i] = NO_SQUARE;
    for (size_t i = 0; i < form->square_count; i++) {
        const gj_square *square = &form->squares[i];
        size_t row_end = smaller(square->row + square->row_span, form->row_count);
        size_t column_end = smaller(square->column + square->column_span, form->column_count);
        for (size_t row = square->row; row < row_end; row++)
            for (size_t column = square->column; column < column_end; column++)
                plan->owner[row * form->column_count + column] = i;
    }
}

/* ---------------------------------------------------------------- columns */

/* A header or a merged square can wrap without making the table longer, so it asks for half its
 * text. */
static size_t wanted_width(const struct plan *plan, size_t index) {
    const gj_square *square = &plan->form->squares[index];
    size_t width = gj_text_width(plan->drawn[index].text);
    return square->label && (square->heading || square->row_span > 1) ? (width + 3) / 4 * 2 : width;
}

static void want_widths(struct plan *plan) {
    for (size_t column = 0; column < plan->form->column_count; column++)
        plan->width[column] = NARROWEST;
    for (size_t i = 0; i < plan->form->square_count; i++) {
        const gj_square *square = &plan->form->squares[i];
        size_t wanted = wanted_width(plan, i);
        if (square->column_span == 1 && square->column < plan->form->column_count &&
            plan->width[square->column] < wanted)
            plan->width[square->column] = wanted;
    }
}

static size_t table_width(const struct plan *plan) {
    size_t width = plan->form->column_count + 1;
    for (size_t column = 0; column < plan->form->column_count; column++)
        width += plan->width[column];
    return width;
}

static size_t *widest_column(const struct plan *plan) {
    size_t *widest = &plan->width[0];
    for (size_t column = 1; column < plan->form->column_count; column++)
        if (plan->width[column] > *widest)
            widest = &plan->width[column];
    return widest;
}

static void fit_columns(struct plan *plan) {
    want_widths(plan);
    for (size_t width = table_width(plan); width > GJ_TERMINAL_WIDTH; width--) {
        size_t *widest = widest_column(plan);
        if (*widest <= NARROWEST)
            return;
        size_t excess = width - GJ_TERMINAL_WIDTH;
        /* A column much too wide comes down at once, so that one monstrous label costs no time. */
        size_t step = *widest > WIDE_BEYOND_DOUBT ? smaller(excess, *widest - WIDE_BEYOND_DOUBT) : 1;
        *widest -= step;
        width -= step - 1;
    }
}

/* How much wider each column would have to be for its texts to stand in one line. */
static void find_shortages(struct plan *plan) {
    for (size_t column = 0; column < plan->form->column_count; column++)
        plan->shortage[column] = 0;
    for (size_t i = 0; i < plan->form->square_count; i++) {
        const gj_square *square = &plan->form->squares[i];
        size_t wanted = gj_text_width(plan->drawn[i].text);
        if (square->column_span != 1 || wanted <= plan->width[square->column])
            continue;
        size_t shortage = wanted - plan->width[square->column];
        if (plan->shortage[square->column] < shortage)
            plan->shortage[square->column] = shortage;
    }
}

/* What room is left goes to the columns that lack least, to all that lack as much or to none of
 * them, so that columns of one kind stay alike. */
static void use_room(struct plan *plan) {
    size_t columns = plan->form->column_count;
    size_t width = table_width(plan);
    find_shortages(plan);
    for (size_t shortage = 1; width + shortage <= GJ_TERMINAL_WIDTH; shortage++) {
        size_t alike = 0;
        for (size_t column = 0; column < columns; column++)
            alike += plan->shortage[column] == shortage;
        if (width + alike * shortage > GJ_TERMINAL_WIDTH)
            continue;
        for (size_t column = 0; column < columns; column++)
            plan->width[column] += plan->shortage[column] == shortage ? shortage : 0;
        width += alike * shortage;
    }
}

static size_t square_width(const struct plan *plan, const gj_square *square) {
    size_t end = smaller(square->column + square->column_span, plan->form->column_count);
    size_t width = end - square->column - 1;
    for (size_t column = square->column; column < end; column++)
        width += plan->width[column];
    return width;
}

/* ---------------------------------------------------------------- rows */

/* Takes as much of *text as fits in width columns, at least a character. Returns its bytes. */
static size_t take_line(const char **text, size_t width) {
    const char *start = *text;
    size_t left = strlen(start);
    size_t used = 0;
    struct gj_glyph glyph;
    while (left > 0) {
        size_t size = gj_glyph_next(*text, left, &glyph);
        if (used + glyph.width > width && *text > start)
            break;
        used += glyph.width;
        *text += size;
        left -= size;
    }
    return (size_t)(*text - start);
}

static size_t count_lines(const char *text, size_t width) {
    size_t lines = 0;
    while (*text) {
        take_line(&text, width);
        lines++;
    }
    return lines;
}

/* Whether a line is drawn above row: in the header, at both ends, and round merged row labels. */
static bool has_rule(const struct plan *plan, size_t row) {
    const gj_form *form = plan->form;
    if (row <= form->header_rows || row == form->row_count)
        return true;
    for (size_t column = 0; column < form->label_columns && column < form->column_count; column++) {
        size_t above = owner_at(plan, row - 1, column), below = owner_at(plan, row, column);
        if (above == below || above == NO_SQUARE || below == NO_SQUARE)
            continue;
        if (form->squares[above].row_span > 1 || form->squares[below].row_span > 1)
            return true;
    }
    return false;
}

static void place_rows(struct plan *plan) {
    size_t line = 0;
    for (size_t row = 0; row < plan->form->row_count; row++) {
        line += has_rule(plan, row) ? 1 : 0;
        plan->top[row] = line;
        line += plan->height[row];
    }
}

/* Gives a square that spans rows the room it lacks, in its last row. */
static void make_room(struct plan *plan, size_t index) {
    const gj_square *square = &plan->form->squares[index];
    size_t last = smaller(square->row + square->row_span, plan->form->row_count) - 1;
    size_t needed = count_lines(plan->drawn[index].text, square_width(plan, square));
    size_t room = plan->top[last] + plan->height[last] - plan->top[square->row];
    if (needed > room)
        plan->height[last] += needed - room;
}

static void fit_rows(struct plan *plan) {
    const gj_form *form = plan->form;
    for (size_t row = 0; row < form->row_count; row++)
        plan->height[row] = 1;
    for (size_t i = 0; i < form->square_count; i++) {
        const gj_square *square = &form->squares[i];
        size_t lines = count_lines(plan->drawn[i].text, square_width(plan, square));
        if (square->row_span == 1 && plan->height[square->row] < lines)
            plan->height[square->row] = lines;
    }
    place_rows(plan);
    for (size_t i = 0; i < form->square_count; i++)
        if (form->squares[i].row_span > 1) {
            make_room(plan, i);
            place_rows(plan);
        }
}

/* ---------------------------------------------------------------- lines */

static void write_glyphs(struct gj_terminal *terminal, const char *text, size_t length) {
    struct gj_glyph glyph;
    while (length > 0) {
        size_t size = gj_glyph_next(text, length, &glyph);
        gj_out_bytes(&terminal->out, glyph.bytes, glyph.length);
        text += size;
        length -= size;
    }
}

static enum gj_colour colour_of(enum gj_mark mark) {
    if (mark == GJ_MARK_VIOLATED)
        return GJ_COLOUR_VIOLATED;
    return mark == GJ_MARK_SUSPECT ? GJ_COLOUR_SUSPECT : GJ_COLOUR_PLAIN;
}

static void write_coloured(struct gj_terminal *terminal, enum gj_mark mark, const char *text, size_t length) {
    enum gj_colour colour = length > 0 ? colour_of(mark) : GJ_COLOUR_PLAIN;
    if (colour != GJ_COLOUR_PLAIN)
        gj_terminal_colour(terminal, colour);
    write_glyphs(terminal, text, length);
    if (colour != GJ_COLOUR_PLAIN)
        gj_terminal_colour(terminal, GJ_COLOUR_PLAIN);
}

/* One line of a square's text: headers in the middle, row labels to the left, values to the right. */
static void write_square_line(struct gj_terminal *terminal, const struct plan *plan, size_t index, size_t line) {
    const gj_square *square = &plan->form->squares[index];
    size_t width = square_width(plan, square);
    const char *text = plan->drawn[index].text;
    for (size_t i = 0; i < line && *text; i++)
        take_line(&text, width);
    const char *start = text;
    size_t length = take_line(&text, width);
    size_t used = gj_part_width(start, length);
    size_t space = width > used ? width - used : 0;
    size_t before = square->label ? (square->heading ? space / 2 : 0) : space;
    gj_out_spaces(&terminal->out, before);
    write_coloured(terminal, plan->drawn[index].mark, start, length);
    gj_out_spaces(&terminal->out, space - before);
}

/* The part of a row's owner at column that is seen on the line given, and the columns that it
 * takes. */
static size_t write_place(struct gj_terminal *terminal, const struct plan *plan, size_t row, size_t column,
                          size_t line) {
    size_t index = owner_at(plan, row, column);
    if (index == NO_SQUARE) {
        gj_out_spaces(&terminal->out, plan->width[column]);
        return 1;
    }
    const gj_square *square = &plan->form->squares[index];
    write_square_line(terminal, plan, index, line - plan->top[square->row]);
    return square->column_span;
}

static void write_text_line(struct gj_terminal *terminal, const struct plan *plan, size_t row, size_t line) {
    for (size_t column = 0; column < plan->form->column_count;) {
        gj_out_plain(&terminal->out, "│");
        column += write_place(terminal, plan, row, column, line);
    }
    gj_out_plain(&terminal->out, "│\n");
}

/* A line is drawn above the place unless the square there reaches up into the row before. */
static bool is_ruled(const struct plan *plan, size_t row, size_t column) {
    return row == 0 || row == plan->form->row_count || owner_at(plan, row - 1, column) != owner_at(plan, row, column);
}

static bool is_edge(const struct plan *plan, size_t row, size_t column) {
    return column == 0 || column == plan->form->column_count ||
           owner_at(plan, row, column - 1) != owner_at(plan, row, column);
}

/* Where lines meet left of column, above row. */
static void write_junction(struct gj_terminal *terminal, const struct plan *plan, size_t row, size_t column) {
    static const char *const junctions[16] = {" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                              "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
    size_t meeting = 0;
    if (row > 0 && is_edge(plan, row - 1, column))
        meeting |= 1;
    if (row < plan->form->row_count && is_edge(plan, row, column))
        meeting |= 2;
    if (column > 0 && is_ruled(plan, row, column - 1))
        meeting |= 4;
    if (column < plan->form->column_count && is_ruled(plan, row, column))
        meeting |= 8;
    gj_out_plain(&terminal->out, junctions[meeting]);
}

static void write_rule(struct gj_terminal *terminal, const struct plan *plan, size_t row) {
    for (size_t column = 0; column < plan->form->column_count;) {
        write_junction(terminal, plan, row, column);
        if (!is_ruled(plan, row, column)) {
            column += write_place(terminal, plan, row, column, plan->top[row] - 1);
            continue;
        }
        for (size_t i = 0; i < plan->width[column]; i++)
            gj_out_plain(&terminal->out, "─");
        column++;
    }
    write_junction(terminal, plan, row, plan->form->column_count);
    gj_out_byte(&terminal->out, '\n');
}

static void write_lines(struct gj_terminal *terminal, const struct plan *plan) {
    for (size_t row = 0; row < plan->form->row_count; row++) {
        if (has_rule(plan, row))
            write_rule(terminal, plan, row);
        for (size_t i = 0; i < plan->height[row]; i++)
            write_text_line(terminal, plan, row, plan->top[row] + i);
    }
    write_rule(terminal, plan, plan->form->row_count);
}

static bool take_memory(struct plan *plan) {
    const gj_form *form = plan->form;
    plan->drawn = gj_arena_array(&plan->arena, form->square_count, sizeof *plan->drawn);
    plan->owner = gj_arena_array(&plan->arena, form->row_count * form->column_count, sizeof *plan->owner);
    plan->width = gj_arena_array(&plan->arena, form->column_count, sizeof *plan->width);
    plan->shortage = gj_arena_array(&plan->arena, form->column_count, sizeof *plan->shortage);
    plan->height = gj_arena_array(&plan->arena, form->row_count, sizeof *plan->height);
    plan->top = gj_arena_array(&plan->arena, form->row_count, sizeof *plan->top);
    return !plan->arena.failed;
}

void gj_draw_table(struct gj_terminal *terminal, const gj_form *form, gj_value_source source, const void *subject) {
    struct plan plan = {.form = form};
    if (form->row_count == 0 || form->column_count == 0)
        return;
    if (take_memory(&plan))
        fill_squares(&plan, terminal->colour, source, subject);
    if (plan.arena.failed) {
        gj_out_fail(&terminal->out, GJ_ERROR_MEMORY);
    } else {
        claim_places(&plan);
        fit_columns(&plan);
        use_room(&plan);
        fit_rows(&plan);
        write_lines(terminal, &plan);
    }
    gj_arena_free(&plan.arena);
}
