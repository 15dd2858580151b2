/*
 * What of the alignment and of the blocks is kept, where a text that may have been read column by column was read both
 * ways. Neither reading is to be believed throughout: rows that the alignment found may be chance in such text, and
 * rows of blocks may be what a label right before its values denies. To weigh one against the other is a matter of
 * its own; where the blocks are is none of it.
 */
#include <stdlib.h>

#include "block_reader.h"
#include "blocks.h"

/* ------------------------------------------------------------------ alignment or blocks */

/* The row of one strip that the alignment found whole, under a label of its own; NULL where there is none. */
static const struct gj_record *whole_record(const struct gj_workbench *bench, const struct gj_alignment *alignment,
                                            size_t strip) {
    for (size_t i = 0; i < bench->record_count; i++) {
        const struct gj_interpretation *reading = &alignment->chosen[i];
        if (reading->first_strip == strip && reading->last_strip == strip &&
            bench->records[i].field_count == bench->strips->items[strip].slot_count)
            return &bench->records[i];
    }
    return NULL;
}

bool gj_is_table_whole(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t table) {
    for (size_t i = 0; i < bench->strips->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[i];
        if (strip->table == table && strip->first_row == strip->last_row && !whole_record(bench, alignment, i))
            return false;
    }
    return true;
}

/* Both readings put the same into every cell that the blocks settle. */
static bool agree(const struct gj_workbench *bench, const struct gj_record *record, const struct gj_choice *choice) {
    size_t slot = 0;
    for (size_t i = record->values; i < record->last; i++) {
        if (!gj_is_field(gj_atom_at(bench, i)))
            continue;
        uint32_t settled = choice->placements[0].slots[slot++];
        if (settled < GJ_SLOT_BLANK && !gj_same_text(bench, settled, (uint32_t)i))
            return false;
    }
    return true;
}

static void drop_strip(const struct gj_workbench *bench, struct gj_alignment *alignment, size_t strip) {
    for (size_t i = 0; i < bench->record_count; i++)
        if (alignment->chosen[i].first_strip != GJ_NO_STRIP && alignment->chosen[i].first_strip <= strip &&
            strip <= alignment->chosen[i].last_strip)
            gj_drop_reading(&alignment->chosen[i]);
}

bool gj_has_values_of(const struct gj_workbench *bench, const struct gj_choice *choice,
                      const struct gj_record *record) {
    for (size_t slot = 0; slot < bench->strips->items[choice->strip].slot_count; slot++) {
        uint32_t atom = choice->placements[0].slots[slot];
        if (atom < GJ_SLOT_BLANK && atom >= record->values && atom < record->last)
            return true;
    }
    return false;
}

/* A reading of the alignment that is no whole row, of what the blocks read otherwise, is chance. */
static void drop_broken(const struct gj_workbench *bench, struct gj_alignment *alignment,
                        const struct gj_choice *choice) {
    for (size_t i = 0; i < bench->record_count; i++) {
        const struct gj_interpretation *reading = &alignment->chosen[i];
        if (reading->first_strip == GJ_NO_STRIP ||
            whole_record(bench, alignment, reading->first_strip) == &bench->records[i])
            continue;
        if ((reading->first_strip <= choice->strip && choice->strip <= reading->last_strip) ||
            gj_has_values_of(bench, choice, &bench->records[i]))
            drop_strip(bench, alignment, reading->first_strip);
    }
}

/* Groups side by side are one row of values: what was found of single groups is chance too. */
static void drop_groups(const struct gj_workbench *bench, struct gj_alignment *alignment,
                        const struct gj_choice *choice) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    for (size_t i = 0; i < bench->record_count && strip->first_row < strip->last_row; i++)
        if (gj_is_of_table(bench, &alignment->chosen[i], strip->table) &&
            alignment->chosen[i].first_strip != choice->strip)
            drop_strip(bench, alignment, alignment->chosen[i].first_strip);
}

/* A cell of the choice is in a row that the alignment found too. */
static bool is_disputed(const struct gj_workbench *bench, const struct gj_alignment *alignment,
                        const struct gj_choice *choice) {
    for (size_t i = 0; i < bench->record_count; i++)
        if (alignment->chosen[i].first_strip != GJ_NO_STRIP && gj_has_values_of(bench, choice, &bench->records[i]))
            return true;
    return false;
}

static int compare_atoms(const void *a, const void *b) {
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

/* A whole row that does not add up, though its values do in the order of the text. */
static bool is_disordered(const struct gj_workbench *bench, const struct gj_choice *choice) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    uint32_t atoms[GJ_MOST_SLOTS];
    for (size_t slot = 0; slot < strip->slot_count; slot++)
        if ((atoms[slot] = choice->placements[0].slots[slot]) >= GJ_SLOT_BLANK)
            return false;
    if (gj_row_holds(bench, strip, atoms) != 0)
        return false;
    qsort(atoms, strip->slot_count, sizeof *atoms, compare_atoms);
    return gj_row_holds(bench, strip, atoms) == 1;
}

static gj_status keep_choice(struct gj_workbench *bench, const struct gj_choice *choice, struct gj_choices *choices) {
    choices->items =
        gj_arena_grow(bench->arena, choices->items, choices->count, &choices->capacity, sizeof *choices->items);
    if (!choices->items)
        return GJ_ERROR_MEMORY;
    choices->items[choices->count++] = *choice;
    bench->has_blocks = true;
    return GJ_OK;
}

/* Row by row: what only one reading has is taken; where both have it and differ, neither. */
static gj_status merge(struct gj_workbench *bench, struct gj_alignment *alignment, const struct gj_choices *found,
                       struct gj_choices *choices) {
    for (size_t i = 0; i < found->count; i++) {
        drop_broken(bench, alignment, &found->items[i]);
        drop_groups(bench, alignment, &found->items[i]);
    }
    bool *kept = gj_arena_array(bench->arena, found->count, sizeof *kept);
    if (!kept)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < found->count; i++) {
        const struct gj_record *record = whole_record(bench, alignment, found->items[i].strip);
        kept[i] = !record;
        if (record && !agree(bench, record, &found->items[i]))
            drop_strip(bench, alignment, found->items[i].strip);
    }
    gj_status status = GJ_OK;
    for (size_t i = 0; i < found->count && status == GJ_OK; i++)
        if (kept[i] && !is_disputed(bench, alignment, &found->items[i]) && !is_disordered(bench, &found->items[i]))
            status = keep_choice(bench, &found->items[i], choices);
    return status;
}

/* ------------------------------------------------------------------ rows that are chance */

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

static size_t slots_of(const struct gj_workbench *bench, const struct gj_interpretation *reading) {
    size_t slots = 0;
    for (size_t strip = reading->first_strip; strip <= reading->last_strip; strip++)
        slots += bench->strips->items[strip].slot_count;
    return slots;
}

/* Values of a stretch of text, and how many of them are in no row that was found. */
struct loose_values {
    size_t all, loose;
};

static struct loose_values count_loose(const struct gj_workbench *bench, const struct gj_alignment *alignment,
                                       const struct gj_choices *choices, size_t first, size_t last) {
    struct loose_values count = {0, 0};
    for (size_t i = first; i < last; i++)
        count.all += gj_atom_at(bench, i)->kind == GJ_ATOM_VALUE && !gj_atom_at(bench, i)->is_piece;
    count.loose = count.all;
    for (size_t i = 0; i < bench->record_count; i++)
        if (alignment->chosen[i].first_strip != GJ_NO_STRIP && bench->records[i].values >= first &&
            bench->records[i].last <= last)
            count.loose -=
                smaller(count.loose, smaller(bench->records[i].value_count, slots_of(bench, &alignment->chosen[i])));
    for (size_t i = 0; i < choices->count; i++)
        for (size_t slot = 0; slot < bench->strips->items[choices->items[i].strip].slot_count; slot++) {
            uint32_t atom = choices->items[i].placements[0].slots[slot];
            count.loose -= count.loose && atom < GJ_SLOT_BLANK && atom >= first && atom < last;
        }
    return count;
}

static bool has_own_label(const struct gj_workbench *bench, const struct gj_record *record) {
    return record->values > record->first && gj_atom_at(bench, record->values - 1)->kind == GJ_ATOM_TEXT;
}

/* More values than a row has, and the label of the row before it stands there too: they are those of both rows. */
static bool names_row_before(const struct gj_workbench *bench, const struct gj_record *record, size_t strip) {
    enum { NAMED = 900 };
    if (!strip || bench->strips->items[strip - 1].table != bench->strips->items[strip].table ||
        record->value_count <= bench->strips->items[strip].slot_count)
        return false;
    const struct gj_strip *before = &bench->strips->items[strip - 1];
    struct gj_context text = gj_context_of(record->before, record->before_length);
    for (size_t i = 0; i < before->label_count && !before->under_headers; i++)
        if (gj_likeness(before->labels[i], &text, false) >= NAMED)
            return true;
    return false;
}

/* True where a relation over the row's own cells fails. */
static bool fails_sum(const struct gj_workbench *bench, const struct gj_record *record, size_t strip) {
    uint32_t atoms[GJ_MOST_SLOTS];
    size_t count = 0;
    for (size_t i = record->values; i < record->last && count < GJ_MOST_SLOTS; i++)
        if (gj_is_field(gj_atom_at(bench, i)))
            atoms[count++] = (uint32_t)i;
    const struct gj_strip *row = &bench->strips->items[strip];
    return count == row->slot_count && gj_row_holds(bench, row, atoms) == 0;
}

/* Some of its values stand right below each other and some apart: they were read from more than one column. */
static bool is_uneven(const struct gj_workbench *bench, const struct gj_record *record) {
    size_t close = 0, apart = 0;
    for (size_t i = record->values + 1; i < record->last; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        close += atom->is_lone && atom->line == atom[-1].line + 1;
        apart += atom->line > atom[-1].line + 1;
    }
    return close && apart;
}

/* Where values of a table lie about that no row has, a row that is short of values has not lost them: they stand
 * elsewhere, and what is there says nothing of the columns; where they are many, a whole row that does not add up is as
 * likely chance. Nor is a stretch of values a row that has no label, or those of several rows. */
static void drop_short_rows(const struct gj_workbench *bench, struct gj_alignment *alignment,
                            const struct gj_choices *choices, size_t table) {
    const struct gj_table_rule *rule = &bench->report->form->tables[table];
    size_t first, last, columns = rule->column_count;
    size_t least = rule->side_by_side ? 1 : columns; /* one value is as much as a group lacks */
    struct loose_values values = {0, 0};
    if (columns > 1 && gj_find_section(bench, table, &first, &last))
        values = count_loose(bench, alignment, choices, first, last);
    bool loose = columns > 1 && values.loose >= least, scattered = loose && values.loose * 4 >= values.all;
    for (size_t i = 0; i < bench->record_count; i++) {
        const struct gj_record *record = &bench->records[i], *whole;
        size_t strip = alignment->chosen[i].first_strip;
        bool is_chance;
        if (!gj_is_of_table(bench, &alignment->chosen[i], table))
            continue;
        whole = whole_record(bench, alignment, strip);
        if (whole && whole == record)
            is_chance = (scattered || is_uneven(bench, record)) && fails_sum(bench, record, strip);
        else
            is_chance = loose || !has_own_label(bench, record) || names_row_before(bench, record, strip) ||
                        (columns > 1 && record->value_count >= slots_of(bench, &alignment->chosen[i]) + columns);
        if (is_chance)
            drop_strip(bench, alignment, strip);
    }
}

/* In a text that was read column by column, groups side by side may be read into one another, though each value is
 * there. */
static void drop_disordered(struct gj_block_reader *reader, struct gj_alignment *alignment) {
    const struct gj_workbench *bench = reader->bench;
    for (size_t strip = 0; strip < bench->strips->count; strip++) {
        size_t table = bench->strips->items[strip].table, first, last;
        if (bench->report->form->tables[table].side_by_side && whole_record(bench, alignment, strip) &&
            gj_find_section(bench, table, &first, &last) && !gj_is_grid_in_order(reader, table, first, last))
            drop_strip(bench, alignment, strip);
    }
}

gj_status gj_merge_blocks(struct gj_block_reader *reader, struct gj_alignment *alignment, struct gj_choices *choices) {
    struct gj_workbench *bench = reader->bench;
    gj_status status = merge(bench, alignment, reader->choices, choices);
    if (status == GJ_OK && choices->count)
        drop_disordered(reader, alignment);
    for (size_t table = 0; table < bench->report->form->table_count && status == GJ_OK; table++)
        drop_short_rows(bench, alignment, choices, table);
    return status;
}
