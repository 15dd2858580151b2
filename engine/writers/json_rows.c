/* Readings of rows that are one way to read them, at no cost, and leftovers. */
#include "json_pen.h"

enum {
    USUAL_OPENING = 128, /* of a row */
    USUAL_TAIL = 80,     /* of a piece */
    USUAL_LABEL = 48,
    MOST_PIECES = 64 /* of a row that is usual */
};

/* The first element has no comma before it. */
static inline struct gj_prepared without_comma(const struct gj_prepared *text, bool is_first) {
    return (struct gj_prepared){text->text + is_first, text->length - is_first};
}

/* NULL where it is too much. */
static inline char *put_plain(char *at, const char *text) {
    size_t length = strlen(text);
    if (length > GJ_LONGEST_TEXT)
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
    return text[length] ? gj_json_put_plain(at, text, GJ_LONGEST_TEXT) : at + length;
}

/* The text of a figure that is more than a few digits; NULL where there is something to escape in it. */
static char *put_longer(char *at, const char *bytes, size_t length) {
    if (length > GJ_LONGEST_TEXT)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        if (gj_json_byte_classes[(unsigned char)bytes[i]] != GJ_JSON_PLAIN)
            return NULL;
        at[i] = bytes[i];
    }
    return at + length;
}

/* ---------------------------------------------------------------- rows */

/* Of a label's or a value's, behind its text. */
GJ_OF_CONSTANTS char *put_place(struct gj_pen *pen, char *at, const struct gj_json_words *words,
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

GJ_OF_CONSTANTS char *put_pieces(struct gj_pen *pen, char *at, const struct gj_json_words *words,
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
GJ_OF_CONSTANTS char *put_sheet_pieces(struct gj_pen *pen, char *at, const struct gj_json_words *words,
                                       const struct gj_json_texts *texts, const struct gj_sheet *sheet,
                                       const gj_row_reading *row, const struct gj_sheet_label *labels) {
    const struct gj_prepared *no_cell = tail_of_none(words);
    for (size_t i = 0; i < row->piece_count; i++) {
        size_t cell = row->pieces[i].cell;
        if (cell == GJ_NOWHERE) {
            if (!labels[i].text.length || labels[i].text.length > GJ_LONGEST_TEXT)
                return NULL;
            at = gj_put_prepared(at, &labels[i].text, USUAL_LABEL);
            at = put_place(pen, at, words, no_cell, sheet->line + labels[i].line);
            continue;
        }
        const struct gj_sheet_figure *figure = &sheet->figures[sheet->cells[cell].figure];
        at = figure->number < 0 ? put_longer(at, sheet->bytes + figure->offset, figure->length)
                                : gj_put_number(at, (size_t)figure->number);
        if (!at)
            return NULL;
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

GJ_OF_CONSTANTS char *put_row(struct gj_pen *pen, const struct gj_json_words *words, const struct gj_json_texts *texts,
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
    struct gj_pen pen = gj_pen_take(json);
    size_t i = 0;
    for (; i < count && is_usual_row(&rows[i]); i++) {
        gj_pen_make_room(&pen, json->out, rows[i].piece_count);
        char *end = put_row(&pen, words, texts, report, &rows[i], json->empty && i == 0);
        if (!end)
            break;
        pen.at = end;
    }
    gj_pen_put_away(&pen, json, i > 0);
    return i;
}

size_t gj_json_usual_rows(struct gj_json *json, const gj_report *report, const gj_row_reading *rows, size_t count) {
    const struct gj_json_texts *texts = gj_prepared_texts(json, report);
    if (!texts)
        return 0;
    return json->pretty ? put_rows(json, &gj_json_words_of_pretty, texts, report, rows, count)
                        : put_rows(json, &gj_json_words_of_line, texts, report, rows, count);
}

/* ---------------------------------------------------------------- leftovers */

/* All but the first, before which no comma stands. */
GJ_OF_CONSTANTS size_t put_leftovers(struct gj_json *json, const struct gj_json_words *words,
                                     const gj_leftover *leftovers, size_t count) {
    struct gj_pen pen = gj_pen_take(json);
    size_t i = 0;
    for (; i < count && !json->empty && leftovers[i].text && leftovers[i].line; i++) {
        gj_pen_make_room(&pen, json->out, GJ_JSON_LONGEST_PLAIN / GJ_PEN_ROOM + 1);
        char *at = gj_put_words(pen.at, words->leftover);
        at = gj_json_put_plain(at, leftovers[i].text, GJ_JSON_LONGEST_PLAIN);
        if (!at)
            break;
        at = gj_put_tally(&pen.line, gj_put_words(at, words->line), leftovers[i].line);
        at = gj_put_tally(&pen.offset, gj_put_words(at, words->offset), leftovers[i].offset);
        pen.at = gj_put_words(at, "}");
    }
    gj_pen_put_away(&pen, json, i > 0);
    return i;
}

size_t gj_json_usual_leftovers(struct gj_json *json, const gj_leftover *leftovers, size_t count) {
    return json->pretty ? put_leftovers(json, &gj_json_words_of_pretty, leftovers, count)
                        : put_leftovers(json, &gj_json_words_of_line, leftovers, count);
}
