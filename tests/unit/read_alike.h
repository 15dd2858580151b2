/* What the tests of readers share: is a reader's report that of the input read by itself? */
#ifndef READ_ALIKE_H
#define READ_ALIKE_H

#include <check.h>
#include <stddef.h>
#include <stdint.h>

#include "gouji.h"
#include "kept_text.h"
#include "reader/reader.h"

enum { LONGEST_NAME = 200 };

extern gj_grammar *grammar; /* loaded by each main() */

/* Entries of the corpus, to be changed or put one behind another. */
enum { PLAIN_COUNT = 8 };
extern const char *const plain[PLAIN_COUNT];

/* The input of the entry; name is that of its file. */
struct text read_entry(const char *name);

/* Adds a text and the end of its line. */
void append(struct text *all, struct text more);

/* Feeds a text in pieces of no two lengths alike. */
struct trough {
    struct text text;
    size_t at, piece;
};

int feed_piece(void *context, char *bytes, size_t room, size_t *length);

gj_reader *new_reader(void);

/* Fails the test where the reader's reports, of the text at hand or fed to it, are not those of the whole. */
void check_same(gj_reader *reader, struct text text, const char *name);

/* A number below the limit, by chance that is the same each time. */
size_t below(uint64_t *state, size_t limit);

/* Runs them and frees the grammar; what main() returns. */
int run_reader_cases(TCase *tcase);

#endif
