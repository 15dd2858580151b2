/* A template's JSON, compiled. */
#ifndef GJ_TEMPLATE_H
#define GJ_TEMPLATE_H

#include "reading.h"

/* Makes what a template is recognised by in the grammar's spelling, and what later stages work from. */
gj_status gj_template_index(struct gj_template *form, const struct gj_grammar *grammar);

/* Compiles the file at reading->root, labels and forms included. On success *form is the caller's,
 * to be freed with gj_template_free(). */
gj_status gj_template_read(struct gj_reading *reading, struct gj_template **form);
/* NULL is allowed. */
void gj_template_free(struct gj_template *form);

/* Checks the "format" and "fragments" that any grammar file may hold; fragments may be NULL. */
gj_status gj_check_format(struct gj_reading *reading, const cJSON *format);
gj_status gj_check_fragments(struct gj_reading *reading, const cJSON *fragments);

#endif
