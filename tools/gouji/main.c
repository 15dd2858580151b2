/* gouji: the command. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "format.h"
#include "interrupt.h"
#include "output.h"
#include "speech.h"

bool wants_colour(void) {
    const char *refusal = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if (refusal && *refusal)
        return false;
    return terminal && strcmp(terminal, "dumb") != 0 && isatty(STDOUT_FILENO);
}

/* Help and version are data, asked for: they go to standard output, and must arrive there. */
static enum outcome print_text(const struct settings *settings, const char *text) {
    struct output *output = malloc(sizeof *output);
    bool done = output && output_open(output, NULL, &settings->voice);
    if (!output)
        complain(&settings->voice, WORD_NO_MEMORY, NULL, NULL);
    if (done) {
        output_take(output, text, strlen(text));
        done = output_finish(output);
    }
    free(output);
    return done ? OUTCOME_CONSISTENT : OUTCOME_ERROR;
}

static enum word help_of(enum command command) {
    switch (command) {
    case COMMAND_CONVERT:
        return WORD_HELP_CONVERT;
    case COMMAND_CHECK:
        return WORD_HELP_CHECK;
    case COMMAND_REPORT:
        return WORD_HELP_REPORT;
    case COMMAND_TEMPLATES:
        return WORD_HELP_TEMPLATES;
    case COMMAND_NONE:
        break;
    }
    return WORD_HELP;
}

static enum outcome print_version(const struct settings *settings) {
    char text[64];
    snprintf(text, sizeof text, "gouji %s\n", gj_version());
    return print_text(settings, text);
}

static void point_to_help(const struct settings *settings) {
    char line[64];
    const char *name = command_name(settings->command);
    snprintf(line, sizeof line, "gouji %s%s--help", name, *name ? " " : "");
    complain(&settings->voice, WORD_TRY_HELP, line, NULL);
}

static enum outcome misused(const struct settings *settings) {
    point_to_help(settings);
    return OUTCOME_ERROR;
}

/* Whether the settings ask for something that can be done; the first fault is told. */
static bool fit_together(const struct settings *settings) {
    const char *command = command_name(settings->command), *format = settings->format->name;
    bool converts = settings->command == COMMAND_CONVERT, has_path = settings->output != NULL;
    const struct {
        bool stands;
        enum word word;
        const char *about;
    } faults[] = {
        {settings->command == COMMAND_NONE, WORD_NO_COMMAND, NULL},
        {settings->command != COMMAND_TEMPLATES && settings->operand_count == 0, WORD_NO_FILE, command},
        {converts && settings->format->table && !has_path, WORD_CSV_NEEDS_DIRECTORY, NULL},
        {converts && settings->format->is_binary && !has_path && isatty(STDOUT_FILENO), WORD_BINARY_NEEDS_FILE, format},
        {settings->style != GJ_CSV_PLAIN && !settings->format->has_style, WORD_EXCEL_NEEDS_CSV, format},
        {settings->explain && settings->is_format_given, WORD_EXPLAIN_ALONE, NULL},
        {settings->across && settings->to_directory, WORD_ACROSS_IN_ONE, NULL},
        {settings->command == COMMAND_REPORT && !has_path, WORD_REPORT_NEEDS_DIRECTORY, NULL},
        {settings->resume && !has_path, WORD_RESUME_NEEDS_DIRECTORY, NULL},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (faults[i].stands) {
            complain(&settings->voice, faults[i].word, faults[i].about, NULL);
            return false;
        }
    return true;
}

static enum outcome run(const struct settings *settings) {
    if (settings->help)
        return print_text(settings, word_text(settings->voice.language, help_of(settings->command)));
    if (settings->version)
        return print_version(settings);
    if (!fit_together(settings))
        return misused(settings);
    if (settings->command == COMMAND_CONVERT)
        return run_convert(settings);
    if (settings->command == COMMAND_REPORT)
        return run_report(settings);
    return settings->command == COMMAND_CHECK ? run_check(settings) : run_templates(settings);
}

int main(int argc, char **argv) {
    struct settings settings;
    interrupt_prepare();
    enum outcome outcome = options_read(&settings, argc, argv) ? run(&settings) : misused(&settings);
    options_free(&settings);
    return (int)outcome;
}
