#include "json.h"

#include <string.h>

/* RFC 8259 asks for the escape of control characters, " and \; U+2028 and U+2029 end a line in
 * JavaScript and in many readers of JSON Lines. 1 marks what is escaped as a byte, 2 what starts a
 * longer character. */
static inline unsigned char byte_class(unsigned char byte) {
    if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F)
        return 1;
    return byte >= 0x80 ? 2 : 0;
}

/* The ideograph that stands here, of three bytes, needs no escape and is valid: most characters of most texts. */
static inline bool is_plain_ideograph(const char *bytes, size_t left) {
    const unsigned char *b = (const unsigned char *)bytes;
    return left >= 3 && b[0] > 0xE2 && b[0] < 0xED && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80;
}

static void escape_byte(struct gj_out *out, unsigned char byte) {
    static const char digits[] = "0123456789abcdef";
    static const char named[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (size_t i = 0; i + 1 < sizeof named; i += 2)
        if ((unsigned char)named[i] == byte) {
            gj_out_byte(out, '\\');
            gj_out_byte(out, named[i + 1]);
            return;
        }
    char code[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
    gj_out_bytes(out, code, sizeof code);
}

static const char *line_separator_escape(const char *bytes, size_t length) {
    if (length == 3 && memcmp(bytes, "\xE2\x80\xA8", 3) == 0)
        return "\\u2028";
    return length == 3 && memcmp(bytes, "\xE2\x80\xA9", 3) == 0 ? "\\u2029" : NULL;
}

/* Text of the input is valid UTF-8 by the time it is written, but a file's name need not be. */
static void escape(struct gj_out *out, const char *bytes, size_t length) {
    size_t start = 0, i = 0;
    while (i < length) {
        if (is_plain_ideograph(bytes + i, length - i)) {
            i += 3;
            continue;
        }
        if (!byte_class((unsigned char)bytes[i])) {
            i++;
            continue;
        }
        unsigned char class = byte_class((unsigned char)bytes[i]);
        size_t size = class < 2 ? 1 : gj_character_length(bytes + i, length - i);
        const char *separator = class == 2 ? line_separator_escape(bytes + i, size) : NULL;
        if (class != 1 && size > 0 && !separator) {
            i += size;
            continue;
        }
        gj_out_bytes(out, bytes + start, i - start);
        if (class == 1)
            escape_byte(out, (unsigned char)bytes[i]);
        else
            gj_out_plain(out, separator ? separator : "\\ufffd");
        i += size ? size : 1;
        start = i;
    }
    gj_out_bytes(out, bytes + start, length - start);
}

void gj_json_start(struct gj_json *json, struct gj_out *out, bool pretty) {
    *json = (struct gj_json){.out = out, .pretty = pretty, .empty = true};
}

void gj_json_break_line(struct gj_json *json) {
    gj_out_byte(json->out, '\n');
    gj_out_spaces(json->out, 2 * json->depth);
}

void gj_json_next_line(struct gj_json *json) {
    if (!json->empty)
        gj_out_byte(json->out, ',');
    gj_json_break_line(json);
}

void gj_json_open_text(struct gj_json *json) {
    gj_json_before_value(json);
    gj_out_byte(json->out, '"');
    json->out->filter = escape;
}

void gj_json_close_text(struct gj_json *json) {
    json->out->filter = NULL;
    gj_out_byte(json->out, '"');
}

/* Nearly every value is a few digits: copies a short text up to its end, or to what must be looked at. */
static bool put_short(struct gj_out *out, const char *text) {
    enum { LONGEST = 24 };
    char *place = gj_out_room(out, LONGEST + 2);
    size_t length = 0;
    *place++ = '"';
    for (; length < LONGEST && text[length] && !byte_class((unsigned char)text[length]); length++)
        place[length] = text[length];
    if (text[length])
        return false;
    place[length] = '"';
    out->used += length + 2;
    return true;
}

void gj_json_text(struct gj_json *json, const char *text) {
    if (!text) {
        gj_json_before_value(json);
        gj_out_plain(json->out, "null");
        return;
    }
    if (!json->named)
        gj_json_separate(json);
    if (put_short(json->out, text)) {
        json->named = json->empty = false;
        return;
    }
    json->named = true; /* what stands before it is written */
    gj_json_open_text(json);
    gj_out_text(json->out, text);
    gj_json_close_text(json);
}

void gj_json_long_id(struct gj_json *json, const char *id) {
    if (!id) {
        gj_out_plain(json->out, "null");
        return;
    }
    gj_out_byte(json->out, '"');
    gj_out_plain(json->out, id);
    gj_out_byte(json->out, '"');
}

void gj_json_flag(struct gj_json *json, bool value) {
    gj_json_before_value(json);
    gj_out_plain(json->out, value ? "true" : "false");
}

void gj_json_decimal(struct gj_json *json, bool has_value, gj_decimal value) {
    gj_json_before_value(json);
    if (has_value)
        gj_out_decimal(json->out, value);
    else
        gj_out_plain(json->out, "null");
}
