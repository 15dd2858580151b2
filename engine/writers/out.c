#include "out.h"

#include <string.h>

#include "decimal.h"
#include "text/utf8.h"

void gj_out_open(struct gj_out *out, gj_sink sink, void *context) {
    out->sink = sink;
    out->context = context;
    out->filter = NULL;
    out->status = sink ? GJ_OK : GJ_ERROR_ARGUMENT;
    out->used = 0;
}

static void hand_over(struct gj_out *out, const char *bytes, size_t length) {
    if (out->status == GJ_OK && length && out->sink(out->context, bytes, length) != 0)
        out->status = GJ_ERROR_WRITE;
}

static void flush(struct gj_out *out) {
    hand_over(out, out->bytes, out->used);
    out->used = 0;
}

gj_status gj_out_close(struct gj_out *out) {
    flush(out);
    return out->status;
}

void gj_out_fail(struct gj_out *out, gj_status status) {
    if (out->status == GJ_OK)
        out->status = status;
}

void gj_out_overflow(struct gj_out *out, const char *bytes, size_t length) {
    flush(out);
    if (length > GJ_OUT_BUFFER)
        hand_over(out, bytes, length);
    else
        gj_out_bytes(out, bytes, length);
}

void gj_out_spaces(struct gj_out *out, size_t count) {
    while (count-- > 0)
        gj_out_byte(out, ' ');
}

enum { MOST_DIGITS = 20 };

static inline size_t count_digits(size_t number) {
    if (number < 10000)
        return number < 100 ? (number < 10 ? 1 : 2) : (number < 1000 ? 3 : 4);
    if (number < 100000000)
        return number < 1000000 ? (number < 100000 ? 5 : 6) : (number < 10000000 ? 7 : 8);
    size_t length = 8;
    for (number /= 100000000; number; number /= 10)
        length++;
    return length;
}

/* Puts down the digits of the number from place on, and tells how many. */
static inline size_t put_digits(char *place, size_t number) {
    static const char pairs[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    size_t length = count_digits(number);
    char *end = place + length;
    for (; number >= 10; number /= 100)
        memcpy(end -= 2, pairs + 2 * (number % 100), 2);
    if (end > place)
        *place = (char)('0' + number);
    return length;
}

void gj_out_number(struct gj_out *out, size_t number) {
    if (!out->filter) {
        out->used += put_digits(gj_out_room(out, MOST_DIGITS), number);
        return;
    }
    char digits[MOST_DIGITS];
    gj_out_part(out, digits, put_digits(digits, number));
}

void gj_out_decimal(struct gj_out *out, gj_decimal value) {
    char text[GJ_DECIMAL_TEXT];
    if (value.scale == 0 && value.coefficient >= 0)
        gj_out_number(out, (size_t)value.coefficient);
    else
        gj_out_part(out, text, gj_decimal_print(value, text));
}

void gj_out_part(struct gj_out *out, const char *bytes, size_t length) {
    if (out->filter)
        out->filter(out, bytes, length);
    else
        gj_out_bytes(out, bytes, length);
}

void gj_out_text(struct gj_out *out, const char *text) {
    if (text)
        gj_out_part(out, text, strlen(text));
}

void gj_out_sentence(struct gj_out *out, const char *pattern, gj_out_fill fill, const void *subject) {
    const char *brace;
    while ((brace = strchr(pattern, '{')) && brace[1] && brace[2] == '}') {
        gj_out_part(out, pattern, (size_t)(brace - pattern));
        fill(out, brace[1], subject);
        pattern = brace + 3;
    }
    gj_out_text(out, pattern);
}

size_t gj_character_length(const char *bytes, size_t length) {
    return length ? gj_utf8_sequence((const unsigned char *)bytes, length) : 0;
}
