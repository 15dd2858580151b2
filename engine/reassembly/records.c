/* Records: runs of values with the labels around them. */
#include <string.h>

#include "reassembly.h"

/* Further back than this (characters) a label has nothing to do with a value; a review grid's headers,
 * merged squares repeated, are the longest context that has. */
enum { LONGEST_BEFORE = 400 };
/* Nor further back than so many cells, most of them blank. */
enum { FARTHEST_BEFORE = 1000 };

static bool is_whole(const struct gj_atom *atom) {
    return !atom->is_piece && atom->kind != GJ_ATOM_PAGE && atom->kind != GJ_ATOM_PROSE;
}

/* NULL where memory ends. */
static struct gj_record *new_record(struct gj_workbench *bench, size_t *capacity, size_t first) {
    struct gj_record *records =
        gj_arena_grow(bench->arena, bench->records, bench->record_count, capacity, sizeof *records);
    if (!records)
        return NULL;
    bench->records = records;
    struct gj_record *record = &records[bench->record_count++];
    memset(record, 0, sizeof *record);
    record->first = record->values = record->last = first;
    return record;
}

/* A new row begins a new record, unless both rows are lone cells: then one cell a line is all there is. */
static bool breaks_record(const struct gj_workbench *bench, const struct gj_record *record, size_t atom) {
    const struct gj_atom *next = gj_atom_at(bench, atom);
    const struct gj_atom *last = gj_atom_at(bench, record->last - 1);
    return next->row != last->row && !(next->is_lone && last->is_lone);
}

/* One pass: text opens a record's labels, values its values; text behind values opens the next record. */
static gj_status cut(struct gj_workbench *bench) {
    size_t capacity = 0;
    struct gj_record *record = NULL;
    bool closed = true; /* by prose: what follows belongs to no values before it */
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (atom->kind == GJ_ATOM_PROSE)
            closed = true;
        if (!is_whole(atom))
            continue;
        bool field = gj_is_field(atom), has_values = record && record->last > record->values;
        bool fresh = !record || (has_values && (!field || closed || breaks_record(bench, record, i)));
        if (fresh && !(record = new_record(bench, &capacity, i)))
            return GJ_ERROR_MEMORY;
        if (field) {
            if (record->last == record->values || fresh)
                record->values = i;
            record->last = i + 1;
        } else
            record->values = record->last = i + 1;
        closed = false;
    }
    return GJ_OK;
}

bool gj_repeats_value(const struct gj_workbench *bench, size_t a, size_t b) {
    const struct gj_atom *first = gj_atom_at(bench, a), *second = gj_atom_at(bench, b);
    return (first->layout == GJ_LAYOUT_TABS || first->layout == GJ_LAYOUT_PIPES) && first->row == second->row &&
           first->length == second->length &&
           memcmp(bench->text->bytes + first->offset, bench->text->bytes + second->offset, first->length) == 0;
}

static void count_fields(struct gj_workbench *bench, struct gj_record *record) {
    uint32_t last = GJ_NO_ATOM;
    for (size_t i = record->values; i < record->last; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (!gj_is_field(atom))
            continue;
        record->field_count++;
        record->mark_count += atom->length > 0;
        record->value_count += atom->kind == GJ_ATOM_VALUE;
        bool repeated = last != GJ_NO_ATOM && gj_repeats_value(bench, i, last);
        record->run_count += atom->kind == GJ_ATOM_VALUE && !repeated;
        last = (uint32_t)i;
    }
}

static bool is_unit(const struct gj_workbench *bench, size_t atom) {
    const struct gj_atom *place = gj_atom_at(bench, atom);
    return gj_value_is_unit(bench->text->bytes + place->offset, place->length);
}

static bool same_numbering(const struct gj_numbering *a, const struct gj_numbering *b) {
    return a->level && a->level == b->level && a->number == b->number;
}

const struct gj_label *gj_row_named(const struct gj_workbench *bench, size_t atom) {
    const struct gj_label_book *book = &bench->report->form->labels;
    const struct gj_label *row = NULL;
    bool shared = false;
    for (const struct gj_label *label = gj_label_at(bench, atom); label; label = gj_labels_next(book, label)) {
        if (label->role == GJ_LABEL_ROW && !row)
            row = label;
        shared |= label->role == GJ_LABEL_COLUMN;
    }
    return row && (!shared || same_numbering(&row->key.numbering, &gj_key_at(bench, atom)->numbering)) ? row : NULL;
}

/* The row label to the letter that stands right before the values; a unit may stand between them. What a record hands
 * its labels on to has that record's where there are no others. */
static const struct gj_label *find_exact(const struct gj_workbench *bench, const struct gj_record *record,
                                         const struct gj_record *handing) {
    size_t first = handing ? handing->values : record->first;
    for (size_t i = record->values; i-- > first;) {
        if (gj_key_at(bench, i)->length && !is_unit(bench, i))
            return gj_row_named(bench, i);
    }
    return handing ? handing->exact : NULL;
}

/* A row of the table that is blank throughout: its label, and a blank for every column. */
static bool is_blank_row(const struct gj_workbench *bench, const struct gj_record *record) {
    if (record->value_count || !record->field_count || !record->exact)
        return false;
    const struct gj_table_rule *table = &bench->report->form->tables[record->exact->table];
    bool beside = !gj_atom_at(bench, record->values)->is_lone;
    return !table->side_by_side && (beside ? record->field_count : record->mark_count) >= table->column_count;
}

static bool heads_column_of(const struct gj_workbench *bench, size_t atom, size_t table) {
    const struct gj_label_book *book = &bench->report->form->labels;
    for (const struct gj_label *label = gj_label_at(bench, atom); label; label = gj_labels_next(book, label))
        if (label->role == GJ_LABEL_COLUMN && label->table == table)
            return true;
    return false;
}

/* Rows side by side have no labels beside them: as many blanks, in one row, as headers right before them. */
static bool is_blank_grid(const struct gj_workbench *bench, const struct gj_record *record) {
    const struct gj_template *form = bench->report->form;
    size_t fields = record->field_count, headers;
    if (!fields || record->value_count || gj_atom_at(bench, record->values)->is_lone ||
        record->values - record->first < fields)
        return false;
    for (size_t table = 0; table < form->table_count; table++) {
        const struct gj_table_rule *rule = &form->tables[table];
        if (!rule->side_by_side || rule->row_count * rule->column_count != fields)
            continue;
        for (headers = 0; headers < fields && heads_column_of(bench, record->values - 1 - headers, table); headers++)
            ;
        if (headers == fields)
            return true;
    }
    return false;
}

/* A record of nothing but one blank is a stray mark; so are labels at the end without values. Header rows are
 * often padded with blanks: what has no value hands its labels on to the next values. */
static void drop_empty(struct gj_workbench *bench) {
    size_t kept = 0;
    struct gj_record last = {0};
    for (size_t i = 0; i < bench->record_count; i++) {
        struct gj_record *record = &bench->records[i];
        count_fields(bench, record);
        record->exact = find_exact(bench, record, i && record->first == last.first ? &last : NULL);
        bool blank_grid = is_blank_grid(bench, record), blank_row = blank_grid || is_blank_row(bench, record);
        if (blank_grid)
            record->mark_count = record->field_count;
        if (!record->value_count && !blank_row && i + 1 < bench->record_count)
            bench->records[i + 1].first = record->first;
        last = *record;
        if (record->value_count || record->field_count >= 2 || blank_row)
            bench->records[kept++] = *record;
    }
    bench->record_count = kept;
}

/* Merged squares come out once for each square: only the first of a run of equal texts counts. */
static bool repeats_last(const struct gj_workbench *bench, size_t atom, size_t last) {
    if (last == GJ_NOWHERE)
        return false;
    const struct gj_key *a = gj_key_at(bench, atom), *b = gj_key_at(bench, last);
    return a->length > 1 && a->hash == b->hash && a->length == b->length &&
           gj_atom_at(bench, atom)->layout != GJ_LAYOUT_COLUMNS;
}

static gj_status write_before(struct gj_workbench *bench, struct gj_record *record) {
    uint32_t *characters = gj_arena_array(bench->arena, LONGEST_BEFORE, sizeof *characters);
    if (!characters)
        return GJ_ERROR_MEMORY;
    size_t start = record->values, total = 0, last = GJ_NOWHERE;
    size_t first = record->values - record->first > FARTHEST_BEFORE ? record->values - FARTHEST_BEFORE : record->first;
    while (start > first && total + gj_key_at(bench, start - 1)->length <= LONGEST_BEFORE) {
        start--;
        total += gj_key_at(bench, start)->length;
    }
    uint32_t row = gj_atom_at(bench, record->values)->row;
    for (size_t i = start; i < record->values; i++) {
        const struct gj_key *key = gj_key_at(bench, i);
        if (!key->length || repeats_last(bench, i, last) || (i + 1 == record->values && is_unit(bench, i)))
            continue;
        last = i;
        memcpy(characters + record->before_length, key->characters, key->length * sizeof *characters);
        record->before_length += key->length;
        record->last_length = key->length;
        if (gj_atom_at(bench, i)->row == row)
            record->beside += key->length;
    }
    record->before = characters;
    return GJ_OK;
}

/* The labels between this record's values and the next one's row: they may go on with this row's label. */
static gj_status write_after(struct gj_workbench *bench, struct gj_record *record, size_t end, uint32_t row) {
    uint32_t *characters = gj_arena_array(bench->arena, GJ_LONGEST_AFTER, sizeof *characters);
    if (!characters)
        return GJ_ERROR_MEMORY;
    for (size_t i = record->last; i < end; i++) {
        const struct gj_key *key = gj_key_at(bench, i);
        if (gj_atom_at(bench, i)->row == row || record->after_length + key->length > GJ_LONGEST_AFTER)
            break;
        if (key->length)
            memcpy(characters + record->after_length, key->characters, key->length * sizeof *characters);
        record->after_length += key->length;
    }
    record->after = characters;
    return GJ_OK;
}

/* Where all of a text is one row, the numbers of its fields say nothing. */
static bool shares_row(const struct gj_workbench *bench, const struct gj_record *record) {
    const struct gj_atom *atoms = bench->cells->atoms;
    uint32_t row = atoms[record->values].row;
    for (size_t i = record->last; i < bench->last_atom && atoms[i].row == row; i++)
        if (atoms[i].kind == GJ_ATOM_VALUE)
            return true;
    for (size_t i = record->values; i-- > bench->first_atom && atoms[i].row == row;)
        if (atoms[i].kind == GJ_ATOM_VALUE)
            return true;
    return false;
}

/* Single spaces divide all that stands in the record's row: where it stands then says nothing. */
static bool is_close_set(const struct gj_workbench *bench, const struct gj_record *record) {
    const struct gj_atom *atoms = bench->cells->atoms;
    size_t first = record->values, last = record->last;
    uint32_t row = atoms[first].row;
    while (first > bench->first_atom && atoms[first - 1].row == row)
        first--;
    while (last < bench->last_atom && atoms[last].row == row)
        last++;
    for (size_t i = first + 1; i < last; i++)
        if (atoms[i].left > atoms[i - 1].right + 1)
            return false;
    return atoms[first].layout == GJ_LAYOUT_COLUMNS && last - first > 1;
}

/* How many fields the row has behind its last label, 0 where no place is kept. Pipes: a row that has fewer than the
 * table has columns lost its empty cells. Other layouts show an empty cell by the place of what follows it. */
static size_t room_of(const struct gj_workbench *bench, const struct gj_record *record) {
    const struct gj_atom *atoms = bench->cells->atoms;
    size_t at = record->values, last = atoms[record->last - 1].left;
    if (atoms[at].is_lone || atoms[at].layout == GJ_LAYOUT_BARE || shares_row(bench, record) ||
        is_close_set(bench, record))
        return 0;
    if (atoms[at].layout != GJ_LAYOUT_PIPES)
        return SIZE_MAX;
    while (at > bench->first_atom && atoms[at - 1].row == atoms[record->values].row) {
        at--;
        if (atoms[at].kind == GJ_ATOM_TEXT)
            return last - atoms[at].left;
    }
    return last - atoms[at].left + 1;
}

static void limit_records(struct gj_workbench *bench) {
    size_t most = bench->report->limits.rows;
    if (bench->record_count <= most)
        return;
    bench->limit_line = (size_t)gj_atom_at(bench, bench->records[most].values)->line + 1;
    bench->record_count = most;
}

gj_status gj_records_build(struct gj_workbench *bench) {
    if (cut(bench) != GJ_OK)
        return GJ_ERROR_MEMORY;
    drop_empty(bench);
    limit_records(bench);
    for (size_t i = 0; i < bench->record_count; i++) {
        struct gj_record *record = &bench->records[i];
        const struct gj_atom *first = gj_atom_at(bench, record->values);
        record->room = room_of(bench, record);
        record->around = first->layout == GJ_LAYOUT_COLUMNS;
        record->lone = first->is_lone;
        if (write_before(bench, record) != GJ_OK)
            return GJ_ERROR_MEMORY;
        if (!record->around)
            continue;
        bool last = i + 1 == bench->record_count;
        size_t end = last ? bench->last_atom : bench->records[i + 1].values;
        uint32_t row = last ? UINT32_MAX : gj_atom_at(bench, bench->records[i + 1].values)->row;
        if (write_after(bench, record, end, row) != GJ_OK)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}
