/* Headings and the like that stand before the tables of a shape, and between them. Any report of the shape has the
 * same, in the same order, so that they can turn neither the choice of its template nor the place where it is cut from
 * the report before. */
#include <string.h>

#include "recall.h"

/* More labels before a title would make a report of their own (reader/parts.c). */
enum { MOST_BEFORE = GJ_LEAST_TABLE_LABELS - 1 };

static bool says_something(const struct gj_known_text *text) {
    return !text->is_neutral || text->cuts;
}

/* ------------------------------------------------------------------ learning */

/* The label of a row might be taken for the first part of another one, or for that row. */
static bool names_row(const struct gj_template *form, const struct gj_key *key) {
    const struct gj_label *label = gj_labels_find(&form->labels, key);
    while (label && label->role != GJ_LABEL_ROW)
        label = gj_labels_next(&form->labels, label);
    return label != NULL;
}

/* Texts on their way into a shape. */
struct texts {
    struct gj_shape *shape;
    const struct gj_desk *desk;
    char *bytes;
    size_t count, length;
};

static void add(struct texts *texts, size_t index) {
    const struct gj_atom *atom = &texts->desk->cells.atoms[index];
    memcpy(texts->bytes + texts->length, texts->desk->text.bytes + atom->offset, atom->length);
    texts->length += atom->length;
    texts->bytes[texts->length++] = '\n';
    texts->count++;
}

/* *good is false where what stands behind the first such text is more than text. */
static gj_status learn_text(struct texts *texts, size_t index, bool *good) {
    const struct gj_desk *desk = texts->desk;
    const struct gj_atom *atom = &desk->cells.atoms[index];
    bool is_alone = !atom->is_piece && atom->next_piece == GJ_NO_ATOM;
    if (atom->kind != GJ_ATOM_TEXT) {
        *good = !texts->count || (is_alone && atom->kind == GJ_ATOM_PROSE);
        return GJ_OK;
    }
    const struct gj_known_text *known =
        gj_know_text(texts->shape, desk, desk->arena, desk->text.bytes + atom->offset, atom->length);
    if (!known)
        return GJ_ERROR_MEMORY;
    *good = is_alone || !texts->count;
    if (!says_something(known))
        return GJ_OK;
    *good = is_alone && texts->count < MOST_BEFORE && !names_row(texts->shape->form, &desk->keys[index]);
    if (*good)
        add(texts, index);
    return GJ_OK;
}

bool gj_is_open_line(const struct gj_desk *desk, size_t index) {
    const struct gj_atom *atom = &desk->cells.atoms[index];
    return (atom->kind == GJ_ATOM_PROSE || atom->kind == GJ_ATOM_TEXT) && atom->use == GJ_USE_LEFTOVER &&
           atom->layout == GJ_LAYOUT_BARE && !atom->is_piece && atom->next_piece == GJ_NO_ATOM && index &&
           atom[-1].line < atom->line && index + 1 < desk->cells.count && atom[1].line > atom->line;
}

static size_t count_bytes(const struct gj_desk *desk, const struct gj_part *part) {
    size_t count = 0;
    for (size_t i = part->first; i < part->last; i++)
        count += (size_t)desk->cells.atoms[i].length + 1;
    return count;
}

gj_status gj_shape_learn_beside(struct gj_shape *shape, const struct gj_desk *desk, const struct gj_part *before,
                                const struct gj_part *span, bool *good) {
    struct texts texts = {.shape = shape, .desk = desk};
    gj_status status = GJ_OK;
    texts.bytes = gj_arena_room(desk->arena, count_bytes(desk, before) + count_bytes(desk, span), 1);
    if (!texts.bytes)
        return GJ_ERROR_MEMORY;
    for (size_t i = before->first; i < before->last && *good && status == GJ_OK; i++)
        status = learn_text(&texts, i, good);
    for (size_t i = span->first; i < span->last; i++)
        if (gj_is_open_line(desk, i) && desk->cells.atoms[i].kind == GJ_ATOM_TEXT)
            add(&texts, i);
    if (status != GJ_OK || !*good)
        return status;
    const char *bytes = gj_arena_copy(&shape->arena, texts.bytes, texts.length);
    shape->beside[shape->beside_count++] = (struct gj_beside){bytes, texts.length};
    return bytes ? GJ_OK : GJ_ERROR_MEMORY;
}

static bool is_same(const struct gj_beside *beside, const struct gj_beside *other) {
    return beside->length == other->length && memcmp(beside->bytes, other->bytes, other->length) == 0;
}

gj_status gj_shape_add_beside(struct gj_shape *shape, const struct gj_shape *other) {
    const struct gj_beside *added = &other->beside[0];
    for (size_t i = 0; i < shape->beside_count; i++)
        if (is_same(&shape->beside[i], added))
            return GJ_OK;
    if (shape->beside_count == GJ_MOST_BESIDE)
        return GJ_OK;
    const char *bytes = gj_arena_copy(&shape->arena, added->bytes, added->length);
    if (!bytes)
        return GJ_ERROR_MEMORY;
    shape->beside[shape->beside_count++] = (struct gj_beside){bytes, added->length};
    return GJ_OK;
}

/* ------------------------------------------------------------------ recalling */

/* Must this text, before the tables or between them, be the next that the shape knows? */
static bool must_be_known(const struct gj_around *around, size_t index) {
    return index < around->between ? says_something(around->texts[index])
                                   : around->desk->cells.atoms[index].kind == GJ_ATOM_TEXT;
}

static bool stands(const struct gj_around *around, const struct gj_beside *beside) {
    size_t at = 0;
    for (size_t i = 0; i < around->behind; i++) {
        const struct gj_atom *atom = &around->desk->cells.atoms[i];
        if (!must_be_known(around, i))
            continue;
        if (beside->length - at <= atom->length || beside->bytes[at + atom->length] != '\n' ||
            memcmp(around->desk->text.bytes + atom->offset, beside->bytes + at, atom->length) != 0)
            return false;
        at += atom->length + 1;
    }
    return at == beside->length;
}

bool gj_stand_beside(const struct gj_around *around) {
    const struct gj_shape *shape = around->shape;
    for (size_t i = 0; i < shape->beside_count; i++)
        if (stands(around, &shape->beside[i]))
            return true;
    return false;
}
