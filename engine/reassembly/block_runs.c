/* The runs of values of text that was read column by column, and the labels around them. */
#include <string.h>

#include "block_reader.h"
#include "hash.h"

/* ------------------------------------------------------------------ runs */

static bool is_field(const struct gj_block_reader *reader, size_t index) {
    return gj_is_field(gj_atom_at(reader->bench, index)) && !reader->taken[index - reader->bench->first_atom];
}

/* No empty line and no turn of a page between two atoms that follow each other. */
static bool is_joined(const struct gj_block_reader *reader, size_t atom, size_t next) {
    return gj_atom_at(reader->bench, next)->line <= gj_atom_at(reader->bench, atom)->line + 1 &&
           gj_page_of(reader->bench, atom) == gj_page_of(reader->bench, next);
}

/* The first atom of the block's text that stands right before an atom. */
static size_t own_text(const struct gj_block_reader *reader, size_t first, size_t atom) {
    size_t own = atom;
    while (own > first && gj_atom_at(reader->bench, own - 1)->kind == GJ_ATOM_TEXT && is_joined(reader, own - 1, own))
        own--;
    return own;
}

/* Fields that stand on the line of an atom, from it on. */
static size_t count_on_line(const struct gj_block_reader *reader, size_t atom, size_t last) {
    size_t count = 0;
    for (size_t i = atom; i < last && gj_atom_at(reader->bench, i)->line == gj_atom_at(reader->bench, atom)->line; i++)
        count += is_field(reader, i);
    return count;
}

/* The atom goes on with the run that the field before it is in: on the same line, or on the next one, where as many
 * stand side by side. */
static bool goes_on(const struct gj_block_reader *reader, size_t before, size_t atom, size_t last) {
    if (!is_joined(reader, before, atom))
        return false;
    return gj_atom_at(reader->bench, atom)->line == gj_atom_at(reader->bench, before)->line ||
           count_on_line(reader, atom, last) == reader->runs[reader->run_count - 1].span.per_line;
}

static void open_run(struct gj_block_reader *reader, size_t text, size_t atom, size_t last) {
    struct gj_block_run *run = &reader->runs[reader->run_count++];
    *run = (struct gj_block_run){.text_first = text, .text_last = atom, .page = gj_page_of(reader->bench, atom)};
    run->span.first = reader->value_count;
    run->span.row = GJ_TILE_ANY_ROW;
    run->span.per_line = count_on_line(reader, atom, last);
    run->own_first = own_text(reader, text, atom);
    run->goes_on = run->own_first == text && reader->run_count > 1 && text > reader->bench->first_atom &&
                   is_joined(reader, text - 1, text);
}

/* A blank counts as 0, and a number too large to be added up as the largest that can be. */
static int64_t number_of(const struct gj_value *value) {
    int64_t number = value->kind == GJ_VALUE_NUMBER ? value->decimal.coefficient : 0;
    if (gj_may_be_added(number))
        return number;
    return number < 0 ? -GJ_LARGEST_ADDED : GJ_LARGEST_ADDED;
}

static void add_value(struct gj_block_reader *reader, size_t atom) {
    const struct gj_atom *place = gj_atom_at(reader->bench, atom);
    const char *bytes = reader->bench->text->bytes + place->offset;
    struct gj_value value = gj_value_read(bytes, place->length);
    reader->numbers[reader->value_count] = number_of(&value);
    reader->texts[reader->value_count] = (int64_t)gj_hash_bytes(bytes, place->length);
    reader->values[reader->value_count++] = (uint32_t)atom;
    reader->runs[reader->run_count - 1].span.count++;
}

bool gj_block_runs(struct gj_block_reader *reader, size_t first, size_t last) {
    size_t text = first, before = last;
    reader->run_count = reader->value_count = 0;
    for (size_t i = first; i < last; i++) {
        if (gj_atom_at(reader->bench, i)->is_piece || gj_atom_at(reader->bench, i)->kind == GJ_ATOM_PAGE)
            continue;
        if (!is_field(reader, i)) {
            before = last;
            continue;
        }
        if (reader->value_count == GJ_BLOCK_VALUES)
            return false;
        if (before == last || !goes_on(reader, before, i, last)) {
            if (reader->run_count == GJ_TILE_RUNS)
                return false;
            open_run(reader, text, i, last);
        }
        add_value(reader, i);
        before = i;
        text = i + 1;
    }
    return true;
}

/* ------------------------------------------------------------------ text */

void gj_block_text(const struct gj_block_reader *reader, size_t first, size_t last, struct gj_block_text *text) {
    text->length = 0;
    for (size_t i = first; i < last; i++) {
        const struct gj_key *key = gj_key_at(reader->bench, i);
        if (text->length + key->length > GJ_BLOCK_TEXT)
            return;
        if (key->length)
            memcpy(text->characters + text->length, key->characters, key->length * sizeof *text->characters);
        text->length += key->length;
    }
}

/* The headers of columns first to last of a table, by their first spelling. */
static void list_headers(const struct gj_block_reader *reader, size_t table, size_t first, size_t last,
                         const struct gj_key **keys, struct gj_strip *strip) {
    const struct gj_label_book *book = &reader->bench->report->form->labels;
    *strip = (struct gj_strip){.labels = keys};
    for (size_t column = first; column <= last; column++)
        for (size_t i = 0; i < book->label_count; i++)
            if (book->labels[i].role == GJ_LABEL_COLUMN && book->labels[i].table == table &&
                book->labels[i].index == column) {
                keys[strip->label_count++] = &book->labels[i].key;
                strip->header_length += book->labels[i].key.length;
                break;
            }
}

size_t gj_columns_length(const struct gj_block_reader *reader, size_t table, size_t first, size_t last) {
    const struct gj_key *keys[GJ_TILE_COLUMNS];
    struct gj_strip strip;
    list_headers(reader, table, first, last, keys, &strip);
    return strip.header_length;
}

int gj_columns_likeness(const struct gj_block_reader *reader, const struct gj_block_text *text, size_t table,
                        size_t first, size_t last) {
    const struct gj_key *keys[GJ_TILE_COLUMNS];
    struct gj_strip strip;
    list_headers(reader, table, first, last, keys, &strip);
    size_t length = strip.header_length < text->length ? strip.header_length : text->length;
    return gj_likeness_of_bags(&strip, text->characters + text->length - length, length);
}

/* ------------------------------------------------------------------ what was found, as choices */

static size_t find_strip(const struct gj_block_reader *reader, size_t table, size_t first_row, size_t last_row) {
    const struct gj_strips *strips = reader->bench->strips;
    for (size_t i = 0; i < strips->count; i++)
        if (strips->items[i].table == table && strips->items[i].first_row == first_row &&
            strips->items[i].last_row == last_row)
            return i;
    return GJ_NO_STRIP;
}

/* So many placements with nothing in any slot. NULL where memory ends. */
static struct gj_placement *open_placements(struct gj_block_reader *reader, size_t strip, size_t count) {
    struct gj_arena *arena = reader->bench->arena;
    size_t slots = reader->bench->strips->items[strip].slot_count;
    struct gj_placement *placements = gj_arena_array(arena, count, sizeof *placements);
    for (size_t i = 0; placements && i < count; i++) {
        placements[i].rank = i;
        placements[i].slots = gj_arena_array(arena, slots, sizeof(uint32_t));
        if (!placements[i].slots)
            return NULL;
        for (size_t slot = 0; slot < slots; slot++)
            placements[i].slots[slot] = GJ_SLOT_MISSING;
    }
    return placements;
}

static struct gj_choice *open_choice(struct gj_block_reader *reader, size_t strip) {
    struct gj_choices *choices = reader->choices;
    struct gj_arena *arena = reader->bench->arena;
    choices->items = gj_arena_grow(arena, choices->items, choices->count, &choices->capacity, sizeof *choices->items);
    struct gj_placement *placement = open_placements(reader, strip, 1);
    if (!choices->items || !placement)
        return NULL;
    struct gj_choice *choice = &choices->items[choices->count++];
    *choice = (struct gj_choice){
        .record = GJ_NO_RECORD, .strip = strip, .placements = placement, .placement_count = 1, .margin = 1000};
    choice->before = choice->behind = GJ_NO_ATOM;
    return choice;
}

struct gj_choice *gj_block_choice(struct gj_block_reader *reader, size_t table, size_t first_row, size_t last_row) {
    size_t strip = find_strip(reader, table, first_row, last_row);
    for (size_t i = 0; i < reader->choices->count; i++)
        if (reader->choices->items[i].strip == strip)
            return &reader->choices->items[i];
    return open_choice(reader, strip);
}

bool gj_block_leave_open(struct gj_block_reader *reader, struct gj_choice *choice, size_t ways) {
    struct gj_placement *placements = open_placements(reader, choice->strip, ways);
    if (!placements)
        return false;
    choice->placements = placements;
    choice->placement_count = ways;
    choice->was_open = ways > 1;
    return true;
}

void gj_block_put(struct gj_block_reader *reader, struct gj_choice *choice, size_t way, size_t slot, uint32_t atom) {
    choice->placements[way].slots[slot] = atom;
    reader->taken[atom - reader->bench->first_atom] = true;
    if (!choice->value_last) {
        choice->value_first = atom;
        choice->value_last = (size_t)atom + 1;
    }
}
