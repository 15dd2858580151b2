/* Slips: how a wrong figure comes to be written. A proposed value that a slip explains is the likelier. */
#ifndef GJ_SUSPECTS_SLIPS_H
#define GJ_SUSPECTS_SLIPS_H

#include "report/report.h"

/* What was written in a cell, and what may have been meant. */
struct gj_correction {
    size_t cell;
    bool has_found;
    gj_decimal found;
    gj_decimal meant;
};

struct gj_slip {
    const char *code;
    int weight;      /* for ranking: how much likelier it makes a correction */
    bool is_telling; /* rarely fits by accident, so that a fit is evidence and not only an order of trust */
};

/* The weightiest slip that turns what was meant into what was found, or NULL. */
const struct gj_slip *gj_slip_of_one(const struct gj_report *report, const struct gj_correction *correction);

/* The same for a slip that spoils two cells at once. */
const struct gj_slip *gj_slip_of_two(const struct gj_report *report, const struct gj_correction *a,
                                     const struct gj_correction *b);

#endif
