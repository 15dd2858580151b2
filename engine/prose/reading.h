/* One paragraph while it is read: what those files share that tell what its clauses say. */
#ifndef GJ_PROSE_READING_H
#define GJ_PROSE_READING_H

#include "clauses.h"
#include "prose.h"

#define GJ_PROSE_DEPTH 6 /* brackets in brackets beyond this are not read */

/* A figure that was read, before it is known whether it is worth keeping. */
struct gj_entry {
    gj_claim claim;                   /* whole, sentence, line and phrase are filled in at the end */
    const struct gj_prose_rule *rule; /* NULL where none matched */
    const struct gj_prose_rule *base; /* of GJ_CLAIM_ALL: the rule of the claim spoken of */
    size_t clause;
    size_t depth;
    size_t sentence;
    struct gj_span phrase;
    struct gj_span unit;
    size_t whole;     /* entry that this may be a part of: the sentence announces it */
    size_t extends;   /* the same, but announced in an earlier sentence */
    size_t last_part; /* the last entry whose whole, in either way, this is; 0 for none */
    bool implicit;    /* the announcement is no more than a bracket */
    size_t part_of;   /* the entry that it was found to be a part of, or GJ_NOWHERE */
    bool wanted;      /* stands in a sum */
    size_t kept;      /* index of its claim in the report, or GJ_NOWHERE */
};

/* A whole and parts among the entries, as sums.c finds them. */
struct gj_entry_sum {
    size_t whole;
    size_t *parts;
    size_t part_count;
    gj_relation_status status;
    gj_decimal expected, found;
};

/* The parts announced at one depth of brackets. */
struct gj_announcement {
    size_t whole; /* entry, or GJ_NOWHERE */
    size_t sentence;
    bool implicit;
};

struct gj_prose_reading {
    struct gj_report *report;
    const struct gj_prose_rules *rules;
    const struct gj_text *text;
    const struct gj_template *form; /* NULL where none is known: claims then name no cells */
    struct gj_span body;            /* the report's body, folded; empty where unknown */
    bool has_body;                  /* it was looked for */
    struct gj_arena *arena;         /* for this paragraph only */
    struct gj_paragraph paragraph;
    struct gj_tokens tokens;
    struct gj_clauses clauses;
    GJ_LIST(struct gj_entry) entries;
    GJ_LIST(struct gj_entry_sum) sums;
    const char *topic;
    const char *last_topic;            /* of the sentence before */
    gj_period periods[GJ_PROSE_DEPTH]; /* at each depth of brackets */
    size_t depth;
    size_t sentence;
    bool has_figures; /* in a clause that was read for them */
    bool *asks_body;  /* set where it mattered who reports */
    struct gj_announcement announced[GJ_PROSE_DEPTH];
};

/* How a clause is looked at. */
struct gj_look {
    struct gj_span clause;
    struct gj_character_set characters; /* of the clause */
    size_t clause_index;
    struct gj_places starts; /* where the wording proper may begin */
    struct gj_span unit;     /* of its figure */
    size_t whole;            /* the entry whose part it may be */
    bool joined;             /* with the words before a bracket: its characters are no stretch of the tokens */
};

/* Prepares to match tokens [first, last), part of the clause at index. False where memory ends. */
bool gj_prose_look_at(const struct gj_prose_reading *reading, struct gj_look *look, size_t index, size_t first,
                      size_t last);
/* The rule whose "say" the clause is, or NULL. */
const struct gj_prose_rule *gj_prose_match_say(const struct gj_prose_reading *reading, const struct gj_look *look);
/* The rule whose "none" the characters [from, to) of the clause are; from must be a place to start at. */
const struct gj_prose_rule *gj_prose_match_none(const struct gj_prose_reading *reading, const struct gj_look *look,
                                                size_t from, size_t to);
/* Does the clause say "all" for this rule? */
bool gj_prose_match_all(const struct gj_prose_reading *reading, const struct gj_look *look,
                        const struct gj_prose_rule *rule);
/* Is string among the strings? */
bool gj_string_among(const char *string, const char *const *strings, size_t count);

/* Adds an entry; NULL where memory ends. */
struct gj_entry *gj_prose_reading_add(struct gj_prose_reading *reading, size_t clause, const struct gj_prose_rule *rule,
                                      gj_claim_kind kind);
/* Clauses without a figure that say "none" or "all", and figures that several things share. */
bool gj_prose_read_none(struct gj_prose_reading *reading, size_t clause);
bool gj_prose_read_all(struct gj_prose_reading *reading, size_t clause);
/* 行政复议情况:无 */
bool gj_prose_read_answer(struct gj_prose_reading *reading, size_t clause);
/* *found is false where the clause is no such list. */
bool gj_prose_read_shared(struct gj_prose_reading *reading, size_t clause, bool *found);
/* The clause and those behind it that hold nothing but a figure: one figure for each thing. */
bool gj_prose_read_respectively(struct gj_prose_reading *reading, size_t clause, bool *found);

/* Finds the sums that the paragraph states, marks the entries in them as wanted, and judges them. */
bool gj_prose_reading_sums(struct gj_prose_reading *reading);
/* Adds the paragraph's claims and sums to the report: whatever a rule knows or a sum wants. */
bool gj_prose_reading_keep(struct gj_prose_reading *reading);

#endif
