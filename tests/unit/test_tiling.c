/* Tiling: whatever runs a grid was cut into, no value stands in two of its cells. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "reassembly/tiling.h"

enum { MOST_CELLS = 36, GRIDS = 400 };

/* xorshift64 (Marsaglia, Xorshift RNGs, Journal of Statistical Software 8(14), 2003). */
static size_t below(uint64_t *state, size_t limit) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (size_t)(*state % limit);
}

/* Cuts so many values into runs of any length. */
static size_t cut(uint64_t *state, size_t count, struct gj_run *runs) {
    size_t run_count = 0;
    for (size_t first = 0; first < count; run_count++) {
        size_t length = 1 + below(state, count - first < 6 ? count - first : 6);
        runs[run_count] = (struct gj_run){.first = first, .count = length, .per_line = 1, .row = GJ_TILE_ANY_ROW};
        first += length;
    }
    return run_count;
}

static void check_cells(const struct gj_grid *grid, size_t count) {
    bool seen[MOST_CELLS] = {false};
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_lt(grid->cells[i], count);
        ck_assert_msg(!seen[grid->cells[i]], "value %zu stands in two cells", grid->cells[i]);
        seen[grid->cells[i]] = true;
    }
}

START_TEST(every_value_stands_in_one_cell) {
    uint64_t state = 1;
    size_t tiled = 0;
    for (size_t i = 0; i < GRIDS; i++) {
        int64_t values[MOST_CELLS] = {0}, texts[MOST_CELLS] = {0};
        struct gj_run runs[MOST_CELLS];
        size_t cells[MOST_CELLS] = {0};
        bool settled[MOST_CELLS] = {false};
        struct gj_grid grid = {.rows = 2 + below(&state, 5), .columns = 2 + below(&state, 5)};
        size_t count = grid.rows * grid.columns;
        grid.values = values;
        grid.texts = texts; /* all say the same, so that every arrangement agrees with every other */
        grid.runs = runs;
        grid.run_count = cut(&state, count, runs);
        grid.cells = cells;
        grid.settled = settled;
        bool found;
        ck_assert_int_eq(gj_tile(&grid, &found), GJ_OK);
        if (!found)
            continue;
        tiled++;
        check_cells(&grid, count);
    }
    ck_assert_uint_gt(tiled, GRIDS / 4);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("tiling");
    TCase *tcase = tcase_create("cells");
    tcase_add_test(tcase, every_value_stands_in_one_cell);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK); /* a sanitizer takes its time at the end of each process */
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
