#include "violation.h"

#include <string.h>

#include "explanation.h"
#include "report/messages.h"

#define PARTS_SPELLED_OUT 8 /* in a longer sum the zeros are counted, not listed */

/* How the cells of a violation are told apart: by what they do not share. */
enum naming { NAMED_BY_COLUMN, NAMED_BY_ROW, NAMED_BY_BOTH };

struct telling {
    struct gj_out *out;
    const gj_report *report;
    gj_language language;
    const gj_violation *violation;
    gj_line_break begin_line;
    enum naming naming;
};

static enum naming naming_of(const gj_report *report, const gj_violation *violation) {
    bool same_row = true, same_column = true;
    for (size_t i = 1; i < violation->cell_count; i++) {
        const gj_cell *first = gj_report_cell(report, violation->cells[0]);
        const gj_cell *cell = gj_report_cell(report, violation->cells[i]);
        same_row = same_row && strcmp(first->row, cell->row) == 0;
        same_column = same_column && strcmp(first->column, cell->column) == 0;
    }
    if (same_row)
        return NAMED_BY_COLUMN;
    return same_column ? NAMED_BY_ROW : NAMED_BY_BOTH;
}

/* ---------------------------------------------------------------- one cell */

static void fill_label(struct gj_out *out, char letter, const void *subject) {
    (void)letter;
    gj_out_text(out, subject);
}

static void write_name(const struct telling *telling, const gj_cell *cell, enum naming naming) {
    const char *quoted = gj_message(telling->language, GJ_SAY_QUOTED);
    if (naming == NAMED_BY_COLUMN)
        gj_out_sentence(telling->out, quoted, fill_label, cell->column_label);
    else if (naming == NAMED_BY_ROW)
        gj_out_sentence(telling->out, quoted, fill_label, cell->row_label);
    else
        gj_write_cell_name(telling->out, telling->language, cell);
}

static void write_value(const struct telling *telling, const gj_cell *cell) {
    if (cell->has_value)
        gj_out_decimal(telling->out, cell->value);
    else if (cell->status == GJ_CELL_MISSING)
        gj_out_text(telling->out, gj_message(telling->language, GJ_SAY_MISSING));
    else
        gj_out_text(telling->out, gj_message(telling->language, GJ_SAY_BLANK));
}

static void write_part(const struct telling *telling, const gj_cell *cell, bool is_first) {
    if (!is_first)
        gj_out_text(telling->out, " + ");
    write_name(telling, cell, telling->naming);
    gj_out_text(telling->out, " ");
    write_value(telling, cell);
}

/* ---------------------------------------------------------------- both sums */

static void fill_number(struct gj_out *out, char letter, const void *subject) {
    (void)letter;
    gj_out_number(out, *(const size_t *)subject);
}

/* "A 3 + B 0 = 3" */
static void write_side(const struct telling *telling, const size_t *cells, size_t count, gj_decimal sum) {
    size_t zeros = 0, written = 0;
    for (size_t i = 0; i < count; i++) {
        const gj_cell *cell = gj_report_cell(telling->report, cells[i]);
        if (count > PARTS_SPELLED_OUT && cell->has_value && cell->value.coefficient == 0)
            zeros++;
        else
            write_part(telling, cell, written++ == 0);
    }
    if (zeros > 0) {
        gj_out_text(telling->out, written > 0 ? " + " : "");
        gj_out_sentence(telling->out, gj_message(telling->language, GJ_SAY_OTHERS_ZERO), fill_number, &zeros);
    }
    if (count < 2)
        return;
    gj_out_text(telling->out, " = ");
    gj_out_decimal(telling->out, sum);
}

static void fill_violation(struct gj_out *out, char letter, const void *subject) {
    const struct telling *telling = subject;
    const gj_violation *violation = telling->violation;
    if (letter == 'n')
        gj_out_number(out, violation->line);
    else if (letter == 'e')
        gj_out_decimal(out, violation->expected);
    else if (letter == 'f')
        gj_out_decimal(out, violation->found);
    else if (letter == 'd')
        gj_out_decimal(out, violation->difference);
    else if (letter == 'q')
        gj_out_text(out, violation->sentence);
    else if (letter == 'c')
        write_name(telling, gj_report_cell(telling->report, violation->target), telling->naming);
}

static void say(const struct telling *telling, enum gj_message message) {
    telling->begin_line(telling->out);
    gj_out_sentence(telling->out, gj_message(telling->language, message), fill_violation, telling);
}

static const gj_relation *relation_of(const gj_report *report, const gj_violation *violation) {
    for (size_t i = 0; i < gj_report_relation_count(report); i++) {
        const gj_relation *relation = gj_report_relation(report, i);
        if (strcmp(relation->id, violation->relation) == 0)
            return relation;
    }
    return NULL;
}

static void write_sides(const struct telling *telling, const gj_relation *relation) {
    telling->begin_line(telling->out);
    write_side(telling, relation->left, relation->left_count, relation->expected);
    if (relation->right_count == 1) {
        say(telling, GJ_SAY_TOTAL_PRINTED);
        return;
    }
    telling->begin_line(telling->out);
    write_side(telling, relation->right, relation->right_count, relation->found);
    say(telling, GJ_SAY_DIFFERENCE);
}

/* ---------------------------------------------------------------- sentences and other years */

static enum gj_message claim_message(const gj_violation *violation) {
    return violation->cell_count > 0 ? GJ_SAY_AGAINST_TABLE : GJ_SAY_AGAINST_PARTS;
}

/* The cells that a sentence speaks of, and what is said against them. */
static void write_claim(const struct telling *telling) {
    const gj_violation *violation = telling->violation;
    if (violation->sentence)
        say(telling, GJ_SAY_SENTENCE);
    for (size_t i = 0; i < violation->cell_count; i++) {
        telling->begin_line(telling->out);
        const gj_cell *cell = gj_report_cell(telling->report, violation->cells[i]);
        write_part(telling, cell, true);
        if (cell->line > 0)
            gj_out_sentence(telling->out, gj_message(telling->language, GJ_SAY_ON_LINE), fill_number, &cell->line);
    }
    say(telling, claim_message(violation));
}

/* A cell of this report or of the one before, with the file that it stands in. */
struct witness {
    const struct telling *telling;
    const gj_cell *cell; /* of this report, or NULL */
};

static void write_previous_name(struct gj_out *out, const struct telling *telling) {
    const gj_cell *like = gj_report_find_cell(telling->report, telling->violation->previous_cell);
    if (like)
        gj_write_cell_name(out, telling->language, like);
    else
        gj_out_text(out, telling->violation->previous_cell);
}

static void fill_witness(struct gj_out *out, char letter, const void *subject) {
    const struct witness *witness = subject;
    const struct telling *telling = witness->telling;
    const gj_violation *violation = telling->violation;
    if (letter == 's')
        gj_out_text(out, witness->cell ? gj_report_source(telling->report) : violation->previous_source);
    else if (letter == 'n')
        gj_out_number(out, witness->cell ? witness->cell->line : violation->previous_line);
    else if (letter == 'c' && witness->cell)
        gj_write_cell_name(out, telling->language, witness->cell);
    else if (letter == 'c')
        write_previous_name(out, telling);
    else if (witness->cell)
        write_value(telling, witness->cell);
    else
        gj_out_decimal(out, violation->previous_value);
}

static void write_witness(const struct telling *telling, const gj_cell *cell) {
    struct witness witness = {telling, cell};
    telling->begin_line(telling->out);
    gj_out_sentence(telling->out, gj_message(telling->language, GJ_SAY_ACROSS_CELL), fill_witness, &witness);
}

/* Both reports, each with its file and line. */
static void write_across(const struct telling *telling) {
    const gj_violation *violation = telling->violation;
    write_witness(telling, NULL);
    for (size_t i = 0; i < violation->cell_count; i++)
        write_witness(telling, gj_report_cell(telling->report, violation->cells[i]));
    say(telling, GJ_SAY_ACROSS);
}

/* ---------------------------------------------------------------- what writers call */

void gj_write_shared_label(struct gj_out *out, const gj_report *report, gj_language language,
                           const gj_violation *violation, const char *before) {
    struct telling telling = {.out = out, .report = report, .language = language};
    enum naming naming = violation->cell_count > 1 ? naming_of(report, violation) : NAMED_BY_BOTH;
    if (naming == NAMED_BY_BOTH)
        return;
    gj_out_text(out, before);
    write_name(&telling, gj_report_cell(report, violation->cells[0]),
               naming == NAMED_BY_COLUMN ? NAMED_BY_ROW : NAMED_BY_COLUMN);
}

void gj_write_sums(struct gj_out *out, const gj_report *report, gj_language language, const gj_violation *violation,
                   gj_line_break begin_line) {
    const gj_relation *relation = violation->kind == GJ_VIOLATION_TABLE ? relation_of(report, violation) : NULL;
    struct telling telling = {.out = out,
                              .report = report,
                              .language = language,
                              .violation = violation,
                              .begin_line = begin_line,
                              .naming = relation ? naming_of(report, violation) : NAMED_BY_BOTH};
    if (relation)
        write_sides(&telling, relation);
    else if (violation->kind == GJ_VIOLATION_ACROSS)
        write_across(&telling);
    else
        write_claim(&telling);
}
