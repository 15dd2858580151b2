/*
 * Blocks: text that was read column by column, as PDF readers do by default. Labels stand first and values
 * later, in runs with empty lines between them; what a run belongs to is told by the headers right before it,
 * by how the runs fit together to a grid, and by the sums of its rows.
 */
#include <string.h>

#include "blocks.h"
#include "tiling.h"

enum { MOST_VALUES = 4096, MOST_PAGES = 64, MOST_TEXT = 4096, SAME_HEADERS = 880, ROW_SEEN = 800 };

struct run {
    struct gj_run span;  /* of reader->values */
    size_t text_first;   /* atoms between the run before and this one */
    size_t text_last;
    size_t page;
};

struct reader {
    struct gj_workbench *bench;
    struct gj_choices *choices;
    uint32_t values[MOST_VALUES]; /* atoms */
    int64_t numbers[MOST_VALUES];
    size_t value_count;
    struct run runs[GJ_TILE_RUNS];
    size_t run_count;
};

static const struct gj_atom *atom_at(const struct reader *reader, size_t index) {
    return &reader->bench->cells->atoms[index];
}

static size_t page_of(const struct reader *reader, size_t atom) {
    return reader->bench->text->lines[atom_at(reader, atom)->line].page;
}

/* ------------------------------------------------------------------ runs */

/* The runs of values among atoms [first, last). false where there are more than any table has. */
static bool collect_runs(struct reader *reader, size_t first, size_t last) {
    size_t text = first;
    const struct gj_atom *before = NULL;
    reader->run_count = reader->value_count = 0;
    for (size_t i = first; i < last; i++) {
        const struct gj_atom *atom = atom_at(reader, i);
        if (atom->is_piece || atom->kind == GJ_ATOM_PAGE)
            continue;
        if (atom->kind != GJ_ATOM_VALUE && atom->kind != GJ_ATOM_BLANK) {
            before = NULL;
            continue;
        }
        if (reader->value_count == MOST_VALUES)
            return false;
        if (!before || atom->line > before->line + 1 || page_of(reader, i) != reader->runs[reader->run_count - 1].page) {
            if (reader->run_count == GJ_TILE_RUNS)
                return false;
            reader->runs[reader->run_count++] =
                (struct run){{reader->value_count, 0}, text, i, page_of(reader, i)};
        }
        struct gj_value value = gj_value_read(reader->bench->text->bytes + atom->offset, atom->length);
        reader->numbers[reader->value_count] = value.decimal.coefficient;
        reader->values[reader->value_count++] = (uint32_t)i;
        reader->runs[reader->run_count - 1].span.count++;
        before = atom;
        text = i + 1;
    }
    return true;
}

/* ------------------------------------------------------------------ what was found, as choices */

static struct gj_choice *open_choice(struct reader *reader, size_t strip, size_t slot_count) {
    struct gj_choices *choices = reader->choices;
    struct gj_arena *arena = reader->bench->arena;
    choices->items = gj_arena_grow(arena, choices->items, choices->count, &choices->capacity, sizeof *choices->items);
    struct gj_placement *placement = gj_arena_take(arena, sizeof *placement);
    if (!choices->items || !placement || !(placement->slots = gj_arena_array(arena, slot_count, sizeof(uint32_t))))
        return NULL;
    struct gj_choice *choice = &choices->items[choices->count++];
    *choice = (struct gj_choice){.strip = strip, .placements = placement, .placement_count = 1, .margin = 1000};
    for (size_t i = 0; i < slot_count; i++)
        placement->slots[i] = GJ_SLOT_MISSING;
    return choice;
}

static size_t find_strip(const struct reader *reader, size_t table, size_t first_row, size_t last_row) {
    const struct gj_strips *strips = reader->bench->strips;
    for (size_t i = 0; i < strips->count; i++)
        if (strips->items[i].table == table && strips->items[i].first_row == first_row &&
            strips->items[i].last_row == last_row)
            return i;
    return GJ_NO_STRIP;
}

/* The choice for a row, made on first use. */
static struct gj_choice *choice_of(struct reader *reader, size_t table, size_t row) {
    size_t strip = find_strip(reader, table, row, row);
    for (size_t i = 0; i < reader->choices->count; i++)
        if (reader->choices->items[i].strip == strip)
            return &reader->choices->items[i];
    return open_choice(reader, strip, reader->bench->report->form->tables[table].column_count);
}

static bool put(struct reader *reader, size_t table, size_t row, size_t column, uint32_t atom) {
    struct gj_choice *choice = choice_of(reader, table, row);
    if (!choice)
        return false;
    choice->placements[0].slots[column] = atom;
    if (!choice->value_last) {
        choice->value_first = atom;
        choice->value_last = (size_t)atom + 1;
    }
    return true;
}

/* ------------------------------------------------------------------ blocks with captions: headers before values */

struct headers {
    uint32_t characters[MOST_TEXT];
    size_t length;
};

static void collect_text(const struct reader *reader, size_t first, size_t last, struct headers *text) {
    text->length = 0;
    for (size_t i = first; i < last; i++) {
        const struct gj_key *key = &reader->bench->keys[i - reader->bench->first_atom];
        if (text->length + key->length > MOST_TEXT)
            return;
        if (key->length)
            memcpy(text->characters + text->length, key->characters, key->length * sizeof *text->characters);
        text->length += key->length;
    }
}

/* How well the end of a text is the headers of columns first to last of a table, in any order of characters. */
static int columns_likeness(const struct reader *reader, const struct headers *text, size_t table, size_t first,
                            size_t last) {
    const struct gj_label_book *book = &reader->bench->report->form->labels;
    const struct gj_key *keys[GJ_TILE_COLUMNS];
    struct gj_strip strip = {.labels = keys};
    for (size_t column = first; column <= last; column++)
        for (size_t i = 0; i < book->label_count; i++)
            if (book->labels[i].role == GJ_LABEL_COLUMN && book->labels[i].table == table &&
                book->labels[i].index == column) {
                keys[strip.label_count++] = &book->labels[i].key;
                strip.header_length += book->labels[i].key.length;
                break;
            }
    size_t length = strip.header_length < text->length ? strip.header_length : text->length;
    return gj_header_likeness(&strip, text->characters + text->length - length, length);
}

struct named_columns {
    size_t table, first, last;
};

/* The table and columns whose headers stand right before a run and whose rows it fills; tables in order, and each
 * column once. */
static bool name_columns(const struct reader *reader, const struct run *run, const bool *taken,
                         struct named_columns *named) {
    const struct gj_template *form = reader->bench->report->form;
    struct headers text;
    int best = SAME_HEADERS;
    bool found = false;
    collect_text(reader, run->text_first, run->text_last, &text);
    for (size_t table = 0; table < form->table_count && text.length; table++) {
        const struct gj_table_rule *rule = &form->tables[table];
        if (!rule->has_caption || rule->column_count > GJ_TILE_COLUMNS)
            continue;
        for (size_t first = 0; first < rule->column_count; first++)
            for (size_t last = first; last < rule->column_count; last++) {
                bool free_columns = (last - first + 1) * rule->row_count == run->span.count;
                for (size_t i = first; i <= last && free_columns; i++)
                    free_columns = !taken[table * GJ_TILE_COLUMNS + i];
                int likeness = free_columns ? columns_likeness(reader, &text, table, first, last) : 0;
                if (likeness <= best)
                    continue;
                best = likeness;
                *named = (struct named_columns){table, first, last};
                found = true;
            }
    }
    return found;
}

static bool read_captioned(struct reader *reader, size_t first, size_t last) {
    const struct gj_template *form = reader->bench->report->form;
    bool *taken = gj_arena_array(reader->bench->arena, form->table_count * GJ_TILE_COLUMNS, sizeof *taken);
    if (!taken || !collect_runs(reader, first, last))
        return taken != NULL;
    for (size_t i = 0; i < reader->run_count; i++) {
        struct named_columns named;
        const struct run *run = &reader->runs[i];
        if (!name_columns(reader, run, taken, &named))
            continue;
        size_t width = named.last - named.first + 1;
        for (size_t j = 0; j < run->span.count; j++)
            if (!put(reader, named.table, j / width, named.first + j % width, reader->values[run->span.first + j]))
                return false;
        for (size_t column = named.first; column <= named.last; column++)
            taken[named.table * GJ_TILE_COLUMNS + column] = true;
    }
    return true;
}

/* ------------------------------------------------------------------ tables of rows: runs tile the grid */

static void find_row_sum(const struct reader *reader, size_t table, size_t row, struct gj_row_sum *sum) {
    const struct gj_template *form = reader->bench->report->form;
    const struct gj_table_rule *rule = &form->tables[table];
    size_t start = rule->first_cell + row * rule->column_count;
    sum->part_count = 0;
    for (size_t i = 0; i < form->equation_count; i++) {
        const struct gj_equation *equation = &form->equations[i];
        bool inside = equation->table == table && equation->right_count == 1 &&
                      equation->left_count <= GJ_TILE_COLUMNS && equation->right[0] - start < rule->column_count;
        for (size_t j = 0; j < equation->left_count && inside; j++)
            inside = equation->left[j] >= start && equation->left[j] - start < rule->column_count;
        if (!inside || equation->right[0] < start)
            continue;
        for (size_t j = 0; j < equation->left_count; j++)
            sum->parts[sum->part_count++] = equation->left[j] - start;
        sum->total = equation->right[0] - start;
        return;
    }
}

/* How many of the rows from first on are named in the text of one page. */
static size_t count_named(const struct reader *reader, size_t table, size_t first, size_t count,
                          const struct headers *text) {
    const struct gj_label_book *book = &reader->bench->report->form->labels;
    size_t named = 0;
    for (size_t row = first; row < first + count; row++) {
        bool seen = false;
        for (size_t i = 0; i < book->label_count && !seen; i++)
            seen = book->labels[i].role == GJ_LABEL_ROW && book->labels[i].table == table &&
                   book->labels[i].index == row &&
                   gj_likeness(&book->labels[i].key, text->characters, text->length, false) >= ROW_SEEN;
        named += seen;
    }
    return named;
}

static bool tile_page(struct reader *reader, size_t table, size_t first_row, size_t row_count, size_t first_run,
                      size_t last_run) {
    const struct gj_table_rule *rule = &reader->bench->report->form->tables[table];
    struct gj_arena *arena = reader->bench->arena;
    struct gj_grid grid = {.rows = row_count, .columns = rule->column_count, .values = reader->numbers};
    struct gj_run *runs = gj_arena_array(arena, last_run - first_run, sizeof *runs);
    size_t cells = row_count * rule->column_count;
    grid.cells = gj_arena_array(arena, cells, sizeof *grid.cells);
    grid.settled = gj_arena_array(arena, cells, sizeof *grid.settled);
    if (!runs || !grid.cells || !grid.settled)
        return false;
    for (size_t i = first_run; i < last_run; i++)
        runs[i - first_run] = reader->runs[i].span;
    grid.runs = runs;
    grid.run_count = last_run - first_run;
    find_row_sum(reader, table, first_row, &grid.sum);
    if (!gj_tile(&grid))
        return true;
    for (size_t i = 0; i < cells; i++)
        if (grid.settled[i] && !put(reader, table, first_row + i / grid.columns, i % grid.columns,
                                    reader->values[grid.cells[i]]))
            return false;
    return true;
}

/* Page by page: a page's values say how many rows it has, and its labels must bear that out. */
static bool read_rows(struct reader *reader, size_t table, size_t first, size_t last) {
    const struct gj_table_rule *rule = &reader->bench->report->form->tables[table];
    size_t row = 0;
    if (rule->column_count > GJ_TILE_COLUMNS || !collect_runs(reader, first, last))
        return true;
    for (size_t run = 0; run < reader->run_count;) {
        size_t page = reader->runs[run].page, end = run, values = 0;
        for (; end < reader->run_count && reader->runs[end].page == page; end++)
            values += reader->runs[end].span.count;
        size_t rows = values / rule->column_count;
        size_t atom = first, stop = last;
        while (atom < last && page_of(reader, atom) < page)
            atom++;
        while (stop > atom && page_of(reader, stop - 1) > page)
            stop--;
        struct headers text;
        collect_text(reader, atom, stop, &text);
        if (values % rule->column_count || row + rows > rule->row_count ||
            count_named(reader, table, row, rows, &text) * 4 < rows * 3)
            return true;
        if (!tile_page(reader, table, row, rows, run, end))
            return false;
        row += rows;
        run = end;
    }
    return true;
}

/* ------------------------------------------------------------------ rows side by side: values in printed order */

static bool sums_hold(const struct reader *reader, size_t table) {
    const struct gj_template *form = reader->bench->report->form;
    size_t start = form->tables[table].first_cell;
    for (size_t i = 0; i < form->equation_count; i++) {
        const struct gj_equation *equation = &form->equations[i];
        if (equation->table != table)
            continue;
        int64_t left = 0, right = 0;
        for (size_t j = 0; j < equation->left_count; j++)
            left += reader->numbers[equation->left[j] - start];
        for (size_t j = 0; j < equation->right_count; j++)
            right += reader->numbers[equation->right[j] - start];
        if (left != right)
            return false;
    }
    return true;
}

static bool read_side_by_side(struct reader *reader, size_t table, size_t first, size_t last) {
    const struct gj_table_rule *rule = &reader->bench->report->form->tables[table];
    size_t count = rule->row_count * rule->column_count;
    if (!collect_runs(reader, first, last) || reader->value_count != count || !sums_hold(reader, table))
        return true;
    struct gj_choice *choice = open_choice(reader, find_strip(reader, table, 0, rule->row_count - 1), count);
    if (!choice)
        return false;
    memcpy(choice->placements[0].slots, reader->values, count * sizeof(uint32_t));
    choice->value_first = reader->values[0];
    choice->value_last = (size_t)reader->values[0] + 1;
    return true;
}

/* ------------------------------------------------------------------ sections */

static bool announces(const struct gj_workbench *bench, size_t table, size_t atom) {
    const struct gj_label_book *book = &bench->report->form->labels;
    const struct gj_key *key = &bench->keys[atom - bench->first_atom];
    for (size_t i = 0; i < book->label_count; i++) {
        const struct gj_label *label = &book->labels[i];
        if (label->role == GJ_LABEL_HEADING && label->table == table && key->length >= label->key.length &&
            key->length <= label->key.length + 8 && gj_likeness(&label->key, key->characters, key->length, false) == 1000)
            return true;
    }
    return false;
}

/* A heading of the level of the tables' own (一、) that announces none of them ends a section. */
static bool ends_section(const struct gj_workbench *bench, size_t atom) {
    const struct gj_key *key = &bench->keys[atom - bench->first_atom];
    return key->numbering.level == 1 && key->length >= 6 && !bench->labels[atom - bench->first_atom];
}

/* Atoms from the heading of a table on to the next heading; false where the text does not name the table. */
static bool find_section(const struct gj_workbench *bench, size_t table, size_t *first, size_t *last) {
    size_t count = bench->report->form->table_count;
    for (*first = bench->first_atom; *first < bench->last_atom && !announces(bench, table, *first); ++*first)
        ;
    for (*last = *first + 1; *last < bench->last_atom; ++*last) {
        bool other = ends_section(bench, *last);
        for (size_t i = 0; i < count && !other; i++)
            other = announces(bench, i, *last) && !announces(bench, table, *last);
        if (other)
            break;
    }
    return *first < bench->last_atom;
}

bool gj_is_blocks(const struct gj_workbench *bench, const struct gj_alignment *alignment) {
    size_t values = 0, placed = 0, bare = 0;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_atom *atom = &bench->cells->atoms[i];
        values += atom->kind == GJ_ATOM_VALUE;
        bare += atom->kind == GJ_ATOM_VALUE && atom->layout == GJ_LAYOUT_BARE;
    }
    for (size_t i = 0; i < bench->record_count; i++)
        placed += alignment->chosen[i].first_strip == GJ_NO_STRIP ? 0 : bench->records[i].value_count;
    return !alignment->fast && values >= 20 && bare * 10 >= values * 9 && placed * 2 < values;
}

gj_status gj_read_blocks(struct gj_workbench *bench, struct gj_choices *choices) {
    struct reader *reader = gj_arena_take(bench->arena, sizeof *reader);
    if (!reader)
        return GJ_ERROR_MEMORY;
    reader->bench = bench;
    reader->choices = choices;
    bool good = true, captioned = false;
    for (size_t table = 0; table < bench->report->form->table_count && good; table++) {
        const struct gj_table_rule *rule = &bench->report->form->tables[table];
        size_t first, last;
        if ((rule->has_caption && captioned) || !find_section(bench, table, &first, &last))
            continue;
        if (rule->has_caption)
            good = read_captioned(reader, first, last);
        else if (rule->side_by_side)
            good = read_side_by_side(reader, table, first, last);
        else
            good = read_rows(reader, table, first, last);
        captioned |= rule->has_caption;
    }
    return good ? GJ_OK : GJ_ERROR_MEMORY;
}
