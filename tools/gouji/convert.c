/* gouji convert: the tables, in the format asked for. */
#include <stdlib.h>

#include "commands.h"
#include "convert_tables.h"
#include "job.h"
#include "output.h"
#include "speech.h"

struct conversion {
    const struct settings *settings;
    struct output output;
    size_t written; /* reports */
    bool is_array;  /* of JSON */
};

static bool wrote(struct conversion *conversion, gj_status status) {
    return output_wrote(&conversion->output, status);
}

static bool put(struct conversion *conversion, const char *bytes, size_t length) {
    return output_take(&conversion->output, bytes, length) == 0;
}

/* One report from one file is an object; anything else is an array, whose elements are told apart
 * by commas. */
static bool write_json(struct conversion *conversion, const struct job_report *report) {
    if (conversion->written == 0) {
        conversion->is_array = conversion->settings->operand_count > 1 || report->count > 1;
        if (conversion->is_array && !put(conversion, "[\n", 2))
            return false;
    } else if (!put(conversion, ",\n", 2)) {
        return false;
    }
    return wrote(conversion, gj_write_json(report->report, true, output_take, &conversion->output));
}

static bool write_report(struct conversion *conversion, const struct job_report *report) {
    switch (conversion->settings->format) {
    case FORMAT_JSON:
        return write_json(conversion, report);
    case FORMAT_JSONL:
        return wrote(conversion,
                     gj_write_json(report->report, false, output_take, &conversion->output));
    case FORMAT_TIDY:
    case FORMAT_CSV:
        break;
    }
    return wrote(conversion, gj_write_tidy(report->report, GJ_CSV_PLAIN, output_take, &conversion->output));
}

static bool visit(void *context, const struct job_report *report) {
    struct conversion *conversion = context;
    if (!write_report(conversion, report))
        return false;
    conversion->written++;
    return true;
}

static bool begin(struct conversion *conversion) {
    if (conversion->settings->format == FORMAT_TIDY)
        return wrote(conversion, gj_write_tidy_header(GJ_CSV_PLAIN, output_take, &conversion->output));
    return true;
}

static bool end(struct conversion *conversion) {
    return !conversion->is_array || put(conversion, "]\n", 2);
}

/* Files that could not be read do not take the others with them, but where no file could be read
 * nothing is written: an older output stays as it is. */
static enum outcome convert_to_one(struct conversion *conversion, const gj_grammar *grammar) {
    const struct settings *settings = conversion->settings;
    if (!output_open(&conversion->output, settings->output, settings->language))
        return OUTCOME_ERROR;
    enum outcome outcome = OUTCOME_ERROR;
    if (begin(conversion))
        outcome = job_run(settings, grammar, visit, conversion, NULL);
    if (!conversion->output.failed && conversion->written > 0 && end(conversion) &&
        output_finish(&conversion->output))
        return outcome;
    output_abandon(&conversion->output);
    return OUTCOME_ERROR;
}

enum outcome run_convert(const struct settings *settings) {
    enum outcome outcome = OUTCOME_ERROR;
    gj_grammar *grammar = job_grammar(settings);
    struct conversion *conversion = calloc(1, sizeof *conversion);
    if (grammar && !conversion)
        complain(settings->language, WORD_NO_MEMORY, NULL, NULL);
    if (grammar && conversion && job_accepts(settings, grammar)) {
        conversion->settings = settings;
        outcome = settings->format == FORMAT_CSV ? convert_to_tables(settings, grammar)
                                                 : convert_to_one(conversion, grammar);
    }
    free(conversion);
    gj_grammar_free(grammar);
    return outcome;
}
