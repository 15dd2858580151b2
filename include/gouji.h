/*
 * gouji (勾稽): puts flattened statistics tables back together and checks their sums.
 *
 * The common job, in one breath:
 *
 *     gj_grammar *grammar;
 *     gj_document *document;
 *     gj_error error;
 *     if (gj_grammar_new(&grammar, &error) != GJ_OK) ...
 *     if (gj_document_new(&document, grammar, "report.txt", bytes, length, NULL, &error) != GJ_OK) ...
 *     const gj_report *report = gj_document_report(document, 0);
 *     for (size_t i = 0; i < gj_report_cell_count(report); i++)
 *         printf("%s\n", gj_report_cell(report, i)->id);
 *     gj_document_free(document);
 *     gj_grammar_free(grammar);
 *
 * Everything that a report hands out (structs, strings, arrays) belongs to its document and lives
 * until gj_document_free(); that of a reader, until it is asked for the next one. Strings are UTF-8
 * and end in NUL; one in a label or in what is left over stands in them as U+FFFD. Lines are counted
 * from 1, as editors do, bytes and indexes from 0. No argument may be NULL unless its function says
 * so. A grammar is read-only once its templates are in: any number of threads may read documents with
 * one grammar at the same time. A document belongs to one thread at a time; reading its reports while
 * nobody changes them, and writing them, may be done by several. A reader and its report are for one
 * thread. The library keeps no global state, does no file or terminal I/O, and never aborts.
 */
#ifndef GOUJI_H
#define GOUJI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define GJ_API __attribute__((visibility("default")))
#else
#define GJ_API
#endif

#define GJ_VERSION "0.1.0"

/* "0.1.0": the version of the library that runs, which may differ from GJ_VERSION at build time. */
GJ_API const char *gj_version(void);

/* ------------------------------------------------------------------ errors */

/* Every function that can fail returns one of these. The numbers are part of the interface. */
typedef enum gj_status {
    GJ_OK = 0,
    GJ_ERROR_MEMORY = 1,   /* an allocation failed */
    GJ_ERROR_ENCODING = 2, /* the input is in no encoding that gouji reads, or not in the one asked for */
    GJ_ERROR_GRAMMAR = 3,  /* a grammar is not JSON, breaks the schema or contradicts itself */
    GJ_ERROR_TEMPLATE = 4, /* no template has the id asked for */
    GJ_ERROR_WRITE = 5,    /* the sink said that it cannot take more */
    GJ_ERROR_LIMIT = 6,    /* the input is larger than a limit in gj_options allows, or a workbook is full */
    GJ_ERROR_ARGUMENT = 7, /* the caller broke the contract: a NULL where none may be, ... */
    GJ_ERROR_READ = 8      /* the feed said that it cannot give more */
} gj_status;

/* What went wrong, where, and what would help. Filled on every status but GJ_OK. */
typedef struct gj_error {
    gj_status status;
    size_t offset;     /* byte in the input or in the grammar's text, or GJ_NOWHERE */
    char message[480]; /* one line of English, naming the file, the place and the remedy */
} gj_error;

/* No byte, and no index. */
#define GJ_NOWHERE ((size_t)-1)

/* ------------------------------------------------------------------ grammars */

typedef struct gj_grammar gj_grammar;

/* One template as a grammar knows it; lives as long as its grammar. */
typedef struct gj_template gj_template;

/* A grammar that holds the national templates compiled into the library.
 * On success *grammar is the caller's, to be freed with gj_grammar_free() once no document and no reader uses it.
 * error may be NULL. Fails with GJ_ERROR_MEMORY or GJ_ERROR_ARGUMENT. */
GJ_API gj_status gj_grammar_new(gj_grammar **grammar, gj_error *error);

/* Adds the template, or the shared fragments, in a JSON text (see grammars/README.md), which need outlive only the
 * call. name stands in messages. error may be NULL. A template replaces an earlier one of the same id, which is gone
 * then: to be called before anything is read with the grammar. Fails with GJ_ERROR_GRAMMAR, also where the text is
 * larger than it may be, GJ_ERROR_MEMORY or GJ_ERROR_ARGUMENT; the grammar is then as it was before. */
GJ_API gj_status gj_grammar_add(gj_grammar *grammar, const char *name, const char *json, size_t length,
                                gj_error *error);

/* The largest size in bytes, and the deepest nesting, of the texts that gj_grammar_add() takes from now on; 0 is the
 * default. Depth is at most 1000, and more is taken for that. */
#define GJ_DEFAULT_GRAMMAR_BYTES ((size_t)1 << 20)
#define GJ_DEFAULT_GRAMMAR_DEPTH ((size_t)32)
GJ_API void gj_grammar_limit(gj_grammar *grammar, size_t bytes, size_t depth);

/* NULL is allowed. */
GJ_API void gj_grammar_free(gj_grammar *grammar);

GJ_API size_t gj_grammar_template_count(const gj_grammar *grammar);
/* NULL where index is not below the count. */
GJ_API const gj_template *gj_grammar_template(const gj_grammar *grammar, size_t index);
/* NULL where there is none of that id. */
GJ_API const gj_template *gj_grammar_find(const gj_grammar *grammar, const char *id);

/* The texts of a template live as long as it does. */
GJ_API const char *gj_template_id(const gj_template *form);
GJ_API const char *gj_template_title(const gj_template *form);
/* The notice that the template was issued by. */
GJ_API const char *gj_template_source(const gj_template *form);

/* ------------------------------------------------------------------ the report object */

/* An exact decimal: coefficient divided by ten to the power of scale (0 to 18). */
typedef struct gj_decimal {
    int64_t coefficient;
    int scale;
} gj_decimal;

typedef enum gj_cell_status {
    GJ_CELL_MISSING = 0,   /* the input does not hold it */
    GJ_CELL_PLACED = 1,    /* raw is what was printed */
    GJ_CELL_BLANK = 2,     /* printed, and empty: nothing, /, -, 无 ... */
    GJ_CELL_AMBIGUOUS = 3, /* the evidence leaves more than one reading: they are the alternatives */
    GJ_CELL_REPAIRED = 4   /* value is a suspect's proposal, raw what was printed; only on request */
} gj_cell_status;

typedef enum gj_placed_by {
    GJ_PLACED_BY_LABELS = 0,    /* labels and order alone put it there */
    GJ_PLACED_BY_RELATIONS = 1, /* only one of the readings that the labels leave keeps the sums */
    GJ_PLACED_BY_PROSE = 2      /* a sentence says it */
} gj_placed_by;

typedef struct gj_cell {
    const char *id;    /* table/row/column */
    const char *table; /* the three parts of id */
    const char *row;
    const char *column;
    const char *row_label; /* as the template prints them */
    const char *column_label;
    gj_cell_status status;
    gj_placed_by placed_by;
    const char *raw; /* text as found, "" where nothing is printed; NULL where the cell is missing or ambiguous */
    bool has_value;  /* raw was read as a number, or the cell was repaired */
    gj_decimal value;
    const char *unit;         /* as found in the cell, else as its header says; NULL where there is none */
    int confidence;           /* 0 to 1000: how far the reading taken is ahead of the next best */
    size_t line;              /* 0 where the cell is missing; of an ambiguous one, where a first reading has it */
    size_t offset;            /* of raw's first byte in the original input; of an ambiguous cell likewise */
    const size_t *violations; /* indexes for gj_report_violation() of those it takes part in */
    size_t violation_count;
    const char *const *alternatives; /* of an ambiguous cell: what each reading would put here; "" for a blank */
    size_t alternative_count;
} gj_cell;

typedef enum gj_table_status {
    GJ_TABLE_MISSING = 0, /* the input has no such table; sentences may have filled its cells */
    GJ_TABLE_PARTIAL = 1, /* some of its cells are missing or ambiguous */
    GJ_TABLE_COMPLETE = 2 /* all are placed or blank */
} gj_table_status;

typedef struct gj_table {
    const char *id;
    const char *title;   /* as the template prints it */
    const char *heading; /* of the section it stands in, as the template prints it; tables may share one */
    gj_table_status status;
    size_t heading_line; /* where the input names the table; 0 where it does not */
    size_t first_cell;   /* its cells are first_cell to first_cell + row_count * column_count - 1, */
    size_t row_count;    /* row by row */
    size_t column_count;
} gj_table;

typedef enum gj_relation_status {
    GJ_RELATION_HOLDS = 0,
    GJ_RELATION_VIOLATED = 1,
    GJ_RELATION_UNKNOWN = 2 /* a term is missing, or is not a number */
} gj_relation_status;

/* The sum of the cells in left equals the sum of the cells in right. */
typedef struct gj_relation {
    const char *id; /* e.g. applications/sum/granted */
    const char *table;
    gj_relation_status status;
    const size_t *left; /* cell indexes: the parts; in a balance, what came in */
    size_t left_count;
    const size_t *right; /* the total; in a balance, what went out */
    size_t right_count;
    size_t target;         /* the cell that carries the total */
    gj_decimal expected;   /* the sum of left; both sides are set unless status is unknown */
    gj_decimal found;      /* the sum of right */
    gj_decimal difference; /* found - expected */
} gj_relation;

typedef enum gj_violation_kind {
    GJ_VIOLATION_TABLE = 0, /* a relation of the template */
    GJ_VIOLATION_PROSE = 1, /* a sentence against itself or against a table */
    GJ_VIOLATION_ACROSS = 2 /* a report against the one of the year before */
} gj_violation_kind;

typedef struct gj_violation {
    gj_violation_kind kind;
    const char *relation; /* id */
    const char *table;
    size_t target;       /* index of the cell that it is told at, or GJ_NOWHERE where the prose names no cell */
    const size_t *cells; /* indexes of all cells in it, parts before the total */
    size_t cell_count;
    gj_decimal expected;
    gj_decimal found;
    gj_decimal difference;       /* found - expected */
    size_t line;                 /* of the target, or of the sentence */
    const char *sentence;        /* kind prose: what it says, as found; else NULL */
    const char *previous_source; /* kind across: the earlier report; else NULL */
    const char *previous_cell;   /* kind across: id of its cell, */
    size_t previous_line;        /* the line where that stands, */
    gj_decimal previous_value;   /* and what it reads */
} gj_violation;

typedef enum gj_certainty {
    GJ_POSSIBLE = 0, /* several corrections would do as well */
    GJ_LIKELY = 1,   /* one stands out */
    GJ_CERTAIN = 2   /* no other as small settles what is violated */
} gj_certainty;

/* Where a mistake was made. */
typedef enum gj_verdict {
    GJ_VERDICT_UNDECIDED = 0,
    GJ_VERDICT_SOURCE = 1,    /* the report was printed so */
    GJ_VERDICT_EXTRACTION = 2 /* the text was damaged on its way here */
} gj_verdict;

/* A cell that, given another value, would settle violations. Where several sets would do as well, a figure that the
 * text lost is a suspect only if it follows from all of them, and then of the first. */
typedef struct gj_suspect {
    size_t cell;    /* index */
    bool has_found; /* false where the cell is blank or missing */
    gj_decimal found;
    gj_decimal proposed;
    gj_certainty certainty;
    const char *reason; /* code of the slip or the evidence, e.g. total_left_zero; NULL where there is none */
    gj_verdict verdict;
    const size_t *settles; /* indexes for gj_report_violation() */
    size_t settle_count;
    size_t set;                   /* its number; suspects of one set explain their violations together */
    const size_t *alternative_to; /* numbers of other sets that would do as well */
    size_t alternative_count;
} gj_suspect;

/* A text of the input that no cell and no label took. */
typedef struct gj_leftover {
    const char *text; /* as found */
    size_t line;
    size_t offset; /* of its first byte in the original input */
} gj_leftover;

typedef enum gj_severity { GJ_NOTE = 0, GJ_WARNING = 1 } gj_severity;

/* What was odd about the input, or met a limit. */
typedef struct gj_diagnostic {
    const char *code; /* stable, e.g. row_repeated */
    gj_severity severity;
    size_t line;         /* 0 where it concerns the whole */
    const char *message; /* a sentence, in the language of the options */
} gj_diagnostic;

/* A text of the input that was read as part of a row. */
typedef struct gj_piece {
    const char *text; /* as found */
    size_t line;
    size_t offset; /* of its first byte in the original input */
    size_t cell;   /* index of the cell whose value it is; GJ_NOWHERE for a part of the row's label */
} gj_piece;

/* One printed line of values, and what it was made of. */
typedef struct gj_row_reading {
    const char *table;
    const char *row;        /* id of the row, or of the first where several are printed side by side ... */
    const char *last_row;   /* ... and of the last of these */
    long cost;              /* of taking the pieces for this row, on the weighted path; 0 elsewhere */
    size_t ways;            /* to place its values that are left: 1, or more where cells are ambiguous, or 0 where they
                             were too many to list */
    const gj_piece *pieces; /* the label's, and then those of the values in the order of the columns; where several
                               ways are left, by the first of them */
    size_t piece_count;
} gj_row_reading;

/* A stretch of lines in one layout: what the reader did there. */
typedef struct gj_region {
    size_t first_line;
    size_t last_line;   /* which is one of its own */
    const char *layout; /* pipes, tabs, commas, columns, boxes, tags, bare */
    const char *path;   /* fast: each row was the one expected next; weighted: the cheapest of many readings; blocks:
                           read column by column */
    long cost;          /* of the weighted reading; 0 on the other paths */
    const gj_row_reading *rows; /* in the order of the text */
    size_t row_count;
} gj_region;

typedef struct gj_report gj_report;

/* The input's name as it was given; of several reports in one input, with "#" and the number, from 1, behind it. */
GJ_API const char *gj_report_source(const gj_report *report);
/* NULL where no template was recognised: the report then has no tables, cells or relations. */
GJ_API const gj_template *gj_report_template(const gj_report *report);
/* Of the input: utf-8, utf-8-bom, utf-16le, utf-16be or gb18030. */
GJ_API const char *gj_report_encoding(const gj_report *report);
/* The body that reports (机关名称), or NULL where the text does not say; *line is where it does, or 0. line may be
 * NULL. */
GJ_API const char *gj_report_body(const gj_report *report, size_t *line);
/* The year that is reported on, or 0 where the text does not say; line as above. */
GJ_API int gj_report_year(const gj_report *report, size_t *line);

/* Each getter gives NULL where index is not below its count. Tables, cells and relations are all those of the template,
 * in its order. */
GJ_API size_t gj_report_table_count(const gj_report *report);
GJ_API const gj_table *gj_report_table(const gj_report *report, size_t index);
GJ_API size_t gj_report_cell_count(const gj_report *report);
GJ_API const gj_cell *gj_report_cell(const gj_report *report, size_t index);
/* The cell of that id, or NULL. */
GJ_API const gj_cell *gj_report_find_cell(const gj_report *report, const char *id);
GJ_API size_t gj_report_relation_count(const gj_report *report);
GJ_API const gj_relation *gj_report_relation(const gj_report *report, size_t index);
/* How many of the relations have that status. */
GJ_API size_t gj_report_count_relations(const gj_report *report, gj_relation_status status);
GJ_API size_t gj_report_violation_count(const gj_report *report);
GJ_API const gj_violation *gj_report_violation(const gj_report *report, size_t index);
GJ_API size_t gj_report_suspect_count(const gj_report *report);
GJ_API const gj_suspect *gj_report_suspect(const gj_report *report, size_t index);
/* What the input holds and no cell or label took; none where the options said that nobody will ask. */
GJ_API size_t gj_report_leftover_count(const gj_report *report);
GJ_API const gj_leftover *gj_report_leftover(const gj_report *report, size_t index);
GJ_API size_t gj_report_diagnostic_count(const gj_report *report);
GJ_API const gj_diagnostic *gj_report_diagnostic(const gj_report *report, size_t index);
GJ_API size_t gj_report_region_count(const gj_report *report);
GJ_API const gj_region *gj_report_region(const gj_report *report, size_t index);

/* ------------------------------------------------------------------ reading */

/* Messages of diagnostics and explanations. Errors are always in English. */
typedef enum gj_language { GJ_ENGLISH = 0, GJ_CHINESE = 1 } gj_language;

/* What one input may ask for. A limit of 0 is the default. An input over the first is refused with GJ_ERROR_LIMIT;
 * the others are met with a diagnostic (code "limit", or "unlocalised" for the last), and nothing is dropped: what is
 * not looked into stands among the leftovers. */
#define GJ_DEFAULT_BYTES ((size_t)1 << 30)
#define GJ_DEFAULT_LINE_BYTES ((size_t)1 << 24)
#define GJ_DEFAULT_ATOMS ((size_t)1 << 23)
#define GJ_DEFAULT_ROWS ((size_t)20000)
#define GJ_DEFAULT_READINGS ((size_t)6500)
#define GJ_DEFAULT_WORK ((size_t)250000)
typedef struct gj_limits {
    size_t bytes;      /* of the input */
    size_t line_bytes; /* a longer line is not cut into cells */
    size_t atoms;      /* cells and lines of text; what stands behind them is not cut into cells */
    size_t rows;       /* rows of values, in one report, that are tried against its tables */
    size_t readings;   /* ways to put the values of one row into its columns; with more the row stays open */
    size_t work;       /* steps of the search for suspects, in each set of relations that share cells */
} gj_limits;

/* Zero means the default for every member, so `gj_options options = {0};` asks for nothing special. */
typedef struct gj_options {
    const char *template_id; /* NULL: the labels decide */
    const char *encoding;    /* NULL: found out; else a name that gj_report_encoding() gives */
    gj_language language;
    gj_limits limits;
    bool keep_text; /* a copy of the input stays with the document, for gj_document_text() */
    /* Nobody will ask for leftovers: gj_report_leftover_count() is then 0, and all else as it is. A reader that is fed
     * does not hold long passages of sentences that say nothing about a report, and passes over them many times
     * faster. */
    bool without_leftovers;
} gj_options;

/* One input that was read: one report, or several that stood one after another. */
typedef struct gj_document gj_document;

/* Reads bytes (length of them; they may hold anything, and need outlive only the call). source names the
 * input in the report and in messages. options and error may be NULL. A text without a table is no error:
 * its report has no template. On success *document is the caller's, and the grammar must outlive it. Fails with
 * GJ_ERROR_ENCODING, GJ_ERROR_TEMPLATE, GJ_ERROR_LIMIT, GJ_ERROR_MEMORY or GJ_ERROR_ARGUMENT. */
GJ_API gj_status gj_document_new(gj_document **document, const gj_grammar *grammar, const char *source,
                                 const void *bytes, size_t length, const gj_options *options, gj_error *error);
/* NULL is allowed. */
GJ_API void gj_document_free(gj_document *document);
/* At least 1. */
GJ_API size_t gj_document_report_count(const gj_document *document);
/* NULL where index is not below the count. */
GJ_API const gj_report *gj_document_report(const gj_document *document, size_t index);
/* The input as UTF-8, without a byte order mark, whose lines are those that the reports name; NULL unless
 * keep_text was set. It lives as long as the document, and may hold NULs: *length is its length. length may be NULL. */
GJ_API const char *gj_document_text(const gj_document *document, size_t *length);

/* ------------------------------------------------------------------ reading many reports */

/* Reads one input after another, and hands out one report at a time. The reports are those of gj_document_new(), but
 * each lives only until the next call: memory does not grow with their number. A reader remembers what the tables it
 * has read look like, and reads more of the same many times faster. It is for one thread at a time. */
typedef struct gj_reader gj_reader;

/* The grammar and the strings in options must outlive the reader; keep_text means nothing to it. options and error may
 * be NULL. On success *reader is the caller's. Fails with GJ_ERROR_TEMPLATE, GJ_ERROR_MEMORY or GJ_ERROR_ARGUMENT. */
GJ_API gj_status gj_reader_new(gj_reader **reader, const gj_grammar *grammar, const gj_options *options,
                               gj_error *error);
/* NULL is allowed. */
GJ_API void gj_reader_free(gj_reader *reader);
/* Turns to an input; what was left of the one before is passed over. bytes must stay as they are until it is read or
 * passed over. Fails as gj_document_new() does; there is then nothing to read. */
GJ_API gj_status gj_reader_open(gj_reader *reader, const char *source, const void *bytes, size_t length,
                                gj_error *error);
/* Puts the next bytes of an input into bytes, at least one and at most room, and sets *length to their number; to 0 at
 * the end of the input. Anything but 0 says that it cannot. */
typedef int (*gj_feed)(void *context, char *bytes, size_t room, size_t *length);

/* Turns to an input that is fed piece by piece. Of UTF-8 no more is held than the reports at hand need, however long
 * the input is, and without leftovers (see gj_options) not all of that; another encoding is held whole. A byte that is
 * not UTF-8 behind the first megabyte is found when its turn comes: gj_reader_next() then fails with
 * GJ_ERROR_ENCODING, behind the reports before it. Where the feed fails, this or gj_reader_next() does with
 * GJ_ERROR_READ. feed and context must stay until the input is read or passed over. Other failures are those of
 * gj_document_new(). */
GJ_API gj_status gj_reader_feed(gj_reader *reader, const char *source, gj_feed feed, void *context, gj_error *error);
/* Sets *report to the next report of the input, or to NULL behind the last and on failure; there is at least one. error
 * may be NULL. Fails with GJ_ERROR_MEMORY, and where the input is fed with GJ_ERROR_ENCODING, GJ_ERROR_LIMIT or
 * GJ_ERROR_READ; no further report of the input follows then. */
GJ_API gj_status gj_reader_next(gj_reader *reader, const gj_report **report, gj_error *error);
/* True where no further report follows. */
GJ_API bool gj_reader_at_end(const gj_reader *reader);

/* ------------------------------------------------------------------ the form: how a table is printed */

/* One square of a printed table, merged squares counted once. */
typedef struct gj_square {
    size_t row, column; /* of its first square, from 0 */
    size_t row_span, column_span;
    const char *label; /* as the template prints it; NULL for a value */
    size_t cell;       /* index of the value's cell in the report, or GJ_NOWHERE for a label */
    bool heading;      /* a column header, rather than a row's label */
} gj_square;

/* The layout of a table of a template, header rows and label columns included. */
typedef struct gj_form {
    size_t row_count, column_count;
    size_t header_rows, label_columns;
    const gj_square *squares; /* in reading order */
    size_t square_count;
} gj_form;

/* The form of a report's table, which lives as long as the template; NULL where there is no such table. */
GJ_API const gj_form *gj_report_form(const gj_report *report, size_t table);

/* ------------------------------------------------------------------ writing */

/* Takes length bytes, which last only for the call; anything but 0 stops the writer, which then returns
 * GJ_ERROR_WRITE. context is handed on as it was given to the writer, and may be NULL. A writer fails also with
 * GJ_ERROR_MEMORY, or with GJ_ERROR_ARGUMENT where there is no such table or cell; what the sink took before is then no
 * whole text. */
typedef int (*gj_sink)(void *context, const char *bytes, size_t length);

typedef enum gj_csv_style {
    GJ_CSV_PLAIN = 0, /* lines end in LF */
    GJ_CSV_EXCEL = 1  /* a byte order mark opens the file, and lines end in CR LF */
} gj_csv_style;

/* The line of column names that opens tidy CSV. */
GJ_API gj_status gj_write_tidy_header(gj_csv_style style, gj_sink sink, void *context);
/* One line a cell. */
GJ_API gj_status gj_write_tidy(const gj_report *report, gj_csv_style style, gj_sink sink, void *context);
/* One table in the template's own layout; values as they were found, and repaired ones as repaired. */
GJ_API gj_status gj_write_csv(const gj_report *report, size_t table, gj_csv_style style, gj_sink sink, void *context);
/* The whole report object, indented over lines (pretty) or as one line; a line feed ends it. */
GJ_API gj_status gj_write_json(const gj_report *report, bool pretty, gj_sink sink, void *context);

/* How text for a terminal is written; NULL for it stands for English without colours. */
typedef struct gj_drawing {
    gj_language language;
    bool colour; /* ANSI colours; marks in plain characters otherwise */
} gj_drawing;

/* What does not add up, with the tables concerned drawn for a terminal. drawing may be NULL. */
GJ_API gj_status gj_write_findings(const gj_report *report, const gj_drawing *drawing, gj_sink sink, void *context);
/* A template: its tables as they are printed and its relations. drawing may be NULL. */
GJ_API gj_status gj_write_template(const gj_template *form, const gj_drawing *drawing, gj_sink sink, void *context);
/* How the text was read: its regions, and for each row of a table the values that it was made of, with their
 * lines. drawing may be NULL. */
GJ_API gj_status gj_write_reading(const gj_report *report, const gj_drawing *drawing, gj_sink sink, void *context);

/* What is to be said against the cell with that index, in plain words: each violation that it takes part in with
 * both sums, then what each suspect proposes and why; paragraphs end in a line feed. Nothing where all is well. */
GJ_API gj_status gj_write_remarks(const gj_report *report, size_t cell, gj_language language, gj_sink sink,
                                  void *context);

/* A page of HTML: one file that needs no other, no script and no network. It is written as a head, any number of
 * reports, each with a number of its own, and a foot. */
typedef struct gj_page {
    gj_language language;
    const char *text; /* what the report was read from, as gj_document_text() gives it: stands beside the tables, and */
    size_t length;    /* each cell leads to its line. NULL leaves it out */
    size_t number;    /* of the report in the page, from 0, so that anchors differ: #report-1 is that of the first */
    const char *overview; /* address of the overview that the page belongs to; NULL for none */
} gj_page;

/* What stands before the reports of a page, whose title comes from the first of them. */
GJ_API gj_status gj_write_html_head(const gj_report *first, const gj_page *page, gj_sink sink, void *context);
/* One report: what does not add up, and its tables as the template prints them. */
GJ_API gj_status gj_write_html(const gj_report *report, const gj_page *page, gj_sink sink, void *context);
/* What stands behind the last report. */
GJ_API gj_status gj_write_html_foot(const gj_page *page, gj_sink sink, void *context);

/* Many reports at a glance. It copies what it needs, so that a document can go once its reports are added. */
typedef struct gj_overview gj_overview;

/* On success *overview is the caller's. Fails with GJ_ERROR_MEMORY or GJ_ERROR_ARGUMENT. */
GJ_API gj_status gj_overview_new(gj_overview **overview);
/* NULL is allowed. */
GJ_API void gj_overview_free(gj_overview *overview);
/* address is where the report's page will be, relative to the overview's, as a URL. Fails with GJ_ERROR_MEMORY or
 * GJ_ERROR_ARGUMENT. */
GJ_API gj_status gj_overview_add(gj_overview *overview, const gj_report *report, const char *address);
/* A whole page: how many reports are complete and consistent, which relations fail most, and the list of reports
 * with links, in orders to choose from. unreadable is the number of inputs that could not be read. */
GJ_API gj_status gj_write_overview(const gj_overview *overview, size_t unreadable, gj_language language, gj_sink sink,
                                   void *context);

/* An XLSX workbook. Its sheets are: 目录, the reports, each with links to its tables; 勾稽, every relation with
 * formulas over the tables, so that a figure put right there settles it; 长表, the tidy form; then for each report its
 * tables as the template prints them, those under one heading on one sheet. Cells in violated relations are red, and
 * comments say what gj_write_remarks() does. Text never runs as a formula. The same reports give the same bytes. All
 * of it is held in memory until it is written, about half a megabyte a report: merged squares and comments cannot be
 * written line by line. */
typedef struct gj_workbook gj_workbook;

/* language is that of gouji's own words; the names of the first three sheets are fixed. On success *workbook is the
 * caller's. Fails with GJ_ERROR_MEMORY, GJ_ERROR_ARGUMENT, or GJ_ERROR_WRITE where the system gives no temporary
 * file. */
GJ_API gj_status gj_workbook_new(gj_workbook **workbook, gj_language language);
/* NULL is allowed. */
GJ_API void gj_workbook_free(gj_workbook *workbook);
/* It copies what it needs, so that a document can go once its reports are added. Fails with GJ_ERROR_MEMORY, or with
 * GJ_ERROR_LIMIT beyond 1,048,575 cells or relations, or 65,000 sheets. After a failure it can only be freed. */
GJ_API gj_status gj_workbook_add(gj_workbook *workbook, const gj_report *report);
/* The whole file. Once only: afterwards the workbook takes no more reports, and can only be freed. */
GJ_API gj_status gj_write_workbook(gj_workbook *workbook, gj_sink sink, void *context);

/* ------------------------------------------------------------------ what the prose says */

typedef enum gj_claim_kind {
    GJ_CLAIM_FIGURE = 0, /* the sentence states a number */
    GJ_CLAIM_NONE = 1,   /* it says that there was none: the value is 0 */
    GJ_CLAIM_ALL = 2     /* it says that all were so: the value is that of the claim spoken of */
} gj_claim_kind;

/* The time that a sentence speaks of, as far as it says. */
typedef enum gj_period {
    GJ_PERIOD_REPORTED = 0, /* the year of the report */
    GJ_PERIOD_OTHER = 1     /* another year, or a part of one: never compared with a table */
} gj_period;

/* How a claim stands to the tables. */
typedef enum gj_agreement {
    GJ_NOT_COMPARED = 0, /* it names no cells, is not exact, is about another time, or its cells were not printed */
    GJ_AGREES = 1,
    GJ_DIFFERS = 2
} gj_agreement;

/* A figure that a sentence states. */
typedef struct gj_claim {
    gj_claim_kind kind;
    const char *subject;      /* what is counted, by the name that the rules give it; NULL where they know none */
    const char *phrase;       /* the words that say what is counted, spelling made one */
    const char *const *cells; /* ids of the cells whose sum it states; none where no template is known to hold it */
    size_t cell_count;
    gj_decimal value; /* in the unit of the cells, where there are any */
    bool exact;       /* false for 近, 约, 余, ranges and rounded figures */
    const char *unit; /* as found; NULL where there is none */
    gj_period period;
    size_t whole; /* index of the claim that this one is a part of, or GJ_NOWHERE */
    size_t line;
    size_t offset;        /* of the figure, or of the clause, in the original input */
    const char *sentence; /* as found */
    gj_agreement agreement;
    gj_decimal printed; /* what its cells add up to in the tables; set where it was compared */
} gj_claim;

/* A sentence that states a whole and parts of it which should add up. */
typedef struct gj_claim_sum {
    gj_relation_status status; /* unknown: the wording leaves open whether the parts are all, or overlap */
    size_t whole;              /* index of a claim */
    const size_t *parts;       /* indexes of claims */
    size_t part_count;
    gj_decimal expected; /* what the parts add up to */
    gj_decimal found;    /* the whole as stated */
} gj_claim_sum;

GJ_API size_t gj_report_claim_count(const gj_report *report);
/* NULL where index is not below the count. */
GJ_API const gj_claim *gj_report_claim(const gj_report *report, size_t index);
GJ_API size_t gj_report_claim_sum_count(const gj_report *report);
GJ_API const gj_claim_sum *gj_report_claim_sum(const gj_report *report, size_t index);

/* ------------------------------------------------------------------ between years */

/* A relation between the report of a year and that of the year before. */
typedef struct gj_crossing {
    const char *relation; /* id */
    const char *table;
    gj_relation_status status;
    /* Indexes of cells of the earlier report; its template may be another, and where that has no such cell the index is
     * GJ_NOWHERE and the status unknown. */
    const size_t *previous;
    size_t previous_count;
    const size_t *left; /* and of the later report: these and the previous ones add up to ... */
    size_t left_count;
    const size_t *right; /* ... these */
    size_t right_count;
    size_t target;         /* in right: the cell that is checked */
    gj_decimal expected;   /* the sum of previous and left; set unless status is unknown */
    gj_decimal found;      /* the sum of right */
    gj_decimal difference; /* found - expected */
} gj_crossing;

/* A report held against the one of the year before. */
typedef struct gj_across gj_across;

/* Compares two reports of one body. On success *across is the caller's, and must be freed before their
 * documents are. Reports whose years are known and do not follow each other are refused with
 * GJ_ERROR_ARGUMENT; that they are of one body, whose name may have changed, is for the caller to know.
 * error may be NULL. The other failure is GJ_ERROR_MEMORY. */
GJ_API gj_status gj_across_new(gj_across **across, const gj_report *previous, const gj_report *report, gj_error *error);
/* NULL is allowed. */
GJ_API void gj_across_free(gj_across *across);
GJ_API size_t gj_across_count(const gj_across *across);
/* NULL where index is not below the count. */
GJ_API const gj_crossing *gj_across_crossing(const gj_across *across, size_t index);

/* The same, and what is violated is added to the violations of the document's report with that index (kind
 * across, the cells those of the later report), so that every writer shows it. Once for each pair; previous need
 * outlive only the call. */
GJ_API gj_status gj_document_compare(gj_document *document, size_t index, const gj_report *previous, gj_error *error);

/* ------------------------------------------------------------------ what the checks can see */

/* How far the relations of a template's table catch mistakes in it: any mistake in *detects of its cells or
 * fewer breaks a relation, and mistakes in *locates of them or fewer are told apart from all others as small.
 * Both are 0 for a table with a cell that is in no relation. They follow from the relations alone; that values
 * are whole and not below 0 finds more. detects is at most 5: nothing beyond is looked for. Fails with
 * GJ_ERROR_ARGUMENT where there is no such table, or GJ_ERROR_MEMORY. */
GJ_API gj_status gj_template_sight(const gj_template *form, size_t table, int *detects, int *locates);

/* ------------------------------------------------------------------ repair */

/* Writes what suspects propose into the cells of the document's report with that index, for suspects at
 * least as sure as least, which must be GJ_LIKELY or GJ_CERTAIN. Those cells get the status repaired and keep
 * their raw text; relations, violations and suspects go on telling what was found in print. *repaired is the number
 * of cells changed; repaired may be NULL. Fails with GJ_ERROR_ARGUMENT, and nothing is changed then. */
GJ_API gj_status gj_document_repair(gj_document *document, size_t index, gj_certainty least, size_t *repaired);

#ifdef __cplusplus
}
#endif

#endif
