/* gouji convert: the tables, in the format asked for. */
#include <stdlib.h>

#include "across.h"
#include "commands.h"
#include "convert_each.h"
#include "grammar.h"
#include "output.h"
#include "speech.h"
#include "stream.h"

/* What was compared is no part of the data: it is said on standard error. */
static enum outcome convert_across(struct stream *stream) {
    struct bytes compared = {0};
    enum outcome outcome = across_run(stream, bytes_take, &compared);
    print_kept(&compared);
    bytes_free(&compared);
    return outcome;
}

/* Files that could not be read do not take the others with them, but where no file could be read
 * nothing is written: an older output stays as it is. */
static enum outcome convert_to_one(struct output *output, const struct settings *settings, const gj_grammar *grammar) {
    if (!stream_spares_inputs(settings, settings->output) || !output_open(output, settings->output, &settings->voice))
        return OUTCOME_ERROR;
    struct stream stream = {.settings = settings,
                            .grammar = grammar,
                            .format = settings->format,
                            .output = output,
                            .drawing = {settings->voice.language, !settings->output && wants_colour()}};
    enum outcome outcome = settings->across ? convert_across(&stream) : stream_run(&stream);
    if (stream.written > 0 && !output->failed)
        return output_finish(output) ? outcome : OUTCOME_ERROR;
    output_abandon(output);
    if (stream.totals.reports + stream.totals.unreadable == 0 && !output->failed)
        complain(&settings->voice, WORD_NOTHING_TO_READ, NULL, NULL);
    return stream.totals.reports + stream.totals.unreadable > 0 ? OUTCOME_ERROR : OUTCOME_INCOMPLETE;
}

enum outcome run_convert(const struct settings *settings) {
    enum outcome outcome = OUTCOME_ERROR;
    gj_grammar *grammar = grammar_load(settings);
    struct output *output = calloc(1, sizeof *output);
    if (grammar && !output)
        complain(&settings->voice, WORD_NO_MEMORY, NULL, NULL);
    if (grammar && output && grammar_accepts(settings, grammar))
        outcome = settings->to_directory
                      ? convert_each(settings, grammar, &(struct each){.directory = settings->output}, NULL)
                      : convert_to_one(output, settings, grammar);
    free(output);
    gj_grammar_free(grammar);
    return outcome;
}
