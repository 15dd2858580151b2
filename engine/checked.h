/* Arithmetic on 64-bit integers that says when a result does not fit, instead of overflowing. INT64_MIN counts
 * as not fitting, so that every result can be negated and divided by -1. */
#ifndef GJ_CHECKED_H
#define GJ_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

/* false where the result does not fit; *result is then untouched. */
static inline bool gj_checked_add(int64_t a, int64_t b, int64_t *result) {
    if ((b > 0 && a > INT64_MAX - b) || (b < 0 && a < -INT64_MAX - b))
        return false;
    if (a + b == INT64_MIN)
        return false;
    *result = a + b;
    return true;
}

/* The same for a product. Factors of 31 bits, as nearly all are here, are spared the division. */
static inline bool gj_checked_multiply(int64_t a, int64_t b, int64_t *result) {
    bool small = a > -INT32_MAX && a < INT32_MAX && b > -INT32_MAX && b < INT32_MAX;
    if (!small && a != 0 && b != 0) {
        if (a == INT64_MIN || b == INT64_MIN)
            return false;
        int64_t size_of_a = a < 0 ? -a : a;
        int64_t size_of_b = b < 0 ? -b : b;
        if (size_of_a > INT64_MAX / size_of_b)
            return false;
    }
    *result = a * b;
    return true;
}

#endif
