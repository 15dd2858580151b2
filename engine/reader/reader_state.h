/* What the files of a reader share: where it stands in its input, and what it remembers. */
#ifndef GJ_READER_STATE_H
#define GJ_READER_STATE_H

#include "desk.h"
#include "passages.h"
#include "recall/recall.h"
#include "text/intake.h"

/* A window opens at its smallest, so that little is read in vain once a shape is known, and grows while none is. */
#define GJ_SMALLEST_WINDOW ((size_t)1 << 14)

enum { GJ_MOST_SHAPES = 32 };

struct gj_reader {
    const gj_grammar *grammar;
    gj_options options;
    gj_limits limits;
    const struct gj_template *wanted;
    struct gj_arena input_arena, window_arena, report_arena, title_arena;
    const char *source;
    struct gj_intake intake;
    /* What is left out of a fed input. All places here, and in a report until it is done, are counted without it. */
    struct gj_passages passages;
    size_t gap;                  /* of its gaps, the first that lies behind the start of the part at hand */
    size_t gap_bytes, gap_lines; /* left out before that start */
    struct gj_text text;         /* the input from where it is held on, without lines */
    bool holds_rest;             /* the text goes on to the end of the input */
    size_t mark;                 /* bytes of the original before its text */
    size_t base;                 /* byte of the original that the text begins with */
    size_t ahead_size;           /* bytes to hold ahead */
    size_t at, line;             /* where the next part begins, in the text and in lines of the input */
    size_t number;               /* reports so far */
    bool at_end;                 /* the last report was handed out, or reading failed */
    struct gj_desk window;       /* what is read in full, from window_at on */
    size_t window_at, window_line, window_size;
    struct gj_part *parts; /* of the window */
    size_t part_count, next_part;
    struct gj_match match, ahead;            /* of the part at hand, and of the one behind it */
    struct gj_shape *shapes[GJ_MOST_SHAPES]; /* the one that was matched last comes first */
    size_t shape_count;
    size_t known_ahead;            /* bytes ahead where a known shape stands that was not recalled; else GJ_NOWHERE */
    size_t recalled;               /* reports, since it was made */
    struct gj_memory mute, titles; /* as a desk has them */
    struct gj_report report;
};

/* Sees to it that so many bytes from where the reader is are held, in whole lines, or the rest of the input. What is
 * held moves: no part may be left of the window. is_long: the part at hand is, and passages that say nothing are left
 * out of it where nobody asks for them. */
gj_status gj_reader_hold(struct gj_reader *reader, size_t size, bool is_long, gj_error *error);

/* An empty report in the arena for reports, which is its own till the next one. last: no other follows. */
gj_status gj_reader_open_report(struct gj_reader *reader, bool last);

/* Which lines of the text are the report's own: from line, which begins at byte at, to the one before end, counted from
 * 0; the first report has those before it as well, the last one those behind. */
void gj_reader_set_lines(struct gj_reader *reader, size_t line, size_t at, size_t end, bool last);

/* A desk for a stretch of the text that is held. */
struct gj_desk gj_reader_desk(struct gj_reader *reader, struct gj_arena *arena, size_t start, size_t length);

/* The report at hand is done, and the next part begins there. */
void gj_reader_move_on(struct gj_reader *reader, size_t at, size_t line);

/* Recalls the part at hand by a shape. *done is false, and the reader where it was, where it must be read in full. */
gj_status gj_reader_recall(struct gj_reader *reader, bool *done);

/* Reads the part at hand in full, and learns its shape. */
gj_status gj_reader_read(struct gj_reader *reader, gj_error *error);

#endif
