/* What the makers of HTML pages share: escaping, anchors, words and the style sheet. */
#ifndef GJ_WRITERS_OUT_HTML_H
#define GJ_WRITERS_OUT_HTML_H

#include "out.h"

/* In the comments: what the placeholders stand for; see gj_html_say(). */
enum gj_html_word {
    GJ_HTML_LANGUAGE, /* the tag of the language itself */
    GJ_HTML_YEAR,     /* {0} */
    GJ_HTML_NO_BODY,
    GJ_HTML_NO_TEMPLATE,
    GJ_HTML_SOURCE, /* the term before the name of a file */
    GJ_HTML_TEMPLATE,
    GJ_HTML_ENCODING,
    GJ_HTML_TABLES, /* {0} found of {1} */
    GJ_HTML_HOLD,   /* {0} relations */
    GJ_HTML_VIOLATED,
    GJ_HTML_UNKNOWN,
    GJ_HTML_VIOLATIONS_HEAD,
    GJ_HTML_SUSPECTS_HEAD,
    GJ_HTML_NO_SUSPECT,
    GJ_HTML_ALL_WELL,
    GJ_HTML_NOTES_HEAD,
    GJ_HTML_LINE, /* {0} */
    GJ_HTML_CERTAIN,
    GJ_HTML_LIKELY,
    GJ_HTML_POSSIBLE,
    GJ_HTML_TABLES_HEAD,
    GJ_HTML_TEXT_HEAD,
    GJ_HTML_TO_CELL, /* from a line of the text back to the table */
    GJ_HTML_BLANK,
    GJ_HTML_MISSING,
    GJ_HTML_AMBIGUOUS,
    GJ_HTML_IS_VIOLATED, /* said of a cell, for those who do not see its colour */
    GJ_HTML_PROPOSED,
    GJ_HTML_REPAIRED,
    GJ_HTML_IS_MISSING_TABLE,
    GJ_HTML_LEGEND_VIOLATED,
    GJ_HTML_LEGEND_SUSPECT,
    GJ_HTML_LEGEND_UNREAD,
    GJ_HTML_LEGEND_LINKS,
    GJ_HTML_TO_OVERVIEW,
    GJ_HTML_MADE_BY,

    GJ_HTML_OVERVIEW,
    GJ_HTML_REPORTS, /* what the figures of the overview count */
    GJ_HTML_CONSISTENT,
    GJ_HTML_CONTRADICTORY,
    GJ_HTML_INCOMPLETE,
    GJ_HTML_COMPLETE_TABLES,
    GJ_HTML_UNREADABLE,
    GJ_HTML_CHART_HEAD,
    GJ_HTML_CHART_UNIT,
    GJ_HTML_NO_FAILURE,
    GJ_HTML_BODIES_HEAD,
    GJ_HTML_BODY_COLUMN,
    GJ_HTML_REPORTS_COLUMN,
    GJ_HTML_CONTRADICTORY_COLUMN,
    GJ_HTML_VIOLATIONS_COLUMN,
    GJ_HTML_YEAR_COLUMN,
    GJ_HTML_FILE_COLUMN,
    GJ_HTML_STATE_COLUMN,
    GJ_HTML_UNRECOGNISED,
    GJ_HTML_PARTIAL,
    GJ_HTML_MORE, /* {0} further lines */
    GJ_HTML_LIST_HEAD,
    GJ_HTML_ORDER,
    GJ_HTML_BY_VIOLATIONS,
    GJ_HTML_BY_BODY,
    GJ_HTML_BY_YEAR,
    GJ_HTML_BY_FILE,

    GJ_HTML_WORD_COUNT
};

/* A page being written. */
struct gj_html {
    struct gj_out out; /* escapes what goes through its filter */
    gj_language language;
    size_t number; /* of the report, from 0 */
};

void gj_html_open(struct gj_html *html, gj_language language, size_t number, gj_sink sink, void *context);

/* Its pattern. */
const char *gj_html_phrase(gj_language language, enum gj_html_word word);
/* A sentence; {0} and {1} are the numbers. */
void gj_html_say(struct gj_html *html, enum gj_html_word word, size_t first, size_t second);
void gj_html_word(struct gj_html *html, enum gj_html_word word);
/* "r1KIND12": the name of an anchor of this report. */
void gj_html_anchor(struct gj_html *html, char kind, size_t index);
/* Opens a link to an anchor of this report. */
void gj_html_link(struct gj_html *html, char kind, size_t index);
/* From the document type to the start of the body; the title is both texts. */
void gj_html_begin(struct gj_html *html, const char *title, const char *more_title);
void gj_html_end(struct gj_html *html);

/* Whether the table that the cell is in is drawn, so that the cell can be led to: one is unless nothing of it is
 * known. */
bool gj_html_draws(const gj_report *report, size_t cell);
/* The tables of a report; with_text says whether there are lines to lead to. */
void gj_html_tables(struct gj_html *html, const gj_report *report, bool with_text);
/* The lines that the report was read from. */
void gj_html_text(struct gj_html *html, const gj_report *report, const char *text, size_t length);

/* The style sheet, in pieces; NULL ends them. */
extern const char *const gj_html_style[];

#endif
