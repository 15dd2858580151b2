/* The command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <gouji.h>

#include "speech.h"

enum command { COMMAND_NONE, COMMAND_CONVERT, COMMAND_CHECK, COMMAND_REPORT, COMMAND_TEMPLATES };

struct format;

struct settings {
    enum command command;
    bool help;
    bool version;
    struct voice voice; /* how the user is spoken to */
    const struct format *format;
    bool is_format_given;
    bool explain; /* how the reports were read is written, and not their tables */
    gj_csv_style style;
    const char *output; /* NULL: standard output */
    bool to_directory;  /* output is one, and each input has an output of its own in it */
    bool repairs;       /* what suspects propose is written, where they are at least so sure: */
    gj_certainty repair_least;
    bool across;           /* reports of one body are compared from year to year */
    bool resume;           /* outputs that are there are left */
    size_t jobs;           /* inputs read at the same time; at least 1 */
    bool records;          /* the files are JSON Lines of reports */
    const char **includes; /* patterns of the names of files to be read in directories */
    size_t include_count;
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

/* As it stands on the command line: "check"; "" for none. */
const char *command_name(enum command command);

#endif
