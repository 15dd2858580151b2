#include "interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

struct unfinished {
    struct unfinished *next;
    const char *path;
};

/* The one global state of the command: a signal comes to the process, and not to whoever holds a pointer. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct unfinished *first;
static sigset_t ending;

/* The mutex stays locked: whoever would begin or finish a file waits for the end. */
static void end_by(int number) {
    sigset_t only;
    interrupt_hold();
    for (const struct unfinished *file = first; file; file = file->next)
        unlink(file->path);
    signal(number, SIG_DFL);
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    kill(getpid(), number);
    pause();
}

/* A thread that waits for signals may do what a handler may not. */
static void *wait_for_signals(void *unused) {
    int number;
    while (sigwait(&ending, &number) != 0) {
    }
    end_by(number);
    return unused;
}

/* What the caller ignores, as nohup does with SIGHUP, stays ignored. */
static void collect(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&ending);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction before;
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaddset(&ending, numbers[i]);
    }
}

void interrupt_prepare(void) {
    pthread_t thread;
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    sigemptyset(&ignored.sa_mask);
    sigaction(SIGPIPE, &ignored, NULL);
    sigaction(SIGXFSZ, &ignored, NULL);
    collect();
    /* Threads take over the mask of the one that starts them. */
    pthread_sigmask(SIG_BLOCK, &ending, NULL);
    if (pthread_create(&thread, NULL, wait_for_signals, NULL) == 0)
        pthread_detach(thread);
    else
        pthread_sigmask(SIG_UNBLOCK, &ending, NULL); /* then a signal ends the program at once */
}

void interrupt_hold(void) {
    pthread_mutex_lock(&mutex);
}

void interrupt_release(void) {
    pthread_mutex_unlock(&mutex);
}

bool interrupt_add(const char *path) {
    struct unfinished *file = malloc(sizeof *file);
    if (!file)
        return false;
    *file = (struct unfinished){first, path};
    first = file;
    return true;
}

void interrupt_drop(const char *path) {
    for (struct unfinished **link = &first; *link; link = &(*link)->next)
        if ((*link)->path == path) {
            struct unfinished *file = *link;
            *link = file->next;
            free(file);
            return;
        }
}
