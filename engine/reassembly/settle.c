/*
 * Settling: of the ways that labels and places leave open, the relations rule some out. They are asked only
 * where cells are known to be lost or doubled, so that a sum which fails in a whole row is never mended
 * here; and zeros, whichever way they are put, prove nothing. Blank cells that left no trace leave so many ways
 * that each relation is asked alone first (consistency.c); then all together (weigh.c).
 */
#include "settle.h"

#include <limits.h>
#include <string.h>

enum { SCRATCH_WORDS = 1 << 19 };

static bool read_value(struct gj_workbench *bench, size_t index, int64_t *number, bool *countable) {
    const struct gj_atom *atom = gj_atom_at(bench, index);
    size_t length;
    const char *text = gj_atom_text(bench->cells, bench->text, bench->arena, atom, &length);
    if (!text)
        return false;
    struct gj_value value = gj_value_read(text, length);
    *number = value.decimal.coefficient;
    *countable = value.kind == GJ_VALUE_NUMBER && !value.decimal.scale && !(value.notes & GJ_VALUE_OVERFLOW) &&
                 gj_may_be_added(value.decimal.coefficient);
    return true;
}

static gj_status read_values(struct gj_settling *settling) {
    struct gj_workbench *bench = settling->bench;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        size_t at = i - bench->first_atom;
        if (atom->kind == GJ_ATOM_VALUE && !atom->is_piece &&
            !read_value(bench, i, &settling->values[at], &settling->countable[at]))
            return GJ_ERROR_MEMORY;
    }
    for (size_t i = bench->first_made; i < bench->cells->count + bench->cells->made_count; i++) {
        bool countable; /* made of a few digits, and always so */
        if (!read_value(bench, i, &settling->made_values[i - bench->first_made], &countable))
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ what a way adds to a relation */

bool gj_slot_value(const struct gj_settling *settling, uint32_t atom, int64_t *value) {
    const struct gj_workbench *bench = settling->bench;
    *value = 0;
    if (atom >= GJ_SLOT_BLANK || gj_atom_at(bench, atom)->kind == GJ_ATOM_BLANK)
        return true;
    if (atom >= bench->first_made) {
        *value = settling->made_values[atom - bench->first_made];
        return true;
    }
    *value = settling->values[atom - bench->first_atom];
    return settling->countable[atom - bench->first_atom];
}

static bool add_side(const struct gj_settling *settling, size_t row, const uint32_t *slots, const size_t *cells,
                     size_t count, int sign, int64_t *sum) {
    for (size_t i = 0; i < count; i++) {
        int64_t value;
        if (settling->row_of[cells[i]] != row + 1)
            continue;
        if (!gj_slot_value(settling, slots[settling->slot_of[cells[i]]], &value))
            return false;
        *sum += sign * value;
    }
    return true;
}

bool gj_contribution(const struct gj_settling *settling, const struct gj_equation *equation, size_t row,
                     const uint32_t *slots, int64_t *sum) {
    *sum = 0;
    return add_side(settling, row, slots, equation->left, equation->left_count, 1, sum) &&
           add_side(settling, row, slots, equation->right, equation->right_count, -1, sum);
}

/* ------------------------------------------------------------------ the rows of a relation */

static bool list_side(const struct gj_settling *settling, const size_t *cells, size_t count,
                      struct gj_relation_rows *rows) {
    for (size_t i = 0; i < count; i++) {
        size_t row = settling->row_of[cells[i]];
        if (!row && settling->named[cells[i]])
            continue; /* printed blank, and adds nothing */
        if (!row || !settling->choices->items[row - 1].placement_count)
            return false;
        bool known = false;
        for (size_t j = 0; j < rows->count && !known; j++)
            known = rows->rows[j] == row - 1;
        if (known)
            continue;
        if (rows->count == GJ_MOST_ROWS)
            return false;
        rows->rows[rows->count++] = row - 1;
        rows->open |= settling->choices->items[row - 1].placement_count > 1;
        rows->was_open |= settling->choices->items[row - 1].was_open;
    }
    return true;
}

bool gj_list_rows(const struct gj_settling *settling, const struct gj_equation *equation,
                  struct gj_relation_rows *rows) {
    rows->count = 0;
    rows->open = rows->was_open = false;
    return list_side(settling, equation->left, equation->left_count, rows) &&
           list_side(settling, equation->right, equation->right_count, rows);
}

static void index_cells(struct gj_settling *settling) {
    const struct gj_workbench *bench = settling->bench;
    for (size_t i = 0; i < settling->choices->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[settling->choices->items[i].strip];
        for (size_t slot = 0; slot < strip->slot_count; slot++) {
            settling->row_of[strip->cells[slot]] = i + 1;
            settling->slot_of[strip->cells[slot]] = slot;
        }
    }
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_label *label = gj_label_at(bench, i) ? gj_row_named(bench, i) : NULL;
        if (!label)
            continue;
        const struct gj_table_rule *table = &bench->report->form->tables[label->table];
        for (size_t column = 0; column < table->column_count; column++)
            settling->named[table->first_cell + label->index * table->column_count + column] = true;
    }
}

/* ------------------------------------------------------------------ the whole */

static bool any_open(const struct gj_choices *choices) {
    for (size_t i = 0; i < choices->count; i++)
        if (choices->items[i].placement_count > 1)
            return true;
    return false;
}

static gj_status open_settling(struct gj_settling *settling) {
    struct gj_arena *arena = settling->bench->arena;
    size_t cells = settling->bench->report->form->cell_count;
    size_t atoms = settling->bench->last_atom - settling->bench->first_atom;
    size_t made = settling->bench->cells->count + settling->bench->cells->made_count - settling->bench->first_made;
    settling->values = gj_arena_array(arena, atoms, sizeof *settling->values);
    settling->countable = gj_arena_array(arena, atoms, sizeof *settling->countable);
    settling->made_values = gj_arena_array(arena, made, sizeof *settling->made_values);
    settling->row_of = gj_arena_array(arena, cells, sizeof *settling->row_of);
    settling->slot_of = gj_arena_array(arena, cells, sizeof *settling->slot_of);
    settling->named = gj_arena_array(arena, cells, sizeof *settling->named);
    settling->scratch.size = SCRATCH_WORDS;
    settling->scratch.words = gj_arena_room(arena, SCRATCH_WORDS, sizeof *settling->scratch.words);
    if (arena->failed || !settling->scratch.words)
        return GJ_ERROR_MEMORY;
    index_cells(settling);
    return read_values(settling);
}

/* A copy of all open ways, to go back to. NULL where memory ends. */
static struct gj_choice *copy_ways(struct gj_workbench *bench, const struct gj_choices *choices) {
    struct gj_choice *copies = gj_arena_array(bench->arena, choices->count, sizeof *copies);
    for (size_t i = 0; copies && i < choices->count; i++) {
        struct gj_choice *copy = &copies[i];
        *copy = choices->items[i];
        if (copy->placement_count < 2)
            continue;
        copy->placements = gj_arena_array(bench->arena, copy->placement_count, sizeof *copy->placements);
        if (!copy->placements)
            return NULL;
        memcpy(copy->placements, choices->items[i].placements, copy->placement_count * sizeof *copy->placements);
    }
    return copies;
}

/* What the relations rule out one at a time is sound only if some choice satisfies all of them that can be. */
static gj_status settle_many(struct gj_settling *settling) {
    struct gj_choices *choices = settling->choices;
    struct gj_choice *before = copy_ways(settling->bench, choices);
    bool is_sound = true, is_least = true;
    long least = 0;
    gj_status status = before ? gj_weigh_least(settling, &least) : GJ_ERROR_MEMORY;
    if (status == GJ_OK)
        status = gj_make_consistent(settling, &is_sound);
    if (status == GJ_OK && is_sound)
        status = gj_weigh_ways(settling, least, &is_least);
    if (status != GJ_OK || (is_sound && is_least))
        return status;
    memcpy(choices->items, before, choices->count * sizeof *before);
    return gj_weigh_ways(settling, LONG_MAX, &is_least);
}

static gj_status settle(struct gj_settling *settling) {
    bool is_least;
    if (!any_open(settling->choices))
        return GJ_OK;
    return settling->choices->whole ? gj_weigh_ways(settling, LONG_MAX, &is_least) : settle_many(settling);
}

static bool any_against_places(const struct gj_settling *settling) {
    for (size_t table = 0; table < settling->bench->report->form->table_count; table++)
        if (gj_count_against_places(settling, table))
            return true;
    return false;
}

/* With rows opened whose places the relations speak against, if then all of these hold; else as they stand. */
static gj_status settle_doubted(struct gj_settling *settling) {
    struct gj_choices *choices = settling->choices;
    struct gj_choice *before = copy_ways(settling->bench, choices);
    bool doubted = false;
    gj_status status = before ? gj_doubt_places(settling, &doubted) : GJ_ERROR_MEMORY;
    if (status == GJ_OK)
        status = settle(settling);
    if (status != GJ_OK || !doubted || !any_against_places(settling))
        return status;
    memcpy(choices->items, before, choices->count * sizeof *before);
    return settle(settling);
}

gj_status gj_settle(struct gj_workbench *bench, struct gj_choices *choices) {
    struct gj_settling settling = {.bench = bench, .choices = choices};
    bool by_place = gj_any_by_place(choices);
    if (!any_open(choices) && !by_place)
        return GJ_OK;
    gj_status status = open_settling(&settling);
    if (status == GJ_OK)
        status = by_place ? settle_doubted(&settling) : settle(&settling);
    return status == GJ_OK && bench->arena->failed ? GJ_ERROR_MEMORY : status;
}
