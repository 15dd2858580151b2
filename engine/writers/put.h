/* Bytes put down where the caller has made room; what puts them tells where they end. */
#ifndef GJ_WRITERS_PUT_H
#define GJ_WRITERS_PUT_H

#include <stddef.h>
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
#define GJ_TALLY_START ((struct gj_tally){100, 1, "1"})

/* One from another hundred than the last. Few numbers have more digits than a tally holds. */
static inline char *gj_put_afresh(struct gj_tally *tally, char *at, size_t number) {
    size_t length = gj_count_digits(number);
    if (length < 3 || length > sizeof tally->digits + 2)
        return gj_put_number(at, number);
    gj_put_number(tally->digits, number / 100);
    tally->length = length - 2;
    tally->hundred = number - number % 100;
    memcpy(at, tally->digits, sizeof tally->digits);
    return gj_put_pair(at + tally->length, number % 100);
}

/* GJ_MOST_DIGITS are put down, of which those in front of the result count. */
static inline char *gj_put_tally(struct gj_tally *tally, char *at, size_t number) {
    size_t above = number - tally->hundred;
    if (above >= 100)
        return gj_put_afresh(tally, at, number);
    memcpy(at, tally->digits, sizeof tally->digits);
    return gj_put_pair(at + tally->length, above);
}

#endif
