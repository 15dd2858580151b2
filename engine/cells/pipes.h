/* Pipes, and how rows that they divide begin and end. */
#ifndef GJ_CELLS_PIPES_H
#define GJ_CELLS_PIPES_H

#include <string.h>

#include "cells.h"

/* Bytes of the pipe at the start of a stretch (|, ｜, ¦), or 0. A pipe behind a backslash is text. */
static inline size_t gj_pipe_at(const char *bytes, size_t at, size_t length) {
    if (bytes[at] == '|')
        return at && bytes[at - 1] == '\\' ? 0 : 1;
    if (length - at >= 3 && memcmp(bytes + at, "\xEF\xBD\x9C", 3) == 0)
        return 3;
    if (length - at >= 2 && memcmp(bytes + at, "\xC2\xA6", 2) == 0)
        return 2;
    return 0;
}

static inline size_t gj_find_pipe(const char *bytes, size_t at, size_t length) {
    for (; at < length; at++) {
        unsigned char lead = (unsigned char)bytes[at];
        if ((lead == '|' || lead == 0xEF || lead == 0xC2) && gj_pipe_at(bytes, at, length))
            return at;
    }
    return length;
}

/* Of a line of pipes; nothing where it has none, or one: a cell a line, or two cells in a row. */
struct gj_edges gj_edges_of(struct gj_lexer *lexer, size_t line);

/* Whether the rows around a line have a pipe outside their cells, left or right. Where they have not, a line that
 * begins or ends with a pipe has an empty cell there: so it is where rows have as many pipes each, with a cell outside
 * of them in one. */
bool gj_is_framed(struct gj_lexer *lexer, size_t line, bool at_end);

#endif
