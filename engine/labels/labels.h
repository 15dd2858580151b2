/* Labels: what spellings count as the same, and which label of a template a piece of text is. */
#ifndef GJ_LABELS_H
#define GJ_LABELS_H

#include <stdint.h>
#include <string.h>

#include "arena.h"
#include "gouji.h"

struct gj_template;

/* One character that counts as another, e.g. 規 as 规. */
struct gj_same_character {
    uint32_t from, to;
};

/* One wording that counts as another, e.g. 情况 as 情形; both folded by the characters alone. */
struct gj_same_wording {
    uint32_t *from, *to;
    size_t from_length, to_length;
};

enum { GJ_WORDING_SET_WORDS = 16 };

struct gj_spelling {
    struct gj_same_character *characters; /* sorted by from */
    size_t character_count;
    uint64_t *respelled; /* the set of all from; NULL where there are none */
    struct gj_same_wording *wordings;
    size_t wording_count;
    uint64_t reworded[GJ_WORDING_SET_WORDS]; /* the first characters of wordings, several to a bit */
};

/* The bit of a character in that set. */
static inline uint64_t gj_wording_bit(uint32_t character, size_t *word) {
    *word = character >> 6 & (GJ_WORDING_SET_WORDS - 1);
    return UINT64_C(1) << (character & 63);
}

enum gj_label_role {
    GJ_LABEL_ROW,
    GJ_LABEL_GROUP, /* of rows or of columns */
    GJ_LABEL_COLUMN,
    GJ_LABEL_CAPTION, /* a title inside a table */
    GJ_LABEL_HEADING, /* what announces a table in the text */
    GJ_LABEL_CORNER,
    GJ_LABEL_NOTE,
    GJ_LABEL_TITLE /* of the whole report */
};

/* The numbering in front of a label: level 1 is 一、 2 is (一) 3 is 1. 4 is (1) or ①; 0 where there is none. */
struct gj_numbering {
    int level;
    int number;
};

/* A label reduced to what must agree: no numbering, no punctuation, no space, spelling made one. */
struct gj_key {
    const uint32_t *characters;
    size_t length;
    struct gj_numbering numbering;
    uint64_t hash; /* of the characters */
};

/* Do these characters begin the key, or end it? */
static inline bool gj_key_begins(const struct gj_key *key, const uint32_t *characters, size_t length) {
    return length <= key->length && memcmp(characters, key->characters, length * sizeof *characters) == 0;
}
static inline bool gj_key_ends(const struct gj_key *key, const uint32_t *characters, size_t length) {
    return length <= key->length &&
           memcmp(characters, key->characters + key->length - length, length * sizeof *characters) == 0;
}

struct gj_label {
    enum gj_label_role role;
    size_t table; /* index in the template; GJ_NOWHERE for a title */
    size_t index; /* of the row or column leaf; of the heading otherwise */
    struct gj_key key;
};

/* A character of a label. */
struct gj_label_place {
    uint32_t character;
    uint32_t label;
};

struct gj_label_book {
    struct gj_label *labels;
    size_t label_count;
    uint32_t *buckets;   /* hash table over key.hash: index of the first label plus 1 */
    uint32_t *next;      /* further labels of one bucket, the same way */
    size_t bucket_count; /* a power of two */
    size_t *headings;    /* of the labels, those that are a heading */
    size_t heading_count;
    struct gj_key *titles; /* of reports, folded as gj_fold_plain() does: lines are compared with them */
    size_t title_count;
    struct gj_label_place *places; /* where each character stands in each label, those of a bucket together */
    uint32_t *characters;   /* hash table over one character: index of its bucket's first place; one more for the end */
    size_t character_count; /* a power of two */
    uint32_t *openings;     /* the same over the first character of a label: index of the first label plus 1 */
    uint32_t *next_opening; /* further labels of one bucket */
};

/* Going through the labels that stand anywhere in a text. */
struct gj_label_search {
    const struct gj_label_book *book;
    const struct gj_key *text;
    size_t at;     /* character of the text */
    uint32_t next; /* label that may begin there, plus 1 */
};

/* Folds length bytes of UTF-8 to a key in the arena. Text that is nothing but punctuation gives length 0. */
gj_status gj_fold(const struct gj_spelling *spelling, struct gj_arena *arena, const char *bytes, size_t length,
                  struct gj_key *key);

/* The same with digits kept and numbering left in place: the plain characters of a line of text. */
gj_status gj_fold_plain(const struct gj_spelling *spelling, struct gj_arena *arena, const char *bytes, size_t length,
                        struct gj_key *key);

/* Fills form->labels from its tables; called once when a template is compiled. */
gj_status gj_labels_build(struct gj_template *form, const struct gj_spelling *spelling);

/* The first label whose key has the characters of key, or NULL; then the one after it, till NULL. */
const struct gj_label *gj_labels_find(const struct gj_label_book *book, const struct gj_key *key);
const struct gj_label *gj_labels_next(const struct gj_label_book *book, const struct gj_label *label);

/* Begins to go through the labels whose characters stand in text; each call of gj_labels_within() gives one, as often
 * as it stands there, and NULL behind the last. */
struct gj_label_search gj_labels_search(const struct gj_label_book *book, const struct gj_key *text);
const struct gj_label *gj_labels_within(struct gj_label_search *search);

/* Adds to counts, one for each label, how many characters of the text occur in it. */
void gj_labels_share(const struct gj_label_book *book, const struct gj_key *text, uint16_t *counts);

/* Makes what these three need; called once, when the labels are in. */
gj_status gj_labels_index(struct gj_label_book *book, struct gj_arena *arena);

#endif
