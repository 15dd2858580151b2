/* 行政复议、行政诉讼分别为3件和2件: as many figures as things, in their order. */
#include <string.h>

#include "reading.h"

#define MOST_THINGS 12

/* The things, with links between them: first[i] to last[i] in the clause. */
struct things {
    size_t first[MOST_THINGS], last[MOST_THINGS];
    size_t count;
};

/* Where the word that says so begins, right before the figure; the figure's place where there is none. */
static size_t find_word(const struct gj_prose_reading *reading, const struct gj_clause *clause) {
    struct gj_span text = {reading->tokens.characters, clause->figure};
    const struct gj_words *words = reading->rules->respectively;
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i].length <= clause->figure - clause->first &&
            gj_span_at(text, clause->figure - words->items[i].length, words->items[i]))
            return clause->figure - words->items[i].length;
    return clause->figure;
}

/* Figures that follow alone: ...、8件、2件. */
static size_t count_figures(const struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *first = &reading->clauses.items[index];
    size_t count = 1;
    while (index + count < reading->clauses.count) {
        const struct gj_clause *next = &reading->clauses.items[index + count];
        if (next->sentence != first->sentence || next->depth != first->depth || next->figure == GJ_NOWHERE ||
            next->last - next->first != 1)
            break;
        count++;
    }
    return count;
}

static bool cut(const struct gj_prose_reading *reading, struct gj_span text, struct things *things) {
    size_t first = 0;
    *things = (struct things){.count = 0};
    for (size_t place = 0; place <= text.length;) {
        size_t link = place < text.length ? gj_words_at(reading->rules->links, text, place) : 1;
        if (!link) {
            place++;
            continue;
        }
        if (place > first) {
            if (things->count == MOST_THINGS)
                return false;
            things->first[things->count] = first;
            things->last[things->count++] = place;
        }
        place += link;
        first = place;
    }
    return true;
}

/* The rule of the words [from, to) of the first clause, had the figure of the clause at index stood behind them.
 * False where memory ends. */
static bool match_thing(const struct gj_prose_reading *reading, const struct gj_look *look, size_t from, size_t to,
                        size_t index, const struct gj_prose_rule **rule) {
    uint32_t *characters = gj_arena_array(reading->arena, to - from + 1, sizeof *characters);
    if (!characters)
        return false;
    memcpy(characters, look->clause.characters + from, (to - from) * sizeof *characters);
    characters[to - from] = GJ_PROSE_NUMBER;
    const struct gj_clause *clause = &reading->clauses.items[index];
    struct gj_look own = *look;
    own.clause = (struct gj_span){characters, to - from + 1};
    own.characters = (struct gj_character_set){{0}};
    gj_character_set_add(&own.characters, own.clause);
    own.unit = reading->tokens.items[reading->tokens.figures[clause->figure]].unit;
    if (from > 0)
        own.starts = (struct gj_places){{true}};
    *rule = gj_prose_match_say(reading, &own);
    return true;
}

/* The longest run of things from *next on that is one thing to a rule: 法人或其他组织. */
static bool take_thing(struct gj_prose_reading *reading, const struct gj_look *look, const struct things *things,
                       size_t *next, size_t index) {
    const struct gj_prose_rule *rule = NULL;
    size_t first = *next, last = things->count;
    for (; last > first; last--) {
        if (!match_thing(reading, look, things->first[first], things->last[last - 1], index, &rule))
            return false;
        if (rule)
            break;
    }
    *next = rule ? last : things->count + 1;
    if (!rule)
        return true;
    struct gj_entry *entry = gj_prose_reading_add(reading, index, rule, GJ_CLAIM_FIGURE);
    if (!entry)
        return false;
    size_t length = things->last[last - 1] - things->first[first];
    entry->phrase = (struct gj_span){look->clause.characters + things->first[first], length};
    return true;
}

/* All or none: a thing that nobody knows shifts those behind it. */
static bool add_things(struct gj_prose_reading *reading, const struct gj_look *look, const struct things *things,
                       size_t index, size_t count) {
    size_t before = reading->entries.count, next = 0;
    const char *topic = reading->topic;
    for (size_t i = 0; i < count && next < things->count; i++)
        if (!take_thing(reading, look, things, &next, index + i))
            return false;
    bool fits = next == things->count && reading->entries.count - before == count;
    if (!fits)
        reading->entries.count = before;
    reading->topic = fits && count > 1 ? NULL : topic;
    return true;
}

bool gj_prose_read_respectively(struct gj_prose_reading *reading, size_t index, bool *found) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    size_t word = find_word(reading, clause);
    *found = word < clause->figure && clause->figure + 1 == clause->last;
    if (!*found)
        return true;
    size_t count = count_figures(reading, index);
    for (size_t i = 1; i < count; i++)
        reading->clauses.items[index + i].is_taken = true;
    struct gj_look look;
    struct things things;
    if (!gj_prose_look_at(reading, &look, index, clause->first, word))
        return false;
    if (count < 2 || look.clause.length == 0 || look.joined || !cut(reading, look.clause, &things))
        return true;
    return add_things(reading, &look, &things, index, count);
}
