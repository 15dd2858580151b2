#include "prose/triggers.h"

#include <string.h>

enum { LONGEST_SHIFT = 200 };

/* Of two bytes within a character of three the low six bits are what differs. */
static inline size_t block_at(const char *bytes) {
    return (size_t)((unsigned char)bytes[0] & 0x3F) << 6 | ((unsigned char)bytes[1] & 0x3F);
}

static void find_shortest(struct gj_triggers *triggers) {
    size_t shortest = LONGEST_SHIFT;
    for (size_t i = 0; i < triggers->count; i++)
        if (triggers->lengths[i] && triggers->lengths[i] < shortest)
            shortest = triggers->lengths[i];
    triggers->shortest = triggers->count ? shortest : 0;
}

/* The window is as long as the shortest word, and is held against that much of each. */
static void add_word(struct gj_triggers *triggers, size_t index) {
    const char *word = triggers->words[index];
    size_t last = triggers->shortest - 2;
    for (size_t at = 0; at <= last; at++) {
        uint8_t *shift = &triggers->shifts[block_at(word + at)];
        *shift = last - at < *shift ? (uint8_t)(last - at) : *shift;
    }
    uint16_t *first = &triggers->firsts[block_at(word + last)];
    triggers->next[index] = *first;
    *first = (uint16_t)(index + 1);
}

bool gj_triggers_make(struct gj_triggers *triggers, struct gj_arena *arena, const char **words, size_t count) {
    *triggers = (struct gj_triggers){.words = words, .count = count};
    triggers->lengths = gj_arena_array(arena, count, sizeof *triggers->lengths);
    triggers->next = gj_arena_array(arena, count, sizeof *triggers->next);
    if (!triggers->lengths || !triggers->next || count >= UINT16_MAX)
        return false;
    for (size_t i = 0; i < count; i++)
        triggers->lengths[i] = strlen(words[i]);
    find_shortest(triggers);
    memset(triggers->shifts, triggers->shortest < 2 ? 1 : (int)triggers->shortest - 1, sizeof triggers->shifts);
    for (size_t i = 0; i < count && triggers->shortest >= 2; i++)
        if (triggers->lengths[i])
            add_word(triggers, i);
    return true;
}

static bool stands_at(const struct gj_triggers *triggers, size_t index, const char *bytes, size_t left) {
    size_t length = triggers->lengths[index];
    return length && length <= left && memcmp(bytes, triggers->words[index], length) == 0;
}

/* One byte is no block: each word is looked for by itself. */
static bool stand_one_by_one(const struct gj_triggers *triggers, const char *bytes, size_t length) {
    for (size_t at = 0; at < length; at++)
        for (size_t i = 0; i < triggers->count; i++)
            if (stands_at(triggers, i, bytes + at, length - at))
                return true;
    return false;
}

bool gj_triggers_stand(const struct gj_triggers *triggers, const char *bytes, size_t length) {
    size_t shortest = triggers->shortest;
    if (shortest < 2)
        return stand_one_by_one(triggers, bytes, length);
    for (size_t end = shortest; end <= length;) {
        size_t block = block_at(bytes + end - 2), shift = triggers->shifts[block];
        if (shift) {
            end += shift;
            continue;
        }
        for (size_t i = triggers->firsts[block]; i; i = triggers->next[i - 1])
            if (stands_at(triggers, i - 1, bytes + end - shortest, length - (end - shortest)))
                return true;
        end++;
    }
    return false;
}
