#include "suspects.h"

#include "groups.h"
#include "rank.h"
#include "verdict.h"

/* The check for rivals is worth less, and only asked where cells are blank. */
#define MOST_RIVAL_WORK 50000
#define MOST_RIVAL_CELLS 6
/* More sets, and more figures in all of them together, than anybody would read. Of each figure the other sets that would
 * do as well are told too. */
#define MOST_SETS 200
#define MOST_LISTED 400

struct finder {
    struct gj_report *report;
    struct gj_arena *arena; /* of this search only */
    const struct gj_evidence *evidence;
    size_t evidence_count;
    const size_t *numbers; /* of the parts, by relation */
    size_t set_count;      /* of the report so far */
};

/* ------------------------------------------------------------------ what could not be said */

static const struct notice {
    const char *code;
    gj_severity severity;
    const char *text[2]; /* by language */
} notices[] = {
    {"unlocalised",
     GJ_WARNING,
     {"so much fails here that no smallest set of wrong figures was found", "此处不符之处过多,未能找出最少的错误数字"}},
    {"many_explanations",
     GJ_NOTE,
     {"more sets of wrong figures would explain this than are listed", "可解释此处不符的组合过多,未能全部列出"}},
    {"undetermined",
     GJ_NOTE,
     {"some figures here could be wrong in more ways than one; no value is proposed for them",
      "此处部分数字的正确值无法唯一确定,不作建议"}},
    {"overflow", GJ_WARNING, {"the figures are too large to look for wrong ones", "数值过大,无法查找错误数字"}},
};

enum { UNLOCALISED, MANY_EXPLANATIONS, UNDETERMINED, OVERFLOWN };

/* At the line of the part's first relation that does not hold. */
static gj_status give_notice(struct finder *finder, const struct gj_problem *problem, size_t which) {
    const struct gj_report *report = finder->report;
    size_t line = 0;
    for (size_t i = 0; i < problem->row_count && line == 0; i++) {
        const gj_relation *relation = &report->relations[problem->relations[i]];
        if (relation->status != GJ_RELATION_HOLDS)
            line = report->cells[relation->target].line;
    }
    const char *text = notices[which].text[report->language == GJ_CHINESE ? 1 : 0];
    return gj_report_note(finder->report, notices[which].code, notices[which].severity, line, text);
}

/* ------------------------------------------------------------------ suspects from sets */

static bool is_in(const struct gj_set *set, const struct gj_change *change) {
    for (size_t i = 0; i < set->count; i++)
        if (set->changes[i]->column == change->column && set->changes[i]->value == change->value)
            return true;
    return false;
}

static bool is_in_all(const struct gj_set *sets, size_t count, const struct gj_change *change) {
    for (size_t i = 0; i < count; i++)
        if (!is_in(&sets[i], change) || !sets[i].is_fixed)
            return false;
    return true;
}

/* What every rival says too is likely, whichever of them is right. */
static gj_certainty certainty_of(const struct gj_ranking *ranking, const struct gj_set *set,
                                 const struct gj_set *rivals, size_t count, const struct gj_change *change) {
    if (set->certainty != GJ_POSSIBLE || !ranking->is_whole || count < 2 || !is_in_all(rivals, count, change))
        return set->certainty;
    return GJ_LIKELY;
}

static gj_status fill_settles(struct finder *finder, gj_suspect *suspect) {
    const gj_cell *cell = &finder->report->cells[suspect->cell];
    size_t *settles = gj_arena_array(finder->report->arena, cell->violation_count, sizeof *settles);
    if (!settles)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < cell->violation_count; i++)
        if (finder->report->violations.items[cell->violations[i]].kind == GJ_VIOLATION_TABLE)
            settles[suspect->settle_count++] = cell->violations[i];
    suspect->settles = settles;
    return GJ_OK;
}

static gj_status fill_alternatives(struct finder *finder, gj_suspect *suspect, size_t first_set, size_t count) {
    size_t *alternatives = gj_arena_array(finder->report->arena, count, sizeof *alternatives);
    if (!alternatives)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (first_set + i != suspect->set)
            alternatives[suspect->alternative_count++] = first_set + i;
    suspect->alternative_to = alternatives;
    return GJ_OK;
}

static gj_suspect suspect_of(const struct finder *finder, const struct gj_ranking *ranking,
                             const struct gj_change *change) {
    size_t cell = ranking->problem->cells[change->column];
    gj_suspect suspect = {.cell = cell, .proposed = gj_rank_decimal(ranking->problem, change->value)};
    suspect.has_found = gj_problem_is_printed(finder->report, cell);
    if (suspect.has_found)
        suspect.found = finder->report->cells[cell].value;
    suspect.verdict = gj_verdict_of(finder->report, cell);
    return suspect;
}

/* Printed in a table, and not only said in a sentence. */
static bool is_in_table(const struct gj_report *report, size_t cell) {
    return gj_problem_is_printed(report, cell) && report->cells[cell].placed_by != GJ_PLACED_BY_PROSE;
}

/* A form that sentences alone fill lacks nothing: what they do not speak of was never there. */
static bool is_unsaid(const struct gj_report *report, size_t cell) {
    const struct gj_table_rule *table = &report->form->tables[report->form->cells[cell].table];
    if (gj_problem_is_printed(report, cell) || report->cells[cell].status == GJ_CELL_BLANK)
        return false;
    bool is_said = false;
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        if (is_in_table(report, table->first_cell + i))
            return false;
        is_said = is_said || report->cells[table->first_cell + i].placed_by == GJ_PLACED_BY_PROSE;
    }
    return is_said;
}

/* A figure that is not in the text, and may be any, follows from the set. Where sets tie it is told once, if it follows
 * from all of them: else each set would tell another, of every figure that was lost. */
static bool is_told(const struct gj_ranking *ranking, const struct gj_set *sets, size_t count, size_t index,
                    const struct gj_change *change) {
    return count < 2 || !ranking->problem->is_free[change->column] || (index == 0 && is_in_all(sets, count, change));
}

/* count sets of one group, of which set is the one with that index. */
static gj_status add_suspects(struct finder *finder, const struct gj_ranking *ranking, const struct gj_set *sets,
                              size_t count, size_t index) {
    const struct gj_set *set = &sets[index];
    for (size_t i = 0; i < set->count; i++) {
        if (!set->changes[i]->is_fixed || !is_told(ranking, sets, count, index, set->changes[i]) ||
            is_unsaid(finder->report, ranking->problem->cells[set->changes[i]->column]))
            continue;
        gj_suspect suspect = suspect_of(finder, ranking, set->changes[i]);
        suspect.certainty = certainty_of(ranking, set, sets, count, set->changes[i]);
        suspect.reason = set->reasons[i];
        suspect.set = finder->set_count + index;
        gj_suspect *place = GJ_ADD(finder->report->arena, finder->report->suspects);
        if (!place || fill_settles(finder, &suspect) != GJ_OK ||
            fill_alternatives(finder, &suspect, finder->set_count, count) != GJ_OK)
            return GJ_ERROR_MEMORY;
        *place = suspect;
    }
    return GJ_OK;
}

static gj_status add_groups(struct finder *finder, const struct gj_ranking *ranking, const struct gj_groups *groups) {
    bool is_fixed = true;
    size_t first = 0;
    while (first < groups->set_count) {
        size_t count = 1;
        while (first + count < groups->set_count && groups->sets[first + count].group == groups->sets[first].group)
            count++;
        for (size_t i = 0; i < count; i++) {
            is_fixed = is_fixed && groups->sets[first + i].is_fixed;
            if (add_suspects(finder, ranking, &groups->sets[first], count, i) != GJ_OK)
                return GJ_ERROR_MEMORY;
        }
        finder->set_count += count;
        first += count;
    }
    return is_fixed ? GJ_OK : give_notice(finder, ranking->problem, UNDETERMINED);
}

/* ------------------------------------------------------------------ one part of the report */

/* Blank totals were free. Whoever wants to be certain must ask whether a set of as few cells exists when they
 * are zeros like other blanks. */
static gj_status find_rivals(struct finder *finder, const struct gj_problem *problem,
                             const struct gj_search_result *result, struct gj_groups *groups,
                             struct gj_ranking *ranking) {
    struct gj_problem even = *problem;
    even.is_free = gj_arena_array(finder->arena, problem->column_count, sizeof *even.is_free);
    struct gj_search_result *rivals = gj_arena_take(finder->arena, sizeof *rivals);
    if (!even.is_free || !rivals)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < problem->column_count; i++)
        even.is_free[i] = problem->is_free[i] && !problem->is_blank[i];
    size_t cells = 0;
    for (size_t i = 0; i < result->solutions[0].count; i++) {
        const struct gj_change *change = &result->solutions[0].changes[i];
        cells += !even.is_free[change->column] && change->value != problem->values[change->column];
    }
    ranking->rivals_known = false;
    if (cells > MOST_RIVAL_CELLS || result->count > 1)
        return GJ_OK;
    struct gj_search_limits limits = {MOST_RIVAL_WORK, MOST_SETS, MOST_LISTED, cells};
    if (gj_search(&even, finder->arena, NULL, &limits, rivals) != GJ_OK ||
        gj_groups_new(groups, finder->arena, &even, rivals) != GJ_OK)
        return GJ_ERROR_MEMORY;
    ranking->rivals_known = rivals->complete && !rivals->truncated && rivals->size == cells;
    ranking->rivals = ranking->rivals_known ? groups : NULL;
    return GJ_OK;
}

static bool has_free_blanks(const struct gj_problem *problem) {
    for (size_t i = 0; i < problem->column_count; i++)
        if (problem->is_blank[i] && problem->is_free[i])
            return true;
    return false;
}

static gj_status report_result(struct finder *finder, const struct gj_problem *problem,
                               const struct gj_search_result *result) {
    struct gj_groups groups, rivals;
    struct gj_ranking ranking = {.report = finder->report,
                                 .problem = problem,
                                 .evidence = finder->evidence,
                                 .evidence_count = finder->evidence_count,
                                 .is_whole = result->complete && !result->truncated,
                                 .rivals_known = true};
    if (gj_groups_new(&groups, finder->arena, problem, result) != GJ_OK)
        return GJ_ERROR_MEMORY;
    if (has_free_blanks(problem) && find_rivals(finder, problem, result, &rivals, &ranking) != GJ_OK)
        return GJ_ERROR_MEMORY;
    gj_rank(&ranking, &groups);
    gj_status status = add_groups(finder, &ranking, &groups);
    if (status == GJ_OK && result->truncated)
        status = give_notice(finder, problem, MANY_EXPLANATIONS);
    return status;
}

static gj_status find_in_part(struct finder *finder, size_t part) {
    struct gj_problem problem;
    bool fits;
    if (gj_problem_of_part(&problem, finder->arena, finder->report, finder->numbers, part, &fits) != GJ_OK)
        return GJ_ERROR_MEMORY;
    if (!fits)
        return give_notice(finder, &problem, OVERFLOWN);
    struct gj_search_limits limits = {finder->report->limits.work, MOST_SETS, MOST_LISTED, SIZE_MAX};
    struct gj_search_result result;
    if (gj_search(&problem, finder->arena, NULL, &limits, &result) != GJ_OK)
        return GJ_ERROR_MEMORY;
    /* Sets found before the search was cut short are smallest too, but their rivals are not known. */
    if (result.count > 0 && report_result(finder, &problem, &result) != GJ_OK)
        return GJ_ERROR_MEMORY;
    return result.complete ? GJ_OK : give_notice(finder, &problem, UNLOCALISED);
}

/* Whether anything is to be found among the relations with that number: one fails, or lacks a term though
 * something was printed. */
static bool is_worth_a_look(const struct finder *finder, size_t part) {
    const struct gj_report *report = finder->report;
    bool lacks = false;
    bool printed = false;
    for (size_t i = 0; i < report->relation_count; i++) {
        const gj_relation *relation = &report->relations[i];
        if (finder->numbers[i] != part)
            continue;
        if (relation->status == GJ_RELATION_VIOLATED)
            return true;
        lacks = lacks || relation->status != GJ_RELATION_HOLDS;
        for (size_t j = 0; j < relation->left_count && !printed; j++)
            printed = is_in_table(report, relation->left[j]);
        for (size_t j = 0; j < relation->right_count && !printed; j++)
            printed = is_in_table(report, relation->right[j]);
    }
    return lacks && printed;
}

/* The part of relation i is looked into when i is the first relation of it. */
static bool is_first_of_part(const struct finder *finder, size_t relation) {
    for (size_t i = 0; i < relation; i++)
        if (finder->numbers[i] == finder->numbers[relation])
            return false;
    return true;
}

gj_status gj_suspects_find(struct gj_report *report, const struct gj_evidence *evidence, size_t count) {
    if (gj_report_count_relations(report, GJ_RELATION_HOLDS) == report->relation_count)
        return GJ_OK;
    struct gj_arena arena = {0};
    size_t *numbers = gj_arena_array(&arena, report->relation_count, sizeof *numbers);
    struct finder finder = {report, &arena, evidence, count, numbers, 0};
    gj_status status = numbers ? gj_problem_parts(report, &arena, numbers) : GJ_ERROR_MEMORY;
    for (size_t i = 0; i < report->relation_count && status == GJ_OK; i++)
        if (is_first_of_part(&finder, i) && is_worth_a_look(&finder, numbers[i]))
            status = find_in_part(&finder, numbers[i]);
    gj_arena_free(&arena);
    return status;
}
