/*
 * Tools that make a block of each value say nothing of where the columns of a page were cut. Often a page is whole in
 * bands of rows, each of them read column by column, or is one such band: then the sums of all its rows tell where the
 * bands end. What is read so is believed where all arrangements of nearly as few bands agree.
 */
#include "tiling.h"

enum {
    LEAST_PARTS = 3,  /* of a sum: fewer add up by chance, */
    LEAST_FILLED = 4, /* and so do fewer rows that are more than nothing */
    NEARLY = 2,       /* so many bands more are nearly as few */
    MANY = 2 * GJ_TILE_ROWS
};

/* Rows [first, last) of the grid, read column by column. */
struct band {
    size_t first, last;
};

struct bands {
    struct gj_grid *grid;
    bool holds[GJ_TILE_ROWS][GJ_TILE_ROWS + 1];
    int before[GJ_TILE_ROWS + 1],
        behind[GJ_TILE_ROWS + 1]; /* the fewest bands of the rows above each, and from it on */
};

static size_t value_at(const struct gj_grid *grid, const struct band *band, size_t row, size_t column) {
    return band->first * grid->columns + column * (band->last - band->first) + row - band->first;
}

static bool adds_up(const struct gj_grid *grid, const struct band *band, size_t row) {
    int64_t sum = 0;
    for (size_t i = 0; i < grid->sum.part_count; i++)
        sum += grid->values[grid->runs[0].first + value_at(grid, band, row, grid->sum.parts[i])];
    return sum == grid->values[grid->runs[0].first + value_at(grid, band, row, grid->sum.total)];
}

static bool all_add_up(const struct gj_grid *grid, const struct band *band) {
    for (size_t row = band->first; row < band->last; row++)
        if (!adds_up(grid, band, row))
            return false;
    return true;
}

/* A value of the band, by its place among all, stands where the labels and headers before its run say, and goes on with
 * it: one below the other, or side by side. Text within a band stands before rows of its first column: headers there
 * would mean that the columns are in another order, of which sums say nothing. */
static bool suits_run(const struct gj_grid *grid, const struct band *band, const struct gj_run *run, size_t place,
                      size_t index) {
    size_t height = band->last - band->first, inside = place - band->first * grid->columns;
    size_t row = band->first + inside % height, column = inside / height;
    if (run->width && (column < run->column || column >= run->column + run->width))
        return false;
    if (index)
        return run->per_line != 1 || inside % height != 0;
    if (run->after_text && inside && column)
        return false;
    return !run->starts_row || (column == 0 && (run->row == GJ_TILE_ANY_ROW || run->row == row));
}

static bool suits_runs(const struct gj_grid *grid, const struct band *band) {
    size_t place = 0, first = band->first * grid->columns, last = band->last * grid->columns;
    for (size_t i = 0; i < grid->run_count && place < last; i++)
        for (size_t j = 0; j < grid->runs[i].count; j++, place++)
            if (place >= first && place < last && !suits_run(grid, band, &grid->runs[i], place, j))
                return false;
    return true;
}

static void find_bands(struct bands *bands) {
    const struct gj_grid *grid = bands->grid;
    for (size_t first = 0; first < grid->rows; first++)
        for (size_t last = first + 1; last <= grid->rows; last++) {
            const struct band band = {first, last};
            bands->holds[first][last] = all_add_up(grid, &band) && suits_runs(grid, &band);
        }
}

static void count_bands(struct bands *bands) {
    size_t rows = bands->grid->rows;
    for (size_t i = 0; i <= rows; i++)
        bands->before[i] = bands->behind[i] = MANY;
    bands->before[0] = bands->behind[rows] = 0;
    for (size_t last = 1; last <= rows; last++)
        for (size_t first = 0; first < last; first++)
            if (bands->holds[first][last] && bands->before[first] + 1 < bands->before[last])
                bands->before[last] = bands->before[first] + 1;
    for (size_t first = rows; first-- > 0;)
        for (size_t last = first + 1; last <= rows; last++)
            if (bands->holds[first][last] && bands->behind[last] + 1 < bands->behind[first])
                bands->behind[first] = bands->behind[last] + 1;
}

/* Puts the values of a band into the grid, or leaves open what it fills with another text than stands there. */
static void put_band(struct gj_grid *grid, const struct band *band, bool settles) {
    for (size_t row = band->first; row < band->last; row++)
        for (size_t column = 0; column < grid->columns; column++) {
            size_t cell = row * grid->columns + column;
            size_t value = grid->runs[0].first + value_at(grid, band, row, column);
            if (settles) {
                grid->cells[cell] = value;
                grid->settled[cell] = true;
            } else if (grid->texts[value] != grid->texts[grid->cells[cell]])
                grid->settled[cell] = false;
        }
}

static void put_fewest(const struct bands *bands) {
    struct band band = {0, 1};
    while (band.first < bands->grid->rows) {
        while (!bands->holds[band.first][band.last] || bands->behind[band.last] + 1 != bands->behind[band.first])
            band.last++;
        put_band(bands->grid, &band, true);
        band = (struct band){band.last, band.last + 1};
    }
}

static void leave_open(const struct bands *bands) {
    size_t rows = bands->grid->rows;
    for (size_t first = 0; first < rows; first++)
        for (size_t last = first + 1; last <= rows; last++)
            if (bands->holds[first][last] &&
                bands->before[first] + 1 + bands->behind[last] <= bands->behind[0] + NEARLY)
                put_band(bands->grid, &(struct band){first, last}, false);
}

static size_t count_filled(const struct gj_grid *grid) {
    size_t filled = 0;
    for (size_t row = 0; row < grid->rows; row++)
        filled += grid->values[grid->cells[row * grid->columns + grid->sum.total]] != 0;
    return filled;
}

static bool is_whole(const struct gj_grid *grid) {
    size_t count = 0;
    for (size_t i = 0; i < grid->run_count; i++)
        count += grid->runs[i].count;
    return count && count == grid->rows * grid->columns && grid->rows <= GJ_TILE_ROWS;
}

void gj_tile_bands(struct gj_grid *grid, bool *tiled) {
    struct bands bands = {.grid = grid};
    *tiled = false;
    if (grid->sum.part_count < LEAST_PARTS || !is_whole(grid))
        return;
    find_bands(&bands);
    count_bands(&bands);
    if (bands.behind[0] >= MANY)
        return;
    put_fewest(&bands);
    leave_open(&bands);
    grid->failed = 0;
    *tiled = count_filled(grid) >= LEAST_FILLED;
}
