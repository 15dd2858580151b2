/*
 * Tools that read a page column by column give a table as runs of values, each one a rectangle of the grid:
 * some rows of one column, or of several narrow ones. The runs come in reading order, so that each rectangle
 * stands on those already there. A run of the text is a step of a lattice whose states are the outlines of what
 * is filled so far; forward and backward through it (Forney, The Viterbi Algorithm, Proc. IEEE 61(3), 1973) the
 * price of every step's best arrangement is known, and a cell is settled where all that are nearly as good as the
 * best agree. Only arrangements up to some price are followed, a higher one each time until the best is found
 * (Korf, Depth-first iterative-deepening, Artificial Intelligence 27, 1985), so that nothing better can be missed.
 */
#include "tiling.h"

#include <string.h>

#include "arena.h"
#include "hash.h"

/* What departures from habit cost; which arrangements are believed; how much work is done for one grid. */
enum {
    PRICE_STEP = 1,   /* a run that does not stand right of the one before it, nor begins a new band of rows */
    PRICE_HOLE = 2,   /* rows of a column that are passed over, to be filled by a later run */
    PRICE_SHAPE = 1,  /* several columns in one run, with no headers to say so */
    PRICE_HEIGHT = 1, /* a run higher or lower than the one beside it */
    PRICE_EDGE = 1,   /* a run that ends, or does not end, where those beside it do not, or do */
    PRICE_SUM = 2,    /* a row that does not add up */
    NEARLY = 1,       /* this much dearer is nearly as good */
    DEAREST = 24,     /* an arrangement against more habits is chance, */
    LEAST_DEAR = 6,   /* and so is one against more than this and one for every third run */
    DEEPER = 3, /* how much the limit goes up each time; at first by 1, as most text goes against no habit at all */
    MOST_STATES = 40000, /* of one step */
    BUCKETS = 1 << 15
};

#define NO_STATE ((uint32_t)-1)

/* Wide tables are read in two parts: the left columns of all bands of rows, then what is left of each band. */
enum part { PART_WHOLE, PART_LEFT, PART_RIGHT };

/* What counts of an arrangement so far for how it can go on. */
struct outline {
    uint8_t height[GJ_TILE_COLUMNS];          /* rows filled, by column */
    uint8_t right, row, tall;                 /* of the last rectangle: the column behind it, its first row, its rows */
    uint8_t hole_column, hole_row, hole_tall; /* what was passed over in one column; hole_tall 0 where nothing was */
    uint8_t part;                             /* of the page: enum part */
    uint8_t spare;                            /* no padding: outlines are compared byte by byte */
    uint64_t edges;                           /* bit r: a run ended above row r */
    int64_t rest[];                           /* of rows begun: parts less total */
};

struct state {
    int price;
    uint32_t next; /* in its bucket, plus 1 */
};

struct place {
    size_t column, width, height, row;
    bool in_hole; /* fills the rows that were passed over */
};

struct move {
    uint32_t from, to;
    uint8_t column, width, row, price;
};

/* One step: its states, and the moves on to the states of the next one. */
struct layer {
    struct move *moves;
    size_t count, capacity;
    int *forward;  /* of each state: the least price of the way there */
    int *backward; /* and of the way on */
    size_t state_count;
};

struct tiling {
    struct gj_grid *grid;
    struct gj_arena arena;
    int sign[GJ_TILE_COLUMNS]; /* of the column in the sum of its row */
    size_t outline_size;
    struct state *now, *then; /* of this step and the next */
    char *now_outlines, *then_outlines;
    struct outline *trial;
    size_t now_count, then_count;
    uint32_t *buckets; /* over then, by outline */
    struct layer *layers;
    int limit;   /* arrangements that are dearer are not followed */
    bool failed; /* too many states, or memory ended */
};

/* ------------------------------------------------------------------ outlines */

static size_t lowest_column(const struct tiling *tiling, const struct outline *outline) {
    size_t lowest = 0;
    for (size_t i = 1; i < tiling->grid->columns; i++)
        lowest = outline->height[i] < outline->height[lowest] ? i : lowest;
    return lowest;
}

static bool is_whole_row(const struct tiling *tiling, const struct outline *outline, size_t row) {
    bool passed =
        outline->hole_tall && row >= outline->hole_row && row < (size_t)outline->hole_row + outline->hole_tall;
    return !passed && outline->height[lowest_column(tiling, outline)] > row;
}

static bool is_level(const struct tiling *tiling, const struct outline *outline) {
    for (size_t i = 1; i < tiling->grid->columns; i++)
        if (outline->height[i] != outline->height[0])
            return false;
    return true;
}

static bool fits(const struct tiling *tiling, const struct outline *outline, const struct place *place) {
    const struct gj_grid *grid = tiling->grid;
    if (place->column + place->width > grid->columns || place->row + place->height > grid->rows)
        return false;
    if (place->in_hole)
        return place->width == 1 && place->height == outline->hole_tall;
    size_t passed = 0;
    for (size_t i = 0; i < place->width; i++) {
        if (outline->height[place->column + i] > place->row)
            return false;
        passed += outline->height[place->column + i] < place->row;
    }
    return passed == 0 || (passed == 1 && !outline->hole_tall);
}

static void raise(struct outline *outline, const struct place *place) {
    if (place->in_hole) {
        outline->hole_column = outline->hole_row = outline->hole_tall = 0;
        return;
    }
    for (size_t column = place->column; column < place->column + place->width; column++) {
        if (outline->height[column] < place->row) {
            outline->hole_column = (uint8_t)column;
            outline->hole_row = outline->height[column];
            outline->hole_tall = (uint8_t)(place->row - outline->hole_row);
        }
        outline->height[column] = (uint8_t)(place->row + place->height);
    }
}

/* Fills the rectangle in; the price of the rows that became whole and do not add up. */
static int fill(const struct tiling *tiling, struct outline *outline, const struct gj_run *run,
                const struct place *place) {
    const struct gj_grid *grid = tiling->grid;
    for (size_t i = 0; i < run->count; i++)
        outline->rest[place->row + i / place->width] +=
            tiling->sign[place->column + i % place->width] * grid->values[run->first + i];
    raise(outline, place);
    outline->right = (uint8_t)(place->column + place->width);
    outline->row = (uint8_t)place->row;
    outline->tall = (uint8_t)place->height;
    int price = 0;
    for (size_t row = place->row; row < place->row + place->height; row++) {
        if (!is_whole_row(tiling, outline, row))
            continue;
        price += outline->rest[row] ? PRICE_SUM : 0;
        outline->rest[row] = 0;
    }
    return price;
}

/* ------------------------------------------------------------------ prices */

static bool is_leftmost(const struct outline *outline, const struct place *place) {
    for (size_t i = 0; i < place->column; i++)
        if (outline->height[i] == place->row)
            return false;
    return true;
}

static bool passes_over(const struct outline *outline, const struct place *place) {
    for (size_t i = place->column; i < place->column + place->width && i < GJ_TILE_COLUMNS; i++)
        if (outline->height[i] < place->row)
            return true;
    return false;
}

/* A run that begins anew: the next band of the part that is being read, or another part. */
static int begin_band(const struct tiling *tiling, const struct outline *outline, const struct place *place,
                      uint8_t *part) {
    bool at_edge = outline->right == tiling->grid->columns;
    if (place->column == 0 && at_edge && is_level(tiling, outline)) {
        *part = PART_WHOLE;
        return 0;
    }
    *part = place->column ? PART_RIGHT : PART_LEFT;
    bool same = outline->part == *part && (*part == PART_LEFT || at_edge);
    return same ? 0 : PRICE_STEP;
}

static int order_price(const struct tiling *tiling, const struct outline *outline, const struct gj_run *run,
                       const struct place *place, uint8_t *part) {
    if (run->starts_row)
        return 0;
    if (!outline->right)
        return place->column ? PRICE_STEP : 0;
    if (place->in_hole)
        return PRICE_STEP;
    if (place->column == outline->right && place->row == outline->row)
        return (place->height == outline->tall ? 0 : PRICE_HEIGHT) + (passes_over(outline, place) ? PRICE_HOLE : 0);
    return begin_band(tiling, outline, place, part);
}

static int shape_price(const struct tiling *tiling, const struct gj_run *run, const struct place *place) {
    bool odd = place->width > 1 && place->width < tiling->grid->columns && run->per_line < 2;
    return odd && !run->width && !run->starts_row ? PRICE_SHAPE : 0;
}

/* Runs side by side are mostly cut between the same rows. */
static int edge_price(const struct tiling *tiling, const struct outline *outline, const struct place *place,
                      uint64_t *edges) {
    size_t end = place->row + place->height;
    int price = 0;
    for (size_t row = place->row + 1; row < end; row++)
        price += *edges >> row & 1 ? PRICE_EDGE : 0;
    if (end >= tiling->grid->rows)
        return price;
    bool passed = false;
    for (size_t i = 0; i < tiling->grid->columns; i++)
        passed |= (i < place->column || i >= place->column + place->width) && outline->height[i] > end;
    if (passed && !(*edges >> end & 1))
        price += PRICE_EDGE;
    *edges |= UINT64_C(1) << end;
    return price;
}

/* ------------------------------------------------------------------ steps of the lattice */

static const struct outline *outline_of(const struct tiling *tiling, const char *outlines, size_t state) {
    return (const struct outline *)(const void *)(outlines + state * tiling->outline_size);
}

/* The state of the next step with the outline on trial, made where there is none; NO_STATE where there are too
 * many. */
static uint32_t reach(struct tiling *tiling, int price) {
    uint32_t *bucket = &tiling->buckets[gj_hash_bytes((const char *)tiling->trial, tiling->outline_size) % BUCKETS];
    for (uint32_t i = *bucket; i; i = tiling->then[i - 1].next)
        if (memcmp(outline_of(tiling, tiling->then_outlines, i - 1), tiling->trial, tiling->outline_size) == 0) {
            if (price < tiling->then[i - 1].price)
                tiling->then[i - 1].price = price;
            return i - 1;
        }
    if (tiling->then_count == MOST_STATES) {
        tiling->failed = true;
        return NO_STATE;
    }
    memcpy(tiling->then_outlines + tiling->then_count * tiling->outline_size, tiling->trial, tiling->outline_size);
    tiling->then[tiling->then_count] = (struct state){price, *bucket};
    *bucket = (uint32_t)++tiling->then_count;
    return *bucket - 1;
}

static void add_move(struct tiling *tiling, size_t step, const struct move *move) {
    struct layer *layer = &tiling->layers[step];
    struct move *moves =
        gj_arena_grow(&tiling->arena, layer->moves, layer->count, &layer->capacity, sizeof *layer->moves);
    tiling->failed |= !moves;
    if (!moves)
        return;
    layer->moves = moves;
    layer->moves[layer->count++] = *move;
}

/* Most places are too dear by where they are: the outline is drawn only for the others. */
static void try_place(struct tiling *tiling, size_t step, uint32_t from, const struct place *place) {
    const struct outline *outline = outline_of(tiling, tiling->now_outlines, from);
    const struct gj_run *run = &tiling->grid->runs[step];
    int left = tiling->limit - tiling->now[from].price;
    uint8_t part = outline->part;
    uint64_t edges = outline->edges;
    if (tiling->failed || !fits(tiling, outline, place))
        return;
    int price = order_price(tiling, outline, run, place, &part) + shape_price(tiling, run, place);
    if (price <= left && !run->starts_row)
        price += edge_price(tiling, outline, place, &edges);
    if (price > left)
        return;
    memcpy(tiling->trial, outline, tiling->outline_size);
    tiling->trial->part = part;
    tiling->trial->edges = edges;
    price += fill(tiling, tiling->trial, run, place);
    uint32_t to = price <= left ? reach(tiling, tiling->now[from].price + price) : NO_STATE;
    if (to != NO_STATE)
        add_move(tiling, step,
                 &(struct move){.from = from,
                                .to = to,
                                .column = (uint8_t)place->column,
                                .width = (uint8_t)place->width,
                                .row = (uint8_t)place->row,
                                .price = (uint8_t)price});
}

static bool suits_pins(const struct tiling *tiling, const struct outline *outline, const struct gj_run *run,
                       const struct place *place) {
    if (run->count % place->width || place->column + place->width > tiling->grid->columns ||
        (run->per_line > 1 && place->width != run->per_line))
        return false;
    if (run->width)
        return place->column == run->column && place->width == run->width;
    if (run->starts_row)
        return place->column == 0 && place->width == (run->per_line > 1 ? run->per_line : run->count) &&
               (run->row == GJ_TILE_ANY_ROW || run->row == place->row);
    bool beside = place->column == outline->right && place->row == outline->row;
    return beside || place->in_hole || is_leftmost(outline, place);
}

/* Every rectangle that the run can be, at every place that its pins allow. */
static void try_run(struct tiling *tiling, size_t step, uint32_t from) {
    const struct gj_run *run = &tiling->grid->runs[step];
    const struct outline *outline = outline_of(tiling, tiling->now_outlines, from);
    for (size_t column = 0; column < tiling->grid->columns; column++)
        for (size_t width = 1; width <= run->count && width <= tiling->grid->columns; width++) {
            struct place place = {column, width, run->count / width, outline->height[column], false};
            if (suits_pins(tiling, outline, run, &place) && !passes_over(outline, &place))
                try_place(tiling, step, from, &place);
        }
    struct place hole = {outline->hole_column, 1, run->count, outline->hole_row, true};
    if (outline->hole_tall && suits_pins(tiling, outline, run, &hole))
        try_place(tiling, step, from, &hole);
    /* Beside the last run, above rows that are still open. */
    for (size_t width = 1; width <= run->count && outline->right + width <= tiling->grid->columns; width++) {
        struct place beside = {outline->right, width, run->count / width, outline->row, false};
        if ((width == 1 || run->per_line == width) && passes_over(outline, &beside) &&
            suits_pins(tiling, outline, run, &beside))
            try_place(tiling, step, from, &beside);
    }
}

/* ------------------------------------------------------------------ the lattice */

static bool keep_prices(struct tiling *tiling, size_t step) {
    struct layer *layer = &tiling->layers[step];
    layer->state_count = tiling->now_count;
    layer->forward = gj_arena_array(&tiling->arena, tiling->now_count, sizeof *layer->forward);
    layer->backward = gj_arena_array(&tiling->arena, tiling->now_count, sizeof *layer->backward);
    if (!layer->forward || !layer->backward)
        return false;
    for (size_t i = 0; i < tiling->now_count; i++) {
        layer->forward[i] = tiling->now[i].price;
        layer->backward[i] = 2 * DEAREST;
    }
    return true;
}

/* From the states of one step to those of the next. */
static bool go_on(struct tiling *tiling, size_t step) {
    tiling->then_count = 0;
    memset(tiling->buckets, 0, BUCKETS * sizeof *tiling->buckets);
    tiling->layers[step].count = 0;
    for (size_t i = 0; i < tiling->now_count; i++)
        try_run(tiling, step, (uint32_t)i);
    struct state *states = tiling->now;
    char *outlines = tiling->now_outlines;
    tiling->now = tiling->then;
    tiling->now_outlines = tiling->then_outlines;
    tiling->now_count = tiling->then_count;
    tiling->then = states;
    tiling->then_outlines = outlines;
    return !tiling->failed && tiling->now_count && keep_prices(tiling, step + 1);
}

static bool go_forward(struct tiling *tiling) {
    memset(tiling->now_outlines, 0, tiling->outline_size);
    tiling->now[0] = (struct state){0, 0};
    tiling->now_count = 1;
    if (!keep_prices(tiling, 0))
        return false;
    for (size_t step = 0; step < tiling->grid->run_count; step++)
        if (!go_on(tiling, step))
            return false;
    return true;
}

/* The price of the best arrangement. As all cells are filled by all runs, every state at the end is whole. */
static int go_back(struct tiling *tiling) {
    size_t steps = tiling->grid->run_count;
    for (size_t i = 0; i < tiling->layers[steps].state_count; i++)
        tiling->layers[steps].backward[i] = 0;
    for (size_t step = steps; step-- > 0;) {
        struct layer *layer = &tiling->layers[step];
        for (size_t i = 0; i < layer->count; i++) {
            const struct move *move = &layer->moves[i];
            int price = move->price + tiling->layers[step + 1].backward[move->to];
            if (price < layer->backward[move->from])
                layer->backward[move->from] = price;
        }
    }
    return tiling->layers[0].backward[0];
}

/* ------------------------------------------------------------------ what all good arrangements agree on */

/* The move of a best arrangement on from a state. */
static const struct move *best_move(const struct tiling *tiling, size_t step, uint32_t state) {
    const struct layer *layer = &tiling->layers[step];
    for (size_t i = 0; i < layer->count; i++)
        if (layer->moves[i].from == state &&
            layer->moves[i].price + layer[1].backward[layer->moves[i].to] == layer->backward[state])
            return &layer->moves[i];
    return NULL;
}

static size_t cell_of(const struct gj_grid *grid, const struct move *move, size_t index) {
    return (move->row + index / move->width) * grid->columns + move->column + index % move->width;
}

/* Fills the grid by one best arrangement, so that every value stands in one cell. */
static void fill_grid(const struct tiling *tiling) {
    struct gj_grid *grid = tiling->grid;
    uint32_t state = 0;
    for (size_t step = 0; step < grid->run_count; step++) {
        const struct move *move = best_move(tiling, step, state);
        for (size_t i = 0; move && i < grid->runs[step].count; i++) {
            size_t cell = cell_of(grid, move, i);
            grid->cells[cell] = grid->runs[step].first + i;
            grid->settled[cell] = true;
        }
        state = move ? move->to : state;
    }
}

/* Leaves open what another arrangement, nearly as good, fills with another text. */
static void settle(const struct tiling *tiling, int best) {
    struct gj_grid *grid = tiling->grid;
    for (size_t step = 0; step < grid->run_count; step++) {
        const struct layer *layer = &tiling->layers[step], *next = layer + 1;
        const struct gj_run *run = &grid->runs[step];
        for (size_t i = 0; i < layer->count; i++) {
            const struct move *move = &layer->moves[i];
            if (layer->forward[move->from] + move->price + next->backward[move->to] > best + NEARLY)
                continue;
            for (size_t j = 0; j < run->count; j++) {
                size_t cell = cell_of(grid, move, j);
                if (grid->texts[grid->cells[cell]] != grid->texts[run->first + j])
                    grid->settled[cell] = false;
            }
        }
    }
}

/* More than one row in eight of the best arrangement does not add up, and more than one at all: then it is likelier
 * wrong than the report. */
static bool fails_often(const struct tiling *tiling) {
    const struct gj_grid *grid = tiling->grid;
    size_t failed = 0;
    for (size_t row = 0; row < grid->rows; row++) {
        int64_t sum = 0;
        for (size_t column = 0; column < grid->columns; column++)
            sum += tiling->sign[column] * grid->values[grid->cells[row * grid->columns + column]];
        failed += sum != 0;
    }
    return failed > 1 && failed * 8 > grid->rows;
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

static bool open_tiling(struct tiling *tiling, struct gj_grid *grid) {
    tiling->grid = grid;
    for (size_t i = 0; i < grid->sum.part_count; i++)
        tiling->sign[grid->sum.parts[i]] = 1;
    if (grid->sum.part_count)
        tiling->sign[grid->sum.total] = -1;
    tiling->outline_size = sizeof *tiling->trial + grid->rows * sizeof *tiling->trial->rest;
    tiling->now = gj_arena_array(&tiling->arena, MOST_STATES, sizeof *tiling->now);
    tiling->then = gj_arena_array(&tiling->arena, MOST_STATES, sizeof *tiling->then);
    tiling->now_outlines = gj_arena_array(&tiling->arena, MOST_STATES, tiling->outline_size);
    tiling->then_outlines = gj_arena_array(&tiling->arena, MOST_STATES, tiling->outline_size);
    tiling->trial = gj_arena_take(&tiling->arena, tiling->outline_size);
    tiling->buckets = gj_arena_array(&tiling->arena, BUCKETS, sizeof *tiling->buckets);
    tiling->layers = gj_arena_array(&tiling->arena, grid->run_count + 1, sizeof *tiling->layers);
    return !tiling->arena.failed;
}

gj_status gj_tile(struct gj_grid *grid, bool *tiled) {
    struct tiling tiling = {.grid = NULL};
    *tiled = false;
    if (!is_possible(grid))
        return GJ_OK;
    bool good = open_tiling(&tiling, grid), found = false;
    int dearest = LEAST_DEAR + (int)grid->run_count / 3, best = 0;
    dearest = dearest < DEAREST ? dearest : DEAREST;
    for (int limit = NEARLY; good && !found && limit <= dearest + NEARLY + DEEPER;
         limit += limit == NEARLY ? 1 : DEEPER) {
        tiling.limit = limit;
        found = go_forward(&tiling) && (best = go_back(&tiling)) <= limit - NEARLY;
        good = !tiling.failed;
    }
    if (good && found && best <= dearest) {
        fill_grid(&tiling);
        settle(&tiling, best);
        *tiled = !fails_often(&tiling);
    }
    gj_status status = tiling.arena.failed ? GJ_ERROR_MEMORY : GJ_OK;
    gj_arena_free(&tiling.arena);
    return status;
}
