/*
 * Tables with captions, read column by column: each column's header stands before its values, and the columns of
 * one table may stand far apart.
 */
#include "block_reader.h"

struct named_columns {
    size_t table, first, last;
};

static bool are_free(const bool *taken, size_t table, size_t first, size_t last) {
    for (size_t i = first; i <= last; i++)
        if (taken[table * GJ_TILE_COLUMNS + i])
            return false;
    return true;
}

/* The table and columns whose headers stand right before a run and whose rows it fills; each column once. */
static bool name_columns(const struct gj_block_reader *reader, const struct gj_block_run *run, const bool *taken,
                         struct named_columns *named) {
    const struct gj_template *form = reader->bench->report->form;
    struct gj_block_text text;
    int best = GJ_BLOCK_SAME_HEADERS;
    bool found = false;
    gj_block_text(reader, run->text_first, run->text_last, &text);
    for (size_t table = 0; table < form->table_count && text.length; table++) {
        const struct gj_table_rule *rule = &form->tables[table];
        if (!rule->has_caption || rule->column_count > GJ_TILE_COLUMNS)
            continue;
        for (size_t first = 0; first < rule->column_count; first++)
            for (size_t last = first; last < rule->column_count; last++) {
                bool fits = (last - first + 1) * rule->row_count == run->span.count;
                int likeness = fits && are_free(taken, table, first, last)
                                   ? gj_columns_likeness(reader, &text, table, first, last)
                                   : 0;
                if (likeness <= best)
                    continue;
                best = likeness;
                *named = (struct named_columns){table, first, last};
                found = true;
            }
    }
    return found;
}

static bool put_columns(struct gj_block_reader *reader, const struct gj_block_run *run,
                        const struct named_columns *named, bool *taken) {
    size_t width = named->last - named->first + 1;
    for (size_t i = 0; i < run->span.count; i++) {
        struct gj_choice *choice = gj_block_choice(reader, named->table, i / width, i / width);
        if (!choice)
            return false;
        gj_block_put(reader, choice, 0, named->first + i % width, reader->values[run->span.first + i]);
    }
    for (size_t column = named->first; column <= named->last; column++)
        taken[named->table * GJ_TILE_COLUMNS + column] = true;
    return true;
}

/* The first of the columns whose headers stand one after another before the run, up to the one that was named; the
 * named one itself where its header is the only one, or in the run's own block. */
static size_t first_pending(const struct gj_block_reader *reader, const struct gj_block_run *run,
                            const struct named_columns *named) {
    struct gj_block_text text;
    gj_block_text(reader, run->own_first, run->text_last, &text);
    size_t first = named->first;
    if (text.length &&
        gj_columns_likeness(reader, &text, named->table, named->first, named->last) > GJ_BLOCK_SAME_HEADERS)
        return first;
    gj_block_text(reader, run->text_first, run->text_last, &text);
    while (first && gj_columns_likeness(reader, &text, named->table, first - 1, named->last) > GJ_BLOCK_SAME_HEADERS)
        first--;
    return first;
}

/* Several headers and then as many runs, one for each of them in turn. */
static bool follow_headers(const struct gj_block_reader *reader, size_t run, size_t count, size_t rows) {
    for (size_t i = 0; i < count; i++) {
        const struct gj_block_run *next = &reader->runs[run + i];
        if (run + i >= reader->run_count || next->span.count != rows || (i && next->text_first != next->text_last))
            return false;
    }
    return run + count >= reader->run_count ||
           reader->runs[run + count].text_first != reader->runs[run + count].text_last;
}

/* Puts the runs from one on that the headers before it name; *run becomes the last of them. */
static bool read_named(struct gj_block_reader *reader, size_t *run, const struct named_columns *named, bool *taken) {
    size_t first = first_pending(reader, &reader->runs[*run], named), count = named->last - first + 1;
    size_t rows = reader->bench->report->form->tables[named->table].row_count;
    if (first == named->first)
        return put_columns(reader, &reader->runs[*run], named, taken);
    if (!are_free(taken, named->table, first, named->last) || !follow_headers(reader, *run, count, rows))
        return true;
    for (size_t i = 0; i < count; i++) {
        struct named_columns one = {named->table, first + i, first + i};
        if (!put_columns(reader, &reader->runs[*run + i], &one, taken))
            return false;
    }
    *run += count - 1;
    return true;
}

bool gj_read_captioned_blocks(struct gj_block_reader *reader, size_t first, size_t last) {
    size_t tables = reader->bench->report->form->table_count;
    bool *taken = gj_arena_array(reader->bench->arena, tables * GJ_TILE_COLUMNS, sizeof *taken);
    if (!taken || !gj_block_runs(reader, first, last))
        return taken != NULL;
    for (size_t i = 0; i < reader->run_count; i++) {
        struct named_columns named;
        if (name_columns(reader, &reader->runs[i], taken, &named) && !read_named(reader, &i, &named, taken))
            return false;
    }
    return true;
}
