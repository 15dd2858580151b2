/* The form: the layout in which a table of a template is printed. */
#ifndef GJ_FORM_H
#define GJ_FORM_H

#include "grammar.h"

/* Lays out a table whose rows, columns and first_cell are known; the squares, which cover every
 * place of the grid once, live in the arena. One of three layouts:
 *   - side_by_side: headers for the rows over headers for the columns, and one line of values;
 *   - a list, where rows name units: label, unit and values, and each group on a line of its own;
 *   - a grid: groups of rows as merged squares to the left of theirs, groups of columns above
 * theirs. false where memory ends. */
bool gj_form_build(struct gj_arena *arena, const struct gj_table_rule *table, gj_form *form);

#endif
