/* gouji convert into a directory: each input has an output of its own, or one for each table. */
#ifndef CONVERT_EACH_H
#define CONVERT_EACH_H

#include "job.h"

/* What goes with the outputs. */
struct each {
    const char *directory; /* where they go: settings->output, or a directory in it; made where it is not there */
    bool whole_names;      /* as in places.h */
    const char *overview;  /* the page that leads to them, seen from the directory; NULL for none */
    void (*deliver)(void *context, struct job_result *result); /* as a job's, the document kept; NULL: nothing to do */
    void *context;
};

/* totals may be NULL. */
enum outcome convert_each(const struct settings *settings, const gj_grammar *grammar, const struct each *each,
                          struct job_totals *totals);

#endif
