#include "decimal.h"

#define LARGEST_SCALE 18

/* A coefficient raised by 18 places still fits: 2^63 * 10^18 is less than 2^127. */
__extension__ typedef __int128 wide;

static wide raise(gj_decimal value, int scale) {
    wide raised = value.coefficient;
    for (int i = value.scale; i < scale; i++)
        raised *= 10;
    return raised;
}

/* Zeros behind the point go, so that 1.5 and 1.5 are 3 and what can fit does fit. */
static bool narrow(wide coefficient, int scale, gj_decimal *result) {
    while (scale > 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        scale--;
    }
    if (coefficient > INT64_MAX || coefficient < INT64_MIN)
        return false;
    result->coefficient = (int64_t)coefficient;
    result->scale = scale;
    return true;
}

static int larger_scale(gj_decimal a, gj_decimal b) {
    return a.scale > b.scale ? a.scale : b.scale;
}

bool gj_decimal_add(gj_decimal a, gj_decimal b, gj_decimal *result) {
    int scale = larger_scale(a, b);
    return narrow(raise(a, scale) + raise(b, scale), scale, result);
}

bool gj_decimal_subtract(gj_decimal a, gj_decimal b, gj_decimal *result) {
    int scale = larger_scale(a, b);
    return narrow(raise(a, scale) - raise(b, scale), scale, result);
}

int gj_decimal_compare(gj_decimal a, gj_decimal b) {
    int scale = larger_scale(a, b);
    wide first = raise(a, scale);
    wide second = raise(b, scale);
    return (first > second) - (first < second);
}

size_t gj_decimal_print(gj_decimal value, char text[GJ_DECIMAL_TEXT]) {
    char reversed[GJ_DECIMAL_TEXT];
    size_t length = 0;
    bool negative = value.coefficient < 0;
    uint64_t rest = negative ? 0 - (uint64_t)value.coefficient : (uint64_t)value.coefficient;
    int scale = value.scale < 0 ? 0 : value.scale > LARGEST_SCALE ? LARGEST_SCALE : value.scale;
    for (int place = 0; rest > 0 || place <= scale; place++) {
        if (place == scale && scale > 0)
            reversed[length++] = '.';
        reversed[length++] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (negative)
        reversed[length++] = '-';
    for (size_t i = 0; i < length; i++)
        text[i] = reversed[length - 1 - i];
    text[length] = '\0';
    return length;
}
