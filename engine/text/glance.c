/*
 * A byte is classed by its two halves and those of the byte behind it, four look-ups of sixteen entries, as in
 * G. Langdale and D. Lemire, Parsing Gigabytes of JSON per Second, The VLDB Journal 28 (6), 2019. Of each class one bit
 * is set in all the entries that its bytes lead to.
 */
#include "glance.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_WIDE_GLANCE
#include <immintrin.h>
#endif

/* The first four are of two bytes. */
enum byte_class {
    WIDE_PIPE = 1 << 0,  /* EF BD, and EF BB */
    DRAWN = 1 << 1,      /* E2 94, E2 95 */
    WIDE_SPACE = 1 << 2, /* 80 80: the end of an ideographic space, seldom of anything else */
    BESIDE_COMMA = 1 << 3,
    CONTROL = 1 << 4,
    PIPE = 1 << 5, /* and < */
    PLUS = 1 << 6,
    NO_BREAK = 1 << 7,
    SINGLE = CONTROL | PIPE | PLUS | NO_BREAK
};

static const uint8_t first_low[16] = {WIDE_SPACE | CONTROL,
                                      CONTROL,
                                      DRAWN | CONTROL | NO_BREAK,
                                      CONTROL,
                                      CONTROL,
                                      CONTROL,
                                      CONTROL,
                                      CONTROL,
                                      CONTROL,
                                      CONTROL,
                                      CONTROL,
                                      CONTROL | PLUS,
                                      CONTROL | PIPE | BESIDE_COMMA,
                                      CONTROL,
                                      CONTROL,
                                      CONTROL | WIDE_PIPE};
static const uint8_t first_high[16] = {CONTROL,  CONTROL, PLUS | BESIDE_COMMA, PIPE, 0, 0, 0, PIPE, WIDE_SPACE, 0, 0, 0,
                                       NO_BREAK, 0,       WIDE_PIPE | DRAWN,   0};
static const uint8_t second_low[16] = {SINGLE | WIDE_SPACE,
                                       SINGLE,
                                       SINGLE | BESIDE_COMMA,
                                       SINGLE,
                                       SINGLE | DRAWN,
                                       SINGLE | DRAWN,
                                       SINGLE,
                                       SINGLE,
                                       SINGLE,
                                       SINGLE,
                                       SINGLE,
                                       SINGLE | WIDE_PIPE,
                                       SINGLE | BESIDE_COMMA,
                                       SINGLE | WIDE_PIPE,
                                       SINGLE,
                                       SINGLE};
static const uint8_t second_high[16] = {
    SINGLE,         SINGLE, SINGLE | BESIDE_COMMA, SINGLE, SINGLE, SINGLE, SINGLE, SINGLE, SINGLE | WIDE_SPACE,
    SINGLE | DRAWN, SINGLE, SINGLE | WIDE_PIPE,    SINGLE, SINGLE, SINGLE, SINGLE};

void gj_glance_begin(struct gj_glance *glance, size_t start) {
    *glance = (struct gj_glance){.start = start, .at = start};
}

static unsigned classes_of(unsigned char first, unsigned char second) {
    return (unsigned)(first_low[first & 0x0F] & first_high[first >> 4] & second_low[second & 0x0F] &
                      second_high[second >> 4]);
}

/* The last byte waits for the one behind it, unless it ends the line. */
static bool glance_one_by_one(struct gj_glance *glance, const char *bytes, size_t length) {
    while (glance->at < length) {
        unsigned char byte = (unsigned char)bytes[glance->at];
        if (byte == '\n') {
            glance->at++;
            return true;
        }
        if (glance->at + 1 == length)
            return false;
        unsigned classes = classes_of(byte, (unsigned char)bytes[glance->at + 1]);
        glance->commas += byte == ',';
        glance->spaces += byte == ' ' || (classes & WIDE_SPACE);
        glance->marks += (classes & ~(unsigned)WIDE_SPACE) != 0;
        glance->at++;
    }
    return false;
}

#if defined(HAS_WIDE_GLANCE)
enum { BLOCK = 32 };

#define WIDE __attribute__((target("avx2,popcnt")))

WIDE static inline __m256i look_up(const uint8_t *table, __m256i halves) {
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)table)),
                               halves);
}

WIDE static inline __m256i classes_of_block(__m256i first, __m256i second) {
    const __m256i low = _mm256_set1_epi8(0x0F);
    __m256i one = _mm256_and_si256(look_up(first_low, _mm256_and_si256(first, low)),
                                   look_up(first_high, _mm256_and_si256(_mm256_srli_epi16(first, 4), low)));
    __m256i two = _mm256_and_si256(look_up(second_low, _mm256_and_si256(second, low)),
                                   look_up(second_high, _mm256_and_si256(_mm256_srli_epi16(second, 4), low)));
    return _mm256_and_si256(one, two);
}

WIDE static inline unsigned where_set(__m256i bytes) {
    return (unsigned)_mm256_movemask_epi8(bytes);
}

/* The bytes of a block in which something stands: a space, a mark, or the end of the line. */
WIDE static bool glance_closely(struct gj_glance *glance, __m256i block, __m256i classes) {
    const __m256i none = _mm256_setzero_si256();
    unsigned ends = where_set(_mm256_cmpeq_epi8(block, _mm256_set1_epi8('\n')));
    unsigned before = ends ? (ends & -ends) - 1 : ~0u;
    __m256i wide_space = _mm256_and_si256(classes, _mm256_set1_epi8(WIDE_SPACE));
    unsigned wide = ~where_set(_mm256_cmpeq_epi8(wide_space, none));
    unsigned marks = ~where_set(_mm256_cmpeq_epi8(_mm256_andnot_si256(_mm256_set1_epi8(WIDE_SPACE), classes), none));
    unsigned spaces = where_set(_mm256_cmpeq_epi8(block, _mm256_set1_epi8(' '))) | wide;
    unsigned commas = where_set(_mm256_cmpeq_epi8(block, _mm256_set1_epi8(',')));
    glance->commas += (size_t)__builtin_popcount(commas & before);
    glance->spaces += (size_t)__builtin_popcount(spaces & before);
    glance->marks += (size_t)__builtin_popcount(marks & before);
    glance->at += ends ? (size_t)__builtin_ctz(ends) + 1 : BLOCK;
    return ends != 0;
}

WIDE static bool glance_at_blocks(struct gj_glance *glance, const char *bytes, size_t length) {
    const __m256i space = _mm256_set1_epi8(' '), comma = _mm256_set1_epi8(',');
    while (length - glance->at > BLOCK) {
        __m256i block = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + glance->at));
        __m256i behind = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + glance->at + 1));
        __m256i classes = classes_of_block(block, behind);
        __m256i found = _mm256_or_si256(classes, _mm256_cmpeq_epi8(block, space));
        if (!_mm256_testz_si256(found, found)) {
            if (glance_closely(glance, block, classes))
                return true;
            continue;
        }
        glance->commas += (size_t)__builtin_popcount(where_set(_mm256_cmpeq_epi8(block, comma)));
        glance->at += BLOCK;
    }
    return false;
}

bool gj_glance_line(struct gj_glance *glance, const char *bytes, size_t length) {
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && glance->at < length &&
        glance_at_blocks(glance, bytes, length))
        return true;
    return glance_one_by_one(glance, bytes, length);
}
#else
bool gj_glance_line(struct gj_glance *glance, const char *bytes, size_t length) {
    return glance_one_by_one(glance, bytes, length);
}
#endif
