#include "schema.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static cJSON *read_schema(void) {
    FILE *file = fopen(GJ_SOURCE_DIR "/include/report.schema.json", "rb");
    static char text[1 << 16];
    size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file)
        fclose(file);
    return cJSON_ParseWithLength(text, length);
}

static bool is_of_type(const cJSON *value, const char *type) {
    if (strcmp(type, "integer") == 0)
        return cJSON_IsNumber(value) && value->valuedouble == (double)(long long)value->valuedouble;
    return (strcmp(type, "object") == 0 && cJSON_IsObject(value)) ||
           (strcmp(type, "array") == 0 && cJSON_IsArray(value)) ||
           (strcmp(type, "string") == 0 && cJSON_IsString(value)) ||
           (strcmp(type, "number") == 0 && cJSON_IsNumber(value)) ||
           (strcmp(type, "boolean") == 0 && cJSON_IsBool(value)) || (strcmp(type, "null") == 0 && cJSON_IsNull(value));
}

static bool check_type(const cJSON *type, const cJSON *value) {
    if (!cJSON_IsArray(type))
        return is_of_type(value, type->valuestring);
    const cJSON *one;
    cJSON_ArrayForEach(one, type) if (is_of_type(value, one->valuestring)) return true;
    return false;
}

static bool check_enum(const cJSON *allowed, const cJSON *value) {
    const cJSON *one;
    cJSON_ArrayForEach(one, allowed) if (cJSON_Compare(one, value, true)) return true;
    return false;
}

struct walk {
    const cJSON *root; /* of the schema */
    struct finding *finding;
};

static bool accepts(const struct walk *walk, const cJSON *schema, const cJSON *value, const char *path);

static bool check_members(const struct walk *walk, const cJSON *schema, const cJSON *value, const char *path) {
    const cJSON *properties = cJSON_GetObjectItemCaseSensitive(schema, "properties"), *name, *member;
    cJSON_ArrayForEach(name, cJSON_GetObjectItemCaseSensitive(schema, "required"))
        if (!cJSON_HasObjectItem(value, name->valuestring))
            return broken(walk->finding, "JSON: %s has no %s", path, name->valuestring);
    cJSON_ArrayForEach(member, value) {
        const cJSON *rule = cJSON_GetObjectItemCaseSensitive(properties, member->string);
        char longer[200];
        snprintf(longer, sizeof longer, "%s.%s", path, member->string);
        if (!rule)
            return broken(walk->finding, "JSON: %s is not in the schema", longer);
        if (!accepts(walk, rule, member, longer))
            return false;
    }
    return true;
}

static bool check_items(const struct walk *walk, const cJSON *rule, const cJSON *value, const char *path) {
    const cJSON *item;
    char longer[200];
    snprintf(longer, sizeof longer, "%s[]", path);
    cJSON_ArrayForEach(item, value) if (!accepts(walk, rule, item, longer)) return false;
    return true;
}

static const cJSON *follow(const struct walk *walk, const cJSON *schema) {
    const cJSON *reference = cJSON_GetObjectItemCaseSensitive(schema, "$ref");
    if (!reference || strncmp(reference->valuestring, "#/$defs/", 8) != 0)
        return schema;
    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(walk->root, "$defs"),
                                            reference->valuestring + 8);
}

static bool check_keyword(const struct walk *walk, const cJSON *schema, const cJSON *rule, const cJSON *value,
                          const char *path) {
    const char *keyword = rule->string;
    if (strcmp(keyword, "type") == 0)
        return check_type(rule, value) || broken(walk->finding, "JSON: %s is of a wrong type", path);
    if (strcmp(keyword, "enum") == 0)
        return check_enum(rule, value) || broken(walk->finding, "JSON: %s is none of the values allowed", path);
    if (strcmp(keyword, "minimum") == 0)
        return !cJSON_IsNumber(value) || value->valuedouble >= rule->valuedouble ||
               broken(walk->finding, "JSON: %s is too small", path);
    if (strcmp(keyword, "maximum") == 0)
        return !cJSON_IsNumber(value) || value->valuedouble <= rule->valuedouble ||
               broken(walk->finding, "JSON: %s is too large", path);
    if (strcmp(keyword, "properties") == 0)
        return !cJSON_IsObject(value) || check_members(walk, schema, value, path);
    if (strcmp(keyword, "maxItems") == 0)
        return !cJSON_IsArray(value) || cJSON_GetArraySize(value) <= rule->valueint ||
               broken(walk->finding, "JSON: %s is too long", path);
    if (strcmp(keyword, "items") == 0)
        return !cJSON_IsArray(value) || check_items(walk, rule, value, path);
    static const char *const silent[] = {"required", "additionalProperties", "description", "title", "$schema", "$defs"};
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        if (strcmp(keyword, silent[i]) == 0)
            return true;
    return broken(walk->finding, "the schema of reports uses %s, which is not checked here", keyword);
}

static bool accepts(const struct walk *walk, const cJSON *schema, const cJSON *value, const char *path) {
    schema = follow(walk, schema);
    if (!schema)
        return broken(walk->finding, "the schema refers to nothing at %s", path);
    const cJSON *rule;
    cJSON_ArrayForEach(rule, schema) if (!check_keyword(walk, schema, rule, value, path)) return false;
    return true;
}

bool schema_accepts(const char *bytes, size_t length, struct finding *finding) {
    cJSON *schema = read_schema(), *value = cJSON_ParseWithLength(bytes, length);
    struct walk walk = {schema, finding};
    bool good = schema || broken(finding, "include/report.schema.json cannot be read");
    if (good)
        good = value || broken(finding, "not JSON");
    good = good && accepts(&walk, schema, value, "$");
    cJSON_Delete(schema);
    cJSON_Delete(value);
    return good;
}
