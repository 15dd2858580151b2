/* Parts: a file with several reports, one after another, is cut where the next title stands. */
#include "desk.h"

static bool is_table_label(const struct gj_desk *desk, size_t atom) {
    if (desk->cells.atoms[atom].kind != GJ_ATOM_TEXT || desk->keys[atom].length < GJ_SHORTEST_TELLING)
        return false;
    for (size_t i = 0; i < desk->grammar->template_count; i++) {
        const struct gj_label_book *book = &desk->grammar->templates[i]->labels;
        for (const struct gj_label *label = gj_labels_find(book, &desk->keys[atom]); label;
             label = gj_labels_next(book, label))
            if (label->role == GJ_LABEL_ROW || label->role == GJ_LABEL_COLUMN || label->role == GJ_LABEL_CAPTION)
                return true;
    }
    return false;
}

static size_t count_labels(const struct gj_desk *desk, size_t first, size_t last) {
    size_t count = 0;
    for (size_t i = first; i < last && count < GJ_LEAST_TABLE_LABELS; i++)
        count += is_table_label(desk, i);
    return count;
}

bool gj_may_be_title(size_t length) {
    enum { SHORTEST_KEY = 8, LONGEST_KEY = 50 };
    return length >= SHORTEST_KEY && length < LONGEST_KEY;
}

/* Titles are looked for only among short texts that stand alone. */
static bool may_be_title(const struct gj_desk *desk, size_t atom) {
    const struct gj_atom *place = &desk->cells.atoms[atom];
    return place->kind == GJ_ATOM_TEXT && place->is_lone && gj_may_be_title(desk->keys[atom].length);
}

static bool starts_report(struct gj_desk *desk, size_t atom) {
    return may_be_title(desk, atom) && gj_is_title(desk, desk->cells.atoms[atom].line);
}

/* The labels seen so far of a part: a text may name its title any number of times, and none is counted again. */
struct labels_seen {
    size_t at; /* the atom behind those looked at */
    size_t count;
};

static bool has_tables_before(const struct gj_desk *desk, struct labels_seen *seen, size_t atom) {
    for (; seen->at < atom && seen->count < GJ_LEAST_TABLE_LABELS; seen->at++)
        seen->count += is_table_label(desk, seen->at);
    return seen->count == GJ_LEAST_TABLE_LABELS;
}

/* The first atom behind which there are no tables: too few labels follow from it on. */
static size_t find_last_tables(const struct gj_desk *desk) {
    size_t atom = desk->cells.count, count = 0;
    while (atom && count < GJ_LEAST_TABLE_LABELS)
        count += is_table_label(desk, --atom);
    return count == GJ_LEAST_TABLE_LABELS ? atom + 1 : 0;
}

/* How far the cutting of a text has come. */
struct cutting {
    size_t first;     /* atom of the part at hand */
    size_t no_tables; /* from this atom on; GJ_NOWHERE until a title asks for it */
    struct labels_seen seen;
};

/* A title cuts a text only where tables stand on either side of it: pages name their title many times. */
static bool cuts(struct gj_desk *desk, struct cutting *cutting, size_t atom) {
    if (atom == cutting->first || !starts_report(desk, atom))
        return false;
    if (cutting->no_tables == GJ_NOWHERE)
        cutting->no_tables = find_last_tables(desk);
    return atom < cutting->no_tables && has_tables_before(desk, &cutting->seen, atom);
}

gj_status gj_find_parts(struct gj_desk *desk, struct gj_part **parts, size_t *count) {
    size_t capacity = 0, total = desk->cells.count;
    struct cutting cutting = {.no_tables = GJ_NOWHERE};
    *parts = NULL;
    *count = 0;
    for (size_t i = 0; i <= total; i++) {
        if (i < total && !cuts(desk, &cutting, i))
            continue;
        *parts = gj_arena_grow(desk->arena, *parts, *count, &capacity, sizeof **parts);
        if (!*parts)
            return GJ_ERROR_MEMORY;
        (*parts)[(*count)++] = (struct gj_part){.first = cutting.first, .last = i};
        cutting.first = cutting.seen.at = i;
        cutting.seen.count = 0;
    }
    return desk->arena->failed ? GJ_ERROR_MEMORY : GJ_OK; /* where it did, a title may not have been seen */
}

bool gj_holds_tables(const struct gj_desk *desk) {
    return count_labels(desk, 0, desk->cells.count) == GJ_LEAST_TABLE_LABELS;
}

bool gj_begins_with_title(const struct gj_desk *desk) {
    return desk->cells.count && may_be_title(desk, 0);
}
