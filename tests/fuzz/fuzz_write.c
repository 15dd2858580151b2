/*
 * Writers: what is made of any report ends, and can be read as what it is. FUZZ_WRITER is the writer; the first line
 * of the input is the name of the source, which may hold anything too.
 */
#include <string.h>

#include "fuzz.h"
#include "properties.h"

struct subject {
    gj_document *document;
    const gj_report *report;
};

static void require_status(gj_status status) {
    fuzz_require(status == GJ_OK, "a report can be written");
}

static void require_property(bool holds, const struct finding *finding) {
    fuzz_require(holds, finding->text);
}

static inline void fuzz_json(const struct subject *subject) {
    struct finding finding;
    require_property(json_obeys_its_schema(subject->report, &finding), &finding);
    require_property(data_is_the_same_in_full(subject->report, &finding), &finding);
}

static inline void fuzz_csv(const struct subject *subject) {
    struct finding finding;
    require_property(csv_reads_back(subject->report, &finding), &finding);
}

static inline void fuzz_text(const struct subject *subject) {
    struct finding finding;
    require_property(every_writer_ends(subject->report, &finding), &finding);
}

/* Whatever the report holds, the page has the elements that gouji writes and no others. */
static inline void fuzz_html(const struct subject *subject) {
    static const char *const forbidden[] = {"<script", "<SCRIPT", "javascript:", "<iframe", "<object", "<img"};
    struct text page = {0};
    gj_page settings = {.language = GJ_CHINESE};
    settings.text = gj_document_text(subject->document, &settings.length);
    require_status(gj_write_html_head(subject->report, &settings, keep_text, &page));
    require_status(gj_write_html(subject->report, &settings, keep_text, &page));
    require_status(gj_write_html_foot(&settings, keep_text, &page));
    fuzz_require(strlen(page.bytes) == page.length, "a page holds no NUL");
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        fuzz_require(!strstr(page.bytes, forbidden[i]) || forbidden[i][0] != '<', "a page holds no foreign element");
    free(page.bytes);
}

static inline void fuzz_overview(const struct subject *subject) {
    struct text page = {0};
    gj_overview *overview;
    require_status(gj_overview_new(&overview));
    for (size_t i = 0; i < gj_document_report_count(subject->document); i++)
        require_status(gj_overview_add(overview, gj_document_report(subject->document, i), "a.html"));
    require_status(gj_write_overview(overview, 0, GJ_ENGLISH, keep_text, &page));
    fuzz_require(strlen(page.bytes) == page.length && !strstr(page.bytes, "<script"), "a page holds no script");
    gj_overview_free(overview);
    free(page.bytes);
}

static inline void fuzz_xlsx(const struct subject *subject) {
    struct text file = {0};
    gj_workbook *workbook;
    require_status(gj_workbook_new(&workbook, GJ_CHINESE));
    require_status(gj_workbook_add(workbook, subject->report));
    require_status(gj_write_workbook(workbook, keep_text, &file));
    fuzz_require(file.length > 1000 && memcmp(file.bytes, "PK\3\4", 4) == 0, "a workbook is a ZIP file");
    gj_workbook_free(workbook);
    free(file.bytes);
}

/* A NUL ends the name. */
static char *take_name(const uint8_t **data, size_t *size) {
    const uint8_t *end = *size ? memchr(*data, '\n', *size) : NULL;
    size_t length = end ? (size_t)(end - *data) : *size;
    char *name = malloc(length + 1);
    fuzz_require(name != NULL, "there is memory");
    if (length)
        memcpy(name, *data, length);
    name[length] = '\0';
    *data += end ? length + 1 : length;
    *size -= end ? length + 1 : length;
    return name;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct subject subject;
    gj_options options = {.keep_text = true};
    char *name = take_name(&data, &size);
    if (gj_document_new(&subject.document, fuzz_grammar(), name, data, size, &options, NULL) == GJ_OK) {
        subject.report = gj_document_report(subject.document, 0);
        FUZZ_WRITER(&subject);
        gj_document_free(subject.document);
    }
    free(name);
    return 0;
}
