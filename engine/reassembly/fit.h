/* What the files that fit values to slots share. */
#ifndef GJ_FIT_H
#define GJ_FIT_H

#include "reassembly.h"

/* The values and blanks of one record, in order. */
struct gj_fields {
    uint32_t atoms[GJ_MOST_SLOTS * 4];
    size_t count;
};

/* Lists those among atoms [first, last); false where they are too many. */
bool gj_list_fields(const struct gj_workbench *bench, size_t first, size_t last, struct gj_fields *fields);

/* Leaves of them the numbers. */
void gj_keep_values(const struct gj_workbench *bench, struct gj_fields *fields);

/* Leaves of them numbers and printed marks for nothing: of a row padded with empty cells these are the cells. */
void gj_keep_marks(const struct gj_workbench *bench, struct gj_fields *fields);

/* The one way to fill the slots, all of them missing yet. */
gj_status gj_set_placement(struct gj_workbench *bench, struct gj_choice *choice, size_t slot_count);

/* True where the other record is a row of the same table, as many slots wide, in the same layout. */
bool gj_is_neighbour(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record,
                     size_t other, size_t slot_count);

/* True where the atom's left and right are the number of its field. */
bool gj_counts_fields(const struct gj_atom *atom);

/* True where the layout keeps the columns of a table. */
bool gj_keeps_place(const struct gj_atom *atom);

/* Places the values by whole rows first, then by the columns that all rows of the page make together, then by the
 * headers; false where none of those tells. */
bool gj_place_by_columns(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choice *choice,
                         const struct gj_fields *fields);

/* Records [first, last) that are near enough to belong to the same table: a table has no more rows. */
struct gj_rows {
    size_t first, last;
};
struct gj_rows gj_rows_around(const struct gj_workbench *bench, size_t record);

/* True where the empty cells of the record's table were left out and its rows filled up at their ends. */
bool gj_is_squeezed(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record);
/* True where empty cells stand between others in its table: none was left out. */
bool gj_shows_empty_cells(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record);

/* True where the rows around are set with one space between their cells. */
bool gj_is_spaced(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record_at);

/* Places the values of such a row by the spaces before them, as each empty cell left one of its own. */
bool gj_place_by_spaces(struct gj_workbench *bench, struct gj_choice *choice, const struct gj_fields *fields);

/* Places the values by the numbers of their fields; false where those do not tell. */
bool gj_place_by_fields(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choice *choice,
                        const struct gj_fields *fields);

#endif
