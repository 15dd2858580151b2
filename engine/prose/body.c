/*
 * The body that reports, where no title names it: who is the subject of a sentence, and elsewhere is named right
 * before what the report is about (与青岛市公安局政府信息公开办公室联系). One of the two alone may be any body.
 */
#include <string.h>

#include "clauses.h"
#include "prose.h"

#define SHORTEST_NAME 4
#define LONGEST_NAME 24
#define MOST_NAMES 32

struct name {
    struct gj_span span; /* in the finder's arena */
    size_t line;         /* from 1 */
    bool is_confirmed;
};

struct finder {
    const struct gj_report *report;
    const struct gj_prose_rules *rules;
    const struct gj_text *text;
    struct gj_arena *arena;
    struct name names[MOST_NAMES];
    size_t count;
    struct gj_paragraph paragraph;
    struct gj_tokens tokens;
};

/* 青岛市公安局: a place, but not as its first character (市公安局), and a word for a body at the end. */
static bool is_name(const struct finder *finder, struct gj_span name) {
    for (size_t i = 0; i < name.length; i++)
        if (name.characters[i] < 0x4E00 || name.characters[i] > 0x9FFF)
            return false;
    return gj_words_ending(finder->rules->bodies, name) && gj_words_stand(finder->rules->places, name, 1) &&
           !gj_words_stand(finder->rules->not_bodies, name, 0) && !gj_words_stand(finder->rules->links, name, 0);
}

static bool is_known(const struct finder *finder, struct gj_span name) {
    for (size_t i = 0; i < finder->count; i++)
        if (gj_spans_equal(finder->names[i].span, name))
            return true;
    return false;
}

static bool add_name(struct finder *finder, struct gj_span name, size_t token) {
    if (finder->count == MOST_NAMES || is_known(finder, name))
        return true;
    uint32_t *copy = gj_arena_array(finder->arena, name.length, sizeof *copy);
    if (!copy)
        return false;
    memcpy(copy, name.characters, name.length * sizeof *copy);
    size_t byte = finder->paragraph.offsets[finder->tokens.from[token]];
    finder->names[finder->count++] = (struct name){{copy, name.length}, gj_text_line(finder->text, byte), false};
    return true;
}

/* The names that the clause may begin with, behind a date. */
static bool add_subjects(struct finder *finder, const struct gj_clause *clause) {
    size_t first = clause->first;
    if (first < clause->last && finder->tokens.characters[first] == GJ_PROSE_TIME)
        first++;
    for (size_t length = SHORTEST_NAME; length <= LONGEST_NAME && first + length <= clause->last; length++) {
        struct gj_span name = {finder->tokens.characters + first, length};
        if (is_name(finder, name) && !add_name(finder, name, first))
            return false;
    }
    return true;
}

static bool find_subjects(struct finder *finder) {
    struct gj_clauses clauses;
    struct gj_arena arena = {0};
    bool read = gj_clauses_read(&clauses, &arena, &finder->tokens, finder->rules);
    for (size_t i = 0; read && i < clauses.count; i++)
        read = add_subjects(finder, &clauses.items[i]);
    read = read && !arena.failed;
    gj_arena_free(&arena);
    return read;
}

static bool confirm_names(struct finder *finder) {
    struct gj_span text = {finder->tokens.characters, finder->tokens.count};
    for (size_t i = 0; i < finder->count; i++) {
        struct name *name = &finder->names[i];
        for (size_t place = 0; !name->is_confirmed && gj_span_find(text, place, name->span, &place); place++)
            name->is_confirmed = gj_words_at(finder->rules->named_by, text, place + name->span.length) > 0;
    }
    return true;
}

static bool visit_paragraph(struct finder *finder, size_t first, size_t last, bool (*visit)(struct finder *)) {
    struct gj_arena arena = {0};
    const struct gj_spelling *spelling = finder->report->grammar ? &finder->report->grammar->spelling : NULL;
    bool read = gj_paragraph_fold(&finder->paragraph, &arena, finder->text, first, last, finder->rules, spelling) &&
                gj_tokens_read(&finder->tokens, &arena, &finder->paragraph, finder->rules) && visit(finder) &&
                !arena.failed;
    gj_arena_free(&arena);
    return read;
}

static bool visit_all(struct finder *finder, const struct gj_prose_range *ranges, size_t count,
                      bool (*visit)(struct finder *)) {
    for (size_t i = 0; i < count && ranges[i].first < ranges[0].first + GJ_FARTHEST_BODY; i++) {
        size_t end;
        for (size_t first = ranges[i].first; first < ranges[i].last; first = end) {
            end = gj_paragraph_end(finder->text, first, ranges[i].last);
            if (gj_paragraph_promising(finder->text, first, end, finder->rules) &&
                !visit_paragraph(finder, first, end, visit))
                return false;
        }
    }
    return true;
}

gj_status gj_prose_find_body(struct gj_report *report, const struct gj_prose_rules *rules, const struct gj_text *text,
                             const struct gj_prose_range *ranges, size_t count) {
    struct gj_arena arena = {0};
    struct finder finder = {.report = report, .rules = rules, .text = text, .arena = &arena};
    bool read = visit_all(&finder, ranges, count, find_subjects) &&
                (finder.count == 0 || visit_all(&finder, ranges, count, confirm_names));
    const struct name *found = NULL;
    for (size_t i = 0; i < finder.count; i++)
        if (finder.names[i].is_confirmed && (!found || finder.names[i].span.length > found->span.length))
            found = &finder.names[i];
    if (read && found) {
        report->body = gj_span_write(report->arena, found->span);
        report->body_line = found->line;
        read = report->body != NULL;
    }
    gj_arena_free(&arena);
    return read ? GJ_OK : GJ_ERROR_MEMORY;
}
