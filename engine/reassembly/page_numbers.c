/*
 * Page numbers of text without form feeds: where the values of a report stand beside their labels, numbers alone on
 * their lines that count 1, 2, 3 ... to the end of the report count its pages. What form feeds part is known before
 * (cells/pages.c).
 */
#include "reassembly.h"

/* So many values stand beside something for each number that stands alone. */
enum { LEAST_BESIDE = 4, LEAST_PAGES = 2 };

static bool is_number(const struct gj_text *text, const struct gj_atom *atom, size_t number) {
    struct gj_value value = gj_value_read(text->bytes + atom->offset, atom->length);
    return gj_value_is_whole(&value) && value.decimal.coefficient == (int64_t)number;
}

static bool is_value(const struct gj_atom *atom) {
    return atom->kind == GJ_ATOM_VALUE && !atom->is_piece;
}

/* Numbers that stand alone, one more each time and the last at the end of the report; no others do. */
static bool has_page_numbers(const struct gj_text *text, const struct gj_cells *cells, size_t first, size_t last) {
    size_t pages = 0, beside = 0;
    bool is_last = false;
    for (size_t i = first; i < last; i++) {
        const struct gj_atom *atom = &cells->atoms[i];
        bool is_alone = is_value(atom) && atom->is_lone;
        if (is_alone && !is_number(text, atom, ++pages))
            return false;
        beside += is_value(atom) && !atom->is_lone;
        is_last = is_alone || (is_last && !atom->length);
    }
    return is_last && pages >= LEAST_PAGES && beside >= LEAST_BESIDE * pages;
}

void gj_mark_page_numbers(const struct gj_text *text, struct gj_cells *cells, size_t first, size_t last) {
    if (!has_page_numbers(text, cells, first, last))
        return;
    for (size_t i = first; i < last; i++) {
        struct gj_atom *atom = &cells->atoms[i];
        if (is_value(atom) && atom->is_lone)
            atom->kind = GJ_ATOM_PAGE;
    }
}
