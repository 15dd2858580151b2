/* What the parts of a report's JSON that are usual are put down with: straight into the buffer, many at a time. */
#ifndef GJ_WRITERS_JSON_PEN_H
#define GJ_WRITERS_JSON_PEN_H

#include "json_prepared.h"
#include "json_usual.h"
#include "json_words.h"
#include "report/report.h"

enum {
    GJ_LONGEST_ID = 64,    /* of a table, a row or a column: grammars have no longer ones */
    GJ_LONGEST_TEXT = 200, /* that is usual; titles of tables may be as long as GJ_JSON_LONGEST_PLAIN */
    /* for a cell, the opening of a row or a piece, with what is copied behind its end */
    GJ_PEN_ROOM = 5 * GJ_LONGEST_ID + GJ_LONGEST_TEXT + 3 * GJ_MOST_DIGITS + 200
};

/* NULL where nothing is: all is then written member by member. */
static inline const struct gj_json_texts *gj_prepared_texts(const struct gj_json *json, const gj_report *report) {
    if (!report->form || !report->form->json)
        return NULL;
    return json->pretty ? &report->form->json->pretty : &report->form->json->line;
}

/* What would be looked up and noted for each element is at hand for a run of them. */
struct gj_pen {
    char *at, *last; /* the last place in the buffer with room for one element more */
    struct gj_tally line, offset;
};

static inline struct gj_pen gj_pen_take(struct gj_json *json) {
    return (struct gj_pen){.at = json->out->bytes + json->out->used,
                           .last = json->out->bytes + GJ_OUT_BUFFER - GJ_PEN_ROOM,
                           .line = json->line_tally,
                           .offset = json->offset_tally};
}

/* For one element, and so many more. */
static inline void gj_pen_make_room(struct gj_pen *pen, struct gj_out *out, size_t more) {
    if (pen->last - pen->at >= (ptrdiff_t)(more * GJ_PEN_ROOM))
        return;
    out->used = (size_t)(pen->at - out->bytes);
    pen->at = gj_out_room(out, (1 + more) * GJ_PEN_ROOM);
}

static inline void gj_pen_put_away(const struct gj_pen *pen, struct gj_json *json, bool wrote) {
    json->out->used = (size_t)(pen->at - json->out->bytes);
    json->line_tally = pen->line;
    json->offset_tally = pen->offset;
    json->empty = json->empty && !wrote;
}

#endif
