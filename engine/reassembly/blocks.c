/*
 * Blocks: text that was read column by column, as PDF readers do by default. Labels stand first and values
 * later, in runs with empty lines between them; what a run belongs to is told by the headers right before it,
 * by how the runs fit together to a grid, and by the sums of its rows.
 */
#include <string.h>

#include "block_reader.h"
#include "blocks.h"

/* ------------------------------------------------------------------ sections */

static bool announces(const struct gj_workbench *bench, size_t table, size_t atom) {
    const struct gj_label_book *book = &bench->report->form->labels;
    const struct gj_key *key = &bench->keys[atom - bench->first_atom];
    for (size_t i = 0; i < book->label_count; i++) {
        const struct gj_label *label = &book->labels[i];
        if (label->role == GJ_LABEL_HEADING && label->table == table && key->length >= label->key.length &&
            key->length <= label->key.length + 8 && gj_likeness(&label->key, key->characters, key->length, false) == 1000)
            return true;
    }
    return false;
}

/* A heading of the level of the tables' own (一、) that announces none of them. */
static bool opens_section(const struct gj_workbench *bench, size_t atom) {
    const struct gj_key *key = &bench->keys[atom - bench->first_atom];
    return key->numbering.level == 1 && key->length >= 6 && !bench->labels[atom - bench->first_atom];
}

/* The tables whose sections are read together: all with captions are one. */
static bool same_section(const struct gj_workbench *bench, size_t table, size_t other) {
    const struct gj_table_rule *tables = bench->report->form->tables;
    return table == other || (tables[table].has_caption && tables[other].has_caption);
}

static bool announces_other(const struct gj_workbench *bench, size_t table, size_t atom) {
    bool other = false;
    for (size_t i = 0; i < bench->report->form->table_count; i++) {
        if (same_section(bench, table, i) && announces(bench, i, atom))
            return false;
        other |= announces(bench, i, atom);
    }
    return other;
}

/* The atom is a header of the table's columns, or the first line of one. */
static bool heads_column(const struct gj_workbench *bench, size_t table, size_t atom) {
    const struct gj_label *whole = bench->labels[atom - bench->first_atom];
    const struct gj_label_book *book = &bench->report->form->labels;
    const struct gj_key *key = &bench->keys[atom - bench->first_atom];
    for (size_t i = 0; i < book->label_count && key->length >= 2; i++) {
        const struct gj_label *label = &book->labels[i];
        if (label->role == GJ_LABEL_COLUMN && same_section(bench, table, label->table) &&
            key->length <= label->key.length &&
            memcmp(key->characters, label->key.characters, key->length * sizeof *key->characters) == 0)
            return true;
    }
    return whole && whole->role != GJ_LABEL_HEADING && same_section(bench, table, whole->table);
}

/* Columns at the foot of a page may be read after the heading below them: the heading is then followed by a header
 * of the table above it. */
static bool is_followed_by_own(const struct gj_workbench *bench, size_t table, size_t atom) {
    for (size_t i = atom + 1; i < bench->last_atom; i++)
        if (bench->keys[i - bench->first_atom].length)
            return heads_column(bench, table, i);
    return false;
}

static bool ends_section(const struct gj_workbench *bench, size_t table, size_t atom) {
    return (opens_section(bench, atom) || announces_other(bench, table, atom)) &&
           !is_followed_by_own(bench, table, atom);
}

/* Atoms from the heading of a table on to the next heading; false where the text does not name the table. */
static bool find_section(const struct gj_workbench *bench, size_t table, size_t *first, size_t *last) {
    for (*first = bench->first_atom; *first < bench->last_atom && !announces(bench, table, *first); ++*first)
        ;
    for (*last = *first + 1; *last < bench->last_atom && !ends_section(bench, table, *last); ++*last)
        ;
    return *first < bench->last_atom;
}

/* ------------------------------------------------------------------ blocks or rows */

/* Lines of one cell each, but for a few: what columns of spaces or marks divide is no block. */
static bool is_bare(const struct gj_workbench *bench, size_t *values) {
    size_t bare = 0;
    *values = 0;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_atom *atom = &bench->cells->atoms[i];
        *values += atom->kind == GJ_ATOM_VALUE;
        bare += atom->kind == GJ_ATOM_VALUE && atom->layout == GJ_LAYOUT_BARE;
    }
    return *values >= 20 && bare * 10 >= *values * 9;
}

static size_t count_placed(const struct gj_workbench *bench, const struct gj_alignment *alignment) {
    size_t placed = 0;
    for (size_t i = 0; i < bench->record_count; i++)
        placed += alignment->chosen[i].first_strip == GJ_NO_STRIP ? 0 : bench->records[i].value_count;
    return placed;
}

static bool is_of_table(const struct gj_workbench *bench, const struct gj_interpretation *reading, size_t table) {
    return reading->first_strip != GJ_NO_STRIP && bench->strips->items[reading->first_strip].table == table;
}

static void drop_rows(const struct gj_workbench *bench, struct gj_alignment *alignment, size_t table) {
    for (size_t i = 0; i < bench->record_count; i++)
        if (is_of_table(bench, &alignment->chosen[i], table))
            alignment->chosen[i].first_strip = alignment->chosen[i].last_strip = GJ_NO_STRIP;
}

/* Cells of the rows that the alignment found whole. */
static size_t count_whole(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t table) {
    size_t cells = 0;
    for (size_t i = 0; i < bench->record_count; i++) {
        const struct gj_interpretation *reading = &alignment->chosen[i];
        size_t slots = 0;
        for (size_t strip = reading->first_strip; strip != GJ_NO_STRIP && strip <= reading->last_strip; strip++)
            slots += bench->strips->items[strip].slot_count;
        if (is_of_table(bench, reading, table) && bench->records[i].field_count == slots)
            cells += slots;
    }
    return cells;
}

static size_t count_cells(const struct gj_workbench *bench, const struct gj_choices *choices, size_t table) {
    size_t cells = 0;
    for (size_t i = 0; i < choices->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[choices->items[i].strip];
        for (size_t slot = 0; slot < strip->slot_count && strip->table == table; slot++)
            cells += choices->items[i].placements[0].slots[slot] < GJ_SLOT_BLANK;
    }
    return cells;
}

/* A cell of the table is in a row that the alignment gave to another table. */
static bool is_disputed(const struct gj_workbench *bench, const struct gj_alignment *alignment,
                        const struct gj_choices *choices, size_t table) {
    for (size_t i = 0; i < choices->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[choices->items[i].strip];
        for (size_t slot = 0; slot < strip->slot_count && strip->table == table; slot++) {
            uint32_t atom = choices->items[i].placements[0].slots[slot];
            for (size_t j = 0; j < bench->record_count && atom < GJ_SLOT_BLANK; j++)
                if (atom >= bench->records[j].values && atom < bench->records[j].last &&
                    alignment->chosen[j].first_strip != GJ_NO_STRIP && !is_of_table(bench, &alignment->chosen[j], table))
                    return true;
        }
    }
    return false;
}

static gj_status keep_table(struct gj_workbench *bench, const struct gj_choices *found, size_t table,
                            struct gj_choices *choices) {
    for (size_t i = 0; i < found->count; i++) {
        if (bench->strips->items[found->items[i].strip].table != table)
            continue;
        choices->items =
            gj_arena_grow(bench->arena, choices->items, choices->count, &choices->capacity, sizeof *choices->items);
        if (!choices->items)
            return GJ_ERROR_MEMORY;
        choices->items[choices->count++] = found->items[i];
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ all tables */

/* The alignment left nothing of the table, and of those that are read along with it, to be found. */
static bool is_whole(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t table) {
    const struct gj_template *form = bench->report->form;
    for (size_t i = 0; i < form->table_count; i++)
        if (same_section(bench, table, i) &&
            count_whole(bench, alignment, i) < form->tables[i].row_count * form->tables[i].column_count)
            return false;
    return true;
}

static gj_status read_all(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choices *found) {
    struct gj_block_reader *reader = gj_arena_take(bench->arena, sizeof *reader);
    if (!reader || !(reader->taken = gj_arena_array(bench->arena, bench->last_atom - bench->first_atom, sizeof(bool))))
        return GJ_ERROR_MEMORY;
    reader->bench = bench;
    reader->choices = found;
    bool good = true, captioned = false;
    for (size_t table = 0; table < bench->report->form->table_count && good; table++) {
        const struct gj_table_rule *rule = &bench->report->form->tables[table];
        size_t first, last;
        if ((rule->has_caption && captioned) || is_whole(bench, alignment, table) ||
            !find_section(bench, table, &first, &last))
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

gj_status gj_read_blocks(struct gj_workbench *bench, struct gj_alignment *alignment, struct gj_choices *choices) {
    struct gj_choices found = {0};
    size_t values;
    if (alignment->fast || !is_bare(bench, &values))
        return GJ_OK;
    gj_status status = read_all(bench, alignment, &found);
    bool throughout = count_placed(bench, alignment) * 2 < values;
    for (size_t table = 0; table < bench->report->form->table_count && status == GJ_OK; table++) {
        if (throughout)
            drop_rows(bench, alignment, table);
        if (count_cells(bench, &found, table) <= count_whole(bench, alignment, table) ||
            is_disputed(bench, alignment, &found, table))
            continue;
        drop_rows(bench, alignment, table);
        status = keep_table(bench, &found, table, choices);
    }
    return status;
}
