/* The report object as the engine builds it; gouji.h shows it to callers read-only. */
#ifndef GJ_REPORT_H
#define GJ_REPORT_H

#include <stdint.h>

#include "arena.h"
#include "gouji.h"
#include "grammar.h"
#include "sheet.h"
#include "text/text.h"

/* A growing array in the report's arena. */
#define GJ_LIST(type)                                                                                                  \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        size_t count;                                                                                                  \
        size_t capacity;                                                                                               \
    }

struct gj_report {
    struct gj_arena *arena; /* the document's */
    const char *source;
    const char *encoding;
    size_t first_line; /* of the text, from 1: its own lines, where several reports stand in one text */
    size_t last_line;  /* SIZE_MAX: all that follow */
    size_t first_byte; /* of the text, where first_line begins */
    const struct gj_grammar *grammar;
    const struct gj_template *form; /* NULL where none was recognised */
    gj_language language;
    gj_limits limits; /* none is 0 */
    bool without_leftovers;
    const char *body;
    size_t body_line;
    int year;
    size_t year_line;
    gj_table *tables; /* as many, and in the order, of form->tables */
    size_t table_count;
    gj_cell *cells; /* as many, and in the order, of form->cells */
    size_t cell_count;
    gj_relation *relations; /* as many, and in the order, of form->equations */
    size_t relation_count;
    bool all_hold; /* all relations do: none needs to be looked at to know it */
    /* Fills in the sums of relations that all hold, from the values of the cells, once a caller asks for one; NULL
     * where that is done. Their status needs no asking. */
    void (*show_sums)(struct gj_report *report, const uint64_t *values);
    const uint64_t *values; /* for that; they last as long as the cells */
    GJ_LIST(gj_violation) violations;
    GJ_LIST(gj_suspect) suspects;
    GJ_LIST(gj_leftover) leftovers;
    GJ_LIST(gj_diagnostic) diagnostics;
    GJ_LIST(gj_region) regions;
    GJ_LIST(gj_claim) claims;
    GJ_LIST(gj_claim_sum) claim_sums;
    /* Of a recalled report: NULL once cells and rows were cast of its sheet, and for all others. Whoever touches those,
     * and may be the first to, calls gj_report_cast() before. */
    const struct gj_caster *caster;
    const void *cast_from;
    struct gj_sheet sheet; /* as long as there is a caster */
};

/* What callers see as constant is made when it is first looked at. */
static inline void gj_report_cast(const struct gj_report *report) {
    if (!report->caster)
        return;
    struct gj_report *made = (struct gj_report *)(uintptr_t)report;
    report->caster->all(made);
    made->caster = NULL;
}
/* The same of one cell, or of one row of the first region, the only one that a recalled report has. */
static inline const gj_cell *gj_report_cast_cell(const struct gj_report *report, size_t cell) {
    if (report->caster)
        report->caster->cell((struct gj_report *)(uintptr_t)report, cell);
    return &report->cells[cell];
}
static inline const gj_row_reading *gj_report_cast_row(const struct gj_report *report, const gj_row_reading *row) {
    if (report->caster)
        report->caster->row((struct gj_report *)(uintptr_t)report, (size_t)(row - report->regions.items[0].rows));
    return row;
}

/* Tables of which anything was found. */
size_t gj_report_count_tables(const struct gj_report *report);

/* The index of the cell with that id, or GJ_NOWHERE. */
size_t gj_report_index_of(const struct gj_report *report, const char *id);

/* Counts every line and byte of the report, which was read as if its text began there, from so many lines and bytes
 * further up. */
void gj_report_move(struct gj_report *report, size_t lines, size_t bytes);

/* The same for a report that was read without what was left out of its input: counts every place of it on over the gaps
 * before that. */
void gj_report_spread(struct gj_report *report, const struct gj_gap *gaps, size_t count);

/* A place for one more item at the end of a list, counted in; NULL where memory ends. */
void *gj_list_add(struct gj_arena *arena, void *list, size_t size);
#define GJ_ADD(arena, list) gj_list_add((arena), &(list), sizeof *(list).items)

/* Adds a diagnostic; the message is formatted as by printf, in the report's language. code is a constant. */
gj_status gj_report_note(struct gj_report *report, const char *code, gj_severity severity, size_t line,
                         const char *message);

#endif
