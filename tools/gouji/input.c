#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "speech.h"

#define FIRST_ROOM ((size_t)1 << 16)

bool input_is_standard(const char *name) {
    return strcmp(name, "-") == 0;
}

bool input_is_file(const char *name, const char *path) {
    struct stat input, file;
    bool found = (input_is_standard(name) ? fstat(STDIN_FILENO, &input) : stat(name, &input)) == 0 &&
                 (path ? stat(path, &file) : fstat(STDOUT_FILENO, &file)) == 0;
    return found && S_ISREG(input.st_mode) && input.st_dev == file.st_dev && input.st_ino == file.st_ino;
}

const char *input_shown_name(const char *name, gj_language language) {
    return input_is_standard(name) ? word_text(language, WORD_STANDARD_INPUT) : name;
}

void input_complain(const struct input *input, const struct voice *voice) {
    if (input->error == EISDIR)
        complain(voice, WORD_IS_DIRECTORY, input_shown_name(input->name, voice->language), NULL);
    else
        complain(voice, WORD_CANNOT_READ, input_shown_name(input->name, voice->language),
                 system_reason(voice->language, input->error));
}

static bool fail(struct input *input, const struct voice *voice, int error) {
    input->error = error;
    input_complain(input, voice);
    return false;
}

/* ---------------------------------------------------------------- piece by piece */

bool input_open(struct input *input, const char *name, const struct voice *voice) {
    *input = (struct input){.name = name, .descriptor = STDIN_FILENO};
    if (!input_is_standard(name))
        input->descriptor = open(name, O_RDONLY | O_CLOEXEC);
    return input->descriptor >= 0 || fail(input, voice, errno);
}

int input_feed(void *context, char *bytes, size_t room, size_t *length) {
    struct input *input = context;
    for (;;) {
        ssize_t size = read(input->descriptor, bytes, room);
        *length = size > 0 ? (size_t)size : 0;
        if (size >= 0)
            return 0;
        if (errno != EINTR) {
            input->error = errno;
            return -1;
        }
    }
}

void input_close(struct input *input) {
    if (!input_is_standard(input->name))
        close(input->descriptor);
}

/* ---------------------------------------------------------------- whole */

/* A file's size tells how much room it takes; a pipe's does not, and starts small. */
static size_t first_room(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < 0)
        return FIRST_ROOM;
    /* One byte more, so that the read that finds the end needs no larger room. */
    return (uintmax_t)status.st_size < INPUT_LARGEST ? (size_t)status.st_size + 1 : INPUT_LARGEST;
}

static bool make_room(struct input *input, size_t *room) {
    if (input->length < *room)
        return true;
    char *larger = realloc(input->bytes, *room * 2);
    if (!larger)
        return false;
    input->bytes = larger;
    *room *= 2;
    return true;
}

static bool read_all(struct input *input, const struct voice *voice) {
    size_t room = first_room(input->descriptor), size;
    input->bytes = malloc(room);
    if (!input->bytes)
        return fail(input, voice, ENOMEM);
    do {
        if (input->length > INPUT_LARGEST) {
            char largest[24];
            snprintf(largest, sizeof largest, "%zu", INPUT_LARGEST);
            complain(voice, WORD_TOO_LARGE, input_shown_name(input->name, voice->language), largest);
            return false;
        }
        if (!make_room(input, &room))
            return fail(input, voice, ENOMEM);
        if (input_feed(input, input->bytes + input->length, room - input->length, &size) != 0)
            return fail(input, voice, input->error);
        input->length += size;
    } while (size > 0);
    return true;
}

bool input_read(struct input *input, const char *name, const struct voice *voice) {
    if (!input_open(input, name, voice))
        return false;
    bool done = read_all(input, voice);
    input_close(input);
    if (!done)
        input_free(input);
    return done;
}

void input_free(struct input *input) {
    free(input->bytes);
    input->bytes = NULL;
    input->length = 0;
}
