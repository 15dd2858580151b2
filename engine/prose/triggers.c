#include "triggers.h"

#include <string.h>

/* The usual distance, where the shortest words are two characters, is known to the compiler. */
enum { SAMPLE = 4, SAMPLES_AT_ONCE = 8, USUAL_DISTANCE = 3, LONGEST_DISTANCE = 64 };

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

/* The same for a word that holds samples. Where one of them stands, most often the end of the word does not. */
static inline bool ends_and_stands_at(const struct gj_triggers *triggers, size_t word, const char *bytes, size_t left) {
    size_t length = triggers->lengths[word], end = length - SAMPLE;
    return length <= left && memcmp(bytes + end, triggers->words[word] + end, SAMPLE) == 0 &&
           memcmp(bytes, triggers->words[word], length) == 0;
}

/* Whether a word stands where it holds that sample, which was taken at a place. */
static bool stands_around(const struct gj_triggers *triggers, uint32_t sample, const char *bytes, size_t at,
                          size_t length) {
    for (uint32_t next = triggers->samples[sample % GJ_TRIGGER_SAMPLES]; next; next = triggers->places[next].next) {
        size_t behind = triggers->places[next].behind;
        if (behind <= at &&
            ends_and_stands_at(triggers, triggers->places[next].word, bytes + at - behind, length - at + behind))
            return true;
    }
    return false;
}

/* The same for so many samples, the first of them at a place. */
static bool stands_around_any(const struct gj_triggers *triggers, size_t count, const char *bytes, size_t at,
                              size_t length) {
    for (; count; count--, at += triggers->distance) {
        uint32_t sample = sample_at(bytes + at);
        if (triggers->rough[sample] && stands_around(triggers, sample, bytes, at, length))
            return true;
    }
    return false;
}

/* Whether any of the next few samples may be of a word. */
static inline bool may_hold_next(const struct gj_triggers *triggers, const char *bytes, size_t distance) {
    bool found = false;
    for (size_t i = 0; i < SAMPLES_AT_ONCE; i++, bytes += distance)
        found |= triggers->rough[sample_at(bytes)];
    return found;
}

bool gj_triggers_stand(const struct gj_triggers *triggers, const char *bytes, size_t length) {
    size_t distance = triggers->distance, at = 0;
    if (!distance)
        return stand_one_by_one(triggers, bytes, length);
    size_t left = length < SAMPLE ? 0 : (length - SAMPLE) / distance + 1;
    for (; left >= SAMPLES_AT_ONCE; left -= SAMPLES_AT_ONCE, at += SAMPLES_AT_ONCE * distance)
        if ((distance == USUAL_DISTANCE ? may_hold_next(triggers, bytes + at, USUAL_DISTANCE)
                                        : may_hold_next(triggers, bytes + at, distance)) &&
            stands_around_any(triggers, SAMPLES_AT_ONCE, bytes, at, length))
            return true;
    return stands_around_any(triggers, left, bytes, at, length);
}
