/*
 * The fast path: a deterministic walk over the template's strips while every record is what is expected next,
 * a label to the letter and a value for each slot. Nearly all clean text is read here. Where anything else
 * turns up the walk gives the whole report over to the weighted search (align.c), so that the two never differ.
 */
#include "reassembly.h"

/* Headers that agree less than this are not taken on sight. */
enum { SAME_HEADERS = 780, SURE = 1000 };

/* A label in pieces is known by so many characters. */
enum { LEAST_PIECES = 6 };

static bool is_full(const struct gj_record *record, const struct gj_strip *strip) {
    return record->value_count == strip->slot_count || record->mark_count == strip->slot_count ||
           record->run_count == strip->slot_count;
}

/* The strip of the row that the label names, behind the last one; labels that occur twice are told apart by order. */
static size_t next_named(const struct gj_workbench *bench, const struct gj_record *record, size_t from) {
    for (size_t i = from; i < bench->strips->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[i];
        if (strip->under_headers)
            continue;
        for (const struct gj_label *label = record->exact; label;
             label = gj_labels_next(&bench->report->form->labels, label))
            if (label->role == GJ_LABEL_ROW && label->table == strip->table && label->index == strip->first_row)
                return i;
    }
    return GJ_NO_STRIP;
}

/* True where the text before the values ends with the row's label, cut in pieces though it may be: each character of
 * it, from the start of a piece on. */
static bool ends_with_label(const struct gj_workbench *bench, const struct gj_record *record,
                            const struct gj_strip *strip) {
    size_t length = 0;
    for (size_t i = record->values; i-- > record->first && length < record->before_length;) {
        length += gj_key_at(bench, i)->length;
        for (size_t j = 0; j < strip->label_count && length <= record->before_length; j++)
            if (strip->labels[j]->length == length && length >= LEAST_PIECES &&
                gj_key_begins(strip->labels[j], record->before + record->before_length - length, length))
                return true;
    }
    return false;
}

/* The strip that comes next, where the text before the values may be its row's label and a header's as well. */
static size_t next_expected(const struct gj_workbench *bench, const struct gj_record *record, size_t from) {
    if (from >= bench->strips->count || record->values == record->first)
        return GJ_NO_STRIP;
    const struct gj_strip *strip = &bench->strips->items[from];
    if (!record->around && !strip->under_headers && is_full(record, strip) && ends_with_label(bench, record, strip))
        return from;
    for (const struct gj_label *label = gj_label_at(bench, record->values - 1); label;
         label = gj_labels_next(&bench->report->form->labels, label))
        if (label->role == GJ_LABEL_ROW && label->table == strip->table && label->index == strip->first_row &&
            !strip->under_headers && is_full(record, strip))
            return from;
    return GJ_NO_STRIP;
}

static size_t next_under_headers(const struct gj_workbench *bench, const struct gj_record *record, size_t from) {
    size_t best = GJ_NO_STRIP;
    int most = SAME_HEADERS;
    for (size_t i = from; i < bench->strips->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[i];
        if (!strip->under_headers || !is_full(record, strip))
            continue;
        int likeness = gj_header_likeness(bench, record, strip);
        if (likeness >= most) {
            most = likeness + 1;
            best = i;
        }
    }
    return best;
}

/* Rows above a strip in its table that were passed over. Strips that cut one row another way are not missed. */
static bool leaves_gap(const struct gj_workbench *bench, size_t last, size_t next) {
    const struct gj_strip *to = &bench->strips->items[next];
    if (last != GJ_NO_STRIP) {
        const struct gj_strip *from = &bench->strips->items[last];
        if (from->table == to->table)
            return from->last_row + 1 != to->first_row;
        if (from->last_row + 1 != bench->report->form->tables[from->table].row_count)
            return true;
    }
    return to->first_row != 0;
}

static bool has_label(const struct gj_workbench *bench, const struct gj_record *record) {
    for (size_t i = record->first; i < record->values; i++)
        if (gj_label_at(bench, i))
            return true;
    return false;
}

/* As many values as a row takes stand behind text that is much like the row's label: what the weighted search would
 * place, and the walk may not pass over. */
static bool resembles_row(const struct gj_workbench *bench, const struct gj_record *record) {
    for (size_t i = 0; i < bench->strips->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[i];
        if (strip->under_headers || !is_full(record, strip))
            continue;
        for (size_t atom = record->first; atom < record->values; atom++)
            for (size_t j = 0; j < strip->label_count; j++)
                if (gj_resembles(gj_key_at(bench, atom), strip->labels[j]))
                    return true;
    }
    return false;
}

/* False for the name of a row whose values stand below it, beside those of other rows. */
static bool stands_in_row(const struct gj_workbench *bench, const struct gj_label *row) {
    return !bench->report->form->tables[row->table].side_by_side;
}

bool gj_walk(const struct gj_workbench *bench, struct gj_alignment *alignment) {
    size_t last = GJ_NO_STRIP;
    for (size_t i = 0; i < bench->record_count; i++) {
        const struct gj_record *record = &bench->records[i];
        size_t from = last == GJ_NO_STRIP ? 0 : last + 1;
        struct gj_interpretation junk = {GJ_NO_STRIP, GJ_NO_STRIP, 0};
        size_t strip = record->exact ? next_named(bench, record, from) : next_expected(bench, record, from);
        if (strip == GJ_NO_STRIP && !record->exact)
            strip = next_under_headers(bench, record, from);
        alignment->margin[i] = SURE;
        alignment->chosen[i] = junk;
        if (strip == GJ_NO_STRIP) {
            /* a header, or the name of a group, in a row filled up with empty cells or marks */
            bool padding = !record->value_count && (!record->exact || !stands_in_row(bench, record->exact));
            if (!padding && (record->exact || has_label(bench, record) || record->value_count > 2))
                return false;
            if (record->value_count && resembles_row(bench, record))
                return false;
            continue;
        }
        if (!is_full(record, &bench->strips->items[strip]) || leaves_gap(bench, last, strip) ||
            (record->around && !record->beside && record->exact))
            return false;
        alignment->chosen[i] = (struct gj_interpretation){strip, strip, 0};
        last = strip;
    }
    if (last == GJ_NO_STRIP)
        return false;
    const struct gj_strip *end = &bench->strips->items[last];
    return end->last_row + 1 == bench->report->form->tables[end->table].row_count;
}
