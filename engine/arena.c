#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef GJ_ARENA_SINGLE
#define FIRST_BLOCK ((size_t)1)
#define LARGEST_STEP ((size_t)1)
#else
#define FIRST_BLOCK ((size_t)1 << 14)
#define LARGEST_STEP ((size_t)1 << 20)
#endif

struct gj_arena_block {
    struct gj_arena_block *next;
    size_t size;
    size_t used;
    size_t touched; /* bytes before this one may not be zero */
    max_align_t bytes[];
};

static size_t round_up(size_t size) {
    size_t unit = sizeof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

/* Blocks double, so that a small report costs one and a large one few. */
static struct gj_arena_block *new_block(struct gj_arena *arena, size_t needed) {
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < needed)
        size = needed;
    if (size > SIZE_MAX - sizeof(struct gj_arena_block))
        return NULL;
    bool large = size > LARGEST_STEP; /* then the system has pages of zeros, some of which may never be looked at */
    struct gj_arena_block *block = large ? calloc(1, sizeof *block + size) : malloc(sizeof *block + size);
    if (!block)
        return NULL;
    block->size = size;
    block->used = 0;
    block->touched = large ? 0 : size;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

/* Room that is not zeroed. */
static char *take(struct gj_arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    size_t needed = round_up(size ? size : 1);
    struct gj_arena_block *block = arena->blocks;
    if (!block || block->size - block->used < needed)
        block = new_block(arena, needed);
    if (!block) {
        arena->failed = true;
        return NULL;
    }
    block->used += needed;
    return (char *)block->bytes + block->used - needed;
}

void *gj_arena_take(struct gj_arena *arena, size_t size) {
    char *place = take(arena, size);
    if (!place)
        return NULL;
    const struct gj_arena_block *block = arena->blocks;
    size_t start = (size_t)(place - (const char *)block->bytes);
    if (start < block->touched)
        memset(place, 0, (block->used < block->touched ? block->used : block->touched) - start);
    return place;
}

static bool fits(struct gj_arena *arena, size_t count, size_t size) {
    bool does = !size || count <= SIZE_MAX / size;
    arena->failed |= !does;
    return does;
}

void *gj_arena_array(struct gj_arena *arena, size_t count, size_t size) {
    return fits(arena, count, size) ? gj_arena_take(arena, count * size) : NULL;
}

void *gj_arena_room(struct gj_arena *arena, size_t count, size_t size) {
    return fits(arena, count, size) ? take(arena, count * size) : NULL;
}

void gj_arena_give_back(struct gj_arena *arena, const void *taken, size_t size, size_t kept) {
#ifdef GJ_ARENA_SINGLE
    (void)arena, (void)taken, (void)size, (void)kept;
#else
    struct gj_arena_block *block = arena->blocks;
    size_t start = (size_t)((const char *)taken - (const char *)block->bytes);
    if (start + round_up(size) != block->used)
        return;
    block->touched = block->used > block->touched ? block->used : block->touched;
    block->used = start + round_up(kept ? kept : 1);
#endif
}

char *gj_arena_copy(struct gj_arena *arena, const char *bytes, size_t length) {
    char *copy = take(arena, length + 1);
    if (copy && length)
        memcpy(copy, bytes, length);
    if (copy)
        copy[length] = '\0';
    return copy;
}

char *gj_arena_format(struct gj_arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): it was begun one line above */
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        return NULL;
    char *text = gj_arena_take(arena, (size_t)length + 1);
    if (!text)
        return NULL;
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

char *gj_arena_numbered(struct gj_arena *arena, const char *text, char mark, size_t number) {
    char digits[3 * sizeof number + 1];
    size_t start = sizeof digits, length = strlen(text);
    do
        digits[--start] = (char)('0' + number % 10);
    while (number /= 10);
    digits[--start] = mark;
    char *numbered = gj_arena_take(arena, length + sizeof digits - start + 1);
    if (!numbered)
        return NULL;
    memcpy(numbered, text, length);
    memcpy(numbered + length, digits + start, sizeof digits - start);
    return numbered;
}

void *gj_arena_grow(struct gj_arena *arena, void *array, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return array;
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *copy = gj_arena_array(arena, larger, size);
    if (!copy)
        return NULL;
    if (count)
        memcpy(copy, array, count * size);
    *capacity = larger;
    return copy;
}

void gj_arena_reset(struct gj_arena *arena) {
    struct gj_arena_block *kept = arena->blocks; /* blocks only grow, but for one larger than the largest step */
    for (struct gj_arena_block *block = kept; block; block = block->next)
        kept = block->size > kept->size ? block : kept;
    for (struct gj_arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        if (block != kept)
            free(block);
    }
    arena->blocks = kept;
    arena->failed = false;
    if (!kept)
        return;
    kept->next = NULL;
    kept->touched = kept->used > kept->touched ? kept->used : kept->touched;
    kept->used = 0;
}

void gj_arena_free(struct gj_arena *arena) {
    struct gj_arena_block *block = arena->blocks;
    while (block) {
        struct gj_arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->blocks = NULL;
    arena->failed = false;
}
