#include "json_usual.h"

#include "report/report.h"

enum { FULL_CONFIDENCE = 1000, SHORT_PHRASE = 16, LONG_PHRASE = 48, LONGEST_TEXT = 1000 };

/* Copied whole, so that the length need not be known when this is compiled. */
struct phrase {
    char text[LONG_PHRASE];
    size_t length;
};

#define PHRASE(words)                                                                                                  \
    { words, sizeof(words) - 1 }

/* What stands between the members: on one line, and in pretty JSON. */
static const struct phrases {
    const char *id, *row, *column, *raw, *cell, *end;       /* of what is prepared */
    struct phrase value, line_of_cell, offset, end_of_cell; /* of a cell, behind raw */
    struct phrase text, line;                               /* of a piece */
} phrases[2] = {
    {
        .id = "{\"id\":\"",
        .row = "\",\"row\":\"",
        .column = "\",\"column\":\"",
        .raw = "\",\"raw\":\"",
        .cell = ",\"cell\":\"",
        .end = "\"}",
        .value = PHRASE("\",\"value\":"),
        .line_of_cell = PHRASE(",\"unit\":null,\"status\":\"placed\",\"line\":"),
        .offset = PHRASE(",\"offset\":"),
        .end_of_cell = PHRASE(",\"violations\":[]}"),
        .text = PHRASE("{\"text\":\""),
        .line = PHRASE("\",\"line\":"),
    },
    {
        .id = "{\"id\": \"",
        .row = "\", \"row\": \"",
        .column = "\", \"column\": \"",
        .raw = "\", \"raw\": \"",
        .cell = ", \"cell\": \"",
        .end = "\"}",
        .value = PHRASE("\", \"value\": "),
        .line_of_cell = PHRASE(", \"unit\": null, \"status\": \"placed\", \"line\": "),
        .offset = PHRASE(", \"offset\": "),
        .end_of_cell = PHRASE(", \"violations\": []}"),
        .text = PHRASE("{\"text\": \""),
        .line = PHRASE("\", \"line\": "),
    },
};

/* ---------------------------------------------------------------- prepared with the template */

/* The tail of a piece that is no cell's value. */
static const char null_cell[2][GJ_JSON_STEP] = {",\"cell\":null}", ", \"cell\": null}"};
static const struct gj_json_prepared no_cell[2] = {{null_cell[0], 13}, {null_cell[1], 15}};

/* Where the next text goes, of all that is prepared for a template. */
struct desk {
    char *next;
};

static void append(struct desk *desk, const char *text) {
    size_t length = strlen(text);
    memcpy(desk->next, text, length);
    desk->next += length;
}

static struct gj_json_prepared prepared(const struct desk *desk, const char *start) {
    return (struct gj_json_prepared){start, (size_t)(desk->next - start)};
}

static struct gj_json_prepared make_head(struct desk *desk, const struct phrases *words, const struct gj_template *form,
                                         const struct gj_cell_rule *cell) {
    const struct gj_table_rule *table = &form->tables[cell->table];
    const char *start = desk->next;
    append(desk, words->id);
    append(desk, cell->id);
    append(desk, words->row);
    append(desk, table->row_leaves[cell->row].heading->id);
    append(desk, words->column);
    append(desk, table->column_leaves[cell->column].heading->id);
    append(desk, words->raw);
    return prepared(desk, start);
}

static struct gj_json_prepared make_tail(struct desk *desk, const struct phrases *words,
                                         const struct gj_cell_rule *cell) {
    const char *start = desk->next;
    append(desk, words->cell);
    append(desk, cell->id);
    append(desk, words->end);
    return prepared(desk, start);
}

/* No less than the texts of all cells take, and what is copied behind the last. The ids of a cell's row and column are
 * parts of its own. */
static size_t room_of(const struct gj_template *form) {
    enum { WORDS = 80 };
    size_t room = GJ_JSON_STEP;
    for (size_t i = 0; i < form->cell_count; i++)
        room += 2 * (3 * strlen(form->cells[i].id) + WORDS);
    return room;
}

bool gj_json_prepare(struct gj_template *form) {
    struct gj_json_cell *cells = gj_arena_array(&form->arena, form->cell_count, sizeof *cells);
    struct desk desk = {gj_arena_take(&form->arena, room_of(form))};
    if (!cells || !desk.next)
        return false;
    for (size_t pretty = 0; pretty < 2; pretty++)
        for (size_t i = 0; i < form->cell_count; i++) {
            cells[i].head[pretty] = make_head(&desk, &phrases[pretty], form, &form->cells[i]);
            cells[i].tail[pretty] = make_tail(&desk, &phrases[pretty], &form->cells[i]);
        }
    form->json = cells;
    return true;
}

/* ---------------------------------------------------------------- put down */

/* room is SHORT_PHRASE or LONG_PHRASE: so much is copied, whatever the length. */
static inline char *put(char *at, const struct phrase *phrase, size_t room) {
    memcpy(at, phrase->text, room);
    return at + phrase->length;
}

static inline char *put_prepared(char *at, const struct gj_json_prepared *prepared) {
    for (size_t i = 0; i < prepared->length; i += GJ_JSON_STEP)
        memcpy(at + i, prepared->text + i, GJ_JSON_STEP);
    return at + prepared->length;
}

static char *put_long_text(char *at, const char *text) {
    size_t length = strlen(text);
    if (length > LONGEST_TEXT || gj_json_plain_length(text, length) < length)
        return NULL;
    memcpy(at, text, length);
    return at + length;
}

/* NULL where there is something to escape in the text, or too much of it. */
static inline char *put_text(char *at, const char *text) {
    enum { LONGEST_NUMBER = 8 };
    size_t length = 0;
    for (; length < LONGEST_NUMBER && gj_json_byte_classes[(unsigned char)text[length]] == GJ_JSON_PLAIN; length++)
        at[length] = text[length];
    return text[length] ? put_long_text(at, text) : at + length;
}

/* What gj_json_separate() would write; it is short, as GJ_JSON_DEPTH is small. */
static struct phrase separator_of(const struct gj_json *json) {
    struct phrase separator = {.length = 0};
    if (!json->empty)
        separator.text[separator.length++] = ',';
    if (gj_json_is_by_line(json)) {
        separator.text[separator.length++] = '\n';
        memset(separator.text + separator.length, ' ', 2 * json->depth);
        separator.length += 2 * json->depth;
    } else if (json->pretty && !json->empty) {
        separator.text[separator.length++] = ' ';
    }
    return separator;
}

/* Room for any element, with what is copied behind its end. The ids of a template have 64 bytes at most. */
enum { ROOM = 8 * GJ_JSON_STEP + LONGEST_TEXT + 4 * LONG_PHRASE + GJ_MOST_DIGITS + 2 * GJ_TALLY_ROOM };

static inline void count_in(struct gj_json *json, size_t length, struct phrase *separator) {
    json->out->used += length;
    if (!json->empty)
        return;
    json->empty = false;
    *separator = separator_of(json);
}

/* ---------------------------------------------------------------- cells */

static inline bool is_usual(const gj_cell *cell) {
    return cell->status == GJ_CELL_PLACED && cell->placed_by == GJ_PLACED_BY_LABELS && cell->has_value &&
           cell->value.scale == 0 && cell->value.coefficient >= 0 && !cell->unit &&
           cell->confidence == FULL_CONFIDENCE && cell->raw && cell->line > 0 && cell->violation_count == 0 &&
           cell->alternative_count == 0;
}

/* The place behind the cell; NULL where its text is not usual. */
static inline char *put_cell(char *at, struct gj_json *json, const struct gj_json_prepared *head, const gj_cell *cell) {
    const struct phrases *words = &phrases[json->pretty];
    at = put_text(put_prepared(at, head), cell->raw);
    if (!at)
        return NULL;
    at = put(at, &words->value, SHORT_PHRASE);
    at = gj_put_number(at, (size_t)cell->value.coefficient);
    at = put(at, &words->line_of_cell, LONG_PHRASE);
    at = gj_put_tally(&json->line_tally, at, cell->line);
    at = put(at, &words->offset, SHORT_PHRASE);
    at = gj_put_tally(&json->offset_tally, at, cell->offset);
    return put(at, &words->end_of_cell, LONG_PHRASE);
}

size_t gj_json_usual_cells(struct gj_json *json, const gj_report *report, size_t first, size_t end) {
    struct phrase separator = separator_of(json);
    size_t i = first;
    if (!report->form || !report->form->json)
        return 0;
    for (; i < end && is_usual(&report->cells[i]); i++) {
        char *start = gj_out_room(json->out, ROOM);
        char *at = put_cell(put(start, &separator, SHORT_PHRASE), json, &report->form->json[i].head[json->pretty],
                            &report->cells[i]);
        if (!at)
            break;
        count_in(json, (size_t)(at - start), &separator);
    }
    return i - first;
}

/* ---------------------------------------------------------------- pieces of rows */

static inline char *put_piece(char *at, struct gj_json *json, const struct gj_json_prepared *tail,
                              const gj_piece *piece) {
    const struct phrases *words = &phrases[json->pretty];
    at = put_text(put(at, &words->text, SHORT_PHRASE), piece->text);
    if (!at)
        return NULL;
    at = put(at, &words->line, SHORT_PHRASE);
    at = gj_put_tally(&json->line_tally, at, piece->line);
    return put_prepared(at, tail);
}

size_t gj_json_usual_pieces(struct gj_json *json, const gj_report *report, const gj_piece *pieces, size_t count) {
    struct phrase separator = separator_of(json);
    size_t i = 0;
    if (!report->form || !report->form->json)
        return 0;
    for (; i < count && pieces[i].text && pieces[i].line > 0; i++) {
        const struct gj_json_prepared *tail = pieces[i].cell < report->cell_count
                                                  ? &report->form->json[pieces[i].cell].tail[json->pretty]
                                                  : &no_cell[json->pretty];
        char *start = gj_out_room(json->out, ROOM);
        char *at = put_piece(put(start, &separator, SHORT_PHRASE), json, tail, &pieces[i]);
        if (!at)
            break;
        count_in(json, (size_t)(at - start), &separator);
    }
    return i;
}
