/* One table as CSV in the template's own layout: a merged square's text stands in its first field. */
#include "field.h"

static void write_square(struct gj_out *out, const gj_report *report, const gj_square *square) {
    const gj_cell *cell = gj_report_cell(report, square->cell);
    if (cell && cell->status == GJ_CELL_REPAIRED)
        gj_out_decimal(out, cell->value);
    else
        gj_csv_text(out, cell ? cell->raw : square->label);
}

/* Writes one line, and returns the index of the first square that it has not reached. */
static size_t write_row(struct gj_out *out, const gj_report *report, const gj_form *form, gj_csv_style style,
                        size_t row, size_t next) {
    for (size_t column = 0; column < form->column_count; column++) {
        if (column > 0)
            gj_out_byte(out, ',');
        if (next == form->square_count)
            continue;
        const gj_square *square = &form->squares[next];
        if (square->row != row || square->column != column)
            continue;
        write_square(out, report, square);
        next++;
    }
    gj_csv_line_end(out, style);
    return next;
}

gj_status gj_write_csv(const gj_report *report, size_t table, gj_csv_style style, gj_sink sink, void *context) {
    const gj_form *form = gj_report_form(report, table);
    if (!form)
        return GJ_ERROR_ARGUMENT;
    struct gj_out out;
    gj_out_open(&out, sink, context);
    gj_csv_start(&out, style);
    size_t next = 0;
    for (size_t row = 0; row < form->row_count; row++)
        next = write_row(&out, report, form, style, row, next);
    return gj_out_close(&out);
}
