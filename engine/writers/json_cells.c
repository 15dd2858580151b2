/* Cells that are a few digits with nothing else to say of them, and the tables that they stand in. */
#include "json_pen.h"
#include "usual.h"

enum {
    FULL_CONFIDENCE = 1000,
    USUAL_HEAD = 144, /* few are longer */
    TABLE_ROOM = GJ_LONGEST_ID + GJ_JSON_LONGEST_PLAIN + GJ_MOST_DIGITS + 320
};

/* JSON also tells how a cell was placed, where that is not by labels alone. */
static inline bool is_usual(const gj_cell *cell) {
    return cell->placed_by == GJ_PLACED_BY_LABELS && cell->confidence == FULL_CONFIDENCE &&
           cell->alternative_count == 0 && gj_is_usual_cell(cell);
}

/* What of the first head is not to be written: the end of a cell before it, and where there is none in the array the
 * comma. */
static inline size_t skip_of(const struct gj_json *json, const struct gj_json_words *words) {
    return strlen(words->violations) + json->empty;
}

/* A cell whose text is its value, but for its end. */
GJ_OF_CONSTANTS void put_cell(struct gj_pen *pen, const struct gj_json_words *words, const struct gj_prepared *prepared,
                              size_t skip, size_t number, size_t line, size_t offset) {
    const struct gj_prepared head = {prepared->text + skip, prepared->length - skip};
    char *at = gj_put_number(gj_put_prepared(pen->at, &head, USUAL_HEAD), number);
    at = gj_put_number(gj_put_words(at, words->value), number);
    at = gj_put_tally(&pen->line, gj_put_words(at, words->unit), line);
    pen->at = gj_put_tally(&pen->offset, gj_put_words(at, words->offset), offset);
}

/* The end of the last of them. */
GJ_OF_CONSTANTS void end_cells(struct gj_pen *pen, struct gj_json *json, const struct gj_json_words *words,
                               size_t count) {
    if (count > 0)
        pen->at = gj_put_words(pen->at, words->violations);
    gj_pen_put_away(pen, json, count > 0);
}

GJ_OF_CONSTANTS size_t put_cells(struct gj_json *json, const struct gj_json_words *words,
                                 const struct gj_json_cell *prepared, const gj_cell *cells, size_t count) {
    struct gj_pen pen = gj_pen_take(json);
    size_t i = 0, skip = skip_of(json, words);
    for (; i < count && is_usual(&cells[i]); i++, skip = 0) {
        gj_pen_make_room(&pen, json->out, 0);
        put_cell(&pen, words, &prepared[i].head, skip, (size_t)cells[i].value.coefficient, cells[i].line,
                 cells[i].offset);
    }
    end_cells(&pen, json, words, i);
    return i;
}

/* The same of a report that was not cast: a figure of a few digits is all that its cell has of its own. */
GJ_OF_CONSTANTS size_t put_figures(struct gj_json *json, const struct gj_json_words *words,
                                   const struct gj_json_cell *prepared, const struct gj_sheet *sheet, size_t first,
                                   size_t count) {
    struct gj_pen pen = gj_pen_take(json);
    const struct gj_sheet_cell *cells = sheet->cells + first;
    size_t i = 0, skip = skip_of(json, words);
    for (; i < count && !prepared[i].has_unit; i++, skip = 0) {
        const struct gj_sheet_figure *figure = &sheet->figures[cells[i].figure];
        if (figure->number < 0)
            break;
        gj_pen_make_room(&pen, json->out, 0);
        put_cell(&pen, words, &prepared[i].head, skip, (size_t)figure->number, sheet->line + cells[i].line,
                 sheet->offset + figure->offset);
    }
    end_cells(&pen, json, words, i);
    return i;
}

size_t gj_json_usual_cells(struct gj_json *json, const gj_report *report, size_t first, size_t end) {
    const struct gj_json_texts *texts = gj_prepared_texts(json, report);
    if (!texts)
        return 0;
    const struct gj_json_cell *prepared = texts->cells + first;
    const gj_cell *cells = report->cells + first;
    size_t count = end - first;
    if (report->caster)
        return json->pretty ? put_figures(json, &gj_json_words_of_pretty, prepared, &report->sheet, first, count)
                            : put_figures(json, &gj_json_words_of_line, prepared, &report->sheet, first, count);
    return json->pretty ? put_cells(json, &gj_json_words_of_pretty, prepared, cells, count)
                        : put_cells(json, &gj_json_words_of_line, prepared, cells, count);
}

/* ---------------------------------------------------------------- tables */

bool gj_json_usual_table(struct gj_json *json, const gj_report *report, size_t table) {
    const struct gj_json_texts *texts = gj_prepared_texts(json, report);
    const gj_table *told = &report->tables[table];
    if (!texts || !texts->tables[table].length || told->status != GJ_TABLE_COMPLETE || !told->heading_line)
        return false;
    gj_json_before_value(json);
    char *start = gj_out_room(json->out, TABLE_ROOM);
    char *at = gj_put_prepared(start, &texts->tables[table], GJ_PREPARED_ROOM);
    at = gj_put_number(at, told->heading_line);
    at = gj_put_words(at, json->pretty ? gj_json_words_of_pretty.cells : gj_json_words_of_line.cells);
    json->out->used += (size_t)(at - start);
    gj_json_enter(json, true); /* the table */
    gj_json_enter(json, true); /* its cells */
    return true;
}
