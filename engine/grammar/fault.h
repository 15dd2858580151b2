/* Messages about a grammar: the file first, then the place, the reason and the remedy. */
#ifndef GJ_FAULT_H
#define GJ_FAULT_H

#include "gouji.h"

/* Fills *error with status and offset and begins its message with the file's name; of a very long
 * name, the end. */
void gj_fault_start(gj_error *error, gj_status status, size_t offset, const char *file);
/* Adds the name of a file; of a very long one, the end. */
void gj_fault_name(gj_error *error, const char *file);
/* Adds to the message, as by printf. What does not fit is cut off between two characters. */
void gj_fault_add(gj_error *error, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;
/* Adds text from a file in double quotes: of a long one the beginning, and ? for what would spoil
 * the line. */
void gj_fault_quote(gj_error *error, const char *text);
/* Fills *error with GJ_ERROR_MEMORY, which it returns. */
gj_status gj_fault_memory(gj_error *error, const char *file);

#endif
