/*
 * A fuzz target reads any bytes and stops the program, having said why, where something that must hold does not.
 * libFuzzer and AFL++ call it; drive.c does where there is neither.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "gouji.h"

/* 0, as libFuzzer asks. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_require(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

/* The national templates, read once and kept for the life of the program. */
static inline const gj_grammar *fuzz_grammar(void) {
    static gj_grammar *grammar;
    if (!grammar)
        fuzz_require(gj_grammar_new(&grammar, NULL) == GJ_OK, "the national templates can be read");
    return grammar;
}

#endif
