/* The question that the search answers, free of reports: which columns must change for all sums to be 0. */
#ifndef GJ_SUSPECTS_PROBLEM_H
#define GJ_SUSPECTS_PROBLEM_H

#include "report/report.h"

/* Row by row, the coefficients times the values add up to 0 when every relation holds. */
struct gj_problem {
    size_t row_count;
    size_t column_count;
    int32_t *coefficients; /* row_count x column_count */
    int64_t *sides;        /* what the changes of a row must add up to */
    int64_t *values;       /* as printed, scaled to whole numbers; 0 where nothing was */
    int64_t *steps;        /* a new value is a multiple of this; 0 where any fraction will do */
    bool *is_free;         /* its value is unknown from the start, so that no change is made by giving it one */
    bool *is_signed;
    bool *is_blank;    /* printed, and empty */
    size_t *cells;     /* of the report; NULL where the columns are not cells */
    size_t *relations; /* of the report, for each row; NULL likewise */
    int scale;         /* values are the cells' times ten to this power */
};

/* Room in arena for a problem of that size, all zero. */
gj_status gj_problem_new(struct gj_problem *problem, struct gj_arena *arena, size_t rows, size_t columns);

/* Numbers the relations of the report so that two have the same number where a chain of shared cells joins
 * them; numbers has relation_count elements. */
gj_status gj_problem_parts(const struct gj_report *report, struct gj_arena *arena, size_t *numbers);

/* The problem of the relations that have the number part. *fits is false where a value is too large. */
gj_status gj_problem_of_part(struct gj_problem *problem, struct gj_arena *arena, const struct gj_report *report,
                             const size_t *numbers, size_t part, bool *fits);

/* The printed value of a column that has one. */
bool gj_problem_is_printed(const struct gj_report *report, size_t cell);

#endif
