/* Placing: what was decided is written into the report, and every atom gets its use. */
#include <string.h>

#include "costs.h"
#include "reassembly.h"
#include "report/notes.h"

/* A margin of this much and more is full confidence. */
enum { SURE_MARGIN = 400, MOST_ALTERNATIVES = 8, MOST_COMPARED = 64 };

static gj_cell *cell_of(const struct gj_workbench *bench, const struct gj_choice *choice, size_t slot) {
    return &bench->report->cells[bench->strips->items[choice->strip].cells[slot]];
}

/* A reading of a slot is as sure as the row is the right one, and as its way is ahead of others. */
static int margin_of(const struct gj_choice *choice, size_t slot) {
    bool by_slot = choice->slot_margins && choice->slot_margins[slot] < choice->margin;
    return by_slot ? choice->slot_margins[slot] : choice->margin;
}

static int confidence(const struct gj_choice *choice, size_t slot) {
    int margin = margin_of(choice, slot);
    if (margin >= SURE_MARGIN)
        return 1000;
    return margin <= 0 ? 0 : margin * 1000 / SURE_MARGIN;
}

/* What was made of an atom uses that atom up. */
static void use_atom(struct gj_workbench *bench, uint32_t index, enum gj_atom_use use) {
    struct gj_atom *atoms = bench->cells->atoms;
    for (uint32_t piece = index; piece != GJ_NO_ATOM; piece = atoms[piece].next_piece) {
        atoms[piece].use = (uint8_t)use;
        if (atoms[piece].source != GJ_NO_ATOM)
            atoms[atoms[piece].source].use = (uint8_t)use;
    }
}

/* ------------------------------------------------------------------ one cell */

static void copy_value(struct gj_workbench *bench, gj_cell *cell, const struct gj_value *value) {
    if (value->kind == GJ_VALUE_BLANK)
        cell->status = GJ_CELL_BLANK;
    if (value->kind != GJ_VALUE_NUMBER)
        return;
    cell->has_value = !(value->notes & GJ_VALUE_OVERFLOW);
    cell->value = value->decimal;
    if (value->unit)
        cell->unit = value->unit;
    if (value->notes & GJ_VALUE_OVERFLOW)
        gj_note(bench->report, GJ_NOTE_OVERFLOW, cell->line, cell->id, cell->raw);
    if (value->notes & GJ_VALUE_LETTERS)
        gj_note(bench->report, GJ_NOTE_LETTERS, cell->line, cell->id, cell->raw);
    if (value->notes & GJ_VALUE_PERCENT)
        gj_note(bench->report, GJ_NOTE_PERCENT, cell->line, cell->id, cell->raw);
}

static gj_status fill_cell(struct gj_workbench *bench, gj_cell *cell, uint32_t index) {
    const struct gj_atom *atom = gj_atom_at(bench, index);
    size_t length;
    const char *text = gj_atom_text(bench->cells, bench->text, bench->arena, atom, &length);
    if (!text || !(cell->raw = gj_arena_copy(bench->arena, text, length)))
        return GJ_ERROR_MEMORY;
    struct gj_value value = gj_value_read(text, length);
    cell->status = GJ_CELL_PLACED;
    cell->line = (size_t)atom->line + 1;
    cell->offset = gj_text_original(bench->text, atom->offset);
    copy_value(bench, cell, &value);
    return GJ_OK;
}

/* What the placements of one or more choices put into one slot, each thing once. */
struct variants {
    uint32_t atoms[MOST_ALTERNATIVES];
    size_t count;
};

bool gj_same_text(const struct gj_workbench *bench, uint32_t a, uint32_t b) {
    bool mark_a = a >= GJ_SLOT_BLANK, mark_b = b >= GJ_SLOT_BLANK;
    if (mark_a || mark_b)
        return mark_a == mark_b;
    const struct gj_atom *first = gj_atom_at(bench, a), *second = gj_atom_at(bench, b);
    if (a != b && (first->next_piece != GJ_NO_ATOM || second->next_piece != GJ_NO_ATOM))
        return false;
    return first->length == second->length && first->next_piece == second->next_piece &&
           memcmp(bench->text->bytes + first->offset, bench->text->bytes + second->offset, first->length) == 0;
}

static void collect_variants(const struct gj_workbench *bench, const struct gj_choice *choice, size_t slot,
                             struct variants *variants) {
    for (size_t i = 0; i < choice->placement_count; i++) {
        uint32_t atom = choice->placements[i].slots[slot];
        bool known = false;
        for (size_t j = 0; j < variants->count && !known; j++)
            known = gj_same_text(bench, variants->atoms[j], atom);
        if (!known && variants->count < MOST_ALTERNATIVES)
            variants->atoms[variants->count++] = atom;
    }
}

static gj_status list_alternatives(struct gj_workbench *bench, gj_cell *cell, const struct variants *variants) {
    const char **texts = gj_arena_array(bench->arena, variants->count, sizeof *texts);
    if (!texts)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < variants->count; i++) {
        size_t length = 0;
        const char *text = "";
        if (variants->atoms[i] < GJ_SLOT_BLANK)
            text =
                gj_atom_text(bench->cells, bench->text, bench->arena, gj_atom_at(bench, variants->atoms[i]), &length);
        if (!text || !(texts[i] = gj_arena_copy(bench->arena, text, length)))
            return GJ_ERROR_MEMORY;
    }
    cell->alternatives = texts;
    cell->alternative_count = variants->count;
    return GJ_OK;
}

static gj_status leave_open(struct gj_workbench *bench, gj_cell *cell, const struct variants *variants) {
    cell->status = GJ_CELL_AMBIGUOUS;
    for (size_t i = 0; i < variants->count; i++)
        if (variants->atoms[i] < GJ_SLOT_BLANK) {
            const struct gj_atom *atom = gj_atom_at(bench, variants->atoms[i]);
            cell->line = (size_t)atom->line + 1;
            cell->offset = gj_text_original(bench->text, atom->offset);
            break;
        }
    return list_alternatives(bench, cell, variants);
}

static gj_status place_slot(struct gj_workbench *bench, const struct gj_choice *choice, size_t slot) {
    gj_cell *cell = cell_of(bench, choice, slot);
    struct variants variants = {.count = 0};
    collect_variants(bench, choice, slot, &variants);
    cell->placed_by = choice->settled_by_relations ? GJ_PLACED_BY_RELATIONS : GJ_PLACED_BY_LABELS;
    cell->confidence = confidence(choice, slot);
    if (variants.count > 1 || (variants.count && choice->margin < GJ_THIN_MARGIN))
        return leave_open(bench, cell, &variants);
    if (!variants.count || variants.atoms[0] == GJ_SLOT_MISSING)
        return GJ_OK;
    if (variants.atoms[0] == GJ_SLOT_BLANK) {
        const struct gj_atom *beside = gj_atom_at(bench, choice->value_first);
        cell->status = GJ_CELL_BLANK;
        cell->raw = "";
        cell->line = (size_t)beside->line + 1;
        cell->offset = gj_text_original(bench->text, beside->offset);
        return GJ_OK;
    }
    return fill_cell(bench, cell, variants.atoms[0]);
}

/* ------------------------------------------------------------------ one row */

static bool is_empty_choice(const struct gj_workbench *bench, const struct gj_choice *choice) {
    for (size_t i = choice->value_first; i < choice->value_last; i++)
        if (gj_atom_at(bench, i)->kind == GJ_ATOM_VALUE && !gj_atom_at(bench, i)->is_piece)
            return false;
    return true;
}

/* The same values in the same slots. */
static bool same_values(const struct gj_workbench *bench, const struct gj_choice *a, const struct gj_choice *b) {
    if (a->placement_count != 1 || b->placement_count != 1)
        return false;
    for (size_t i = 0; i < bench->strips->items[a->strip].slot_count; i++)
        if (!gj_same_text(bench, a->placements[0].slots[i], b->placements[0].slots[i]))
            return false;
    return true;
}

/* Ways that put the same text everywhere are one way: of a cell doubled, one is left over. */
static void drop_equal_ways(const struct gj_workbench *bench, struct gj_choice *choice) {
    size_t slots = bench->strips->items[choice->strip].slot_count, kept = 0;
    if (choice->placement_count > MOST_COMPARED)
        return;
    for (size_t i = 0; i < choice->placement_count; i++) {
        bool known = false;
        for (size_t j = 0; j < kept && !known; j++) {
            known = true;
            for (size_t slot = 0; slot < slots && known; slot++)
                known = gj_same_text(bench, choice->placements[i].slots[slot], choice->placements[j].slots[slot]);
        }
        if (!known)
            choice->placements[kept++] = choice->placements[i];
    }
    choice->placement_count = kept;
}

static gj_status place_choice(struct gj_workbench *bench, const struct gj_choice *choice) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    gj_status status = GJ_OK;
    for (size_t slot = 0; slot < strip->slot_count && status == GJ_OK; slot++)
        status = place_slot(bench, choice, slot);
    return status;
}

/* ------------------------------------------------------------------ a row that stands more than once */

/* The choices that the cells of one strip were filled from: of a row that is repeated with other values, each. */
struct rows {
    const struct gj_choice **choices;
    size_t count;
    size_t capacity;
    bool shares_cells; /* with another strip that has choices: rows side by side that came as one, and cut in two */
};

static gj_status add_choice(struct gj_workbench *bench, struct rows *rows, const struct gj_choice *choice) {
    rows->choices = gj_arena_grow(bench->arena, rows->choices, rows->count, &rows->capacity, sizeof *rows->choices);
    if (!rows->choices)
        return GJ_ERROR_MEMORY;
    rows->choices[rows->count++] = choice;
    return GJ_OK;
}

static void empty_cell(const struct gj_workbench *bench, gj_cell *cell) {
    cell->status = GJ_CELL_MISSING;
    cell->raw = NULL;
    cell->has_value = false;
    cell->unit = bench->report->form->cells[cell - bench->report->cells].unit;
    cell->confidence = 0;
    cell->line = cell->offset = 0;
}

/* Of the choices of all strips. */
static void collect_variants_of_cell(const struct gj_workbench *bench, const struct rows *all, size_t cell,
                                     struct variants *variants) {
    for (size_t i = 0; i < bench->strips->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[i];
        if (!all[i].count || cell < strip->cells[0] || cell - strip->cells[0] >= strip->slot_count)
            continue;
        for (size_t j = 0; j < all[i].count; j++)
            collect_variants(bench, all[i].choices[j], cell - strip->cells[0], variants);
    }
}

/* Different rows with one label: none is believed over another. */
static gj_status leave_row_open(struct gj_workbench *bench, const struct rows *all, const struct gj_choice *choice) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    for (size_t slot = 0; slot < strip->slot_count; slot++) {
        gj_cell *cell = cell_of(bench, choice, slot);
        struct variants variants = {.count = 0};
        collect_variants_of_cell(bench, all, strip->cells[slot], &variants);
        if (variants.count < 2)
            continue;
        empty_cell(bench, cell);
        if (leave_open(bench, cell, &variants) != GJ_OK)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

static size_t line_of(const struct gj_workbench *bench, const struct gj_choice *choice) {
    return (size_t)gj_atom_at(bench, choice->value_first)->line + 1;
}

static const char *row_id(const struct gj_workbench *bench, const struct gj_choice *choice) {
    return cell_of(bench, choice, 0)->row;
}

static bool is_known(const struct gj_workbench *bench, const struct rows *rows, const struct gj_choice *choice) {
    for (size_t i = 0; i < rows->count; i++)
        if (same_values(bench, rows->choices[i], choice))
            return true;
    return false;
}

/* A row without values gives way to one that has some. */
static gj_status place_instead(struct gj_workbench *bench, struct rows *rows, const struct gj_choice *choice) {
    for (size_t slot = 0; slot < bench->strips->items[choice->strip].slot_count; slot++)
        empty_cell(bench, cell_of(bench, choice, slot));
    rows->choices[0] = choice;
    return place_choice(bench, choice);
}

/* A strip met again: a page's repeated row, a row without values, or a contradiction. */
static gj_status place_again(struct gj_workbench *bench, struct rows *all, const struct gj_choice *choice) {
    struct rows *rows = &all[choice->strip];
    if (is_empty_choice(bench, choice))
        return GJ_OK;
    if (is_empty_choice(bench, rows->choices[0]))
        return place_instead(bench, rows, choice);
    gj_note(bench->report, GJ_NOTE_ROW_REPEATED, line_of(bench, choice), row_id(bench, choice), NULL);
    if (is_known(bench, rows, choice))
        return GJ_OK;
    gj_status status = add_choice(bench, rows, choice);
    return status == GJ_OK ? leave_row_open(bench, all, choice) : status;
}

static bool share_cells(const struct gj_strip *a, const struct gj_strip *b) {
    return a->table == b->table && a->first_row <= b->last_row && b->first_row <= a->last_row;
}

/* Strips that have filled cells of this one, of which there are none where rows do not stand side by side. Those
 * without values give way. */
static size_t count_sharing(struct gj_workbench *bench, struct rows *all, const struct gj_choice *choice) {
    size_t count = 0;
    for (size_t i = 0; i < bench->strips->count; i++) {
        if (!all[i].count || !share_cells(&bench->strips->items[i], &bench->strips->items[choice->strip]))
            continue;
        count++;
        if (is_empty_choice(bench, choice) || !is_empty_choice(bench, all[i].choices[0])) {
            all[i].shares_cells = true;
            continue;
        }
        for (size_t slot = 0; slot < bench->strips->items[i].slot_count; slot++)
            empty_cell(bench, cell_of(bench, all[i].choices[0], slot));
        all[i].count = 0;
        count--;
    }
    return count;
}

/* Some of the cells were filled from another strip: those that were not are filled, and others left open where the text
 * differs. */
static gj_status place_across(struct gj_workbench *bench, struct rows *all, const struct gj_choice *choice) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    if (is_empty_choice(bench, choice))
        return GJ_OK;
    gj_note(bench->report, GJ_NOTE_ROW_REPEATED, line_of(bench, choice), row_id(bench, choice), NULL);
    gj_status status = GJ_OK;
    for (size_t slot = 0; slot < strip->slot_count && status == GJ_OK; slot++) {
        struct variants others = {.count = 0};
        collect_variants_of_cell(bench, all, strip->cells[slot], &others);
        if (!others.count)
            status = place_slot(bench, choice, slot);
    }
    if (status == GJ_OK)
        status = add_choice(bench, &all[choice->strip], choice);
    all[choice->strip].shares_cells = true;
    return status == GJ_OK ? leave_row_open(bench, all, choice) : status;
}

static gj_status place_row(struct gj_workbench *bench, struct rows *all, const struct gj_choice *choice) {
    struct rows *rows = &all[choice->strip];
    if (rows->count)
        return place_again(bench, all, choice);
    if (count_sharing(bench, all, choice))
        return place_across(bench, all, choice);
    gj_status status = add_choice(bench, rows, choice);
    return status == GJ_OK ? place_choice(bench, choice) : status;
}

/* ------------------------------------------------------------------ which atoms the cells have */

static bool is_alternative(const gj_cell *cell, const char *text, size_t length) {
    const char *nul = memchr(text, '\0', length); /* texts of the report end there */
    size_t before_nul = nul ? (size_t)(nul - text) : length;
    for (size_t i = 0; i < cell->alternative_count; i++)
        if (strlen(cell->alternatives[i]) == before_nul && memcmp(cell->alternatives[i], text, before_nul) == 0)
            return true;
    return false;
}

/* The cell shows the atom: as what it holds, or among its alternatives. */
static gj_status shows(const struct gj_workbench *bench, const gj_cell *cell, uint32_t index, bool *shown) {
    const struct gj_atom *atom = gj_atom_at(bench, index);
    *shown = cell->raw && cell->offset == gj_text_original(bench->text, atom->offset);
    if (cell->status != GJ_CELL_AMBIGUOUS)
        return GJ_OK;
    size_t length;
    const char *text = gj_atom_text(bench->cells, bench->text, bench->arena, atom, &length);
    *shown = text && is_alternative(cell, text, length);
    return text ? GJ_OK : GJ_ERROR_MEMORY;
}

static gj_status use_shown(struct gj_workbench *bench, const struct gj_choice *choice, bool all) {
    size_t slots = bench->strips->items[choice->strip].slot_count;
    for (size_t i = 0; i < choice->placement_count; i++)
        for (size_t slot = 0; slot < slots; slot++) {
            uint32_t atom = choice->placements[i].slots[slot];
            bool shown = all;
            if (atom >= GJ_SLOT_BLANK)
                continue;
            if (!all && shows(bench, cell_of(bench, choice, slot), atom, &shown) != GJ_OK)
                return GJ_ERROR_MEMORY;
            if (shown)
                use_atom(bench, atom, GJ_USE_CELL);
        }
    return GJ_OK;
}

/* What no cell shows in the end is left over: values of a row that is there already, of one that has too many ways to
 * list, or more alternatives than are listed. */
static gj_status use_values(struct gj_workbench *bench, const struct rows *rows) {
    gj_status status = GJ_OK;
    for (size_t i = 0; i < rows->count && status == GJ_OK; i++)
        status = use_shown(bench, rows->choices[i],
                           !rows->shares_cells && rows->count == 1 && rows->choices[0]->placement_count == 1);
    return status;
}

static void note_order(struct gj_workbench *bench, const struct gj_choices *choices) {
    for (size_t i = 1; i < choices->count && !bench->has_blocks; i++)
        if (choices->items[i].strip < choices->items[i - 1].strip)
            gj_note(bench->report, GJ_NOTE_ROW_ORDER, line_of(bench, &choices->items[i]),
                    row_id(bench, &choices->items[i]), NULL);
}

/* ------------------------------------------------------------------ labels and leftovers */

/* As many characters as texts may have in common, where nobody counted them. */
#define UNCOUNTED (SIZE_MAX / 16)

/* The text is the label, misspelt or cut short; or it is that and as much again. */
static bool is_like(const struct gj_key *key, const struct gj_key *label, size_t common) {
    if (common * 10 < key->length * 6 && common * 10 < label->length * 9)
        return false;
    if (gj_is_like(key, label->characters, label->length, common, 600))
        return true;
    return key->length > label->length && key->length <= 2 * label->length &&
           gj_is_like(label, key->characters, key->length, common, 900);
}

bool gj_resembles(const struct gj_key *text, const struct gj_key *label) {
    return text->length && is_like(text, label, UNCOUNTED);
}

/* A label to the letter, and less than as much again: is_like(), without any counting. */
static bool holds_label(const struct gj_label_book *book, const struct gj_key *key) {
    struct gj_label_search search = gj_labels_search(book, key);
    for (const struct gj_label *label; (label = gj_labels_within(&search));)
        if (key->length <= 2 * label->key.length && label->key.length <= GJ_LONGEST_LIKE)
            return true;
    return false;
}

static bool is_like_any(const struct gj_label_book *book, const struct gj_key *key) {
    enum { MOST_LABELS = 1024 };
    uint16_t common[MOST_LABELS];
    bool counted = book->label_count <= MOST_LABELS;
    if (!key->length)
        return true; /* numbering or punctuation that was set apart from its label */
    if (holds_label(book, key))
        return true;
    if (counted) {
        memset(common, 0, book->label_count * sizeof *common);
        gj_labels_share(book, key, common);
    }
    for (size_t i = 0; i < book->label_count; i++)
        if (is_like(key, &book->labels[i].key, counted ? common[i] : UNCOUNTED))
            return true;
    return false;
}

/* Several labels in one text, as where a row's cells were joined by spaces. */
static bool is_row_of_labels(const struct gj_label_book *book, const struct gj_key *key) {
    struct gj_label_search search = gj_labels_search(book, key);
    const struct gj_label *label;
    size_t end = 0, covered = 0;
    while ((label = gj_labels_within(&search)) != NULL) {
        size_t from = search.at > end ? search.at : end;
        if (search.at + label->key.length > from) {
            covered += search.at + label->key.length - from;
            end = search.at + label->key.length;
        }
    }
    return covered && covered == key->length;
}

bool gj_is_label_text(const struct gj_template *form, const struct gj_key *key, const char *text, size_t length,
                      bool near) {
    return gj_labels_find(&form->labels, key) ||
           (near && (is_like_any(&form->labels, key) || is_row_of_labels(&form->labels, key) ||
                     gj_value_is_unit(text, length)));
}

static void judge_text(struct gj_workbench *bench, size_t index, bool near) {
    const struct gj_atom *atom = gj_atom_at(bench, index);
    const char *text = bench->text->bytes + atom->offset;
    if (gj_is_label_text(bench->report->form, gj_key_at(bench, index), text, atom->length, near))
        use_atom(bench, (uint32_t)index, GJ_USE_LABEL);
}

/* The first and the last atom that a cell has. */
static void find_cells(const struct gj_workbench *bench, size_t *first, size_t *last) {
    *first = *last = bench->last_atom;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++)
        if (gj_atom_at(bench, i)->use == GJ_USE_CELL) {
            *first = *first < i ? *first : i;
            *last = i;
        }
}

/* Near a row that was placed stands what is in its record or in the next one, and of text read column by column whatever
 * is between cells (beside recalled tables: is_label_beside() of recall/fill.c). What is no label is left over. */
static void judge_labels(struct gj_workbench *bench, const struct gj_alignment *alignment) {
    size_t record = 0, first, last;
    find_cells(bench, &first, &last);
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        struct gj_atom *atom = &bench->cells->atoms[i];
        while (record < bench->record_count && bench->records[record].last <= i)
            record++;
        bool before = record < bench->record_count && alignment->chosen[record].first_strip != GJ_NO_STRIP;
        bool after = record > 0 && alignment->chosen[record - 1].first_strip != GJ_NO_STRIP;
        if (atom->use == GJ_USE_NONE && atom->kind == GJ_ATOM_TEXT && !atom->is_piece)
            judge_text(bench, i, before || after || (bench->has_blocks && first < i && i < last));
        if (atom->use == GJ_USE_NONE)
            atom->use = GJ_USE_LEFTOVER;
    }
}

gj_status gj_list_leftovers(const struct gj_workbench *bench) {
    for (size_t i = bench->first_atom; i < bench->last_atom && !bench->report->without_leftovers; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        if (atom->use != GJ_USE_LEFTOVER || !atom->length)
            continue;
        gj_leftover *leftover = GJ_ADD(bench->arena, bench->report->leftovers);
        if (!leftover)
            return GJ_ERROR_MEMORY;
        leftover->text = gj_text_copy(bench->arena, bench->text->bytes + atom->offset, atom->length);
        leftover->line = (size_t)atom->line + 1;
        leftover->offset = gj_text_original(bench->text, atom->offset);
        if (!leftover->text)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ tables */

static void judge_tables(struct gj_report *report) {
    for (size_t i = 0; i < report->table_count; i++) {
        gj_table *table = &report->tables[i];
        size_t count = table->row_count * table->column_count, present = 0, open = 0;
        for (size_t j = 0; j < count; j++) {
            gj_cell_status status = report->cells[table->first_cell + j].status;
            present += status == GJ_CELL_PLACED || status == GJ_CELL_BLANK;
            open += status == GJ_CELL_AMBIGUOUS;
        }
        table->status = present == count ? GJ_TABLE_COMPLETE : present + open ? GJ_TABLE_PARTIAL : GJ_TABLE_MISSING;
    }
}

gj_status gj_place(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choices *choices) {
    struct rows *rows = gj_arena_array(bench->arena, bench->strips->count, sizeof *rows);
    if (!rows)
        return GJ_ERROR_MEMORY;
    gj_status status = GJ_OK;
    for (size_t i = 0; i < choices->count && status == GJ_OK; i++) {
        struct gj_choice *choice = &choices->items[i];
        drop_equal_ways(bench, choice);
        status = place_row(bench, rows, choice);
    }
    for (size_t i = 0; i < bench->strips->count && status == GJ_OK; i++)
        status = use_values(bench, &rows[i]);
    if (status != GJ_OK)
        return status;
    note_order(bench, choices);
    judge_labels(bench, alignment);
    judge_tables(bench->report);
    return gj_list_leftovers(bench);
}
