/* The report object as JSON, and as JSON Lines. */
#include <string.h>

#include "format.h"

static gj_status put(struct rendering *rendering, const char *text) {
    return rendering->sink(rendering->sink_context, text, strlen(text)) == 0 ? GJ_OK : GJ_ERROR_WRITE;
}

/* One report is an object; where there may be more they stand in an array. */
static gj_status begin(struct rendering *rendering, const gj_report *first) {
    (void)first;
    return rendering->several ? put(rendering, "[\n") : GJ_OK;
}

static gj_status write_indented(struct rendering *rendering, const gj_report *report) {
    return gj_write_json(report, true, rendering->sink, rendering->sink_context);
}

static gj_status write_line(struct rendering *rendering, const gj_report *report) {
    return gj_write_json(report, false, rendering->sink, rendering->sink_context);
}

static gj_status end(struct rendering *rendering) {
    return rendering->several ? put(rendering, "]\n") : GJ_OK;
}

const struct format format_json = {.name = "json",
                                   .between = ",\n",
                                   .has_leftovers = true,
                                   .is_apart = true,
                                   .begin = begin,
                                   .report = write_indented,
                                   .end = end};

const struct format format_jsonl = {.name = "jsonl", .has_leftovers = true, .is_apart = true, .report = write_line};
