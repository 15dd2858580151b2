/* Notes: the diagnostics that reading a report can give, each with its code and its words. */
#ifndef GJ_NOTES_H
#define GJ_NOTES_H

#include "report.h"

enum gj_note_kind {
    GJ_NOTE_OVERFLOW,       /* cell, raw: a number that does not fit */
    GJ_NOTE_LETTERS,        /* cell, raw: O or l read as a digit */
    GJ_NOTE_PERCENT,        /* cell, raw: a share where a count should stand */
    GJ_NOTE_ROW_REPEATED,   /* row */
    GJ_NOTE_ROW_ORDER,      /* row */
    GJ_NOTE_TABLE_MISSING,  /* table: its heading stands in the text, its cells do not */
    GJ_NOTE_LABEL_LIKE,     /* row, label: taken for the row though spelt otherwise */
    GJ_NOTE_TEMPLATE_DOUBT, /* template, other: the labels leave the choice of template open */
    GJ_NOTE_FOREIGN,        /* table: its rows stand under columns of another form */
    GJ_NOTE_LIMIT_LINE,     /* a line was too long to be cut into cells */
    GJ_NOTE_LIMIT_ATOMS,    /* there was too much to cut it all into cells */
    GJ_NOTE_LIMIT_WAYS,     /* incomplete rows could be read in too many ways to weigh them all */
    GJ_NOTE_LIMIT_ROWS,     /* there were too many rows to try them all */
    GJ_NOTE_LIMIT_CLAIMS,   /* sentences state more figures than are kept */
    GJ_NOTE_KINDS
};

/* Adds the diagnostic in the report's language. first and second are put into its words; second may be NULL.
 * Where memory ends the report's arena remembers it. */
void gj_note(struct gj_report *report, enum gj_note_kind kind, size_t line, const char *first, const char *second);

#endif
