/*
 * An allocator whose n-th allocation fails. The linker sends the library's calls here (--wrap); those of
 * cJSON come through its hooks. A test program includes this once.
 */
#ifndef FAILING_MEMORY_H
#define FAILING_MEMORY_H

#include <cJSON.h>
#include <stdbool.h>
#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

static long allocations_left = -1; /* till one fails; below 0: none does */

static bool allocation_fails(void) {
    return allocations_left >= 0 && allocations_left-- == 0;
}

void *__wrap_malloc(size_t size) {
    return allocation_fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return allocation_fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size) {
    return allocation_fails() ? NULL : __real_realloc(block, size);
}

static void hook_cjson(void) {
    cJSON_Hooks hooks = {__wrap_malloc, free};
    cJSON_InitHooks(&hooks);
}

/* The allocation with that number, from 0, will fail. */
static void fail_allocation(long number) {
    allocations_left = number;
}

/* Back to memory without end; whether the allocation was reached, and failed. */
static bool has_failed_allocation(void) {
    bool failed = allocations_left < 0;
    allocations_left = -1;
    return failed;
}

#endif
