/*
 * The equations of a problem in solved form: exact Gauss-Jordan elimination over whole numbers, one column
 * opened at a time, and every step can be taken back. A row that no open column solves (basic is
 * GJ_NO_COLUMN) says what the changes of columns still closed must add up to. The same rows serve as a
 * simplex tableau when values below 0 have to be mended (the general simplex of Dutertre and de Moura,
 * "A fast linear-arithmetic solver for DPLL(T)", CAV 2006, with Bland's rule).
 */
#ifndef GJ_SUSPECTS_TABLEAU_H
#define GJ_SUSPECTS_TABLEAU_H

#include "bits.h"
#include "problem.h"

#define GJ_NO_COLUMN ((size_t)-1)
#define GJ_NO_ROW ((size_t)-1)

struct gj_tableau {
    const struct gj_problem *problem;
    size_t row_count;
    size_t column_count;
    size_t words;          /* of a set of columns */
    int32_t *coefficients; /* row_count x column_count */
    int64_t *sides;        /* closed columns count by their change, open ones by their value */
    int64_t *largest;      /* of each row: its largest coefficient, without sign */
    uint64_t *supports;    /* of each row: the columns with a coefficient */
    size_t *basic;         /* of each row: the open column that it is solved for */
    uint64_t *open;        /* columns whose value may be any */
    uint64_t *loose;       /* of these, the ones that no row is solved for: they stand at 0 */
    size_t log_count;
    size_t log_capacity;
    struct gj_tableau_log {
        size_t row;
        size_t basic;
        int64_t side;
        int64_t largest;
    } * log;
    int32_t *log_coefficients;
    uint64_t *log_supports;
    bool exhausted; /* a number or the log outgrew its room: what follows is not to be trusted */
    size_t work;    /* rows changed, for the work limit */
};

/* All columns closed. depth: how many columns will be open at a time, roughly. */
gj_status gj_tableau_new(struct gj_tableau *tableau, struct gj_arena *arena, const struct gj_problem *problem,
                         size_t depth);

/* Opens a closed column: its value is solved for, or it is loose. */
void gj_tableau_open(struct gj_tableau *tableau, size_t column);

/* Lets a loose column take the place of the one that row is solved for. */
void gj_tableau_exchange(struct gj_tableau *tableau, size_t row, size_t column);

/* Takes back every change of rows after the log had count entries. open and loose are the caller's to keep. */
void gj_tableau_undo(struct gj_tableau *tableau, size_t count);

/* Makes the values of the open columns 0 or more where that can be had among themselves. Returns a row
 * whose column has no lawful value as long as all closed columns keep theirs, or GJ_NO_ROW. */
size_t gj_tableau_settle(struct gj_tableau *tableau);

static inline int32_t gj_tableau_at(const struct gj_tableau *tableau, size_t row, size_t column) {
    return tableau->coefficients[row * tableau->column_count + column];
}

static inline const uint64_t *gj_tableau_support(const struct gj_tableau *tableau, size_t row) {
    return &tableau->supports[row * tableau->words];
}

#endif
