#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "interrupt.h"
#include "speech.h"

#define SUFFIX ".XXXXXX"
#define NAME_KEPT 200

static const char *name_of(const struct output *output) {
    return output->name ? output->name : word_text(output->voice->language, WORD_STANDARD_OUTPUT);
}

static bool fail(struct output *output, int error) {
    gj_language language = output->voice->language;
    if (!output->failed)
        complain(output->voice, WORD_CANNOT_WRITE, name_of(output),
                 error == ENOENT ? word_text(language, WORD_NO_PLACE) : system_reason(language, error));
    output->failed = true;
    output->error = error;
    return false;
}

/* ---------------------------------------------------------------- opening */

/* DIRECTORY/.NAME.XXXXXX for DIRECTORY/NAME: in the same file system, so that it can be renamed. A long name is
 * cut, for there is room for so many bytes only. */
static char *temporary_path(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t directory = (size_t)(name - path);
    size_t length = strlen(path) + 1 + sizeof SUFFIX;
    char *temporary = malloc(length);
    if (!temporary)
        return NULL;
    memcpy(temporary, path, directory);
    snprintf(temporary + directory, length - directory, ".%.*s" SUFFIX, NAME_KEPT, name);
    return temporary;
}

/* The mode that the file has, or that a new file would have. umask() can only be asked by setting it, which is the
 * whole program's: hence while it is held. */
static mode_t wanted_mode(const char *path) {
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* 0, or why it cannot be made. */
static int make_temporary(struct output *output) {
    output->temporary = temporary_path(output->path);
    if (!output->temporary)
        return ENOMEM;
    output->descriptor = mkstemp(output->temporary);
    int error = output->descriptor < 0 ? errno : 0;
    if (!error && fchmod(output->descriptor, wanted_mode(output->path)) != 0)
        error = errno;
    if (!error && !interrupt_add(output->temporary))
        error = ENOMEM;
    if (!error)
        return 0;
    if (output->descriptor >= 0)
        unlink(output->temporary);
    free(output->temporary);
    output->temporary = NULL;
    return error;
}

static bool open_temporary(struct output *output) {
    interrupt_hold();
    int error = make_temporary(output);
    interrupt_release();
    return !error || fail(output, error);
}

/* Behind a symbolic link the file is replaced, and not the link. A path that is not there yet stays
 * as given. */
static char *resolved(const char *path) {
    char *real = realpath(path, NULL);
    return real ? real : strdup(path);
}

static bool open_file(struct output *output, const char *path) {
    struct stat status;
    bool exists = stat(path, &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) {
        complain(output->voice, WORD_IS_DIRECTORY, path, NULL);
        output->failed = true;
        return false;
    }
    if (exists && !S_ISREG(status.st_mode)) {
        output->descriptor = open(path, O_WRONLY | O_CLOEXEC);
        return output->descriptor >= 0 || fail(output, errno);
    }
    output->path = resolved(path);
    if (!output->path)
        return fail(output, ENOMEM);
    return open_temporary(output);
}

bool output_open(struct output *output, const char *path, const struct voice *voice) {
    output->voice = voice;
    output->name = NULL;
    output->descriptor = STDOUT_FILENO;
    output->path = NULL;
    output->temporary = NULL;
    output->is_synced = true;
    output->failed = false;
    output->error = 0;
    output->used = 0;
    if (!path)
        return true;
    output->name = strdup(path);
    if (output->name ? open_file(output, path) : fail(output, ENOMEM))
        return true;
    output_abandon(output);
    return false;
}

/* ---------------------------------------------------------------- writing */

/* A terminal or pipe that a parent left in non-blocking mode is waited for. */
static bool may_try_again(int descriptor, int error) {
    if (error == EINTR)
        return true;
    if (error != EAGAIN && error != EWOULDBLOCK)
        return false;
    struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
    return poll(&wait, 1, -1) >= 0 || errno == EINTR;
}

static void pass_over(struct iovec *pieces, size_t count, size_t written) {
    for (size_t i = 0; i < count; i++) {
        size_t done = written < pieces[i].iov_len ? written : pieces[i].iov_len;
        pieces[i].iov_base = (char *)pieces[i].iov_base + done;
        pieces[i].iov_len -= done;
        written -= done;
    }
}

static ssize_t write_pieces(int descriptor, const struct iovec pieces[2]) {
    if (!pieces[0].iov_len)
        return write(descriptor, pieces[1].iov_base, pieces[1].iov_len);
    return writev(descriptor, pieces, 2);
}

/* What was kept and then the bytes, at one go. */
static bool write_out(struct output *output, const char *bytes, size_t length) {
    /* nothing is written through it, but the system's type has no const */
    struct iovec pieces[] = {{output->bytes, output->used}, {(void *)(uintptr_t)bytes, length}};
    output->used = 0;
    while (pieces[0].iov_len + pieces[1].iov_len > 0 && !output->failed) {
        ssize_t size = write_pieces(output->descriptor, pieces);
        if (size >= 0)
            pass_over(pieces, 2, (size_t)size);
        else if (!may_try_again(output->descriptor, errno))
            fail(output, errno);
    }
    return !output->failed;
}

void output_flush(struct output *output) {
    write_out(output, NULL, 0);
}

int output_take(void *context, const char *bytes, size_t length) {
    struct output *output = context;
    bool is_large = length > OUTPUT_BUFFER / 4; /* and not worth a copy */
    if (is_large)
        return write_out(output, bytes, length) ? 0 : -1;
    if (length > OUTPUT_BUFFER - output->used && !write_out(output, NULL, 0))
        return -1;
    if (length > 0)
        memcpy(output->bytes + output->used, bytes, length);
    output->used += length;
    return output->failed ? -1 : 0;
}

bool output_wrote(struct output *output, gj_status status) {
    if (status == GJ_ERROR_MEMORY)
        return fail(output, ENOMEM);
    if (status == GJ_ERROR_LIMIT && !output->failed) {
        complain(output->voice, WORD_TOO_MANY_REPORTS, name_of(output), NULL);
        output->failed = true;
    }
    return status == GJ_OK || fail(output, status == GJ_ERROR_LIMIT ? EFBIG : EIO);
}

/* ---------------------------------------------------------------- finishing */

/* Some file systems tell of a full disk only when the file is closed. */
static bool close_descriptor(struct output *output) {
    int descriptor = output->descriptor;
    output->descriptor = -1;
    if (descriptor >= 0 && close(descriptor) != 0 && errno != EINTR)
        return fail(output, errno);
    return true;
}

/* A rename itself is on the disk only when its directory is. A file system that cannot do that
 * loses nothing by it, so that a failure is none of the output's. */
static void sync_directory(const char *path) {
    char *copy = strdup(path);
    char *slash = copy ? strrchr(copy, '/') : NULL;
    if (slash)
        slash[slash == copy ? 1 : 0] = '\0';
    int descriptor = copy ? open(slash ? copy : ".", O_RDONLY | O_CLOEXEC) : -1;
    if (descriptor >= 0) {
        (void)fsync(descriptor);
        close(descriptor);
    }
    free(copy);
}

/* Writes the rest, and makes sure that it has arrived. */
static bool complete(struct output *output) {
    bool done = write_out(output, NULL, 0);
    if (done && output->temporary && output->is_synced && fsync(output->descriptor) != 0)
        done = fail(output, errno);
    return close_descriptor(output) && done;
}

/* While interrupts are held. */
static bool put_in_place(struct output *output) {
    if (!output->temporary)
        return true;
    if (rename(output->temporary, output->path) != 0)
        return fail(output, errno);
    interrupt_drop(output->temporary);
    free(output->temporary);
    output->temporary = NULL;
    return true;
}

static bool make_marker(struct output *output, const char *marker) {
    int descriptor = open(marker, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    return (descriptor >= 0 && close(descriptor) == 0) || fail(output, errno);
}

/* The marker stays where a file could not be renamed. */
static bool put_all_in_place(struct output *outputs, size_t count, const char *marker) {
    interrupt_hold();
    bool done = !marker || make_marker(&outputs[0], marker);
    for (size_t i = 0; i < count && done; i++)
        done = put_in_place(&outputs[i]);
    if (done && marker)
        unlink(marker);
    interrupt_release();
    return done;
}

/* All files of one go lie in one directory. */
bool output_finish_all(struct output *outputs, size_t count, const char *marker) {
    bool done = true;
    for (size_t i = 0; i < count; i++)
        done = complete(&outputs[i]) && done;
    if (count > 0)
        done = done && put_all_in_place(outputs, count, marker);
    if (done && count > 0 && outputs[0].path && outputs[0].is_synced)
        sync_directory(outputs[0].path);
    for (size_t i = 0; i < count; i++)
        output_abandon(&outputs[i]);
    return done;
}

bool output_finish(struct output *output) {
    return output_finish_all(output, 1, NULL);
}

void output_abandon(struct output *output) {
    if (output->descriptor > STDERR_FILENO)
        close(output->descriptor);
    output->descriptor = -1;
    if (output->temporary) {
        interrupt_hold();
        unlink(output->temporary);
        interrupt_drop(output->temporary);
        interrupt_release();
    }
    free(output->temporary);
    free(output->path);
    free(output->name);
    output->name = NULL;
    output->temporary = NULL;
    output->path = NULL;
    output->used = 0;
}
