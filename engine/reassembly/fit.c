/*
 * Fitting: which value of a record goes into which slot of its strip. Where there is one for each slot, in
 * order. Where there is not, the place on the line tells, if the layout kept it; else every way is kept.
 */
#include <string.h>

#include "reassembly.h"

/* More ways than this are not worth telling apart: the row is then ambiguous throughout. */
enum { MOST_WAYS = 6500, MOST_SLOTS = 64 };

struct fields {
    uint32_t atoms[MOST_SLOTS * 4];
    size_t count;
    size_t value_count;
};

static const struct gj_atom *atom_at(const struct gj_workbench *bench, size_t index) {
    return &bench->cells->atoms[index];
}

static bool is_field(const struct gj_atom *atom) {
    return !atom->is_piece && (atom->kind == GJ_ATOM_VALUE || atom->kind == GJ_ATOM_BLANK);
}

static bool list_fields(const struct gj_workbench *bench, size_t first, size_t last, struct fields *fields) {
    fields->count = fields->value_count = 0;
    for (size_t i = first; i < last; i++) {
        if (!is_field(atom_at(bench, i)))
            continue;
        if (fields->count == MOST_SLOTS * 4)
            return false;
        fields->atoms[fields->count++] = (uint32_t)i;
        fields->value_count += atom_at(bench, i)->kind == GJ_ATOM_VALUE;
    }
    return true;
}

static void keep_values(const struct gj_workbench *bench, struct fields *fields) {
    size_t kept = 0;
    for (size_t i = 0; i < fields->count; i++)
        if (atom_at(bench, fields->atoms[i])->kind == GJ_ATOM_VALUE)
            fields->atoms[kept++] = fields->atoms[i];
    fields->count = kept;
}

/* ------------------------------------------------------------------ one way */

static gj_status add_placement(struct gj_workbench *bench, struct gj_choice *choice, size_t *capacity,
                               size_t slot_count) {
    choice->placements = gj_arena_grow(bench->arena, choice->placements, choice->placement_count, capacity,
                                       sizeof *choice->placements);
    uint32_t *slots = gj_arena_array(bench->arena, slot_count, sizeof *slots);
    if (!choice->placements || !slots)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = GJ_SLOT_MISSING;
    choice->placements[choice->placement_count++].slots = slots;
    return GJ_OK;
}

static gj_status place_in_order(struct gj_workbench *bench, struct gj_choice *choice, const struct fields *fields,
                                size_t start, size_t slot_count) {
    size_t capacity = 0;
    if (add_placement(bench, choice, &capacity, slot_count) != GJ_OK)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < slot_count; i++)
        choice->placements[0].slots[i] = fields->atoms[start + i];
    return GJ_OK;
}

/* Blanks at the ends of a row may be squares of spans: those off, does it fit? */
static bool fits_trimmed(const struct gj_workbench *bench, const struct fields *fields, size_t slot_count,
                         size_t *start) {
    size_t first = 0, last = fields->count;
    while (last > first && last - first > slot_count && atom_at(bench, fields->atoms[last - 1])->kind == GJ_ATOM_BLANK)
        last--;
    while (first < last && last - first > slot_count && atom_at(bench, fields->atoms[first])->kind == GJ_ATOM_BLANK)
        first++;
    *start = first;
    return last - first == slot_count;
}

/* ------------------------------------------------------------------ by place on the line */

/* Where the values of each slot stand: the display columns, or fields, of a row that is whole. */
struct places {
    uint32_t left[MOST_SLOTS], right[MOST_SLOTS];
    bool known;
};

static bool keeps_place(const struct gj_atom *atom) {
    return atom->layout == GJ_LAYOUT_COLUMNS || atom->layout == GJ_LAYOUT_BOXES || atom->layout == GJ_LAYOUT_TABS ||
           atom->layout == GJ_LAYOUT_COMMAS;
}

/* The nearest whole row of the same strip's table, in the same layout. */
static void find_places(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                        size_t table, size_t slot_count, struct places *places) {
    places->known = false;
    uint8_t layout = atom_at(bench, bench->records[record].values)->layout;
    for (size_t distance = 1; distance < bench->record_count && !places->known; distance++)
        for (int side = 0; side < 2 && !places->known; side++) {
            size_t other = side ? record - distance : record + distance;
            if (other >= bench->record_count || alignment->chosen[other].first_strip == GJ_NO_STRIP)
                continue;
            const struct gj_strip *strip = &bench->strips->items[alignment->chosen[other].first_strip];
            struct fields fields;
            if (strip->table != table || strip->slot_count != slot_count ||
                !list_fields(bench, bench->records[other].values, bench->records[other].last, &fields) ||
                fields.value_count != slot_count || atom_at(bench, fields.atoms[0])->layout != layout)
                continue;
            keep_values(bench, &fields);
            for (size_t i = 0; i < slot_count; i++) {
                places->left[i] = atom_at(bench, fields.atoms[i])->left;
                places->right[i] = atom_at(bench, fields.atoms[i])->right;
            }
            places->known = true;
        }
}

/* Headers say where their columns stand, where no row is whole: fields of tabs and commas only. */
static void find_header_places(const struct gj_workbench *bench, size_t record, const struct gj_strip *strip,
                               struct places *places) {
    bool found[MOST_SLOTS] = {false};
    size_t count = 0, end = bench->records[record].values;
    uint8_t layout = atom_at(bench, end)->layout;
    size_t start = bench->first_atom;
    for (size_t i = end; i-- > start && count < strip->slot_count;) {
        for (const struct gj_label *label = bench->labels[i - bench->first_atom]; label;
             label = gj_labels_next(&bench->report->form->labels, label)) {
            if (label->role != GJ_LABEL_COLUMN || label->table != strip->table || atom_at(bench, i)->layout != layout)
                continue;
            if (label->index < strip->slot_count && !found[label->index]) {
                found[label->index] = true;
                places->left[label->index] = places->right[label->index] = atom_at(bench, i)->left;
                count++;
            }
        }
    }
    places->known = count == strip->slot_count && !strip->under_headers;
    for (size_t i = 0; i + 1 < strip->slot_count && places->known; i++)
        places->known = places->left[i] < places->left[i + 1];
}

/* How far apart two stretches of a line are; 0 where they touch. */
static uint32_t distance(uint32_t left, uint32_t right, uint32_t other_left, uint32_t other_right) {
    if (right < other_left)
        return other_left - right;
    return left > other_right ? left - other_right : 0;
}

static size_t nearest_slot(const struct places *places, size_t slot_count, const struct gj_atom *atom,
                           uint32_t *away) {
    size_t best = 0;
    *away = UINT32_MAX;
    for (size_t i = 0; i < slot_count; i++) {
        uint32_t off = distance(atom->left, atom->right, places->left[i], places->right[i]) * 4;
        uint32_t middle = atom->left + atom->right, other = places->left[i] + places->right[i];
        off += middle > other ? middle - other : other - middle;
        if (off < *away) {
            *away = off;
            best = i;
        }
    }
    return best;
}

/* Merged squares repeat a value in every field they cover: equal neighbours in one slot are one value. */
static bool repeats_value(const struct gj_workbench *bench, uint32_t a, uint32_t b) {
    const struct gj_atom *first = atom_at(bench, a), *second = atom_at(bench, b);
    return first->layout == GJ_LAYOUT_TABS && first->length == second->length &&
           memcmp(bench->text->bytes + first->offset, bench->text->bytes + second->offset, first->length) == 0;
}

/* Each value to the slot it stands at; false where two would share one, or one stands nowhere near any. */
static bool place_by_position(struct gj_workbench *bench, const struct places *places, struct gj_choice *choice,
                              const struct fields *fields, size_t slot_count) {
    uint32_t slots[MOST_SLOTS];
    size_t last = 0;
    bool any = false;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = GJ_SLOT_BLANK;
    for (size_t i = 0; i < fields->count; i++) {
        const struct gj_atom *atom = atom_at(bench, fields->atoms[i]);
        uint32_t away;
        size_t slot = nearest_slot(places, slot_count, atom, &away);
        bool exact = atom->layout == GJ_LAYOUT_TABS || atom->layout == GJ_LAYOUT_COMMAS;
        if (atom->kind == GJ_ATOM_BLANK) {
            if (away == 0)
                slots[slot] = fields->atoms[i];
            continue;
        }
        if (any && slot == last && repeats_value(bench, slots[slot], fields->atoms[i]))
            continue;
        if ((any && slot <= last) || (exact ? away > 0 : away > 24))
            return false;
        slots[slot] = fields->atoms[i];
        last = slot;
        any = true;
    }
    size_t capacity = 0;
    if (!any || add_placement(bench, choice, &capacity, slot_count) != GJ_OK)
        return false;
    memcpy(choice->placements[0].slots, slots, slot_count * sizeof *slots);
    return true;
}

/* The whole row is one value, merged over all its squares. */
static bool is_one_value(const struct gj_workbench *bench, const struct fields *fields) {
    for (size_t i = 1; i < fields->count; i++)
        if (!repeats_value(bench, fields->atoms[0], fields->atoms[i]))
            return false;
    return fields->count > 0;
}

/* ------------------------------------------------------------------ every way */

/* The next combination of count out of total in lexical order; false after the last (Knuth, TAOCP 7.2.1.3 L). */
static bool next_combination(size_t *chosen, size_t count, size_t total) {
    for (size_t i = count; i-- > 0;)
        if (chosen[i] < total - count + i) {
            chosen[i]++;
            for (size_t j = i + 1; j < count; j++)
                chosen[j] = chosen[j - 1] + 1;
            return true;
        }
    return false;
}

/* Fewer values than slots: every choice of slots. More: every choice of values. Past MOST_WAYS none is listed,
 * and the row stays open throughout. */
static gj_status place_every_way(struct gj_workbench *bench, struct gj_choice *choice, const struct fields *fields,
                                 size_t slot_count) {
    size_t chosen[MOST_SLOTS], capacity = 0;
    bool few = fields->count < slot_count;
    size_t count = few ? fields->count : slot_count, total = few ? slot_count : fields->count;
    for (size_t i = 0; i < count; i++)
        chosen[i] = i;
    do {
        if (choice->placement_count == MOST_WAYS) {
            choice->placement_count = 0;
            return GJ_OK;
        }
        if (add_placement(bench, choice, &capacity, slot_count) != GJ_OK)
            return GJ_ERROR_MEMORY;
        uint32_t *slots = choice->placements[choice->placement_count - 1].slots;
        for (size_t i = 0; i < count; i++)
            slots[few ? chosen[i] : i] = fields->atoms[few ? i : chosen[i]];
    } while (next_combination(chosen, count, total));
    return GJ_OK;
}

static gj_status fit_record(struct gj_workbench *bench, const struct gj_alignment *alignment,
                            struct gj_choice *choice) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    struct fields fields;
    struct places places;
    size_t start, slots = strip->slot_count;
    if (slots > MOST_SLOTS || !list_fields(bench, choice->value_first, choice->value_last, &fields))
        return GJ_OK;
    struct fields values = fields;
    keep_values(bench, &values);
    if (values.count == slots)
        return place_in_order(bench, choice, &values, 0, slots);
    if (fields.count == slots)
        return place_in_order(bench, choice, &fields, 0, slots);
    const struct gj_atom *first = atom_at(bench, fields.atoms[0]);
    if (keeps_place(first)) {
        find_places(bench, alignment, choice->record, strip->table, slots, &places);
        if (!places.known && (first->layout == GJ_LAYOUT_TABS || first->layout == GJ_LAYOUT_COMMAS))
            find_header_places(bench, choice->record, strip, &places);
        if (places.known && place_by_position(bench, &places, choice, &fields, slots))
            return bench->arena->failed ? GJ_ERROR_MEMORY : GJ_OK;
        if (slots == 1 && is_one_value(bench, &values))
            return place_in_order(bench, choice, &values, 0, slots);
    }
    if (fits_trimmed(bench, &fields, slots, &start))
        return place_in_order(bench, choice, &fields, start, slots);
    return place_every_way(bench, choice, values.count ? &values : &fields, slots);
}

/* The end of the values that a strip takes in a run of several: slot_count of them from first on. */
static size_t take_values(const struct gj_workbench *bench, size_t first, size_t last, size_t slot_count) {
    for (size_t i = first; i < last; i++)
        if (is_field(atom_at(bench, i)) && atom_at(bench, i)->kind == GJ_ATOM_VALUE && slot_count-- == 1)
            return i + 1;
    return last;
}

gj_status gj_fit(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choices *choices) {
    for (size_t i = 0; i < bench->record_count; i++) {
        const struct gj_reading *reading = &alignment->chosen[i];
        size_t from = bench->records[i].values, end = bench->records[i].last;
        for (size_t strip = reading->first_strip; reading->first_strip != GJ_NO_STRIP && strip <= reading->last_strip;
             strip++) {
            choices->items =
                gj_arena_grow(bench->arena, choices->items, choices->count, &choices->capacity, sizeof *choices->items);
            if (!choices->items)
                return GJ_ERROR_MEMORY;
            struct gj_choice *choice = &choices->items[choices->count++];
            bool last = strip == reading->last_strip;
            *choice = (struct gj_choice){.record = i, .strip = strip, .margin = alignment->margin[i]};
            choice->value_first = from;
            choice->value_last = last ? end : take_values(bench, from, end, bench->strips->items[strip].slot_count);
            from = choice->value_last;
            if (fit_record(bench, alignment, choice) != GJ_OK)
                return GJ_ERROR_MEMORY;
        }
    }
    return GJ_OK;
}
