/* A hash of bytes for tables in memory, in the manner of FNV-1a: eight bytes at a time, by turns in two lanes that need
 * not wait for one another. */
#ifndef GJ_HASH_H
#define GJ_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define GJ_HASH_PRIME UINT64_C(1099511628211)
/* For a few whole numbers: 2^64 by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4). */
#define GJ_HASH_GOLDEN UINT64_C(0x9E3779B97F4A7C15)

static inline uint64_t gj_hash_eight(uint64_t hash, const char *bytes) {
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    hash = (hash ^ eight) * GJ_HASH_PRIME;
    return hash ^ hash >> 32;
}

static inline uint64_t gj_hash_bytes(const char *bytes, size_t length) {
    enum { LANE = 8 };
    uint64_t hash = UINT64_C(14695981039346656037) ^ length, other = GJ_HASH_PRIME;
    const char *end = bytes + length;
    for (; end - bytes >= 2 * LANE; bytes += 2 * LANE) {
        hash = gj_hash_eight(hash, bytes);
        other = gj_hash_eight(other, bytes + LANE);
    }
    if (length >= 2 * LANE) { /* what is left, with bytes that were taken already */
        hash = gj_hash_eight(hash, end - 2 * LANE);
        return gj_hash_eight(other, end - LANE) + hash;
    }
    for (; bytes < end; bytes++)
        hash = (hash ^ (unsigned char)*bytes) * GJ_HASH_PRIME;
    return hash ^ hash >> 29;
}

#endif
