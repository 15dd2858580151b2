#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "speech.h"

#define FIRST_ROOM ((size_t)1 << 16)
#define INPUT_LARGEST_TEXT "1073741824"

bool input_is_standard(const char *name) {
    return strcmp(name, "-") == 0;
}

bool input_is_file(const char *name, const char *path) {
    struct stat input, file;
    bool found = input_is_standard(name) ? fstat(STDIN_FILENO, &input) == 0 : stat(name, &input) == 0;
    return found && S_ISREG(input.st_mode) && stat(path, &file) == 0 && input.st_dev == file.st_dev &&
           input.st_ino == file.st_ino;
}

const char *input_shown_name(const char *name, gj_language language) {
    return input_is_standard(name) ? word_text(language, WORD_STANDARD_INPUT) : name;
}

static bool fail(const struct input *input, const struct voice *voice, int error) {
    if (error == EISDIR)
        complain(voice, WORD_IS_DIRECTORY, input_shown_name(input->name, voice->language), NULL);
    else
        complain(voice, WORD_CANNOT_READ, input_shown_name(input->name, voice->language),
                 system_reason(voice->language, error));
    return false;
}

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

static bool read_all(struct input *input, int descriptor, const struct voice *voice) {
    size_t room = first_room(descriptor);
    input->bytes = malloc(room);
    if (!input->bytes)
        return fail(input, voice, ENOMEM);
    for (;;) {
        if (input->length > INPUT_LARGEST) {
            complain(voice, WORD_TOO_LARGE, input_shown_name(input->name, voice->language), INPUT_LARGEST_TEXT);
            return false;
        }
        if (!make_room(input, &room))
            return fail(input, voice, ENOMEM);
        ssize_t size = read(descriptor, input->bytes + input->length, room - input->length);
        if (size == 0)
            return true;
        if (size > 0)
            input->length += (size_t)size;
        else if (errno != EINTR)
            return fail(input, voice, errno);
    }
}

bool input_read(struct input *input, const char *name, const struct voice *voice) {
    *input = (struct input){.name = name};
    bool standard = input_is_standard(name);
    int descriptor = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(input, voice, errno);
    bool done = read_all(input, descriptor, voice);
    if (!standard)
        close(descriptor);
    if (!done)
        input_free(input);
    return done;
}

void input_free(struct input *input) {
    free(input->bytes);
    input->bytes = NULL;
    input->length = 0;
}
