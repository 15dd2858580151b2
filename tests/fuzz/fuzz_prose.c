/* Prose: all lines are taken for sentences; what is claimed stands in them and adds up as it says. */
#include <string.h>

#include "decimal.h"
#include "fuzz.h"
#include "grammar.h"
#include "prose/prose.h"

static void check_claims(const struct gj_report *report, size_t size) {
    for (size_t i = 0; i < report->claims.count; i++) {
        const gj_claim *claim = &report->claims.items[i];
        fuzz_require(claim->offset <= size && claim->line > 0, "a claim stands in the input");
        fuzz_require(claim->whole == GJ_NOWHERE || claim->whole < report->claims.count, "a part's whole is a claim");
        fuzz_require(claim->value.scale >= 0 && claim->value.scale <= 18, "a figure is a decimal");
        fuzz_require(claim->sentence && *claim->sentence, "a claim quotes its sentence");
    }
}

static void check_sum(const struct gj_report *report, const gj_claim_sum *sum) {
    gj_decimal total = {0, 0};
    fuzz_require(sum->whole < report->claims.count, "a sum's whole is a claim");
    if (sum->status == GJ_RELATION_UNKNOWN)
        return;
    for (size_t i = 0; i < sum->part_count; i++) {
        const gj_claim *part = &report->claims.items[sum->parts[i]];
        fuzz_require(part->exact, "only exact figures are added up");
        fuzz_require(gj_decimal_add(total, part->value, &total), "a sum that was made can be made again");
    }
    fuzz_require(gj_decimal_compare(total, sum->expected) == 0, "the parts come to what is said");
    fuzz_require((gj_decimal_compare(sum->expected, sum->found) == 0) == (sum->status == GJ_RELATION_HOLDS),
                 "a sum holds where both sides are equal");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const forms[] = {NULL, "ogi-2014", "ogi-2019", "ogi-2021"};
    const struct gj_grammar *grammar = fuzz_grammar();
    struct gj_arena arena = {0};
    struct gj_text text;
    const char *form = forms[size % 4];
    struct gj_report report = {.arena = &arena, .grammar = grammar, .year = size % 3 ? 2014 + (int)(size % 10) : 0};
    report.form = form ? gj_grammar_find(grammar, form) : NULL;
    if (gj_text_read(&text, &arena, "fuzz", data, size, "utf-8", NULL) == GJ_OK) {
        struct gj_prose_range range = {0, text.line_count};
        fuzz_require(gj_prose_read(&report, grammar->prose, &text, &range, 1, NULL) == GJ_OK, "prose can be read");
        check_claims(&report, size);
        for (size_t i = 0; i < report.claim_sums.count; i++)
            check_sum(&report, &report.claim_sums.items[i]);
    }
    gj_arena_free(&arena);
    return 0;
}
