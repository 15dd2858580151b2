#include "blocks.h"
#include "reassembly.h"

#include "notes.h"

static void limit_records(struct gj_workbench *bench) {
    size_t most = bench->report->limits.rows;
    if (bench->record_count <= most)
        return;
    gj_note(bench->report, GJ_NOTE_LIMIT_ROWS, (size_t)bench->cells->atoms[bench->records[most].values].line + 1, NULL,
            NULL);
    bench->record_count = most;
}

static gj_status align(struct gj_workbench *bench, struct gj_alignment *alignment) {
    bench->strips = bench->report->form->strips;
    gj_status status = gj_records_build(bench);
    if (status != GJ_OK)
        return status;
    limit_records(bench);
    return gj_align(bench, alignment);
}

gj_status gj_reading_cost(struct gj_workbench *bench, long *cost) {
    struct gj_alignment alignment = {0};
    gj_status status = align(bench, &alignment);
    *cost = alignment.cost;
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
