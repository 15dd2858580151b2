/* Bytes put down where the caller has made room; what puts them tells where they end. */
#ifndef GJ_WRITERS_PUT_H
#define GJ_WRITERS_PUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/* A text made beforehand. GJ_PREPARED_ROOM bytes from its start on can be read, however short it is. */
struct gj_prepared {
    const char *text;
    size_t length;
};
enum { GJ_PREPARED_ROOM = 128 };

/* So many bytes are copied whatever the length, which most texts do not exceed. */
GJ_OF_CONSTANTS char *gj_put_prepared(char *at, const struct gj_prepared *prepared, size_t usual) {
    memcpy(at, prepared->text, usual);
    if (prepared->length > usual)
        memcpy(at + usual, prepared->text + usual, prepared->length - usual);
    return at + prepared->length;
}

/* ---------------------------------------------------------------- whole numbers */

enum { GJ_MOST_DIGITS = 20 };

static inline char *gj_put_pair(char *at, size_t below_hundred) {
    static const char pairs[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    memcpy(at, pairs + 2 * below_hundred, 2);
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

static inline char *gj_put_number(char *at, size_t number) {
    if (number >= 100)
        return gj_put_long_number(at, number);
    if (number >= 10)
        return gj_put_pair(at, number);
    *at = (char)('0' + number);
    return at + 1;
}

/* For numbers that grow by little from one to the next, as lines do: of a hundred of them all digits but the last two
 * are the same. */
struct gj_tally {
    size_t hundred; /* the first of them; never 0, as the first hundred numbers have no two digits */
    size_t length;
    char digits[16];
};
#define GJ_TALLY_LIMIT UINT64_C(1000000000000000) /* of hundreds */
#define GJ_TALLY_START ((struct gj_tally){100, 1, "1"})

/* Few numbers have more digits than a tally holds. */
static inline bool gj_is_for_tally(size_t number) {
    return number >= 100 && number / 100 < (size_t)GJ_TALLY_LIMIT;
}

static inline struct gj_tally gj_tally_of(size_t number) {
    struct gj_tally tally = {.hundred = number - number % 100};
    tally.length = (size_t)(gj_put_number(tally.digits, number / 100) - tally.digits);
    return tally;
}

/* GJ_MOST_DIGITS are put down, of which those in front of the result count. */
static inline char *gj_put_tally(struct gj_tally *tally, char *at, size_t number) {
    if (number - tally->hundred >= 100) {
        if (!gj_is_for_tally(number))
            return gj_put_number(at, number);
        *tally = gj_tally_of(number);
    }
    memcpy(at, tally->digits, sizeof tally->digits);
    return gj_put_pair(at + tally->length, number - tally->hundred);
}

#endif
