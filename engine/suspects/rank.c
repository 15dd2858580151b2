#include "rank.h"

#include "decimal.h"
#include "slips.h"

/* ------------------------------------------------------------------ one set */

gj_decimal gj_rank_decimal(const struct gj_problem *problem, int64_t value) {
    gj_decimal decimal = {value, problem->scale};
    while (decimal.scale > 0 && decimal.coefficient % 10 == 0) {
        decimal.coefficient /= 10;
        decimal.scale--;
    }
    return decimal;
}

static struct gj_correction correction_of(const struct gj_ranking *ranking, const struct gj_change *change) {
    size_t cell = ranking->problem->cells[change->column];
    struct gj_correction correction = {.cell = cell, .meant = gj_rank_decimal(ranking->problem, change->value)};
    correction.has_found = gj_problem_is_printed(ranking->report, cell);
    if (correction.has_found)
        correction.found = ranking->report->cells[cell].value;
    return correction;
}

static size_t relations_of(const struct gj_problem *problem, size_t column) {
    size_t count = 0;
    for (size_t row = 0; row < problem->row_count; row++)
        count += problem->coefficients[row * problem->column_count + column] != 0;
    return count;
}

static void explain_change(const struct gj_ranking *ranking, struct gj_set *set, size_t index) {
    const struct gj_change *change = set->changes[index];
    struct gj_correction correction = correction_of(ranking, change);
    const struct gj_slip *slip = change->is_fixed ? gj_slip_of_one(ranking->report, &correction) : NULL;
    set->reasons[index] = slip ? slip->code : NULL;
    set->score += slip ? slip->weight : 0;
    set->is_explained = set->is_explained && slip;
    bool is_telling = slip && slip->is_telling && relations_of(ranking->problem, change->column) >= 2;
    set->is_sound = set->is_sound && is_telling;
}

/* A slip that spoils two cells at once explains more than one slip in each. */
static void explain_pair(const struct gj_ranking *ranking, struct gj_set *set) {
    if (set->count != 2 || !set->is_fixed)
        return;
    struct gj_correction a = correction_of(ranking, set->changes[0]);
    struct gj_correction b = correction_of(ranking, set->changes[1]);
    const struct gj_slip *slip = gj_slip_of_two(ranking->report, &a, &b);
    if (!slip || slip->weight <= set->score)
        return;
    set->score = slip->weight;
    set->reasons[0] = set->reasons[1] = slip->code;
    set->is_explained = true;
    set->is_sound = slip->is_telling && relations_of(ranking->problem, set->changes[0]->column) >= 2 &&
                    relations_of(ranking->problem, set->changes[1]->column) >= 2;
}

static const struct gj_change *change_in(const struct gj_ranking *ranking, const struct gj_set *set, size_t cell,
                                         size_t *index) {
    for (*index = 0; *index < set->count; ++*index)
        if (ranking->problem->cells[set->changes[*index]->column] == cell)
            return set->changes[*index];
    return NULL;
}

/* A sentence that states the proposed value speaks for the set, one that states another value against it. */
static void weigh_evidence(const struct gj_ranking *ranking, struct gj_set *set) {
    for (size_t i = 0; i < ranking->evidence_count; i++) {
        size_t index;
        const struct gj_change *change = change_in(ranking, set, ranking->evidence[i].cell, &index);
        if (!change)
            continue;
        gj_decimal meant = gj_rank_decimal(ranking->problem, change->value);
        bool agrees = change->is_fixed && gj_decimal_compare(meant, ranking->evidence[i].value) == 0;
        set->evidence += agrees ? 1 : -1;
        if (agrees)
            set->reasons[index] = "prose";
    }
}

/* Where most zeros of a table are blanks, a blank is a zero and no gap. */
static bool leaves_zeros_blank(const struct gj_report *report, size_t cell) {
    const struct gj_table_rule *table = &report->form->tables[report->form->cells[cell].table];
    size_t blanks = 0;
    size_t zeros = 0;
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        const gj_cell *other = &report->cells[table->first_cell + i];
        blanks += other->status == GJ_CELL_BLANK && !other->has_value;
        zeros += other->has_value && other->value.coefficient == 0;
    }
    return blanks > zeros;
}

static bool fills_blank(const struct gj_ranking *ranking, const struct gj_set *set) {
    if (set->count != 1 || !ranking->problem->is_blank[set->changes[0]->column])
        return false;
    return !leaves_zeros_blank(ranking->report, ranking->problem->cells[set->changes[0]->column]);
}

static void explain_set(const struct gj_ranking *ranking, struct gj_set *set) {
    set->is_explained = set->is_sound = set->count > 0;
    for (size_t i = 0; i < set->count; i++)
        explain_change(ranking, set, i);
    explain_pair(ranking, set);
    set->fills_blank = fills_blank(ranking, set);
    weigh_evidence(ranking, set);
}

/* ------------------------------------------------------------------ rivals */

static bool is_better(const struct gj_set *a, const struct gj_set *b) {
    if (a->evidence != b->evidence)
        return a->evidence > b->evidence;
    if (a->fills_blank != b->fills_blank)
        return a->fills_blank;
    return a->score > b->score;
}

/* By insertion, so that equals stay in the order of their cells. */
static void sort_sets(struct gj_set *sets, size_t count) {
    for (size_t i = 1; i < count; i++) {
        struct gj_set set = sets[i];
        size_t place = i;
        for (; place > 0 && is_better(&set, &sets[place - 1]); place--)
            sets[place] = sets[place - 1];
        sets[place] = set;
    }
}

/* How many sets of as few cells change anything in this one's company. */
static bool has_rival_of_size(const struct gj_ranking *ranking, const struct gj_set *set) {
    if (!ranking->rivals)
        return !ranking->rivals_known;
    size_t group = GJ_NO_GROUP;
    for (size_t i = 0; i < set->count; i++)
        if (ranking->rivals->group_of[set->changes[i]->column] != GJ_NO_GROUP)
            group = ranking->rivals->group_of[set->changes[i]->column];
    size_t count = 0;
    for (size_t i = 0; i < ranking->rivals->set_count; i++)
        count += ranking->rivals->sets[i].group == group;
    return count != 1;
}

/* What was never printed is known only through its relations: two must demand the value independently. */
static bool is_demanded_twice(const struct gj_problem *problem, size_t column) {
    size_t demands = 0;
    for (size_t row = 0; row < problem->row_count; row++) {
        const int32_t *coefficients = &problem->coefficients[row * problem->column_count];
        size_t unknowns = 0;
        for (size_t i = 0; i < problem->column_count; i++)
            unknowns += i != column && coefficients[i] != 0 && problem->is_free[i];
        demands += coefficients[column] != 0 && unknowns == 0;
    }
    return demands >= 2;
}

static bool is_all_demanded_twice(const struct gj_ranking *ranking, const struct gj_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        size_t column = set->changes[i]->column;
        if (ranking->problem->is_free[column] && !is_demanded_twice(ranking->problem, column))
            return false;
    }
    return true;
}

static gj_certainty certainty_of_lone(const struct gj_ranking *ranking, const struct gj_set *set) {
    if (!set->is_fixed || !ranking->is_whole)
        return GJ_POSSIBLE;
    bool certain = set->evidence >= 0 && !has_rival_of_size(ranking, set) && is_all_demanded_twice(ranking, set);
    return certain ? GJ_CERTAIN : GJ_LIKELY;
}

/* sets are in order: only the first can stand out. */
static gj_certainty certainty_of_first(const struct gj_ranking *ranking, const struct gj_set *sets, size_t count) {
    if (!sets[0].is_fixed || !ranking->is_whole)
        return GJ_POSSIBLE;
    if (sets[0].evidence >= 0 && sets[0].evidence > sets[1].evidence)
        return GJ_LIKELY;
    if (sets[0].fills_blank && !sets[1].fills_blank)
        return GJ_LIKELY;
    if (!sets[0].is_sound)
        return GJ_POSSIBLE;
    for (size_t i = 1; i < count; i++)
        if (sets[i].is_explained)
            return GJ_POSSIBLE;
    return GJ_LIKELY;
}

static void rank_group(const struct gj_ranking *ranking, struct gj_set *sets, size_t count) {
    for (size_t i = 0; i < count; i++)
        explain_set(ranking, &sets[i]);
    sort_sets(sets, count);
    sets[0].certainty = count == 1 ? certainty_of_lone(ranking, &sets[0]) : certainty_of_first(ranking, sets, count);
}

void gj_rank(const struct gj_ranking *ranking, struct gj_groups *groups) {
    size_t first = 0;
    while (first < groups->set_count) {
        size_t end = first;
        while (end < groups->set_count && groups->sets[end].group == groups->sets[first].group)
            end++;
        rank_group(ranking, &groups->sets[first], end - first);
        first = end;
    }
}
