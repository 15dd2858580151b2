/* Tidy CSV: one line a cell, the same columns for every template. What names a cell is the same in every report, and is
 * prepared with the template; all but a few cells are small whole numbers with nothing else to say of them. */
#include "tidy.h"

#include <stdlib.h>

#include "explanation.h"
#include "field.h"
#include "put.h"
#include "report/report.h"
#include "usual.h"
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
    char *larger = realloc(prefix->bytes, prefix->length + length + GJ_PREPARED_ROOM);
    if (!larger)
        return -1;
    memcpy(larger + prefix->length, bytes, length);
    memset(larger + prefix->length + length, 0, GJ_PREPARED_ROOM);
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

/* The columns that say the same of a cell in every report. */
static void write_names(struct gj_out *out, const gj_cell *cell) {
    write_id_field(out, cell->table);
    write_id_field(out, cell->row);
    write_id_field(out, cell->column);
    write_text_field(out, cell->row_label);
    write_text_field(out, cell->column_label);
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

static void write_cell_fields(struct gj_out *out, const gj_cell *cell) {
    write_names(out, cell);
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

/* ---------------------------------------------------------------- prepared with the template */

/* Where what is written goes on, in room that was taken for all of it. */
static int add(void *context, const char *bytes, size_t length) {
    char **next = context;
    memcpy(*next, bytes, length);
    *next += length;
    return 0;
}

/* No less than the names of all cells take: of a label each byte may be a quote, which is doubled. */
static size_t room_of(const struct gj_template *form) {
    enum { MARKS = 16 };
    size_t room = GJ_PREPARED_ROOM;
    for (size_t i = 0; i < form->cell_count; i++) {
        gj_cell names = gj_template_cell(form, i);
        room += strlen(form->cells[i].id) + 2 * (strlen(names.row_label) + strlen(names.column_label)) + MARKS;
    }
    return room;
}

bool gj_tidy_prepare(struct gj_template *form) {
    struct gj_prepared *cells = gj_arena_array(&form->arena, form->cell_count, sizeof *cells);
    char *next = gj_arena_take(&form->arena, room_of(form));
    struct gj_out out;
    if (!cells || !next)
        return false;
    gj_out_open(&out, add, &next);
    for (size_t i = 0; i < form->cell_count; i++) {
        gj_cell names = gj_template_cell(form, i);
        cells[i].text = next + out.used;
        write_names(&out, &names);
        cells[i].length = (size_t)(next + out.used - cells[i].text);
    }
    gj_out_close(&out);
    form->tidy = cells;
    return true;
}

/* ---------------------------------------------------------------- the usual cell */

enum { LONGEST = 2000, USUAL_PREFIX = 64, USUAL_NAMES = 128 };

/* Of a cell that is a few digits, all that it has of its own. */
struct figure {
    size_t number, line;
};

/* false where the cell is not usual. A report that was not cast has figures only. */
static inline bool take_figure(const gj_report *report, size_t index, struct figure *figure) {
    if (!report->caster) {
        const gj_cell *cell = &report->cells[index];
        *figure = (struct figure){(size_t)cell->value.coefficient, cell->line};
        return gj_is_usual_cell(cell);
    }
    const struct gj_sheet_cell *place = &report->sheet.cells[index];
    int64_t number = report->sheet.figures[place->figure].number;
    *figure = (struct figure){(size_t)number, report->sheet.line + place->line};
    return number >= 0 && !report->form->cells[index].unit;
}

/* Without its end. */
static inline void write_usual(struct gj_out *out, const struct gj_prepared *prefix, const struct gj_prepared *names,
                               struct gj_tally *lines, struct figure figure) {
    char *start = gj_out_room(out, 2 * (LONGEST + GJ_PREPARED_ROOM));
    char *at = gj_put_prepared(start, prefix, USUAL_PREFIX);
    at = gj_put_prepared(at, names, USUAL_NAMES);
    at = gj_put_number(at, figure.number);
    at = gj_put_number(gj_put_words(at, ",,"), figure.number);
    at = gj_put_tally(lines, gj_put_words(at, ",placed,"), figure.line);
    at = gj_put_words(at, ",,");
    out->used += (size_t)(at - start);
}

/* ---------------------------------------------------------------- the report */

static void write_cell(struct gj_out *out, const struct gj_prepared *prefix, const gj_report *report, size_t index) {
    const gj_cell *cell = gj_report_cast_cell(report, index);
    const gj_suspect *suspect = gj_report_suspect(report, gj_surest_suspect(report, index));
    gj_out_bytes(out, prefix->text, prefix->length);
    write_cell_fields(out, cell);
    gj_tidy_violations(out, report, cell);
    gj_out_byte(out, ',');
    if (suspect)
        gj_out_decimal(out, suspect->proposed);
}

gj_status gj_write_tidy(const gj_report *report, gj_csv_style style, gj_sink sink, void *context) {
    struct gj_out out;
    struct prefix gathered;
    struct gj_tally lines = gj_tally_of(GJ_TALLY_FIRST);
    gj_out_open(&out, sink, context);
    gj_out_fail(&out, read_prefix(&gathered, report));
    const struct gj_prepared prefix = {gathered.bytes, gathered.length};
    const struct gj_prepared *names = report->form ? report->form->tidy : NULL;
    bool usual = names && report->suspects.count == 0 && prefix.length <= LONGEST;
    for (size_t i = 0; gathered.bytes && i < report->cell_count; i++) {
        struct figure figure;
        if (usual && names[i].length <= LONGEST && take_figure(report, i, &figure))
            write_usual(&out, &prefix, &names[i], &lines, figure);
        else
            write_cell(&out, &prefix, report, i);
        gj_csv_line_end(&out, style);
    }
    free(gathered.bytes);
    return gj_out_close(&out);
}
