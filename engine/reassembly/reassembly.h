/*
 * Reassembly: atoms find their cells.
 *
 *     atoms → records → readings (record × strip) → placements (value × slot) → settled cells
 *
 * A *strip* is one printed line of values of the template: the seven of a row, or the fifteen of the
 * review grid. A *record* is one run of values in the text with the labels around it. Records are
 * aligned to strips in order (align.c), and the values of a record to the slots of its strip (fit.c);
 * where labels and order leave a choice, the relations are asked (settle.c).
 */
#ifndef GJ_REASSEMBLY_H
#define GJ_REASSEMBLY_H

#include "cells/cells.h"
#include "grammar.h"
#include "report/report.h"

/* ---- between the files of this folder ---- */

#define GJ_NO_STRIP ((size_t)-1)
#define GJ_NO_RECORD ((size_t)-1)

/* A strip of more slots than this is left alone. */
#define GJ_MOST_SLOTS 64

/* Characters that labels are looked for among, with a rough set of them: what is not in it is surely none of them. */
struct gj_context {
    const uint32_t *characters;
    size_t length;
    uint64_t set[4];
};

struct gj_context gj_context_of(const uint32_t *characters, size_t length);

struct gj_strip {
    size_t table;
    const size_t *cells; /* of the template, one for each slot */
    size_t slot_count;
    const struct gj_key **labels; /* the row's label in every spelling; of a side by side strip, its headers once */
    const struct gj_context *contexts; /* the same, for what is looked for in them */
    size_t label_count;
    bool under_headers;         /* the labels are headers above the values, in any order */
    size_t header_length;       /* characters of all its headers together */
    size_t first_row, last_row; /* of the table */
};

struct gj_strips {
    struct gj_strip *items;
    size_t count;
};

/* The strips of a template in printed order, in its arena; called once when it is compiled. */
gj_status gj_strips_build(struct gj_template *form);

enum { GJ_LONGEST_AFTER = 80 }; /* characters of labels behind a row that may belong to it */

struct gj_record {
    size_t first; /* atoms [first, values) are its labels, [values, last) its values */
    size_t values;
    size_t last;
    size_t value_count; /* numbers */
    size_t field_count; /* numbers and blanks */
    size_t mark_count;  /* numbers and printed marks for nothing (/, -), and empty cells only where they are a grid */
    size_t run_count;   /* numbers, with those of merged squares counted once */
    const uint32_t *before; /* characters of the labels before the values, in reading order */
    size_t before_length;
    size_t last_length;    /* characters of the last label before the values */
    size_t beside;         /* how many of them, at the end, stand in the values' own row */
    const uint32_t *after; /* characters between this record's row and the next one's */
    size_t after_length;
    size_t room;  /* fields that the row has for values: in as many slots a blank shows by the place of the others */
    bool around;  /* labels may stand before, beside and after the values: columns of spaces */
    bool lone;    /* one cell a line: nothing shows where a row ends */
    bool foreign; /* a label stands right before the values that is none of the template's */
    const struct gj_label *exact; /* the row label right before the values, where it is one to the letter */
};

/* What the stages share while one report is put together. */
struct gj_workbench {
    struct gj_report *report;
    struct gj_arena *arena;
    const struct gj_text *text;
    struct gj_cells *cells;
    size_t first_atom, last_atom;
    struct gj_key *keys;            /* of atom first_atom + i, and so are */
    const struct gj_label **labels; /* these */
    const struct gj_strips *strips;
    bool weighted_only; /* for tests that hold the two paths to each other */
    struct gj_record *records;
    size_t record_count;
    size_t limit_line; /* from 1: of the first record past the limit; 0 where there was room for all */
    size_t first_made; /* atom: those from here on were made for this report */
    bool has_blocks;   /* some of it was read column by column: order says nothing, and labels stand apart */
};

static inline const struct gj_atom *gj_atom_at(const struct gj_workbench *bench, size_t atom) {
    return &bench->cells->atoms[atom];
}

/* The page that the atom is printed on, by the form feeds before it. */
static inline size_t gj_page_of(const struct gj_workbench *bench, size_t atom) {
    return bench->text->lines[gj_atom_at(bench, atom)->line].page;
}

/* Small enough for the sums over what is open: of so many rows as a relation is followed in, with as many numbers each,
 * of which one may be lost and itself be told by a sum of as many. That leaves 35 million millions. */
#define GJ_LARGEST_ADDED (INT64_MAX / (GJ_MOST_SLOTS * GJ_MOST_SLOTS * GJ_MOST_SLOTS) - 1)

static inline bool gj_may_be_added(int64_t number) {
    return number <= GJ_LARGEST_ADDED && number >= -GJ_LARGEST_ADDED;
}

/* Nothing but digits are printed there: no sign, point or unit. */
static inline bool gj_is_digits(const struct gj_workbench *bench, const struct gj_atom *atom) {
    const char *bytes = bench->text->bytes + atom->offset;
    for (uint32_t i = 0; i < atom->length; i++)
        if (bytes[i] < '0' || bytes[i] > '9')
            return false;
    return true;
}

/* Of an atom of the report's own; it has length 0 where the atom is no text. */
static inline const struct gj_key *gj_key_at(const struct gj_workbench *bench, size_t atom) {
    return &bench->keys[atom - bench->first_atom];
}

/* The label that an atom of the report's own is to the letter, or NULL. */
static inline const struct gj_label *gj_label_at(const struct gj_workbench *bench, size_t atom) {
    return bench->labels[atom - bench->first_atom];
}

/* Of the atoms [first, last), one report: numbers that stand alone where its values do not, and count its pages, are no
 * values from here on. To be called before it is read by any template, none of which has a say in it. */
void gj_mark_page_numbers(const struct gj_text *text, struct gj_cells *cells, size_t first, size_t last);

/* Puts the atoms of one report into report->cells by the template report->form: the members of bench down to
 * labels are given. Every atom of the range leaves with a use. */
gj_status gj_reassemble(struct gj_workbench *bench);

/* Whether a text that is in no cell, and folds to key, is a label of the form, and so is not left over: to the letter
 * wherever it stands; near a row that was placed also misspelt, cut short, several in one, or a unit. */
bool gj_is_label_text(const struct gj_template *form, const struct gj_key *key, const char *text, size_t length,
                      bool near);

/* Whether a text is a label misspelt or cut short, or that and as much again. */
bool gj_resembles(const struct gj_key *text, const struct gj_key *label);

/* Adds the atoms that are left over to the report's leftovers, unless it is to have none. */
gj_status gj_list_leftovers(const struct gj_workbench *bench);

/* What reading the atoms by that template costs, without doing it: to compare templates by. *by_columns: the text may
 * have been read column by column, and the cost is chance. */
gj_status gj_reading_cost(struct gj_workbench *bench, long *cost, bool *by_columns);

/* The row whose label the atom is to the letter, or NULL. A text that is a column's label too (总计) needs the
 * numbering of the row's. */
const struct gj_label *gj_row_named(const struct gj_workbench *bench, size_t atom);

gj_status gj_records_build(struct gj_workbench *bench);

/* Merged squares of a row divided by tabs or pipes repeat their value in every field they cover: true for equal fields
 * of one row. */
bool gj_repeats_value(const struct gj_workbench *bench, size_t a, size_t b);

/* Of a longer label, in characters, no likeness can be told: it is 0. */
enum { GJ_LONGEST_LIKE = 128 };

/* How well a label fits the characters of a context: 0 to 1000. skip_tail: what stands behind the label in the
 * context counts against it, as the label ought to stand right before its values. */
int gj_likeness(const struct gj_key *label, const struct gj_context *context, bool skip_tail);

/* Is that likeness, whatever stands behind the label, at least so much? No more than common characters of the label can
 * stand in the context. Most that are unlike are told without aligning them. */
bool gj_is_like(const struct gj_key *label, const uint32_t *context, size_t length, size_t common, int least);
/* The same for headers in any order: the share of characters that both have. */
int gj_likeness_of_bags(const struct gj_strip *strip, const uint32_t *context, size_t length);
/* That of a side by side strip and what stands before the values, without the table's heading. */
int gj_header_likeness(const struct gj_workbench *bench, const struct gj_record *record, const struct gj_strip *strip);

/* One way to read a record: as the strips first to last (one, but for records whose labels were lost). */
struct gj_interpretation {
    size_t first_strip, last_strip; /* GJ_NO_STRIP: junk */
    int cost;
};

static inline bool gj_is_of_table(const struct gj_workbench *bench, const struct gj_interpretation *reading,
                                  size_t table) {
    return reading->first_strip != GJ_NO_STRIP && bench->strips->items[reading->first_strip].table == table;
}

/* Makes junk of what was taken for a row. */
static inline void gj_drop_reading(struct gj_interpretation *reading) {
    reading->first_strip = reading->last_strip = GJ_NO_STRIP;
}

struct gj_alignment {
    struct gj_interpretation *chosen; /* one a record */
    int *margin;                      /* how much dearer the next best reading of that record is */
    long cost;
    bool fast; /* every record was what was expected next */
};

/* Reads the records by the fast path; false where it does not apply, and alignment is then to be done anew. */
bool gj_walk(const struct gj_workbench *bench, struct gj_alignment *alignment);

/* By the fast path where it applies, by the weighted search otherwise. */
gj_status gj_align(struct gj_workbench *bench, struct gj_alignment *alignment);

/* Drops the readings of rows that stand under columns of another form. */
void gj_drop_foreign(struct gj_workbench *bench, struct gj_alignment *alignment);

/* Joins numbers that were broken over two lines, where the sum of their row asks for it. */
void gj_join_wrapped(struct gj_workbench *bench, struct gj_alignment *alignment);

/* 1 where every relation within a row of these values, one for each slot, holds; 0 where one does not; -1 where there
 * is none. */
int gj_row_holds(const struct gj_workbench *bench, const struct gj_strip *strip, const uint32_t *atoms);

/* Which atoms hold the values of a record. */
struct gj_range {
    size_t first, last;
    uint32_t before, behind; /* made atoms: numbers that were run together with the labels there; or GJ_NO_ATOM */
};

/* Which atom fills each slot: an index of cells->atoms, or one of these. */
#define GJ_SLOT_MISSING ((uint32_t)-1)
#define GJ_SLOT_BLANK ((uint32_t)-2)

/* The same is printed: both atoms, or both marks for none, say so to the letter. */
bool gj_same_text(const struct gj_workbench *bench, uint32_t a, uint32_t b);

struct gj_placement {
    uint32_t *slots;
    int cost;    /* of what must have happened to the row for that; once settled, how far it is behind the best */
    size_t rank; /* in the order that the ways were listed in */
};

/* All ways to put one record's values into its strip that the layout leaves open, the likeliest first. */
struct gj_choice {
    size_t record; /* GJ_NO_RECORD where it was read column by column */
    size_t strip;
    struct gj_placement *placements;
    size_t placement_count;
    size_t value_first, value_last; /* atoms of the record that belong to this strip */
    uint32_t before, behind;        /* and made ones, as of a range */
    int margin;
    const int *slot_margins; /* how far the reading of each slot is ahead of the next; NULL: as far as the margin */
    bool was_open;           /* there were several ways before the relations were asked */
    bool settled_by_relations;
    bool by_place; /* it has blank cells, and spaces alone told where */
};

struct gj_choices {
    struct gj_choice *items;
    size_t count;
    size_t capacity;
    bool whole; /* most rows have all their values */
};

/* Finds the range of each record, where labels strayed or swallowed a number; one entry for each. Values of the
 * choices, read out of blocks, are not asked for again. */
gj_status gj_mend(struct gj_workbench *bench, struct gj_alignment *alignment, const struct gj_choices *choices,
                  struct gj_range *ranges);

/* Every way to put numbers into the slots of a choice that has more or fewer of them; none past a limit. Of whole
 * rows a number may have been cut in two, or two of them run together. */
gj_status gj_list_ways(struct gj_workbench *bench, struct gj_choice *choice, const uint32_t *atoms, size_t count,
                       bool whole);

gj_status gj_fit(struct gj_workbench *bench, struct gj_alignment *alignment, struct gj_choices *choices);

/* Gives cells that were torn out of the rows of a table back to them. */
gj_status gj_take_torn(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choices *choices);

/* Drops the placements that the relations rule out. */
gj_status gj_settle(struct gj_workbench *bench, struct gj_choices *choices);

/* Writes the choices into report->cells, sets the status of its tables, and the use of every atom. */
gj_status gj_place(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choices *choices);

/* Whether the text may be a part of a row's label: it is no header and no heading. */
bool gj_is_row_text(const struct gj_workbench *bench, size_t atom);

/* Writes into report->regions how the choices were come by. To be called once they are placed. */
gj_status gj_list_regions(struct gj_workbench *bench, const struct gj_alignment *alignment,
                          const struct gj_choices *choices);

#endif
