/*
 * Tables of rows, read column by column: page by page the labels tell which rows there are, and the runs of values
 * are tiled to the grid that these rows make.
 */
#include "block_reader.h"

enum { ROW_SEEN = 800, ROW_SURE = 950, SHORTEST_VOTE = 4, MOST_PAGES = 64 };

struct page {
    size_t number;
    size_t first_run, last_run;
    size_t values, numbers; /* numbers: of these, those that may be that of the page */
    bool *seen;             /* of each row: its label stands on the page */
};

struct rows_reader {
    struct gj_block_reader *reader;
    const struct gj_table_rule *rule;
    size_t table;
    bool *votes; /* of each row: its label is long enough to be seen by no chance */
    struct page pages[MOST_PAGES];
    size_t page_count;
    struct gj_block_text text;
};

/* ------------------------------------------------------------------ labels */

/* How well a row's label is seen in a text, by the best of its spellings; at_end: and nothing stands behind it. */
static int row_likeness(const struct rows_reader *rows, size_t row, bool at_end) {
    const struct gj_label_book *book = &rows->reader->bench->report->form->labels;
    struct gj_context text = gj_context_of(rows->text.characters, rows->text.length);
    int best = 0;
    for (size_t i = 0; i < book->label_count; i++) {
        const struct gj_label *label = &book->labels[i];
        if (label->role != GJ_LABEL_ROW || label->table != rows->table || label->index != row)
            continue;
        int likeness = gj_likeness(&label->key, &text, at_end);
        best = likeness > best ? likeness : best;
    }
    return best;
}

static void find_votes(const struct rows_reader *rows) {
    const struct gj_label_book *book = &rows->reader->bench->report->form->labels;
    for (size_t i = 0; i < book->label_count; i++)
        if (book->labels[i].role == GJ_LABEL_ROW && book->labels[i].table == rows->table)
            rows->votes[book->labels[i].index] = book->labels[i].key.length >= SHORTEST_VOTE;
}

/* ------------------------------------------------------------------ pages */

static bool list_pages(struct rows_reader *rows) {
    for (size_t i = 0; i < rows->reader->run_count; i++) {
        const struct gj_block_run *run = &rows->reader->runs[i];
        struct page *page = rows->page_count ? &rows->pages[rows->page_count - 1] : NULL;
        if (!page || page->number != run->page) {
            if (rows->page_count == MOST_PAGES)
                return false;
            page = &rows->pages[rows->page_count++];
            *page = (struct page){.number = run->page, .first_run = i};
        }
        page->last_run = i + 1;
        page->values += run->span.count;
        page->numbers += gj_block_may_be_page_number(rows->reader, run);
    }
    return true;
}

/* Which rows are named among atoms [first, last) on the page. */
static bool read_page(struct rows_reader *rows, struct page *page, size_t first, size_t last) {
    while (first < last && gj_page_of(rows->reader->bench, first) < page->number)
        first++;
    while (last > first && gj_page_of(rows->reader->bench, last - 1) > page->number)
        last--;
    page->seen = gj_arena_array(rows->reader->bench->arena, rows->rule->row_count, sizeof *page->seen);
    if (!page->seen)
        return false;
    gj_block_text(rows->reader, first, last, &rows->text);
    for (size_t row = 0; row < rows->rule->row_count; row++)
        page->seen[row] = rows->votes[row] && row_likeness(rows, row, false) >= ROW_SEEN;
    return true;
}

static bool are_mostly_seen(size_t seen, size_t votes) {
    return seen * 4 >= votes * 3;
}

/* The labels bear out that the page has just the rows [first, last): the one behind stands elsewhere, and all are
 * named, the first and the last too; those may be broken over the turn of a page where it is known that the page
 * begins with the first. */
static bool holds_rows(const struct rows_reader *rows, const struct page *page, size_t first, size_t last, bool known) {
    size_t votes = 0, seen = 0;
    for (size_t row = first; row < last; row++) {
        votes += rows->votes[row];
        seen += page->seen[row];
    }
    bool behind = last < rows->rule->row_count && (page->seen[last] || !rows->votes[last]);
    if (last <= first || behind || !votes)
        return false;
    if (known)
        return are_mostly_seen(seen, votes);
    bool before = first && (page->seen[first - 1] || !rows->votes[first - 1]);
    return !before && seen == votes && rows->votes[first] && rows->votes[last - 1];
}

/* The rows that the values of a page fill. *is_even is false where some are left, but for one that may be the number of
 * the page. */
static size_t count_rows(const struct rows_reader *rows, const struct page *page, bool *is_even) {
    size_t columns = rows->rule->column_count, left = page->values % columns;
    *is_even = !left || (left == 1 && page->numbers);
    return page->values / columns;
}

/* Every page has whole rows, and all pages together all rows of the table, most of them named where they should
 * be. A label may be broken over the turn of a page. */
static bool fills_pages(const struct rows_reader *rows) {
    size_t row = 0, votes = 0, seen = 0;
    for (size_t i = 0; i < rows->page_count; i++) {
        bool is_even;
        size_t count = count_rows(rows, &rows->pages[i], &is_even);
        if (!is_even || row + count > rows->rule->row_count)
            return false;
        for (size_t end = row + count; row < end; row++) {
            votes += rows->votes[row];
            seen += rows->pages[i].seen[row];
        }
    }
    return row == rows->rule->row_count && are_mostly_seen(seen, votes);
}

/* The row behind the last that is named on the page, without a gap of many, from first on. */
static size_t last_named(const struct rows_reader *rows, const struct page *page, size_t first) {
    enum { MANY = 3 };
    size_t last = first, missed = 0;
    for (size_t row = first; row < rows->rule->row_count && missed < MANY; row++) {
        missed = page->seen[row] ? 0 : missed + rows->votes[row];
        last = page->seen[row] ? row + 1 : last;
    }
    return last;
}

/* ------------------------------------------------------------------ pins */

/* The headers that a run has in its own block say which columns it is. */
static void pin_columns(struct rows_reader *rows, struct gj_run *run) {
    int best = GJ_BLOCK_SAME_HEADERS;
    for (size_t first = 0; first < rows->rule->column_count; first++)
        for (size_t last = first; last < rows->rule->column_count; last++) {
            size_t width = last - first + 1;
            bool fits = run->count % width == 0 && (run->per_line < 2 || run->per_line == width);
            int likeness = fits ? gj_columns_likeness(rows->reader, &rows->text, rows->table, first, last) : 0;
            if (likeness <= best)
                continue;
            best = likeness;
            run->column = first;
            run->width = width;
        }
}

/* A row's label right before the values, in a block that goes on from row to row. */
static bool pin_row(struct rows_reader *rows, struct gj_run *run, size_t first, size_t last) {
    int best = ROW_SURE;
    for (size_t row = first; row < last; row++) {
        int likeness = row_likeness(rows, row, true);
        if (likeness <= best)
            continue;
        best = likeness;
        run->row = row - first;
    }
    return best > ROW_SURE;
}

static void pin_run(struct rows_reader *rows, const struct gj_block_run *run, struct gj_run *span, size_t first,
                    size_t last) {
    *span = run->span;
    span->after_text = run->text_first != run->text_last;
    if (run->own_first == run->text_last)
        return;
    gj_block_text(rows->reader, run->own_first, run->text_last, &rows->text);
    bool named = pin_row(rows, span, first, last);
    span->starts_row = run->goes_on || named;
    if (!run->goes_on)
        pin_columns(rows, span);
    if (span->width) {
        span->starts_row = false;
        span->row = GJ_TILE_ANY_ROW;
    }
}

/* ------------------------------------------------------------------ one page */

static void find_row_sum(const struct rows_reader *rows, size_t row, struct gj_row_sum *sum) {
    const struct gj_template *form = rows->reader->bench->report->form;
    size_t columns = rows->rule->column_count, start = rows->rule->first_cell + row * columns;
    sum->part_count = 0;
    for (size_t i = 0; i < form->equation_count; i++) {
        const struct gj_equation *equation = &form->equations[i];
        bool inside = equation->table == rows->table && equation->right_count == 1 &&
                      equation->left_count <= GJ_TILE_COLUMNS && equation->right[0] >= start &&
                      equation->right[0] - start < columns;
        for (size_t j = 0; j < equation->left_count && inside; j++)
            inside = equation->left[j] >= start && equation->left[j] - start < columns;
        if (!inside)
            continue;
        for (size_t j = 0; j < equation->left_count; j++)
            sum->parts[sum->part_count++] = equation->left[j] - start;
        sum->total = equation->right[0] - start;
        return;
    }
}

/* *is_read stays as it was where nothing is tried. */
static bool tile_page(struct rows_reader *rows, const struct page *page, size_t first, size_t last, bool *is_read) {
    struct gj_block_reader *reader = rows->reader;
    size_t count = page->last_run - page->first_run;
    struct gj_run *runs = gj_arena_array(reader->bench->arena, count, sizeof *runs);
    struct gj_row_sum sum;
    if (!runs)
        return false;
    for (size_t i = 0; i < count; i++)
        pin_run(rows, &reader->runs[page->first_run + i], &runs[i], first, last);
    const struct gj_block_page column = {rows->table, page->number, page->first_run, page->last_run, first, last};
    if (rows->rule->column_count == 1 &&
        (gj_block_is_by_rows(reader, &column) || !gj_block_order_column(reader, &column, runs)))
        return true;
    find_row_sum(rows, first, &sum);
    return gj_block_read_page(reader, &column, runs, &sum, is_read);
}

/* ------------------------------------------------------------------ a page that is no grid */

/* The row whose label ends the text before a run, where that names no other; GJ_NOWHERE where there is none. */
static size_t row_before(struct rows_reader *rows, const struct gj_block_run *run) {
    struct gj_run named = {.row = GJ_NOWHERE};
    if (run->text_first == run->text_last)
        return GJ_NOWHERE;
    gj_block_text(rows->reader, run->text_first, run->text_last, &rows->text);
    if (!pin_row(rows, &named, 0, rows->rule->row_count))
        return GJ_NOWHERE;
    for (size_t row = 0; row < rows->rule->row_count; row++)
        if (row != named.row && rows->votes[row] && row_likeness(rows, row, false) >= ROW_SEEN)
            return GJ_NOWHERE;
    return named.row;
}

static bool put_whole_row(struct rows_reader *rows, size_t row, const uint32_t *atoms) {
    struct gj_choice *choice = gj_block_choice(rows->reader, rows->table, row, row);
    if (!choice)
        return false;
    if (choice->value_last ||
        gj_row_holds(rows->reader->bench, &rows->reader->bench->strips->items[choice->strip], atoms) != 1)
        return true; /* another page has it, or it has a sum of its own */
    for (size_t i = 0; i < rows->rule->column_count; i++)
        gj_block_put(rows->reader, choice, 0, i, atoms[i]);
    return true;
}

static bool put_whole_rows(struct rows_reader *rows, const size_t *starts, const uint32_t *atoms) {
    for (size_t row = 0; row < rows->rule->row_count; row++)
        if (starts[row] != GJ_NOWHERE && !put_whole_row(rows, row, atoms + starts[row]))
            return false;
    return true;
}

static bool read_whole_rows(struct rows_reader *rows, const struct page *page) {
    enum { LEAST_PARTS = 3 }; /* fewer add up by chance */
    struct gj_block_reader *reader = rows->reader;
    struct gj_arena *arena = reader->bench->arena;
    struct gj_row_sum sum;
    find_row_sum(rows, 0, &sum);
    if (sum.part_count < LEAST_PARTS)
        return true;
    size_t first = reader->runs[page->first_run].span.first;
    size_t *pins = gj_arena_array(arena, page->values, sizeof *pins);
    size_t *starts = gj_arena_array(arena, rows->rule->row_count, sizeof *starts);
    if (!pins || !starts)
        return false;
    for (size_t i = 0; i < page->values; i++)
        pins[i] = GJ_NOWHERE;
    for (size_t i = page->first_run; i < page->last_run; i++)
        pins[reader->runs[i].span.first - first] = row_before(rows, &reader->runs[i]);
    const struct gj_value_line line = {.values = reader->numbers + first,
                                       .pins = pins,
                                       .count = page->values,
                                       .rows = rows->rule->row_count,
                                       .columns = rows->rule->column_count,
                                       .sum = &sum};
    return gj_find_whole_rows(arena, &line, starts) && put_whole_rows(rows, starts, reader->values + first);
}

/* A page's values say how many rows it has. Where that does not come out for all of them together, the labels of a
 * page must bear it out; a page where they do not is left out, and its labels say where the next one begins. */
static bool read_pages(struct rows_reader *rows) {
    size_t row = 0;
    bool whole = fills_pages(rows), known = true;
    for (size_t i = 0; i < rows->page_count; i++) {
        const struct page *page = &rows->pages[i];
        bool is_even;
        size_t count = count_rows(rows, page, &is_even);
        if (known && !page->values)
            continue;
        known = whole ||
                (is_even && count <= rows->rule->row_count - row && holds_rows(rows, page, row, row + count, known));
        bool tiled = false;
        if (known && count && !tile_page(rows, page, row, row + count, &tiled))
            return false;
        if (!tiled && !read_whole_rows(rows, page))
            return false;
        row = known ? row + count : last_named(rows, page, row);
    }
    return true;
}

/* The pages are none where there are more runs or pages than tables have. false where memory ends. */
static bool look_at_pages(struct rows_reader *rows, size_t first, size_t last, bool without_blanks) {
    rows->page_count = 0;
    bool listed = gj_block_runs(rows->reader, first, last);
    if (rows->rule->column_count == 1)
        gj_block_drop_serials(rows->reader);
    if (without_blanks)
        gj_block_drop_blanks(rows->reader);
    if (!listed || !list_pages(rows))
        rows->page_count = 0;
    for (size_t i = 0; i < rows->page_count; i++)
        if (!read_page(rows, &rows->pages[i], first, last))
            return false;
    return true;
}

bool gj_read_row_blocks(struct gj_block_reader *reader, size_t table, size_t first, size_t last) {
    struct gj_arena *arena = reader->bench->arena;
    struct rows_reader *rows = gj_arena_take(arena, sizeof *rows);
    if (!rows)
        return false;
    rows->reader = reader;
    rows->table = table;
    rows->rule = &reader->bench->report->form->tables[table];
    rows->votes = gj_arena_array(arena, rows->rule->row_count, sizeof *rows->votes);
    if (!rows->votes)
        return false;
    find_votes(rows);
    if (rows->rule->column_count > GJ_TILE_COLUMNS)
        return true;
    bool good = look_at_pages(rows, first, last, false);
    if (good && rows->rule->column_count == 1 && !fills_pages(rows)) {
        good = look_at_pages(rows, first, last, true);
        if (good && !fills_pages(rows))
            good = look_at_pages(rows, first, last, false);
    }
    return good && read_pages(rows);
}
