/* Reports as JSON Lines: {"id": ..., "text": ...}, one a line. */
#ifndef RECORDS_H
#define RECORDS_H

#include "speech.h"

struct records;

/* file is a path, or "-" for standard input. NULL where it cannot be opened: voice has been told. */
struct records *records_new(const char *file, const struct voice *voice);
void records_free(struct records *records); /* NULL is allowed */

struct record {
    char *id;    /* FILE:LINE where the line names none */
    char *text;  /* UTF-8, unless the line itself is not */
    size_t size; /* bytes of the line */
};

enum records_step {
    RECORDS_ONE,     /* the record's strings are the caller's */
    RECORDS_REFUSED, /* a line that is no record: voice has been told which, and the next one can be asked for */
    RECORDS_BROKEN,  /* nothing more can be read: voice has been told why */
    RECORDS_END
};

/* Empty lines are passed over. */
enum records_step records_next(struct records *records, const struct voice *voice, struct record *record);

/* Whether records_next() would find something without waiting for whoever writes the other end of a pipe. */
bool records_ready(const struct records *records);

#endif
