#include "asked.h"

#include <string.h>

#include "error.h"
#include "report/report.h"

static size_t limit_of(size_t asked, size_t usual) {
    return asked ? asked : usual;
}

gj_limits gj_limits_of(const gj_options *options) {
    gj_limits asked = options ? options->limits : (gj_limits){0};
    return (gj_limits){.bytes = limit_of(asked.bytes, GJ_DEFAULT_BYTES),
                       .line_bytes = limit_of(asked.line_bytes, GJ_DEFAULT_LINE_BYTES),
                       .atoms = limit_of(asked.atoms, GJ_DEFAULT_ATOMS),
                       .rows = limit_of(asked.rows, GJ_DEFAULT_ROWS),
                       .readings = limit_of(asked.readings, GJ_DEFAULT_READINGS),
                       .work = limit_of(asked.work, GJ_DEFAULT_WORK)};
}

gj_status gj_find_wanted(const gj_grammar *grammar, const gj_options *options, const gj_template **wanted,
                         gj_error *error) {
    *wanted = NULL;
    if (!options || !options->template_id || (*wanted = gj_grammar_find(grammar, options->template_id)))
        return GJ_OK;
    return gj_fail(error, GJ_ERROR_TEMPLATE, GJ_NOWHERE, "there is no template %s; `gouji templates` lists them",
                   options->template_id);
}

gj_status gj_check_size(const char *source, size_t length, const gj_limits *limits, gj_error *error) {
    if (length <= limits->bytes)
        return GJ_OK;
    return gj_fail(error, GJ_ERROR_LIMIT, GJ_NOWHERE, "%s: %zu bytes are more than the limit of %zu; split the file",
                   source, length, limits->bytes);
}

gj_status gj_report_begin(struct gj_report *report, struct gj_arena *arena, const gj_grammar *grammar,
                          const gj_options *options, const char *encoding, const char *source, size_t number) {
    *report = (struct gj_report){.arena = arena,
                                 .grammar = grammar,
                                 .encoding = encoding,
                                 .language = options ? options->language : GJ_ENGLISH,
                                 .limits = gj_limits_of(options),
                                 .without_leftovers = options && options->without_leftovers};
    report->source =
        number ? gj_arena_numbered(arena, source, '#', number) : gj_arena_copy(arena, source, strlen(source));
    return report->source ? GJ_OK : GJ_ERROR_MEMORY;
}
