/* What the bytes of a line tell before it is read: whether it may be left out, and what must be kept behind it. */
#ifndef GJ_PASSAGE_LINES_H
#define GJ_PASSAGE_LINES_H

#include "passages.h"

/* The line that was glanced at, judged by itself. */
struct gj_glanced_line gj_glanced_line(const struct gj_passages *passages, const char *bytes);

/* A whole number without a unit, as those of rows are, or any that opens the line. */
bool gj_may_hold_row_number(const char *bytes, size_t length);

/* <t..., {|: a table in tags or in wiki markup, which may run on to the end of the text. */
bool gj_may_open_table(const char *bytes, size_t length);

/* Is the line a title, or, as a CR alone makes several lines of one, any of these? */
bool gj_holds_title(struct gj_passages *passages, const char *bytes, size_t length);

/* Lines as editors count them, which may end in CR alone. */
size_t gj_count_lines(const char *bytes, size_t length);

#endif
