/* Inputs: files and standard input, whole in memory. */
#ifndef INPUT_H
#define INPUT_H

#include <gouji.h>

struct input {
    const char *name; /* as given; stands in the report */
    char *bytes;
    size_t length;
};

/* Reads the file of that name, or standard input for "-". On failure it has said why, and the
 * result is false. */
bool input_read(struct input *input, const char *name, gj_language language);
void input_free(struct input *input);

#endif
