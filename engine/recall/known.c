/* Lines beside the tables: headings for the most part, and the same in one report as in the next. */
#include <string.h>

#include "reassembly/reassembly.h"
#include "recall.h"

/* Such a label cuts a report where it stands before the tables. */
static bool may_cut(const struct gj_label_book *book, const struct gj_key *key) {
    const struct gj_label *label = gj_labels_find(book, key);
    while (label && label->role == GJ_LABEL_TITLE)
        label = gj_labels_next(book, label);
    return label != NULL;
}

/* A label that the tables have not shown themselves might turn the choice of the template. */
static void judge(const struct gj_shape *shape, const struct gj_grammar *grammar, const struct gj_key *key,
                  const char *text, size_t length, struct gj_known_text *known) {
    known->is_neutral = true;
    for (size_t i = 0; i < grammar->template_count; i++) {
        const struct gj_label_book *book = &grammar->templates[i]->labels;
        known->is_neutral = known->is_neutral && !gj_shows_other(book, key, shape->shown[i]);
        known->cuts = known->cuts || may_cut(book, key);
    }
    known->is_label = gj_is_label_text(shape->form, key, text, length, false);
    known->is_label_near = gj_is_label_text(shape->form, key, text, length, true);
}

/* The headings that the text announces, wherever it stands. scratch lasts as long as the report at hand. */
static gj_status find_announced(const struct gj_shape *shape, const struct gj_key *key, struct gj_arena *scratch,
                                struct gj_arena *arena, struct gj_known_text *known) {
    const struct gj_label_book *book = &shape->form->labels;
    size_t *lines = gj_arena_array(scratch, book->label_count, sizeof *lines);
    if (!lines)
        return GJ_ERROR_MEMORY;
    gj_mark_announced(book, key, 1, lines);
    for (size_t i = 0; i < book->heading_count; i++)
        known->announced_count += lines[book->headings[i]] != 0;
    size_t *announced = gj_arena_array(arena, known->announced_count, sizeof *announced);
    known->announced = announced;
    for (size_t i = 0; announced && i < book->heading_count; i++)
        if (lines[book->headings[i]])
            *announced++ = book->headings[i];
    return announced ? GJ_OK : GJ_ERROR_MEMORY;
}

struct gj_known_text *gj_know_text(const struct gj_shape *shape, const struct gj_desk *desk, struct gj_arena *arena,
                                   const char *text, size_t length) {
    struct gj_known_text *known = gj_arena_take(arena, sizeof *known);
    struct gj_key key = {0};
    if (!known || gj_fold_text(desk->grammar, desk->arena, text, length, &key) != GJ_OK)
        return NULL;
    known->key_length = key.length;
    judge(shape, desk->grammar, &key, text, length, known);
    return find_announced(shape, &key, desk->arena, arena, known) == GJ_OK ? known : NULL;
}

/* What the text of an atom is; it lasts until the memory is trimmed. NULL where memory ends. */
static const struct gj_known_text *know_atom(const struct gj_around *around, struct gj_arena *arena,
                                             const struct gj_atom *atom) {
    static const struct gj_known_text no_text = {.is_neutral = true};
    if (atom->kind != GJ_ATOM_TEXT)
        return &no_text;
    return gj_know_text(around->shape, around->desk, arena, around->desk->text.bytes + atom->offset, atom->length);
}

/* ------------------------------------------------------------------ lines */

/* No mark in the line joins it to others, but for commas and semicolons, which are looked at wherever it stands. */
static bool stands_alone(const char *bytes, size_t length) {
    static const bool joins[256] = {['|'] = true, ['\t'] = true, ['"'] = true,  ['<'] = true, ['+'] = true,
                                    ['-'] = true, ['='] = true,  ['\r'] = true, ['\f'] = true};
    for (size_t i = 0; i < length; i++) {
        unsigned char next = i + 1 < length ? (unsigned char)bytes[i + 1] : 0;
        if (joins[(unsigned char)bytes[i]] || ((unsigned char)bytes[i] == 0xE2 && (next == 0x94 || next == 0x95)))
            return false;
    }
    return true;
}

static bool add_text(struct gj_around *around, const struct gj_known_text *text) {
    around->texts =
        gj_arena_grow(around->desk->arena, around->texts, around->count, &around->capacity, sizeof *around->texts);
    if (around->texts)
        around->texts[around->count++] = text;
    return around->texts != NULL;
}

static bool add_line(struct gj_around *around, struct gj_lexer *lexer, size_t line, const struct gj_known_line *known) {
    if (!known->has_atom)
        return true;
    gj_lexer_new_row(lexer);
    struct gj_atom *atom = gj_lexer_copy(lexer, &known->atom);
    if (!atom)
        return false;
    atom->line = (uint32_t)line;
    atom->row = lexer->cells->row_count;
    atom->offset += lexer->text->lines[line].start;
    return add_text(around, known->text);
}

/* Remembers a line that came to no more than one atom. */
static bool remember(struct gj_around *around, size_t line, const struct gj_atom *atom,
                     const struct gj_known_text *text) {
    struct gj_memory *memory = around->shape->known;
    const struct gj_line *place = &around->desk->text.lines[line];
    const char *bytes = around->desk->text.bytes + place->start;
    struct gj_known_line *known = gj_arena_take(&memory->arena, sizeof *known);
    if (!known)
        return false;
    known->is_divided = gj_holds_divider(bytes, place->length);
    known->is_title = gj_is_title(around->desk, line);
    if (around->desk->arena->failed)
        return false;
    if (atom) {
        known->has_atom = true;
        known->atom = *atom;
        known->atom.offset -= place->start;
        known->text = text;
    }
    return gj_memory_add(memory, bytes, place->length, known);
}

/* Reads a line in full; the line behind it, or behind the cell that began in it. */
static size_t read_line(struct gj_around *around, struct gj_lexer *lexer, size_t line, bool worth_knowing) {
    size_t first = lexer->cells->count, after = gj_lexer_read(lexer, line, line + 1);
    struct gj_arena *arena = worth_knowing ? &around->shape->known->arena : around->desk->arena;
    const struct gj_known_text *text = NULL;
    for (size_t i = first; i < lexer->cells->count && !lexer->failed; i++) {
        text = know_atom(around, arena, &lexer->cells->atoms[i]);
        lexer->failed = !text || !add_text(around, text);
    }
    if (worth_knowing && lexer->cells->count - first <= 1 && !lexer->failed)
        lexer->failed = !remember(around, line, text ? &lexer->cells->atoms[first] : NULL, text);
    return after;
}

const struct gj_known_line *gj_find_known_line(const struct gj_shape *shape, const char *bytes, size_t length) {
    const struct gj_remembered *found =
        length <= GJ_MEMORY_LONGEST ? gj_memory_find(shape->known, bytes, length) : NULL;
    return found ? found->finding : NULL;
}

/* Reads one line, of which found, or NULL, is known; the line behind it. */
static size_t read_known_line(struct gj_around *around, struct gj_lexer *lexer, size_t line,
                              const struct gj_known_line *found) {
    const struct gj_line *place = &lexer->text->lines[line];
    const char *bytes = lexer->text->bytes + place->start;
    bool within_limits = place->length <= lexer->limits->line_bytes && lexer->cells->count < lexer->limits->atoms;
    bool may_be_known = within_limits && place->length <= GJ_MEMORY_LONGEST;
    if (may_be_known && (!found || (found->is_divided && gj_may_be_of_grid(lexer, line))))
        may_be_known = !gj_is_divided_row(lexer, line);
    if (!may_be_known || !found)
        return read_line(around, lexer, line, may_be_known && stands_alone(bytes, place->length));
    lexer->failed = !add_line(around, lexer, line, found);
    return line + 1;
}

size_t gj_read_around(struct gj_around *around, struct gj_lexer *lexer, size_t first, size_t last,
                      const struct gj_known_line *const *found) {
    size_t line = first;
    while (line < last && !lexer->failed) {
        const struct gj_line *place = &lexer->text->lines[line];
        line = read_known_line(
            around, lexer, line,
            found ? found[line] : gj_find_known_line(around->shape, lexer->text->bytes + place->start, place->length));
    }
    return line;
}

gj_status gj_shape_opens(struct gj_desk *desk, const struct gj_shape *shape, const gj_limits *limits, bool *opens) {
    struct gj_around around = {.desk = desk, .shape = shape};
    struct gj_lexer lexer = {.cells = &desk->cells, .arena = desk->arena, .text = &desk->text, .limits = limits};
    memset(&desk->cells, 0, sizeof desk->cells);
    gj_read_around(&around, &lexer, 0, 1, NULL);
    *opens =
        around.count == 1 && desk->cells.atoms[0].kind == GJ_ATOM_TEXT && gj_may_be_title(around.texts[0]->key_length);
    return lexer.failed ? GJ_ERROR_MEMORY : GJ_OK;
}
