/*
 * One report, one arena: what is made while a document is read lives here and dies with it.
 * Compiled with GJ_ARENA_SINGLE, whatever is taken is an allocation of its own: tests that let each of them fail
 * (tests/CMakeLists.txt) put such an arena in the place of the library's.
 */
#ifndef GJ_ARENA_H
#define GJ_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct gj_arena_block;

struct gj_arena {
    struct gj_arena_block *blocks;
    bool failed; /* an allocation failed: asked once at the end of a stage instead of at every call */
};

/* size bytes, zeroed, aligned for any type; NULL (and failed set) where memory ends. size 0 gives a pointer. */
void *gj_arena_take(struct gj_arena *arena, size_t size);
/* count elements of size bytes, the product checked for overflow. */
void *gj_arena_array(struct gj_arena *arena, size_t count, size_t size);
/* The same, but what it holds is anything: for much of which little may ever be written and read. */
void *gj_arena_room(struct gj_arena *arena, size_t count, size_t size);
/* Gives back all but the first kept bytes of what was taken last, which was size bytes. */
void gj_arena_give_back(struct gj_arena *arena, const void *taken, size_t size, size_t kept);
/* A copy of length bytes with a NUL behind it. */
char *gj_arena_copy(struct gj_arena *arena, const char *bytes, size_t length);
/* A formatted string, as by printf. */
char *gj_arena_format(struct gj_arena *arena, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;
/* The text with the mark and the number behind it. */
char *gj_arena_numbered(struct gj_arena *arena, const char *text, char mark, size_t number);
/* Room for one more element at the end of an array of count elements with *capacity places: the array itself
 * or a larger copy. NULL where memory ends; the old array is then still whole. */
void *gj_arena_grow(struct gj_arena *arena, void *array, size_t count, size_t *capacity, size_t size);
/* Gives back all that was taken, and keeps the largest block to take from again. */
void gj_arena_reset(struct gj_arena *arena);
void gj_arena_free(struct gj_arena *arena);

#endif
