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

bool gj_is_page_mark(const char *bytes, size_t length) {
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
    const char *dash = "-";
    const char *dashes[] = {"-", "—", "–", "－", "─"};
    bool dashed = false;
    size_t at = 0;
    for (size_t i = 0; i < 5 && !dashed; i++)
        if (strncmp(plain, dashes[i], strlen(dashes[i])) == 0) {
            dash = dashes[i];
            at = strlen(dash);
            dashed = true;
        }
    bool sheet = strncmp(plain, "第", strlen("第")) == 0;
    if (sheet)
        at = strlen("第");
    size_t digits = 0;
    while (plain[at] >= '0' && plain[at] <= '9') {
        at++;
        digits++;
    }
    if (!digits || digits > 4)
        return false;
    return (dashed && strcmp(plain + at, dash) == 0) || (sheet && strncmp(plain + at, "页", strlen("页")) == 0);
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

void gj_judge_whole_cells(struct gj_lexer *lexer, size_t first) {
    struct gj_cells *cells = lexer->cells;
    for (size_t i = first; i < cells->count; i++) {
        struct gj_atom *atom = &cells->atoms[i];
        if (atom->is_piece || atom->next_piece == GJ_NO_ATOM)
            continue;
        size_t length;
        const char *whole = gj_atom_text(cells, lexer->text, lexer->arena, atom, &length);
        if (!whole)
            lexer->failed = true;
        else
            atom->kind = gj_value_read(whole, length).kind == GJ_VALUE_NUMBER ? GJ_ATOM_VALUE : GJ_ATOM_TEXT;
    }
}

/* Text in one pair of brackets, short enough for a remark; (二)部分公开(…) is a label and no such thing. */
static bool is_remark(const char *bytes, size_t length) {
    enum { SHORTEST_REMARK = 12, LONGEST_REMARK = 60 }; /* bytes; (三) may be the first half of a label */
    static const char *const opening[] = {"(", "（"}, *const closing[] = {")", "）"};
    int depth = 0;
    if (length < SHORTEST_REMARK || length > LONGEST_REMARK)
        return false;
    for (size_t at = 0; at < length;) {
        size_t step = 1;
        for (size_t i = 0; i < 2; i++) {
            if (length - at >= strlen(opening[i]) && memcmp(bytes + at, opening[i], strlen(opening[i])) == 0) {
                depth++;
                step = strlen(opening[i]);
            } else if (length - at >= strlen(closing[i]) && memcmp(bytes + at, closing[i], strlen(closing[i])) == 0) {
                depth--;
                step = strlen(closing[i]);
            }
        }
        at += step;
        if (depth <= 0)
            return depth == 0 && at == length;
    }
    return false;
}

static bool is_unit(const struct gj_lexer *lexer, const struct gj_atom *atom) {
    return atom->kind == GJ_ATOM_TEXT && gj_value_is_unit(lexer->text->bytes + atom->offset, atom->length);
}

/* Text that was read column by column has units below each other, and so values: neither ends with a piece of the
 * other. Nor does a value that has its unit in front of it take another. */
static bool is_of_column(const struct gj_lexer *lexer, size_t value) {
    const struct gj_cells *cells = lexer->cells;
    const struct gj_atom *unit = &cells->atoms[value + 1];
    bool more_units = value + 2 < cells->count && is_unit(lexer, unit + 1) && unit[1].line == unit->line + 1;
    bool more_values = value && unit[-2].kind == GJ_ATOM_VALUE && unit[-2].line + 1 == unit[-1].line;
    bool has_unit = value && is_unit(lexer, unit - 2);
    return more_units || has_unit || (more_values && unit->line > unit[-1].line + 1);
}

/* A value whose unit or remark stands on the next line is one cell in two pieces. */
static bool continues_value(const struct gj_lexer *lexer, const struct gj_atom *value, const struct gj_atom *next) {
    const char *bytes = lexer->text->bytes;
    if (value->kind != GJ_ATOM_VALUE || next->kind != GJ_ATOM_TEXT || !value->is_lone || !next->is_lone ||
        next->line > value->line + 2)
        return false;
    return is_unit(lexer, next) || is_remark(bytes + next->offset, next->length);
}

/* A number whose row goes on with 、 or . or a bracket was the numbering of a label, set apart by its tag. */
static bool numbers_label(const struct gj_lexer *lexer, const struct gj_atom *number, const struct gj_atom *next) {
    static const char *const marks[] = {"、", ".", "．", ")", "）"};
    if (number->kind != GJ_ATOM_VALUE || number->length > 2 || !number->is_lone || next->kind != GJ_ATOM_TEXT)
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (next->length >= strlen(marks[i]) &&
            memcmp(lexer->text->bytes + next->offset, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

static void mark_lone(struct gj_cells *cells) {
    struct gj_atom *last = NULL; /* blanks that may be mere spans are no company */
    for (size_t i = 0; i < cells->count; i++) {
        struct gj_atom *atom = &cells->atoms[i];
        atom->is_lone = !last || last->row != atom->row;
        if (atom->is_weak)
            continue;
        if (!atom->is_lone)
            last->is_lone = false;
        last = atom;
    }
}

static void join_pieces(struct gj_lexer *lexer) {
    struct gj_cells *cells = lexer->cells;
    for (size_t i = 0; i + 1 < cells->count; i++) {
        struct gj_atom *atom = &cells->atoms[i], *next = &cells->atoms[i + 1];
        if (atom->is_piece)
            continue;
        if (numbers_label(lexer, atom, next))
            atom->kind = GJ_ATOM_TEXT;
        else if (atom->next_piece == GJ_NO_ATOM && continues_value(lexer, atom, next) && !is_of_column(lexer, i)) {
            atom->next_piece = (uint32_t)(i + 1);
            next->is_piece = true;
        }
    }
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
    static size_t (*const readers[])(struct gj_lexer *, size_t) = {
        gj_read_tags, gj_read_boxes, gj_read_pipes, gj_read_tabs, gj_read_commas, gj_read_stream, gj_read_plain};
    size_t line = first;
    while (line < last && !lexer->failed) {
        size_t after = pass_limits(lexer, line);
        for (size_t i = 0; i < sizeof readers / sizeof *readers && after == line; i++)
            after = readers[i](lexer, line);
        line = after > line ? after : line + 1;
    }
    return line;
}

void gj_lexer_finish(struct gj_lexer *lexer) {
    mark_lone(lexer->cells);
    join_pieces(lexer);
    gj_mark_serials(lexer);
}

gj_status gj_cells_read(struct gj_cells *cells, struct gj_arena *arena, const struct gj_text *text,
                        const gj_limits *limits) {
    struct gj_lexer lexer = {.cells = cells, .arena = arena, .text = text, .limits = limits};
    memset(cells, 0, sizeof *cells);
    gj_lexer_read(&lexer, 0, text->line_count);
    gj_lexer_finish(&lexer);
    return lexer.failed ? GJ_ERROR_MEMORY : GJ_OK;
}
