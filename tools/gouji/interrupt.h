/* Being interrupted: a half-written file does not stay behind. */
#ifndef INTERRUPT_H
#define INTERRUPT_H

/* From now on SIGINT, SIGTERM and SIGHUP remove the file that interrupt_remove() named, and then
 * end the program as they would; SIGPIPE is ignored, so that a closed pipe is an error of writing.
 */
void interrupt_prepare(void);

/* The file to remove; path must live until the next call. NULL for none. */
void interrupt_remove(const char *path);

#endif
