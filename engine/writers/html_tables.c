/* The tables of a report as the template prints them: merged squares stay merged, and every value is led from its
 * place to the line that it was read from, and to the figure proposed in its stead. */
#include "html.h"

#include <string.h>

#include "explanation.h"

#define MANY_COLUMNS 7 /* of values; on a narrow screen their headers are then set upright */

struct sheet {
    struct gj_html *html;
    const gj_report *report;
    const gj_table *table;
    const gj_form *form;
    bool with_text;
};

static void plain(const struct sheet *sheet, const char *markup) {
    gj_out_plain(&sheet->html->out, markup);
}

/* A word for those who listen, and do not see the colours. */
static void say_aside(const struct sheet *sheet, enum gj_html_word word) {
    plain(sheet, "<span class=\"aside\"> ");
    gj_html_word(sheet->html, word);
    plain(sheet, " </span>");
}

/* ---------------------------------------------------------------- a value */

static bool is_unread(const gj_cell *cell) {
    return cell->status == GJ_CELL_MISSING || cell->status == GJ_CELL_AMBIGUOUS;
}

static void write_class(const struct sheet *sheet, const gj_cell *cell, bool is_suspect) {
    const char *names[3];
    size_t count = 0;
    if (cell->violation_count > 0)
        names[count++] = "v";
    if (is_suspect)
        names[count++] = "s";
    if (is_unread(cell))
        names[count++] = "u";
    for (size_t i = 0; i < count; i++) {
        plain(sheet, i == 0 ? " class=\"" : " ");
        plain(sheet, names[i]);
    }
    plain(sheet, count > 0 ? "\"" : "");
}

static void write_alternatives(const struct sheet *sheet, const gj_cell *cell) {
    for (size_t i = 0; i < cell->alternative_count; i++) {
        plain(sheet, i == 0 ? "" : " / ");
        if (*cell->alternatives[i])
            gj_out_text(&sheet->html->out, cell->alternatives[i]);
        else
            gj_html_word(sheet->html, GJ_HTML_BLANK);
    }
    plain(sheet, cell->alternative_count == 0 ? "?" : "");
}

static void write_printed(const struct sheet *sheet, const gj_cell *cell) {
    if (cell->status == GJ_CELL_AMBIGUOUS) {
        write_alternatives(sheet, cell);
        say_aside(sheet, GJ_HTML_AMBIGUOUS);
    } else if (cell->status == GJ_CELL_MISSING) {
        plain(sheet, "?");
        say_aside(sheet, GJ_HTML_MISSING);
    } else {
        gj_out_text(&sheet->html->out, cell->raw);
        if (!cell->raw || !*cell->raw)
            say_aside(sheet, GJ_HTML_BLANK);
    }
    if (cell->violation_count > 0)
        say_aside(sheet, GJ_HTML_IS_VIOLATED);
}

static void write_proposal(const struct sheet *sheet, const gj_cell *cell, size_t suspect) {
    bool is_repaired = cell->status == GJ_CELL_REPAIRED;
    plain(sheet, "<a class=\"to\" href=\"#");
    gj_html_anchor(sheet->html, 's', suspect);
    plain(sheet, "\">");
    say_aside(sheet, is_repaired ? GJ_HTML_REPAIRED : GJ_HTML_PROPOSED);
    plain(sheet, "→ ");
    gj_out_decimal(&sheet->html->out, is_repaired ? cell->value : gj_report_suspect(sheet->report, suspect)->proposed);
    plain(sheet, "</a>");
}

static void write_value(const struct sheet *sheet, size_t index) {
    const gj_cell *cell = gj_report_cell(sheet->report, index);
    size_t suspect = gj_surest_suspect(sheet->report, index);
    bool is_linked = sheet->with_text && cell->line > 0;
    plain(sheet, "<td id=\"");
    gj_html_anchor(sheet->html, 'c', index);
    plain(sheet, "\" data-cell=\"");
    gj_out_text(&sheet->html->out, cell->id);
    plain(sheet, "\"");
    write_class(sheet, cell, suspect != GJ_NOWHERE);
    plain(sheet, ">");
    if (is_linked)
        gj_html_link(sheet->html, 'L', cell->line);
    write_printed(sheet, cell);
    plain(sheet, is_linked ? "</a>" : "");
    if (suspect != GJ_NOWHERE)
        write_proposal(sheet, cell, suspect);
    plain(sheet, "</td>");
}

/* ---------------------------------------------------------------- rows */

static bool is_whole_line(const struct sheet *sheet, const gj_square *square) {
    return square->column_span == sheet->form->column_count;
}

/* In a list the name of a group of rows takes a line of its own. */
static bool is_group_line(const struct sheet *sheet, const gj_square *square) {
    return square->label && !square->heading && is_whole_line(sheet, square);
}

/* Whether the first row is the table's own title: HTML has an element for that. */
static bool has_caption(const struct sheet *sheet) {
    const gj_square *first = sheet->form->squares;
    return sheet->form->square_count > 0 && sheet->form->header_rows > 1 && first->heading &&
           is_whole_line(sheet, first) && strcmp(first->label, sheet->table->title) == 0;
}

static void write_span(const struct sheet *sheet, const char *name, size_t span) {
    if (span < 2)
        return;
    plain(sheet, name);
    gj_out_number(&sheet->html->out, span);
    plain(sheet, "\"");
}

static const char *scope_of(const struct sheet *sheet, const gj_square *square) {
    if (square->heading)
        return " scope=\"col\"";
    return is_group_line(sheet, square) ? " scope=\"rowgroup\"" : " scope=\"row\"";
}

static bool is_leaf(const struct sheet *sheet, const gj_square *square) {
    return square->heading && square->column_span == 1 && square->column >= sheet->form->label_columns &&
           square->row + square->row_span == sheet->form->header_rows;
}

/* A header without a text heads nothing. */
static void write_label(const struct sheet *sheet, const gj_square *square) {
    bool is_header = *square->label != '\0';
    plain(sheet, is_header ? "<th" : "<td");
    plain(sheet, is_header ? scope_of(sheet, square) : "");
    plain(sheet, is_leaf(sheet, square) ? " class=\"leaf\"" : "");
    write_span(sheet, " rowspan=\"", square->row_span);
    write_span(sheet, " colspan=\"", square->column_span);
    plain(sheet, ">");
    gj_out_text(&sheet->html->out, square->label);
    plain(sheet, is_header ? "</th>" : "</td>");
}

/* Writes one line, and returns the index of the first square that it has not reached. */
static size_t write_row(const struct sheet *sheet, size_t row, size_t next) {
    const gj_form *form = sheet->form;
    plain(sheet, "<tr>");
    for (; next < form->square_count && form->squares[next].row == row; next++) {
        if (form->squares[next].label)
            write_label(sheet, &form->squares[next]);
        else
            write_value(sheet, form->squares[next].cell);
    }
    plain(sheet, "</tr>\n");
    return next;
}

/* A group of a list begins a body of its own, so that its name heads these rows and no others. */
static void begin_body(const struct sheet *sheet, size_t row, size_t next) {
    const gj_form *form = sheet->form;
    bool is_first = row == form->header_rows;
    if (is_first)
        plain(sheet, row > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n");
    else if (next < form->square_count && is_group_line(sheet, &form->squares[next]))
        plain(sheet, "</tbody>\n<tbody>\n");
}

static void write_rows(const struct sheet *sheet, size_t first) {
    size_t next = first;
    if (sheet->form->header_rows > 0)
        plain(sheet, "<thead>\n");
    for (size_t row = first; row < sheet->form->row_count; row++) {
        begin_body(sheet, row, next);
        next = write_row(sheet, row, next);
    }
    plain(sheet, "</tbody>\n");
}

/* ---------------------------------------------------------------- a table */

/* A table that was not found may have cells still, of which more than one reading is left. */
static bool is_drawn(const gj_report *report, const gj_table *table) {
    size_t count = table->row_count * table->column_count;
    for (size_t i = 0; i < count && table->status == GJ_TABLE_MISSING; i++)
        if (gj_report_cell(report, table->first_cell + i)->status != GJ_CELL_MISSING)
            return true;
    return table->status != GJ_TABLE_MISSING;
}

bool gj_html_draws(const gj_report *report, size_t cell) {
    for (size_t i = 0; i < gj_report_table_count(report); i++) {
        const gj_table *table = gj_report_table(report, i);
        if (cell >= table->first_cell && cell - table->first_cell < table->row_count * table->column_count)
            return is_drawn(report, table);
    }
    return false;
}

static void write_table(const struct sheet *sheet) {
    bool is_dense = sheet->form->column_count - sheet->form->label_columns >= MANY_COLUMNS;
    bool captioned = has_caption(sheet);
    plain(sheet, is_dense ? "<div class=\"room\" tabindex=\"0\">\n<table class=\"form dense\">\n"
                          : "<div class=\"room\" tabindex=\"0\">\n<table class=\"form\">\n");
    plain(sheet, captioned ? "<caption>" : "<caption class=\"aside\">");
    gj_out_text(&sheet->html->out, sheet->table->title);
    plain(sheet, "</caption>\n");
    write_rows(sheet, captioned ? 1 : 0);
    plain(sheet, "</table>\n</div>\n");
}

static void write_missing_table(const struct sheet *sheet) {
    plain(sheet, "<p class=\"soft\">");
    gj_out_text(&sheet->html->out, sheet->table->title);
    plain(sheet, " · ");
    gj_html_word(sheet->html, GJ_HTML_IS_MISSING_TABLE);
    plain(sheet, "</p>\n");
}

/* Tables of one section stand under one heading. */
static void write_heading(const struct sheet *sheet, const gj_table *before) {
    const char *heading = sheet->table->heading ? sheet->table->heading : sheet->table->title;
    if (before && before->heading && strcmp(before->heading, heading) == 0)
        return;
    plain(sheet, "<h3>");
    gj_out_text(&sheet->html->out, heading);
    plain(sheet, "</h3>\n");
}

static void write_sign(const struct sheet *sheet, const char *sign, enum gj_html_word word) {
    plain(sheet, "<li>");
    plain(sheet, sign);
    gj_html_word(sheet->html, word);
    plain(sheet, "</li>\n");
}

/* What the colours mean, as far as they are used. */
static void write_legend(const struct sheet *sheet) {
    bool violated = false, unread = false;
    for (size_t i = 0; i < gj_report_cell_count(sheet->report); i++) {
        const gj_cell *cell = gj_report_cell(sheet->report, i);
        violated = violated || cell->violation_count > 0;
        unread = unread || is_unread(cell);
    }
    plain(sheet, "<ul class=\"legend\">\n");
    if (violated)
        write_sign(sheet, "<span class=\"v\" aria-hidden=\"true\">0</span>", GJ_HTML_LEGEND_VIOLATED);
    if (gj_report_suspect_count(sheet->report) > 0)
        write_sign(sheet, "<span class=\"s\" aria-hidden=\"true\">→ 3</span>", GJ_HTML_LEGEND_SUSPECT);
    if (unread)
        write_sign(sheet, "<span class=\"u\" aria-hidden=\"true\">?</span>", GJ_HTML_LEGEND_UNREAD);
    if (sheet->with_text)
        write_sign(sheet, "", GJ_HTML_LEGEND_LINKS);
    plain(sheet, "</ul>\n");
}

void gj_html_tables(struct gj_html *html, const gj_report *report, bool with_text) {
    struct sheet sheet = {.html = html, .report = report, .with_text = with_text};
    if (gj_report_table_count(report) == 0)
        return;
    plain(&sheet, "<section>\n<h2>");
    gj_html_word(html, GJ_HTML_TABLES_HEAD);
    plain(&sheet, "</h2>\n");
    write_legend(&sheet);
    for (size_t i = 0; i < gj_report_table_count(report); i++) {
        sheet.table = gj_report_table(report, i);
        sheet.form = gj_report_form(report, i);
        write_heading(&sheet, i > 0 ? gj_report_table(report, i - 1) : NULL);
        if (sheet.form && is_drawn(report, sheet.table))
            write_table(&sheet);
        else
            write_missing_table(&sheet);
    }
    plain(&sheet, "</section>\n");
}
