/*
 * Blocks: text that was read column by column, as PDF readers do by default. Labels stand first and values
 * later, in runs with empty lines between them; what a run belongs to is told by the headers right before it,
 * by how the runs fit together to a grid, and by the sums of its rows. What is kept of them and of the alignment is
 * block_merge.c's to say.
 */
#include "block_reader.h"
#include "blocks.h"

/* ------------------------------------------------------------------ blocks or rows */

/* The atom stands alone on its line, or single spaces divide it from what is beside it. */
static bool is_close(const struct gj_workbench *bench, size_t index) {
    const struct gj_atom *atom = gj_atom_at(bench, index);
    if (atom->layout != GJ_LAYOUT_COLUMNS)
        return atom->layout == GJ_LAYOUT_BARE;
    bool before = index == bench->first_atom || atom[-1].row != atom->row || atom[-1].right + 1 >= atom->left;
    bool behind = index + 1 == bench->last_atom || atom[1].row != atom->row || atom->right + 1 >= atom[1].left;
    return before && behind;
}

/* What columns of many spaces or marks divide is no block; a few such lines, one value in ten, do not count. Too
 * few values tell nothing. */
static bool is_bare(const struct gj_workbench *bench, size_t *values) {
    enum { LEAST_VALUES = 20 };
    size_t bare = 0;
    *values = 0;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        bool value = gj_atom_at(bench, i)->kind == GJ_ATOM_VALUE;
        *values += value;
        bare += value && is_close(bench, i);
    }
    return *values >= LEAST_VALUES && bare * 10 >= *values * 9;
}

static size_t count_placed(const struct gj_workbench *bench, const struct gj_alignment *alignment) {
    size_t placed = 0;
    for (size_t i = 0; i < bench->record_count; i++)
        placed += alignment->chosen[i].first_strip == GJ_NO_STRIP ? 0 : bench->records[i].value_count;
    return placed;
}

static void drop_all(const struct gj_workbench *bench, struct gj_alignment *alignment) {
    for (size_t i = 0; i < bench->record_count; i++)
        gj_drop_reading(&alignment->chosen[i]);
}

/* ------------------------------------------------------------------ all tables */

/* NULL where memory ends. */
static struct gj_block_reader *open_reader(struct gj_workbench *bench, struct gj_choices *found) {
    struct gj_block_reader *reader = gj_arena_take(bench->arena, sizeof *reader);
    if (!reader || !(reader->taken = gj_arena_array(bench->arena, bench->last_atom - bench->first_atom, sizeof(bool))))
        return NULL;
    reader->bench = bench;
    reader->choices = found;
    return reader;
}

static gj_status read_tables(struct gj_block_reader *reader, const struct gj_alignment *alignment) {
    struct gj_workbench *bench = reader->bench;
    bool good = true, captioned = false;
    for (size_t table = 0; table < bench->report->form->table_count && good; table++) {
        const struct gj_table_rule *rule = &bench->report->form->tables[table];
        size_t first, last;
        if ((rule->has_caption && captioned) || gj_is_table_whole(bench, alignment, table) ||
            !gj_find_section(bench, table, &first, &last))
            continue;
        if (rule->has_caption)
            good = gj_read_captioned_blocks(reader, first, last);
        else if (rule->side_by_side)
            good = gj_read_grid_blocks(reader, table, first, last);
        else
            good = gj_read_row_blocks(reader, table, first, last);
        captioned |= rule->has_caption;
    }
    return good ? GJ_OK : GJ_ERROR_MEMORY;
}

/* Less than half of so many values. */
static bool explains_little(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t values) {
    return count_placed(bench, alignment) * 2 < values;
}

bool gj_is_by_columns(const struct gj_workbench *bench, const struct gj_alignment *alignment) {
    size_t values;
    return !alignment->fast && is_bare(bench, &values) && explains_little(bench, alignment, values);
}

gj_status gj_read_blocks(struct gj_workbench *bench, struct gj_alignment *alignment, struct gj_choices *choices) {
    struct gj_choices found = {0};
    size_t values;
    if (alignment->fast || !is_bare(bench, &values))
        return GJ_OK;
    struct gj_block_reader *reader = open_reader(bench, &found);
    gj_status status = reader ? read_tables(reader, alignment) : GJ_ERROR_MEMORY;
    if (explains_little(bench, alignment, values))
        drop_all(bench, alignment);
    if (status == GJ_OK)
        status = gj_merge_blocks(reader, alignment, choices);
    return status;
}
