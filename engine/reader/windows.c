/* A part that is read in full, in a window of the text that grows until the part ends in it; and learning its shape. */
#include <string.h>

#include "reader_state.h"

#define USUAL_WINDOW ((size_t)1 << 18)

/* Where a window of that size ends: behind a whole line. */
static size_t window_end(const struct gj_reader *reader, size_t size) {
    const char *bytes = reader->text.bytes + reader->at;
    size_t left = reader->text.length - reader->at;
    if (!reader->text.in_place || size >= left)
        return left;
    return gj_line_after(bytes, gj_line_end(bytes, size, left), left);
}

static gj_status read_window(struct gj_reader *reader, size_t length) {
    struct gj_desk *desk = &reader->window;
    gj_arena_reset(&reader->window_arena);
    *desk = gj_reader_desk(reader, &reader->window_arena, reader->at, length);
    reader->window_at = reader->at;
    reader->window_line = reader->line;
    reader->next_part = 0;
    gj_status status = gj_text_split(&desk->text, desk->arena);
    if (status == GJ_OK)
        status = gj_read_atoms(desk, &reader->limits);
    return status == GJ_OK ? gj_find_parts(desk, &reader->parts, &reader->part_count) : status;
}

/* Sentences and no table: the text is likely to go on like that. */
static bool holds_no_value(const struct gj_cells *cells) {
    for (size_t i = 0; i < cells->count; i++)
        if (cells->atoms[i].kind == GJ_ATOM_VALUE)
            return false;
    return true;
}

/* By how much a window grows that did not hold the part: a long report is read from its start each time. Where values
 * have begun, less is to come. */
static size_t window_growth(const struct gj_reader *reader) {
    enum { WITH_VALUES = 4, WITHOUT = 8, OF_SMALLEST = 64 };
    if (!holds_no_value(&reader->window.cells))
        return WITH_VALUES;
    return reader->window_size == GJ_SMALLEST_WINDOW ? OF_SMALLEST : WITHOUT;
}

/* What the last part of a window holds shows only in the next one, unless the input ends there. */
static gj_status open_window(struct gj_reader *reader, gj_error *error) {
    for (;;) {
        bool is_long = reader->window_size > reader->ahead_size;
        gj_status status = gj_reader_hold(reader, reader->window_size + 1, is_long, error);
        if (status != GJ_OK)
            return status;
        size_t length = window_end(reader, reader->window_size);
        status = read_window(reader, length);
        if (status != GJ_OK || (reader->holds_rest && reader->at + length == reader->text.length))
            return status;
        if (reader->part_count == 1)
            reader->window_size *= window_growth(reader);
        else if (reader->window_size < USUAL_WINDOW)
            reader->window_size *= 2;
        if (reader->part_count-- > 1)
            return GJ_OK;
    }
}

static struct gj_shape *find_alike(const struct gj_reader *reader, const struct gj_shape *shape) {
    for (size_t i = 0; i < reader->shape_count; i++)
        if (gj_are_shapes_alike(reader->shapes[i], shape))
            return reader->shapes[i];
    return NULL;
}

/* Remembers the shape of the report just read, instead of the one not matched for longest where there is no more
 * room. */
static gj_status learn(struct gj_reader *reader, const struct gj_part *part) {
    struct gj_shape *shape;
    if (!reader->text.in_place || reader->wanted)
        return GJ_OK;
    gj_status status = gj_shape_learn(&shape, &reader->window, part, &reader->report);
    if (status != GJ_OK || !shape)
        return status;
    struct gj_shape *alike = find_alike(reader, shape);
    if (alike) {
        status = gj_shape_add_beside(alike, shape);
        gj_shape_free(shape);
        return status;
    }
    if (reader->shape_count == GJ_MOST_SHAPES)
        gj_shape_free(reader->shapes[--reader->shape_count]);
    reader->shapes[reader->shape_count++] = shape;
    return GJ_OK;
}

/* Whether the part at hand is the last of the input; where the next one begins is known only then. */
static bool is_last(const struct gj_reader *reader) {
    return reader->next_part + 1 == reader->part_count &&
           reader->parts[reader->next_part].last == reader->window.cells.count;
}

static size_t byte_of_line(const struct gj_reader *reader, size_t line) {
    return reader->window_at + reader->window.text.lines[line].start;
}

/* The report has the lines of its part. */
static void place_report(struct gj_reader *reader, const struct gj_part *part) {
    const struct gj_atom *atoms = reader->window.cells.atoms;
    if (reader->text.in_place)
        gj_report_move(&reader->report, reader->window_line, reader->base + reader->window_at);
    if (part->first == part->last) {
        gj_reader_set_lines(reader, 0, 0, 0, true);
        return;
    }
    size_t first = atoms[part->first].line, end = (size_t)atoms[part->last - 1].line + 1;
    gj_reader_set_lines(reader, reader->window_line + first, reader->base - reader->mark + byte_of_line(reader, first),
                        reader->window_line + end, reader->at_end);
}

static void pass_part(struct gj_reader *reader, const struct gj_part *part) {
    reader->next_part++;
    if (reader->at_end)
        return;
    size_t line = reader->window.cells.atoms[part->last].line;
    gj_reader_move_on(reader, byte_of_line(reader, line), reader->window_line + line);
}

/* Whether there is nothing to learn from the part at hand: its tables have a shape that the reader knows. */
static bool is_known(const struct gj_reader *reader, const struct gj_part *part) {
    if (is_last(reader))
        return reader->known_ahead != GJ_NOWHERE;
    return reader->known_ahead < byte_of_line(reader, reader->window.cells.atoms[part->last].line) - reader->at;
}

gj_status gj_reader_read(struct gj_reader *reader, gj_error *error) {
    gj_status status = reader->next_part == reader->part_count ? open_window(reader, error) : GJ_OK;
    if (status == GJ_OK)
        status = gj_reader_open_report(reader, is_last(reader));
    if (status != GJ_OK)
        return status;
    const struct gj_part *part = &reader->parts[reader->next_part];
    struct gj_desk desk = reader->window;
    desk.arena = &reader->report_arena;
    status = gj_interpret(&desk, part, &reader->report, reader->wanted);
    if (status == GJ_OK && !is_known(reader, part))
        status = learn(reader, part);
    if (status != GJ_OK)
        return status;
    reader->at_end = is_last(reader);
    place_report(reader, part);
    pass_part(reader, part);
    return GJ_OK;
}
