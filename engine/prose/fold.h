/* A paragraph as the rules see it: one spelling, no noise, and the way back to the text. */
#ifndef GJ_PROSE_FOLD_H
#define GJ_PROSE_FOLD_H

#include "labels/labels.h"
#include "rules.h"
#include "text/text.h"

/* Stands between sentences where a line ends one without a full stop. */
#define GJ_PROSE_BREAK ((uint32_t)'\n')

struct gj_paragraph {
    uint32_t *characters;
    size_t *offsets; /* byte of the text for each character, and one past the last */
    size_t count;
};

/* The first line at or after first, below last, that does not belong to the paragraph that begins at first.
 * A paragraph ends at a blank line, but for those around a page mark, or where a full stop ends a line. */
size_t gj_paragraph_end(const struct gj_text *text, size_t first, size_t last);

/* May the lines [first, last) hold a figure that the rules know? Reads bytes only. */
bool gj_paragraph_promising(const struct gj_text *text, size_t first, size_t last, const struct gj_prose_rules *rules);

/* Folds the lines: compatibility forms made one (NFKC), traditional characters and other spellings
 * simplified, spaces, quotation marks, doubled commas and pinyin in brackets left out. spelling may be NULL.
 * False where memory ends. */
bool gj_paragraph_fold(struct gj_paragraph *paragraph, struct gj_arena *arena, const struct gj_text *text, size_t first,
                       size_t last, const struct gj_prose_rules *rules, const struct gj_spelling *spelling);

#endif
