/* How the reports were read, in plain words. */
#include "format.h"

static gj_status write_reading(struct rendering *rendering, const gj_report *report) {
    return gj_write_reading(report, &rendering->drawing, rendering->sink, rendering->sink_context);
}

const struct format format_reading = {.name = "explanation",
                                      .extension = "txt",
                                      .between = "\n",
                                      .has_leftovers = true,
                                      .is_apart = true,
                                      .report = write_reading};
