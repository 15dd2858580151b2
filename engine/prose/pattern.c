/* A pattern is run as a set of places that moves through the clause, so that no wording, however odd, costs
 * more than words times places (the set simulation of a nondeterministic automaton: Thompson, "Regular
 * expression search algorithm", Communications of the ACM 11 (6), 1968). */
#include "pattern.h"

#include <string.h>
#include <utf8proc.h>

#define LONGEST_GAP 20

const struct gj_words *gj_words_find(const struct gj_word_lists *lists, const char *name, size_t length) {
    for (size_t i = 0; i < lists->count; i++)
        if (strlen(lists->items[i].name) == length && memcmp(lists->items[i].name, name, length) == 0)
            return &lists->items[i];
    return NULL;
}

bool gj_span_read(struct gj_arena *arena, const char *text, struct gj_span *span) {
    size_t length = strlen(text);
    uint32_t *characters = gj_arena_array(arena, length, sizeof *characters);
    if (!characters)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < length;) {
        utf8proc_int32_t character;
        utf8proc_ssize_t used =
            utf8proc_iterate((const utf8proc_uint8_t *)text + i, (utf8proc_ssize_t)(length - i), &character);
        if (used <= 0)
            return false;
        characters[count++] = (uint32_t)character;
        i += (size_t)used;
    }
    *span = (struct gj_span){characters, count};
    return true;
}

static size_t text_length(const char *text) {
    return strcspn(text, "{#~");
}

/* Reads one part of the pattern at text; gives its length in bytes, or 0 and the reason. */
static size_t read_part(struct gj_prose_part *part, struct gj_arena *arena, const struct gj_word_lists *lists,
                        const char *text, const char **reason) {
    static const uint32_t number[] = {GJ_PROSE_NUMBER};
    if (*text == '#') {
        *part = (struct gj_prose_part){.kind = GJ_PROSE_TEXT, .text = {number, 1}};
        return 1;
    }
    if (*text == '~') {
        *part = (struct gj_prose_part){.kind = GJ_PROSE_GAP};
        return 1;
    }
    if (*text != '{') {
        size_t length = text_length(text);
        char *copy = gj_arena_copy(arena, text, length);
        *part = (struct gj_prose_part){.kind = GJ_PROSE_TEXT};
        *reason = "not UTF-8, or out of memory";
        return copy && gj_span_read(arena, copy, &part->text) ? length : 0;
    }
    size_t length = strcspn(text, "}");
    if (text[length] != '}') {
        *reason = "{ without }";
        return 0;
    }
    char mark = text[length - 1];
    bool marked = mark == '*' || mark == '?';
    *part = (struct gj_prose_part){.kind = GJ_PROSE_WORD, .optional = marked, .repeated = mark == '*'};
    part->words = gj_words_find(lists, text + 1, length - 1 - (marked ? 1 : 0));
    *reason = "no list of words has that name";
    return part->words ? length + 1 : 0;
}

/* Words such as "in all" and "came to" may stand before any figure. */
static void add_after(struct gj_prose_pattern *pattern, const struct gj_word_lists *lists) {
    const struct gj_words *after = gj_words_find(lists, "after", strlen("after"));
    if (after)
        pattern->parts[pattern->count++] =
            (struct gj_prose_part){.kind = GJ_PROSE_WORD, .words = after, .optional = true, .repeated = true};
}

bool gj_pattern_compile(struct gj_prose_pattern *pattern, struct gj_arena *arena, const struct gj_word_lists *lists,
                        const char *text, bool number, const char **reason) {
    size_t length = strlen(text);
    *pattern = (struct gj_prose_pattern){gj_arena_array(arena, 2 * length + 2, sizeof *pattern->parts), 0, {{0}}};
    *reason = "out of memory";
    if (!pattern->parts)
        return false;
    for (size_t i = 0; i < length;) {
        if (text[i] == '#')
            add_after(pattern, lists);
        size_t used = read_part(&pattern->parts[pattern->count], arena, lists, text + i, reason);
        if (!used)
            return false;
        pattern->count++;
        i += used;
    }
    if (number && !strchr(text, '#')) {
        add_after(pattern, lists);
        read_part(&pattern->parts[pattern->count++], arena, lists, "#", reason);
    }
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->parts[i].kind == GJ_PROSE_TEXT)
            gj_character_set_add(&pattern->needed, pattern->parts[i].text);
    *reason = "an empty pattern";
    return pattern->count > 0;
}

char *gj_span_write(struct gj_arena *arena, struct gj_span span) {
    char *text = gj_arena_array(arena, span.length * 4 + 1, 1);
    if (!text)
        return NULL;
    size_t length = 0;
    for (size_t i = 0; i < span.length; i++) {
        uint32_t character = span.characters[i];
        if (character >= GJ_PROSE_NUMBER)
            continue;
        length += (size_t)utf8proc_encode_char((utf8proc_int32_t)character, (utf8proc_uint8_t *)text + length);
    }
    return text;
}

void gj_character_set_add(struct gj_character_set *set, struct gj_span span) {
    for (size_t i = 0; i < span.length; i++)
        set->bits[span.characters[i] >> 6 & 3] |= (uint64_t)1 << (span.characters[i] & 63);
}

bool gj_character_set_holds(const struct gj_character_set *many, const struct gj_character_set *few) {
    for (size_t i = 0; i < 4; i++)
        if (few->bits[i] & ~many->bits[i])
            return false;
    return true;
}

bool gj_words_seal(struct gj_words *words, struct gj_arena *arena) {
    words->needed = gj_arena_array(arena, words->count, sizeof *words->needed);
    words->next = gj_arena_array(arena, words->count, sizeof *words->next);
    for (size_t i = words->count; words->needed && words->next && i-- > 0;) { /* backwards, for the order of openings */
        struct gj_span word = words->items[i];
        uint32_t *opening = &words->openings[*word.characters % GJ_WORD_OPENINGS];
        words->next[i] = *opening;
        *opening = (uint32_t)(i + 1);
        gj_character_set_add(&words->needed[i], word);
        gj_character_set_add(&words->first, (struct gj_span){word.characters, 1});
        gj_character_set_add(&words->last, (struct gj_span){word.characters + word.length - 1, 1});
    }
    return words->needed && words->next;
}

bool gj_words_may_stand(const struct gj_words *words, const struct gj_character_set *set) {
    for (size_t i = 0; i < words->count; i++)
        if (gj_character_set_holds(set, &words->needed[i]))
            return true;
    return false;
}

bool gj_span_find(struct gj_span clause, size_t from, struct gj_span word, size_t *place) {
    for (size_t i = from; i + word.length <= clause.length; i++) {
        if (gj_span_at(clause, i, word)) {
            *place = i;
            return true;
        }
    }
    return false;
}

bool gj_words_hold(const struct gj_words *words, struct gj_span span) {
    for (size_t i = 0; i < words->count; i++)
        if (gj_spans_equal(words->items[i], span))
            return true;
    return false;
}

bool gj_words_stand(const struct gj_words *words, struct gj_span span, size_t from) {
    size_t place;
    for (size_t i = 0; i < words->count; i++)
        if (gj_span_find(span, from, words->items[i], &place))
            return true;
    return false;
}

size_t gj_words_ending(const struct gj_words *words, struct gj_span span) {
    if (!span.length || !gj_words_may_end(words, span, span.length - 1))
        return 0;
    for (size_t i = 0; i < words->count; i++) {
        size_t length = words->items[i].length;
        if (length < span.length && gj_span_at(span, span.length - length, words->items[i]))
            return length;
    }
    return 0;
}

size_t gj_words_longest(const struct gj_words *words, struct gj_span clause, size_t place) {
    size_t longest = 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i].length > longest && gj_span_at(clause, place, words->items[i]))
            longest = words->items[i].length;
    return longest;
}

/* False where no word stands there. */
static bool reach(struct gj_places *places, const struct gj_words *words, struct gj_span clause, size_t place) {
    bool any = false;
    for (size_t i = gj_words_opening(words, clause, place); i; i = words->next[i - 1])
        if (gj_span_at(clause, place, words->items[i - 1]))
            any = places->at[place + words->items[i - 1].length] = true;
    return any;
}

void gj_places_over(struct gj_places *places, const struct gj_words *words, struct gj_span clause) {
    /* Words are never empty, so that one pass from the left sees every place before it is left. */
    for (size_t place = 0; place < clause.length; place++)
        if (places->at[place])
            (void)reach(places, words, clause, place);
}

static void over_gap(struct gj_places *places, struct gj_span clause) {
    size_t left = 0;
    for (size_t place = 0; place <= clause.length; place++) {
        if (places->at[place])
            left = LONGEST_GAP + 1;
        if (left > 0) {
            places->at[place] = true;
            left--;
        }
        if (place < clause.length && clause.characters[place] >= GJ_PROSE_NUMBER)
            left = 0;
    }
}

/* From each place over a text, or over one word of a list. False where no place is left. */
static bool move(struct gj_places *places, const struct gj_prose_part *part, struct gj_span clause) {
    struct gj_places next = {{false}};
    bool any = false;
    for (size_t place = 0; place <= clause.length; place++) {
        if (!places->at[place])
            continue;
        if (part->kind == GJ_PROSE_WORD)
            any |= reach(&next, part->words, clause, place);
        else if (gj_span_at(clause, place, part->text))
            any = next.at[place + part->text.length] = true;
        if (part->optional)
            any = next.at[place] = true;
    }
    *places = next;
    return any;
}

static bool step(struct gj_places *places, const struct gj_prose_part *part, struct gj_span clause) {
    if (part->kind != GJ_PROSE_GAP && !part->repeated)
        return move(places, part, clause);
    if (part->kind == GJ_PROSE_GAP)
        over_gap(places, clause);
    else
        gj_places_over(places, part->words, clause);
    return true;
}

void gj_places_through(struct gj_places *places, const struct gj_prose_pattern *pattern, struct gj_span clause) {
    for (size_t i = 0; i < pattern->count && step(places, &pattern->parts[i], clause); i++)
        continue;
}
