/* Sentences against themselves, against the tables, and for the suspects. */
#include <string.h>

#include "claimed.h"
#include "decimal.h"
#include "prose.h"
#include "relations/relations.h"

static bool was_printed(const gj_cell *cell) {
    return cell->status == GJ_CELL_PLACED && cell->has_value && cell->placed_by != GJ_PLACED_BY_PROSE;
}

static bool holds(const size_t *cells, size_t count, size_t cell) {
    for (size_t i = 0; i < count; i++)
        if (cells[i] == cell)
            return true;
    return false;
}

/* A printed cell that no violated relation speaks against. */
static bool is_trusted(const struct gj_report *report, size_t cell) {
    if (!was_printed(&report->cells[cell]))
        return false;
    for (size_t i = 0; i < report->relation_count; i++) {
        const gj_relation *relation = &report->relations[i];
        if (relation->status == GJ_RELATION_VIOLATED &&
            (holds(relation->left, relation->left_count, cell) || holds(relation->right, relation->right_count, cell)))
            return false;
    }
    return true;
}

/* The cell that the difference is told at: the only one in doubt, else the first. */
static size_t choose_target(const struct gj_report *report, const size_t *cells, size_t count) {
    size_t doubtful = GJ_NOWHERE;
    for (size_t i = 0; i < count; i++) {
        if (is_trusted(report, cells[i]))
            continue;
        if (doubtful != GJ_NOWHERE)
            return cells[0];
        doubtful = cells[i];
    }
    return doubtful == GJ_NOWHERE ? cells[0] : doubtful;
}

/* What the tables say about a claim; false where they do not say it fully. */
static bool add_cells(const struct gj_report *report, const size_t *cells, size_t count, gj_decimal *sum) {
    *sum = (gj_decimal){0, 0};
    for (size_t i = 0; i < count; i++)
        if (!was_printed(&report->cells[cells[i]]) || !gj_decimal_add(*sum, report->cells[cells[i]].value, sum))
            return false;
    return true;
}

/* What else the claim may count in, e.g. cases carried over: 0 where there is nothing of the kind. */
static bool add_included(struct gj_report *report, const struct gj_prose_rules *rules, const gj_claim *claim,
                         gj_decimal *sum) {
    const struct gj_prose_cells *included =
        report->form ? gj_prose_may_include(rules, claim->subject, report->form->id) : NULL;
    *sum = (gj_decimal){0, 0};
    for (size_t i = 0; included && i < included->count; i++) {
        size_t cell = gj_report_index_of(report, included->ids[i]);
        if (cell != GJ_NOWHERE && was_printed(&report->cells[cell]) &&
            !gj_decimal_add(*sum, report->cells[cell].value, sum))
            return false;
    }
    return true;
}

/* Does the claim agree with the tables once it is taken to count in what some count in? */
static bool agrees_with_more(struct gj_report *report, const struct gj_prose_rules *rules, const gj_claim *claim,
                             gj_decimal sum) {
    gj_decimal more;
    return add_included(report, rules, claim, &more) && gj_decimal_add(sum, more, &sum) &&
           gj_decimal_compare(sum, claim->value) == 0;
}

/* A sentence may speak of a smaller body than the table: where another sentence agrees with the table, or was
 * found to differ in the same way, nothing more is said. */
static bool is_answered(const struct gj_report *report, const gj_claim *claim, gj_decimal sum) {
    for (size_t i = 0; i < report->claims.count; i++) {
        const gj_claim *other = &report->claims.items[i];
        if (!other->exact || other->period != GJ_PERIOD_REPORTED || !gj_claim_same_cells(claim, other))
            continue;
        if (gj_decimal_compare(other->value, sum) == 0 ||
            (other < claim && gj_decimal_compare(other->value, claim->value) == 0))
            return true;
    }
    return false;
}

static gj_status add_violation(struct gj_report *report, const gj_violation *violation) {
    gj_violation *place = GJ_ADD(report->arena, report->violations);
    if (!place)
        return GJ_ERROR_MEMORY;
    *place = *violation;
    /* The difference is left 0 only where it does not fit a decimal. */
    gj_decimal difference;
    if (gj_decimal_subtract(violation->found, violation->expected, &difference))
        place->difference = difference;
    return GJ_OK;
}

static bool are_trusted(const struct gj_report *report, const size_t *cells, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!is_trusted(report, cells[i]))
            return false;
    return true;
}

/* The cells that a claim differs from stand in a violated relation already: the claim is evidence for what is wrong
 * there, and no violation of its own. */
static gj_status note_difference(struct gj_report *report, const gj_claim *claim, gj_decimal sum) {
    char printed[GJ_DECIMAL_TEXT], said[GJ_DECIMAL_TEXT];
    gj_decimal_print(sum, printed);
    gj_decimal_print(claim->value, said);
    const char *form = report->language == GJ_CHINESE ? "正文称%s，表中为%s；表中相关数据本身勾稽不符"
                                                      : "the sentence says %s, the table %s; the table's figures there "
                                                        "do not add up by themselves";
    char *message = gj_arena_format(report->arena, form, said, printed);
    return message ? gj_report_note(report, "prose_differs", GJ_NOTE, claim->line, message) : GJ_ERROR_MEMORY;
}

/* Notes how the claim stands to the cells that it names; *cells is NULL where it is not to be compared. */
static gj_status compare_claim(struct gj_report *report, const struct gj_prose_rules *rules, gj_claim *claim,
                               size_t **cells) {
    gj_status status = gj_claimed_cells(report, claim, cells);
    if (*cells && !add_cells(report, *cells, claim->cell_count, &claim->printed))
        *cells = NULL;
    if (*cells)
        claim->agreement = gj_decimal_compare(claim->printed, claim->value) == 0 ||
                                   agrees_with_more(report, rules, claim, claim->printed)
                               ? GJ_AGREES
                               : GJ_DIFFERS;
    return status;
}

static gj_status check_claim(struct gj_report *report, const struct gj_prose_rules *rules, gj_claim *claim) {
    size_t *cells;
    if (compare_claim(report, rules, claim, &cells) != GJ_OK)
        return GJ_ERROR_MEMORY;
    gj_decimal sum = claim->printed;
    if (claim->agreement != GJ_DIFFERS || is_answered(report, claim, sum))
        return GJ_OK;
    if (!cells || !are_trusted(report, cells, claim->cell_count))
        return note_difference(report, claim, sum);
    const char *relation = gj_arena_format(report->arena, "prose/%s", claim->subject ? claim->subject : "sum");
    if (!relation)
        return GJ_ERROR_MEMORY;
    return add_violation(report, &(gj_violation){.kind = GJ_VIOLATION_PROSE,
                                                 .relation = relation,
                                                 .table = report->cells[cells[0]].table,
                                                 .target = choose_target(report, cells, claim->cell_count),
                                                 .cells = cells,
                                                 .cell_count = claim->cell_count,
                                                 .expected = sum,
                                                 .found = claim->value,
                                                 .line = claim->line,
                                                 .sentence = claim->sentence});
}

/* The sentences of a sum: the whole's, and that of the parts where it is another. */
static const char *quote(struct gj_report *report, const gj_claim_sum *sum) {
    const gj_claim *whole = &report->claims.items[sum->whole];
    const gj_claim *part = &report->claims.items[sum->parts[0]];
    if (strcmp(whole->sentence, part->sentence) == 0)
        return whole->sentence;
    return gj_arena_format(report->arena, "%s%s", whole->sentence, part->sentence);
}

static gj_status note_open_sum(struct gj_report *report, const gj_claim_sum *sum) {
    const gj_claim *whole = &report->claims.items[sum->whole];
    int order = gj_decimal_compare(sum->expected, sum->found);
    if (order == 0 || (order < 0 && sum->part_count < 2))
        return GJ_OK;
    char expected[GJ_DECIMAL_TEXT], found[GJ_DECIMAL_TEXT];
    gj_decimal_print(sum->expected, expected);
    gj_decimal_print(sum->found, found);
    bool chinese = report->language == GJ_CHINESE;
    const char *form = order > 0 ? (chinese ? "各部分合计%s，多于总数%s；各部分可能互有重叠"
                                            : "the parts come to %s, more than the whole of %s; they may overlap")
                                 : (chinese ? "列出的各部分合计%s，少于总数%s；列举可能不全"
                                            : "the parts named come to %s of %s; the list may be incomplete");
    char *message = gj_arena_format(report->arena, form, expected, found);
    if (!message)
        return GJ_ERROR_MEMORY;
    return gj_report_note(report, order > 0 ? "prose_parts_exceed" : "prose_parts_short",
                          order > 0 ? GJ_WARNING : GJ_NOTE, whole->line, message);
}

static gj_status check_sum(struct gj_report *report, const gj_claim_sum *sum) {
    if (sum->status == GJ_RELATION_UNKNOWN)
        return note_open_sum(report, sum);
    if (sum->status == GJ_RELATION_HOLDS)
        return GJ_OK;
    const gj_claim *whole = &report->claims.items[sum->whole];
    const char *sentence = quote(report, sum);
    if (!sentence)
        return GJ_ERROR_MEMORY;
    size_t target = whole->cell_count == 1 ? gj_report_index_of(report, whole->cells[0]) : GJ_NOWHERE;
    return add_violation(report, &(gj_violation){.kind = GJ_VIOLATION_PROSE,
                                                 .relation = "prose/parts",
                                                 .table = target == GJ_NOWHERE ? NULL : report->cells[target].table,
                                                 .target = target,
                                                 .expected = sum->expected,
                                                 .found = sum->found,
                                                 .line = whole->line,
                                                 .sentence = sentence});
}

gj_status gj_prose_check(struct gj_report *report, const struct gj_prose_rules *rules) {
    gj_status status = GJ_OK;
    size_t before = report->violations.count;
    for (size_t i = 0; status == GJ_OK && i < report->claim_sums.count; i++)
        status = check_sum(report, &report->claim_sums.items[i]);
    for (size_t i = 0; status == GJ_OK && i < report->claims.count; i++)
        status = check_claim(report, rules, &report->claims.items[i]);
    return status == GJ_OK && report->violations.count > before ? gj_violations_index(report) : status;
}

/* ------------------------------------------------------------------ evidence */

/* What a claim says about its one cell, or about the only one of its cells that is in doubt. */
static bool resolve(const struct gj_report *report, const gj_claim *claim, const size_t *cells,
                    struct gj_evidence *evidence) {
    size_t doubtful = claim->cell_count == 1 ? cells[0] : GJ_NOWHERE;
    gj_decimal value = claim->value;
    for (size_t i = 0; claim->cell_count > 1 && i < claim->cell_count; i++) {
        if (is_trusted(report, cells[i])) {
            if (!gj_decimal_subtract(value, report->cells[cells[i]].value, &value))
                return false;
        } else if (doubtful != GJ_NOWHERE) {
            return false;
        } else {
            doubtful = cells[i];
        }
    }
    *evidence = (struct gj_evidence){doubtful, value, claim->line};
    return doubtful != GJ_NOWHERE && value.coefficient >= 0;
}

/* Two sentences that contradict each other are no evidence. */
static bool is_contradicted(const struct gj_evidence *evidence, size_t count, size_t index) {
    for (size_t i = 0; i < count; i++)
        if (evidence[i].cell == evidence[index].cell &&
            gj_decimal_compare(evidence[i].value, evidence[index].value) != 0)
            return true;
    return false;
}

gj_status gj_prose_evidence(struct gj_report *report, const struct gj_prose_rules *rules, struct gj_evidence **evidence,
                            size_t *count) {
    size_t found = 0;
    struct gj_evidence *all = gj_arena_array(report->arena, report->claims.count, sizeof *all);
    *evidence = gj_arena_array(report->arena, report->claims.count, sizeof **evidence);
    *count = 0;
    if (!all || !*evidence)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < report->claims.count; i++) {
        const gj_claim *claim = &report->claims.items[i];
        gj_decimal more;
        size_t *cells;
        if (gj_claimed_cells(report, claim, &cells) != GJ_OK)
            return GJ_ERROR_MEMORY;
        bool plain = cells && add_included(report, rules, claim, &more) && more.coefficient == 0;
        found += plain && resolve(report, claim, cells, &all[found]);
    }
    for (size_t i = 0; i < found; i++)
        if (!is_contradicted(all, found, i))
            (*evidence)[(*count)++] = all[i];
    return GJ_OK;
}
