/*
 * Tables drawn with lines (┌─┬─┐ │ … or +---+---+): a cell is what stands between two bars and two rules,
 * however many lines it takes.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "cells.h"

/* A cell that is still open: its place between bars, and the atoms of its lines so far. */
struct open_cell {
    size_t left, right;
    uint32_t row;
    uint32_t first_atom, last_atom; /* GJ_NO_ATOM while it is empty */
    size_t line;                    /* where it began */
};

enum { MOST_OPEN = 512 };

struct drawing {
    struct gj_lexer *lexer;
    struct open_cell open[MOST_OPEN];
    size_t open_count;
    size_t first_atom; /* of the table */
    bool ascii;        /* drawn with + - | */
    bool by_character; /* a hanzi takes one column and not two, as tools that count characters draw */
};

enum mark { MARK_NONE, MARK_BAR, MARK_RULE, MARK_JOINT };

/* Box drawing block of Unicode: light and heavy lines, their corners, tees and crosses. */
static enum mark mark_of(uint32_t c, bool ascii) {
    if (ascii)
        return c == '+' ? MARK_JOINT : c == '|' ? MARK_BAR : c == '-' || c == '=' ? MARK_RULE : MARK_NONE;
    if (c < 0x2500 || c > 0x257F)
        return MARK_NONE;
    if (c == 0x2502 || c == 0x2503 || c == 0x2551)
        return MARK_BAR;
    if (c == 0x2500 || c == 0x2501 || c == 0x2550)
        return MARK_RULE;
    return MARK_JOINT;
}

/* A run of + with text on one of its sides joins no lines, unless a rule stands on the other: a+b and C++ are what
 * a cell says. No more of a long run is looked at than a word may hold. */
static bool joins_lines(const char *bytes, size_t length, size_t at) {
    enum { MOST = 16 };
    size_t start = at, end = at;
    while (start > 0 && at - start < MOST && bytes[start - 1] == '+')
        start--;
    while (end < length && end - at < MOST && bytes[end] == '+')
        end++;
    if (start == 0 && end == length)
        return false; /* all of its line, as where a rule was broken in two */
    const char *before = start > 0 ? bytes + start - 1 : " ", *behind = end < length ? bytes + end : " ";
    if (memchr("-=", *before, 2) || memchr("-=", *behind, 2))
        return true;
    return memchr("| ", *before, 2) && memchr("| ", *behind, 2);
}

static bool has_box_mark(const char *bytes, size_t length) {
    const char *end = bytes + length;
    for (const char *lead = bytes; (lead = memchr(lead, 0xE2, (size_t)(end - lead))) && end - lead >= 3; lead++)
        if ((unsigned char)lead[1] == 0x94 || (unsigned char)lead[1] == 0x95)
            return true;
    return false;
}

/* +---+---+ opens a table drawn with plain characters. */
static bool is_ascii_rule(const char *bytes, size_t length) {
    size_t at = 0, joints = 0, dashes = 0;
    while (at < length && bytes[at] == ' ')
        at++;
    if (at >= length || bytes[at] != '+')
        return false;
    for (; at < length; at++) {
        joints += bytes[at] == '+';
        dashes += bytes[at] == '-' || bytes[at] == '=';
        if (!strchr("+-=: ", bytes[at]))
            return false;
    }
    return joints >= 2 && dashes >= 2;
}

static bool in_table(const struct drawing *drawing, size_t line) {
    const struct gj_line *place = &drawing->lexer->text->lines[line];
    const char *bytes = drawing->lexer->text->bytes + place->start;
    if (!drawing->ascii)
        return has_box_mark(bytes, place->length);
    size_t at = 0;
    while (at < place->length && bytes[at] == ' ')
        at++;
    return at < place->length && (bytes[at] == '|' || bytes[at] == '+');
}

static void close_cells(struct drawing *drawing, size_t left, size_t right) {
    size_t kept = 0;
    for (size_t i = 0; i < drawing->open_count; i++) {
        struct open_cell *cell = &drawing->open[i];
        if (cell->right <= left || cell->left >= right) {
            drawing->open[kept++] = *cell;
            continue;
        }
        if (cell->first_atom == GJ_NO_ATOM) { /* nothing was written in it: a blank */
            size_t place = drawing->lexer->text->lines[cell->line].start;
            struct gj_atom *atom =
                gj_lexer_add(drawing->lexer, GJ_LAYOUT_BOXES, cell->line, place, place, cell->left, cell->right);
            if (atom)
                atom->row = cell->row;
        }
    }
    drawing->open_count = kept;
}

static struct open_cell *find_open(struct drawing *drawing, size_t line, size_t left, size_t right) {
    for (size_t i = 0; i < drawing->open_count; i++)
        if (drawing->open[i].left == left && drawing->open[i].right == right)
            return &drawing->open[i];
    close_cells(drawing, left, right);
    if (drawing->open_count == MOST_OPEN)
        return NULL;
    struct open_cell *cell = &drawing->open[drawing->open_count++];
    *cell = (struct open_cell){.left = left,
                               .right = right,
                               .row = drawing->lexer->cells->row_count,
                               .first_atom = GJ_NO_ATOM,
                               .last_atom = GJ_NO_ATOM,
                               .line = line};
    return cell;
}

/* The text between two bars on one line: a further line of the cell that is open there, or a new cell. */
static void take_text(struct drawing *drawing, size_t line, size_t start, size_t end, size_t left, size_t right) {
    struct gj_cells *cells = drawing->lexer->cells;
    struct open_cell *cell = find_open(drawing, line, left, right);
    struct gj_atom *atom = cell ? gj_lexer_add(drawing->lexer, GJ_LAYOUT_BOXES, line, start, end, left, right) : NULL;
    if (!atom)
        return;
    if (!atom->length) {
        cells->count--;
        return;
    }
    uint32_t index = (uint32_t)(cells->count - 1);
    atom->row = cell->row;
    if (cell->first_atom == GJ_NO_ATOM)
        cell->first_atom = index;
    else {
        cells->atoms[cell->last_atom].next_piece = index;
        atom->is_piece = true;
    }
    cell->last_atom = index;
}

struct stretch {
    size_t start;  /* bytes */
    size_t left;   /* display columns */
    size_t rules;  /* characters of a rule in it */
    bool has_text; /* anything but rules and spaces */
    bool inside;   /* a bar or joint stood to its left */
};

/* Words beside the table or within a rule are in no cell of it, and are kept all the same. */
static void keep_stray(struct drawing *drawing, size_t line, const struct stretch *stretch, size_t end, size_t right) {
    if (stretch->has_text)
        gj_lexer_add(drawing->lexer, GJ_LAYOUT_BOXES, line, stretch->start, end, stretch->left, right);
}

static void end_stretch(struct drawing *drawing, size_t line, const struct stretch *stretch, size_t end, size_t right) {
    bool rule = stretch->rules * 2 >= right - stretch->left || stretch->rules >= 3;
    if (!stretch->inside || right <= stretch->left) {
        keep_stray(drawing, line, stretch, end, right);
    } else if (rule) {
        close_cells(drawing, stretch->left, right);
        keep_stray(drawing, line, stretch, end, right);
    } else
        take_text(drawing, line, stretch->start, end, stretch->left, right);
}

/* True where the line holds any part of a rule: the cells under it begin a new row. */
static bool read_line(struct drawing *drawing, size_t line) {
    const struct gj_text *text = drawing->lexer->text;
    const char *bytes = text->bytes + text->lines[line].start;
    size_t length = text->lines[line].length, at = text->lines[line].start, end = at + length, column = 0;
    struct stretch stretch = {.start = at};
    bool ruled = false;
    while (at < end) {
        utf8proc_int32_t c;
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)text->bytes + at, (utf8proc_ssize_t)(end - at), &c);
        if (size <= 0)
            break;
        enum mark mark = mark_of((uint32_t)c, drawing->ascii);
        if (drawing->ascii && mark == MARK_JOINT && !joins_lines(bytes, length, at - text->lines[line].start))
            mark = MARK_NONE;
        int width = mark != MARK_NONE || drawing->by_character ? 1 : utf8proc_charwidth(c);
        if (mark == MARK_BAR || mark == MARK_JOINT) {
            end_stretch(drawing, line, &stretch, at, column);
            stretch = (struct stretch){.start = at + (size_t)size, .left = column + 1, .inside = true};
        } else if (mark == MARK_RULE) {
            stretch.rules++;
            ruled |= stretch.inside && stretch.rules >= 3;
        } else
            stretch.has_text |= c > ' ';
        column += width > 0 ? (size_t)width : 0;
        at += (size_t)size;
    }
    stretch.inside = false; /* no bar closes it */
    end_stretch(drawing, line, &stretch, end, column);
    return ruled;
}

/* Where a whole cell stands, and its atom, from the first of the table. */
struct head {
    uint32_t row, left, atom;
};

static int compare(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_heads(const void *first, const void *second) {
    const struct head *a = first, *b = second;
    if (a->row != b->row)
        return compare(a->row, b->row);
    return a->left != b->left ? compare(a->left, b->left) : compare(a->atom, b->atom);
}

/* Cells were met line by line; they are wanted row by row. Pieces keep to the cell they belong to, so the
 * whole cells are sorted and the pieces put behind them. */
static void put_in_order(struct drawing *drawing) {
    struct gj_cells *cells = drawing->lexer->cells;
    size_t first = drawing->first_atom, count = cells->count - first;
    struct gj_atom *sorted = gj_arena_array(drawing->lexer->arena, count, sizeof *sorted);
    uint32_t *moved = gj_arena_array(drawing->lexer->arena, count, sizeof *moved);
    struct head *heads = gj_arena_array(drawing->lexer->arena, count, sizeof *heads);
    if (!sorted || !moved || !heads) {
        drawing->lexer->failed = true;
        return;
    }
    size_t head_count = 0, placed = 0;
    for (size_t i = 0; i < count; i++) {
        const struct gj_atom *atom = &cells->atoms[first + i];
        if (!atom->is_piece)
            heads[head_count++] = (struct head){atom->row, atom->left, (uint32_t)i};
    }
    if (head_count)
        qsort(heads, head_count, sizeof *heads, compare_heads);
    for (size_t i = 0; i < head_count; i++)
        for (uint32_t piece = heads[i].atom;;) {
            moved[piece] = (uint32_t)placed;
            sorted[placed++] = cells->atoms[first + piece];
            uint32_t next = cells->atoms[first + piece].next_piece;
            if (next == GJ_NO_ATOM)
                break;
            piece = next - (uint32_t)first;
        }
    for (size_t i = 0; i < placed; i++) {
        if (sorted[i].next_piece != GJ_NO_ATOM)
            sorted[i].next_piece = (uint32_t)first + moved[sorted[i].next_piece - (uint32_t)first];
        cells->atoms[first + i] = sorted[i];
    }
}

/* Which way of counting columns makes the lines of the drawing as long as its first one, which is a rule. */
static bool counts_by_character(const struct drawing *drawing, size_t first) {
    const struct gj_text *text = drawing->lexer->text;
    const struct gj_line *rule = &text->lines[first];
    size_t wanted = gj_count_characters(text->bytes + rule->start, rule->length), displayed = 0, characters = 0;
    for (size_t line = first; line < text->line_count && in_table(drawing, line); line++) {
        const char *bytes = text->bytes + text->lines[line].start;
        displayed += gj_display_width(bytes, text->lines[line].length) == wanted;
        characters += gj_count_characters(bytes, text->lines[line].length) == wanted;
    }
    return characters > displayed;
}

/* A drawing is large to set up, and few lines begin one. */
static size_t read_drawing(struct gj_lexer *lexer, size_t first, bool ascii) {
    struct drawing drawing = {.lexer = lexer, .first_atom = lexer->cells->count, .ascii = ascii};
    drawing.by_character = counts_by_character(&drawing, first);
    size_t line = first;
    gj_lexer_new_row(lexer);
    for (; line < lexer->text->line_count && in_table(&drawing, line) && !lexer->failed; line++)
        if (read_line(&drawing, line))
            gj_lexer_new_row(lexer);
    close_cells(&drawing, 0, (size_t)-1);
    put_in_order(&drawing);
    gj_judge_whole_cells(lexer, drawing.first_atom);
    gj_lexer_new_row(lexer);
    return line;
}

size_t gj_read_boxes(struct gj_lexer *lexer, size_t first) {
    const struct gj_line *place = &lexer->text->lines[first];
    const char *bytes = lexer->text->bytes + place->start;
    if (is_ascii_rule(bytes, place->length))
        return read_drawing(lexer, first, true);
    return has_box_mark(bytes, place->length) ? read_drawing(lexer, first, false) : first;
}
