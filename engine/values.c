#include "values.h"

#include <string.h>
#include <utf8proc.h>

/* No printed value is longer; a cell that is cannot be one. */
enum { LONGEST = 96 };

struct reading {
    uint32_t characters[LONGEST];
    size_t length;
    bool spaced; /* a space stood between two digits */
};

/* Half width, no space, no invisible characters, no emphasis marks of Markdown. */
static bool is_dropped(uint32_t c) {
    return c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF || c == 0xAD || c == '*' || c == '`' ||
           (c >= 0xE000 && c <= 0xF8FF);
}

static uint32_t narrow(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    switch (c) {
    case 0x2212: /* − */
    case 0x2013: /* – */
        return '-';
    case 0x842C: /* 萬 */
        return 0x4E07;
    case 0x5104: /* 億 */
        return 0x4EBF;
    case 0x7121: /* 無 */
        return 0x65E0;
    case 0x500B: /* 個 */
        return 0x4E2A;
    case 0x9805: /* 項 */
        return 0x9879;
    case 0x689D: /* 條 */
        return 0x6761;
    case 0x6E1B: /* 減 */
        return 0x51CF;
    default:
        return c;
    }
}

/* What HTML writes for a space or a mark. */
static size_t entity_at(const char *bytes, size_t length, uint32_t *character) {
    static const struct {
        const char *name;
        uint32_t character;
    } entities[] = {{"&nbsp;", 0xA0},    {"&#160;", 0xA0},    {"&ensp;", 0x2002},  {"&emsp;", 0x2003}, {"&#45;", '-'},
                    {"&minus;", 0x2212}, {"&ndash;", 0x2013}, {"&mdash;", 0x2014}, {"&#43;", '+'},     {"&#47;", '/'}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        size_t size = strlen(entities[i].name);
        if (length < size || memcmp(bytes, entities[i].name, size) != 0)
            continue;
        *character = entities[i].character;
        return size;
    }
    return 0;
}

/* A sign that Markdown keeps from being one of its own, as in \-2. */
static bool is_escape(const char *bytes, size_t length) {
    return length > 1 && *bytes == '\\' && (bytes[1] == '-' || bytes[1] == '+');
}

/* The character at the start of a stretch, and its bytes; 0 where there is none. */
static size_t character_at(const char *bytes, size_t length, uint32_t *character) {
    utf8proc_int32_t c = (unsigned char)*bytes;
    size_t size = *bytes == '&' ? entity_at(bytes, length, character) : 0;
    if (size)
        return size;
    utf8proc_ssize_t read = 1;
    if (c >= 0x80)
        read = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &c);
    *character = (uint32_t)c;
    return read > 0 ? (size_t)read : 0;
}

/* false where the text is too long to be a value, or goes on behind a NUL, where the string of it ends. */
static bool simplify(const char *bytes, size_t length, struct reading *reading) {
    reading->length = 0;
    reading->spaced = false;
    bool space = false, ended = false;
    for (size_t at = 0; at < length;) {
        uint32_t c;
        at += is_escape(bytes + at, length - at);
        size_t size = character_at(bytes + at, length - at, &c);
        if (!size)
            return false;
        at += size;
        ended |= c == 0;
        if (is_dropped(c)) {
            space = true;
            continue;
        }
        if (reading->length == LONGEST || ended)
            return false;
        uint32_t last = reading->length ? reading->characters[reading->length - 1] : 0, now = narrow(c);
        if (space && last >= '0' && last <= '9' && now >= '0' && now <= '9')
            reading->spaced = true;
        space = false;
        reading->characters[reading->length++] = now;
    }
    return true;
}

/* The marks that stand for nothing in a printed table. */
static bool is_blank(const struct reading *reading) {
    for (size_t i = 0; i < reading->length; i++) {
        uint32_t c = reading->characters[i];
        if (c != '/' && c != '\\' && c != '-' && c != '_' && c != 0x2014 && c != 0x2015 && c != 0x2500)
            return reading->length == 1 && c == 0x65E0; /* 无 */
    }
    return reading->length <= 6;
}

struct unit {
    const char *name;
    const uint32_t *characters;
};

#define UNIT(name)                                                                                                     \
    { name, U"" name }

static const struct unit units[] = {UNIT("万元"), UNIT("亿元"), UNIT("元"), UNIT("万"), UNIT("亿"), UNIT("人次"),
                                    UNIT("批次"), UNIT("件次"), UNIT("件"), UNIT("条"), UNIT("项"), UNIT("个"),
                                    UNIT("次"),   UNIT("份"),   UNIT("人"), UNIT("起"), UNIT("宗"), UNIT("篇"),
                                    UNIT("家"),   UNIT("场"),   UNIT("部"), UNIT("期"), UNIT("例")};

/* text ends with a 0. */
static bool equals(const uint32_t *characters, size_t length, const uint32_t *text) {
    size_t at = 0;
    while (at < length && text[at] && text[at] == characters[at])
        at++;
    return at == length && !text[at];
}

static const char *find_unit(const uint32_t *characters, size_t length) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (equals(characters, length, units[i].characters))
            return units[i].name;
    return NULL;
}

/* A sign or a word for one in front: returns how many characters it takes; *negative says which. */
static size_t read_sign(const struct reading *reading, bool *negative) {
    static const struct {
        const uint32_t *text;
        bool negative;
    } signs[] = {{U"+", false}, {U"-", true},  {U"增加", false}, {U"减少", true}, {U"增", false},
                 {U"减", true}, {U"↑", false}, {U"↓", true},     {U"▲", false},   {U"▼", true}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (size_t length = 1; length <= 2 && length < reading->length; length++)
            if (equals(reading->characters, length, signs[i].text)) {
                *negative = signs[i].negative;
                return length;
            }
    *negative = false;
    return 0;
}

static int digit_of(uint32_t c, bool letters) {
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    if (letters && (c == 'O' || c == 'o'))
        return 0;
    if (letters && (c == 'l' || c == 'I'))
        return 1;
    return -1;
}

struct digits {
    uint64_t coefficient;
    int scale;
    int count;
    bool overflow;
    bool letters;
};

static void take_digit(struct digits *digits, int digit, bool letter) {
    const uint64_t most = INT64_MAX;
    digits->count++;
    digits->letters |= letter;
    if (digits->coefficient > (most - (uint64_t)digit) / 10)
        digits->overflow = true;
    else
        digits->coefficient = digits->coefficient * 10 + (uint64_t)digit;
}

/* A comma divides thousands: three digits must follow it, and then no further digit. */
static bool is_thousands(const struct reading *reading, size_t comma) {
    size_t at = comma + 1;
    while (at < reading->length && digit_of(reading->characters[at], false) >= 0)
        at++;
    return at - comma == 4;
}

/* Reads digits from *at on; false where what stands there cannot be a number. */
static bool read_digits(const struct reading *reading, size_t *at, struct digits *digits) {
    bool point = false;
    for (; *at < reading->length; (*at)++) {
        uint32_t c = reading->characters[*at];
        int digit = digit_of(c, true);
        if (digit >= 0) {
            take_digit(digits, digit, c < '0' || c > '9');
            if (point && ++digits->scale > 18)
                digits->overflow = true;
        } else if (c == ',' && !point && digits->count) {
            if (*at + 1 < reading->length && reading->characters[*at + 1] == ',')
                continue; /* mirrors double commas */
            if (!is_thousands(reading, *at))
                return false;
        } else if (c == '.' && !point && *at + 1 < reading->length &&
                   digit_of(reading->characters[*at + 1], false) >= 0)
            point = true;
        else
            break;
    }
    return digits->count > 0;
}

/* Brackets from at to the end and nothing outside of them: 12 (一)收到申请数(件) is no number with a remark. */
static bool is_remark(const struct reading *reading, size_t at) {
    uint32_t open = reading->characters[at], close = open == '(' ? ')' : ']';
    size_t depth = 0;
    for (; at < reading->length; at++) {
        bool closes = reading->characters[at] == close;
        if (reading->characters[at] == open)
            depth++;
        else if (!depth && !closes)
            return false;
        else
            depth -= closes && depth;
    }
    return reading->characters[reading->length - 1] == close;
}

/* What may stand behind the digits: a unit, per cent, then a remark in brackets or footnote marks. */
static bool read_tail(const struct reading *reading, size_t at, struct gj_value *value) {
    size_t end = at;
    while (end < reading->length && reading->characters[end] != '(' && reading->characters[end] != '[' &&
           reading->characters[end] != '%' &&
           !(reading->characters[end] >= 0x2460 && reading->characters[end] <= 0x2473))
        end++;
    if (end > at) {
        value->unit = find_unit(reading->characters + at, end - at);
        if (!value->unit)
            return false;
    }
    if (end < reading->length && reading->characters[end] == '%') {
        value->notes |= GJ_VALUE_PERCENT;
        end++;
    }
    if (end == reading->length)
        return true;
    value->notes |= GJ_VALUE_REMARK;
    bool is_footnote = end + 1 == reading->length;
    return is_footnote ||
           ((reading->characters[end] == '(' || reading->characters[end] == '[') && is_remark(reading, end));
}

static bool read_number(const struct reading *reading, struct gj_value *value) {
    bool negative;
    struct digits digits = {0};
    size_t at = read_sign(reading, &negative);
    if (!read_digits(reading, &at, &digits) || !read_tail(reading, at, value))
        return false;
    bool all_letters = digits.letters && digits.count > 1 && !digits.coefficient && !digits.overflow;
    if (all_letters) /* OO or oo is a word, O alone a scanned nought */
        return false;
    value->decimal.coefficient = negative ? -(int64_t)digits.coefficient : (int64_t)digits.coefficient;
    value->decimal.scale = digits.scale;
    if (digits.overflow) {
        value->notes |= GJ_VALUE_OVERFLOW;
        value->decimal = (gj_decimal){0, 0};
    }
    if (digits.letters)
        value->notes |= GJ_VALUE_LETTERS;
    if (reading->spaced)
        value->notes |= GJ_VALUE_SPACED;
    return true;
}

/* Words that say that nothing changed. */
static bool is_unchanged(const struct reading *reading) {
    return equals(reading->characters, reading->length, U"未增未减") ||
           equals(reading->characters, reading->length, U"无变化") ||
           equals(reading->characters, reading->length, U"不变") ||
           equals(reading->characters, reading->length, U"持平");
}

/* Most labels show at their first character: an ideograph that opens no value. */
static bool opens_no_value(const char *bytes, size_t length) {
    static const char *const openings[] = {"增", "减", "減", "无", "無", "未", "不", "持"};
    unsigned char lead = length >= 3 ? (unsigned char)*bytes : 0;
    if (lead < 0xE4 || lead > 0xE9)
        return false;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (memcmp(bytes, openings[i], 3) == 0)
            return false;
    return true;
}

/* Nearly every value is a few plain digits: *number, and true, where it is that and no more. */
static bool is_plain_digits(const char *bytes, size_t length, int64_t *number) {
    enum { MOST_DIGITS = 18 }; /* that cannot overflow */
    int64_t read = 0;
    if (!length || length > MOST_DIGITS)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] < '0' || bytes[i] > '9')
            return false;
        read = read * 10 + (bytes[i] - '0');
    }
    *number = read;
    return true;
}

struct gj_value gj_value_read(const char *bytes, size_t length) {
    struct gj_value value = {0};
    struct reading reading;
    if (is_plain_digits(bytes, length, &value.decimal.coefficient)) {
        value.kind = GJ_VALUE_NUMBER;
        return value;
    }
    if (opens_no_value(bytes, length))
        return value;
    if (length > 4 * LONGEST || !simplify(bytes, length, &reading))
        return value;
    if (is_blank(&reading))
        value.kind = GJ_VALUE_BLANK;
    else if (read_number(&reading, &value) || is_unchanged(&reading))
        value.kind = GJ_VALUE_NUMBER;
    else
        value = (struct gj_value){0};
    return value;
}

bool gj_value_is_unit(const char *bytes, size_t length) {
    struct reading reading;
    if (length && *bytes >= '0' && *bytes <= '9')
        return false;
    return length <= 16 && simplify(bytes, length, &reading) && reading.length &&
           find_unit(reading.characters, reading.length);
}
