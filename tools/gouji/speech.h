/* Speaking to the user on standard error. */
#ifndef SPEECH_H
#define SPEECH_H

#include <stddef.h>

#include "bytes.h"
#include "words.h"

/* Who is spoken to. What several threads say at a time is kept until its turn comes. */
struct voice {
    gj_language language;
    struct bytes *kept; /* lines that are printed later; NULL: they are printed at once */
};

/* Prints what was kept. */
void print_kept(const struct bytes *kept);

/* "gouji: SENTENCE" as a line. The sentence takes the texts that the word's comment names, two at
 * most; NULL where it takes none. What would move a terminal's cursor (file names may hold
 * anything) is shown as "?". */
void complain(const struct voice *voice, enum word word, const char *first, const char *second);

/* A complaint about a name that is not among the known ones, which it lists; the nearest is
 * suggested. */
void complain_unknown(const struct voice *voice, enum word word, const char *given, const char *const *known,
                      size_t count);

/* What the library says of a file. */
void complain_failure(const struct voice *voice, const char *file, const gj_error *error);

/* Why the system refused, for an errno. */
const char *system_reason(gj_language language, int error);

/* The sentence with its count texts; the caller frees it. NULL where memory ends. */
char *sentence(gj_language language, enum word word, const char *const *texts, size_t count);

/* The language of the user's locale: LC_ALL, LC_MESSAGES, LANG, in this order. */
gj_language language_of_locale(void);

#endif
