/* One input, from its bytes to its reports: the stages in their order. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "notes.h"
#include "desk.h"
#include "reassembly/reassembly.h"
#include "relations.h"
#include "suspects/suspects.h"

struct gj_document {
    struct gj_arena arena;
    struct gj_report *reports;
    size_t report_count;
    const char *text; /* NULL unless the caller asked for it to be kept */
    size_t text_length;
};

/* Readings by two templates whose costs differ by less are alike. */
enum { LONGEST_LABEL_BYTES = 600, NEAR_COST = 130 };
#define DEFAULT_MAXIMUM_BYTES ((size_t)1 << 30)

const char *gj_version(void) {
    return GJ_VERSION;
}

/* ------------------------------------------------------------------ keys of labels */

static gj_status fold_atoms(struct gj_desk *desk) {
    desk->keys = gj_arena_array(desk->arena, desk->cells.count, sizeof *desk->keys);
    desk->labels = gj_arena_array(desk->arena, desk->cells.count, sizeof *desk->labels);
    if (!desk->keys || !desk->labels)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < desk->cells.count; i++) {
        const struct gj_atom *atom = &desk->cells.atoms[i];
        size_t length;
        if (atom->kind != GJ_ATOM_TEXT || atom->is_piece || atom->length > LONGEST_LABEL_BYTES)
            continue;
        const char *text = gj_atom_text(&desk->cells, &desk->text, desk->arena, atom, &length);
        if (!text || gj_fold(&desk->grammar->spelling, desk->arena, text, length, &desk->keys[i]) != GJ_OK)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ an empty report of a template */

static void open_cell(struct gj_report *report, size_t index) {
    const struct gj_cell_rule *rule = &report->form->cells[index];
    const struct gj_table_rule *table = &report->form->tables[rule->table];
    gj_cell *cell = &report->cells[index];
    cell->id = rule->id;
    cell->table = table->id;
    cell->row = table->row_leaves[rule->row].heading->id;
    cell->column = table->column_leaves[rule->column].heading->id;
    cell->row_label = table->row_leaves[rule->row].heading->label;
    cell->column_label = table->column_leaves[rule->column].heading->label;
    cell->unit = rule->unit;
    cell->confidence = 1000;
}

static gj_status open_form(struct gj_report *report) {
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

static bool announces(const struct gj_key *heading, const struct gj_key *text) {
    if (text->length < heading->length || text->length > heading->length + 12)
        return false;
    for (size_t at = 0; at + heading->length <= text->length; at++)
        if (memcmp(text->characters + at, heading->characters, heading->length * sizeof *text->characters) == 0)
            return true;
    return false;
}

/* Where each table's heading stands, whatever else the line says. */
static void find_headings(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report) {
    const struct gj_label_book *book = &report->form->labels;
    for (size_t i = 0; i < book->label_count; i++) {
        const struct gj_label *label = &book->labels[i];
        if (label->role != GJ_LABEL_HEADING || report->tables[label->table].heading_line)
            continue;
        for (size_t atom = part->first; atom < part->last; atom++)
            if (announces(&label->key, &desk->keys[atom])) {
                report->tables[label->table].heading_line = (size_t)desk->cells.atoms[atom].line + 1;
                break;
            }
    }
}

static void note_missing_tables(struct gj_report *report) {
    for (size_t i = 0; i < report->table_count; i++)
        if (report->tables[i].status == GJ_TABLE_MISSING && report->tables[i].heading_line)
            gj_note(report, GJ_NOTE_TABLE_MISSING, report->tables[i].heading_line, report->tables[i].id, NULL);
}

/* ------------------------------------------------------------------ one report */

static gj_status list_all(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report) {
    for (size_t i = part->first; i < part->last; i++) {
        struct gj_atom *atom = &desk->cells.atoms[i];
        atom->use = GJ_USE_LEFTOVER;
        if (!atom->length)
            continue;
        gj_leftover *leftover = GJ_ADD(desk->arena, report->leftovers);
        if (!leftover)
            return GJ_ERROR_MEMORY;
        leftover->text = gj_arena_copy(desk->arena, desk->text.bytes + atom->offset, atom->length);
        leftover->line = (size_t)atom->line + 1;
        leftover->offset = gj_text_original(&desk->text, atom->offset);
        if (!leftover->text)
            return GJ_ERROR_MEMORY;
    }
    return GJ_OK;
}

static struct gj_workbench open_bench(struct gj_desk *desk, const struct gj_part *part,
                                      struct gj_report *report) {
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

static gj_status weigh_candidates(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report,
                                  struct gj_candidates *candidates, long *least) {
    gj_status status = GJ_OK;
    *least = LONG_MAX;
    for (size_t i = 0; i < candidates->count && status == GJ_OK; i++) {
        report->form = candidates->items[i].form;
        struct gj_workbench bench = open_bench(desk, part, report);
        status = gj_reading_cost(&bench, &candidates->items[i].cost);
        if (candidates->items[i].cost < *least)
            *least = candidates->items[i].cost;
    }
    return status;
}

/* Torn labels leave two templates close: then the one is taken by which the part is read at less cost; and where
 * that too is the same but for a table that one of them has not, the one for the year. */
static gj_status choose_template(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report,
                                 const struct gj_template **rival) {
    struct gj_candidates candidates;
    const struct gj_candidate *best = NULL;
    gj_status status = gj_detect(desk, part, report->year, &candidates);
    long least = 0;
    *rival = NULL;
    if (status == GJ_OK && candidates.count > 1)
        status = weigh_candidates(desk, part, report, &candidates, &least);
    for (size_t i = 0; i < candidates.count; i++) {
        const struct gj_candidate *candidate = &candidates.items[i];
        if (candidate->cost > least + NEAR_COST)
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
    gj_status status = open_form(report);
    struct gj_workbench bench = open_bench(desk, part, report);
    if (status == GJ_OK)
        status = gj_reassemble(&bench);
    if (status == GJ_OK)
        find_headings(desk, part, report);
    return status;
}

static gj_status read_report(struct gj_desk *desk, const struct gj_part *part, struct gj_report *report,
                             const struct gj_template *wanted) {
    const struct gj_template *rival = NULL;
    gj_status status = gj_find_who_and_when(desk, part, report);
    report->form = wanted;
    if (status == GJ_OK && !wanted)
        status = choose_template(desk, part, report, &rival);
    if (status != GJ_OK)
        return status;
    if (!report->form)
        return list_all(desk, part, report);
    if (rival)
        gj_note(report, GJ_NOTE_TEMPLATE_DOUBT, 0, report->form->id, rival->id);
    status = reassemble(desk, part, report);
    if (status == GJ_OK)
        note_missing_tables(report);
    if (status == GJ_OK)
        status = gj_relations_check(report);
    return status == GJ_OK ? gj_suspects_find(report, NULL, 0) : status;
}

/* ------------------------------------------------------------------ the document */

/* UTF-8 is read where the caller's bytes lie, and they need not outlive the call: hence a copy. */
static gj_status keep_text(struct gj_document *document, const struct gj_text *text) {
    document->text = gj_arena_copy(&document->arena, text->bytes, text->length);
    document->text_length = text->length;
    return document->text ? GJ_OK : GJ_ERROR_MEMORY;
}

static gj_status read_parts(struct gj_document *document, struct gj_desk *desk, const char *source,
                            const gj_options *options, const struct gj_template *wanted) {
    struct gj_part *parts;
    size_t count;
    gj_status status = fold_atoms(desk);
    if (status == GJ_OK)
        status = gj_find_parts(desk, &parts, &count);
    if (status != GJ_OK)
        return status;
    document->reports = gj_arena_array(&document->arena, count, sizeof *document->reports);
    if (!document->reports)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < count && status == GJ_OK; i++) {
        struct gj_report *report = &document->reports[document->report_count++];
        report->arena = &document->arena;
        report->grammar = desk->grammar;
        report->encoding = desk->text.encoding;
        report->language = options ? options->language : GJ_ENGLISH;
        report->source = count == 1 ? gj_arena_copy(&document->arena, source, strlen(source))
                                    : gj_arena_format(&document->arena, "%s#%zu", source, i + 1);
        if (!report->source)
            return GJ_ERROR_MEMORY;
        status = read_report(desk, &parts[i], report, wanted);
    }
    return status;
}

static gj_status read_all(struct gj_document *document, const gj_grammar *grammar, const char *source,
                          const void *bytes, size_t length, const gj_options *options, gj_error *error) {
    struct gj_desk desk = {.grammar = grammar, .arena = &document->arena};
    size_t most = options && options->maximum_bytes ? options->maximum_bytes : DEFAULT_MAXIMUM_BYTES;
    const struct gj_template *wanted = NULL;
    if (length > most)
        return gj_fail(error, GJ_ERROR_LIMIT, GJ_NOWHERE, "%s: %zu bytes are more than the limit of %zu; split the file",
                       source, length, most);
    if (options && options->template_id && !(wanted = gj_grammar_find(grammar, options->template_id)))
        return gj_fail(error, GJ_ERROR_TEMPLATE, GJ_NOWHERE, "there is no template %s; `gouji templates` lists them",
                       options->template_id);
    gj_status status =
        gj_text_read(&desk.text, &document->arena, source, bytes, length, options ? options->encoding : NULL, error);
    if (status != GJ_OK)
        return status;
    status = gj_cells_read(&desk.cells, &document->arena, &desk.text);
    if (status == GJ_OK)
        status = read_parts(document, &desk, source, options, wanted);
    if (status == GJ_OK && options && options->keep_text)
        status = keep_text(document, &desk.text);
    if (status == GJ_OK && document->arena.failed)
        status = GJ_ERROR_MEMORY;
    return status == GJ_OK ? GJ_OK : gj_fail(error, status, GJ_NOWHERE, "%s: out of memory", source);
}

gj_status gj_document_new(gj_document **document, const gj_grammar *grammar, const char *source, const void *bytes,
                          size_t length, const gj_options *options, gj_error *error) {
    if (!document || !grammar || !source || (!bytes && length))
        return gj_fail(error, GJ_ERROR_ARGUMENT, GJ_NOWHERE, "gj_document_new: an argument is NULL");
    struct gj_document *made = calloc(1, sizeof *made);
    if (!made)
        return gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "%s: out of memory", source);
    gj_status status = read_all(made, grammar, source, bytes ? bytes : "", length, options, error);
    if (status != GJ_OK) {
        gj_document_free(made);
        return status;
    }
    *document = made;
    return GJ_OK;
}

void gj_document_free(gj_document *document) {
    if (!document)
        return;
    gj_arena_free(&document->arena);
    free(document);
}

size_t gj_document_report_count(const gj_document *document) {
    return document->report_count;
}

const gj_report *gj_document_report(const gj_document *document, size_t index) {
    return index < document->report_count ? &document->reports[index] : NULL;
}

const char *gj_document_text(const gj_document *document, size_t *length) {
    if (length)
        *length = document->text_length;
    return document->text;
}
