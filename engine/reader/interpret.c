/* One report: which template it follows, what stands in its cells, and what does not add up. */
#include <limits.h>

#include "desk.h"
#include "prose/prose.h"
#include "reassembly/reassembly.h"
#include "relations/relations.h"
#include "report/notes.h"
#include "suspects/suspects.h"

/* Readings by two templates whose costs differ by less are alike; so are those that differ by this part of the less,
 * as where text was read column by column and most of it is dear. */
enum { NEAR_COST = 130, NEAR_PART = 25 };

/* ------------------------------------------------------------------ an empty report of a template */

static void open_cell(struct gj_report *report, size_t index) {
    report->cells[index] = gj_template_cell(report->form, index);
    report->cells[index].confidence = 1000;
}

gj_status gj_open_form(struct gj_report *report) {
    const struct gj_template *form = report->form;
    report->table_count = form->table_count;
    report->cell_count = form->cell_count;
    report->tables = gj_arena_array(report->arena, form->table_count, sizeof *report->tables);
    report->cells = gj_arena_array(report->arena, form->cell_count, sizeof *report->cells);
    if (!report->tables || !report->cells)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < form->table_count; i++) {
        const struct gj_table_rule *rule = &form->tables[i];
        report->tables[i] = (gj_table){.id = rule->id, .title = rule->title, .first_cell = rule->first_cell};
        report->tables[i].heading = rule->heading_count > 0 ? rule->headings[0] : rule->title;
        report->tables[i].row_count = rule->row_count;
        report->tables[i].column_count = rule->column_count;
    }
    for (size_t i = 0; i < form->cell_count; i++)
        open_cell(report, i);
    return GJ_OK;
}

/* ------------------------------------------------------------------ headings */

void gj_mark_announced(const struct gj_label_book *book, const struct gj_key *text, size_t line, size_t *lines) {
    struct gj_label_search search = gj_labels_search(book, text);
    for (const struct gj_label *label; (label = gj_labels_within(&search));)
        if (!lines[label - book->labels] && text->length <= label->key.length + GJ_WORDS_AROUND_HEADING)
            lines[label - book->labels] = line;
}

void gj_find_headings(const struct gj_desk *desk, const struct gj_part *part, const struct gj_label_book *book,
                      size_t *lines) {
    for (size_t atom = part->first; atom < part->last; atom++)
        gj_mark_announced(book, &desk->keys[atom], (size_t)desk->cells.atoms[atom].line + 1, lines);
}

/* Of the spellings of a table's heading the first in the book that stands anywhere, where that stands first. */
static void take_headings(struct gj_report *report, const size_t *lines) {
    const struct gj_label_book *book = &report->form->labels;
    for (size_t i = 0; i < book->heading_count; i++) {
        size_t *line = &report->tables[book->labels[book->headings[i]].table].heading_line;
        if (!*line)
            *line = lines[book->headings[i]];
    }
}

static void note_missing_tables(struct gj_report *report) {
    for (size_t i = 0; i < report->table_count; i++)
        if (report->tables[i].status == GJ_TABLE_MISSING && report->tables[i].heading_line)
            gj_note(report, GJ_NOTE_TABLE_MISSING, report->tables[i].heading_line, report->tables[i].id, NULL);
}

/* ------------------------------------------------------------------ one report */

static struct gj_workbench open_bench(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report) {
    if (report->form)
        gj_recognise(desk, part, report->form);
    return (struct gj_workbench){.report = report,
                                 .arena = desk->arena,
                                 .text = &desk->text,
                                 .cells = &desk->cells,
                                 .first_atom = part->first,
                                 .last_atom = part->last,
                                 .keys = desk->keys + part->first,
                                 .labels = desk->labels + part->first};
}

/* Where no template is followed, everything is left over. */
static gj_status leave_all_over(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report) {
    struct gj_workbench bench = open_bench(desk, part, report);
    for (size_t i = part->first; i < part->last; i++)
        desk->cells.atoms[i].use = GJ_USE_LEFTOVER;
    return gj_list_leftovers(&bench);
}

static gj_status weigh_candidates(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report,
                                  struct gj_candidates *candidates, long *least) {
    gj_status status = GJ_OK;
    bool all_by_columns = true;
    *least = LONG_MAX;
    for (size_t i = 0; i < candidates->count && status == GJ_OK; i++) {
        bool by_columns;
        report->form = candidates->items[i].form;
        struct gj_workbench bench = open_bench(desk, part, report);
        status = gj_reading_cost(&bench, &candidates->items[i].cost, &by_columns);
        all_by_columns &= by_columns;
        if (candidates->items[i].cost < *least)
            *least = candidates->items[i].cost;
    }
    if (all_by_columns)
        *least = LONG_MAX / 2; /* no cost is too high */
    return status;
}

/* Torn labels leave two templates close: then the one is taken by which the part is read at less cost; and where
 * that too is the same but for a table that one of them has not, or says nothing, the one for the year. */
static gj_status choose_template(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report,
                                 struct gj_candidates *candidates, const struct gj_template **rival) {
    const struct gj_candidate *best = NULL;
    gj_status status = GJ_OK;
    long least = 0;
    *rival = NULL;
    if (candidates->count > 1)
        status = weigh_candidates(desk, part, report, candidates, &least);
    for (size_t i = 0; i < candidates->count; i++) {
        const struct gj_candidate *candidate = &candidates->items[i];
        if (candidate->cost > least + NEAR_COST + least / NEAR_PART)
            continue;
        if (best && best->suits_year == candidate->suits_year)
            *rival = candidate->form;
        if (!best || (candidate->suits_year && !best->suits_year))
            best = candidate;
    }
    if (best && best->suits_year)
        *rival = NULL;
    report->form = best ? best->form : NULL;
    return status;
}

static gj_status reassemble(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report) {
    gj_status status = gj_open_form(report);
    struct gj_workbench bench = open_bench(desk, part, report);
    return status == GJ_OK ? gj_reassemble(&bench) : status;
}

/* ------------------------------------------------------------------ what does not add up */

static gj_status check(struct gj_desk *desk, const struct gj_setting *setting, struct gj_report *report) {
    struct gj_evidence *evidence = NULL;
    size_t count = 0;
    gj_status status = GJ_OK;
    if (!setting->values || !gj_relations_hold(report, setting->values))
        status = gj_relations_check(report);
    if (status == GJ_OK && desk->grammar->prose)
        status = gj_prose_evidence(report, desk->grammar->prose, &evidence, &count);
    if (status == GJ_OK)
        status = gj_suspects_find(report, evidence, count);
    if (status == GJ_OK && desk->grammar->prose)
        status = gj_prose_check(report, desk->grammar->prose);
    return status;
}

static gj_status find_tables(struct gj_desk *desk, const struct gj_setting *setting, struct gj_report *report) {
    const struct gj_label_book *book = &report->form->labels;
    const size_t *known = setting->headings;
    if (!known) {
        size_t *lines = gj_arena_array(desk->arena, book->label_count, sizeof *lines);
        if (!lines)
            return GJ_ERROR_MEMORY;
        gj_find_headings(desk, &setting->part, book, lines);
        known = lines;
    }
    take_headings(report, known);
    note_missing_tables(report);
    return GJ_OK;
}

/* What the cutting into cells did not look into. */
static void note_limits(const struct gj_desk *desk, const struct gj_part *part, struct gj_report *report) {
    const struct gj_cells *cells = &desk->cells;
    if (part->first == part->last)
        return;
    size_t first = (size_t)cells->atoms[part->first].line + 1, last = (size_t)cells->atoms[part->last - 1].line + 1;
    if (cells->long_line >= first && cells->long_line <= last)
        gj_note(report, GJ_NOTE_LIMIT_LINE, cells->long_line, NULL, NULL);
    if (cells->last_line >= first && cells->last_line <= last)
        gj_note(report, GJ_NOTE_LIMIT_ATOMS, cells->last_line, NULL, NULL);
}

gj_status gj_conclude(struct gj_desk *desk, const struct gj_setting *setting, struct gj_report *report) {
    const struct gj_template *chosen = report->form;
    gj_status status = gj_read_sentences(desk, setting, report);
    if (status == GJ_OK && chosen && setting->rival && report->form == chosen)
        gj_note(report, GJ_NOTE_TEMPLATE_DOUBT, 0, chosen->id, setting->rival->id);
    if (status == GJ_OK && report->form)
        status = find_tables(desk, setting, report);
    note_limits(desk, &setting->part, report);
    return status == GJ_OK ? check(desk, setting, report) : status;
}

gj_status gj_interpret(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report,
                       const struct gj_template *wanted) {
    struct gj_setting setting = {.part = *part, .wanted = wanted != NULL};
    struct gj_candidates candidates = {.count = 0};
    gj_status status = GJ_OK;
    if (part->first != part->last) {
        setting.first_line = desk->cells.atoms[part->first].line;
        setting.last_line = (size_t)desk->cells.atoms[part->last - 1].line + 1;
        status = gj_find_who_and_when(desk, setting.first_line, setting.last_line, report);
    }
    report->form = wanted;
    if (status == GJ_OK && !wanted)
        status = gj_detect(desk, part, report->year, &candidates);
    if (wanted || candidates.count)
        gj_mark_page_numbers(&desk->text, &desk->cells, part->first, part->last);
    if (status == GJ_OK && !wanted)
        status = choose_template(desk, part, report, &candidates, &setting.rival);
    if (status == GJ_OK && report->form)
        status = reassemble(desk, part, report);
    else if (status == GJ_OK)
        status = leave_all_over(desk, part, report);
    return status == GJ_OK ? gj_conclude(desk, &setting, report) : status;
}
