/* Repair: proposals become values, but only when a caller asks for it. */
#include "report.h"

#include <stdint.h>

static size_t repair(struct gj_report *report, gj_certainty least) {
    size_t repaired = 0;
    for (size_t i = 0; i < report->suspects.count; i++) {
        const gj_suspect *suspect = &report->suspects.items[i];
        gj_cell *cell = &report->cells[suspect->cell];
        if (suspect->certainty < least || cell->status == GJ_CELL_REPAIRED)
            continue;
        cell->status = GJ_CELL_REPAIRED;
        cell->has_value = true;
        cell->value = suspect->proposed;
        repaired++;
    }
    return repaired;
}

gj_status gj_document_repair(gj_document *document, size_t index, gj_certainty least, size_t *repaired) {
    const gj_report *report = document ? gj_document_report(document, index) : NULL;
    if (!report || (least != GJ_LIKELY && least != GJ_CERTAIN))
        return GJ_ERROR_ARGUMENT;
    /* The report is the document's, which the caller lets us change. */
    size_t count = repair((struct gj_report *)(uintptr_t)report, least);
    if (repaired)
        *repaired = count;
    return GJ_OK;
}
