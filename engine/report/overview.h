/* What an overview keeps of the reports that were added to it. */
#ifndef GJ_OVERVIEW_H
#define GJ_OVERVIEW_H

#include "report.h"

/* One report, in a few words. */
struct gj_glance {
    const char *source;
    const char *body; /* NULL where the text does not say */
    const char *address;
    int year;
    bool is_recognised;
    size_t tables_found, table_count;
    size_t violations;
    bool is_whole; /* all tables are there, with all their cells */
};

/* A relation that a report violates; twice where it violates it in two places. */
struct gj_failure {
    const char *relation; /* id */
    const char *label;    /* what its cells share, in the words of the template */
    size_t report;        /* index */
};

struct gj_overview {
    struct gj_arena arena;
    GJ_LIST(struct gj_glance) reports;
    GJ_LIST(struct gj_failure) failures;
};

#endif
