/* Inputs: files and standard input, whole in memory or piece by piece. */
#ifndef INPUT_H
#define INPUT_H

#include "speech.h"

struct input {
    const char *name; /* as given; stands in the report */
    char *bytes;      /* NULL where it is read piece by piece */
    size_t length;
    int descriptor;
    int error; /* of the system, where a piece could not be read */
};

/* Reads the file of that name, or standard input for "-". On failure it has said why, and the
 * result is false. */
bool input_read(struct input *input, const char *name, const struct voice *voice);
void input_free(struct input *input);

/* The same for reading it piece by piece: input_feed() is a gj_feed, its context the input. Where it failed,
 * input_complain() says why. */
bool input_open(struct input *input, const char *name, const struct voice *voice);
int input_feed(void *context, char *bytes, size_t room, size_t *length);
void input_complain(const struct input *input, const struct voice *voice);
void input_close(struct input *input);

/* What the library takes by default; more is not read, so that an endless pipe ends. */
#define INPUT_LARGEST GJ_DEFAULT_BYTES

bool input_is_standard(const char *name);
/* Whether reading that name reads the file at path, or where that is NULL the one that standard output goes to. */
bool input_is_file(const char *name, const char *path);
/* For messages. */
const char *input_shown_name(const char *name, gj_language language);

#endif
