/* A small JSON printer: it keeps track of commas and of line breaks, and escapes. */
#ifndef GJ_WRITERS_JSON_H
#define GJ_WRITERS_JSON_H

#include "out.h"
#include "put.h"

#define GJ_JSON_DEPTH 8

struct gj_json {
    struct gj_out *out;
    bool pretty;
    bool named;                /* a name was written whose value is to come */
    bool empty;                /* nothing stands yet in the array or object that is open */
    bool lines[GJ_JSON_DEPTH]; /* its elements stand on lines of their own, where pretty */
    size_t depth;
    struct gj_tally line_tally, offset_tally;
};

/* Nothing else may write to out until the JSON text ends. */
void gj_json_start(struct gj_json *json, struct gj_out *out, bool pretty);

/* bracket is [ or {; by_line puts every element on a line of its own. Nesting past GJ_JSON_DEPTH
 * fails out. */
static inline void gj_json_open(struct gj_json *json, char bracket, bool by_line);
static inline void gj_json_close(struct gj_json *json, char bracket);
/* In an object: what follows is the value of name, an identifier that needs no escape. */
static inline void gj_json_name(struct gj_json *json, const char *name);

void gj_json_text(struct gj_json *json, const char *text);           /* NULL is null */
static inline void gj_json_id(struct gj_json *json, const char *id); /* the same, of an identifier */
void gj_json_flag(struct gj_json *json, bool value);
static inline void gj_json_number(struct gj_json *json, size_t number);
void gj_json_decimal(struct gj_json *json, bool has_value, gj_decimal value); /* null where there is none */
/* An integer or, where it is 0, null. */
static inline void gj_json_place(struct gj_json *json, size_t number);
/* The same for a line, and an offset, which are mostly near the one before. */
static inline void gj_json_line(struct gj_json *json, size_t line);
static inline void gj_json_offset(struct gj_json *json, size_t offset);

/* A string in pieces: between these two, gj_out_text() and its like write parts of it. */
void gj_json_open_text(struct gj_json *json);
void gj_json_close_text(struct gj_json *json);

/* Whether a byte of a text is written as it is. */
enum gj_json_byte { GJ_JSON_PLAIN, GJ_JSON_ESCAPED, GJ_JSON_OF_LONGER };
extern const unsigned char gj_json_byte_classes[256];

/* Puts down a text that is written as it is; its end, or NULL where it is not for certain, or is longer than longest. */
enum { GJ_JSON_LONGEST_PLAIN = 1000 };
char *gj_json_put_plain(char *at, const char *text, size_t longest);

/* ---- what is written most often, here so that it costs no calls; names are constants */

/* Ends the line of the element before, and begins one. */
void gj_json_next_line(struct gj_json *json);
void gj_json_break_line(struct gj_json *json);
/* In pretty JSON. */
void gj_json_spaced_name(struct gj_json *json, const char *name);
/* One that may be NULL or longer than the buffer. */
void gj_json_long_id(struct gj_json *json, const char *id);

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

GJ_OF_CONSTANTS void gj_json_name(struct gj_json *json, const char *name) {
    size_t length = strlen(name);
    if (json->pretty) {
        gj_json_spaced_name(json, name);
        return;
    }
    char *place = gj_out_room(json->out, length + 4), *at = place;
    if (!json->empty)
        *at++ = ',';
    *at++ = '"';
    memcpy(at, name, length);
    memcpy(at + length, "\":", 2);
    json->out->used += (size_t)(at - place) + length + 2;
    json->named = true;
}

/* A value stands after its name in an object, or by itself in an array. */
static inline void gj_json_before_value(struct gj_json *json) {
    if (!json->named)
        gj_json_separate(json);
    json->named = false;
    json->empty = false;
}

/* The bracket that opens an array or object is written. */
static inline void gj_json_enter(struct gj_json *json, bool by_line) {
    if (++json->depth < GJ_JSON_DEPTH)
        json->lines[json->depth] = by_line;
    else
        gj_out_fail(json->out, GJ_ERROR_LIMIT);
    json->empty = true;
}

static inline void gj_json_open(struct gj_json *json, char bracket, bool by_line) {
    gj_json_before_value(json);
    gj_out_byte(json->out, bracket);
    gj_json_enter(json, by_line);
}

static inline void gj_json_close(struct gj_json *json, char bracket) {
    bool by_line = gj_json_is_by_line(json) && !json->empty;
    json->depth--;
    if (by_line)
        gj_json_break_line(json);
    gj_out_byte(json->out, bracket);
    json->empty = false;
}

static inline void gj_json_number(struct gj_json *json, size_t number) {
    gj_json_before_value(json);
    gj_out_number(json->out, number);
}

static inline void gj_json_place(struct gj_json *json, size_t number) {
    gj_json_before_value(json);
    if (number)
        gj_out_number(json->out, number);
    else
        gj_out_plain(json->out, "null");
}

/* A number that is a little further on than the one before it in the report. */
static inline void gj_json_tallied(struct gj_json *json, struct gj_tally *tally, size_t number) {
    gj_json_before_value(json);
    char *place = gj_out_room(json->out, GJ_MOST_DIGITS);
    json->out->used += (size_t)(gj_put_tally(tally, place, number) - place);
}

static inline void gj_json_line(struct gj_json *json, size_t line) {
    if (line)
        gj_json_tallied(json, &json->line_tally, line);
    else
        gj_json_place(json, 0);
}

static inline void gj_json_offset(struct gj_json *json, size_t offset) {
    gj_json_tallied(json, &json->offset_tally, offset);
}

static inline void gj_json_id(struct gj_json *json, const char *id) {
    enum { LONGEST = 1000 };
    gj_json_before_value(json);
    size_t length = id ? strlen(id) : 0;
    if (!id || length > LONGEST) {
        gj_json_long_id(json, id);
        return;
    }
    char *place = gj_out_room(json->out, length + 2);
    place[0] = '"';
    memcpy(place + 1, id, length);
    place[length + 1] = '"';
    json->out->used += length + 2;
}

#endif
