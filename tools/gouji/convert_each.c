#include "convert_each.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "output.h"
#include "places.h"
#include "speech.h"

/* What of one input is written. */
struct writing {
    const struct settings *settings;
    const struct format *format;
    const struct each *each;
    struct job_result *result;
    struct output *outputs;
    size_t count;
};

/* Where this went wrong the next output will fare no better. */
static bool is_hopeless(int error) {
    return error == ENOSPC || error == EDQUOT || error == EFBIG || error == EROFS || error == EIO || error == ENOMEM;
}

static void fail(struct writing *writing) {
    writing->result->failed = true;
    for (size_t i = 0; i < writing->count; i++)
        writing->result->hopeless = writing->result->hopeless || is_hopeless(writing->outputs[i].error);
}

static bool out_of_memory(struct writing *writing) {
    complain(&writing->result->voice, WORD_NO_MEMORY, NULL, NULL);
    writing->result->failed = true;
    writing->result->hopeless = true;
    return false;
}

/* The next output, opened, or NULL. path is freed. To wait for the disk once for each of many small files takes
 * longer than to make them all again. */
static struct output *open_next(struct writing *writing, char *path) {
    if (!path) {
        out_of_memory(writing);
        return NULL;
    }
    struct output *output = &writing->outputs[writing->count++];
    bool opened = output_open(output, path, &writing->result->voice);
    free(path);
    output->is_synced = false;
    return opened ? output : NULL;
}

static struct rendering rendering_to(const struct writing *writing, struct output *output) {
    return (struct rendering){.settings = writing->settings,
                              .drawing = {writing->settings->voice.language, false},
                              .style = writing->settings->style,
                              .sink = output_take,
                              .sink_context = output,
                              .document = writing->result->document};
}

/* ---------------------------------------------------------------- one output */

static gj_status write_reports(const struct format *format, struct rendering *rendering) {
    size_t count = gj_document_report_count(rendering->document);
    rendering->several = count > 1;
    gj_status status = format_begin(format, rendering, gj_document_report(rendering->document, 0));
    for (size_t i = 0; i < count && status == GJ_OK; i++)
        status = format_report(format, rendering, gj_document_report(rendering->document, i));
    if (status == GJ_OK)
        status = format_end(format, rendering);
    format_release(format, rendering);
    return status;
}

/* From where the output is, which may be directories further down. NULL where memory ends. */
static char *way_to_overview(const struct writing *writing) {
    const char *overview = writing->each->overview;
    const char *below = writing->result->path + strlen(writing->each->directory) + 1;
    size_t depth = 0;
    for (const char *at = below; (at = strchr(at, '/')); at++)
        depth++;
    char *way = malloc(3 * depth + strlen(overview) + 1);
    for (size_t i = 0; way && i < depth; i++)
        memcpy(way + 3 * i, "../", 3);
    if (way)
        strcpy(way + 3 * depth, overview);
    return way;
}

static bool write_page(struct writing *writing, struct output *output, const char *overview) {
    struct rendering rendering = rendering_to(writing, output);
    rendering.overview = overview;
    return output_wrote(output, write_reports(writing->format, &rendering));
}

static bool write_one(struct writing *writing) {
    struct output *output = open_next(writing, places_path(writing->result, writing->format, 0, NULL));
    if (!output)
        return false;
    if (!writing->each->overview)
        return write_page(writing, output, NULL);
    char *way = way_to_overview(writing);
    bool written = way ? write_page(writing, output, way) : out_of_memory(writing);
    free(way);
    return written;
}

/* ---------------------------------------------------------------- one output a table */

static bool write_table(struct writing *writing, size_t number, size_t table) {
    const gj_report *report = gj_document_report(writing->result->document, number);
    const gj_table *found = gj_report_table(report, table);
    if (found->status == GJ_TABLE_MISSING)
        return true;
    struct output *output = open_next(writing, places_path(writing->result, writing->format, number, found->id));
    if (!output)
        return false;
    struct rendering rendering = rendering_to(writing, output);
    return output_wrote(output, writing->format->table(&rendering, report, table));
}

static bool write_tables(struct writing *writing) {
    bool done = true;
    for (size_t i = 0; i < writing->result->report_count; i++)
        for (size_t j = 0; j < gj_report_table_count(gj_document_report(writing->result->document, i)) && done; j++)
            done = write_table(writing, i, j);
    return done;
}

static size_t count_tables(const gj_document *document) {
    size_t count = 0;
    for (size_t i = 0; i < gj_document_report_count(document); i++)
        count += gj_report_table_count(gj_document_report(document, i));
    return count;
}

/* ---------------------------------------------------------------- one input */

static bool finish(struct writing *writing, bool written) {
    char *marker = written && writing->count > 1 ? places_marker(writing->result) : NULL;
    if (written && (marker || writing->count <= 1))
        written = output_finish_all(writing->outputs, writing->count, marker);
    else if (written)
        written = out_of_memory(writing);
    if (!written)
        fail(writing);
    for (size_t i = 0; i < writing->count; i++)
        output_abandon(&writing->outputs[i]);
    free(marker);
    return written;
}

/* A run over all inputs. */
struct outputs {
    struct places places;
    const struct each *each;
};

static void write_result(void *context, struct job_result *result) {
    const struct outputs *outputs = context;
    const struct settings *settings = outputs->places.settings;
    struct writing writing = {
        .settings = settings, .format = settings->format, .each = outputs->each, .result = result};
    size_t most = writing.format->table ? count_tables(result->document) : 1;
    writing.outputs = calloc(most ? most : 1, sizeof *writing.outputs);
    if (!writing.outputs)
        out_of_memory(&writing);
    else
        finish(&writing, writing.format->table ? write_tables(&writing) : write_one(&writing));
    free(writing.outputs);
}

static void prepare(void *context, struct job_result *result) {
    struct outputs *outputs = context;
    places_give(&outputs->places, result);
}

static void deliver(void *context, struct job_result *result) {
    const struct outputs *outputs = context;
    outputs->each->deliver(outputs->each->context, result);
}

enum outcome convert_each(const struct settings *settings, const gj_grammar *grammar, const struct each *each,
                          struct job_totals *totals) {
    struct outputs outputs = {.each = each};
    struct job job = {.settings = settings,
                      .grammar = grammar,
                      .context = &outputs,
                      .keeps_text = settings->format->keeps_text,
                      .has_leftovers = settings->format->has_leftovers,
                      .keeps_document = each->deliver != NULL,
                      .prepare = prepare,
                      .work = write_result,
                      .deliver = each->deliver ? deliver : NULL};
    enum outcome outcome = OUTCOME_ERROR;
    if (totals)
        *totals = (struct job_totals){0};
    if (places_open(&outputs.places, settings, each->directory)) {
        outputs.places.whole_names = each->whole_names;
        outcome = job_run(&job, totals);
    }
    places_close(&outputs.places);
    return outcome;
}
