/* Outlines: what of a grid is filled so far, what a further rectangle costs, and what is to be paid yet. */
#ifndef GJ_OUTLINE_H
#define GJ_OUTLINE_H

#include "arena.h"
#include "tiling.h"

/* What departures from habit cost. */
enum {
    GJ_PRICE_STEP = 1,   /* a run that does not stand right of the one before it, nor begins a new band of rows */
    GJ_PRICE_HOLE = 2,   /* rows of a column that are passed over, to be filled by a later run */
    GJ_PRICE_SHAPE = 1,  /* several columns in one run, with no headers to say so */
    GJ_PRICE_HEIGHT = 1, /* a run higher or lower than the one beside it */
    GJ_PRICE_EDGE = 1,   /* a run that ends, or does not end, where those beside it do not, or do */
    GJ_PRICE_SUM = 2     /* a row that does not add up */
};

/* Wide tables are read in two parts: the left columns of all bands of rows, then what is left of each band. */
enum gj_part { GJ_PART_WHOLE, GJ_PART_LEFT, GJ_PART_RIGHT };

/* What counts of an arrangement so far for how it can go on. */
struct gj_outline {
    uint8_t height[GJ_TILE_COLUMNS];          /* rows filled, by column */
    uint8_t right, row, tall;                 /* of the last rectangle: the column behind it, its first row, its rows */
    uint8_t hole_column, hole_row, hole_tall; /* what was passed over in one column; hole_tall 0 where nothing was */
    uint8_t part;                             /* of the page: enum gj_part */
    uint8_t spare;                            /* no padding: outlines are compared byte by byte */
    uint64_t edges;                           /* bit r: a run ended above row r */
    int64_t rest[];                           /* of rows begun: parts less total */
};

/* Of an outline of so many rows, in bytes. */
static inline size_t gj_outline_size(size_t rows) {
    return sizeof(struct gj_outline) + rows * sizeof(int64_t);
}

/* Where a run may go. */
struct gj_tile_place {
    uint8_t column, width, height, row;
    bool in_hole; /* fills the rows that were passed over */
};

/* For every width one at each column, one beside the last run, and one in the hole. */
enum { GJ_MOST_PLACES = GJ_TILE_COLUMNS * (GJ_TILE_COLUMNS + 1) + 1 };

/* A grid, and how each of its columns counts in the sum of its row: 1, -1 or 0. */
struct gj_ground {
    const struct gj_grid *grid;
    int sign[GJ_TILE_COLUMNS];
};

/* Lists every rectangle that a run can be, at every place that its pins allow and where it fits; their count. */
size_t gj_outline_places(const struct gj_ground *ground, const struct gj_outline *outline, const struct gj_run *run,
                         struct gj_tile_place places[GJ_MOST_PLACES]);

/* Fills the run in at one of these, where that costs no more than limit. The price; or one over the limit, and then what
 * next holds means nothing. */
int gj_outline_fill(const struct gj_ground *ground, const struct gj_outline *outline, const struct gj_run *run,
                    const struct gj_tile_place *place, int limit, struct gj_outline *next);

/* ---- what is to be paid yet (ahead.c) ---- */

/* A single value that nothing pins. */
static inline bool gj_is_plain(const struct gj_run *run) {
    return run->count == 1 && !run->width && !run->starts_row;
}

/* What is known of the runs from each on. */
struct gj_ahead {
    const struct gj_ground *ground;
    size_t *plain_until; /* of each run: from it to this one all are plain; itself where it is not */
    size_t *values_from; /* of each run: how many it and all later ones have */
    size_t *lowest_pin;  /* of each run: the least row that it or a later one is pinned to; GJ_TILE_ANY_ROW for none */
    int64_t *rests;      /* width × run: what so many single values from a run on add to a row that they end */
};

/* false where memory ends. */
bool gj_ahead_open(struct gj_arena *arena, const struct gj_ground *ground, struct gj_ahead *ahead);

/* What any way to go on from an outline with the runs from next on costs at least, as far as it takes to tell whether
 * that is more than limit; INT_MAX where there is none. */
int gj_least_ahead(const struct gj_ahead *ahead, const struct gj_outline *outline, size_t next, int limit);

#endif
