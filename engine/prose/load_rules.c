/* "claims": the rules by which a figure is told to be that of a cell. */
#include "load.h"

#include <stdio.h>
#include <string.h>

#define PATH 160

/* A rule as it is read: where it stands, for messages. */
struct place {
    const cJSON *json;
    size_t index;
    char path[PATH];
};

static const cJSON *member(struct place *place, const char *name) {
    snprintf(place->path, sizeof place->path, "$.prose.claims[%zu].%s", place->index, name);
    return cJSON_GetObjectItemCaseSensitive(place->json, name);
}

static bool read_optional(struct gj_loading *loading, struct place *place, const char *name, const char **string) {
    const cJSON *json = member(place, name);
    return !json || gj_loading_string(loading, json, place->path, string);
}

static bool read_patterns(struct gj_loading *loading, struct place *place, const char *name, bool number,
                          struct gj_prose_pattern **patterns, size_t *count) {
    const char **texts = NULL;
    if (!gj_loading_strings(loading, member(place, name), place->path, true, &texts, count))
        return false;
    *patterns = gj_loading_array(loading, *count, sizeof **patterns);
    if (!*patterns)
        return false;
    for (size_t i = 0; i < *count; i++) {
        const char *reason;
        if (!gj_pattern_compile(&(*patterns)[i], &loading->rules->arena, &loading->rules->words, texts[i], number,
                                &reason))
            return gj_loading_fault(loading, place->path, reason);
    }
    return true;
}

static bool read_units(struct gj_loading *loading, struct place *place, struct gj_prose_rule *rule) {
    const char **names = NULL;
    if (!gj_loading_strings(loading, member(place, "units"), place->path, false, &names, &rule->unit_count))
        return false;
    rule->units = gj_loading_array(loading, rule->unit_count, sizeof(const struct gj_words *));
    if (!rule->units)
        return false;
    for (size_t i = 0; i < rule->unit_count; i++) {
        rule->units[i] = gj_words_find(&loading->rules->units, names[i], strlen(names[i]));
        if (!rule->units[i])
            return gj_loading_fault(loading, place->path, "names a kind of unit that \"units\" does not hold");
    }
    return true;
}

/* An object of templates and lists of cells. */
static bool read_cells(struct gj_loading *loading, struct place *place, const cJSON *json, struct gj_prose_cells **list,
                       size_t *count) {
    if (!cJSON_IsObject(json))
        return gj_loading_fault(loading, place->path, "must be an object of templates and lists of cells");
    *list = gj_loading_array(loading, (size_t)cJSON_GetArraySize(json), sizeof **list);
    if (!*list)
        return false;
    const cJSON *item;
    cJSON_ArrayForEach (item, json) {
        struct gj_prose_cells *cells = &(*list)[(*count)++];
        cells->form = gj_arena_copy(&loading->rules->arena, item->string, strlen(item->string));
        if (!cells->form)
            return gj_loading_memory(loading);
        if (!gj_loading_strings(loading, item, place->path, false, &cells->ids, &cells->count))
            return false;
        if (cells->count == 0)
            return gj_loading_fault(loading, place->path, "lists no cell for a template: leave the template out");
    }
    return true;
}

static bool read_all_cells(struct gj_loading *loading, struct place *place, struct gj_prose_rule *rule) {
    const cJSON *included = member(place, "may_include");
    if (included && !read_cells(loading, place, included, &rule->may_include, &rule->may_include_count))
        return false;
    return read_cells(loading, place, member(place, "cells"), &rule->cells, &rule->cells_count);
}

static bool read_rule(struct gj_loading *loading, struct place *place, struct gj_prose_rule *rule) {
    if (!gj_loading_string(loading, member(place, "id"), place->path, &rule->id))
        return false;
    rule->result = cJSON_IsTrue(member(place, "result"));
    rule->overlap = cJSON_IsTrue(member(place, "overlap"));
    rule->never_part = cJSON_IsTrue(member(place, "never_part"));
    return read_optional(loading, place, "topic", &rule->topic) &&
           read_optional(loading, place, "needs", &rule->needs) &&
           read_optional(loading, place, "among", &rule->among) && read_units(loading, place, rule) &&
           gj_loading_spans(loading, member(place, "context"), place->path, true, &rule->context,
                            &rule->context_count) &&
           read_patterns(loading, place, "say", true, &rule->say, &rule->say_count) &&
           read_patterns(loading, place, "none", false, &rule->none, &rule->none_count) &&
           read_patterns(loading, place, "all", false, &rule->all, &rule->all_count) &&
           gj_loading_strings(loading, member(place, "all_of"), place->path, true, &rule->all_of,
                              &rule->all_of_count) &&
           gj_loading_strings(loading, member(place, "follows"), place->path, true, &rule->follows,
                              &rule->follows_count) &&
           gj_loading_strings(loading, member(place, "within"), place->path, true, &rule->within,
                              &rule->within_count) &&
           gj_loading_strings(loading, member(place, "sum_to"), place->path, true, &rule->sum_to,
                              &rule->sum_to_count) &&
           gj_loading_strings(loading, member(place, "unless"), place->path, true, &rule->unless,
                              &rule->unless_count) &&
           read_all_cells(loading, place, rule);
}

/* A member misspelt would silently make the rule read more than its author meant. */
static bool check_members(struct gj_loading *loading, struct place *place) {
    static const char *const known[] = {
        "id",     "topic",  "needs",  "among", "result",      "units",      "context", "say",     "none",  "all",
        "all_of", "within", "unless", "cells", "may_include", "never_part", "overlap", "follows", "sum_to"};
    if (!cJSON_IsObject(place->json)) {
        member(place, "");
        return gj_loading_fault(loading, place->path, "must be an object");
    }
    const cJSON *item;
    cJSON_ArrayForEach (item, place->json) {
        size_t i = 0;
        while (i < sizeof known / sizeof *known && strcmp(item->string, known[i]) != 0)
            i++;
        if (i == sizeof known / sizeof *known) {
            member(place, item->string);
            return gj_loading_fault(loading, place->path, "is no member of a claim");
        }
    }
    return true;
}

static bool topic_exists(const struct gj_prose_rules *rules, const char *topic) {
    for (size_t i = 0; i < rules->rule_count; i++)
        if (rules->rules[i].topic && strcmp(rules->rules[i].topic, topic) == 0)
            return true;
    return false;
}

static bool rule_exists(const struct gj_prose_rules *rules, const char *id) {
    for (size_t i = 0; i < rules->rule_count; i++)
        if (strcmp(rules->rules[i].id, id) == 0)
            return true;
    return false;
}

static bool check_names(struct gj_loading *loading) {
    const struct gj_prose_rules *rules = loading->rules;
    for (size_t i = 0; i < rules->rule_count; i++) {
        const struct gj_prose_rule *rule = &rules->rules[i];
        if (rule->needs && !topic_exists(rules, rule->needs))
            return gj_loading_fault(loading, rule->id, "\"needs\" a topic that no claim sets");
        for (size_t j = 0; j < rule->follows_count; j++)
            if (!topic_exists(rules, rule->follows[j]))
                return gj_loading_fault(loading, rule->id, "\"follows\" a topic that no claim sets");
        for (size_t j = 0; j < rule->all_of_count; j++)
            if (!rule_exists(rules, rule->all_of[j]))
                return gj_loading_fault(loading, rule->id, "\"all_of\" names no claim");
        for (size_t j = 0; j < rule->sum_to_count; j++)
            if (!rule_exists(rules, rule->sum_to[j]))
                return gj_loading_fault(loading, rule->id, "\"sum_to\" names no claim");
        for (size_t j = 0; j < rule->within_count; j++)
            if (!rule_exists(rules, rule->within[j]))
                return gj_loading_fault(loading, rule->id, "\"within\" names no claim");
    }
    return true;
}

bool gj_loading_rules(struct gj_loading *loading, const cJSON *claims) {
    struct gj_prose_rules *rules = loading->rules;
    if (!cJSON_IsArray(claims))
        return gj_loading_fault(loading, "$.prose.claims", "must be an array");
    rules->rules = gj_loading_array(loading, (size_t)cJSON_GetArraySize(claims), sizeof *rules->rules);
    if (!rules->rules)
        return false;
    const cJSON *item;
    cJSON_ArrayForEach (item, claims) {
        struct place place = {item, rules->rule_count, ""};
        if (!check_members(loading, &place) || !read_rule(loading, &place, &rules->rules[rules->rule_count]))
            return false;
        rules->rule_count++;
    }
    return check_names(loading);
}
