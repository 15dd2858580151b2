#include "fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_NAME 100
#define LONGEST_QUOTE 60

static bool begins_character(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* The length of text cut to at most limit bytes, between two characters. */
static size_t cut(const char *text, size_t limit) {
    size_t length = strlen(text);
    if (length <= limit)
        return length;
    length = limit;
    while (length > 0 && !begins_character(text[length]))
        length--;
    return length;
}

static const char *last_part(const char *name) {
    size_t length = strlen(name);
    if (length <= LONGEST_NAME)
        return name;
    const char *part = name + length - LONGEST_NAME;
    while (!begins_character(*part))
        part++;
    return part;
}

void gj_fault_start(gj_error *error, gj_status status, size_t offset, const char *file) {
    error->status = status;
    error->offset = offset;
    error->message[0] = '\0';
    gj_fault_name(error, file);
    gj_fault_add(error, ": ");
}

void gj_fault_name(gj_error *error, const char *file) {
    const char *part = last_part(file);
    gj_fault_add(error, "%s%s", part == file ? "" : "...", part);
}

void gj_fault_add(gj_error *error, const char *format, ...) {
    size_t used = strlen(error->message);
    size_t room = sizeof error->message - used;
    char *rest = error->message + used;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(rest, room, format, arguments);
    va_end(arguments);
    if (length < 0) {
        *rest = '\0';
        return;
    }
    if ((size_t)length < room)
        return;
    /* The last character may have lost its tail: it goes as a whole where it has one. */
    size_t end = strlen(rest);
    while (end > 0 && !begins_character(rest[end - 1]))
        end--;
    if (end > 0 && (unsigned char)rest[end - 1] >= 0x80)
        end--;
    rest[end] = '\0';
}

void gj_fault_quote(gj_error *error, const char *text) {
    char quoted[LONGEST_QUOTE + 1];
    size_t length = cut(text, LONGEST_QUOTE);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        quoted[i] = text[i];
        if (byte < 0x20 || byte == 0x7F)
            quoted[i] = '?';
    }
    quoted[length] = '\0';
    gj_fault_add(error, "\"%s%s\"", quoted, text[length] ? "..." : "");
}

gj_status gj_fault_memory(gj_error *error, const char *file) {
    gj_fault_start(error, GJ_ERROR_MEMORY, GJ_NOWHERE, file);
    gj_fault_add(error, "memory ran out while it was read");
    return GJ_ERROR_MEMORY;
}
