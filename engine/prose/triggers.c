#include "triggers.h"

#include <string.h>

enum { SAMPLE = 2, LONGEST_DISTANCE = 64 };

/* Two bytes. Within a character of three the low six bits are what differs. */
static inline size_t sample_at(const char *bytes) {
    return (size_t)((unsigned char)bytes[0] & 0x3F) << 6 | ((unsigned char)bytes[1] & 0x3F);
}

/* The shortest word holds as many samples as lie between two that are taken. */
static void choose_distance(struct gj_triggers *triggers) {
    size_t distance = LONGEST_DISTANCE;
    for (size_t i = 0; i < triggers->count; i++)
        if (triggers->lengths[i] && triggers->lengths[i] - 1 < distance)
            distance = triggers->lengths[i] - 1;
    triggers->distance = distance;
}

static void add_places(struct gj_triggers *triggers, size_t word, uint32_t *used) {
    for (size_t behind = 0; behind < triggers->distance; behind++) {
        uint32_t *first = &triggers->samples[sample_at(triggers->words[word] + behind)];
        triggers->places[++*used] = (struct gj_trigger_place){(uint16_t)word, (uint16_t)behind, *first};
        *first = *used;
    }
}

bool gj_triggers_make(struct gj_triggers *triggers, struct gj_arena *arena, const char **words, size_t count) {
    uint32_t used = 0;
    *triggers = (struct gj_triggers){.words = words, .count = count};
    triggers->lengths = gj_arena_array(arena, count, sizeof *triggers->lengths);
    if (!triggers->lengths || count > UINT16_MAX)
        return false;
    for (size_t i = 0; i < count; i++)
        triggers->lengths[i] = strlen(words[i]);
    choose_distance(triggers);
    triggers->places = gj_arena_array(arena, count * triggers->distance + 1, sizeof *triggers->places);
    for (size_t i = 0; triggers->places && i < count; i++)
        if (triggers->lengths[i])
            add_places(triggers, i, &used);
    return triggers->places != NULL;
}

static bool stands_at(const struct gj_triggers *triggers, size_t word, const char *bytes, size_t left) {
    size_t length = triggers->lengths[word];
    return length && length <= left && memcmp(bytes, triggers->words[word], length) == 0;
}

/* For words of one byte, which hold no sample. */
static bool stand_one_by_one(const struct gj_triggers *triggers, const char *bytes, size_t length) {
    for (size_t at = 0; at < length; at++)
        for (size_t i = 0; i < triggers->count; i++)
            if (stands_at(triggers, i, bytes + at, length - at))
                return true;
    return false;
}

static bool stand_around(const struct gj_triggers *triggers, uint32_t place, const char *bytes, size_t at,
                         size_t length) {
    for (; place; place = triggers->places[place].next) {
        size_t behind = triggers->places[place].behind;
        if (behind <= at &&
            stands_at(triggers, triggers->places[place].word, bytes + at - behind, length - at + behind))
            return true;
    }
    return false;
}

bool gj_triggers_stand(const struct gj_triggers *triggers, const char *bytes, size_t length) {
    if (!triggers->distance)
        return stand_one_by_one(triggers, bytes, length);
    for (size_t at = 0; at + SAMPLE <= length; at += triggers->distance) {
        uint32_t place = triggers->samples[sample_at(bytes + at)];
        if (place && stand_around(triggers, place, bytes, at, length))
            return true;
    }
    return false;
}
