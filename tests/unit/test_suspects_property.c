/*
 * The search against the plainest method there is: on small random tables, try every set of cells with
 * every value, and compare all the sets of the smallest size. Printed values are 0 to 7, so that every value
 * that a sum can demand is below LARGEST.
 */
#include "relations/relations.h"
#include "small_template.h"
#include "suspects/suspects.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CELLS 16
#define MOST_FOUND 4000
#define MOST_MISSING 2
#define LARGEST 22

static uint64_t random_state;

static unsigned random_below(unsigned limit) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (unsigned)((random_state >> 11) % limit);
}

/* One solution: the value of every cell. */
struct found {
    int values[MOST_CELLS];
};

struct exhaustive {
    const struct gj_template *form;
    int printed[MOST_CELLS];
    bool is_free[MOST_CELLS]; /* missing: any value, at no price */
    int values[MOST_CELLS];
    size_t cell_count;
    size_t last_cell[MOST_CELLS]; /* of each equation */
    struct found found[MOST_FOUND];
    size_t count;
};

static bool holds(const struct exhaustive *all, const struct gj_equation *equation) {
    int sum = 0;
    for (size_t i = 0; i < equation->left_count; i++)
        sum += all->values[equation->left[i]];
    for (size_t i = 0; i < equation->right_count; i++)
        sum -= all->values[equation->right[i]];
    return sum == 0;
}

static size_t largest_of(const size_t *cells, size_t count, size_t largest) {
    for (size_t i = 0; i < count; i++)
        largest = cells[i] > largest ? cells[i] : largest;
    return largest;
}

static void find_last_cells(struct exhaustive *all) {
    for (size_t i = 0; i < all->form->equation_count; i++) {
        const struct gj_equation *equation = &all->form->equations[i];
        size_t last = largest_of(equation->left, equation->left_count, 0);
        all->last_cell[i] = largest_of(equation->right, equation->right_count, last);
    }
}

/* Once the last cell of an equation has its value, the equation holds or never will. */
static bool all_hold_before(const struct exhaustive *all, size_t index) {
    for (size_t i = 0; i < all->form->equation_count; i++)
        if (all->last_cell[i] + 1 == index && !holds(all, &all->form->equations[i]))
            return false;
    return true;
}

static void enumerate(struct exhaustive *all, size_t index, size_t changes_left) {
    if (!all_hold_before(all, index) || all->count == MOST_FOUND)
        return;
    if (index == all->cell_count) {
        if (changes_left == 0)
            memcpy(all->found[all->count++].values, all->values, sizeof all->values);
        return;
    }
    if (all->is_free[index]) {
        for (all->values[index] = 0; all->values[index] <= LARGEST; all->values[index]++)
            enumerate(all, index + 1, changes_left);
        return;
    }
    all->values[index] = all->printed[index];
    enumerate(all, index + 1, changes_left);
    for (int value = 0; value <= LARGEST && changes_left > 0; value++) {
        all->values[index] = value;
        if (value != all->printed[index])
            enumerate(all, index + 1, changes_left - 1);
    }
}

/* A grid of rows x columns whose last column, and sometimes last row, are totals. */
static void make_template(struct small_report *small, size_t rows, size_t columns, bool column_sums) {
    small_report_new(small, rows, columns);
    size_t parts[MOST_CELLS];
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = 0; i + 1 < columns; i++)
            parts[i] = row * columns + i;
        size_t total = row * columns + columns - 1;
        small_relation(small, parts, columns - 1, &total, 1);
    }
    for (size_t column = 0; column_sums && column < columns; column++) {
        for (size_t i = 0; i + 1 < rows; i++)
            parts[i] = i * columns + column;
        size_t total = (rows - 1) * columns + column;
        small_relation(small, parts, rows - 1, &total, 1);
    }
}

/* Relations that no real table has: any cells on either side. */
static void make_odd_template(struct small_report *small, size_t cells, size_t relations) {
    small_report_new(small, 1, cells);
    for (size_t i = 0; i < relations; i++) {
        size_t left[MOST_CELLS];
        size_t right[MOST_CELLS];
        size_t left_count = 0;
        size_t right_count = 0;
        for (size_t cell = 0; cell < cells; cell++) {
            unsigned side = random_below(4);
            if (side == 0)
                left[left_count++] = cell;
            else if (side == 1)
                right[right_count++] = cell;
        }
        if (left_count > 0 && right_count > 0)
            small_relation(small, left, left_count, right, right_count);
    }
}

static void make_values(struct small_report *small, struct exhaustive *all, bool consistent, unsigned missing) {
    *all = (struct exhaustive){.form = &small->form, .cell_count = small->report.cell_count};
    find_last_cells(all);
    for (size_t i = 0; i < all->cell_count; i++)
        all->printed[i] = (int)random_below(4);
    for (size_t i = 0; consistent && i < small->form.equation_count; i++) {
        const struct gj_equation *equation = &small->form.equations[i];
        int sum = 0;
        for (size_t j = 0; j < equation->left_count; j++)
            sum += all->printed[equation->left[j]];
        all->printed[equation->target] = sum;
    }
    for (unsigned i = random_below(3) + 1; consistent && i > 0; i--)
        all->printed[random_below((unsigned)all->cell_count)] = (int)random_below(8);
    unsigned free_count = 0;
    for (size_t i = 0; i < all->cell_count; i++) {
        all->is_free[i] = free_count < MOST_MISSING && random_below(100) < missing;
        free_count += all->is_free[i];
        if (all->is_free[i])
            small_cell(small, i, NULL);
        else
            small_value(small, i, all->printed[i]);
    }
}

static bool is_changed(const struct exhaustive *all, const struct found *found, size_t cell) {
    return !all->is_free[cell] && found->values[cell] != all->printed[cell];
}

static bool is_same_cells(const struct exhaustive *all, const struct found *a, const struct found *b) {
    for (size_t i = 0; i < all->cell_count; i++)
        if (is_changed(all, a, i) != is_changed(all, b, i))
            return false;
    return true;
}

/* Whether cell has one value in all solutions that change the same cells as the one given. */
static bool is_fixed(const struct exhaustive *all, const struct found *found, size_t cell) {
    for (size_t i = 0; i < all->count; i++)
        if (is_same_cells(all, found, &all->found[i]) && all->found[i].values[cell] != found->values[cell])
            return false;
    return true;
}

static bool is_suspected(const gj_report *report, size_t cell, int64_t value) {
    for (size_t i = 0; i < report->suspects.count; i++)
        if (report->suspects.items[i].cell == cell && report->suspects.items[i].proposed.coefficient == value)
            return true;
    return false;
}

static bool has_note(const gj_report *report, const char *code) {
    for (size_t i = 0; i < report->diagnostics.count; i++)
        if (strcmp(report->diagnostics.items[i].code, code) == 0)
            return true;
    return false;
}

/* Every change of every smallest solution is suspected ... */
static void check_all_suspected(const struct exhaustive *all, const gj_report *report) {
    for (size_t i = 0; i < all->count; i++)
        for (size_t cell = 0; cell < all->cell_count; cell++)
            if (is_changed(all, &all->found[i], cell) && is_fixed(all, &all->found[i], cell))
                ck_assert_msg(is_suspected(report, cell, all->found[i].values[cell]),
                              "cell %zu should be suspected of being %d", cell, all->found[i].values[cell]);
}

/* ... nothing else is, and what is certain or in company stands in every solution or in none. */
static void check_suspects(const struct exhaustive *all, const gj_report *report) {
    for (size_t i = 0; i < report->suspects.count; i++) {
        const gj_suspect *suspect = &report->suspects.items[i];
        size_t agreeing = 0;
        for (size_t j = 0; j < all->count; j++)
            agreeing += (is_changed(all, &all->found[j], suspect->cell) || all->is_free[suspect->cell]) &&
                        all->found[j].values[suspect->cell] == suspect->proposed.coefficient;
        ck_assert_msg(agreeing > 0, "cell %zu is suspected of being %lld for no reason", suspect->cell,
                      (long long)suspect->proposed.coefficient);
        if (suspect->certainty == GJ_CERTAIN)
            ck_assert_msg(agreeing == all->count, "cell %zu is not certain", suspect->cell);
        if (suspect->certainty == GJ_CERTAIN)
            ck_assert_uint_eq(suspect->alternative_count, 0);
    }
}

/* A change that all solutions have, none of them in another form, is certain where a lone set explains it. */
static void check_certain(const struct exhaustive *all, const gj_report *report) {
    if (all->count != 1)
        return;
    for (size_t i = 0; i < report->suspects.count; i++)
        if (!all->is_free[report->suspects.items[i].cell])
            ck_assert_int_ge(report->suspects.items[i].certainty, GJ_LIKELY);
}

static void compare(struct small_report *small, struct exhaustive *all, size_t most_changes) {
    for (size_t changes = 0; changes <= most_changes && all->count == 0; changes++)
        enumerate(all, 0, changes);
    if (all->count == 0 || all->count == MOST_FOUND)
        return; /* more errors than the plain method has time for */
    ck_assert_int_eq(gj_relations_check(&small->report), GJ_OK);
    ck_assert_int_eq(gj_suspects_find(&small->report, NULL, 0), GJ_OK);
    ck_assert(!has_note(&small->report, "unlocalised"));
    if (has_note(&small->report, "many_explanations"))
        return;
    /* A value may also be fixed by several sums at once that cannot fall below 0; that is not looked into. */
    if (!has_note(&small->report, "undetermined"))
        check_all_suspected(all, &small->report);
    check_suspects(all, &small->report);
    check_certain(all, &small->report);
}

static struct exhaustive *all;

static void set_up(void) {
    random_state = 0x9e3779b97f4a7c15U;
    all = malloc(sizeof *all);
    ck_assert_ptr_nonnull(all);
}

static void tear_down(void) {
    free(all);
}

static size_t compare_grid(bool consistent, unsigned missing) {
    struct small_report small;
    size_t rows = 1 + random_below(4);
    size_t columns = 2 + random_below(3);
    make_template(&small, rows, columns, rows > 1 && random_below(3) > 0);
    make_values(&small, all, consistent, missing);
    compare(&small, all, 3);
    size_t compared = all->count > 0;
    small_report_free(&small);
    return compared;
}

START_TEST(grids_with_a_few_errors) {
    size_t compared = 0;
    for (int i = 0; i < 200; i++)
        compared += compare_grid(true, 0);
    ck_assert_uint_gt(compared, 150);
}
END_TEST

START_TEST(grids_with_missing_cells) {
    size_t compared = 0;
    for (int i = 0; i < 100; i++)
        compared += compare_grid(true, 12);
    ck_assert_uint_gt(compared, 70);
}
END_TEST

START_TEST(grids_of_noise) {
    size_t compared = 0;
    for (int i = 0; i < 60; i++)
        compared += compare_grid(false, 0);
    ck_assert_uint_gt(compared, 10);
}
END_TEST

START_TEST(relations_of_any_kind) {
    size_t compared = 0;
    for (int i = 0; i < 200; i++) {
        struct small_report small;
        make_odd_template(&small, 4 + random_below(6), 1 + random_below(5));
        make_values(&small, all, false, i % 2 ? 10 : 0);
        compare(&small, all, 3);
        compared += all->count > 0;
        small_report_free(&small);
    }
    ck_assert_uint_gt(compared, 60);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("suspects_property");
    TCase *tcase = tcase_create("suspects_property");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, grids_with_a_few_errors);
    tcase_add_test(tcase, grids_with_missing_cells);
    tcase_add_test(tcase, grids_of_noise);
    tcase_add_test(tcase, relations_of_any_kind);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
