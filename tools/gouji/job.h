/* Going through the inputs of a command: reading them on all cores, handing on what came of them in their order, and
 * remembering the worst outcome. */
#ifndef JOB_H
#define JOB_H

#include "items.h"
#include "options.h"
#include "outcome.h"

struct job_totals {
    size_t reports, consistent, violated, incomplete;
    size_t violations;
    size_t unreadable; /* inputs */
    size_t left;       /* inputs that were already done */
};

/* One input on its way. */
struct job_result {
    struct item item;
    size_t index;             /* of the input, from 0 */
    gj_document *document;    /* NULL where it could not be read */
    size_t report_count;      /* of the document, for those who come after it was freed */
    struct job_totals totals; /* of its reports */
    enum outcome outcome;
    struct voice voice;  /* for what is to be said of it */
    struct bytes kept;   /* and where that is kept */
    struct bytes output; /* what work() makes for deliver() */
    char *path;          /* where prepare() wants it written; freed with the result */
    bool left;           /* prepare() found it done */
    bool failed;         /* an output could not be written, and that was said: the outcome is an error */
    bool broke_off;      /* the input could be read only in part, and that was said: the outcome is an error */
    bool hopeless;       /* nor could the next one be: the job stops */
    bool is_next;        /* no input before it is left to be delivered: report() may write where deliver() would */
};

/* What is done with the inputs. Each function may be NULL. */
struct job {
    const struct settings *settings;
    const gj_grammar *grammar;
    void *context;
    const struct item *list; /* instead of what the settings name; NULL for that */
    size_t list_count;
    bool keeps_text;     /* gj_document_text() is wanted */
    bool has_leftovers;  /* and what no table took */
    bool keeps_input;    /* deliver() wants the text of standard input in item.text, which cannot be read again */
    bool keeps_document; /* deliver() wants it still */
    /* Before the input is read; in the caller's thread, one input after another. */
    void (*prepare)(void *context, struct job_result *result);
    /* Changes what was read, before it is judged; in any thread. */
    void (*amend)(void *context, struct job_result *result);
    /* For an input that was read; in any thread, at the same time as others. */
    void (*work)(void *context, struct job_result *result);
    /* Instead of work(), where nothing needs the document: for one report after another, each of which lives only for
     * the call; in any thread. is_last: no further report of the input follows. */
    void (*report)(void *context, struct job_result *result, const gj_report *report, bool is_last);
    /* For every input, also one that could not be read; in the caller's thread, in the order of the inputs. */
    void (*deliver)(void *context, struct job_result *result);
    /* Before waiting for input that may be long in coming. */
    void (*idle)(void *context);
};

/* Reads one input, or returns NULL, having told voice why. */
gj_document *job_read(const struct job *job, struct item *item, const struct voice *voice);

/* Every input in turn. What cannot be read is told of and passed over. totals may be NULL. */
enum outcome job_run(const struct job *job, struct job_totals *totals);

#endif
