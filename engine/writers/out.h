/* What all writers share: a buffered way out that remembers the first failure, so that a writer
 * writes on without asking and reports once, in gj_out_close(). */
#ifndef GJ_WRITERS_OUT_H
#define GJ_WRITERS_OUT_H

#include <string.h>

#include "gouji.h"

#define GJ_OUT_BUFFER 65536

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

/* Hands over what has gathered, and then bytes that find no room behind it. */
void gj_out_overflow(struct gj_out *out, const char *bytes, size_t length);

/* As they are, past any filter. Here, as most that is written is short and of a length known to the compiler. */
static inline void gj_out_bytes(struct gj_out *out, const char *bytes, size_t length) {
    if (length > GJ_OUT_BUFFER || out->used > GJ_OUT_BUFFER - length) {
        gj_out_overflow(out, bytes, length);
        return;
    }
    if (length)
        memcpy(out->bytes + out->used, bytes, length);
    out->used += length;
}
static inline void gj_out_byte(struct gj_out *out, char byte) {
    if (out->used >= GJ_OUT_BUFFER)
        gj_out_overflow(out, NULL, 0);
    out->bytes[out->used++] = byte;
}
/* Room for so many bytes, no more than the buffer has. What is put there is counted by adding to used. */
static inline char *gj_out_room(struct gj_out *out, size_t length) {
    if (out->used > GJ_OUT_BUFFER - length)
        gj_out_overflow(out, NULL, 0);
    return out->bytes + out->used;
}
void gj_out_spaces(struct gj_out *out, size_t count);
/* A constant string of ours. */
static inline void gj_out_plain(struct gj_out *out, const char *text) {
    gj_out_bytes(out, text, strlen(text));
}

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
void gj_out_sentence(struct gj_out *out, const char *pattern, gj_out_fill fill, const void *subject);

/* The bytes of the UTF-8 character at the start of bytes, or 0 where no valid one starts there. */
size_t gj_character_length(const char *bytes, size_t length);

#endif
