#include "blocks.h"
#include "reassembly.h"

#include "report/notes.h"

static void note_limit(struct gj_workbench *bench) {
    if (bench->limit_line)
        gj_note(bench->report, GJ_NOTE_LIMIT_ROWS, bench->limit_line, NULL, NULL);
}

static gj_status align(struct gj_workbench *bench, struct gj_alignment *alignment) {
    bench->strips = bench->report->form->strips;
    gj_status status = gj_records_build(bench);
    return status == GJ_OK ? gj_align(bench, alignment) : status;
}

gj_status gj_reading_cost(struct gj_workbench *bench, long *cost, bool *by_columns) {
    struct gj_alignment alignment = {0};
    gj_status status = align(bench, &alignment);
    *cost = alignment.cost;
    *by_columns = status == GJ_OK && gj_is_by_columns(bench, &alignment);
    return status;
}

static gj_status read_records(struct gj_workbench *bench, struct gj_alignment *alignment, struct gj_choices *choices) {
    gj_drop_foreign(bench, alignment);
    gj_join_wrapped(bench, alignment);
    gj_status status = gj_fit(bench, alignment, choices);
    if (status == GJ_OK)
        status = gj_take_torn(bench, alignment, choices);
    return status == GJ_OK ? gj_settle(bench, choices) : status;
}

gj_status gj_reassemble(struct gj_workbench *bench) {
    struct gj_alignment alignment = {0};
    struct gj_choices choices = {0};
    gj_status status = align(bench, &alignment);
    note_limit(bench);
    if (status == GJ_OK)
        status = gj_read_blocks(bench, &alignment, &choices);
    if (status == GJ_OK)
        status = read_records(bench, &alignment, &choices);
    if (status == GJ_OK)
        status = gj_place(bench, &alignment, &choices);
    if (status == GJ_OK)
        status = gj_list_regions(bench, &alignment, &choices);
    return status == GJ_OK && bench->arena->failed ? GJ_ERROR_MEMORY : status;
}
