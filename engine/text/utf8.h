/* UTF-8: whether bytes are well formed. */
#ifndef GJ_UTF8_VALID_H
#define GJ_UTF8_VALID_H

#include <stddef.h>

/* How many bytes from the start are whole, well-formed characters. */
size_t gj_utf8_valid(const unsigned char *bytes, size_t length);

/* Bytes of the well-formed character that stands here, or 0; left is at least 1. */
size_t gj_utf8_sequence(const unsigned char *bytes, size_t left);

#endif
