/* A table drawn with box characters, as its form says it is printed. */
#ifndef GJ_WRITERS_DRAWING_H
#define GJ_WRITERS_DRAWING_H

#include "terminal.h"

enum gj_mark { GJ_MARK_NONE, GJ_MARK_VIOLATED, GJ_MARK_SUSPECT, GJ_MARK_UNREAD };

/* What stands in a value square. */
struct gj_drawn_value {
    const char *text; /* NULL for nothing */
    enum gj_mark mark;
};

typedef struct gj_drawn_value (*gj_value_source)(const void *subject, size_t cell);

/* Memory that ends is a failure of terminal->out. */
void gj_draw_table(struct gj_terminal *terminal, const gj_form *form, gj_value_source source, const void *subject);

#endif
