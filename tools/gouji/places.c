#include "places.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input.h"
#include "speech.h"
#include "walk.h"

#define MARKER "unfinished"

/* ---------------------------------------------------------------- directories */

static bool make_directory(const char *path, const struct voice *voice) {
    struct stat status;
    if (mkdir(path, 0777) == 0)
        return true;
    int error = errno;
    if (error != EEXIST) {
        complain(voice, WORD_CANNOT_WRITE, path,
                 error == ENOENT ? word_text(voice->language, WORD_NO_PLACE) : system_reason(voice->language, error));
        return false;
    }
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return true;
    complain(voice, WORD_NOT_DIRECTORY, path, NULL);
    return false;
}

/* Those that path goes through, from the one behind its first length bytes on. */
static bool make_directories(char *path, size_t length, const struct voice *voice) {
    for (char *slash = strchr(path + length, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = make_directory(path, voice);
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

/* ---------------------------------------------------------------- what is there already */

/* Cuts the last part, from its dot on, off a name. */
static bool cut(char *name) {
    char *slash = strrchr(name, '/');
    char *dot = strrchr(slash ? slash : name, '.');
    if (dot)
        *dot = '\0';
    return dot != NULL;
}

static bool ends_in(const char *name, const char *extension) {
    const char *dot = strrchr(name, '.');
    return dot && strcmp(dot + 1, extension) == 0;
}

/* A file NAME.TABLE.EXTENSION tells that NAME is done. */
static bool see(struct places *places, const char *found) {
    char *name = strdup(found);
    enum names_result result = name ? NAMES_NEW : NAMES_NO_MEMORY;
    if (name && ends_in(name, format_extension(places->settings->format)) && cut(name) && cut(name))
        result = names_add(&places->done, name);
    free(name);
    if (result == NAMES_NO_MEMORY)
        complain(&places->settings->voice, WORD_NO_MEMORY, NULL, NULL);
    return result != NAMES_NO_MEMORY;
}

static bool see_all(struct places *places) {
    const struct walk_rules rules = {0};
    struct walk *walk = walk_new(places->directory, &rules);
    enum walk_step step = WALK_FILE;
    bool seen = walk != NULL;
    while (seen && step == WALK_FILE) {
        const char *path;
        size_t size;
        step = walk_next(walk, &places->settings->voice, &path, &size);
        if (step == WALK_FILE)
            seen = see(places, walk_relative(walk, path));
    }
    walk_free(walk);
    return seen && step != WALK_REFUSED;
}

bool places_open(struct places *places, const struct settings *settings, const char *directory) {
    *places = (struct places){.settings = settings, .directory = directory};
    if (!make_directory(settings->output, &settings->voice) || !make_directory(directory, &settings->voice))
        return false;
    return !settings->resume || !settings->format->table || see_all(places);
}

void places_close(struct places *places) {
    names_free(&places->taken);
    names_free(&places->done);
}

/* ---------------------------------------------------------------- one input */

/* A record's id may hold anything; of it one name is made that is neither hidden nor a path. */
static void make_name(char *name) {
    if (*name == '.')
        *name = '_';
    for (; *name; name++)
        if (*name == '/' || (unsigned char)*name < 0x20 || *name == 0x7F)
            *name = '_';
}

/* Relative to the outputs' directory. A name that is all extension keeps it. */
static char *relative_base(const struct item *item, bool whole) {
    char *base = strdup(input_is_standard(item->name) ? "stdin" : item->short_name);
    if (!base)
        return NULL;
    if (item->is_record) {
        make_name(base);
        return base;
    }
    char *slash = strrchr(base, '/');
    char *name = slash ? slash + 1 : base;
    char *dot = strrchr(name, '.');
    if (!whole && dot && dot != name)
        *dot = '\0';
    return base;
}

static char *joined(const char *first, const char *between, const char *second) {
    size_t size = strlen(first) + strlen(between) + strlen(second) + 1;
    char *text = malloc(size);
    if (text)
        snprintf(text, size, "%s%s%s", first, between, second);
    return text;
}

/* Frees path. A loss of power may leave a file that has its name, but not its content. */
static bool is_filled(char *path) {
    struct stat status;
    bool found = path && stat(path, &status) == 0 && status.st_size > 0;
    free(path);
    return found;
}

static bool exists(char *path) {
    struct stat status;
    bool found = path && stat(path, &status) == 0;
    free(path);
    return found;
}

static bool is_done(const struct places *places, const struct job_result *result, const char *base) {
    const struct settings *settings = places->settings;
    if (!settings->resume)
        return false;
    if (settings->format->table)
        return names_hold(&places->done, base) && !exists(places_marker(result));
    return is_filled(places_path(result, settings->format, 0, NULL));
}

/* Tables have files of their own, which no input has the name of. */
static bool spares_input(const struct places *places, const struct job_result *result) {
    if (places->settings->format->table || result->item.is_record)
        return true;
    char *path = places_path(result, places->settings->format, 0, NULL);
    bool spares = path && !input_is_file(result->item.name, path);
    if (path && !spares)
        complain(&result->voice, WORD_OUTPUT_IS_INPUT, path, NULL);
    else if (!path)
        complain(&result->voice, WORD_NO_MEMORY, NULL, NULL);
    free(path);
    return spares;
}

static void place(struct places *places, struct job_result *result, const char *base) {
    const char *directory = places->directory;
    size_t length = strlen(directory);
    enum names_result name = names_add(&places->taken, base);
    result->path = joined(directory, directory[length - 1] == '/' ? "" : "/", base);
    if (!result->path || name == NAMES_NO_MEMORY)
        complain(&result->voice, WORD_NO_MEMORY, NULL, NULL);
    else if (name == NAMES_KNOWN)
        complain(&result->voice, WORD_SAME_NAME, result->item.name, result->path);
    result->failed = !result->path || name != NAMES_NEW || !spares_input(places, result) ||
                     !make_directories(result->path, length + 1, &result->voice);
    result->left = !result->failed && is_done(places, result, base);
}

void places_give(struct places *places, struct job_result *result) {
    char *base = relative_base(&result->item, places->whole_names);
    if (base)
        place(places, result, base);
    else
        complain(&result->voice, WORD_NO_MEMORY, NULL, NULL);
    result->failed = result->failed || !base;
    free(base);
}

char *places_path(const struct job_result *result, const struct format *format, size_t report, const char *table) {
    char middle[32] = ".";
    if (!table)
        return joined(result->path, ".", format_extension(format));
    if (report > 0)
        snprintf(middle, sizeof middle, ".%zu.", report + 1);
    char *base = joined(result->path, middle, table);
    char *path = base ? joined(base, ".", format_extension(format)) : NULL;
    free(base);
    return path;
}

char *places_marker(const struct job_result *result) {
    return joined(result->path, ".", MARKER);
}
