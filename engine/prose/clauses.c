#include "clauses.h"

#define FULL_STOP 0x3002     /* 。 */
#define LISTING_COMMA 0x3001 /* 、 */

/* Each clause looks back through its sentence. What goes on for longer than this is cut at the next mark. */
enum { LONG_SENTENCE = 2000 };

/* How the splitting of a paragraph stands. */
struct splitting {
    struct gj_clauses *clauses;
    struct gj_arena *arena;
    size_t capacity; /* of the clauses */
    bool failed;     /* memory ended */
    const struct gj_tokens *tokens;
    const struct gj_prose_rules *rules;
    struct gj_span text;
    size_t first; /* token that begins the clause now read */
    size_t sentence;
    size_t sentence_first; /* token that begins it */
    size_t depth;
    size_t list_depth; /* of the innermost list in brackets; 0 for none */
    uint32_t before;
    bool announced; /* 其中 stood alone before the clause */
};

bool gj_ends_sentence(uint32_t character) {
    return character == FULL_STOP || character == '!' || character == '?' || character == GJ_PROSE_BREAK;
}

static bool is_figure(uint32_t character) {
    return character == GJ_PROSE_NUMBER || character == GJ_PROSE_DIGITS;
}

static bool holds_figure(const struct splitting *splitting, size_t last) {
    for (size_t i = splitting->first; i < last; i++)
        if (is_figure(splitting->text.characters[i]))
            return true;
    return false;
}

/* 、 divides clauses only behind a figure: before one it joins words, as in 参加、举办新闻发布会. */
static bool ends_clause(const struct splitting *splitting, size_t place) {
    uint32_t character = splitting->text.characters[place];
    uint32_t next = place + 1 < splitting->text.length ? splitting->text.characters[place + 1] : 0;
    if (character == LISTING_COMMA)
        return place == splitting->first || holds_figure(splitting, place);
    if (character == ':')
        return next != GJ_PROSE_NUMBER;
    if (character == '.')
        return place == splitting->first + 1 && splitting->text.characters[splitting->first] == GJ_PROSE_DIGITS;
    return character == ',' || character == ';' || character == '(' || character == ')' || gj_ends_sentence(character);
}

static void count_figures(struct gj_clause *clause, struct gj_span text) {
    clause->figure = GJ_NOWHERE;
    for (size_t i = clause->first; i < clause->last; i++) {
        if (text.characters[i] == GJ_PROSE_NUMBER && clause->count_count++ == 0)
            clause->figure = i;
        clause->digits_count += text.characters[i] == GJ_PROSE_DIGITS;
    }
    if (clause->count_count != 1)
        clause->figure = GJ_NOWHERE;
}

/* Ends the clause before place, if it holds anything. */
static void end_clause(struct splitting *splitting, size_t last) {
    struct gj_clause clause = {.first = splitting->first,
                               .last = last,
                               .sentence = splitting->sentence,
                               .depth = splitting->depth,
                               .before = splitting->before,
                               .opens = splitting->announced,
                               .in_list = splitting->list_depth && splitting->depth == splitting->list_depth};
    struct gj_span text = splitting->text;
    size_t opener = last > clause.first ? gj_words_at(splitting->rules->opens, text, clause.first) : 0;
    if (opener) {
        clause.first += opener;
        clause.opens = true;
    }
    splitting->announced = clause.opens && clause.first >= last;
    if (clause.first >= last)
        return;
    count_figures(&clause, text);
    struct gj_clauses *clauses = splitting->clauses;
    struct gj_clause *items =
        gj_arena_grow(splitting->arena, clauses->items, clauses->count, &splitting->capacity, sizeof *items);
    splitting->failed = splitting->failed || !items;
    if (splitting->failed)
        return;
    clauses->items = items;
    clauses->items[clauses->count++] = clause;
}

/* Is the bracket at place opened right behind a figure, or behind the comma after one? */
static bool opens_list(const struct splitting *splitting, size_t place) {
    if (place > 0 && splitting->text.characters[place - 1] == ',')
        place--;
    return place > 0 && splitting->text.characters[place - 1] == GJ_PROSE_NUMBER;
}

static void pass_mark(struct splitting *splitting, size_t place) {
    uint32_t character = splitting->text.characters[place];
    /* What follows a lone 其中 stands where that stood. */
    if (!splitting->announced)
        splitting->before = character;
    splitting->first = place + 1;
    if (character == '(') {
        splitting->before = character;
        splitting->depth++;
        if (!splitting->list_depth && opens_list(splitting, place))
            splitting->list_depth = splitting->depth;
    } else if (character == ')' && splitting->depth > 0) {
        if (splitting->list_depth == splitting->depth)
            splitting->list_depth = 0;
        splitting->depth--;
        splitting->announced = false;
    } else if (gj_ends_sentence(character) || place - splitting->sentence_first > LONG_SENTENCE) {
        splitting->sentence++;
        splitting->sentence_first = place + 1;
        splitting->depth = splitting->list_depth = 0;
        splitting->before = 0;
        splitting->announced = false;
    }
}

/* 维持1件和纠正1件: a link right behind a figure divides too; its length, or 0. */
static size_t link_behind_figure(const struct splitting *splitting, size_t place) {
    if (place == 0 || place <= splitting->first || splitting->text.characters[place - 1] != GJ_PROSE_NUMBER ||
        splitting->text.characters[place] == LISTING_COMMA)
        return 0;
    return gj_words_at(splitting->rules->links, splitting->text, place);
}

bool gj_clauses_read(struct gj_clauses *clauses, struct gj_arena *arena, const struct gj_tokens *tokens,
                     const struct gj_prose_rules *rules) {
    *clauses = (struct gj_clauses){0};
    struct splitting splitting = {.clauses = clauses,
                                  .arena = arena,
                                  .tokens = tokens,
                                  .rules = rules,
                                  .text = {tokens->characters, tokens->count}};
    for (size_t place = 0; place < tokens->count; place++) {
        size_t link = link_behind_figure(&splitting, place);
        if (link) {
            end_clause(&splitting, place);
            splitting.first = place + link;
            splitting.before = LISTING_COMMA;
            place += link - 1;
        } else if (ends_clause(&splitting, place)) {
            end_clause(&splitting, place);
            pass_mark(&splitting, place);
        }
    }
    end_clause(&splitting, tokens->count);
    return !splitting.failed;
}
