#include "encoding.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "characters.h"
#include "utf8.h"

/* The aliases are names that files and their publishers use; GB18030 holds GBK, which holds GB2312. */
static const struct {
    const char *name;
    enum gj_encoding encoding;
} names[] = {
    {"utf-8", GJ_UTF8},      {"utf-8-bom", GJ_UTF8_BOM}, {"utf-16le", GJ_UTF16LE}, {"utf-16be", GJ_UTF16BE},
    {"gb18030", GJ_GB18030}, {"utf8", GJ_UTF8},          {"utf-16", GJ_UTF16LE},   {"utf16", GJ_UTF16LE},
    {"utf16le", GJ_UTF16LE}, {"utf16be", GJ_UTF16BE},    {"gbk", GJ_GB18030},      {"gb2312", GJ_GB18030},
    {"cp936", GJ_GB18030},
};

const char *gj_encoding_name(enum gj_encoding encoding) {
    return names[encoding].name; /* the first names stand in the order of the enumeration */
}

static bool same_name(const char *a, const char *b) {
    for (; *a && *b; a++, b++) {
        int lower = *a >= 'A' && *a <= 'Z' ? *a - 'A' + 'a' : *a;
        if ((lower == '_' ? '-' : lower) != *b)
            return false;
    }
    return *a == *b;
}

bool gj_encoding_find(const char *name, enum gj_encoding *encoding) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (same_name(name, names[i].name)) {
            *encoding = names[i].encoding;
            return true;
        }
    return false;
}

size_t gj_encoding_mark(enum gj_encoding encoding, const unsigned char *bytes, size_t length) {
    if (encoding == GJ_UTF8 || encoding == GJ_UTF8_BOM)
        return length >= 3 && memcmp(bytes, GJ_BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
    if (encoding == GJ_UTF16LE)
        return length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE ? 2 : 0;
    if (encoding == GJ_UTF16BE)
        return length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF ? 2 : 0;
    return length >= 4 && memcmp(bytes, "\x84\x31\x95\x33", 4) == 0 ? 4 : 0;
}

static unsigned unit16(enum gj_encoding encoding, const unsigned char *bytes) {
    return encoding == GJ_UTF16LE ? (unsigned)(bytes[0] | bytes[1] << 8) : (unsigned)(bytes[1] | bytes[0] << 8);
}

/* Bytes of the character in UTF-16: 2, 4 for a surrogate pair, 0 for half a pair or half a unit. */
static size_t utf16_sequence(enum gj_encoding encoding, const unsigned char *bytes, size_t left) {
    if (left < 2)
        return 0;
    unsigned unit = unit16(encoding, bytes);
    if (unit < 0xD800 || unit > 0xDFFF)
        return 2;
    if (unit > 0xDBFF || left < 4)
        return 0;
    unsigned second = unit16(encoding, bytes + 2);
    return second >= 0xDC00 && second <= 0xDFFF ? 4 : 0;
}

/* Bytes of the character in GB18030-2005, or 0: one, two, or four with digits in second and fourth place. */
static size_t gb18030_sequence(const unsigned char *bytes, size_t left) {
    if (bytes[0] < 0x80)
        return 1;
    if (bytes[0] == 0x80 || bytes[0] == 0xFF || left < 2)
        return 0;
    if (bytes[1] >= 0x40 && bytes[1] != 0x7F && bytes[1] != 0xFF)
        return 2;
    if (bytes[1] < 0x30 || bytes[1] > 0x39 || left < 4)
        return 0;
    bool four = bytes[2] >= 0x81 && bytes[2] != 0xFF && bytes[3] >= 0x30 && bytes[3] <= 0x39;
    return four ? 4 : 0;
}

static size_t sequence(enum gj_encoding encoding, const unsigned char *bytes, size_t left) {
    switch (encoding) {
    case GJ_UTF16LE:
    case GJ_UTF16BE:
        return utf16_sequence(encoding, bytes, left);
    case GJ_GB18030:
        return gb18030_sequence(bytes, left);
    default:
        return gj_utf8_sequence(bytes, left);
    }
}

size_t gj_encoding_step(enum gj_encoding encoding, const unsigned char *bytes, size_t left) {
    size_t size = sequence(encoding, bytes, left);
    return size ? size : 1;
}

size_t gj_encoding_valid(enum gj_encoding encoding, const unsigned char *bytes, size_t length) {
    if (encoding == GJ_UTF8 || encoding == GJ_UTF8_BOM)
        return gj_utf8_valid(bytes, length);
    size_t at = 0;
    while (at < length) {
        size_t size = sequence(encoding, bytes + at, length - at);
        if (!size)
            return at;
        at += size;
    }
    return length;
}

/* Without a mark, UTF-16 shows by the NULs in the high halves of its ASCII (digits, line ends). */
static bool looks_like_utf16(const unsigned char *bytes, size_t length, enum gj_encoding *encoding) {
    if (length < 4 || length % 2)
        return false;
    size_t even = 0, odd = 0, sample = length < 65536 ? length : 65536;
    for (size_t i = 0; i + 1 < sample; i += 2) {
        even += bytes[i] == 0;
        odd += bytes[i + 1] == 0;
    }
    if (even + odd < sample / 32)
        return false;
    *encoding = odd > even ? GJ_UTF16LE : GJ_UTF16BE;
    size_t high = odd > even ? odd : even, low = odd > even ? even : odd;
    return high > 8 * low && gj_encoding_valid(*encoding, bytes, length) == length;
}

/* GB18030 takes nearly any pair of bytes: it is believed only where most of the pairs are common hanzi
 * (GB 2312 level 1 and 2 and its punctuation, rows 0xA1 to 0xF7), so that noise stays an error. */
static bool looks_like_gb18030(const unsigned char *bytes, size_t length) {
    size_t common = 0, other = 0;
    for (size_t at = 0; at < length;) {
        size_t size = gb18030_sequence(bytes + at, length - at);
        if (!size)
            return false;
        if (size > 1) {
            bool usual = size == 2 && bytes[at] >= 0xA1 && bytes[at] <= 0xF7 && bytes[at + 1] >= 0xA1;
            common += usual;
            other += !usual;
        }
        at += size;
    }
    return common > 4 * other;
}

/* Two encodings in one file: UTF-8 up to some byte, and a text in GB18030 from there on. */
static const char *describe_turn(const unsigned char *bytes, size_t length, size_t bad) {
    size_t wide = 0;
    for (size_t i = 0; i < bad; i++)
        wide += bytes[i] >= 0x80;
    if (wide >= 6 && length - bad >= 4 && gb18030_sequence(bytes + bad, length - bad) &&
        looks_like_gb18030(bytes + bad, length - bad))
        return "the text is UTF-8 before this byte and GB18030 after it";
    return "this byte does not fit UTF-8, UTF-16 or GB18030";
}

bool gj_encoding_detect(const unsigned char *bytes, size_t length, enum gj_encoding *encoding, size_t *bad,
                        const char **why) {
    static const enum gj_encoding marked[] = {GJ_UTF8_BOM, GJ_UTF16LE, GJ_UTF16BE, GJ_GB18030};
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        if (gj_encoding_mark(marked[i], bytes, length)) {
            *encoding = marked[i];
            *bad = gj_encoding_valid(*encoding, bytes, length);
            *why = "the byte order mark promises another encoding than this byte is in";
            return *bad == length;
        }
    if (looks_like_utf16(bytes, length, encoding))
        return true;
    *encoding = GJ_UTF8;
    *bad = gj_utf8_valid(bytes, length);
    if (*bad == length)
        return true;
    *encoding = GJ_GB18030;
    if (looks_like_gb18030(bytes, length))
        return true;
    *why = describe_turn(bytes, length, *bad);
    return false;
}

static size_t put_utf8(char *out, uint32_t c) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = size - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[size] | c);
    return size;
}

static gj_status convert_utf16(enum gj_encoding encoding, struct gj_arena *arena, const unsigned char *bytes,
                               size_t length, const char **utf8, size_t *utf8_length) {
    char *out = gj_arena_array(arena, length / 2 + 1, 3);
    if (!out)
        return GJ_ERROR_MEMORY;
    size_t used = 0;
    for (size_t at = 0; at < length;) {
        uint32_t c = unit16(encoding, bytes + at);
        at += 2;
        if (c >= 0xD800 && c <= 0xDBFF) {
            c = 0x10000 + ((c - 0xD800) << 10) + (unit16(encoding, bytes + at) - 0xDC00);
            at += 2;
        }
        used += put_utf8(out + used, c);
    }
    *utf8 = out;
    *utf8_length = used;
    return GJ_OK;
}

/* Through iconv: the table of GB18030 is better kept by the system than by us. */
static gj_status convert_gb18030(struct gj_arena *arena, const unsigned char *bytes, size_t length, const char **utf8,
                                 size_t *utf8_length) {
    size_t room = length / 2 * 3 + 16;
    char *out = gj_arena_take(arena, room);
    iconv_t descriptor = out ? iconv_open("UTF-8", "GB18030") : (iconv_t)-1;
    if (descriptor == (iconv_t)-1)
        return out ? GJ_ERROR_ENCODING : GJ_ERROR_MEMORY;
    char *from = (char *)(uintptr_t)bytes, *to = out; /* iconv's prototype lacks a const */
    size_t left = length, free_room = room;
    size_t done = iconv(descriptor, &from, &left, &to, &free_room);
    iconv_close(descriptor);
    if (done == (size_t)-1)
        return GJ_ERROR_ENCODING;
    *utf8 = out;
    *utf8_length = room - free_room;
    return GJ_OK;
}

gj_status gj_encoding_convert(enum gj_encoding encoding, struct gj_arena *arena, const unsigned char *bytes,
                              size_t length, const char **utf8, size_t *utf8_length) {
    size_t mark = gj_encoding_mark(encoding, bytes, length);
    bytes += mark;
    length -= mark;
    if (encoding == GJ_UTF16LE || encoding == GJ_UTF16BE)
        return convert_utf16(encoding, arena, bytes, length, utf8, utf8_length);
    if (encoding == GJ_GB18030)
        return convert_gb18030(arena, bytes, length, utf8, utf8_length);
    *utf8 = (const char *)bytes;
    *utf8_length = length;
    return GJ_OK;
}
