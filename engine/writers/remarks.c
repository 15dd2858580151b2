/* What is to be said against one cell. */
#include "explanation.h"
#include "violation.h"

static void break_line(struct gj_out *out) {
    gj_out_byte(out, '\n');
}

static void write_violation(struct gj_out *out, const gj_report *report, gj_language language,
                            const gj_violation *violation) {
    gj_out_text(out, violation->relation);
    gj_write_shared_label(out, report, language, violation, " ");
    gj_write_sums(out, report, language, violation, break_line);
    gj_out_byte(out, '\n');
}

gj_status gj_write_remarks(const gj_report *report, size_t index, gj_language language, gj_sink sink, void *context) {
    struct gj_out out;
    const gj_cell *cell = report ? gj_report_cell(report, index) : NULL;
    if (!cell)
        return GJ_ERROR_ARGUMENT;
    gj_out_open(&out, sink, context);
    for (size_t i = 0; i < cell->violation_count; i++)
        write_violation(&out, report, language, gj_report_violation(report, cell->violations[i]));
    for (size_t i = 0; i < gj_report_suspect_count(report); i++) {
        const gj_suspect *suspect = gj_report_suspect(report, i);
        if (suspect->cell != index || gj_is_repeated_suspect(report, i))
            continue;
        gj_write_explanation(&out, report, language, suspect);
        gj_out_byte(&out, '\n');
    }
    return gj_out_close(&out);
}
