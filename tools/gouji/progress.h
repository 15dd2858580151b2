/* How far a long run has come: a line on the terminal, where standard error is one. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "options.h"

struct progress;

/* Where there is a line to be shown, the inputs are counted first, so that the time left can be told. NULL where
 * memory ends. */
struct progress *progress_new(const struct settings *settings);
void progress_free(struct progress *progress); /* NULL is allowed */

/* One input more is done. */
void progress_count(struct progress *progress, size_t bytes, size_t violations, bool failed);

/* Shows the line, but not before a second has passed, nor more than a few times a second. */
void progress_show(struct progress *progress);

/* Takes it away, for something else to be written. */
void progress_clear(struct progress *progress);

#endif
