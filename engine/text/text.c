#include "text.h"

#include <string.h>

#include "characters.h"
#include "encoding.h"
#include "error.h"

/* A stretch at a time: where lines end in CR alone, the next LF may be far off. */
size_t gj_line_end(const char *bytes, size_t at, size_t length) {
    enum { STRETCH = 512 };
    while (at < length) {
        size_t left = length - at < STRETCH ? length - at : STRETCH;
        const char *feed = memchr(bytes + at, '\n', left);
        const char *carriage = memchr(bytes + at, '\r', feed ? (size_t)(feed - bytes) - at : left);
        if (carriage || feed)
            return (size_t)((carriage ? carriage : feed) - bytes);
        at += left;
    }
    return length;
}

size_t gj_line_after(const char *bytes, size_t end, size_t length) {
    if (end >= length)
        return length;
    return bytes[end] == '\r' && end + 1 < length && bytes[end + 1] == '\n' ? end + 2 : end + 1;
}

static size_t count_form_feeds(const char *bytes, size_t start, size_t end) {
    size_t count = 0;
    for (const char *at = bytes + start; (at = memchr(at, '\f', (size_t)(bytes + end - at))); at++)
        count++;
    return count;
}

/* A form feed is a page break in text from PDF. It stands before the first character of its page, and ends no line. */
struct gj_line gj_line_at(const char *bytes, size_t at, size_t length, size_t *next, size_t *page) {
    size_t end = gj_line_end(bytes, at, length);
    *next = gj_line_after(bytes, end, length);
    for (; at < end && bytes[at] == '\f'; at++)
        ++*page;
    struct gj_line line = {.start = at, .length = end - at, .original = at, .page = *page};
    *page += count_form_feeds(bytes, at, end);
    return line;
}

static gj_status split_lines(struct gj_text *text, struct gj_arena *arena) {
    size_t capacity = 0, page = 0;
    for (size_t at = 0, next; at < text->length; at = next) {
        struct gj_line *lines = gj_arena_grow(arena, text->lines, text->line_count, &capacity, sizeof *lines);
        if (!lines)
            return GJ_ERROR_MEMORY;
        text->lines = lines;
        lines[text->line_count++] = gj_line_at(text->bytes, at, text->length, &next, &page);
    }
    return GJ_OK;
}

static size_t utf8_step(const char *bytes) {
    return gj_encoding_step(GJ_UTF8, (const unsigned char *)bytes, 4);
}

/* Fills in where each line began in the original: both texts are walked together, character by character. What lies in
 * place may be a part of a text, in which a byte order mark is a character like others. */
static void trace_lines(struct gj_text *text) {
    enum gj_encoding encoding = GJ_UTF8;
    gj_encoding_find(text->encoding, &encoding);
    const unsigned char *original = text->source_bytes;
    size_t at = 0, length = text->source_length;
    size_t source = text->in_place ? length - text->length : gj_encoding_mark(encoding, original, length);
    for (size_t i = 0; i < text->line_count; i++) {
        struct gj_line *line = &text->lines[i];
        if (text->in_place) {
            line->original = line->start + source;
            continue;
        }
        while (at < line->start && source < length) {
            at += utf8_step(text->bytes + at);
            source += gj_encoding_step(encoding, original + source, length - source);
        }
        line->original = source;
    }
}

static gj_status choose(const char *source, const unsigned char *bytes, size_t length, const char *wanted,
                        enum gj_encoding *encoding, gj_error *error) {
    size_t bad = 0;
    const char *why = "this byte cannot stand in that encoding";
    if (!wanted) {
        if (gj_encoding_detect(bytes, length, encoding, &bad, &why))
            return GJ_OK;
        return gj_fail(error, GJ_ERROR_ENCODING, bad,
                       "%s: byte %zu: %s; convert the file, or name its encoding with --encoding", source, bad, why);
    }
    if (!gj_encoding_find(wanted, encoding))
        return gj_fail(error, GJ_ERROR_ENCODING, GJ_NOWHERE,
                       "%s: there is no encoding %s here; known are utf-8, utf-16le, utf-16be, gb18030 (gbk, gb2312)",
                       source, wanted);
    bad = gj_encoding_valid(*encoding, bytes, length);
    if (bad == length)
        return GJ_OK;
    return gj_fail(error, GJ_ERROR_ENCODING, bad, "%s: byte %zu is not %s; leave --encoding out to have it found",
                   source, bad, gj_encoding_name(*encoding));
}

gj_status gj_text_open(struct gj_text *text, struct gj_arena *arena, const char *source, const void *bytes,
                       size_t length, const char *wanted, gj_error *error) {
    enum gj_encoding encoding = GJ_UTF8;
    memset(text, 0, sizeof *text);
    gj_status status = choose(source, bytes, length, wanted, &encoding, error);
    if (status != GJ_OK)
        return status;
    if (encoding == GJ_UTF8 && gj_encoding_mark(encoding, bytes, length))
        encoding = GJ_UTF8_BOM;
    text->encoding = gj_encoding_name(encoding);
    text->in_place = encoding == GJ_UTF8 || encoding == GJ_UTF8_BOM;
    text->source_bytes = bytes;
    text->source_length = length;
    status = gj_encoding_convert(encoding, arena, bytes, length, &text->bytes, &text->length);
    if (status == GJ_ERROR_ENCODING)
        return gj_fail(error, status, GJ_NOWHERE, "%s: the system cannot convert %s", source, text->encoding);
    return status == GJ_OK ? GJ_OK : gj_fail(error, status, GJ_NOWHERE, "%s: out of memory", source);
}

gj_status gj_text_split(struct gj_text *text, struct gj_arena *arena) {
    gj_status status = split_lines(text, arena);
    if (status == GJ_OK)
        trace_lines(text);
    return status;
}

gj_status gj_text_read(struct gj_text *text, struct gj_arena *arena, const char *source, const void *bytes,
                       size_t length, const char *wanted, gj_error *error) {
    gj_status status = gj_text_open(text, arena, source, bytes, length, wanted, error);
    if (status != GJ_OK)
        return status;
    status = gj_text_split(text, arena);
    return status == GJ_OK ? GJ_OK : gj_fail(error, status, GJ_NOWHERE, "%s: out of memory", source);
}

const struct gj_gap *gj_text_gap(const struct gj_text *text, size_t offset) {
    size_t low = 0, high = text->gap_count, at = text->place + offset;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->gaps[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < text->gap_count && text->gaps[low].at == at ? &text->gaps[low] : NULL;
}

size_t gj_text_line(const struct gj_text *text, size_t offset) {
    size_t low = 0, high = text->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->lines[middle].start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low : 1;
}

size_t gj_text_original(const struct gj_text *text, size_t offset) {
    if (!text->line_count)
        return 0;
    if (text->in_place) /* all of it is as far on */
        return offset + (text->lines[0].original - text->lines[0].start);
    const struct gj_line *line = &text->lines[gj_text_line(text, offset) - 1];
    enum gj_encoding encoding = GJ_UTF8;
    if (!gj_encoding_find(text->encoding, &encoding))
        return line->original + (offset - line->start);
    size_t at = line->start, source = line->original;
    while (at < offset && source < text->source_length) {
        at += utf8_step(text->bytes + at);
        source += gj_encoding_step(encoding, text->source_bytes + source, text->source_length - source);
    }
    return source;
}

const char *gj_text_copy(struct gj_arena *arena, const char *bytes, size_t length) {
    static const char replacement[] = GJ_REPLACEMENT;
    enum { SIZE = sizeof replacement - 1 };
    if (!length || !memchr(bytes, '\0', length))
        return gj_arena_copy(arena, bytes, length);
    char *copy = gj_arena_array(arena, length + 1, SIZE);
    size_t used = 0;
    for (size_t i = 0; copy && i < length; i++) {
        size_t size = bytes[i] ? 1 : SIZE;
        memcpy(copy + used, bytes[i] ? bytes + i : replacement, size);
        used += size;
    }
    if (copy)
        gj_arena_give_back(arena, copy, (length + 1) * SIZE, used + 1);
    return copy;
}
