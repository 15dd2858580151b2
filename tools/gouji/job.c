#include "job.h"

#include <stdlib.h>

#include "crew.h"
#include "input.h"
#include "progress.h"
#include "readers.h"
#include "speech.h"

/* ---------------------------------------------------------------- outcomes */

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

static void count_report(struct job_result *result, const gj_report *report) {
    enum outcome outcome = outcome_of(report);
    struct job_totals *totals = &result->totals;
    totals->reports++;
    totals->violations += gj_report_violation_count(report);
    if (outcome == OUTCOME_CONSISTENT)
        totals->consistent++;
    else if (outcome == OUTCOME_VIOLATED)
        totals->violated++;
    else
        totals->incomplete++;
    result->outcome = outcome_worse(result->outcome, outcome);
}

static void add_totals(struct job_totals *totals, const struct job_totals *more) {
    totals->reports += more->reports;
    totals->consistent += more->consistent;
    totals->violated += more->violated;
    totals->incomplete += more->incomplete;
    totals->violations += more->violations;
    totals->unreadable += more->unreadable;
    totals->left += more->left;
}

/* ---------------------------------------------------------------- one input, in any thread */

/* The text of a record is UTF-8, as JSON is, whatever --encoding says of files. */
static gj_options reading_of(const struct job *job, const struct item *item) {
    gj_options reading = job->settings->reading;
    reading.keep_text = job->keeps_text;
    reading.without_leftovers = !job->has_leftovers;
    if (item->is_record)
        reading.encoding = "utf-8";
    return reading;
}

static gj_document *interpret(const struct job *job, const struct item *item, const struct input *input,
                              const struct voice *voice) {
    gj_options reading = reading_of(job, item);
    gj_document *document = NULL;
    gj_error error;
    if (gj_document_new(&document, job->grammar, item->name, input->bytes, input->length, &reading, &error) == GJ_OK)
        return document;
    complain_failure(voice, input_shown_name(item->name, voice->language), &error);
    return NULL;
}

gj_document *job_read(const struct job *job, struct item *item, const struct voice *voice) {
    struct input input = {.bytes = item->text, .length = item->length};
    if (item->text)
        return interpret(job, item, &input, voice);
    if (!input_read(&input, item->name, voice))
        return NULL;
    gj_document *document = interpret(job, item, &input, voice);
    if (job->keeps_input && input_is_standard(item->name)) {
        item->text = input.bytes;
        item->length = input.length;
    } else {
        input_free(&input);
    }
    return document;
}

/* With --repair; only then are figures changed. */
static void repair(const struct job *job, gj_document *document) {
    const struct settings *settings = job->settings;
    for (size_t i = 0; settings->repairs && i < gj_document_report_count(document); i++)
        (void)gj_document_repair(document, i, settings->repair_least, NULL);
}

static void free_result(struct job_result *result) {
    gj_document_free(result->document);
    item_free(&result->item);
    bytes_free(&result->kept);
    bytes_free(&result->output);
    free(result->path);
    free(result);
}

static bool is_to_be_read(const struct job_result *result) {
    return !result->item.refused && !result->left && !result->failed;
}

struct run {
    const struct job *job;
    struct items *items;
    struct crew *crew;
    struct progress *progress;
    struct readers *readers, *record_readers;
    bool is_alone; /* one input after another, in the caller's thread */
    struct job_totals totals;
    enum outcome outcome;
    size_t given;
    bool ended;   /* there are no more inputs */
    bool stopped; /* no more are wanted */
};

/* Figures that are to be changed, or a document that others want, need it whole. */
static bool is_one_by_one(const struct job *job) {
    return job->report && !job->amend && !job->settings->repairs && !job->keeps_document && !job->keeps_text &&
           !job->keeps_input;
}

static gj_status read_reports(const struct job *job, struct job_result *result, gj_reader *reader, gj_error *error) {
    gj_status status = GJ_OK;
    while (status == GJ_OK && !gj_reader_at_end(reader) && !result->failed) {
        const gj_report *report;
        status = gj_reader_next(reader, &report, error);
        if (status != GJ_OK)
            break;
        count_report(result, report);
        job->report(job->context, result, report, gj_reader_at_end(reader));
        result->report_count++;
    }
    return status;
}

static gj_status read_text(const struct job *job, struct job_result *result, gj_reader *reader, gj_error *error) {
    const struct item *item = &result->item;
    gj_status status = gj_reader_open(reader, item->name, item->text, item->length, error);
    return status == GJ_OK ? read_reports(job, result, reader, error) : status;
}

/* GJ_OK where the file could not be opened, and that was said. */
static gj_status read_file(const struct job *job, struct job_result *result, gj_reader *reader, gj_error *error) {
    struct input input;
    if (!input_open(&input, result->item.name, &result->voice))
        return GJ_OK;
    gj_status status = gj_reader_feed(reader, input.name, input_feed, &input, error);
    if (status == GJ_OK)
        status = read_reports(job, result, reader, error);
    if (status == GJ_ERROR_READ) {
        input_complain(&input, &result->voice);
        result->broke_off = true;
        status = GJ_OK;
    }
    input_close(&input);
    return status;
}

/* What was read before a fault has gone out, or will. */
static void read_one_by_one(const struct run *run, struct job_result *result) {
    const struct item *item = &result->item;
    struct readers *readers = item->is_record ? run->record_readers : run->readers;
    gj_error error;
    gj_reader *reader = readers_take(readers, &error);
    result->is_next = run->is_alone;
    gj_status status = !reader      ? error.status
                       : item->text ? read_text(run->job, result, reader, &error)
                                    : read_file(run->job, result, reader, &error);
    if (status != GJ_OK) {
        complain_failure(&result->voice, input_shown_name(item->name, result->voice.language), &error);
        result->broke_off = true;
    }
    if (reader)
        readers_give_back(readers, reader);
}

static void work(void *context, void *task) {
    const struct run *run = context;
    const struct job *job = run->job;
    struct job_result *result = task;
    if (!is_to_be_read(result))
        return;
    if (is_one_by_one(job)) {
        read_one_by_one(run, result);
        return;
    }
    result->document = job_read(job, &result->item, &result->voice);
    if (!result->document)
        return;
    result->report_count = gj_document_report_count(result->document);
    repair(job, result->document);
    if (job->amend)
        job->amend(job->context, result);
    for (size_t i = 0; i < result->report_count; i++)
        count_report(result, gj_document_report(result->document, i));
    if (job->work)
        job->work(job->context, result);
    if (!job->keeps_document) {
        gj_document_free(result->document);
        result->document = NULL;
    }
}

/* ---------------------------------------------------------------- all of them, in order */

#define LOOK_EVERY 100 /* milliseconds, at the progress */

/* The next input to the crew. */
static void give(struct run *run) {
    const struct job *job = run->job;
    struct job_result *result = calloc(1, sizeof *result);
    if (!result) {
        complain(&job->settings->voice, WORD_NO_MEMORY, NULL, NULL);
        run->outcome = OUTCOME_ERROR;
        run->stopped = true;
        return;
    }
    result->voice = (struct voice){job->settings->voice.language, &result->kept};
    if (!items_next(run->items, &result->voice, &result->item)) {
        run->ended = true;
        free_result(result);
        return;
    }
    result->index = run->given++;
    if (job->prepare && !result->item.refused)
        job->prepare(job->context, result);
    crew_give(run->crew, result);
}

static void take(struct run *run, struct job_result *result) {
    const struct job *job = run->job;
    bool unreadable = (result->report_count == 0 || result->broke_off) && !result->left && !result->failed;
    if (result->kept.length > 0) {
        progress_clear(run->progress);
        print_kept(&result->kept);
        result->kept.length = 0;
    }
    if (job->deliver)
        job->deliver(job->context, result);
    print_kept(&result->kept);
    result->totals.unreadable = unreadable;
    result->totals.left = result->left;
    add_totals(&run->totals, &result->totals);
    run->outcome = outcome_worse(run->outcome, unreadable || result->failed ? OUTCOME_ERROR : result->outcome);
    run->stopped = run->stopped || result->hopeless;
    progress_count(run->progress, result->item.size, result->totals.violations, unreadable || result->failed);
    free_result(result);
}

/* A pipe that has nothing to give yet does not hold up what came through it before. */
static void step(struct run *run) {
    const struct job *job = run->job;
    bool waits = !run->ended && !items_ready(run->items);
    bool wants = !run->ended && !crew_is_full(run->crew) && (!waits || crew_count(run->crew) == 0);
    if (wants && waits && job->idle)
        job->idle(job->context);
    if (wants) {
        give(run);
        return;
    }
    struct job_result *result = crew_take(run->crew, LOOK_EVERY);
    if (result)
        take(run, result);
    progress_show(run->progress);
}

static void run_all(struct run *run) {
    while (!run->stopped && (!run->ended || crew_count(run->crew) > 0))
        step(run);
    crew_stop(run->crew);
    for (struct job_result *left; (left = crew_left(run->crew));)
        free_result(left);
    progress_clear(run->progress);
}

static bool make_readers(struct run *run) {
    const struct job *job = run->job;
    gj_options file = reading_of(job, &(struct item){.is_record = false});
    gj_options record = reading_of(job, &(struct item){.is_record = true});
    run->readers = readers_new(job->grammar, &file, job->settings->jobs);
    run->record_readers = readers_new(job->grammar, &record, job->settings->jobs);
    return run->readers && run->record_readers;
}

/* So many inputs under way that one that takes long holds up no other, and yet few enough for any memory. */
static struct crew *hire(struct run *run) {
    const struct job *job = run->job;
    size_t workers = job->settings->jobs;
    if (job->list ? job->list_count < 2 : !items_are_several(job->settings))
        workers = 1;
    run->is_alone = workers == 1;
    if (workers == 1)
        return crew_new(0, 1, work, run);
    return crew_new(workers, 4 * workers, work, run);
}

enum outcome job_run(const struct job *job, struct job_totals *totals) {
    struct run run = {.job = job};
    run.items = job->list ? items_from(job->list, job->list_count) : items_new(job->settings);
    run.crew = hire(&run);
    run.progress = progress_new(job->settings);
    if (make_readers(&run) && run.items && run.crew && run.progress) {
        run_all(&run);
    } else {
        complain(&job->settings->voice, WORD_NO_MEMORY, NULL, NULL);
        run.outcome = OUTCOME_ERROR;
    }
    items_free(run.items);
    crew_free(run.crew);
    readers_free(run.readers);
    readers_free(run.record_readers);
    progress_free(run.progress);
    if (totals)
        *totals = run.totals;
    return run.outcome;
}
