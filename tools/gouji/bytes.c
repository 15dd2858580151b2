#include "bytes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY ((size_t)1 << 12)

static bool make_room(struct bytes *bytes, size_t length) {
    if (bytes->length < bytes->capacity && length < bytes->capacity - bytes->length)
        return true;
    size_t capacity = bytes->capacity ? bytes->capacity : FIRST_CAPACITY;
    while (capacity - bytes->length <= length) {
        if (capacity > SIZE_MAX / 2)
            return false;
        capacity *= 2;
    }
    char *larger = realloc(bytes->text, capacity);
    if (!larger)
        return false;
    bytes->text = larger;
    bytes->capacity = capacity;
    return true;
}

int bytes_take(void *context, const char *text, size_t length) {
    struct bytes *bytes = context;
    bytes->failed = bytes->failed || !make_room(bytes, length);
    if (bytes->failed)
        return -1;
    if (length > 0)
        memcpy(bytes->text + bytes->length, text, length);
    bytes->length += length;
    bytes->text[bytes->length] = '\0';
    return 0;
}

void bytes_free(struct bytes *bytes) {
    free(bytes->text);
    *bytes = (struct bytes){0};
}
