/* From paragraphs to claims. */
#include <string.h>

#include "decimal.h"
#include "reading.h"
#include "report/notes.h"

/* Far beyond any report; what is longer is read no further, so that the time it takes stays in proportion. A sentence
 * is cut at the first mark beyond a length (clauses.c): one that is longer than this has none. */
enum { LONGEST_SENTENCE = 3000, MOST_ENTRIES = 1000, MOST_CLAIMS = 4000 };

/* ------------------------------------------------------------------ entries */

static int money_exponent(const struct gj_prose_rules *rules, struct gj_span unit) {
    for (size_t i = 0; i < rules->money_count; i++)
        if (gj_spans_equal(rules->money[i].unit, unit))
            return rules->money[i].exponent;
    return -1;
}

static const struct gj_cell_rule *find_cell(const struct gj_template *form, const char *id) {
    for (size_t i = 0; i < form->cell_count; i++)
        if (strcmp(form->cells[i].id, id) == 0)
            return &form->cells[i];
    return NULL;
}

/* Brings a sum of money to the unit of its cell; false where that is not known or does not fit. */
static bool convert_money(const struct gj_prose_reading *reading, struct gj_entry *entry, const char *id) {
    int from = money_exponent(reading->rules, entry->unit);
    if (from < 0 || entry->claim.value.coefficient == 0)
        return true;
    const struct gj_cell_rule *cell = find_cell(reading->form, id);
    struct gj_span unit;
    if (!cell || !cell->unit || !gj_span_read(reading->arena, cell->unit, &unit))
        return false;
    int to = money_exponent(reading->rules, unit);
    int scale = entry->claim.value.scale + to - from;
    if (to < 0 || scale < 0 || scale > 18)
        return false;
    entry->claim.value.scale = scale;
    for (; entry->claim.value.scale > 0 && entry->claim.value.coefficient % 10 == 0; entry->claim.value.scale--)
        entry->claim.value.coefficient /= 10;
    return true;
}

/* Is a cell that would change the meaning known to be more than 0, from the table or from a sentence? */
static bool is_excluded(const struct gj_prose_reading *reading, const struct gj_prose_rule *rule) {
    const struct gj_report *report = reading->report;
    for (size_t i = 0; i < report->cell_count; i++)
        if (report->cells[i].has_value && report->cells[i].value.coefficient != 0 &&
            gj_string_among(report->cells[i].id, rule->unless, rule->unless_count))
            return true;
    for (size_t i = 0; i < reading->entries.count; i++) {
        const gj_claim *claim = &reading->entries.items[i].claim;
        if (claim->cell_count == 1 && claim->value.coefficient != 0 &&
            gj_string_among(claim->cells[0], rule->unless, rule->unless_count))
            return true;
    }
    return false;
}

/* Does the claim repeat the figure of a claim that its rule may speak of: received 45 ..., closed 45? */
static bool repeats_claim(const struct gj_prose_reading *reading, const struct gj_entry *entry) {
    for (size_t i = 0; i < reading->entries.count; i++) {
        const struct gj_entry *earlier = &reading->entries.items[i];
        if (earlier->rule && earlier->sentence + 1 >= entry->sentence &&
            gj_string_among(earlier->rule->id, entry->rule->all_of, entry->rule->all_of_count) &&
            gj_decimal_compare(earlier->claim.value, entry->claim.value) == 0)
            return true;
    }
    return false;
}

static void name_cells(const struct gj_prose_reading *reading, struct gj_entry *entry) {
    const struct gj_prose_rule *rule = entry->rule;
    if (!reading->form || entry->claim.period != GJ_PERIOD_REPORTED)
        return;
    const struct gj_prose_cells *cells = gj_prose_rule_cells(rule, reading->form->id);
    bool borrowed = entry->claim.kind == GJ_CLAIM_ALL || repeats_claim(reading, entry);
    if (!cells || (rule->unless_count && borrowed && is_excluded(reading, rule)))
        return;
    if (!convert_money(reading, entry, cells->ids[0]))
        return;
    entry->claim.cells = cells->ids;
    entry->claim.cell_count = cells->count;
}

static void take_figure(const struct gj_prose_reading *reading, struct gj_entry *entry,
                        const struct gj_clause *clause) {
    if (clause->figure == GJ_NOWHERE)
        return;
    const struct gj_figure *figure = &reading->tokens.items[reading->tokens.figures[clause->figure]];
    entry->claim.value = figure->value;
    entry->claim.exact = figure->exact && figure->has_value;
    entry->unit = figure->unit;
}

struct gj_entry *gj_prose_reading_add(struct gj_prose_reading *reading, size_t index, const struct gj_prose_rule *rule,
                                      gj_claim_kind kind) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    struct gj_entry entry = {.rule = rule,
                             .clause = index,
                             .depth = clause->depth,
                             .sentence = clause->sentence,
                             .phrase = {reading->tokens.characters + clause->first, clause->last - clause->first},
                             .whole = GJ_NOWHERE,
                             .extends = GJ_NOWHERE,
                             .part_of = GJ_NOWHERE,
                             .kept = GJ_NOWHERE};
    entry.claim = (gj_claim){.kind = kind, .exact = true, .period = reading->periods[clause->depth]};
    take_figure(reading, &entry, clause);
    const struct gj_announcement *announced = &reading->announced[clause->depth];
    if (announced->whole != GJ_NOWHERE) {
        *(announced->sentence == clause->sentence ? &entry.whole : &entry.extends) = announced->whole;
        entry.implicit = announced->implicit;
        reading->entries.items[announced->whole].last_part = reading->entries.count;
    }
    if (rule) {
        entry.claim.subject = rule->id;
        name_cells(reading, &entry);
        if (rule->topic)
            reading->topic = rule->topic;
    }
    struct gj_entry *place = GJ_ADD(reading->arena, reading->entries);
    if (place)
        *place = entry;
    return place;
}

/* ------------------------------------------------------------------ what a clause stands in */

/* The entry that the parts announced by the clause are parts of: the one right before them. */
static size_t find_whole(const struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    bool first = index == 0 || reading->clauses.items[index - 1].sentence != clause->sentence;
    bool in_bracket = clause->before == '(';
    size_t depth = in_bracket && clause->depth > 0 ? clause->depth - 1 : clause->depth;
    for (size_t i = reading->entries.count; i > 0; i--) {
        const struct gj_entry *entry = &reading->entries.items[i - 1];
        if (entry->sentence != clause->sentence && !(first && entry->sentence + 1 == clause->sentence))
            return GJ_NOWHERE;
        if (entry->depth < depth)
            return GJ_NOWHERE;
        if (entry->depth == depth)
            return i - 1;
    }
    return GJ_NOWHERE;
}

static void enter_sentence(struct gj_prose_reading *reading, const struct gj_clause *clause) {
    reading->sentence = clause->sentence;
    reading->depth = 0;
    for (size_t i = 1; i < GJ_PROSE_DEPTH; i++)
        reading->announced[i].whole = GJ_NOWHERE;
    /* What opens with 其中 or the like goes on with the sentence before. */
    if (clause->opens)
        return;
    reading->last_topic = reading->topic;
    reading->topic = NULL;
    reading->periods[0] = GJ_PERIOD_REPORTED;
}

static void enter_clause(struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    size_t depth = clause->depth;
    if (clause->sentence != reading->sentence)
        enter_sentence(reading, clause);
    for (size_t i = reading->depth + 1; i <= depth; i++)
        reading->periods[i] = reading->periods[reading->depth];
    reading->depth = depth;
    struct gj_announcement *announced = &reading->announced[depth];
    if (clause->before == '(')
        announced->whole = GJ_NOWHERE;
    bool begins_list = clause->in_list && clause->before == '(';
    if (clause->opens || begins_list)
        *announced = (struct gj_announcement){find_whole(reading, index), clause->sentence, !clause->opens};
}

/* A date in the clause holds till the sentence ends or names another; 比2022年增加 only compares. */
static void read_period(struct gj_prose_reading *reading, const struct gj_clause *clause) {
    if (gj_words_at(reading->rules->comparisons, (struct gj_span){reading->tokens.characters, clause->last},
                    clause->first))
        return;
    for (size_t i = clause->first; i < clause->last; i++) {
        if (reading->tokens.characters[i] != GJ_PROSE_TIME)
            continue;
        const struct gj_figure *date = &reading->tokens.items[reading->tokens.figures[i]];
        bool other_year = date->year && reading->report->year && date->year != reading->report->year;
        reading->periods[clause->depth] = date->part || other_year ? GJ_PERIOD_OTHER : GJ_PERIOD_REPORTED;
    }
}

/* 上半年, ...: a clause of its own, or one whose figure nobody knows. */
static void read_other_period(struct gj_prose_reading *reading, const struct gj_clause *clause) {
    struct gj_span text = {reading->tokens.characters, clause->last};
    if (gj_words_at(reading->rules->comparisons, text, clause->first))
        return;
    for (size_t i = clause->first; i < clause->last && i < clause->first + 4; i++)
        if (gj_words_at(reading->rules->other_periods, text, i))
            reading->periods[clause->depth] = GJ_PERIOD_OTHER;
}

/* ------------------------------------------------------------------ one clause */

/* A figure that no rule knows may still be a whole or a part. */
static bool add_anonymous(struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    struct gj_entry *entry = gj_prose_reading_add(reading, index, NULL, GJ_CLAIM_FIGURE);
    if (!entry)
        return false;
    struct gj_span text = {reading->tokens.characters, clause->last};
    bool before = clause->figure > clause->first;
    bool after = clause->figure + 1 < clause->last;
    /* 1件的原因: what is counted is something else. */
    if (before && after && gj_words_at(reading->rules->belonging, text, clause->figure + 1))
        entry->claim.exact = false;
    if (before)
        entry->phrase.length = clause->figure - clause->first;
    else
        entry->phrase =
            (struct gj_span){reading->tokens.characters + clause->figure + 1, clause->last - clause->figure - 1};
    return true;
}

static bool read_figure(struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    struct gj_look look;
    if (!gj_prose_look_at(reading, &look, index, clause->first, clause->last))
        return false;
    bool shared = false;
    if (!gj_prose_read_respectively(reading, index, &shared) ||
        (!shared && !gj_prose_read_shared(reading, index, &shared)))
        return false;
    if (shared)
        return true;
    const struct gj_prose_rule *rule = gj_prose_match_say(reading, &look);
    return rule ? gj_prose_reading_add(reading, index, rule, GJ_CLAIM_FIGURE) != NULL : add_anonymous(reading, index);
}

/* A number in a list in brackets may have lost its unit: (市级1个、县级14). */
static bool read_digits(struct gj_prose_reading *reading, size_t index) {
    struct gj_clause *clause = &reading->clauses.items[index];
    size_t place = clause->first;
    while (reading->tokens.characters[place] != GJ_PROSE_DIGITS)
        place++;
    const struct gj_figure *figure = &reading->tokens.items[reading->tokens.figures[place]];
    if (!figure->lone)
        return true;
    struct gj_entry *entry = gj_prose_reading_add(reading, index, NULL, GJ_CLAIM_FIGURE);
    if (!entry)
        return false;
    entry->claim.value = figure->value;
    entry->phrase = (struct gj_span){reading->tokens.characters + place + 1, clause->last - place - 1};
    return true;
}

/* Most clauses say nothing of the kind: seen at the characters alone. */
static bool may_say_all_or_none(const struct gj_prose_reading *reading, const struct gj_clause *clause) {
    struct gj_character_set set = {{0}};
    gj_character_set_add(&set,
                         (struct gj_span){reading->tokens.characters + clause->first, clause->last - clause->first});
    return gj_words_may_stand(reading->rules->negations, &set) || gj_words_may_stand(reading->rules->all, &set);
}

static bool read_clause(struct gj_prose_reading *reading, size_t index) {
    const struct gj_clause *clause = &reading->clauses.items[index];
    if (clause->depth >= GJ_PROSE_DEPTH || clause->is_taken)
        return true;
    enter_clause(reading, index);
    read_period(reading, clause);
    size_t before = reading->entries.count;
    bool read = true;
    reading->has_figures = reading->has_figures || clause->figure != GJ_NOWHERE || clause->digits_count == 1;
    if (clause->figure != GJ_NOWHERE)
        read = read_figure(reading, index);
    else if (clause->in_list && clause->count_count == 0 && clause->digits_count == 1)
        read = read_digits(reading, index);
    else if (clause->count_count == 0 && may_say_all_or_none(reading, clause))
        read = gj_prose_read_none(reading, index) && gj_prose_read_answer(reading, index) &&
               gj_prose_read_all(reading, index);
    if (read && (reading->entries.count == before || !reading->entries.items[before].rule))
        read_other_period(reading, clause);
    return read;
}

/* ------------------------------------------------------------------ paragraphs */

/* Clauses of sentences too long to be sentences are passed over. */
static void pass_long_sentences(struct gj_clauses *clauses) {
    size_t first = 0;
    for (size_t i = 0; i < clauses->count; i++) {
        bool ends = i + 1 == clauses->count || clauses->items[i + 1].sentence != clauses->items[i].sentence;
        if (!ends)
            continue;
        bool is_long = clauses->items[i].last - clauses->items[first].first > LONGEST_SENTENCE;
        for (; first <= i; first++)
            clauses->items[first].is_taken = is_long;
    }
}

static bool read_clauses(struct gj_prose_reading *reading) {
    pass_long_sentences(&reading->clauses);
    for (size_t i = 0; i < reading->clauses.count && reading->entries.count < MOST_ENTRIES; i++)
        if (!read_clause(reading, i))
            return false;
    return gj_prose_reading_sums(reading) && gj_prose_reading_keep(reading);
}

static bool read_paragraph(struct gj_prose_reading *reading, size_t first, size_t last) {
    const struct gj_spelling *spelling = reading->report->grammar ? &reading->report->grammar->spelling : NULL;
    if (!gj_paragraph_fold(&reading->paragraph, reading->arena, reading->text, first, last, reading->rules, spelling) ||
        !gj_tokens_read(&reading->tokens, reading->arena, &reading->paragraph, reading->rules) ||
        !gj_clauses_read(&reading->clauses, reading->arena, &reading->tokens, reading->rules))
        return false;
    reading->sentence = GJ_NOWHERE;
    for (size_t i = 0; i < GJ_PROSE_DEPTH; i++)
        reading->announced[i].whole = GJ_NOWHERE;
    return read_clauses(reading);
}

/* The name of the body, in the spelling that sentences are read in: once, and only where there is one to read. */
static bool fold_body(struct gj_prose_reading *reading) {
    if (reading->has_body)
        return true;
    reading->has_body = true;
    const char *body = reading->report->body;
    struct gj_line line = {.length = body ? strlen(body) : 0};
    if (!line.length)
        return true;
    struct gj_text text = {.bytes = body, .length = line.length, .lines = &line, .line_count = 1};
    struct gj_paragraph name;
    const struct gj_spelling *spelling = reading->report->grammar ? &reading->report->grammar->spelling : NULL;
    if (!gj_paragraph_fold(&name, reading->report->arena, &text, 0, 1, reading->rules, spelling))
        return false;
    while (name.count && name.characters[name.count - 1] == GJ_PROSE_BREAK)
        name.count--;
    reading->body = (struct gj_span){name.characters, name.count};
    return true;
}

static bool has_table(const struct gj_report *report) {
    for (size_t i = 0; i < report->table_count; i++)
        if (report->tables[i].status != GJ_TABLE_MISSING)
            return true;
    return false;
}

const struct gj_template *gj_prose_form(const struct gj_prose_rules *rules, const struct gj_report *report) {
    if (report->form && has_table(report))
        return report->form;
    const char *id = gj_prose_rules_form(rules, report->year);
    const struct gj_template *form = id && report->grammar ? gj_grammar_find(report->grammar, id) : NULL;
    return form ? form : report->form;
}

/* Says so where no more claims are taken, from line on. */
static bool is_full(struct gj_report *report, size_t line) {
    if (report->claims.count <= MOST_CLAIMS)
        return false;
    gj_note(report, GJ_NOTE_LIMIT_CLAIMS, line + 1, NULL, NULL);
    return true;
}

/* Nothing but its words made the paragraph come to nothing: not who reports, when, or on which form. */
static bool says_nothing(const struct gj_prose_reading *paragraph) {
    return !paragraph->has_figures && !paragraph->entries.count && !*paragraph->asks_body;
}

static size_t paragraph_length(const struct gj_text *text, size_t first, size_t end) {
    return text->lines[end - 1].start + text->lines[end - 1].length - text->lines[first].start;
}

/* Is the paragraph one that was promising, and found to make no claim? */
static bool is_known_mute(const struct gj_text *text, const struct gj_memory *mute, size_t first, size_t end) {
    size_t length = paragraph_length(text, first, end);
    return mute && length <= GJ_MEMORY_LONGEST &&
           gj_memory_find(mute, text->bytes + text->lines[first].start, length) != NULL;
}

/* Reads a paragraph in an arena of its own, and remembers it where it makes no claim. */
static bool read_and_remember(struct gj_prose_reading *reading, struct gj_memory *mute, size_t first, size_t end) {
    const char *bytes = reading->text->bytes + reading->text->lines[first].start;
    size_t length = paragraph_length(reading->text, first, end);
    bool is_short = mute && length <= GJ_MEMORY_LONGEST;
    gj_report_cast(reading->report);
    if (!fold_body(reading))
        return false;
    bool asks_body = false;
    struct gj_prose_reading paragraph = *reading;
    paragraph.asks_body = &asks_body;
    bool read = read_paragraph(&paragraph, first, end) && !reading->arena->failed;
    gj_arena_reset(reading->arena);
    return read && (!is_short || !says_nothing(&paragraph) || gj_memory_add(mute, bytes, length, NULL));
}

gj_status gj_prose_read(struct gj_report *report, const struct gj_prose_rules *rules, const struct gj_text *text,
                        const struct gj_prose_range *ranges, size_t range_count, struct gj_memory *mute) {
    struct gj_arena arena = {0};
    struct gj_prose_reading reading = {
        .report = report, .rules = rules, .text = text, .form = gj_prose_form(rules, report), .arena = &arena};
    bool read = true, full = false;
    if (mute)
        gj_memory_trim(mute);
    for (size_t i = 0; i < range_count && read && !full; i++) {
        size_t end;
        for (size_t first = ranges[i].first; first < ranges[i].last && read && !full; first = end) {
            end = gj_paragraph_end(text, first, ranges[i].last);
            bool is_mute = is_known_mute(text, mute, first, end);
            if (is_mute || gj_paragraph_promising(text, first, end, rules))
                read = (full = is_full(report, first)) || is_mute || read_and_remember(&reading, mute, first, end);
        }
    }
    gj_arena_free(&arena);
    return read ? GJ_OK : GJ_ERROR_MEMORY;
}
