/* CSV as the template prints its tables: a file of each. */
#include "format.h"

static gj_status write_table(struct rendering *rendering, const gj_report *report, size_t table) {
    return gj_write_csv(report, table, rendering->style, rendering->sink, rendering->sink_context);
}

const struct format format_csv = {.name = "csv", .has_style = true, .table = write_table};
