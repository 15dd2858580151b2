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

#include <limits.h>
#include <string.h>

#include "hash.h"
#include "outline.h"

/* Which arrangements are believed; how much work is done for one grid. */
enum {
    NEARLY = 1,   /* this much dearer is nearly as good */
    DEAREST = 24, /* an arrangement against more habits is chance, */
    NO_PRICE = 2 * DEAREST,
    LEAST_DEAR = 6,       /* and so is one against more than this and one for every third run */
    LEAST_STATES = 16000, /* so many are followed of a page of single values, which say nothing of where it was cut, */
    STATES_A_RUN = 2500,  /* more of them for every other run, */
    MOST_STATES = 50000,  /* and no more than that */
    BUCKETS = 1 << 14
};

#define NO_STATE ((uint32_t)-1)

struct state {
    uint8_t forward;  /* the least price of the way there, */
    uint8_t backward; /* and of the way on */
    uint32_t next;    /* in its bucket, plus 1 */
    uint32_t hash;    /* of its outline */
};

struct move {
    uint32_t from, to;
    uint8_t column, width, row, price;
};

/* One step: its states, and the moves on to the states of the next one. */
struct layer {
    size_t first_state, last_state;
    size_t first_move, last_move;
};

struct tiling {
    struct gj_grid *grid;
    struct gj_arena arena;
    struct gj_ground ground;
    struct gj_ahead ahead;
    size_t outline_size;
    struct state *states; /* room for the whole budget, as in now and then */
    size_t state_count;
    struct move *moves;
    size_t move_count, move_capacity;
    char *now, *then; /* the outlines of the states of this step and the next */
    struct gj_outline *trial;
    uint32_t *buckets; /* over the states of the next step, by outline; those of earlier steps do not count */
    struct layer *layers;
    int limit;     /* arrangements that are dearer are not followed; */
    int dearer;    /* the least price of any of these is no less than this */
    size_t budget; /* so many states may still be made */
    bool failed;   /* it was used up, or memory ended */
};

/* ------------------------------------------------------------------ steps of the lattice */

static struct gj_outline *outline_at(const struct tiling *tiling, char *outlines, size_t index) {
    return (struct gj_outline *)(void *)(outlines + index * tiling->outline_size);
}

/* With the outline on trial; NO_STATE where there are too many. */
static uint32_t new_state(struct tiling *tiling, struct layer *layer, const struct state *state) {
    tiling->failed |= !tiling->budget;
    if (tiling->failed)
        return NO_STATE;
    tiling->budget--;
    memcpy(outline_at(tiling, tiling->then, tiling->state_count - layer->first_state), tiling->trial,
           tiling->outline_size);
    tiling->states[tiling->state_count] = *state;
    layer->last_state = ++tiling->state_count;
    return (uint32_t)tiling->state_count - 1;
}

/* The state of the next step with the outline on trial, made where there is none; or NO_STATE. */
static uint32_t reach(struct tiling *tiling, struct layer *next, uint8_t price) {
    uint32_t hash = (uint32_t)gj_hash_bytes((const char *)tiling->trial, tiling->outline_size);
    uint32_t *bucket = &tiling->buckets[hash % BUCKETS];
    uint32_t first = *bucket > next->first_state ? *bucket : 0;
    for (uint32_t i = first; i; i = tiling->states[i - 1].next) {
        struct state *state = &tiling->states[i - 1];
        const struct gj_outline *outline = outline_at(tiling, tiling->then, i - 1 - next->first_state);
        if (state->hash != hash || memcmp(outline, tiling->trial, tiling->outline_size) != 0)
            continue;
        state->forward = price < state->forward ? price : state->forward;
        return i - 1;
    }
    uint32_t made = new_state(tiling, next, &(struct state){price, NO_PRICE, first, hash});
    *bucket = made == NO_STATE ? *bucket : made + 1;
    return made;
}

static void add_move(struct tiling *tiling, struct layer *layer, const struct move *move) {
    struct move *moves =
        gj_arena_grow(&tiling->arena, tiling->moves, tiling->move_count, &tiling->move_capacity, sizeof *tiling->moves);
    tiling->failed |= !moves;
    if (!moves)
        return;
    tiling->moves = moves;
    tiling->moves[tiling->move_count++] = *move;
    layer->last_move = tiling->move_count;
}

/* Whether an arrangement with the outline on trial, of which price is paid, may be within the limit. */
static bool may_lead_on(struct tiling *tiling, size_t step, int price) {
    int left = tiling->limit - price;
    int ahead = left < 0 ? 0 : gj_least_ahead(&tiling->ahead, tiling->trial, step + 1, left);
    if (ahead > left && ahead < INT_MAX && price + ahead < tiling->dearer)
        tiling->dearer = price + ahead;
    return ahead <= left;
}

static void try_place(struct tiling *tiling, size_t step, uint32_t from, const struct gj_tile_place *place) {
    struct layer *layer = &tiling->layers[step];
    const struct gj_outline *outline = outline_at(tiling, tiling->now, from - layer->first_state);
    int so_far = tiling->states[from].forward;
    int price = gj_outline_fill(&tiling->ground, outline, &tiling->grid->runs[step], place, tiling->limit - so_far,
                                tiling->trial);
    uint32_t to =
        may_lead_on(tiling, step, so_far + price) ? reach(tiling, layer + 1, (uint8_t)(so_far + price)) : NO_STATE;
    if (to != NO_STATE)
        add_move(tiling, layer,
                 &(struct move){.from = from,
                                .to = to,
                                .column = place->column,
                                .width = place->width,
                                .row = place->row,
                                .price = (uint8_t)price});
}

static void try_run(struct tiling *tiling, size_t step, uint32_t from) {
    struct gj_tile_place places[GJ_MOST_PLACES];
    const struct gj_outline *outline = outline_at(tiling, tiling->now, from - tiling->layers[step].first_state);
    size_t count = gj_outline_places(&tiling->ground, outline, &tiling->grid->runs[step], places);
    for (size_t i = 0; i < count && !tiling->failed; i++)
        try_place(tiling, step, from, &places[i]);
}

/* ------------------------------------------------------------------ the lattice */

static void open_layer(struct tiling *tiling, struct layer *layer) {
    *layer = (struct layer){tiling->state_count, tiling->state_count, tiling->move_count, tiling->move_count};
}

/* From the states of one step to those of the next. */
static bool go_on(struct tiling *tiling, size_t step) {
    struct layer *layer = &tiling->layers[step];
    char *outlines = tiling->now;
    tiling->now = tiling->then;
    tiling->then = outlines;
    layer->first_move = layer->last_move = tiling->move_count;
    open_layer(tiling, layer + 1);
    for (size_t i = layer->first_state; i < layer->last_state; i++)
        try_run(tiling, step, (uint32_t)i);
    return !tiling->failed && layer[1].first_state < layer[1].last_state;
}

static bool go_forward(struct tiling *tiling) {
    tiling->state_count = tiling->move_count = 0;
    tiling->dearer = INT_MAX;
    memset(tiling->buckets, 0, BUCKETS * sizeof *tiling->buckets);
    memset(tiling->trial, 0, tiling->outline_size);
    open_layer(tiling, tiling->layers);
    new_state(tiling, tiling->layers, &(struct state){.backward = NO_PRICE});
    for (size_t step = 0; step < tiling->grid->run_count && !tiling->failed; step++)
        if (!go_on(tiling, step))
            return false;
    return !tiling->failed;
}

/* The price of the best arrangement. As all cells are filled by all runs, every state at the end is whole. */
static int go_back(struct tiling *tiling) {
    const struct layer *end = &tiling->layers[tiling->grid->run_count];
    for (size_t i = end->first_state; i < end->last_state; i++)
        tiling->states[i].backward = 0;
    for (size_t i = tiling->move_count; i-- > 0;) {
        const struct move *move = &tiling->moves[i];
        struct state *from = &tiling->states[move->from];
        int price = move->price + tiling->states[move->to].backward;
        from->backward = price < from->backward ? (uint8_t)price : from->backward;
    }
    return tiling->states[0].backward;
}

/* ------------------------------------------------------------------ what all good arrangements agree on */

/* The move of a best arrangement on from a state. */
static const struct move *best_move(const struct tiling *tiling, size_t step, uint32_t state) {
    const struct layer *layer = &tiling->layers[step];
    for (size_t i = layer->first_move; i < layer->last_move; i++) {
        const struct move *move = &tiling->moves[i];
        if (move->from == state && move->price + tiling->states[move->to].backward == tiling->states[state].backward)
            return move;
    }
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
        const struct layer *layer = &tiling->layers[step];
        const struct gj_run *run = &grid->runs[step];
        for (size_t i = layer->first_move; i < layer->last_move; i++) {
            const struct move *move = &tiling->moves[i];
            const struct state *from = &tiling->states[move->from], *to = &tiling->states[move->to];
            if (from->forward + move->price + to->backward > best + NEARLY)
                continue;
            for (size_t j = 0; j < run->count; j++) {
                size_t cell = cell_of(grid, move, j);
                if (grid->texts[grid->cells[cell]] != grid->texts[run->first + j])
                    grid->settled[cell] = false;
            }
        }
    }
}

/* The rows of the best arrangement that do not add up. */
static size_t count_failed(const struct tiling *tiling) {
    const struct gj_grid *grid = tiling->grid;
    size_t failed = 0;
    for (size_t row = 0; row < grid->rows; row++) {
        int64_t sum = 0;
        for (size_t column = 0; column < grid->columns; column++)
            sum += tiling->ground.sign[column] * grid->values[grid->cells[row * grid->columns + column]];
        failed += sum != 0;
    }
    return failed;
}

/* More than one row in eight does not add up, and more than one at all: then the arrangement is likelier wrong than the
 * report. */
static bool fails_often(const struct gj_grid *grid) {
    return grid->failed > 1 && grid->failed * 8 > grid->rows;
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

/* The states that may be made, under one limit after another. */
static size_t budget_of(const struct gj_grid *grid) {
    size_t budget = LEAST_STATES;
    for (size_t i = 0; i < grid->run_count && budget < MOST_STATES; i++)
        budget += gj_is_plain(&grid->runs[i]) ? 0 : STATES_A_RUN;
    return budget < MOST_STATES ? budget : MOST_STATES;
}

static bool open_tiling(struct tiling *tiling, struct gj_grid *grid) {
    tiling->grid = grid;
    tiling->ground.grid = grid;
    for (size_t i = 0; i < grid->sum.part_count; i++)
        tiling->ground.sign[grid->sum.parts[i]] = 1;
    if (grid->sum.part_count)
        tiling->ground.sign[grid->sum.total] = -1;
    tiling->budget = budget_of(grid);
    tiling->outline_size = gj_outline_size(grid->rows);
    tiling->states = gj_arena_room(&tiling->arena, tiling->budget, sizeof *tiling->states);
    tiling->now = gj_arena_room(&tiling->arena, tiling->budget, tiling->outline_size);
    tiling->then = gj_arena_room(&tiling->arena, tiling->budget, tiling->outline_size);
    tiling->trial = gj_arena_take(&tiling->arena, tiling->outline_size);
    tiling->buckets = gj_arena_room(&tiling->arena, BUCKETS, sizeof *tiling->buckets);
    tiling->layers = gj_arena_array(&tiling->arena, grid->run_count + 1, sizeof *tiling->layers);
    return gj_ahead_open(&tiling->arena, &tiling->ground, &tiling->ahead) && !tiling->arena.failed;
}

/* The price of the best arrangement, with all that are nearly as good in the lattice; NO_PRICE where none is found. */
static int find_best(struct tiling *tiling, int dearest) {
    for (tiling->limit = NEARLY; tiling->limit <= dearest + NEARLY;) {
        int best = go_forward(tiling) ? go_back(tiling) : NO_PRICE;
        if (tiling->failed)
            return NO_PRICE;
        if (best + NEARLY < tiling->dearer)
            return best;
        tiling->limit = best <= tiling->limit ? best + NEARLY : tiling->dearer;
    }
    return NO_PRICE;
}

gj_status gj_tile(struct gj_grid *grid, bool *tiled) {
    struct tiling tiling = {.grid = NULL};
    *tiled = false;
    if (!is_possible(grid))
        return GJ_OK;
    int dearest = LEAST_DEAR + (int)grid->run_count / 3;
    dearest = dearest < DEAREST ? dearest : DEAREST;
    int best = open_tiling(&tiling, grid) ? find_best(&tiling, dearest) : NO_PRICE;
    if (best <= dearest) {
        fill_grid(&tiling);
        settle(&tiling, best);
        grid->failed = count_failed(&tiling);
        *tiled = !fails_often(grid);
    }
    gj_status status = tiling.arena.failed ? GJ_ERROR_MEMORY : GJ_OK;
    gj_arena_free(&tiling.arena);
    return status;
}
