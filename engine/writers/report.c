/* The report object as JSON, member by member. A cell's members that say nothing new (placed by
 * labels, full confidence, no alternatives) are left out: a report has hundreds of cells. */
#include "explanation.h"
#include "json.h"
#include "json_usual.h"
#include "report/report.h"
#include "words.h"

#define FULL_CONFIDENCE 1000

GJ_OF_CONSTANTS void member_text(struct gj_json *json, const char *name, const char *text) {
    gj_json_name(json, name);
    gj_json_text(json, text);
}

/* An id of a template, or a word of ours. */
GJ_OF_CONSTANTS void member_id(struct gj_json *json, const char *name, const char *id) {
    gj_json_name(json, name);
    gj_json_id(json, id);
}

GJ_OF_CONSTANTS void member_number(struct gj_json *json, const char *name, size_t number) {
    gj_json_name(json, name);
    gj_json_number(json, number);
}

GJ_OF_CONSTANTS void member_line(struct gj_json *json, const char *name, size_t line) {
    gj_json_name(json, name);
    gj_json_line(json, line);
}

GJ_OF_CONSTANTS void member_offset(struct gj_json *json, const char *name, size_t offset) {
    gj_json_name(json, name);
    gj_json_offset(json, offset);
}

GJ_OF_CONSTANTS void member_flag(struct gj_json *json, const char *name, bool value) {
    gj_json_name(json, name);
    gj_json_flag(json, value);
}

GJ_OF_CONSTANTS void member_decimal(struct gj_json *json, const char *name, gj_decimal value) {
    gj_json_name(json, name);
    gj_json_decimal(json, true, value);
}

/* ids of the violated relations that the indexes stand for */
static void member_violations(struct gj_json *json, const char *name, const gj_report *report, const size_t *violations,
                              size_t count) {
    gj_json_name(json, name);
    gj_json_open(json, '[', false);
    for (size_t i = 0; i < count; i++) {
        const gj_violation *violation = gj_report_violation(report, violations[i]);
        gj_json_text(json, violation ? violation->relation : NULL);
    }
    gj_json_close(json, ']');
}

static const char *cell_id(const gj_report *report, size_t index) {
    return index < report->cell_count ? report->cells[index].id : NULL;
}

static void write_alternatives(struct gj_json *json, const gj_cell *cell) {
    gj_json_name(json, "alternatives");
    gj_json_open(json, '[', false);
    for (size_t i = 0; i < cell->alternative_count; i++)
        gj_json_text(json, cell->alternatives[i]);
    gj_json_close(json, ']');
}

static void write_cell(struct gj_json *json, const gj_report *report, const gj_cell *cell) {
    bool is_missing = cell->status == GJ_CELL_MISSING;
    gj_json_open(json, '{', false);
    member_id(json, "id", cell->id);
    member_id(json, "row", cell->row);
    member_id(json, "column", cell->column);
    member_text(json, "raw", cell->raw);
    gj_json_name(json, "value");
    gj_json_decimal(json, cell->has_value, cell->value);
    member_text(json, "unit", cell->unit);
    member_id(json, "status", gj_word_cell_status(cell->status));
    if (cell->placed_by != GJ_PLACED_BY_LABELS)
        member_id(json, "placed_by", gj_word_placed_by(cell->placed_by));
    if (!is_missing && cell->confidence >= 0 && cell->confidence < FULL_CONFIDENCE)
        member_decimal(json, "confidence", (gj_decimal){.coefficient = cell->confidence, .scale = 3});
    member_line(json, "line", cell->line);
    gj_json_name(json, "offset");
    if (cell->line > 0)
        gj_json_offset(json, cell->offset);
    else
        gj_json_text(json, NULL);
    member_violations(json, "violations", report, cell->violations, cell->violation_count);
    if (cell->alternative_count > 0)
        write_alternatives(json, cell);
    gj_json_close(json, '}');
}

static void open_table(struct gj_json *json, const gj_table *table) {
    gj_json_open(json, '{', true);
    member_text(json, "table", table->id);
    member_text(json, "title", table->title);
    member_text(json, "status", gj_word_table_status(table->status));
    member_line(json, "heading_line", table->heading_line);
    gj_json_name(json, "cells");
    gj_json_open(json, '[', true);
}

static void write_table(struct gj_json *json, const gj_report *report, size_t index) {
    const gj_table *table = gj_report_table(report, index);
    size_t end = table->first_cell + table->row_count * table->column_count;
    if (end > gj_report_cell_count(report))
        end = gj_report_cell_count(report);
    if (!gj_json_usual_table(json, report, index))
        open_table(json, table);
    for (size_t i = table->first_cell; i < end; i++) {
        i += gj_json_usual_cells(json, report, i, end);
        if (i < end)
            write_cell(json, report, gj_report_cast_cell(report, i));
    }
    gj_json_close(json, ']');
    gj_json_close(json, '}');
}

/* The cell of the earlier report. */
static void write_previous(struct gj_json *json, const gj_violation *violation) {
    gj_json_name(json, "previous");
    gj_json_open(json, '{', false);
    member_text(json, "source", violation->previous_source);
    member_text(json, "cell", violation->previous_cell);
    member_decimal(json, "value", violation->previous_value);
    member_line(json, "line", violation->previous_line);
    gj_json_close(json, '}');
}

static void write_violation(struct gj_json *json, const gj_report *report, const gj_violation *violation) {
    gj_json_open(json, '{', false);
    member_text(json, "kind", gj_word_violation_kind(violation->kind));
    member_text(json, "relation", violation->relation);
    member_text(json, "table", violation->table);
    member_text(json, "target", cell_id(report, violation->target));
    gj_json_name(json, "cells");
    gj_json_open(json, '[', false);
    for (size_t i = 0; i < violation->cell_count; i++)
        gj_json_text(json, cell_id(report, violation->cells[i]));
    gj_json_close(json, ']');
    member_decimal(json, "expected", violation->expected);
    member_decimal(json, "found", violation->found);
    member_decimal(json, "difference", violation->difference);
    member_line(json, "line", violation->line);
    if (violation->sentence)
        member_text(json, "sentence", violation->sentence);
    if (violation->kind == GJ_VIOLATION_ACROSS)
        write_previous(json, violation);
    gj_json_close(json, '}');
}

/* All cells of one set with what they would read. */
static void write_set(struct gj_json *json, const gj_report *report, size_t set) {
    gj_json_open(json, '[', false);
    for (size_t i = 0; i < gj_report_suspect_count(report); i++) {
        const gj_suspect *suspect = gj_report_suspect(report, i);
        if (suspect->set != set)
            continue;
        gj_json_open(json, '{', false);
        member_text(json, "cell", cell_id(report, suspect->cell));
        member_decimal(json, "proposed", suspect->proposed);
        gj_json_close(json, '}');
    }
    gj_json_close(json, ']');
}

/* Of two hundred sets that tie each would name all others: forty thousand. The likeliest stand first, and every set
 * has suspects of its own. */
static void write_other_sets(struct gj_json *json, const gj_report *report, const gj_suspect *suspect) {
    enum { MOST_NAMED = 16 };
    gj_json_open(json, '[', false);
    for (size_t i = 0; i < suspect->alternative_count && i < MOST_NAMED; i++)
        write_set(json, report, suspect->alternative_to[i]);
    gj_json_close(json, ']');
}

static void write_suspect(struct gj_json *json, const gj_report *report, const gj_suspect *suspect) {
    gj_json_open(json, '{', false);
    member_text(json, "cell", cell_id(report, suspect->cell));
    gj_json_name(json, "found");
    gj_json_decimal(json, suspect->has_found, suspect->found);
    member_decimal(json, "proposed", suspect->proposed);
    member_text(json, "certainty", gj_word_certainty(suspect->certainty));
    member_violations(json, "settles", report, suspect->settles, suspect->settle_count);
    member_number(json, "set", suspect->set);
    gj_json_name(json, "alternative_to");
    write_other_sets(json, report, suspect);
    member_text(json, "reason", suspect->reason);
    member_text(json, "verdict", gj_word_verdict(suspect->verdict));
    gj_json_name(json, "explanation");
    gj_json_open_text(json);
    gj_write_explanation(json->out, report, report->language, suspect);
    gj_json_close_text(json);
    gj_json_close(json, '}');
}

static void write_relations(struct gj_json *json, const gj_report *report) {
    size_t unknown = gj_report_count_relations(report, GJ_RELATION_UNKNOWN);
    gj_json_open(json, '{', false);
    member_number(json, "holds", gj_report_count_relations(report, GJ_RELATION_HOLDS));
    member_number(json, "violated", gj_report_count_relations(report, GJ_RELATION_VIOLATED));
    member_number(json, "unknown", unknown);
    gj_json_name(json, "unknown_ids");
    gj_json_open(json, '[', false);
    for (size_t i = 0; unknown > 0 && i < gj_report_relation_count(report); i++)
        if (gj_report_relation(report, i)->status == GJ_RELATION_UNKNOWN)
            gj_json_text(json, gj_report_relation(report, i)->id);
    gj_json_close(json, ']');
    gj_json_close(json, '}');
}

static void write_leftover(struct gj_json *json, const gj_leftover *leftover) {
    gj_json_open(json, '{', false);
    member_text(json, "text", leftover->text);
    member_line(json, "line", leftover->line);
    member_offset(json, "offset", leftover->offset);
    gj_json_close(json, '}');
}

static void write_diagnostic(struct gj_json *json, const gj_diagnostic *diagnostic) {
    gj_json_open(json, '{', false);
    member_text(json, "code", diagnostic->code);
    member_text(json, "severity", gj_word_severity(diagnostic->severity));
    member_line(json, "line", diagnostic->line);
    member_text(json, "message", diagnostic->message);
    gj_json_close(json, '}');
}

static void write_piece(struct gj_json *json, const gj_report *report, const gj_piece *piece) {
    gj_json_open(json, '{', false);
    member_text(json, "text", piece->text);
    member_line(json, "line", piece->line);
    member_id(json, "cell", cell_id(report, piece->cell));
    gj_json_close(json, '}');
}

static void write_row_reading(struct gj_json *json, const gj_report *report, const gj_row_reading *row) {
    gj_json_open(json, '{', false);
    member_id(json, "table", row->table);
    member_id(json, "row", row->row);
    member_id(json, "last_row", row->last_row);
    member_decimal(json, "cost", (gj_decimal){.coefficient = row->cost});
    member_number(json, "ways", row->ways);
    gj_json_name(json, "pieces");
    gj_json_open(json, '[', false);
    for (size_t i = 0; i < row->piece_count; i++)
        write_piece(json, report, &row->pieces[i]);
    gj_json_close(json, ']');
    gj_json_close(json, '}');
}

static void write_region(struct gj_json *json, const gj_report *report, const gj_region *region) {
    gj_json_open(json, '{', true);
    member_number(json, "first_line", region->first_line);
    member_number(json, "last_line", region->last_line);
    member_text(json, "layout", region->layout);
    member_text(json, "path", region->path);
    member_decimal(json, "cost", (gj_decimal){.coefficient = region->cost});
    gj_json_name(json, "rows");
    gj_json_open(json, '[', true);
    for (size_t i = 0; i < region->row_count; i++) {
        i += gj_json_usual_rows(json, report, region->rows + i, region->row_count - i);
        if (i < region->row_count)
            write_row_reading(json, report, gj_report_cast_row(report, &region->rows[i]));
    }
    gj_json_close(json, ']');
    gj_json_close(json, '}');
}

static void write_claim(struct gj_json *json, const gj_claim *claim) {
    gj_json_open(json, '{', false);
    member_text(json, "kind", gj_word_claim_kind(claim->kind));
    member_text(json, "subject", claim->subject);
    member_text(json, "phrase", claim->phrase);
    gj_json_name(json, "cells");
    gj_json_open(json, '[', false);
    for (size_t i = 0; i < claim->cell_count; i++)
        gj_json_text(json, claim->cells[i]);
    gj_json_close(json, ']');
    member_decimal(json, "value", claim->value);
    member_flag(json, "exact", claim->exact);
    member_text(json, "unit", claim->unit);
    member_text(json, "period", claim->period == GJ_PERIOD_REPORTED ? "reported" : "other");
    gj_json_name(json, "whole");
    if (claim->whole == GJ_NOWHERE)
        gj_json_text(json, NULL);
    else
        gj_json_number(json, claim->whole);
    member_line(json, "line", claim->line);
    member_offset(json, "offset", claim->offset);
    member_text(json, "sentence", claim->sentence);
    member_text(json, "agreement", gj_word_agreement(claim->agreement));
    gj_json_name(json, "printed");
    gj_json_decimal(json, claim->agreement != GJ_NOT_COMPARED, claim->printed);
    gj_json_close(json, '}');
}

static void write_claim_sum(struct gj_json *json, const gj_claim_sum *sum) {
    gj_json_open(json, '{', false);
    member_text(json, "status", gj_word_relation_status(sum->status));
    member_number(json, "whole", sum->whole);
    gj_json_name(json, "parts");
    gj_json_open(json, '[', false);
    for (size_t i = 0; i < sum->part_count; i++)
        gj_json_number(json, sum->parts[i]);
    gj_json_close(json, ']');
    member_decimal(json, "expected", sum->expected);
    member_decimal(json, "found", sum->found);
    gj_json_close(json, '}');
}

static void write_heading(struct gj_json *json, const gj_report *report) {
    const gj_template *form = gj_report_template(report);
    int year = gj_report_year(report, NULL);
    member_text(json, "source", gj_report_source(report));
    member_text(json, "template", form ? gj_template_id(form) : NULL);
    member_text(json, "encoding", gj_report_encoding(report));
    member_text(json, "body", gj_report_body(report, NULL));
    gj_json_name(json, "year");
    gj_json_place(json, year > 0 ? (size_t)year : 0);
}

/* Opens the array of that name; its elements stand one a line. */
static void open_list(struct gj_json *json, const char *name) {
    gj_json_name(json, name);
    gj_json_open(json, '[', true);
}

static void write_findings(struct gj_json *json, const gj_report *report) {
    open_list(json, "violations");
    for (size_t i = 0; i < gj_report_violation_count(report); i++)
        write_violation(json, report, gj_report_violation(report, i));
    gj_json_close(json, ']');
    open_list(json, "suspects");
    for (size_t i = 0; i < gj_report_suspect_count(report); i++)
        write_suspect(json, report, gj_report_suspect(report, i));
    gj_json_close(json, ']');
    gj_json_name(json, "relations");
    write_relations(json, report);
}

static void write_reading(struct gj_json *json, const gj_report *report) {
    open_list(json, "claims");
    for (size_t i = 0; i < gj_report_claim_count(report); i++)
        write_claim(json, gj_report_claim(report, i));
    gj_json_close(json, ']');
    open_list(json, "claim_sums");
    for (size_t i = 0; i < gj_report_claim_sum_count(report); i++)
        write_claim_sum(json, gj_report_claim_sum(report, i));
    gj_json_close(json, ']');
    open_list(json, "leftovers");
    for (size_t i = 0; i < report->leftovers.count; i++) {
        i += gj_json_usual_leftovers(json, report->leftovers.items + i, report->leftovers.count - i);
        if (i < report->leftovers.count)
            write_leftover(json, &report->leftovers.items[i]);
    }
    gj_json_close(json, ']');
    open_list(json, "diagnostics");
    for (size_t i = 0; i < gj_report_diagnostic_count(report); i++)
        write_diagnostic(json, gj_report_diagnostic(report, i));
    gj_json_close(json, ']');
    open_list(json, "regions");
    for (size_t i = 0; i < gj_report_region_count(report); i++)
        write_region(json, report, &report->regions.items[i]);
    gj_json_close(json, ']');
}

gj_status gj_write_json(const gj_report *report, bool pretty, gj_sink sink, void *context) {
    struct gj_out out;
    struct gj_json json;
    gj_out_open(&out, sink, context);
    gj_json_start(&json, &out, pretty);
    gj_json_open(&json, '{', true);
    write_heading(&json, report);
    open_list(&json, "tables");
    for (size_t i = 0; i < gj_report_table_count(report); i++)
        write_table(&json, report, i);
    gj_json_close(&json, ']');
    write_findings(&json, report);
    write_reading(&json, report);
    gj_json_close(&json, '}');
    gj_out_byte(&out, '\n');
    return gj_out_close(&out);
}
