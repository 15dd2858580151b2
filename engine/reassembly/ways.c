/*
 * Ways: how the numbers of a record may go into the slots of its strip where there are more or fewer of them. With
 * too few, slots are empty, or numbers were run together (1200 for 12, 0, 0); with too many, some are foreign or
 * stand twice, or one was cut in two (1 2 for 12). Which of them it is only the relations can tell (settle.c).
 */
#include <string.h>

#include "costs.h"
#include "reassembly.h"

/* More ways than the limit of readings are not told apart: the row is then ambiguous throughout. Past so many numbers
 * lost or added none is taken for cut or run together, and numbers of more digits never are. */
enum { MOST_REPAIRS = 3, MOST_DIGITS = 12 };

struct lister {
    struct gj_workbench *bench;
    struct gj_choice *choice;
    const uint32_t *atoms;
    size_t count;
    size_t slot_count;
    bool repairs;
    size_t first_made; /* atoms made here are kept from there on, and used by every way that needs them */
    size_t capacity;
    uint32_t slots[GJ_MOST_SLOTS];
    bool failed, full;
};

static const struct gj_atom *number_at(const struct lister *lister, size_t at) {
    return gj_atom_at(lister->bench, lister->atoms[at]);
}

static const char *bytes_at(const struct lister *lister, size_t at) {
    return lister->bench->text->bytes + number_at(lister, at)->offset;
}

/* Nothing but digits: signs, points and units are never parted from their number. */
static bool is_digits(const struct lister *lister, size_t at) {
    const struct gj_atom *atom = number_at(lister, at);
    return atom->next_piece == GJ_NO_ATOM && atom->length && atom->length <= MOST_DIGITS &&
           gj_is_digits(lister->bench, atom);
}

/* 00 and 012 are printed nowhere. */
static bool is_odd(const struct lister *lister, size_t at) {
    return number_at(lister, at)->length > 1 && bytes_at(lister, at)[0] == '0' && is_digits(lister, at);
}

static bool same_number(const struct lister *lister, size_t a, size_t b) {
    return number_at(lister, a)->length == number_at(lister, b)->length &&
           memcmp(bytes_at(lister, a), bytes_at(lister, b), number_at(lister, a)->length) == 0;
}

/* ------------------------------------------------------------------ one way */

static void add_way(struct lister *lister, int cost) {
    struct gj_choice *choice = lister->choice;
    struct gj_arena *arena = lister->bench->arena;
    lister->full |= choice->placement_count == lister->bench->report->limits.readings;
    if (lister->full)
        return;
    choice->placements = gj_arena_grow(arena, choice->placements, choice->placement_count, &lister->capacity,
                                       sizeof *choice->placements);
    uint32_t *slots = gj_arena_array(arena, lister->slot_count, sizeof *slots);
    lister->failed |= !choice->placements || !slots;
    if (lister->failed)
        return;
    memcpy(slots, lister->slots, lister->slot_count * sizeof *slots);
    choice->placements[choice->placement_count++] = (struct gj_placement){.slots = slots, .cost = cost};
}

static uint32_t find_made(const struct lister *lister, size_t at, size_t start, size_t length, bool joined) {
    const struct gj_cells *cells = lister->bench->cells;
    for (size_t i = lister->first_made; i < cells->count + cells->made_count; i++) {
        const struct gj_atom *atom = &cells->atoms[i];
        if (atom->source == lister->atoms[at] && atom->offset == number_at(lister, at)->offset + start &&
            atom->length == length && !atom->is_piece && (atom->next_piece != GJ_NO_ATOM) == joined)
            return (uint32_t)i;
    }
    return GJ_NO_ATOM;
}

static uint32_t make(struct lister *lister, size_t at, size_t start, size_t length) {
    uint32_t made =
        gj_cells_make(lister->bench->cells, lister->bench->arena, lister->atoms[at], (uint32_t)start, (uint32_t)length);
    lister->failed |= made == GJ_NO_ATOM;
    return made;
}

static uint32_t part_of(struct lister *lister, size_t at, size_t start, size_t length) {
    uint32_t found = find_made(lister, at, start, length, false);
    return found != GJ_NO_ATOM ? found : make(lister, at, start, length);
}

/* The number with the next one behind it. */
static uint32_t join(struct lister *lister, size_t at) {
    size_t length = number_at(lister, at)->length;
    uint32_t found = find_made(lister, at, 0, length, true);
    if (found != GJ_NO_ATOM)
        return found;
    uint32_t rest = make(lister, at + 1, 0, number_at(lister, at + 1)->length), first = make(lister, at, 0, length);
    if (lister->failed)
        return GJ_NO_ATOM;
    lister->bench->cells->atoms[rest].is_piece = true;
    lister->bench->cells->atoms[first].next_piece = rest;
    return first;
}

/* ------------------------------------------------------------------ too few numbers */

static void fill_few(struct lister *lister, size_t at, size_t slot, int cost);

/* The number from its byte start on as two or more numbers, of which the first goes into the slot. */
static void cut(struct lister *lister, size_t at, size_t start, size_t slot, int cost) {
    size_t length = number_at(lister, at)->length, lost = lister->slot_count - slot - (lister->count - at);
    const char *bytes = bytes_at(lister, at);
    size_t longest = bytes[start] == '0' ? 1 : length - start - 1; /* no number begins with 0 */
    for (size_t part = 1; part <= longest && start + part < length && !lister->failed; part++) {
        size_t rest = length - start - part;
        lister->slots[slot] = part_of(lister, at, start, part);
        if (rest == 1 || bytes[start + part] != '0') {
            lister->slots[slot + 1] = part_of(lister, at, start + part, rest);
            fill_few(lister, at + 1, slot + 2, cost);
        }
        if (lost > 1 && rest > 1) {
            lister->slots[slot] = part_of(lister, at, start, part);
            cut(lister, at, start + part, slot + 1, cost + GJ_COST_RUN_TOGETHER);
        }
    }
}

/* Puts the numbers from at on into the slots from slot on; gaps come as late as they can first. */
static void fill_few(struct lister *lister, size_t at, size_t slot, int cost) {
    size_t numbers = lister->count - at, slots = lister->slot_count - slot;
    if (lister->failed || lister->full || numbers > slots)
        return;
    if (!slots) {
        add_way(lister, cost);
        return;
    }
    if (numbers) {
        lister->slots[slot] = lister->atoms[at];
        fill_few(lister, at + 1, slot + 1, cost + (is_odd(lister, at) ? GJ_COST_ODD_NUMBER : 0));
        if (lister->repairs && numbers < slots && number_at(lister, at)->length > 1 && is_digits(lister, at))
            cut(lister, at, 0, slot, cost + (is_odd(lister, at) ? GJ_COST_RUN_TOGETHER : GJ_COST_CUT_NUMBER));
    }
    if (numbers < slots) {
        lister->slots[slot] = GJ_SLOT_MISSING;
        fill_few(lister, at, slot + 1, cost + GJ_COST_GAP);
    }
}

/* ------------------------------------------------------------------ too many numbers */

static int cost_of_extra(const struct lister *lister, size_t at) {
    if (!at || !same_number(lister, at, at - 1))
        return GJ_COST_FOREIGN_NUMBER;
    bool zero = number_at(lister, at)->length == 1 && bytes_at(lister, at)[0] == '0';
    return zero ? GJ_COST_DOUBLED_ZERO : GJ_COST_DOUBLED;
}

static void fill_many(struct lister *lister, size_t at, size_t slot, int cost) {
    size_t numbers = lister->count - at, slots = lister->slot_count - slot;
    if (lister->failed || lister->full || numbers < slots)
        return;
    if (!numbers) {
        add_way(lister, cost);
        return;
    }
    if (slots) {
        lister->slots[slot] = lister->atoms[at];
        fill_many(lister, at + 1, slot + 1, cost);
    }
    if (numbers == slots)
        return;
    if (lister->repairs && slots && is_digits(lister, at) && bytes_at(lister, at)[0] != '0' &&
        is_digits(lister, at + 1)) {
        lister->slots[slot] = join(lister, at);
        fill_many(lister, at + 2, slot + 1, cost + GJ_COST_CUT_IN_TWO);
    }
    fill_many(lister, at + 1, slot, cost + cost_of_extra(lister, at));
}

gj_status gj_list_ways(struct gj_workbench *bench, struct gj_choice *choice, const uint32_t *atoms, size_t count,
                       bool whole) {
    struct lister lister = {.bench = bench, .choice = choice, .atoms = atoms, .count = count};
    lister.slot_count = bench->strips->items[choice->strip].slot_count;
    lister.first_made = bench->cells->count + bench->cells->made_count;
    bool few = count < lister.slot_count;
    size_t difference = few ? lister.slot_count - count : count - lister.slot_count;
    lister.repairs = whole && difference <= MOST_REPAIRS;
    if (few)
        fill_few(&lister, 0, 0, 0);
    else
        fill_many(&lister, 0, 0, 0);
    if (lister.full)
        choice->placement_count = 0;
    choice->was_open = choice->placement_count > 1;
    return lister.failed ? GJ_ERROR_MEMORY : GJ_OK;
}
