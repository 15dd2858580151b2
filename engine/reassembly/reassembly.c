#include "blocks.h"
#include "reassembly.h"

#include "notes.h"

/* Records of one report that are aligned at most: some five hundred times what a report has. */
enum { MOST_RECORDS = 20000 };

static void limit_records(struct gj_workbench *bench) {
    if (bench->record_count <= MOST_RECORDS)
        return;
    size_t line = (size_t)bench->cells->atoms[bench->records[MOST_RECORDS].values].line + 1;
    gj_note(bench->report, GJ_NOTE_LIMIT, line, "20000 rows of values were read; what follows is left over", NULL);
    bench->record_count = MOST_RECORDS;
}

/* From the first label or cell of the tables to the last. */
static void find_extent(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t *first,
                        size_t *last) {
    *first = SIZE_MAX;
    *last = 0;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_atom *atom = &bench->cells->atoms[i];
        if (atom->use != GJ_USE_CELL)
            continue;
        *first = atom->line < *first ? atom->line : *first;
        *last = atom->line > *last ? atom->line : *last;
    }
    for (size_t i = 0; i < bench->record_count; i++) {
        size_t line = bench->cells->atoms[bench->records[i].first].line;
        if (alignment->chosen[i].first_strip != GJ_NO_STRIP && line < *first)
            *first = line;
    }
}

static gj_status add_region(struct gj_workbench *bench, const struct gj_alignment *alignment) {
    size_t first, last;
    find_extent(bench, alignment, &first, &last);
    if (first == SIZE_MAX)
        return GJ_OK;
    gj_region *region = GJ_ADD(bench->arena, bench->report->regions);
    if (!region)
        return GJ_ERROR_MEMORY;
    *region = (gj_region){.first_line = first + 1, .last_line = last + 1, .cost = alignment->cost};
    region->path = alignment->fast ? "fast" : "weighted";
    size_t counts[8] = {0}, best = 0;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++)
        if (bench->cells->atoms[i].use == GJ_USE_CELL)
            counts[bench->cells->atoms[i].layout]++;
    for (size_t i = 1; i < 8; i++)
        best = counts[i] > counts[best] ? i : best;
    region->layout = gj_layout_name((enum gj_layout)best);
    return GJ_OK;
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
    gj_join_wrapped(bench, alignment);
    gj_status status = gj_fit(bench, alignment, choices);
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
        status = add_region(bench, &alignment);
    return status == GJ_OK && bench->arena->failed ? GJ_ERROR_MEMORY : status;
}
