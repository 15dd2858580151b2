/* Whether a system of sums can come true in a table of positive numbers. */
#ifndef GJ_BALANCE_H
#define GJ_BALANCE_H

#include "arena.h"

/* Each equation says that its coefficients (1, 0 or -1) times the variables make 0. */
struct gj_system {
    size_t equation_count;
    size_t variable_count;
    const int *coefficients; /* equation by equation */
    const bool *is_signed;   /* of each variable: it may be negative */
};

enum gj_balance {
    GJ_BALANCE_POSSIBLE,
    GJ_BALANCE_IMPOSSIBLE,
    GJ_BALANCE_UNKNOWN, /* the exact numbers outgrew their room */
    GJ_BALANCE_MEMORY
};

/* Equations times variables; larger systems are unknown. */
#define GJ_SYSTEM_SIZE ((size_t)1 << 16)

/* Have the first equation_count equations a solution where every unsigned variable is above 0?
 * Where they have none, *forced is an unsigned variable that they force to be 0. The arena is for
 * work only. */
enum gj_balance gj_system_balances(struct gj_arena *arena, const struct gj_system *system, size_t equation_count,
                                   size_t *forced);

#endif
