/* The printed layout: every place of the grid is covered once, every cell stands in one square. */
#include "grammar.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static gj_grammar *grammar;

static void start(void) {
    gj_error error;
    ck_assert_msg(gj_grammar_new(&grammar, &error) == GJ_OK, "%s", error.message);
}

static void stop(void) {
    gj_grammar_free(grammar);
}

static const struct gj_table_rule *table_of(const char *id, const char *table) {
    const struct gj_template *form = gj_grammar_find(grammar, id);
    ck_assert_ptr_nonnull(form);
    for (size_t i = 0; i < form->table_count; i++)
        if (strcmp(form->tables[i].id, table) == 0)
            return &form->tables[i];
    ck_abort_msg("%s has no table %s", id, table);
    return NULL;
}

static const gj_square *square_at(const struct gj_table_rule *table, size_t row, size_t column) {
    for (size_t i = 0; i < table->form.square_count; i++) {
        const gj_square *square = &table->form.squares[i];
        if (square->row == row && square->column == column)
            return square;
    }
    ck_abort_msg("%s has no square at %zu, %zu", table->id, row, column);
    return NULL;
}

static void expect_label(const struct gj_table_rule *table, size_t row, size_t column,
                         size_t row_span, size_t column_span, const char *label) {
    const gj_square *square = square_at(table, row, column);
    ck_assert_str_eq(square->label, label);
    ck_assert_uint_eq(square->row_span, row_span);
    ck_assert_uint_eq(square->column_span, column_span);
    ck_assert_uint_eq(square->cell, GJ_NOWHERE);
}

static void expect_cell(const struct gj_template *form, const struct gj_table_rule *table,
                        size_t row, size_t column, const char *id) {
    const gj_square *square = square_at(table, row, column);
    ck_assert_ptr_null(square->label);
    ck_assert_str_eq(form->cells[square->cell].id, id);
}

static void cover(const struct gj_table_rule *table, const gj_square *square, bool *covered) {
    const gj_form *form = &table->form;
    ck_assert_uint_le(square->row + square->row_span, form->row_count);
    ck_assert_uint_le(square->column + square->column_span, form->column_count);
    for (size_t row = 0; row < square->row_span; row++)
        for (size_t column = 0; column < square->column_span; column++) {
            size_t place = (square->row + row) * form->column_count + square->column + column;
            ck_assert_msg(!covered[place], "%s: two squares at %zu", table->id, place);
            covered[place] = true;
        }
}

static void check_tiling(const struct gj_table_rule *table) {
    const gj_form *form = &table->form;
    bool *covered = calloc(form->row_count * form->column_count, sizeof *covered);
    bool *printed = calloc(table->row_count * table->column_count, sizeof *printed);
    ck_assert(covered && printed);
    for (size_t i = 0; i < form->square_count; i++) {
        const gj_square *square = &form->squares[i];
        const gj_square *last = i > 0 ? square - 1 : NULL;
        cover(table, square, covered);
        ck_assert(!last || last->row < square->row ||
                  (last->row == square->row && last->column < square->column));
        ck_assert_int_eq(square->heading, square->row < form->header_rows);
        ck_assert_int_eq(square->label == NULL, square->cell != GJ_NOWHERE);
        if (square->label)
            continue;
        ck_assert_uint_ge(square->column, form->label_columns);
        ck_assert(!printed[square->cell - table->first_cell]);
        printed[square->cell - table->first_cell] = true;
    }
    for (size_t i = 0; i < form->row_count * form->column_count; i++)
        ck_assert_msg(covered[i], "%s: nothing at %zu", table->id, i);
    for (size_t i = 0; i < table->row_count * table->column_count; i++)
        ck_assert_msg(printed[i], "%s: no square for cell %zu", table->id, i);
    free(covered);
    free(printed);
}

START_TEST(squares_tile_every_table) {
    for (size_t i = 0; i < gj_grammar_template_count(grammar); i++) {
        const struct gj_template *form = gj_grammar_template(grammar, i);
        for (size_t j = 0; j < form->table_count; j++)
            check_tiling(&form->tables[j]);
    }
}
END_TEST

START_TEST(groups_are_merged_squares) {
    const struct gj_template *form = gj_grammar_find(grammar, "ogi-2019");
    const struct gj_table_rule *table = table_of("ogi-2019", "applications");
    ck_assert_uint_eq(table->form.row_count, 26);
    ck_assert_uint_eq(table->form.column_count, 10);
    ck_assert_uint_eq(table->form.header_rows, 3);
    ck_assert_uint_eq(table->form.label_columns, 3);
    expect_label(table, 0, 0, 3, 3,
                 "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)");
    expect_label(table, 0, 3, 1, 7, "申请人情况");
    expect_label(table, 1, 4, 1, 5, "法人或其他组织");
    expect_label(table, 1, 9, 2, 1, "总计");
    expect_label(table, 3, 0, 1, 3, "一、本年新收政府信息公开申请数量");
    expect_label(table, 5, 0, 20, 1, "三、本年度办理结果");
    expect_label(table, 7, 1, 8, 1, "(三)不予公开");
    expect_label(table, 23, 1, 1, 2, "(六)其他处理");
    expect_cell(form, table, 3, 3, "applications/new_received/natural_person");
    expect_cell(form, table, 25, 9, "applications/carried_forward/total");
}
END_TEST

START_TEST(a_caption_is_a_row_of_its_own) {
    const struct gj_template *form = gj_grammar_find(grammar, "ogi-2021");
    const struct gj_table_rule *table = table_of("ogi-2021", "art20_1");
    ck_assert_uint_eq(table->form.header_rows, 2);
    expect_label(table, 0, 0, 1, 4, "第二十条第(一)项");
    expect_label(table, 1, 0, 1, 1, "信息内容");
    expect_label(table, 3, 0, 1, 1, "行政规范性文件");
    expect_cell(form, table, 3, 2, "art20_1/normative_documents/repealed");
}
END_TEST

START_TEST(rows_side_by_side_make_one_line) {
    const struct gj_template *form = gj_grammar_find(grammar, "ogi-2021");
    const struct gj_table_rule *table = table_of("ogi-2021", "review_litigation");
    ck_assert_uint_eq(table->form.row_count, 4);
    ck_assert_uint_eq(table->form.column_count, 15);
    ck_assert_uint_eq(table->form.label_columns, 0);
    expect_label(table, 0, 0, 2, 5, "行政复议");
    expect_label(table, 0, 5, 1, 10, "行政诉讼");
    expect_label(table, 1, 10, 1, 5, "复议后起诉");
    expect_label(table, 2, 5, 1, 1, "结果维持");
    expect_cell(form, table, 3, 4, "review_litigation/review/total");
    expect_cell(form, table, 3, 10, "review_litigation/litigation_after_review/upheld");
}
END_TEST

START_TEST(rows_with_units_make_a_list) {
    const struct gj_template *form = gj_grammar_find(grammar, "ogi-2014");
    const struct gj_table_rule *table = table_of("ogi-2014", "indicators");
    ck_assert_uint_eq(table->form.row_count, 66);
    ck_assert_uint_eq(table->form.column_count, 3);
    expect_label(table, 0, 0, 1, 1, "统计指标");
    expect_label(table, 0, 1, 1, 1, "单位");
    expect_label(table, 0, 2, 1, 1, "统计数");
    expect_label(table, 1, 0, 1, 3, "一、主动公开情况");
    expect_label(table, 2, 1, 1, 1, "条");
    expect_label(table, 65, 1, 1, 1, "人次");
    expect_cell(form, table, 65, 2, "indicators/trained/count");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("form");
    TCase *tcase = tcase_create("form");
    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_test(tcase, squares_tile_every_table);
    tcase_add_test(tcase, groups_are_merged_squares);
    tcase_add_test(tcase, a_caption_is_a_row_of_its_own);
    tcase_add_test(tcase, rows_side_by_side_make_one_line);
    tcase_add_test(tcase, rows_with_units_make_a_list);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
