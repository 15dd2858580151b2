/* What the rows of a shape were made of: learnt with it, and found again where it stands. */
#include <stdint.h>
#include <string.h>

#include "reassembly/reassembly.h"
#include "recall.h"

/* ------------------------------------------------------------------ learning */

/* A header stands before the first row's label, so that no text before the shape can be taken for a part of it. */
static bool is_first_row_closed(const struct gj_desk *desk, const struct gj_part *span,
                                const struct gj_report *report) {
    struct gj_report of_form = {.form = report->form};
    const struct gj_workbench bench = {.report = &of_form, .keys = desk->keys, .labels = desk->labels};
    for (size_t i = span->first; i < span->last && desk->cells.atoms[i].kind != GJ_ATOM_VALUE; i++)
        if (!gj_is_row_text(&bench, i))
            return true;
    return false;
}

/* The byte of the text that the piece begins with, by its atom; GJ_NOWHERE where none of the shape begins there.
 * Shapes are learned from text that lies in place, whose bytes are all as far from the original's as those of its
 * first line. */
static size_t find_piece(const struct gj_desk *desk, const struct gj_part *span, const gj_piece *piece) {
    size_t byte = piece->offset - (desk->text.lines[0].original - desk->text.lines[0].start);
    for (size_t i = span->first; i < span->last; i++)
        if (desk->cells.atoms[i].offset == byte)
            return byte;
    return GJ_NOWHERE;
}

static bool find_place(const struct gj_shape *shape, size_t byte, size_t cell, struct gj_piece_place *place) {
    for (size_t i = 0; i < shape->stretch_count; i++) {
        const struct gj_stretch *stretch = &shape->stretches[i];
        bool holds = cell == GJ_NOWHERE ? byte >= stretch->start && byte - stretch->start < stretch->length
                                        : stretch->cell == (uint32_t)cell;
        if (!holds)
            continue;
        place->stretch = i;
        place->ahead = cell == GJ_NOWHERE ? byte - stretch->start : stretch->length;
        return true;
    }
    return false;
}

static size_t count_pieces(const gj_region *region) {
    size_t count = 0;
    for (size_t i = 0; i < region->row_count; i++)
        count += region->rows[i].piece_count;
    return count;
}

/* Letters, digits, what stands around the numbers of labels and in remarks, curved quotation marks, and all characters
 * that are printed from U+3000 on: no format that these labels are prepared for escapes anything of it. */
static bool is_plain(const char *text) {
    static const char marks[] = "()/.,:; ";
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        bool is_letter = (*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z');
        bool is_quote = at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0x98 && at[2] <= 0x9F;
        bool is_wide = *at >= 0xE3 && *at <= 0xEF && (at[0] != 0xEF || at[1] < 0xBB);
        if (!is_letter && !is_quote && !is_wide && !strchr(marks, *at))
            return false;
        at += is_quote || is_wide ? 2 : 0;
    }
    return true;
}

/* With room behind it for those who copy more than there is. */
static const char *copy_label(struct gj_arena *arena, const char *text, size_t length) {
    char *copy = gj_arena_take(arena, length + GJ_PREPARED_ROOM);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

/* The text of a value is another in each report. */
static gj_status copy_text(struct gj_arena *arena, gj_piece *piece, struct gj_sheet_label *label) {
    size_t length = strlen(piece->text);
    bool is_label = piece->cell == GJ_NOWHERE;
    piece->text = is_label ? copy_label(arena, piece->text, length) : "";
    if (!piece->text)
        return GJ_ERROR_MEMORY;
    label->text = (struct gj_prepared){piece->text, is_label && is_plain(piece->text) ? length : 0};
    return GJ_OK;
}

static gj_status make_room(struct gj_shape *shape, const gj_region *region) {
    struct gj_mould *mould = shape->mould;
    mould->row_count = region->row_count;
    mould->piece_count = count_pieces(region);
    mould->rows = gj_arena_array(&shape->arena, mould->row_count, sizeof *mould->rows);
    mould->pieces = gj_arena_array(&shape->arena, mould->piece_count, sizeof *mould->pieces);
    mould->places = gj_arena_array(&shape->arena, mould->piece_count, sizeof *mould->places);
    mould->sheet_labels = gj_arena_array(&shape->arena, mould->piece_count, sizeof *mould->sheet_labels);
    return mould->rows && mould->pieces && mould->places && mould->sheet_labels ? GJ_OK : GJ_ERROR_MEMORY;
}

static void reach_to(struct gj_mould *mould, size_t line) {
    mould->first_line = line < mould->first_line ? line : mould->first_line;
    mould->last_line = line > mould->last_line ? line : mould->last_line;
}

gj_status gj_shape_learn_rows(struct gj_shape *shape, const struct gj_desk *desk, const struct gj_part *span,
                              const struct gj_report *report, size_t start, bool *good) {
    const gj_region *region = &report->regions.items[0];
    size_t above = desk->cells.atoms[span->first].line;
    struct gj_mould *mould = shape->mould;
    if (make_room(shape, region) != GJ_OK)
        return GJ_ERROR_MEMORY;
    gj_piece *piece = mould->pieces;
    struct gj_piece_place *place = mould->places;
    struct gj_sheet_label *label = mould->sheet_labels;
    mould->first_line = SIZE_MAX;
    *good = is_first_row_closed(desk, span, report);
    for (size_t i = 0; i < region->row_count && *good; i++) {
        mould->rows[i] = region->rows[i];
        mould->rows[i].pieces = piece;
        for (size_t j = 0; j < region->rows[i].piece_count && *good; j++, piece++, place++, label++) {
            *piece = region->rows[i].pieces[j];
            size_t byte = find_piece(desk, span, piece);
            *good = byte != GJ_NOWHERE && find_place(shape, byte - start, piece->cell, place);
            label->line = *good ? (uint32_t)(piece->line - above - 1) : 0;
            reach_to(mould, label->line);
            if (copy_text(&shape->arena, piece, label) != GJ_OK)
                return GJ_ERROR_MEMORY;
        }
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ recalling */

/* From the start of the part. */
static size_t offset_of(const struct gj_match *match, const struct gj_piece_place *place) {
    if (place->stretch == 0)
        return match->lines[match->first_line].start + place->ahead;
    const struct gj_sheet_figure *before = &match->figures[place->stretch - 1];
    return before->offset + before->length + place->ahead;
}

void gj_cast_row(struct gj_report *report, size_t row) {
    const struct gj_match *match = report->cast_from;
    const struct gj_mould *mould = match->shape->mould;
    size_t first = (size_t)(mould->rows[row].pieces - mould->pieces);
    for (size_t i = first; i < first + mould->rows[row].piece_count; i++) {
        gj_piece *piece = &mould->pieces[i];
        if (piece->cell == GJ_NOWHERE) {
            piece->line = report->sheet.line + mould->sheet_labels[i].line;
            piece->offset = report->sheet.offset + offset_of(match, &mould->places[i]);
            continue;
        }
        const gj_cell *cell = &mould->cells[piece->cell];
        piece->text = cell->raw;
        piece->line = cell->line;
        piece->offset = cell->offset;
    }
}
