/* Outputs: standard output, or a file that comes into being whole or not at all. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <gouji.h>

#define OUTPUT_BUFFER ((size_t)1 << 16)

struct output {
    gj_language language;
    const char *name; /* for messages */
    int descriptor;
    char *path; /* the file to be replaced; NULL where what is written goes straight to its place */
    char *temporary; /* beside it; renamed once all is written */
    bool failed;     /* and said so */
    size_t used;
    char bytes[OUTPUT_BUFFER];
};

/* path NULL is standard output. A file is written beside its place under a temporary name, which an
 * interrupt removes; a device or a pipe is written to directly. On failure it has said why, and the
 * result is false. One output to a file at a time. */
bool output_open(struct output *output, const char *path, gj_language language);

/* A gj_sink; the context is the output. */
int output_take(void *output, const char *bytes, size_t length);

/* Whether a writer of the library did its work; says why where it did not and nobody has said so
 * yet. */
bool output_wrote(struct output *output, gj_status status);

/* Writes the rest, makes sure that it has arrived, and puts the file in its place. On failure it
 * has said why; the file that was there before is then still there. */
bool output_finish(struct output *output);

/* Gives up: nothing is put in place. */
void output_abandon(struct output *output);

#endif
