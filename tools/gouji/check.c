/* gouji check: what does not add up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "job.h"
#include "output.h"
#include "speech.h"

struct check {
    struct output output;
    gj_drawing drawing;
    bool is_first;
};

static bool visit(void *context, const struct job_report *report) {
    struct check *check = context;
    if (!check->is_first && output_take(&check->output, "\n", 1) != 0)
        return false;
    check->is_first = false;
    gj_status status =
        gj_write_findings(report->report, &check->drawing, output_take, &check->output);
    return output_wrote(&check->output, status);
}

/* One line for all, where there is more than one. */
static void write_totals(struct check *check, const struct job_totals *totals) {
    const size_t numbers[] = {totals->reports, totals->consistent, totals->violated,
                              totals->incomplete, totals->unreadable};
    char digits[5][24];
    const char *texts[5];
    for (size_t i = 0; i < 5; i++) {
        snprintf(digits[i], sizeof digits[i], "%zu", numbers[i]);
        texts[i] = digits[i];
    }
    char *line = sentence(check->drawing.language, WORD_TOTALS, texts, 5);
    if (line) {
        output_take(&check->output, "\n", 1);
        output_take(&check->output, line, strlen(line));
        output_take(&check->output, "\n", 1);
    }
    free(line);
}

static enum outcome check_files(struct check *check, const struct settings *settings,
                                const gj_grammar *grammar) {
    struct job_totals totals;
    if (!output_open(&check->output, NULL, settings->language))
        return OUTCOME_ERROR;
    enum outcome outcome = job_run(settings, grammar, visit, check, &totals);
    if (totals.reports + totals.unreadable > 1)
        write_totals(check, &totals);
    return output_finish(&check->output) ? outcome : OUTCOME_ERROR;
}

enum outcome run_check(const struct settings *settings) {
    enum outcome outcome = OUTCOME_ERROR;
    gj_grammar *grammar = job_grammar(settings);
    struct check *check = calloc(1, sizeof *check);
    if (grammar && !check)
        complain(settings->language, WORD_NO_MEMORY, NULL, NULL);
    if (grammar && check && job_accepts(settings, grammar)) {
        check->drawing = (gj_drawing){settings->language, wants_colour()};
        check->is_first = true;
        outcome = check_files(check, settings, grammar);
    }
    free(check);
    gj_grammar_free(grammar);
    return outcome;
}
