/*
 * Fitting by place: where the layout keeps columns, the place of a value on its line tells its slot, by what stands
 * above and below it.
 */
#include <string.h>

#include "fit.h"

/* Where the values of each slot stand: a stretch of display columns, or of fields. */
struct places {
    uint32_t left[GJ_MOST_SLOTS], right[GJ_MOST_SLOTS];
    size_t count;
    bool by_character; /* columns are counted in characters, not as displayed */
};

/* Text browsers set columns out as they are displayed, tools that read PDF by characters. */
static uint32_t left_of(const struct places *places, const struct gj_atom *atom) {
    return places->by_character ? atom->first_character : atom->left;
}

static uint32_t right_of(const struct places *places, const struct gj_atom *atom) {
    return places->by_character ? atom->last_character : atom->right;
}

bool gj_counts_fields(const struct gj_atom *atom) {
    return atom->layout == GJ_LAYOUT_TABS || atom->layout == GJ_LAYOUT_COMMAS || atom->layout == GJ_LAYOUT_TAGS ||
           (atom->layout == GJ_LAYOUT_PIPES && !atom->is_lone);
}

bool gj_keeps_place(const struct gj_atom *atom) {
    return atom->layout == GJ_LAYOUT_COLUMNS || atom->layout == GJ_LAYOUT_BOXES || gj_counts_fields(atom);
}

/* Adds a stretch, in order from the left; stretches that overlap are one. false where there are too many. */
static bool add_place(struct places *places, uint32_t left, uint32_t right) {
    size_t at = 0;
    while (at < places->count && places->right[at] < left)
        at++;
    if (at < places->count && places->left[at] <= right) {
        places->left[at] = left < places->left[at] ? left : places->left[at];
        places->right[at] = right > places->right[at] ? right : places->right[at];
        while (at + 1 < places->count && places->left[at + 1] <= places->right[at]) {
            if (places->right[at + 1] > places->right[at])
                places->right[at] = places->right[at + 1];
            for (size_t i = at + 1; i + 1 < places->count; i++) {
                places->left[i] = places->left[i + 1];
                places->right[i] = places->right[i + 1];
            }
            places->count--;
        }
        return true;
    }
    if (places->count == GJ_MOST_SLOTS)
        return false;
    for (size_t i = places->count++; i > at; i--) {
        places->left[i] = places->left[i - 1];
        places->right[i] = places->right[i - 1];
    }
    places->left[at] = left;
    places->right[at] = right;
    return true;
}

/* A new page may set its columns elsewhere. */
static bool is_page_between(const struct gj_workbench *bench, size_t first, size_t last) {
    return gj_page_of(bench, first) != gj_page_of(bench, last);
}

static bool add_record_places(const struct gj_workbench *bench, size_t record, struct places *places) {
    struct gj_fields fields;
    if (!gj_list_fields(bench, bench->records[record].values, bench->records[record].last, &fields))
        return false;
    for (size_t i = 0; i < fields.count; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, fields.atoms[i]);
        if (!add_place(places, left_of(places, atom), right_of(places, atom)))
            return false;
    }
    return true;
}

/* The columns that all rows of the table on this page make together; known where there is one for each slot. */
static bool find_row_places(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                            size_t slot_count, struct places *places) {
    places->count = 0;
    size_t first = record, last = record;
    while (first && !is_page_between(bench, bench->records[first - 1].values, bench->records[first].values))
        first--;
    while (last + 1 < bench->record_count &&
           !is_page_between(bench, bench->records[last].values, bench->records[last + 1].values))
        last++;
    for (size_t i = first; i <= last; i++)
        if (gj_is_neighbour(bench, alignment, record, i, slot_count) && !add_record_places(bench, i, places))
            return false;
    return places->count == slot_count;
}

/* True where the characters begin a header of the strip's table. A single one does only under headers that stand
 * side by side, whose columns may be that narrow. */
static bool heads_column(const struct gj_workbench *bench, const struct gj_strip *strip, const uint32_t *characters,
                         size_t length) {
    const struct gj_label_book *book = &bench->report->form->labels;
    if (length < (strip->under_headers ? 1 : 2))
        return false;
    for (size_t i = 0; i < book->label_count; i++) {
        const struct gj_label *label = &book->labels[i];
        if (label->role == GJ_LABEL_COLUMN && label->table == strip->table &&
            gj_key_begins(&label->key, characters, length))
            return true;
    }
    return false;
}

/* The first record of the run of records that are rows of the same table: the headers stand before it. */
static size_t first_of_table(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record) {
    size_t table = bench->strips->items[alignment->chosen[record].first_strip].table;
    while (record && gj_is_of_table(bench, &alignment->chosen[record - 1], table))
        record--;
    return record;
}

/* The right end of a header: merged squares of a row divided by tabs hold it once for each square. */
static uint32_t header_end(const struct gj_workbench *bench, const struct places *places, size_t atom, size_t end) {
    uint64_t hash = gj_key_at(bench, atom)->hash;
    uint32_t right = right_of(places, gj_atom_at(bench, atom));
    for (size_t i = atom + 1; i < end && gj_counts_fields(gj_atom_at(bench, atom)); i++) {
        const struct gj_atom *next = gj_atom_at(bench, i);
        if (next->row != gj_atom_at(bench, atom)->row || next->left != right + 1 || gj_key_at(bench, i)->hash != hash)
            break;
        right = next->right;
    }
    return right;
}

/* One word of a header atom; where punctuation hides which characters of the key it has, the whole atom. */
struct word {
    size_t at, length;    /* characters of the atom's key */
    uint32_t left, right; /* where it stands on the line */
};

static bool is_whole_key(const struct gj_workbench *bench, size_t atom) {
    const struct gj_atom *place = gj_atom_at(bench, atom);
    size_t characters = 0;
    for (size_t i = 0; i < place->length; i++) {
        unsigned char byte = (unsigned char)bench->text->bytes[place->offset + i];
        characters += (byte & 0xC0) != 0x80 && byte != ' ';
    }
    return characters == gj_key_at(bench, atom)->length;
}

/* Bytes of the next character; *columns what it takes up on the line. */
static size_t step(const char *bytes, size_t length, bool by_character, uint32_t *columns) {
    size_t size = 1;
    while (size < length && ((unsigned char)bytes[size] & 0xC0) == 0x80)
        size++;
    *columns = by_character ? 1 : (uint32_t)gj_display_width(bytes, size);
    return size;
}

/* The word at *byte of an atom that stands in columns of spaces, and the way on: headers one space apart are one
 * atom. false where there is none. */
static bool next_word(const struct gj_workbench *bench, const struct places *places, size_t atom, size_t *byte,
                      struct word *word) {
    const struct gj_atom *place = gj_atom_at(bench, atom);
    const char *bytes = bench->text->bytes + place->offset;
    uint32_t columns;
    word->at += word->length;
    word->length = 0;
    for (; *byte < place->length && bytes[*byte] == ' '; ++*byte)
        word->right++;
    word->left = word->right;
    while (*byte < place->length && bytes[*byte] != ' ') {
        *byte += step(bytes + *byte, place->length - *byte, places->by_character, &columns);
        word->right += columns;
        word->length++;
    }
    return word->length > 0;
}

static bool add_header_words(const struct gj_workbench *bench, const struct gj_strip *strip, size_t atom,
                             struct places *places) {
    const struct gj_key *key = gj_key_at(bench, atom);
    struct word word = {.right = left_of(places, gj_atom_at(bench, atom))};
    size_t byte = 0;
    while (next_word(bench, places, atom, &byte, &word))
        if (heads_column(bench, strip, key->characters + word.at, word.length) &&
            !add_place(places, word.left, word.right))
            return false;
    return true;
}

/* The columns that the headers above the record make; known where there is one for each slot. */
static bool find_header_places(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                               const struct gj_strip *strip, struct places *places) {
    size_t first = first_of_table(bench, alignment, record);
    uint8_t layout = gj_atom_at(bench, bench->records[record].values)->layout;
    size_t end = bench->records[first].values;
    places->count = 0;
    for (size_t i = bench->records[first].first; i < end; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        const struct gj_key *key = gj_key_at(bench, i);
        if (atom->layout != layout || atom->kind != GJ_ATOM_TEXT)
            continue;
        bool good = true;
        if (layout == GJ_LAYOUT_COLUMNS && is_whole_key(bench, i))
            good = add_header_words(bench, strip, i, places);
        else if (heads_column(bench, strip, key->characters, key->length))
            good = add_place(places, left_of(places, atom), header_end(bench, places, i, end));
        if (!good)
            return false;
    }
    return places->count == strip->slot_count;
}

/* How far apart two stretches of a line are; 0 where they touch. */
static uint32_t distance(uint32_t left, uint32_t right, uint32_t other_left, uint32_t other_right) {
    if (right < other_left)
        return other_left - right;
    return left > other_right ? left - other_right : 0;
}

/* The slot whose stretch is nearest; *away is 0 within it. */
static size_t nearest_slot(const struct places *places, size_t slot_count, const struct gj_atom *atom, uint32_t *away) {
    size_t best = 0;
    *away = UINT32_MAX;
    for (size_t i = 0; i < slot_count; i++) {
        uint32_t off = distance(left_of(places, atom), right_of(places, atom), places->left[i], places->right[i]);
        if (off < *away) {
            *away = off;
            best = i;
        }
    }
    return best;
}

/* Each value to the slot it stands at; false where two would share one, or one stands nowhere near any. */
static bool place_by_position(struct gj_workbench *bench, const struct places *places, struct gj_choice *choice,
                              const struct gj_fields *fields, size_t slot_count) {
    uint32_t slots[GJ_MOST_SLOTS];
    size_t last = 0;
    bool any = false;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = GJ_SLOT_BLANK;
    for (size_t i = 0; i < fields->count; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, fields->atoms[i]);
        uint32_t away;
        size_t slot = nearest_slot(places, slot_count, atom, &away);
        if (atom->kind == GJ_ATOM_BLANK) {
            if (away == 0)
                slots[slot] = fields->atoms[i];
            continue;
        }
        if (any && slot == last && gj_repeats_value(bench, slots[slot], fields->atoms[i]))
            continue;
        if ((any && slot <= last) || away > (gj_counts_fields(atom) ? 0U : 2U))
            return false;
        slots[slot] = fields->atoms[i];
        last = slot;
        any = true;
    }
    if (!any || gj_set_placement(bench, choice, slot_count) != GJ_OK)
        return false;
    memcpy(choice->placements[0].slots, slots, slot_count * sizeof *slots);
    return true;
}

/* The places of the nearest row that has a value in every slot, above (-1) or below (1), on the same page. */
static bool find_whole_row(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                           size_t slot_count, int side, struct places *places) {
    for (size_t at = record;;) {
        if (side < 0 ? at == 0 : at + 1 >= bench->record_count)
            return false;
        size_t next = side < 0 ? at - 1 : at + 1;
        size_t upper = bench->records[side < 0 ? next : at].values, lower = bench->records[side < 0 ? at : next].values;
        if (is_page_between(bench, upper, lower))
            return false;
        at = next;
        places->count = 0;
        if (gj_is_neighbour(bench, alignment, record, at, slot_count) && bench->records[at].field_count == slot_count)
            return add_record_places(bench, at, places) && places->count == slot_count;
    }
}

static bool same_slots(const struct gj_placement *a, const struct gj_placement *b, size_t slot_count) {
    return memcmp(a->slots, b->slots, slot_count * sizeof *a->slots) == 0;
}

/* By the rows that are whole above and below; where they do not agree, neither is followed. */
static bool place_by_whole_rows(struct gj_workbench *bench, const struct gj_alignment *alignment,
                                struct gj_choice *choice, const struct gj_fields *fields, struct places *places) {
    size_t slot_count = bench->strips->items[choice->strip].slot_count;
    struct gj_choice found = {.placement_count = 0};
    for (int side = -1; side <= 1; side += 2) {
        struct gj_choice tried = *choice;
        if (!find_whole_row(bench, alignment, choice->record, slot_count, side, places) ||
            !place_by_position(bench, places, &tried, fields, slot_count))
            continue;
        if (found.placement_count && !same_slots(&found.placements[0], &tried.placements[0], slot_count))
            return false;
        found = tried;
    }
    if (found.placement_count)
        *choice = found;
    return found.placement_count > 0;
}

static bool is_whole_row(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record) {
    size_t strip = alignment->chosen[record].first_strip;
    return strip != GJ_NO_STRIP && bench->records[record].field_count == bench->strips->items[strip].slot_count &&
           gj_atom_at(bench, bench->records[record].values)->layout == GJ_LAYOUT_COLUMNS;
}

/* How many values of two whole rows stand above each other, counted one way. */
static size_t count_above(const struct gj_workbench *bench, size_t upper, size_t lower, bool by_character) {
    struct gj_fields first, second;
    struct places way = {.by_character = by_character};
    size_t count = 0;
    if (!gj_list_fields(bench, bench->records[upper].values, bench->records[upper].last, &first) ||
        !gj_list_fields(bench, bench->records[lower].values, bench->records[lower].last, &second))
        return 0;
    for (size_t i = 0; i < first.count && i < second.count; i++) {
        const struct gj_atom *a = gj_atom_at(bench, first.atoms[i]), *b = gj_atom_at(bench, second.atoms[i]);
        count += distance(left_of(&way, a), right_of(&way, a), left_of(&way, b), right_of(&way, b)) == 0;
    }
    return count;
}

/* How many different columns the values of the table's rows begin at, or end at: whichever are fewer. */
static size_t count_edges(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                          bool by_character) {
    enum { MOST_EDGES = 256 };
    uint32_t edges[2][MOST_EDGES];
    size_t counts[2] = {0, 0};
    const struct places way = {.by_character = by_character};
    size_t slot_count = bench->strips->items[alignment->chosen[record].first_strip].slot_count;
    struct gj_rows rows = gj_rows_around(bench, record);
    for (size_t i = rows.first; i < rows.last; i++) {
        struct gj_fields fields;
        if (!gj_is_neighbour(bench, alignment, record, i, slot_count) ||
            !gj_list_fields(bench, bench->records[i].values, bench->records[i].last, &fields))
            continue;
        for (size_t at = 0; at < 2 * fields.count; at++) {
            const struct gj_atom *atom = gj_atom_at(bench, fields.atoms[at / 2]);
            uint32_t edge = at % 2 ? right_of(&way, atom) : left_of(&way, atom);
            size_t known = 0;
            while (known < counts[at % 2] && edges[at % 2][known] != edge)
                known++;
            if (known == counts[at % 2] && known < MOST_EDGES)
                edges[at % 2][counts[at % 2]++] = edge;
        }
    }
    return counts[0] < counts[1] ? counts[0] : counts[1];
}

/* By how much counting characters leaves fewer edges in a table than counting what is displayed. */
static int fewer_edges(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record) {
    return (int)count_edges(bench, alignment, record, false) - (int)count_edges(bench, alignment, record, true);
}

/* The same of the first table that tells the two ways apart, among as many as a report has. */
static int fewer_edges_elsewhere(const struct gj_workbench *bench, const struct gj_alignment *alignment) {
    enum { MOST_TABLES = 8 };
    size_t table = GJ_NOWHERE, tables = 0;
    int fewer = 0;
    for (size_t i = 0; i < bench->record_count && tables < MOST_TABLES && !fewer; i++) {
        const struct gj_record *record = &bench->records[i];
        size_t strip = alignment->chosen[i].first_strip;
        if (strip == GJ_NO_STRIP || bench->strips->items[strip].table == table || record->values == record->last ||
            gj_atom_at(bench, record->values)->layout != GJ_LAYOUT_COLUMNS)
            continue;
        table = bench->strips->items[strip].table;
        tables++;
        fewer = fewer_edges(bench, alignment, i);
    }
    return fewer;
}

/* Which way of counting columns keeps whole rows in line: the tool that made the text used one throughout. */
static bool counts_by_character(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record) {
    size_t displayed = 0, characters = 0;
    for (size_t i = 0; i + 1 < bench->record_count; i++) {
        if (!is_whole_row(bench, alignment, i) || !is_whole_row(bench, alignment, i + 1) ||
            bench->records[i].field_count != bench->records[i + 1].field_count ||
            is_page_between(bench, bench->records[i].values, bench->records[i + 1].values))
            continue;
        displayed += count_above(bench, i, i + 1, false);
        characters += count_above(bench, i, i + 1, true);
    }
    if (characters != displayed)
        return characters > displayed;
    int fewer = fewer_edges(bench, alignment, record);
    return (fewer ? fewer : fewer_edges_elsewhere(bench, alignment)) > 0;
}

bool gj_place_by_columns(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choice *choice,
                         const struct gj_fields *fields) {
    const struct gj_strip *strip = &bench->strips->items[choice->strip];
    struct places places;
    const struct gj_atom *first = gj_atom_at(bench, fields->atoms[0]);
    places.by_character = first->layout == GJ_LAYOUT_COLUMNS && counts_by_character(bench, alignment, choice->record);
    if (gj_counts_fields(first) && gj_place_by_fields(bench, alignment, choice, fields))
        return true;
    if (first->layout != GJ_LAYOUT_PIPES && place_by_whole_rows(bench, alignment, choice, fields, &places))
        return true;
    if (first->layout != GJ_LAYOUT_PIPES &&
        find_row_places(bench, alignment, choice->record, strip->slot_count, &places) &&
        place_by_position(bench, &places, choice, fields, strip->slot_count))
        return true;
    return find_header_places(bench, alignment, choice->record, strip, &places) &&
           place_by_position(bench, &places, choice, fields, strip->slot_count);
}
