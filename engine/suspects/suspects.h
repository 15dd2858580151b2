/*
 * Suspects: which cells are wrong.
 *
 * The relations of a template are a parity-check code over its cells: a wrong cell shows as a pattern of
 * failing relations, and the likeliest explanation of a pattern is the smallest set of cells that, changed,
 * makes every relation hold again. That is error localisation as Fellegi and Holt put it ("A systematic
 * approach to automatic edit and imputation", JASA 71, 1976), here over sums and solved exactly.
 */
#ifndef GJ_SUSPECTS_H
#define GJ_SUSPECTS_H

#include "report/report.h"

/* A sentence of the report that gives a cell's value. */
struct gj_evidence {
    size_t cell;
    gj_decimal value;
    size_t line;
};

/*
 * Finds every smallest set of cells that, changed to whole values of 0 and more (below 0 too where a cell
 * is signed), makes all relations hold, and appends its cells to report->suspects. To be called after
 * gj_relations_check(). A cell that is missing, ambiguous or no number may take any value without
 * being counted as changed, and so may a total that is blank over parts that are not 0; any other blank
 * counts as a printed 0. What the relations then demand of such cells is proposed too, with has_found false.
 *
 * certain   the set has no rival of as few cells, and only one value fits each of its cells; a cell that
 *           was not printed must be demanded by two relations independently
 * likely    one set stands out of those that tie: a sentence states its values; or a slip of the pen
 *           explains each of its cells, and no other set, where each of its cells stands in two relations
 *           or more (in a lone relation every slip fits by itself: that is no evidence); or the set only
 *           fills a blank of a table that prints its zeros, where all others contradict what was printed;
 *           or all sets agree on the change
 * possible  everything else
 *
 * Sets that share no relation with each other are told apart and judged one by one. Where the work limit
 * is reached a diagnostic `unlocalised` says so and nothing is suspected there; where more sets tie than
 * are listed, `many_explanations`. evidence may be NULL with count 0. Fails with GJ_ERROR_MEMORY only.
 */
gj_status gj_suspects_find(struct gj_report *report, const struct gj_evidence *evidence, size_t count);

/*
 * What the report of the year before tells of this one's figures. To be called once violations of kind across are
 * added and indexed, of which first is the first.
 *
 * The value that the year before calls for is likely where this report's own sums call for it too; where nothing
 * else speaks for or against the printed figure it is possible. Where this report's sums hold with the printed figure
 * and would not hold with the other, nothing is suspected here: the earlier report may be wrong as well.
 */
gj_status gj_suspects_across(struct gj_report *report, size_t first);

#endif
