/*
 * Fitting by spaces: a program that joins the cells of a row with a space writes two for an empty cell, three for two
 * of them. The columns of such a text say nothing; its spaces, counted, say all.
 */
#include <string.h>

#include "fit.h"

enum { LEAST_SLOTS = 3 };

/* Every field one space behind the one before it. */
static bool is_close(const struct gj_workbench *bench, const struct gj_record *record) {
    for (size_t i = record->values + 1; i < record->last; i++)
        if (gj_atom_at(bench, i)->left != gj_atom_at(bench, i - 1)->right + 1)
            return false;
    return true;
}

bool gj_is_spaced(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record_at) {
    bool any = false;
    struct gj_rows rows = gj_rows_around(bench, record_at);
    for (size_t i = rows.first; i < rows.last; i++) {
        const struct gj_record *record = &bench->records[i];
        size_t strip = alignment->chosen[i].first_strip;
        if (strip == GJ_NO_STRIP || gj_atom_at(bench, record->values)->layout != GJ_LAYOUT_COLUMNS ||
            bench->strips->items[strip].slot_count < LEAST_SLOTS ||
            record->field_count != bench->strips->items[strip].slot_count)
            continue;
        if (!is_close(bench, record))
            return false;
        any = true;
    }
    return any;
}

/* Where the row's values begin to be counted: behind its label, or at the start of its line. */
static size_t start_of(const struct gj_workbench *bench, uint32_t first) {
    const struct gj_atom *atom = gj_atom_at(bench, first);
    if (first > bench->first_atom && gj_atom_at(bench, first - 1)->row == atom->row)
        return (size_t)gj_atom_at(bench, first - 1)->right + 1;
    return 0;
}

bool gj_place_by_spaces(struct gj_workbench *bench, struct gj_choice *choice, const struct gj_fields *fields) {
    size_t slot_count = bench->strips->items[choice->strip].slot_count, slot = 0;
    uint32_t slots[GJ_MOST_SLOTS];
    size_t next = start_of(bench, fields->atoms[0]);
    bool gaps = false;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = GJ_SLOT_BLANK;
    for (size_t i = 0; i < fields->count; i++, slot++) {
        const struct gj_atom *atom = gj_atom_at(bench, fields->atoms[i]);
        if (atom->left < next)
            return false;
        gaps |= atom->left > next;
        slot += atom->left - next;
        if (slot >= slot_count)
            return false;
        slots[slot] = fields->atoms[i];
        next = (size_t)atom->right + 1;
    }
    if (!gaps || gj_set_placement(bench, choice, slot_count) != GJ_OK)
        return false;
    memcpy(choice->placements[0].slots, slots, slot_count * sizeof *slots);
    return true;
}
