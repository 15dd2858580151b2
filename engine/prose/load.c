/* Rules from JSON: the file, its lists and years. load_rules.c reads what may be claimed. */
#include "load.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"

#define LONGEST_STRING 400
#define NAME_SHOWN 100

bool gj_loading_fault(struct gj_loading *loading, const char *path, const char *reason) {
    if (loading->rules->arena.failed)
        return gj_loading_memory(loading);
    gj_fail(loading->error, GJ_ERROR_GRAMMAR, GJ_NOWHERE, "%.*s: %.150s: %.150s", NAME_SHOWN, loading->name, path,
            reason);
    return false;
}

bool gj_loading_memory(struct gj_loading *loading) {
    gj_fail(loading->error, GJ_ERROR_MEMORY, GJ_NOWHERE, "%.*s: out of memory while reading it", NAME_SHOWN,
            loading->name);
    return false;
}

void *gj_loading_array(struct gj_loading *loading, size_t count, size_t size) {
    void *array = gj_arena_array(&loading->rules->arena, count, size);
    if (!array)
        gj_loading_memory(loading);
    return array;
}

bool gj_loading_string(struct gj_loading *loading, const cJSON *json, const char *path, const char **string) {
    size_t length = cJSON_IsString(json) ? strlen(json->valuestring) : 0;
    if (length == 0 || length > LONGEST_STRING)
        return gj_loading_fault(loading, path, "must be a string of 1 to 400 bytes");
    *string = gj_arena_copy(&loading->rules->arena, json->valuestring, length);
    return *string ? true : gj_loading_memory(loading);
}

bool gj_loading_strings(struct gj_loading *loading, const cJSON *json, const char *path, bool may_lack,
                        const char ***strings, size_t *count) {
    *count = 0;
    if (!json && may_lack)
        return true;
    if (!cJSON_IsArray(json))
        return gj_loading_fault(loading, path, "must be an array of strings");
    *strings = gj_loading_array(loading, (size_t)cJSON_GetArraySize(json), sizeof **strings);
    if (!*strings)
        return false;
    const cJSON *item;
    cJSON_ArrayForEach (item, json) {
        if (!gj_loading_string(loading, item, path, &(*strings)[*count]))
            return false;
        (*count)++;
    }
    return true;
}

bool gj_loading_spans(struct gj_loading *loading, const cJSON *json, const char *path, bool may_lack,
                      struct gj_span **spans, size_t *count) {
    const char **strings = NULL;
    if (!gj_loading_strings(loading, json, path, may_lack, &strings, count))
        return false;
    *spans = gj_loading_array(loading, *count, sizeof **spans);
    if (!*spans)
        return false;
    for (size_t i = 0; i < *count; i++)
        if (!gj_span_read(&loading->rules->arena, strings[i], &(*spans)[i]))
            return gj_loading_fault(loading, path, "holds a string that is not UTF-8");
    return true;
}

/* Lists of words under their names, as "words" and "units" hold them. */
static bool read_lists(struct gj_loading *loading, const cJSON *json, const char *path, struct gj_word_lists *lists) {
    if (!cJSON_IsObject(json))
        return gj_loading_fault(loading, path, "must be an object of lists of words");
    lists->items = gj_loading_array(loading, (size_t)cJSON_GetArraySize(json), sizeof *lists->items);
    if (!lists->items)
        return false;
    const cJSON *item;
    cJSON_ArrayForEach (item, json) {
        struct gj_words *words = &lists->items[lists->count];
        if (gj_words_find(lists, item->string, strlen(item->string)))
            return gj_loading_fault(loading, path, "two lists have one name");
        words->name = gj_arena_copy(&loading->rules->arena, item->string, strlen(item->string));
        if (!words->name)
            return gj_loading_memory(loading);
        if (!gj_loading_spans(loading, item, path, false, &words->items, &words->count))
            return false;
        if (!gj_words_seal(words, &loading->rules->arena))
            return gj_loading_memory(loading);
        lists->count++;
    }
    return true;
}

static bool read_list(struct gj_loading *loading, const cJSON *prose, const char *name, const struct gj_words **list) {
    struct gj_words *words = gj_loading_array(loading, 1, sizeof *words);
    if (!words)
        return false;
    words->name = name;
    *list = words;
    const cJSON *json = cJSON_GetObjectItemCaseSensitive(prose, name);
    if (!gj_loading_spans(loading, json, name, false, &words->items, &words->count))
        return false;
    return gj_words_seal(words, &loading->rules->arena) || gj_loading_memory(loading);
}

static bool read_markers(struct gj_loading *loading, const cJSON *prose) {
    struct gj_prose_rules *rules = loading->rules;
    const struct {
        const char *name;
        const struct gj_words **list;
    } markers[] = {{"opens", &rules->opens},
                   {"links", &rules->links},
                   {"negations", &rules->negations},
                   {"each", &rules->each},
                   {"other_periods", &rules->other_periods},
                   {"inexact_before", &rules->inexact_before},
                   {"inexact_after", &rules->inexact_after},
                   {"rest", &rules->rest},
                   {"bodies", &rules->bodies},
                   {"not_bodies", &rules->not_bodies},
                   {"belonging", &rules->belonging},
                   {"comparisons", &rules->comparisons},
                   {"scopes", &rules->scopes},
                   {"places", &rules->places},
                   {"named_by", &rules->named_by},
                   {"respectively", &rules->respectively}};
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
        if (!read_list(loading, prose, markers[i].name, markers[i].list))
            return false;
    rules->before = gj_words_find(&rules->words, "before", strlen("before"));
    rules->after = gj_words_find(&rules->words, "after", strlen("after"));
    rules->all = gj_words_find(&rules->words, "all", strlen("all"));
    if (!rules->before || !rules->after || !rules->all)
        return gj_loading_fault(loading, "words", "must hold the lists \"before\", \"after\" and \"all\"");
    return true;
}

static int read_year(const cJSON *year, const char *name, int otherwise) {
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(year, name);
    return cJSON_IsNumber(number) ? number->valueint : otherwise;
}

static bool read_years(struct gj_loading *loading, const cJSON *years) {
    struct gj_prose_rules *rules = loading->rules;
    if (!cJSON_IsArray(years))
        return gj_loading_fault(loading, "years", "must be an array of {\"template\", \"from\", \"to\", \"fill\"}");
    rules->years = gj_loading_array(loading, (size_t)cJSON_GetArraySize(years), sizeof *rules->years);
    if (!rules->years)
        return false;
    const cJSON *item;
    cJSON_ArrayForEach (item, years) {
        struct gj_prose_year *year = &rules->years[rules->year_count];
        const cJSON *form = cJSON_GetObjectItemCaseSensitive(item, "template");
        if (!gj_loading_string(loading, form, "years[].template", &year->form))
            return false;
        year->from = read_year(item, "from", INT_MAX);
        year->to = read_year(item, "to", INT_MAX);
        year->fill = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "fill"));
        if (year->from > year->to || year->from == INT_MAX)
            return gj_loading_fault(loading, "years[]", "\"from\" must be a year, and not after \"to\"");
        rules->year_count++;
    }
    return true;
}

static bool read_triggers(struct gj_loading *loading, const cJSON *triggers) {
    struct gj_prose_rules *rules = loading->rules;
    const char **words;
    size_t count;
    if (!gj_loading_strings(loading, triggers, "triggers", false, &words, &count))
        return false;
    return gj_triggers_make(&rules->triggers, &rules->arena, words, count) || gj_loading_memory(loading);
}

/* Kept sorted, for a search by halves at each character read. */
static void add_simplified(struct gj_prose_rules *rules, uint32_t from, uint32_t to) {
    size_t place = rules->simplify_count++;
    for (; place > 0 && rules->simplify_from[place - 1] > from; place--) {
        rules->simplify_from[place] = rules->simplify_from[place - 1];
        rules->simplify_to[place] = rules->simplify_to[place - 1];
    }
    gj_set_put(rules->simplified, from);
    rules->simplify_from[place] = from;
    rules->simplify_to[place] = to;
}

static bool read_simplify(struct gj_loading *loading, const cJSON *pairs) {
    struct gj_prose_rules *rules = loading->rules;
    struct gj_span *spans = NULL;
    size_t count = 0;
    if (!gj_loading_spans(loading, pairs, "simplify", true, &spans, &count))
        return false;
    rules->simplify_from = gj_loading_array(loading, count, sizeof *rules->simplify_from);
    rules->simplify_to = gj_loading_array(loading, count, sizeof *rules->simplify_to);
    if (!rules->simplify_from || !rules->simplify_to)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].length != 2)
            return gj_loading_fault(loading, "simplify", "each string must be two characters: from, to");
        add_simplified(rules, spans[i].characters[0], spans[i].characters[1]);
    }
    return true;
}

static bool read_money(struct gj_loading *loading, const cJSON *money) {
    struct gj_prose_rules *rules = loading->rules;
    if (!cJSON_IsObject(money))
        return gj_loading_fault(loading, "money", "must be an object of units and powers of ten");
    rules->money = gj_loading_array(loading, (size_t)cJSON_GetArraySize(money), sizeof *rules->money);
    if (!rules->money)
        return false;
    const cJSON *item;
    cJSON_ArrayForEach (item, money) {
        struct gj_prose_money *unit = &rules->money[rules->money_count++];
        if (!cJSON_IsNumber(item) || item->valueint < 0 || item->valueint > 12)
            return gj_loading_fault(loading, "money", "a power of ten must be 0 to 12");
        unit->exponent = item->valueint;
        if (!gj_span_read(&rules->arena, item->string, &unit->unit))
            return gj_loading_fault(loading, "money", "holds a unit that is not UTF-8");
    }
    return true;
}

static bool read_all(struct gj_loading *loading, const cJSON *root) {
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    const cJSON *prose = cJSON_GetObjectItemCaseSensitive(root, "prose");
    if (!cJSON_IsNumber(format) || format->valueint != 1)
        return gj_loading_fault(loading, "$.format", "must be 1, the only format that this version reads");
    if (!cJSON_IsObject(prose))
        return gj_loading_fault(loading, "$.prose", "must be an object");
#define MEMBER(name) cJSON_GetObjectItemCaseSensitive(prose, name)
    return read_lists(loading, MEMBER("words"), "words", &loading->rules->words) &&
           read_lists(loading, MEMBER("units"), "units", &loading->rules->units) && read_markers(loading, prose) &&
           read_years(loading, MEMBER("years")) && read_triggers(loading, MEMBER("triggers")) &&
           read_simplify(loading, MEMBER("simplify")) && read_money(loading, MEMBER("money")) &&
           gj_loading_rules(loading, MEMBER("claims"));
#undef MEMBER
}

gj_status gj_prose_rules_read(const char *name, const struct cJSON *root, struct gj_prose_rules **rules,
                              gj_error *error) {
    gj_error own = {0};
    struct gj_loading loading = {calloc(1, sizeof **rules), name, error ? error : &own};
    *rules = NULL;
    if (!loading.rules)
        return gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "out of memory");
    if (!read_all(&loading, root)) {
        gj_prose_rules_free(loading.rules);
        return loading.error->status;
    }
    *rules = loading.rules;
    return GJ_OK;
}
