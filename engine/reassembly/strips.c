/* Strips: the printed lines of values of a template, in order. */
#include <string.h>

#include "reassembly.h"

/* Headers count once, however many spellings they have; of a row's label every spelling may be met. */
static bool is_wanted(const struct gj_label_book *book, size_t at, const struct gj_strip *strip,
                      enum gj_label_role role, size_t first, size_t last) {
    const struct gj_label *label = &book->labels[at];
    if (label->role != role || label->table != strip->table || label->index < first || label->index > last)
        return false;
    return !strip->under_headers || !at || book->labels[at - 1].role != role ||
           book->labels[at - 1].table != label->table || book->labels[at - 1].index != label->index;
}

static gj_status collect_labels(struct gj_template *form, struct gj_strip *strip, enum gj_label_role role, size_t first,
                                size_t last) {
    const struct gj_label_book *book = &form->labels;
    size_t count = 0;
    for (size_t i = 0; i < book->label_count; i++)
        count += is_wanted(book, i, strip, role, first, last);
    const struct gj_key **labels = gj_arena_array(&form->arena, strip->label_count + count, sizeof *labels);
    if (!labels)
        return GJ_ERROR_MEMORY;
    if (strip->label_count)
        memcpy(labels, strip->labels, strip->label_count * sizeof *labels);
    for (size_t i = 0; i < book->label_count; i++)
        if (is_wanted(book, i, strip, role, first, last))
            labels[strip->label_count++] = &book->labels[i].key;
    strip->labels = labels;
    return GJ_OK;
}

static gj_status list_cells(struct gj_template *form, struct gj_strip *strip) {
    const struct gj_table_rule *table = &form->tables[strip->table];
    strip->slot_count = (strip->last_row - strip->first_row + 1) * table->column_count;
    size_t *cells = gj_arena_array(&form->arena, strip->slot_count, sizeof *cells);
    if (!cells)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < strip->slot_count; i++)
        cells[i] = table->first_cell + strip->first_row * table->column_count + i;
    strip->cells = cells;
    return GJ_OK;
}

static gj_status make_contexts(struct gj_template *form, struct gj_strip *strip) {
    struct gj_context *contexts = gj_arena_array(&form->arena, strip->label_count, sizeof *contexts);
    for (size_t i = 0; contexts && i < strip->label_count; i++)
        contexts[i] = gj_context_of(strip->labels[i]->characters, strip->labels[i]->length);
    strip->contexts = contexts;
    return contexts ? GJ_OK : GJ_ERROR_MEMORY;
}

static gj_status add_strip(struct gj_template *form, struct gj_strips *strips, size_t table, size_t first,
                           size_t last) {
    struct gj_strip *strip = &strips->items[strips->count++];
    *strip = (struct gj_strip){.table = table, .first_row = first, .last_row = last};
    strip->under_headers = form->tables[table].side_by_side;
    gj_status status = list_cells(form, strip);
    if (status == GJ_OK)
        status = collect_labels(form, strip, GJ_LABEL_ROW, first, last);
    if (status == GJ_OK && strip->under_headers)
        for (size_t row = first; row <= last && status == GJ_OK; row++) /* once for each group of columns */
            status = collect_labels(form, strip, GJ_LABEL_COLUMN, 0, form->tables[table].column_count - 1);
    for (size_t i = 0; i < strip->label_count; i++)
        strip->header_length += strip->labels[i]->length;
    return status == GJ_OK ? make_contexts(form, strip) : status;
}

/* Rows that stand side by side may come as one strip or cut into several: every run of them is one. */
static size_t count_strips(const struct gj_template *form) {
    size_t count = 0;
    for (size_t i = 0; i < form->table_count; i++) {
        size_t rows = form->tables[i].row_count;
        count += form->tables[i].side_by_side ? rows * (rows + 1) / 2 : rows;
    }
    return count;
}

static gj_status add_table(struct gj_template *form, struct gj_strips *strips, size_t table) {
    size_t rows = form->tables[table].row_count;
    bool side_by_side = form->tables[table].side_by_side;
    gj_status status = GJ_OK;
    for (size_t first = 0; first < rows && status == GJ_OK; first++)
        for (size_t last = side_by_side ? rows - 1 : first; status == GJ_OK; last--) {
            status = add_strip(form, strips, table, first, last);
            if (last == first)
                break;
        }
    return status;
}

gj_status gj_strips_build(struct gj_template *form) {
    struct gj_strips *strips = gj_arena_take(&form->arena, sizeof *strips);
    if (!strips)
        return GJ_ERROR_MEMORY;
    strips->items = gj_arena_array(&form->arena, count_strips(form), sizeof *strips->items);
    if (!strips->items)
        return GJ_ERROR_MEMORY;
    gj_status status = GJ_OK;
    for (size_t i = 0; i < form->table_count && status == GJ_OK; i++)
        status = add_table(form, strips, i);
    form->strips = strips;
    return status;
}
