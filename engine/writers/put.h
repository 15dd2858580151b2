/* Bytes put down where the caller has made room; what puts them tells where they end. */
#ifndef GJ_WRITERS_PUT_H
#define GJ_WRITERS_PUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "prepared.h"

/* ---------------------------------------------------------------- words */

/* For functions whose words are constants where they are called: so are their lengths, and a few instructions do. */
#if defined(__GNUC__)
#define GJ_OF_CONSTANTS static inline __attribute__((always_inline))
#else
#define GJ_OF_CONSTANTS static inline
#endif

GJ_OF_CONSTANTS char *gj_put_words(char *at, const char *words) {
    size_t length = strlen(words);
    memcpy(at, words, length);
    return at + length;
}

/* So many bytes are copied whatever the length, which most texts do not exceed. */
GJ_OF_CONSTANTS char *gj_put_prepared(char *at, const struct gj_prepared *prepared, size_t usual) {
    memcpy(at, prepared->text, usual);
    if (prepared->length > usual)
        memcpy(at + usual, prepared->text + usual, prepared->length - usual);
    return at + prepared->length;
}

/* ---------------------------------------------------------------- whole numbers */

enum { GJ_MOST_DIGITS = 20 };

/* The two digits of a number below a hundred. */
static inline const char *gj_pair_of(size_t below_hundred) {
    static const char pairs[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    return pairs + 2 * below_hundred;
}

static inline char *gj_put_pair(char *at, size_t below_hundred) {
    memcpy(at, gj_pair_of(below_hundred), 2);
    return at + 2;
}

static inline size_t gj_count_digits(size_t number) {
    if (number < 10000)
        return number < 100 ? (number < 10 ? 1 : 2) : (number < 1000 ? 3 : 4);
    if (number < 100000000)
        return number < 1000000 ? (number < 100000 ? 5 : 6) : (number < 10000000 ? 7 : 8);
    size_t length = 8;
    for (number /= 100000000; number; number /= 10)
        length++;
    return length;
}

static inline char *gj_put_long_number(char *at, size_t number) {
    char *end = at + gj_count_digits(number), *place = end;
    for (; number >= 10; number /= 100)
        gj_put_pair(place -= 2, number % 100);
    if (place > at)
        *at = (char)('0' + number);
    return end;
}

/* Most numbers are small, and nobody can foresee whether one has a digit or two: hence no branch for that. */
static inline char *gj_put_number(char *at, size_t number) {
    if (number >= 100)
        return gj_put_long_number(at, number);
    const char *pair = gj_pair_of(number);
    size_t is_short = number < 10;
    at[0] = pair[is_short];
    at[1] = pair[1];
    return at + 2 - is_short;
}

/* Is the text what would be put down for the number? */
static inline bool gj_is_number(const char *text, size_t number) {
    char digits[GJ_MOST_DIGITS];
    size_t length = (size_t)(gj_put_number(digits, number) - digits);
    return strncmp(text, digits, length) == 0 && !text[length];
}

/* For numbers that grow by little from one to the next, as lines do: of a hundred of them all digits but the last two
 * are the same, and of the next hundred mostly all but one more. */
enum { GJ_TALLY_DIGITS = 8, GJ_TALLY_FIRST = 100 };
#define GJ_TALLY_LIMIT UINT64_C(10000000000) /* of numbers */
struct gj_tally {
    size_t hundred; /* the first of them; never 0, as the first hundred numbers have no two digits */
    size_t length;
    uint64_t digits; /* as they are put down */
};

/* Few numbers have more digits than a tally holds. */
static inline bool gj_is_for_tally(size_t number) {
    return number >= GJ_TALLY_FIRST && number < GJ_TALLY_LIMIT;
}

static inline struct gj_tally gj_tally_of(size_t number) {
    char digits[GJ_MOST_DIGITS] = {0};
    struct gj_tally tally = {.hundred = number - number % 100};
    tally.length = (size_t)(gj_put_number(digits, number / 100) - digits);
    memcpy(&tally.digits, digits, sizeof tally.digits);
    return tally;
}

/* Where the last digit stands in the eight: bits from the lowest. */
static inline size_t gj_tally_place(const struct gj_tally *tally) {
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    size_t before = tally->length - 1;
    return 8 * (first ? before : GJ_TALLY_DIGITS - 1 - before);
}

/* false where more than the last digit changes. */
static inline bool gj_move_tally(struct gj_tally *tally, size_t number) {
    size_t on = number - tally->hundred, place = gj_tally_place(tally);
    if (on >= 1000 || (tally->digits >> place & 0xFF) + on / 100 > '9')
        return false;
    tally->digits += (uint64_t)(on / 100) << place;
    tally->hundred += on - on % 100;
    return true;
}

/* GJ_MOST_DIGITS are put down, of which those in front of the result count. */
static inline char *gj_put_tally(struct gj_tally *tally, char *at, size_t number) {
    if (number - tally->hundred >= 100 && !gj_move_tally(tally, number)) {
        if (!gj_is_for_tally(number))
            return gj_put_number(at, number);
        *tally = gj_tally_of(number);
    }
    memcpy(at, &tally->digits, sizeof tally->digits);
    return gj_put_pair(at + tally->length, number - tally->hundred);
}

#endif
