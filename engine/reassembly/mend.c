/*
 * Mending: values that belong to a record though the cut by labels (records.c) gave them to its neighbour. A label
 * that stands among its row's values leaves one record with too many of them and the other with too few by as many; a
 * label that stands there twice, or a header that strayed, cuts a row in two; a number run together with a label
 * stands right before or behind the values that lack one.
 */
#include "blocks.h"
#include "reassembly.h"

/* Numbers of more digits are not looked for in labels. */
enum { MOST_DIGITS = 9, LONGEST_GLUED = 200 };

static const struct gj_strip *strip_of(const struct gj_workbench *bench, const struct gj_alignment *alignment,
                                       size_t record) {
    const struct gj_interpretation *reading = &alignment->chosen[record];
    if (reading->first_strip == GJ_NO_STRIP || reading->first_strip != reading->last_strip)
        return NULL;
    const struct gj_strip *strip = &bench->strips->items[reading->first_strip];
    return strip->under_headers || strip->slot_count < 2 || strip->slot_count > GJ_MOST_SLOTS ? NULL : strip;
}

/* A row short of values that has room for all of them has blanks, and lost nothing. */
static bool shows_blanks(const struct gj_record *record, const struct gj_strip *strip) {
    return record->mark_count < strip->slot_count && record->room >= strip->slot_count;
}

/* The values and printed marks from first on: as many as there is room for. */
static size_t list_marks(const struct gj_workbench *bench, size_t first, size_t last, uint32_t *atoms, size_t room) {
    size_t count = 0;
    for (size_t i = first; i < last && count < room; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (gj_is_field(atom) && atom->length)
            atoms[count++] = (uint32_t)i;
    }
    return count;
}

/* No row has the record's values: neither the alignment, nor one that was read out of blocks. */
static bool is_free(const struct gj_workbench *bench, const struct gj_alignment *alignment,
                    const struct gj_choices *choices, size_t record) {
    if (alignment->chosen[record].first_strip != GJ_NO_STRIP)
        return false;
    for (size_t i = 0; i < choices->count; i++)
        if (gj_has_values_of(bench, &choices->items[i], &bench->records[record]))
            return false;
    return true;
}

/* ------------------------------------------------------------------ a label among the values */

/* One value more in one row and one less in the next may be chance: then both sums must hold. */
static bool sums_hold(const struct gj_workbench *bench, const struct gj_strip *upper, const struct gj_strip *lower,
                      size_t first, size_t last) {
    uint32_t atoms[2 * GJ_MOST_SLOTS];
    size_t count = list_marks(bench, first, last, atoms, upper->slot_count + lower->slot_count);
    return count == upper->slot_count + lower->slot_count && gj_row_holds(bench, upper, atoms) == 1 &&
           gj_row_holds(bench, lower, atoms + upper->slot_count) == 1;
}

/* Two rows that follow each other have all their values, but their label stands elsewhere among them. */
static void move_border(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                        struct gj_range *ranges) {
    const struct gj_record *above = &bench->records[record], *below = &bench->records[record + 1];
    const struct gj_strip *upper = strip_of(bench, alignment, record), *lower = strip_of(bench, alignment, record + 1);
    if (!upper || !lower || lower != upper + 1 || upper->table != lower->table ||
        ranges[record].first != above->values || ranges[record].last != above->last)
        return;
    size_t slots = upper->slot_count;
    size_t off = above->mark_count > slots ? above->mark_count - slots : slots - above->mark_count;
    if (shows_blanks(above, upper) || shows_blanks(below, lower) || !off || off >= slots ||
        above->mark_count + below->mark_count != slots + lower->slot_count ||
        (off == 1 && !sums_hold(bench, upper, lower, above->values, below->last)))
        return;
    uint32_t atoms[2 * GJ_MOST_SLOTS];
    list_marks(bench, above->values, below->last, atoms, slots + lower->slot_count);
    ranges[record].last = atoms[slots - 1] + 1U;
    ranges[record + 1].first = atoms[slots];
}

/* ------------------------------------------------------------------ a row cut in two */

static bool is_column(const struct gj_workbench *bench, size_t atom) {
    for (const struct gj_label *label = gj_label_at(bench, atom); label;
         label = gj_labels_next(&bench->report->form->labels, label))
        if (label->role == GJ_LABEL_COLUMN)
            return true;
    return false;
}

/* True where nothing stands between the two records' values but headers, and the first one's label again. */
static bool goes_on(const struct gj_workbench *bench, size_t record) {
    const struct gj_label *named = bench->records[record].exact;
    for (size_t i = bench->records[record + 1].first; i < bench->records[record + 1].values; i++) {
        const struct gj_label *row = gj_label_at(bench, i) ? gj_row_named(bench, i) : NULL;
        if (row ? row != named : !is_column(bench, i))
            return false;
    }
    return true;
}

/* The label stands once more, or a header, among the values of its row. */
static void join_halves(const struct gj_workbench *bench, struct gj_alignment *alignment,
                        const struct gj_choices *choices, size_t record, struct gj_range *ranges) {
    const struct gj_record *above = &bench->records[record], *below = &bench->records[record + 1];
    const struct gj_strip *strip = strip_of(bench, alignment, record);
    size_t other = alignment->chosen[record + 1].first_strip;
    if (!strip || shows_blanks(above, strip) || above->mark_count + below->mark_count != strip->slot_count ||
        !above->mark_count || !below->mark_count ||
        (other != alignment->chosen[record].first_strip && !is_free(bench, alignment, choices, record + 1)) ||
        !goes_on(bench, record))
        return;
    ranges[record].last = below->last;
    gj_drop_reading(&alignment->chosen[record + 1]);
}

/* Where a row is a line, the values before its label stand in the same line without any label. */
static void take_head(const struct gj_workbench *bench, const struct gj_alignment *alignment,
                      const struct gj_choices *choices, size_t record, struct gj_range *ranges) {
    const struct gj_record *head = &bench->records[record], *rest = &bench->records[record + 1];
    const struct gj_strip *strip = strip_of(bench, alignment, record + 1);
    if (strip && head->first == head->values && is_free(bench, alignment, choices, record) &&
        !shows_blanks(rest, strip) && head->mark_count && head->mark_count + rest->mark_count == strip->slot_count &&
        gj_atom_at(bench, head->values)->row == gj_atom_at(bench, rest->values)->row)
        ranges[record + 1].first = head->values;
}

/* ------------------------------------------------------------------ a number run together with a label */

static bool same_numbering(const struct gj_numbering *a, const struct gj_numbering *b) {
    return a->level == b->level && (!a->level || a->number == b->number);
}

/* True where bytes are a label of the template to the letter, numbering included. */
static bool is_label(const struct gj_workbench *bench, const char *bytes, size_t length) {
    struct gj_key key;
    if (gj_fold(&bench->report->grammar->spelling, bench->arena, bytes, length, &key) != GJ_OK || key.length < 2)
        return false;
    const struct gj_label_book *book = &bench->report->form->labels;
    for (const struct gj_label *label = gj_labels_find(book, &key); label; label = gj_labels_next(book, label))
        if (same_numbering(&key.numbering, &label->key.numbering))
            return true;
    return false;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool may_be_glued(const struct gj_workbench *bench, size_t index) {
    if (index < bench->first_atom || index >= bench->last_atom)
        return false;
    const struct gj_atom *atom = gj_atom_at(bench, index);
    return atom->kind == GJ_ATOM_TEXT && !atom->is_piece && atom->next_piece == GJ_NO_ATOM && atom->length > 2 &&
           atom->length <= LONGEST_GLUED;
}

/* The number that a label begins with though it is none of its own, as a made atom; GJ_NO_ATOM where there is none. */
static uint32_t cut_head(struct gj_workbench *bench, size_t index) {
    if (!may_be_glued(bench, index))
        return GJ_NO_ATOM;
    const struct gj_atom *atom = gj_atom_at(bench, index);
    const char *bytes = bench->text->bytes + atom->offset;
    if (!is_digit(*bytes) || is_label(bench, bytes, atom->length))
        return GJ_NO_ATOM;
    for (uint32_t cut = 1; cut <= MOST_DIGITS && cut < atom->length && is_digit(bytes[cut - 1]); cut++)
        if ((cut == 1 || *bytes != '0') && is_label(bench, bytes + cut, atom->length - cut))
            return gj_cells_make(bench->cells, bench->arena, (uint32_t)index, 0, cut);
    return GJ_NO_ATOM;
}

/* The same at the label's end. */
static uint32_t cut_tail(struct gj_workbench *bench, size_t index) {
    if (!may_be_glued(bench, index))
        return GJ_NO_ATOM;
    const struct gj_atom *atom = gj_atom_at(bench, index);
    const char *bytes = bench->text->bytes + atom->offset;
    uint32_t start = atom->length;
    while (start && atom->length - start < MOST_DIGITS && is_digit(bytes[start - 1]))
        start--;
    if (start == atom->length || (atom->length - start > 1 && bytes[start] == '0') || !is_label(bench, bytes, start))
        return GJ_NO_ATOM;
    return gj_cells_make(bench->cells, bench->arena, (uint32_t)index, start, atom->length - start);
}

static void take_glued(struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                       struct gj_range *range) {
    size_t strip = alignment->chosen[record].first_strip, given = bench->records[record].mark_count;
    if (strip == GJ_NO_STRIP || strip != alignment->chosen[record].last_strip ||
        shows_blanks(&bench->records[record], &bench->strips->items[strip]))
        return;
    size_t slots = bench->strips->items[strip].slot_count;
    if (given < slots)
        range->before = cut_tail(bench, range->first - 1);
    if (given + (range->before != GJ_NO_ATOM) < slots)
        range->behind = cut_head(bench, range->last);
}

/* ------------------------------------------------------------------ the whole */

gj_status gj_mend(struct gj_workbench *bench, struct gj_alignment *alignment, const struct gj_choices *choices,
                  struct gj_range *ranges) {
    for (size_t i = 0; i < bench->record_count; i++)
        ranges[i] = (struct gj_range){bench->records[i].values, bench->records[i].last, GJ_NO_ATOM, GJ_NO_ATOM};
    for (size_t i = 0; i + 1 < bench->record_count && !alignment->fast; i++) {
        take_head(bench, alignment, choices, i, ranges);
        join_halves(bench, alignment, choices, i, ranges);
        move_border(bench, alignment, i, ranges);
    }
    for (size_t i = 0; i < bench->record_count && !alignment->fast; i++)
        if (ranges[i].first == bench->records[i].values && ranges[i].last == bench->records[i].last)
            take_glued(bench, alignment, i, &ranges[i]);
    return bench->arena->failed ? GJ_ERROR_MEMORY : GJ_OK;
}
