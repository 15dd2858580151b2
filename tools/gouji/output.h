/* Outputs: standard output, or a file that comes into being whole or not at all. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <gouji.h>

#include "speech.h"

#define OUTPUT_BUFFER ((size_t)1 << 16)

struct output {
    const struct voice *voice;
    char *name; /* for messages; NULL: standard output */
    int descriptor;
    char *path;      /* the file to be replaced; NULL where what is written goes straight to its place */
    char *temporary; /* beside it; renamed once all is written */
    bool is_synced;  /* the disk is waited for, so that the file outlives a loss of power; true from the start */
    bool failed;     /* and said so */
    int error;       /* why, as an errno */
    size_t used;
    char bytes[OUTPUT_BUFFER];
};

/* path NULL is standard output. A file is written beside its place under a temporary name, which an
 * interrupt removes; a device or a pipe is written to directly. On failure it has said why, and the
 * result is false. Any number of outputs may be open at a time. */
bool output_open(struct output *output, const char *path, const struct voice *voice);

/* A gj_sink; the context is the output. */
int output_take(void *output, const char *bytes, size_t length);

/* Whether a writer of the library did its work; says why where it did not and nobody has said so
 * yet. */
bool output_wrote(struct output *output, gj_status status);

/* What was taken so far is written, for whoever reads the other end of a pipe. */
void output_flush(struct output *output);

/* Writes the rest, makes sure that it has arrived, and puts the file in its place. On failure it
 * has said why; the file that was there before is then still there. */
bool output_finish(struct output *output);

/* The same for several files, which come into being together: where one of them cannot be written none is put in
 * place, and an interrupt comes before all or after all. marker is a file that is there while they are put in place,
 * so that after the machine itself has failed it is known that some may be missing. */
bool output_finish_all(struct output *outputs, size_t count, const char *marker);

/* Gives up: nothing is put in place. */
void output_abandon(struct output *output);

#endif
