#include "xlsx_layout.h"

#include <string.h>

#include "terminal.h"

/* Widths in half characters: where labels wrap. */
#define NARROWEST 6
#define WIDEST_HEADING 10
#define WIDEST_VALUE 16
#define WIDEST_GROUP 14 /* a label that several rows share */
#define WIDEST_LABEL 44
#define PADDING 2
/* An A4 page's printed area in half characters and lines of the same size. */
#define PAGE_WIDTH 110
#define PAGE_HEIGHT 64
#define PAGE_WIDTH_LANDSCAPE 161
#define PAGE_HEIGHT_LANDSCAPE 43

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t gj_xlsx_span(const struct gj_xlsx_layout *layout, const gj_form *form, const gj_square *square) {
    bool is_last = square->column + square->column_span == form->column_count;
    return is_last ? layout->column_count - square->column : square->column_span;
}

/* ---------------------------------------------------------------- columns */

static const char *text_of(const gj_report *report, const gj_square *square) {
    const gj_cell *cell = gj_report_cell(report, square->cell);
    const char *text = cell ? cell->raw : square->label;
    return text ? text : "";
}

static size_t wanted_width(const gj_report *report, const gj_square *square) {
    size_t widest = WIDEST_LABEL;
    if (!square->label)
        widest = WIDEST_VALUE;
    else if (square->heading)
        widest = WIDEST_HEADING;
    else if (square->row_span > 1)
        widest = WIDEST_GROUP;
    return smaller(gj_text_width(text_of(report, square)), widest) + PADDING;
}

static void widen(const gj_report *report, const gj_form *form, struct gj_xlsx_layout *layout) {
    for (size_t i = 0; i < form->square_count; i++) {
        const gj_square *square = &form->squares[i];
        size_t wanted = wanted_width(report, square);
        if (gj_xlsx_span(layout, form, square) == 1 && layout->width[square->column] < wanted)
            layout->width[square->column] = wanted;
    }
}

static size_t width_between(const struct gj_xlsx_layout *layout, size_t first, size_t end) {
    size_t width = 0;
    for (size_t column = first; column < end; column++)
        width += layout->width[column];
    return width;
}

size_t gj_xlsx_total_width(const struct gj_xlsx_layout *layout) {
    return width_between(layout, 0, layout->column_count);
}

/* ---------------------------------------------------------------- rows */

static size_t count_lines(const char *text, size_t length, size_t width) {
    size_t lines = 1, used = 0;
    struct gj_glyph glyph;
    while (length > 0) {
        size_t size = gj_glyph_next(text, length, &glyph);
        if (used + glyph.width > width) {
            lines++;
            used = 0;
        }
        used += glyph.width;
        text += size;
        length -= size;
    }
    return lines;
}

size_t gj_xlsx_lines(const char *text, size_t width) {
    size_t lines = 0;
    for (;;) {
        size_t length = strcspn(text, "\n");
        lines += count_lines(text, length, width);
        if (!text[length])
            return lines;
        text += length + 1;
    }
}

/* A square that spans rows gets the room it lacks in its last one: those of one row come first. */
static void heighten(const gj_report *report, const gj_form *form, size_t top, struct gj_xlsx_layout *layout,
                     bool merged) {
    for (size_t i = 0; i < form->square_count; i++) {
        const gj_square *square = &form->squares[i];
        if ((square->row_span > 1) != merged)
            continue;
        size_t end = square->column + gj_xlsx_span(layout, form, square);
        size_t needed = gj_xlsx_lines(text_of(report, square), width_between(layout, square->column, end) - PADDING);
        size_t last = top + square->row + square->row_span - 1;
        size_t room = 0;
        for (size_t row = top + square->row; row <= last; row++)
            room += layout->height[row];
        if (needed > room)
            layout->height[last] += needed - room;
    }
}

/* Text is 10 points high. A spreadsheet's rows are at most 409. */
double gj_xlsx_height(size_t lines) {
    double height = (double)lines * 13.5 + 4;
    return height < 409 ? height : 409;
}

/* ---------------------------------------------------------------- the whole */

static bool take_memory(struct gj_arena *arena, const gj_report *report, size_t first, size_t count,
                        struct gj_xlsx_layout *layout) {
    layout->top = gj_arena_array(arena, count, sizeof *layout->top);
    layout->row_count = GJ_XLSX_HEAD_ROWS;
    for (size_t i = 0; layout->top && i < count; i++) {
        const gj_form *form = gj_report_form(report, first + i);
        layout->top[i] = layout->row_count;
        layout->row_count += form->row_count;
        if (layout->column_count < form->column_count)
            layout->column_count = form->column_count;
    }
    layout->width = gj_arena_array(arena, layout->column_count, sizeof *layout->width);
    layout->height = gj_arena_array(arena, layout->row_count, sizeof *layout->height);
    return layout->top && layout->width && layout->height;
}

/* Headers stay in sight where the sheet has one table; where it has several, the titles above them do. */
static void freeze(const gj_report *report, size_t first, size_t count, struct gj_xlsx_layout *layout) {
    const gj_form *form = gj_report_form(report, first);
    layout->frozen_rows = GJ_XLSX_HEAD_ROWS + (count == 1 ? form->header_rows : 0);
    layout->frozen_columns = form->label_columns;
    for (size_t i = 1; i < count; i++) {
        const gj_form *other = gj_report_form(report, first + i);
        layout->frozen_columns = smaller(layout->frozen_columns, other->label_columns);
    }
}

bool gj_xlsx_lay_out(struct gj_arena *arena, const gj_report *report, size_t first, size_t count,
                     struct gj_xlsx_layout *layout) {
    *layout = (struct gj_xlsx_layout){0};
    if (!take_memory(arena, report, first, count, layout))
        return false;
    for (size_t column = 0; column < layout->column_count; column++)
        layout->width[column] = NARROWEST + PADDING;
    for (size_t row = 0; row < layout->row_count; row++)
        layout->height[row] = 1;
    for (size_t i = 0; i < count; i++)
        widen(report, gj_report_form(report, first + i), layout);
    for (size_t i = 0; i < count; i++) {
        const gj_form *form = gj_report_form(report, first + i);
        heighten(report, form, layout->top[i], layout, false);
        heighten(report, form, layout->top[i], layout, true);
    }
    freeze(report, first, count, layout);
    return true;
}

/* How far a sheet must be made smaller to fit on a page. */
static double reduction(double width, double height, double page_width, double page_height) {
    double across = width / page_width, down = height / page_height;
    return across > down ? across : down;
}

bool gj_xlsx_is_wide(const struct gj_xlsx_layout *layout) {
    double width = (double)gj_xlsx_total_width(layout);
    double height = 0;
    for (size_t row = 0; row < layout->row_count; row++)
        height += (double)layout->height[row];
    return reduction(width, height, PAGE_WIDTH_LANDSCAPE, PAGE_HEIGHT_LANDSCAPE) <
           reduction(width, height, PAGE_WIDTH, PAGE_HEIGHT);
}
