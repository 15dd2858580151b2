/*
 * Torn cells: where a cell holds a remark on a second line, as 55 (29 of them lapsed), tools that make tables out of
 * PDF may leave it out of its row and print it under the table's title. Where the rows of the table are short of just
 * as many cells as stand there, those are theirs, in order; which column each is of, the words of its remark tell, as
 * far as the template knows them.
 */
#include <string.h>

#include "fit.h"

enum { MOST_TORN = 16 };

struct torn {
    struct gj_workbench *bench;
    const struct gj_alignment *alignment;
    size_t table;
    uint32_t cells[MOST_TORN];
    size_t count;
};

/* ------------------------------------------------------------------ the cells */

static bool is_label_of(const struct torn *torn, size_t atom, enum gj_label_role role) {
    const struct gj_label *label = gj_label_at(torn->bench, atom);
    return label && label->role == role && label->table == torn->table;
}

/* A title or a heading, of any table. */
static bool is_title(const struct torn *torn, size_t atom) {
    const struct gj_label *label = gj_label_at(torn->bench, atom);
    return label && (label->role == GJ_LABEL_CAPTION || label->role == GJ_LABEL_HEADING);
}

static bool is_in_row(const struct torn *torn, size_t atom) {
    for (size_t i = 0; i < torn->bench->record_count; i++)
        if (torn->alignment->chosen[i].first_strip != GJ_NO_STRIP && atom >= torn->bench->records[i].values &&
            atom < torn->bench->records[i].last)
            return true;
    return false;
}

/* The values with remarks between the table's title and the next; false where another value stands there too. */
static bool find_cells(struct torn *torn) {
    size_t at = torn->bench->first_atom, last = torn->bench->last_atom;
    while (at < last && !is_label_of(torn, at, GJ_LABEL_CAPTION))
        at++;
    torn->count = 0;
    for (at++; at < last && !is_title(torn, at); at++) {
        const struct gj_atom *atom = gj_atom_at(torn->bench, at);
        if (atom->kind != GJ_ATOM_VALUE || is_in_row(torn, at))
            continue;
        if (atom->next_piece == GJ_NO_ATOM || torn->count == MOST_TORN)
            return false;
        torn->cells[torn->count++] = (uint32_t)at;
    }
    return torn->count > 0;
}

/* ------------------------------------------------------------------ the rows */

static bool list_values(const struct torn *torn, const struct gj_choice *choice, struct gj_fields *values) {
    if (!gj_list_fields(torn->bench, choice->value_first, choice->value_last, values))
        return false;
    gj_keep_values(torn->bench, values);
    return true;
}

/* Rows of the table that are short of one value: as many as cells were found, and none is short of more. */
static bool are_short(const struct torn *torn, const struct gj_choices *choices) {
    size_t rows = 0, lacking = 0;
    for (size_t i = 0; i < choices->count; i++) {
        const struct gj_strip *strip = &torn->bench->strips->items[choices->items[i].strip];
        struct gj_fields values;
        if (strip->table != torn->table)
            continue;
        if (!list_values(torn, &choices->items[i], &values) || values.count > strip->slot_count ||
            values.count + 1 < strip->slot_count)
            return false;
        rows++;
        lacking += values.count < strip->slot_count;
    }
    return rows == torn->bench->report->form->tables[torn->table].row_count && lacking == torn->count;
}

/* ------------------------------------------------------------------ the columns */

static bool holds(const char *text, size_t length, const char *word) {
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= length; i++)
        if (memcmp(text + i, word, size) == 0)
            return true;
    return false;
}

static bool speaks_of(const struct torn *torn, size_t column, const char *text, size_t length) {
    const struct gj_heading *heading = torn->bench->report->form->tables[torn->table].column_leaves[column].heading;
    for (size_t i = 0; i < heading->remark_count; i++)
        if (holds(text, length, heading->remarks[i]))
            return true;
    return false;
}

/* The values of the row with the torn cell at one slot. */
static bool add_placement(const struct torn *torn, struct gj_choice *choice, const struct gj_fields *values,
                          uint32_t cell, size_t slot) {
    struct gj_placement *placement = &choice->placements[choice->placement_count];
    *placement = (struct gj_placement){.rank = choice->placement_count++};
    placement->slots = gj_arena_array(torn->bench->arena, values->count + 1, sizeof *placement->slots);
    for (size_t i = 0; placement->slots && i <= values->count; i++)
        placement->slots[i] = i == slot ? cell : values->atoms[i < slot ? i : i - 1];
    return placement->slots != NULL;
}

/* Every column that the remark speaks of; where it speaks of none, every column. */
static bool place(const struct torn *torn, struct gj_choice *choice, const struct gj_fields *values, uint32_t cell) {
    size_t length, columns = values->count + 1;
    const struct gj_atom *remark = gj_atom_at(torn->bench, gj_atom_at(torn->bench, cell)->next_piece);
    const char *text = gj_atom_text(torn->bench->cells, torn->bench->text, torn->bench->arena, remark, &length);
    bool told = false;
    choice->placements = gj_arena_array(torn->bench->arena, columns, sizeof *choice->placements);
    choice->placement_count = 0;
    if (!text || !choice->placements)
        return false;
    for (size_t i = 0; i < columns; i++)
        told |= speaks_of(torn, i, text, length);
    for (size_t i = 0; i < columns; i++)
        if ((!told || speaks_of(torn, i, text, length)) && !add_placement(torn, choice, values, cell, i))
            return false;
    return true;
}

static bool give_back(const struct torn *torn, struct gj_choices *choices) {
    size_t next = 0;
    for (size_t i = 0; i < choices->count; i++) {
        struct gj_choice *choice = &choices->items[i];
        const struct gj_strip *strip = &torn->bench->strips->items[choice->strip];
        struct gj_fields values;
        if (strip->table != torn->table || !list_values(torn, choice, &values) || values.count == strip->slot_count)
            continue;
        if (!place(torn, choice, &values, torn->cells[next++]))
            return false;
    }
    return true;
}

gj_status gj_take_torn(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choices *choices) {
    const struct gj_template *form = bench->report->form;
    for (size_t table = 0; table < form->table_count; table++) {
        struct torn torn = {.bench = bench, .alignment = alignment, .table = table};
        if (form->tables[table].has_caption && form->tables[table].column_count > 1 && find_cells(&torn) &&
            are_short(&torn, choices) && !give_back(&torn, choices))
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}
