/* Work spread over threads, and taken back in the order in which it was given. */
#ifndef CREW_H
#define CREW_H

#include <stdbool.h>
#include <stddef.h>

struct crew;

/* work(context, task) is called once for each task, by one thread or another. At most window tasks are under way at
 * a time. With workers 0, or where no thread can be started, the caller of crew_take() does the work itself. NULL
 * where memory ends. */
struct crew *crew_new(size_t workers, size_t window, void (*work)(void *context, void *task), void *context);

/* What is under way is finished; what is not begun is left. NULL is allowed. */
void crew_free(struct crew *crew);

size_t crew_count(const struct crew *crew); /* tasks given and not yet taken back */
bool crew_is_full(const struct crew *crew);

/* The crew must not be full. */
void crew_give(struct crew *crew, void *task);

/* The task that was given first, once it is done. NULL where that takes longer than so many milliseconds, or where
 * nothing is under way. */
void *crew_take(struct crew *crew, long milliseconds);

/* After crew_stop() no task is begun any more; crew_left() gives those that were not taken back, done or not, one
 * after another, and NULL at the end. */
void crew_stop(struct crew *crew);
void *crew_left(struct crew *crew);

#endif
