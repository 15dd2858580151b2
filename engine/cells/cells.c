/* The lexer: how atoms are made, and which layout reads the next lines. */
#include "cells.h"

#include <string.h>
#include <utf8proc.h>

#include "text/characters.h"

const char *gj_layout_name(enum gj_layout layout) {
    static const char *const names[] = {"bare", "pipes", "tabs", "commas", "columns", "boxes", "tags"};
    return names[layout];
}

/* U+5000 to U+8FFF: nearly all that Chinese text is made of, and wide without a look at any table. */
static inline bool is_wide_ideograph(const char *bytes, size_t left) {
    unsigned char lead = (unsigned char)*bytes;
    return left >= 3 && lead >= 0xE5 && lead <= 0xE8;
}

size_t gj_display_width(const char *bytes, size_t length) {
    size_t width = 0;
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t c;
        if (is_wide_ideograph(bytes + at, length - at)) {
            at += 3;
            width += 2;
            continue;
        }
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(length - at), &c);
        if (size <= 0)
            break;
        at += (size_t)size;
        int columns = c < ' ' ? 1 : utf8proc_charwidth(c);
        width += columns > 0 ? (size_t)columns : 0;
    }
    return width;
}

size_t gj_count_characters(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}

size_t gj_space_at(const char *bytes, size_t left) {
    if (left && ((unsigned char)*bytes <= ' '))
        return 1;
    if (left && (unsigned char)*bytes < 0xC2)
        return 0;
    if (left >= 2 && memcmp(bytes, GJ_NO_BREAK_SPACE, 2) == 0)
        return 2;
    if (left >= 3 && (memcmp(bytes, GJ_WIDE_SPACE, 3) == 0 || memcmp(bytes, GJ_BYTE_ORDER_MARK, 3) == 0 ||
                      memcmp(bytes, GJ_ZERO_WIDTH_SPACE, 3) == 0))
        return 3;
    return 0;
}

static void trim(const char *bytes, size_t *start, size_t *end) {
    size_t size;
    while (*start < *end && (size = gj_space_at(bytes + *start, *end - *start)) > 0)
        *start += size;
    for (;;) {
        if (*end > *start && gj_space_at(bytes + *end - 1, 1))
            *end -= 1;
        else if (*end >= *start + 2 && gj_space_at(bytes + *end - 2, 2) == 2)
            *end -= 2;
        else if (*end >= *start + 3 && gj_space_at(bytes + *end - 3, 3) == 3)
            *end -= 3;
        else
            return;
    }
}

/* The first bytes of all dashes, and of 第. */
static bool may_open_page_mark(unsigned char lead) {
    return lead == '-' || lead == 0xE2 || lead == 0xEF || lead == 0xE7;
}

/* Neither a space nor the first byte of a page mark: digits, letters and nearly all ideographs. */
static bool opens_other(unsigned char lead) {
    return (lead > ' ' && lead < 0x80 && lead != '-') || (lead >= 0xE4 && lead != 0xE7 && lead != 0xEF);
}

/* The dash that a text begins with, or NULL. */
static const char *dash_at(const char *text) {
    static const char *const dashes[] = {"-", "—", "–", "－", "─"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (strncmp(text, dashes[i], strlen(dashes[i])) == 0)
            return dashes[i];
    return NULL;
}

bool gj_is_page_mark(const char *bytes, size_t length) {
    enum { MOST_DIGITS = 4 };
    size_t start = 0;
    if (!length || opens_other((unsigned char)*bytes))
        return false;
    trim(bytes, &start, &length);
    bytes += start;
    length -= start;
    if (length > GJ_LONGEST_PAGE_MARK || !length || !may_open_page_mark((unsigned char)*bytes))
        return false;
    char plain[GJ_LONGEST_PAGE_MARK + 1] = "";
    size_t kept = 0;
    for (size_t i = 0; i < length; i++)
        if (!gj_space_at(bytes + i, 1))
            plain[kept++] = bytes[i];
    const char *dash = dash_at(plain), *opening = dash ? dash : "第";
    if (strncmp(plain, opening, strlen(opening)) != 0)
        return false;
    const char *number = plain + strlen(opening), *closing = number + strspn(number, "0123456789");
    if (closing == number || closing - number > MOST_DIGITS)
        return false;
    return dash ? strcmp(closing, dash) == 0 : strncmp(closing, "页", strlen("页")) == 0;
}

enum gj_atom_kind gj_atom_kind_of(const char *bytes, size_t length) {
    if (gj_is_page_mark(bytes, length))
        return GJ_ATOM_PAGE;
    switch (gj_value_read(bytes, length).kind) {
    case GJ_VALUE_NUMBER:
        return GJ_ATOM_VALUE;
    case GJ_VALUE_BLANK:
        return GJ_ATOM_BLANK;
    default:
        return GJ_ATOM_TEXT;
    }
}

void gj_lexer_new_row(struct gj_lexer *lexer) {
    lexer->cells->row_count++;
}

static struct gj_atom *make_room(struct gj_lexer *lexer) {
    struct gj_cells *cells = lexer->cells;
    struct gj_atom *atoms = gj_arena_grow(lexer->arena, cells->atoms, cells->count, &cells->capacity, sizeof *atoms);
    if (!atoms || cells->count >= UINT32_MAX - 1) {
        lexer->failed = true;
        return NULL;
    }
    cells->atoms = atoms;
    return &atoms[cells->count++];
}

struct gj_atom *gj_lexer_copy(struct gj_lexer *lexer, const struct gj_atom *atom) {
    struct gj_atom *copy = make_room(lexer);
    if (copy)
        *copy = *atom;
    return copy;
}

struct gj_atom *gj_lexer_add(struct gj_lexer *lexer, enum gj_layout layout, size_t line, size_t start, size_t end,
                             size_t left, size_t right) {
    struct gj_atom *atom = make_room(lexer);
    if (!atom)
        return NULL;
    trim(lexer->text->bytes, &start, &end);
    memset(atom, 0, sizeof *atom);
    atom->offset = start;
    atom->length = (uint32_t)(end - start);
    atom->line = (uint32_t)line;
    atom->row = lexer->cells->row_count;
    atom->left = (uint32_t)left;
    atom->right = (uint32_t)right;
    atom->next_piece = atom->source = GJ_NO_ATOM;
    atom->layout = (uint8_t)layout;
    atom->kind = (uint8_t)gj_atom_kind_of(lexer->text->bytes + start, end - start);
    return atom;
}

uint32_t gj_cells_make(struct gj_cells *cells, struct gj_arena *arena, uint32_t source, uint32_t start,
                       uint32_t length) {
    size_t index = cells->count + cells->made_count;
    struct gj_atom *atoms = gj_arena_grow(arena, cells->atoms, index, &cells->capacity, sizeof *atoms);
    if (!atoms || index >= GJ_NO_ATOM)
        return GJ_NO_ATOM;
    cells->atoms = atoms;
    cells->made_count++;
    atoms[index] = atoms[source];
    atoms[index].offset += start;
    atoms[index].length = length;
    atoms[index].kind = GJ_ATOM_VALUE;
    atoms[index].next_piece = GJ_NO_ATOM;
    atoms[index].source = source;
    return (uint32_t)index;
}

const char *gj_atom_text(const struct gj_cells *cells, const struct gj_text *text, struct gj_arena *arena,
                         const struct gj_atom *atom, size_t *length) {
    *length = atom->length;
    if (atom->next_piece == GJ_NO_ATOM)
        return text->bytes + atom->offset;
    size_t total = 0;
    for (const struct gj_atom *piece = atom;; piece = &cells->atoms[piece->next_piece]) {
        total += piece->length + 1;
        if (piece->next_piece == GJ_NO_ATOM)
            break;
    }
    char *joined = gj_arena_take(arena, total);
    if (!joined)
        return NULL;
    size_t used = 0;
    for (const struct gj_atom *piece = atom;; piece = &cells->atoms[piece->next_piece]) {
        memcpy(joined + used, text->bytes + piece->offset, piece->length);
        used += piece->length;
        if (piece->next_piece == GJ_NO_ATOM)
            break;
    }
    *length = used;
    return joined;
}

/* One atom of the bytes from start to end, not looked into. */
static void add_uncut(struct gj_lexer *lexer, size_t line, size_t start, size_t end) {
    gj_lexer_new_row(lexer);
    struct gj_atom *atom = gj_lexer_add(lexer, GJ_LAYOUT_BARE, line, start, end, 0, 0);
    if (atom)
        atom->kind = GJ_ATOM_PROSE;
}

/* Lines past a limit become atoms of their own; the line that is to be read next. */
static size_t pass_limits(struct gj_lexer *lexer, size_t line) {
    struct gj_cells *cells = lexer->cells;
    const gj_limits *limits = lexer->limits;
    const struct gj_text *text = lexer->text;
    if (cells->count >= limits->atoms) {
        cells->last_line = line + 1;
        add_uncut(lexer, line, text->lines[line].start, text->length);
        return text->line_count;
    }
    if (text->lines[line].length <= limits->line_bytes)
        return line;
    if (!cells->long_line)
        cells->long_line = line + 1;
    add_uncut(lexer, line, text->lines[line].start, text->lines[line].start + text->lines[line].length);
    return line + 1;
}

size_t gj_lexer_read(struct gj_lexer *lexer, size_t first, size_t last) {
    static size_t (*const readers[])(struct gj_lexer *, size_t) = {gj_read_tags,   gj_read_wiki, gj_read_boxes,
                                                                   gj_read_pipes,  gj_read_tabs, gj_read_commas,
                                                                   gj_read_stream, gj_read_plain};
    size_t line = first;
    while (line < last && !lexer->failed) {
        size_t after = pass_limits(lexer, line);
        for (size_t i = 0; i < sizeof readers / sizeof *readers && after == line; i++)
            after = readers[i](lexer, line);
        line = after > line ? after : line + 1;
    }
    return line;
}

gj_status gj_cells_read(struct gj_cells *cells, struct gj_arena *arena, const struct gj_text *text,
                        const gj_limits *limits) {
    struct gj_lexer lexer = {.cells = cells, .arena = arena, .text = text, .limits = limits};
    memset(cells, 0, sizeof *cells);
    gj_lexer_read(&lexer, 0, text->line_count);
    gj_lexer_finish(&lexer);
    return lexer.failed ? GJ_ERROR_MEMORY : GJ_OK;
}
