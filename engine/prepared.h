/* Texts that writers put down as they are, made where what they say first becomes known. */
#ifndef GJ_PREPARED_H
#define GJ_PREPARED_H

#include <stddef.h>

/* A text made beforehand. GJ_PREPARED_ROOM bytes from its start on can be read, however short it is. */
struct gj_prepared {
    const char *text;
    size_t length;
};
enum { GJ_PREPARED_ROOM = 160 };

#endif
