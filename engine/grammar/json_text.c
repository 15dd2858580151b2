/*
 * cJSON says only that a text is not JSON. Grammars are written by hand, so a scanner after RFC
 * 8259 goes over the text first and says what is wrong in which line. It is as strict as cJSON at
 * every point, so that where cJSON fails after it, memory ended.
 */
#include "json_text.h"

#include <string.h>

#include <utf8proc.h>

#include "fault.h"
#include "text/characters.h"

#define LONGEST_NUMBER 32 /* cJSON reads at most 63 characters of one */

struct scanner {
    const char *bytes;
    size_t length;
    size_t at;
    size_t depth, most_depth;
    const char *fault; /* constant text, once something is wrong at byte `at` */
};

static bool scan_value(struct scanner *scanner);

static bool fail(struct scanner *scanner, const char *fault) {
    scanner->fault = fault;
    return false;
}

/* The byte that comes next, or -1 at the end. */
static int peek(const struct scanner *scanner) {
    return scanner->at < scanner->length ? (unsigned char)scanner->bytes[scanner->at] : -1;
}

static bool take(struct scanner *scanner, char wanted) {
    if (peek(scanner) != wanted)
        return false;
    scanner->at++;
    return true;
}

static void skip_space(struct scanner *scanner) {
    while (take(scanner, ' ') || take(scanner, '\t') || take(scanner, '\n') || take(scanner, '\r'))
        continue;
}

static bool is_digit(int byte) {
    return byte >= '0' && byte <= '9';
}

static int hex_digit(int byte) {
    if (is_digit(byte))
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static bool scan_hex(struct scanner *scanner, unsigned *unit) {
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(peek(scanner));
        if (digit < 0)
            return fail(scanner, "\\u needs four hexadecimal digits behind it");
        *unit = *unit * 16 + (unsigned)digit;
        scanner->at++;
    }
    return true;
}

static bool scan_unicode_escape(struct scanner *scanner) {
    unsigned unit;
    unsigned low;
    if (!scan_hex(scanner, &unit))
        return false;
    if (unit == 0)
        return fail(scanner, "\\u0000 cannot stand in a string; leave it out");
    if (unit < 0xD800 || unit > 0xDFFF)
        return true;
    if (unit > 0xDBFF || !take(scanner, '\\') || !take(scanner, 'u'))
        return fail(scanner, "half of a surrogate pair; write the character itself");
    if (!scan_hex(scanner, &low))
        return false;
    if (low < 0xDC00 || low > 0xDFFF)
        return fail(scanner, "half of a surrogate pair; write the character itself");
    return true;
}

static bool scan_escape(struct scanner *scanner) {
    int byte = peek(scanner);
    if (byte <= 0 || !strchr("\"\\/bfnrtu", byte))
        return fail(scanner, "no such escape; write \\\\ for a backslash");
    scanner->at++;
    return byte == 'u' ? scan_unicode_escape(scanner) : true;
}

static bool scan_character(struct scanner *scanner) {
    utf8proc_int32_t character;
    utf8proc_ssize_t left = (utf8proc_ssize_t)(scanner->length - scanner->at);
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)scanner->bytes + scanner->at;
    utf8proc_ssize_t size = utf8proc_iterate(bytes, left, &character);
    if (size <= 0)
        return fail(scanner, "not UTF-8; save the file as UTF-8");
    if (character < 0x20 || character == 0x7F)
        return fail(scanner, "a control character or line end inside a string; close the string with \"");
    scanner->at += (size_t)size;
    return true;
}

static bool scan_string(struct scanner *scanner) {
    if (!take(scanner, '"'))
        return fail(scanner, "expected a string in double quotes");
    while (!take(scanner, '"')) {
        if (scanner->at == scanner->length)
            return fail(scanner, "the text ends inside a string; close it with \"");
        bool good = take(scanner, '\\') ? scan_escape(scanner) : scan_character(scanner);
        if (!good)
            return false;
    }
    return true;
}

static bool scan_digits(struct scanner *scanner) {
    if (!is_digit(peek(scanner)))
        return fail(scanner, "expected a digit");
    while (is_digit(peek(scanner)))
        scanner->at++;
    return true;
}

static bool scan_number(struct scanner *scanner) {
    size_t start = scanner->at;
    take(scanner, '-');
    if (!take(scanner, '0') && !scan_digits(scanner))
        return false;
    if (take(scanner, '.') && !scan_digits(scanner))
        return false;
    if (take(scanner, 'e') || take(scanner, 'E')) {
        if (!take(scanner, '+'))
            take(scanner, '-');
        if (!scan_digits(scanner))
            return false;
    }
    if (scanner->at - start > LONGEST_NUMBER)
        return fail(scanner, "a number of more than 32 characters; shorten it");
    return true;
}

static bool scan_word(struct scanner *scanner) {
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (scanner->length - scanner->at < length || memcmp(scanner->bytes + scanner->at, words[i], length) != 0)
            continue;
        scanner->at += length;
        return true;
    }
    return fail(scanner, "expected a value: an object, an array, a string, a number, true or false");
}

static bool scan_member(struct scanner *scanner) {
    skip_space(scanner);
    if (!scan_string(scanner))
        return false;
    skip_space(scanner);
    if (!take(scanner, ':'))
        return fail(scanner, "expected a colon after the name");
    return scan_value(scanner);
}

static bool scan_members(struct scanner *scanner) {
    skip_space(scanner);
    if (take(scanner, '}'))
        return true;
    do {
        if (!scan_member(scanner))
            return false;
    } while (take(scanner, ','));
    return take(scanner, '}') || fail(scanner, "expected a comma or } here");
}

static bool scan_elements(struct scanner *scanner) {
    skip_space(scanner);
    if (take(scanner, ']'))
        return true;
    do {
        if (!scan_value(scanner))
            return false;
    } while (take(scanner, ','));
    return take(scanner, ']') || fail(scanner, "expected a comma or ] here");
}

static bool scan_nested(struct scanner *scanner, bool (*scan)(struct scanner *)) {
    if (scanner->depth == scanner->most_depth)
        return fail(scanner, "nested deeper than the limit; take levels out");
    scanner->at++;
    scanner->depth++;
    bool good = scan(scanner);
    scanner->depth--;
    return good;
}

static bool scan_bare_value(struct scanner *scanner) {
    int byte = peek(scanner);
    if (byte == '{')
        return scan_nested(scanner, scan_members);
    if (byte == '[')
        return scan_nested(scanner, scan_elements);
    if (byte == '"')
        return scan_string(scanner);
    if (byte == '-' || is_digit(byte))
        return scan_number(scanner);
    return scan_word(scanner);
}

static bool scan_value(struct scanner *scanner) {
    skip_space(scanner);
    if (!scan_bare_value(scanner))
        return false;
    skip_space(scanner);
    return true;
}

static bool scan_text(struct scanner *scanner) {
    if (!scan_value(scanner))
        return false;
    return scanner->at == scanner->length || fail(scanner, "something follows the end of the JSON value");
}

/* Columns count characters, as editors do. */
static gj_status refuse(const struct scanner *scanner, const char *name, gj_error *error) {
    size_t line = 1;
    size_t column = 1;
    for (size_t i = 0; i < scanner->at; i++) {
        unsigned char byte = (unsigned char)scanner->bytes[i];
        if (byte == '\n') {
            line++;
            column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            column++;
        }
    }
    gj_fault_start(error, GJ_ERROR_GRAMMAR, scanner->at, name);
    gj_fault_add(error, "line %zu, column %zu: %s", line, column, scanner->fault);
    return GJ_ERROR_GRAMMAR;
}

static size_t byte_order_mark(const char *bytes, size_t length) {
    return length >= 3 && memcmp(bytes, GJ_BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
}

gj_status gj_json_read(const char *name, const char *bytes, size_t length, size_t most_bytes, size_t most_depth,
                       cJSON **json, gj_error *error) {
    size_t mark = byte_order_mark(bytes, length);
    struct scanner scanner = {.bytes = bytes + mark, .length = length - mark, .most_depth = most_depth};
    if (length > most_bytes) {
        gj_fault_start(error, GJ_ERROR_GRAMMAR, GJ_NOWHERE, name);
        gj_fault_add(error, "larger than the limit of %zu bytes; split it into several templates", most_bytes);
        return GJ_ERROR_GRAMMAR;
    }
    if (!scan_text(&scanner)) {
        gj_status status = refuse(&scanner, name, error);
        error->offset += mark;
        return status;
    }
    *json = cJSON_ParseWithLengthOpts(scanner.bytes, scanner.length, NULL, false);
    return *json ? GJ_OK : gj_fault_memory(error, name);
}
