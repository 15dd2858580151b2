#include "convert_tables.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "job.h"
#include "output.h"
#include "speech.h"

/* The names that reports were written under: two files of one name in different directories must
 * not overwrite each other's tables. Open addressing, at most half full. */
struct names {
    char **slots;
    size_t count, capacity;
};

struct tables {
    const struct settings *settings;
    struct names taken;
    struct output output;
    bool refused; /* a report was not written, for its name was taken */
};

/* FNV-1a */
static uint64_t hash_of(const char *name) {
    uint64_t hash = 14695981039346656037u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 1099511628211u;
    return hash;
}

static char **slot_of(const struct names *names, const char *name) {
    size_t index = (size_t)hash_of(name) & (names->capacity - 1);
    while (names->slots[index] && strcmp(names->slots[index], name) != 0)
        index = (index + 1) & (names->capacity - 1);
    return &names->slots[index];
}

static bool grow(struct names *names) {
    struct names larger = {.count = names->count,
                           .capacity = names->capacity ? names->capacity * 2 : 64};
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < names->capacity; i++)
        if (names->slots[i])
            *slot_of(&larger, names->slots[i]) = names->slots[i];
    free(names->slots);
    *names = larger;
    return true;
}

/* Takes name, which is then the set's; *is_new is false, and name freed, where it was taken before.
 */
static bool take_name(struct names *names, char *name, bool *is_new) {
    if (2 * (names->count + 1) > names->capacity && !grow(names)) {
        free(name);
        return false;
    }
    char **slot = slot_of(names, name);
    *is_new = *slot == NULL;
    if (*is_new) {
        *slot = name;
        names->count++;
    } else {
        free(name);
    }
    return true;
}

static void free_names(struct names *names) {
    for (size_t i = 0; i < names->capacity; i++)
        free(names->slots[i]);
    free(names->slots);
}

/* DIRECTORY/NAME, or DIRECTORY/NAME.2 for the second report of a file; the caller frees it. */
static char *base_path(const char *directory, const struct job_report *report) {
    const char *slash = strrchr(report->file, '/');
    const char *name = slash ? slash + 1 : report->file;
    if (strcmp(report->file, "-") == 0)
        name = "stdin";
    const char *dot = strrchr(name, '.');
    size_t name_length = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    size_t length = strlen(directory) + name_length + 32;
    char *path = malloc(length);
    if (!path)
        return NULL;
    if (report->number == 0)
        snprintf(path, length, "%s/%.*s", directory, (int)name_length, name);
    else
        snprintf(path, length, "%s/%.*s.%zu", directory, (int)name_length, name,
                 report->number + 1);
    return path;
}

static bool out_of_memory(const struct tables *tables) {
    complain(tables->settings->language, WORD_NO_MEMORY, NULL, NULL);
    return false;
}

static bool write_to(struct tables *tables, const gj_report *report, size_t table,
                     const char *path) {
    if (!output_open(&tables->output, path, tables->settings->language))
        return false;
    if (output_wrote(&tables->output, gj_write_csv(report, table, GJ_CSV_PLAIN, output_take, &tables->output)))
        return output_finish(&tables->output);
    output_abandon(&tables->output);
    return false;
}

static bool write_table(struct tables *tables, const gj_report *report, size_t table,
                        const char *base) {
    const char *id = gj_report_table(report, table)->id;
    size_t length = strlen(base) + strlen(id) + sizeof "..csv";
    char *path = malloc(length);
    if (!path)
        return out_of_memory(tables);
    snprintf(path, length, "%s.%s.csv", base, id);
    bool done = write_to(tables, report, table, path);
    free(path);
    return done;
}

static bool write_tables(struct tables *tables, const gj_report *report, const char *base) {
    for (size_t i = 0; i < gj_report_table_count(report); i++)
        if (gj_report_table(report, i)->status != GJ_TABLE_MISSING &&
            !write_table(tables, report, i, base))
            return false;
    return true;
}

static bool visit(void *context, const struct job_report *report) {
    struct tables *tables = context;
    char *base = base_path(tables->settings->output, report);
    char *kept = base ? strdup(base) : NULL;
    bool is_new = false;
    bool done = kept && take_name(&tables->taken, kept, &is_new);
    if (!done)
        out_of_memory(tables);
    if (done && is_new)
        done = write_tables(tables, report->report, base);
    if (done && !is_new) {
        complain(tables->settings->language, WORD_SAME_NAME, report->file, base);
        tables->refused = true;
    }
    free(base);
    return done;
}

static bool make_directory(const char *path, gj_language language) {
    struct stat status;
    if (mkdir(path, 0777) == 0)
        return true;
    int error = errno;
    if (error != EEXIST) {
        complain(language, WORD_CANNOT_WRITE, path, system_reason(language, error));
        return false;
    }
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return true;
    complain(language, WORD_NOT_DIRECTORY, path, NULL);
    return false;
}

enum outcome convert_to_tables(const struct settings *settings, const gj_grammar *grammar) {
    if (!make_directory(settings->output, settings->language))
        return OUTCOME_ERROR;
    struct tables *tables = calloc(1, sizeof *tables);
    if (!tables) {
        complain(settings->language, WORD_NO_MEMORY, NULL, NULL);
        return OUTCOME_ERROR;
    }
    tables->settings = settings;
    enum outcome outcome = job_run(settings, grammar, visit, tables, NULL);
    if (tables->refused)
        outcome = OUTCOME_ERROR;
    free_names(&tables->taken);
    free(tables);
    return outcome;
}
