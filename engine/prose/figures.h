/* Figures in a folded paragraph: numbers with their units, dates, and digits that are neither. */
#ifndef GJ_PROSE_FIGURES_H
#define GJ_PROSE_FIGURES_H

#include "fold.h"

enum gj_figure_kind {
    GJ_FIGURE_COUNT, /* a number with a unit that the rules know */
    GJ_FIGURE_TIME,  /* a date, or a stretch of time */
    GJ_FIGURE_DIGITS /* telephone, document number, percentage, number without a unit ... */
};

struct gj_figure {
    enum gj_figure_kind kind;
    bool has_value; /* digits that were read as a whole number */
    gj_decimal value;
    bool exact;
    struct gj_span unit;
    int year;  /* of a date; 0 where it names none */
    bool part; /* of a date: less than a year */
    bool lone; /* of digits: no mark such as %, - or a letter next to them */
};

/* A paragraph with each figure as one character. */
struct gj_tokens {
    uint32_t *characters; /* with GJ_PROSE_NUMBER, _TIME, _DIGITS for figures */
    size_t *from;         /* index in the paragraph of each token's first character, and one past the last */
    size_t *figures;      /* index in figures for each token that is one */
    size_t count;
    struct gj_figure *items;
    size_t figure_count;
};

/* False where memory ends. */
bool gj_tokens_read(struct gj_tokens *tokens, struct gj_arena *arena, const struct gj_paragraph *paragraph,
                    const struct gj_prose_rules *rules);

#endif
