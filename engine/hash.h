/* A hash of bytes for tables in memory: FNV-1a, eight bytes at a time. */
#ifndef GJ_HASH_H
#define GJ_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t gj_hash_bytes(const char *bytes, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037) ^ length;
    for (uint64_t eight; length >= sizeof eight; bytes += sizeof eight, length -= sizeof eight) {
        memcpy(&eight, bytes, sizeof eight);
        hash = (hash ^ eight) * UINT64_C(1099511628211);
        hash ^= hash >> 32;
    }
    for (; length; length--)
        hash = (hash ^ (unsigned char)*bytes++) * UINT64_C(1099511628211);
    return hash ^ hash >> 29;
}

#endif
