#include "interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

/* The one global variable of the command: a signal handler is given nothing else to find its file
 * by. */
static _Atomic(const char *) unfinished;

static void remove_unfinished(int signal_number) {
    const char *path = atomic_load(&unfinished);
    if (path)
        unlink(path);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void interrupt_prepare(void) {
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = remove_unfinished};
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    sigemptyset(&ignored.sa_mask);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction before;
        /* What the caller ignores, as nohup does with SIGHUP, stays ignored. */
        if (sigaction(ending[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(ending[i], &action, NULL);
    }
    sigaction(SIGPIPE, &ignored, NULL);
}

void interrupt_remove(const char *path) {
    atomic_store(&unfinished, path);
}
