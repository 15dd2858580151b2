/*
 * Tools that read a page row by row now and then read some values of a row apart from the others: those beside a label
 * of several lines, or those that stand closer together. The rows that are whole add up; where the order of them leaves
 * room for a row, what stands there is a part of it, and the rest stands together further on. Which columns the rest
 * had the sum tells in part only, as it is the same in any order: the row is left with several ways, of which the
 * relations to other rows may rule out all but one.
 */
#include <string.h>

#include "hash.h"
#include "tiling.h"

enum {
    LEAST_PARTS = 3,  /* of a sum: fewer add up by chance, */
    LEAST_FILLED = 4, /* and so do fewer rows that are more than nothing */
    MOST_CUTS = 5,    /* one more than the fewest */
    MOST_STEPS = 60000,
    MOST_READINGS = 500,
    DEAD_ENDS = 1 << 14 /* a power of two */
};

#define NOWHERE ((size_t)-1)

/* A row: the values that stand where it is due, which may be all, and those that stand further on. */
struct row {
    size_t first, count, rest;
};

struct cut_reader {
    const struct gj_grid *grid;
    struct gj_cut_row *rows;      /* out */
    size_t count;                 /* of values */
    const struct gj_run **run_of; /* of each value */
    struct row tried[GJ_TILE_ROWS];
    size_t row_count;                   /* tried so far */
    size_t open[MOST_CUTS], open_count; /* rows whose rest is still to come */
    size_t cuts;                        /* that may still be made */
    uint64_t *dead;                     /* where no way leads on, by hash; 0 for none */
    size_t dead_count, steps, readings;
    bool failed;
};

/* ------------------------------------------------------------------ what a row may hold */

static bool is_whole(const struct cut_reader *reader, const struct row *row) {
    return row->count == reader->grid->columns;
}

/* The value in a column, where the rest begins at column place. */
static size_t value_at(const struct cut_reader *reader, const struct row *row, size_t place, size_t column) {
    size_t missing = reader->grid->columns - row->count;
    if (column < place)
        return row->first + column;
    return column < place + missing ? row->rest + column - place : row->first + column - missing;
}

/* Where labels or headers stand before a run, they say where its values go. */
static bool suits_run(const struct cut_reader *reader, size_t value, size_t row, size_t column) {
    const struct gj_run *run = reader->run_of[value];
    if (run->width)
        return column >= run->column && column < run->column + run->width;
    bool starts = run->starts_row && value + reader->grid->runs[0].first == run->first;
    bool is_row = run->row == row || run->row == GJ_TILE_ANY_ROW || row == GJ_TILE_ANY_ROW;
    return !starts || (column == 0 && is_row);
}

/* No text stands between the values. */
static bool is_together(const struct cut_reader *reader, size_t first, size_t count) {
    for (size_t i = first + 1; i < first + count; i++)
        if (reader->run_of[i] != reader->run_of[i - 1] && reader->run_of[i]->after_text)
            return false;
    return true;
}

/* The rest follows in its place, with nothing between: there is no cut. */
static bool is_uncut(const struct cut_reader *reader, const struct row *row, size_t place) {
    size_t end = row->first + row->count;
    return place == row->count && row->rest == end && is_together(reader, end - 1, 2);
}

static bool may_be(const struct cut_reader *reader, size_t index, const struct row *row, size_t place) {
    const struct gj_grid *grid = reader->grid;
    const int64_t *values = grid->values + grid->runs[0].first;
    if (is_uncut(reader, row, place))
        return false;
    int64_t rest = -values[value_at(reader, row, place, grid->sum.total)];
    for (size_t i = 0; i < grid->sum.part_count; i++)
        rest += values[value_at(reader, row, place, grid->sum.parts[i])];
    for (size_t column = 0; column < grid->columns && !rest; column++)
        if (!suits_run(reader, value_at(reader, row, place, column), index, column))
            return false;
    return !rest;
}

static bool begins_whole_row(const struct cut_reader *reader, size_t index, size_t at) {
    const struct row row = {at, reader->grid->columns, NOWHERE};
    return at + row.count <= reader->count && is_together(reader, at, row.count) &&
           may_be(reader, index, &row, row.count);
}

/* ------------------------------------------------------------------ readings that were found */

static bool is_same_way(const struct gj_grid *grid, const size_t *a, const size_t *b) {
    for (size_t i = 0; i < grid->columns; i++)
        if (a[i] != b[i] && (a[i] == NOWHERE || b[i] == NOWHERE || grid->texts[a[i]] != grid->texts[b[i]]))
            return false;
    return true;
}

static void keep_way(struct cut_reader *reader, size_t index, size_t place) {
    struct gj_cut_row *kept = &reader->rows[index];
    const struct row *row = &reader->tried[index];
    size_t way[GJ_TILE_COLUMNS], missing = reader->grid->columns - row->count;
    bool is_ordered = is_whole(reader, row) || is_together(reader, row->rest, missing);
    for (size_t column = 0; column < reader->grid->columns; column++) {
        bool known = is_ordered || column < place || column >= place + missing;
        way[column] = known ? reader->grid->runs[0].first + value_at(reader, row, place, column) : NOWHERE;
    }
    for (size_t i = 0; i < kept->way_count; i++)
        if (is_same_way(reader->grid, kept->ways[i], way))
            return;
    reader->failed |= kept->way_count == GJ_CUT_WAYS;
    if (!reader->failed)
        memcpy(kept->ways[kept->way_count++], way, sizeof way);
}

static bool keep_reading(struct cut_reader *reader) {
    if (reader->open_count || reader->row_count != reader->grid->rows)
        return false;
    reader->failed |= ++reader->readings > MOST_READINGS;
    for (size_t i = 0; i < reader->row_count && !reader->failed; i++)
        for (size_t place = 0; place <= reader->tried[i].count; place++)
            if (is_whole(reader, &reader->tried[i]) ? place == 0 : may_be(reader, i, &reader->tried[i], place))
                keep_way(reader, i, place);
    return true;
}

/* ------------------------------------------------------------------ search */

static uint64_t hash_of(const struct cut_reader *reader, size_t at) {
    size_t key[2 + 3 * MOST_CUTS] = {at, reader->open_count};
    for (size_t i = 0; i < reader->open_count; i++) {
        const struct row *row = &reader->tried[reader->open[i]];
        key[2 + 3 * i] = reader->open[i];
        key[3 + 3 * i] = row->first;
        key[4 + 3 * i] = row->count;
    }
    return gj_hash_bytes((const char *)key, sizeof key) | 1;
}

static uint64_t *find_dead(const struct cut_reader *reader, uint64_t hash) {
    size_t slot = hash >> 1 & (DEAD_ENDS - 1);
    while (reader->dead[slot] && reader->dead[slot] != hash)
        slot = (slot + 1) & (DEAD_ENDS - 1);
    return &reader->dead[slot];
}

static bool go_on(struct cut_reader *reader, size_t at);

/* The rest of an open row stands here. */
static bool close_row(struct cut_reader *reader, size_t at, size_t which) {
    size_t index = reader->open[which];
    struct row *row = &reader->tried[index];
    size_t missing = reader->grid->columns - row->count;
    bool fits = false, found = false;
    if (at + missing > reader->count)
        return false;
    row->rest = at;
    for (size_t place = 0; place <= row->count && !fits; place++)
        fits = may_be(reader, index, row, place);
    if (fits) {
        memmove(reader->open + which, reader->open + which + 1,
                (reader->open_count - which - 1) * sizeof *reader->open);
        reader->open_count--;
        found = go_on(reader, at + missing);
        memmove(reader->open + which + 1, reader->open + which, (reader->open_count - which) * sizeof *reader->open);
        reader->open[which] = index;
        reader->open_count++;
    }
    row->rest = NOWHERE;
    return found;
}

static bool add_row(struct cut_reader *reader, size_t at, size_t count) {
    reader->tried[reader->row_count++] = (struct row){at, count, NOWHERE};
    bool found = go_on(reader, at + count);
    reader->row_count--;
    return found;
}

/* A part of the next row stands here, and its rest further on. */
static bool cut_row(struct cut_reader *reader, size_t at, size_t count) {
    if (at + count > reader->count || !is_together(reader, at, count))
        return false;
    reader->open[reader->open_count++] = reader->row_count;
    reader->cuts--;
    bool found = add_row(reader, at, count);
    reader->cuts++;
    reader->open_count--;
    return found;
}

/* Whether some reading of the values from one on completes what was tried so far. All of them are kept. */
static bool go_on(struct cut_reader *reader, size_t at) {
    bool found = false;
    if (at == reader->count)
        return keep_reading(reader);
    uint64_t hash = hash_of(reader, at);
    reader->failed |= ++reader->steps > MOST_STEPS;
    if (reader->failed || *find_dead(reader, hash))
        return false;
    for (size_t i = 0; i < reader->open_count; i++)
        found |= close_row(reader, at, i);
    if (reader->row_count < reader->grid->rows) {
        if (begins_whole_row(reader, reader->row_count, at))
            found |= add_row(reader, at, reader->grid->columns);
        for (size_t count = 1; count < reader->grid->columns && reader->cuts; count++)
            found |= cut_row(reader, at, count);
    }
    reader->failed |= reader->dead_count * 2 > DEAD_ENDS;
    if (!found && !reader->failed) {
        *find_dead(reader, hash) = hash;
        reader->dead_count++;
    }
    return found;
}

/* ------------------------------------------------------------------ how many rows were cut */

/* The most whole rows that stand behind one another. 0 where memory ends. */
static size_t count_whole(const struct cut_reader *reader, struct gj_arena *arena) {
    size_t columns = reader->grid->columns, *most = gj_arena_array(arena, reader->count + columns + 1, sizeof *most);
    if (!most)
        return 0;
    for (size_t i = reader->count; i-- > 0;) {
        size_t with = begins_whole_row(reader, GJ_TILE_ANY_ROW, i) ? 1 + most[i + columns] : 0;
        most[i] = with > most[i + 1] ? with : most[i + 1];
    }
    return most[0];
}

/* Rows that are whole in all readings, more than nothing, hold most of what is more than nothing. In a column of small
 * numbers some will add up by chance. */
static bool is_by_rows(const struct cut_reader *reader) {
    const struct gj_grid *grid = reader->grid;
    size_t filled = 0, inside = 0, all = 0;
    for (size_t i = 0; i < reader->count; i++)
        all += grid->values[grid->runs[0].first + i] != 0;
    for (size_t row = 0; row < grid->rows; row++) {
        const size_t *way = reader->rows[row].ways[0];
        if (reader->rows[row].way_count != 1 || way[0] == NOWHERE ||
            way[grid->columns - 1] != way[0] + grid->columns - 1)
            continue;
        filled += grid->values[way[grid->sum.total]] != 0;
        for (size_t column = 0; column < grid->columns; column++)
            inside += grid->values[way[column]] != 0;
    }
    return filled >= LEAST_FILLED && inside * 2 >= all;
}

static void search(struct cut_reader *reader, size_t cuts) {
    memset(reader->dead, 0, DEAD_ENDS * sizeof *reader->dead);
    for (size_t row = 0; row < reader->grid->rows; row++)
        reader->rows[row].way_count = 0;
    reader->dead_count = reader->readings = 0;
    reader->cuts = cuts;
    go_on(reader, 0);
}

/* false where memory ends. */
static bool open_reader(struct cut_reader *reader, struct gj_arena *arena) {
    const struct gj_grid *grid = reader->grid;
    for (size_t i = 0; i < grid->run_count; i++)
        reader->count += grid->runs[i].count;
    reader->run_of = gj_arena_array(arena, reader->count, sizeof *reader->run_of);
    reader->dead = gj_arena_room(arena, DEAD_ENDS, sizeof *reader->dead);
    for (size_t i = 0, value = 0; i < grid->run_count && reader->run_of; i++)
        for (size_t j = 0; j < grid->runs[i].count; j++)
            reader->run_of[value++] = &grid->runs[i];
    return reader->run_of && reader->dead;
}

gj_status gj_find_cut_rows(const struct gj_grid *grid, struct gj_arena *arena, struct gj_cut_row *rows, bool *found) {
    *found = false;
    if (grid->sum.part_count < LEAST_PARTS || grid->rows > GJ_TILE_ROWS)
        return GJ_OK;
    struct cut_reader *reader = gj_arena_take(arena, sizeof *reader);
    if (!reader)
        return GJ_ERROR_MEMORY;
    *reader = (struct cut_reader){.grid = grid, .rows = rows};
    if (!open_reader(reader, arena))
        return GJ_ERROR_MEMORY;
    size_t whole = count_whole(reader, arena), cuts = grid->rows - (whole < grid->rows ? whole : grid->rows);
    for (size_t more = 0; more < 2 && cuts + more <= MOST_CUTS && !reader->readings && !reader->failed; more++)
        search(reader, cuts + more);
    *found = reader->readings && !reader->failed && is_by_rows(reader);
    return arena->failed ? GJ_ERROR_MEMORY : GJ_OK;
}
