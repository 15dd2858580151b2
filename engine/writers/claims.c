#include "claims.h"

#include <string.h>

#include "report/messages.h"

#define CELLS_NAMED 2 /* more ids of a sum tell a reader nothing */

/* What the sentences of the message table are filled from. */
struct telling {
    const gj_report *report;
    gj_language language;
    const gj_claim *claim; /* or the whole of the sum */
    const gj_claim_sum *sum;
};

static bool is_worth_telling(const gj_claim *claim) {
    return claim->cell_count > 0;
}

bool gj_has_claims(const gj_report *report) {
    for (size_t i = 0; i < gj_report_claim_count(report); i++)
        if (is_worth_telling(gj_report_claim(report, i)))
            return true;
    return gj_report_claim_sum_count(report) > 0;
}

const gj_claim *gj_claim_of_cell(const gj_report *report, size_t cell) {
    const char *id = gj_report_cell(report, cell)->id;
    for (size_t i = 0; i < gj_report_claim_count(report); i++) {
        const gj_claim *claim = gj_report_claim(report, i);
        for (size_t j = 0; j < claim->cell_count && claim->exact && claim->period == GJ_PERIOD_REPORTED; j++)
            if (strcmp(claim->cells[j], id) == 0)
                return claim;
    }
    return NULL;
}

static void fill_number(struct gj_out *out, char letter, const void *subject) {
    (void)letter;
    gj_out_number(out, *(const size_t *)subject);
}

static void write_cells(struct gj_out *out, const struct telling *telling) {
    const gj_claim *claim = telling->claim;
    size_t named = claim->cell_count > CELLS_NAMED + 1 ? CELLS_NAMED : claim->cell_count;
    for (size_t i = 0; i < named; i++) {
        gj_out_text(out, i > 0 ? " + " : "");
        gj_out_text(out, claim->cells[i]);
    }
    size_t more = claim->cell_count - named;
    if (more > 0)
        gj_out_sentence(out, gj_message(telling->language, GJ_SAY_MORE_CELLS), fill_number, &more);
}

static void fill_part(struct gj_out *out, char letter, const void *subject) {
    const gj_claim *part = subject;
    if (letter == 'p')
        gj_out_text(out, part->phrase);
    else
        gj_out_decimal(out, part->value);
}

static void write_parts(struct gj_out *out, const struct telling *telling) {
    for (size_t i = 0; i < telling->sum->part_count; i++) {
        gj_out_text(out, i > 0 ? " + " : "");
        gj_out_sentence(out, gj_message(telling->language, GJ_SAY_PART), fill_part,
                        gj_report_claim(telling->report, telling->sum->parts[i]));
    }
}

static void fill(struct gj_out *out, char letter, const void *subject) {
    const struct telling *telling = subject;
    if (letter == 'n')
        gj_out_number(out, telling->claim->line);
    else if (letter == 'p')
        gj_out_text(out, telling->claim->phrase);
    else if (letter == 'f')
        gj_out_decimal(out, telling->claim->value);
    else if (letter == 'u')
        gj_out_text(out, telling->claim->unit);
    else if (letter == 'i')
        write_cells(out, telling);
    else if (letter == 's')
        write_parts(out, telling);
    else if (letter == 'e')
        gj_out_decimal(out, telling->sum ? telling->sum->expected : telling->claim->printed);
}

static void say(struct gj_terminal *terminal, const struct telling *telling, enum gj_message message) {
    gj_out_sentence(&terminal->out, gj_message(telling->language, message), fill, telling);
}

static void write_claim(struct gj_terminal *terminal, const struct telling *telling) {
    gj_terminal_indent(terminal, 1);
    say(terminal, telling, GJ_SAY_CLAIM);
    if (!telling->claim->exact)
        say(terminal, telling, GJ_SAY_CLAIM_ROUNDED);
    say(terminal, telling, GJ_SAY_CLAIM_CELLS);
    if (telling->claim->agreement != GJ_NOT_COMPARED)
        say(terminal, telling, telling->claim->agreement == GJ_AGREES ? GJ_SAY_CLAIM_AGREES : GJ_SAY_CLAIM_DIFFERS);
    gj_terminal_break(terminal);
}

static enum gj_message sum_message(gj_relation_status status) {
    if (status == GJ_RELATION_HOLDS)
        return GJ_SAY_SUM_HOLDS;
    return status == GJ_RELATION_VIOLATED ? GJ_SAY_SUM_VIOLATED : GJ_SAY_SUM_OPEN;
}

void gj_write_claims(struct gj_terminal *terminal, const gj_report *report) {
    struct telling telling = {.report = report, .language = terminal->language};
    for (size_t i = 0; i < gj_report_claim_count(report); i++) {
        telling.claim = gj_report_claim(report, i);
        if (is_worth_telling(telling.claim))
            write_claim(terminal, &telling);
    }
    for (size_t i = 0; i < gj_report_claim_sum_count(report); i++) {
        telling.sum = gj_report_claim_sum(report, i);
        telling.claim = gj_report_claim(report, telling.sum->whole);
        gj_terminal_indent(terminal, 1);
        say(terminal, &telling, sum_message(telling.sum->status));
        gj_terminal_break(terminal);
    }
}
