/* A whole file in memory, for the tests. */
#ifndef READ_FILE_H
#define READ_FILE_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* length bytes and a NUL behind them, for free(). A file that cannot be read fails the test. */
static inline char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s cannot be opened", path);
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    ck_assert_int_ge(size, 0);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    ck_assert_ptr_nonnull(bytes);
    *length = fread(bytes, 1, (size_t)size, file);
    ck_assert_uint_eq(*length, (size_t)size);
    bytes[*length] = '\0';
    fclose(file);
    return bytes;
}

#endif
