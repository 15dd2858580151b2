/* The rules of prose as they are loaded, and the figures that they let be read. */
#include "prose/rules.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "grammar.h"
#include "load_rules.h"
#include "prose/figures.h"
#include "small_rules.h"

static gj_grammar *grammar;
static struct gj_arena arena;

static void start(void) {
    gj_error error;
    ck_assert_msg(gj_grammar_new(&grammar, &error) == GJ_OK, "%s", error.message);
    ck_assert_ptr_nonnull(grammar->prose);
}

static void stop(void) {
    gj_arena_free(&arena);
    gj_grammar_free(grammar);
}

/* ------------------------------------------------------------------ rules */

static const struct {
    const char *json;
    const char *message;
} refused[] = {
    {"{", "rules.json: line 1, column 2: expected a string in double quotes"},
    {"{\"format\": 2, \"prose\": {}}",
     "rules.json: $.format: must be 1, the only format that this version reads"},
    {"{\"format\": 1}", "rules.json: $.prose: must be an object"},
    {"{\"format\": 1, \"prose\": {\"words\": {\"a\": [\"\"]}}}",
     "rules.json: words: must be a string of 1 to 400 bytes"},
    {"{\"format\": 1, \"prose\": {\"words\": {\"a\": 5}}}", "rules.json: words: must be an array of strings"},
    {"{\"format\": 1, \"prose\": {\"words\": {\"before\": [], \"after\": [], \"all\": []}, \"units\": []}}",
     "rules.json: units: must be an object of lists of words"},
};

START_TEST(faulty_rules_are_refused) {
    struct gj_prose_rules *rules;
    gj_error error;
    const char *json = refused[_i].json;
    ck_assert_int_eq(load_rules(json, &rules, &error), GJ_ERROR_GRAMMAR);
    ck_assert_str_eq(error.message, refused[_i].message);
    ck_assert_ptr_null(rules);
}
END_TEST

#define RULES(claims)                                                                                        \
    "{\"format\": 1, \"prose\": {\"words\": {\"before\": [], \"after\": [], \"all\": []}, \"units\": "       \
    "{\"cases\": [\"件\"]}, "                                                                               \
    "\"opens\": [], \"links\": [], \"negations\": [], \"each\": [], \"other_periods\": [], "                 \
    "\"inexact_before\": [], "                                                                               \
    "\"inexact_after\": [], \"rest\": [], \"bodies\": [], \"not_bodies\": [], \"belonging\": [], "           \
    "\"comparisons\": [], \"scopes\": [], \"places\": [], \"named_by\": [], \"respectively\": [], "                                                                \
    "\"years\": [], "                                                                                        \
    "\"triggers\": [], \"money\": {}, \"claims\": [" claims "]}}"

static const struct {
    const char *json;
    const char *message;
} refused_claims[] = {
    {RULES("{\"id\": \"a\", \"units\": [\"cases\"], \"cells\": {}, \"sey\": []}"),
     "rules.json: $.prose.claims[0].sey: is no member of a claim"},
    {RULES("{\"id\": \"a\", \"units\": [\"weights\"], \"cells\": {}}"),
     "rules.json: $.prose.claims[0].units: names a kind of unit that \"units\" does not hold"},
    {RULES("{\"id\": \"a\", \"units\": [\"cases\"], \"say\": [\"{nobody}申请\"], \"cells\": {}}"),
     "rules.json: $.prose.claims[0].say: no list of words has that name"},
    {RULES("{\"id\": \"a\", \"units\": [\"cases\"], \"say\": [\"{before\"], \"cells\": {}}"),
     "rules.json: $.prose.claims[0].say: { without }"},
    {RULES("{\"id\": \"a\", \"units\": [\"cases\"], \"needs\": \"b\", \"cells\": {}}"),
     "rules.json: a: \"needs\" a topic that no claim sets"},
    {RULES("{\"id\": \"a\", \"units\": [\"cases\"], \"cells\": {\"form\": []}}"),
     "rules.json: $.prose.claims[0].cells: lists no cell for a template: leave the template out"},
    {RULES("5"), "rules.json: $.prose.claims[0].: must be an object"},
};

START_TEST(faulty_claims_are_refused) {
    struct gj_prose_rules *rules;
    gj_error error;
    const char *json = refused_claims[_i].json;
    ck_assert_int_eq(load_rules(json, &rules, &error), GJ_ERROR_GRAMMAR);
    ck_assert_str_eq(error.message, refused_claims[_i].message);
}
END_TEST

/* What is said where a piece of the small rules reads otherwise. */
static const struct {
    const char *piece;
    const char *otherwise;
    const char *message;
} spoilt[] = {
    {"\"before\": [\"全年\", \"共\"]", "\"before\": {\"a\": 1}", "words: must be an array of strings"},
    {"\"before\": [\"全年\", \"共\"]", "\"before\": [1]", "words: must be a string of 1 to 400 bytes"},
    {"\"before\": [", "\"elsewhere\": [", "words: must hold the lists \"before\", \"after\" and \"all\""},
    {"\"after\": [", "\"elsewhere\": [", "words: must hold the lists \"before\", \"after\" and \"all\""},
    {"\"all\": [\"全部\"]", "\"every\": [\"全部\"]", "words: must hold the lists \"before\", \"after\" and \"all\""},
    {"\"opens\": [\"其中\"]", "\"opens\": \"其中\"", "opens: must be an array of strings"},
    {"\"years\": [", "\"years\": 2019, \"more\": [",
     "years: must be an array of {\"template\", \"from\", \"to\", \"fill\"}"},
    {"\"template\": \"ogi-2019\", ", "", "years[].template: must be a string of 1 to 400 bytes"},
    {"\"from\": 2019, ", "", "years[]: \"from\" must be a year, and not after \"to\""},
    {"\"from\": 2019, \"to\": 2020, ", "", "years[]: \"from\" must be a year, and not after \"to\""},
    {"\"to\": 2020", "\"to\": 2018", "years[]: \"from\" must be a year, and not after \"to\""},
    {"\"triggers\": [\"申请\"]", "\"triggers\": 1", "triggers: must be an array of strings"},
    {"\"simplify\": [\"辦办\"", "\"simplify\": [\"辦\"", "simplify: each string must be two characters: from, to"},
    {"\"simplify\": [\"辦办\", \"結结\"]", "\"simplify\": {}", "simplify: must be an array of strings"},
    {"\"money\": {\"元\": 0, \"万元\": 4}", "\"money\": []", "money: must be an object of units and powers of ten"},
    {"\"万元\": 4", "\"万元\": \"4\"", "money: a power of ten must be 0 to 12"},
    {"\"万元\": 4", "\"万元\": -1", "money: a power of ten must be 0 to 12"},
    {"\"万元\": 4", "\"万元\": 13", "money: a power of ten must be 0 to 12"},
    {"\"claims\": [", "\"claims\": 0, \"more\": [", "$.prose.claims: must be an array"},
    {"\"id\": \"all\", ", "", "$.prose.claims[0].id: must be a string of 1 to 400 bytes"},
    {"\"topic\": \"asked\"", "\"topic\": 1", "$.prose.claims[0].topic: must be a string of 1 to 400 bytes"},
    {"\"needs\": \"asked\"", "\"needs\": \"\"", "$.prose.claims[1].needs: must be a string of 1 to 400 bytes"},
    {"\"among\": \"answers\"", "\"among\": []", "$.prose.claims[1].among: must be a string of 1 to 400 bytes"},
    {"\"context\": [\"答复\"]", "\"context\": 1", "$.prose.claims[1].context: must be an array of strings"},
    {"\"cells\": {\"ogi-2019\": [\"applications/new_received/total\"]}", "\"cells\": []",
     "$.prose.claims[0].cells: must be an object of templates and lists of cells"},
    {"\"may_include\": {\"ogi-2019\"", "\"may_include\": 1, \"cells\": {\"ogi-2019\"",
     "$.prose.claims[0].may_include: must be an object of templates and lists of cells"},
    {"[\"applications/new_received/total\"]", "1", "$.prose.claims[0].cells: must be an array of strings"},
    {"\"all_of\": [\"all\"]", "\"all_of\": 1", "$.prose.claims[1].all_of: must be an array of strings"},
    {"\"follows\": [\"asked\"]", "\"follows\": 1", "$.prose.claims[1].follows: must be an array of strings"},
    {"\"within\": [\"all\"]", "\"within\": 1", "$.prose.claims[1].within: must be an array of strings"},
    {"\"sum_to\": [\"all\"]", "\"sum_to\": 1", "$.prose.claims[1].sum_to: must be an array of strings"},
    {"\"unless\": [\"asked\"]", "\"unless\": 1", "$.prose.claims[1].unless: must be an array of strings"},
    {"\"follows\": [\"asked\"]", "\"follows\": [\"told\"]", "part: \"follows\" a topic that no claim sets"},
    {"\"all_of\": [\"all\"]", "\"all_of\": [\"none\"]", "part: \"all_of\" names no claim"},
    {"\"within\": [\"all\"]", "\"within\": [\"none\"]", "part: \"within\" names no claim"},
    {"\"sum_to\": [\"all\"]", "\"sum_to\": [\"none\"]", "part: \"sum_to\" names no claim"},
    {"\"format\": 1", "\"format\": \"1\"", "$.format: must be 1, the only format that this version reads"},
};

START_TEST(each_member_is_held_to_its_kind) {
    char json[sizeof small_rules + 200], message[300];
    const char *at = strstr(small_rules, spoilt[_i].piece);
    ck_assert_ptr_nonnull(at);
    snprintf(json, sizeof json, "%.*s%s%s", (int)(at - small_rules), small_rules, spoilt[_i].otherwise,
             at + strlen(spoilt[_i].piece));
    struct gj_prose_rules *rules;
    gj_error error = {.message = ""};
    gj_status status = load_rules(json, &rules, &error);
    snprintf(message, sizeof message, "rules.json: %s", spoilt[_i].message);
    ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(status, GJ_ERROR_GRAMMAR);
}
END_TEST

START_TEST(small_rules_hold_what_they_say) {
    struct gj_prose_rules *rules;
    gj_error error;
    ck_assert_msg(load_rules(small_rules, &rules, &error) == GJ_OK, "%s",
                  error.message);
    ck_assert_uint_eq(rules->rule_count, 2);
    ck_assert_str_eq(gj_prose_rules_form(rules, 2020), "ogi-2019");
    ck_assert_ptr_null(gj_prose_rules_form(rules, 2018));
    ck_assert_ptr_null(gj_prose_rules_form(rules, 2021));
    ck_assert(gj_prose_rules_fill(rules, "ogi-2019"));
    ck_assert(!gj_prose_rules_fill(rules, "ogi-2021"));
    ck_assert_str_eq(gj_prose_may_include(rules, "all", "ogi-2019")->ids[0], "applications/carried_over/total");
    ck_assert_ptr_null(gj_prose_may_include(rules, "all", "ogi-2021"));
    ck_assert_ptr_null(gj_prose_may_include(rules, "part", "ogi-2019"));
    ck_assert_ptr_null(gj_prose_may_include(rules, NULL, "ogi-2019"));
    gj_prose_rules_free(rules);
}
END_TEST

START_TEST(least_rules_are_accepted) {
    struct gj_prose_rules *rules;
    gj_error error;
    const char *json = RULES("{\"id\": \"a\", \"units\": [\"cases\"], \"say\": [\"申请\"], \"cells\": {}}");
    ck_assert_msg(load_rules(json, &rules, &error) == GJ_OK, "%s", error.message);
    gj_prose_rules_free(rules);
    gj_prose_rules_free(NULL);
}
END_TEST

static bool has_cell(const struct gj_template *form, const char *id) {
    for (size_t i = 0; i < form->cell_count; i++)
        if (strcmp(form->cells[i].id, id) == 0)
            return true;
    return false;
}

static size_t check_cells(const struct gj_prose_cells *cells) {
    const struct gj_template *form = gj_grammar_find(grammar, cells->form);
    ck_assert_msg(form != NULL, "no template %s", cells->form);
    for (size_t i = 0; i < cells->count; i++)
        ck_assert_msg(has_cell(form, cells->ids[i]), "no cell %s in %s", cells->ids[i], cells->form);
    return cells->count;
}

/* Every cell that a rule names must be one of its template. */
START_TEST(rules_name_cells_that_exist) {
    size_t checked = 0;
    for (size_t i = 0; i < grammar->prose->rule_count; i++) {
        const struct gj_prose_rule *rule = &grammar->prose->rules[i];
        for (size_t j = 0; j < rule->cells_count; j++)
            checked += check_cells(&rule->cells[j]);

        for (size_t j = 0; j < rule->may_include_count; j++)
            checked += check_cells(&rule->may_include[j]);
    }
    ck_assert_uint_gt(checked, 100);
}
END_TEST

/* ------------------------------------------------------------------ figures */

static const struct {
    const char *text;
    const char *value; /* NULL where no count stands there */
    bool exact;
} figures[] = {
    {"23件", "23", true},
    {"二十三件", "23", true},
    {"一百零五件", "105", true},
    {"两起", "2", true},
    {"十件", "10", true},
    {"2.3万件", "23000", false},
    {"1,234件", "1234", true},
    {"50余件", "50", false},
    {"近30件", "30", false},
    {"3-5件", "3", false},
    {"十余件", "10", false},
    {"20件左右", "20", false},
    {"6727.41万元", "6727.41", true},
    {"第3件", NULL, true},
    {"23%", NULL, true},
    {"0571-8812345件", NULL, true},
    {"数十件", NULL, true},
    {"二三件", NULL, true},
    {"2018年", NULL, true},
    {"A4件", NULL, true},
};

START_TEST(figures_are_read_or_left) {
    struct gj_line line = {.length = strlen(figures[_i].text)};
    struct gj_text text = {.bytes = figures[_i].text, .length = line.length, .lines = &line, .line_count = 1};
    struct gj_paragraph paragraph;
    struct gj_tokens tokens;
    ck_assert(gj_paragraph_fold(&paragraph, &arena, &text, 0, 1, grammar->prose, NULL));
    ck_assert(gj_tokens_read(&tokens, &arena, &paragraph, grammar->prose));
    const struct gj_figure *found = NULL;
    for (size_t i = 0; i < tokens.figure_count; i++)
        if (tokens.items[i].kind == GJ_FIGURE_COUNT)
            found = &tokens.items[i];
    ck_assert_msg((found != NULL) == (figures[_i].value != NULL), "%s", figures[_i].text);
    if (!found)
        return;
    char value[GJ_DECIMAL_TEXT];
    gj_decimal_print(found->value, value);
    ck_assert_str_eq(value, figures[_i].value);
    ck_assert_msg(found->exact == figures[_i].exact, "%s", figures[_i].text);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("prose rules");
    TCase *tcase = tcase_create("rules");
    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_loop_test(tcase, faulty_rules_are_refused, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_loop_test(tcase, faulty_claims_are_refused, 0,
                        (int)(sizeof refused_claims / sizeof *refused_claims));
    tcase_add_loop_test(tcase, each_member_is_held_to_its_kind, 0, (int)(sizeof spoilt / sizeof *spoilt));
    tcase_add_test(tcase, small_rules_hold_what_they_say);
    tcase_add_test(tcase, least_rules_are_accepted);
    tcase_add_test(tcase, rules_name_cells_that_exist);
    tcase_add_loop_test(tcase, figures_are_read_or_left, 0, (int)(sizeof figures / sizeof *figures));
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
