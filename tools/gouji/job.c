#include "job.h"

#include <stdlib.h>

#include "input.h"
#include "speech.h"

/* ---------------------------------------------------------------- getting ready */

static bool add_file(gj_grammar *grammar, const char *name, gj_language language) {
    struct input input;
    if (!input_read(&input, name, language))
        return false;
    gj_error error;
    gj_status status = gj_grammar_add(grammar, name, input.bytes, input.length, &error);
    input_free(&input);
    if (status != GJ_OK)
        complain_failure(language, name, &error);
    return status == GJ_OK;
}

gj_grammar *job_grammar(const struct settings *settings) {
    gj_grammar *grammar;
    gj_error error;
    if (gj_grammar_new(&grammar, &error) != GJ_OK) {
        complain_failure(settings->language, "gouji", &error);
        return NULL;
    }
    for (size_t i = 0; i < settings->grammar_count; i++)
        if (!add_file(grammar, settings->grammars[i], settings->language)) {
            gj_grammar_free(grammar);
            return NULL;
        }
    return grammar;
}

void job_unknown_template(const struct settings *settings, const gj_grammar *grammar,
                          const char *id) {
    size_t count = gj_grammar_template_count(grammar);
    const char **known = calloc(count ? count : 1, sizeof *known);
    for (size_t i = 0; known && i < count; i++)
        known[i] = gj_template_id(gj_grammar_template(grammar, i));
    complain_unknown(settings->language, WORD_UNKNOWN_TEMPLATE, id, known, known ? count : 0);
    free(known);
}

/* The library knows which encodings there are: an empty text in the one asked for tells. */
static bool accepts_encoding(const struct settings *settings, const gj_grammar *grammar) {
    gj_document *document;
    gj_error error;
    if (gj_document_new(&document, grammar, "gouji", "", 0, &settings->reading, &error) == GJ_OK) {
        gj_document_free(document);
        return true;
    }
    complain(settings->language, WORD_BAD_ENCODING, settings->reading.encoding, error.message);
    return false;
}

bool job_accepts(const struct settings *settings, const gj_grammar *grammar) {
    const char *id = settings->reading.template_id;
    if (id && !gj_grammar_find(grammar, id)) {
        job_unknown_template(settings, grammar, id);
        return false;
    }
    return !settings->reading.encoding || accepts_encoding(settings, grammar);
}

/* ---------------------------------------------------------------- running */

static bool is_whole(const gj_report *report) {
    for (size_t i = 0; i < gj_report_table_count(report); i++)
        if (gj_report_table(report, i)->status != GJ_TABLE_COMPLETE)
            return false;
    return gj_report_template(report) != NULL;
}

static enum outcome outcome_of(const gj_report *report) {
    if (gj_report_violation_count(report) > 0)
        return OUTCOME_VIOLATED;
    return is_whole(report) ? OUTCOME_CONSISTENT : OUTCOME_INCOMPLETE;
}

static void count_outcome(struct job_totals *totals, enum outcome outcome) {
    totals->reports++;
    if (outcome == OUTCOME_CONSISTENT)
        totals->consistent++;
    else if (outcome == OUTCOME_VIOLATED)
        totals->violated++;
    else
        totals->incomplete++;
}

struct job {
    const struct settings *settings;
    const gj_grammar *grammar;
    job_visit visit;
    void *context;
    struct job_totals totals;
    enum outcome outcome;
    bool stopped;
};

static void visit_reports(struct job *job, const char *file, const gj_document *document) {
    size_t count = gj_document_report_count(document);
    for (size_t i = 0; i < count && !job->stopped; i++) {
        struct job_report report = {gj_document_report(document, i), file, i, count};
        enum outcome outcome = outcome_of(report.report);
        count_outcome(&job->totals, outcome);
        job->outcome = outcome_worse(job->outcome, outcome);
        job->stopped = !job->visit(job->context, &report);
    }
}

static bool run_file(struct job *job, const char *file) {
    gj_language language = job->settings->language;
    struct input input;
    gj_document *document;
    gj_error error;
    if (!input_read(&input, file, language))
        return false;
    gj_status status = gj_document_new(&document, job->grammar, file, input.bytes, input.length,
                                       &job->settings->reading, &error);
    input_free(&input);
    if (status != GJ_OK) {
        complain_failure(language, file, &error);
        return false;
    }
    visit_reports(job, file, document);
    gj_document_free(document);
    return true;
}

enum outcome job_run(const struct settings *settings, const gj_grammar *grammar, job_visit visit,
                     void *context, struct job_totals *totals) {
    struct job job = {.settings = settings, .grammar = grammar, .visit = visit, .context = context};
    for (size_t i = 0; i < settings->operand_count && !job.stopped; i++)
        if (!run_file(&job, settings->operands[i])) {
            job.totals.unreadable++;
            job.outcome = OUTCOME_ERROR;
        }
    if (totals)
        *totals = job.totals;
    return job.stopped ? OUTCOME_ERROR : job.outcome;
}
