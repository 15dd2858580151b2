/*
 * What a report says in sentences. Only what can be read with certainty becomes a claim that names cells: a
 * figure that is read wrongly does more harm than one that is not read.
 */
#ifndef GJ_PROSE_H
#define GJ_PROSE_H

#include "memory.h"
#include "report/report.h"
#include "rules.h"
#include "suspects/suspects.h"
#include "text/text.h"

/* Lines [first, last) of the text, from 0, that are sentences and no table. */
struct gj_prose_range {
    size_t first, last;
};

/* The template that a report's claims are told by: the report's own where one of its tables was found; else
 * the one in force in its year (report->year); else its own. NULL where neither is known. Whoever wants a
 * report without tables to be filled gives it this form, with all cells missing, before gj_prose_fill(). */
const struct gj_template *gj_prose_form(const struct gj_prose_rules *rules, const struct gj_report *report);

/* Lines from the first sentence on: a body is named early, or not at all. */
enum { GJ_FARTHEST_BODY = 400 };

/* Sets the report's body and its line where a sentence names it: for reports whose title does not. */
gj_status gj_prose_find_body(struct gj_report *report, const struct gj_prose_rules *rules, const struct gj_text *text,
                             const struct gj_prose_range *ranges, size_t count);

/* Adds what the ranges say to report->claims and report->claim_sums. Needs the report's grammar, form, year
 * and body, as far as they are known; with grammar->spelling other spellings are read too. mute remembers paragraphs
 * without a claim from one report to the next; it may be NULL. */
gj_status gj_prose_read(struct gj_report *report, const struct gj_prose_rules *rules, const struct gj_text *text,
                        const struct gj_prose_range *ranges, size_t range_count, struct gj_memory *mute);

/* Fills the missing cells of tables that the report does not have (placed_by prose), where the rules allow it
 * for the template and no two claims differ (a diagnostic says where they do). The tables stay missing. To be
 * called before the relations are evaluated. */
gj_status gj_prose_fill(struct gj_report *report, const struct gj_prose_rules *rules);

/* Adds a violation of kind prose for each sentence that contradicts itself or a table, and a diagnostic where
 * the wording leaves that open. To be called once the cells are placed. */
gj_status gj_prose_check(struct gj_report *report, const struct gj_prose_rules *rules);

/* What the claims say about single cells, for gj_suspects_find(): of a sum of cells, all but one of which lie
 * in no violated relation, the one. Needs report->relations. *evidence is in the report's arena. */
gj_status gj_prose_evidence(struct gj_report *report, const struct gj_prose_rules *rules, struct gj_evidence **evidence,
                            size_t *count);

#endif
