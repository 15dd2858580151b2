/*
 * Page numbers of text without form feeds: where the values of a report stand beside their labels, numbers alone on
 * their lines that count 1, 2, 3 ... to the end of the report count its pages. What form feeds part is known before
 * (cells/pages.c).
 */
#include "reassembly.h"

/* So many values stand beside something for each number that stands alone. */
enum { LEAST_BESIDE = 4, LEAST_PAGES = 2 };

static bool is_number(const struct gj_workbench *bench, const struct gj_atom *atom, size_t number) {
    struct gj_value value = gj_value_read(bench->text->bytes + atom->offset, atom->length);
    return gj_value_is_whole(&value) && value.decimal.coefficient == (int64_t)number;
}

static bool is_value(const struct gj_atom *atom) {
    return atom->kind == GJ_ATOM_VALUE && !atom->is_piece;
}

/* How many numbers stand alone, one more each time and the last at the end of the report; 0 where others do. */
static size_t count_pages(const struct gj_workbench *bench) {
    size_t pages = 0, beside = 0;
    bool is_last = false;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        const struct gj_atom *atom = gj_atom_at(bench, i);
        bool is_alone = is_value(atom) && atom->is_lone;
        if (is_alone && !is_number(bench, atom, ++pages))
            return 0;
        beside += is_value(atom) && !atom->is_lone;
        is_last = is_alone || (is_last && !atom->length);
    }
    return is_last && pages >= LEAST_PAGES && beside >= LEAST_BESIDE * pages ? pages : 0;
}

void gj_mark_page_numbers(struct gj_workbench *bench) {
    if (!count_pages(bench))
        return;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++) {
        struct gj_atom *atom = &bench->cells->atoms[i];
        if (is_value(atom) && atom->is_lone)
            atom->kind = GJ_ATOM_PAGE;
    }
}
