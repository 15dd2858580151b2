/*
 * Rows that stand whole among values that no tiling explains: as many values as a row has, one behind the other, that
 * add up. Which row one of them is its own label tells, or how many of them stand between two that are known.
 */
#include "block_reader.h"

static bool has_pin(const struct gj_value_line *line, size_t index) {
    return line->pins[index] != GJ_NOWHERE;
}

static bool is_cut_by_pin(const struct gj_value_line *line, size_t start) {
    for (size_t i = start + 1; i < start + line->columns; i++)
        if (has_pin(line, i))
            return true;
    return false;
}

/* Nothing adds up to nothing anywhere; with a label right before and behind it is a row all the same. */
static bool may_be_nothing(const struct gj_value_line *line, size_t start) {
    size_t end = start + line->columns;
    return has_pin(line, start) && (end == line->count || has_pin(line, end));
}

static bool adds_up(const struct gj_value_line *line, size_t start) {
    if (start + line->columns > line->count || is_cut_by_pin(line, start))
        return false;
    const int64_t *values = line->values + start;
    int64_t sum = 0;
    for (size_t i = 0; i < line->sum->part_count; i++)
        sum += values[line->sum->parts[i]];
    return sum == values[line->sum->total] && (sum != 0 || may_be_nothing(line, start));
}

/* most[i]: how many rows, none of which overlaps another, stand from value i on. */
static void count_behind(const struct gj_value_line *line, size_t *most) {
    most[line->count] = 0;
    for (size_t i = line->count; i-- > 0;) {
        size_t with = adds_up(line, i) ? 1 + most[i + line->columns] : 0;
        most[i] = with > most[i + 1] ? with : most[i + 1];
    }
}

/* Marks the values that begin a row in some way to have as many rows as can be. most ends as those before a value. */
static void mark_starts(const struct gj_value_line *line, size_t *most, bool *starts) {
    size_t all = most[0], columns = line->columns, before = 0;
    for (size_t i = 0; i < line->count; i++) {
        size_t ended = i >= columns && starts[i - columns] ? most[i - columns] + 1 : 0;
        before = ended > before ? ended : before;
        starts[i] = adds_up(line, i) && before + 1 + most[i + columns] == all;
        most[i] = before;
    }
}

static bool is_alone(const struct gj_value_line *line, const bool *starts, size_t at) {
    size_t first = at >= line->columns ? at - line->columns + 1 : 0;
    for (size_t i = first; i < at + line->columns && i < line->count; i++)
        if (i != at && starts[i])
            return false;
    return true;
}

/* The rows between two that are known, in order, where there are as many of them as are missing. */
static void fill_between(const size_t *found, size_t first, size_t last, size_t row, size_t *rows) {
    for (size_t i = first; i < last; i++)
        rows[row + i - first] = found[i];
}

/* false where the labels do not come in the order of the rows. */
static bool name_rows(const struct gj_value_line *line, const size_t *found, size_t count, size_t *rows) {
    size_t next = 0, next_row = 0; /* behind the last known */
    for (size_t i = 0; i < count; i++) {
        if (!has_pin(line, found[i]))
            continue;
        size_t row = line->pins[found[i]];
        if (row < next_row + (i - next) || row >= line->rows)
            return false;
        if (row - next_row == i - next)
            fill_between(found, next, i, next_row, rows);
        rows[row] = found[i];
        next = i + 1;
        next_row = row + 1;
    }
    if (next && line->rows - next_row == count - next)
        fill_between(found, next, count, next_row, rows);
    return next > 0;
}

/* The page was read row by row: rows take up most of its values, and enough of them are more than nothing. In a column
 * of small numbers some will add up by chance. */
static bool is_by_rows(const struct gj_value_line *line, const size_t *found, size_t count) {
    enum { LEAST_ROWS = 4 };
    size_t filled = 0;
    for (size_t i = 0; i < count; i++)
        filled += line->values[found[i] + line->sum->total] != 0;
    return filled >= LEAST_ROWS && 2 * count * line->columns >= line->count;
}

bool gj_find_whole_rows(struct gj_arena *arena, const struct gj_value_line *line, size_t *rows) {
    size_t *most = gj_arena_array(arena, line->count + 1, sizeof *most), count = 0;
    size_t *found = gj_arena_array(arena, line->count, sizeof *found);
    bool *starts = gj_arena_array(arena, line->count, sizeof *starts);
    if (!most || !found || !starts)
        return false;
    count_behind(line, most);
    mark_starts(line, most, starts);
    for (size_t i = 0; i < line->count; i++)
        if (starts[i] && is_alone(line, starts, i))
            found[count++] = i;
    for (size_t i = 0; i < line->rows; i++)
        rows[i] = GJ_NOWHERE;
    if (!is_by_rows(line, found, count) || !name_rows(line, found, count, rows))
        for (size_t i = 0; i < line->rows; i++)
            rows[i] = GJ_NOWHERE;
    return true;
}
