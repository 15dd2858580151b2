#include <stdlib.h>
#include <string.h>

#include "properties.h"

static bool check_bench(const gj_grammar *grammar, const gj_document *document, const void *bytes, size_t length,
                        struct finding *finding) {
    struct bench bench;
    bool good = bench_open(&bench, grammar, document, bytes, length, false) ||
                broken(finding, "the stages by themselves do not find the document's reports");
    good = good && every_character_has_one_atom(&bench, finding) && every_atom_has_one_place(&bench, finding);
    bench_close(&bench);
    return good;
}

static struct text write_all(const gj_document *document) {
    struct text output = {0};
    for (size_t i = 0; i < gj_document_report_count(document); i++)
        if (gj_write_json(gj_document_report(document, i), true, keep_text, &output) != GJ_OK)
            break;
    return output;
}

static bool check_again(const gj_grammar *grammar, const gj_document *document, const void *bytes, size_t length,
                        struct finding *finding) {
    gj_document *again;
    if (gj_document_new(&again, grammar, "input", bytes, length, NULL, NULL) != GJ_OK)
        return broken(finding, "a second reading fails");
    struct text first = write_all(document), second = write_all(again);
    bool good = first.length == second.length && first.bytes && memcmp(first.bytes, second.bytes, first.length) == 0;
    free(first.bytes);
    free(second.bytes);
    gj_document_free(again);
    return good || broken(finding, "two readings differ");
}

static bool check_report(const gj_report *report, const void *bytes, size_t length, struct finding *finding) {
    return what_was_found_stands_there(report, bytes, length, finding) && json_obeys_its_schema(report, finding) &&
           data_is_the_same_in_full(report, finding) && csv_reads_back(report, finding) &&
           every_writer_ends(report, finding);
}

bool properties_hold(const gj_grammar *grammar, const void *bytes, size_t length, struct finding *finding) {
    gj_document *document;
    gj_error error;
    gj_options options = {.keep_text = true};
    gj_status status = gj_document_new(&document, grammar, "input", bytes, length, &options, &error);
    if (status == GJ_ERROR_ENCODING)
        return error.offset <= length || error.offset == GJ_NOWHERE || broken(finding, "the bad byte lies outside");
    if (status != GJ_OK)
        return broken(finding, "status %d: %.300s", (int)status, error.message);
    bool good = check_bench(grammar, document, bytes, length, finding) &&
                both_paths_agree(grammar, document, bytes, length, finding) &&
                reader_reads_the_same(grammar, document, bytes, length, finding) &&
                check_again(grammar, document, bytes, length, finding) && page_holds_together(document, finding);
    for (size_t i = 0; good && i < gj_document_report_count(document); i++)
        good = check_report(gj_document_report(document, i), bytes, length, finding);
    gj_document_free(document);
    return good;
}
