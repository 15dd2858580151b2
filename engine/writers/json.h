/* A small JSON printer: it keeps track of commas and of line breaks, and escapes. */
#ifndef GJ_WRITERS_JSON_H
#define GJ_WRITERS_JSON_H

#include "out.h"

#define GJ_JSON_DEPTH 8

struct gj_json {
    struct gj_out *out;
    bool pretty;
    bool named;                /* a name was written whose value is to come */
    bool empty;                /* nothing stands yet in the array or object that is open */
    bool lines[GJ_JSON_DEPTH]; /* its elements stand on lines of their own, where pretty */
    size_t depth;
};

/* Nothing else may write to out until the JSON text ends. */
void gj_json_start(struct gj_json *json, struct gj_out *out, bool pretty);

/* bracket is [ or {; by_line puts every element on a line of its own. Nesting past GJ_JSON_DEPTH
 * fails out. */
void gj_json_open(struct gj_json *json, char bracket, bool by_line);
void gj_json_close(struct gj_json *json, char bracket);
/* In an object: what follows is the value of name, an identifier that needs no escape. */
static inline void gj_json_name(struct gj_json *json, const char *name);

void gj_json_text(struct gj_json *json, const char *text); /* NULL is null */
void gj_json_id(struct gj_json *json, const char *id);     /* the same, of an identifier */
void gj_json_flag(struct gj_json *json, bool value);
void gj_json_number(struct gj_json *json, size_t number);
void gj_json_decimal(struct gj_json *json, bool has_value,
                     gj_decimal value); /* null where there is none */
/* An integer or, where it is 0, null: for lines and years. */
void gj_json_place(struct gj_json *json, size_t number);

/* A string in pieces: between these two, gj_out_text() and its like write parts of it. */
void gj_json_open_text(struct gj_json *json);
void gj_json_close_text(struct gj_json *json);

/* ---- what a name needs: names are constants, and written most often of all */

/* Ends the line of the element before, and begins one. */
void gj_json_next_line(struct gj_json *json);

static inline bool gj_json_is_by_line(const struct gj_json *json) {
    return json->pretty && json->depth < GJ_JSON_DEPTH && json->lines[json->depth];
}

/* What stands between the element before and the one to come. */
static inline void gj_json_separate(struct gj_json *json) {
    if (gj_json_is_by_line(json))
        gj_json_next_line(json);
    else if (!json->empty && json->pretty)
        gj_out_plain(json->out, ", ");
    else if (!json->empty)
        gj_out_byte(json->out, ',');
}

static inline void gj_json_name(struct gj_json *json, const char *name) {
    gj_json_separate(json);
    gj_out_byte(json->out, '"');
    gj_out_plain(json->out, name);
    if (json->pretty)
        gj_out_plain(json->out, "\": ");
    else
        gj_out_plain(json->out, "\":");
    json->named = true;
}

#endif
