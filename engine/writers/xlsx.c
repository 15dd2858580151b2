/* A workbook: one file of many sheets. */
#define _POSIX_C_SOURCE 200809L /* fileno */

#include "xlsx.h"

#include <stdlib.h>

#define MOST_SHEETS 65000 /* libxlsxwriter counts them in 16 bits */

/* Zip files know no earlier day. A fixed one makes equal workbooks equal byte by byte. */
#define CREATED 315532800 /* 1980-01-01T00:00:00Z */

/* libxlsxwriter can write to memory only in its latest releases, which no long-lived distribution has yet, and else to
 * a file that has a name. A nameless temporary file, reached through its descriptor, is left behind by no crash and
 * can be taken by no other process. */
static lxw_workbook *open_book(FILE *file) {
    char name[32];
    snprintf(name, sizeof name, "/dev/fd/%d", fileno(file));
    lxw_workbook *book = workbook_new(name);
    /* Always the same date: libxlsxwriter asks gmtime() for it, whose answer lies where all threads write it. */
    lxw_doc_properties properties = {.created = CREATED};
    if (book && workbook_set_properties(book, &properties) == LXW_NO_ERROR)
        return book;
    lxw_workbook_free(book);
    return NULL;
}

gj_status gj_workbook_new(gj_workbook **workbook, gj_language language) {
    if (!workbook)
        return GJ_ERROR_ARGUMENT;
    gj_workbook *made = calloc(1, sizeof *made);
    *workbook = NULL;
    if (!made)
        return GJ_ERROR_MEMORY;
    made->language = language;
    made->file = tmpfile();
    gj_status status = made->file ? GJ_OK : GJ_ERROR_WRITE;
    if (made->file && !(made->book = open_book(made->file)))
        status = GJ_ERROR_MEMORY;
    if (status == GJ_OK) {
        gj_xlsx_index_open(made);
        gj_xlsx_relations_open(made);
        gj_xlsx_cells_open(made);
        status = made->status;
    }
    if (status == GJ_OK)
        *workbook = made;
    else
        gj_workbook_free(made);
    return status;
}

void gj_workbook_free(gj_workbook *workbook) {
    if (!workbook)
        return;
    if (workbook->book)
        lxw_workbook_free(workbook->book);
    if (workbook->file)
        fclose(workbook->file);
    free(workbook->pen.text);
    gj_arena_free(&workbook->arena);
    free(workbook);
}

lxw_worksheet *gj_xlsx_sheet_open(struct gj_workbook *workbook, const char *name) {
    if (workbook->sheet_count == MOST_SHEETS) {
        gj_xlsx_fail(workbook, GJ_ERROR_LIMIT);
        return NULL;
    }
    lxw_worksheet *sheet = workbook_add_worksheet(workbook->book, name);
    if (sheet)
        workbook->sheet_count++;
    else
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
    return sheet;
}

gj_status gj_workbook_add(gj_workbook *workbook, const gj_report *report) {
    if (!workbook || !report || !workbook->book)
        return GJ_ERROR_ARGUMENT;
    struct gj_xlsx_entry entry = {.workbook = workbook, .report = report};
    entry.places = gj_arena_array(&entry.arena, report->cell_count, sizeof *entry.places);
    entry.sections = gj_arena_array(&entry.arena, report->table_count, sizeof *entry.sections);
    if (!entry.places || !entry.sections)
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
    workbook->report_count++;
    if (workbook->status == GJ_OK)
        gj_xlsx_tables_add(&entry);
    if (workbook->status == GJ_OK) {
        gj_xlsx_relations_add(&entry);
        gj_xlsx_cells_add(&entry);
        gj_xlsx_index_add(&entry);
    }
    if (entry.arena.failed || workbook->arena.failed)
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
    gj_arena_free(&entry.arena);
    return workbook->status;
}

static gj_status hand_over(FILE *file, gj_sink sink, void *context) {
    char bytes[GJ_OUT_BUFFER];
    size_t length;
    rewind(file);
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
        if (sink(context, bytes, length) != 0)
            return GJ_ERROR_WRITE;
    return ferror(file) ? GJ_ERROR_WRITE : GJ_OK;
}

/* One report's workbook opens at its tables, a collection's at its index. */
static void choose_first_view(const gj_workbook *workbook) {
    if (workbook->report_count == 1 && workbook->first_table_sheet)
        worksheet_activate(workbook->first_table_sheet);
    else
        worksheet_activate(workbook->index);
}

gj_status gj_write_workbook(gj_workbook *workbook, gj_sink sink, void *context) {
    if (!workbook || !sink || !workbook->book)
        return GJ_ERROR_ARGUMENT;
    if (workbook->status == GJ_OK) {
        gj_xlsx_index_close(workbook);
        gj_xlsx_relations_close(workbook);
        gj_xlsx_cells_close(workbook);
        choose_first_view(workbook);
    }
    if (workbook->status != GJ_OK)
        return workbook->status;
    lxw_workbook *book = workbook->book;
    workbook->book = NULL;
    gj_xlsx_check(workbook, workbook_close(book));
    return workbook->status == GJ_OK ? hand_over(workbook->file, sink, context) : workbook->status;
}
