/* Encodings: from the bytes of an input to UTF-8, and the way back for a single position. */
#ifndef GJ_ENCODING_H
#define GJ_ENCODING_H

#include "arena.h"
#include "gouji.h"

enum gj_encoding { GJ_UTF8, GJ_UTF8_BOM, GJ_UTF16LE, GJ_UTF16BE, GJ_GB18030, GJ_ENCODING_COUNT };

/* The name that the report gives: utf-8, utf-8-bom, utf-16le, utf-16be, gb18030. */
const char *gj_encoding_name(enum gj_encoding encoding);
/* false where the name is none of them, nor a usual alias (utf8, gbk, gb2312, utf-16, ...). */
bool gj_encoding_find(const char *name, enum gj_encoding *encoding);

/* Finds out the encoding by byte order mark and validity. Where bytes are in none, *bad is the first byte that
 * UTF-8 cannot take, *why says what stands there, and the result is false. */
bool gj_encoding_detect(const unsigned char *bytes, size_t length, enum gj_encoding *encoding, size_t *bad,
                        const char **why);

/* Offset of the first byte that is not valid in the encoding, or length. */
size_t gj_encoding_valid(enum gj_encoding encoding, const unsigned char *bytes, size_t length);

/* How many bytes of the original the next character takes, at most left; at least 1. */
size_t gj_encoding_step(enum gj_encoding encoding, const unsigned char *bytes, size_t left);

/* The input as UTF-8, in the arena; for the two UTF-8 kinds a view of bytes behind the mark. bytes are valid. */
gj_status gj_encoding_convert(enum gj_encoding encoding, struct gj_arena *arena, const unsigned char *bytes,
                              size_t length, const char **utf8, size_t *utf8_length);

/* Length of the byte order mark that bytes begin with in that encoding, 0 where there is none. */
size_t gj_encoding_mark(enum gj_encoding encoding, const unsigned char *bytes, size_t length);

#endif
