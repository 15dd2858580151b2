/* Patterns of wording: what a clause may look like for its figure to be read with certainty. */
#ifndef GJ_PROSE_PATTERN_H
#define GJ_PROSE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"

/* Stand in a clause for a figure with its unit, a date, and any other digits; no character has these codes. */
#define GJ_PROSE_NUMBER ((uint32_t)0x110000)
#define GJ_PROSE_TIME ((uint32_t)0x110001)
#define GJ_PROSE_DIGITS ((uint32_t)0x110002)

/* A clause longer than this says too much to be read with certainty. */
#define GJ_PROSE_LONGEST 120

struct gj_span {
    const uint32_t *characters;
    size_t length;
};

/* Characters, several to a bit: what is not in the set of a clause is not in the clause. */
struct gj_character_set {
    uint64_t bits[4];
};

enum { GJ_WORD_OPENINGS = 64 };
struct gj_words {
    const char *name;
    struct gj_span *items;
    size_t count;
    /* Words by their first character: index of the first of them plus 1, and of those behind it, in their order. */
    uint32_t openings[GJ_WORD_OPENINGS], *next;
    struct gj_character_set *needed;     /* of each word, its characters */
    struct gj_character_set first, last; /* characters that a word begins, and ends, with */
};

enum gj_prose_part_kind {
    GJ_PROSE_TEXT, /* these characters */
    GJ_PROSE_WORD, /* a word of a list; it may be optional, or repeated */
    GJ_PROSE_GAP   /* up to 20 characters of any kind but figures and dates */
};

struct gj_prose_part {
    enum gj_prose_part_kind kind;
    struct gj_span text;
    const struct gj_words *words;
    bool optional;
    bool repeated;
};

struct gj_prose_pattern {
    struct gj_prose_part *parts;
    size_t count;
    struct gj_character_set needed; /* characters without which no clause matches */
};

/* Where in a clause a match may stand so far: places.at[i] is true where it may have reached character i. */
struct gj_places {
    bool at[GJ_PROSE_LONGEST + 1];
};

struct gj_word_lists {
    struct gj_words *items;
    size_t count;
};

/* The list of that name, or NULL. */
const struct gj_words *gj_words_find(const struct gj_word_lists *lists, const char *name, size_t length);

/* UTF-8 to code points in the arena; false where it is not valid or memory ends. */
bool gj_span_read(struct gj_arena *arena, const char *text, struct gj_span *span);

/* Code points to UTF-8 in the arena, figures left out; NULL where memory ends. */
char *gj_span_write(struct gj_arena *arena, struct gj_span span);

/* Compiles "{list}{list?}{list*}text~#"; number says whether a figure stands at the end where no # says
 * otherwise; before a figure the words of the list "after" may stand. False, and *reason says why (a
 * constant), where the pattern is wrong or memory ends. */
bool gj_pattern_compile(struct gj_prose_pattern *pattern, struct gj_arena *arena, const struct gj_word_lists *lists,
                        const char *text, bool number, const char **reason);

/* Fills in the sets of a list whose words are there. False where memory ends. */
bool gj_words_seal(struct gj_words *words, struct gj_arena *arena);

void gj_character_set_add(struct gj_character_set *set, struct gj_span span);
/* Is everything in few also in many? */
bool gj_character_set_holds(const struct gj_character_set *many, const struct gj_character_set *few);
/* May a word of the list stand in the clause with that set of characters? */
bool gj_words_may_stand(const struct gj_words *words, const struct gj_character_set *set);

/* Moves places over any number of words of the list, at least none. */
void gj_places_over(struct gj_places *places, const struct gj_words *words, struct gj_span clause);
/* Moves places over the whole pattern. */
void gj_places_through(struct gj_places *places, const struct gj_prose_pattern *pattern, struct gj_span clause);

static inline bool gj_character_set_may_hold(const struct gj_character_set *set, uint32_t character) {
    return set->bits[character >> 6 & 3] >> (character & 63) & 1;
}

/* May a word of the list begin, or end, with the character at place? Seen at that one character. */
static inline bool gj_words_may_begin(const struct gj_words *words, struct gj_span clause, size_t place) {
    return place < clause.length && gj_character_set_may_hold(&words->first, clause.characters[place]);
}
static inline bool gj_words_may_end(const struct gj_words *words, struct gj_span clause, size_t place) {
    return place < clause.length && gj_character_set_may_hold(&words->last, clause.characters[place]);
}

/* Going through the words that may stand at place, by their first characters: index of the first plus 1; 0 for none. */
static inline size_t gj_words_opening(const struct gj_words *words, struct gj_span clause, size_t place) {
    return gj_words_may_begin(words, clause, place) ? words->openings[clause.characters[place] % GJ_WORD_OPENINGS] : 0;
}

/* Do the characters of word stand in clause at place? Asked so often that it pays to look at the first one
 * here. */
static inline bool gj_span_at(struct gj_span clause, size_t place, struct gj_span word) {
    if (place > clause.length || word.length > clause.length - place)
        return false;
    if (word.length == 0)
        return true; /* a clause without characters may have no place for them either */
    const uint32_t *characters = clause.characters + place;
    return characters[0] == word.characters[0] && characters[word.length - 1] == word.characters[word.length - 1] &&
           memcmp(characters, word.characters, word.length * sizeof *characters) == 0;
}
static inline bool gj_spans_equal(struct gj_span a, struct gj_span b) {
    return a.length == b.length && gj_span_at(a, 0, b);
}
/* The first place of word in clause at or after from; false where there is none. */
bool gj_span_find(struct gj_span clause, size_t from, struct gj_span word, size_t *place);
/* Is the span a word of the list? */
bool gj_words_hold(const struct gj_words *words, struct gj_span span);
/* Does any word of the list stand in the span, at or after from? */
bool gj_words_stand(const struct gj_words *words, struct gj_span span, size_t from);
/* The length of the first word of the list that ends the span, and is not all of it; 0 where there is none. */
size_t gj_words_ending(const struct gj_words *words, struct gj_span span);
/* The length of the longest word of the list that stands at place, or 0; the second looks at the first character
 * before it asks the other. */
size_t gj_words_longest(const struct gj_words *words, struct gj_span clause, size_t place);
static inline size_t gj_words_at(const struct gj_words *words, struct gj_span clause, size_t place) {
    return gj_words_may_begin(words, clause, place) ? gj_words_longest(words, clause, place) : 0;
}

#endif
