/*
 * Fitting: which value of a record goes into which slot of its strip. Where there is one for each slot, in
 * order. Where there is not, the place on the line tells, if the layout kept it; else every way is kept (ways.c).
 */
#include <string.h>

#include "fit.h"

/* Rows of fewer slots do not show whether cells were lost. */
enum { LEAST_SLOTS = 3 };

bool gj_list_fields(const struct gj_workbench *bench, size_t first, size_t last, struct gj_fields *fields) {
    fields->count = 0;
    for (size_t i = first; i < last; i++) {
        if (!gj_is_field(gj_atom_at(bench, i)))
            continue;
        if (fields->count == GJ_MOST_SLOTS * 4)
            return false;
        fields->atoms[fields->count++] = (uint32_t)i;
    }
    return true;
}

bool gj_is_neighbour(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                     size_t other, size_t slot_count) {
    const struct gj_interpretation *reading = &alignment->chosen[other];
    size_t table = bench->strips->items[alignment->chosen[record].first_strip].table;
    if (reading->first_strip == GJ_NO_STRIP)
        return false;
    const struct gj_strip *strip = &bench->strips->items[reading->first_strip];
    return strip->table == table && strip->slot_count == slot_count &&
           gj_atom_at(bench, bench->records[other].values)->layout ==
               gj_atom_at(bench, bench->records[record].values)->layout;
}

struct gj_rows gj_rows_around(const struct gj_workbench *bench, size_t record) {
    enum { ROWS_AROUND = 64 };
    size_t last = record + ROWS_AROUND < bench->record_count ? record + ROWS_AROUND : bench->record_count;
    return (struct gj_rows){.first = record > ROWS_AROUND ? record - ROWS_AROUND : 0, .last = last};
}

void gj_keep_values(const struct gj_workbench *bench, struct gj_fields *fields) {
    size_t kept = 0;
    for (size_t i = 0; i < fields->count; i++)
        if (gj_atom_at(bench, fields->atoms[i])->kind == GJ_ATOM_VALUE)
            fields->atoms[kept++] = fields->atoms[i];
    fields->count = kept;
}

void gj_keep_marks(const struct gj_workbench *bench, struct gj_fields *fields) {
    size_t kept = 0;
    for (size_t i = 0; i < fields->count; i++)
        if (gj_atom_at(bench, fields->atoms[i])->length)
            fields->atoms[kept++] = fields->atoms[i];
    fields->count = kept;
}

/* ------------------------------------------------------------------ one way */

gj_status gj_set_placement(struct gj_workbench *bench, struct gj_choice *choice, size_t slot_count) {
    uint32_t *slots = gj_arena_array(bench->arena, slot_count, sizeof *slots);
    choice->placements = gj_arena_take(bench->arena, sizeof *choice->placements);
    if (!choice->placements || !slots)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = GJ_SLOT_MISSING;
    choice->placements[0] = (struct gj_placement){.slots = slots};
    choice->placement_count = 1;
    return GJ_OK;
}

static gj_status place_in_order(struct gj_workbench *bench, struct gj_choice *choice, const struct gj_fields *fields,
                                size_t start, size_t slot_count) {
    if (gj_set_placement(bench, choice, slot_count) != GJ_OK)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < slot_count; i++)
        choice->placements[0].slots[i] = fields->atoms[start + i];
    return GJ_OK;
}

/* Blanks at the ends of a row may be squares of spans: those off, does it fit? */
static bool fits_trimmed(const struct gj_workbench *bench, const struct gj_fields *fields, size_t slot_count,
                         size_t *start) {
    size_t first = 0, last = fields->count;
    while (last > first && last - first > slot_count &&
           gj_atom_at(bench, fields->atoms[last - 1])->kind == GJ_ATOM_BLANK)
        last--;
    while (first < last && last - first > slot_count && gj_atom_at(bench, fields->atoms[first])->kind == GJ_ATOM_BLANK)
        first++;
    *start = first;
    return last - first == slot_count;
}

/* True where the labels of the record show that merged squares were written once for each square. */
static bool repeats_labels(const struct gj_workbench *bench, const struct gj_record *record) {
    for (size_t i = record->first + 1; i < record->values; i++) {
        const struct gj_key *a = gj_key_at(bench, i - 1), *b = gj_key_at(bench, i);
        if (a->length > 1 && a->length == b->length && a->hash == b->hash)
            return true;
    }
    return false;
}

/* Takes runs of equal neighbours as one value each, merged over several squares; true where those are as many as
 * there are slots. */
static bool merge_runs(const struct gj_workbench *bench, const struct gj_fields *fields, size_t slot_count,
                       struct gj_fields *merged) {
    merged->count = 0;
    for (size_t i = 0; i < fields->count; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, fields->atoms[i]);
        const struct gj_atom *last = merged->count ? gj_atom_at(bench, merged->atoms[merged->count - 1]) : NULL;
        if (!last || last->length != atom->length ||
            memcmp(bench->text->bytes + last->offset, bench->text->bytes + atom->offset, atom->length) != 0)
            merged->atoms[merged->count++] = fields->atoms[i];
    }
    return merged->count == slot_count;
}

/* Neighbours in the row that are equal may be one value, merged over two squares. */
static bool has_merged(const struct gj_workbench *bench, const struct gj_fields *values) {
    for (size_t i = 1; i < values->count; i++)
        if (gj_counts_fields(gj_atom_at(bench, values->atoms[i])) &&
            gj_atom_at(bench, values->atoms[i])->left == gj_atom_at(bench, values->atoms[i - 1])->right + 1 &&
            gj_repeats_value(bench, values->atoms[i - 1], values->atoms[i]))
            return true;
    return false;
}

/* The whole row is one value, merged over all its squares. */
static bool is_one_value(const struct gj_workbench *bench, const struct gj_fields *fields) {
    for (size_t i = 1; i < fields->count; i++)
        if (!gj_repeats_value(bench, fields->atoms[0], fields->atoms[i]))
            return false;
    return fields->count > 0;
}

/* One of the numbers is printed nowhere (01076), or longer than any that counts something: neighbours that were run
 * together, which their place does not tell apart. */
static bool has_run_together(const struct gj_workbench *bench, const struct gj_fields *values) {
    enum { LONGEST_COUNT = 6 };
    for (size_t i = 0; i < values->count; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, values->atoms[i]);
        bool is_odd = atom->length > 1 && bench->text->bytes[atom->offset] == '0';
        if ((is_odd || atom->length > LONGEST_COUNT) && gj_is_digits(bench, atom))
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------ one record */

/* Numbers run together with the labels before and behind the values. */
static void add_glued(const struct gj_choice *choice, struct gj_fields *fields) {
    if (choice->before != GJ_NO_ATOM && fields->count < GJ_MOST_SLOTS * 4) {
        memmove(fields->atoms + 1, fields->atoms, fields->count * sizeof *fields->atoms);
        fields->atoms[0] = choice->before;
        fields->count++;
    }
    if (choice->behind != GJ_NO_ATOM && fields->count < GJ_MOST_SLOTS * 4)
        fields->atoms[fields->count++] = choice->behind;
}

/* Squares of spans before the values may make up for empty cells that were cut off behind them: where the numbers of
 * the fields know one way only, it is that. */
static bool place_by_numbers(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choice *choice,
                             const struct gj_fields *fields) {
    struct gj_choice tried = *choice;
    if (!gj_counts_fields(gj_atom_at(bench, fields->atoms[0])) ||
        !gj_place_by_fields(bench, alignment, &tried, fields) || tried.placement_count != 1)
        return false;
    *choice = tried;
    return true;
}

/* whole: rows of this report keep all their cells, but for what was lost or damaged. */
static gj_status fit_record(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choice *choice,
                            bool whole) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    struct gj_fields fields;
    size_t start, slots = strip->slot_count;
    if (slots > GJ_MOST_SLOTS || !gj_list_fields(bench, choice->value_first, choice->value_last, &fields))
        return GJ_OK;
    add_glued(choice, &fields);
    struct gj_fields values = fields, marks = fields, merged;
    gj_keep_values(bench, &values);
    gj_keep_marks(bench, &marks);
    const struct gj_record *record = &bench->records[choice->record];
    bool by_place = fields.count && gj_keeps_place(gj_atom_at(bench, fields.atoms[0])) &&
                    (record->room >= slots || gj_shows_empty_cells(bench, alignment, choice->record));
    bool spaced = by_place && gj_atom_at(bench, fields.atoms[0])->layout == GJ_LAYOUT_COLUMNS &&
                  gj_is_spaced(bench, alignment, choice->record);
    by_place = by_place && !spaced && !gj_is_squeezed(bench, alignment, choice->record);
    if (by_place && has_merged(bench, &values) && gj_place_by_columns(bench, alignment, choice, &fields))
        return bench->arena->failed ? GJ_ERROR_MEMORY : GJ_OK;
    if (marks.count == slots)
        return place_in_order(bench, choice, &marks, 0, slots);
    if (marks.count > values.count && repeats_labels(bench, record) && merge_runs(bench, &marks, slots, &merged))
        return place_in_order(bench, choice, &merged, 0, slots);
    if (values.count == slots)
        return place_in_order(bench, choice, &values, 0, slots);
    if (fields.count == slots && gj_is_squeezed(bench, alignment, choice->record))
        return gj_list_ways(bench, choice, values.atoms, values.count, false);
    if (fields.count == slots && by_place && place_by_numbers(bench, alignment, choice, &fields))
        return GJ_OK;
    if (fields.count == slots)
        return place_in_order(bench, choice, &fields, 0, slots);
    if (spaced && gj_place_by_spaces(bench, choice, &fields))
        return GJ_OK;
    if (by_place && !has_run_together(bench, &values)) {
        if (gj_place_by_columns(bench, alignment, choice, &fields)) {
            choice->by_place = gj_atom_at(bench, fields.atoms[0])->layout == GJ_LAYOUT_COLUMNS && values.count < slots;
            return bench->arena->failed ? GJ_ERROR_MEMORY : GJ_OK;
        }
        if (slots == 1 && is_one_value(bench, &values))
            return place_in_order(bench, choice, &values, 0, slots);
    }
    if (fits_trimmed(bench, &fields, slots, &start))
        return place_in_order(bench, choice, &fields, start, slots);
    const struct gj_fields *given = values.count ? &values : &fields;
    return gj_list_ways(bench, choice, given->atoms, given->count, whole);
}

/* The end of the values that a strip takes in a run of several: slot_count of them from first on. */
static size_t take_values(const struct gj_workbench *bench, size_t first, size_t last, size_t slot_count) {
    for (size_t i = first; i < last; i++)
        if (gj_is_field(gj_atom_at(bench, i)) && gj_atom_at(bench, i)->kind == GJ_ATOM_VALUE && slot_count-- == 1)
            return i + 1;
    return last;
}

/* True where most rows have a value for each slot. A row that is short has then lost one; where many are short
 * it is the blank cells that left no trace. */
static bool are_rows_whole(const struct gj_workbench *bench, const struct gj_alignment *alignment) {
    size_t whole = 0, rows = 0;
    for (size_t i = 0; i < bench->record_count; i++) {
        size_t strip = alignment->chosen[i].first_strip, slots;
        if (strip == GJ_NO_STRIP || (slots = bench->strips->items[strip].slot_count) < LEAST_SLOTS)
            continue;
        rows++;
        whole += bench->records[i].field_count >= slots;
    }
    return 2 * whole >= rows;
}

/* The choices that one record makes: one, but for a run of several rows whose labels were lost. */
static gj_status fit_strips(struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                            const struct gj_range *range, struct gj_choices *choices) {
    const struct gj_interpretation *reading = &alignment->chosen[record];
    size_t from = range->first;
    for (size_t strip = reading->first_strip; strip <= reading->last_strip; strip++) {
        choices->items =
            gj_arena_grow(bench->arena, choices->items, choices->count, &choices->capacity, sizeof *choices->items);
        if (!choices->items)
            return GJ_ERROR_MEMORY;
        struct gj_choice *choice = &choices->items[choices->count++];
        bool last = strip == reading->last_strip;
        *choice = (struct gj_choice){.record = record, .strip = strip, .margin = alignment->margin[record]};
        choice->value_first = from;
        choice->value_last =
            last ? range->last : take_values(bench, from, range->last, bench->strips->items[strip].slot_count);
        choice->before = strip == reading->first_strip ? range->before : GJ_NO_ATOM;
        choice->behind = last ? range->behind : GJ_NO_ATOM;
        from = choice->value_last;
        if (fit_record(bench, alignment, choice, choices->whole) != GJ_OK)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

gj_status gj_fit(struct gj_workbench *bench, struct gj_alignment *alignment, struct gj_choices *choices) {
    struct gj_range *ranges = gj_arena_array(bench->arena, bench->record_count, sizeof *ranges);
    bench->first_made = bench->cells->count + bench->cells->made_count;
    if (!ranges)
        return GJ_ERROR_MEMORY;
    choices->whole = are_rows_whole(bench, alignment);
    gj_status status = gj_mend(bench, alignment, choices, ranges);
    for (size_t i = 0; i < bench->record_count && status == GJ_OK; i++)
        if (alignment->chosen[i].first_strip != GJ_NO_STRIP)
            status = fit_strips(bench, alignment, i, &ranges[i], choices);
    return status;
}
