/* A hash of bytes for tables in memory: FNV-1a, eight bytes at a time. */
#ifndef GJ_HASH_H
#define GJ_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t gj_hash_bytes(const char *bytes, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037) ^ length, eight;
    const char *end = bytes + length;
    for (; end - bytes > (ptrdiff_t)sizeof eight; bytes += sizeof eight) {
        memcpy(&eight, bytes, sizeof eight);
        hash = (hash ^ eight) * UINT64_C(1099511628211);
        hash ^= hash >> 32;
    }
    if (length >= sizeof eight) { /* the last eight, some of them once more */
        memcpy(&eight, end - sizeof eight, sizeof eight);
        return (hash ^ eight) * UINT64_C(1099511628211) >> 29 ^ hash;
    }
    for (; bytes < end; bytes++)
        hash = (hash ^ (unsigned char)*bytes) * UINT64_C(1099511628211);
    return hash ^ hash >> 29;
}

#endif
