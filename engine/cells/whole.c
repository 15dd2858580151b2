/* What shows only once all lines, or all of a cell, are read: cells that are alone in their row or in pieces. */
#include <string.h>

#include "cells.h"

void gj_judge_whole_cells(struct gj_lexer *lexer, size_t first) {
    struct gj_cells *cells = lexer->cells;
    for (size_t i = first; i < cells->count; i++) {
        struct gj_atom *atom = &cells->atoms[i];
        if (atom->is_piece || atom->next_piece == GJ_NO_ATOM)
            continue;
        size_t length;
        const char *whole = gj_atom_text(cells, lexer->text, lexer->arena, atom, &length);
        if (!whole)
            lexer->failed = true;
        else
            atom->kind = gj_value_read(whole, length).kind == GJ_VALUE_NUMBER ? GJ_ATOM_VALUE : GJ_ATOM_TEXT;
    }
}

/* Text in one pair of brackets, short enough for a remark; (二)部分公开(…) is a label and no such thing. */
static bool is_remark(const char *bytes, size_t length) {
    enum { SHORTEST_REMARK = 12, LONGEST_REMARK = 60 }; /* bytes; (三) may be the first half of a label */
    static const char *const opening[] = {"(", "（"}, *const closing[] = {")", "）"};
    int depth = 0;
    if (length < SHORTEST_REMARK || length > LONGEST_REMARK)
        return false;
    for (size_t at = 0; at < length;) {
        size_t step = 1;
        for (size_t i = 0; i < 2; i++) {
            if (length - at >= strlen(opening[i]) && memcmp(bytes + at, opening[i], strlen(opening[i])) == 0) {
                depth++;
                step = strlen(opening[i]);
            } else if (length - at >= strlen(closing[i]) && memcmp(bytes + at, closing[i], strlen(closing[i])) == 0) {
                depth--;
                step = strlen(closing[i]);
            }
        }
        at += step;
        if (depth <= 0)
            return depth == 0 && at == length;
    }
    return false;
}

static bool is_unit(const struct gj_lexer *lexer, const struct gj_atom *atom) {
    return atom->kind == GJ_ATOM_TEXT && gj_value_is_unit(lexer->text->bytes + atom->offset, atom->length);
}

/* Text that was read column by column has units below each other, and so values: neither ends with a piece of the
 * other. Nor does a value that has its unit in front of it take another. */
static bool is_of_column(const struct gj_lexer *lexer, size_t value) {
    const struct gj_cells *cells = lexer->cells;
    const struct gj_atom *unit = &cells->atoms[value + 1];
    bool more_units = value + 2 < cells->count && is_unit(lexer, unit + 1) && unit[1].line <= unit->line + 2;
    bool more_values = value && unit[-2].kind == GJ_ATOM_VALUE && unit[-2].line + 1 == unit[-1].line;
    bool has_unit = value && is_unit(lexer, unit - 2);
    return more_units || has_unit || (more_values && unit->line > unit[-1].line + 1);
}

/* A value whose unit or remark stands on the next line is one cell in two pieces. */
static bool continues_value(const struct gj_lexer *lexer, const struct gj_atom *value, const struct gj_atom *next) {
    const char *bytes = lexer->text->bytes;
    if (value->kind != GJ_ATOM_VALUE || next->kind != GJ_ATOM_TEXT || !value->is_lone || !next->is_lone ||
        next->line > value->line + 2)
        return false;
    return is_unit(lexer, next) || is_remark(bytes + next->offset, next->length);
}

/* A number whose row goes on with 、 or . or a bracket was the numbering of a label, set apart by its tag. */
static bool numbers_label(const struct gj_lexer *lexer, const struct gj_atom *number, const struct gj_atom *next) {
    return number->kind == GJ_ATOM_VALUE && number->length <= 2 && number->is_lone && next->kind == GJ_ATOM_TEXT &&
           gj_opens_with_numbering_mark(lexer->text->bytes + next->offset, next->length);
}

static void mark_lone(struct gj_cells *cells) {
    struct gj_atom *last = NULL; /* blanks that may be mere spans are no company */
    for (size_t i = 0; i < cells->count; i++) {
        struct gj_atom *atom = &cells->atoms[i];
        atom->is_lone = !last || last->row != atom->row;
        if (atom->is_weak)
            continue;
        if (!atom->is_lone)
            last->is_lone = false;
        last = atom;
    }
}

static void join_pieces(struct gj_lexer *lexer) {
    struct gj_cells *cells = lexer->cells;
    for (size_t i = 0; i + 1 < cells->count; i++) {
        struct gj_atom *atom = &cells->atoms[i], *next = &cells->atoms[i + 1];
        if (atom->is_piece)
            continue;
        if (numbers_label(lexer, atom, next))
            atom->kind = GJ_ATOM_TEXT;
        else if (atom->next_piece == GJ_NO_ATOM && continues_value(lexer, atom, next) && !is_of_column(lexer, i)) {
            atom->next_piece = (uint32_t)(i + 1);
            next->is_piece = true;
        }
    }
}

void gj_lexer_finish(struct gj_lexer *lexer) {
    mark_lone(lexer->cells);
    join_pieces(lexer);
    gj_mark_pages(lexer);
    gj_mark_serials(lexer);
}
