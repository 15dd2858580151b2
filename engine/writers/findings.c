/* What does not add up, for a reader at a terminal: both sides of every violation, which figures
 * are suspect and why, and the tables concerned with the cells marked. */
#include "claims.h"
#include "drawing.h"
#include "explanation.h"
#include "report/messages.h"
#include "report/report.h"
#include "violation.h"

struct finding {
    const gj_report *report;
    gj_language language;
    const gj_violation *violation;
    const gj_table *table;
    size_t missing, ambiguous;
};

/* ---------------------------------------------------------------- the summary */

static void fill_report(struct gj_out *out, char letter, const void *subject) {
    const struct finding *finding = subject;
    const gj_report *report = finding->report;
    const char *body = gj_report_body(report, NULL);
    int year = gj_report_year(report, NULL);
    if (letter == 'b')
        gj_out_text(out, body ? body : gj_message(finding->language, GJ_SAY_BODY_UNKNOWN));
    else if (letter == 'y' && year > 0)
        gj_out_number(out, (size_t)year);
    else if (letter == 'y')
        gj_out_text(out, gj_message(finding->language, GJ_SAY_YEAR_UNKNOWN));
    else
        gj_out_text(out, gj_template_id(gj_report_template(report)));
}

static size_t count_said(const gj_report *report) {
    size_t count = 0;
    for (size_t i = 0; i < gj_report_cell_count(report); i++)
        if (gj_report_cell(report, i)->placed_by == GJ_PLACED_BY_PROSE)
            count++;
    return count;
}

static void fill_said(struct gj_out *out, char letter, const void *subject) {
    (void)letter;
    gj_out_number(out, count_said(((const struct finding *)subject)->report));
}

static void fill_counts(struct gj_out *out, char letter, const void *subject) {
    const gj_report *report = ((const struct finding *)subject)->report;
    if (letter == 'f')
        gj_out_number(out, gj_report_count_tables(report));
    else if (letter == 'n')
        gj_out_number(out, gj_report_table_count(report));
}

static void fill_relations(struct gj_out *out, char letter, const void *subject) {
    const gj_report *report = ((const struct finding *)subject)->report;
    if (letter == 'n')
        gj_out_number(out, gj_report_relation_count(report));
    else if (letter == 'h')
        gj_out_number(out, gj_report_count_relations(report, GJ_RELATION_HOLDS));
    else if (letter == 'v')
        gj_out_number(out, gj_report_count_relations(report, GJ_RELATION_VIOLATED));
    else
        gj_out_number(out, gj_report_count_relations(report, GJ_RELATION_UNKNOWN));
}

static void say(struct gj_terminal *terminal, enum gj_message message, gj_out_fill fill,
                const struct finding *finding) {
    gj_out_sentence(&terminal->out, gj_message(terminal->language, message), fill, finding);
}

static void fill_table(struct gj_out *out, char letter, const void *subject) {
    const struct finding *finding = subject;
    if (letter == 't')
        gj_out_text(out, finding->table->title);
    else if (letter == 'i')
        gj_out_text(out, finding->table->id);
    else
        gj_out_number(out, letter == 'n' ? finding->missing : finding->ambiguous);
}

static void count_cells(struct finding *finding) {
    const gj_table *table = finding->table;
    finding->missing = finding->ambiguous = 0;
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        const gj_cell *cell = gj_report_cell(finding->report, table->first_cell + i);
        if (cell && cell->status == GJ_CELL_MISSING)
            finding->missing++;
        else if (cell && cell->status == GJ_CELL_AMBIGUOUS)
            finding->ambiguous++;
    }
}

static void write_incomplete_tables(struct gj_terminal *terminal, struct finding *finding) {
    for (size_t i = 0; i < gj_report_table_count(finding->report); i++) {
        finding->table = gj_report_table(finding->report, i);
        if (finding->table->status == GJ_TABLE_COMPLETE)
            continue;
        count_cells(finding);
        bool is_missing = finding->table->status == GJ_TABLE_MISSING;
        if (!is_missing && finding->missing + finding->ambiguous == 0)
            continue;
        gj_terminal_indent(terminal, 2);
        say(terminal, is_missing ? GJ_SAY_TABLE_MISSING : GJ_SAY_TABLE_PARTIAL, fill_table, finding);
        gj_terminal_break(terminal);
    }
}

static void write_summary(struct gj_terminal *terminal, struct finding *finding) {
    gj_terminal_colour(terminal, GJ_COLOUR_BOLD);
    gj_out_text(&terminal->out, gj_report_source(finding->report));
    gj_terminal_colour(terminal, GJ_COLOUR_PLAIN);
    gj_terminal_break(terminal);
    gj_terminal_indent(terminal, 2);
    if (!gj_report_template(finding->report)) {
        say(terminal, GJ_SAY_NO_TEMPLATE, fill_report, finding);
        gj_terminal_break(terminal);
        return;
    }
    say(terminal, GJ_SAY_REPORT, fill_report, finding);
    gj_terminal_break(terminal);
    gj_terminal_indent(terminal, 2);
    bool is_said = gj_report_count_tables(finding->report) == 0 && count_said(finding->report) > 0;
    if (is_said)
        say(terminal, GJ_SAY_FROM_PROSE, fill_said, finding);
    else
        say(terminal, GJ_SAY_TABLES, fill_counts, finding);
    bool has_relations = gj_report_relation_count(finding->report) > 0;
    say(terminal, has_relations ? GJ_SAY_RELATIONS : GJ_SAY_NO_RELATIONS, fill_relations, finding);
    gj_terminal_break(terminal);
    if (gj_report_count_tables(finding->report) > 0)
        write_incomplete_tables(terminal, finding);
}

static void write_head(struct gj_terminal *terminal, enum gj_message message) {
    gj_terminal_break(terminal);
    gj_terminal_colour(terminal, GJ_COLOUR_BOLD);
    gj_out_text(&terminal->out, gj_message(terminal->language, message));
    gj_terminal_colour(terminal, GJ_COLOUR_PLAIN);
    gj_terminal_break(terminal);
}

/* ---------------------------------------------------------------- violations */

static void begin_line(struct gj_out *out) {
    struct gj_terminal *terminal = (struct gj_terminal *)out; /* out is its first member */
    gj_terminal_break(terminal);
    gj_terminal_indent(terminal, 5);
}

static void write_violation(struct gj_terminal *terminal, const gj_report *report, size_t index) {
    const gj_violation *violation = gj_report_violation(report, index);
    gj_terminal_indent(terminal, 1);
    gj_out_number(&terminal->out, index + 1);
    gj_out_text(&terminal->out, ". ");
    gj_terminal_colour(terminal, GJ_COLOUR_VIOLATED);
    gj_out_text(&terminal->out, violation->relation);
    gj_terminal_colour(terminal, GJ_COLOUR_PLAIN);
    gj_write_shared_label(&terminal->out, report, terminal->language, violation, "  ");
    gj_write_sums(&terminal->out, report, terminal->language, violation, begin_line);
    gj_terminal_break(terminal);
}

/* ---------------------------------------------------------------- suspects */

enum { BEHIND_CERTAINTY = 11 }; /* the column where what is said of a suspect begins */

static enum gj_message certainty_message(gj_certainty certainty) {
    if (certainty == GJ_CERTAIN)
        return GJ_SAY_CERTAINTY_CERTAIN;
    return certainty == GJ_LIKELY ? GJ_SAY_CERTAINTY_LIKELY : GJ_SAY_CERTAINTY_POSSIBLE;
}

static void write_suspect(struct gj_terminal *terminal, const gj_report *report, const gj_suspect *suspect) {
    gj_terminal_indent(terminal, 1);
    gj_out_text(&terminal->out, gj_message(terminal->language, certainty_message(suspect->certainty)));
    gj_terminal_indent(terminal, BEHIND_CERTAINTY);
    gj_terminal_colour(terminal, GJ_COLOUR_BOLD);
    gj_out_text(&terminal->out, gj_report_cell(report, suspect->cell)->id);
    gj_out_text(&terminal->out, "  ");
    if (suspect->has_found)
        gj_out_decimal(&terminal->out, suspect->found);
    else
        gj_out_text(&terminal->out, gj_message(terminal->language, GJ_SAY_BLANK));
    gj_out_text(&terminal->out, " → ");
    gj_out_decimal(&terminal->out, suspect->proposed);
    gj_terminal_colour(terminal, GJ_COLOUR_PLAIN);
    gj_terminal_break(terminal);
    gj_terminal_indent(terminal, BEHIND_CERTAINTY);
    gj_write_explanation(&terminal->out, report, terminal->language, suspect);
    gj_terminal_break(terminal);
}

static void write_suspects(struct gj_terminal *terminal, const gj_report *report) {
    write_head(terminal, GJ_SAY_SUSPECTS_HEAD);
    for (size_t i = 0; i < gj_report_suspect_count(report); i++)
        if (!gj_is_repeated_suspect(report, i))
            write_suspect(terminal, report, gj_report_suspect(report, i));
    if (gj_report_suspect_count(report) > 0)
        return;
    gj_terminal_indent(terminal, 1);
    gj_out_text(&terminal->out, gj_message(terminal->language, GJ_SAY_NO_SUSPECT));
    gj_terminal_break(terminal);
}

/* ---------------------------------------------------------------- notes */

static void fill_note(struct gj_out *out, char letter, const void *subject) {
    const gj_diagnostic *diagnostic = subject;
    if (letter == 'n')
        gj_out_number(out, diagnostic->line);
    else
        gj_out_text(out, diagnostic->message);
}

static void write_note(struct gj_terminal *terminal, const gj_diagnostic *diagnostic) {
    gj_terminal_indent(terminal, 1);
    if (diagnostic->line > 0)
        gj_out_sentence(&terminal->out, gj_message(terminal->language, GJ_SAY_NOTE), fill_note, diagnostic);
    else
        gj_out_text(&terminal->out, diagnostic->message);
    gj_terminal_break(terminal);
}

/* Warnings only: notes are for those who ask how the text was read, in JSON. */
static void write_notes(struct gj_terminal *terminal, const gj_report *report) {
    bool is_first = true;
    for (size_t i = 0; i < gj_report_diagnostic_count(report); i++) {
        const gj_diagnostic *diagnostic = gj_report_diagnostic(report, i);
        if (diagnostic->severity != GJ_WARNING)
            continue;
        if (is_first)
            write_head(terminal, GJ_SAY_NOTES_HEAD);
        is_first = false;
        write_note(terminal, diagnostic);
    }
}

/* ---------------------------------------------------------------- tables */

static struct gj_drawn_value drawn_cell(const void *subject, size_t index) {
    const gj_report *report = subject;
    const gj_cell *cell = gj_report_cell(report, index);
    if (!cell)
        return (struct gj_drawn_value){NULL, GJ_MARK_NONE};
    if (gj_surest_suspect(report, index) != GJ_NOWHERE)
        return (struct gj_drawn_value){cell->raw, GJ_MARK_SUSPECT};
    if (cell->status == GJ_CELL_MISSING || cell->status == GJ_CELL_AMBIGUOUS)
        return (struct gj_drawn_value){cell->raw, GJ_MARK_UNREAD};
    return (struct gj_drawn_value){cell->raw, cell->violation_count > 0 ? GJ_MARK_VIOLATED : GJ_MARK_NONE};
}

static bool has_violation(const gj_report *report, const gj_table *table) {
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        const gj_cell *cell = gj_report_cell(report, table->first_cell + i);
        if (cell && cell->violation_count > 0)
            return true;
    }
    return false;
}

static void write_tables(struct gj_terminal *terminal, const gj_report *report) {
    bool drew = false;
    bool any = gj_report_violation_count(report) > 0;
    for (size_t i = 0; any && i < gj_report_table_count(report); i++) {
        const gj_table *table = gj_report_table(report, i);
        const gj_form *form = has_violation(report, table) ? gj_report_form(report, i) : NULL;
        if (!form)
            continue;
        gj_terminal_break(terminal);
        gj_out_text(&terminal->out, table->title);
        gj_terminal_break(terminal);
        gj_draw_table(terminal, form, drawn_cell, report);
        drew = true;
    }
    if (!drew)
        return;
    gj_out_text(&terminal->out,
                gj_message(terminal->language, terminal->colour ? GJ_SAY_LEGEND_COLOUR : GJ_SAY_LEGEND));
    gj_terminal_break(terminal);
}

gj_status gj_write_findings(const gj_report *report, const gj_drawing *drawing, gj_sink sink, void *context) {
    struct gj_terminal terminal;
    gj_terminal_open(&terminal, drawing, sink, context);
    struct finding finding = {.report = report, .language = terminal.language};
    write_summary(&terminal, &finding);
    if (gj_report_violation_count(report) > 0) {
        write_head(&terminal, GJ_SAY_VIOLATIONS_HEAD);
        for (size_t i = 0; i < gj_report_violation_count(report); i++)
            write_violation(&terminal, report, i);
    }
    if (gj_report_violation_count(report) > 0 || gj_report_suspect_count(report) > 0)
        write_suspects(&terminal, report);
    if (gj_has_claims(report)) {
        write_head(&terminal, GJ_SAY_CLAIMS_HEAD);
        gj_write_claims(&terminal, report);
    }
    write_notes(&terminal, report);
    write_tables(&terminal, report);
    return gj_terminal_close(&terminal);
}
