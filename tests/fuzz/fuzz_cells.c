/* Cells: every character of the text lies in one atom, and atoms are what the later stages count on. */
#include <string.h>

#include "fuzz.h"
#include "properties.h"

static void check_pieces(const struct gj_cells *cells) {
    for (size_t i = 0; i < cells->count; i++) {
        const struct gj_atom *atom = &cells->atoms[i];
        if (atom->next_piece == GJ_NO_ATOM)
            continue;
        fuzz_require(atom->next_piece > i && atom->next_piece < cells->count, "a piece stands behind its cell");
        fuzz_require(cells->atoms[atom->next_piece].is_piece, "a further piece knows that it is one");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct bench bench;
    struct finding finding;
    gj_limits limits = {.line_bytes = size % 7 ? SIZE_MAX : 100, .atoms = size % 5 ? SIZE_MAX : 50};
    memset(&bench, 0, sizeof bench);
    if (gj_text_read(&bench.desk.text, &bench.arena, "fuzz", data, size, NULL, NULL) == GJ_OK) {
        fuzz_require(gj_cells_read(&bench.desk.cells, &bench.arena, &bench.desk.text, &limits) == GJ_OK, "cells can be read");
        fuzz_require(every_character_has_one_atom(&bench, &finding), finding.text);
        check_pieces(&bench.desk.cells);
    }
    bench_close(&bench);
    return 0;
}
