/*
 * Passages: stretches of a fed text that say nothing about a report, and are left out before it becomes a text. They
 * are lines of which each is a sentence, or several, down to its full stop, and nothing else in any layout, without a
 * word that the rules for sentences start from. What stands around a passage must be read as if it were there, and so
 * lines of it are kept:
 *
 *   - who reports, and when, is looked for in the first lines of a report and in the first ones that are sentences, so
 *     many are kept behind the first sentence of what may be a report;
 *   - numbers of rows, one more each time, may stand some cells apart, so many are kept behind what may be such a
 *     number, or a quotation over several lines;
 *   - the first one, which may end a paragraph, and parts what stands on either side.
 *
 * Of a gap that remains the text knows what rows of commas must know of it (struct gj_gap), and the report's lines and
 * bytes are counted on over it when it is done.
 */
#ifndef GJ_PASSAGES_H
#define GJ_PASSAGES_H

#include "grammar.h"
#include "report/report.h"
#include "text/glance.h"
#include "text/intake.h"
#include "text/text.h"

/* What is known of a line before it is read; of one that may be a row of commas only by those behind it. */
struct gj_glanced_line {
    size_t start, length; /* with its end; in what the intake holds */
    size_t fields;        /* that its commas make */
    enum { GJ_LINE_OTHER, GJ_LINE_BLANK, GJ_LINE_SENTENCE } kind;
    bool quoted; /* it may be a row with quotes, which run over lines */
};

/* A passage that may go on: blank lines behind its last sentence belong to it only then. */
struct gj_passage {
    bool is_open;
    struct gj_gap gap;           /* what was left out already, with the fields of the first lines, here or there */
    size_t start, lines;         /* of what is still held, its blank lines at the end among it */
    size_t last_end, last_lines; /* the same up to the end of its last sentence; 0 lines where that is gone */
};

enum { GJ_LINES_AHEAD = GJ_GAP_FIELDS };

struct gj_passages {
    const struct gj_grammar *grammar;
    size_t longest; /* line that is looked into, in bytes */
    struct gj_arena arena;
    bool is_off;      /* something of the input goes on without an end that shows */
    bool is_awake;    /* lines are looked at one after another */
    size_t rested_at; /* the byte, of all that is left, up to which they were; kept_lines stand before it */
    struct gj_glance glance;
    struct gj_glanced_line ahead[GJ_LINES_AHEAD + 1]; /* the first is judged once all are there */
    size_t ahead_count;
    size_t row_fields; /* of the line before, where that may be a row of commas; 0 where not */
    bool row_quoted;
    bool has_sentence;                                /* since what may be a report's title */
    size_t since_sentence, since_number, since_other; /* lines kept; in the last two, sentences */
    size_t kept_lines;
    struct gj_passage passage;
    size_t to, from; /* while lines are cut out: what stood before from is held up to to */
    struct gj_gap *gaps;
    size_t gap_count, gap_room;
};

/* Begins an input. limits: of the report. */
void gj_passages_begin(struct gj_passages *passages, const struct gj_grammar *grammar, const gj_limits *limits);
void gj_passages_free(struct gj_passages *passages);

/* What is held may be read as it is from now on, and nothing of it is left out. */
gj_status gj_passages_rest(struct gj_passages *passages, struct gj_intake *intake);

/* The first gaps will not be asked for any more. */
void gj_passages_forget(struct gj_passages *passages, size_t count);

/* As gj_intake_fill(), for what is left when passages are left out; takes in pieces of so many bytes. What stands from
 * the byte from on, where so many lines are left before it, must not be read yet, and not begin within a report. */
gj_status gj_passages_fill(struct gj_passages *passages, struct gj_intake *intake, const char *source, size_t from,
                           size_t line, size_t need, size_t piece, gj_error *error);

#endif
