/*
 * Cells: text becomes a stream of atoms, each a stretch of bytes that was one cell, or one line of one.
 * How the cells are divided is decided for each region of the text, never once for the file.
 */
#ifndef GJ_CELLS_H
#define GJ_CELLS_H

#include <stdint.h>

#include "text/text.h"
#include "values.h"

enum gj_layout {
    GJ_LAYOUT_BARE,  /* one cell a line, nothing between them */
    GJ_LAYOUT_PIPES, /* divided by |, a cell or a row on a line, Markdown included */
    GJ_LAYOUT_TABS,
    GJ_LAYOUT_COMMAS,  /* CSV */
    GJ_LAYOUT_COLUMNS, /* columns of spaces */
    GJ_LAYOUT_BOXES,   /* drawn with lines */
    GJ_LAYOUT_TAGS     /* <td> in <tr> in <table>, or the marks of a wiki's tables */
};

const char *gj_layout_name(enum gj_layout layout);

enum gj_atom_kind {
    GJ_ATOM_TEXT,
    GJ_ATOM_VALUE, /* reads as a number */
    GJ_ATOM_BLANK, /* a cell that is there and empty */
    GJ_ATOM_PROSE, /* a line that is a sentence, not a cell */
    GJ_ATOM_PAGE   /* a page number in the middle of things */
};

/* Where an atom ended: every one in exactly one of these. */
enum gj_atom_use { GJ_USE_NONE, GJ_USE_CELL, GJ_USE_LABEL, GJ_USE_LEFTOVER };

#define GJ_NO_ATOM ((uint32_t)-1)

/* Past the last field of a row, where fields are counted from its end. */
#define GJ_ROW_END ((uint32_t)1 << 31)

struct gj_atom {
    size_t offset; /* of the UTF-8 text */
    uint32_t length;
    uint32_t line; /* from 0 */
    uint32_t row;  /* the printed row it stood in; rows are numbered through the text */
    uint32_t left; /* display columns, or the number of the field in its row */
    uint32_t right;
    uint32_t first_character; /* the same place counted in characters: text from PDF is set out by these; of fields, */
    uint32_t last_character;  /* counted from the end of the row, which is GJ_ROW_END */
    uint32_t next_piece;      /* the next line of the same cell, or GJ_NO_ATOM */
    uint32_t source;          /* of a made atom, see below: the one that it lies in; else GJ_NO_ATOM */
    uint8_t kind;
    uint8_t use;
    uint8_t layout;
    bool is_piece; /* a further line of an earlier atom's cell */
    bool is_weak;  /* a blank that may be a mere span */
    bool is_lone;  /* the only cell of its row */
};

/* A value, or a blank that is more than a mere span. */
static inline bool gj_is_field(const struct gj_atom *atom) {
    return !atom->is_piece && !atom->is_weak && (atom->kind == GJ_ATOM_VALUE || atom->kind == GJ_ATOM_BLANK);
}

/* Behind the atoms of the text, from count on, stand those that reassembly made: numbers that it took for run
 * together are read as their parts, each an atom in its source; of one that was cut in two the parts are pieces. */
struct gj_cells {
    struct gj_atom *atoms;
    size_t count;
    size_t made_count;
    size_t capacity;
    uint32_t row_count;
    size_t long_line; /* the first line, from 1, over the limit of a line; 0 where there is none */
    size_t last_line; /* the line, from 1, at which the limit of atoms was met; 0 where it was not */
};

/* The atoms of all lines of the text, within the limits of a line and of atoms. Atoms live in the arena. */
gj_status gj_cells_read(struct gj_cells *cells, struct gj_arena *arena, const struct gj_text *text,
                        const gj_limits *limits);

/* Adds a made atom for length bytes of source from its byte start on, and gives its index; GJ_NO_ATOM where memory
 * ends. */
uint32_t gj_cells_make(struct gj_cells *cells, struct gj_arena *arena, uint32_t source, uint32_t start,
                       uint32_t length);

/* The whole text of the cell that starts with this atom: in place for one piece, joined in the arena otherwise.
 * NULL where memory ends. */
const char *gj_atom_text(const struct gj_cells *cells, const struct gj_text *text, struct gj_arena *arena,
                         const struct gj_atom *atom, size_t *length);

/* ---- between the files of this folder ---- */

/* A line taken for a row that commas, or semicolons, divide. */
enum gj_divider { GJ_COMMA, GJ_SEMICOLON, GJ_DIVIDERS };

struct gj_divided_row {
    size_t fields;
    size_t empty;
    size_t next_line;
};

enum { GJ_DIVIDED_ROWS = 16 }; /* more than are looked at ahead */

/* What is known of the rows of one divider. */
struct gj_divided_rows {
    size_t last_fields;                          /* of the row that was read last, */
    size_t last_end;                             /* and the line behind it */
    struct gj_divided_row rows[GJ_DIVIDED_ROWS]; /* of lines looked at ahead, by line modulo their number; */
    size_t lines[GJ_DIVIDED_ROWS];               /* whose row that is: the line plus 1, 0 for none */
};

/* Rows of pipes that stand one below the other: lines [first, last). */
struct gj_block {
    size_t first, last;
    bool is_even;                /* they have as many pipes each */
    bool begins_bare, ends_bare; /* a row has a cell outside of them */
};

/* How a line of pipes begins or ends: with a cell, or with a pipe, outside of which is nothing. */
enum gj_edge { GJ_EDGE_NONE, GJ_EDGE_CELL, GJ_EDGE_PIPE };
struct gj_edges {
    enum gj_edge begin, end;
    size_t pipes;
};
enum { GJ_EDGE_LINES = 16 }; /* more than are looked at around a line */

struct gj_lexer {
    struct gj_cells *cells;
    struct gj_arena *arena;
    const struct gj_text *text;
    const gj_limits *limits;
    struct gj_divided_rows divided[GJ_DIVIDERS];
    struct gj_block block;
    struct gj_edges edges[GJ_EDGE_LINES]; /* of lines looked at, by line modulo their number; */
    size_t edge_lines[GJ_EDGE_LINES];     /* whose edges those are: the line plus 1, 0 for none */
    bool failed;
};

/* Reads the lines [first, last) and returns the line after the last one read: a cell may run on beyond them. */
size_t gj_lexer_read(struct gj_lexer *lexer, size_t first, size_t last);
/* What shows only once all lines are read: cells alone in their row, cells in pieces, numbers of pages and
 * of rows. */
void gj_lexer_finish(struct gj_lexer *lexer);

/* What an atom of these bytes, trimmed of spaces, is by itself. */
enum gj_atom_kind gj_atom_kind_of(const char *bytes, size_t length);

/* Adds an atom for bytes [start, end) of the text, trimmed of spaces; its kind is found from what it holds.
 * NULL where memory ends. */
struct gj_atom *gj_lexer_add(struct gj_lexer *lexer, enum gj_layout layout, size_t line, size_t start, size_t end,
                             size_t left, size_t right);
/* Adds an atom that was read elsewhere. */
struct gj_atom *gj_lexer_copy(struct gj_lexer *lexer, const struct gj_atom *atom);
void gj_lexer_new_row(struct gj_lexer *lexer);

/* Each reads the lines from first on that its layout takes, and returns the line after the last of them:
 * first itself where the layout is not there. */
size_t gj_read_tags(struct gj_lexer *lexer, size_t first);
size_t gj_read_wiki(struct gj_lexer *lexer, size_t first);
size_t gj_read_pipes(struct gj_lexer *lexer, size_t first);
size_t gj_read_tabs(struct gj_lexer *lexer, size_t first);
size_t gj_read_commas(struct gj_lexer *lexer, size_t first);
size_t gj_read_boxes(struct gj_lexer *lexer, size_t first);
size_t gj_read_stream(struct gj_lexer *lexer, size_t first);
size_t gj_read_plain(struct gj_lexer *lexer, size_t first);

/* Is the line one of a grid that commas or semicolons divide? It shows by itself, or of so many rows behind it so many
 * must have as many fields, which are no less than the last number. */
enum { GJ_COMMA_ROWS_AHEAD = GJ_GAP_FIELDS, GJ_COMMA_ROWS_ALIKE = 3, GJ_COMMA_LEAST_FIELDS = 3 };
bool gj_is_divided_row(struct gj_lexer *lexer, size_t line);
/* Of a line that is no such row by itself: could lines before or behind it make it one? Asks only what costs little. */
bool gj_may_be_of_grid(const struct gj_lexer *lexer, size_t line);
bool gj_holds_divider(const char *bytes, size_t length);

/* What is looked at to tell sentences, and lines that hold many cells, from cells: whoever leaves lines out before they
 * are read (reader/passages.c) must know them for sentences here. */
enum {
    GJ_LONGEST_PAGE_MARK = 40, /* bytes */
    GJ_SHORTEST_SENTENCE = 60, /* bytes: a shorter line is a cell, whatever stands at its end */
    GJ_STREAM_LEAST_VALUES = 6 /* a line with fewer numbers, a space between each two, is no stream of cells */
};

bool gj_is_space_only(const char *bytes, size_t start, size_t end);

/* Does a field from start to end stand in quotes? */
bool gj_is_quoted(const char *bytes, size_t start, size_t end);

/* Fields are counted from both ends of their row: where a merged label square is written once only, the values of all
 * rows stand the same number of fields from the end. The atoms from first_atom on are of a row of total fields. */
void gj_count_from_end(struct gj_lexer *lexer, size_t first_atom, size_t total);

/* Is a stretch attributes of a cell, row or table, and nothing else: colspan="3" and the like, one at least? */
bool gj_is_attributes(const char *bytes, size_t length);

/* Of so many lines behind one of a table in tags, one must hold a tag; in wiki markup, begin a row or close the table. */
enum { GJ_TAG_LINES_AHEAD = 20 };

/* Bytes of the white space at the start of a stretch: ASCII, no-break and ideographic spaces, BOMs; 0 for none. */
size_t gj_space_at(const char *bytes, size_t left);

/* - 4 -, —5—, 第 4 页: true for a page number that stands among cells. */
bool gj_is_page_mark(const char *bytes, size_t length);

/* A cell in several pieces, from the atom first on, may be a value cut in two, or a label: what it is shows once it is
 * whole. */
void gj_judge_whole_cells(struct gj_lexer *lexer, size_t first);

/* Makes page numbers of bare numbers that end page after page, as form feeds part them, and count on. */
void gj_mark_pages(struct gj_lexer *lexer);

/* So many rows in a row, each numbered one more than the last, are no chance unless something interrupts them, and so
 * many whatever does. The next number stands no more cells further on than the third says; once a series is
 * certain so many may be lost before it. */
enum { GJ_SHORTEST_SERIES = 6, GJ_CERTAIN_SERIES = 15, GJ_FARTHEST_NEXT = 40, GJ_MOST_LOST = 2 };

enum { GJ_LARGEST_ROW_NUMBER = 999 };

/* Does the text begin with a mark that stands behind the number of a label: 、 . or a closing bracket? What numbers the
 * label may have come loose from it. */
bool gj_opens_with_numbering_mark(const char *bytes, size_t length);

/* The digits that a cell begins with; 0 where there are none, or too many for the number of a row. */
int64_t gj_leading_number(const struct gj_lexer *lexer, const struct gj_atom *atom);

/* Bytes of the number of a row that stands in front of the label in its cell, with the spaces behind it; 0 where it does
 * not. 1 to GJ_LARGEST_ROW_NUMBER. */
size_t gj_number_before_label(const struct gj_lexer *lexer, const struct gj_atom *atom, int64_t number);

/* Labels that are to be parted from the numbers of their rows. */
struct gj_numbered_labels {
    uint16_t *numbers; /* by atom, 0 for those that are none; in the arena of the lexer, NULL before the first */
    size_t count;
};
void gj_note_numbered_label(struct gj_lexer *lexer, struct gj_numbered_labels *labels, size_t atom, int64_t number);
bool gj_is_numbered_label(const struct gj_numbered_labels *labels, size_t atom);
/* Both become atoms of their own. */
void gj_part_numbered_labels(struct gj_lexer *lexer, struct gj_numbered_labels *labels);

/* Makes text of the numbers that count the rows of a table. */
void gj_mark_serials(struct gj_lexer *lexer);

/* How many cells, one a line, end in the value at index, which stands right before a label; 0 where it does not. A
 * number that is not the next of a series, and ends as many as its numbers do, shows that these count no rows. */
size_t gj_run_before_label(const struct gj_cells *cells, size_t index);

/* Display columns of a stretch of text, tabs counted as one. */
size_t gj_display_width(const char *bytes, size_t length);
/* Its characters: tables from PDF are set out by these. */
size_t gj_count_characters(const char *bytes, size_t length);

#endif
