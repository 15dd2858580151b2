/* The command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <gouji.h>

enum command { COMMAND_NONE, COMMAND_CONVERT, COMMAND_CHECK, COMMAND_TEMPLATES };

enum format { FORMAT_TIDY, FORMAT_CSV, FORMAT_JSON, FORMAT_JSONL };

struct settings {
    enum command command;
    bool help;
    bool version;
    gj_language language;
    enum format format;
    const char *output; /* NULL: standard output */
    gj_options reading;
    const char **grammars; /* files to add */
    size_t grammar_count;
    const char **operands; /* what stands on the command line beside the options */
    size_t operand_count;
};

/* Reads the command line into settings, whose strings point into it. On failure it has said why,
 * and the result is false; settings are to be freed all the same. */
bool options_read(struct settings *settings, int argc, char **argv);
void options_free(struct settings *settings);

/* "gouji check", as the user called it. */
const char *command_name(enum command command);

#endif
