/*
 * One page of a table of rows that was read column by column, or row by row in pieces: how its values are arranged. The
 * number of the page may stand among them, where the numbers of other pages do not tell it (cells/pages.c): there is one
 * value too many then, and it is the one without which all rows add up.
 */
#include "block_reader.h"

enum { MOST_TRIED = 12 }; /* values that may be the number of the page */

struct page_reader {
    struct gj_block_reader *reader;
    const struct gj_block_page *page;
    struct gj_arena *arena; /* for what is given up when the page is read */
    struct gj_grid grid;    /* of the page's values, one behind the other */
    struct gj_run *runs;
    int64_t *values, *texts;
    uint32_t *atoms;
    struct gj_cut_row *cut;
    bool is_tiled, is_cut;
};

bool gj_block_may_be_page_number(const struct gj_block_reader *reader, const struct gj_block_run *run) {
    const struct gj_text *text = reader->bench->text;
    return run->span.count == 1 && text->lines[text->line_count - 1].page &&
           reader->numbers[run->span.first] == (int64_t)run->page + 1;
}

/* ------------------------------------------------------------------ the values */

static bool open_page(struct page_reader *page, const struct gj_row_sum *sum) {
    const struct gj_block_page *place = page->page;
    size_t runs = place->last_run - place->first_run, values = 0;
    for (size_t i = place->first_run; i < place->last_run; i++)
        values += page->reader->runs[i].span.count;
    page->runs = gj_arena_array(page->arena, runs, sizeof *page->runs);
    page->values = gj_arena_array(page->arena, values, sizeof *page->values);
    page->texts = gj_arena_array(page->arena, values, sizeof *page->texts);
    page->atoms = gj_arena_array(page->arena, values, sizeof *page->atoms);
    page->grid = (struct gj_grid){.rows = place->last_row - place->first_row,
                                  .columns = page->reader->bench->report->form->tables[place->table].column_count,
                                  .values = page->values,
                                  .texts = page->texts,
                                  .runs = page->runs,
                                  .sum = *sum};
    size_t cells = page->grid.rows * page->grid.columns;
    page->grid.cells = gj_arena_array(page->arena, cells, sizeof *page->grid.cells);
    page->grid.settled = gj_arena_array(page->arena, cells, sizeof *page->grid.settled);
    page->cut = gj_arena_room(page->arena, page->grid.rows, sizeof *page->cut);
    return !page->arena->failed;
}

/* All runs but one. */
static void list_values(struct page_reader *page, const struct gj_run *runs, size_t passed) {
    const struct gj_block_reader *reader = page->reader;
    size_t count = page->page->last_run - page->page->first_run, values = 0;
    page->grid.run_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == passed)
            continue;
        struct gj_run *run = &page->runs[page->grid.run_count++];
        *run = runs[i];
        run->first = values;
        for (size_t j = runs[i].first; j < runs[i].first + runs[i].count; j++, values++) {
            page->values[values] = reader->numbers[j];
            page->texts[values] = reader->texts[j];
            page->atoms[values] = reader->values[j];
        }
    }
}

/* ------------------------------------------------------------------ how they are arranged */

/* As a grid that adds up throughout, else as rows of which some were cut, which all add up, else as a grid that does so
 * for the most part. */
static gj_status arrange(struct page_reader *page) {
    page->is_tiled = page->is_cut = false;
    gj_status status = gj_tile(&page->grid, &page->is_tiled);
    if (status == GJ_OK && !page->is_tiled)
        gj_tile_bands(&page->grid, &page->is_tiled);
    if (status == GJ_OK && (!page->is_tiled || page->grid.failed))
        status = gj_find_cut_rows(&page->grid, page->arena, page->cut, &page->is_cut);
    return status;
}

static bool adds_up(const struct page_reader *page) {
    return page->is_cut || (page->is_tiled && !page->grid.failed);
}

/* The run without which all rows add up, if it is the only one; GJ_NOWHERE otherwise. */
static gj_status find_number(struct page_reader *page, const struct gj_run *runs, size_t *number) {
    size_t count = page->page->last_run - page->page->first_run, tried = 0, found = 0;
    gj_status status = GJ_OK;
    *number = GJ_NOWHERE;
    for (size_t i = 0; i < count && status == GJ_OK; i++) {
        if (!gj_block_may_be_page_number(page->reader, &page->reader->runs[page->page->first_run + i]))
            continue;
        if (++tried > MOST_TRIED)
            break;
        list_values(page, runs, i);
        status = arrange(page);
        if (!adds_up(page))
            continue;
        *number = i;
        found++;
    }
    if (found != 1 || tried > MOST_TRIED)
        *number = GJ_NOWHERE;
    return status;
}

/* ------------------------------------------------------------------ what is put into cells */

static struct gj_choice *choice_of(const struct page_reader *page, size_t row) {
    size_t index = page->page->first_row + row;
    return gj_block_choice(page->reader, page->page->table, index, index);
}

static bool put_settled(const struct page_reader *page) {
    const struct gj_grid *grid = &page->grid;
    for (size_t i = 0; i < grid->rows * grid->columns; i++) {
        if (!grid->settled[i])
            continue;
        struct gj_choice *choice = choice_of(page, i / grid->columns);
        if (!choice)
            return false;
        gj_block_put(page->reader, choice, 0, i % grid->columns, page->atoms[grid->cells[i]]);
    }
    return true;
}

static bool put_ways(const struct page_reader *page, size_t row) {
    const struct gj_cut_row *cut = &page->cut[row];
    struct gj_choice *choice = choice_of(page, row);
    if (!choice || !gj_block_leave_open(page->reader, choice, cut->way_count))
        return false;
    for (size_t way = 0; way < cut->way_count; way++)
        for (size_t column = 0; column < page->grid.columns; column++)
            if (cut->ways[way][column] != GJ_NOWHERE)
                gj_block_put(page->reader, choice, way, column, page->atoms[cut->ways[way][column]]);
    return true;
}

static bool put_cut(const struct page_reader *page) {
    for (size_t row = 0; row < page->grid.rows; row++)
        if (!put_ways(page, row))
            return false;
    return true;
}

/* false where memory ends. */
static bool read_page(struct page_reader *page, const struct gj_run *runs, const struct gj_row_sum *sum) {
    size_t passed = GJ_NOWHERE, values = 0;
    for (size_t i = page->page->first_run; i < page->page->last_run; i++)
        values += page->reader->runs[i].span.count;
    if (!open_page(page, sum))
        return false;
    bool has_number = values == page->grid.rows * page->grid.columns + 1;
    if (has_number && find_number(page, runs, &passed) != GJ_OK)
        return false;
    if (has_number && passed == GJ_NOWHERE) {
        page->is_tiled = page->is_cut = false;
        return true;
    }
    list_values(page, runs, passed);
    if (arrange(page) != GJ_OK)
        return false;
    return page->is_cut ? put_cut(page) : !page->is_tiled || put_settled(page);
}

bool gj_block_read_page(struct gj_block_reader *reader, const struct gj_block_page *place, const struct gj_run *runs,
                        const struct gj_row_sum *sum, bool *is_read) {
    struct gj_arena arena = {0};
    struct page_reader page = {.reader = reader, .page = place, .arena = &arena};
    bool good = read_page(&page, runs, sum) && !arena.failed;
    *is_read = good && (page.is_tiled || page.is_cut);
    gj_arena_free(&arena);
    return good;
}
