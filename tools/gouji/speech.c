#include "speech.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#define LONGEST_NAME 63 /* of those that a nearest one is sought for */

struct arguments {
    const char *const *text;
    size_t count;
};

/* The argument that the placeholder at the start of pattern stands for, or NULL where there is none
 * there. */
static const char *placeholder(const char *pattern, const struct arguments *arguments) {
    if (pattern[0] != '{' || pattern[1] < '1' || pattern[1] > '9' || pattern[2] != '}')
        return NULL;
    size_t index = (size_t)(pattern[1] - '1');
    return index < arguments->count ? arguments->text[index] : "";
}

/* With text NULL only the length is counted. */
static size_t expand(char *text, const char *pattern, const struct arguments *arguments) {
    size_t length = 0;
    while (*pattern) {
        const char *argument = placeholder(pattern, arguments);
        size_t size = argument ? strlen(argument) : 1;
        if (text)
            memcpy(text + length, argument ? argument : pattern, size);
        length += size;
        pattern += argument ? 3 : 1;
    }
    return length;
}

static char *expanded(gj_language language, enum word word, const struct arguments *arguments) {
    const char *pattern = word_text(language, word);
    size_t length = expand(NULL, pattern, arguments);
    char *text = malloc(length + 1);
    if (!text)
        return NULL;
    expand(text, pattern, arguments);
    text[length] = '\0';
    return text;
}

char *sentence(gj_language language, enum word word, const char *const *texts, size_t count) {
    struct arguments arguments = {texts, count};
    return expanded(language, word, &arguments);
}

/* Whether a character moves the cursor, hides or turns text round. */
static bool is_harmful(utf8proc_int32_t character) {
    utf8proc_category_t category = utf8proc_category(character);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

/* Harmful characters, and bytes that are no UTF-8, become "?". */
static void make_harmless(char *text) {
    const unsigned char *from = (const unsigned char *)text;
    while (*from) {
        utf8proc_int32_t character;
        utf8proc_ssize_t size = utf8proc_iterate(from, -1, &character);
        if (size <= 0 || is_harmful(character)) {
            *text++ = '?';
            from += size > 0 ? size : 1;
        } else {
            memmove(text, from, (size_t)size);
            text += size;
            from += size;
        }
    }
    *text = '\0';
}

/* In one piece, so that the lines of two programs that share a terminal stay whole. */
static void say(const struct voice *voice, const char *line, size_t length) {
    if (voice->kept && bytes_take(voice->kept, line, length) == 0)
        return;
    fwrite(line, 1, length, stderr);
}

void print_kept(const struct bytes *kept) {
    if (kept->length > 0)
        fwrite(kept->text, 1, kept->length, stderr);
}

/* text and more (both freed here), which may be NULL, as a line */
static void print_line(const struct voice *voice, char *text, char *more) {
    const char *texts[] = {text, more ? more : ""};
    char *line = NULL;
    if (text) {
        make_harmless(text);
        if (more)
            make_harmless(more);
        line = sentence(voice->language, WORD_LINE, texts, 2);
    }
    const char *shown = line ? line : "gouji: there is not enough memory\n";
    say(voice, shown, strlen(shown));
    free(line);
    free(text);
    free(more);
}

void complain(const struct voice *voice, enum word word, const char *first, const char *second) {
    /* A name that is empty is to be seen all the same. */
    const char *shown = first && !*first ? "\"\"" : first;
    const char *texts[] = {shown ? shown : "", second ? second : ""};
    print_line(voice, sentence(voice->language, word, texts, 2), NULL);
}

static size_t smallest(size_t a, size_t b, size_t c) {
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* The number of single-character edits between two names (Wagner and Fischer 1974), one row at a
 * time. */
static size_t distance(const char *a, const char *b) {
    size_t row[LONGEST_NAME + 1];
    size_t length = strlen(b);
    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < length; j++) {
            size_t cost = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = smallest(cost, row[j] + 1, row[j + 1] + 1);
        }
    }
    return row[length];
}

/* A name that is at most two edits away, and nearer than a name made of other letters would be. */
static const char *nearest(const char *given, const char *const *known, size_t count) {
    const char *best = NULL;
    size_t best_distance = 3;
    if (strlen(given) > LONGEST_NAME)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(known[i]);
        size_t edits = length <= LONGEST_NAME ? distance(given, known[i]) : SIZE_MAX;
        if (edits < best_distance && edits < length) {
            best = known[i];
            best_distance = edits;
        }
    }
    return best;
}

static char *joined(const char *const *names, size_t count) {
    size_t length = 1;
    for (size_t i = 0; i < count; i++)
        length += strlen(names[i]) + 2;
    char *text = malloc(length);
    if (!text)
        return NULL;
    char *end = text;
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(names[i]);
        memcpy(end, names[i], size);
        memcpy(end + size, ", ", 2);
        end += size + 2;
    }
    *(count ? end - 2 : end) = '\0';
    return text;
}

void complain_unknown(const struct voice *voice, enum word word, const char *given, const char *const *known,
                      size_t count) {
    char *list = joined(known, count);
    const char *near = nearest(given, known, count);
    const char *texts[] = {given, list ? list : ""};
    print_line(voice, sentence(voice->language, word, texts, 2),
               near ? sentence(voice->language, WORD_SUGGESTION, &near, 1) : NULL);
    free(list);
}

void complain_failure(const struct voice *voice, const char *file, const gj_error *error) {
    enum word word = WORD_FAILED_OTHER;
    if (error->status == GJ_ERROR_MEMORY)
        word = WORD_FAILED_MEMORY;
    else if (error->status == GJ_ERROR_ENCODING)
        word = WORD_FAILED_ENCODING;
    else if (error->status == GJ_ERROR_GRAMMAR)
        word = WORD_FAILED_GRAMMAR;
    else if (error->status == GJ_ERROR_LIMIT)
        word = WORD_FAILED_LIMIT;
    complain(voice, word, file, error->message);
}

/* strerror() speaks English unless the whole program takes on the user's locale. */
const char *system_reason(gj_language language, int error) {
    switch (error) {
    case ENOENT:
        return word_text(language, WORD_NO_SUCH_FILE);
    case EACCES:
    case EPERM:
        return word_text(language, WORD_NO_PERMISSION);
    case ENOSPC:
    case EDQUOT:
        return word_text(language, WORD_NO_SPACE);
    case ELOOP:
        return word_text(language, WORD_LINKS_IN_A_CIRCLE);
    case ENOTDIR:
        return word_text(language, WORD_NO_DIRECTORY);
    case ENAMETOOLONG:
        return word_text(language, WORD_NAME_TOO_LONG);
    case EFBIG:
        return word_text(language, WORD_MAY_NOT_GROW);
    case EPIPE:
        return word_text(language, WORD_PIPE_CLOSED);
    case EROFS:
        return word_text(language, WORD_READ_ONLY);
    case ENOMEM:
        return word_text(language, WORD_NO_MEMORY);
    default:
        return strerror(error);
    }
}

static bool is_set(const char *value) {
    return value && *value;
}

gj_language language_of_locale(void) {
    const char *locale = getenv("LC_ALL");
    if (!is_set(locale))
        locale = getenv("LC_MESSAGES");
    if (!is_set(locale))
        locale = getenv("LANG");
    return is_set(locale) && strncmp(locale, "zh", 2) == 0 ? GJ_CHINESE : GJ_ENGLISH;
}
