/* gouji check: what does not add up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "across.h"
#include "commands.h"
#include "grammar.h"
#include "output.h"
#include "speech.h"
#include "stream.h"

static gj_status write_findings(struct rendering *rendering, const gj_report *report) {
    return gj_write_findings(report, &rendering->drawing, rendering->sink, rendering->sink_context);
}

/* Not one that -f takes. */
static const struct format findings = {.name = "findings", .between = "\n", .is_apart = true, .report = write_findings};

/* One line for all, where there is more than one. */
static void write_totals(struct output *output, const struct settings *settings, const struct job_totals *totals) {
    const size_t numbers[] = {totals->reports, totals->consistent, totals->violated, totals->incomplete,
                              totals->unreadable};
    char digits[5][24];
    const char *texts[5];
    for (size_t i = 0; i < 5; i++) {
        snprintf(digits[i], sizeof digits[i], "%zu", numbers[i]);
        texts[i] = digits[i];
    }
    char *line = sentence(settings->voice.language, WORD_TOTALS, texts, 5);
    if (line) {
        output_take(output, "\n", 1);
        output_take(output, line, strlen(line));
        output_take(output, "\n", 1);
    }
    free(line);
}

static enum outcome check_files(struct output *output, const struct settings *settings, const gj_grammar *grammar) {
    struct stream stream = {.settings = settings,
                            .grammar = grammar,
                            .format = &findings,
                            .output = output,
                            .drawing = {settings->voice.language, wants_colour()}};
    if (!stream_spares_inputs(settings, NULL) || !output_open(output, NULL, &settings->voice))
        return OUTCOME_ERROR;
    enum outcome outcome = settings->across ? across_run(&stream, output_take, output) : stream_run(&stream);
    if (stream.totals.reports + stream.totals.unreadable > 1)
        write_totals(output, settings, &stream.totals);
    return output_finish(output) ? outcome : OUTCOME_ERROR;
}

enum outcome run_check(const struct settings *settings) {
    enum outcome outcome = OUTCOME_ERROR;
    gj_grammar *grammar = grammar_load(settings);
    struct output *output = calloc(1, sizeof *output);
    if (grammar && !output)
        complain(&settings->voice, WORD_NO_MEMORY, NULL, NULL);
    if (grammar && output && grammar_accepts(settings, grammar))
        outcome = check_files(output, settings, grammar);
    free(output);
    gj_grammar_free(grammar);
    return outcome;
}
