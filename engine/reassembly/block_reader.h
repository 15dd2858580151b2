/* What the readers of blocks share: the runs of values of a stretch of text, and where they go. */
#ifndef GJ_BLOCK_READER_H
#define GJ_BLOCK_READER_H

#include "reassembly.h"
#include "tiling.h"

enum { GJ_BLOCK_VALUES = 4096, GJ_BLOCK_TEXT = 4096 };

struct gj_block_run {
    struct gj_run span; /* of reader->values; its pins are set by the reader of rows */
    size_t text_first;  /* atoms between the run before and this one */
    size_t own_first;   /* those of them from here on stand in the run's own block, no empty line between */
    size_t text_last;
    bool goes_on; /* the block has values before this text too */
    size_t page;
};

struct gj_block_reader {
    struct gj_workbench *bench;
    struct gj_choices *choices;
    bool *taken;                      /* of atom first_atom + i: a cell has it */
    uint32_t values[GJ_BLOCK_VALUES]; /* atoms */
    int64_t numbers[GJ_BLOCK_VALUES]; /* a blank is 0 */
    int64_t texts[GJ_BLOCK_VALUES];   /* equal where the same is printed */
    size_t value_count;
    struct gj_block_run runs[GJ_TILE_RUNS];
    size_t run_count;
};

/* The characters of some labels, one after another. */
struct gj_block_text {
    uint32_t characters[GJ_BLOCK_TEXT];
    size_t length;
};

/* The runs of values among atoms [first, last) that no cell has. false where there are more than tables have. */
bool gj_block_runs(struct gj_block_reader *reader, size_t first, size_t last);
void gj_block_text(const struct gj_block_reader *reader, size_t first, size_t last, struct gj_block_text *text);

/* Text before values that is less like headers than this names no columns. */
enum { GJ_BLOCK_SAME_HEADERS = 880 };

/* How well the end of a text is the headers of columns first to last of a table, in any order of characters. */
int gj_columns_likeness(const struct gj_block_reader *reader, const struct gj_block_text *text, size_t table,
                        size_t first, size_t last);

/* How many characters these headers have. */
size_t gj_columns_length(const struct gj_block_reader *reader, size_t table, size_t first, size_t last);

/* The choice for the rows first to last of a table, which are one strip, made on first use; NULL where memory ends. */
struct gj_choice *gj_block_choice(struct gj_block_reader *reader, size_t table, size_t first_row, size_t last_row);

/* The values of a page, one behind the other. */
struct gj_value_line {
    const int64_t *values; /* a blank is 0 */
    const size_t *pins;    /* of each: the row whose label, and no other, stands right before it; or GJ_NOWHERE */
    size_t count;
    size_t rows, columns; /* of the table */
    const struct gj_row_sum *sum;
};
/* rows[i]: where row i of the table begins, whose values stand one behind the other and add up; GJ_NOWHERE where that is
 * not known for certain. false where memory ends. */
bool gj_find_whole_rows(struct gj_arena *arena, const struct gj_value_line *line, size_t *rows);

/* A page of a table of rows. */
struct gj_block_page {
    size_t table, number;
    size_t first_run, last_run;
    size_t first_row, last_row; /* whose values the runs are, but for one that may be the number of the page */
};
/* Reads the page, of which the runs are given once more with what is known of their places. *is_read is false where it is
 * not known how its values are arranged; nothing is put into cells then. false where memory ends. */
bool gj_block_read_page(struct gj_block_reader *reader, const struct gj_block_page *page, const struct gj_run *runs,
                        const struct gj_row_sum *sum, bool *is_read);
/* The run is as large as the number of its page, and alone, in a text whose pages form feeds part. */
bool gj_block_may_be_page_number(const struct gj_block_reader *reader, const struct gj_block_run *run);
/* For tables with one column of values. These drop runs that are the numbers of its rows, and marks for nothing, which
 * may be those of its units. */
void gj_block_drop_serials(struct gj_block_reader *reader);
void gj_block_drop_blanks(struct gj_block_reader *reader);
/* Labels stand before most of the runs: the page was read row by row. */
bool gj_block_is_by_rows(const struct gj_block_reader *reader, const struct gj_block_page *column);
/* Puts the runs of the page in the order of its rows; false where that is open. */
bool gj_block_order_column(const struct gj_block_reader *reader, const struct gj_block_page *column,
                           struct gj_run *runs);

/* Between two rows a column may be broken into runs where one of them is higher than others, and is broken as a rule
 * where a heading without a value stands. */
enum gj_break { GJ_NO_BREAK, GJ_MAY_BREAK, GJ_BREAK };
/* The same by the breaks alone: breaks[i] is that above row i, GJ_BREAK behind the last. Runs are as a rule in order.
 * Where one then ends at no break, and each would at one in another order, it is the other; false where there are
 * several of these, equally good. */
bool gj_block_order(const enum gj_break *breaks, struct gj_run *runs, size_t run_count);

/* Gives a choice that holds nothing yet so many ways, 1 or more, instead of one. false where memory ends. */
bool gj_block_leave_open(struct gj_block_reader *reader, struct gj_choice *choice, size_t ways);
/* Puts an atom into a slot of a choice, in one of its ways. */
void gj_block_put(struct gj_block_reader *reader, struct gj_choice *choice, size_t way, size_t slot, uint32_t atom);

/* Atoms [first, last), from the heading of a table on to the next heading; false where the text does not name the
 * table. */
bool gj_find_section(const struct gj_workbench *bench, size_t table, size_t *first, size_t *last);

/* Each reads one kind of table out of atoms [first, last); what they leave open is not placed. false where memory
 * ends. */
bool gj_read_captioned_blocks(struct gj_block_reader *reader, size_t first, size_t last);
bool gj_read_row_blocks(struct gj_block_reader *reader, size_t table, size_t first, size_t last);
bool gj_read_grid_blocks(struct gj_block_reader *reader, size_t table, size_t first, size_t last);

/* false where a grid has all its values but its sums speak against their order: more than one group does not add up, or
 * all do when the values are dealt out to them. */
bool gj_is_grid_in_order(struct gj_block_reader *reader, size_t table, size_t first, size_t last);

/* The alignment found each row of the table whole, under a label of its own. */
bool gj_is_table_whole(const struct gj_workbench *bench, const struct gj_alignment *alignment, size_t table);

/* Adds to choices what the reader found and the alignment does not speak against, and drops from the alignment what is
 * chance beside it. */
gj_status gj_merge_blocks(struct gj_block_reader *reader, struct gj_alignment *alignment, struct gj_choices *choices);

#endif
