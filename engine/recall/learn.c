/* Learning the shape of a report that was read in full. */
#include <stdlib.h>
#include <string.h>

#include "learner.h"
#include "relations/relations.h"

/* ------------------------------------------------------------------ making it */

static size_t cell_at(const struct gj_learner *learner, const struct gj_atom *atom) {
    size_t offset = gj_text_original(&learner->desk->text, atom->offset);
    for (size_t i = 0; i < learner->report->cell_count; i++)
        if (learner->report->cells[i].offset == offset)
            return i;
    return GJ_NOWHERE;
}

/* Adds the stretch up to a byte of the text; *at moves on to it. */
static struct gj_stretch *add_stretch(struct gj_learner *learner, size_t *at, size_t end) {
    struct gj_shape *shape = learner->shape;
    struct gj_stretch *stretch = &shape->stretches[shape->stretch_count++];
    uint32_t start = (uint32_t)(*at - learner->start), length = (uint32_t)(end - *at);
    *stretch = (struct gj_stretch){.start = start, .length = length, .cell = GJ_NO_CELL};
    size_t first = length < sizeof stretch->word ? length : sizeof stretch->word;
    memcpy(&stretch->word, learner->desk->text.bytes + *at, first);
    memset(&stretch->mask, 0xFF, first);
    *at = end;
    return stretch;
}

/* Notes the value that is this atom, behind the last stretch, where a label follows it. */
static void note_closing(struct gj_learner *learner, size_t index) {
    struct gj_shape *shape = learner->shape;
    bool is_last = index + 1 == learner->span.last;
    if (!is_last && gj_learner_atom(learner, index + 1)->kind != GJ_ATOM_TEXT)
        return;
    size_t run = is_last ? 0 : gj_run_before_label(&learner->desk->cells, index);
    shape->closings[shape->closing_count++] = (struct gj_closing){shape->stretch_count - 1, run};
}

static bool cut_value(struct gj_learner *learner, size_t index, size_t *at) {
    struct gj_shape *shape = learner->shape;
    const struct gj_atom *atom = gj_learner_atom(learner, index);
    size_t cell = cell_at(learner, atom), first_line = gj_learner_atom(learner, learner->span.first)->line;
    if (shape->stretch_count == learner->report->cell_count + learner->open_count || cell == GJ_NOWHERE)
        return false;
    struct gj_stretch *stretch = add_stretch(learner, at, atom->offset);
    stretch->cell = (uint32_t)cell;
    stretch->by_pipes = atom->layout == GJ_LAYOUT_PIPES;
    shape->mould->sheet_cells[cell] = (struct gj_sheet_cell){.figure = (uint32_t)(shape->stretch_count - 1),
                                                             .line = (uint32_t)(atom->line - first_line)};
    *at += atom->length;
    note_closing(learner, index);
    return true;
}

static void cut_open_line(struct gj_learner *learner, const struct gj_atom *atom, size_t *at) {
    struct gj_shape *shape = learner->shape;
    const struct gj_line *line = &learner->desk->text.lines[atom->line];
    struct gj_stretch *stretch = add_stretch(learner, at, line->start);
    stretch->cell = (uint32_t)learner->report->cell_count;
    shape->open_lines[shape->open_count++] = (struct gj_open_line){
        .line = atom->line - gj_learner_atom(learner, learner->span.first)->line, .kind = atom->kind};
    *at += line->length;
}

/* The values and open lines are cut out of the bytes, the rest is fixed. false where a value went into no cell of its
 * own. */
static bool cut(struct gj_learner *learner) {
    size_t at = learner->start;
    for (size_t i = learner->span.first; i < learner->span.last; i++) {
        const struct gj_atom *atom = gj_learner_atom(learner, i);
        if (gj_is_open_line(learner->desk, i))
            cut_open_line(learner, atom, &at);
        else if (atom->kind == GJ_ATOM_VALUE && !cut_value(learner, i, &at))
            return false;
    }
    add_stretch(learner, &at, learner->end);
    return learner->shape->stretch_count == learner->report->cell_count + learner->open_count + 1;
}

static void copy_cell(gj_cell *cell, const gj_cell *read) {
    *cell = *read;
    cell->violations = NULL;
    cell->violation_count = 0;
}

static gj_status make_mould(struct gj_learner *learner) {
    struct gj_shape *shape = learner->shape;
    const struct gj_report *report = learner->report;
    struct gj_mould *mould = shape->mould = gj_arena_take(&shape->arena, sizeof *mould);
    shape->known = gj_arena_take(&shape->arena, sizeof *shape->known);
    if (!mould || !shape->known)
        return GJ_ERROR_MEMORY;
    mould->cells = gj_arena_array(&shape->arena, report->cell_count, sizeof *mould->cells);
    mould->relations = gj_arena_array(&shape->arena, report->form->equation_count, sizeof *mould->relations);
    size_t tables = report->table_count * sizeof *report->tables;
    mould->tables = (gj_table *)(void *)gj_arena_copy(&shape->arena, (const char *)report->tables, tables);
    mould->sheet_cells = gj_arena_array(&shape->arena, report->cell_count, sizeof *mould->sheet_cells);
    if (!mould->cells || !mould->tables || !mould->relations || !mould->sheet_cells)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < report->cell_count; i++)
        copy_cell(&mould->cells[i], &report->cells[i]);
    gj_relations_open(report->form, mould->relations);
    return GJ_OK;
}

static gj_status mark_shown(struct gj_learner *learner) {
    const struct gj_grammar *grammar = learner->desk->grammar;
    struct gj_arena *arena = &learner->shape->arena;
    bool **shown = gj_arena_array(arena, grammar->template_count, sizeof *shown);
    for (size_t i = 0; shown && i < grammar->template_count; i++) {
        const struct gj_label_book *book = &grammar->templates[i]->labels;
        shown[i] = gj_arena_array(arena, book->label_count, sizeof *shown[i]);
        if (!shown[i])
            return GJ_ERROR_MEMORY;
        for (size_t atom = learner->span.first; atom < learner->span.last; atom++)
            if (gj_learner_atom(learner, atom)->kind == GJ_ATOM_TEXT)
                gj_mark_shown(book, &learner->desk->keys[atom], shown[i]);
    }
    learner->shape->shown = shown;
    return shown ? GJ_OK : GJ_ERROR_MEMORY;
}

static gj_status note_headings(struct gj_learner *learner) {
    const struct gj_label_book *book = &learner->report->form->labels;
    size_t *headings = gj_arena_array(&learner->shape->arena, book->label_count, sizeof *headings);
    size_t above = gj_learner_atom(learner, learner->span.first)->line;
    if (!headings)
        return GJ_ERROR_MEMORY;
    for (size_t i = learner->span.first; i < learner->span.last; i++)
        if (!gj_is_open_line(learner->desk, i))
            gj_find_headings(learner->desk, &(struct gj_part){i, i + 1}, book, headings);
    for (size_t i = 0; i < book->label_count; i++)
        headings[i] -= headings[i] ? above : 0;
    learner->shape->headings = headings;
    return GJ_OK;
}

/* Whether the first values or empty fields of the shape are a row that was placed. A single empty field is none
 * (reassembly/records.c). */
static bool opens_with_row(const struct gj_learner *learner) {
    for (size_t at = learner->span.first; at < learner->span.last;) {
        uint32_t row = gj_learner_atom(learner, at)->row;
        size_t fields = 0;
        for (; at < learner->span.last && gj_is_field(gj_learner_atom(learner, at)) &&
               gj_learner_atom(learner, at)->row == row;
             at++) {
            if (gj_learner_atom(learner, at)->use == GJ_USE_CELL)
                return true;
            if (++fields > 1)
                return false;
        }
        at += !fields;
    }
    return false;
}

/* *made is false where the shape turned out to be none. */
static gj_status make(struct gj_learner *learner, bool *made) {
    struct gj_shape *shape = learner->shape;
    const struct gj_report *report = learner->report;
    shape->line_count = gj_learner_atom(learner, learner->span.last - 1)->line -
                        gj_learner_atom(learner, learner->span.first)->line + 1;
    shape->form = report->form;
    shape->layout = report->regions.items[0].layout;
    shape->length = learner->end - learner->start;
    shape->opens_with_row = opens_with_row(learner);
    shape->bytes = gj_arena_copy(&shape->arena, learner->desk->text.bytes + learner->start, shape->length);
    size_t stretches = report->cell_count + learner->open_count + 1;
    shape->stretches = gj_arena_array(&shape->arena, stretches, sizeof *shape->stretches);
    shape->open_lines = gj_arena_array(&shape->arena, learner->open_count, sizeof *shape->open_lines);
    shape->closings = gj_arena_array(&shape->arena, report->cell_count + 1, sizeof *shape->closings);
    if (!shape->bytes || !shape->stretches || !shape->open_lines || !shape->closings || make_mould(learner) != GJ_OK ||
        mark_shown(learner) != GJ_OK || note_headings(learner) != GJ_OK)
        return GJ_ERROR_MEMORY;
    *made = cut(learner);
    if (!*made)
        return GJ_OK;
    return gj_shape_learn_rows(shape, learner->desk, &learner->span, report, learner->start, made);
}

/* Rows under headers are known by all the text before them; the first row must be known by its own label. */
static bool begins_with_row(const struct gj_shape *shape) {
    const struct gj_cell_rule *first = &shape->form->cells[shape->stretches[0].cell];
    return !shape->form->tables[first->table].side_by_side;
}

gj_status gj_shape_learn(struct gj_shape **shape, const struct gj_desk *desk, const struct gj_part *part,
                         const struct gj_report *report) {
    struct gj_learner learner = {.desk = desk, .report = report, .part = *part};
    bool good = false;
    *shape = NULL;
    if (!report->form || !gj_find_plain_tables(&learner))
        return GJ_OK;
    gj_status status = gj_are_tables_certain(&learner, &good);
    if (status != GJ_OK || !good)
        return status;
    learner.shape = calloc(1, sizeof *learner.shape);
    if (!learner.shape)
        return GJ_ERROR_MEMORY;
    status = make(&learner, &good);
    if (status == GJ_OK && good)
        status = gj_shape_learn_beside(learner.shape, desk, &(struct gj_part){part->first, learner.span.first},
                                       &learner.span, &good);
    if (status == GJ_OK && good && begins_with_row(learner.shape))
        *shape = learner.shape;
    else
        gj_shape_free(learner.shape);
    return status;
}

bool gj_are_shapes_alike(const struct gj_shape *shape, const struct gj_shape *other) {
    if (shape->form != other->form || shape->stretch_count != other->stretch_count ||
        shape->open_count != other->open_count)
        return false;
    for (size_t i = 0; i < shape->stretch_count; i++) {
        const struct gj_stretch *a = &shape->stretches[i], *b = &other->stretches[i];
        if (a->length != b->length || a->cell != b->cell ||
            memcmp(shape->bytes + a->start, other->bytes + b->start, a->length) != 0)
            return false;
    }
    for (size_t i = 0; i < shape->open_count; i++)
        if (shape->open_lines[i].kind != other->open_lines[i].kind)
            return false;
    return true;
}

void gj_shape_free(struct gj_shape *shape) {
    if (!shape)
        return;
    if (shape->mould)
        free(shape->mould->raws);
    if (shape->known)
        gj_memory_free(shape->known);
    gj_arena_free(&shape->arena);
    free(shape);
}
