#include "json_usual.h"

#include "report/report.h"

enum {
    FULL_CONFIDENCE = 1000,
    USUAL_HEAD = GJ_PREPARED_ROOM, /* few are longer */
    USUAL_TAIL = 64,
    LONGEST_ID = 64, /* of a table, a row or a column: grammars have no longer ones */
    LONGEST_HEAD = 5 * LONGEST_ID + 192
};

/* What stands before elements, the first of an array without the comma, and between their members. Cells stand on lines
 * of their own in pretty JSON, four deep. */
struct words {
    const char *next_cell, *next_piece;
    const char *id, *row, *column, *raw, *value, *unit, *offset, *violations; /* of a cell, */
    const char *table, *last_row, *cost, *ways, *pieces;                      /* of a row reading, */
    const char *text, *line, *cell, *end;                                     /* and of a piece */
};

static const struct words of_line = {.next_cell = ",",
                                     .next_piece = ",",
                                     .id = "{\"id\":\"",
                                     .row = "\",\"row\":\"",
                                     .column = "\",\"column\":\"",
                                     .raw = "\",\"raw\":\"",
                                     .value = "\",\"value\":",
                                     .unit = ",\"unit\":null,\"status\":\"placed\",\"line\":",
                                     .offset = ",\"offset\":",
                                     .violations = ",\"violations\":[]}",
                                     .table = "{\"table\":\"",
                                     .last_row = "\",\"last_row\":\"",
                                     .cost = "\",\"cost\":",
                                     .ways = ",\"ways\":",
                                     .pieces = ",\"pieces\":[",
                                     .text = "{\"text\":\"",
                                     .line = "\",\"line\":",
                                     .cell = ",\"cell\":\"",
                                     .end = "\"}"};

static const struct words of_pretty = {.next_cell = ",\n        ",
                                       .next_piece = ", ",
                                       .id = "{\"id\": \"",
                                       .row = "\", \"row\": \"",
                                       .column = "\", \"column\": \"",
                                       .raw = "\", \"raw\": \"",
                                       .value = "\", \"value\": ",
                                       .unit = ", \"unit\": null, \"status\": \"placed\", \"line\": ",
                                       .offset = ", \"offset\": ",
                                       .violations = ", \"violations\": []}",
                                       .table = "{\"table\": \"",
                                       .last_row = "\", \"last_row\": \"",
                                       .cost = "\", \"cost\": ",
                                       .ways = ", \"ways\": ",
                                       .pieces = ", \"pieces\": [",
                                       .text = "{\"text\": \"",
                                       .line = "\", \"line\": ",
                                       .cell = ", \"cell\": \"",
                                       .end = "\"}"};

/* The tails of a piece that is no cell's value. */
static const char null_of_line[GJ_PREPARED_ROOM] = ",\"cell\":null}";
static const char null_of_pretty[GJ_PREPARED_ROOM] = ", \"cell\": null}";

/* Room for any element, with what is copied behind its end. */
enum { ROOM = LONGEST_HEAD + GJ_JSON_LONGEST_PLAIN + 4 * GJ_MOST_DIGITS + 128 };

/* ---------------------------------------------------------------- prepared with the template */

GJ_OF_CONSTANTS char *put_head(char *at, const struct words *words, const gj_cell *names) {
    at = gj_put_words(gj_put_words(at, words->id), names->id);
    at = gj_put_words(gj_put_words(at, words->row), names->row);
    at = gj_put_words(gj_put_words(at, words->column), names->column);
    return gj_put_words(at, words->raw);
}

GJ_OF_CONSTANTS char *put_tail(char *at, const struct words *words, const gj_cell *names) {
    return gj_put_words(gj_put_words(gj_put_words(at, words->cell), names->id), words->end);
}

/* No less than the texts of all cells take, and what is copied behind the last. The ids of a cell's row and column are
 * parts of its own. */
static size_t room_of(const struct gj_template *form) {
    enum { WORDS = 80 }; /* those of a head and a tail take less */
    size_t room = GJ_PREPARED_ROOM;
    for (size_t i = 0; i < form->cell_count; i++)
        room += 2 * (3 * strlen(form->cells[i].id) + WORDS);
    return room;
}

/* Where the texts end. */
GJ_OF_CONSTANTS char *prepare(char *at, const struct words *words, const struct gj_template *form,
                              struct gj_json_cell *cells) {
    size_t kind = words == &of_pretty;
    for (size_t i = 0; i < form->cell_count; i++) {
        gj_cell names = gj_template_cell(form, i);
        char *tail = put_head(at, words, &names), *end = put_tail(tail, words, &names);
        cells[i].head[kind] = (struct gj_prepared){at, (size_t)(tail - at)};
        cells[i].tail[kind] = (struct gj_prepared){tail, (size_t)(end - tail)};
        at = end;
    }
    return at;
}

bool gj_json_prepare(struct gj_template *form) {
    struct gj_json_cell *cells = gj_arena_array(&form->arena, form->cell_count, sizeof *cells);
    char *texts = gj_arena_take(&form->arena, room_of(form));
    if (!cells || !texts)
        return false;
    prepare(prepare(texts, &of_line, form, cells), &of_pretty, form, cells);
    form->json = cells;
    return true;
}

/* ---------------------------------------------------------------- put down */

/* NULL where there is something to escape in the text, or too much of it. */
static inline char *put_text(char *at, const char *text) {
    enum { LONGEST_NUMBER = 8 };
    size_t length = 0;
    for (; length < LONGEST_NUMBER && gj_json_byte_classes[(unsigned char)text[length]] == GJ_JSON_PLAIN; length++)
        at[length] = text[length];
    return text[length] ? gj_json_put_plain(at, text) : at + length;
}

/* Without it all is written member by member. */
static bool is_prepared(const gj_report *report) {
    return report->form && report->form->json;
}

/* ---------------------------------------------------------------- cells */

static inline bool is_usual(const gj_cell *cell) {
    return cell->status == GJ_CELL_PLACED && cell->placed_by == GJ_PLACED_BY_LABELS && cell->has_value &&
           cell->value.scale == 0 && cell->value.coefficient >= 0 && !cell->unit &&
           cell->confidence == FULL_CONFIDENCE && cell->raw && cell->line > 0 && cell->violation_count == 0 &&
           cell->alternative_count == 0;
}

/* The place behind the cell; NULL where its text is not usual. */
GJ_OF_CONSTANTS char *put_cell(char *at, struct gj_json *json, const struct words *words,
                               const struct gj_prepared *head, const gj_cell *cell) {
    at = put_text(gj_put_prepared(at, head, USUAL_HEAD), cell->raw);
    if (!at)
        return NULL;
    at = gj_put_words(at, words->value);
    at = gj_put_number(at, (size_t)cell->value.coefficient);
    at = gj_put_words(at, words->unit);
    at = gj_put_tally(&json->line_tally, at, cell->line);
    at = gj_put_words(at, words->offset);
    at = gj_put_tally(&json->offset_tally, at, cell->offset);
    return gj_put_words(at, words->violations);
}

GJ_OF_CONSTANTS size_t put_cells(struct gj_json *json, const struct words *words, const gj_report *report, size_t first,
                                 size_t end) {
    const struct gj_json_cell *prepared = report->form->json + first;
    const gj_cell *cells = report->cells + first;
    struct gj_out *out = json->out;
    size_t i = 0, count = end - first;
    for (; i < count && is_usual(&cells[i]); i++) {
        char *start = gj_out_room(out, ROOM);
        char *at = json->empty ? gj_put_words(start, words->next_cell + 1) : gj_put_words(start, words->next_cell);
        at = put_cell(at, json, words, &prepared[i].head[words == &of_pretty], &cells[i]);
        if (!at)
            break;
        out->used += (size_t)(at - start);
        json->empty = false;
    }
    return i;
}

size_t gj_json_usual_cells(struct gj_json *json, const gj_report *report, size_t first, size_t end) {
    if (!is_prepared(report))
        return 0;
    return json->pretty ? put_cells(json, &of_pretty, report, first, end)
                        : put_cells(json, &of_line, report, first, end);
}

/* ---------------------------------------------------------------- rows */

static inline char *put_id(char *at, const char *id, size_t length) {
    memcpy(at, id, length);
    return at + length;
}

static inline bool measure_id(const char *id, size_t *length) {
    *length = id ? strlen(id) : 0;
    return id && *length <= LONGEST_ID;
}

GJ_OF_CONSTANTS bool open_row(struct gj_json *json, const struct words *words, const gj_row_reading *row) {
    size_t table, first, last;
    if (!measure_id(row->table, &table) || !measure_id(row->row, &first) || !measure_id(row->last_row, &last) ||
        row->cost < 0)
        return false;
    gj_json_before_value(json);
    char *start = gj_out_room(json->out, ROOM);
    char *at = put_id(gj_put_words(start, words->table), row->table, table);
    at = put_id(gj_put_words(at, words->row), row->row, first);
    at = put_id(gj_put_words(at, words->last_row), row->last_row, last);
    at = gj_put_number(gj_put_words(at, words->cost), (size_t)row->cost);
    at = gj_put_number(gj_put_words(at, words->ways), row->ways);
    json->out->used += (size_t)(gj_put_words(at, words->pieces) - start);
    gj_json_enter(json, false); /* the row */
    gj_json_enter(json, false); /* its pieces */
    return true;
}

bool gj_json_usual_row(struct gj_json *json, const gj_report *report, const gj_row_reading *row) {
    if (!is_prepared(report))
        return false;
    return json->pretty ? open_row(json, &of_pretty, row) : open_row(json, &of_line, row);
}

GJ_OF_CONSTANTS char *put_piece(char *at, struct gj_json *json, const struct words *words,
                                const struct gj_prepared *tail, const gj_piece *piece) {
    at = put_text(gj_put_words(at, words->text), piece->text);
    if (!at)
        return NULL;
    at = gj_put_words(at, words->line);
    at = gj_put_tally(&json->line_tally, at, piece->line);
    return gj_put_prepared(at, tail, USUAL_TAIL);
}

GJ_OF_CONSTANTS size_t put_pieces(struct gj_json *json, const struct words *words, const gj_report *report,
                                  const gj_piece *pieces, size_t count) {
    const char *null = words == &of_pretty ? null_of_pretty : null_of_line;
    const struct gj_prepared no_cell = {null, strlen(null)};
    const struct gj_json_cell *prepared = report->form->json;
    struct gj_out *out = json->out;
    size_t i = 0;
    for (; i < count && pieces[i].text && pieces[i].line > 0; i++) {
        size_t cell = pieces[i].cell;
        const struct gj_prepared *tail =
            cell < report->cell_count ? &prepared[cell].tail[words == &of_pretty] : &no_cell;
        char *start = gj_out_room(out, ROOM);
        char *at = json->empty ? start : gj_put_words(start, words->next_piece);
        at = put_piece(at, json, words, tail, &pieces[i]);
        if (!at)
            break;
        out->used += (size_t)(at - start);
        json->empty = false;
    }
    return i;
}

size_t gj_json_usual_pieces(struct gj_json *json, const gj_report *report, const gj_piece *pieces, size_t count) {
    if (!is_prepared(report))
        return 0;
    return json->pretty ? put_pieces(json, &of_pretty, report, pieces, count)
                        : put_pieces(json, &of_line, report, pieces, count);
}
