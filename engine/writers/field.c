#include "field.h"

#include <string.h>

#include "text/characters.h"

void gj_csv_start(struct gj_out *out, gj_csv_style style) {
    if (style == GJ_CSV_EXCEL)
        gj_out_plain(out, GJ_BYTE_ORDER_MARK);
}

static size_t first_length(const char *text, const char *const *set) {
    for (; *set; set++)
        if (strncmp(text, *set, strlen(*set)) == 0)
            return strlen(*set);
    return 0;
}

/* Past all characters of the set that text begins with. */
static const char *skip(const char *text, const char *const *set) {
    for (size_t length; (length = first_length(text, set));)
        text += length;
    return text;
}

static const char *const signs[] = {"-", "+", "－", "＋", NULL};
static const char *const digits[] = {"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  ",", "０",
                                     "１", "２", "３", "４", "５", "６", "７", "８", "９", "，", NULL};
static const char *const points[] = {".", "．", NULL};

/* -3, +3, 1,234.5: what a spreadsheet takes for a number, so that no formula can hide in it. A sign
 * alone, as many tables print for a blank cell, is taken for text and is as harmless. */
static bool is_number_or_dash(const char *text) {
    return *skip(skip(skip(skip(text, signs), digits), points), digits) == '\0';
}

/* The characters that OWASP's page on CSV injection names, in both widths. */
static bool would_run_as_formula(const char *text) {
    static const char *const first[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", NULL};
    bool may_be = *text == '=' || *text == '+' || *text == '-' || *text == '@' || (unsigned char)*text < ' ' ||
                  (unsigned char)*text == 0xEF; /* that of all wide forms */
    return may_be && skip(text, first) != text && !is_number_or_dash(text);
}

static void quoted(struct gj_out *out, const char *text) {
    const char *quote;
    while ((quote = strchr(text, '"'))) {
        gj_out_bytes(out, text, (size_t)(quote - text) + 1);
        gj_out_byte(out, '"');
        text = quote + 1;
    }
    gj_out_plain(out, text);
}

/* Bytes that go together can be none of those that need quotes; a NUL ends the looking in time. */
static inline bool is_ideograph(const char *text) {
    return ((unsigned char)text[0] & 0xF0) == 0xE0 && ((unsigned char)text[1] & 0xC0) == 0x80 &&
           ((unsigned char)text[2] & 0xC0) == 0x80;
}

/* Where text ends: *plain is false where it needs quotes. */
static size_t measure(const char *text, bool *plain) {
    static const bool is_special[256] = {[','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true};
    size_t length = 0;
    bool special = false;
    for (;; length++) {
        while (is_ideograph(text + length))
            length += 3;
        if (!text[length])
            break;
        special |= is_special[(unsigned char)text[length]];
    }
    *plain = !special;
    return length;
}

void gj_csv_text(struct gj_out *out, const char *text) {
    if (!text)
        return;
    bool guard = would_run_as_formula(text), plain;
    size_t length = measure(text, &plain);
    if (plain) {
        if (guard)
            gj_out_byte(out, '\'');
        gj_out_bytes(out, text, length);
        return;
    }
    gj_out_byte(out, '"');
    if (guard)
        gj_out_byte(out, '\'');
    quoted(out, text);
    gj_out_byte(out, '"');
}
