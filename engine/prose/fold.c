#include "fold.h"

#include <string.h>
#include <utf8proc.h>

#include "cells/cells.h"
#include "text/characters.h"

/* A line shorter than this (in bytes: some 18 Chinese characters) that has no full stop was not wrapped. */
#define SHORTEST_WRAPPED 54
#define LONGEST_PINYIN 7

static const char *line_bytes(const struct gj_text *text, size_t line) {
    return text->bytes + text->lines[line].start;
}

static bool is_blank(const struct gj_text *text, size_t line) {
    const char *bytes = line_bytes(text, line);
    for (size_t i = 0; i < text->lines[line].length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r')
            return false;
    return true;
}

/* A full stop at the end of a line is as good as a blank line: wrapped text seldom has one there. */
static bool ends_with_stop(const struct gj_text *text, size_t line) {
    const char *bytes = line_bytes(text, line);
    size_t length = text->lines[line].length;
    while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == '\r'))
        length--;
    return length >= 3 && memcmp(bytes + length - 3, GJ_FULL_STOP, 3) == 0;
}

static bool is_page_mark(const struct gj_text *text, size_t line) {
    return gj_is_page_mark(line_bytes(text, line), text->lines[line].length);
}

/* Behind the page mark at line, if one stands there, and the blank lines around it; else line. */
static size_t pass_page_mark(const struct gj_text *text, size_t line, size_t last) {
    size_t mark = line;
    while (mark < last && is_blank(text, mark))
        mark++;
    if (mark == last || !is_page_mark(text, mark))
        return line;
    for (mark++; mark < last && is_blank(text, mark); mark++)
        continue;
    return mark;
}

size_t gj_paragraph_end(const struct gj_text *text, size_t first, size_t last) {
    for (size_t line = first + 1; line < last; line++) {
        if (ends_with_stop(text, line - 1))
            return line;
        /* A page may end in the middle of a sentence. */
        line = pass_page_mark(text, line, last);
        if (line == last || is_blank(text, line))
            return line;
    }
    return last;
}

/* The character that stands here, valid UTF-8, and its bytes. */
static inline uint32_t character_at(const unsigned char *bytes, size_t left, size_t *size) {
    if (bytes[0] >= 0xE0 && bytes[0] < 0xF0 && left >= 3) {
        *size = 3;
        return (uint32_t)(bytes[0] & 0x0F) << 12 | (uint32_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    }
    *size = 1;
    if (bytes[0] < 0x80)
        return bytes[0];
    utf8proc_int32_t character = 0;
    utf8proc_ssize_t used = utf8proc_iterate(bytes, (utf8proc_ssize_t)left, &character);
    *size = used > 0 ? (size_t)used : 1;
    return used > 0 ? (uint32_t)character : 0;
}

bool gj_paragraph_promising(const struct gj_text *text, size_t first, size_t last, const struct gj_prose_rules *rules) {
    size_t end = text->lines[last - 1].start + text->lines[last - 1].length;
    return gj_triggers_stand(&rules->triggers, line_bytes(text, first), end - text->lines[first].start);
}

/* What folding a paragraph needs at each character. */
struct folding {
    struct gj_paragraph *paragraph;
    size_t capacity;
    size_t first_room; /* characters that the paragraph is expected to have */
    struct gj_arena *arena;
    const struct gj_prose_rules *rules;
    const struct gj_spelling *spelling;
    bool space; /* was left out just before */
};

static uint32_t respelled(const struct folding *folding, uint32_t character) {
    const struct gj_spelling *spelling = folding->spelling;
    size_t low = 0, high = spelling ? spelling->character_count : 0;
    if (spelling && spelling->respelled && !gj_set_may_hold(spelling->respelled, character))
        high = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spelling->characters[middle].from == character)
            return spelling->characters[middle].to;
        if (spelling->characters[middle].from < character)
            low = middle + 1;
        else
            high = middle;
    }
    const struct gj_prose_rules *rules = folding->rules;
    if (!gj_set_may_hold(rules->simplified, character))
        return character;
    for (low = 0, high = rules->simplify_count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (rules->simplify_from[middle] == character)
            return rules->simplify_to[middle];
        if (rules->simplify_from[middle] < character)
            low = middle + 1;
        else
            high = middle;
    }
    return character;
}

/* Nearly all characters are in neither list. */
static inline uint32_t simplified(const struct folding *folding, uint32_t character) {
    const struct gj_spelling *spelling = folding->spelling;
    bool listed = spelling && (!spelling->respelled || gj_set_may_hold(spelling->respelled, character));
    return listed || gj_set_may_hold(folding->rules->simplified, character) ? respelled(folding, character) : character;
}

static bool is_digit(uint32_t character) {
    return character >= '0' && character <= '9';
}

static bool is_han(uint32_t character) {
    return character >= 0x4E00 && character <= 0x9FFF;
}

/* Quotation marks and title brackets say nothing about figures. */
static bool is_mark(uint32_t character) {
    if (character < 0x80)
        return character == '"' || character == '\'' || character == '*' || character == '#' || character == '<' ||
               character == '>';
    return character == 0x201C || character == 0x201D || character == 0x2018 || character == 0x2019 ||
           (character >= 0x3008 && character <= 0x300F);
}

static bool is_stop(uint32_t character) {
    return character == 0x3002 || character == 0x3001 || character == ';' || character == '!' || character == '?' ||
           character == ')' || character == '(' || character == ',' || character == ':';
}

static bool make_room(struct folding *folding) {
    struct gj_paragraph *paragraph = folding->paragraph;
    size_t larger = folding->capacity ? folding->capacity * 2 : folding->first_room;
    uint32_t *characters = gj_arena_array(folding->arena, larger, sizeof *characters);
    size_t *offsets = gj_arena_array(folding->arena, larger, sizeof *offsets);
    if (!characters || !offsets)
        return false;
    if (paragraph->count) {
        memcpy(characters, paragraph->characters, paragraph->count * sizeof *characters);
        memcpy(offsets, paragraph->offsets, paragraph->count * sizeof *offsets);
    }
    paragraph->characters = characters;
    paragraph->offsets = offsets;
    folding->capacity = larger;
    return true;
}

static inline bool append(struct folding *folding, uint32_t character, size_t offset) {
    struct gj_paragraph *paragraph = folding->paragraph;
    /* The offsets have one more element than the characters. */
    if (paragraph->count + 1 >= folding->capacity && !make_room(folding))
        return false;
    paragraph->characters[paragraph->count] = character;
    paragraph->offsets[paragraph->count++] = offset;
    return true;
}

/* Mirror sites explain characters, as in 规(gui)章: drops what has just been closed if it is such a gloss. */
static void drop_pinyin(struct gj_paragraph *paragraph) {
    size_t open = paragraph->count - 1;
    for (size_t i = 0; i < LONGEST_PINYIN && open > 0; i++) {
        uint32_t character = paragraph->characters[--open];
        if (character == '(') {
            if (i > 0 && open > 0 && is_han(paragraph->characters[open - 1]))
                paragraph->count = open;
            return;
        }
        if (character < 'a' || character > 'z')
            return;
    }
}

/* One character after normalisation. */
static bool add(struct folding *folding, uint32_t character, size_t offset) {
    struct gj_paragraph *paragraph = folding->paragraph;
    if (character == ' ' || character == '\r') {
        folding->space = true;
        return true;
    }
    uint32_t last = paragraph->count ? paragraph->characters[paragraph->count - 1] : GJ_PROSE_BREAK;
    bool apart = folding->space && is_digit(last) && is_digit(character);
    folding->space = false;
    if (is_mark(character) || (character == ',' && is_stop(last) && last != ')'))
        return true;
    if (character == '|' || character == '\t')
        character = GJ_PROSE_BREAK;
    if (last == ',' && is_stop(character) && character != '(')
        paragraph->count--;
    /* Two numbers with a space between them must not become one. */
    if (apart && !append(folding, ' ', offset))
        return false;
    if (!append(folding, simplified(folding, character), offset))
        return false;
    if (character == ')')
        drop_pinyin(paragraph);
    return true;
}

static bool add_decomposed(struct folding *folding, uint32_t character, size_t offset) {
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)character, parts, 32, (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT), &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < 32; i++) {
        utf8proc_category_t category = utf8proc_category(parts[i]);
        bool silent =
            category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC;
        if (!silent && !add(folding, (uint32_t)parts[i], offset))
            return false;
    }
    return true;
}

static bool add_line(struct folding *folding, const struct gj_text *text, size_t line) {
    const char *bytes = line_bytes(text, line);
    size_t length = text->lines[line].length;
    for (size_t i = 0, size; i < length; i += size) {
        uint32_t character = character_at((const unsigned char *)bytes + i, length - i, &size);
        size_t offset = text->lines[line].start + i;
        if (is_han(character)) { /* most are, and nothing is to be asked of them but their spelling */
            folding->space = false;
            if (!append(folding, simplified(folding, character), offset))
                return false;
            continue;
        }
        bool plain = (character >= ' ' && character < 0x7F) || character == '\t';
        if (!(plain ? add(folding, character, offset) : add_decomposed(folding, character, offset)))
            return false;
    }
    return true;
}

/* Does the line go on in the next? A wrapped line is long; a heading (一、... or (一)...) has no punctuation. */
static bool is_wrapped(const struct gj_paragraph *paragraph, size_t from, size_t bytes) {
    if (bytes < SHORTEST_WRAPPED || from == paragraph->count)
        return false;
    const uint32_t *line = paragraph->characters + from;
    size_t length = paragraph->count - from;
    uint32_t last = line[length - 1];
    if (last == 0x3002 || last == ';')
        return false;
    bool numbered = length > 2 && (line[0] == '(' || line[1] == 0x3001 || line[2] == 0x3001);
    if (!numbered)
        return true;
    for (size_t i = 3; i < length; i++)
        if (line[i] == ',' || line[i] == 0x3002 || line[i] == ';')
            return true;
    return false;
}

bool gj_paragraph_fold(struct gj_paragraph *paragraph, struct gj_arena *arena, const struct gj_text *text, size_t first,
                       size_t last, const struct gj_prose_rules *rules, const struct gj_spelling *spelling) {
    *paragraph = (struct gj_paragraph){NULL, NULL, 0};
    struct folding folding = {.paragraph = paragraph, .arena = arena, .rules = rules, .spelling = spelling};
    for (size_t line = first; line < last; line++)
        folding.first_room += text->lines[line].length / 2;
    folding.first_room += 16;
    for (size_t line = first; line < last; line++) {
        size_t from = paragraph->count;
        if (is_blank(text, line) || is_page_mark(text, line))
            continue;
        if (!add_line(&folding, text, line))
            return false;
        size_t end = text->lines[line].start + text->lines[line].length;
        folding.space = true;
        if (!is_wrapped(paragraph, from, text->lines[line].length) && !append(&folding, GJ_PROSE_BREAK, end))
            return false;
    }
    size_t end = text->lines[last - 1].start + text->lines[last - 1].length;
    if (!append(&folding, GJ_PROSE_BREAK, end))
        return false;
    paragraph->offsets[paragraph->count] = end;
    return true;
}
