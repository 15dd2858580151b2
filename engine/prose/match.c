/* Which rule a clause is. A rule matches only where it explains the whole clause: a word that nobody knows
 * may turn the meaning round. */
#include <string.h>

#include "reading.h"

#define SHORTEST_BODY 2
#define LONGEST_BODY 24

bool gj_string_among(const char *string, const char *const *strings, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(string, strings[i]) == 0)
            return true;
    return false;
}

/* Are the characters of few in many, in their order? 市公安局 is 临沂市公安局. */
static bool is_subsequence(struct gj_span few, struct gj_span many) {
    size_t found = 0;
    for (size_t i = 0; i < many.length && found < few.length; i++)
        found += many.characters[i] == few.characters[found];
    return found == few.length;
}

/* Is the run the name of the body that reports? A name that is not its own speaks of another body's figures. */
static bool is_own_body(const struct gj_prose_reading *reading, struct gj_span run) {
    for (size_t i = 0; i < run.length; i++)
        if (run.characters[i] >= GJ_PROSE_NUMBER || run.characters[i] == ',' || run.characters[i] == ':')
            return false;
    if (!gj_words_ending(reading->rules->bodies, run))
        return false;
    *reading->asks_body = true;
    struct gj_span body = reading->body;
    if (run.length <= body.length && gj_span_at(body, body.length - run.length, run))
        return true;
    if (gj_words_stand(reading->rules->not_bodies, run, 0) || gj_words_stand(reading->rules->other_periods, run, 0) ||
        gj_words_stand(reading->rules->scopes, run, 0))
        return false;
    return reading->body.length == 0 || is_subsequence(run, reading->body) || is_subsequence(reading->body, run);
}

/* "before" words and dates, from the left. */
static void pass_before(const struct gj_prose_reading *reading, struct gj_look *look) {
    const struct gj_words *before = reading->rules->before;
    for (size_t place = 0; place < look->clause.length; place++) {
        if (!look->starts.at[place])
            continue;
        for (size_t i = gj_words_opening(before, look->clause, place); i; i = before->next[i - 1])
            if (gj_span_at(look->clause, place, before->items[i - 1]))
                look->starts.at[place + before->items[i - 1].length] = true;
        if (look->clause.characters[place] == GJ_PROSE_TIME)
            look->starts.at[place + 1] = true;
    }
}

/* 全市 is not what a county speaks of as its own. */
static bool is_own_scope(const struct gj_prose_reading *reading, struct gj_span scope) {
    size_t place;
    struct gj_span last = {scope.characters + scope.length - 1, 1};
    *reading->asks_body = true;
    return reading->body.length == 0 || gj_span_find(reading->body, 0, last, &place);
}

/* 收到政府|信息公开: no name ends in the middle of what the report is about. */
static bool cuts_word(const struct gj_prose_reading *reading, struct gj_span clause, size_t end) {
    const struct gj_words *words = reading->rules->named_by;
    for (size_t i = 0; i < words->count; i++)
        for (size_t inside = 1; inside < words->items[i].length && inside <= end; inside++)
            if (gj_span_at(clause, end - inside, words->items[i]))
                return true;
    return false;
}

/* The ends of the body's own name, or of a word for the area that it governs, at place. */
static void reach_bodies(const struct gj_prose_reading *reading, struct gj_span clause, size_t place,
                         struct gj_places *ends) {
    for (size_t end = place + SHORTEST_BODY; end <= place + LONGEST_BODY && end <= clause.length; end++)
        if (gj_words_may_end(reading->rules->bodies, clause, end - 1) && !cuts_word(reading, clause, end) &&
            is_own_body(reading, (struct gj_span){clause.characters + place, end - place}))
            ends->at[end] = true;
    const struct gj_words *scopes = reading->rules->scopes;
    for (size_t i = gj_words_opening(scopes, clause, place); i; i = scopes->next[i - 1])
        if (gj_span_at(clause, place, scopes->items[i - 1]) && is_own_scope(reading, scopes->items[i - 1]))
            ends->at[place + scopes->items[i - 1].length] = true;
}

static void pass_body(const struct gj_prose_reading *reading, struct gj_look *look) {
    struct gj_places ends = {{false}};
    for (size_t place = 0; place < look->clause.length; place++)
        if (look->starts.at[place])
            reach_bodies(reading, look->clause, place, &ends);
    for (size_t place = 0; place <= look->clause.length; place++)
        look->starts.at[place] = look->starts.at[place] || ends.at[place];
}

/* The words before a bracket go on behind it: 通过网站(网址 ...)公开信息5条. The clause before the bracket,
 * or NULL where the clause begins anew. */
static const struct gj_clause *before_bracket(const struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    if (clause->before != ')')
        return NULL;
    for (size_t i = index; i > 0 && reading->clauses.items[i - 1].sentence == clause->sentence; i--) {
        const struct gj_clause *earlier = &reading->clauses.items[i - 1];
        if (earlier->depth > clause->depth)
            continue;
        bool open = earlier->depth == clause->depth && reading->tokens.characters[earlier->last] == '(';
        return open && earlier->count_count == 0 && earlier->digits_count == 0 ? earlier : NULL;
    }
    return NULL;
}

/* Both stretches of the clause as one. False where memory ends. */
static bool join(const struct gj_prose_reading *reading, struct gj_look *look, const struct gj_clause *earlier) {
    size_t length = earlier->last - earlier->first;
    if (length + look->clause.length > GJ_PROSE_LONGEST) {
        look->clause.length = 0;
        return true;
    }
    uint32_t *joined = gj_arena_array(reading->arena, length + look->clause.length, sizeof *joined);
    if (!joined)
        return false;
    memcpy(joined, reading->tokens.characters + earlier->first, length * sizeof *joined);
    memcpy(joined + length, look->clause.characters, look->clause.length * sizeof *joined);
    look->clause = (struct gj_span){joined, look->clause.length + length};
    look->joined = true;
    return true;
}

bool gj_prose_look_at(const struct gj_prose_reading *reading, struct gj_look *look, size_t index, size_t first,
                      size_t last) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    size_t length = last - first;
    *look = (struct gj_look){
        .clause = {reading->tokens.characters + first, length}, .clause_index = index, .whole = GJ_NOWHERE};
    if (length > GJ_PROSE_LONGEST)
        look->clause.length = 0;
    const struct gj_clause *earlier = before_bracket(reading, index);
    if (earlier && !join(reading, look, earlier))
        return false;
    gj_character_set_add(&look->characters, look->clause);
    look->starts.at[0] = true;
    const struct gj_announcement *announced = &reading->announced[clause->depth];
    if (announced->sentence == clause->sentence)
        look->whole = announced->whole;
    if (clause->figure != GJ_NOWHERE)
        look->unit = reading->tokens.items[reading->tokens.figures[clause->figure]].unit;
    pass_before(reading, look);
    /* Parts may belong to bodies below the one that reports. */
    if (look->whole == GJ_NOWHERE && !clause->opens) {
        pass_body(reading, look);
        pass_before(reading, look);
    }
    return true;
}

static bool has_unit(const struct gj_prose_rule *rule, struct gj_span unit) {
    for (size_t i = 0; i < rule->unit_count; i++)
        if (gj_words_hold(rule->units[i], unit))
            return true;
    return false;
}

/* Does the sentence, up to the clause's end, hold one of the words that the rule wants around it, or does it go on
 * from one whose topic will do? */
static bool has_context(const struct gj_prose_reading *reading, const struct gj_prose_rule *rule, size_t index) {
    if (rule->context_count == 0)
        return true;
    if (reading->last_topic && gj_string_among(reading->last_topic, rule->follows, rule->follows_count))
        return true;
    size_t first = index;
    while (first > 0 && reading->clauses.items[first - 1].sentence == reading->clauses.items[index].sentence)
        first--;
    size_t start = reading->clauses.items[first].first;
    struct gj_span sentence = {reading->tokens.characters + start, reading->clauses.items[index].last - start};
    size_t place;
    for (size_t i = 0; i < rule->context_count; i++)
        if (gj_span_find(sentence, 0, rule->context[i], &place))
            return true;
    return false;
}

static bool is_within(const struct gj_prose_reading *reading, const struct gj_prose_rule *rule, size_t whole) {
    if (rule->within_count == 0)
        return true;
    if (whole == GJ_NOWHERE || !reading->entries.items[whole].rule)
        return false;
    const struct gj_entry *entry = &reading->entries.items[whole];
    return gj_string_among(entry->rule->id, rule->within, rule->within_count) ||
           (entry->base && gj_string_among(entry->base->id, rule->within, rule->within_count));
}

/* Has a semicolon ended the list of parts since it was announced? */
static bool is_list_over(const struct gj_prose_reading *reading, size_t index) {
    size_t sentence = reading->clauses.items[index].sentence;
    for (;; index--) {
        const struct gj_clause *clause = &reading->clauses.items[index];
        if (clause->opens || clause->sentence != sentence)
            return false;
        if (clause->before == ';')
            return true;
        if (index == 0)
            return false;
    }
}

/* Is the clause the first of announced parts, or one of a whole that nobody knows? */
static bool is_announced(const struct gj_prose_reading *reading, const struct gj_look *look) {
    if (reading->clauses.items[look->clause_index].opens)
        return true;
    return look->whole != GJ_NOWHERE && !reading->entries.items[look->whole].rule &&
           !is_list_over(reading, look->clause_index);
}

/* 网络申请80件(邮件30件、网站50件): kinds of one kind are no kinds of the whole. */
static bool is_nested(const struct gj_prose_reading *reading, const struct gj_look *look,
                      const struct gj_prose_rule *rule) {
    const struct gj_prose_rule *whole = look->whole == GJ_NOWHERE ? NULL : reading->entries.items[look->whole].rule;
    return whole && whole->among && rule->among && strcmp(whole->among, rule->among) == 0;
}

static bool applies(const struct gj_prose_reading *reading, const struct gj_look *look,
                    const struct gj_prose_rule *rule) {
    if (rule->never_part && is_announced(reading, look))
        return false;
    if (is_nested(reading, look, rule))
        return false;
    if (rule->needs && (!reading->topic || strcmp(reading->topic, rule->needs) != 0))
        return false;
    return is_within(reading, rule, look->whole) && has_context(reading, rule, look->clause_index);
}

/* Has the clause the characters of any of the patterns? Nearly all rules end here. */
static bool may_fit(const struct gj_look *look, const struct gj_prose_pattern *patterns, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (gj_character_set_holds(&look->characters, &patterns[i].needed))
            return true;
    return false;
}

static bool fits(const struct gj_look *look, const struct gj_prose_pattern *patterns, size_t count, size_t from,
                 size_t to) {
    struct gj_span clause = {look->clause.characters, to};
    for (size_t i = 0; i < count; i++) {
        if (!gj_character_set_holds(&look->characters, &patterns[i].needed))
            continue;
        struct gj_places places = {{false}};
        if (from == GJ_NOWHERE)
            places = look->starts;
        else
            places.at[from] = true;
        gj_places_through(&places, &patterns[i], clause);
        if (places.at[to])
            return true;
    }
    return false;
}

const struct gj_prose_rule *gj_prose_match_say(const struct gj_prose_reading *reading, const struct gj_look *look) {
    for (size_t i = 0; look->clause.length && i < reading->rules->rule_count; i++) {
        const struct gj_prose_rule *rule = &reading->rules->rules[i];
        if (may_fit(look, rule->say, rule->say_count) && has_unit(rule, look->unit) && applies(reading, look, rule) &&
            fits(look, rule->say, rule->say_count, GJ_NOWHERE, look->clause.length))
            return rule;
    }
    return NULL;
}

const struct gj_prose_rule *gj_prose_match_none(const struct gj_prose_reading *reading, const struct gj_look *look,
                                                size_t from, size_t to) {
    for (size_t i = 0; i < reading->rules->rule_count; i++) {
        const struct gj_prose_rule *rule = &reading->rules->rules[i];
        if (may_fit(look, rule->none, rule->none_count) && applies(reading, look, rule) &&
            (!look->unit.length || has_unit(rule, look->unit)) && fits(look, rule->none, rule->none_count, from, to))
            return rule;
    }
    return NULL;
}

bool gj_prose_match_all(const struct gj_prose_reading *reading, const struct gj_look *look,
                        const struct gj_prose_rule *rule) {
    return look->clause.length && may_fit(look, rule->all, rule->all_count) && applies(reading, look, rule) &&
           fits(look, rule->all, rule->all_count, GJ_NOWHERE, look->clause.length);
}
