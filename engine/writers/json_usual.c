#include "json_usual.h"

#include "json_prepared.h"
#include "json_words.h"
#include "report/report.h"

enum {
    FULL_CONFIDENCE = 1000,
    USUAL_OPENING = 128, /* of a row */
    USUAL_HEAD = 144,    /* few are longer */
    USUAL_TAIL = 80,
    LONGEST_ID = 64,    /* of a table, a row or a column: grammars have no longer ones */
    LONGEST_TEXT = 200, /* that is usual; titles of tables may be as long as GJ_JSON_LONGEST_PLAIN */
    USUAL_LABEL = 48,
    MOST_PIECES = 64, /* of a row that is usual */
    /* for a table, a cell, the opening of a row or a piece, with what is copied behind its end */
    TABLE_ROOM = LONGEST_ID + GJ_JSON_LONGEST_PLAIN + GJ_MOST_DIGITS + 320,
    ROOM = 5 * LONGEST_ID + LONGEST_TEXT + 3 * GJ_MOST_DIGITS + 200
};

/* NULL where nothing is: all is then written member by member. */
static const struct gj_json_texts *prepared_texts(const struct gj_json *json, const gj_report *report) {
    if (!report->form || !report->form->json)
        return NULL;
    return json->pretty ? &report->form->json->pretty : &report->form->json->line;
}

/* ---------------------------------------------------------------- the pen */

/* What would be looked up and noted for each element is at hand for a run of them. */
struct pen {
    char *at, *last; /* the last place in the buffer with room for one element more */
    struct gj_tally line, offset;
};

static inline struct pen take_pen(struct gj_json *json) {
    return (struct pen){.at = json->out->bytes + json->out->used,
                        .last = json->out->bytes + GJ_OUT_BUFFER - ROOM,
                        .line = json->line_tally,
                        .offset = json->offset_tally};
}

/* For one element, and so many more. */
static inline void make_room(struct pen *pen, struct gj_out *out, size_t more) {
    if (pen->last - pen->at >= (ptrdiff_t)(more * ROOM))
        return;
    out->used = (size_t)(pen->at - out->bytes);
    pen->at = gj_out_room(out, (1 + more) * ROOM);
}

static inline void put_away(const struct pen *pen, struct gj_json *json, bool wrote) {
    json->out->used = (size_t)(pen->at - json->out->bytes);
    json->line_tally = pen->line;
    json->offset_tally = pen->offset;
    json->empty = json->empty && !wrote;
}

/* The first element has no comma before it. */
static inline struct gj_prepared without_comma(const struct gj_prepared *text, bool is_first) {
    return (struct gj_prepared){text->text + is_first, text->length - is_first};
}

/* NULL where it is too much. */
static inline char *put_plain(char *at, const char *text) {
    size_t length = strlen(text);
    if (length > LONGEST_TEXT)
        return NULL;
    memcpy(at, text, length);
    return at + length;
}

/* NULL where there is something to escape in the text as well. Most texts are one digit, and nearly all others a few. */
static inline char *put_text(char *at, const char *text) {
    enum { LONGEST_NUMBER = 8 };
    size_t length = 0;
    for (; length < LONGEST_NUMBER && gj_json_byte_classes[(unsigned char)text[length]] == GJ_JSON_PLAIN; length++)
        at[length] = text[length];
    return text[length] ? gj_json_put_plain(at, text, LONGEST_TEXT) : at + length;
}

/* ---------------------------------------------------------------- cells */

static inline bool is_usual(const gj_cell *cell) {
    return cell->status == GJ_CELL_PLACED && cell->placed_by == GJ_PLACED_BY_LABELS && cell->has_value &&
           cell->value.scale == 0 && cell->value.coefficient >= 0 && !cell->unit &&
           cell->confidence == FULL_CONFIDENCE && cell->raw && cell->line > 0 && cell->violation_count == 0 &&
           cell->alternative_count == 0 && gj_is_number(cell->raw, (size_t)cell->value.coefficient);
}

/* What of the first head is not to be written: the end of a cell before it, and where there is none in the array the
 * comma. */
static inline size_t skip_of(const struct gj_json *json, const struct gj_json_words *words) {
    return strlen(words->violations) + json->empty;
}

/* A cell whose text is its value, but for its end. */
GJ_OF_CONSTANTS void put_cell(struct pen *pen, const struct gj_json_words *words, const struct gj_prepared *prepared,
                              size_t skip, size_t number, size_t line, size_t offset) {
    const struct gj_prepared head = {prepared->text + skip, prepared->length - skip};
    char *at = gj_put_number(gj_put_prepared(pen->at, &head, USUAL_HEAD), number);
    at = gj_put_number(gj_put_words(at, words->value), number);
    at = gj_put_tally(&pen->line, gj_put_words(at, words->unit), line);
    pen->at = gj_put_tally(&pen->offset, gj_put_words(at, words->offset), offset);
}

/* The end of the last of them. */
GJ_OF_CONSTANTS void end_cells(struct pen *pen, struct gj_json *json, const struct gj_json_words *words, size_t count) {
    if (count > 0)
        pen->at = gj_put_words(pen->at, words->violations);
    put_away(pen, json, count > 0);
}

GJ_OF_CONSTANTS size_t put_cells(struct gj_json *json, const struct gj_json_words *words,
                                 const struct gj_json_cell *prepared, const gj_cell *cells, size_t count) {
    struct pen pen = take_pen(json);
    size_t i = 0, skip = skip_of(json, words);
    for (; i < count && is_usual(&cells[i]); i++, skip = 0) {
        make_room(&pen, json->out, 0);
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
    struct pen pen = take_pen(json);
    const struct gj_sheet_cell *cells = sheet->cells + first;
    size_t i = 0, skip = skip_of(json, words);
    for (; i < count && !prepared[i].has_unit; i++, skip = 0) {
        const struct gj_sheet_figure *figure = &sheet->figures[cells[i].figure];
        if (figure->number < 0)
            break;
        make_room(&pen, json->out, 0);
        put_cell(&pen, words, &prepared[i].head, skip, (size_t)figure->number, sheet->line + cells[i].line,
                 sheet->offset + figure->offset);
    }
    end_cells(&pen, json, words, i);
    return i;
}

size_t gj_json_usual_cells(struct gj_json *json, const gj_report *report, size_t first, size_t end) {
    const struct gj_json_texts *texts = prepared_texts(json, report);
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

/* ---------------------------------------------------------------- rows */

/* Of a label's or a value's, behind its text. */
GJ_OF_CONSTANTS char *put_place(struct pen *pen, char *at, const struct gj_json_words *words,
                                const struct gj_prepared *tail, size_t line) {
    at = gj_put_tally(&pen->line, gj_put_words(at, words->line), line);
    return gj_put_prepared(at, tail, USUAL_TAIL);
}

/* The tail of a piece that is no cell's value. */
static const struct gj_prepared *tail_of_none(const struct gj_json_words *words) {
#define LINE ",\"cell\":null},{\"text\":\""
#define PRETTY ", \"cell\": null}, {\"text\": \""
    static const char line[GJ_PREPARED_ROOM] = LINE, pretty[GJ_PREPARED_ROOM] = PRETTY;
    static const struct gj_prepared of_line = {line, sizeof LINE - 1}, of_pretty = {pretty, sizeof PRETTY - 1};
#undef LINE
#undef PRETTY
    return words == &gj_json_words_of_pretty ? &of_pretty : &of_line;
}

GJ_OF_CONSTANTS char *put_pieces(struct pen *pen, char *at, const struct gj_json_words *words,
                                 const struct gj_json_texts *texts, const gj_report *report,
                                 const gj_row_reading *row) {
    const struct gj_prepared *no_cell = tail_of_none(words);
    for (size_t i = 0; at && i < row->piece_count; i++) {
        const gj_piece *piece = &row->pieces[i];
        bool is_value = piece->cell < report->cell_count;
        if (!piece->text || !piece->line)
            return NULL;
        at = put_text(at, piece->text);
        if (at)
            at = put_place(pen, at, words, is_value ? &texts->cells[piece->cell].tail : no_cell, piece->line);
    }
    return at;
}

/* The same of a report that was not cast. */
GJ_OF_CONSTANTS char *put_sheet_pieces(struct pen *pen, char *at, const struct gj_json_words *words,
                                       const struct gj_json_texts *texts, const struct gj_sheet *sheet,
                                       const gj_row_reading *row, const struct gj_sheet_label *labels) {
    const struct gj_prepared *no_cell = tail_of_none(words);
    for (size_t i = 0; i < row->piece_count; i++) {
        size_t cell = row->pieces[i].cell;
        if (cell == GJ_NOWHERE) {
            if (!labels[i].text.length || labels[i].text.length > LONGEST_TEXT)
                return NULL;
            at = gj_put_prepared(at, &labels[i].text, USUAL_LABEL);
            at = put_place(pen, at, words, no_cell, sheet->line + labels[i].line);
            continue;
        }
        const struct gj_sheet_figure *figure = &sheet->figures[sheet->cells[cell].figure];
        if (figure->number < 0)
            return NULL;
        at = gj_put_number(at, (size_t)figure->number);
        at = put_place(pen, at, words, &texts->cells[cell].tail, sheet->line + sheet->cells[cell].line);
    }
    return at;
}

/* What was prepared for the row; NULL where several are read as one. The last of its pieces is one of its values. */
static inline const struct gj_prepared *opening_of(const struct gj_json_texts *texts, const gj_report *report,
                                                   const gj_row_reading *row) {
    size_t cell = row->pieces[row->piece_count - 1].cell;
    if (row->row != row->last_row || cell >= report->cell_count || row->row != report->cells[cell].row ||
        row->table != report->cells[cell].table)
        return NULL;
    return texts->cells[cell].row;
}

static char *put_names(char *at, const struct gj_json_words *words, const gj_row_reading *row, bool is_first) {
    at = gj_put_words(gj_put_words(at, words->next + is_first), words->of_table);
    at = put_plain(at, row->table);
    at = at ? put_plain(gj_put_words(at, words->row), row->row) : NULL;
    at = at ? put_plain(gj_put_words(at, words->last_row), row->last_row) : NULL;
    return at ? gj_put_words(at, words->pieces) : NULL;
}

static inline bool is_usual_row(const gj_row_reading *row) {
    return row->table && row->row && row->last_row && row->cost == 0 && row->ways == 1 && row->piece_count > 0 &&
           row->piece_count <= MOST_PIECES;
}

GJ_OF_CONSTANTS char *put_row(struct pen *pen, const struct gj_json_words *words, const struct gj_json_texts *texts,
                              const gj_report *report, const gj_row_reading *row, bool is_first) {
    const struct gj_prepared *prepared = opening_of(texts, report, row);
    char *at;
    if (prepared) {
        const struct gj_prepared opening = without_comma(prepared, is_first);
        at = gj_put_prepared(pen->at, &opening, USUAL_OPENING);
    } else {
        at = put_names(pen->at, words, row, is_first);
    }
    if (at)
        at = gj_put_words(at, words->first_piece);
    if (at && report->caster) {
        const gj_piece *first = report->regions.items[0].rows[0].pieces;
        at = put_sheet_pieces(pen, at, words, texts, &report->sheet, row, report->sheet.labels + (row->pieces - first));
    } else if (at) {
        at = put_pieces(pen, at, words, texts, report, row);
    }
    return at ? gj_put_words(at - strlen(words->next_piece), words->row_end) : NULL;
}

GJ_OF_CONSTANTS size_t put_rows(struct gj_json *json, const struct gj_json_words *words,
                                const struct gj_json_texts *texts, const gj_report *report, const gj_row_reading *rows,
                                size_t count) {
    struct pen pen = take_pen(json);
    size_t i = 0;
    for (; i < count && is_usual_row(&rows[i]); i++) {
        make_room(&pen, json->out, rows[i].piece_count);
        char *end = put_row(&pen, words, texts, report, &rows[i], json->empty && i == 0);
        if (!end)
            break;
        pen.at = end;
    }
    put_away(&pen, json, i > 0);
    return i;
}

size_t gj_json_usual_rows(struct gj_json *json, const gj_report *report, const gj_row_reading *rows, size_t count) {
    const struct gj_json_texts *texts = prepared_texts(json, report);
    if (!texts)
        return 0;
    return json->pretty ? put_rows(json, &gj_json_words_of_pretty, texts, report, rows, count)
                        : put_rows(json, &gj_json_words_of_line, texts, report, rows, count);
}

/* ---------------------------------------------------------------- tables */

bool gj_json_usual_table(struct gj_json *json, const gj_report *report, size_t table) {
    const struct gj_json_texts *texts = prepared_texts(json, report);
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

/* ---------------------------------------------------------------- leftovers */

/* All but the first, before which no comma stands. */
GJ_OF_CONSTANTS size_t put_leftovers(struct gj_json *json, const struct gj_json_words *words,
                                     const gj_leftover *leftovers, size_t count) {
    struct pen pen = take_pen(json);
    size_t i = 0;
    for (; i < count && !json->empty && leftovers[i].text && leftovers[i].line; i++) {
        make_room(&pen, json->out, GJ_JSON_LONGEST_PLAIN / ROOM + 1);
        char *at = gj_put_words(pen.at, words->leftover);
        at = gj_json_put_plain(at, leftovers[i].text, GJ_JSON_LONGEST_PLAIN);
        if (!at)
            break;
        at = gj_put_tally(&pen.line, gj_put_words(at, words->line), leftovers[i].line);
        at = gj_put_tally(&pen.offset, gj_put_words(at, words->offset), leftovers[i].offset);
        pen.at = gj_put_words(at, "}");
    }
    put_away(&pen, json, i > 0);
    return i;
}

size_t gj_json_usual_leftovers(struct gj_json *json, const gj_leftover *leftovers, size_t count) {
    return json->pretty ? put_leftovers(json, &gj_json_words_of_pretty, leftovers, count)
                        : put_leftovers(json, &gj_json_words_of_line, leftovers, count);
}
