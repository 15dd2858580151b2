/* Exact decimals: scaled 64-bit integers, every operation checked for overflow, no floating point. */
#ifndef GJ_DECIMAL_H
#define GJ_DECIMAL_H

#include "gouji.h"

#define GJ_DECIMAL_TEXT 24 /* room for any decimal as text, NUL included */

/* false where the exact result does not fit; *result is then untouched. */
bool gj_decimal_add(gj_decimal a, gj_decimal b, gj_decimal *result);
bool gj_decimal_subtract(gj_decimal a, gj_decimal b, gj_decimal *result);
/* Below, equal or above: -1, 0, 1. Exact for all values. */
int gj_decimal_compare(gj_decimal a, gj_decimal b);
/* Plain digits: "-3", "6727.41"; returns the length. */
size_t gj_decimal_print(gj_decimal value, char text[GJ_DECIMAL_TEXT]);

#endif
