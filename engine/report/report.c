/* The report object: the getters of gouji.h, and how the stages add to its lists. */
#include "report.h"

#include <stdint.h>
#include <string.h>

/* What every GJ_LIST looks like, whatever its items. The lists are copied in and out of it byte by
 * byte, since a pointer to one struct may not be read through another. */
struct any_list {
    void *items;
    size_t count;
    size_t capacity;
};

void *gj_list_add(struct gj_arena *arena, void *list, size_t size) {
    struct any_list any;
    memcpy(&any, list, sizeof any);
    void *items = gj_arena_grow(arena, any.items, any.count, &any.capacity, size);
    if (!items)
        return NULL;
    any.items = items;
    void *place = (char *)items + any.count * size;
    any.count++;
    memcpy(list, &any, sizeof any);
    return place;
}

gj_status gj_report_note(struct gj_report *report, const char *code, gj_severity severity, size_t line,
                         const char *message) {
    const char *copy = gj_arena_copy(report->arena, message, strlen(message));
    gj_diagnostic *diagnostic = copy ? GJ_ADD(report->arena, report->diagnostics) : NULL;
    if (!diagnostic)
        return GJ_ERROR_MEMORY;
    *diagnostic = (gj_diagnostic){.code = code, .severity = severity, .line = line, .message = copy};
    return GJ_OK;
}

const char *gj_report_source(const gj_report *report) {
    return report->source;
}

const gj_template *gj_report_template(const gj_report *report) {
    return report->form;
}

const char *gj_report_encoding(const gj_report *report) {
    return report->encoding;
}

const char *gj_report_body(const gj_report *report, size_t *line) {
    if (line)
        *line = report->body_line;
    return report->body;
}

int gj_report_year(const gj_report *report, size_t *line) {
    if (line)
        *line = report->year_line;
    return report->year;
}

size_t gj_report_table_count(const gj_report *report) {
    return report->table_count;
}

const gj_table *gj_report_table(const gj_report *report, size_t index) {
    return index < report->table_count ? &report->tables[index] : NULL;
}

size_t gj_report_cell_count(const gj_report *report) {
    return report->cell_count;
}

const gj_cell *gj_report_cell(const gj_report *report, size_t index) {
    gj_report_cast(report);
    return index < report->cell_count ? &report->cells[index] : NULL;
}

size_t gj_report_index_of(const struct gj_report *report, const char *id) {
    for (size_t i = 0; i < report->cell_count; i++)
        if (strcmp(report->cells[i].id, id) == 0)
            return i;
    return GJ_NOWHERE;
}

const gj_cell *gj_report_find_cell(const gj_report *report, const char *id) {
    return gj_report_cell(report, gj_report_index_of(report, id));
}

size_t gj_report_relation_count(const gj_report *report) {
    return report->relation_count;
}

/* What callers see as constant is made when it is first looked at. */
static void show_sums(struct gj_report *report) {
    report->show_sums(report, report->values);
    report->show_sums = NULL;
}

const gj_relation *gj_report_relation(const gj_report *report, size_t index) {
    if (report->show_sums)
        show_sums((struct gj_report *)(uintptr_t)report);
    return index < report->relation_count ? &report->relations[index] : NULL;
}

size_t gj_report_count_relations(const gj_report *report, gj_relation_status status) {
    size_t count = 0;
    if (report->all_hold)
        return status == GJ_RELATION_HOLDS ? report->relation_count : 0;
    for (size_t i = 0; i < report->relation_count; i++)
        count += report->relations[i].status == status;
    return count;
}

size_t gj_report_count_tables(const struct gj_report *report) {
    size_t count = 0;
    for (size_t i = 0; i < report->table_count; i++)
        count += report->tables[i].status != GJ_TABLE_MISSING;
    return count;
}

size_t gj_report_violation_count(const gj_report *report) {
    return report->violations.count;
}

const gj_violation *gj_report_violation(const gj_report *report, size_t index) {
    return index < report->violations.count ? &report->violations.items[index] : NULL;
}

size_t gj_report_suspect_count(const gj_report *report) {
    return report->suspects.count;
}

const gj_suspect *gj_report_suspect(const gj_report *report, size_t index) {
    return index < report->suspects.count ? &report->suspects.items[index] : NULL;
}

size_t gj_report_leftover_count(const gj_report *report) {
    return report->leftovers.count;
}

const gj_leftover *gj_report_leftover(const gj_report *report, size_t index) {
    return index < report->leftovers.count ? &report->leftovers.items[index] : NULL;
}

size_t gj_report_diagnostic_count(const gj_report *report) {
    return report->diagnostics.count;
}

const gj_diagnostic *gj_report_diagnostic(const gj_report *report, size_t index) {
    return index < report->diagnostics.count ? &report->diagnostics.items[index] : NULL;
}

size_t gj_report_claim_count(const gj_report *report) {
    return report->claims.count;
}

const gj_claim *gj_report_claim(const gj_report *report, size_t index) {
    return index < report->claims.count ? &report->claims.items[index] : NULL;
}

size_t gj_report_claim_sum_count(const gj_report *report) {
    return report->claim_sums.count;
}

const gj_claim_sum *gj_report_claim_sum(const gj_report *report, size_t index) {
    return index < report->claim_sums.count ? &report->claim_sums.items[index] : NULL;
}

size_t gj_report_region_count(const gj_report *report) {
    return report->regions.count;
}

const gj_region *gj_report_region(const gj_report *report, size_t index) {
    gj_report_cast(report);
    return index < report->regions.count ? &report->regions.items[index] : NULL;
}

const gj_form *gj_report_form(const gj_report *report, size_t table) {
    if (!report->form || table >= report->form->table_count)
        return NULL;
    return &report->form->tables[table].form;
}

/* ------------------------------------------------------------------ places that are moved */

/* On by so many lines and bytes, or by what was left out before each place. */
struct shift {
    size_t lines, bytes;
    const struct gj_gap *gaps;
    size_t gap_count;
};

static void move_line(size_t *line, const struct shift *shift) {
    size_t found = *line;
    if (!found)
        return;
    *line += shift->lines;
    for (size_t i = 0; i < shift->gap_count && shift->gaps[i].line < found; i++)
        *line += shift->gaps[i].lines;
}

static void move_place(size_t *line, size_t *byte, const struct shift *shift) {
    size_t found = *byte;
    move_line(line, shift);
    *byte += shift->bytes;
    for (size_t i = 0; i < shift->gap_count && shift->gaps[i].at <= found; i++)
        *byte += shift->gaps[i].bytes;
}

/* The rows and their pieces are the report's own; only callers see them as constant. */
static void move_rows(const gj_region *region, const struct shift *shift) {
    for (size_t i = 0; i < region->row_count; i++) {
        gj_piece *pieces = (gj_piece *)(uintptr_t)region->rows[i].pieces;
        for (size_t j = 0; j < region->rows[i].piece_count; j++)
            move_place(&pieces[j].line, &pieces[j].offset, shift);
    }
}

static void move_tables(struct gj_report *report, const struct shift *shift) {
    for (size_t i = 0; i < report->table_count; i++)
        move_line(&report->tables[i].heading_line, shift);
    for (size_t i = 0; i < report->regions.count; i++) {
        move_line(&report->regions.items[i].first_line, shift);
        move_line(&report->regions.items[i].last_line, shift);
    }
    if (report->caster) {
        report->sheet.line += shift->lines;
        report->sheet.offset += shift->bytes;
        return;
    }
    for (size_t i = 0; i < report->cell_count; i++)
        if (report->cells[i].line)
            move_place(&report->cells[i].line, &report->cells[i].offset, shift);
    for (size_t i = 0; i < report->regions.count; i++)
        move_rows(&report->regions.items[i], shift);
}

static void move_all(struct gj_report *report, const struct shift *shift) {
    move_line(&report->body_line, shift);
    move_line(&report->year_line, shift);
    move_tables(report, shift);
    for (size_t i = 0; i < report->violations.count; i++)
        move_line(&report->violations.items[i].line, shift);
    for (size_t i = 0; i < report->diagnostics.count; i++)
        move_line(&report->diagnostics.items[i].line, shift);
    for (size_t i = 0; i < report->leftovers.count; i++)
        move_place(&report->leftovers.items[i].line, &report->leftovers.items[i].offset, shift);
    for (size_t i = 0; i < report->claims.count; i++)
        move_place(&report->claims.items[i].line, &report->claims.items[i].offset, shift);
}

void gj_report_move(struct gj_report *report, size_t lines, size_t bytes) {
    move_all(report, &(struct shift){.lines = lines, .bytes = bytes});
}

void gj_report_spread(struct gj_report *report, const struct gj_gap *gaps, size_t count) {
    if (!count)
        return;
    gj_report_cast(report);
    move_all(report, &(struct shift){.gaps = gaps, .gap_count = count});
}
