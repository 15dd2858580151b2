/*
 * Foreign forms: a local or quarterly edition may have the rows of the template under columns of its own. All of its
 * rows then have the same number of values, which is not the template's; none of them may be put into its columns.
 */
#include <string.h>

#include "reassembly.h"
#include "report/notes.h"

/* Rows that alike are no chance; a row one value short or over is damage and no other form. */
enum { LEAST_ROWS = 6, LEAST_OFF = 2 };

/* What the rows of one table that were recognised have in common. */
struct rows {
    size_t count;
    size_t fields; /* printed in each, and */
    bool alike;    /* whether all have as many */
    bool merged;   /* all fields of each are equal: one value in merged squares, or a value and its total */
    size_t first;  /* record */
};

static bool has_equal_fields(const struct gj_workbench *bench, const struct gj_record *record) {
    const struct gj_atom *first = gj_atom_at(bench, record->values);
    for (size_t i = record->values; i < record->last; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (!atom->length || (atom->kind != GJ_ATOM_VALUE && atom->kind != GJ_ATOM_BLANK))
            continue;
        if (atom->length != first->length ||
            memcmp(bench->text->bytes + atom->offset, bench->text->bytes + first->offset, atom->length) != 0)
            return false;
    }
    return true;
}

static struct rows find_rows(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t table) {
    struct rows rows = {.alike = true, .merged = true};
    for (size_t i = 0; i < bench->record_count; i++) {
        size_t strip = alignment->chosen[i].first_strip;
        if (strip == GJ_NO_STRIP || bench->strips->items[strip].table != table)
            continue;
        if (!rows.count++) {
            rows.first = i;
            rows.fields = bench->records[i].mark_count;
        }
        rows.alike &= bench->records[i].mark_count == rows.fields;
        rows.merged &= has_equal_fields(bench, &bench->records[i]);
    }
    return rows;
}

/* Columns of the table whose labels stand before its first row. */
static size_t count_headers(const struct gj_workbench *bench, size_t table, size_t first) {
    size_t columns = bench->report->form->tables[table].column_count, found = 0;
    for (size_t column = 0; column < columns; column++) {
        bool named = false;
        for (size_t i = bench->first_atom; i < bench->records[first].values && !named; i++)
            for (const struct gj_label *label = gj_label_at(bench, i); label && !named;
                 label = gj_labels_next(&bench->report->form->labels, label))
                named = label->role == GJ_LABEL_COLUMN && label->table == table && label->index == column;
        found += named;
    }
    return found;
}

static bool is_foreign(const struct gj_workbench *bench, size_t table, const struct rows *rows) {
    const struct gj_table_rule *rule = &bench->report->form->tables[table];
    size_t columns = rule->column_count, off = rows->fields > columns ? rows->fields - columns : columns - rows->fields;
    if (rule->side_by_side || rows->count < LEAST_ROWS || !rows->alike || rows->merged || rows->fields < 2)
        return false;
    if (columns == 1)
        return off > 0;
    return off >= LEAST_OFF && 2 * count_headers(bench, table, rows->first) < columns;
}

void gj_drop_foreign(struct gj_workbench *bench, struct gj_alignment *alignment) {
    for (size_t table = 0; table < bench->report->form->table_count; table++) {
        struct rows rows = find_rows(bench, alignment, table);
        if (!is_foreign(bench, table, &rows))
            continue;
        gj_note(bench->report, GJ_NOTE_FOREIGN, (size_t)gj_atom_at(bench, bench->records[rows.first].values)->line + 1,
                bench->report->form->tables[table].id, NULL);
        for (size_t i = 0; i < bench->record_count; i++)
            if (gj_is_of_table(bench, &alignment->chosen[i], table))
                gj_drop_reading(&alignment->chosen[i]);
    }
}
