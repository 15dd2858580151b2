/*
 * A template, compiled: what a JSON file in grammars/ says, with every cell, label and relation in
 * its place. The stages behind it see this and never the JSON.
 */
#ifndef GJ_GRAMMAR_H
#define GJ_GRAMMAR_H

#include "arena.h"
#include "gouji.h"
#include "labels/labels.h"

/* A header or row label with the labels under it, as merged headers and group rows nest. */
struct gj_heading {
    const char *id;    /* NULL for a group, which holds no values of its own */
    const char *label; /* as the template prints it */
    const char **also; /* other spellings seen in the wild */
    size_t also_count;
    const char **remarks; /* words that a remark in one of its cells may hold, and in no other column's */
    size_t remark_count;
    const char *unit; /* of the values under it; NULL where there is none */
    bool is_signed;   /* its values may be negative */
    bool is_amount;   /* its values may carry decimals and units; whole numbers otherwise */
    struct gj_heading *children;
    size_t child_count;
};

/* A leaf of the row or column tree: a heading that has values. */
struct gj_leaf {
    const struct gj_heading *heading;
    const struct gj_heading **groups; /* those above it, outermost first */
    size_t group_count;
};

/* A relation of a template over its cells, by index in the template; the sum of left equals that of right. */
struct gj_equation {
    const char *id;
    size_t table;
    size_t *left;
    size_t left_count;
    size_t *right;
    size_t right_count;
    size_t target;
};

/* The same between the reports of two years: the cells in previous_left belong to the year before. */
struct gj_carryover {
    const char *id;
    size_t table;
    size_t *previous_left;
    size_t previous_left_count;
    size_t *left;
    size_t left_count;
    size_t *right;
    size_t right_count;
    size_t target;
};

struct gj_table_rule {
    const char *id;
    const char *title;     /* the caption inside the table, or its heading in the text */
    const char **headings; /* what announces it in the text, other spellings included */
    size_t heading_count;
    const char **corners; /* the text of the corner cell(s) */
    size_t corner_count;
    const char **notes; /* further text that belongs to the printed table */
    size_t note_count;
    bool has_caption;  /* title stands in a row of the table itself */
    bool side_by_side; /* the rows stand next to each other, under headers, in one line of values */
    struct gj_heading *columns;
    size_t column_root_count;
    struct gj_heading *rows;
    size_t row_root_count;
    struct gj_leaf *column_leaves;
    size_t column_count;
    struct gj_leaf *row_leaves;
    size_t row_count;
    size_t first_cell;
    gj_form form;
};

struct gj_cell_rule {
    const char *id;
    size_t table, row, column;
    const char *unit;
    bool is_signed;
    bool is_amount;
};

struct gj_template {
    struct gj_arena arena;
    const char *id;
    const char *title;
    const char *source;
    const char **titles; /* what a report calls itself, for finding where one begins */
    size_t title_count;
    struct gj_table_rule *tables;
    size_t table_count;
    struct gj_cell_rule *cells;
    size_t cell_count;
    struct gj_equation *equations;
    size_t equation_count;
    struct gj_carryover *carryovers;
    size_t carryover_count;
    struct gj_label_book labels;         /* every label of the template, ready to be recognised */
    const struct gj_strips *strips;      /* its printed lines of values */
    const struct gj_json_prepared *json; /* what its JSON says in every report; NULL: not prepared */
    const struct gj_prepared *tidy;      /* the same of tidy CSV, of each cell */
    int first_year, last_year;           /* of the reports it is meant for; 0 where that is open */
};

/* Makes of a template whose labels are known what later stages work from; GJ_ERROR_MEMORY where memory ends. */
typedef gj_status (*gj_prepare)(struct gj_template *form);

struct gj_grammar {
    gj_prepare prepare;
    struct gj_template **templates;
    size_t template_count;
    struct gj_spelling spelling; /* what spellings count as the same, for all templates */
    struct gj_arena spelling_arena;
    struct gj_fragment_file *fragment_files; /* named pieces that templates share */
    size_t fragment_file_count;
    size_t most_bytes, most_depth; /* of a file to be added; 0: the default */
    struct gj_prose_rules *prose;  /* how sentences are read; NULL where no file said */
};

/* gj_grammar_new(), for templates that are prepared so. */
gj_status gj_grammar_make(gj_grammar **grammar, gj_prepare prepare, gj_error *error);

/* The cell as the template names it, with its unit; nothing else of it is set. */
gj_cell gj_template_cell(const struct gj_template *form, size_t index);

#endif
