/* A reader hands out the reports of the document, the first time it reads an input and when it knows its tables. */
#include <stdlib.h>
#include <string.h>

#include "properties.h"

static struct output write_one(const gj_report *report) {
    struct output output = {0};
    if (gj_write_json(report, true, keep_output, &output) != GJ_OK) {
        free(output.bytes);
        output = (struct output){0};
    }
    return output;
}

static bool same_report(const gj_report *read, const gj_report *expected, size_t index, struct finding *finding) {
    if (!read || !expected)
        return broken(finding, "the reader has %s reports than the document", expected ? "fewer" : "more");
    struct output first = write_one(expected), second = write_one(read);
    bool good = first.bytes && second.bytes && first.length == second.length &&
                memcmp(first.bytes, second.bytes, first.length) == 0;
    free(first.bytes);
    free(second.bytes);
    return good || broken(finding, "report %zu of the reader is not that of the document", index + 1);
}

static bool check_input(gj_reader *reader, const gj_document *document, const void *bytes, size_t length,
                        struct finding *finding) {
    const gj_report *report;
    size_t count = gj_document_report_count(document);
    if (gj_reader_open(reader, "input", bytes, length, NULL) != GJ_OK)
        return broken(finding, "the reader does not open what the document was made of");
    for (size_t i = 0; i < count || !gj_reader_at_end(reader); i++) {
        if (gj_reader_next(reader, &report, NULL) != GJ_OK)
            return broken(finding, "the reader fails");
        if (!same_report(report, i < count ? gj_document_report(document, i) : NULL, i, finding))
            return false;
    }
    return true;
}

bool reader_reads_the_same(const gj_grammar *grammar, const gj_document *document, const void *bytes, size_t length,
                           struct finding *finding) {
    gj_reader *reader;
    if (gj_reader_new(&reader, grammar, NULL, NULL) != GJ_OK)
        return broken(finding, "there is no reader");
    bool good = check_input(reader, document, bytes, length, finding) &&
                check_input(reader, document, bytes, length, finding);
    gj_reader_free(reader);
    return good;
}
