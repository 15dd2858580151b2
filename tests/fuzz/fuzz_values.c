/* Values: one cell's text, read as a number. */
#include <string.h>

#include "decimal.h"
#include "fuzz.h"
#include "values.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *bytes = (const char *)data;
    struct gj_value value = gj_value_read(bytes, size);
    (void)gj_value_is_unit(bytes, size);
    if (value.kind != GJ_VALUE_NUMBER || value.notes & GJ_VALUE_OVERFLOW)
        return 0;
    fuzz_require(value.decimal.scale >= 0 && value.decimal.scale <= 18, "a number is a decimal");
    char printed[GJ_DECIMAL_TEXT];
    gj_decimal_print(value.decimal, printed);
    struct gj_value again = gj_value_read(printed, strlen(printed));
    fuzz_require(again.kind == GJ_VALUE_NUMBER && gj_decimal_compare(again.decimal, value.decimal) == 0,
                 "a number that is printed reads as itself");
    return 0;
}
