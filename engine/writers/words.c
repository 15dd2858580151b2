#include "words.h"

const char *gj_word_cell_status(gj_cell_status status) {
    switch (status) {
    case GJ_CELL_PLACED:
        return "placed";
    case GJ_CELL_BLANK:
        return "blank";
    case GJ_CELL_AMBIGUOUS:
        return "ambiguous";
    case GJ_CELL_REPAIRED:
        return "repaired";
    case GJ_CELL_MISSING:
        break;
    }
    return "missing";
}

const char *gj_word_placed_by(gj_placed_by placed_by) {
    switch (placed_by) {
    case GJ_PLACED_BY_RELATIONS:
        return "relations";
    case GJ_PLACED_BY_PROSE:
        return "prose";
    case GJ_PLACED_BY_LABELS:
        break;
    }
    return "labels";
}

const char *gj_word_table_status(gj_table_status status) {
    switch (status) {
    case GJ_TABLE_COMPLETE:
        return "complete";
    case GJ_TABLE_PARTIAL:
        return "partial";
    case GJ_TABLE_MISSING:
        break;
    }
    return "missing";
}

const char *gj_word_violation_kind(gj_violation_kind kind) {
    switch (kind) {
    case GJ_VIOLATION_PROSE:
        return "prose";
    case GJ_VIOLATION_ACROSS:
        return "across";
    case GJ_VIOLATION_TABLE:
        break;
    }
    return "table";
}

const char *gj_word_certainty(gj_certainty certainty) {
    switch (certainty) {
    case GJ_CERTAIN:
        return "certain";
    case GJ_LIKELY:
        return "likely";
    case GJ_POSSIBLE:
        break;
    }
    return "possible";
}

const char *gj_word_verdict(gj_verdict verdict) {
    switch (verdict) {
    case GJ_VERDICT_SOURCE:
        return "source";
    case GJ_VERDICT_EXTRACTION:
        return "extraction";
    case GJ_VERDICT_UNDECIDED:
        break;
    }
    return "undecided";
}

const char *gj_word_severity(gj_severity severity) {
    return severity == GJ_WARNING ? "warning" : "note";
}

const char *gj_word_relation_status(gj_relation_status status) {
    switch (status) {
    case GJ_RELATION_HOLDS:
        return "holds";
    case GJ_RELATION_VIOLATED:
        return "violated";
    case GJ_RELATION_UNKNOWN:
        break;
    }
    return "unknown";
}

const char *gj_word_claim_kind(gj_claim_kind kind) {
    switch (kind) {
    case GJ_CLAIM_NONE:
        return "none";
    case GJ_CLAIM_ALL:
        return "all";
    case GJ_CLAIM_FIGURE:
        break;
    }
    return "figure";
}

const char *gj_word_agreement(gj_agreement agreement) {
    switch (agreement) {
    case GJ_AGREES:
        return "agrees";
    case GJ_DIFFERS:
        return "differs";
    case GJ_NOT_COMPARED:
        break;
    }
    return NULL;
}
