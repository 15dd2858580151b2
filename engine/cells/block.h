/* A block of bytes looked at together: by a few instructions where the processor has them, byte by byte where not. */
#ifndef GJ_CELLS_BLOCK_H
#define GJ_CELLS_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a block, and bytes that must be there for a look at it. */
enum { GJ_BLOCK = 16, GJ_BLOCK_ROOM = 18 };

/* Is there a byte up to ASCII space, one that opens a no-break space, or two that may be of an ideographic space? */
#if defined(__SSE2__)
#include <emmintrin.h>

static inline bool gj_block_has_space(const char *bytes) {
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i behind = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 2));
    __m128i space = _mm_set1_epi8(' ');
    __m128i plain = _mm_cmpeq_epi8(_mm_max_epu8(block, space), space);
    __m128i no_break = _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xC2));
    __m128i wide = _mm_and_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE3)),
                                 _mm_cmpeq_epi8(behind, _mm_set1_epi8((char)0x80)));
    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(plain, no_break), wide)) != 0;
}
#else
static inline bool gj_block_has_space(const char *bytes) {
    for (size_t i = 0; i < GJ_BLOCK; i++) {
        const unsigned char *place = (const unsigned char *)bytes + i;
        if (place[0] <= ' ' || place[0] == 0xC2 || (place[0] == 0xE3 && place[2] == 0x80))
            return true;
    }
    return false;
}
#endif

#endif
