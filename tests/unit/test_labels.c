/* Labels: spellings that count as the same, numberings, and what a label book finds. */
#include "labels/labels.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "grammar.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static gj_grammar *grammar;
static struct gj_arena arena;

static void set_up(void) {
    ck_assert_int_eq(gj_grammar_new(&grammar, NULL), GJ_OK);
}

static void tear_down(void) {
    gj_arena_free(&arena);
    gj_grammar_free(grammar);
}

static struct gj_key fold(const char *text) {
    struct gj_key key;
    ck_assert_int_eq(gj_fold(&grammar->spelling, &arena, text, strlen(text), &key), GJ_OK);
    return key;
}

static bool same(const struct gj_key *a, const struct gj_key *b) {
    return a->length == b->length && memcmp(a->characters, b->characters, a->length * sizeof *a->characters) == 0;
}

static const char *const spellings[][2] = {
    {"予以公开", "(一)予以公开"},
    {"(一)予以公开", "（一）予以公开"},
    {"1.属于国家秘密", "1、属于国家秘密"},
    {"1.属于国家秘密", "1．属于国家秘密"},
    {"1.属于国家秘密", "(1)属于国家秘密"},
    {"1.属于国家秘密", "①属于国家秘密"},
    {"1.属于国家秘密", "1属于国家秘密"},
    {"1.属于国家秘密", "1. 属于 国家 秘密"},
    {"1.属于国家秘密", "1.属于國家秘密"},
    {"1.属于国家秘密", "1.屬於國家祕密"},
    {"3.危及“三安全一稳定”", "3.危及\"三安全一稳定\""},
    {"3.危及“三安全一稳定”", "3.危及‘三安全一稳定’"},
    {"3.危及“三安全一稳定”", "3.危及三安全一稳定"},
    {"1.本机关不掌握相关政府信息", "1.本行政机关不掌握相关政府信息"},
    {"(本列数据的勾稽关系为:第一项)", "（本列数据的钩稽关系为：第一项）"},
    {"(区分处理的,只计这一情形,不计其他情形)", "（区分处理的，只计这一情况，不计其他情况）"},
    {"三、收到和处理政府信息公开申请情况", "三.收到和处理政府信息公开申请情形"},
    {"第二十条第(一)项", "第二十条 第（一）项"},
    {"规章", "規(guī)章"},
    {"本年增/减", "本年增／减"},
    {"总计", "总\xC2\xA0计"},
    {"总计", "总\xE2\x80\x8B计"},
    {"总计", "**总计**"},
};

START_TEST(spellings_of_one_label_are_the_same) {
    struct gj_key first = fold(spellings[_i][0]), second = fold(spellings[_i][1]);
    ck_assert_msg(same(&first, &second), "%s and %s differ", spellings[_i][0], spellings[_i][1]);
    ck_assert_uint_eq(first.hash, second.hash);
    ck_assert_uint_gt(first.length, 0);
}
END_TEST

static const char *const strangers[][2] = {
    {"(一)予以公开", "(二)部分公开"}, {"行政处罚", "行政强制"}, {"结果维持", "结果纠正"},
    {"第二十条第(一)项", "第二十条第(五)项"}, {"三、本年度办理结果", "四、结转下年度继续办理"}, {"总计", "总计数"},
    {"其他", "其他处理"},
};

START_TEST(different_labels_stay_different) {
    struct gj_key first = fold(strangers[_i][0]), second = fold(strangers[_i][1]);
    ck_assert_msg(!same(&first, &second), "%s and %s are the same", strangers[_i][0], strangers[_i][1]);
}
END_TEST

static const struct {
    const char *text;
    int level, number;
} numberings[] = {
    {"一、本年新收", 1, 1},   {"十、其他", 1, 10},      {"十二、其他", 1, 12}, {"二十、其他", 1, 20}, {"(一)予以公开", 2, 1},
    {"（七）总计", 2, 7},     {"(十一)其他", 2, 11},    {"1.属于", 3, 1},      {"8、属于", 3, 8},     {"12.其他", 3, 12},
    {"３．危及", 3, 3},       {"1属于国家秘密", 3, 1},  {"(1)属于", 4, 1},     {"①属于", 3, 1},       {"规章", 0, 0},
    {"三安全一稳定", 0, 0},   {"第二十条第(一)项", 0, 0}, {"一般事项", 0, 0},  {"", 0, 0},
};

START_TEST(the_numbering_is_read) {
    struct gj_key key = fold(numberings[_i].text);
    ck_assert_msg(key.numbering.level == numberings[_i].level && key.numbering.number == numberings[_i].number,
                  "\"%s\": level %d number %d", numberings[_i].text, key.numbering.level, key.numbering.number);
}
END_TEST

START_TEST(text_without_characters_has_no_key) {
    static const char *const empty[] = {"", " ", "1.", "(一)", "--", "……", "()", "abc", "12.5", "|"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        ck_assert_msg(fold(empty[i]).length == 0, "\"%s\"", empty[i]);
}
END_TEST

START_TEST(plain_folding_keeps_digits_and_numbering) {
    struct gj_key key, other;
    const char *text = "１．於２０２０年(一)", *plain = "1于2020年一";
    ck_assert_int_eq(gj_fold_plain(&grammar->spelling, &arena, text, strlen(text), &key), GJ_OK);
    ck_assert_int_eq(gj_fold_plain(&grammar->spelling, &arena, plain, strlen(plain), &other), GJ_OK);
    ck_assert(same(&key, &other));
    ck_assert_uint_eq(key.length, 8);
}
END_TEST

/* Bytes that are no UTF-8 must do no harm: the text was checked, a cut through a character was not. */
START_TEST(a_cut_character_is_passed_over) {
    const char *text = "规章";
    for (size_t length = 0; length <= strlen(text); length++) {
        char *bytes = malloc(length ? length : 1);
        ck_assert_ptr_nonnull(bytes);
        memcpy(bytes, text, length);
        struct gj_key key;
        ck_assert_int_eq(gj_fold(&grammar->spelling, &arena, bytes, length, &key), GJ_OK);
        ck_assert_uint_eq(key.length, length / 3);
        free(bytes);
    }
}
END_TEST

/* ------------------------------------------------------------------ the book */

static const struct gj_label *find(const struct gj_template *form, const char *text, enum gj_label_role role) {
    struct gj_key key = fold(text);
    for (const struct gj_label *label = gj_labels_find(&form->labels, &key); label;
         label = gj_labels_next(&form->labels, label)) {
        ck_assert_msg(same(&label->key, &key), "the book gives another label for %s", text);
        if (label->role == role)
            return label;
    }
    return NULL;
}

static void check_heading(const struct gj_template *form, const struct gj_heading *heading, enum gj_label_role role,
                          size_t table) {
    for (size_t i = 0; i <= heading->also_count; i++) {
        const char *text = i ? heading->also[i - 1] : heading->label;
        const struct gj_label *label = find(form, text, role);
        while (label && !(label->role == role && label->table == table)) /* one label may be in several tables */
            label = gj_labels_next(&form->labels, label);
        ck_assert_msg(label != NULL, "%s: %s is not found", form->id, text);
    }
}

START_TEST(a_book_finds_every_label_of_its_template) {
    ck_assert_uint_gt(grammar->template_count, 0);
    for (size_t i = 0; i < grammar->template_count; i++) {
        const struct gj_template *form = grammar->templates[i];
        for (size_t t = 0; t < form->table_count; t++) {
            const struct gj_table_rule *table = &form->tables[t];
            for (size_t r = 0; r < table->row_count; r++)
                check_heading(form, table->row_leaves[r].heading, GJ_LABEL_ROW, t);
            for (size_t c = 0; c < table->column_count; c++)
                check_heading(form, table->column_leaves[c].heading, GJ_LABEL_COLUMN, t);
            for (size_t h = 0; h < table->heading_count; h++)
                ck_assert_msg(find(form, table->headings[h], GJ_LABEL_HEADING) != NULL, "%s", table->headings[h]);
        }
    }
}
END_TEST

START_TEST(a_book_finds_nothing_else) {
    static const char *const others[] = {"", "1.", "其他主动公开文件", "索引号", "规", "予以公", "本年新收政府信息公开申请数量的"};
    for (size_t i = 0; i < grammar->template_count; i++)
        for (size_t j = 0; j < sizeof others / sizeof *others; j++) {
            struct gj_key key = fold(others[j]);
            ck_assert_msg(gj_labels_find(&grammar->templates[i]->labels, &key) == NULL, "%s", others[j]);
        }
    struct gj_label_book empty = {0};
    struct gj_key key = fold("规章");
    ck_assert_ptr_null(gj_labels_find(&empty, &key));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("labels");
    TCase *tcase = tcase_create("labels");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, spellings_of_one_label_are_the_same, 0, COUNT(spellings));
    tcase_add_loop_test(tcase, different_labels_stay_different, 0, COUNT(strangers));
    tcase_add_loop_test(tcase, the_numbering_is_read, 0, COUNT(numberings));
    tcase_add_test(tcase, text_without_characters_has_no_key);
    tcase_add_test(tcase, plain_folding_keeps_digits_and_numbering);
    tcase_add_test(tcase, a_cut_character_is_passed_over);
    tcase_add_test(tcase, a_book_finds_every_label_of_its_template);
    tcase_add_test(tcase, a_book_finds_nothing_else);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
