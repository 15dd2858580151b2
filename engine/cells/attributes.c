/*
 * Attributes: name="value", as they stand in front of a cell of wiki markup, | colspan="3" | text, and behind the marks
 * of its table and rows. They are those that HTML has for tables: whatever else stands there is text.
 */
#include <string.h>
#include <strings.h>

#include "cells.h"

static bool is_name_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == ':';
}

static bool is_known(const char *name, size_t length) {
    static const char *const names[] = {
        "abbr",    "align", "axis",  "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing", "class",
        "colspan", "dir",   "frame", "headers", "height", "id",          "lang",        "nowrap",      "role",
        "rowspan", "rules", "scope", "span",    "style",  "summary",     "title",       "valign",      "width"};
    if (length > strlen("data-") && strncasecmp(name, "data-", strlen("data-")) == 0)
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && strncasecmp(name, names[i], length) == 0)
            return true;
    return false;
}

static size_t spaces_at(const char *bytes, size_t length) {
    size_t count = 0;
    while (count < length && (unsigned char)bytes[count] <= ' ')
        count++;
    return count;
}

/* Bytes of a value: in quotes, or a word without any; 0 for none. */
static size_t value_at(const char *bytes, size_t length) {
    if (length && (*bytes == '"' || *bytes == '\'')) {
        const char *end = memchr(bytes + 1, *bytes, length - 1);
        return end ? (size_t)(end - bytes) + 1 : 0;
    }
    size_t size = 0;
    while (size < length && (unsigned char)bytes[size] > ' ' && (unsigned char)bytes[size] < 0x80 &&
           !strchr("\"'<>=", bytes[size]))
        size++;
    return size;
}

/* Bytes of the pair at the start of a stretch; 0 for none. Some hands write style:"..." for style="...". */
static size_t pair_at(const char *bytes, size_t length) {
    size_t at = 0, size;
    while (at < length && is_name_byte(bytes[at]))
        at++;
    bool colon = at && bytes[at - 1] == ':';
    if (at == colon || !is_known(bytes, at - colon)) /* most fields begin with no letter */
        return 0;
    if (!colon) {
        at += spaces_at(bytes + at, length - at);
        if (at >= length || bytes[at++] != '=')
            return 0;
    }
    at += spaces_at(bytes + at, length - at);
    if (colon && (at >= length || (bytes[at] != '"' && bytes[at] != '\'')))
        return 0;
    size = value_at(bytes + at, length - at);
    return size ? at + size : 0;
}

bool gj_is_attributes(const char *bytes, size_t length) {
    size_t at = spaces_at(bytes, length), size = 0;
    while (at < length && (size = pair_at(bytes + at, length - at)) > 0) {
        at += size;
        at += spaces_at(bytes + at, length - at);
    }
    return at == length && size > 0;
}
