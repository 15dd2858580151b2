#include "terminal.h"

#include <string.h>
#include <utf8proc.h>

#include "text/characters.h"

/* Room for the closing punctuation that may not begin the next line. */
#define WRAP_WIDTH (GJ_TERMINAL_WIDTH - 2)

static const char replacement[] = GJ_REPLACEMENT;

/* Bidirectional controls are format characters too: a report must not be able to show 12 as 21. */
static bool is_harmful(utf8proc_int32_t character) {
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

/* Valid, and one of U+4E00 to U+9FBF, which are wide and harmless. */
static inline bool is_wide_ideograph(const char *text) {
    const unsigned char *bytes = (const unsigned char *)text;
    if ((bytes[1] & 0xC0) != 0x80 || (bytes[2] & 0xC0) != 0x80)
        return false;
    return (bytes[0] >= 0xE5 && bytes[0] <= 0xE8) || (bytes[0] == 0xE4 && bytes[1] >= 0xB8) ||
           (bytes[0] == 0xE9 && bytes[1] <= 0xBE);
}

size_t gj_glyph_next(const char *text, size_t length, struct gj_glyph *glyph) {
    *glyph = (struct gj_glyph){text, 1, 1};
    if (*text >= ' ' && *text <= '~')
        return 1;
    if (*text == '\n' || *text == '\r' || *text == '\t') {
        glyph->bytes = " ";
        return 1;
    }
    if (length >= 3 && is_wide_ideograph(text)) {
        *glyph = (struct gj_glyph){text, 3, 2};
        return 3;
    }
    utf8proc_int32_t character = -1;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &character);
    if (size <= 0 || is_harmful(character)) {
        *glyph = (struct gj_glyph){replacement, sizeof replacement - 1, 1};
        return size <= 0 ? 1 : (size_t)size;
    }
    int width = utf8proc_charwidth(character);
    *glyph = (struct gj_glyph){text, (size_t)size, width > 0 ? (size_t)width : 0};
    return (size_t)size;
}

size_t gj_part_width(const char *text, size_t length) {
    size_t width = 0;
    struct gj_glyph glyph;
    while (length > 0) {
        size_t size = gj_glyph_next(text, length, &glyph);
        width += glyph.width;
        text += size;
        length -= size;
    }
    return width;
}

size_t gj_text_width(const char *text) {
    return gj_part_width(text, strlen(text));
}

/* ---------------------------------------------------------------- wrapping */

static bool is_letter_or_digit(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* All marks that are asked for are ASCII or in the blocks of punctuation: an ideograph shows at its first byte. */
static bool is_mark(const struct gj_glyph *glyph) {
    unsigned char lead = (unsigned char)*glyph->bytes;
    if (glyph->length == 1)
        return !is_letter_or_digit(*glyph->bytes);
    return lead == 0xE2 || lead == 0xE3 || lead == 0xEF;
}

/* The first are single bytes, the others three bytes each. */
static bool is_one_of(const struct gj_glyph *glyph, const char *plain, const char *wide) {
    if (!is_mark(glyph))
        return false;
    if (glyph->length == 1)
        return strchr(plain, *glyph->bytes) != NULL;
    for (; glyph->length == 3 && *wide; wide += 3)
        if (memcmp(wide, glyph->bytes, 3) == 0)
            return true;
    return false;
}

/* Rules of Chinese typesetting (GB/T 15834): these do not begin a line, and those below do not end
 * one. */
static bool is_closing(const struct gj_glyph *glyph) {
    return is_one_of(glyph, ",.;:!?)%", "”’，。、；：！？）》〉」』】〕");
}

static bool is_opening(const struct gj_glyph *glyph) {
    return is_one_of(glyph, "(", "“‘（《〈「『【〔");
}

/* Columns up to the next place where a line may break: Latin words and numbers hold together, wide
 * characters part everywhere. */
static size_t word_width(const char *text, size_t length) {
    size_t width = 0;
    bool holds = true;
    struct gj_glyph glyph;
    while (length > 0) {
        size_t size = gj_glyph_next(text, length, &glyph);
        if (*glyph.bytes == ' ' || (!holds && glyph.width > 1 && !is_closing(&glyph)))
            break;
        width += glyph.width;
        if (glyph.width > 1)
            break;
        holds = is_opening(&glyph);
        text += size;
        length -= size;
    }
    return width;
}

static void wrap(struct gj_terminal *terminal) {
    gj_out_byte(&terminal->out, '\n');
    gj_out_spaces(&terminal->out, terminal->indent);
    terminal->column = terminal->indent;
    terminal->spaces = 0;
}

static void put_glyph(struct gj_terminal *terminal, const struct gj_glyph *glyph) {
    gj_out_spaces(&terminal->out, terminal->spaces);
    gj_out_bytes(&terminal->out, glyph->bytes, glyph->length);
    terminal->column += terminal->spaces + glyph->width;
    terminal->spaces = 0;
    terminal->is_open = is_opening(glyph);
    terminal->may_break = glyph->width > 1;
}

/* Letters and digits behind another hold together, as far as the line has room. */
static size_t put_rest_of_word(struct gj_terminal *terminal, const char *bytes, size_t length) {
    size_t room = terminal->column <= WRAP_WIDTH ? WRAP_WIDTH - terminal->column + 1 : 0, count = 0;
    while (count < length && count < room && is_letter_or_digit(bytes[count]))
        count++;
    gj_out_bytes(&terminal->out, bytes, count);
    terminal->column += count;
    return count;
}

/* Are all of these eight bytes from space to ~? */
static inline bool are_plain(const char *bytes) {
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    uint64_t below_space = eight - each * ' ', above_tilde = eight + each;
    return !((below_space | above_tilde | eight) & (each << 7));
}

/* The columns of a text of plain characters and ideographs, its last character at *last; GJ_NOWHERE where other
 * characters are in it, or it is wider than room. */
static size_t plain_width(const char *bytes, size_t length, size_t room, size_t *last) {
    size_t width = 0;
    for (size_t at = 0; at < length && width <= room;) {
        if (length - at >= sizeof(uint64_t) && are_plain(bytes + at)) {
            at += sizeof(uint64_t);
            width += sizeof(uint64_t);
            *last = at - 1;
            continue;
        }
        bool wide = length - at >= 3 && is_wide_ideograph(bytes + at);
        if (!wide && (bytes[at] < ' ' || bytes[at] > '~'))
            return GJ_NOWHERE;
        *last = at;
        at += wide ? 3 : 1;
        width += wide ? 2 : 1;
    }
    return width <= room ? width : GJ_NOWHERE;
}

/* Writes a text that the line has room for as a whole, and needs no look at where it may break; false for others. */
static bool write_whole(struct gj_terminal *terminal, const char *bytes, size_t length) {
    size_t used = terminal->column + terminal->spaces, last = 0, spaces = 0;
    while (spaces < length && bytes[length - 1 - spaces] == ' ')
        spaces++;
    length -= spaces;
    size_t width = used <= WRAP_WIDTH ? plain_width(bytes, length, WRAP_WIDTH - used, &last) : GJ_NOWHERE;
    if (!length || width == GJ_NOWHERE)
        return false;
    gj_out_spaces(&terminal->out, terminal->spaces);
    gj_out_bytes(&terminal->out, bytes, length);
    terminal->column += terminal->spaces + width;
    terminal->spaces = spaces;
    terminal->is_open = !spaces && bytes[last] == '(';
    terminal->may_break = spaces || last + 1 < length;
    return true;
}

/* Spaces wait for the word behind them: where the line breaks there, they go. */
static void write_wrapped(struct gj_out *out, const char *bytes, size_t length) {
    struct gj_terminal *terminal = (struct gj_terminal *)out;
    if (write_whole(terminal, bytes, length))
        return;
    while (length > 0) {
        struct gj_glyph glyph;
        size_t size = gj_glyph_next(bytes, length, &glyph);
        if (*glyph.bytes == ' ') {
            terminal->spaces++;
            terminal->is_open = false;
            terminal->may_break = true;
        } else {
            bool may_break = (terminal->may_break || glyph.width > 1) && !terminal->is_open && !is_closing(&glyph);
            size_t end = terminal->column + terminal->spaces + (may_break ? word_width(bytes, length) : 0);
            if (end > WRAP_WIDTH && terminal->column > terminal->indent)
                wrap(terminal);
            put_glyph(terminal, &glyph);
            if (is_letter_or_digit(*bytes))
                size += put_rest_of_word(terminal, bytes + size, length - size);
        }
        bytes += size;
        length -= size;
    }
}

void gj_terminal_open(struct gj_terminal *terminal, const gj_drawing *drawing, gj_sink sink, void *context) {
    gj_out_open(&terminal->out, sink, context);
    terminal->out.filter = write_wrapped;
    terminal->language = drawing ? drawing->language : GJ_ENGLISH;
    terminal->colour = drawing && drawing->colour;
    terminal->column = 0;
    terminal->indent = 0;
    terminal->spaces = 0;
    terminal->is_open = false;
    terminal->may_break = true;
}

gj_status gj_terminal_close(struct gj_terminal *terminal) {
    return gj_out_close(&terminal->out);
}

void gj_terminal_break(struct gj_terminal *terminal) {
    gj_out_byte(&terminal->out, '\n');
    terminal->column = 0;
    terminal->indent = 0;
    terminal->spaces = 0;
    terminal->is_open = false;
    terminal->may_break = true;
}

void gj_terminal_indent(struct gj_terminal *terminal, size_t column) {
    if (column > terminal->column) {
        gj_out_spaces(&terminal->out, column - terminal->column);
        terminal->column = column;
        terminal->spaces = 0;
    }
    terminal->indent = column;
    terminal->may_break = true;
}

void gj_terminal_colour(struct gj_terminal *terminal, enum gj_colour colour) {
    static const char *const codes[] = {"\033[0m", "\033[1m", "\033[31m", "\033[1;7;31m", "\033[2m"};
    if (!terminal->colour)
        return;
    gj_out_spaces(&terminal->out, terminal->spaces);
    terminal->column += terminal->spaces;
    terminal->spaces = 0;
    gj_out_plain(&terminal->out, codes[colour]);
}
