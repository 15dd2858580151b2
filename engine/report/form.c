#include "form.h"

#include <stdlib.h>

/* A form being drawn, square by square. */
struct drawing {
    struct gj_arena *arena;
    const struct gj_table_rule *table;
    gj_square *squares;
    size_t count;
    size_t capacity;
};

/* A rectangle of the grid. */
struct frame {
    size_t row, column;
    size_t height, width;
};

/* ------------------------------------------------------------------ trees of headings */

static size_t depth_of(const struct gj_heading *headings, size_t count) {
    size_t deepest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t depth = 1 + depth_of(headings[i].children, headings[i].child_count);
        if (depth > deepest)
            deepest = depth;
    }
    return deepest;
}

static size_t leaves_under(const struct gj_heading *heading) {
    if (heading->child_count == 0)
        return 1;
    size_t leaves = 0;
    for (size_t i = 0; i < heading->child_count; i++)
        leaves += leaves_under(&heading->children[i]);
    return leaves;
}

static size_t headings_in(const struct gj_heading *headings, size_t count) {
    size_t all = count;
    for (size_t i = 0; i < count; i++)
        all += headings_in(headings[i].children, headings[i].child_count);
    return all;
}

static bool name_units(const struct gj_table_rule *table) {
    for (size_t i = 0; i < table->row_count; i++)
        if (table->row_leaves[i].heading->unit)
            return true;
    return false;
}

/* ------------------------------------------------------------------ squares */

static void draw(struct drawing *drawing, struct frame frame, const char *label, size_t cell, bool heading) {
    drawing->squares =
        gj_arena_grow(drawing->arena, drawing->squares, drawing->count, &drawing->capacity, sizeof *drawing->squares);
    if (!drawing->squares) {
        drawing->count = drawing->capacity = 0; /* the arena remembers that it failed */
        return;
    }
    drawing->squares[drawing->count++] = (gj_square){.row = frame.row,
                                                     .column = frame.column,
                                                     .row_span = frame.height,
                                                     .column_span = frame.width,
                                                     .label = label,
                                                     .cell = cell,
                                                     .heading = heading};
}

static void draw_label(struct drawing *drawing, struct frame frame, const char *label, bool heading) {
    draw(drawing, frame, label, GJ_NOWHERE, heading);
}

/* The values of row leaf `leaf`, side by side from (row, column) on. */
static void draw_values(struct drawing *drawing, size_t leaf, size_t row, size_t column) {
    const struct gj_table_rule *table = drawing->table;
    size_t first = table->first_cell + leaf * table->column_count;
    for (size_t i = 0; i < table->column_count; i++)
        draw(drawing, (struct frame){row, column + i, 1, 1}, NULL, first + i, false);
}

/* ------------------------------------------------------------------ headers */

/* A tree of headers into a frame of its depth; each leaf is leaf_width wide. */
static void draw_headers(struct drawing *drawing, const struct gj_heading *headings, size_t count, struct frame frame,
                         size_t leaf_width) {
    for (size_t i = 0; i < count; i++) {
        const struct gj_heading *heading = &headings[i];
        bool group = heading->child_count > 0;
        struct frame own = {frame.row, frame.column, group ? 1 : frame.height, leaves_under(heading) * leaf_width};
        draw_label(drawing, own, heading->label, true);
        struct frame below = {frame.row + 1, frame.column, frame.height - 1, own.width};
        if (group)
            draw_headers(drawing, heading->children, heading->child_count, below, leaf_width);
        frame.column += own.width;
    }
}

/* Each text of the corner heads one label column; the last one heads those that are left. */
static void draw_corners(struct drawing *drawing, struct frame frame) {
    const struct gj_table_rule *table = drawing->table;
    size_t last = table->corner_count > 0 ? table->corner_count - 1 : 0;
    for (size_t i = 0; i <= last && i < frame.width; i++) {
        size_t width = i == last ? frame.width - i : 1;
        const char *label = table->corner_count > 0 ? table->corners[i] : "";
        draw_label(drawing, (struct frame){frame.row, frame.column + i, frame.height, width}, label, true);
    }
}

/* Draws the caption, where the table has one; the first row under it. */
static size_t draw_caption(struct drawing *drawing, size_t width) {
    if (!drawing->table->has_caption)
        return 0;
    draw_label(drawing, (struct frame){0, 0, 1, width}, drawing->table->title, true);
    return 1;
}

static void draw_header_rows(struct drawing *drawing, gj_form *form) {
    const struct gj_table_rule *table = drawing->table;
    size_t top = draw_caption(drawing, form->column_count);
    size_t height = depth_of(table->columns, table->column_root_count);
    draw_corners(drawing, (struct frame){top, 0, height, form->label_columns});
    struct frame frame = {top, form->label_columns, height, table->column_count};
    draw_headers(drawing, table->columns, table->column_root_count, frame, 1);
    form->header_rows = top + height;
}

/* ------------------------------------------------------------------ the three layouts */

/* A tree of row labels into a frame as wide as it is deep; returns the row below. */
static size_t draw_row_labels(struct drawing *drawing, const struct gj_heading *headings, size_t count,
                              struct frame frame) {
    for (size_t i = 0; i < count; i++) {
        const struct gj_heading *heading = &headings[i];
        bool group = heading->child_count > 0;
        struct frame own = {frame.row, frame.column, leaves_under(heading), group ? 1 : frame.width};
        draw_label(drawing, own, heading->label, false);
        struct frame beside = {frame.row, frame.column + 1, own.height, frame.width - 1};
        if (group)
            draw_row_labels(drawing, heading->children, heading->child_count, beside);
        frame.row += own.height;
    }
    return frame.row;
}

static void draw_grid(struct drawing *drawing, gj_form *form) {
    const struct gj_table_rule *table = drawing->table;
    form->label_columns = depth_of(table->rows, table->row_root_count);
    form->column_count = form->label_columns + table->column_count;
    draw_header_rows(drawing, form);
    struct frame frame = {form->header_rows, 0, table->row_count, form->label_columns};
    form->row_count = draw_row_labels(drawing, table->rows, table->row_root_count, frame);
    for (size_t i = 0; i < table->row_count; i++)
        draw_values(drawing, i, form->header_rows + i, form->label_columns);
}

/* The next row and the next leaf of a list. */
struct list_place {
    size_t row;
    size_t leaf;
};

static void draw_list_rows(struct drawing *drawing, const struct gj_heading *headings, size_t count, size_t width,
                           struct list_place *place) {
    for (size_t i = 0; i < count; i++) {
        const struct gj_heading *heading = &headings[i];
        if (heading->child_count > 0) {
            draw_label(drawing, (struct frame){place->row++, 0, 1, width}, heading->label, false);
            draw_list_rows(drawing, heading->children, heading->child_count, width, place);
            continue;
        }
        draw_label(drawing, (struct frame){place->row, 0, 1, 1}, heading->label, false);
        draw_label(drawing, (struct frame){place->row, 1, 1, 1}, heading->unit ? heading->unit : "", false);
        draw_values(drawing, place->leaf++, place->row++, 2);
    }
}

static void draw_list(struct drawing *drawing, gj_form *form) {
    const struct gj_table_rule *table = drawing->table;
    form->label_columns = 2;
    form->column_count = form->label_columns + table->column_count;
    draw_header_rows(drawing, form);
    form->row_count = form->header_rows + headings_in(table->rows, table->row_root_count);
    struct list_place place = {form->header_rows, 0};
    draw_list_rows(drawing, table->rows, table->row_root_count, form->column_count, &place);
}

static void draw_side_by_side(struct drawing *drawing, gj_form *form) {
    const struct gj_table_rule *table = drawing->table;
    form->label_columns = 0;
    form->column_count = table->row_count * table->column_count;
    size_t top = draw_caption(drawing, form->column_count);
    size_t row_height = depth_of(table->rows, table->row_root_count);
    size_t column_height = depth_of(table->columns, table->column_root_count);
    struct frame frame = {top, 0, row_height, form->column_count};
    draw_headers(drawing, table->rows, table->row_root_count, frame, table->column_count);
    form->header_rows = top + row_height + column_height;
    form->row_count = form->header_rows + 1;
    for (size_t i = 0; i < table->row_count; i++) {
        struct frame under = {top + row_height, i * table->column_count, column_height, table->column_count};
        draw_headers(drawing, table->columns, table->column_root_count, under, 1);
        draw_values(drawing, i, form->header_rows, under.column);
    }
}

static int compare_squares(const void *left, const void *right) {
    const gj_square *a = left;
    const gj_square *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

bool gj_form_build(struct gj_arena *arena, const struct gj_table_rule *table, gj_form *form) {
    struct drawing drawing = {.arena = arena, .table = table};
    *form = (gj_form){0};
    if (table->side_by_side)
        draw_side_by_side(&drawing, form);
    else if (name_units(table))
        draw_list(&drawing, form);
    else
        draw_grid(&drawing, form);
    if (arena->failed)
        return false;
    qsort(drawing.squares, drawing.count, sizeof *drawing.squares, compare_squares);
    form->squares = drawing.squares;
    form->square_count = drawing.count;
    return true;
}
