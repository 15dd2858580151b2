/*
 * Atoms and their keys: the text of each atom is folded to what must agree with a label. Provincial editions of a form
 * put long instructions in brackets into its labels; what is then a label without them is that label.
 */
#include <string.h>

#include "desk.h"

/* Bytes of a text that may be a label, and of brackets that are no mere numbering. */
enum { LONGEST_LABEL_BYTES = 600, SHORTEST_INSTRUCTION = 12 };

static bool is_label(const struct gj_grammar *grammar, const struct gj_key *key) {
    for (size_t i = 0; i < grammar->template_count; i++)
        if (gj_labels_find(&grammar->templates[i]->labels, key))
            return true;
    return false;
}

/* Bytes of the bracket at the start of a text, half or full width; 0 where there is none. */
static size_t bracket_at(const char *text, size_t left, const char *half, const char *full) {
    if (left >= 1 && *text == *half)
        return 1;
    return left >= strlen(full) && memcmp(text, full, strlen(full)) == 0 ? strlen(full) : 0;
}

static bool has_bracket(const char *text, size_t length) {
    if (memchr(text, '(', length))
        return true;
    for (const char *at = text, *end = text + length; (at = memchr(at, 0xEF, (size_t)(end - at))); at++)
        if (bracket_at(at, (size_t)(end - at), "(", "（"))
            return true;
    return false;
}

/* The end of the brackets that open at a place, brackets within them passed over; the text's end where they stay
 * open, as where a label is cut. */
static size_t close_of(const char *text, size_t at, size_t length) {
    size_t depth = 0;
    while (at < length) {
        size_t open = bracket_at(text + at, length - at, "(", "（"),
               close = bracket_at(text + at, length - at, ")", "）");
        depth += open > 0;
        at += open ? open : close ? close : 1;
        if (close && --depth == 0)
            return at;
    }
    return length;
}

/* What stands in the brackets is a label itself, as in 行政诉讼(复议后起诉): no instruction then. */
static bool holds_label(const struct gj_grammar *grammar, struct gj_arena *arena, const char *text, size_t length) {
    struct gj_key key;
    return gj_fold(&grammar->spelling, arena, text, length, &key) == GJ_OK && key.length && is_label(grammar, &key);
}

/* Copies the text without its instructions; the copy's length, or length itself where there are none. */
static size_t leave_out_instructions(const struct gj_grammar *grammar, struct gj_arena *arena, const char *text,
                                     size_t length, char *plain) {
    size_t kept = 0;
    for (size_t at = 0; at < length;) {
        size_t end = bracket_at(text + at, length - at, "(", "（") ? close_of(text, at, length) : at;
        if (end - at >= SHORTEST_INSTRUCTION && !holds_label(grammar, arena, text + at, end - at)) {
            at = end;
            continue;
        }
        plain[kept++] = text[at++];
    }
    return kept;
}

gj_status gj_fold_text(const struct gj_grammar *grammar, struct gj_arena *arena, const char *text, size_t length,
                       struct gj_key *key) {
    char plain[LONGEST_LABEL_BYTES];
    struct gj_key bare;
    if (length > sizeof plain)
        return GJ_OK;
    gj_status status = gj_fold(&grammar->spelling, arena, text, length, key);
    if (status != GJ_OK || is_label(grammar, key) || !has_bracket(text, length))
        return status;
    size_t kept = leave_out_instructions(grammar, arena, text, length, plain);
    if (!kept || kept == length)
        return GJ_OK;
    status = gj_fold(&grammar->spelling, arena, plain, kept, &bare);
    if (status == GJ_OK && is_label(grammar, &bare))
        *key = bare;
    return status;
}

static gj_status fold_atoms(struct gj_desk *desk) {
    desk->keys = gj_arena_array(desk->arena, desk->cells.count, sizeof *desk->keys);
    desk->labels = gj_arena_array(desk->arena, desk->cells.count, sizeof *desk->labels);
    if (!desk->keys || !desk->labels)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < desk->cells.count; i++) {
        const struct gj_atom *atom = &desk->cells.atoms[i];
        size_t length;
        if (atom->kind != GJ_ATOM_TEXT || atom->is_piece || atom->length > LONGEST_LABEL_BYTES)
            continue;
        const char *text = gj_atom_text(&desk->cells, &desk->text, desk->arena, atom, &length);
        if (!text || gj_fold_text(desk->grammar, desk->arena, text, length, &desk->keys[i]) != GJ_OK)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

gj_status gj_read_atoms(struct gj_desk *desk, const gj_limits *limits) {
    gj_status status = gj_cells_read(&desk->cells, desk->arena, &desk->text, limits);
    return status == GJ_OK ? fold_atoms(desk) : status;
}
