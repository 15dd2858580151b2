/* One field of a CSV file. */
#ifndef GJ_WRITERS_FIELD_H
#define GJ_WRITERS_FIELD_H

#include "out.h"

/* What stands before the first line. */
void gj_csv_start(struct gj_out *out, gj_csv_style style);
/* What ends a line. */
static inline void gj_csv_line_end(struct gj_out *out, gj_csv_style style) {
    if (style == GJ_CSV_EXCEL)
        gj_out_byte(out, '\r');
    gj_out_byte(out, '\n');
}
/* A text field: quoted as RFC 4180 asks, and never read as a formula by a spreadsheet. NULL is
 * empty. */
void gj_csv_text(struct gj_out *out, const char *text);

#endif
