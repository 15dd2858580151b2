#include "across.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pairs.h"
#include "room.h"
#include "speech.h"

struct across {
    struct stream *stream;
    gj_sink sink; /* for what was compared */
    void *sink_context;
    struct job job;     /* to read inputs with */
    struct item *items; /* those that could be read */
    size_t item_count, item_capacity;
    struct dated *reports; /* in the order of the items */
    size_t report_count, report_capacity;
    bool failed; /* memory ended */
};

/* ---------------------------------------------------------------- which reports there are */

static bool add_report(struct across *across, const gj_report *report, size_t number) {
    const char *body = gj_report_body(report, NULL);
    struct dated *reports =
        room_for_one(across->reports, across->report_count, &across->report_capacity, sizeof *reports);
    if (!reports)
        return false;
    across->reports = reports;
    struct dated *dated = &across->reports[across->report_count++];
    *dated = (struct dated){.source = strdup(gj_report_source(report)),
                            .body = body ? strdup(body) : NULL,
                            .year = gj_report_year(report, NULL),
                            .input = across->item_count,
                            .number = number};
    return dated->source && (dated->body || !body);
}

/* The item is kept: its name is needed again, and what came from standard input cannot be had twice. */
static bool add_item(struct across *across, struct job_result *result) {
    struct item *items = room_for_one(across->items, across->item_count, &across->item_capacity, sizeof *items);
    if (!items)
        return false;
    across->items = items;
    across->items[across->item_count++] = result->item;
    result->item.is_borrowed = true;
    return true;
}

static void note(void *context, struct job_result *result) {
    struct across *across = context;
    bool done = true;
    for (size_t i = 0; result->document && i < result->report_count && done; i++)
        done = add_report(across, gj_document_report(result->document, i), i);
    if (done && result->document)
        done = add_item(across, result);
    across->failed = across->failed || !done;
    result->failed = result->hopeless = across->failed;
}

/* ---------------------------------------------------------------- comparing */

/* Reports of one input stand one after another. */
static struct dated *first_of(const struct across *across, size_t input) {
    size_t low = 0, high = across->report_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (across->reports[middle].input < input)
            low = middle + 1;
        else
            high = middle;
    }
    return low < across->report_count && across->reports[low].input == input ? &across->reports[low] : NULL;
}

static void count_crossings(struct dated *dated, const gj_across *crossings) {
    for (size_t i = 0; i < gj_across_count(crossings); i++) {
        gj_relation_status status = gj_across_crossing(crossings, i)->status;
        dated->holds += status == GJ_RELATION_HOLDS;
        dated->violated += status == GJ_RELATION_VIOLATED;
        dated->unknown += status == GJ_RELATION_UNKNOWN;
    }
    dated->is_compared = true;
}

static void compare(struct job_result *result, struct dated *dated, const gj_report *previous) {
    gj_across *crossings = NULL;
    gj_error error;
    const gj_report *report = gj_document_report(result->document, dated->number);
    if (gj_across_new(&crossings, previous, report, &error) == GJ_OK)
        count_crossings(dated, crossings);
    gj_across_free(crossings);
    if (dated->is_compared && gj_document_compare(result->document, dated->number, previous, &error) == GJ_OK)
        return;
    complain_failure(&result->voice, dated->source, &error);
    result->failed = true;
}

static void compare_with_previous(const struct across *across, struct job_result *result, struct dated *dated) {
    const struct dated *previous = &across->reports[dated->previous];
    if (previous->input == result->index) {
        compare(result, dated, gj_document_report(result->document, previous->number));
        return;
    }
    struct item item = across->items[previous->input];
    gj_document *document = job_read(&across->job, &item, &result->voice);
    const gj_report *report = document ? gj_document_report(document, previous->number) : NULL;
    if (report)
        compare(result, dated, report);
    else
        result->failed = true; /* it could be read a moment ago */
    gj_document_free(document);
}

/* In any thread: of the reports only those of this input are changed. */
static void amend(void *context, struct job_result *result) {
    const struct across *across = context;
    struct dated *first = first_of(across, result->index);
    struct dated *end = across->reports + across->report_count;
    for (struct dated *dated = first; dated && dated < end && dated->input == result->index; dated++)
        if (dated->previous != PAIRS_NONE && dated->number < result->report_count)
            compare_with_previous(across, result, dated);
}

/* ---------------------------------------------------------------- what was compared */

static void put(const struct across *across, const char *text) {
    across->sink(across->sink_context, text, strlen(text));
}

/* A line of the sentence with count texts, indented. */
static void write_line(const struct across *across, enum word word, const char *const *texts, size_t count) {
    char *line = sentence(across->stream->settings->voice.language, word, texts, count);
    if (!line)
        return;
    put(across, "  ");
    put(across, line);
    put(across, "\n");
    free(line);
}

static void write_head(const struct across *across, enum word word) {
    const char *text = word_text(across->stream->settings->voice.language, word);
    put(across, "\n");
    put(across, text);
    put(across, "\n");
}

static void write_pair(const struct across *across, const struct dated *report) {
    const struct dated *previous = &across->reports[report->previous];
    const int years[] = {previous->year, report->year};
    const size_t counts[] = {report->holds, report->violated, report->unknown};
    char digits[5][24];
    for (size_t i = 0; i < 2; i++)
        snprintf(digits[i], sizeof digits[i], "%d", years[i]);
    for (size_t i = 0; i < 3; i++)
        snprintf(digits[2 + i], sizeof digits[2 + i], "%zu", counts[i]);
    const char *texts[] = {report->body,   digits[0], previous->source, digits[1],
                           report->source, digits[2], digits[3],        digits[4]};
    write_line(across, WORD_ACROSS_PAIR, texts, 8);
    const char *bodies[] = {previous->body, report->body};
    if (report->is_reworded)
        write_line(across, WORD_ACROSS_REWORDED, bodies, 2);
}

static void write_unpaired(const struct across *across, const struct dated *report) {
    char year[2][24];
    snprintf(year[0], sizeof year[0], "%d", report->year);
    const char *taken = report->taken == PAIRS_NONE ? NULL : across->reports[report->taken].source;
    const char *texts[] = {report->source, report->body ? report->body : "", year[0], taken ? taken : ""};
    enum word word = WORD_ACROSS_ALONE;
    if (report->standing == STANDING_NO_BODY)
        word = WORD_ACROSS_NO_BODY;
    else if (report->standing == STANDING_NO_YEAR)
        word = WORD_ACROSS_NO_YEAR;
    else if (report->standing == STANDING_TWICE)
        word = WORD_ACROSS_TWICE;
    write_line(across, word, texts, 4);
}

static void write_comparison(const struct across *across) {
    bool paired = false, unpaired = false;
    for (size_t i = 0; i < across->report_count; i++)
        if (across->reports[i].is_compared) {
            if (!paired)
                write_head(across, WORD_ACROSS_HEAD);
            paired = true;
            write_pair(across, &across->reports[i]);
        }
    for (size_t i = 0; i < across->report_count; i++)
        if (across->reports[i].standing != STANDING_PAIRED) {
            if (!unpaired)
                write_head(across, WORD_ACROSS_LEFT_HEAD);
            unpaired = true;
            write_unpaired(across, &across->reports[i]);
        }
}

/* ---------------------------------------------------------------- all of it */

static void free_all(struct across *across) {
    for (size_t i = 0; i < across->item_count; i++)
        item_free(&across->items[i]);
    for (size_t i = 0; i < across->report_count; i++) {
        free(across->reports[i].source);
        free(across->reports[i].body);
    }
    free(across->items);
    free(across->reports);
}

static enum outcome compare_all(struct across *across) {
    struct stream *stream = across->stream;
    stream->list = across->items;
    stream->list_count = across->item_count;
    stream->amend = amend;
    stream->amend_context = across;
    enum outcome outcome = across->item_count > 0 ? stream_run(stream) : OUTCOME_CONSISTENT;
    write_comparison(across);
    return outcome;
}

enum outcome across_run(struct stream *stream, gj_sink sink, void *context) {
    struct across across = {.stream = stream, .sink = sink, .sink_context = context};
    struct job_totals totals;
    across.job = (struct job){.settings = stream->settings,
                              .grammar = stream->grammar,
                              .context = &across,
                              .keeps_document = true,
                              .keeps_input = true,
                              .deliver = note};
    (void)job_run(&across.job, &totals); /* the outcome is that of the pairs */
    enum outcome outcome;
    if (across.failed || !pairs_find(across.reports, across.report_count)) {
        complain(&stream->settings->voice, WORD_NO_MEMORY, NULL, NULL);
        outcome = OUTCOME_ERROR;
    } else {
        outcome = outcome_worse(totals.unreadable ? OUTCOME_ERROR : OUTCOME_CONSISTENT, compare_all(&across));
        stream->totals.unreadable += totals.unreadable;
    }
    free_all(&across);
    return outcome;
}
