/*
 * Wholes and their parts. That parts add up is reported wherever they do. That they do not is a contradiction
 * only where the wording, or the template, leaves no other reading: see judge().
 */
#include <string.h>

#include "decimal.h"
#include "reading.h"

#define MOST_PARTS 24

/* What may be parts of one whole, in order. */
struct group {
    size_t whole;
    size_t parts[MOST_PARTS];
    size_t count;
    size_t announced; /* how many of them stand in the sentence that announces them; the others come later */
    bool implicit;
    bool overfull; /* more than there is room for */
};

static const struct gj_entry *entry_at(const struct gj_prose_reading *reading, size_t index) {
    return &reading->entries.items[index];
}

/* Are the units of two figures of one kind? */
static bool same_kind(const struct gj_prose_reading *reading, struct gj_span a, struct gj_span b) {
    if (gj_spans_equal(a, b))
        return true;
    for (size_t i = 0; i < reading->rules->units.count; i++)
        if (gj_words_hold(&reading->rules->units.items[i], a) && gj_words_hold(&reading->rules->units.items[i], b))
            return true;
    return false;
}

static bool may_be_part(const struct gj_prose_reading *reading, const struct gj_entry *part,
                        const struct gj_entry *whole) {
    /* Of two things that rules know, one is a part of the other only if its rule says what else it stands
     * among. */
    if (whole->rule && part->rule && !part->rule->among)
        return false;
    bool same_time = part->claim.period == whole->claim.period || !whole->rule;
    if (part->claim.kind != GJ_CLAIM_FIGURE || !same_time)
        return false;
    if (part->implicit && part->unit.length == 0)
        return true;
    return same_kind(reading, part->unit, whole->unit);
}

/* Does a later announcement, at the same depth, make this entry a whole of its own? */
static bool is_later_whole(const struct gj_prose_reading *reading, size_t index) {
    for (size_t i = index + 1; i <= entry_at(reading, index)->last_part; i++) {
        const struct gj_entry *later = entry_at(reading, i);
        if (later->depth == entry_at(reading, index)->depth && (later->whole == index || later->extends == index))
            return true;
    }
    return false;
}

/* implicit: what stands in a bare bracket; otherwise what a word announces. */
static void collect(const struct gj_prose_reading *reading, size_t whole, bool implicit, struct group *group) {
    *group = (struct group){.whole = whole, .implicit = implicit};
    for (size_t i = whole + 1; i <= entry_at(reading, whole)->last_part; i++) {
        const struct gj_entry *entry = entry_at(reading, i);
        bool announced = entry->whole == whole;
        if ((!announced && entry->extends != whole) || entry->implicit != implicit)
            continue;
        if (!may_be_part(reading, entry, entry_at(reading, whole)) || is_later_whole(reading, i))
            continue;
        if (group->count == MOST_PARTS) {
            group->overfull = true;
            return;
        }
        group->parts[group->count++] = i;
        group->announced += announced;
    }
}

static bool add_parts(const struct gj_prose_reading *reading, const struct group *group, size_t count,
                      gj_decimal *sum) {
    *sum = (gj_decimal){0, 0};
    for (size_t i = 0; i < count; i++)
        if (!gj_decimal_add(*sum, entry_at(reading, group->parts[i])->claim.value, sum))
            return false;
    return true;
}

static bool all_exact(const struct gj_prose_reading *reading, const struct group *group, size_t count) {
    bool exact = entry_at(reading, group->whole)->claim.exact;
    for (size_t i = 0; i < count; i++)
        exact = exact && entry_at(reading, group->parts[i])->claim.exact;
    return exact;
}

/* How many of the parts, two at least, add up to the whole; zeros behind them count in. 0 where they do not. */
static size_t parts_that_hold(const struct gj_prose_reading *reading, const struct group *group) {
    gj_decimal whole = entry_at(reading, group->whole)->claim.value;
    gj_decimal sum;
    size_t count = 2;
    while (count <= group->count && all_exact(reading, group, count) && add_parts(reading, group, count, &sum) &&
           gj_decimal_compare(sum, whole) != 0)
        count++;
    if (count > group->count || !all_exact(reading, group, count))
        return 0;
    while (count < group->announced && entry_at(reading, group->parts[count])->claim.exact &&
           entry_at(reading, group->parts[count])->claim.value.coefficient == 0)
        count++;
    return count;
}

/* ------------------------------------------------------------------ what the wording leaves open */

struct closure {
    bool disjoint; /* no part overlaps another */
    bool complete; /* there is no further part */
};

static bool is_side_of(const struct gj_template *form, const struct gj_equation *equation, const gj_claim *claim,
                       bool *seen, size_t *found) {
    for (size_t i = 0; i < claim->cell_count; i++) {
        size_t j = 0;
        while (j < equation->left_count && (seen[j] || strcmp(form->cells[equation->left[j]].id, claim->cells[i]) != 0))
            j++;
        if (j == equation->left_count)
            return false;
        seen[j] = true;
        (*found)++;
    }
    return claim->cell_count > 0;
}

/* The template says so: the whole is the total of a relation, and the parts are among its terms. */
static struct closure by_template(const struct gj_prose_reading *reading, const struct group *group, size_t count) {
    const gj_claim *whole = &entry_at(reading, group->whole)->claim;
    const struct gj_template *form = reading->form;
    for (size_t i = 0; form && whole->cell_count == 1 && i < form->equation_count; i++) {
        const struct gj_equation *equation = &form->equations[i];
        if (equation->right_count != 1 || strcmp(form->cells[equation->right[0]].id, whole->cells[0]) != 0)
            continue;
        bool *seen = gj_arena_array(reading->arena, equation->left_count, sizeof *seen);
        size_t found = 0;
        bool inside = seen != NULL;
        for (size_t j = 0; inside && j < count; j++)
            inside = is_side_of(form, equation, &entry_at(reading, group->parts[j])->claim, seen, &found);
        if (inside)
            return (struct closure){true, found == equation->left_count};
    }
    return (struct closure){false, false};
}

/* Outcomes are of what was dealt with: of what was received they may be more, by cases carried over. */
static bool sums_to(const struct gj_prose_rule *part, const struct gj_prose_rule *whole) {
    return !part->sum_to_count || !whole || gj_string_among(whole->id, part->sum_to, part->sum_to_count);
}

/* Every part is of one sort, whose members exclude each other: ways of applying, outcomes, ... */
static bool exclude_each_other(const struct gj_prose_reading *reading, const struct group *group, size_t count) {
    const struct gj_prose_rule *whole = entry_at(reading, group->whole)->rule;
    for (size_t i = 0; i < count; i++) {
        const struct gj_prose_rule *rule = entry_at(reading, group->parts[i])->rule;
        const struct gj_prose_rule *first = entry_at(reading, group->parts[0])->rule;
        if (!rule || !rule->among || !sums_to(rule, whole) ||
            strcmp(rule->among, first->among ? first->among : "") != 0)
            return false;
        for (size_t j = 0; j < i; j++)
            if (entry_at(reading, group->parts[j])->rule == rule)
                return false;
    }
    return true;
}

static bool same_ending(struct gj_span a, struct gj_span b) {
    return a.length >= 2 && b.length >= 2 &&
           gj_span_at(a, a.length - 2, (struct gj_span){b.characters + b.length - 2, 2});
}

/* The words without 共 and the like behind them, and without a figure. */
static struct gj_span without_after(const struct gj_prose_reading *reading, struct gj_span phrase) {
    for (size_t length; (length = gj_words_ending(reading->rules->after, phrase)) > 0;)
        phrase.length -= length;
    return phrase;
}

/* The whole names its kinds, and each part is one of them:
 * 建议、议案和提案61件,其中建议37件,议案5件,提案24件. */
static bool are_kinds_of_whole(const struct gj_prose_reading *reading, const struct group *group, size_t count) {
    struct gj_span phrase = without_after(reading, entry_at(reading, group->whole)->phrase);
    bool taken[MOST_PARTS] = {false};
    size_t kinds = 0, first = 0;
    for (size_t place = 0; place <= phrase.length;) {
        size_t link = place < phrase.length ? gj_words_at(reading->rules->links, phrase, place) : 1;
        if (!link) {
            place++;
            continue;
        }
        struct gj_span kind = {phrase.characters + first, place - first};
        size_t i = 0;
        while (i < count && (taken[i] || !same_ending(kind, entry_at(reading, group->parts[i])->phrase)))
            i++;
        if (i == count)
            return false;
        taken[i] = true;
        kinds++;
        place += link;
        first = place;
    }
    return kinds >= 2 && kinds == count;
}

/* 其余3件 closes a list. */
static bool ends_with_rest(const struct gj_prose_reading *reading, const struct group *group, size_t count) {
    const struct gj_entry *last = entry_at(reading, group->parts[count - 1]);
    return gj_words_at(reading->rules->rest, last->phrase, 0) > 0;
}

static bool may_overlap(const struct gj_prose_reading *reading, const struct group *group, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct gj_prose_rule *rule = entry_at(reading, group->parts[i])->rule;
        if (rule && rule->overlap)
            return true;
    }
    return false;
}

static struct closure closure_of(const struct gj_prose_reading *reading, const struct group *group, size_t count) {
    if (may_overlap(reading, group, count))
        return (struct closure){false, false};
    struct closure closure = by_template(reading, group, count);
    if (exclude_each_other(reading, group, count))
        closure.disjoint = true;
    if (are_kinds_of_whole(reading, group, count) || (count >= 2 && ends_with_rest(reading, group, count)))
        closure = (struct closure){true, true};
    return closure;
}

/* ------------------------------------------------------------------ judging */

static bool is_left_of(const struct gj_template *form, const struct gj_equation *equation, const char *cell) {
    for (size_t i = 0; i < equation->left_count; i++)
        if (strcmp(form->cells[equation->left[i]].id, cell) == 0)
            return true;
    return false;
}

/* A part that the template sets beside its whole, and not under it, is not what the template counts there. */
static void drop_misplaced(struct gj_prose_reading *reading, size_t whole_index, size_t part_index) {
    const gj_claim *whole = &reading->entries.items[whole_index].claim;
    gj_claim *part = &reading->entries.items[part_index].claim;
    const struct gj_template *form = reading->form;
    if (!form || whole->cell_count != 1 || part->cell_count != 1 || strcmp(whole->cells[0], part->cells[0]) == 0)
        return;
    for (size_t i = 0; i < form->equation_count; i++)
        if (is_left_of(form, &form->equations[i], whole->cells[0]) &&
            is_left_of(form, &form->equations[i], part->cells[0]))
            part->cell_count = 0;
}

static bool add_sum(struct gj_prose_reading *reading, const struct group *group, size_t count,
                    gj_relation_status status, gj_decimal expected) {
    struct gj_entry_sum *sum = GJ_ADD(reading->arena, reading->sums);
    size_t *parts = gj_arena_array(reading->arena, count, sizeof *parts);
    if (!sum || !parts)
        return false;
    for (size_t i = 0; i < count; i++) {
        parts[i] = group->parts[i];
        reading->entries.items[parts[i]].part_of = group->whole;
        reading->entries.items[parts[i]].wanted = true;
        drop_misplaced(reading, group->whole, parts[i]);
    }
    struct gj_entry *whole = &reading->entries.items[group->whole];
    whole->wanted = true;
    *sum = (struct gj_entry_sum){group->whole, parts, count, status, expected, whole->claim.value};
    return true;
}

/* How many of the parts surely belong to the whole: those before a semicolon, while the unit is the same. */
static size_t first_stretch(const struct gj_prose_reading *reading, const struct group *group) {
    struct gj_span unit = entry_at(reading, group->whole)->unit;
    for (size_t i = 0; i < group->announced; i++) {
        const struct gj_entry *part = entry_at(reading, group->parts[i]);
        bool same = gj_spans_equal(part->unit, unit);
        size_t clause = entry_at(reading, group->parts[0])->clause;
        for (; same && clause < part->clause; clause++)
            same = reading->clauses.items[clause + 1].before != ';';
        if (!same)
            return i;
    }
    return group->announced;
}

/* Another claim, before the parts, that they may be parts of just as well: received 12, closed 10, of these
 * ... It is one whose value is the sum, if there is one in this sentence or the last; else one of the
 * sentence of the whole that is as much or as little known as the whole. */
static size_t other_whole(const struct gj_prose_reading *reading, const struct group *group, gj_decimal sum) {
    const struct gj_entry *whole = entry_at(reading, group->whole);
    size_t other = GJ_NOWHERE;
    for (size_t i = group->whole; i > 0 && entry_at(reading, i - 1)->sentence + 1 >= whole->sentence; i--) {
        const struct gj_entry *entry = entry_at(reading, i - 1);
        if (entry->depth != whole->depth || entry->claim.kind != GJ_CLAIM_FIGURE || entry->whole != GJ_NOWHERE ||
            !same_kind(reading, entry->unit, whole->unit))
            continue;
        if (gj_decimal_compare(entry->claim.value, sum) == 0)
            return i - 1;
        if (entry->sentence == whole->sentence && !entry->rule == !whole->rule)
            other = i - 1;
    }
    return other;
}

/* Parts that do not add up: more than the whole is wrong where they do not overlap, less where none is left
 * out; everything else stays open. A bracket alone announces nothing for certain. */
static bool judge(struct gj_prose_reading *reading, const struct group *group) {
    size_t count = group->announced;
    gj_decimal sum;
    if (count == 0 || (group->implicit && count < 2))
        return true;
    if (!add_parts(reading, group, count, &sum))
        return true;
    size_t other = other_whole(reading, group, sum);
    if (other != GJ_NOWHERE && count > 1 && all_exact(reading, group, count) &&
        gj_decimal_compare(entry_at(reading, other)->claim.value, sum) == 0) {
        struct group elsewhere = *group;
        elsewhere.whole = other;
        return add_sum(reading, &elsewhere, count, GJ_RELATION_HOLDS, sum);
    }
    struct closure closure = closure_of(reading, group, count);
    int order = gj_decimal_compare(sum, entry_at(reading, group->whole)->claim.value);
    /* Where it is open which of several wholes the parts belong to, too many of them prove nothing. */
    if (other != GJ_NOWHERE && order > 0)
        return true;
    bool wrong = all_exact(reading, group, count) && !group->overfull && other == GJ_NOWHERE &&
                 ((order > 0 && closure.disjoint && count > 1) || (order != 0 && closure.disjoint && closure.complete));
    if (wrong)
        return add_sum(reading, group, count, GJ_RELATION_VIOLATED, sum);
    count = first_stretch(reading, group);
    if (group->implicit || count == 0 || !add_parts(reading, group, count, &sum))
        return true;
    bool equal =
        all_exact(reading, group, count) && gj_decimal_compare(sum, entry_at(reading, group->whole)->claim.value) == 0;
    return add_sum(reading, group, count, equal ? GJ_RELATION_HOLDS : GJ_RELATION_UNKNOWN, sum);
}

bool gj_prose_reading_sums(struct gj_prose_reading *reading) {
    for (size_t whole = 0; whole < reading->entries.count; whole++) {
        struct group group;
        collect(reading, whole, false, &group);
        if (group.count == 0)
            collect(reading, whole, true, &group);
        if (group.count == 0)
            continue;
        size_t holding = parts_that_hold(reading, &group);
        gj_decimal value = entry_at(reading, whole)->claim.value;
        bool added = holding ? add_sum(reading, &group, holding, GJ_RELATION_HOLDS, value) : judge(reading, &group);
        if (!added)
            return false;
    }
    return true;
}
