/* Where the outputs of a run go, when each input has its own: their paths in a directory. */
#ifndef PLACES_H
#define PLACES_H

#include "format.h"
#include "job.h"
#include "names.h"

struct places {
    const struct settings *settings;
    const char *directory;
    bool whole_names;   /* outputs keep the extensions of their inputs, so that a.txt and a.md can both have one */
    struct names taken; /* by the inputs so far */
    struct names done;  /* with --resume, where an input has several outputs: those that have all theirs */
};

/* Makes the directory, settings->output or one in it, where it is not there, and sees what is in it. On failure it has
 * said why. */
bool places_open(struct places *places, const struct settings *settings, const char *directory);
void places_close(struct places *places);

/* A job's prepare(): gives the result its path, the extension still to come; what is below a directory that was given
 * stands in the same place below the output's. The name of a file goes without its extension, unless
 * names are kept whole, and a record's is its id. A path that was given out before is refused, and what --resume finds
 * done is left. */
void places_give(struct places *places, struct job_result *result);

/* PATH.EXTENSION; for a table PATH.TABLE.EXTENSION, or PATH.2.TABLE.EXTENSION for the second report of the input. The
 * caller frees it. */
char *places_path(const struct job_result *result, const struct format *format, size_t report, const char *table);

/* What stands beside several outputs of one input while they are put in place. The caller frees it. */
char *places_marker(const struct job_result *result);

#endif
