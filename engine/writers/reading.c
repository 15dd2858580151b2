/* How a report was read, in plain words: each stretch of one layout, and what each row in it was made of. */
#include <string.h>

#include "report/messages.h"
#include "terminal.h"

struct subject {
    const gj_report *report;
    gj_language language;
    const gj_region *region;
    const gj_row_reading *row;
};

static void say(struct gj_terminal *terminal, enum gj_message message, gj_out_fill fill, const void *subject) {
    gj_out_sentence(&terminal->out, gj_message(terminal->language, message), fill, subject);
}

/* ---------------------------------------------------------------- one row */

static const char *row_label(const struct subject *subject, const char *row) {
    for (size_t i = 0; i < gj_report_cell_count(subject->report); i++) {
        const gj_cell *cell = gj_report_cell(subject->report, i);
        if (strcmp(cell->table, subject->row->table) == 0 && strcmp(cell->row, row) == 0)
            return cell->row_label;
    }
    return row;
}

static void fill_row(struct gj_out *out, char letter, const void *context) {
    const struct subject *subject = context;
    const gj_row_reading *row = subject->row;
    if (letter == 'r')
        gj_out_text(out, row_label(subject, row->row));
    else if (letter == 'l')
        gj_out_text(out, row_label(subject, row->last_row));
    else if (letter == 'n')
        gj_out_number(out, row->ways);
    else if (letter == 'c')
        gj_out_number(out, row->cost > 0 ? (size_t)row->cost : 0);
}

/* The pieces of the label (cells false), or those of the values, in the order of their lines. */
struct pieces {
    const struct subject *subject;
    bool cells;
};

static void write_piece(struct gj_out *out, const struct subject *subject, const gj_piece *piece) {
    const gj_cell *cell = gj_report_cell(subject->report, piece->cell);
    if (cell) {
        gj_out_text(out, cell->column_label);
        gj_out_text(out, " ");
    }
    gj_out_text(out, *piece->text ? piece->text : gj_message(subject->language, GJ_SAY_BLANK));
}

static void fill_pieces(struct gj_out *out, char letter, const void *context) {
    const struct pieces *pieces = context;
    const gj_row_reading *row = pieces->subject->row;
    size_t line = 0;
    (void)letter;
    for (size_t i = 0; i < row->piece_count; i++) {
        const gj_piece *piece = &row->pieces[i];
        if ((piece->cell != GJ_NOWHERE) != pieces->cells)
            continue;
        if (line != 0)
            gj_out_text(out, gj_message(pieces->subject->language, GJ_SAY_LIST_COMMA));
        write_piece(out, pieces->subject, piece);
        if (piece->line != line) {
            line = piece->line;
            gj_out_text(out, " [");
            gj_out_number(out, line);
            gj_out_text(out, "]");
        }
    }
}

static bool has_pieces(const gj_row_reading *row, bool cells) {
    for (size_t i = 0; i < row->piece_count; i++)
        if ((row->pieces[i].cell != GJ_NOWHERE) == cells)
            return true;
    return false;
}

static void write_pieces(struct gj_terminal *terminal, const struct subject *subject, bool cells) {
    struct pieces pieces = {subject, cells};
    enum gj_message message = cells ? GJ_SAY_READ_VALUES : GJ_SAY_READ_LABEL;
    if (!has_pieces(subject->row, cells))
        message = cells ? GJ_SAY_READ_NO_VALUES : GJ_SAY_READ_NO_LABEL;
    gj_terminal_indent(terminal, 6);
    say(terminal, message, fill_pieces, &pieces);
    gj_terminal_break(terminal);
}

static void write_row(struct gj_terminal *terminal, const struct subject *subject) {
    const gj_row_reading *row = subject->row;
    gj_terminal_indent(terminal, 4);
    say(terminal, strcmp(row->row, row->last_row) == 0 ? GJ_SAY_READ_ROW : GJ_SAY_READ_ROWS, fill_row, subject);
    if (row->cost > 0)
        say(terminal, GJ_SAY_READ_COST, fill_row, subject);
    if (row->ways != 1)
        say(terminal, row->ways ? GJ_SAY_READ_WAYS : GJ_SAY_READ_MANY_WAYS, fill_row, subject);
    gj_terminal_break(terminal);
    write_pieces(terminal, subject, false);
    write_pieces(terminal, subject, true);
}

/* ---------------------------------------------------------------- one region */

static enum gj_message layout_message(const char *layout) {
    static const struct {
        const char *layout;
        enum gj_message message;
    } messages[] = {{"pipes", GJ_SAY_LAYOUT_PIPES},   {"tabs", GJ_SAY_LAYOUT_TABS},
                    {"commas", GJ_SAY_LAYOUT_COMMAS}, {"columns", GJ_SAY_LAYOUT_COLUMNS},
                    {"boxes", GJ_SAY_LAYOUT_BOXES},   {"tags", GJ_SAY_LAYOUT_TAGS}};
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        if (strcmp(messages[i].layout, layout) == 0)
            return messages[i].message;
    return GJ_SAY_LAYOUT_BARE;
}

static enum gj_message path_message(const char *path) {
    if (strcmp(path, "fast") == 0)
        return GJ_SAY_PATH_FAST;
    return strcmp(path, "blocks") == 0 ? GJ_SAY_PATH_BLOCKS : GJ_SAY_PATH_WEIGHTED;
}

static void fill_region(struct gj_out *out, char letter, const void *context) {
    const struct subject *subject = context;
    const gj_region *region = subject->region;
    if (letter == 'a')
        gj_out_number(out, region->first_line);
    else if (letter == 'b')
        gj_out_number(out, region->last_line);
    else if (letter == 'n')
        gj_out_number(out, region->row_count);
    else if (letter == 'c')
        gj_out_number(out, region->cost > 0 ? (size_t)region->cost : 0);
    else if (letter == 'l')
        gj_out_text(out, gj_message(subject->language, layout_message(region->layout)));
}

static const gj_table *table_of(const gj_report *report, const char *id) {
    for (size_t i = 0; i < gj_report_table_count(report); i++)
        if (strcmp(gj_report_table(report, i)->id, id) == 0)
            return gj_report_table(report, i);
    return NULL;
}

static void write_table_name(struct gj_terminal *terminal, const struct subject *subject) {
    const gj_table *table = table_of(subject->report, subject->row->table);
    gj_terminal_indent(terminal, 2);
    gj_terminal_colour(terminal, GJ_COLOUR_BOLD);
    gj_out_text(&terminal->out, subject->row->table);
    gj_terminal_colour(terminal, GJ_COLOUR_PLAIN);
    if (table) {
        gj_out_text(&terminal->out, "  ");
        gj_out_text(&terminal->out, table->title);
    }
    gj_terminal_break(terminal);
}

static void write_region(struct gj_terminal *terminal, struct subject *subject) {
    const gj_region *region = subject->region;
    gj_terminal_break(terminal);
    say(terminal, GJ_SAY_READ_REGION, fill_region, subject);
    say(terminal, path_message(region->path), fill_region, subject);
    gj_terminal_break(terminal);
    for (size_t i = 0; i < region->row_count; i++) {
        subject->row = &region->rows[i];
        if (i == 0 || strcmp(region->rows[i - 1].table, subject->row->table) != 0)
            write_table_name(terminal, subject);
        write_row(terminal, subject);
    }
}

/* ---------------------------------------------------------------- the whole */

static void fill_leftover(struct gj_out *out, char letter, const void *context) {
    const gj_leftover *leftover = context;
    if (letter == 'n')
        gj_out_number(out, leftover->line);
    else
        gj_out_text(out, leftover->text);
}

/* Between the tables only: all text before and behind them is left over too. */
static void write_leftovers(struct gj_terminal *terminal, const gj_report *report) {
    size_t count = gj_report_region_count(report);
    bool is_first = true;
    for (size_t i = 0; count > 0 && i < gj_report_leftover_count(report); i++) {
        const gj_leftover *leftover = gj_report_leftover(report, i);
        if (leftover->line < gj_report_region(report, 0)->first_line ||
            leftover->line > gj_report_region(report, count - 1)->last_line)
            continue;
        if (is_first) {
            gj_terminal_break(terminal);
            gj_out_text(&terminal->out, gj_message(terminal->language, GJ_SAY_READ_LEFTOVERS));
            gj_terminal_break(terminal);
        }
        is_first = false;
        gj_terminal_indent(terminal, 4);
        say(terminal, GJ_SAY_READ_LEFTOVER, fill_leftover, leftover);
        gj_terminal_break(terminal);
    }
}

static void fill_form(struct gj_out *out, char letter, const void *context) {
    const gj_report *report = context;
    (void)letter;
    gj_out_text(out, gj_template_id(gj_report_template(report)));
}

gj_status gj_write_reading(const gj_report *report, const gj_drawing *drawing, gj_sink sink, void *context) {
    struct gj_terminal terminal;
    gj_terminal_open(&terminal, drawing, sink, context);
    struct subject subject = {.report = report, .language = terminal.language};
    gj_terminal_colour(&terminal, GJ_COLOUR_BOLD);
    gj_out_text(&terminal.out, gj_report_source(report));
    gj_terminal_colour(&terminal, GJ_COLOUR_PLAIN);
    gj_terminal_break(&terminal);
    if (gj_report_template(report))
        say(&terminal, GJ_SAY_READ_FORM, fill_form, report);
    else
        say(&terminal, GJ_SAY_NO_TEMPLATE, fill_form, report);
    gj_terminal_break(&terminal);
    for (size_t i = 0; i < gj_report_region_count(report); i++) {
        subject.region = gj_report_region(report, i);
        write_region(&terminal, &subject);
    }
    write_leftovers(&terminal, report);
    return gj_terminal_close(&terminal);
}
