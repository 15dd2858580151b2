/*
 * Numbers broken over lines: in a narrow column 12345 is printed as 123 and, below it, 45. A line of loose
 * digits under a row is taken for the rest of its numbers where the row's own sum asks for it; where nothing
 * settles that, the row is not believed either way.
 */
#include "../decimal.h"
#include "reassembly.h"

enum { MOST_SLOTS = 64 };

/* What stands under each slot of a row: an atom, or GJ_NO_ATOM. */
struct wrapped_row {
    uint32_t upper[MOST_SLOTS];
    uint32_t lower[MOST_SLOTS];
    size_t count;
    size_t joined;
};

static bool is_digits(const struct gj_workbench *bench, const struct gj_atom *atom) {
    struct gj_value value = gj_value_read(bench->text->bytes + atom->offset, atom->length);
    return value.kind == GJ_VALUE_NUMBER && !value.unit && !value.notes && value.decimal.coefficient >= 0;
}

static bool overlap(const struct gj_atom *a, const struct gj_atom *b) {
    return (a->left < b->right && b->left < a->right) ||
           (a->first_character < b->last_character && b->first_character < a->last_character);
}

static bool list_upper(const struct gj_workbench *bench, const struct gj_record *record, struct wrapped_row *row) {
    row->count = row->joined = 0;
    for (size_t i = record->values; i < record->last; i++) {
        const struct gj_atom *atom = &bench->cells->atoms[i];
        if (atom->kind != GJ_ATOM_VALUE || atom->is_piece)
            continue;
        if (row->count == MOST_SLOTS)
            return false;
        row->upper[row->count] = (uint32_t)i;
        row->lower[row->count++] = GJ_NO_ATOM;
    }
    return row->count > 0;
}

/* Every number of the record below stands under exactly one of the row's numbers. */
static bool list_lower(const struct gj_workbench *bench, const struct gj_record *record, struct wrapped_row *row) {
    for (size_t i = record->values; i < record->last; i++) {
        const struct gj_atom *atom = &bench->cells->atoms[i];
        if (atom->kind == GJ_ATOM_BLANK)
            return false;
        if (atom->kind != GJ_ATOM_VALUE || atom->is_piece)
            continue;
        size_t under = MOST_SLOTS;
        for (size_t slot = 0; slot < row->count; slot++)
            if (overlap(atom, &bench->cells->atoms[row->upper[slot]])) {
                if (under != MOST_SLOTS)
                    return false;
                under = slot;
            }
        if (under == MOST_SLOTS || row->lower[under] != GJ_NO_ATOM || !is_digits(bench, atom))
            return false;
        row->lower[under] = (uint32_t)i;
        row->joined++;
    }
    return row->joined > 0;
}

static void link_pieces(struct gj_workbench *bench, const struct wrapped_row *row, bool link) {
    for (size_t i = 0; i < row->count; i++) {
        if (row->lower[i] == GJ_NO_ATOM)
            continue;
        bench->cells->atoms[row->upper[i]].next_piece = link ? row->lower[i] : GJ_NO_ATOM;
        bench->cells->atoms[row->lower[i]].is_piece = link;
    }
}

static bool slot_value(const struct gj_workbench *bench, const struct gj_strip *strip, const struct wrapped_row *row,
                       size_t cell, gj_decimal *value) {
    for (size_t slot = 0; slot < strip->slot_count; slot++)
        if (strip->cells[slot] == cell) {
            size_t length;
            const char *text = gj_atom_text(bench->cells, bench->text, bench->arena,
                                            &bench->cells->atoms[row->upper[slot]], &length);
            if (!text)
                return false;
            *value = gj_value_read(text, length).decimal;
            return true;
        }
    return false;
}

static bool side(const struct gj_workbench *bench, const struct gj_strip *strip, const struct wrapped_row *row,
                 const size_t *cells, size_t count, gj_decimal *sum) {
    *sum = (gj_decimal){0, 0};
    for (size_t i = 0; i < count; i++) {
        gj_decimal value;
        if (!slot_value(bench, strip, row, cells[i], &value) || !gj_decimal_add(*sum, value, sum))
            return false;
    }
    return true;
}

/* 1 where every relation within the row holds, 0 where one does not, -1 where there is none. */
static int row_holds(const struct gj_workbench *bench, const struct gj_strip *strip, const struct wrapped_row *row) {
    const struct gj_template *form = bench->report->form;
    int verdict = -1;
    for (size_t i = 0; i < form->equation_count && verdict != 0; i++) {
        const struct gj_equation *equation = &form->equations[i];
        gj_decimal left, right;
        if (equation->table != strip->table ||
            !side(bench, strip, row, equation->left, equation->left_count, &left) ||
            !side(bench, strip, row, equation->right, equation->right_count, &right))
            continue;
        verdict = gj_decimal_compare(left, right) == 0;
    }
    return verdict;
}

/* Takes the record below into the row above it, or throws doubt on the row. */
static void join_rows(struct gj_workbench *bench, struct gj_alignment *alignment, size_t upper,
                      const struct wrapped_row *row) {
    const struct gj_strip *strip = &bench->strips->items[alignment->chosen[upper].first_strip];
    int plain = row_holds(bench, strip, row);
    if (plain == 1)
        return;
    link_pieces(bench, row, true);
    if (row_holds(bench, strip, row) == 1)
        return;
    link_pieces(bench, row, false);
    alignment->margin[upper] = 0;
}

void gj_join_wrapped(struct gj_workbench *bench, struct gj_alignment *alignment) {
    for (size_t i = 0; i + 1 < bench->record_count; i++) {
        const struct gj_interpretation *reading = &alignment->chosen[i];
        const struct gj_record *above = &bench->records[i], *below = &bench->records[i + 1];
        const struct gj_atom *last = &bench->cells->atoms[above->last - 1], *next = &bench->cells->atoms[below->values];
        struct wrapped_row row;
        if (reading->first_strip == GJ_NO_STRIP || alignment->chosen[i + 1].first_strip != GJ_NO_STRIP ||
            !above->around || next->layout != GJ_LAYOUT_COLUMNS || next->line > last->line + 1)
            continue;
        if (list_upper(bench, above, &row) && row.count == bench->strips->items[reading->first_strip].slot_count &&
            list_lower(bench, below, &row))
            join_rows(bench, alignment, i, &row);
    }
}
