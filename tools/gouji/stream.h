/* Many reports into one output, in the order of the inputs. */
#ifndef STREAM_H
#define STREAM_H

#include "format.h"
#include "job.h"
#include "output.h"

/* The output is opened already, and is left open; written is the number of reports in it. Where it failed that was
 * said. */
struct stream {
    const struct settings *settings;
    const gj_grammar *grammar;
    const struct format *format;
    struct output *output;
    gj_drawing drawing;
    /* As for a job. */
    const struct item *list;
    size_t list_count;
    void (*amend)(void *context, struct job_result *result);
    void *amend_context;
    struct job_totals totals;
    size_t written;
};

enum outcome stream_run(struct stream *stream);

/* A file that is read is not to be lost by what is written to it, nor to go on and on: false where the output, at that
 * path or NULL for standard output, is an input, and voice told so. Of a directory the output is left out. */
bool stream_spares_inputs(const struct settings *settings, const char *output);

#endif
