/*
 * Recall: reports from one extractor differ in their figures and hardly in anything else. A reader remembers the
 * *shape* of tables that it has read in full: the bytes between the values, what labels they are, and which cell
 * each value went to. Where the next report has the same bytes between its values, nothing that the stages from
 * cells to reassembly look at is different, and so neither is what they would make of it: the values go straight
 * into their cells. Anything else, and any value that could be more than a plain number, is read in full.
 */
#ifndef GJ_RECALL_H
#define GJ_RECALL_H

#include <stdint.h>

#include "memory.h"
#include "reader/desk.h"

/* Fixed bytes and the value behind them, or an open line. */
struct gj_stretch {
    uint32_t start, length; /* of the shape's bytes */
    uint32_t word, mask;    /* of the first four fixed bytes; mask tells which they are where there are less */
    uint32_t cell;          /* of the template; of an open line, their count; of the last stretch, GJ_NO_CELL */
    bool by_pipes;          /* the value stands between pipes, and not alone on its line */
};

#define GJ_NO_CELL UINT32_MAX

/* A value that a label follows: it may be taken for a number in front of that label. */
struct gj_closing {
    size_t stretch; /* in front of the value */
    size_t run;     /* gj_run_before_label() of the value; of the last, behind which the label is not known, 0 */
};

/* Where a piece of a row stands: so many bytes behind the start of a stretch, or, for a value, behind it. */
struct gj_piece_place {
    size_t stretch, ahead;
};

/* A line between the tables that no table takes, of one atom: a sentence, which may say anything, or a text. */
struct gj_open_line {
    size_t line;  /* from 0 at the first line of the shape */
    uint8_t kind; /* of its atom */
};

/* What reports of a shape are cast in: all that is the same in each of them, with room for what is not. What was cast
 * lasts until the next report is. */
struct gj_mould {
    gj_cell *cells;
    gj_table *tables;
    gj_relation *relations;
    gj_row_reading *rows;
    size_t row_count;
    gj_piece *pieces; /* of all rows, one behind the other */
    struct gj_piece_place *places;
    size_t piece_count;
    size_t first_line, last_line; /* of the rows, from 0 at the first line of the shape */
    struct gj_sheet_cell *sheet_cells;
    struct gj_sheet_label *sheet_labels;
    char *raws; /* the texts of the values */
    size_t raw_room;
};

/* What a text beside the tables is to the reports of a shape. */
struct gj_known_text {
    size_t key_length;  /* characters of its key */
    bool is_neutral;    /* it shows no label of any template that the tables do not show themselves */
    bool cuts;          /* it is a label of a row, a column ...: where it stands before the tables, another report's */
    bool is_label;      /* of the form, and no leftover, wherever it stands */
    bool is_label_near; /* the same beside a row that was placed */
    const size_t *announced; /* labels of the form, headings, that it announces */
    size_t announced_count;
};

/* The texts before the tables that say something of them, and all between them: each with a line feed behind it. */
struct gj_beside {
    const char *bytes;
    size_t length;
};

enum { GJ_MOST_BESIDE = 8 };

/* What a line beside the tables, which may stand in any report, comes to: no atom, or one. */
struct gj_known_line {
    bool has_atom;
    struct gj_atom atom; /* its offset from the start of the line */
    const struct gj_known_text *text;
    bool is_divided; /* by commas or semicolons: whether it is a row of a grid, the lines behind it decide */
    bool is_title;   /* as gj_is_title() has it */
};

struct gj_shape {
    struct gj_arena arena;
    const struct gj_template *form;
    const char *bytes;
    size_t length;
    struct gj_stretch *stretches;
    size_t stretch_count;
    struct gj_closing *closings;
    size_t closing_count;
    struct gj_open_line *open_lines;
    size_t open_count;
    size_t line_count;
    struct gj_beside beside[GJ_MOST_BESIDE]; /* any of these */
    size_t beside_count;
    bool opens_with_row; /* which was placed, and so what stands before it may be a label that is spelt otherwise */
    struct gj_mould *mould;
    struct gj_memory *known; /* lines beside the tables: findings are gj_known_line */
    const size_t *headings;  /* line, from 1, where each label of the template is first announced; 0 where not */
    bool *const *shown;      /* labels of each template that the lines show, by template and label */
    const char *layout;
};

/* Makes a shape of the tables of a report that was just read in full. *shape is NULL, and no error, where they are
 * not plain enough to be recalled. The caller frees it with gj_shape_free(). */
gj_status gj_shape_learn(struct gj_shape **shape, const struct gj_desk *desk, const struct gj_part *part,
                         const struct gj_report *report);
/* NULL is allowed. */
void gj_shape_free(struct gj_shape *shape);

/* Is it the same shape, but for what stands beside the tables? */
bool gj_are_shapes_alike(const struct gj_shape *shape, const struct gj_shape *other);
/* What stands beside the tables of the other, which is alike, may stand beside those of the shape too. */
gj_status gj_shape_add_beside(struct gj_shape *shape, const struct gj_shape *other);

/* Where the shape stands in a text. Its arrays are the reader's and grow with need. */
struct gj_match {
    const struct gj_shape *shape;       /* NULL: nowhere */
    const char *bytes;                  /* of the part */
    size_t start;                       /* of the part, in the whole text */
    struct gj_line *lines;              /* of the part, their offsets from its start */
    const struct gj_known_line **found; /* of each line behind the shape what is known of it, or NULL */
    size_t line_count, line_capacity;
    size_t ahead_count, ahead_end;   /* lines of the next part, noted behind those of this one; the byte behind them */
    size_t first_line;               /* of the shape, in lines */
    struct gj_sheet_figure *figures; /* what follows each stretch but the last; offsets from the start of the part */
    uint64_t *values;        /* of the cells, raised; of those that are more than a few digits, for now nothing */
    size_t figure_capacity;  /* of both */
    size_t longer_count;     /* figures that are more than a few digits */
    size_t end;              /* of the part, from its start */
    bool has_unknown_beside; /* only what stands beside the tables is new to the shape */
};

/* Is the shape there, so many bytes behind the start of the part? Fills in the match's figures, and appends the lines
 * of the shape. Where none of them is open hardly anything asks for those, and so each begins where the shape does and
 * is empty, until gj_match_note_lines(). The part ends behind the shape for now. GJ_OK with match->shape still NULL
 * where it is not there. */
gj_status gj_shape_match(const struct gj_shape *shape, struct gj_match *match, size_t offset, size_t length);
/* Notes the first lines of the shape as they are. */
void gj_match_note_lines(struct gj_match *match, size_t count);
/* found may be NULL. */
gj_status gj_match_add_line(struct gj_match *match, struct gj_line line, const struct gj_known_line *found);
/* Notes lines of the next part behind those of the part at hand, until they are so many together. The text goes on to
 * that length from the start of the part. ahead was looked for at the part's end: its lines are known already. */
gj_status gj_match_look_ahead(struct gj_match *match, const struct gj_match *ahead, size_t count, size_t length);
void gj_match_free(struct gj_match *match);

/* Fills in the rows of the mould, from a report that was read in full. span holds the atoms of the shape, start is its
 * first byte in the desk's text. *good is false where a row holds what is no part of the shape. */
gj_status gj_shape_learn_rows(struct gj_shape *shape, const struct gj_desk *desk, const struct gj_part *span,
                              const struct gj_report *report, size_t start, bool *good);
/* Casts a row of the report, whose cells are cast already. */
void gj_cast_row(struct gj_report *report, size_t row);

/* The atoms of the lines beside a shape, and of its open lines, are read into the desk's cells. */
struct gj_around {
    struct gj_desk *desk;
    const struct gj_shape *shape;
    const struct gj_known_text **texts; /* of each atom; it lasts until the memory is trimmed */
    size_t count, capacity;
    size_t between, behind; /* the first atom of the open lines, and of those behind the shape */
};

/* Reads the lines [first, last), and returns the line behind the last one read, as gj_lexer_read() does. found, by
 * line, is what is known of them, or NULL where that has not been looked for. */
size_t gj_read_around(struct gj_around *around, struct gj_lexer *lexer, size_t first, size_t last,
                      const struct gj_known_line *const *found);

/* What is known of a line beside the shape; NULL where nothing is. It lasts until the memory is trimmed. */
const struct gj_known_line *gj_find_known_line(const struct gj_shape *shape, const char *bytes, size_t length);

/* What a text is to the reports of the shape; in the arena. desk->arena holds what is needed for a while. NULL where
 * memory ends. */
struct gj_known_text *gj_know_text(const struct gj_shape *shape, const struct gj_desk *desk, struct gj_arena *arena,
                                   const char *text, size_t length);

/* A line of its own within the tables that none of them takes. */
bool gj_is_open_line(const struct gj_desk *desk, size_t atom);
/* Notes the texts before the tables, atoms up to those of the span, that say something of them, and the texts of its
 * open lines. *good is false where they are more than headings. */
gj_status gj_shape_learn_beside(struct gj_shape *shape, const struct gj_desk *desk, const struct gj_part *before,
                                const struct gj_part *span, bool *good);
/* Do texts that the shape knows, and all of them, stand before and between the tables? */
bool gj_stand_beside(const struct gj_around *around);

/* Does the first line, which gj_is_title(), open a report of the shape that stands behind it? */
gj_status gj_shape_opens(struct gj_desk *desk, const struct gj_shape *shape, const gj_limits *limits, bool *opens);

/* Reads the part that was matched into report, whose cells and rows are cast from the match and its bytes once they are
 * asked for; desk holds the text of the part. *done is false where it must be read in full after all. */
gj_status gj_recall(struct gj_desk *desk, struct gj_match *match, struct gj_report *report, bool *done);

#endif
