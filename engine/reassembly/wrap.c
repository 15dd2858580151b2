/*
 * Numbers broken over lines: in a narrow column 12345 is printed as 123 and, below it, 45. A line of loose
 * digits under a row is taken for the rest of its numbers where the row's own sum asks for it, or where other
 * rows show that numbers are broken at that width; where nothing settles it, the row is not believed either way.
 */
#include <string.h>

#include "decimal.h"
#include "reassembly.h"

enum { MOST_WIDTH = 32 };

/* What stands under each slot of a row: an atom, or GJ_NO_ATOM. */
struct wrapped_row {
    uint32_t upper[GJ_MOST_SLOTS];
    uint32_t column[GJ_MOST_SLOTS]; /* where the slot stands on the page of what is under it */
    uint32_t lower[GJ_MOST_SLOTS];
    size_t count;
    size_t joined;
};

static bool is_digits(const struct gj_workbench *bench, const struct gj_atom *atom) {
    struct gj_value value = gj_value_read(bench->text->bytes + atom->offset, atom->length);
    return value.kind == GJ_VALUE_NUMBER && !value.unit && !value.notes && value.decimal.coefficient >= 0;
}

/* Text browsers set columns out as they are displayed, tools that read PDF by characters. */
static bool overlap(const struct gj_atom *a, const struct gj_atom *b, bool by_character) {
    if (by_character)
        return a->first_character < b->last_character && b->first_character < a->last_character;
    return a->left < b->right && b->left < a->right;
}

static bool list_upper(const struct gj_workbench *bench, const struct gj_record *record, struct wrapped_row *row) {
    row->count = row->joined = 0;
    for (size_t i = record->values; i < record->last; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (atom->kind != GJ_ATOM_VALUE || atom->is_piece)
            continue;
        if (row->count == GJ_MOST_SLOTS)
            return false;
        row->upper[row->count] = row->column[row->count] = (uint32_t)i;
        row->lower[row->count++] = GJ_NO_ATOM;
    }
    return row->count > 0;
}

/* Every number of the record below stands under exactly one of the row's numbers. */
static bool list_lower(const struct gj_workbench *bench, const struct gj_record *record, struct wrapped_row *row,
                       bool by_character) {
    for (size_t i = record->values; i < record->last; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (atom->kind == GJ_ATOM_BLANK)
            return false;
        if (atom->kind != GJ_ATOM_VALUE || atom->is_piece)
            continue;
        size_t under = GJ_MOST_SLOTS;
        for (size_t slot = 0; slot < row->count; slot++)
            if (overlap(atom, gj_atom_at(bench, row->column[slot]), by_character)) {
                if (under != GJ_MOST_SLOTS)
                    return false;
                under = slot;
            }
        if (under == GJ_MOST_SLOTS || row->lower[under] != GJ_NO_ATOM || !is_digits(bench, atom))
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

static bool slot_value(const struct gj_workbench *bench, const struct gj_strip *strip, const uint32_t *atoms,
                       size_t cell, gj_decimal *value) {
    for (size_t slot = 0; slot < strip->slot_count; slot++)
        if (strip->cells[slot] == cell) {
            size_t length;
            const char *text =
                gj_atom_text(bench->cells, bench->text, bench->arena, gj_atom_at(bench, atoms[slot]), &length);
            if (!text)
                return false;
            *value = gj_value_read(text, length).decimal;
            return true;
        }
    return false;
}

static bool side(const struct gj_workbench *bench, const struct gj_strip *strip, const uint32_t *atoms,
                 const size_t *cells, size_t count, gj_decimal *sum) {
    *sum = (gj_decimal){0, 0};
    for (size_t i = 0; i < count; i++) {
        gj_decimal value;
        if (!slot_value(bench, strip, atoms, cells[i], &value) || !gj_decimal_add(*sum, value, sum))
            return false;
    }
    return true;
}

int gj_row_holds(const struct gj_workbench *bench, const struct gj_strip *strip, const uint32_t *atoms) {
    const struct gj_template *form = bench->report->form;
    int verdict = -1;
    for (size_t i = 0; i < form->equation_count && verdict != 0; i++) {
        const struct gj_equation *equation = &form->equations[i];
        gj_decimal left, right;
        if (equation->table != strip->table ||
            !side(bench, strip, atoms, equation->left, equation->left_count, &left) ||
            !side(bench, strip, atoms, equation->right, equation->right_count, &right))
            continue;
        verdict = gj_decimal_compare(left, right) == 0;
    }
    return verdict;
}

/* ------------------------------------------------------------------ which rows are joined */

/* How numbers are known to have been broken in this text: at which widths, in characters, and in which way the tool
 * that made it counts columns. */
struct breaks {
    bool at[MOST_WIDTH];
    bool by_character;
};

static size_t width_of(const struct gj_workbench *bench, uint32_t atom) {
    const struct gj_atom *place = gj_atom_at(bench, atom);
    size_t width = place->last_character - place->first_character;
    return width < MOST_WIDTH ? width : 0;
}

static void learn(const struct gj_workbench *bench, const struct wrapped_row *row, bool by_character,
                  struct breaks *breaks) {
    breaks->by_character = by_character;
    for (size_t i = 0; i < row->count; i++)
        if (row->lower[i] != GJ_NO_ATOM)
            breaks->at[width_of(bench, row->upper[i])] = true;
}

static bool breaks_there(const struct gj_workbench *bench, const struct wrapped_row *row, const struct breaks *breaks) {
    for (size_t i = 0; i < row->count; i++)
        if (row->lower[i] != GJ_NO_ATOM && !breaks->at[width_of(bench, row->upper[i])])
            return false;
    return true;
}

/* Takes the record below into the row above it where the row adds up with it and not without. */
static void join_by_sum(struct gj_workbench *bench, const struct gj_strip *strip, const struct gj_record *below,
                        const struct wrapped_row *upper, struct breaks *breaks) {
    for (int by_character = 0; by_character <= 1; by_character++) {
        struct wrapped_row row = *upper;
        if (!list_lower(bench, below, &row, by_character))
            continue;
        link_pieces(bench, &row, true);
        if (gj_row_holds(bench, strip, row.upper) == 1) {
            learn(bench, &row, by_character, breaks);
            return;
        }
        link_pieces(bench, &row, false);
    }
}

/* A row that adds up neither way was printed wrong: the record below is taken into it where numbers are broken so
 * elsewhere; otherwise the row is in doubt. */
static void join_by_custom(struct gj_workbench *bench, const struct gj_record *below, const struct wrapped_row *upper,
                           const struct breaks *breaks, int *margin) {
    struct wrapped_row row = *upper, other = *upper;
    if (list_lower(bench, below, &row, breaks->by_character) && breaks_there(bench, &row, breaks))
        link_pieces(bench, &row, true);
    else if (row.joined || list_lower(bench, below, &other, !breaks->by_character))
        *margin = 0;
}

static bool turns_page(const struct gj_workbench *bench, const struct gj_record *above, const struct gj_record *below) {
    size_t page = above->last;
    while (page < below->values && gj_atom_at(bench, page)->kind == GJ_ATOM_PAGE)
        page++;
    return page > above->last && page == below->values;
}

/* Nothing stands between the rows, or the turn of a page does. */
static bool is_right_below(const struct gj_workbench *bench, const struct gj_record *above,
                           const struct gj_record *below) {
    const struct gj_atom *last = gj_atom_at(bench, above->last - 1), *next = gj_atom_at(bench, below->values);
    return next->line == last->line + 1 || turns_page(bench, above, below);
}

/* A new page may set its columns elsewhere: there the next whole row shows them. */
static bool find_columns(const struct gj_workbench *bench, size_t upper, struct wrapped_row *row) {
    struct wrapped_row next = {.count = 0};
    if (!turns_page(bench, &bench->records[upper], &bench->records[upper + 1]))
        return true;
    if (upper + 2 >= bench->record_count || !list_upper(bench, &bench->records[upper + 2], &next) ||
        next.count != row->count)
        return false;
    memcpy(row->column, next.upper, sizeof row->column);
    return true;
}

static bool may_continue(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t upper) {
    const struct gj_record *above = &bench->records[upper], *below = above + 1;
    const struct gj_atom *next = gj_atom_at(bench, below->values);
    return alignment->chosen[upper].first_strip != GJ_NO_STRIP &&
           alignment->chosen[upper + 1].first_strip == GJ_NO_STRIP && above->around &&
           next->layout == GJ_LAYOUT_COLUMNS && !next->is_piece && is_right_below(bench, above, below);
}

static bool is_loose_digits(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record) {
    const struct gj_record *loose = &bench->records[record];
    if (alignment->chosen[record].first_strip != GJ_NO_STRIP || !loose->around)
        return false;
    for (size_t i = loose->values; i < loose->last; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (atom->is_piece || atom->kind == GJ_ATOM_BLANK || (atom->kind == GJ_ATOM_VALUE && !is_digits(bench, atom)))
            return false;
    }
    return true;
}

/* Loose digits right above or below a row that does not add up may be of its numbers, wherever they stand: the row is
 * in doubt. */
static void doubt_beside_digits(const struct gj_workbench *bench, struct gj_alignment *alignment, size_t index) {
    const struct gj_record *record = &bench->records[index];
    struct wrapped_row row = {.count = 0};
    bool above = index && is_right_below(bench, record - 1, record) && is_loose_digits(bench, alignment, index - 1);
    bool below = index + 1 < bench->record_count && is_right_below(bench, record, record + 1) &&
                 is_loose_digits(bench, alignment, index + 1);
    if (!record->around || (!above && !below) || !list_upper(bench, record, &row) ||
        row.count != bench->strips->items[alignment->chosen[index].first_strip].slot_count)
        return;
    if (gj_row_holds(bench, &bench->strips->items[alignment->chosen[index].first_strip], row.upper) == 0)
        alignment->margin[index] = 0;
}

static void join_rows(struct gj_workbench *bench, struct gj_alignment *alignment, struct breaks *breaks, bool by_sum) {
    for (size_t i = 0; i + 1 < bench->record_count; i++) {
        struct wrapped_row row = {.count = 0};
        if (!may_continue(bench, alignment, i) || !list_upper(bench, &bench->records[i], &row))
            continue;
        const struct gj_strip *strip = &bench->strips->items[alignment->chosen[i].first_strip];
        if (row.count != strip->slot_count || !find_columns(bench, i, &row) ||
            gj_row_holds(bench, strip, row.upper) == 1)
            continue;
        if (by_sum)
            join_by_sum(bench, strip, &bench->records[i + 1], &row, breaks);
        else
            join_by_custom(bench, &bench->records[i + 1], &row, breaks, &alignment->margin[i]);
    }
}

void gj_join_wrapped(struct gj_workbench *bench, struct gj_alignment *alignment) {
    struct breaks breaks = {.by_character = false};
    join_rows(bench, alignment, &breaks, true);
    join_rows(bench, alignment, &breaks, false);
    for (size_t i = 0; i < bench->record_count; i++)
        if (alignment->chosen[i].first_strip != GJ_NO_STRIP)
            doubt_beside_digits(bench, alignment, i);
}
