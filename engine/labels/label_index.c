/* Labels by their characters: which stand in a text, and which have characters in common with it. */
#include <string.h>

#include "labels.h"

static size_t bucket_of(const struct gj_label_book *book, uint32_t character) {
    return (size_t)character & (book->character_count - 1);
}

static bool stands_before(const struct gj_key *key, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (key->characters[i] == key->characters[at])
            return true;
    return false;
}

/* Counts the places of each bucket; all of them. */
static size_t count_places(struct gj_label_book *book) {
    size_t count = 0;
    for (size_t i = 0; i < book->label_count; i++) {
        const struct gj_key *key = &book->labels[i].key;
        for (size_t at = 0; at < key->length; at++)
            if (!stands_before(key, at)) {
                book->characters[bucket_of(book, key->characters[at])]++;
                count++;
            }
    }
    return count;
}

/* Bucket by bucket: each is filled from its end, and so begins where its last place went. */
static gj_status list_places(struct gj_label_book *book, struct gj_arena *arena) {
    size_t count = count_places(book);
    book->places = gj_arena_array(arena, count, sizeof *book->places);
    if (!book->places)
        return GJ_ERROR_MEMORY;
    for (size_t bucket = 0, end = 0; bucket < book->character_count; bucket++)
        book->characters[bucket] = (uint32_t)(end += book->characters[bucket]);
    book->characters[book->character_count] = (uint32_t)count;
    for (size_t i = book->label_count; i-- > 0;) {
        const struct gj_key *key = &book->labels[i].key;
        for (size_t at = 0; at < key->length; at++)
            if (!stands_before(key, at)) {
                size_t place = --book->characters[bucket_of(book, key->characters[at])];
                book->places[place] = (struct gj_label_place){key->characters[at], (uint32_t)i};
            }
    }
    return GJ_OK;
}

gj_status gj_labels_index(struct gj_label_book *book, struct gj_arena *arena) {
    book->character_count = 1024;
    book->characters = gj_arena_array(arena, book->character_count + 1, sizeof *book->characters);
    book->openings = gj_arena_array(arena, book->character_count, sizeof *book->openings);
    book->next_opening = gj_arena_array(arena, book->label_count, sizeof *book->next_opening);
    if (!book->characters || !book->openings || !book->next_opening)
        return GJ_ERROR_MEMORY;
    for (size_t i = book->label_count; i-- > 0;) { /* backwards, so that chains run in the book's order */
        size_t bucket = bucket_of(book, book->labels[i].key.characters[0]);
        book->next_opening[i] = book->openings[bucket];
        book->openings[bucket] = (uint32_t)(i + 1);
    }
    return list_places(book, arena);
}

static uint32_t first_opening(const struct gj_label_book *book, const struct gj_key *text, size_t at) {
    return book->character_count && at < text->length ? book->openings[bucket_of(book, text->characters[at])] : 0;
}

struct gj_label_search gj_labels_search(const struct gj_label_book *book, const struct gj_key *text) {
    return (struct gj_label_search){.book = book, .text = text, .next = first_opening(book, text, 0)};
}

/* The first character is the same; where the second is not, there is no need to compare them all. */
static bool stands_at(const struct gj_key *text, size_t at, const struct gj_key *label) {
    return label->length <= text->length - at &&
           (label->length == 1 || label->characters[1] == text->characters[at + 1]) &&
           memcmp(text->characters + at, label->characters, label->length * sizeof *label->characters) == 0;
}

const struct gj_label *gj_labels_within(struct gj_label_search *search) {
    const struct gj_label_book *book = search->book;
    const struct gj_key *text = search->text;
    size_t at = search->at;
    for (uint32_t next = search->next; at < text->length; next = first_opening(book, text, ++at))
        while (next) {
            const struct gj_label *label = &book->labels[next - 1];
            next = book->next_opening[next - 1];
            if (*label->key.characters != text->characters[at] || !stands_at(text, at, &label->key))
                continue;
            search->at = at;
            search->next = next;
            return label;
        }
    search->at = at;
    return NULL;
}

void gj_labels_share(const struct gj_label_book *book, const struct gj_key *text, uint16_t *counts) {
    for (size_t at = 0; book->character_count && at < text->length; at++) {
        uint32_t character = text->characters[at];
        const uint32_t *bucket = &book->characters[bucket_of(book, character)];
        const struct gj_label_place *place = book->places + bucket[0], *end = book->places + bucket[1];
        for (; place < end; place++)
            counts[place->label] = (uint16_t)(counts[place->label] + (place->character == character));
    }
}
