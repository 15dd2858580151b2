/* Texts beside the tables: headings for the most part, and the same in one report as in the next. */
#include "../reassembly/reassembly.h"
#include "recall.h"

/* Such a label cuts a report where it stands before the tables. */
static bool is_label(const struct gj_label_book *book, const struct gj_key *key) {
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
        known->cuts = known->cuts || is_label(book, key);
    }
    known->is_label = gj_reads_as_label(shape->form, key, text, length);
}

/* The labels that the text announces, wherever it stands. scratch lasts as long as the report at hand. */
static gj_status find_announced(const struct gj_shape *shape, const struct gj_key *key, struct gj_arena *scratch,
                                struct gj_arena *arena, struct gj_known_text *known) {
    const struct gj_label_book *book = &shape->form->labels;
    size_t *lines = gj_arena_array(scratch, book->label_count, sizeof *lines);
    if (!lines)
        return GJ_ERROR_MEMORY;
    gj_mark_announced(book, key, 1, lines);
    for (size_t i = 0; i < book->label_count; i++)
        known->announced_count += lines[i] != 0;
    size_t *announced = gj_arena_array(arena, known->announced_count, sizeof *announced);
    known->announced = announced;
    for (size_t i = 0; announced && i < book->label_count; i++)
        if (lines[i])
            *announced++ = i;
    return announced ? GJ_OK : GJ_ERROR_MEMORY;
}

static struct gj_known_text *learn(const struct gj_shape *shape, const struct gj_desk *desk, struct gj_arena *arena,
                                   const char *text, size_t length) {
    struct gj_known_text *known = gj_arena_take(arena, sizeof *known);
    struct gj_key key = {0};
    if (!known || gj_fold_text(desk->grammar, desk->arena, text, length, &key) != GJ_OK)
        return NULL;
    judge(shape, desk->grammar, &key, text, length, known);
    return find_announced(shape, &key, desk->arena, arena, known) == GJ_OK ? known : NULL;
}

const struct gj_known_text *gj_shape_know(const struct gj_shape *shape, const struct gj_desk *desk,
                                          const struct gj_atom *atom) {
    struct gj_memory *memory = shape->known;
    const char *text = desk->text.bytes + atom->offset;
    if (atom->length > GJ_MEMORY_LONGEST)
        return learn(shape, desk, desk->arena, text, atom->length);
    const struct gj_remembered *found = gj_memory_find(memory, text, atom->length);
    if (found)
        return found->finding;
    struct gj_known_text *known = learn(shape, desk, &memory->arena, text, atom->length);
    return known && gj_memory_add(memory, text, atom->length, known) ? known : NULL;
}
