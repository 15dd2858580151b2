#include "labels/character_set.h"
#include "spelling.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#define MOST_WORDINGS 2000
#define LONGEST_WORDING 32 /* characters */

enum { CHARACTERS, WORDINGS, MEMBER_COUNT };

/* An entry under way. Of equal keys the later counts, and two of the same file are refused. */
struct entry {
    struct gj_same_character same;
    const struct gj_spot *spot; /* NULL for one that the grammar had before */
};

/* ------------------------------------------------------------------ characters */

/* Decodes text, which the scanner found to be UTF-8; the count of characters, at most limit. */
static size_t decode(const char *text, uint32_t *characters, size_t limit) {
    size_t count = 0;
    size_t left = strlen(text);
    const utf8proc_uint8_t *next = (const utf8proc_uint8_t *)text;
    while (left > 0 && count < limit) {
        utf8proc_int32_t character;
        utf8proc_ssize_t size = utf8proc_iterate(next, (utf8proc_ssize_t)left, &character);
        if (size <= 0)
            break;
        characters[count++] = (uint32_t)character;
        next += size;
        left -= (size_t)size;
    }
    return count;
}

static gj_status read_character(struct gj_reading *reading, const struct gj_spot *spot, struct entry *entry) {
    uint32_t pair[3];
    if (!cJSON_IsString(spot->json) || decode(spot->json->valuestring, pair, 3) != 2 || pair[0] == pair[1])
        return gj_fault(reading, spot, NULL,
                        "is no pair; write two characters in one string: the one found, the one meant");
    *entry = (struct entry){{pair[0], pair[1]}, spot};
    return GJ_OK;
}

/* Those that the grammar had come first among equals. */
static int compare_entries(const void *left, const void *right) {
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->same.from != b->same.from)
        return a->same.from < b->same.from ? -1 : 1;
    if (!a->spot || !b->spot)
        return (a->spot != NULL) - (b->spot != NULL);
    return a->spot->index < b->spot->index ? -1 : a->spot->index > b->spot->index;
}

static gj_status keep_last(struct gj_reading *reading, const struct entry *entries, size_t count,
                           struct gj_spelling *spelling) {
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count || entries[i + 1].same.from != entries[i].same.from;
        if (!last && entries[i].spot)
            return gj_fault(reading, entries[i + 1].spot, NULL,
                            "begins with a character that another pair begins with; keep one of them");
        if (last)
            spelling->characters[spelling->character_count++] = entries[i].same;
    }
    return GJ_OK;
}

static int compare_characters(const void *left, const void *right) {
    const struct gj_same_character *a = left;
    const struct gj_same_character *b = right;
    return a->from < b->from ? -1 : a->from > b->from;
}

static uint32_t fold(const struct gj_spelling *spelling, uint32_t character) {
    struct gj_same_character key = {character, character};
    const struct gj_same_character *found = NULL;
    if (spelling->character_count > 0)
        found = bsearch(&key, spelling->characters, spelling->character_count, sizeof key, compare_characters);
    return found ? found->to : character;
}

/* One step must be enough: folding a folded text again changes nothing. */
static gj_status refuse_chains(struct gj_reading *reading, const struct entry *entries, size_t count,
                               const struct gj_spelling *spelling) {
    for (size_t i = 0; i < count; i++)
        if (entries[i].spot && fold(spelling, entries[i].same.to) != entries[i].same.to)
            return gj_fault(reading, entries[i].spot, NULL,
                            "ends with a character that another pair begins with; end both with the same one");
    for (size_t i = 0; i < spelling->character_count; i++)
        if (fold(spelling, spelling->characters[i].to) != spelling->characters[i].to)
            return gj_fault(reading, reading->root, "spelling",
                            "begins a pair with a character that pairs of an earlier file end "
                            "with; leave it out");
    return GJ_OK;
}

static gj_status read_characters(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json,
                                 struct gj_arena *arena, struct gj_spelling *spelling) {
    const struct gj_spelling *old = &reading->grammar->spelling;
    struct gj_spots elements;
    gj_status status = gj_read_elements(reading, spot, "characters", json, &elements);
    if (status != GJ_OK)
        return status;
    size_t count = old->character_count + elements.count;
    struct entry *entries = gj_arena_array(&reading->scratch, count, sizeof *entries);
    spelling->characters = gj_arena_array(arena, count, sizeof *spelling->characters);
    if (!entries || !spelling->characters)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < old->character_count; i++)
        entries[i] = (struct entry){old->characters[i], NULL};
    for (size_t i = 0; i < elements.count && status == GJ_OK; i++)
        status = read_character(reading, elements.items[i], &entries[old->character_count + i]);
    if (status != GJ_OK)
        return status;
    qsort(entries, count, sizeof *entries, compare_entries);
    status = keep_last(reading, entries, count, spelling);
    return status == GJ_OK ? refuse_chains(reading, entries, count, spelling) : status;
}

/* ------------------------------------------------------------------ wordings */

static gj_status read_side(struct gj_reading *reading, const struct gj_spot *side, struct gj_arena *arena,
                           const struct gj_spelling *spelling, uint32_t **characters, size_t *length) {
    uint32_t decoded[LONGEST_WORDING + 1];
    size_t count = 0;
    if (cJSON_IsString(side->json))
        count = decode(side->json->valuestring, decoded, LONGEST_WORDING + 1);
    if (count == 0 || count > LONGEST_WORDING)
        return gj_fault(reading, side, NULL, "is no wording; write 1 to 32 characters in double quotes");
    *characters = gj_arena_array(arena, count, sizeof **characters);
    if (!*characters)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < count; i++)
        (*characters)[i] = fold(spelling, decoded[i]);
    *length = count;
    return GJ_OK;
}

static bool same_characters(const uint32_t *a, size_t a_length, const uint32_t *b, size_t b_length) {
    return a_length == b_length && (!a_length || memcmp(a, b, a_length * sizeof *a) == 0);
}

/* Folding a label must not make it longer: it works in place. */
static gj_status read_wording(struct gj_reading *reading, const struct gj_spot *spot, struct gj_arena *arena,
                              const struct gj_spelling *spelling, struct gj_same_wording *wording) {
    struct gj_spots sides = {NULL, 0};
    gj_status status = GJ_OK;
    if (!cJSON_IsArray(spot->json))
        return gj_fault(reading, spot, NULL, "is no pair; write [\"found\", \"meant\"]");
    status = gj_read_array(reading, spot, &sides);
    if (status == GJ_OK && sides.count != 2)
        return gj_fault(reading, spot, NULL, "is no pair; write [\"found\", \"meant\"]");
    if (status == GJ_OK)
        status = read_side(reading, sides.items[0], arena, spelling, &wording->from, &wording->from_length);
    if (status == GJ_OK)
        status = read_side(reading, sides.items[1], arena, spelling, &wording->to, &wording->to_length);
    if (status != GJ_OK)
        return status;
    if (same_characters(wording->from, wording->from_length, wording->to, wording->to_length))
        return gj_fault(reading, spot, NULL, "says nothing, as its characters count as the same; leave it out");
    if (wording->to_length > wording->from_length)
        return gj_fault(reading, spot, NULL, "ends with more characters than it begins with; turn the pair round");
    return GJ_OK;
}

/* The index of the wording that begins as this one does; the count for none. */
static size_t find_wording(const struct gj_spelling *spelling, const struct gj_same_wording *wording) {
    size_t i = 0;
    while (i < spelling->wording_count &&
           !same_characters(spelling->wordings[i].from, spelling->wordings[i].from_length, wording->from,
                            wording->from_length))
        i++;
    return i;
}

/* Wordings of before are kept, folded by the characters of now, unless the file has one in their
 * place. */
static bool keep_old_wordings(const struct gj_spelling *old, struct gj_arena *arena, struct gj_spelling *spelling) {
    for (size_t i = 0; i < old->wording_count; i++) {
        struct gj_same_wording wording = old->wordings[i];
        wording.from = gj_arena_array(arena, wording.from_length, sizeof *wording.from);
        wording.to = gj_arena_array(arena, wording.to_length, sizeof *wording.to);
        if (!wording.from || !wording.to)
            return false;
        for (size_t j = 0; j < wording.from_length; j++)
            wording.from[j] = fold(spelling, old->wordings[i].from[j]);
        for (size_t j = 0; j < wording.to_length; j++)
            wording.to[j] = fold(spelling, old->wordings[i].to[j]);
        if (find_wording(spelling, &wording) == spelling->wording_count)
            spelling->wordings[spelling->wording_count++] = wording;
    }
    return true;
}

static gj_status read_wordings(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json,
                               struct gj_arena *arena, struct gj_spelling *spelling) {
    const struct gj_spelling *old = &reading->grammar->spelling;
    struct gj_spots elements;
    gj_status status = gj_read_elements(reading, spot, "wordings", json, &elements);
    if (status != GJ_OK)
        return status;
    if (elements.count + old->wording_count > MOST_WORDINGS)
        return gj_fault(reading, spot, "wordings", "with these there are more than 2000; leave some out");
    spelling->wordings = gj_arena_array(arena, elements.count + old->wording_count, sizeof *spelling->wordings);
    if (!spelling->wordings)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < elements.count; i++) {
        struct gj_same_wording wording = {0};
        status = read_wording(reading, elements.items[i], arena, spelling, &wording);
        if (status != GJ_OK)
            return status;
        if (find_wording(spelling, &wording) < spelling->wording_count)
            return gj_fault(reading, elements.items[i], NULL, "begins as another pair does; keep one of them");
        spelling->wordings[spelling->wording_count++] = wording;
    }
    if (!keep_old_wordings(old, arena, spelling))
        return gj_reading_memory(reading);
    for (size_t i = 0; i < spelling->wording_count; i++) {
        size_t word;
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): no wording is kept that was not read */
        uint64_t bit = gj_wording_bit(spelling->wordings[i].from[0], &word);
        spelling->reworded[word] |= bit;
    }
    return GJ_OK;
}

static gj_status collect_respelled(struct gj_reading *reading, struct gj_arena *arena, struct gj_spelling *spelling) {
    spelling->respelled = gj_arena_array(arena, GJ_CHARACTER_SET_WORDS, sizeof *spelling->respelled);
    if (!spelling->respelled)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < spelling->character_count; i++)
        gj_set_put(spelling->respelled, spelling->characters[i].from);
    return GJ_OK;
}

gj_status gj_spelling_read(struct gj_reading *reading, const cJSON *json, struct gj_arena *arena,
                           struct gj_spelling *spelling) {
    static const struct gj_member members[MEMBER_COUNT] = {
        [CHARACTERS] = {"characters", GJ_JSON_ARRAY, false},
        [WORDINGS] = {"wordings", GJ_JSON_ARRAY, false},
    };
    const cJSON *found[MEMBER_COUNT];
    const struct gj_spot *spot = gj_spot_of(reading, reading->root, "spelling", json);
    if (!spot)
        return gj_reading_memory(reading);
    *spelling = (struct gj_spelling){0};
    gj_status status = gj_read_members(reading, spot, members, MEMBER_COUNT, found);
    if (status == GJ_OK)
        status = read_characters(reading, spot, found[CHARACTERS], arena, spelling);
    if (status == GJ_OK)
        status = collect_respelled(reading, arena, spelling);
    return status == GJ_OK ? read_wordings(reading, spot, found[WORDINGS], arena, spelling) : status;
}
