/* Where, in text that was read column by column, what is printed of a table begins and ends: its labels and values may
 * stand anywhere between its heading and the next. */
#include <string.h>

#include "block_reader.h"

/* The atom and the next are the two lines of a heading. The last character may have a line to itself, and then be
 * another than the heading has, as spellings that mean the same were made one by words. */
static bool are_lines_of(const struct gj_workbench *bench, const struct gj_key *heading, size_t atom) {
    enum { SHORTEST_LINE = 6 };
    const struct gj_key *line = gj_key_at(bench, atom);
    if (line->length < SHORTEST_LINE || line->length >= heading->length || atom + 1 == bench->last_atom ||
        !gj_key_begins(heading, line->characters, line->length))
        return false;
    const struct gj_key *next = gj_key_at(bench, atom + 1);
    size_t rest = heading->length - line->length;
    return next->length == rest && (rest == 1 || memcmp(next->characters, heading->characters + line->length,
                                                        rest * sizeof *next->characters) == 0);
}

static bool announces(const struct gj_workbench *bench, size_t table, size_t atom) {
    const struct gj_label_book *book = &bench->report->form->labels;
    const struct gj_key *key = gj_key_at(bench, atom);
    struct gj_context text = gj_context_of(key->characters, key->length);
    for (size_t i = 0; i < book->label_count; i++) {
        const struct gj_label *label = &book->labels[i];
        if (label->role != GJ_LABEL_HEADING || label->table != table)
            continue;
        bool is_whole = key->length >= label->key.length && key->length <= label->key.length + 8 &&
                        gj_likeness(&label->key, &text, false) == 1000;
        if (is_whole || are_lines_of(bench, &label->key, atom))
            return true;
    }
    return false;
}

/* The tables whose sections are read together: all with captions are one. */
static bool same_section(const struct gj_workbench *bench, size_t table, size_t other) {
    const struct gj_table_rule *tables = bench->report->form->tables;
    return table == other || (tables[table].has_caption && tables[other].has_caption);
}

/* The table of another section that the atom announces; the count of tables where it announces none. */
static size_t other_announced(const struct gj_workbench *bench, size_t table, size_t atom) {
    size_t count = bench->report->form->table_count, other = count;
    for (size_t i = 0; i < count; i++) {
        if (!announces(bench, i, atom))
            continue;
        if (same_section(bench, table, i))
            return count;
        other = i;
    }
    return other;
}

/* Characters of an atom's first word: headers one space apart are one atom. */
static size_t first_word(const struct gj_workbench *bench, size_t atom) {
    const struct gj_atom *place = gj_atom_at(bench, atom);
    const char *bytes = bench->text->bytes + place->offset;
    const char *space = memchr(bytes, ' ', place->length);
    size_t length = gj_count_characters(bytes, space ? (size_t)(space - bytes) : place->length);
    size_t whole = gj_key_at(bench, atom)->length;
    return length < whole ? length : whole;
}

/* The characters are the beginning of a header of the table's columns. */
static bool begins_header(const struct gj_workbench *bench, size_t table, const uint32_t *characters, size_t length) {
    const struct gj_label_book *book = &bench->report->form->labels;
    for (size_t i = 0; i < book->label_count && length >= 2; i++) {
        const struct gj_label *label = &book->labels[i];
        if (label->role == GJ_LABEL_COLUMN && same_section(bench, table, label->table) &&
            gj_key_begins(&label->key, characters, length))
            return true;
    }
    return false;
}

/* The atom begins with a header of the table's columns, or is the first line of one. Narrow columns have a character a
 * line. */
static bool heads_column(const struct gj_workbench *bench, size_t table, size_t atom) {
    const struct gj_key *key = gj_key_at(bench, atom);
    if (key->length == 1 && atom + 1 < bench->last_atom && gj_key_at(bench, atom + 1)->length == 1) {
        const uint32_t characters[] = {key->characters[0], gj_key_at(bench, atom + 1)->characters[0]};
        return begins_header(bench, table, characters, 2);
    }
    return begins_header(bench, table, key->characters, first_word(bench, atom));
}

static bool labels_table(const struct gj_workbench *bench, size_t table, size_t atom) {
    const struct gj_label *label = gj_label_at(bench, atom);
    return heads_column(bench, table, atom) ||
           (label && label->role != GJ_LABEL_HEADING && same_section(bench, table, label->table));
}

/* Columns at the foot of a page may be read after the heading below them: the heading is then followed by a header
 * of the table above it. */
static bool is_followed_by_own(const struct gj_workbench *bench, size_t table, size_t atom) {
    for (size_t i = atom + 1; i < bench->last_atom; i++)
        if (gj_key_at(bench, i)->length)
            return labels_table(bench, table, i);
    return false;
}

static bool names_rows(const struct gj_label *label, size_t table) {
    return label->table == table && (label->role == GJ_LABEL_ROW || label->role == GJ_LABEL_GROUP);
}

/* The first line of a label of the table's rows, or the label of one with others, or parts of others, beside it. */
static bool is_broken_label(const struct gj_workbench *bench, size_t table, size_t atom) {
    enum { SHORTEST_WHOLE = 4 };
    const struct gj_label_book *book = &bench->report->form->labels;
    const struct gj_key *key = gj_key_at(bench, atom);
    for (size_t i = 0; i < book->label_count; i++)
        if (names_rows(&book->labels[i], table) && gj_key_begins(&book->labels[i].key, key->characters, key->length))
            return true;
    struct gj_label_search search = gj_labels_search(book, key);
    for (const struct gj_label *label; (label = gj_labels_within(&search));)
        if (names_rows(label, table) && label->key.length >= SHORTEST_WHOLE)
            return true;
    return false;
}

/* A heading of the level of the tables' own (一、) that announces none of them. */
static bool opens_section(const struct gj_workbench *bench, size_t table, size_t atom) {
    const struct gj_key *key = gj_key_at(bench, atom);
    return key->numbering.level == 1 && key->length >= 6 && !gj_label_at(bench, atom) &&
           !is_broken_label(bench, table, atom);
}

static bool ends_section(const struct gj_workbench *bench, size_t table, size_t atom) {
    bool other = other_announced(bench, table, atom) < bench->report->form->table_count;
    return (opens_section(bench, table, atom) || other) && !is_followed_by_own(bench, table, atom);
}

/* What is read between the heading of the next table and the first of that table's headers on the page, or the end
 * of it, may still be values of this one. */
static size_t pass_heading(const struct gj_workbench *bench, size_t table, size_t atom) {
    size_t other = other_announced(bench, table, atom), next = atom + 1;
    if (other == bench->report->form->table_count)
        return atom;
    while (next < bench->last_atom && gj_page_of(bench, next) == gj_page_of(bench, atom) &&
           !heads_column(bench, other, next))
        next++;
    return next;
}

bool gj_find_section(const struct gj_workbench *bench, size_t table, size_t *first, size_t *last) {
    for (*first = bench->first_atom; *first < bench->last_atom && !announces(bench, table, *first); ++*first)
        ;
    for (*last = *first + 1; *last < bench->last_atom && !ends_section(bench, table, *last); ++*last)
        ;
    if (*last < bench->last_atom)
        *last = pass_heading(bench, table, *last);
    return *first < bench->last_atom;
}
