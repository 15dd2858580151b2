/* Outlines: what is said to be ahead is never more than what is paid in the end. */
#include <check.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "reassembly/outline.h"

enum { MOST_CELLS = 24, MOST_ROWS = 6, GRIDS = 300, DEAREST = 5, ROOM = sizeof(struct gj_outline) + MOST_ROWS * 8 };

struct cut_grid {
    struct gj_grid grid;
    struct gj_ground ground;
    struct gj_arena arena;
    struct gj_ahead ahead;
    int64_t printed[MOST_CELLS], values[MOST_CELLS];
    struct gj_run runs[MOST_CELLS];
    size_t told; /* outlines of which something is said to be ahead */
};

/* xorshift64 (Marsaglia, Xorshift RNGs, Journal of Statistical Software 8(14), 2003). */
static size_t below(uint64_t *state, size_t limit) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (size_t)(*state % limit);
}

/* Rows that add up, most of them. */
static void print_rows(struct cut_grid *cut, uint64_t *state) {
    size_t columns = cut->grid.columns;
    for (size_t row = 0; row < cut->grid.rows; row++) {
        int64_t sum = 0;
        for (size_t i = 0; i + 1 < columns; i++)
            sum += cut->printed[row * columns + i] = (int64_t)below(state, 2) * (int64_t)below(state, 4);
        cut->printed[row * columns + columns - 1] = sum + (below(state, 8) == 0);
    }
}

/* One run: a row's label, a pin to columns, or nothing may stand before it. */
static void add_run(struct cut_grid *cut, size_t row, size_t column, size_t tall, uint64_t *state) {
    struct gj_run *run = &cut->runs[cut->grid.run_count];
    size_t first = cut->grid.run_count ? run[-1].first + run[-1].count : 0, kind = below(state, 12);
    cut->grid.run_count++;
    *run = (struct gj_run){.first = first, .count = tall, .per_line = 1, .row = GJ_TILE_ANY_ROW};
    for (size_t i = 0; i < tall; i++)
        cut->values[first + i] = cut->printed[(row + i) * cut->grid.columns + column];
    run->starts_row = kind == 0 && tall == 1 && column == 0;
    run->row = run->starts_row && below(state, 2) ? row : GJ_TILE_ANY_ROW;
    if (kind == 1) {
        run->column = column;
        run->width = 1;
    }
}

/* The columns [first, last) of all rows, cut into bands. */
static void cut_part(struct cut_grid *cut, size_t first, size_t last, size_t tallest, uint64_t *state) {
    size_t tall;
    for (size_t row = 0; row < cut->grid.rows; row += tall) {
        tall = 1 + below(state, tallest);
        tall = tall < cut->grid.rows - row ? tall : cut->grid.rows - row;
        for (size_t column = first; column < last; column++)
            add_run(cut, row, column, tall, state);
    }
}

static void cut_grid(struct cut_grid *cut, uint64_t *state) {
    *cut = (struct cut_grid){.grid = {.rows = 2 + below(state, MOST_ROWS - 1)}};
    struct gj_grid *grid = &cut->grid;
    grid->columns = 2 + below(state, MOST_CELLS / grid->rows - 1);
    grid->values = cut->values;
    grid->runs = cut->runs;
    cut->ground.grid = grid;
    for (size_t i = 0; i + 1 < grid->columns; i++)
        cut->ground.sign[i] = 1;
    cut->ground.sign[grid->columns - 1] = -1;
    print_rows(cut, state);
    size_t left = below(state, 3) ? 1 + below(state, grid->columns - 1) : grid->columns;
    size_t tallest = 1 + below(state, 2);
    cut_part(cut, 0, left, tallest, state);
    cut_part(cut, left, grid->columns, tallest, state);
}

/* The least that is paid from an outline on, found by trying all; more than limit where it is more. */
static int pay_rest(struct cut_grid *cut, const struct gj_outline *outline, size_t next, int limit) {
    struct gj_tile_place places[GJ_MOST_PLACES];
    alignas(8) char room[ROOM];
    struct gj_outline *then = (void *)room;
    int least = next == cut->grid.run_count ? 0 : limit + 1;
    size_t count = least ? gj_outline_places(&cut->ground, outline, &cut->runs[next], places) : 0;
    for (size_t i = 0; i < count; i++) {
        int price = gj_outline_fill(&cut->ground, outline, &cut->runs[next], &places[i], limit, then);
        int all = price > limit ? price : price + pay_rest(cut, then, next + 1, limit - price);
        least = all < least ? all : least;
    }
    int told = next ? gj_least_ahead(&cut->ahead, outline, next, -1) : 0;
    ck_assert_msg(least > limit || told <= least, "%d is said to be ahead, and %d is paid", told, least);
    cut->told += told > 0;
    return least;
}

START_TEST(no_more_is_said_to_be_ahead_than_is_paid) {
    static struct cut_grid cut;
    alignas(8) char empty[ROOM] = {0};
    uint64_t state = 1;
    size_t told = 0;
    for (size_t i = 0; i < GRIDS; i++) {
        cut_grid(&cut, &state);
        ck_assert(gj_ahead_open(&cut.arena, &cut.ground, &cut.ahead));
        pay_rest(&cut, (const struct gj_outline *)(const void *)empty, 0, DEAREST);
        told += cut.told;
        gj_arena_free(&cut.arena);
    }
    ck_assert_uint_gt(told, GRIDS);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("outline");
    TCase *tcase = tcase_create("ahead");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, no_more_is_said_to_be_ahead_than_is_paid);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK); /* a sanitizer takes its time at the end of each process */
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
