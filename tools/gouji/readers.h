/* Readers that the threads of a job share: one is taken for each input, and remembers what it has seen for the next. */
#ifndef READERS_H
#define READERS_H

#include <gouji.h>

struct readers;

/* At most count readers are kept. The grammar and what options names must outlive them. NULL where memory ends. */
struct readers *readers_new(const gj_grammar *grammar, const gj_options *options, size_t count);
void readers_free(struct readers *readers); /* NULL is allowed */

/* A reader to be given back; NULL, with error filled, where none can be made. */
gj_reader *readers_take(struct readers *readers, gj_error *error);
void readers_give_back(struct readers *readers, gj_reader *reader);

#endif
