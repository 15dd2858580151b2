/* The commands. Each returns the exit status, having said on standard error what went wrong. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "options.h"
#include "outcome.h"

enum outcome run_convert(const struct settings *settings);
enum outcome run_check(const struct settings *settings);
enum outcome run_report(const struct settings *settings);
enum outcome run_templates(const struct settings *settings);

/* Whether standard output is a terminal that wants colours: never where NO_COLOR is set. */
bool wants_colour(void);

#endif
