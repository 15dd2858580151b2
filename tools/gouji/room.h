/* Arrays that grow. */
#ifndef ROOM_H
#define ROOM_H

#include <stdint.h>
#include <stdlib.h>

/* Room for one item more than count, of so many bytes each: items, or what has taken its place. NULL where memory ends;
 * items is then as it was. */
static inline void *room_for_one(void *items, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return items;
    size_t more = *capacity ? *capacity * 2 : 64;
    void *larger = more <= SIZE_MAX / size ? realloc(items, more * size) : NULL;
    if (larger)
        *capacity = more;
    return larger;
}

#endif
