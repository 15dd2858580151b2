/* Blocks: text that was read column by column, labels first and values later. */
#ifndef GJ_BLOCKS_H
#define GJ_BLOCKS_H

#include "reassembly.h"

/* True where the alignment explains so few of the values that they cannot stand behind their labels. */
bool gj_is_blocks(const struct gj_workbench *bench, const struct gj_alignment *alignment);

/* Adds a choice for each row that the headers before the values, the way the runs fit together, and the sums of
 * the rows settle. What they leave open is not placed. */
gj_status gj_read_blocks(struct gj_workbench *bench, struct gj_choices *choices);

#endif
