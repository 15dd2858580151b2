/* What the rows of a shape were made of: learnt with it, and found again where it stands. */
#include <string.h>

#include "../reassembly/reassembly.h"
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

/* The byte of the text that the piece begins with, by its atom; GJ_NOWHERE where none of the shape begins there. Shapes
 * are learned from text that lies in place, whose bytes are all as far from the original's as those of its first line. */
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
                                        : stretch->cell == cell;
        if (!holds)
            continue;
        *place = (struct gj_piece_place){i, cell == GJ_NOWHERE ? byte - stretch->start : stretch->length};
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

/* The text of a value is another in each report. */
static gj_status copy_text(struct gj_arena *arena, gj_piece *piece) {
    piece->text = piece->cell == GJ_NOWHERE ? gj_arena_copy(arena, piece->text, strlen(piece->text)) : "";
    return piece->text ? GJ_OK : GJ_ERROR_MEMORY;
}

gj_status gj_shape_learn_rows(struct gj_shape *shape, const struct gj_desk *desk, const struct gj_part *span,
                              const struct gj_report *report, size_t start, bool *good) {
    const gj_region *region = &report->regions.items[0];
    size_t above = desk->cells.atoms[span->first].line, total = count_pieces(region);
    gj_row_reading *rows = gj_arena_array(&shape->arena, region->row_count, sizeof *rows);
    gj_piece *pieces = gj_arena_array(&shape->arena, total, sizeof *pieces);
    struct gj_piece_place *places = gj_arena_array(&shape->arena, total, sizeof *places), *place = places;
    if (!rows || !pieces || !places)
        return GJ_ERROR_MEMORY;
    *good = is_first_row_closed(desk, span, report);
    for (size_t i = 0; i < region->row_count && *good; i++) {
        rows[i] = region->rows[i];
        rows[i].pieces = pieces;
        for (size_t j = 0; j < rows[i].piece_count && *good; j++) {
            gj_piece *piece = pieces++;
            *piece = region->rows[i].pieces[j];
            size_t byte = find_piece(desk, span, piece);
            *good = byte != GJ_NOWHERE && find_place(shape, byte - start, piece->cell, place++);
            piece->line -= *good ? above + 1 : 0;
            if (copy_text(&shape->arena, piece) != GJ_OK)
                return GJ_ERROR_MEMORY;
        }
    }
    shape->rows = rows;
    shape->row_count = region->row_count;
    shape->places = places;
    return GJ_OK;
}

/* ------------------------------------------------------------------ recalling */

/* From the start of the part. */
static size_t offset_of(const struct gj_desk *desk, const struct gj_match *match, const struct gj_piece_place *place) {
    if (place->stretch == 0)
        return desk->text.lines[match->first_line].start + place->ahead;
    const struct gj_recalled_value *before = &match->values[place->stretch - 1];
    return before->offset + before->length + place->ahead;
}

static void find_again(const struct gj_desk *desk, const struct gj_match *match, const struct gj_report *report,
                       const struct gj_piece_place *place, gj_piece *piece) {
    piece->line += match->first_line + 1;
    piece->offset = desk->text.lines[0].original + offset_of(desk, match, place);
    if (piece->cell != GJ_NOWHERE)
        piece->text = report->cells[piece->cell].raw;
}

/* The labels' texts are the shape's, which outlives the report. */
gj_status gj_recall_rows(struct gj_desk *desk, const struct gj_match *match, struct gj_report *report,
                         gj_region *region) {
    const struct gj_shape *shape = match->shape;
    const struct gj_piece_place *place = shape->places;
    gj_row_reading *rows = gj_arena_array(desk->arena, shape->row_count, sizeof *rows);
    if (!rows)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < shape->row_count; i++) {
        const gj_row_reading *row = &shape->rows[i];
        gj_piece *pieces = gj_arena_array(desk->arena, row->piece_count, sizeof *pieces);
        if (!pieces)
            return GJ_ERROR_MEMORY;
        rows[i] = *row;
        rows[i].pieces = pieces;
        for (size_t j = 0; j < row->piece_count; j++) {
            pieces[j] = row->pieces[j];
            find_again(desk, match, report, place++, &pieces[j]);
            if (region->first_line == 0 || pieces[j].line < region->first_line)
                region->first_line = pieces[j].line;
            if (pieces[j].line > region->last_line)
                region->last_line = pieces[j].line;
        }
    }
    region->rows = rows;
    region->row_count = shape->row_count;
    return GJ_OK;
}
