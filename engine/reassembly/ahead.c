/*
 * What is to be paid yet: a bound from below, so that arrangements are given up before they are too dear (Hart, Nilsson
 * and Raphael, A formal basis for the heuristic determination of minimum cost paths, IEEE Transactions on Systems
 * Science and Cybernetics 4(2), 1968). Cells that the reading has left behind are come back to by the right part of the
 * page only, or by way of a hole. Where all that follows is single values that nothing pins, the rows left behind are
 * filled from the top down, one after another, each by as many values as it lacks. Anything else goes against two more
 * habits, or against one where the first of these rows is not touched by it:
 *
 * - a row that does not add up costs two, and so does a column that is passed over;
 * - to go back to the left part costs one, and to come to the right part again one more;
 * - a band of the right part that ends before the edge makes the next one cost one. That one is the first row left
 *   behind, as no other has its end free; or it ends before the edge too.
 */
#include <limits.h>

#include "outline.h"

/* Rows left behind, from the top down: how many columns at the right each of them lacks. */
struct debts {
    size_t first_row, count;
    uint8_t width[GJ_TILE_ROWS];
};

/* ------------------------------------------------------------------ what the runs hold */

static void look_at_pins(const struct gj_grid *grid, struct gj_ahead *ahead) {
    ahead->plain_from = grid->run_count;
    ahead->lowest_pin[grid->run_count] = GJ_TILE_ANY_ROW;
    for (size_t i = grid->run_count; i-- > 0;) {
        const struct gj_run *run = &grid->runs[i];
        size_t pin = run->starts_row && !run->width ? run->row : GJ_TILE_ANY_ROW, later = ahead->lowest_pin[i + 1];
        ahead->lowest_pin[i] = pin < later ? pin : later; /* any row is more than all of them */
        if (ahead->plain_from == i + 1 && gj_is_plain(run))
            ahead->plain_from = i;
    }
}

static int64_t *rest_of(const struct gj_ahead *ahead, size_t width, size_t run) {
    return &ahead->rests[width * ahead->ground->grid->run_count + run];
}

static void add_rests(const struct gj_grid *grid, struct gj_ahead *ahead) {
    for (size_t width = 1; width < grid->columns; width++)
        for (size_t run = 0; run + width <= grid->run_count; run++) {
            int64_t behind = width > 1 ? *rest_of(ahead, width - 1, run + 1) : 0;
            *rest_of(ahead, width, run) =
                behind + ahead->ground->sign[grid->columns - width] * grid->values[grid->runs[run].first];
        }
}

bool gj_ahead_open(struct gj_arena *arena, const struct gj_ground *ground, struct gj_ahead *ahead) {
    const struct gj_grid *grid = ground->grid;
    ahead->ground = ground;
    ahead->lowest_pin = gj_arena_array(arena, grid->run_count + 1, sizeof *ahead->lowest_pin);
    ahead->rests = gj_arena_array(arena, grid->columns * grid->run_count, sizeof *ahead->rests);
    if (arena->failed)
        return false;
    look_at_pins(grid, ahead);
    add_rests(grid, ahead);
    return true;
}

/* ------------------------------------------------------------------ rows left behind */

/* No column stands higher than one to the left of it. */
static bool is_staircase(const struct gj_outline *outline, size_t columns) {
    for (size_t i = 1; i < columns; i++)
        if (outline->height[i] > outline->height[i - 1])
            return false;
    return true;
}

/* Cells right of the first column and above what it has reached that no run beside the last one can fill. */
static bool is_left_behind(const struct gj_outline *outline, size_t columns) {
    for (size_t i = 1; i < columns; i++)
        if (outline->height[i] < outline->height[0] && (outline->height[i] < outline->row || i < outline->right))
            return true;
    return false;
}

/* Of a staircase: the rows above the one that is being read; in the right part, with what that one lacks. */
static void list_debts(const struct gj_outline *outline, size_t columns, struct debts *debts) {
    bool right = outline->part == GJ_PART_RIGHT;
    size_t end = right || outline->row > outline->height[0] ? outline->height[0] : outline->row, column = columns;
    debts->first_row = outline->height[columns - 1];
    debts->count = 0;
    for (size_t row = debts->first_row; row < end; row++) {
        while (outline->height[column - 1] <= row)
            column--;
        debts->width[debts->count++] = (uint8_t)(columns - column);
    }
}

/* Of the rows left behind, filled by the values from run on: which is the first that does not add up. */
static size_t first_failing(const struct gj_ahead *ahead, const struct gj_outline *outline, const struct debts *debts,
                            size_t run) {
    size_t i = 0;
    for (; i < debts->count; run += debts->width[i++])
        if (run + debts->width[i] > ahead->ground->grid->run_count ||
            outline->rest[debts->first_row + i] + *rest_of(ahead, debts->width[i], run) != 0)
            break;
    return i;
}

/* Before the right part is come to: any run may be its first. No more is found out than whether it is over the limit. */
static int price_of_any(const struct gj_ahead *ahead, const struct gj_outline *outline, const struct debts *debts,
                        size_t run, int limit) {
    int least = 2 * GJ_PRICE_STEP;
    for (; run <= ahead->ground->grid->run_count && least > limit; run++) {
        size_t failing = first_failing(ahead, outline, debts, run);
        int price = failing == debts->count ? 0 : failing ? GJ_PRICE_STEP : 2 * GJ_PRICE_STEP;
        least = price < least ? price : least;
    }
    return least;
}

/* In the right part, within the first of the rows or at the edge. */
static int price_of_next(const struct gj_ahead *ahead, const struct gj_outline *outline, const struct debts *debts,
                         size_t run) {
    size_t failing = first_failing(ahead, outline, debts, run);
    bool within = outline->right < ahead->ground->grid->columns;
    return failing == debts->count ? 0 : within && !failing ? 2 * GJ_PRICE_STEP : GJ_PRICE_STEP;
}

/* All that follows is plain, and the last run is where it tells most: at the beginning of a band of the left part, as
 * what is left behind is then more than before; in the right part, within the first of the rows or at the edge. */
static bool tells_of_rows(const struct gj_ahead *ahead, const struct gj_outline *outline, size_t next) {
    size_t columns = ahead->ground->grid->columns;
    bool is_here = outline->part != GJ_PART_RIGHT
                       ? outline->right == 1
                       : outline->right == columns || outline->row == outline->height[columns - 1];
    return is_here && next >= ahead->plain_from && is_staircase(outline, columns);
}

int gj_least_ahead(const struct gj_ahead *ahead, const struct gj_outline *outline, size_t next, int limit) {
    size_t columns = ahead->ground->grid->columns;
    bool in_right = outline->part == GJ_PART_RIGHT;
    struct debts debts;
    if (ahead->lowest_pin[next] < outline->height[0])
        return INT_MAX; /* a row that is begun already is to begin */
    if (outline->hole_tall)
        return GJ_PRICE_STEP;
    int way_there = !in_right && is_left_behind(outline, columns) ? GJ_PRICE_STEP : 0;
    if ((!in_right && !way_there) || limit >= way_there + 2 * GJ_PRICE_STEP || !tells_of_rows(ahead, outline, next))
        return way_there;
    list_debts(outline, columns, &debts);
    return in_right ? price_of_next(ahead, outline, &debts, next)
                    : way_there + price_of_any(ahead, outline, &debts, next, limit - way_there);
}
