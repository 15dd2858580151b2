/* A workbook of all the reports of an output. */
#include "format.h"

static gj_status begin(struct rendering *rendering, const gj_report *first) {
    gj_workbook *workbook = NULL;
    (void)first;
    gj_status status = gj_workbook_new(&workbook, rendering->settings->voice.language);
    rendering->state = workbook;
    return status;
}

static gj_status add(struct rendering *rendering, const gj_report *report) {
    return gj_workbook_add(rendering->state, report);
}

static gj_status end(struct rendering *rendering) {
    return gj_write_workbook(rendering->state, rendering->sink, rendering->sink_context);
}

static void release(struct rendering *rendering) {
    gj_workbook_free(rendering->state);
}

const struct format format_xlsx = {
    .name = "xlsx", .is_binary = true, .begin = begin, .report = add, .end = end, .release = release};
