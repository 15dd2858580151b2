/* The constant parts of the JSON that is prepared with a template or put together from it, in a line and pretty. */
#ifndef GJ_WRITERS_JSON_WORDS_H
#define GJ_WRITERS_JSON_WORDS_H

/* What stands before elements, the first of an array without the comma, and between their members. In pretty JSON tables
 * stand two deep, cells and row readings four. */
struct gj_json_words {
    const char *table, *title, *status, *cells;                               /* of a table, */
    const char *next;                                                         /* cell, or row reading */
    const char *id, *row, *column, *raw, *value, *unit, *offset, *violations; /* of a cell, */
    const char *of_table, *last_row, *pieces;                                 /* of a row reading, */
    const char *row_end;
    const char *first_piece, *next_piece, *line, *cell, *end; /* of a piece, */
    const char *leftover;                                     /* and of what is left over, which stands two deep */
};

static const struct gj_json_words gj_json_words_of_line = {.table = "{\"table\":\"",
                                                           .title = "\",\"title\":\"",
                                                           .status = "\",\"status\":\"complete\",\"heading_line\":",
                                                           .cells = ",\"cells\":[",
                                                           .next = ",",
                                                           .id = "{\"id\":\"",
                                                           .row = "\",\"row\":\"",
                                                           .column = "\",\"column\":\"",
                                                           .raw = "\",\"raw\":\"",
                                                           .value = "\",\"value\":",
                                                           .unit = ",\"unit\":null,\"status\":\"placed\",\"line\":",
                                                           .offset = ",\"offset\":",
                                                           .violations = ",\"violations\":[]}",
                                                           .of_table = "{\"table\":\"",
                                                           .last_row = "\",\"last_row\":\"",
                                                           .pieces = "\",\"cost\":0,\"ways\":1,\"pieces\":[",
                                                           .row_end = "]}",
                                                           .first_piece = "{\"text\":\"",
                                                           .next_piece = ",{\"text\":\"",
                                                           .line = "\",\"line\":",
                                                           .cell = ",\"cell\":\"",
                                                           .end = "\"}",
                                                           .leftover = ",{\"text\":\""};

static const struct gj_json_words gj_json_words_of_pretty = {
    .table = "{\n      \"table\": \"",
    .title = "\",\n      \"title\": \"",
    .status = "\",\n      \"status\": \"complete\",\n      \"heading_line\": ",
    .cells = ",\n      \"cells\": [",
    .next = ",\n        ",
    .id = "{\"id\": \"",
    .row = "\", \"row\": \"",
    .column = "\", \"column\": \"",
    .raw = "\", \"raw\": \"",
    .value = "\", \"value\": ",
    .unit = ", \"unit\": null, \"status\": \"placed\", \"line\": ",
    .offset = ", \"offset\": ",
    .violations = ", \"violations\": []}",
    .of_table = "{\"table\": \"",
    .last_row = "\", \"last_row\": \"",
    .pieces = "\", \"cost\": 0, \"ways\": 1, \"pieces\": [",
    .row_end = "]}",
    .first_piece = "{\"text\": \"",
    .next_piece = ", {\"text\": \"",
    .line = "\", \"line\": ",
    .cell = ", \"cell\": \"",
    .end = "\"}",
    .leftover = ",\n    {\"text\": \""};

#endif
