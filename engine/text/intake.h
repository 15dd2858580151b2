/*
 * Intake: an input that is handed over piece by piece. Of UTF-8 no more is held than is being read; in another encoding
 * no byte says where a character begins, and the input is held whole.
 */
#ifndef GJ_INTAKE_H
#define GJ_INTAKE_H

#include "gouji.h"

struct gj_intake {
    gj_feed feed; /* NULL where there is nothing to come */
    void *context;
    char *bytes;
    size_t room;
    size_t length;   /* bytes held */
    size_t valid;    /* of them, whole characters of UTF-8 */
    size_t whole;    /* of those, whole lines; all once the input has ended */
    size_t dropped;  /* bytes of the input before those held, without */
    size_t left_out; /* those that were cut out of what was held */
    size_t limit;    /* for the whole input */
    bool ended;
};

/* Begins an input; what was held of another goes. */
void gj_intake_open(struct gj_intake *intake, gj_feed feed, void *context, size_t limit);
void gj_intake_free(struct gj_intake *intake);

/* Takes in more, until so many bytes are held or the input has ended, and leaves the look at them to others. */
gj_status gj_intake_take(struct gj_intake *intake, const char *source, size_t need, gj_error *error);

/* Drops what stands before from, which lies within the whole lines held, and takes in more until whole lines of UTF-8
 * with so many bytes are held, or the input has ended. Bytes move: nothing may point to them. Fails with
 * GJ_ERROR_ENCODING where a byte is not UTF-8. */
gj_status gj_intake_fill(struct gj_intake *intake, const char *source, size_t from, size_t need, gj_error *error);

/* The same in two steps, for whoever cuts passages out of what has come before it becomes a text: drops what stands
 * before from; takes in one more piece of at most so many bytes, and sees how far it is UTF-8. What of it is whole
 * lines is then for the caller to say. */
void gj_intake_drop(struct gj_intake *intake, size_t from);
gj_status gj_intake_piece(struct gj_intake *intake, const char *source, size_t most, gj_error *error);

#endif
