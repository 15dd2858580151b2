/* What a command is to read, one after another: the files that it was given, those in the directories that it was
 * given, or the records in them. */
#ifndef ITEMS_H
#define ITEMS_H

#include "options.h"

struct item {
    char *name;             /* a path, "-", or the id of a record: stands in the report and in messages */
    const char *short_name; /* in name: without the directories that it was looked for in; outputs are called by it */
    char *text;             /* of a record; NULL for a file, which is read when its turn comes */
    size_t length;          /* of text */
    bool is_record;         /* its text is UTF-8 */
    size_t size;            /* in bytes, as far as it is known */
    bool is_borrowed;       /* from a list */
    bool refused;           /* there is nothing to read; the voice has been told why */
};

struct items;

/* settings must outlive the items. NULL where memory ends. */
struct items *items_new(const struct settings *settings);
/* Those of a list, which must outlive the items; what they give out is the list's, and item_free() leaves it. */
struct items *items_from(const struct item *list, size_t count);
void items_free(struct items *items); /* NULL is allowed */

/* Takes the next one, which the caller frees, or returns false at the end. voice is told of what is refused. */
bool items_next(struct items *items, const struct voice *voice, struct item *item);
void item_free(struct item *item);

/* Whether items_next() would answer without waiting for the other end of a pipe. */
bool items_ready(const struct items *items);

/* Whether there can be more than one. */
bool items_are_several(const struct settings *settings);

#endif
