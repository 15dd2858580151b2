/* Settling: what its files share while the ways of the open rows are compared. */
#ifndef GJ_SETTLE_H
#define GJ_SETTLE_H

#include "reassembly.h"
#include "sums.h"

#define GJ_MOST_ROWS 64

struct gj_settling {
    struct gj_workbench *bench;
    struct gj_choices *choices;
    int64_t *values;      /* of atom first_atom + i */
    bool *countable;      /* it is a whole number */
    int64_t *made_values; /* of the atoms that were made */
    size_t *row_of;       /* of each cell of the template: its choice plus 1, or 0 */
    size_t *slot_of;
    bool *named;               /* of each cell of the template: its row's label stands in the text */
    struct gj_scratch scratch; /* for the sums of one relation, or one search, at a time */
};

/* What stands in a slot, as a number; a slot that holds nothing counts as 0. false where it is no whole number. */
bool gj_slot_value(const struct gj_settling *settling, uint32_t atom, int64_t *value);

/* Left minus right of what one row, so placed, puts into the relation. */
bool gj_contribution(const struct gj_settling *settling, const struct gj_equation *equation, size_t row,
                     const uint32_t *slots, int64_t *sum);

struct gj_relation_rows {
    size_t rows[GJ_MOST_ROWS]; /* choices that have cells in it */
    size_t count;
    bool open, was_open; /* one of them has more ways than one, or had */
};

/* false where a cell of the relation is in no row, so that nothing can be said. */
bool gj_list_rows(const struct gj_settling *settling, const struct gj_equation *equation,
                  struct gj_relation_rows *rows);

/* Some rows were placed by where they stand on their line. */
bool gj_any_by_place(const struct gj_choices *choices);
/* How many relations between the rows of a table fail that such rows are in. */
size_t gj_count_against_places(const struct gj_settling *settling, size_t table);
/* Opens such rows of tables in which several do. */
gj_status gj_doubt_places(struct gj_settling *settling, bool *doubted);

/* Drops ways that the relations, one at a time, rule out. *is_sound is false where that left a relation without any
 * that some choice had satisfied before. */
gj_status gj_make_consistent(struct gj_settling *settling, bool *is_sound);

/* Compares the ways of all open rows together, and drops those that are behind; *is_least is false, and nothing
 * dropped, where the best choice costs more than least. */
gj_status gj_weigh_ways(struct gj_settling *settling, long least, bool *is_least);

/* What any choice of ways costs at least. */
gj_status gj_weigh_least(struct gj_settling *settling, long *least);

#endif
