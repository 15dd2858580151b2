#include "bench.h"

#include <string.h>

static const gj_limits bench_limits = {.line_bytes = GJ_DEFAULT_LINE_BYTES,
                                       .atoms = GJ_DEFAULT_ATOMS,
                                       .rows = GJ_DEFAULT_ROWS,
                                       .readings = GJ_DEFAULT_READINGS,
                                       .work = GJ_DEFAULT_WORK};

static bool open_cells(struct gj_report *report) {
    const struct gj_template *form = report->form;
    report->cell_count = form->cell_count;
    report->cells = gj_arena_array(report->arena, form->cell_count, sizeof *report->cells);
    for (size_t i = 0; report->cells && i < form->cell_count; i++) {
        const struct gj_table_rule *table = &form->tables[form->cells[i].table];
        report->cells[i].id = form->cells[i].id;
        report->cells[i].table = table->id;
        report->cells[i].row = table->row_leaves[form->cells[i].row].heading->id;
        report->cells[i].column = table->column_leaves[form->cells[i].column].heading->id;
    }
    return report->cells != NULL;
}

static bool open_tables(struct gj_report *report) {
    const struct gj_template *form = report->form;
    report->table_count = form->table_count;
    report->tables = gj_arena_array(report->arena, form->table_count, sizeof *report->tables);
    for (size_t i = 0; report->tables && i < form->table_count; i++)
        report->tables[i] = (gj_table){.id = form->tables[i].id,
                                       .first_cell = form->tables[i].first_cell,
                                       .row_count = form->tables[i].row_count,
                                       .column_count = form->tables[i].column_count};
    return report->tables != NULL;
}

static bool read_part(struct bench *bench, size_t index, const gj_report *read, bool weighted_only) {
    struct gj_report *report = &bench->reports[index];
    const struct gj_part *part = &bench->parts[index];
    report->arena = &bench->arena;
    report->grammar = bench->desk.grammar;
    report->limits = bench_limits;
    report->form = gj_report_template(read);
    report->year = gj_report_year(read, NULL);
    if (!report->form)
        return true;
    if (!open_tables(report) || !open_cells(report))
        return false;
    gj_mark_page_numbers(&bench->desk.text, &bench->desk.cells, part->first, part->last);
    gj_recognise(&bench->desk, part, report->form);
    struct gj_workbench workbench = {.report = report,
                                     .arena = &bench->arena,
                                     .text = &bench->desk.text,
                                     .cells = &bench->desk.cells,
                                     .first_atom = part->first,
                                     .last_atom = part->last,
                                     .keys = bench->desk.keys + part->first,
                                     .labels = bench->desk.labels + part->first,
                                     .weighted_only = weighted_only};
    return gj_reassemble(&workbench) == GJ_OK;
}

bool bench_open(struct bench *bench, const gj_grammar *grammar, const gj_document *document, const void *bytes,
                size_t length, bool weighted_only) {
    memset(bench, 0, sizeof *bench);
    struct gj_desk *desk = &bench->desk;
    desk->grammar = grammar;
    desk->arena = &bench->arena;
    if (gj_text_read(&desk->text, &bench->arena, "bench", bytes, length, NULL, NULL) != GJ_OK ||
        gj_read_atoms(desk, &bench_limits) != GJ_OK ||
        gj_find_parts(desk, &bench->parts, &bench->part_count) != GJ_OK ||
        bench->part_count != gj_document_report_count(document))
        return false;
    bench->reports = gj_arena_array(&bench->arena, bench->part_count, sizeof *bench->reports);
    if (!bench->reports)
        return false;
    for (size_t i = 0; i < bench->part_count; i++)
        if (!read_part(bench, i, gj_document_report(document, i), weighted_only))
            return false;
    return !bench->arena.failed;
}

void bench_close(struct bench *bench) {
    gj_arena_free(&bench->arena);
}
