/* What was found can be read again where it is said to stand. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "properties.h"
#include "values.h"

bool broken(struct finding *finding, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(finding->text, sizeof finding->text, format, arguments);
    va_end(arguments);
    return false;
}

struct place {
    const char *bytes; /* the input */
    size_t length;
    bool is_utf8;      /* only then are the report's bytes those of the input */
};

static size_t count_lines(const struct place *place, size_t offset) {
    size_t lines = 1;
    for (size_t i = 0; i < offset; i++)
        lines += place->bytes[i] == '\n' ||
                 (place->bytes[i] == '\r' && (i + 1 == place->length || place->bytes[i + 1] != '\n'));
    return lines;
}

/* A cell of several lines is joined: its first character stands at the offset. */
static bool check_found(const struct place *place, const char *text, size_t offset, size_t line,
                        struct finding *finding) {
    size_t first = 0;
    if (offset > place->length)
        return broken(finding, "offset %zu is outside", offset);
    if (!place->is_utf8 || !*text)
        return true;
    if (offset < place->length && !place->bytes[offset]) /* as which a NUL is shown */
        return strncmp(text, "\uFFFD", 3) == 0 || broken(finding, "\"%.100s\" hides the NUL at byte %zu", text, offset);
    do
        first++;
    while (((unsigned char)text[first] & 0xC0) == 0x80);
    if (place->length - offset < first || memcmp(place->bytes + offset, text, first) != 0)
        return broken(finding, "\"%.100s\" does not stand at byte %zu", text, offset);
    size_t counted = count_lines(place, offset);
    return counted == line || broken(finding, "\"%.100s\" is on line %zu, not %zu", text, counted, line);
}

static bool same_decimal(gj_decimal a, gj_decimal b) {
    return a.coefficient == b.coefficient && a.scale == b.scale;
}

/* What a cell says is what its text reads as; sentences have readers of their own. */
static bool check_value(const gj_cell *cell, struct finding *finding) {
    struct gj_value value = gj_value_read(cell->raw, strlen(cell->raw));
    if (cell->placed_by == GJ_PLACED_BY_PROSE)
        return true;
    if (cell->has_value && (value.kind != GJ_VALUE_NUMBER || !same_decimal(value.decimal, cell->value)))
        return broken(finding, "%s: \"%.100s\" does not read as its value", cell->id, cell->raw);
    if (!cell->has_value && cell->status == GJ_CELL_PLACED && !(value.notes & GJ_VALUE_OVERFLOW))
        return broken(finding, "%s: \"%.100s\" is placed and has no value", cell->id, cell->raw);
    return true;
}

static bool check_cell(const struct place *place, const gj_cell *cell, struct finding *finding) {
    bool is_read = cell->status == GJ_CELL_PLACED;
    if (is_read && !cell->raw)
        return broken(finding, "%s is placed without text", cell->id);
    if (cell->has_value && !is_read)
        return broken(finding, "%s has a value and is not placed", cell->id);
    if (!is_read && (cell->status == GJ_CELL_AMBIGUOUS) != (cell->alternative_count > 0))
        return broken(finding, "%s is open without alternatives, or has some and is not", cell->id);
    if (cell->confidence < 0 || cell->confidence > 1000)
        return broken(finding, "%s has confidence %d", cell->id, cell->confidence);
    return !is_read || (check_value(cell, finding) && (cell->placed_by == GJ_PLACED_BY_PROSE ||
                                                      check_found(place, cell->raw, cell->offset, cell->line, finding)));
}

static bool check_region(const struct place *place, const gj_region *region, struct finding *finding) {
    for (size_t i = 0; i < region->row_count; i++)
        for (size_t j = 0; j < region->rows[i].piece_count; j++) {
            const gj_piece *piece = &region->rows[i].pieces[j];
            if (piece->line < region->first_line || piece->line > region->last_line)
                return broken(finding, "\"%.100s\" on line %zu is outside its region", piece->text, piece->line);
            if (!check_found(place, piece->text, piece->offset, piece->line, finding))
                return false;
        }
    return true;
}

bool what_was_found_stands_there(const gj_report *report, const void *bytes, size_t length, struct finding *finding) {
    struct place place = {bytes, length, strncmp(gj_report_encoding(report), "utf-8", 5) == 0};
    for (size_t i = 0; i < gj_report_cell_count(report); i++)
        if (!check_cell(&place, gj_report_cell(report, i), finding))
            return false;
    for (size_t i = 0; i < gj_report_region_count(report); i++)
        if (!check_region(&place, gj_report_region(report, i), finding))
            return false;
    for (size_t i = 0; i < gj_report_leftover_count(report); i++) {
        const gj_leftover *leftover = gj_report_leftover(report, i);
        if (!check_found(&place, leftover->text, leftover->offset, leftover->line, finding))
            return false;
    }
    for (size_t i = 0; i < gj_report_claim_count(report); i++)
        if (gj_report_claim(report, i)->offset > length)
            return broken(finding, "a claim stands outside the input");
    return true;
}
