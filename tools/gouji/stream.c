#include "stream.h"

#include <string.h>

#include "input.h"
#include "speech.h"

struct delivery {
    struct stream *stream;
    struct rendering rendering; /* of the output */
    bool has_begun;
};

static struct rendering rendering_of(const struct stream *stream, gj_sink sink, void *sink_context) {
    return (struct rendering){.settings = stream->settings,
                              .drawing = stream->drawing,
                              .style = stream->settings->style,
                              .sink = sink,
                              .sink_context = sink_context};
}

/* ---------------------------------------------------------------- in any thread */

static gj_status render_reports(const struct format *format, struct rendering *rendering,
                                const struct job_result *result) {
    gj_status status = GJ_OK;
    rendering->document = result->document;
    for (size_t i = 0; i < result->report_count && status == GJ_OK; i++)
        status = format_report(format, rendering, gj_document_report(result->document, i));
    return status;
}

static void render_apart(void *context, struct job_result *result) {
    const struct delivery *delivery = context;
    struct rendering rendering = rendering_of(delivery->stream, bytes_take, &result->output);
    if (render_reports(delivery->stream->format, &rendering, result) == GJ_OK)
        return;
    complain(&result->voice, WORD_FAILED_MEMORY, result->item.name, NULL);
    result->failed = true;
    result->hopeless = true;
}

/* ---------------------------------------------------------------- in order */

static gj_status begin(struct delivery *delivery, const gj_report *first, bool several) {
    struct stream *stream = delivery->stream;
    delivery->has_begun = true;
    delivery->rendering.several = several || stream->list || items_are_several(stream->settings);
    return format_begin(stream->format, &delivery->rendering, first);
}

/* One report: straight to the output where its turn has come, else to wait with the others of its input. */
static void render_one(void *context, struct job_result *result, const gj_report *report, bool is_last) {
    struct delivery *delivery = context;
    const struct format *format = delivery->stream->format;
    if (!result->is_next) {
        struct rendering rendering = rendering_of(delivery->stream, bytes_take, &result->output);
        rendering.number = result->report_count;
        if (format_report(format, &rendering, report) == GJ_OK)
            return;
        complain(&result->voice, WORD_FAILED_MEMORY, result->item.name, NULL);
        result->failed = result->hopeless = true;
        return;
    }
    gj_status status = delivery->has_begun ? GJ_OK : begin(delivery, report, !is_last);
    if (status == GJ_OK)
        status = format_report(format, &delivery->rendering, report);
    result->failed = !output_wrote(delivery->stream->output, status);
    result->hopeless = result->failed;
}

static gj_status pass_on(struct delivery *delivery, const struct job_result *result) {
    struct rendering *rendering = &delivery->rendering;
    const char *between = delivery->stream->format->between;
    if (rendering->number > 0 && between && output_take(rendering->sink_context, between, strlen(between)) != 0)
        return GJ_ERROR_WRITE;
    rendering->number += result->report_count;
    return output_take(rendering->sink_context, result->output.text, result->output.length) == 0 ? GJ_OK
                                                                                                 : GJ_ERROR_WRITE;
}

static void deliver(void *context, struct job_result *result) {
    struct delivery *delivery = context;
    const struct format *format = delivery->stream->format;
    gj_status status = GJ_OK;
    if (result->report_count == 0 || result->failed || result->is_next)
        return;
    if (!delivery->has_begun)
        status = begin(delivery, result->document ? gj_document_report(result->document, 0) : NULL,
                       result->report_count > 1);
    if (status == GJ_OK && format->is_apart)
        status = pass_on(delivery, result);
    else if (status == GJ_OK)
        status = render_reports(format, &delivery->rendering, result);
    result->failed = !output_wrote(delivery->stream->output, status);
    result->hopeless = result->failed;
}

static void amend(void *context, struct job_result *result) {
    const struct delivery *delivery = context;
    delivery->stream->amend(delivery->stream->amend_context, result);
}

static void idle(void *context) {
    struct delivery *delivery = context;
    output_flush(delivery->stream->output);
}

enum outcome stream_run(struct stream *stream) {
    const struct format *format = stream->format;
    struct delivery delivery = {.stream = stream, .rendering = rendering_of(stream, output_take, stream->output)};
    struct job job = {.settings = stream->settings,
                      .grammar = stream->grammar,
                      .context = &delivery,
                      .keeps_text = format->keeps_text,
                      .has_leftovers = format->has_leftovers,
                      .keeps_document = !format->is_apart,
                      .list = stream->list,
                      .list_count = stream->list_count,
                      .amend = stream->amend ? amend : NULL,
                      .work = format->is_apart ? render_apart : NULL,
                      .report = format->is_apart ? render_one : NULL,
                      .deliver = deliver,
                      .idle = idle};
    enum outcome outcome = job_run(&job, &stream->totals);
    if (delivery.has_begun && !stream->output->failed &&
        !output_wrote(stream->output, format_end(format, &delivery.rendering)))
        outcome = OUTCOME_ERROR;
    format_release(format, &delivery.rendering);
    stream->written = delivery.rendering.number;
    return outcome;
}

bool stream_spares_inputs(const struct settings *settings, const char *output) {
    for (size_t i = 0; i < settings->operand_count; i++)
        if (input_is_file(settings->operands[i], output)) {
            complain(&settings->voice, WORD_OUTPUT_IS_INPUT, output ? output : settings->operands[i], NULL);
            return false;
        }
    return true;
}
