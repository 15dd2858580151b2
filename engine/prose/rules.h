/*
 * The rules by which sentences are read, compiled from grammars/prose.json: words, units, and for each thing
 * that may be counted the wordings that name it and the cells of each template that hold it. The engine knows
 * no wording and no cell by itself. grammars/PROSE.md describes the file.
 */
#ifndef GJ_PROSE_RULES_H
#define GJ_PROSE_RULES_H

#include "arena.h"
#include "gouji.h"
#include "labels/character_set.h"
#include "pattern.h"
#include "triggers.h"

struct cJSON;

/* The cells, of one template, whose sum a figure states. */
struct gj_prose_cells {
    const char *form; /* the template's id */
    const char **ids;
    size_t count;
};

struct gj_prose_rule {
    const char *id;
    const char *topic; /* what the sentence is about once this was said; NULL where it changes nothing */
    const char *needs; /* the topic that the sentence must already have; NULL for any */
    const char *among; /* parts with the same mark exclude each other; NULL where nothing is known */
    bool never_part;   /* what is announced as a part (of them we received ...) is another body's, or of one
                          kind */
    bool overlap;      /* what stands among the same may be counted twice: one text on several channels */
    bool result;       /* how something ended: "no reviews or suits that were lost" does not deny the reviews */
    const struct gj_words **units; /* the kinds of unit that the figure may have */
    size_t unit_count;
    struct gj_span *context; /* one of these must stand in the sentence before; none needed where empty */
    size_t context_count;
    const char **follows; /* topics of the sentence before that stand for the context */
    size_t follows_count;
    struct gj_prose_pattern *say; /* with a figure */
    size_t say_count;
    struct gj_prose_pattern *none; /* behind a negation: the figure is 0 */
    size_t none_count;
    struct gj_prose_pattern *all; /* "all were ...": the figure is that of the claim before */
    size_t all_count;
    const char **all_of; /* ids of the rules whose claim "all" may speak of */
    size_t all_of_count;
    const char **within; /* ids of the rules whose claim this must be a part of; any where empty */
    size_t within_count;
    const char **sum_to; /* ids of the rules whose figure the parts that stand among the same cannot exceed; any where
                            empty */
    size_t sum_to_count;
    const char **unless; /* cells that must be 0 or unprinted for the reading to be certain */
    size_t unless_count;
    struct gj_prose_cells *cells;
    size_t cells_count;
    struct gj_prose_cells *may_include; /* what some count in and others do not: no difference is told there */
    size_t may_include_count;
};

struct gj_prose_year {
    const char *form;
    int from, to;
    bool fill; /* the form's cells may be filled from sentences where a report has no table */
};

struct gj_prose_money {
    struct gj_span unit;
    int exponent; /* of ten, against the smallest unit */
};

struct gj_prose_rules {
    struct gj_arena arena;
    struct gj_word_lists words; /* every list, those below among them */
    struct gj_prose_year *years;
    size_t year_count;
    struct gj_triggers triggers; /* a paragraph without any of them is not read */
    uint32_t *simplify_from;     /* ascending */
    uint32_t *simplify_to;
    size_t simplify_count;
    uint64_t simplified[GJ_CHARACTER_SET_WORDS]; /* the set of all simplify_from */
    struct gj_word_lists units;                  /* kinds of unit */
    struct gj_prose_money *money;
    size_t money_count;
    /* Markers, each described in grammars/PROSE.md. */
    const struct gj_words *before, *after, *opens, *links, *negations, *each, *other_periods, *inexact_before,
        *inexact_after, *rest, *bodies, *not_bodies, *belonging, *comparisons, *scopes, *all, *places, *named_by,
        *respectively;
    struct gj_prose_rule *rules;
    size_t rule_count;
};

/* Reads the rules of a file that was parsed; name stands in messages. On success *rules is the caller's, to be freed
 * with gj_prose_rules_free(); it needs root no more. Fails with GJ_ERROR_GRAMMAR, naming the place in the file, or
 * GJ_ERROR_MEMORY. */
gj_status gj_prose_rules_read(const char *name, const struct cJSON *root, struct gj_prose_rules **rules,
                              gj_error *error);
/* NULL is allowed. */
void gj_prose_rules_free(struct gj_prose_rules *rules);

/* The id of the template that bodies used for a year, or NULL. */
const char *gj_prose_rules_form(const struct gj_prose_rules *rules, int year);
/* May sentences fill that template's cells where a report has no table? */
bool gj_prose_rules_fill(const struct gj_prose_rules *rules, const char *form);
/* The cells that a rule has in a template, or NULL. */
const struct gj_prose_cells *gj_prose_rule_cells(const struct gj_prose_rule *rule, const char *form);
/* The cells that a figure of that subject may count in, or NULL. */
const struct gj_prose_cells *gj_prose_may_include(const struct gj_prose_rules *rules, const char *subject,
                                                  const char *form);

#endif
