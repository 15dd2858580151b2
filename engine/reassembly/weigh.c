/*
 * Weighing: every way of an open row has a price, that of what must have happened to the row, of the relations within
 * the row that fail, and, together with the ways of the other rows, of those between rows. Of a lost number the
 * relation of its row mostly says how large it was; that is put to the relations of its column, which fail where
 * they say otherwise. The joint search (joint.c) gives how far each way is behind the best; ways that are far behind
 * are dropped, and how far the next one is becomes the margin of the cell.
 *
 * Whatever is left open among equal numbers makes no difference: where every way that is left, with what the row's
 * sum says of its lost number, puts the same value into a slot, that value is known, and one way serves for all.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "costs.h"
#include "hash.h"
#include "joint.h"
#include "report/notes.h"
#include "settle.h"

/* A way this far behind is no rival. */
enum { FAR_BEHIND = 400 };

/* Relations of the template between rows, in the order of the joint search. */
struct ties {
    const struct gj_equation *equations[GJ_MOST_TIES];
    size_t count;
};

/* A way, weighed. */
struct weighed {
    size_t placement;
    int cost;
    uint64_t frees;
    uint64_t hash;
    size_t tie_count;
    int64_t *adds;
    size_t class;
};

struct open_row {
    size_t choice;
    struct weighed *ways;
    size_t count;
};

struct weighing {
    struct gj_settling *settling;
    struct ties ties;
    struct gj_joint joint;
    struct open_row *rows; /* as many as joint.rows */
};

/* ------------------------------------------------------------------ lost numbers */

enum lost_kind { NOT_LOST, TOLD, UNTOLD };

struct lost {
    uint8_t kind[GJ_MOST_SLOTS];
    int64_t value[GJ_MOST_SLOTS];
};

/* Slots of the row that lie on one side of a relation and hold nothing; *slot is the last of them. */
static size_t count_lost(const struct gj_settling *settling, size_t row, const uint32_t *slots, const size_t *cells,
                         size_t count, size_t *slot) {
    size_t lost = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = settling->slot_of[cells[i]];
        if (settling->row_of[cells[i]] != row + 1 || slots[at] != GJ_SLOT_MISSING)
            continue;
        *slot = at;
        lost++;
    }
    return lost;
}

/* What a relation within the row says of the way: its cost, and how large a single lost number must be. */
static int weigh_within(const struct gj_settling *settling, const struct gj_equation *equation, size_t row,
                        const uint32_t *slots, struct lost *lost) {
    size_t slot = 0;
    size_t left = count_lost(settling, row, slots, equation->left, equation->left_count, &slot);
    size_t right = count_lost(settling, row, slots, equation->right, equation->right_count, &slot);
    int64_t rest;
    if (!gj_contribution(settling, equation, row, slots, &rest))
        return 0;
    if (left + right > 1)
        return GJ_COST_UNCHECKED;
    if (left + right == 0)
        return rest ? GJ_COST_ROW_VIOLATED : 0;
    int64_t value = left ? -rest : rest;
    if (value < 0)
        return GJ_COST_ROW_VIOLATED;
    lost->kind[slot] = TOLD;
    lost->value[slot] = value;
    return value ? GJ_COST_UNCHECKED : 0;
}

static bool is_within(const struct gj_settling *settling, const struct gj_equation *equation, size_t row) {
    for (size_t i = 0; i < equation->left_count; i++)
        if (settling->row_of[equation->left[i]] != row + 1)
            return false;
    for (size_t i = 0; i < equation->right_count; i++)
        if (settling->row_of[equation->right[i]] != row + 1)
            return false;
    return true;
}

static int find_lost(const struct gj_settling *settling, size_t row, const struct gj_placement *placement,
                     struct lost *lost) {
    const struct gj_template *form = settling->bench->report->form;
    const struct gj_strip *strip = &settling->bench->strips->items[settling->choices->items[row].strip];
    bool whole = settling->choices->whole;
    int cost = 0;
    for (size_t i = 0; i < strip->slot_count; i++) {
        lost->kind[i] = placement->slots[i] != GJ_SLOT_MISSING ? NOT_LOST : whole ? UNTOLD : TOLD;
        lost->value[i] = 0; /* a blank that left no trace */
    }
    for (size_t i = 0; i < form->equation_count; i++) {
        const struct gj_equation *equation = &form->equations[i];
        int64_t rest;
        if (equation->table != strip->table || !is_within(settling, equation, row))
            continue;
        if (whole)
            cost += weigh_within(settling, equation, row, placement->slots, lost);
        else if (gj_contribution(settling, equation, row, placement->slots, &rest) && rest)
            cost += GJ_COST_ROW_VIOLATED;
    }
    for (size_t i = 0; i < strip->slot_count; i++)
        cost += lost->kind[i] == UNTOLD ? GJ_COST_UNTOLD : 0;
    return cost;
}

/* ------------------------------------------------------------------ one way */

static void add_lost(const struct gj_settling *settling, size_t row, const struct lost *lost, const size_t *cells,
                     size_t count, int sign, int64_t *sum, bool *untold) {
    for (size_t i = 0; i < count; i++) {
        size_t slot = settling->slot_of[cells[i]];
        if (settling->row_of[cells[i]] != row + 1)
            continue;
        *sum += lost->kind[slot] == TOLD ? sign * lost->value[slot] : 0;
        *untold |= lost->kind[slot] == UNTOLD;
    }
}

static bool has_cell_of(const struct gj_settling *settling, const size_t *cells, size_t count, size_t row) {
    for (size_t i = 0; i < count; i++)
        if (settling->row_of[cells[i]] == row + 1)
            return true;
    return false;
}

/* The ties that the row has cells in, one bit each: to the others none of its ways adds anything. */
static uint64_t ties_of(const struct weighing *weighing, size_t row) {
    uint64_t ties = 0;
    for (size_t i = 0; i < weighing->ties.count; i++) {
        const struct gj_equation *tie = weighing->ties.equations[i];
        bool tied = has_cell_of(weighing->settling, tie->left, tie->left_count, row) ||
                    has_cell_of(weighing->settling, tie->right, tie->right_count, row);
        ties |= (uint64_t)tied << i;
    }
    return ties;
}

/* What the way adds to one relation; false where that is not known. */
static bool weigh_tie(const struct gj_settling *settling, const struct gj_equation *tie, size_t row,
                      const struct gj_placement *placement, const struct lost *lost, int64_t *adds) {
    bool untold = !gj_contribution(settling, tie, row, placement->slots, adds);
    add_lost(settling, row, lost, tie->left, tie->left_count, 1, adds, &untold);
    add_lost(settling, row, lost, tie->right, tie->right_count, -1, adds, &untold);
    return !untold;
}

static void weigh_way(const struct weighing *weighing, size_t row, uint64_t ties, struct weighed *way) {
    const struct gj_settling *settling = weighing->settling;
    const struct gj_placement *placement = &settling->choices->items[row].placements[way->placement];
    struct lost lost;
    way->cost = placement->cost + find_lost(settling, row, placement, &lost);
    way->hash = way->frees = 0;
    for (size_t i = 0; i < way->tie_count; i++) {
        bool told =
            !(ties >> i & 1) || weigh_tie(settling, weighing->ties.equations[i], row, placement, &lost, &way->adds[i]);
        if (!told) {
            way->frees |= UINT64_C(1) << i;
            way->adds[i] = 0;
        }
        way->hash = (way->hash ^ (uint64_t)way->adds[i]) * GJ_HASH_GOLDEN;
    }
}

/* ------------------------------------------------------------------ classes */

static int compare_ways(const void *a, const void *b) {
    const struct weighed *first = a, *second = b;
    if (first->cost != second->cost)
        return first->cost < second->cost ? -1 : 1;
    if (first->hash != second->hash)
        return first->hash < second->hash ? -1 : 1;
    if (first->frees != second->frees)
        return first->frees < second->frees ? -1 : 1;
    int order = first->tie_count ? memcmp(first->adds, second->adds, first->tie_count * sizeof *first->adds) : 0;
    if (order)
        return order;
    return (first->placement > second->placement) - (first->placement < second->placement);
}

static bool same_class(const struct weighed *a, const struct weighed *b) {
    return a->cost == b->cost && a->frees == b->frees && a->hash == b->hash &&
           (!a->tie_count || memcmp(a->adds, b->adds, a->tie_count * sizeof *a->adds) == 0);
}

static gj_status classify(struct weighing *weighing, size_t index) {
    struct open_row *row = &weighing->rows[index];
    struct gj_joint_row *joint = &weighing->joint.rows[index];
    qsort(row->ways, row->count, sizeof *row->ways, compare_ways);
    joint->classes = gj_arena_array(weighing->joint.arena, row->count, sizeof *joint->classes);
    if (!joint->classes)
        return GJ_ERROR_MEMORY;
    joint->count = 0;
    for (size_t i = 0; i < row->count; i++) {
        struct weighed *way = &row->ways[i];
        if (!i || !same_class(way, &row->ways[i - 1]))
            joint->classes[joint->count++] =
                (struct gj_joint_class){.cost = way->cost, .frees = way->frees, .adds = way->adds};
        way->class = joint->count - 1;
    }
    return GJ_OK;
}

static gj_status weigh_row(struct weighing *weighing, size_t index) {
    struct open_row *row = &weighing->rows[index];
    const struct gj_choices *choices = weighing->settling->choices;
    size_t ways = choices->items[row->choice].placement_count;
    struct gj_arena *arena = weighing->joint.arena;
    size_t ties = weighing->ties.count;
    uint64_t tied = ties_of(weighing, row->choice);
    int64_t *adds = gj_arena_array(arena, ways * ties, sizeof *adds);
    row->ways = gj_arena_array(arena, ways, sizeof *row->ways);
    row->count = ways;
    if (!row->ways || !adds)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < ways; i++) {
        row->ways[i] = (struct weighed){.placement = i, .tie_count = ties, .adds = adds + i * ties};
        weigh_way(weighing, row->choice, tied, &row->ways[i]);
    }
    return classify(weighing, index);
}

/* ------------------------------------------------------------------ the problem */

/* What the rows that are not open add; false where that is not known. */
static bool add_base(const struct gj_settling *settling, const struct gj_equation *equation,
                     const struct gj_relation_rows *rows, int64_t *base) {
    for (size_t i = 0; i < rows->count; i++) {
        const struct gj_choice *choice = &settling->choices->items[rows->rows[i]];
        int64_t sum;
        if (choice->was_open)
            continue;
        if (!gj_contribution(settling, equation, rows->rows[i], choice->placements[0].slots, &sum))
            return false;
        *base += sum;
    }
    return true;
}

static void find_ties(struct weighing *weighing) {
    const struct gj_template *form = weighing->settling->bench->report->form;
    for (size_t i = 0; i < form->equation_count && weighing->ties.count < GJ_MOST_TIES; i++) {
        struct gj_relation_rows rows;
        int64_t base = 0;
        if (!gj_list_rows(weighing->settling, &form->equations[i], &rows) || !rows.was_open || rows.count < 2 ||
            !add_base(weighing->settling, &form->equations[i], &rows, &base))
            continue;
        weighing->joint.base[weighing->ties.count] = base;
        weighing->ties.equations[weighing->ties.count++] = &form->equations[i];
    }
    weighing->joint.relation_count = weighing->ties.count;
}

static gj_status open_problem(struct weighing *weighing) {
    struct gj_settling *settling = weighing->settling;
    struct gj_choices *choices = settling->choices;
    struct gj_arena *arena = settling->bench->arena;
    weighing->joint.arena = arena;
    weighing->joint.scratch = &settling->scratch;
    weighing->joint.base = gj_arena_array(arena, GJ_MOST_TIES, sizeof *weighing->joint.base);
    weighing->joint.rows = gj_arena_array(arena, choices->count, sizeof *weighing->joint.rows);
    weighing->rows = gj_arena_array(arena, choices->count, sizeof *weighing->rows);
    if (!weighing->joint.base || !weighing->joint.rows || !weighing->rows)
        return GJ_ERROR_MEMORY;
    find_ties(weighing);
    gj_status status = GJ_OK;
    for (size_t i = 0; i < choices->count && status == GJ_OK; i++) {
        if (!choices->items[i].was_open)
            continue;
        weighing->rows[weighing->joint.row_count].choice = i;
        status = weigh_row(weighing, weighing->joint.row_count++);
    }
    return status;
}

/* ------------------------------------------------------------------ what comes of it */

/* The value that a way puts into a slot, a lost number included; false where it is not known. */
static bool value_of(const struct gj_settling *settling, const struct gj_placement *placement, const struct lost *lost,
                     size_t slot, int64_t *value) {
    *value = lost->kind[slot] == TOLD ? lost->value[slot] : 0;
    if (lost->kind[slot] != NOT_LOST)
        return lost->kind[slot] == TOLD;
    uint32_t atom = placement->slots[slot];
    return atom < GJ_SLOT_BLANK && gj_atom_at(settling->bench, atom)->length && gj_slot_value(settling, atom, value);
}

/* One of two cells has a remark or a unit on a further line: not the same is printed, whatever its number. */
static bool differ_in_pieces(const struct gj_workbench *bench, uint32_t a, uint32_t b) {
    return a != b && a < GJ_SLOT_BLANK && b < GJ_SLOT_BLANK &&
           (gj_atom_at(bench, a)->next_piece != GJ_NO_ATOM || gj_atom_at(bench, b)->next_piece != GJ_NO_ATOM);
}

/* Where all ways that are left put one value into a slot, they take the best way's atom for it. */
static void unite_equal(const struct weighing *weighing, const struct open_row *row, size_t kept) {
    const struct gj_settling *settling = weighing->settling;
    struct gj_choice *choice = &settling->choices->items[row->choice];
    size_t slots = settling->bench->strips->items[choice->strip].slot_count;
    int64_t first[GJ_MOST_SLOTS], value;
    bool equal[GJ_MOST_SLOTS];
    for (size_t i = 0; i < kept; i++) {
        const struct gj_placement *placement = &choice->placements[i];
        struct lost lost = {.value = {0}};
        find_lost(settling, row->choice, placement, &lost);
        for (size_t slot = 0; slot < slots; slot++) {
            bool known = value_of(settling, placement, &lost, slot, i ? &value : &first[slot]);
            equal[slot] = known && (!i || (equal[slot] && value == first[slot]));
            equal[slot] &=
                !differ_in_pieces(settling->bench, placement->slots[slot], choice->placements[0].slots[slot]);
        }
    }
    for (size_t slot = 0; slot < slots; slot++)
        for (size_t i = 1; i < kept && equal[slot]; i++) {
            uint32_t *other = &choice->placements[i].slots[slot];
            choice->settled_by_relations |= *other != choice->placements[0].slots[slot];
            *other = choice->placements[0].slots[slot];
        }
}

/* How far the best way is ahead of any that puts something else into the slot. */
static gj_status measure_slots(const struct gj_workbench *bench, struct gj_choice *choice) {
    size_t slots = bench->strips->items[choice->strip].slot_count;
    int *margins = gj_arena_array(bench->arena, slots, sizeof *margins);
    if (!margins)
        return GJ_ERROR_MEMORY;
    for (size_t slot = 0; slot < slots; slot++) {
        margins[slot] = FAR_BEHIND;
        for (size_t i = 1; i < choice->placement_count; i++)
            if (choice->placements[i].cost < margins[slot] &&
                !gj_same_text(bench, choice->placements[i].slots[slot], choice->placements[0].slots[slot]))
                margins[slot] = choice->placements[i].cost;
    }
    choice->slot_margins = margins;
    return GJ_OK;
}

static int compare_placements(const void *a, const void *b) {
    const struct gj_placement *first = a, *second = b;
    if (first->cost != second->cost)
        return first->cost < second->cost ? -1 : 1;
    return (first->rank > second->rank) - (first->rank < second->rank);
}

/* Gives each placement how far it is behind; true where relations, and not what must have happened to the row, put
 * any of them there. */
static bool score_placements(const struct weighing *weighing, size_t index) {
    const struct open_row *row = &weighing->rows[index];
    struct gj_choice *choice = &weighing->settling->choices->items[row->choice];
    int least = INT_MAX;
    bool by_relations = false;
    for (size_t i = 0; i < choice->placement_count; i++)
        least = choice->placements[i].cost < least ? choice->placements[i].cost : least;
    for (size_t i = 0; i < row->count; i++) {
        struct gj_placement *placement = &choice->placements[row->ways[i].placement];
        int behind = weighing->joint.rows[index].classes[row->ways[i].class].behind;
        by_relations |= behind >= GJ_THIN_MARGIN && placement->cost < least + GJ_THIN_MARGIN;
        placement->cost = behind;
        placement->rank = row->ways[i].placement;
    }
    return by_relations;
}

static gj_status settle_row(const struct weighing *weighing, size_t index) {
    const struct open_row *row = &weighing->rows[index];
    const struct gj_settling *settling = weighing->settling;
    struct gj_choice *choice = &settling->choices->items[row->choice];
    choice->settled_by_relations |= score_placements(weighing, index);
    qsort(choice->placements, choice->placement_count, sizeof *choice->placements, compare_placements);
    size_t kept = 1;
    while (kept < choice->placement_count && choice->placements[kept].cost < GJ_THIN_MARGIN)
        kept++;
    if (settling->choices->whole)
        unite_equal(weighing, row, kept);
    if (measure_slots(settling->bench, choice) != GJ_OK)
        return GJ_ERROR_MEMORY;
    choice->placement_count = kept;
    return GJ_OK;
}

static void note_limit(const struct weighing *weighing) {
    const struct gj_workbench *bench = weighing->settling->bench;
    const struct gj_choice *choice = &weighing->settling->choices->items[weighing->rows[0].choice];
    size_t line = (size_t)gj_atom_at(bench, choice->value_first)->line + 1;
    gj_note(bench->report, GJ_NOTE_LIMIT_WAYS, line, NULL, NULL);
}

gj_status gj_weigh_least(struct gj_settling *settling, long *least) {
    struct weighing weighing = {.settling = settling};
    gj_status status = open_problem(&weighing);
    *least = 0;
    if (status == GJ_OK && weighing.joint.row_count && !gj_joint_least(&weighing.joint, least))
        return GJ_ERROR_MEMORY;
    return status;
}

gj_status gj_weigh_ways(struct gj_settling *settling, long least, bool *is_least) {
    struct weighing weighing = {.settling = settling};
    gj_status status = open_problem(&weighing);
    *is_least = true;
    if (status != GJ_OK || !weighing.joint.row_count)
        return status;
    if (!gj_joint_solve(&weighing.joint, FAR_BEHIND))
        return GJ_ERROR_MEMORY;
    *is_least = weighing.joint.limited || weighing.joint.best <= least;
    if (!*is_least)
        return GJ_OK;
    if (weighing.joint.limited)
        note_limit(&weighing);
    for (size_t i = 0; i < weighing.joint.row_count && status == GJ_OK; i++)
        status = settle_row(&weighing, i);
    return status;
}
