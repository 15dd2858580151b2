#include "format.h"

#include <string.h>

const struct format *const formats[] = {&format_tidy,  &format_csv,  &format_json,
                                        &format_jsonl, &format_html, &format_xlsx};
const size_t format_count = sizeof formats / sizeof *formats;

const char *format_extension(const struct format *format) {
    return format->extension ? format->extension : format->name;
}

gj_status format_begin(const struct format *format, struct rendering *rendering, const gj_report *first) {
    return format->begin ? format->begin(rendering, first) : GJ_OK;
}

/* Counts the report, and divides it from the one before. */
gj_status format_report(const struct format *format, struct rendering *rendering, const gj_report *report) {
    if (rendering->number > 0 && format->between &&
        rendering->sink(rendering->sink_context, format->between, strlen(format->between)) != 0)
        return GJ_ERROR_WRITE;
    gj_status status = format->report(rendering, report);
    rendering->number++;
    return status;
}

gj_status format_end(const struct format *format, struct rendering *rendering) {
    return format->end ? format->end(rendering) : GJ_OK;
}

void format_release(const struct format *format, struct rendering *rendering) {
    if (format->release)
        format->release(rendering);
}
