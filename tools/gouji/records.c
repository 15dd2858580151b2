#include "records.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "input.h"

#define BLOCK ((size_t)1 << 16)

struct records {
    char *name; /* for messages */
    int descriptor;
    bool is_standard, ended;
    size_t line; /* from 1: of the line read last */
    char *bytes; /* read, and not given out: from start to end */
    size_t start, end, capacity;
};

/* ---------------------------------------------------------------- lines */

struct records *records_new(const char *file, const struct voice *voice) {
    struct records *records = calloc(1, sizeof *records);
    bool standard = input_is_standard(file);
    const char *name = input_shown_name(file, voice->language);
    int error = ENOMEM;
    if (records) {
        records->is_standard = standard;
        records->name = strdup(name);
        records->descriptor = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
        error = records->descriptor < 0 ? errno : records->name ? 0 : ENOMEM;
    }
    if (!error)
        return records;
    complain(voice, WORD_CANNOT_READ, name, system_reason(voice->language, error));
    records_free(records);
    return NULL;
}

void records_free(struct records *records) {
    if (!records)
        return;
    if (!records->is_standard && records->descriptor >= 0)
        close(records->descriptor);
    free(records->name);
    free(records->bytes);
    free(records);
}

/* Room for one block more, behind what is still to be given out. */
static bool make_room(struct records *records) {
    if (records->start > 0) {
        memmove(records->bytes, records->bytes + records->start, records->end - records->start);
        records->end -= records->start;
        records->start = 0;
    }
    if (records->capacity - records->end > BLOCK)
        return true;
    size_t capacity = records->capacity ? records->capacity * 2 : 4 * BLOCK;
    char *larger = realloc(records->bytes, capacity);
    if (!larger)
        return false;
    records->bytes = larger;
    records->capacity = capacity;
    return true;
}

/* 0, or why no more can be read. */
static int read_block(struct records *records) {
    if (records->end - records->start > INPUT_LARGEST)
        return EFBIG;
    if (!make_room(records))
        return ENOMEM;
    for (;;) {
        ssize_t size = read(records->descriptor, records->bytes + records->end, BLOCK);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return errno;
        records->ended = size == 0;
        records->end += (size_t)size;
        return 0;
    }
}

static size_t pending(const struct records *records) {
    return records->end - records->start;
}

static char *line_end(const struct records *records, size_t from) {
    return pending(records) > from ? memchr(records->bytes + records->start + from, '\n', pending(records) - from)
                                   : NULL;
}

/* The next line, NUL in place of its line feed; it is the records' until the next call. NULL at the end, or where
 * *error says why. */
static char *read_line(struct records *records, size_t *length, int *error) {
    char *end = NULL;
    size_t searched = 0;
    *error = 0;
    while (!(end = line_end(records, searched)) && !records->ended && *error == 0) {
        searched = pending(records);
        *error = read_block(records);
    }
    if (*error || (!end && pending(records) == 0))
        return NULL;
    char *line = records->bytes + records->start;
    *length = end ? (size_t)(end - line) : pending(records);
    line[*length] = '\0'; /* make_room() leaves a byte behind the last block */
    records->start += *length + (end ? 1 : 0);
    records->line++;
    return line;
}

bool records_ready(const struct records *records) {
    if (records->ended || line_end(records, 0))
        return true;
    struct pollfd wait = {.fd = records->descriptor, .events = POLLIN};
    return poll(&wait, 1, 0) != 0;
}

/* ---------------------------------------------------------------- records */

/* cJSON would end a string at a NUL: it becomes the character that stands for what cannot be shown. */
static void replace_nuls(char *line) {
    for (char *at = strchr(line, '\\'); at && at[1]; at = strchr(at + 2, '\\'))
        if (strncmp(at, "\\u0000", 6) == 0)
            memcpy(at, "\\ufffd", 6);
}

static char *place_of(const struct records *records) {
    size_t size = strlen(records->name) + 24;
    char *place = malloc(size);
    if (place)
        snprintf(place, size, "%s:%zu", records->name, records->line);
    return place;
}

static enum records_step refuse(const struct records *records, const struct voice *voice, enum word word,
                                size_t column) {
    char *place = place_of(records);
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", column);
    complain(voice, place ? word : WORD_NO_MEMORY, place, digits);
    free(place);
    return RECORDS_REFUSED;
}

/* An id may be a text or a number. */
static char *copy_id(const struct records *records, const cJSON *id) {
    if (cJSON_IsString(id) && *id->valuestring)
        return strdup(id->valuestring);
    return cJSON_IsNumber(id) ? cJSON_PrintUnformatted(id) : place_of(records);
}

static enum records_step take(const struct records *records, const struct voice *voice, const cJSON *object,
                              struct record *record) {
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(object, "text");
    if (!cJSON_IsObject(object) || !cJSON_IsString(text))
        return refuse(records, voice, WORD_RECORD_WITHOUT_TEXT, 0);
    record->id = copy_id(records, cJSON_GetObjectItemCaseSensitive(object, "id"));
    record->text = strdup(text->valuestring);
    if (record->id && record->text)
        return RECORDS_ONE;
    free(record->id);
    free(record->text);
    return refuse(records, voice, WORD_NO_MEMORY, 0);
}

static enum records_step parse(const struct records *records, const struct voice *voice, char *line, size_t length,
                               struct record *record) {
    const char *end = line;
    replace_nuls(line);
    cJSON *object = strlen(line) == length ? cJSON_ParseWithOpts(line, &end, true) : NULL;
    enum records_step step =
        object ? take(records, voice, object, record) : refuse(records, voice, WORD_NOT_JSON, (size_t)(end - line) + 1);
    cJSON_Delete(object);
    return step;
}

static bool is_empty(const char *line, size_t length) {
    return strspn(line, " \t\r") == length;
}

enum records_step records_next(struct records *records, const struct voice *voice, struct record *record) {
    size_t length;
    int error;
    char *line;
    while ((line = read_line(records, &length, &error))) {
        if (records->line == 1 && length >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0) {
            line += 3;
            length -= 3;
        }
        if (is_empty(line, length))
            continue;
        *record = (struct record){.size = length + 1};
        return parse(records, voice, line, length, record);
    }
    if (!error)
        return RECORDS_END;
    complain(voice, WORD_CANNOT_READ, records->name, system_reason(voice->language, error));
    return RECORDS_BROKEN;
}
