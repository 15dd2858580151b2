#include "triggers.h"

#include <string.h>

enum { SAMPLE = 4, SAMPLES_AT_ONCE = 8, LONGEST_DISTANCE = 64 };

/* A character of three bytes and a part of the next one, by multiplicative hashing (Knuth, The Art of Computer
 * Programming 3, 6.4). */
static inline uint32_t sample_at(const char *bytes) {
    uint32_t sample;
    memcpy(&sample, bytes, SAMPLE);
    return sample * UINT32_C(0x9E3779B1) >> (32 - GJ_TRIGGER_BITS);
}

/* The shortest word holds as many samples as lie between two that are taken. */
static void choose_distance(struct gj_triggers *triggers) {
    size_t distance = LONGEST_DISTANCE;
    for (size_t i = 0; i < triggers->count; i++)
        if (triggers->lengths[i] && triggers->lengths[i] < distance + SAMPLE - 1)
            distance = triggers->lengths[i] < SAMPLE ? 0 : triggers->lengths[i] - SAMPLE + 1;
    triggers->distance = distance;
}

static void add_places(struct gj_triggers *triggers, size_t word, uint32_t *used) {
    for (size_t behind = 0; behind < triggers->distance; behind++) {
        uint32_t sample = sample_at(triggers->words[word] + behind);
        uint32_t *first = &triggers->samples[sample % GJ_TRIGGER_SAMPLES];
        triggers->rough[sample] = true;
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

/* For words of fewer bytes, which hold no sample. */
static bool stand_one_by_one(const struct gj_triggers *triggers, const char *bytes, size_t length) {
    for (size_t at = 0; at < length; at++)
        for (size_t i = 0; i < triggers->count; i++)
            if (stands_at(triggers, i, bytes + at, length - at))
                return true;
    return false;
}

/* Whether a word stands where it holds the sample at that place. */
static bool stands_around(const struct gj_triggers *triggers, const char *bytes, size_t at, size_t length) {
    uint32_t sample = sample_at(bytes + at), place = triggers->samples[sample % GJ_TRIGGER_SAMPLES];
    if (!triggers->rough[sample])
        return false;
    for (; place; place = triggers->places[place].next) {
        size_t behind = triggers->places[place].behind;
        if (behind <= at &&
            stands_at(triggers, triggers->places[place].word, bytes + at - behind, length - at + behind))
            return true;
    }
    return false;
}

/* Whether any of the next few samples may be of a word. */
static inline bool may_hold_next(const struct gj_triggers *triggers, const char *bytes) {
    bool found = false;
    for (size_t i = 0; i < SAMPLES_AT_ONCE; i++)
        found |= triggers->rough[sample_at(bytes + i * triggers->distance)];
    return found;
}

bool gj_triggers_stand(const struct gj_triggers *triggers, const char *bytes, size_t length) {
    size_t distance = triggers->distance, at = 0;
    if (!distance)
        return stand_one_by_one(triggers, bytes, length);
    while (at + SAMPLE <= length) {
        bool are_several = at + (SAMPLES_AT_ONCE - 1) * distance + SAMPLE <= length;
        if (are_several && !may_hold_next(triggers, bytes + at)) {
            at += SAMPLES_AT_ONCE * distance;
            continue;
        }
        for (size_t end = at + SAMPLES_AT_ONCE * distance; at < end && at + SAMPLE <= length; at += distance)
            if (stands_around(triggers, bytes, at, length))
                return true;
    }
    return false;
}
