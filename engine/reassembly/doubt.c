/*
 * Doubt of places: text that was set out by spaces drifts, and rows with blank cells may then stand under the columns
 * beside theirs. Where several relations between the rows of a table speak against the places of its short rows, these
 * rows are read as rows whose blank cells left no trace: all their ways are open, and the relations decide. Where some
 * of these fail even so, the report is mistaken, and the places hold.
 */
#include "settle.h"

enum {
    LEAST_FAILED = 3, /* relations: fewer may be mistakes of the report */
    MOVED = 50 /* what it costs that a value belongs to the column beside: two of them are not done for nothing */
};

bool gj_any_by_place(const struct gj_choices *choices) {
    for (size_t i = 0; i < choices->count; i++)
        if (choices->items[i].by_place)
            return true;
    return false;
}

static bool has_row_by_place(const struct gj_settling *settling, const struct gj_relation_rows *rows) {
    for (size_t i = 0; i < rows->count; i++)
        if (settling->choices->items[rows->rows[i]].by_place)
            return true;
    return false;
}

/* The relation is one between rows, some of them short, all of which are placed, and it fails. */
static bool speaks_against(const struct gj_settling *settling, const struct gj_equation *equation) {
    struct gj_relation_rows rows;
    int64_t rest = 0, sum;
    if (!gj_list_rows(settling, equation, &rows) || rows.open || rows.count < 2 || !has_row_by_place(settling, &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        if (!gj_contribution(settling, equation, rows.rows[i],
                             settling->choices->items[rows.rows[i]].placements[0].slots, &sum))
            return false;
        rest += sum;
    }
    return rest != 0;
}

size_t gj_count_against_places(const struct gj_settling *settling, size_t table) {
    const struct gj_template *form = settling->bench->report->form;
    size_t failed = 0;
    for (size_t i = 0; i < form->equation_count; i++)
        failed += form->equations[i].table == table && speaks_against(settling, &form->equations[i]);
    return failed;
}

/* What it costs that a way puts values elsewhere than where they stand; -1 where one is moved by more than a column. */
static int cost_of_moves(const struct gj_placement *stand, const struct gj_placement *way, size_t slot_count) {
    int cost = 0;
    for (size_t slot = 0; slot < slot_count; slot++) {
        uint32_t atom = way->slots[slot];
        if (atom >= GJ_SLOT_BLANK || atom == stand->slots[slot])
            continue;
        bool is_near =
            (slot && stand->slots[slot - 1] == atom) || (slot + 1 < slot_count && stand->slots[slot + 1] == atom);
        if (!is_near)
            return -1;
        cost += MOVED;
    }
    return cost;
}

static void keep_near(const struct gj_choice *choice, struct gj_choice *opened, size_t slot_count) {
    size_t kept = 0;
    for (size_t i = 0; i < opened->placement_count; i++) {
        int cost = cost_of_moves(&choice->placements[0], &opened->placements[i], slot_count);
        if (cost < 0)
            continue;
        opened->placements[kept] = opened->placements[i];
        opened->placements[kept++].cost += cost;
    }
    opened->placement_count = kept;
    opened->was_open = kept > 1;
}

static gj_status open_row(struct gj_workbench *bench, struct gj_choice *choice) {
    uint32_t atoms[GJ_MOST_SLOTS];
    size_t count = 0;
    for (size_t slot = 0; slot < bench->strips->items[choice->strip].slot_count; slot++)
        if (choice->placements[0].slots[slot] < GJ_SLOT_BLANK &&
            gj_atom_at(bench, choice->placements[0].slots[slot])->kind == GJ_ATOM_VALUE)
            atoms[count++] = choice->placements[0].slots[slot];
    struct gj_choice opened = *choice;
    opened.placements = NULL;
    opened.placement_count = 0;
    gj_status status = gj_list_ways(bench, &opened, atoms, count, false);
    keep_near(choice, &opened, bench->strips->items[choice->strip].slot_count);
    if (status == GJ_OK && opened.placement_count)
        *choice = opened;
    return status;
}

gj_status gj_doubt_places(struct gj_settling *settling, bool *doubted) {
    struct gj_workbench *bench = settling->bench;
    gj_status status = GJ_OK;
    *doubted = false;
    for (size_t table = 0; table < bench->report->form->table_count && status == GJ_OK; table++) {
        if (gj_count_against_places(settling, table) < LEAST_FAILED)
            continue;
        *doubted = true;
        for (size_t i = 0; i < settling->choices->count && status == GJ_OK; i++) {
            struct gj_choice *choice = &settling->choices->items[i];
            if (choice->by_place && bench->strips->items[choice->strip].table == table)
                status = open_row(bench, choice);
        }
    }
    return status;
}
