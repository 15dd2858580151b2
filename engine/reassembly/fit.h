/* What the files that fit values to slots share. */
#ifndef GJ_FIT_H
#define GJ_FIT_H

#include "reassembly.h"

/* The values and blanks of one record, in order. */
struct gj_fields {
    uint32_t atoms[GJ_MOST_SLOTS * 4];
    size_t count;
    size_t value_count;
};

/* Lists those among atoms [first, last); false where they are too many. */
bool gj_list_fields(const struct gj_workbench *bench, size_t first, size_t last, struct gj_fields *fields);

/* The one way to fill the slots, all of them missing yet. */
gj_status gj_set_placement(struct gj_workbench *bench, struct gj_choice *choice, size_t slot_count);

/* True where the other record is a row of the same table, as many slots wide, in the same layout. */
bool gj_is_neighbour(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t record, size_t other,
                     size_t slot_count);

/* Places the values by the numbers of their fields; false where those do not tell. */
bool gj_place_by_fields(struct gj_workbench *bench, const struct gj_alignment *alignment, struct gj_choice *choice,
                        const struct gj_fields *fields);

#endif
