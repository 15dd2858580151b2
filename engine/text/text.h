/* Text: the input as UTF-8, with the way back from every byte to the original. */
#ifndef GJ_TEXT_H
#define GJ_TEXT_H

#include "arena.h"
#include "gouji.h"

struct gj_line {
    size_t start;    /* byte of the UTF-8 text */
    size_t length;   /* without its line end */
    size_t original; /* byte of the original input that start came from */
    size_t page;     /* form feeds before it */
};

/* Lines of the input that were left out before it became a text. They were sentences, and what stands behind them is
 * read as it would be with them: the first of them count as rows that commas divide, of so many fields. */
enum { GJ_GAP_FIELDS = 6 };
struct gj_gap {
    size_t at;                    /* bytes before it, of what was not left out */
    size_t line;                  /* and lines */
    size_t bytes, lines;          /* left out */
    size_t fields[GJ_GAP_FIELDS]; /* of the first lines */
};

struct gj_text {
    const char *bytes; /* valid UTF-8 without a byte order mark, not ended by NUL; may hold NULs */
    size_t length;
    const char *encoding; /* of the original; the name that the report gives */
    bool in_place;        /* the bytes are the original's own, but for a mark in front of them */
    struct gj_line *lines;
    size_t line_count;
    const unsigned char *source_bytes; /* the original */
    size_t source_length;
    const struct gj_gap *gaps; /* in their order; */
    size_t gap_count;
    size_t place; /* counted as they are, the byte that the text begins with */
};

/* Reads bytes in the encoding named, or in the one found out where it is NULL. UTF-8 is used where it lies,
 * so bytes must outlive text. Fails with GJ_ERROR_ENCODING (the offset in error) or GJ_ERROR_MEMORY. */
gj_status gj_text_read(struct gj_text *text, struct gj_arena *arena, const char *source, const void *bytes,
                       size_t length, const char *encoding, gj_error *error);

/* One line is what ends in LF, CR LF or CR, as editors count them: where the line that at is in ends, and from there
 * where the next one begins. */
size_t gj_line_end(const char *bytes, size_t at, size_t length);
size_t gj_line_after(const char *bytes, size_t end, size_t length);

/* The two halves of gj_text_read(): the bytes as UTF-8, and then their lines. */
gj_status gj_text_open(struct gj_text *text, struct gj_arena *arena, const char *source, const void *bytes,
                       size_t length, const char *encoding, gj_error *error);
gj_status gj_text_split(struct gj_text *text, struct gj_arena *arena);

/* The line that begins at a byte, as gj_text_split() makes it of text that lies in place; *next is where the one behind
 * it begins, and *page, the number of form feeds so far, is moved on. */
struct gj_line gj_line_at(const char *bytes, size_t at, size_t length, size_t *next, size_t *page);

/* What was left out right before the byte at offset, which begins a line; NULL for nothing. */
const struct gj_gap *gj_text_gap(const struct gj_text *text, size_t offset);

/* The number of the line, from 1, that holds the byte at offset of the UTF-8 text. */
size_t gj_text_line(const struct gj_text *text, size_t offset);
/* The byte of the original input that the byte at offset of the UTF-8 text came from. */
size_t gj_text_original(const struct gj_text *text, size_t offset);

/* A copy for a report, whose texts end at a NUL: each within it becomes U+FFFD, as writers show what may not stand in
 * a text. NULL where memory ends. */
const char *gj_text_copy(struct gj_arena *arena, const char *bytes, size_t length);

#endif
