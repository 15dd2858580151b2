/* Rows and columns: the trees of labels, as merged headers and group rows nest. */
#ifndef GJ_HEADINGS_H
#define GJ_HEADINGS_H

#include "reading.h"

/* Either the rows or the columns of a table. */
struct gj_axis {
    const char *member; /* "rows" or "columns" */
    struct gj_heading *headings;
    size_t heading_count;
    struct gj_leaf *leaves;
    size_t leaf_count;
    size_t leaf_capacity;
    struct gj_names names; /* of the leaves, sorted */
    size_t name_capacity;
};

/* Reads the rows or columns (axis->member says which) in json, a member of the table at spot. */
gj_status gj_read_axis(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json, struct gj_axis *axis);

#endif
