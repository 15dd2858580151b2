/*
 * What a glance at the bytes of a line tells, without reading it: nearly every line of a long text is a sentence that
 * has none of the marks by which a line could be anything else. Many bytes are looked at together where the processor
 * can.
 */
#ifndef GJ_GLANCE_H
#define GJ_GLANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gj_glance {
    size_t start; /* byte of the line that is being looked at */
    size_t at;    /* behind the last byte looked at */
    size_t commas;
    size_t spaces; /* ASCII or ideographic ones, or more */
    size_t marks; /* whatever may divide cells, or a number of fields: control characters but LF, | and its other forms,
                      +, <, no-break spaces, marks of drawn lines, and a comma or quote right behind a comma */
};

/* Begins with the line that starts there. */
void gj_glance_begin(struct gj_glance *glance, size_t start);

/* Goes on until behind the LF that ends the line; false where the bytes end before it: it then goes on from there once
 * there are more. */
bool gj_glance_line(struct gj_glance *glance, const char *bytes, size_t length);

#endif
