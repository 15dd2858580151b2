/*
 * Tables with captions, read column by column: each column's header stands before its values, and the columns of
 * one table may stand far apart.
 */
#include "block_reader.h"

enum { SAME_HEADERS = 880 };

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
    int best = SAME_HEADERS;
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
        gj_block_put(reader, choice, named->first + i % width, reader->values[run->span.first + i]);
    }
    for (size_t column = named->first; column <= named->last; column++)
        taken[named->table * GJ_TILE_COLUMNS + column] = true;
    return true;
}

bool gj_read_captioned_blocks(struct gj_block_reader *reader, size_t first, size_t last) {
    size_t tables = reader->bench->report->form->table_count;
    bool *taken = gj_arena_array(reader->bench->arena, tables * GJ_TILE_COLUMNS, sizeof *taken);
    if (!taken || !gj_block_runs(reader, first, last))
        return taken != NULL;
    for (size_t i = 0; i < reader->run_count; i++) {
        struct named_columns named;
        if (name_columns(reader, &reader->runs[i], taken, &named) &&
            !put_columns(reader, &reader->runs[i], &named, taken))
            return false;
    }
    return true;
}
