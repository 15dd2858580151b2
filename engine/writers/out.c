#include "out.h"

#include <string.h>

#include "decimal.h"
#include "put.h"
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

void gj_out_number(struct gj_out *out, size_t number) {
    if (!out->filter) {
        char *place = gj_out_room(out, GJ_MOST_DIGITS);
        out->used += (size_t)(gj_put_number(place, number) - place);
        return;
    }
    char digits[GJ_MOST_DIGITS];
    gj_out_part(out, digits, (size_t)(gj_put_number(digits, number) - digits));
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
