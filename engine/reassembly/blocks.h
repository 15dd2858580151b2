/* Blocks: text that was read column by column, labels first and values later. */
#ifndef GJ_BLOCKS_H
#define GJ_BLOCKS_H

#include "reassembly.h"

/* Adds a choice for each row that the headers before the values, the way the runs fit together, and the sums of the
 * rows settle; what they leave open is not placed. Does so for the tables of which that gives more than the alignment
 * found, whose readings of their rows are dropped: they are chance. */
gj_status gj_read_blocks(struct gj_workbench *bench, struct gj_alignment *alignment, struct gj_choices *choices);

#endif
