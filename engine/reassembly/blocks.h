/* Blocks: text that was read column by column, labels first and values later. */
#ifndef GJ_BLOCKS_H
#define GJ_BLOCKS_H

#include "reassembly.h"

/* The text may have been read column by column, and the alignment explains less than half of its values: what it makes
 * of them, and at what cost, is chance. */
bool gj_is_by_columns(const struct gj_workbench *bench, const struct gj_alignment *alignment);

/* Adds a choice for each row that the headers before the values, the way the runs fit together, and the sums of the
 * rows settle; what they leave open is not placed. Readings of the alignment that such text makes a matter of chance
 * are dropped from it. */
gj_status gj_read_blocks(struct gj_workbench *bench, struct gj_alignment *alignment, struct gj_choices *choices);

/* True where the choice has values of the record in its first way. */
bool gj_has_values_of(const struct gj_workbench *bench, const struct gj_choice *choice, const struct gj_record *record);

#endif
