/* Inputs: files and standard input, whole in memory. */
#ifndef INPUT_H
#define INPUT_H

#include "speech.h"

struct input {
    const char *name; /* as given; stands in the report */
    char *bytes;
    size_t length;
};

/* Reads the file of that name, or standard input for "-". On failure it has said why, and the
 * result is false. */
bool input_read(struct input *input, const char *name, const struct voice *voice);
void input_free(struct input *input);

/* What the library takes by default; more is not read, so that an endless pipe ends. */
#define INPUT_LARGEST ((size_t)1 << 30)

bool input_is_standard(const char *name);
/* Whether reading that name reads the file at path. */
bool input_is_file(const char *name, const char *path);
/* For messages. */
const char *input_shown_name(const char *name, gj_language language);

#endif
