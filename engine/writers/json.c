#include "json.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* RFC 8259 asks for the escape of control characters, " and \; U+2028 and U+2029 end a line in JavaScript and in many
 * readers of JSON Lines. A NUL ends a text. */
#define FOUR(kind) kind, kind, kind, kind
#define SIXTEEN(kind) FOUR(kind), FOUR(kind), FOUR(kind), FOUR(kind)
const unsigned char gj_json_byte_classes[256] = {
    SIXTEEN(GJ_JSON_ESCAPED),   SIXTEEN(GJ_JSON_ESCAPED),   ['"'] = GJ_JSON_ESCAPED,
    ['\\'] = GJ_JSON_ESCAPED,   [0x7F] = GJ_JSON_ESCAPED,   [0x80] = SIXTEEN(GJ_JSON_OF_LONGER),
    SIXTEEN(GJ_JSON_OF_LONGER), SIXTEEN(GJ_JSON_OF_LONGER), SIXTEEN(GJ_JSON_OF_LONGER),
    SIXTEEN(GJ_JSON_OF_LONGER), SIXTEEN(GJ_JSON_OF_LONGER), SIXTEEN(GJ_JSON_OF_LONGER),
    SIXTEEN(GJ_JSON_OF_LONGER)};

static inline enum gj_json_byte class_of(char byte) {
    return (enum gj_json_byte)gj_json_byte_classes[(unsigned char)byte];
}

/* The character that stands here is three bytes that are valid together whatever follows the first, and no separator
 * of lines: most characters of most texts. */
static inline bool is_plain_ideograph(const char *bytes) {
    const unsigned char *b = (const unsigned char *)bytes;
    return b[0] > 0xE2 && b[0] < 0xF0 && b[0] != 0xED && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80;
}

/* Five of them. */
enum { BLOCK = 15, BLOCK_ROOM = 16 };
#if defined(__SSE2__)
static inline bool is_plain_block(const char *bytes) {
    const char lead = (char)0xE3, last_lead = (char)0xEF, next = (char)0x80, last_next = (char)0xBF;
    const __m128i least =
        _mm_setr_epi8(lead, next, next, lead, next, next, lead, next, next, lead, next, next, lead, next, next, 0);
    const __m128i most =
        _mm_setr_epi8(last_lead, last_next, last_next, last_lead, last_next, last_next, last_lead, last_next, last_next,
                      last_lead, last_next, last_next, last_lead, last_next, last_next, -1);
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i inside = _mm_and_si128(_mm_cmpeq_epi8(_mm_max_epu8(block, least), block),
                                   _mm_cmpeq_epi8(_mm_min_epu8(block, most), block));
    __m128i surrogate = _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xED));
    return (_mm_movemask_epi8(_mm_andnot_si128(surrogate, inside)) | 0x8000) == 0xFFFF;
}
#else
static inline bool is_plain_block(const char *bytes) {
    for (size_t i = 0; i < BLOCK; i += 3)
        if (!is_plain_ideograph(bytes + i))
            return false;
    return true;
}
#endif

/* How much from the start of the bytes on is written as it is for certain: whole characters. */
static size_t plain_length(const char *bytes, size_t length) {
    size_t i = 0;
    for (;;) {
        while (length - i >= BLOCK_ROOM && is_plain_block(bytes + i))
            i += BLOCK;
        while (length - i >= 3 && is_plain_ideograph(bytes + i))
            i += 3;
        if (i == length || class_of(bytes[i]) != GJ_JSON_PLAIN)
            return i;
        while (i < length && class_of(bytes[i]) == GJ_JSON_PLAIN)
            i++;
    }
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
    while ((i += plain_length(bytes + i, length - i)) < length) {
        bool is_byte = class_of(bytes[i]) == GJ_JSON_ESCAPED;
        size_t size = is_byte ? 1 : gj_character_length(bytes + i, length - i);
        const char *separator = is_byte ? NULL : line_separator_escape(bytes + i, size);
        if (!is_byte && size > 0 && !separator) {
            i += size;
            continue;
        }
        gj_out_bytes(out, bytes + start, i - start);
        if (is_byte)
            escape_byte(out, (unsigned char)bytes[i]);
        else
            gj_out_plain(out, separator ? separator : "\\ufffd");
        i += size ? size : 1;
        start = i;
    }
    gj_out_bytes(out, bytes + start, length - start);
}

void gj_json_start(struct gj_json *json, struct gj_out *out, bool pretty) {
    *json = (struct gj_json){.out = out,
                             .pretty = pretty,
                             .empty = true,
                             .line_tally = gj_tally_of(GJ_TALLY_FIRST),
                             .offset_tally = gj_tally_of(GJ_TALLY_FIRST)};
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

void gj_json_spaced_name(struct gj_json *json, const char *name) {
    gj_json_separate(json);
    gj_out_byte(json->out, '"');
    gj_out_plain(json->out, name);
    gj_out_plain(json->out, "\": ");
    json->named = true;
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
    for (; length < LONGEST && class_of(text[length]) == GJ_JSON_PLAIN; length++)
        place[length] = text[length];
    if (text[length])
        return false;
    place[length] = '"';
    out->used += length + 2;
    return true;
}

char *gj_json_put_plain(char *at, const char *text, size_t longest) {
    size_t length = strlen(text);
    if (length > longest || plain_length(text, length) < length)
        return NULL;
    memcpy(at, text, length);
    return at + length;
}

/* Nearly all others need no escape. */
static bool put_plain(struct gj_out *out, const char *text) {
    char *place = gj_out_room(out, GJ_JSON_LONGEST_PLAIN + 2),
         *end = gj_json_put_plain(place + 1, text, GJ_JSON_LONGEST_PLAIN);
    if (!end)
        return false;
    *place = *end = '"';
    out->used += (size_t)(end + 1 - place);
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
    if (put_short(json->out, text) || put_plain(json->out, text)) {
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
