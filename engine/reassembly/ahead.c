/*
 * What is to be paid yet: a bound from below, so that arrangements are given up before they are too dear (Hart, Nilsson
 * and Raphael, A formal basis for the heuristic determination of minimum cost paths, IEEE Transactions on Systems
 * Science and Cybernetics 4(2), 1968). Cells that the reading has left behind are come back to by the right part of the
 * page only, or by way of a hole. Where that begins with single values that nothing pins, and so many follow that a band
 * of them must come to the edge, it is the first of the rows left behind, and the next one, from the top down, each
 * filled by as many values as it lacks: anything else goes against a habit more. Where all that follows is such values,
 * anything else goes against two more habits, or against one where the first of these rows is not touched by it:
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
    size_t cells; /* of all of them */
};

/* ------------------------------------------------------------------ what the runs hold */

static void look_at_pins(const struct gj_grid *grid, struct gj_ahead *ahead) {
    ahead->plain_until[grid->run_count] = grid->run_count;
    ahead->lowest_pin[grid->run_count] = GJ_TILE_ANY_ROW;
    for (size_t i = grid->run_count; i-- > 0;) {
        const struct gj_run *run = &grid->runs[i];
        size_t pin = run->starts_row && !run->width ? run->row : GJ_TILE_ANY_ROW, later = ahead->lowest_pin[i + 1];
        ahead->lowest_pin[i] = pin < later ? pin : later; /* any row is more than all of them */
        ahead->plain_until[i] = gj_is_plain(run) ? ahead->plain_until[i + 1] : i;
        ahead->values_from[i] = ahead->values_from[i + 1] + run->count;
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
    ahead->plain_until = gj_arena_array(arena, grid->run_count + 1, sizeof *ahead->plain_until);
    ahead->values_from = gj_arena_array(arena, grid->run_count + 1, sizeof *ahead->values_from);
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
    debts->count = debts->cells = 0;
    for (size_t row = debts->first_row; row < end; row++) {
        while (outline->height[column - 1] <= row)
            column--;
        debts->width[debts->count++] = (uint8_t)(columns - column);
        debts->cells += columns - column;
    }
}

/* Plain runs so many that a band of them comes to the edge. */
static bool is_known(const struct gj_ahead *ahead, size_t run) {
    size_t until = ahead->plain_until[run];
    return until == ahead->ground->grid->run_count || run + ahead->ground->grid->columns <= until;
}

/* Of the rows left behind, filled by the values from run on: which is the first that does not add up. Their count where
 * that is not known. */
static size_t first_failing(const struct gj_ahead *ahead, const struct gj_outline *outline, const struct debts *debts,
                            size_t run) {
    for (size_t i = 0; i < debts->count; run += debts->width[i++]) {
        if (!is_known(ahead, run))
            return debts->count;
        if (run + debts->width[i] > ahead->ground->grid->run_count ||
            outline->rest[debts->first_row + i] + *rest_of(ahead, debts->width[i], run) != 0)
            return i;
    }
    return debts->count;
}

/* Whether the right part may begin with a run: then what the left part takes until there, no wider than its last whole
 * row, leaves no more behind than there are values to come. */
static bool leaves_enough(const struct gj_ahead *ahead, const struct debts *debts, size_t next, size_t run) {
    size_t lacking = debts->count ? debts->width[debts->count - 1] : 0;
    size_t width = ahead->ground->grid->columns - lacking;
    size_t taken = 1 + ahead->values_from[next] - ahead->values_from[run], rows = (taken + width - 1) / width;
    return ahead->values_from[run] >= debts->cells + rows * lacking;
}

/* Before the right part is come to, within the first column of the left one: any run may be its first. No more is found
 * out than whether it is over the limit. */
static int price_of_any(const struct gj_ahead *ahead, const struct gj_outline *outline, const struct debts *debts,
                        size_t next, int limit) {
    size_t run_count = ahead->ground->grid->run_count;
    bool all_plain = ahead->plain_until[next] == run_count, enough = true;
    int least = all_plain ? 2 * GJ_PRICE_STEP : GJ_PRICE_STEP;
    for (size_t run = next; run <= run_count && (enough || all_plain) && least > limit; run++) {
        size_t failing = first_failing(ahead, outline, debts, run);
        enough = leaves_enough(ahead, debts, next, run);
        if (enough && failing == debts->count)
            return 0;
        least = failing ? GJ_PRICE_STEP : least;
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

/* The last run is where these rows tell most: at the beginning of a band of the left part, as what is left behind is
 * then more than before; in the right part, where all that follows is plain, within the first of them or at the edge. */
static bool tells_of_rows(const struct gj_ahead *ahead, const struct gj_outline *outline, size_t next) {
    const struct gj_grid *grid = ahead->ground->grid;
    bool is_here = outline->part != GJ_PART_RIGHT
                       ? outline->right == 1
                       : ahead->plain_until[next] == grid->run_count &&
                             (outline->right == grid->columns || outline->row == outline->height[grid->columns - 1]);
    return is_here && is_staircase(outline, grid->columns);
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
