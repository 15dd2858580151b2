/* The words for what a report's enumerations say: the same in every format that programs read. */
#ifndef GJ_WRITERS_WORDS_H
#define GJ_WRITERS_WORDS_H

#include "gouji.h"

const char *gj_word_cell_status(gj_cell_status status);
const char *gj_word_placed_by(gj_placed_by placed_by);
const char *gj_word_table_status(gj_table_status status);
const char *gj_word_violation_kind(gj_violation_kind kind);
const char *gj_word_certainty(gj_certainty certainty);
const char *gj_word_verdict(gj_verdict verdict);
const char *gj_word_severity(gj_severity severity);
const char *gj_word_relation_status(gj_relation_status status);
const char *gj_word_claim_kind(gj_claim_kind kind);
/* NULL where nothing was compared. */
const char *gj_word_agreement(gj_agreement agreement);

#endif
