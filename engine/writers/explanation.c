#include "explanation.h"

#include <string.h>

#include "claims.h"
#include "decimal.h"
#include "report/messages.h"

#define ALTERNATIVES_NAMED 3 /* a reader gains nothing from more of them in a sentence */

struct explanation {
    const gj_report *report;
    gj_language language;
    const gj_suspect *suspect;
};

static void fill_cell(struct gj_out *out, char letter, const void *subject) {
    const gj_cell *cell = subject;
    gj_out_text(out, letter == 'r' ? cell->row_label : cell->column_label);
}

void gj_write_cell_name(struct gj_out *out, gj_language language, const gj_cell *cell) {
    gj_out_sentence(out, gj_message(language, GJ_SAY_CELL), fill_cell, cell);
}

static void fill_violation(struct gj_out *out, char letter, const void *subject) {
    const gj_violation *violation = subject;
    if (letter == 'n')
        gj_out_number(out, violation->line);
    else
        gj_out_text(out, violation->relation);
}

static bool settles(const gj_suspect *suspect, size_t violation) {
    for (size_t i = 0; i < suspect->settle_count; i++)
        if (suspect->settles[i] == violation)
            return true;
    return false;
}

/* Whether the violation goes away only when the other changes of the set are made too. */
static bool is_joint(const struct explanation *explanation, size_t violation) {
    for (size_t i = 0; i < gj_report_suspect_count(explanation->report); i++) {
        const gj_suspect *other = gj_report_suspect(explanation->report, i);
        if (other != explanation->suspect && other->set == explanation->suspect->set && settles(other, violation))
            return true;
    }
    return false;
}

static size_t count_settled(const struct explanation *explanation, bool joint) {
    size_t count = 0;
    for (size_t i = 0; i < explanation->suspect->settle_count; i++)
        if (is_joint(explanation, explanation->suspect->settles[i]) == joint)
            count++;
    return count;
}

/* The line of a violation is named where it is not that of the cell itself. */
static void write_violation(struct gj_out *out, const struct explanation *explanation, size_t index) {
    const gj_violation *violation = gj_report_violation(explanation->report, index);
    size_t own_line = gj_report_cell(explanation->report, explanation->suspect->cell)->line;
    if (violation->line == own_line || violation->line == 0)
        gj_out_text(out, violation->relation);
    else
        gj_out_sentence(out, gj_message(explanation->language, GJ_SAY_WITH_LINE), fill_violation, violation);
}

static void write_settled(struct gj_out *out, const struct explanation *explanation, bool joint) {
    size_t written = 0;
    for (size_t i = 0; i < explanation->suspect->settle_count; i++) {
        size_t violation = explanation->suspect->settles[i];
        if (is_joint(explanation, violation) != joint)
            continue;
        if (written++ > 0)
            gj_out_text(out, gj_message(explanation->language, GJ_SAY_LIST_COMMA));
        write_violation(out, explanation, violation);
    }
}

static void write_change(struct gj_out *out, const struct explanation *explanation, const gj_suspect *suspect) {
    const gj_cell *cell = gj_report_cell(explanation->report, suspect->cell);
    gj_write_cell_name(out, explanation->language, cell);
    gj_out_text(out, " ");
    if (suspect->has_found)
        gj_out_decimal(out, suspect->found);
    else
        gj_out_text(out, gj_message(explanation->language, GJ_SAY_BLANK));
    gj_out_text(out, " → ");
    gj_out_decimal(out, suspect->proposed);
}

/* Every change of a set, but for the suspect's own. */
static void write_set(struct gj_out *out, const struct explanation *explanation, size_t set) {
    size_t written = 0;
    for (size_t i = 0; i < gj_report_suspect_count(explanation->report); i++) {
        const gj_suspect *other = gj_report_suspect(explanation->report, i);
        if (other->set != set || other == explanation->suspect)
            continue;
        if (written++ > 0)
            gj_out_text(out, gj_message(explanation->language, GJ_SAY_LIST_COMMA));
        write_change(out, explanation, other);
    }
}

static void fill_count(struct gj_out *out, char letter, const void *subject) {
    (void)letter;
    gj_out_number(out, *(const size_t *)subject);
}

static void write_instead(struct gj_out *out, const struct explanation *explanation) {
    const gj_suspect *suspect = explanation->suspect;
    size_t named = suspect->alternative_count < ALTERNATIVES_NAMED ? suspect->alternative_count : ALTERNATIVES_NAMED;
    for (size_t i = 0; i < named; i++) {
        if (i > 0)
            gj_out_text(out, gj_message(explanation->language, GJ_SAY_OR));
        write_set(out, explanation, suspect->alternative_to[i]);
    }
    size_t more = suspect->alternative_count - named;
    if (more > 0)
        gj_out_sentence(out, gj_message(explanation->language, GJ_SAY_OR_MORE), fill_count, &more);
}

static void fill(struct gj_out *out, char letter, const void *subject) {
    const struct explanation *explanation = subject;
    const gj_suspect *suspect = explanation->suspect;
    const gj_cell *cell = gj_report_cell(explanation->report, suspect->cell);
    switch (letter) {
    case 'l':
        gj_write_cell_name(out, explanation->language, cell);
        break;
    case 'n':
        gj_out_number(out, cell->line);
        break;
    case 'f':
        gj_out_decimal(out, suspect->found);
        break;
    case 'p':
        gj_out_decimal(out, suspect->proposed);
        break;
    case 's':
        write_settled(out, explanation, false);
        break;
    case 'j':
        write_settled(out, explanation, true);
        break;
    case 't':
        write_set(out, explanation, suspect->set);
        break;
    case 'a':
        write_instead(out, explanation);
        break;
    default:
        break;
    }
}

static void say(struct gj_out *out, const struct explanation *explanation, enum gj_message message) {
    gj_out_sentence(out, gj_message(explanation->language, message), fill, explanation);
}

static void say_certainty(struct gj_out *out, const struct explanation *explanation) {
    const gj_suspect *suspect = explanation->suspect;
    if (suspect->certainty == GJ_CERTAIN)
        say(out, explanation, GJ_SAY_CERTAIN);
    else if (suspect->certainty == GJ_LIKELY)
        say(out, explanation, GJ_SAY_LIKELY);
    else if (suspect->alternative_count > 0)
        say(out, explanation, GJ_SAY_INSTEAD);
    else
        say(out, explanation, GJ_SAY_POSSIBLE);
}

static void fill_claim(struct gj_out *out, char letter, const void *subject) {
    const gj_claim *claim = subject;
    if (letter == 'n')
        gj_out_number(out, claim->line);
    else
        gj_out_text(out, claim->sentence);
}

/* The sentence that gives the proposed figure. */
static void say_sentence(struct gj_out *out, const struct explanation *explanation) {
    const gj_claim *claim = gj_claim_of_cell(explanation->report, explanation->suspect->cell);
    if (claim)
        gj_out_sentence(out, gj_message(explanation->language, GJ_SAY_SAID_SO), fill_claim, claim);
}

static void say_reason(struct gj_out *out, const struct explanation *explanation) {
    const char *reason = explanation->suspect->reason;
    const char *sentence = reason ? gj_message_reason(explanation->language, reason) : NULL;
    if (!sentence)
        return;
    if (explanation->language != GJ_CHINESE)
        gj_out_text(out, " ");
    gj_out_text(out, sentence);
    if (strcmp(reason, "prose") == 0)
        say_sentence(out, explanation);
}

void gj_write_explanation(struct gj_out *out, const gj_report *report, gj_language language,
                          const gj_suspect *suspect) {
    struct explanation explanation = {report, language, suspect};
    const gj_cell *cell = gj_report_cell(report, suspect->cell);
    if (!cell)
        return;
    if (suspect->has_found)
        say(out, &explanation, GJ_SAY_READS);
    else
        say(out, &explanation, cell->status == GJ_CELL_MISSING ? GJ_SAY_IS_MISSING : GJ_SAY_IS_BLANK);
    if (count_settled(&explanation, false) > 0)
        say(out, &explanation, GJ_SAY_SETTLES);
    if (count_settled(&explanation, true) > 0)
        say(out, &explanation, GJ_SAY_TOGETHER);
    say_certainty(out, &explanation);
    say_reason(out, &explanation);
    if (suspect->verdict == GJ_VERDICT_SOURCE)
        say(out, &explanation, GJ_SAY_PRINTED_SO);
    else if (suspect->verdict == GJ_VERDICT_EXTRACTION)
        say(out, &explanation, GJ_SAY_DAMAGED);
}

bool gj_is_repeated_suspect(const gj_report *report, size_t index) {
    const gj_suspect *suspect = gj_report_suspect(report, index);
    for (size_t i = 0; i < index; i++) {
        const gj_suspect *earlier = gj_report_suspect(report, i);
        if (earlier->cell == suspect->cell && earlier->certainty == suspect->certainty &&
            gj_decimal_compare(earlier->proposed, suspect->proposed) == 0)
            return true;
    }
    return false;
}

size_t gj_surest_suspect(const gj_report *report, size_t cell) {
    size_t best = GJ_NOWHERE;
    for (size_t i = 0; i < gj_report_suspect_count(report); i++) {
        const gj_suspect *suspect = gj_report_suspect(report, i);
        if (suspect->cell == cell &&
            (best == GJ_NOWHERE || suspect->certainty > gj_report_suspect(report, best)->certainty))
            best = i;
    }
    return best;
}
