#include "overview.h"

#include <stdlib.h>
#include <string.h>

#include "writers/violation.h"

#define LONGEST_LABEL 240 /* bytes; a longer one is left out */

gj_status gj_overview_new(gj_overview **overview) {
    if (!overview)
        return GJ_ERROR_ARGUMENT;
    *overview = calloc(1, sizeof **overview);
    return *overview ? GJ_OK : GJ_ERROR_MEMORY;
}

void gj_overview_free(gj_overview *overview) {
    if (!overview)
        return;
    gj_arena_free(&overview->arena);
    free(overview);
}

static const char *copy(struct gj_overview *overview, const char *text) {
    return text ? gj_arena_copy(&overview->arena, text, strlen(text)) : NULL;
}

/* ---------------------------------------------------------------- a report */

static void count_tables(struct gj_glance *glance, const gj_report *report) {
    glance->table_count = gj_report_table_count(report);
    glance->tables_found = gj_report_count_tables(report);
    glance->is_whole = glance->is_recognised;
    for (size_t i = 0; i < glance->table_count; i++)
        glance->is_whole = glance->is_whole && gj_report_table(report, i)->status == GJ_TABLE_COMPLETE;
}

static bool add_glance(struct gj_overview *overview, const gj_report *report, const char *address) {
    struct gj_glance *glance = GJ_ADD(&overview->arena, overview->reports);
    if (!glance)
        return false;
    *glance = (struct gj_glance){.source = copy(overview, gj_report_source(report)),
                                 .body = copy(overview, gj_report_body(report, NULL)),
                                 .address = copy(overview, address),
                                 .year = gj_report_year(report, NULL),
                                 .is_recognised = gj_report_template(report) != NULL,
                                 .violations = gj_report_violation_count(report)};
    count_tables(glance, report);
    return true;
}

/* ---------------------------------------------------------------- what fails in it */

struct label {
    size_t length;
    char bytes[LONGEST_LABEL];
};

static int take_label(void *context, const char *bytes, size_t length) {
    struct label *label = context;
    if (length > sizeof label->bytes - label->length)
        return -1;
    memcpy(label->bytes + label->length, bytes, length);
    label->length += length;
    return 0;
}

/* Of a table with one column its label says nothing: the total is named. */
static void write_label(struct gj_out *out, const gj_report *report, const gj_violation *violation) {
    const gj_cell *target = gj_report_cell(report, violation->target);
    for (size_t i = 0; target && i < gj_report_table_count(report); i++) {
        const gj_table *table = gj_report_table(report, i);
        if (table->column_count == 1 && strcmp(table->id, target->table) == 0) {
            gj_out_text(out, target->row_label);
            return;
        }
    }
    gj_write_shared_label(out, report, GJ_CHINESE, violation, "");
}

/* The label is the template's, whatever language the page will be in. */
static const char *label_of(struct gj_overview *overview, const gj_report *report, const gj_violation *violation) {
    struct label label = {0};
    struct gj_out out;
    gj_out_open(&out, take_label, &label);
    write_label(&out, report, violation);
    if (gj_out_close(&out) != GJ_OK)
        label.length = 0;
    return gj_arena_copy(&overview->arena, label.bytes, label.length);
}

static bool add_failure(struct gj_overview *overview, const gj_report *report, const gj_violation *violation,
                        size_t index) {
    struct gj_failure *failure = GJ_ADD(&overview->arena, overview->failures);
    if (!failure)
        return false;
    *failure = (struct gj_failure){.relation = copy(overview, violation->relation),
                                   .label = label_of(overview, report, violation),
                                   .report = index};
    return true;
}

gj_status gj_overview_add(gj_overview *overview, const gj_report *report, const char *address) {
    if (!overview || !report || !address)
        return GJ_ERROR_ARGUMENT;
    if (!add_glance(overview, report, address))
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < gj_report_violation_count(report); i++)
        if (!add_failure(overview, report, gj_report_violation(report, i), overview->reports.count - 1))
            return GJ_ERROR_MEMORY;
    return overview->arena.failed ? GJ_ERROR_MEMORY : GJ_OK;
}
