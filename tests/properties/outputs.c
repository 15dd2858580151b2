/* Outputs: what is written can be read, and says what the report says. */
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "properties.h"
#include "report/report.h"
#include "schema.h"

/* ------------------------------------------------------------------ JSON */

/* The inputs are short, and however much fails in one, what is told of it must not grow without bounds. */
enum { LONGEST_JSON = 1 << 25 };

static bool check_json(const gj_report *report, bool pretty, struct finding *finding) {
    struct text output = {0};
    gj_status status = gj_write_json(report, pretty, keep_text, &output);
    bool good = status == GJ_OK || broken(finding, "JSON ends with status %d", (int)status);
    if (good && (!output.length || output.bytes[output.length - 1] != '\n' || strlen(output.bytes) != output.length))
        good = broken(finding, "JSON holds a NUL or ends without a line feed");
    if (good && !pretty && strchr(output.bytes, '\n') != output.bytes + output.length - 1)
        good = broken(finding, "a line of JSON is more than one line");
    if (good && output.length > LONGEST_JSON)
        good = broken(finding, "a report comes to %zu bytes of JSON", output.length);
    if (good)
        good = schema_accepts(output.bytes, output.length, finding);
    free(output.bytes);
    return good;
}

bool json_obeys_its_schema(const gj_report *report, struct finding *finding) {
    return check_json(report, true, finding) && check_json(report, false, finding);
}

typedef gj_status (*data_writer)(const gj_report *report, gj_sink sink, void *context);

static gj_status write_lines(const gj_report *report, gj_sink sink, void *context) {
    return gj_write_json(report, false, sink, context);
}

static gj_status write_pretty(const gj_report *report, gj_sink sink, void *context) {
    return gj_write_json(report, true, sink, context);
}

static gj_status write_tidy(const gj_report *report, gj_sink sink, void *context) {
    return gj_write_tidy(report, GJ_CSV_PLAIN, sink, context);
}

static bool check_in_full(const gj_report *report, const char *name, data_writer write, struct finding *finding) {
    struct text usual = {0}, full = {0};
    struct gj_template form = *report->form;
    gj_status status = write(report, keep_text, &usual);
    struct gj_report plain = *report;
    form.json = NULL;
    form.tidy = NULL;
    plain.form = &form;
    if (status == GJ_OK)
        status = write(&plain, keep_text, &full);
    bool good = status == GJ_OK && usual.length == full.length && memcmp(usual.bytes, full.bytes, full.length) == 0;
    free(usual.bytes);
    free(full.bytes);
    return good || broken(finding, "%s differs where it is written member by member", name);
}

bool data_is_the_same_in_full(const gj_report *report, struct finding *finding) {
    return !report->form || (check_in_full(report, "a line of JSON", write_lines, finding) &&
                             check_in_full(report, "pretty JSON", write_pretty, finding) &&
                             check_in_full(report, "tidy CSV", write_tidy, finding));
}

/* ------------------------------------------------------------------ CSV, by RFC 4180 */

struct csv {
    const char *at; /* the next byte; a NUL ends the text */
    char *field;    /* the last field read, unquoted */
    bool is_last;   /* of its line */
    bool is_broken;
};

/* Reads one field in place: what is unquoted is never longer. */
static void read_field(struct csv *csv, char *text) {
    char *out = text;
    const char *in = text;
    bool quoted = *in == '"';
    csv->field = text;
    in += quoted;
    for (; *in && (quoted || (*in != ',' && *in != '\n')); in++) {
        if (quoted && *in == '"') {
            if (in[1] != '"') {
                in++;
                break;
            }
            in++;
        }
        *out++ = *in;
    }
    csv->is_broken = *in != ',' && *in != '\n';
    csv->is_last = *in == '\n';
    csv->at = *in ? in + 1 : in;
    *out = '\0';
}

/* Text that a spreadsheet would run has a quote put before it. */
static bool says(const char *field, const char *text) {
    if (!text)
        text = "";
    if (strcmp(field, text) == 0)
        return true;
    return field[0] == '\'' && strchr("=+-@\t\r", text[0]) && text[0] && strcmp(field + 1, text) == 0;
}

static bool check_tidy_line(struct csv *csv, const gj_report *report, const gj_cell *cell, struct finding *finding) {
    enum { FIELDS = 16, TABLE = 4, ROW, COLUMN, VALUE = 9, RAW = 11 };
    char value[GJ_DECIMAL_TEXT] = "";
    if (cell->has_value)
        gj_decimal_print(cell->value, value);
    const char *expected[FIELDS] = {[0] = gj_report_source(report), [TABLE] = cell->table, [ROW] = cell->row,
                                    [COLUMN] = cell->column,        [VALUE] = value,       [RAW] = cell->raw};
    for (size_t i = 0; i < FIELDS; i++) {
        read_field(csv, (char *)csv->at);
        if (csv->is_broken || csv->is_last != (i + 1 == FIELDS))
            return broken(finding, "tidy CSV: %s: field %zu is cut", cell->id, i);
        bool is_checked = i == 0 || (i >= TABLE && i <= COLUMN) || i == VALUE || i == RAW;
        if (is_checked && !says(csv->field, expected[i]))
            return broken(finding, "tidy CSV: %s: field %zu is \"%.100s\"", cell->id, i, csv->field);
    }
    return true;
}

static bool check_tidy(const gj_report *report, struct finding *finding) {
    struct text output = {0};
    gj_status status = gj_write_tidy(report, GJ_CSV_PLAIN, keep_text, &output);
    bool good = status == GJ_OK || broken(finding, "tidy CSV ends with status %d", (int)status);
    struct csv csv = {.at = output.bytes ? output.bytes : ""};
    for (size_t i = 0; good && i < gj_report_cell_count(report); i++)
        good = check_tidy_line(&csv, report, gj_report_cell(report, i), finding);
    if (good && csv.at != (output.bytes ? output.bytes + output.length : csv.at))
        good = broken(finding, "tidy CSV has more lines than there are cells");
    free(output.bytes);
    return good;
}

/* The squares that begin in each field say their label, or the cell's text. */
static bool check_squares(const gj_report *report, const gj_form *form, struct csv *csv, struct finding *finding) {
    size_t next = 0;
    for (size_t row = 0; row < form->row_count; row++)
        for (size_t column = 0; column < form->column_count; column++) {
            const gj_square *square = next < form->square_count ? &form->squares[next] : NULL;
            bool begins = square && square->row == row && square->column == column;
            const gj_cell *cell = begins ? gj_report_cell(report, square->cell) : NULL;
            read_field(csv, (char *)csv->at);
            if (csv->is_broken || csv->is_last != (column + 1 == form->column_count))
                return broken(finding, "CSV: row %zu is cut at column %zu", row, column);
            if (!says(csv->field, begins ? (cell ? cell->raw : square->label) : NULL))
                return broken(finding, "CSV: row %zu column %zu is \"%.100s\"", row, column, csv->field);
            next += begins;
        }
    return true;
}

static bool check_table(const gj_report *report, size_t table, struct finding *finding) {
    struct text output = {0};
    gj_status status = gj_write_csv(report, table, GJ_CSV_PLAIN, keep_text, &output);
    bool good = status == GJ_OK || broken(finding, "CSV ends with status %d", (int)status);
    struct csv csv = {.at = output.bytes ? output.bytes : ""};
    if (good)
        good = check_squares(report, gj_report_form(report, table), &csv, finding);
    if (good && *csv.at)
        good = broken(finding, "CSV goes on behind the table");
    free(output.bytes);
    return good;
}

bool csv_reads_back(const gj_report *report, struct finding *finding) {
    if (!check_tidy(report, finding))
        return false;
    for (size_t i = 0; i < gj_report_table_count(report); i++)
        if (!check_table(report, i, finding))
            return false;
    return true;
}

/* ------------------------------------------------------------------ the others */

static bool check_text(gj_status status, struct text *output, const char *name, struct finding *finding) {
    bool good = status == GJ_OK || broken(finding, "%s ends with status %d", name, (int)status);
    if (good && output->bytes && strlen(output->bytes) != output->length)
        good = broken(finding, "%s holds a NUL", name);
    free(output->bytes);
    return good;
}

bool every_writer_ends(const gj_report *report, struct finding *finding) {
    const gj_drawing drawings[] = {{GJ_ENGLISH, false}, {GJ_CHINESE, true}};
    for (size_t i = 0; i < 2; i++) {
        struct text findings = {0};
        gj_status status = gj_write_findings(report, &drawings[i], keep_text, &findings);
        if (!check_text(status, &findings, "the findings", finding))
            return false;
    }
    for (size_t i = 0; i < gj_report_cell_count(report); i++) {
        struct text remarks = {0};
        gj_status status = gj_write_remarks(report, i, GJ_CHINESE, keep_text, &remarks);
        if (!check_text(status, &remarks, "the remarks", finding))
            return false;
    }
    return true;
}
