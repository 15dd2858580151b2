#include "claimed.h"

#include <string.h>

gj_status gj_claimed_cells(struct gj_report *report, const gj_claim *claim, size_t **cells) {
    *cells = NULL;
    if (!claim->cell_count || !claim->exact || claim->period != GJ_PERIOD_REPORTED)
        return GJ_OK;
    size_t *found = gj_arena_array(report->arena, claim->cell_count, sizeof *found);
    if (!found)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < claim->cell_count; i++) {
        found[i] = gj_report_index_of(report, claim->cells[i]);
        if (found[i] == GJ_NOWHERE)
            return GJ_OK;
    }
    *cells = found;
    return GJ_OK;
}

bool gj_claim_same_cells(const gj_claim *a, const gj_claim *b) {
    if (a->cell_count != b->cell_count)
        return false;
    for (size_t i = 0; i < a->cell_count; i++)
        if (strcmp(a->cells[i], b->cells[i]) != 0)
            return false;
    return true;
}
