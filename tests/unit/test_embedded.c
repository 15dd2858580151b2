/* The grammars that were compiled in: each is JSON, named after its file, in the order of names. */
#include "embedded.h"

#include <cJSON.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

START_TEST(every_embedded_grammar_is_json) {
    for (size_t i = 0; i < gj_embedded_grammar_count; i++) {
        const struct gj_embedded *grammar = &gj_embedded_grammars[i];
        cJSON *json = cJSON_ParseWithLength((const char *)grammar->bytes, grammar->length);
        ck_assert_msg(json != NULL, "grammars/%s.json is not JSON", grammar->name);
        cJSON_Delete(json);
    }
}
END_TEST

START_TEST(names_ascend_and_leave_the_schema_out) {
    for (size_t i = 0; i < gj_embedded_grammar_count; i++) {
        const char *name = gj_embedded_grammars[i].name;
        ck_assert_str_ne(name, "schema");
        if (i > 0) {
            ck_assert_str_lt(gj_embedded_grammars[i - 1].name, name);
        }
    }
}
END_TEST

START_TEST(count_stops_at_the_end_mark) {
    ck_assert_ptr_null(gj_embedded_grammars[gj_embedded_grammar_count].name);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("embedded");
    TCase *tcase = tcase_create("embedded");
    tcase_add_test(tcase, every_embedded_grammar_is_json);
    tcase_add_test(tcase, names_ascend_and_leave_the_schema_out);
    tcase_add_test(tcase, count_stops_at_the_end_mark);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
