#include "json_prepared.h"

#include "json.h"
#include "json_words.h"

/* Where the texts come to stand, one behind the other. */
struct shelf {
    char *at;
    const struct gj_json_words *words;
    const struct gj_template *form;
};

static void add(struct shelf *shelf, const char *words) {
    shelf->at = gj_put_words(shelf->at, words);
}

static struct gj_prepared text_from(const struct shelf *shelf, const char *start) {
    return (struct gj_prepared){start, (size_t)(shelf->at - start)};
}

/* One text of all of them. */
static struct gj_prepared put_all(struct shelf *shelf, const char *const *texts, size_t count) {
    const char *start = shelf->at;
    for (size_t i = 0; i < count; i++)
        add(shelf, texts[i]);
    return text_from(shelf, start);
}
#define PUT_ALL(shelf, texts) put_all((shelf), (texts), sizeof(texts) / sizeof *(texts))

static struct gj_prepared put_head(struct shelf *shelf, const gj_cell *names) {
    const struct gj_json_words *words = shelf->words;
    const char *const texts[] = {words->violations, words->next,   words->id,     names->id, words->row,
                                 names->row,        words->column, names->column, words->raw};
    return PUT_ALL(shelf, texts);
}

static struct gj_prepared put_tail(struct shelf *shelf, const gj_cell *names) {
    const char *const texts[] = {shelf->words->cell, names->id, shelf->words->end, shelf->words->next_piece};
    return PUT_ALL(shelf, texts);
}

static struct gj_prepared put_row(struct shelf *shelf, const gj_cell *names) {
    const struct gj_json_words *words = shelf->words;
    const char *const texts[] = {words->next, words->of_table, names->table, words->row,
                                 names->row,  words->last_row, names->row,   words->pieces};
    return PUT_ALL(shelf, texts);
}

/* Empty where there is something to escape in the title. */
static struct gj_prepared put_table(struct shelf *shelf, const struct gj_table_rule *table) {
    char *start = shelf->at;
    add(shelf, shelf->words->table);
    add(shelf, table->id);
    add(shelf, shelf->words->title);
    char *end = gj_json_put_plain(shelf->at, table->title, GJ_JSON_LONGEST_PLAIN);
    shelf->at = end ? end : start;
    if (end)
        add(shelf, shelf->words->status);
    return text_from(shelf, start);
}

static void put_cells(struct shelf *shelf, struct gj_json_cell *cells, struct gj_prepared *rows) {
    const struct gj_cell_rule *before = NULL;
    for (size_t i = 0; i < shelf->form->cell_count; i++) {
        const struct gj_cell_rule *cell = &shelf->form->cells[i];
        gj_cell names = gj_template_cell(shelf->form, i);
        if (!before || before->table != cell->table || before->row != cell->row)
            *rows++ = put_row(shelf, &names);
        cells[i] =
            (struct gj_json_cell){put_head(shelf, &names), put_tail(shelf, &names), rows - 1, cell->unit != NULL};
        before = cell;
    }
}

/* No less than all texts take, and what is copied behind the last. The ids of a cell's row and column are parts of its
 * own. */
static size_t room_of(const struct gj_template *form) {
    enum { WORDS = 112, WORDS_OF_TABLE = 160 }; /* those of one text take less */
    size_t room = GJ_PREPARED_ROOM;
    for (size_t i = 0; i < form->cell_count; i++)
        room += 3 * (2 * strlen(form->cells[i].id) + WORDS);
    for (size_t i = 0; i < form->table_count; i++)
        room += strlen(form->tables[i].id) + strlen(form->tables[i].title) + WORDS_OF_TABLE;
    return room;
}

static bool prepare(struct gj_template *form, const struct gj_json_words *words, struct gj_json_texts *texts) {
    struct gj_json_cell *cells = gj_arena_array(&form->arena, form->cell_count, sizeof *cells);
    struct gj_prepared *rows = gj_arena_array(&form->arena, form->cell_count, sizeof *rows); /* no more than cells */
    struct gj_prepared *tables = gj_arena_array(&form->arena, form->table_count, sizeof *tables);
    struct shelf shelf = {gj_arena_take(&form->arena, room_of(form)), words, form};
    if (!cells || !rows || !tables || !shelf.at)
        return false;
    put_cells(&shelf, cells, rows);
    for (size_t i = 0; i < form->table_count; i++)
        tables[i] = put_table(&shelf, &form->tables[i]);
    *texts = (struct gj_json_texts){cells, tables};
    return true;
}

bool gj_json_prepare(struct gj_template *form) {
    struct gj_json_prepared *prepared = gj_arena_array(&form->arena, 1, sizeof *prepared);
    if (!prepared || !prepare(form, &gj_json_words_of_line, &prepared->line) ||
        !prepare(form, &gj_json_words_of_pretty, &prepared->pretty))
        return false;
    form->json = prepared;
    return true;
}
