/* Regions: for whoever asks how a text was read, the stretches of one layout, and what each row was made of. */
#include <stdlib.h>
#include <string.h>

#include "reassembly.h"

/* One row on its way into a region. */
struct reading {
    gj_row_reading row;
    const struct gj_choice *choice;
    uint32_t first_line, last_line; /* from 0 */
    uint8_t layout;
    const char *path;
};

/* ------------------------------------------------------------------ the pieces of a row */

/* A header that stands between two rows is no part of the second one's label. */
bool gj_is_row_text(const struct gj_workbench *bench, size_t atom) {
    const struct gj_label *label = gj_label_at(bench, atom);
    return !label || label->role == GJ_LABEL_ROW || label->role == GJ_LABEL_GROUP || gj_row_named(bench, atom);
}

static bool is_label_piece(const struct gj_workbench *bench, const struct gj_strip *strip, size_t atom) {
    const struct gj_atom *place = gj_atom_at(bench, atom);
    return place->use == GJ_USE_LABEL && place->kind == GJ_ATOM_TEXT && !place->is_piece &&
           (strip->under_headers || gj_is_row_text(bench, atom));
}

static gj_status fill_piece(struct gj_workbench *bench, size_t index, size_t cell, gj_piece *piece) {
    const struct gj_atom *atom = gj_atom_at(bench, index);
    const char *raw = cell == GJ_NOWHERE ? NULL : bench->report->cells[cell].raw;
    size_t length;
    piece->cell = cell;
    piece->line = (size_t)atom->line + 1;
    piece->offset = gj_text_original(bench->text, atom->offset);
    /* The cell has a copy already, unless it was left open. */
    piece->text = raw && bench->report->cells[cell].offset == piece->offset ? raw : NULL;
    if (piece->text)
        return GJ_OK;
    const char *text = gj_atom_text(bench->cells, bench->text, bench->arena, atom, &length);
    piece->text = text ? gj_text_copy(bench->arena, text, length) : NULL;
    return piece->text ? GJ_OK : GJ_ERROR_MEMORY;
}

static gj_status add_piece(struct gj_workbench *bench, struct reading *reading, gj_piece *pieces, size_t index,
                           size_t cell) {
    uint32_t line = gj_atom_at(bench, index)->line;
    if (line < reading->first_line)
        reading->first_line = line;
    if (line > reading->last_line)
        reading->last_line = line;
    return fill_piece(bench, index, cell, &pieces[reading->row.piece_count++]);
}

/* The text right before the values; what a header or a sentence parts from them is left out, unless headers are all
 * the labels that the values have. */
static size_t first_label(const struct gj_workbench *bench, const struct gj_strip *strip,
                          const struct gj_record *record) {
    size_t first = record->values;
    if (strip->under_headers)
        return record->first;
    while (first > record->first && gj_is_row_text(bench, first - 1) &&
           gj_atom_at(bench, first - 1)->kind != GJ_ATOM_PROSE)
        first--;
    return first;
}

static gj_status list_pieces(struct gj_workbench *bench, struct reading *reading) {
    const struct gj_choice *choice = reading->choice;
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    const struct gj_record *record = choice->record == GJ_NO_RECORD ? NULL : &bench->records[choice->record];
    size_t first = record ? first_label(bench, strip, record) : 0, last = record ? record->last : 0;
    gj_piece *pieces = gj_arena_array(bench->arena, last - first + strip->slot_count, sizeof *pieces);
    gj_status status = pieces ? GJ_OK : GJ_ERROR_MEMORY;
    for (size_t i = first; i < last && status == GJ_OK; i++)
        if (is_label_piece(bench, strip, i))
            status = add_piece(bench, reading, pieces, i, GJ_NOWHERE);
    for (size_t slot = 0; choice->placement_count && slot < strip->slot_count && status == GJ_OK; slot++)
        if (choice->placements[0].slots[slot] < GJ_SLOT_BLANK)
            status = add_piece(bench, reading, pieces, choice->placements[0].slots[slot], strip->cells[slot]);
    reading->row.pieces = pieces;
    return status;
}

/* ------------------------------------------------------------------ rows */

static const char *path_of(const struct gj_alignment *alignment, const struct gj_choice *choice) {
    if (choice->record == GJ_NO_RECORD)
        return "blocks";
    return alignment->fast ? "fast" : "weighted";
}

static gj_status fill_reading(struct gj_workbench *bench, const struct gj_alignment *alignment,
                              const struct gj_choice *choice, struct reading *reading) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    const gj_cell *cells = bench->report->cells;
    *reading = (struct reading){.choice = choice, .first_line = UINT32_MAX, .path = path_of(alignment, choice)};
    reading->layout = gj_atom_at(bench, choice->value_first)->layout;
    reading->row.table = cells[strip->cells[0]].table;
    reading->row.row = cells[strip->cells[0]].row;
    reading->row.last_row = cells[strip->cells[strip->slot_count - 1]].row;
    reading->row.ways = choice->placement_count;
    if (choice->record != GJ_NO_RECORD && !alignment->fast)
        reading->row.cost = alignment->chosen[choice->record].cost;
    return list_pieces(bench, reading);
}

static int by_line(const void *first, const void *second) {
    const struct reading *a = first, *b = second;
    if (a->first_line != b->first_line)
        return a->first_line < b->first_line ? -1 : 1;
    return a->choice < b->choice ? -1 : a->choice > b->choice;
}

/* A row that was met before and was not believed has no piece. */
static gj_status list_readings(struct gj_workbench *bench, const struct gj_alignment *alignment,
                               const struct gj_choices *choices, struct reading *readings, size_t *count) {
    gj_status status = GJ_OK;
    *count = 0;
    for (size_t i = 0; i < choices->count && status == GJ_OK; i++) {
        status = fill_reading(bench, alignment, &choices->items[i], &readings[*count]);
        *count += readings[*count].row.piece_count > 0;
    }
    if (*count > 0)
        qsort(readings, *count, sizeof *readings, by_line);
    return status;
}

/* ------------------------------------------------------------------ regions */

static bool continues(const struct reading *reading, const struct reading *next) {
    return reading->layout == next->layout && strcmp(reading->path, next->path) == 0;
}

static gj_status add_region(struct gj_workbench *bench, const struct reading *readings, size_t count) {
    gj_region *region = GJ_ADD(bench->arena, bench->report->regions);
    gj_row_reading *rows = gj_arena_array(bench->arena, count, sizeof *rows);
    if (!region || !rows)
        return GJ_ERROR_MEMORY;
    *region = (gj_region){.layout = gj_layout_name((enum gj_layout)readings[0].layout),
                          .path = readings[0].path,
                          .first_line = (size_t)readings[0].first_line + 1,
                          .rows = rows,
                          .row_count = count};
    for (size_t i = 0; i < count; i++) {
        rows[i] = readings[i].row;
        region->cost += readings[i].row.cost;
        if ((size_t)readings[i].last_line + 1 > region->last_line)
            region->last_line = (size_t)readings[i].last_line + 1;
    }
    return GJ_OK;
}

gj_status gj_list_regions(struct gj_workbench *bench, const struct gj_alignment *alignment,
                          const struct gj_choices *choices) {
    size_t count, first = 0;
    struct reading *readings = gj_arena_array(bench->arena, choices->count + 1, sizeof *readings);
    if (!readings)
        return GJ_ERROR_MEMORY;
    gj_status status = list_readings(bench, alignment, choices, readings, &count);
    for (size_t i = 1; i <= count && status == GJ_OK; i++) {
        if (i < count && continues(&readings[i - 1], &readings[i]))
            continue;
        status = add_region(bench, &readings[first], i - first);
        first = i;
    }
    return status;
}
