/* Being interrupted: half-written files do not stay behind. */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <stdbool.h>

/* To be called before any other thread is started. From now on SIGINT, SIGTERM and SIGHUP remove the unfinished
 * files, and then end the program as they would; SIGPIPE and SIGXFSZ are ignored, so that a closed pipe and a file
 * that may not grow are errors of writing. */
void interrupt_prepare(void);

/* Between the two no signal ends the program: what must happen whole, and takes no time, is done there. One thread
 * is there at a time. */
void interrupt_hold(void);
void interrupt_release(void);

/* Both while it is held: a file that is to be removed, and one that no longer is. path must live from the one to the
 * other. False where memory ends. */
bool interrupt_add(const char *path);
void interrupt_drop(const char *path);

#endif
