#include "intake.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "error.h"

#define SMALLEST_ROOM ((size_t)1 << 16)

void gj_intake_open(struct gj_intake *intake, gj_feed feed, void *context, size_t limit) {
    intake->feed = feed;
    intake->context = context;
    intake->limit = limit;
    intake->length = intake->valid = intake->whole = intake->dropped = intake->left_out = 0;
    intake->ended = false;
}

void gj_intake_free(struct gj_intake *intake) {
    free(intake->bytes);
    *intake = (struct gj_intake){0};
}

static gj_status make_room(struct gj_intake *intake, const char *source, size_t need, gj_error *error) {
    size_t room = intake->room ? intake->room : SMALLEST_ROOM;
    while (room < need && room <= SIZE_MAX / 2)
        room *= 2;
    if (room < need)
        room = need;
    if (room == intake->room)
        return GJ_OK;
    char *bytes = realloc(intake->bytes, room);
    if (!bytes)
        return gj_fail(error, GJ_ERROR_MEMORY, GJ_NOWHERE, "%s: out of memory", source);
    intake->bytes = bytes;
    intake->room = room;
    return GJ_OK;
}

/* Bytes of the input up to the one at that place. */
static size_t bytes_before(const struct gj_intake *intake, size_t place) {
    return intake->dropped + intake->left_out + place;
}

static gj_status take_piece(struct gj_intake *intake, const char *source, size_t most, gj_error *error) {
    size_t given = 0, left = intake->room - intake->length, room = left < most ? left : most;
    size_t so_far = bytes_before(intake, intake->length);
    if (intake->feed(intake->context, intake->bytes + intake->length, room, &given) != 0 || given > room)
        return gj_fail(error, GJ_ERROR_READ, so_far, "%s: reading stopped behind byte %zu", source, so_far);
    intake->ended = given == 0;
    intake->length += given;
    if (given > intake->limit || so_far > intake->limit - given)
        return gj_fail(error, GJ_ERROR_LIMIT, GJ_NOWHERE, "%s: more than the limit of %zu bytes; split the file",
                       source, intake->limit);
    return GJ_OK;
}

gj_status gj_intake_take(struct gj_intake *intake, const char *source, size_t need, gj_error *error) {
    while (intake->length < need && !intake->ended) {
        gj_status status = make_room(intake, source, intake->length + 1, error);
        if (status == GJ_OK)
            status = take_piece(intake, source, SIZE_MAX, error);
        if (status != GJ_OK)
            return status;
    }
    return GJ_OK;
}

/* Looks at the bytes that have come. The last character may have come in part. */
static gj_status check_characters(struct gj_intake *intake, const char *source, gj_error *error) {
    enum { LONGEST_PART = 3 };
    const unsigned char *bytes = (const unsigned char *)intake->bytes;
    intake->valid += gj_encoding_valid(GJ_UTF8, bytes + intake->valid, intake->length - intake->valid);
    size_t rest = intake->length - intake->valid, at = bytes_before(intake, intake->valid);
    if (rest > (intake->ended ? 0 : LONGEST_PART))
        return gj_fail(error, GJ_ERROR_ENCODING, at,
                       "%s: byte %zu is not utf-8, as all before it is; mend the file, or split it there", source, at);
    return GJ_OK;
}

static void find_whole_lines(struct gj_intake *intake) {
    intake->whole = intake->valid;
    while (!intake->ended && intake->whole > 0 && intake->bytes[intake->whole - 1] != '\n')
        intake->whole--;
}

void gj_intake_drop(struct gj_intake *intake, size_t from) {
    memmove(intake->bytes, intake->bytes + from, intake->length - from);
    intake->length -= from;
    intake->valid -= from;
    intake->whole -= from;
    intake->dropped += from;
}

gj_status gj_intake_fill(struct gj_intake *intake, const char *source, size_t from, size_t need, gj_error *error) {
    enum { ROOM_FOR = 4 }; /* so that little of what is held is moved for what is new */
    if (intake->ended || (intake->whole > 0 && intake->whole - from >= need))
        return GJ_OK;
    gj_intake_drop(intake, from);
    size_t room = need < SIZE_MAX / ROOM_FOR ? need * ROOM_FOR : need;
    for (;;) {
        gj_status status = make_room(intake, source, room, error);
        if (status == GJ_OK)
            status = gj_intake_take(intake, source, intake->room, error);
        if (status == GJ_OK)
            status = check_characters(intake, source, error);
        find_whole_lines(intake);
        if (status != GJ_OK || intake->whole >= need || intake->ended)
            return status;
        room = intake->room * 2; /* the last line is a long one */
    }
}

gj_status gj_intake_piece(struct gj_intake *intake, const char *source, size_t most, gj_error *error) {
    gj_status status = make_room(intake, source, intake->length + most, error);
    if (status == GJ_OK && !intake->ended)
        status = take_piece(intake, source, most, error);
    return status == GJ_OK ? check_characters(intake, source, error) : status;
}
