#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "room.h"

/* A directory that is open: its names, and how far they have been gone through. */
struct level {
    char *path;
    char **names;
    size_t count, next;
    dev_t device; /* with inode, what tells a loop of links */
    ino_t inode;
};

struct walk {
    const struct walk_rules *rules;
    size_t root_length; /* of the first directory's path, with its slash */
    struct level *levels;
    size_t depth, capacity;
    char *path; /* the last one given out */
    bool starts;
};

/* ---------------------------------------------------------------- one directory */

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void close_level(struct level *level) {
    for (size_t i = 0; i < level->count; i++)
        free(level->names[i]);
    free(level->names);
    free(level->path);
}

static bool add_name(struct level *level, size_t *capacity, const char *name) {
    char **names = room_for_one(level->names, level->count, capacity, sizeof *names);
    if (!names)
        return false;
    level->names = names;
    level->names[level->count] = strdup(name);
    return level->names[level->count] && ++level->count;
}

/* 0, or why the directory cannot be read. */
static int read_names(struct level *level) {
    size_t capacity = 0;
    DIR *directory = opendir(level->path);
    if (!directory)
        return errno;
    int error = 0;
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(directory);
        if (!entry) {
            error = errno;
            break;
        }
        if (entry->d_name[0] != '.' && !add_name(level, &capacity, entry->d_name)) {
            error = ENOMEM;
            break;
        }
    }
    closedir(directory);
    if (level->count > 0)
        qsort(level->names, level->count, sizeof *level->names, compare_names);
    return error;
}

/* ---------------------------------------------------------------- going down */

static void refuse(const struct voice *voice, const char *path, int error) {
    complain(voice, WORD_CANNOT_READ, path, system_reason(voice->language, error));
}

static bool is_loop(const struct walk *walk, const struct stat *status) {
    for (size_t i = 0; i < walk->depth; i++)
        if (walk->levels[i].device == status->st_dev && walk->levels[i].inode == status->st_ino)
            return true;
    return false;
}

/* False where the directory was refused, and voice told so. */
static bool enter(struct walk *walk, const char *path, const struct stat *status, const struct voice *voice) {
    if (is_loop(walk, status)) {
        complain(voice, WORD_LINK_LOOP, path, NULL);
        return false;
    }
    struct level level = {.path = strdup(path), .device = status->st_dev, .inode = status->st_ino};
    struct level *levels = room_for_one(walk->levels, walk->depth, &walk->capacity, sizeof *levels);
    walk->levels = levels ? levels : walk->levels;
    int error = level.path && levels ? read_names(&level) : ENOMEM;
    if (error) {
        close_level(&level);
        refuse(voice, path, error);
        return false;
    }
    walk->levels[walk->depth++] = level;
    return true;
}

static bool is_left_out(const struct walk *walk, const struct stat *status) {
    struct stat other;
    const char *left_out = walk->rules->left_out;
    return (left_out ? stat(left_out, &other) : fstat(STDOUT_FILENO, &other)) == 0 && other.st_dev == status->st_dev &&
           other.st_ino == status->st_ino;
}

/* ---------------------------------------------------------------- one name after another */

static bool is_wanted(const struct walk *walk, const char *name) {
    const struct walk_rules *rules = walk->rules;
    for (size_t i = 0; i < rules->pattern_count; i++) {
        const char *pattern = rules->patterns[i];
        const char *text = strchr(pattern, '/') ? walk_relative(walk, walk->path) : name;
        if (fnmatch(pattern, text, 0) == 0)
            return true;
    }
    return rules->pattern_count == 0;
}

static bool set_path(struct walk *walk, const struct level *level, const char *name) {
    size_t length = strlen(level->path);
    size_t size = length + strlen(name) + 2;
    free(walk->path);
    walk->path = malloc(size);
    if (walk->path)
        snprintf(walk->path, size, "%s%s%s", level->path, level->path[length - 1] == '/' ? "" : "/", name);
    return walk->path != NULL;
}

/* What the name at walk->path is: a file to give out, or, with WALK_END, a directory that is gone through first or
 * nothing of ours. */
static enum walk_step look(struct walk *walk, const char *name, const struct voice *voice, size_t *size) {
    struct stat status;
    if (stat(walk->path, &status) != 0) {
        if (errno == ELOOP)
            complain(voice, WORD_LINK_LOOP, walk->path, NULL);
        else
            refuse(voice, walk->path, errno);
        return WALK_REFUSED;
    }
    if (is_left_out(walk, &status))
        return WALK_END;
    if (S_ISDIR(status.st_mode))
        return enter(walk, walk->path, &status, voice) ? WALK_END : WALK_REFUSED;
    if (!S_ISREG(status.st_mode) || !is_wanted(walk, name))
        return WALK_END;
    *size = status.st_size > 0 ? (size_t)status.st_size : 0;
    return WALK_FILE;
}

static enum walk_step begin(struct walk *walk, const struct voice *voice) {
    struct stat status;
    walk->starts = false;
    if (stat(walk->path, &status) != 0) {
        refuse(voice, walk->path, errno);
        return WALK_REFUSED;
    }
    return enter(walk, walk->path, &status, voice) ? WALK_END : WALK_REFUSED;
}

enum walk_step walk_next(struct walk *walk, const struct voice *voice, const char **path, size_t *size) {
    enum walk_step step = walk->starts ? begin(walk, voice) : WALK_END;
    while (step == WALK_END && walk->depth > 0) {
        struct level *level = &walk->levels[walk->depth - 1];
        if (level->next == level->count) {
            close_level(level);
            walk->depth--;
            continue;
        }
        const char *name = level->names[level->next++];
        if (set_path(walk, level, name)) {
            step = look(walk, name, voice, size);
        } else {
            refuse(voice, level->path, ENOMEM);
            step = WALK_REFUSED;
        }
    }
    *path = walk->path;
    return step;
}

const char *walk_relative(const struct walk *walk, const char *path) {
    return path + walk->root_length;
}

struct walk *walk_new(const char *directory, const struct walk_rules *rules) {
    struct walk *walk = calloc(1, sizeof *walk);
    size_t length = strlen(directory);
    if (!walk)
        return NULL;
    walk->rules = rules;
    walk->starts = true;
    walk->path = strdup(directory);
    walk->root_length = length + (length > 0 && directory[length - 1] == '/' ? 0 : 1);
    if (!walk->path) {
        free(walk);
        return NULL;
    }
    return walk;
}

void walk_free(struct walk *walk) {
    if (!walk)
        return;
    for (size_t i = 0; i < walk->depth; i++)
        close_level(&walk->levels[i]);
    free(walk->levels);
    free(walk->path);
    free(walk);
}
