/* Clauses: what stands between two marks of punctuation. */
#ifndef GJ_PROSE_CLAUSES_H
#define GJ_PROSE_CLAUSES_H

#include "figures.h"

struct gj_clause {
    size_t first, last;  /* tokens [first, last) */
    size_t sentence;     /* counted from 0 in the paragraph */
    size_t depth;        /* brackets around it */
    uint32_t before;     /* the mark in front of it; 0 at the start of a sentence */
    bool opens;          /* a word such as 其中 announces parts */
    bool in_list;        /* in brackets right behind a figure: (市级1个、县级14个) */
    size_t figure;       /* token of its only count; GJ_NOWHERE where it has none or several */
    size_t count_count;  /* counts, */
    size_t digits_count; /* and other digits in it */
    bool is_taken;       /* read with a clause before it */
};

struct gj_clauses {
    struct gj_clause *items;
    size_t count;
};

/* 。 and the like, or the end of a line that was not wrapped. */
bool gj_ends_sentence(uint32_t character);

/* False where memory ends. */
bool gj_clauses_read(struct gj_clauses *clauses, struct gj_arena *arena, const struct gj_tokens *tokens,
                     const struct gj_prose_rules *rules);

#endif
