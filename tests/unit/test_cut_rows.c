/* Rows of a page that was read row by row, of which parts stand apart. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "reassembly/tiling.h"

enum { MOST_VALUES = 64, COLUMNS = 5 };

/* The values of a page as runs of one, and what stands before each: "|" is text, "=c" the label of row c (from a). */
struct page {
    int64_t values[MOST_VALUES];
    struct gj_run runs[MOST_VALUES];
    size_t count;
};

static void read_page(const char *text, struct page *page) {
    bool after_text = false, starts_row = false;
    size_t row = GJ_TILE_ANY_ROW;
    page->count = 0;
    for (char *at = (char *)(uintptr_t)text; *at;) {
        if (*at == ' ') {
            at++;
        } else if (*at == '|' || *at == '=') {
            after_text = true;
            starts_row = *at == '=';
            row = starts_row ? (size_t)(*++at - 'a') : GJ_TILE_ANY_ROW;
            at++;
        } else {
            ck_assert_uint_lt(page->count, MOST_VALUES);
            page->runs[page->count] = (struct gj_run){.first = page->count,
                                                      .count = 1,
                                                      .per_line = 1,
                                                      .after_text = after_text,
                                                      .starts_row = starts_row,
                                                      .row = row};
            page->values[page->count++] = strtol(at, &at, 10);
            after_text = starts_row = false;
            row = GJ_TILE_ANY_ROW;
        }
    }
}

static void tell_way(const struct page *page, const size_t *way, char *told) {
    for (size_t column = 0; column < COLUMNS; column++)
        if (way[column] == (size_t)-1)
            strcat(told, column ? " ?" : "?");
        else
            sprintf(told + strlen(told), column ? " %d" : "%d", (int)page->values[way[column]]);
}

/* The rows but for those that are as they stand: "row: way or way"; "none" where the page is not read so. The last
 * column is the sum of the others. */
static const char *cut(size_t rows, const char *text) {
    static char told[4096];
    struct page page;
    struct gj_arena arena = {0};
    struct gj_cut_row *found = gj_arena_array(&arena, rows, sizeof *found);
    bool is_found;
    read_page(text, &page);
    const struct gj_grid grid = {.rows = rows,
                                 .columns = COLUMNS,
                                 .values = page.values,
                                 .texts = page.values,
                                 .runs = page.runs,
                                 .run_count = page.count,
                                 .sum = {.parts = {0, 1, 2, 3}, .part_count = 4, .total = 4}};
    ck_assert_int_eq(gj_find_cut_rows(&grid, &arena, found, &is_found), GJ_OK);
    strcpy(told, is_found ? "" : "none");
    for (size_t row = 0; row < rows && is_found; row++) {
        const size_t *way = found[row].ways[0];
        if (found[row].way_count == 1 && way[0] != (size_t)-1 && way[COLUMNS - 1] == way[0] + COLUMNS - 1)
            continue;
        sprintf(told + strlen(told), *told ? "; %zu: " : "%zu: ", row);
        for (size_t i = 0; i < found[row].way_count; i++) {
            strcat(told, i ? " or " : "");
            tell_way(&page, found[row].ways[i], told);
        }
    }
    gj_arena_free(&arena);
    return told;
}

#define WHOLE "1 2 3 4 10  0 5 5 0 10  7 0 0 0 7  2 0 2 2 6 "

START_TEST(whole_rows_are_as_they_stand) {
    ck_assert_str_eq(cut(4, WHOLE), "");
}
END_TEST

/* Where the total is in the rest, the rest is the end of the row. */
START_TEST(the_rest_with_the_total_is_the_end) {
    ck_assert_str_eq(cut(5, "8 9 10 |" WHOLE "| 0 27"), "0: 8 9 10 0 27");
    ck_assert_str_eq(cut(5, WHOLE "8 9 10 | 0 27"), "");
    ck_assert_str_eq(cut(6, "8 9 10 |" WHOLE "8 1 0 0 | 0 27 | 9"), "0: 8 9 10 0 27; 5: 8 1 0 0 9");
}
END_TEST

/* Else the sum says nothing of its columns, where the order does not matter to it. */
START_TEST(the_rest_without_the_total_has_several_ways) {
    ck_assert_str_eq(cut(5, "8 9 10 34 |" WHOLE "| 7"), "0: 7 8 9 10 34 or 8 7 9 10 34 or 8 9 7 10 34 or 8 9 10 7 34");
    ck_assert_str_eq(cut(5, "8 0 0 8 |" WHOLE "| 0"), "0: 0 8 0 0 8 or 8 0 0 0 8");
}
END_TEST

/* Text between the values of the rest: they may be in another order. */
START_TEST(a_rest_in_pieces_is_left_open) {
    ck_assert_str_eq(cut(5, "8 9 |" WHOLE "| 10 | 0 | 27"), "0: 8 9 ? ? ?");
}
END_TEST

START_TEST(labels_say_where_a_row_begins) {
    ck_assert_str_eq(cut(5, "=a 8 9 10 34 |" WHOLE "| 7"), "0: 8 7 9 10 34 or 8 9 7 10 34 or 8 9 10 7 34");
    ck_assert_str_eq(cut(5, "=b 8 9 10 34 |" WHOLE "| 7"), "none");
}
END_TEST

/* Few rows add up, or they hold little of what there is. */
START_TEST(chance_is_not_read) {
    ck_assert_str_eq(cut(3, "1 2 3 4 10  8 9 | 10 0 27  7 0 0 0 7"), "none");
    ck_assert_str_eq(cut(5, "0 0 0 0 0  0 0 0 0 0  0 1 0 0 1  0 0 0 0 | 0  0 0 0 0 0"), "none");
    ck_assert_str_eq(cut(5, WHOLE "8 9 10 0 26"), "none");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("rows cut in two");
    TCase *tcase = tcase_create("rows");
    tcase_add_test(tcase, whole_rows_are_as_they_stand);
    tcase_add_test(tcase, the_rest_with_the_total_is_the_end);
    tcase_add_test(tcase, the_rest_without_the_total_has_several_ways);
    tcase_add_test(tcase, a_rest_in_pieces_is_left_open);
    tcase_add_test(tcase, labels_say_where_a_row_begins);
    tcase_add_test(tcase, chance_is_not_read);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
