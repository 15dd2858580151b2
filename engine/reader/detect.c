/* Detection: which template a report follows, by the labels that it has and not by its year. */
#include <string.h>

#include "desk.h"

/* Fewer characters of labels than this are chance. */
enum { LEAST_EVIDENCE = 8 };

/* A template that is behind by as many characters is out of the question: some five labels of its own. */
enum { CLEAR_LEAD = 40 };

void gj_recognise(struct gj_desk *desk, const struct gj_part *part, const struct gj_template *form) {
    for (size_t i = part->first; i < part->last; i++)
        desk->labels[i] = gj_labels_find(&form->labels, &desk->keys[i]);
}

/* A heading may have words around it; every other label must be what the cell says, or stand in a cell with
 * little else (a label and its unit, a group and its row). text holds the label. */
static bool shows(const struct gj_label *label, const struct gj_key *text) {
    enum { LITTLE_ELSE = 8 }; /* characters */
    size_t around = label->role == GJ_LABEL_HEADING ? (size_t)GJ_WORDS_AROUND_HEADING : (size_t)LITTLE_ELSE;
    return label->role != GJ_LABEL_TITLE && label->key.length >= GJ_SHORTEST_TELLING &&
           text->length <= label->key.length + around;
}

/* Another spelling of the label before it in the book. */
static bool is_further_spelling(const struct gj_label_book *book, size_t index) {
    const struct gj_label *label = &book->labels[index], *before = label - 1;
    return index && before->role == label->role && before->table == label->table && before->index == label->index;
}

void gj_mark_shown(const struct gj_label_book *book, const struct gj_key *text, bool *shown) {
    struct gj_label_search search = gj_labels_search(book, text);
    for (const struct gj_label *label; (label = gj_labels_within(&search));)
        if (shows(label, text))
            shown[label - book->labels] = true;
}

bool gj_shows_other(const struct gj_label_book *book, const struct gj_key *text, const bool *known) {
    struct gj_label_search search = gj_labels_search(book, text);
    for (const struct gj_label *label; (label = gj_labels_within(&search));)
        if (shows(label, text) && !(known && known[label - book->labels]))
            return true;
    return false;
}

/* Characters of the template's labels that the part shows, each label counted once and in its first spelling. */
static gj_status evidence(const struct gj_desk *desk, const struct gj_part *part, const struct gj_label_book *book,
                          size_t *characters, size_t *labels) {
    bool *shown = gj_arena_array(desk->arena, book->label_count, sizeof *shown);
    if (!shown)
        return GJ_ERROR_MEMORY;
    for (size_t atom = part->first; atom < part->last; atom++)
        if (desk->cells.atoms[atom].kind == GJ_ATOM_TEXT)
            gj_mark_shown(book, &desk->keys[atom], shown);
    *characters = *labels = 0;
    for (size_t i = 0; i < book->label_count; i++)
        if (shown[i] && !is_further_spelling(book, i)) {
            *characters += book->labels[i].key.length;
            ++*labels;
        }
    return GJ_OK;
}

/* The year decides only between templates that the labels do not tell apart. */
static bool is_better(const struct gj_candidate *a, const struct gj_candidate *b) {
    if (a->evidence != b->evidence)
        return a->evidence > b->evidence;
    return a->suits_year && !b->suits_year;
}

static bool is_for_year(const struct gj_template *form, int year) {
    return year && form->first_year <= year && (!form->last_year || year <= form->last_year);
}

gj_status gj_detect(const struct gj_desk *desk, const struct gj_part *part, int year,
                    struct gj_candidates *candidates) {
    size_t count = desk->grammar->template_count, capacity = 0;
    memset(candidates, 0, sizeof *candidates);
    for (size_t i = 0; i < count; i++) {
        const struct gj_template *form = desk->grammar->templates[i];
        size_t labels, found;
        if (evidence(desk, part, &form->labels, &found, &labels) != GJ_OK)
            return GJ_ERROR_MEMORY;
        if (found < LEAST_EVIDENCE || labels < 2)
            continue;
        candidates->items =
            gj_arena_grow(desk->arena, candidates->items, candidates->count, &capacity, sizeof *candidates->items);
        if (!candidates->items)
            return GJ_ERROR_MEMORY;
        size_t at = candidates->count++;
        struct gj_candidate candidate = {.form = form, .evidence = found, .suits_year = is_for_year(form, year)};
        for (; at && is_better(&candidate, &candidates->items[at - 1]); at--)
            candidates->items[at] = candidates->items[at - 1];
        candidates->items[at] = candidate;
    }
    size_t near = 1;
    while (near < candidates->count && candidates->items[near].evidence + CLEAR_LEAD > candidates->items[0].evidence)
        near++;
    candidates->count = near < candidates->count ? near : candidates->count;
    return GJ_OK;
}
