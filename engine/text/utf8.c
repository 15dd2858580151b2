/*
 * Well-formed UTF-8 (Unicode Standard, table 3-7), looked at 32 bytes at once where the processor can: each pair of
 * neighbouring bytes is classed by three look-ups of four bits each, and what is wrong with a pair is a bit that all
 * three leave set. J. Keiser and D. Lemire, Validating UTF-8 In Less Than One Instruction Per Byte, Software: Practice
 * and Experience 51 (5), 2021.
 */
#include "utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_WIDE_LOOK
#include <immintrin.h>
#endif

size_t gj_utf8_sequence(const unsigned char *bytes, size_t left) {
    unsigned char lead = bytes[0];
    if (lead < 0x80)
        return 1;
    size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || left < size)
        return 0;
    unsigned char low = 0x80, high = 0xBF;
    if (lead == 0xE0)
        low = 0xA0;
    else if (lead == 0xED)
        high = 0x9F;
    else if (lead == 0xF0)
        low = 0x90;
    else if (lead == 0xF4)
        high = 0x8F;
    if (bytes[1] < low || bytes[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    return size;
}

/* Three bytes whose first leaves the second free (E1 to EC): nearly every character of a Chinese text. */
static bool is_plain_ideograph(const unsigned char *bytes) {
    return bytes[0] > 0xE0 && bytes[0] < 0xED && (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80;
}

/* From the start of a character on. */
static size_t look_one_by_one(const unsigned char *bytes, size_t length) {
    size_t at = 0;
    for (;;) {
        uint64_t eight;
        while (length - at >= 8 && (memcpy(&eight, bytes + at, 8), !(eight & UINT64_C(0x8080808080808080))))
            at += 8;
        while (length - at >= 3 && is_plain_ideograph(bytes + at))
            at += 3;
        size_t size = at < length ? gj_utf8_sequence(bytes + at, length - at) : 0;
        if (!size)
            return at;
        at += size;
    }
}

#if defined(HAS_WIDE_LOOK)
enum {
    TOO_SHORT = 1 << 0, /* a lead without what must follow it */
    TOO_LONG = 1 << 1,  /* ASCII with a byte that must follow a lead behind it */
    OVERLONG_3 = 1 << 2,
    TOO_LARGE = 1 << 3, /* past U+10FFFF */
    SURROGATE = 1 << 4,
    OVERLONG_2 = 1 << 5,
    TOO_LARGE_1000 = 1 << 6,
    OVERLONG_4 = 1 << 6,
    TWO_CONTINUE = 1 << 7, /* right behind a lead of three or four bytes, and wrong elsewhere */
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUE
};

#define BOTH_LANES(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))
#define BYTE(bits) ((char)(bits))

/* The 32 bytes that begin so many bytes before those of block. */
#define BACK_BY(count, block, before)                                                                                  \
    _mm256_alignr_epi8(block, _mm256_permute2x128_si256(before, block, 0x21), 16 - (count))

__attribute__((target("avx2"))) static inline __m256i high_half(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/* What is wrong with each byte and the one before it. */
__attribute__((target("avx2"))) static inline __m256i look_at_pairs(__m256i block, __m256i back_1) {
    const __m256i by_first_high =
        BOTH_LANES(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, BYTE(TWO_CONTINUE),
                   BYTE(TWO_CONTINUE), BYTE(TWO_CONTINUE), BYTE(TWO_CONTINUE), TOO_SHORT | OVERLONG_2, TOO_SHORT,
                   TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
    const char large = BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000);
    const __m256i by_first_low =
        BOTH_LANES(BYTE(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), BYTE(CARRY | OVERLONG_2), BYTE(CARRY),
                   BYTE(CARRY), BYTE(CARRY | TOO_LARGE), large, large, large, large, large, large, large, large,
                   BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE), large, large);
    const char middle = BYTE(TOO_LONG | OVERLONG_2 | TWO_CONTINUE | SURROGATE | TOO_LARGE);
    const __m256i by_second_high =
        BOTH_LANES(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
                   BYTE(TOO_LONG | OVERLONG_2 | TWO_CONTINUE | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4),
                   BYTE(TOO_LONG | OVERLONG_2 | TWO_CONTINUE | OVERLONG_3 | TOO_LARGE), middle, middle, TOO_SHORT,
                   TOO_SHORT, TOO_SHORT, TOO_SHORT);
    __m256i first =
        _mm256_and_si256(_mm256_shuffle_epi8(by_first_high, high_half(back_1)),
                         _mm256_shuffle_epi8(by_first_low, _mm256_and_si256(back_1, _mm256_set1_epi8(0x0F))));
    return _mm256_and_si256(first, _mm256_shuffle_epi8(by_second_high, high_half(block)));
}

/* The third byte of three and the third and fourth of four must continue, and those alone may where two do. */
__attribute__((target("avx2"))) static inline __m256i must_continue(__m256i block, __m256i before) {
    __m256i third = _mm256_subs_epu8(BACK_BY(2, block, before), _mm256_set1_epi8((char)(0xE0 - 0x80)));
    __m256i fourth = _mm256_subs_epu8(BACK_BY(3, block, before), _mm256_set1_epi8((char)(0xF0 - 0x80)));
    return _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
}

/* How far whole blocks are right, but for a character that runs on behind the last of them. */
__attribute__((target("avx2"))) static size_t look_at_blocks(const unsigned char *bytes, size_t length) {
    __m256i before = _mm256_setzero_si256();
    size_t at = 0;
    for (; length - at >= 32; at += 32) {
        __m256i block = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at));
        __m256i wrong = _mm256_xor_si256(look_at_pairs(block, BACK_BY(1, block, before)), must_continue(block, before));
        if (!_mm256_testz_si256(wrong, wrong))
            break;
        before = block;
    }
    return at;
}

/* The start of the character that the byte before at belongs to, or at where that is a whole one of one byte. */
static size_t step_back(const unsigned char *bytes, size_t at) {
    size_t start = at;
    while (start > 0 && at - start < 3 && (bytes[start - 1] & 0xC0) == 0x80)
        start--;
    return start > 0 && bytes[start - 1] >= 0xC0 ? start - 1 : start;
}

size_t gj_utf8_valid(const unsigned char *bytes, size_t length) {
    size_t at = __builtin_cpu_supports("avx2") ? step_back(bytes, look_at_blocks(bytes, length)) : 0;
    return at + look_one_by_one(bytes + at, length - at);
}
#else
size_t gj_utf8_valid(const unsigned char *bytes, size_t length) {
    return look_one_by_one(bytes, length);
}
#endif
