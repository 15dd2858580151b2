/* The one way in which the engine reports a failure. */
#ifndef GJ_ERROR_H
#define GJ_ERROR_H

#include "gouji.h"

/* Fills *error where it is not NULL, cutting the message to its room, and returns status. */
gj_status gj_fail(gj_error *error, gj_status status, size_t offset, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;

#endif
