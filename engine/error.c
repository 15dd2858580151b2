#include "error.h"

#include <stdarg.h>
#include <stdio.h>

gj_status gj_fail(gj_error *error, gj_status status, size_t offset, const char *format, ...) {
    if (!error)
        return status;
    error->status = status;
    error->offset = offset;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}
