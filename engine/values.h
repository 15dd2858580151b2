/* Values: what the text of a cell says as a number, exactly; and what is blank, and what is neither. */
#ifndef GJ_VALUES_H
#define GJ_VALUES_H

#include "gouji.h"

enum gj_value_kind {
    GJ_VALUE_NONE,  /* text: a label, a remark, prose */
    GJ_VALUE_BLANK, /* nothing, or a mark for nothing: / - — 无 */
    GJ_VALUE_NUMBER
};

enum gj_value_notes {
    GJ_VALUE_OVERFLOW = 1, /* a number that 64 bits cannot hold: no decimal is given */
    GJ_VALUE_LETTERS = 2,  /* O or l read as 0 or 1 */
    GJ_VALUE_SPACED = 4,   /* spaces stood between its digits */
    GJ_VALUE_REMARK = 8,   /* a remark in brackets or a footnote mark follows it */
    GJ_VALUE_PERCENT = 16  /* followed by % */
};

struct gj_value {
    enum gj_value_kind kind;
    gj_decimal decimal;
    const char *unit; /* a constant, or NULL */
    int notes;        /* of enum gj_value_notes */
};

/* Reads length bytes of UTF-8, a whole cell. Numbers may be full width, signed (+3, 减少2, ↓3), have thousands
 * separators, a unit and a remark behind them. */
struct gj_value gj_value_read(const char *bytes, size_t length);

/* A number such as counts something: nothing behind the point, no unit and no remark. */
static inline bool gj_value_is_whole(const struct gj_value *value) {
    return value->kind == GJ_VALUE_NUMBER && !value->decimal.scale && !value->unit && !value->notes;
}

/* True for text that is only a unit of measure, such as a cell's second line may be. */
bool gj_value_is_unit(const char *bytes, size_t length);

#endif
