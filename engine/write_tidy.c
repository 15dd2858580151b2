/* Tidy CSV: one line a cell, the same columns for every template. */
#include "write_field.h"
#include "write_words.h"

gj_status gj_write_tidy_header(gj_csv_style style, gj_sink sink, void *context) {
    struct gj_out out;
    gj_out_open(&out, sink, context);
    gj_csv_start(&out, style);
    gj_out_plain(&out, "source,body,year,template,table,row,column,row_label,column_label,"
                       "value,unit,raw,status,line,violations,proposed");
    gj_csv_line_end(&out, style);
    return gj_out_close(&out);
}

static void write_text_field(struct gj_out *out, const char *text) {
    gj_csv_text(out, text);
    gj_out_byte(out, ',');
}

/* The columns that say the same on every line of a report. */
static void write_report_fields(struct gj_out *out, const gj_report *report) {
    const gj_template *form = gj_report_template(report);
    int year = gj_report_year(report, NULL);
    write_text_field(out, gj_report_source(report));
    write_text_field(out, gj_report_body(report, NULL));
    if (year > 0)
        gj_out_number(out, (size_t)year);
    gj_out_byte(out, ',');
    write_text_field(out, form ? gj_template_id(form) : NULL);
}

static void write_violations(struct gj_out *out, const gj_report *report, const gj_cell *cell) {
    for (size_t i = 0; i < cell->violation_count; i++) {
        const gj_violation *violation = gj_report_violation(report, cell->violations[i]);
        if (i > 0)
            gj_out_byte(out, ' ');
        if (violation)
            gj_out_plain(out, violation->relation);
    }
    gj_out_byte(out, ',');
}

/* Of several suspects on one cell the surest, and of equally sure ones the first, since they are
 * ranked. */
static void write_proposed(struct gj_out *out, const gj_report *report, size_t cell) {
    const gj_suspect *best = NULL;
    for (size_t i = 0; i < gj_report_suspect_count(report); i++) {
        const gj_suspect *suspect = gj_report_suspect(report, i);
        if (suspect->cell == cell && (!best || suspect->certainty > best->certainty))
            best = suspect;
    }
    if (best)
        gj_out_decimal(out, best->proposed);
}

static void write_cell_fields(struct gj_out *out, const gj_cell *cell) {
    write_text_field(out, cell->table);
    write_text_field(out, cell->row);
    write_text_field(out, cell->column);
    write_text_field(out, cell->row_label);
    write_text_field(out, cell->column_label);
    if (cell->has_value)
        gj_out_decimal(out, cell->value);
    gj_out_byte(out, ',');
    write_text_field(out, cell->unit);
    write_text_field(out, cell->raw);
    gj_out_plain(out, gj_word_cell_status(cell->status));
    gj_out_byte(out, ',');
    if (cell->line > 0)
        gj_out_number(out, cell->line);
    gj_out_byte(out, ',');
}

gj_status gj_write_tidy(const gj_report *report, gj_csv_style style, gj_sink sink,
                        void *context) {
    struct gj_out out;
    gj_out_open(&out, sink, context);
    for (size_t i = 0; i < gj_report_cell_count(report); i++) {
        const gj_cell *cell = gj_report_cell(report, i);
        write_report_fields(&out, report);
        write_cell_fields(&out, cell);
        write_violations(&out, report, cell);
        write_proposed(&out, report, i);
        gj_csv_line_end(&out, style);
    }
    return gj_out_close(&out);
}
