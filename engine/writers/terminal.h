/* Text for a terminal: how wide it is, that it can do no harm there, and lines that wrap. */
#ifndef GJ_WRITERS_TERMINAL_H
#define GJ_WRITERS_TERMINAL_H

#include "out.h"

#define GJ_TERMINAL_WIDTH 100

enum gj_colour { GJ_COLOUR_PLAIN, GJ_COLOUR_BOLD, GJ_COLOUR_VIOLATED, GJ_COLOUR_SUSPECT, GJ_COLOUR_FAINT };

struct gj_terminal {
    struct gj_out out; /* first, so that out's filter finds the rest */
    gj_language language;
    bool colour;
    size_t column;  /* where the next character goes */
    size_t indent;  /* where a wrapped line begins */
    size_t spaces;  /* written once it is known that the line does not break behind them */
    bool may_break; /* before the next character, */
    bool is_open;   /* unless it follows an opening bracket or quote */
};

/* Text that goes through terminal->out's filter is made safe and wrapped. drawing may be NULL. */
void gj_terminal_open(struct gj_terminal *terminal, const gj_drawing *drawing, gj_sink sink, void *context);
gj_status gj_terminal_close(struct gj_terminal *terminal);
/* Ends the line. */
void gj_terminal_break(struct gj_terminal *terminal);
/* Moves to column (or stays, where it is further on), and wraps there from now on. */
void gj_terminal_indent(struct gj_terminal *terminal, size_t column);
void gj_terminal_colour(struct gj_terminal *terminal, enum gj_colour colour);

/* One character as a terminal is to show it. */
struct gj_glyph {
    const char *bytes;
    size_t length;
    size_t width; /* columns: 0, 1 or 2 */
};

/* The glyph for the character at the start of text (length > 0); returns how many bytes the
 * character has. What would move the cursor, change direction or is no character gives a space or a
 * replacement. */
size_t gj_glyph_next(const char *text, size_t length, struct gj_glyph *glyph);

/* Columns that text, or so many bytes of it, take in one line. */
size_t gj_text_width(const char *text);
size_t gj_part_width(const char *text, size_t length);

#endif
