/* A violation in plain words, for every writer that speaks to a reader. */
#ifndef GJ_WRITERS_VIOLATION_H
#define GJ_WRITERS_VIOLATION_H

#include "out.h"

/* Whatever parts two lines: a line feed, an element, an indentation. */
typedef void (*gj_line_break)(struct gj_out *out);

/* The text before and the label that all its cells share; nothing where they share none. */
void gj_write_shared_label(struct gj_out *out, const gj_report *report, gj_language language,
                           const gj_violation *violation, const char *before);
/* Both sums, or what is said against the cells; begin_line is called before each line. */
void gj_write_sums(struct gj_out *out, const gj_report *report, gj_language language, const gj_violation *violation,
                   gj_line_break begin_line);

#endif
