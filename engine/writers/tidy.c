/* Tidy CSV: one line a cell, the same columns for every template. */
#include "tidy.h"

#include <stdlib.h>

#include "field.h"
#include "words.h"

const char *gj_tidy_head(enum gj_tidy_column column) {
    static const char *const heads[GJ_TIDY_COLUMNS] = {
        [GJ_TIDY_SOURCE] = "source",     [GJ_TIDY_BODY] = "body",           [GJ_TIDY_YEAR] = "year",
        [GJ_TIDY_TEMPLATE] = "template", [GJ_TIDY_TABLE] = "table",         [GJ_TIDY_ROW] = "row",
        [GJ_TIDY_COLUMN] = "column",     [GJ_TIDY_ROW_LABEL] = "row_label", [GJ_TIDY_COLUMN_LABEL] = "column_label",
        [GJ_TIDY_VALUE] = "value",       [GJ_TIDY_UNIT] = "unit",           [GJ_TIDY_RAW] = "raw",
        [GJ_TIDY_STATUS] = "status",     [GJ_TIDY_LINE] = "line",           [GJ_TIDY_VIOLATIONS] = "violations",
        [GJ_TIDY_PROPOSED] = "proposed",
    };
    return heads[column];
}

gj_status gj_write_tidy_header(gj_csv_style style, gj_sink sink, void *context) {
    struct gj_out out;
    gj_out_open(&out, sink, context);
    gj_csv_start(&out, style);
    for (enum gj_tidy_column column = 0; column < GJ_TIDY_COLUMNS; column++) {
        if (column > 0)
            gj_out_byte(&out, ',');
        gj_out_plain(&out, gj_tidy_head(column));
    }
    gj_csv_line_end(&out, style);
    return gj_out_close(&out);
}

static void write_text_field(struct gj_out *out, const char *text) {
    gj_csv_text(out, text);
    gj_out_byte(out, ',');
}

/* Ids of tables, rows and columns need no quotes. */
static void write_id_field(struct gj_out *out, const char *id) {
    gj_out_plain(out, id);
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

/* What stands on every line of a report, gathered once. */
struct prefix {
    char *bytes;
    size_t length;
};

static int gather(void *context, const char *bytes, size_t length) {
    struct prefix *prefix = context;
    char *larger = realloc(prefix->bytes, prefix->length + length);
    if (!larger)
        return -1;
    memcpy(larger + prefix->length, bytes, length);
    prefix->bytes = larger;
    prefix->length += length;
    return 0;
}

static gj_status read_prefix(struct prefix *prefix, const gj_report *report) {
    struct gj_out out;
    *prefix = (struct prefix){NULL, 0};
    gj_out_open(&out, gather, prefix);
    write_report_fields(&out, report);
    return gj_out_close(&out) == GJ_OK ? GJ_OK : GJ_ERROR_MEMORY;
}

void gj_tidy_violations(struct gj_out *out, const gj_report *report, const gj_cell *cell) {
    for (size_t i = 0; i < cell->violation_count; i++) {
        const gj_violation *violation = gj_report_violation(report, cell->violations[i]);
        if (i > 0)
            gj_out_byte(out, ' ');
        if (violation)
            gj_out_plain(out, violation->relation);
    }
}

/* Of several suspects on one cell the surest, and of equally sure ones the first, since they are
 * ranked. */
const gj_suspect *gj_tidy_suspect(const gj_report *report, size_t cell) {
    const gj_suspect *best = NULL;
    for (size_t i = 0; i < gj_report_suspect_count(report); i++) {
        const gj_suspect *suspect = gj_report_suspect(report, i);
        if (suspect->cell == cell && (!best || suspect->certainty > best->certainty))
            best = suspect;
    }
    return best;
}

static void write_cell_fields(struct gj_out *out, const gj_cell *cell) {
    write_id_field(out, cell->table);
    write_id_field(out, cell->row);
    write_id_field(out, cell->column);
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

gj_status gj_write_tidy(const gj_report *report, gj_csv_style style, gj_sink sink, void *context) {
    struct gj_out out;
    struct prefix prefix;
    gj_out_open(&out, sink, context);
    gj_out_fail(&out, read_prefix(&prefix, report));
    for (size_t i = 0; i < gj_report_cell_count(report); i++) {
        const gj_cell *cell = gj_report_cell(report, i);
        gj_out_bytes(&out, prefix.bytes, prefix.length);
        write_cell_fields(&out, cell);
        gj_tidy_violations(&out, report, cell);
        gj_out_byte(&out, ',');
        const gj_suspect *suspect = gj_tidy_suspect(report, i);
        if (suspect)
            gj_out_decimal(&out, suspect->proposed);
        gj_csv_line_end(&out, style);
    }
    free(prefix.bytes);
    return gj_out_close(&out);
}
