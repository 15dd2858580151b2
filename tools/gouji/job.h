/* Going through the files of a command: read each, hand its reports on, remember the worst outcome.
 */
#ifndef JOB_H
#define JOB_H

#include "options.h"
#include "outcome.h"

/* A report on its way to be written. */
struct job_report {
    const gj_report *report;
    const char *file; /* as given */
    size_t number;    /* of the report in its file, from 0 */
    size_t count;     /* of reports in the file */
};

/* Writes the report; false stops the job, since what cannot be written once will not be written
 * again. */
typedef bool (*job_visit)(void *context, const struct job_report *report);

struct job_totals {
    size_t reports, consistent, violated, incomplete;
    size_t unreadable; /* files */
};

/* The national templates and those of --grammar, or NULL, having said why. The caller frees it. */
gj_grammar *job_grammar(const struct settings *settings);

/* Whether the template and the encoding that settings ask for exist; says so where they do not. */
bool job_accepts(const struct settings *settings, const gj_grammar *grammar);

/* Every operand in turn. A file that cannot be read is told of and passed over. totals may be NULL.
 */
enum outcome job_run(const struct settings *settings, const gj_grammar *grammar, job_visit visit,
                     void *context, struct job_totals *totals);

/* A complaint about a template id that does not exist. */
void job_unknown_template(const struct settings *settings, const gj_grammar *grammar,
                          const char *id);

#endif
