/* What all writers share: a buffered way out that remembers the first failure, so that a writer
 * writes on without asking and reports once, in gj_out_close(). */
#ifndef GJ_WRITE_H
#define GJ_WRITE_H

#include "gouji.h"

#define GJ_OUT_BUFFER 8192

struct gj_out;

/* How text that comes from a report is written: escaped, made safe for a terminal ... */
typedef void (*gj_out_filter)(struct gj_out *out, const char *bytes, size_t length);

struct gj_out {
    gj_sink sink;
    void *context;
    gj_out_filter filter; /* NULL: text is written as it is */
    gj_status status;     /* of the first failure; nothing is written after it */
    size_t used;
    char bytes[GJ_OUT_BUFFER];
};

void gj_out_open(struct gj_out *out, gj_sink sink, void *context);
/* Hands the rest to the sink, and tells whether all that was written arrived there. */
gj_status gj_out_close(struct gj_out *out);
/* For a writer that fails by itself, e.g. where memory ends. */
void gj_out_fail(struct gj_out *out, gj_status status);

/* As they are, past any filter. */
void gj_out_bytes(struct gj_out *out, const char *bytes, size_t length);
void gj_out_byte(struct gj_out *out, char byte);
void gj_out_spaces(struct gj_out *out, size_t count);
/* A constant string of ours. */
void gj_out_plain(struct gj_out *out, const char *text);

/* Through the filter; whole characters at a time, never a part of one. A text that is NULL writes
 * nothing. */
void gj_out_text(struct gj_out *out, const char *text);
void gj_out_number(struct gj_out *out, size_t number);
void gj_out_decimal(struct gj_out *out, gj_decimal value);
void gj_out_part(struct gj_out *out, const char *bytes, size_t length);

/* Writes the placeholder that letter names. */
typedef void (*gj_out_fill)(struct gj_out *out, char letter, const void *subject);
/* A sentence from a message table, through the filter; "{x}" in it is written by fill(out, 'x',
 * subject). */
void gj_out_sentence(struct gj_out *out, const char *pattern, gj_out_fill fill,
                     const void *subject);

/* The bytes of the UTF-8 character at the start of bytes, or 0 where no valid one starts there. */
size_t gj_character_length(const char *bytes, size_t length);

#endif
