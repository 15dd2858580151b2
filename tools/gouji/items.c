#include "items.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input.h"
#include "records.h"
#include "walk.h"

struct items {
    const struct settings *settings; /* NULL where they come from a list */
    const struct item *list;
    size_t list_count;
    struct walk_rules rules;
    size_t next;           /* operand, or item of the list */
    const char *directory; /* that is being walked, or NULL */
    struct walk *walk;
    bool found;              /* something in the directory */
    struct records *records; /* of the file that is being read, or NULL */
};

/* ---------------------------------------------------------------- files */

static bool is_directory(const char *path) {
    struct stat status;
    return !input_is_standard(path) && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static size_t size_of(const char *path) {
    struct stat status;
    return !input_is_standard(path) && stat(path, &status) == 0 && status.st_size > 0 ? (size_t)status.st_size : 0;
}

static bool refuse(struct item *item) {
    item->refused = true;
    return true;
}

static bool set_name(struct item *item, const struct voice *voice, const char *name) {
    item->name = strdup(name);
    item->short_name = item->name;
    if (item->name)
        return true;
    complain(voice, WORD_NO_MEMORY, NULL, NULL);
    return !refuse(item);
}

static bool take_operand(struct items *items, const struct voice *voice, struct item *item) {
    const char *path = items->settings->operands[items->next++];
    if (set_name(item, voice, path)) {
        item->short_name = last_part(item->name);
        item->size = size_of(path);
    }
    return true;
}

static void enter(struct items *items, const char *directory) {
    items->directory = directory;
    items->walk = walk_new(directory, &items->rules);
    items->found = false;
}

static void leave(struct items *items) {
    walk_free(items->walk);
    items->walk = NULL;
    items->directory = NULL;
}

/* The next of the directory that is being walked; false at its end. */
static bool take_walked(struct items *items, const struct voice *voice, struct item *item) {
    const char *path;
    size_t size = 0;
    enum walk_step step = WALK_END;
    bool was_found = items->found;
    if (items->walk)
        step = walk_next(items->walk, voice, &path, &size);
    else
        complain(voice, WORD_NO_MEMORY, NULL, NULL);
    items->found = true;
    if (step == WALK_REFUSED)
        return refuse(item);
    if (step == WALK_FILE) {
        if (set_name(item, voice, path)) {
            item->short_name = walk_relative(items->walk, item->name);
            item->size = size;
        }
        return true;
    }
    if (!was_found)
        complain(voice, WORD_NOTHING_IN_DIRECTORY, items->directory, NULL);
    bool refused = !was_found || !items->walk;
    leave(items);
    return refused && refuse(item);
}

static bool take_file(struct items *items, const struct voice *voice, struct item *item) {
    for (;;) {
        if (items->directory && take_walked(items, voice, item))
            return true;
        if (items->next == items->settings->operand_count)
            return false;
        const char *path = items->settings->operands[items->next];
        if (!is_directory(path))
            return take_operand(items, voice, item);
        items->next++;
        enter(items, path);
    }
}

/* ---------------------------------------------------------------- records */

static bool take_record(struct items *items, const struct voice *voice, struct item *item) {
    struct record record;
    enum records_step step = records_next(items->records, voice, &record);
    if (step == RECORDS_REFUSED)
        return refuse(item);
    if (step == RECORDS_ONE) {
        item->name = record.id;
        item->short_name = record.id;
        item->text = record.text;
        item->length = strlen(record.text);
        item->is_record = true;
        item->size = record.size;
        return true;
    }
    records_free(items->records);
    items->records = NULL;
    return step == RECORDS_BROKEN && refuse(item);
}

static bool next_record(struct items *items, const struct voice *voice, struct item *item) {
    while (!items->records || !take_record(items, voice, item)) {
        struct item file = {0};
        if (!take_file(items, voice, &file))
            return false;
        if (!file.refused)
            items->records = records_new(file.name, voice);
        item_free(&file);
        if (!items->records)
            return refuse(item);
    }
    return true;
}

/* ---------------------------------------------------------------- both */

struct items *items_new(const struct settings *settings) {
    struct items *items = calloc(1, sizeof *items);
    if (!items)
        return NULL;
    items->settings = settings;
    items->rules = (struct walk_rules){settings->includes, settings->include_count, settings->output};
    return items;
}

struct items *items_from(const struct item *list, size_t count) {
    struct items *items = calloc(1, sizeof *items);
    if (items) {
        items->list = list;
        items->list_count = count;
    }
    return items;
}

void items_free(struct items *items) {
    if (!items)
        return;
    records_free(items->records);
    walk_free(items->walk);
    free(items);
}

static bool take_listed(struct items *items, struct item *item) {
    if (items->next == items->list_count)
        return false;
    *item = items->list[items->next++];
    item->is_borrowed = true;
    return true;
}

bool items_next(struct items *items, const struct voice *voice, struct item *item) {
    *item = (struct item){0};
    if (!items->settings)
        return take_listed(items, item);
    return items->settings->records ? next_record(items, voice, item) : take_file(items, voice, item);
}

void item_free(struct item *item) {
    if (!item->is_borrowed) {
        free(item->name);
        free(item->text);
    }
    *item = (struct item){0};
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): what is borrowed was allocated by whoever lends it */
}

bool items_ready(const struct items *items) {
    return !items->records || records_ready(items->records);
}

bool items_are_several(const struct settings *settings) {
    return settings->operand_count != 1 || settings->records || is_directory(settings->operands[0]);
}
