/* Tidy CSV: one line a cell. */
#include "format.h"

static gj_status begin(struct rendering *rendering, const gj_report *first) {
    (void)first;
    return gj_write_tidy_header(rendering->style, rendering->sink, rendering->sink_context);
}

static gj_status write_report(struct rendering *rendering, const gj_report *report) {
    return gj_write_tidy(report, rendering->style, rendering->sink, rendering->sink_context);
}

const struct format format_tidy = {
    .name = "tidy", .extension = "csv", .has_style = true, .is_apart = true, .begin = begin, .report = write_report};
