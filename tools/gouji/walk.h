/* Going through directories: the files in them, in the order of their names. */
#ifndef WALK_H
#define WALK_H

#include <sys/stat.h>

#include "speech.h"

struct walk;

struct walk_rules {
    const char *const *patterns; /* of file names, or of paths below the directory where a pattern has a slash */
    size_t pattern_count;        /* 0: every file will do */
    const char *left_out;        /* the output, or the directory of outputs, which is not read; NULL for standard output */
};

/* What stands below a directory; hidden names, and what is neither file nor directory, are passed over. NULL where
 * memory ends. rules must outlive the walk. */
struct walk *walk_new(const char *directory, const struct walk_rules *rules);
void walk_free(struct walk *walk); /* NULL is allowed */

enum walk_step {
    WALK_FILE,
    WALK_REFUSED, /* a directory that cannot be read, or a loop of links: voice has been told */
    WALK_END
};

/* *path is the walk's until the next call; *size is that of the file. */
enum walk_step walk_next(struct walk *walk, const struct voice *voice, const char **path, size_t *size);

/* Of a path that walk_next() gave, what follows the directory that the walk began with. */
const char *walk_relative(const struct walk *walk, const char *path);

#endif
