/*
 * Tools that read a page column by column give a table as runs of values, each one a rectangle of the grid:
 * some rows of one column, or of several narrow ones. The runs come in reading order, so that each rectangle
 * stands on those already there; the search tries the few places that reading order allows, by iterative
 * deepening on how often it is departed from (Korf, Depth-first iterative-deepening, Artificial Intelligence
 * 27, 1985).
 */
#include "tiling.h"

#include <string.h>

/* Prices of departures, the dearest arrangement that is believed, and work that is done for one grid. */
enum { PRICE_JUMP = 1, PRICE_SHAPE = 1, PRICE_HEIGHT = 1, PRICE_SUM = 2, DEAREST = 14, MOST_STEPS = 400000 };

struct tiling {
    struct gj_grid *grid;
    size_t height[GJ_TILE_COLUMNS]; /* rows filled so far */
    size_t trial[GJ_TILE_ROWS * GJ_TILE_COLUMNS];
    size_t found;
    size_t steps;
    int limit;
};

struct place {
    size_t column, width, height, row;
};

static bool fits(const struct tiling *tiling, const struct place *place) {
    const struct gj_grid *grid = tiling->grid;
    if (place->column + place->width > grid->columns || place->row + place->height > grid->rows)
        return false;
    for (size_t i = 0; i < place->width; i++)
        if (tiling->height[place->column + i] != place->row)
            return false;
    return true;
}

static void fill(struct tiling *tiling, const struct gj_run *run, const struct place *place) {
    for (size_t i = 0; i < run->count; i++) {
        size_t row = place->row + i / place->width, column = place->column + i % place->width;
        tiling->trial[row * tiling->grid->columns + column] = run->first + i;
    }
    for (size_t i = 0; i < place->width; i++)
        tiling->height[place->column + i] += place->height;
}

static void clear(struct tiling *tiling, const struct place *place) {
    for (size_t i = 0; i < place->width; i++)
        tiling->height[place->column + i] -= place->height;
}

static size_t lowest(const struct tiling *tiling) {
    size_t low = tiling->height[0];
    for (size_t i = 1; i < tiling->grid->columns; i++)
        low = tiling->height[i] < low ? tiling->height[i] : low;
    return low;
}

static bool row_adds_up(const struct tiling *tiling, size_t row) {
    const struct gj_grid *grid = tiling->grid;
    int64_t sum = 0;
    for (size_t i = 0; i < grid->sum.part_count; i++)
        sum += grid->values[tiling->trial[row * grid->columns + grid->sum.parts[i]]];
    return !grid->sum.part_count || sum == grid->values[tiling->trial[row * grid->columns + grid->sum.total]];
}

/* What the rows cost that became whole with the last rectangle. */
static int sum_price(const struct tiling *tiling, size_t whole_before) {
    int price = 0;
    for (size_t row = whole_before; row < lowest(tiling); row++)
        price += row_adds_up(tiling, row) ? 0 : PRICE_SUM;
    return price;
}

static void keep(struct tiling *tiling) {
    struct gj_grid *grid = tiling->grid;
    size_t count = grid->rows * grid->columns;
    for (size_t i = 0; i < count; i++) {
        if (!tiling->found) {
            grid->cells[i] = tiling->trial[i];
            grid->settled[i] = true;
        } else if (grid->values[grid->cells[i]] != grid->values[tiling->trial[i]])
            grid->settled[i] = false;
    }
    tiling->found++;
}

static void try_run(struct tiling *tiling, size_t run, const struct place *last, int price);

static void try_place(struct tiling *tiling, size_t run, struct place place, int price) {
    if (price > tiling->limit || !fits(tiling, &place))
        return;
    size_t whole = lowest(tiling);
    fill(tiling, &tiling->grid->runs[run], &place);
    price += sum_price(tiling, whole);
    if (price <= tiling->limit)
        try_run(tiling, run + 1, &place, price);
    clear(tiling, &place);
}

static void try_shapes(struct tiling *tiling, size_t run, const struct place *last, size_t column, int price) {
    const struct gj_grid *grid = tiling->grid;
    size_t count = grid->runs[run].count;
    for (size_t width = 1; column + width <= grid->columns && width <= count; width++) {
        if (count % width)
            continue;
        struct place place = {column, width, count / width, tiling->height[column]};
        int shape = width > 1 && width < grid->columns ? PRICE_SHAPE : 0;
        bool beside = last && column && last->row == place.row;
        int height = beside && last->height != place.height ? PRICE_HEIGHT : 0;
        try_place(tiling, run, place, price + shape + height);
    }
}

/* Where reading order lets a run stand: right of the last one; at the left edge, for a new band of rows; or at the
 * first column that is behind the others. */
static void try_run(struct tiling *tiling, size_t run, const struct place *last, int price) {
    struct gj_grid *grid = tiling->grid;
    if (tiling->steps++ > MOST_STEPS)
        return;
    if (run == grid->run_count) {
        keep(tiling);
        return;
    }
    size_t low = lowest(tiling), behind = 0, right = last ? last->column + last->width : 0;
    while (tiling->height[behind] != low)
        behind++;
    bool level = behind == 0 && right >= grid->columns;
    if (right < grid->columns)
        try_shapes(tiling, run, last, right, price + (tiling->height[right] == (last ? last->row : 0) ? 0 : PRICE_JUMP));
    if (right || !last) {
        if (right && (right >= grid->columns || right != 0))
            try_shapes(tiling, run, last, 0, price + (level ? 0 : PRICE_JUMP));
        if (behind && behind != right)
            try_shapes(tiling, run, last, behind, price + PRICE_JUMP);
    }
}

static bool is_possible(const struct gj_grid *grid) {
    size_t count = 0;
    if (!grid->rows || !grid->columns || grid->rows > GJ_TILE_ROWS || grid->columns > GJ_TILE_COLUMNS ||
        grid->run_count > GJ_TILE_RUNS)
        return false;
    for (size_t i = 0; i < grid->run_count; i++)
        count += grid->runs[i].count;
    return count == grid->rows * grid->columns;
}

bool gj_tile(struct gj_grid *grid) {
    if (!is_possible(grid))
        return false;
    struct tiling tiling;
    memset(&tiling, 0, sizeof tiling);
    tiling.grid = grid;
    for (tiling.limit = 0; tiling.limit <= DEAREST && !tiling.found; tiling.limit++) {
        tiling.steps = 0;
        try_run(&tiling, 0, NULL, 0);
        if (tiling.steps > MOST_STEPS)
            return false;
    }
    return tiling.found > 0;
}
