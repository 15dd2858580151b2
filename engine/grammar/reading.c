#include "reading.h"

#include <stdlib.h>
#include <string.h>

#include "fault.h"

#define LONGEST_TEXT 1000
#define LONGEST_ID 64

/* ------------------------------------------------------------------ faults */

static void add_path(gj_error *error, const struct gj_spot *spot) {
    if (!spot->above) {
        gj_fault_add(error, "$");
        return;
    }
    add_path(error, spot->above);
    if (spot->member)
        gj_fault_add(error, ".%s", spot->member);
    else
        gj_fault_add(error, "[%zu]", spot->index);
}

/* The use that put the fragment around spot there, NULL where there is no fragment. */
static const struct gj_spot *user_of(const struct gj_spot *spot) {
    while (spot && !spot->user)
        spot = spot->above;
    return spot ? spot->user : NULL;
}

/* A fragment may be good in one place and wrong in another, so the outermost use is named too. */
static void add_user(gj_error *error, const struct gj_spot *spot) {
    const struct gj_spot *user = NULL;
    for (const struct gj_spot *next = user_of(spot); next; next = user_of(next))
        user = next;
    if (!user)
        return;
    gj_fault_add(error, " (used ");
    if (strcmp(user->file, spot->file) != 0) {
        gj_fault_add(error, "in ");
        gj_fault_name(error, user->file);
        gj_fault_add(error, " ");
    }
    gj_fault_add(error, "at ");
    add_path(error, user);
    gj_fault_add(error, ")");
}

gj_status gj_fault_at(struct gj_reading *reading, const struct gj_spot *spot, const char *member) {
    gj_fault_start(reading->error, GJ_ERROR_GRAMMAR, GJ_NOWHERE, spot->file);
    add_path(reading->error, spot);
    if (member)
        gj_fault_add(reading->error, ".%s", member);
    add_user(reading->error, spot);
    gj_fault_add(reading->error, ": ");
    return GJ_ERROR_GRAMMAR;
}

gj_status gj_fault(struct gj_reading *reading, const struct gj_spot *spot, const char *member, const char *reason) {
    gj_status status = gj_fault_at(reading, spot, member);
    gj_fault_add(reading->error, "%s", reason);
    return status;
}

gj_status gj_reading_memory(struct gj_reading *reading) {
    return gj_fault_memory(reading->error, reading->root->file);
}

/* ------------------------------------------------------------------ spots */

static struct gj_spot *new_spot(struct gj_reading *reading, const struct gj_spot *above, const char *file,
                                const cJSON *json) {
    struct gj_spot *spot = gj_arena_take(&reading->scratch, sizeof *spot);
    if (!spot)
        return NULL;
    spot->json = json;
    spot->above = above;
    spot->file = file;
    return spot;
}

static struct gj_spot *member_spot(struct gj_reading *reading, const struct gj_spot *above, const char *member,
                                   const cJSON *json) {
    struct gj_spot *spot = new_spot(reading, above, above->file, json);
    if (spot)
        spot->member = member;
    return spot;
}

const struct gj_spot *gj_spot_of(struct gj_reading *reading, const struct gj_spot *above, const char *member,
                                 const cJSON *json) {
    return member_spot(reading, above, member, json);
}

const struct gj_spot *gj_reading_start(struct gj_reading *reading, const char *name, const cJSON *root) {
    reading->root = new_spot(reading, NULL, name, root);
    if (!reading->root)
        gj_fault_memory(reading->error, name);
    return reading->root;
}

/* ------------------------------------------------------------------ objects */

static bool is_kind(const cJSON *json, enum gj_json_kind kind) {
    switch (kind) {
    case GJ_JSON_TEXT:
        return cJSON_IsString(json);
    case GJ_JSON_ARRAY:
        return cJSON_IsArray(json);
    case GJ_JSON_OBJECT:
        return cJSON_IsObject(json);
    case GJ_JSON_TRUTH:
        return cJSON_IsBool(json);
    case GJ_JSON_NUMBER:
        return cJSON_IsNumber(json);
    }
    return false;
}

static const char *kind_name(enum gj_json_kind kind) {
    static const char *const names[] = {
        [GJ_JSON_TEXT] = "a string in double quotes",
        [GJ_JSON_ARRAY] = "an array [...]",
        [GJ_JSON_OBJECT] = "an object {...}",
        [GJ_JSON_TRUTH] = "true or false",
        [GJ_JSON_NUMBER] = "a number",
    };
    return names[kind];
}

static gj_status unknown_member(struct gj_reading *reading, const struct gj_spot *spot, const struct gj_member *members,
                                size_t count, const char *name) {
    gj_status status = gj_fault_at(reading, spot, NULL);
    gj_fault_quote(reading->error, name);
    gj_fault_add(reading->error, " means nothing here; what may stand here is ");
    for (size_t i = 0; i < count; i++)
        gj_fault_add(reading->error, "%s%s", i > 0 ? ", " : "", members[i].name);
    return status;
}

static gj_status read_member(struct gj_reading *reading, const struct gj_spot *spot, const struct gj_member *members,
                             size_t count, const cJSON *json, const cJSON **found) {
    size_t i = 0;
    while (i < count && strcmp(members[i].name, json->string) != 0)
        i++;
    if (i == count)
        return unknown_member(reading, spot, members, count, json->string);
    if (found[i])
        return gj_fault(reading, spot, members[i].name, "stands twice in one object; keep one of the two");
    if (!is_kind(json, members[i].kind)) {
        gj_fault_at(reading, spot, members[i].name);
        gj_fault_add(reading->error, "is not of the right kind; write %s", kind_name(members[i].kind));
        return GJ_ERROR_GRAMMAR;
    }
    found[i] = json;
    return GJ_OK;
}

gj_status gj_read_members(struct gj_reading *reading, const struct gj_spot *spot, const struct gj_member *members,
                          size_t count, const cJSON **found) {
    if (!cJSON_IsObject(spot->json))
        return gj_fault(reading, spot, NULL, "is not of the right kind; write an object {...}");
    for (size_t i = 0; i < count; i++)
        found[i] = NULL;
    for (const cJSON *json = spot->json->child; json; json = json->next) {
        gj_status status = read_member(reading, spot, members, count, json, found);
        if (status != GJ_OK)
            return status;
    }
    for (size_t i = 0; i < count; i++) {
        if (found[i] || !members[i].required)
            continue;
        gj_fault_at(reading, spot, NULL);
        gj_fault_add(reading->error, "\"%s\" is missing; add it: %s", members[i].name, kind_name(members[i].kind));
        return GJ_ERROR_GRAMMAR;
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ arrays and fragments */

/* A list of spots under way; the arena keeps the arrays that it outgrows. */
struct gathering {
    struct gj_reading *reading;
    const struct gj_spot **items;
    size_t count;
    size_t capacity;
};

static gj_status gather(struct gathering *gathering, const struct gj_spot *array);

static const struct gj_spot *fragment_in(struct gathering *gathering, const struct gj_spot *user, const char *file,
                                         const cJSON *root, const char *name) {
    struct gj_reading *reading = gathering->reading;
    const cJSON *fragments = cJSON_GetObjectItemCaseSensitive(root, "fragments");
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(fragments, name);
    if (!array)
        return NULL;
    struct gj_spot *top = new_spot(reading, NULL, file, root);
    struct gj_spot *all = top ? member_spot(reading, top, "fragments", fragments) : NULL;
    struct gj_spot *spot = all ? member_spot(reading, all, array->string, array) : NULL;
    if (spot)
        spot->user = user;
    return spot;
}

/* The fragment that a use means: the file's own come first, then the latest that was added. */
static const struct gj_spot *find_fragment(struct gathering *gathering, const struct gj_spot *user, const char *name) {
    const struct gj_reading *reading = gathering->reading;
    const struct gj_grammar *grammar = reading->grammar;
    const struct gj_spot *found = fragment_in(gathering, user, reading->root->file, reading->root->json, name);
    for (size_t i = grammar->fragment_file_count; i > 0 && !found && !reading->scratch.failed; i--) {
        const struct gj_fragment_file *file = &grammar->fragment_files[i - 1];
        found = fragment_in(gathering, user, file->name, file->root, name);
    }
    return found;
}

/* A fragment that is used inside itself, however deep, would have no end. */
static bool is_inside(const struct gj_spot *spot, const cJSON *fragment) {
    while (spot) {
        if (spot->json == fragment)
            return true;
        spot = spot->user ? spot->user : spot->above;
    }
    return false;
}

static gj_status gather_use(struct gathering *gathering, const struct gj_spot *spot) {
    static const struct gj_member members[] = {{"use", GJ_JSON_TEXT, true}};
    struct gj_reading *reading = gathering->reading;
    const cJSON *found[1] = {NULL};
    gj_status status = gj_read_members(reading, spot, members, 1, found);
    if (status != GJ_OK)
        return status;
    const char *name = found[0]->valuestring;
    const struct gj_spot *fragment = find_fragment(gathering, spot, name);
    if (reading->scratch.failed)
        return gj_reading_memory(reading);
    if (!fragment) {
        gj_fault_at(reading, spot, "use");
        gj_fault_quote(reading->error, name);
        gj_fault_add(reading->error, " is no fragment; define it under \"fragments\" or correct the name");
        return GJ_ERROR_GRAMMAR;
    }
    if (!is_inside(spot, fragment->json))
        return gather(gathering, fragment);
    gj_fault_at(reading, spot, "use");
    gj_fault_quote(reading->error, name);
    gj_fault_add(reading->error, " is used inside itself; take one of its uses out");
    return GJ_ERROR_GRAMMAR;
}

static gj_status gather_element(struct gathering *gathering, const struct gj_spot *spot) {
    struct gj_reading *reading = gathering->reading;
    if (++reading->element_count > GJ_GRAMMAR_ELEMENTS)
        return gj_fault(reading, spot, NULL,
                        "the file holds more than 131072 array elements, uses resolved; "
                        "split it into several templates");
    if (cJSON_GetObjectItemCaseSensitive(spot->json, "use"))
        return gather_use(gathering, spot);
    gathering->items = gj_arena_grow(&reading->scratch, gathering->items, gathering->count, &gathering->capacity,
                                     sizeof(struct gj_spot *));
    if (!gathering->items)
        return gj_reading_memory(reading);
    gathering->items[gathering->count++] = spot;
    return GJ_OK;
}

static gj_status gather(struct gathering *gathering, const struct gj_spot *array) {
    size_t index = 0;
    for (const cJSON *json = array->json->child; json; json = json->next) {
        struct gj_spot *spot = new_spot(gathering->reading, array, array->file, json);
        if (!spot)
            return gj_reading_memory(gathering->reading);
        spot->index = index++;
        gj_status status = gather_element(gathering, spot);
        if (status != GJ_OK)
            return status;
    }
    return GJ_OK;
}

gj_status gj_read_array(struct gj_reading *reading, const struct gj_spot *spot, struct gj_spots *elements) {
    struct gathering gathering = {.reading = reading};
    gj_status status = gather(&gathering, spot);
    *elements = (struct gj_spots){gathering.items, gathering.count};
    return status;
}

gj_status gj_read_elements(struct gj_reading *reading, const struct gj_spot *spot, const char *member,
                           const cJSON *json, struct gj_spots *elements) {
    *elements = (struct gj_spots){NULL, 0};
    if (!json)
        return GJ_OK;
    const struct gj_spot *array = gj_spot_of(reading, spot, member, json);
    if (!array)
        return gj_reading_memory(reading);
    return gj_read_array(reading, array, elements);
}

/* ------------------------------------------------------------------ strings */

static bool is_blank(const char *text) {
    return text[strspn(text, " ")] == '\0';
}

/* The scanner refuses control characters as such, but not their escapes. */
static bool has_control(const char *text) {
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte < 0x20 || byte == 0x7F)
            return true;
    }
    return false;
}

gj_status gj_read_text(struct gj_reading *reading, const struct gj_spot *spot, const char *member, const cJSON *json,
                       const char **text) {
    const char *value = json->valuestring;
    if (is_blank(value))
        return gj_fault(reading, spot, member, "is empty; write the text as it is printed");
    if (strlen(value) > LONGEST_TEXT)
        return gj_fault(reading, spot, member, "is longer than 1000 bytes; shorten it");
    if (has_control(value))
        return gj_fault(reading, spot, member, "holds a control character; write the text on one line, without tabs");
    *text = gj_arena_copy(&reading->form->arena, value, strlen(value));
    return *text ? GJ_OK : gj_reading_memory(reading);
}

gj_status gj_read_strings(struct gj_reading *reading, const struct gj_spot *spot, const char *member, const cJSON *json,
                          const char ***strings, size_t *count) {
    struct gj_spots elements;
    gj_status status = gj_read_elements(reading, spot, member, json, &elements);
    if (status != GJ_OK)
        return status;
    *strings = gj_arena_array(&reading->form->arena, elements.count, sizeof **strings);
    *count = elements.count;
    if (!*strings)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < elements.count && status == GJ_OK; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): count is 0 where there are no items */
        const struct gj_spot *element = elements.items[i];
        if (!cJSON_IsString(element->json))
            return gj_fault(reading, element, NULL, "is not of the right kind; write a string in double quotes");
        status = gj_read_text(reading, element, NULL, element->json, &(*strings)[i]);
    }
    return status;
}

gj_status gj_read_id(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json, bool hyphens,
                     const char **id) {
    const char *allowed = hyphens ? "abcdefghijklmnopqrstuvwxyz0123456789_-" : "abcdefghijklmnopqrstuvwxyz0123456789_";
    const char *value = json->valuestring;
    size_t length = strlen(value);
    if (length == 0 || length > LONGEST_ID || value[strspn(value, allowed)] != '\0') {
        gj_fault_at(reading, spot, "id");
        gj_fault_quote(reading->error, value);
        gj_fault_add(reading->error, " is no id; use 1 to 64 of a-z, 0-9%s", hyphens ? ", _ and -" : " and _");
        return GJ_ERROR_GRAMMAR;
    }
    *id = gj_arena_copy(&reading->form->arena, value, length);
    return *id ? GJ_OK : gj_reading_memory(reading);
}

/* ------------------------------------------------------------------ names */

/* Equal ids keep the order of the file, so that the second is the one complained of. */
static int compare_names(const void *left, const void *right) {
    const struct gj_name *a = left;
    const struct gj_name *b = right;
    int order = strcmp(a->id, b->id);
    if (order != 0)
        return order;
    return a->index < b->index ? -1 : a->index > b->index;
}

gj_status gj_names_sort(struct gj_reading *reading, struct gj_names *names) {
    if (names->count > 1)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    for (size_t i = 1; i < names->count; i++) {
        if (strcmp(names->items[i - 1].id, names->items[i].id) != 0)
            continue;
        gj_fault_at(reading, names->items[i].spot, "id");
        gj_fault_quote(reading->error, names->items[i].id);
        gj_fault_add(reading->error, " is taken already; give each its own id");
        return GJ_ERROR_GRAMMAR;
    }
    return GJ_OK;
}

const struct gj_name *gj_names_find(const struct gj_names *names, const char *id, size_t length) {
    size_t low = 0;
    size_t high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = names->items[middle].id;
        int order = strncmp(id, other, length);
        if (order == 0 && other[length] == '\0')
            return &names->items[middle];
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
