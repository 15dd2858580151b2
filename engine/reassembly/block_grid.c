/*
 * Rows side by side under headers, read column by column. The values come in printed order, with some of the headers
 * right above them, which show where blank cells were passed over. Now and then the groups of columns are read into
 * one another: then the headers must say so and the sums must settle it.
 */
#include "block_reader.h"

enum { MOST_SLOTS = 32, MOST_STEPS = 200000 };

struct grid_reader {
    struct gj_block_reader *reader;
    size_t table, group_width, slot_count;
    size_t count;                   /* of values, in reading order */
    uint32_t own_slots[MOST_SLOTS]; /* of each value: the slots that the headers in its own block leave, one bit each */
    uint32_t near_slots[MOST_SLOTS]; /* and those that the headers between it and the value before leave */
    size_t pinned;                   /* values whose own headers leave less than all */
    /* what the ways found so far put into each slot */
    size_t found[MOST_SLOTS]; /* a value, or count where a way leaves it empty */
    bool agreed[MOST_SLOTS];
    size_t ways, steps;
};

static uint32_t all_slots(const struct grid_reader *grid) {
    return UINT32_MAX >> (32 - grid->slot_count);
}

/* The slots of columns [first, last] in every group. */
static uint32_t columns_mask(const struct grid_reader *grid, size_t first, size_t last) {
    uint32_t mask = 0;
    for (size_t slot = 0; slot < grid->slot_count; slot++)
        if (slot % grid->group_width >= first && slot % grid->group_width <= last)
            mask |= UINT32_C(1) << slot;
    return mask;
}

/* ------------------------------------------------------------------ what the headers leave */

/* The columns of a group that are the end of a text, at least as many as there are values. */
static bool find_columns(const struct grid_reader *grid, const struct gj_block_text *text, size_t count, size_t *first,
                         size_t *last) {
    int best = GJ_BLOCK_SAME_HEADERS;
    for (size_t i = 0; i < grid->group_width; i++)
        for (size_t j = i + count - 1; j < grid->group_width; j++) {
            int likeness = gj_columns_likeness(grid->reader, text, grid->table, i, j);
            if (likeness <= best)
                continue;
            best = likeness;
            *first = i;
            *last = j;
        }
    return best > GJ_BLOCK_SAME_HEADERS;
}

static void pin_own(struct grid_reader *grid, const struct gj_block_run *run) {
    struct gj_block_text text;
    size_t first, last;
    gj_block_text(grid->reader, run->own_first, run->text_last, &text);
    if (!text.length || !find_columns(grid, &text, run->span.count, &first, &last))
        return;
    size_t spare = last - first + 1 - run->span.count;
    for (size_t i = 0; i < run->span.count; i++) {
        grid->own_slots[run->span.first + i] = columns_mask(grid, first + i, first + i + spare);
        grid->pinned++;
    }
}

/* Where one header and nothing else stands between two runs, it is that of the second. */
static void pin_near(struct grid_reader *grid, const struct gj_block_run *run) {
    struct gj_block_text text;
    gj_block_text(grid->reader, run->text_first, run->text_last, &text);
    for (size_t i = 0; i < grid->group_width && run->span.count == 1; i++) {
        if (text.length && gj_columns_likeness(grid->reader, &text, grid->table, i, i) == 1000 &&
            text.length == gj_columns_length(grid->reader, grid->table, i, i))
            grid->near_slots[run->span.first] = columns_mask(grid, i, i);
    }
}

/* The group that the text before a run names, if it names just one; the count of groups otherwise. */
static size_t group_named(const struct grid_reader *grid, const struct gj_block_run *run) {
    const struct gj_workbench *bench = grid->reader->bench;
    size_t groups = grid->slot_count / grid->group_width, named = groups;
    for (size_t i = run->text_first; i < run->text_last; i++) {
        const struct gj_label *label = gj_label_at(bench, i) ? gj_row_named(bench, i) : NULL;
        if (!label || label->table != grid->table)
            continue;
        if (named < groups && named != label->index)
            return groups;
        named = label->index;
    }
    return named;
}

/* A group's name among the headers before some values is that of all of them up to the next text. */
static void pin_groups(struct grid_reader *grid) {
    size_t groups = grid->slot_count / grid->group_width, group = groups;
    for (size_t i = 0; i < grid->reader->run_count; i++) {
        const struct gj_block_run *run = &grid->reader->runs[i];
        if (run->text_first != run->text_last)
            group = group_named(grid, run);
        uint32_t mask = ((UINT32_C(1) << grid->group_width) - 1) << group * grid->group_width;
        for (size_t j = 0; j < run->span.count && group < groups; j++)
            grid->near_slots[run->span.first + j] &= mask;
    }
}

static bool pin_all(struct grid_reader *grid) {
    grid->count = grid->reader->value_count;
    if (grid->count > grid->slot_count || !grid->count)
        return false;
    for (size_t i = 0; i < grid->count; i++)
        grid->own_slots[i] = grid->near_slots[i] = all_slots(grid);
    for (size_t i = 0; i < grid->reader->run_count; i++) {
        const struct gj_block_run *run = &grid->reader->runs[i];
        if (run->span.count > grid->group_width)
            continue;
        pin_own(grid, run);
        pin_near(grid, run);
    }
    pin_groups(grid);
    return true;
}

/* ------------------------------------------------------------------ ways */

static void keep_way(struct grid_reader *grid, const size_t *slots) {
    const int64_t *texts = grid->reader->texts;
    for (size_t i = 0; i < grid->slot_count; i++) {
        if (!grid->ways) {
            grid->found[i] = slots[i];
            grid->agreed[i] = true;
        } else if ((grid->found[i] == grid->count) != (slots[i] == grid->count) ||
                   (slots[i] < grid->count && texts[grid->found[i]] != texts[slots[i]]))
            grid->agreed[i] = false;
    }
    grid->ways++;
}

/* Every way to put the values from one on into the slots from one on, in order. */
static void try_in_order(struct grid_reader *grid, size_t value, size_t slot, size_t *slots) {
    if (grid->steps++ > MOST_STEPS)
        return;
    if (slot == grid->slot_count) {
        if (value == grid->count)
            keep_way(grid, slots);
        return;
    }
    if (grid->slot_count - slot > grid->count - value) {
        slots[slot] = grid->count;
        try_in_order(grid, value, slot + 1, slots);
    }
    if (value < grid->count && grid->own_slots[value] >> slot & 1) {
        slots[slot] = value;
        try_in_order(grid, value + 1, slot + 1, slots);
    }
}

static int64_t side(const struct grid_reader *grid, const size_t *cells, size_t count, const size_t *slots) {
    size_t start = grid->reader->bench->report->form->tables[grid->table].first_cell;
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        size_t value = slots[cells[i] - start];
        sum += value < grid->count ? grid->reader->numbers[value] : 0;
    }
    return sum;
}

/* The relations of the table whose cells lie in slots [first, last). */
static bool sums_hold(const struct grid_reader *grid, const size_t *slots, size_t first, size_t last) {
    const struct gj_template *form = grid->reader->bench->report->form;
    size_t start = form->tables[grid->table].first_cell;
    for (size_t i = 0; i < form->equation_count; i++) {
        const struct gj_equation *equation = &form->equations[i];
        if (equation->table != grid->table || equation->target < start + first || equation->target >= start + last)
            continue;
        if (side(grid, equation->left, equation->left_count, slots) !=
            side(grid, equation->right, equation->right_count, slots))
            return false;
    }
    return true;
}

/* Groups are begun from the left, but for one that the headers name. */
static bool may_begin(const struct grid_reader *grid, size_t value, size_t group, const size_t *filled) {
    uint32_t others = all_slots(grid) & ~(((UINT32_C(1) << grid->group_width) - 1) << group * grid->group_width);
    if (filled[group] || !(grid->near_slots[value] & others))
        return true;
    for (size_t i = 0; i < group; i++)
        if (!filled[i])
            return false;
    return true;
}

/* Every way to deal the values out to the groups, each group filled in order and adding up. */
static void try_dealing(struct grid_reader *grid, size_t value, size_t *filled, size_t *slots) {
    size_t groups = grid->slot_count / grid->group_width;
    if (grid->steps++ > MOST_STEPS)
        return;
    if (value == grid->count) {
        keep_way(grid, slots);
        return;
    }
    for (size_t group = 0; group < groups; group++) {
        size_t first = group * grid->group_width, slot = first + filled[group];
        if (filled[group] == grid->group_width || !((grid->own_slots[value] & grid->near_slots[value]) >> slot & 1) ||
            !may_begin(grid, value, group, filled))
            continue;
        slots[slot] = value;
        filled[group]++;
        if (filled[group] < grid->group_width || sums_hold(grid, slots, first, first + grid->group_width))
            try_dealing(grid, value + 1, filled, slots);
        filled[group]--;
    }
}

static bool agrees_with_near(const struct grid_reader *grid, const size_t *slots) {
    for (size_t i = 0; i < grid->slot_count; i++)
        if (slots[i] < grid->count && !(grid->near_slots[slots[i]] >> i & 1))
            return false;
    return true;
}

/* Whole groups that do not add up, more than one of them: the values are in another order. */
static bool fails_often(const struct grid_reader *grid) {
    size_t failed = 0;
    for (size_t first = 0; first < grid->slot_count; first += grid->group_width)
        failed += !sums_hold(grid, grid->found, first, first + grid->group_width);
    return failed > 1;
}

/* Every group has one at least. */
static bool has_sums(const struct grid_reader *grid) {
    const struct gj_template *form = grid->reader->bench->report->form;
    size_t count = 0;
    for (size_t i = 0; i < form->equation_count; i++)
        count += form->equations[i].table == grid->table;
    return count >= grid->slot_count / grid->group_width;
}

/* The values in order, but for one that is none of the table's. */
static bool take_all_but(struct grid_reader *grid, size_t passed) {
    for (size_t i = 0; i < grid->slot_count; i++) {
        grid->found[i] = i < passed ? i : i + 1;
        grid->agreed[i] = true;
    }
    return sums_hold(grid, grid->found, 0, grid->slot_count);
}

static bool take_in_order(struct grid_reader *grid) {
    return take_all_but(grid, grid->count);
}

static bool is_dealt(struct grid_reader *grid) {
    size_t slots[MOST_SLOTS] = {0}, filled[MOST_SLOTS] = {0};
    grid->ways = grid->steps = 0;
    try_dealing(grid, 0, filled, slots);
    return grid->ways && grid->steps <= MOST_STEPS;
}

/* In order, where the headers or the sums bear that out; dealt out to the groups where the headers speak against
 * the order. Where headers stand that leave no way at all, sums that hold in order outweigh them. */
static bool find_ways(struct grid_reader *grid) {
    size_t slots[MOST_SLOTS] = {0};
    try_in_order(grid, 0, 0, slots);
    bool whole = grid->count == grid->slot_count, in_order = grid->ways == 1 && whole;
    if (grid->steps <= MOST_STEPS && grid->ways &&
        ((grid->pinned * 2 >= grid->count && !(in_order && fails_often(grid))) ||
         (in_order && sums_hold(grid, grid->found, 0, grid->slot_count))))
        return true;
    if (!whole || (in_order && agrees_with_near(grid, grid->found)))
        return false;
    return is_dealt(grid) || (!grid->ways && has_sums(grid) && take_in_order(grid));
}

/* The number of a page may have been read among the values: there is one too many, and without it all sums hold. false
 * where more than one could be it. */
static bool find_but_one(struct grid_reader *grid) {
    const struct gj_block_reader *reader = grid->reader;
    size_t passed = reader->value_count;
    if (reader->value_count != grid->slot_count + 1 || !has_sums(grid))
        return false;
    grid->count = reader->value_count;
    for (size_t i = 0; i < reader->run_count; i++) {
        size_t value = reader->runs[i].span.first;
        if (!gj_block_may_be_page_number(reader, &reader->runs[i]) || !take_all_but(grid, value))
            continue;
        if (passed < reader->value_count)
            return false;
        passed = value;
    }
    return passed < reader->value_count && take_all_but(grid, passed);
}

/* Columns at the right may be read behind all that stands below the table: where what the section lacks is there, no
 * more and no less, and in order all sums hold. */
static bool find_far(struct grid_reader *grid, size_t first) {
    struct gj_block_reader *reader = grid->reader;
    if (!has_sums(grid) || !gj_block_runs(reader, first, reader->bench->last_atom) ||
        reader->value_count != grid->slot_count)
        return false;
    grid->count = reader->value_count;
    return take_in_order(grid);
}

static bool find_near(struct grid_reader *grid, size_t first, size_t last) {
    return gj_block_runs(grid->reader, first, last) && ((pin_all(grid) && find_ways(grid)) || find_but_one(grid));
}

/* Fewer values than slots, though all slots have values further on. */
static bool is_far(struct grid_reader *grid, size_t first, size_t last) {
    return gj_block_runs(grid->reader, first, last) && grid->reader->value_count < grid->slot_count &&
           find_far(grid, first);
}

static bool put_found(struct grid_reader *grid) {
    struct gj_block_reader *reader = grid->reader;
    size_t rows = reader->bench->report->form->tables[grid->table].row_count;
    struct gj_choice *choice = gj_block_choice(reader, grid->table, 0, rows - 1);
    for (size_t i = 0; choice && i < grid->slot_count; i++)
        if (grid->agreed[i] && grid->found[i] < grid->count)
            gj_block_put(reader, choice, 0, i, reader->values[grid->found[i]]);
    return choice != NULL;
}

/* NULL where memory ends. */
static struct grid_reader *open_grid(struct gj_block_reader *reader, size_t table) {
    const struct gj_table_rule *rule = &reader->bench->report->form->tables[table];
    struct grid_reader *grid = gj_arena_take(reader->bench->arena, sizeof *grid);
    if (!grid)
        return NULL;
    grid->reader = reader;
    grid->table = table;
    grid->group_width = rule->column_count;
    grid->slot_count = rule->row_count * rule->column_count;
    return grid;
}

static bool is_too_large(const struct grid_reader *grid) {
    return !grid->group_width || grid->slot_count > MOST_SLOTS;
}

bool gj_read_grid_blocks(struct gj_block_reader *reader, size_t table, size_t first, size_t last) {
    struct grid_reader *grid = open_grid(reader, table);
    if (!grid)
        return false;
    if (is_too_large(grid) || (!is_far(grid, first, last) && !find_near(grid, first, last)))
        return true;
    return put_found(grid);
}

bool gj_is_grid_in_order(struct gj_block_reader *reader, size_t table, size_t first, size_t last) {
    struct grid_reader *grid = open_grid(reader, table);
    if (!grid || is_too_large(grid) || !gj_block_runs(reader, first, last) || !pin_all(grid) ||
        grid->count != grid->slot_count || take_in_order(grid))
        return true;
    return !fails_often(grid) && !is_dealt(grid);
}
