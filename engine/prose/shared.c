/* "None of these", "all of those", and one figure for several things. */
#include <string.h>

#include "reading.h"

#define MOST_ITEMS 12

/* The clause cut at its links: 行政复议|行政诉讼. */
struct chunks {
    size_t first[MOST_ITEMS], last[MOST_ITEMS];
    size_t count;
};

/* The rules that a list of things names. */
struct named {
    const struct gj_prose_rule *rules[MOST_ITEMS];
    size_t count;
};

static bool cut(const struct gj_prose_reading *reading, struct gj_span clause, size_t from, size_t to,
                struct chunks *chunks) {
    size_t first = from;
    chunks->count = 0;
    for (size_t place = from; place < to;) {
        size_t link = clause.characters[place] == ',' ? 1 : gj_words_at(reading->rules->links, clause, place);
        if (!link) {
            place++;
            continue;
        }
        if (place > first) {
            if (chunks->count + 1 >= MOST_ITEMS)
                return false;
            chunks->first[chunks->count] = first;
            chunks->last[chunks->count++] = place;
        }
        place += link;
        first = place;
    }
    if (first < to) {
        chunks->first[chunks->count] = first;
        chunks->last[chunks->count++] = to;
    }
    return true;
}

/* Every chunk, or several with the links between them, must be something that a rule names: the longest
 * first. */
static bool name_all(const struct gj_prose_reading *reading, const struct gj_look *look, const struct chunks *chunks,
                     bool from_start, struct named *named) {
    named->count = 0;
    for (size_t i = 0; i < chunks->count;) {
        const struct gj_prose_rule *rule = NULL;
        size_t last = chunks->count;
        for (; last > i && !rule; last--) {
            size_t from = i == 0 && from_start ? GJ_NOWHERE : chunks->first[i];
            rule = gj_prose_match_none(reading, look, from, chunks->last[last - 1]);
        }
        if (!rule)
            return false;
        named->rules[named->count++] = rule;
        i = last + 1;
    }
    return named->count > 0;
}

/* "No review or suit that was lost" denies the loss, not the review. */
static bool is_distributed(const struct named *named) {
    if (!named->rules[named->count - 1]->result)
        return false;
    for (size_t i = 0; i + 1 < named->count; i++)
        if (!named->rules[i]->result)
            return true;
    return false;
}

static bool is_repeated(const struct named *named, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(named->rules[i]->id, named->rules[index]->id) == 0)
            return true;
    return false;
}

/* After several things with topics of their own, none of them is what the next clause is about. */
static void forget_topic(struct gj_prose_reading *reading, const struct named *named) {
    for (size_t i = 0; i < named->count; i++)
        for (size_t j = 0; j < i; j++)
            if (named->rules[i]->topic && named->rules[j]->topic &&
                strcmp(named->rules[i]->topic, named->rules[j]->topic) != 0)
                reading->topic = NULL;
}

static bool add_named(struct gj_prose_reading *reading, size_t clause, const struct named *named, gj_claim_kind kind,
                      gj_decimal value, bool exact) {
    for (size_t i = 0; i < named->count; i++) {
        if (is_repeated(named, i))
            continue;
        struct gj_entry *entry = gj_prose_reading_add(reading, clause, named->rules[i], kind);
        if (!entry)
            return false;
        entry->claim.value = value;
        entry->claim.exact = exact;
    }
    forget_topic(reading, named);
    return true;
}

static bool deny(struct gj_prose_reading *reading, size_t index, const struct gj_look *look, size_t from, bool *done) {
    struct named named = {{gj_prose_match_none(reading, look, from, look->clause.length)}, 1};
    struct chunks chunks;
    if (!named.rules[0] && (!cut(reading, look->clause, from, look->clause.length, &chunks) || chunks.count < 2 ||
                            !name_all(reading, look, &chunks, false, &named) || is_distributed(&named)))
        return true;
    *done = true;
    return add_named(reading, index, &named, GJ_CLAIM_NONE, (gj_decimal){0, 0}, true);
}

bool gj_prose_read_none(struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    struct gj_look look;
    if (!gj_prose_look_at(reading, &look, index, clause->first, clause->last))
        return false;
    bool done = false;
    for (size_t place = 0; place < look.clause.length && !done; place++) {
        if (!look.starts.at[place])
            continue;
        const struct gj_words *negations = reading->rules->negations;
        for (size_t i = gj_words_opening(negations, look.clause, place); i && !done; i = negations->next[i - 1])
            if (gj_span_at(look.clause, place, negations->items[i - 1]) &&
                !deny(reading, index, &look, place + negations->items[i - 1].length, &done))
                return false;
    }
    return true;
}

bool gj_prose_read_answer(struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    struct gj_span text = {reading->tokens.characters, clause->last};
    if (index == 0 || clause->before != ':' ||
        gj_words_at(reading->rules->negations, text, clause->first) != clause->last - clause->first)
        return true;
    const struct gj_clause *asked = clause - 1;
    struct gj_look look;
    bool done = asked->last + 1 != clause->first || asked->count_count > 0 || asked->digits_count > 0;
    if (!done && !gj_prose_look_at(reading, &look, index - 1, asked->first, asked->last))
        return false;
    for (size_t place = 0; !done && place < look.clause.length; place++)
        if (look.starts.at[place] && !deny(reading, index - 1, &look, place, &done))
            return false;
    return true;
}

/* The latest claim outside brackets, of this sentence or the one before, that "all" may speak of. */
static const struct gj_entry *spoken_of(const struct gj_prose_reading *reading, const struct gj_clause *clause,
                                        const struct gj_prose_rule *rule) {
    for (size_t i = reading->entries.count; i > 0; i--) {
        const struct gj_entry *entry = &reading->entries.items[i - 1];
        if (entry->sentence + 1 < clause->sentence)
            return NULL;
        if (entry->rule && entry->depth == 0 && entry->claim.kind == GJ_CLAIM_FIGURE &&
            gj_string_among(entry->rule->id, rule->all_of, rule->all_of_count))
            return entry;
    }
    return NULL;
}

bool gj_prose_read_all(struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    struct gj_look look;
    if (!reading->entries.count)
        return true; /* there is no claim that it could speak of */
    if (!gj_prose_look_at(reading, &look, index, clause->first, clause->last))
        return false;
    look.starts.at[0] = true;
    /* "All were closed." goes on with what the sentence before was about. */
    const char *topic = reading->topic;
    size_t before = reading->entries.count;
    if (!topic)
        reading->topic = reading->last_topic;
    for (size_t i = 0; i < reading->rules->rule_count; i++) {
        const struct gj_prose_rule *rule = &reading->rules->rules[i];
        if (!gj_prose_match_all(reading, &look, rule))
            continue;
        const struct gj_entry *of = spoken_of(reading, clause, rule);
        if (!of)
            continue;
        gj_claim spoken = of->claim;
        const struct gj_prose_rule *base = of->rule;
        struct gj_span unit = of->unit;
        struct gj_entry *entry = gj_prose_reading_add(reading, index, rule, GJ_CLAIM_ALL);
        if (!entry)
            return false;
        entry->claim.value = spoken.value;
        entry->claim.exact = spoken.exact;
        entry->unit = unit;
        entry->base = base;
    }
    if (reading->entries.count == before)
        reading->topic = topic;
    return true;
}

/* The end of the words before the figure: 共 and the like left out; *each where the figure is for each thing. */
static size_t before_figure(const struct gj_prose_reading *reading, struct gj_span clause, size_t figure, bool *each) {
    clause.length = figure;
    for (;;) {
        size_t length = gj_words_ending(reading->rules->each, clause);
        *each = *each || length;
        if (!length)
            length = gj_words_ending(reading->rules->after, clause);
        if (!length)
            return clause.length;
        clause.length -= length;
    }
}

/* Where the clause goes on from the one before it: ..., 以及行政诉讼案件0起. */
static size_t shared_start(const struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    struct gj_span text = {reading->tokens.characters, clause->last};
    if (index == 0 || clause->before != ',' || !gj_words_at(reading->rules->links, text, clause->first))
        return clause->first;
    const struct gj_clause *previous = clause - 1;
    bool joins = previous->sentence == clause->sentence && previous->depth == clause->depth &&
                 previous->count_count == 0 && previous->digits_count == 0 && previous->last + 1 == clause->first;
    return joins ? previous->first : clause->first;
}

/* One figure for several things that is not for each of them: the claim is about the sum of all their cells. */
static bool add_sum(struct gj_prose_reading *reading, size_t clause, const struct named *named) {
    size_t count = 0;
    for (size_t i = 0; i < named->count; i++) {
        const struct gj_prose_cells *cells =
            reading->form ? gj_prose_rule_cells(named->rules[i], reading->form->id) : NULL;
        if (!cells || is_repeated(named, i))
            return true;
        count += cells->count;
    }
    struct gj_entry *entry = gj_prose_reading_add(reading, clause, named->rules[0], GJ_CLAIM_FIGURE);
    const char **ids = gj_arena_array(reading->report->arena, count, sizeof *ids);
    if (!entry || !ids)
        return false;
    forget_topic(reading, named);
    bool told = entry->claim.cell_count > 0;
    entry->rule = NULL;
    entry->claim.subject = NULL;
    entry->claim.cells = ids;
    entry->claim.cell_count = 0;
    for (size_t i = 0; told && i < named->count; i++) {
        const struct gj_prose_cells *cells = gj_prose_rule_cells(named->rules[i], reading->form->id);
        for (size_t j = 0; j < cells->count; j++)
            ids[entry->claim.cell_count++] = cells->ids[j];
    }
    return true;
}

bool gj_prose_read_shared(struct gj_prose_reading *reading, size_t index, bool *found) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    const struct gj_figure *figure = &reading->tokens.items[reading->tokens.figures[clause->figure]];
    *found = false;
    if (clause->figure + 1 != clause->last || !figure->has_value)
        return true;
    size_t start = shared_start(reading, index);
    struct gj_look look;
    if (!gj_prose_look_at(reading, &look, index, start, clause->last))
        return false;
    bool each = false;
    struct chunks chunks;
    struct named named;
    if (!look.clause.length || look.joined)
        return true;
    size_t end = before_figure(reading, look.clause, clause->figure - start, &each);
    if (!cut(reading, look.clause, 0, end, &chunks) || chunks.count < 2 ||
        !name_all(reading, &look, &chunks, true, &named) || named.count < 2 || is_distributed(&named))
        return true;
    *found = true;
    if (figure->value.coefficient != 0 && !each)
        return add_sum(reading, index, &named);
    return add_named(reading, index, &named, GJ_CLAIM_FIGURE, figure->value, figure->exact);
}
