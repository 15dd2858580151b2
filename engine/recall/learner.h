/* A report on its way to a shape. */
#ifndef GJ_LEARNER_H
#define GJ_LEARNER_H

#include "recall.h"

struct gj_learner {
    struct gj_shape *shape; /* NULL until it is known that there is one */
    const struct gj_desk *desk;
    const struct gj_report *report;
    struct gj_part part; /* the atoms of the report */
    struct gj_part span; /* those of the shape */
    size_t start, end;   /* its bytes, whole lines but for the last line end */
    size_t open_count;   /* lines among them that are open */
};

static inline const struct gj_atom *gj_learner_atom(const struct gj_learner *learner, size_t index) {
    return &learner->desk->cells.atoms[index];
}

/* Finds the span: the tables, if each of their atoms is one that any report of the shape may have. */
bool gj_find_plain_tables(struct gj_learner *learner);

/* Whether the span, whose text is not read again, tells the template, and nothing of who reports and when. */
gj_status gj_are_tables_certain(const struct gj_learner *learner, bool *certain);

#endif
