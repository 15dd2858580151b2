#include "labels.h"

#include <string.h>
#include <utf8proc.h>

#include "character_set.h"
#include "grammar.h"

/* What a character is for the purpose of telling labels apart. */
enum character_class { CLASS_DROPPED, CLASS_LETTER, CLASS_DIGIT, CLASS_OPEN, CLASS_CLOSE, CLASS_POINT };

static uint32_t respell(const struct gj_spelling *spelling, uint32_t c) {
    size_t low = 0, high = spelling ? spelling->character_count : 0;
    if (spelling && spelling->respelled && !gj_set_may_hold(spelling->respelled, c))
        return c;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spelling->characters[middle].from == c)
            return spelling->characters[middle].to;
        if (spelling->characters[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    return c;
}

static bool is_hanzi(uint32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3007 || (c >= 0x3400 && c <= 0x4DBF);
}

/* Latin letters are dropped: no label has any, and mirrors add pinyin after characters. */
static enum character_class classify(uint32_t c) {
    if (is_hanzi(c))
        return CLASS_LETTER;
    if (c >= '0' && c <= '9')
        return CLASS_DIGIT;
    if (c == '(' || c == '[' || c == 0x3014)
        return CLASS_OPEN;
    if (c == ')' || c == ']' || c == 0x3015)
        return CLASS_CLOSE;
    if (c == 0x3001 || c == '.' || c == ',' || c == ':' || c == 0x3002)
        return CLASS_POINT;
    return CLASS_DROPPED;
}

struct folding {
    uint32_t *out;
    size_t length;
    size_t room;
};

/* 1 to 10 for 一 to 十, else 0. */
static int hanzi_number(uint32_t c) {
    static const uint32_t numbers[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (int i = 0; i < 10; i++)
        if (numbers[i] == c)
            return i + 1;
    return 0;
}

/* The commonest characters, ideographs of three bytes, plain characters and two marks, have no compatibility form.
 * Bytes of the one that stands here, or 0. */
static size_t common_character_at(const char *bytes, size_t left, uint32_t *character) {
    unsigned char lead = (unsigned char)bytes[0];
    if (lead < 0x80) {
        *character = lead;
        return 1;
    }
    if (lead < 0xE3 || lead > 0xE9 || left < 3)
        return 0;
    *character = (uint32_t)(lead & 0x0F) << 12 | (uint32_t)((unsigned char)bytes[1] & 0x3F) << 6 |
                 ((unsigned char)bytes[2] & 0x3F);
    return (*character >= 0x4E00 && *character <= 0x9FFF) || *character == 0x3001 || *character == 0x3002 ? 3 : 0;
}

/* Compatibility forms (full width, circled numbers, kangxi radicals) taken apart, spelling applied. */
static gj_status spread(const struct gj_spelling *spelling, struct gj_arena *arena, const char *bytes, size_t length,
                        struct folding *folding) {
    enum { LONGEST = 32 };
    folding->length = 0;
    folding->room = length + LONGEST;
    folding->out = gj_arena_array(arena, folding->room, sizeof *folding->out);
    if (!folding->out)
        return GJ_ERROR_MEMORY;
    size_t at = 0;
    while (at < length && folding->length + LONGEST <= folding->room) {
        utf8proc_int32_t c;
        size_t common = common_character_at(bytes + at, length - at, &folding->out[folding->length]);
        if (common) {
            folding->out[folding->length] = respell(spelling, folding->out[folding->length]);
            folding->length++;
            at += common;
            continue;
        }
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(length - at), &c);
        if (size <= 0) {
            at++;
            continue;
        }
        at += (size_t)size;
        if (is_hanzi((uint32_t)c)) {
            folding->out[folding->length++] = respell(spelling, (uint32_t)c);
            continue;
        }
        utf8proc_int32_t parts[LONGEST];
        int boundary = 0;
        utf8proc_ssize_t count =
            utf8proc_decompose_char(c, parts, LONGEST, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &boundary);
        for (utf8proc_ssize_t i = 0; i < count && i < LONGEST && folding->length < folding->room; i++)
            folding->out[folding->length++] = respell(spelling, (uint32_t)parts[i]);
    }
    return GJ_OK;
}

/* Reads 一、 (一) 1. (1) at the start; returns how many characters it takes, 0 where there is none. */
static size_t read_numbering(const uint32_t *c, size_t length, struct gj_numbering *numbering) {
    size_t at = 0;
    while (at < length && c[at] == ' ')
        at++;
    bool open = at < length && classify(c[at]) == CLASS_OPEN;
    at += open;
    size_t start = at;
    int number = 0;
    bool hanzi = false;
    for (; at < length && at - start < 3; at++) {
        int digit = hanzi_number(c[at]);
        if (digit) {
            number = digit == 10             ? (number ? number * 10 : 10)
                     : number && number < 10 ? number * 10 + digit
                                             : number + digit;
            hanzi = true;
        } else if (classify(c[at]) == CLASS_DIGIT)
            number = number * 10 + (int)(c[at] - '0');
        else
            break;
    }
    if (at == start)
        return 0;
    while (at < length && c[at] == ' ')
        at++;
    enum character_class after = at < length ? classify(c[at]) : CLASS_DROPPED;
    if (open && after != CLASS_CLOSE)
        return 0;
    if (!open && hanzi && after != CLASS_POINT && after != CLASS_CLOSE)
        return 0;
    if (!open && !hanzi && after != CLASS_POINT && after != CLASS_CLOSE && after != CLASS_LETTER)
        return 0;
    numbering->level = open ? (hanzi ? 2 : 4) : (hanzi ? 1 : 3);
    numbering->number = number;
    return after == CLASS_LETTER ? at : at + 1;
}

static bool starts_with(const uint32_t *text, size_t length, const uint32_t *part, size_t part_length) {
    return part_length && part_length <= length && *text == *part &&
           memcmp(text, part, part_length * sizeof *part) == 0;
}

static inline bool may_open_wording(const struct gj_spelling *spelling, uint32_t character) {
    size_t word;
    uint64_t bit = gj_wording_bit(character, &word);
    return spelling && spelling->reworded[word] & bit;
}

/* Wordings are replaced where they stand; a replacement is never longer than what it replaces. */
static size_t reword(const struct gj_spelling *spelling, uint32_t *text, size_t length) {
    size_t out = 0;
    for (size_t at = 0; at < length;) {
        const struct gj_same_wording *found = NULL;
        for (size_t i = 0; may_open_wording(spelling, text[at]) && i < spelling->wording_count && !found; i++) {
            const struct gj_same_wording *wording = &spelling->wordings[i];
            if (wording->to_length <= wording->from_length &&
                starts_with(text + at, length - at, wording->from, wording->from_length))
                found = wording;
        }
        if (!found) {
            text[out++] = text[at++];
            continue;
        }
        memcpy(text + out, found->to, found->to_length * sizeof *text);
        out += found->to_length;
        at += found->from_length;
    }
    return out;
}

/* Most of the room was not needed: a character has three bytes. */
static void keep(struct gj_arena *arena, const struct folding *folding, struct gj_key *key) {
    key->characters = folding->out;
    gj_arena_give_back(arena, folding->out, folding->room * sizeof *folding->out, key->length * sizeof *folding->out);
}

static uint64_t hash_characters(const uint32_t *characters, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a over the code points */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ characters[i]) * UINT64_C(1099511628211);
    return hash ^ hash >> 29;
}

gj_status gj_fold(const struct gj_spelling *spelling, struct gj_arena *arena, const char *bytes, size_t length,
                  struct gj_key *key) {
    struct folding folding;
    memset(key, 0, sizeof *key);
    if (spread(spelling, arena, bytes, length, &folding) != GJ_OK)
        return GJ_ERROR_MEMORY;
    size_t at = read_numbering(folding.out, folding.length, &key->numbering), kept = 0;
    for (; at < folding.length; at++)
        if (classify(folding.out[at]) == CLASS_LETTER)
            folding.out[kept++] = folding.out[at];
    key->length = reword(spelling, folding.out, kept);
    keep(arena, &folding, key);
    key->hash = hash_characters(key->characters, key->length);
    return GJ_OK;
}

gj_status gj_fold_plain(const struct gj_spelling *spelling, struct gj_arena *arena, const char *bytes, size_t length,
                        struct gj_key *key) {
    struct folding folding;
    memset(key, 0, sizeof *key);
    if (spread(spelling, arena, bytes, length, &folding) != GJ_OK)
        return GJ_ERROR_MEMORY;
    for (size_t at = 0; at < folding.length; at++)
        if (classify(folding.out[at]) == CLASS_LETTER || classify(folding.out[at]) == CLASS_DIGIT)
            folding.out[key->length++] = folding.out[at];
    keep(arena, &folding, key);
    return GJ_OK;
}

/* ------------------------------------------------------------------ the book */

struct builder {
    struct gj_template *form;
    const struct gj_spelling *spelling;
    size_t capacity;
};

static gj_status add(struct builder *builder, enum gj_label_role role, size_t table, size_t index, const char *text) {
    struct gj_label_book *book = &builder->form->labels;
    struct gj_arena *arena = &builder->form->arena;
    struct gj_label label = {.role = role, .table = table, .index = index};
    if (!text || !*text)
        return GJ_OK;
    if (gj_fold(builder->spelling, arena, text, strlen(text), &label.key) != GJ_OK)
        return GJ_ERROR_MEMORY;
    if (!label.key.length)
        return GJ_OK;
    book->labels = gj_arena_grow(arena, book->labels, book->label_count, &builder->capacity, sizeof *book->labels);
    if (!book->labels)
        return GJ_ERROR_MEMORY;
    book->labels[book->label_count++] = label;
    return GJ_OK;
}

static gj_status add_heading(struct builder *builder, enum gj_label_role role, size_t table, size_t index,
                             const struct gj_heading *heading) {
    gj_status status = add(builder, role, table, index, heading->label);
    for (size_t i = 0; i < heading->also_count && status == GJ_OK; i++)
        status = add(builder, role, table, index, heading->also[i]);
    return status;
}

static gj_status add_list(struct builder *builder, enum gj_label_role role, size_t table, const char **texts,
                          size_t count) {
    gj_status status = GJ_OK;
    for (size_t i = 0; i < count && status == GJ_OK; i++)
        status = add(builder, role, table, i, texts[i]);
    return status;
}

static gj_status add_groups(struct builder *builder, size_t table, const struct gj_heading *headings, size_t count) {
    gj_status status = GJ_OK;
    for (size_t i = 0; i < count && status == GJ_OK; i++) {
        if (!headings[i].child_count)
            continue;
        status = add_heading(builder, GJ_LABEL_GROUP, table, i, &headings[i]);
        if (status == GJ_OK)
            status = add_groups(builder, table, headings[i].children, headings[i].child_count);
    }
    return status;
}

static gj_status add_leaves(struct builder *builder, enum gj_label_role role, size_t table,
                            const struct gj_leaf *leaves, size_t count) {
    gj_status status = GJ_OK;
    for (size_t i = 0; i < count && status == GJ_OK; i++)
        status = add_heading(builder, role, table, i, leaves[i].heading);
    return status;
}

static gj_status add_table(struct builder *builder, size_t index) {
    const struct gj_table_rule *table = &builder->form->tables[index];
    gj_status status = add_leaves(builder, GJ_LABEL_ROW, index, table->row_leaves, table->row_count);
    if (status == GJ_OK)
        status = add_leaves(builder, GJ_LABEL_COLUMN, index, table->column_leaves, table->column_count);
    if (status == GJ_OK)
        status = add_groups(builder, index, table->rows, table->row_root_count);
    if (status == GJ_OK)
        status = add_groups(builder, index, table->columns, table->column_root_count);
    if (status == GJ_OK)
        status = add(builder, table->has_caption ? GJ_LABEL_CAPTION : GJ_LABEL_HEADING, index, 0, table->title);
    if (status == GJ_OK)
        status = add_list(builder, GJ_LABEL_HEADING, index, table->headings, table->heading_count);
    if (status == GJ_OK)
        status = add_list(builder, GJ_LABEL_CORNER, index, table->corners, table->corner_count);
    if (status == GJ_OK)
        status = add_list(builder, GJ_LABEL_NOTE, index, table->notes, table->note_count);
    return status;
}

static gj_status hash_labels(struct gj_label_book *book, struct gj_arena *arena) {
    book->bucket_count = 64;
    while (book->bucket_count < 2 * book->label_count)
        book->bucket_count *= 2;
    book->buckets = gj_arena_array(arena, book->bucket_count, sizeof *book->buckets);
    book->next = gj_arena_array(arena, book->label_count, sizeof *book->next);
    if (!book->buckets || !book->next)
        return GJ_ERROR_MEMORY;
    for (size_t i = book->label_count; i-- > 0;) { /* backwards, so that chains run in the book's order */
        size_t bucket = (size_t)book->labels[i].key.hash & (book->bucket_count - 1);
        book->next[i] = book->buckets[bucket];
        book->buckets[bucket] = (uint32_t)(i + 1);
    }
    return GJ_OK;
}

static gj_status list_headings(struct gj_label_book *book, struct gj_arena *arena) {
    book->headings = gj_arena_array(arena, book->label_count, sizeof *book->headings);
    for (size_t i = 0; book->headings && i < book->label_count; i++)
        if (book->labels[i].role == GJ_LABEL_HEADING)
            book->headings[book->heading_count++] = i;
    return book->headings ? GJ_OK : GJ_ERROR_MEMORY;
}

static gj_status add_titles(struct builder *builder) {
    struct gj_template *form = builder->form;
    struct gj_label_book *book = &form->labels;
    book->titles = gj_arena_array(&form->arena, form->title_count, sizeof *book->titles);
    gj_status status = book->titles ? GJ_OK : GJ_ERROR_MEMORY;
    for (size_t i = 0; i < form->title_count && status == GJ_OK; i++)
        status = gj_fold_plain(builder->spelling, &form->arena, form->titles[i], strlen(form->titles[i]),
                               &book->titles[book->title_count++]);
    return status == GJ_OK ? add_list(builder, GJ_LABEL_TITLE, GJ_NOWHERE, form->titles, form->title_count) : status;
}

gj_status gj_labels_build(struct gj_template *form, const struct gj_spelling *spelling) {
    struct builder builder = {.form = form, .spelling = spelling};
    memset(&form->labels, 0, sizeof form->labels);
    gj_status status = add_titles(&builder);
    for (size_t i = 0; i < form->table_count && status == GJ_OK; i++)
        status = add_table(&builder, i);
    if (status == GJ_OK)
        status = hash_labels(&form->labels, &form->arena);
    if (status == GJ_OK)
        status = list_headings(&form->labels, &form->arena);
    return status == GJ_OK ? gj_labels_index(&form->labels, &form->arena) : status;
}

static bool same_key(const struct gj_key *a, const struct gj_key *b) {
    return a->hash == b->hash && a->length == b->length &&
           memcmp(a->characters, b->characters, a->length * sizeof *a->characters) == 0;
}

static const struct gj_label *follow(const struct gj_label_book *book, uint32_t at, const struct gj_key *key) {
    for (; at; at = book->next[at - 1])
        if (same_key(&book->labels[at - 1].key, key))
            return &book->labels[at - 1];
    return NULL;
}

const struct gj_label *gj_labels_find(const struct gj_label_book *book, const struct gj_key *key) {
    if (!book->bucket_count || !key->length)
        return NULL;
    return follow(book, book->buckets[(size_t)key->hash & (book->bucket_count - 1)], key);
}

const struct gj_label *gj_labels_next(const struct gj_label_book *book, const struct gj_label *label) {
    return follow(book, book->next[label - book->labels], &label->key);
}
