/* A template for its reader: every table as it is printed, the ids of its rows and columns, its
 * relations. */
#include "drawing.h"
#include "grammar.h"
#include "report/messages.h"

static struct gj_drawn_value nothing(const void *subject, size_t cell) {
    (void)subject;
    (void)cell;
    return (struct gj_drawn_value){NULL, GJ_MARK_NONE};
}

static void write_leaf(struct gj_terminal *terminal, const struct gj_leaf *leaf) {
    gj_terminal_indent(terminal, 2);
    gj_out_text(&terminal->out, leaf->heading->id);
    gj_out_text(&terminal->out, "  ");
    gj_terminal_indent(terminal, 32);
    gj_out_text(&terminal->out, leaf->heading->label);
    gj_terminal_break(terminal);
}

static void write_head(struct gj_terminal *terminal, enum gj_message message) {
    gj_out_text(&terminal->out, gj_message(terminal->language, message));
    gj_terminal_break(terminal);
}

static void write_ids(struct gj_terminal *terminal, const struct gj_table_rule *table) {
    write_head(terminal, GJ_SAY_ROWS_HEAD);
    for (size_t i = 0; i < table->row_count; i++)
        write_leaf(terminal, &table->row_leaves[i]);
    write_head(terminal, GJ_SAY_COLUMNS_HEAD);
    for (size_t i = 0; i < table->column_count; i++)
        write_leaf(terminal, &table->column_leaves[i]);
}

/* ---------------------------------------------------------------- relations */

/* By what the cells of an equation differ: a sum along a row names columns, and the other way
 * round. */
struct shape {
    bool same_row, same_column;
};

static struct shape shape_of(const gj_template *form, const struct gj_equation *equation) {
    struct shape shape = {true, true};
    const struct gj_cell_rule *target = &form->cells[equation->target];
    for (size_t i = 0; i < equation->left_count + equation->right_count; i++) {
        size_t index = i < equation->left_count ? equation->left[i] : equation->right[i - equation->left_count];
        shape.same_row = shape.same_row && form->cells[index].row == target->row;
        shape.same_column = shape.same_column && form->cells[index].column == target->column;
    }
    return shape;
}

/* Whether two cells have the same part in equations that run along rows (or down columns). */
static bool same_place(const gj_template *form, struct shape shape, size_t a, size_t b) {
    if (shape.same_row)
        return form->cells[a].column == form->cells[b].column;
    return form->cells[a].row == form->cells[b].row;
}

static bool same_side(const gj_template *form, struct shape shape, const size_t *a, size_t a_count, const size_t *b,
                      size_t b_count) {
    if (a_count != b_count)
        return false;
    for (size_t i = 0; i < a_count; i++)
        if (!same_place(form, shape, a[i], b[i]))
            return false;
    return true;
}

/* Whether b says of another row, or another column, what a says of its own. */
static bool same_form(const gj_template *form, const struct gj_equation *a, const struct gj_equation *b) {
    struct shape shape = shape_of(form, a), other = shape_of(form, b);
    if (a->table != b->table || shape.same_row != other.same_row || shape.same_column != other.same_column)
        return false;
    return (shape.same_row || shape.same_column) &&
           same_side(form, shape, a->left, a->left_count, b->left, b->left_count) &&
           same_side(form, shape, a->right, a->right_count, b->right, b->right_count);
}

static void write_side(struct gj_terminal *terminal, const gj_template *form, struct shape shape, const size_t *cells,
                       size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct gj_cell_rule *cell = &form->cells[cells[i]];
        const struct gj_table_rule *table = &form->tables[cell->table];
        if (i > 0)
            gj_out_text(&terminal->out, " + ");
        if (!shape.same_row)
            gj_out_text(&terminal->out, table->row_leaves[cell->row].heading->label);
        if (!shape.same_row && !shape.same_column)
            gj_out_text(&terminal->out, "/");
        if (!shape.same_column)
            gj_out_text(&terminal->out, table->column_leaves[cell->column].heading->label);
    }
}

static void fill_number(struct gj_out *out, char letter, const void *subject) {
    (void)letter;
    gj_out_number(out, *(const size_t *)subject);
}

static void write_equation(struct gj_terminal *terminal, const gj_template *form, const struct gj_equation *equation,
                           size_t more) {
    struct shape shape = shape_of(form, equation);
    gj_terminal_indent(terminal, 2);
    gj_out_text(&terminal->out, equation->id);
    if (more > 0) {
        gj_out_text(&terminal->out, "  ");
        gj_out_sentence(&terminal->out, gj_message(terminal->language, GJ_SAY_EACH), fill_number, &more);
    }
    gj_terminal_break(terminal);
    gj_terminal_indent(terminal, 6);
    write_side(terminal, form, shape, equation->left, equation->left_count);
    gj_out_text(&terminal->out, " = ");
    write_side(terminal, form, shape, equation->right, equation->right_count);
    gj_terminal_break(terminal);
}

/* Equations of one form stand together in a template, since one line of its grammar makes them. */
static void write_equations(struct gj_terminal *terminal, const gj_template *form, size_t table) {
    size_t i = 0;
    while (i < form->equation_count) {
        const struct gj_equation *equation = &form->equations[i++];
        size_t more = 0;
        if (equation->table != table)
            continue;
        while (i < form->equation_count && same_form(form, equation, &form->equations[i])) {
            more++;
            i++;
        }
        write_equation(terminal, form, equation, more);
    }
}

/* ---------------------------------------------------------------- the whole */

static bool has_equations(const gj_template *form, size_t table) {
    for (size_t i = 0; i < form->equation_count; i++)
        if (form->equations[i].table == table)
            return true;
    return false;
}

struct sight {
    int detects, locates;
};

static void fill_sight(struct gj_out *out, char letter, const void *subject) {
    const struct sight *sight = subject;
    gj_out_number(out, (size_t)(letter == 'd' ? sight->detects : sight->locates));
}

/* How many wrong figures the relations catch for certain, whatever the figures are. */
static void write_sight(struct gj_terminal *terminal, const gj_template *form, size_t table) {
    struct sight sight = {0, 0};
    enum gj_message message = GJ_SAY_SIGHT;
    gj_status status = gj_template_sight(form, table, &sight.detects, &sight.locates);
    if (status != GJ_OK)
        gj_out_fail(&terminal->out, status);
    if (!has_equations(form, table))
        message = GJ_SAY_SIGHT_BLIND;
    else if (sight.detects == 0)
        message = GJ_SAY_SIGHT_PARTLY;
    gj_terminal_indent(terminal, 2);
    gj_out_sentence(&terminal->out, gj_message(terminal->language, message), fill_sight, &sight);
    gj_terminal_break(terminal);
}

static void write_table(struct gj_terminal *terminal, const gj_template *form, size_t index) {
    const struct gj_table_rule *table = &form->tables[index];
    gj_terminal_break(terminal);
    gj_terminal_colour(terminal, GJ_COLOUR_BOLD);
    gj_out_text(&terminal->out, table->id);
    gj_terminal_colour(terminal, GJ_COLOUR_PLAIN);
    gj_out_text(&terminal->out, "  ");
    gj_out_text(&terminal->out, table->title);
    gj_terminal_break(terminal);
    gj_draw_table(terminal, &table->form, nothing, NULL);
    write_ids(terminal, table);
    write_head(terminal, GJ_SAY_RELATIONS_HEAD);
    write_equations(terminal, form, index);
    write_sight(terminal, form, index);
}

static void fill_source(struct gj_out *out, char letter, const void *subject) {
    (void)letter;
    gj_out_text(out, gj_template_source(subject));
}

gj_status gj_write_template(const gj_template *form, const gj_drawing *drawing, gj_sink sink, void *context) {
    struct gj_terminal terminal;
    gj_terminal_open(&terminal, drawing, sink, context);
    gj_terminal_colour(&terminal, GJ_COLOUR_BOLD);
    gj_out_text(&terminal.out, gj_template_id(form));
    gj_terminal_colour(&terminal, GJ_COLOUR_PLAIN);
    gj_out_text(&terminal.out, "  ");
    gj_out_text(&terminal.out, gj_template_title(form));
    gj_terminal_break(&terminal);
    if (gj_template_source(form)) {
        gj_out_sentence(&terminal.out, gj_message(terminal.language, GJ_SAY_ISSUED_BY), fill_source, form);
        gj_terminal_break(&terminal);
    }
    for (size_t i = 0; i < form->table_count; i++)
        write_table(&terminal, form, i);
    return gj_terminal_close(&terminal);
}
