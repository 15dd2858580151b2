/* What the stages share while one input is read, from its atoms to its reports. */
#ifndef GJ_DESK_H
#define GJ_DESK_H

#include "cells/cells.h"
#include "grammar.h"
#include "labels/labels.h"
#include "memory.h"
#include "report/report.h"
#include "text/text.h"

struct gj_desk {
    const struct gj_grammar *grammar;
    struct gj_arena *arena;
    struct gj_text text;
    struct gj_cells cells;
    struct gj_key *keys;            /* of each atom; length 0 where it is no text */
    const struct gj_label **labels; /* of each atom, in the book of the template at hand */
    struct gj_memory *mute;         /* paragraphs that claim nothing, from report to report; NULL for none */
    struct gj_memory *titles;       /* what lines were as titles, likewise */
};

/* Atoms [first, last) are one report. */
struct gj_part {
    size_t first, last;
};

/* Folds a text to its key, which stays empty where the text is too long to be a label. */
gj_status gj_fold_text(const struct gj_grammar *grammar, struct gj_arena *arena, const char *text, size_t length,
                       struct gj_key *key);

/* Cuts the lines of the desk's text into atoms, and folds the text of each to its key. */
gj_status gj_read_atoms(struct gj_desk *desk, const gj_limits *limits);

/* So many labels of rows, columns and captions make tables of a text. A shorter one tells nothing: 总计 stands in any
 * table. */
enum { GJ_LEAST_TABLE_LABELS = 6, GJ_SHORTEST_TELLING = 3 };

/* Cuts the atoms where one report ends and the next begins; at least one part. */
gj_status gj_find_parts(struct gj_desk *desk, struct gj_part **parts, size_t *count);

/* Does the text show labels enough for tables? */
bool gj_holds_tables(const struct gj_desk *desk);

/* Does the first line of the text, which gj_is_title(), stand as titles do? It opens a report where tables follow. */
bool gj_begins_with_title(const struct gj_desk *desk);

/* May a text whose key has so many characters be a title? The year is no part of a key: it is shorter than the title,
 * which gj_is_title() measures. */
bool gj_may_be_title(size_t length);

/* A template that a part may follow. */
struct gj_candidate {
    const struct gj_template *form;
    size_t evidence; /* characters of its labels that the part shows */
    bool suits_year;
    long cost; /* of reading the part by it; 0 while it was not asked */
};

struct gj_candidates {
    struct gj_candidate *items; /* the likeliest first */
    size_t count;
};

/* The templates whose labels the part has most of, all that are close to the first; none where it has next to
 * none. year, where known, tells apart templates that the labels do not. */
gj_status gj_detect(const struct gj_desk *desk, const struct gj_part *part, int year, struct gj_candidates *candidates);

/* A heading may have words around it, of so many characters. */
enum { GJ_WORDS_AROUND_HEADING = 12 };

/* Sets shown of every label of the book that text, a cell's, counts as showing. */
void gj_mark_shown(const struct gj_label_book *book, const struct gj_key *text, bool *shown);

/* Does it show any label that is not known already? known, by label, may be NULL. */
bool gj_shows_other(const struct gj_label_book *book, const struct gj_key *text, const bool *known);

/* Looks every atom of the part up in the template's book. */
void gj_recognise(struct gj_desk *desk, const struct gj_part *part, const struct gj_template *form);

/* Finds the body that reports and the year from the title, the headings and the period of the statistics, in the
 * lines [first, last) of the text, or the first GJ_FARTHEST_PERIOD of them. */
enum { GJ_FARTHEST_PERIOD = 400 };
gj_status gj_find_who_and_when(struct gj_desk *desk, size_t first, size_t last, struct gj_report *report);

/* Notes line for each label of the book that the text announces, whatever else it says; lines that are set stay. */
void gj_mark_announced(const struct gj_label_book *book, const struct gj_key *text, size_t line, size_t *lines);

/* The line, from 1, where an atom of the part first announces each label of the book, whatever else it says; lines that
 * are set already stay. */
void gj_find_headings(const struct gj_desk *desk, const struct gj_part *part, const struct gj_label_book *book,
                      size_t *lines);

/* What a report is concluded from, once its tables are read. */
struct gj_setting {
    size_t first_line, last_line;             /* the lines [first_line, last_line) of the text are the report */
    struct gj_part part;                      /* its atoms */
    size_t first_table_line, last_table_line; /* lines of tables that are not among the atoms; both 0 for none */
    const size_t *open_lines;                 /* the lines between them that are no table's after all, in order */
    size_t open_count;
    const size_t *headings;          /* as from gj_find_headings(), where they are known; else NULL */
    const struct gj_template *rival; /* that the report may follow as well, or NULL */
    bool wanted;                     /* the template was asked for */
    const uint64_t *values; /* of the cells, as gj_relations_hold() takes them; NULL where only the cells tell */
};

/* Gives the report the tables and cells of report->form, all of them missing. */
gj_status gj_open_form(struct gj_report *report);

/* Reads the sentences on the report's lines. Where nothing else tells, report->body and report->form come from them. */
gj_status gj_read_sentences(struct gj_desk *desk, const struct gj_setting *setting, struct gj_report *report);

/* Reads the sentences, and finds what does not add up. */
gj_status gj_conclude(struct gj_desk *desk, const struct gj_setting *setting, struct gj_report *report);

/* Reads one part into report, whose arena, grammar, source, encoding and language are set. wanted is the template to
 * read it by, or NULL where the labels decide. */
gj_status gj_interpret(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report,
                       const struct gj_template *wanted);

/* True where the line is a title of such a report: the phrase of a template's titles with a year, and less than so many
 * characters that count. */
enum { GJ_LONGEST_TITLE = 60 };
bool gj_is_title(struct gj_desk *desk, size_t line);

#endif
