/* The grammar as callers see it: files added one by one, each wholly or not at all. */
#include "grammar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "embedded.h"
#include "fault.h"
#include "json_text.h"
#include "prose/rules.h"
#include "spelling.h"
#include "template.h"

/* ------------------------------------------------------------------ templates */

static size_t find_index(const struct gj_grammar *grammar, const char *id) {
    size_t i = 0;
    while (i < grammar->template_count && strcmp(grammar->templates[i]->id, id) != 0)
        i++;
    return i;
}

/* Takes form over on success. */
static gj_status keep_template(struct gj_reading *reading, struct gj_grammar *grammar, struct gj_template *form) {
    size_t index = find_index(grammar, form->id);
    if (index < grammar->template_count) {
        gj_template_free(grammar->templates[index]);
        grammar->templates[index] = form;
        return GJ_OK;
    }
    struct gj_template **more = realloc(grammar->templates, (index + 1) * sizeof(struct gj_template *));
    if (!more)
        return gj_reading_memory(reading);
    grammar->templates = more;
    grammar->templates[grammar->template_count++] = form;
    return GJ_OK;
}

static gj_status add_template(struct gj_reading *reading, struct gj_grammar *grammar) {
    struct gj_template *form;
    gj_status status = gj_template_read(reading, &form);
    if (status != GJ_OK)
        return status;
    status = keep_template(reading, grammar, form);
    if (status != GJ_OK)
        gj_template_free(form);
    return status;
}

/* ------------------------------------------------------------------ spelling */

/* What gj_template_index() makes of a template. */
struct recognition {
    struct gj_label_book labels;
    const struct gj_strips *strips;
};

/* Gives every template labels in the grammar's spelling; on failure all have those that they had. */
static bool rebuild_labels(struct gj_grammar *grammar) {
    size_t count = grammar->template_count;
    struct recognition *old = calloc(count ? count : 1, sizeof *old);
    if (!old)
        return false;
    size_t done = 0;
    bool good = true;
    for (; done < count && good; done++) {
        struct gj_template *form = grammar->templates[done];
        old[done] = (struct recognition){form->labels, form->strips};
        good = gj_template_index(form, grammar) == GJ_OK;
    }
    for (size_t i = 0; i < done && !good; i++) {
        grammar->templates[i]->labels = old[i].labels;
        grammar->templates[i]->strips = old[i].strips;
        grammar->templates[i]->arena.failed = false;
    }
    free(old);
    return good;
}

static gj_status add_spelling(struct gj_reading *reading, struct gj_grammar *grammar, const cJSON *json) {
    struct gj_arena arena = {0};
    struct gj_spelling old = grammar->spelling;
    struct gj_spelling spelling;
    gj_status status = gj_spelling_read(reading, json, &arena, &spelling);
    if (status != GJ_OK) {
        gj_arena_free(&arena);
        return status;
    }
    grammar->spelling = spelling;
    if (!rebuild_labels(grammar)) {
        grammar->spelling = old;
        gj_arena_free(&arena);
        return gj_reading_memory(reading);
    }
    gj_arena_free(&grammar->spelling_arena);
    grammar->spelling_arena = arena;
    return GJ_OK;
}

/* ------------------------------------------------------------------ shared files */

static char *copy_name(const char *name) {
    size_t size = strlen(name) + 1;
    char *copy = malloc(size);
    if (copy)
        memcpy(copy, name, size);
    return copy;
}

/* Room for one more file, with its name, which is all of it that can fail. */
static bool reserve_fragment_file(struct gj_grammar *grammar, const char *name) {
    size_t count = grammar->fragment_file_count;
    struct gj_fragment_file *more = realloc(grammar->fragment_files, (count + 1) * sizeof *more);
    if (!more)
        return false;
    grammar->fragment_files = more;
    more[count] = (struct gj_fragment_file){copy_name(name), NULL};
    return more[count].name != NULL;
}

enum { FORMAT_NUMBER, FRAGMENTS, SPELLING, MEMBER_COUNT };

static gj_status read_shared(struct gj_reading *reading, const cJSON **found) {
    static const struct gj_member members[MEMBER_COUNT] = {
        [FORMAT_NUMBER] = {"format", GJ_JSON_NUMBER, true},
        [FRAGMENTS] = {"fragments", GJ_JSON_OBJECT, false},
        [SPELLING] = {"spelling", GJ_JSON_OBJECT, false},
    };
    gj_status status = gj_read_members(reading, reading->root, members, MEMBER_COUNT, found);
    if (status == GJ_OK)
        status = gj_check_format(reading, found[FORMAT_NUMBER]);
    return status == GJ_OK ? gj_check_fragments(reading, found[FRAGMENTS]) : status;
}

/* Takes the JSON over, and *json becomes NULL, where it holds fragments. */
static gj_status add_shared(struct gj_reading *reading, struct gj_grammar *grammar, cJSON **json) {
    const cJSON *found[MEMBER_COUNT];
    gj_status status = read_shared(reading, found);
    if (status != GJ_OK)
        return status;
    if (found[FRAGMENTS] && !reserve_fragment_file(grammar, reading->root->file))
        return gj_reading_memory(reading);
    if (found[SPELLING])
        status = add_spelling(reading, grammar, found[SPELLING]);
    if (!found[FRAGMENTS])
        return status;
    struct gj_fragment_file *file = &grammar->fragment_files[grammar->fragment_file_count];
    if (status != GJ_OK) {
        free(file->name);
        return status;
    }
    file->root = *json;
    *json = NULL;
    grammar->fragment_file_count++;
    return GJ_OK;
}

/* ------------------------------------------------------------------ files */

/* The rules for sentences have a loader of their own; what a file says replaces those of before. */
static gj_status add_prose(struct gj_reading *reading, struct gj_grammar *grammar, const char *name,
                           const cJSON *json) {
    static const struct gj_member members[] = {{"format", GJ_JSON_NUMBER, true}, {"prose", GJ_JSON_OBJECT, true}};
    struct gj_prose_rules *rules;
    const cJSON *found[2];
    gj_status status = gj_read_members(reading, reading->root, members, 2, found);
    if (status == GJ_OK)
        status = gj_check_format(reading, found[0]);
    if (status == GJ_OK)
        status = gj_prose_rules_read(name, json, &rules, reading->error);
    if (status != GJ_OK)
        return status;
    gj_prose_rules_free(grammar->prose);
    grammar->prose = rules;
    return GJ_OK;
}

static bool has(const cJSON *json, const char *member) {
    return cJSON_GetObjectItemCaseSensitive(json, member) != NULL;
}

enum kind { KIND_TEMPLATE, KIND_SHARED, KIND_PROSE };

/* A file of no kind is read as a template, so that the message says what a template needs. */
static enum kind kind_of(const cJSON *json) {
    if (has(json, "id") || has(json, "tables"))
        return KIND_TEMPLATE;
    if (has(json, "prose"))
        return KIND_PROSE;
    return has(json, "fragments") || has(json, "spelling") ? KIND_SHARED : KIND_TEMPLATE;
}

static gj_status add_json(struct gj_grammar *grammar, const char *name, cJSON **json, gj_error *error) {
    struct gj_reading reading = {.grammar = grammar, .error = error};
    gj_status status = GJ_ERROR_MEMORY;
    if (gj_reading_start(&reading, name, *json)) {
        switch (kind_of(*json)) {
        case KIND_TEMPLATE:
            status = add_template(&reading, grammar);
            break;
        case KIND_SHARED:
            status = add_shared(&reading, grammar, json);
            break;
        case KIND_PROSE:
            status = add_prose(&reading, grammar, name, *json);
            break;
        }
    }
    gj_arena_free(&reading.scratch);
    return status;
}

static gj_status contract_broken(gj_error *error, const char *what) {
    gj_fault_start(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE, "gouji");
    gj_fault_add(error, "%s", what);
    return GJ_ERROR_ARGUMENT;
}

gj_status gj_grammar_add(gj_grammar *grammar, const char *name, const char *json, size_t length, gj_error *error) {
    gj_error unwanted;
    if (!error)
        error = &unwanted;
    if (!grammar || !name || (!json && length > 0))
        return contract_broken(error, "gj_grammar_add() needs a grammar, a name and the JSON text");
    cJSON *root = NULL;
    size_t most_bytes = grammar->most_bytes ? grammar->most_bytes : GJ_DEFAULT_GRAMMAR_BYTES;
    size_t most_depth = grammar->most_depth ? grammar->most_depth : GJ_DEFAULT_GRAMMAR_DEPTH;
    gj_status status = gj_json_read(name, json ? json : "", length, most_bytes, most_depth, &root, error);
    if (status == GJ_OK)
        status = add_json(grammar, name, &root, error);
    cJSON_Delete(root);
    return status;
}

/* ------------------------------------------------------------------ the grammars compiled in */

static gj_status parse_embedded(cJSON **roots, gj_error *error) {
    gj_status status = GJ_OK;
    for (size_t i = 0; i < gj_embedded_grammar_count && status == GJ_OK; i++) {
        const struct gj_embedded *file = &gj_embedded_grammars[i];
        status = gj_json_read(file->name, (const char *)file->bytes, file->length, GJ_DEFAULT_GRAMMAR_BYTES,
                              GJ_DEFAULT_GRAMMAR_DEPTH, &roots[i], error);
    }
    return status;
}

static gj_status add_embedded(struct gj_grammar *grammar, cJSON **roots, bool templates, gj_error *error) {
    gj_status status = GJ_OK;
    for (size_t i = 0; i < gj_embedded_grammar_count && status == GJ_OK; i++) {
        char name[100];
        snprintf(name, sizeof name, "grammars/%s.json", gj_embedded_grammars[i].name);
        if (roots[i] && (kind_of(roots[i]) == KIND_TEMPLATE) == templates)
            status = add_json(grammar, name, &roots[i], error);
    }
    return status;
}

/* Templates use fragments and spelling of any file, so those come first, whatever the files are called. */
static gj_status add_all_embedded(struct gj_grammar *grammar, gj_error *error) {
    cJSON **roots = calloc(gj_embedded_grammar_count, sizeof(cJSON *));
    if (!roots)
        return gj_fault_memory(error, "grammars");
    gj_status status = parse_embedded(roots, error);
    if (status == GJ_OK)
        status = add_embedded(grammar, roots, false, error);
    if (status == GJ_OK)
        status = add_embedded(grammar, roots, true, error);
    for (size_t i = 0; i < gj_embedded_grammar_count; i++)
        cJSON_Delete(roots[i]);
    free(roots);
    return status;
}

gj_status gj_grammar_make(gj_grammar **grammar, gj_prepare prepare, gj_error *error) {
    gj_error unwanted;
    if (!error)
        error = &unwanted;
    if (!grammar)
        return contract_broken(error, "gj_grammar_new() needs a place for the grammar");
    *grammar = NULL;
    struct gj_grammar *made = calloc(1, sizeof *made);
    if (!made)
        return gj_fault_memory(error, "grammars");
    made->prepare = prepare;
    gj_status status = add_all_embedded(made, error);
    if (status != GJ_OK) {
        gj_grammar_free(made);
        return status;
    }
    *grammar = made;
    return GJ_OK;
}

void gj_grammar_limit(gj_grammar *grammar, size_t bytes, size_t depth) {
    if (!grammar)
        return;
    grammar->most_bytes = bytes;
    grammar->most_depth = depth < GJ_DEEPEST_JSON ? depth : GJ_DEEPEST_JSON;
}

void gj_grammar_free(gj_grammar *grammar) {
    if (!grammar)
        return;
    for (size_t i = 0; i < grammar->template_count; i++)
        gj_template_free(grammar->templates[i]);
    for (size_t i = 0; i < grammar->fragment_file_count; i++) {
        free(grammar->fragment_files[i].name);
        cJSON_Delete(grammar->fragment_files[i].root);
    }
    free(grammar->templates);
    free(grammar->fragment_files);
    gj_arena_free(&grammar->spelling_arena);
    gj_prose_rules_free(grammar->prose);
    free(grammar);
}

/* ------------------------------------------------------------------ looking */

size_t gj_grammar_template_count(const gj_grammar *grammar) {
    return grammar->template_count;
}

const gj_template *gj_grammar_template(const gj_grammar *grammar, size_t index) {
    return index < grammar->template_count ? grammar->templates[index] : NULL;
}

const gj_template *gj_grammar_find(const gj_grammar *grammar, const char *id) {
    size_t index = find_index(grammar, id);
    return index < grammar->template_count ? grammar->templates[index] : NULL;
}

const char *gj_template_id(const gj_template *form) {
    return form->id;
}

const char *gj_template_title(const gj_template *form) {
    return form->title;
}

const char *gj_template_source(const gj_template *form) {
    return form->source;
}
