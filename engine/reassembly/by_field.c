/*
 * Fitting by number of field: in a row whose fields are divided by a mark, the number of its field tells which slot a
 * value is for, once the rows that have something in every slot tell where the slots begin.
 */
#include <string.h>

#include "fit.h"

/* From where the fields of a row are counted. A tool that writes a merged square once only moves what follows it; the
 * count from the row's end, or from its last label, is then still the same for all rows. */
enum count_from { FROM_START, FROM_END, FROM_LABEL, WAYS_TO_COUNT };

/* The number of the last label's field in the atom's row; -1 where no label stands before it. */
static int64_t label_field(const struct gj_workbench *bench, size_t atom) {
    for (size_t i = atom; i-- > bench->first_atom && gj_atom_at(bench, i)->row == gj_atom_at(bench, atom)->row;)
        if (gj_atom_at(bench, i)->kind == GJ_ATOM_TEXT)
            return gj_atom_at(bench, i)->left;
    return -1;
}

static int64_t field_number(const struct gj_workbench *bench, size_t atom, enum count_from from) {
    const struct gj_atom *place = gj_atom_at(bench, atom);
    if (from == FROM_END)
        return (int64_t)place->first_character - GJ_ROW_END;
    return (int64_t)place->left - (from == FROM_LABEL ? label_field(bench, atom) : 0);
}

/* Which rows tell the field of each slot: those with something printed in every one, in which no squares of spans
 * count; those that have as many fields and none cut off behind them; or any that have as many. */
enum witness { WITNESS_PRINTED, WITNESS_UNCUT, WITNESS_ANY, WITNESSES };

/* Were empty fields at the end of the record's row taken for padding? */
static bool is_cut(const struct gj_workbench *bench, const struct gj_record *record) {
    return record->last < bench->last_atom && gj_atom_at(bench, record->last)->is_weak &&
           gj_atom_at(bench, record->last)->row == gj_atom_at(bench, record->values)->row;
}

static bool list_slot_fields(const struct gj_workbench *bench, const struct gj_record *record, size_t slot_count,
                             enum witness witness, struct gj_fields *fields) {
    if ((witness == WITNESS_UNCUT && is_cut(bench, record)) ||
        !gj_list_fields(bench, record->values, record->last, fields))
        return false;
    if (witness == WITNESS_PRINTED)
        gj_keep_marks(bench, fields);
    return fields->count == slot_count;
}

/* The field of each slot, by all such rows of the table; false where they differ or there is none. */
static bool find_slot_fields(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                             size_t slot_count, enum count_from from, enum witness witness, int64_t *numbers) {
    bool any = false;
    struct gj_rows rows = gj_rows_around(bench, record);
    for (size_t i = rows.first; i < rows.last; i++) {
        struct gj_fields fields;
        if (!gj_is_neighbour(bench, alignment, record, i, slot_count) ||
            !list_slot_fields(bench, &bench->records[i], slot_count, witness, &fields))
            continue;
        for (size_t slot = 0; slot < slot_count; slot++) {
            int64_t number = field_number(bench, fields.atoms[slot], from);
            if (any && number != numbers[slot])
                return false;
            numbers[slot] = number;
        }
        any = true;
    }
    return any;
}

static bool place_from(const struct gj_workbench *bench, const struct gj_fields *fields, size_t slot_count,
                       const int64_t *numbers, enum count_from from, uint32_t *slots) {
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = GJ_SLOT_BLANK;
    for (size_t i = 0; i < fields->count; i++) {
        int64_t number = field_number(bench, fields->atoms[i], from);
        size_t slot = 0;
        while (slot < slot_count && numbers[slot] != number)
            slot++;
        if (slot < slot_count)
            slots[slot] = fields->atoms[i];
        else if (gj_atom_at(bench, fields->atoms[i])->kind == GJ_ATOM_VALUE)
            return false;
    }
    return true;
}

static bool is_known(const struct gj_choice *choice, const uint32_t *slots, size_t slot_count) {
    for (size_t i = 0; i < choice->placement_count; i++)
        if (memcmp(choice->placements[i].slots, slots, slot_count * sizeof *slots) == 0)
            return true;
    return false;
}

/* By every count that the whole rows agree on; where those put a value in different slots, each is a way. */
static void place_by_counts(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choice *choice,
                            const struct gj_fields *fields, enum witness witness) {
    size_t slot_count = bench->strips->items[choice->strip].slot_count;
    for (enum count_from from = FROM_START; from < WAYS_TO_COUNT; from++) {
        int64_t numbers[GJ_MOST_SLOTS] = {0};
        uint32_t *slots = gj_arena_array(bench->arena, slot_count, sizeof *slots);
        if (!slots || !find_slot_fields(bench, alignment, choice->record, slot_count, from, witness, numbers) ||
            !place_from(bench, fields, slot_count, numbers, from, slots))
            continue;
        if (is_known(choice, slots, slot_count)) {
            if (from == FROM_END)
                return; /* the row is as long as the others, and nothing of it was moved */
            continue;
        }
        choice->placements[choice->placement_count] = (struct gj_placement){.slots = slots};
        choice->placements[choice->placement_count].rank = choice->placement_count;
        choice->placement_count++;
    }
}

/* Those that are printed throughout are few, and followed only where they know one way. */
bool gj_place_by_fields(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choice *choice,
                        const struct gj_fields *fields) {
    choice->placements = gj_arena_array(bench->arena, WAYS_TO_COUNT, sizeof *choice->placements);
    choice->placement_count = 0;
    for (enum witness witness = WITNESS_PRINTED; witness < WITNESSES && choice->placements && !choice->placement_count;
         witness++) {
        place_by_counts(bench, alignment, choice, fields, witness);
        if (witness == WITNESS_PRINTED && choice->placement_count > 1)
            choice->placement_count = 0;
    }
    return choice->placement_count > 0;
}

/* How many fields the row has up to its last value; 0 where an empty one stands between them. */
static size_t filled_fields(const struct gj_workbench *bench, const struct gj_record *record) {
    size_t filled = 0, seen = 0;
    for (size_t i = record->values; i < record->last; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (atom->is_piece || atom->is_weak)
            continue;
        seen++;
        if (atom->length)
            filled++;
        if (atom->length && filled != seen)
            return 0;
    }
    return filled;
}

static bool has_empty_between(const struct gj_workbench *bench, const struct gj_record *record) {
    bool printed = false, empty = false;
    for (size_t i = record->values; i < record->last; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (atom->is_piece)
            continue;
        if (atom->length && printed && empty)
            return true;
        printed |= atom->length > 0;
        empty = printed && !atom->length;
    }
    return false;
}

/* Others leave none out: then an empty cell stands between printed ones in some rows, and those at the end of others,
 * which are no more fields than the rest has, are cells as well. */
bool gj_shows_empty_cells(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record) {
    enum { LEAST_ROWS = 3 };
    struct gj_rows rows = gj_rows_around(bench, record);
    size_t slot_count = bench->strips->items[alignment->chosen[record].first_strip].slot_count, shown = 0;
    for (size_t i = rows.first; i < rows.last && shown < LEAST_ROWS; i++)
        shown +=
            gj_is_neighbour(bench, alignment, record, i, slot_count) && has_empty_between(bench, &bench->records[i]);
    return shown >= LEAST_ROWS;
}

/* Some tools leave empty cells out and fill each row up at its end: then none ever stands between values, though the
 * rows have different numbers of them. */
bool gj_is_squeezed(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record) {
    enum { LEAST_ROWS = 3 };
    struct gj_rows rows = gj_rows_around(bench, record);
    size_t slot_count = bench->strips->items[alignment->chosen[record].first_strip].slot_count;
    size_t short_rows = 0, fewest = SIZE_MAX, most = 0;
    if (gj_atom_at(bench, bench->records[record].values)->layout != GJ_LAYOUT_PIPES)
        return false;
    for (size_t i = rows.first; i < rows.last; i++) {
        const struct gj_record *other = &bench->records[i];
        if (!gj_is_neighbour(bench, alignment, record, i, slot_count) || !other->value_count)
            continue;
        size_t filled = filled_fields(bench, other);
        if (!filled)
            return false;
        if (filled >= slot_count)
            continue;
        short_rows++;
        fewest = filled < fewest ? filled : fewest;
        most = filled > most ? filled : most;
    }
    return short_rows >= LEAST_ROWS && fewest < most;
}
