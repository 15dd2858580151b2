/* One input, from its bytes to its reports: the stages in their order. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "desk.h"
#include "error.h"

struct gj_document {
    struct gj_arena arena;
    struct gj_report *reports;
    size_t report_count;
    const char *text; /* NULL unless the caller asked for it to be kept */
    size_t text_length;
};

/* ------------------------------------------------------------------ the document */

/* UTF-8 is read where the caller's bytes lie, and they need not outlive the call: hence a copy. */
static gj_status keep_text(struct gj_document *document, const struct gj_text *text) {
    document->text = gj_arena_copy(&document->arena, text->bytes, text->length);
    document->text_length = text->length;
    return document->text ? GJ_OK : GJ_ERROR_MEMORY;
}

/* A report has the lines from its first atom to its last; the first one those before as well, the last one those
 * behind. No part is empty where there are several. */
static void set_lines(const struct gj_desk *desk, const struct gj_part *parts, size_t count, size_t index,
                      struct gj_report *report) {
    const struct gj_atom *atoms = desk->cells.atoms;
    report->first_line = index == 0 ? 1 : (size_t)atoms[parts[index].first].line + 1;
    report->first_byte = index == 0 ? 0 : desk->text.lines[report->first_line - 1].start;
    report->last_line = index + 1 == count ? SIZE_MAX : (size_t)atoms[parts[index].last - 1].line + 1;
}

static gj_status read_parts(struct gj_document *document, struct gj_desk *desk, const char *source,
                            const gj_options *options, const struct gj_template *wanted) {
    struct gj_part *parts;
    size_t count;
    gj_status status = gj_find_parts(desk, &parts, &count);
    if (status != GJ_OK)
        return status;
    document->reports = gj_arena_array(&document->arena, count, sizeof *document->reports);
    if (!document->reports)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < count && status == GJ_OK; i++) {
        struct gj_report *report = &document->reports[document->report_count++];
        status = gj_report_begin(report, &document->arena, desk->grammar, options, desk->text.encoding, source,
                                 count == 1 ? 0 : i + 1);
        set_lines(desk, parts, count, i, report);
        if (status == GJ_OK)
            status = gj_interpret(desk, &parts[i], report, wanted);
    }
    return status;
}

static gj_status read_all(struct gj_document *document, const gj_grammar *grammar, const char *source,
                          const void *bytes, size_t length, const gj_options *options, gj_error *error) {
    struct gj_desk desk = {.grammar = grammar, .arena = &document->arena};
    const gj_limits limits = gj_limits_of(options);
    const struct gj_template *wanted;
    gj_status status = gj_check_size(source, length, &limits, error);
    if (status == GJ_OK)
        status = gj_find_wanted(grammar, options, &wanted, error);
    if (status == GJ_OK)
        status = gj_text_read(&desk.text, &document->arena, source, bytes, length, options ? options->encoding : NULL,
                              error);
    if (status != GJ_OK)
        return status;
    status = gj_read_atoms(&desk, &limits);
    if (status == GJ_OK)
        status = read_parts(document, &desk, source, options, wanted);
    if (status == GJ_OK && options && options->keep_text)
        status = keep_text(document, &desk.text);
    if (status == GJ_OK && document->arena.failed)
        status = GJ_ERROR_MEMORY;
    return status == GJ_OK ? GJ_OK : gj_fail(error, status, GJ_NOWHERE, "%s: out of memory", source);
}

gj_status gj_document_new(gj_document **document, const gj_grammar *grammar, const char *source, const void *bytes,
                          size_t length, const gj_options *options, gj_error *error) {
    if (!document || !grammar || !source || (!bytes && length))
        return gj_fail(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE, "gj_document_new: an argument is NULL");
    struct gj_document *made = calloc(1, sizeof *made);
    if (!made)
        return gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "%s: out of memory", source);
    gj_status status = read_all(made, grammar, source, bytes ? bytes : "", length, options, error);
    if (status != GJ_OK) {
        gj_document_free(made);
        return status;
    }
    *document = made;
    return GJ_OK;
}

void gj_document_free(gj_document *document) {
    if (!document)
        return;
    gj_arena_free(&document->arena);
    free(document);
}

size_t gj_document_report_count(const gj_document *document) {
    return document->report_count;
}

const gj_report *gj_document_report(const gj_document *document, size_t index) {
    return index < document->report_count ? &document->reports[index] : NULL;
}

const char *gj_document_text(const gj_document *document, size_t *length) {
    if (length)
        *length = document->text_length;
    return document->text;
}
