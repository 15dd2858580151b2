/*
 * bench_suspects [-n TABLES] [-s SEED] [-t TEMPLATE] [-e MOST_ERRORS] [-k KIND] [-b] [-m MISSING]
 *
 * -b leaves the zeros of parts blank, -m loses so many cells.
 *
 * Plants errors of each kind, one to MOST_ERRORS at once, in consistent tables made at random, and prints how
 * well and how fast they are found:
 *
 *   seen       tables in which an error broke a relation (unseen errors cannot be found by anybody)
 *   listed     of the wrong cells in those: share that is suspected of its true value
 *   certain    share of the wrong cells that is certain
 *   checked    the same of the wrong cells that lie in two relations or more
 *   false      cells that are certain and sound (or certain of a wrong value)
 *   false_tie  of these: in tables whose true set of cells is no larger than the one found
 *   likely     share of the likely suspects that is true; 100 where there is none
 *   exact      tables whose sets together name every wrong cell, or that a smaller set explains
 *   lost       tables given up as unlocalised
 *   precision  wrong cells suspected, by all suspects of the first set of each group
 *   median, p99.9, worst: microseconds of processor time for checking the relations and finding suspects
 */
#include "plant.h"
#include "relations/relations.h"
#include "suspects/suspects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct tally {
    size_t tables, seen, cells, listed, certain, checked, checked_certain, false_certain, false_tie, exact, lost, first,
        first_true;
    size_t likely, likely_true;
    double *times;
};

struct run {
    const gj_template *form;
    size_t tables;
    uint64_t seed;
    int kind; /* PLANT_KIND_COUNT for all */
    bool with_blanks;
    size_t missing;
    int64_t *truths; /* of the table in hand, by cell */
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time); /* not disturbed by what else runs */
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static const gj_suspect *suspect_of(const gj_report *report, size_t cell, int64_t value) {
    for (size_t i = 0; i < report->suspects.count; i++) {
        const gj_suspect *suspect = &report->suspects.items[i];
        if (suspect->cell == cell && suspect->proposed.coefficient == value && suspect->proposed.scale == 0)
            return suspect;
    }
    return NULL;
}

/* Of a cell that was wrong, or not there. */
static bool is_true(const struct run *run, const gj_report *report, const gj_suspect *suspect) {
    const gj_cell *cell = &report->cells[suspect->cell];
    bool was_right = cell->has_value && cell->value.coefficient == run->truths[suspect->cell];
    return !was_right && suspect->proposed.coefficient == run->truths[suspect->cell];
}

/* The first set of each group of rivals: it has no rival with a smaller number. */
static bool is_in_first_set(const gj_suspect *suspect) {
    for (size_t i = 0; i < suspect->alternative_count; i++)
        if (suspect->alternative_to[i] < suspect->set)
            return false;
    return true;
}

/* How many cells the first sets change: as many as any smallest explanation. To fill a gap is no change. */
static size_t explained_size(const gj_report *report) {
    size_t size = 0;
    for (size_t i = 0; i < report->suspects.count; i++) {
        const gj_suspect *suspect = &report->suspects.items[i];
        size += is_in_first_set(suspect) && report->cells[suspect->cell].status != GJ_CELL_MISSING;
    }
    return size;
}

static bool has_note(const gj_report *report, const char *code) {
    for (size_t i = 0; i < report->diagnostics.count; i++)
        if (strcmp(report->diagnostics.items[i].code, code) == 0)
            return true;
    return false;
}

/* An error in a cell that no relation sees, or errors that cancel in all of them, cannot be counted on. */
static size_t count_visible(const struct small_report *small, const struct planted *planted) {
    size_t visible = 0;
    for (size_t i = 0; i < planted->count; i++)
        visible += small->report.cells[planted->cells[i]].violation_count > 0;
    return visible;
}

static size_t count_relations(const gj_report *report, size_t cell) {
    size_t count = 0;
    for (size_t i = 0; i < report->relation_count; i++) {
        const gj_relation *relation = &report->relations[i];
        for (size_t j = 0; j < relation->left_count; j++)
            count += relation->left[j] == cell;
        for (size_t j = 0; j < relation->right_count; j++)
            count += relation->right[j] == cell;
    }
    return count;
}

static void score_cells(struct tally *tally, const gj_report *report, const struct planted *planted) {
    size_t listed = 0;
    for (size_t i = 0; i < planted->count; i++) {
        const gj_suspect *suspect = suspect_of(report, planted->cells[i], planted->truths[i]);
        listed += suspect != NULL;
        bool is_certain = suspect && suspect->certainty == GJ_CERTAIN;
        bool is_checked = count_relations(report, planted->cells[i]) >= 2;
        tally->certain += is_certain;
        tally->checked += is_checked;
        tally->checked_certain += is_checked && is_certain;
    }
    tally->cells += planted->count;
    tally->listed += listed;
    bool smaller = explained_size(report) < planted->count;
    tally->exact += listed == planted->count || smaller;
}

static void score(struct tally *tally, const struct run *run, const struct small_report *small,
                  const struct planted *planted) {
    const gj_report *report = &small->report;
    tally->tables++;
    if (count_visible(small, planted) == 0)
        return;
    tally->seen++;
    tally->lost += has_note(report, "unlocalised");
    score_cells(tally, report, planted);
    for (size_t i = 0; i < report->suspects.count; i++) {
        const gj_suspect *suspect = &report->suspects.items[i];
        bool wrong = !is_true(run, report, suspect);
        tally->likely += suspect->certainty == GJ_LIKELY;
        tally->likely_true += !wrong && suspect->certainty == GJ_LIKELY;
        tally->first += is_in_first_set(suspect);
        tally->first_true += is_in_first_set(suspect) && !wrong;
        tally->false_certain += wrong && suspect->certainty == GJ_CERTAIN;
        tally->false_tie += wrong && suspect->certainty == GJ_CERTAIN && explained_size(report) >= planted->count;
    }
}

static void remember(const struct run *run, const struct small_report *small) {
    for (size_t i = 0; i < small->report.cell_count; i++)
        run->truths[i] = small->report.cells[i].value.coefficient;
}

static bool is_planted(const struct planted *planted, size_t cell) {
    for (size_t i = 0; i < planted->count; i++)
        if (planted->cells[i] == cell)
            return true;
    return false;
}

/* What extraction and habit do to a table beside its mistakes. */
static void wear(const struct run *run, struct small_report *small, struct dice *dice, const struct planted *planted) {
    for (size_t i = 0; i < small->report.cell_count; i++)
        if (run->with_blanks && run->truths[i] == 0 && !is_planted(planted, i) &&
            strcmp(small->report.cells[i].column, "total") != 0)
            small_cell(small, i, "");
    for (size_t i = 0; i < run->missing; i++) {
        size_t cell = dice_below(dice, small->report.cell_count);
        if (!is_planted(planted, cell))
            small_cell(small, cell, NULL);
    }
}

static bool run_one(const struct run *run, struct dice *dice, enum plant_kind kind, size_t errors,
                    struct tally *tally) {
    struct small_report small;
    struct planted planted = {.count = 0};
    bool done = true;
    small_report_of(&small, run->form);
    plant_table(&small, dice);
    remember(run, &small);
    for (size_t i = 0; i < errors && done; i++)
        done = plant_error(&small, dice, kind, &planted);
    wear(run, &small, dice, &planted);
    double start = now();
    if (gj_relations_check(&small.report) != GJ_OK || gj_suspects_find(&small.report, NULL, 0) != GJ_OK)
        done = false;
    tally->times[tally->tables] = now() - start;
    if (done)
        score(tally, run, &small, &planted);
    small_report_free(&small);
    return done;
}

static int compare_times(const void *a, const void *b) {
    double first = *(const double *)a;
    double second = *(const double *)b;
    return (first > second) - (first < second);
}

static double share(size_t part, size_t whole) {
    return whole ? 100.0 * (double)part / (double)whole : 100.0;
}

static void print_tally(const struct tally *tally, enum plant_kind kind, size_t errors) {
    if (tally->tables == 0)
        return;
    qsort(tally->times, tally->tables, sizeof *tally->times, compare_times);
    printf("%-14s %2zu %7zu %8.3f %8.3f %8.3f %6zu %6zu %8.2f %8.3f %5zu %8.2f %8.0f %8.0f %8.0f\n", plant_name(kind),
           errors, tally->seen, share(tally->listed, tally->cells), share(tally->certain, tally->cells),
           share(tally->checked_certain, tally->checked), tally->false_certain, tally->false_tie,
           share(tally->likely_true, tally->likely), share(tally->exact, tally->seen), tally->lost,
           share(tally->first_true, tally->first), tally->times[tally->tables / 2],
           tally->times[tally->tables - 1 - tally->tables / 1000], tally->times[tally->tables - 1]);
    fflush(stdout);
}

static bool run_kind(const struct run *run, enum plant_kind kind, size_t errors) {
    struct tally tally = {.times = calloc(run->tables, sizeof *tally.times)};
    if (!tally.times)
        return false;
    struct dice dice = {run->seed * 0x9e3779b97f4a7c15U + 1};
    for (size_t i = 0; i < run->tables; i++)
        run_one(run, &dice, kind, errors, &tally);
    print_tally(&tally, kind, errors);
    free(tally.times);
    return true;
}

static bool find_kind(const char *name, int *kind) {
    for (*kind = 0; *kind < PLANT_KIND_COUNT; ++*kind)
        if (strcmp(plant_name((enum plant_kind) * kind), name) == 0)
            return true;
    return false;
}

static int usage(void) {
    fputs("usage: bench_suspects [-n TABLES] [-s SEED] [-t TEMPLATE] [-e MOST_ERRORS] [-k KIND] [-b] [-m MISSING]\n",
          stderr);
    return 2;
}

static bool run_all(const struct run *run, size_t most_errors) {
    printf("%-14s %2s %7s %8s %8s %8s %6s %6s %8s %8s %5s %8s %8s %8s %8s\n", "kind", "n", "seen", "listed%",
           "certain%", "checked%", "false", "f_tie", "likely%", "exact%", "lost", "precis%", "median", "p99.9",
           "worst");
    for (size_t errors = 1; errors <= most_errors; errors++)
        for (int kind = 0; kind < PLANT_KIND_COUNT; kind++)
            if ((run->kind == PLANT_KIND_COUNT || run->kind == kind) && !run_kind(run, (enum plant_kind)kind, errors))
                return false;
    return true;
}

int main(int count, char **arguments) {
    struct run run = {.tables = 10000, .seed = 1, .kind = PLANT_KIND_COUNT};
    const char *template_id = "ogi-2021";
    size_t most_errors = 4;
    for (int option; (option = getopt(count, arguments, "n:s:t:e:k:m:b")) != -1;)
        switch (option) {
        case 'n':
            run.tables = strtoul(optarg, NULL, 10);
            break;
        case 's':
            run.seed = strtoull(optarg, NULL, 10);
            break;
        case 't':
            template_id = optarg;
            break;
        case 'e':
            most_errors = strtoul(optarg, NULL, 10);
            break;
        case 'm':
            run.missing = strtoul(optarg, NULL, 10);
            break;
        case 'b':
            run.with_blanks = true;
            break;
        case 'k':
            if (find_kind(optarg, &run.kind))
                break;
            return usage();
        default:
            return usage();
        }
    gj_grammar *grammar;
    gj_error error;
    if (gj_grammar_new(&grammar, &error) != GJ_OK) {
        fprintf(stderr, "bench_suspects: %s\n", error.message);
        return 2;
    }
    run.form = gj_grammar_find(grammar, template_id);
    run.truths = run.form ? calloc(run.form->cell_count, sizeof *run.truths) : NULL;
    bool done = run.truths && run.tables > 0 && most_errors <= MOST_PLANTED / 2 && run_all(&run, most_errors);
    free(run.truths);
    gj_grammar_free(grammar);
    return done ? EXIT_SUCCESS : usage();
}
