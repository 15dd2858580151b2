/*
 * Page numbers without dashes, of text whose pages form feeds part: they stand alone at the foot of each page, one more
 * each time. Text that was read column by column may have them further up, in a block of their own, where the blocks
 * at the right of the page were read behind them.
 */
#include "cells.h"

/* So many pages in a row are no chance if they are the last, or others begin anew behind them, and so many whatever
 * follows: tables may end pages too, and have a number of one cell a line there. In longer texts the feet must do. */
enum { LEAST_PAGES = 3, SURE_PAGES = 5, MOST_PAGES = 64 };

enum { LARGEST_NUMBER = 999999 }; /* of a page */

/* A page: atoms [first, last). */
struct page {
    size_t first, last;
};

static const struct gj_line *line_of(const struct gj_lexer *lexer, size_t index) {
    return &lexer->text->lines[lexer->cells->atoms[index].line];
}

static bool are_on_one_page(const struct gj_lexer *lexer, size_t index, size_t other) {
    return line_of(lexer, index)->page == line_of(lexer, other)->page;
}

/* The page on which an atom stands; empty at the end of the text. */
static struct page page_from(const struct gj_lexer *lexer, size_t first) {
    struct page page = {first, first};
    while (page.last < lexer->cells->count && are_on_one_page(lexer, first, page.last))
        page.last++;
    return page;
}

static struct page page_before(const struct gj_lexer *lexer, const struct page *page) {
    struct page before = {page->first, page->first};
    while (before.first > 0 && are_on_one_page(lexer, page->first - 1, before.first - 1))
        before.first--;
    return before;
}

/* The whole number that stands alone on its line; 0 where the atom is something else. Those of earlier pages may be
 * marked by now. */
static int64_t number_at(const struct gj_lexer *lexer, size_t index) {
    const struct gj_atom *atom = &lexer->cells->atoms[index];
    if ((atom->kind != GJ_ATOM_VALUE && atom->kind != GJ_ATOM_PAGE) || !atom->is_lone || atom->is_piece)
        return 0;
    struct gj_value value = gj_value_read(lexer->text->bytes + atom->offset, atom->length);
    return gj_value_is_whole(&value) && value.decimal.coefficient <= LARGEST_NUMBER ? value.decimal.coefficient : 0;
}

/* At the foot of the page; 0 where there is none. */
static int64_t number_of(const struct gj_lexer *lexer, const struct page *page) {
    return page->first < page->last ? number_at(lexer, page->last - 1) : 0;
}

static bool is_empty(const struct gj_lexer *lexer, size_t line, size_t page) {
    const struct gj_line *lines = lexer->text->lines;
    return line >= lexer->text->line_count || lines[line].page != page || !lines[line].length;
}

/* Nothing stands on the lines above and below. */
static bool is_block(const struct gj_lexer *lexer, size_t index) {
    size_t line = lexer->cells->atoms[index].line, page = line_of(lexer, index)->page;
    return (!line || is_empty(lexer, line - 1, page)) && is_empty(lexer, line + 1, page);
}

/* A number with dashes, or as words have it. */
static bool has_marked_number(const struct gj_lexer *lexer, const struct page *page) {
    for (size_t i = page->first; i < page->last; i++)
        if (lexer->cells->atoms[i].kind == GJ_ATOM_PAGE && !number_at(lexer, i))
            return true;
    return false;
}

/* The only block of the page that is the number; GJ_NO_ATOM where there is none. */
static uint32_t find_block(const struct gj_lexer *lexer, const struct page *page, int64_t number) {
    uint32_t found = GJ_NO_ATOM;
    for (size_t i = page->first; i < page->last; i++) {
        if (number_at(lexer, i) != number || !is_block(lexer, i))
            continue;
        if (found != GJ_NO_ATOM)
            return GJ_NO_ATOM;
        found = (uint32_t)i;
    }
    return found;
}

/* Pages are numbered from the first on. */
static bool is_count_of(const struct gj_lexer *lexer, const struct page *page, int64_t number) {
    return number == (int64_t)line_of(lexer, page->first)->page + 1;
}

/* The atom that is the number of the page; GJ_NO_ATOM where there is none. Above the foot it must be that of the page
 * in the text, as values in blocks of their own make any series likely. Not every first page has a number, and many
 * have a 1: there it must be at the foot. */
static uint32_t find_number(const struct gj_lexer *lexer, const struct page *page, int64_t number) {
    if (page->first == page->last || has_marked_number(lexer, page))
        return GJ_NO_ATOM;
    if (number_of(lexer, page) == number)
        return (uint32_t)page->last - 1;
    return number > 1 && is_count_of(lexer, page, number) ? find_block(lexer, page, number) : GJ_NO_ATOM;
}

/* Pages that are numbered one after the other. */
struct series {
    uint32_t atoms[MOST_PAGES]; /* their numbers */
    size_t count;
    struct page next; /* the page behind them */
};

/* The pages around one that has its number at its foot. */
static void find_series(const struct gj_lexer *lexer, const struct page *seed, struct series *series) {
    int64_t number = number_of(lexer, seed);
    struct page page = *seed;
    series->count = 0;
    for (int64_t i = number - 1; i > 0 && series->count < MOST_PAGES / 2; i--) {
        page = page_before(lexer, &page);
        uint32_t atom = find_number(lexer, &page, i);
        if (atom == GJ_NO_ATOM)
            break;
        series->atoms[series->count++] = atom;
    }
    page = *seed;
    for (uint32_t atom; series->count < MOST_PAGES && (atom = find_number(lexer, &page, number)) != GJ_NO_ATOM;
         number++) {
        series->atoms[series->count++] = atom;
        page = page_from(lexer, page.last);
    }
    series->next = page;
}

/* No chance. */
static bool is_sure(const struct gj_lexer *lexer, const struct series *series) {
    bool is_end = series->next.first == series->next.last || number_of(lexer, &series->next) == 1;
    return series->count >= SURE_PAGES || (series->count >= LEAST_PAGES && is_end);
}

static void mark(struct gj_cells *cells, const struct series *series) {
    for (size_t i = 0; i < series->count; i++)
        cells->atoms[series->atoms[i]].kind = GJ_ATOM_PAGE;
}

void gj_mark_pages(struct gj_lexer *lexer) {
    struct gj_cells *cells = lexer->cells;
    if (!cells->count || !line_of(lexer, cells->count - 1)->page)
        return;
    struct series series;
    for (struct page page = page_from(lexer, 0); page.first < page.last; page = page_from(lexer, page.last)) {
        if (cells->atoms[page.last - 1].kind != GJ_ATOM_VALUE || !number_of(lexer, &page))
            continue;
        find_series(lexer, &page, &series);
        if (is_sure(lexer, &series))
            mark(cells, &series);
    }
}
