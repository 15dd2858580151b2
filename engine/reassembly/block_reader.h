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
size_t gj_block_page(const struct gj_block_reader *reader, size_t atom);
void gj_block_text(const struct gj_block_reader *reader, size_t first, size_t last, struct gj_block_text *text);

/* How well the end of a text is the headers of columns first to last of a table, in any order of characters. */
int gj_columns_likeness(const struct gj_block_reader *reader, const struct gj_block_text *text, size_t table,
                        size_t first, size_t last);

/* How many characters these headers have. */
size_t gj_columns_length(const struct gj_block_reader *reader, size_t table, size_t first, size_t last);

/* The choice for the rows first to last of a table, which are one strip, made on first use; NULL where memory ends. */
struct gj_choice *gj_block_choice(struct gj_block_reader *reader, size_t table, size_t first_row, size_t last_row);

/* Puts an atom into a slot of a choice. */
void gj_block_put(struct gj_block_reader *reader, struct gj_choice *choice, size_t slot, uint32_t atom);

/* Atoms [first, last), from the heading of a table on to the next heading; false where the text does not name the
 * table. */
bool gj_find_section(const struct gj_workbench *bench, size_t table, size_t *first, size_t *last);

/* Each reads one kind of table out of atoms [first, last); what they leave open is not placed. false where memory
 * ends. */
bool gj_read_captioned_blocks(struct gj_block_reader *reader, size_t first, size_t last);
bool gj_read_row_blocks(struct gj_block_reader *reader, size_t table, size_t first, size_t last);
bool gj_read_grid_blocks(struct gj_block_reader *reader, size_t table, size_t first, size_t last);

#endif
