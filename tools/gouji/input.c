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
/* What the library takes by default; more is not read, so that an endless pipe ends. */
#define LARGEST_INPUT ((size_t)1 << 30)
#define LARGEST_INPUT_TEXT "1073741824"

static bool is_standard_input(const char *name) {
    return strcmp(name, "-") == 0;
}

static const char *shown_name(const struct input *input, gj_language language) {
    return is_standard_input(input->name) ? word_text(language, WORD_STANDARD_INPUT) : input->name;
}

static bool fail(const struct input *input, gj_language language, int error) {
    if (error == EISDIR)
        complain(language, WORD_IS_DIRECTORY, shown_name(input, language), NULL);
    else
        complain(language, WORD_CANNOT_READ, shown_name(input, language),
                 system_reason(language, error));
    return false;
}

/* A file's size tells how much room it takes; a pipe's does not, and starts small. */
static size_t first_room(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < 0)
        return FIRST_ROOM;
    /* One byte more, so that the read that finds the end needs no larger room. */
    return (uintmax_t)status.st_size < LARGEST_INPUT ? (size_t)status.st_size + 1 : LARGEST_INPUT;
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

static bool read_all(struct input *input, int descriptor, gj_language language) {
    size_t room = first_room(descriptor);
    input->bytes = malloc(room);
    if (!input->bytes)
        return fail(input, language, ENOMEM);
    for (;;) {
        if (input->length > LARGEST_INPUT) {
            complain(language, WORD_TOO_LARGE, shown_name(input, language), LARGEST_INPUT_TEXT);
            return false;
        }
        if (!make_room(input, &room))
            return fail(input, language, ENOMEM);
        ssize_t size = read(descriptor, input->bytes + input->length, room - input->length);
        if (size == 0)
            return true;
        if (size > 0)
            input->length += (size_t)size;
        else if (errno != EINTR)
            return fail(input, language, errno);
    }
}

bool input_read(struct input *input, const char *name, gj_language language) {
    *input = (struct input){.name = name};
    bool standard = is_standard_input(name);
    int descriptor = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(input, language, errno);
    bool done = read_all(input, descriptor, language);
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
