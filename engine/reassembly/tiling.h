/* Tiling: runs of values that were read column by column are fitted together to the grid they were cut from. */
#ifndef GJ_TILING_H
#define GJ_TILING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "gouji.h"

enum { GJ_TILE_COLUMNS = 16, GJ_TILE_ROWS = 64, GJ_TILE_RUNS = 600 };

#define GJ_TILE_ANY_ROW ((size_t)-1)

/* One stretch of values that the tool kept together: a rectangle of the grid, row by row. */
struct gj_run {
    size_t first; /* in the list of all values */
    size_t count;
    size_t per_line; /* how many stand side by side on each line; where it is more than one, that is the width */
    size_t column;   /* where headers right above it name its columns: the first of them; width is 0 otherwise */
    size_t width;
    bool starts_row; /* a row's label stands right before it: it is the row's beginning */
    size_t row;      /* which row that is, or GJ_TILE_ANY_ROW */
    bool after_text; /* labels or headers stand between it and the value before it */
};

/* parts add up to total, by column of the grid; part_count 0 where the grid has no such sum. */
struct gj_row_sum {
    size_t parts[GJ_TILE_COLUMNS];
    size_t part_count;
    size_t total;
};

struct gj_grid {
    size_t rows, columns;
    const int64_t *values; /* of all runs; a blank counts as 0 */
    const int64_t *texts;  /* of all runs: equal where the printed text says the same */
    const struct gj_run *runs;
    size_t run_count;
    struct gj_row_sum sum;
    size_t *cells; /* out: rows × columns indexes into values */
    bool *settled; /* out: every arrangement that is nearly as good puts the same there */
    size_t failed; /* out: rows that do not add up */
};

/* Finds the arrangements that go against the fewest habits of such text. *tiled is false where there is none, or where
 * they are too many to be told apart; cells and settled then say nothing. Fails with GJ_ERROR_MEMORY only. */
gj_status gj_tile(struct gj_grid *grid, bool *tiled);

/* The same where the runs stand in the order of the values but say little of the columns: fills bands of rows, each of
 * them read column by column, so that all rows add up. */
void gj_tile_bands(struct gj_grid *grid, bool *tiled);

/* The ways that are left for one row: of each column the index into values, or (size_t)-1 where that is open. */
enum { GJ_CUT_WAYS = 24 };
struct gj_cut_row {
    size_t way_count;
    size_t ways[GJ_CUT_WAYS][GJ_TILE_COLUMNS];
};

/* The same where the runs stand row by row, but for parts of a few rows: rows has one for each of the grid, which hold
 * all ways that agree with its sums and no more cuts than must be. *found is false where that is not known for certain.
 * What it works with is taken of the arena. Fails with GJ_ERROR_MEMORY only. */
gj_status gj_find_cut_rows(const struct gj_grid *grid, struct gj_arena *arena, struct gj_cut_row *rows, bool *found);

#endif
