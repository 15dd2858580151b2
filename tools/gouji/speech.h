/* Speaking to the user on standard error. */
#ifndef SPEECH_H
#define SPEECH_H

#include <stddef.h>

#include "words.h"

/* The most arguments that a sentence takes. */
#define SPEECH_ARGUMENTS 5

/* "gouji: SENTENCE" as a line. Arguments are strings, as many as the word's comment says; NULL ends
 * them. What would move a terminal's cursor (file names may hold anything) is shown as "?". */
void complain(gj_language language, enum word word, ...);

/* A complaint about a name that is not among the known ones, which it lists; the nearest is
 * suggested. */
void complain_unknown(gj_language language, enum word word, const char *given,
                      const char *const *known, size_t count);

/* What the library says of a file. */
void complain_failure(gj_language language, const char *file, const gj_error *error);

/* Why the system refused, for an errno. */
const char *system_reason(gj_language language, int error);

/* The sentence with its arguments, as complain() takes them; the caller frees it. NULL where memory
 * ends. */
char *sentence(gj_language language, enum word word, ...);

/* The language of the user's locale: LC_ALL, LC_MESSAGES, LANG, in this order. */
gj_language language_of_locale(void);

#endif
