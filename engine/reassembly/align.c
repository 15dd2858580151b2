/*
 * Alignment: which strip each record is. A weighted automaton whose states are the strips in printed
 * order reads the records one by one; Viterbi's algorithm (Forney, The Viterbi Algorithm, Proc. IEEE
 * 61(3), 1973) finds the cheapest reading of all of them, and its backward twin what every other
 * reading of each record would cost, so that a near tie is known as one.
 */
#include <string.h>

#include "costs.h"
#include "reassembly.h"

/* A lattice: records × states; state 0 is before the first strip, state s + 1 is at strip s. */
struct lattice {
    struct gj_workbench *bench;
    size_t states;
    int *fit;            /* record × strip: label and count together; GJ_IMPOSSIBLE where they do not go */
    int *likeness;       /* record × strip */
    int *forward;        /* record × state: the cheapest way to have read the records before, ending there */
    int *backward;       /* record × state: the cheapest way to read this record and those behind it from there */
    int *shift;          /* record: by how much its row of backward was lowered, see normalise() */
    bool *blank;         /* strip: its row was printed, and blank */
    size_t *lost_before; /* strip: those before it, through all tables, that are lost if no record is them */
    int *missing_after;  /* state: strips of the same table behind it, missed */
    int *missing_before; /* strip: strips of its table before it, missed */
    int *steps;          /* strip × state: the cost of the step from there to it */
};

static int *cell(int *grid, const struct lattice *lattice, size_t record, size_t column) {
    return &grid[record * lattice->states + column];
}

static const struct gj_strip *strip_at(const struct lattice *lattice, size_t index) {
    return &lattice->bench->strips->items[index];
}

/* ------------------------------------------------------------------ the cost of one record as one strip */

/* A label of which only one line is left, as where PDF was turned into cells, nearly to the letter: worth little more
 * than the least. */
enum { LIKENESS_OF_PART = GJ_LIKENESS_LEAST + 50, SHORTEST_PART = 5, LETTERS_OF_PART = 950 };

static bool is_part(const struct gj_record *record, const struct gj_strip *strip) {
    struct gj_key last = {.characters = record->before + record->before_length - record->last_length,
                          .length = record->last_length};
    for (size_t i = 0; i < strip->label_count; i++) {
        if (gj_likeness(&last, &strip->contexts[i], false) >= LETTERS_OF_PART)
            return true;
    }
    return false;
}

/* In characters; of what stands before the values the last ones. */
enum { CONTEXT_BEFORE = 200, LONGEST_CONTEXT = CONTEXT_BEFORE + GJ_LONGEST_AFTER };

/* What stands right before the values, and where labels may stand there, behind them. */
static struct gj_context context_of(const struct gj_record *record, uint32_t joined[LONGEST_CONTEXT]) {
    size_t before = record->before_length < CONTEXT_BEFORE ? record->before_length : CONTEXT_BEFORE;
    size_t after = record->around ? record->after_length : 0;
    if (before)
        memcpy(joined, record->before + record->before_length - before, before * sizeof *joined);
    if (after)
        memcpy(joined + before, record->after, after * sizeof *joined);
    return gj_context_of(joined, before + after);
}

static int label_likeness(const struct gj_workbench *bench, const struct gj_record *record,
                          const struct gj_context *context, const struct gj_strip *strip) {
    int best = 0;
    if (strip->under_headers)
        return gj_header_likeness(bench, record, strip);
    for (size_t i = 0; i < strip->label_count && best < 1000; i++) {
        int likeness = gj_likeness(strip->labels[i], context, !record->around);
        best = likeness > best ? likeness : best;
    }
    if (best < LIKENESS_OF_PART && record->last_length >= SHORTEST_PART && is_part(record, strip))
        best = LIKENESS_OF_PART;
    return best;
}

/* How much of the text in the values' own row belongs to that label: in columns of spaces it is the surest part. */
static int beside_likeness(const struct gj_record *record, const struct gj_strip *strip) {
    int best = 0;
    for (size_t i = 0; i < strip->label_count && !strip->under_headers; i++) {
        struct gj_key beside = {.characters = record->before + record->before_length - record->beside,
                                .length = record->beside < GJ_LONGEST_LIKE ? record->beside : GJ_LONGEST_LIKE};
        int likeness = gj_likeness(&beside, &strip->contexts[i], false);
        best = likeness > best ? likeness : best;
    }
    return best;
}

static int label_cost(const struct gj_record *record, const struct gj_strip *strip, int likeness) {
    int cost = (strip->under_headers ? GJ_COST_HEADERS : GJ_COST_LABEL) * (1000 - likeness) / 1000;
    if (likeness < GJ_LIKENESS_LEAST)
        cost = record->foreign ? GJ_COST_FOREIGN : GJ_COST_UNLABELLED;
    if (record->around && record->beside && !strip->under_headers)
        cost += GJ_COST_LABEL / 2 * (1000 - beside_likeness(record, strip)) / 1000;
    return cost;
}

/* Of putting the record's values into so many slots; GJ_IMPOSSIBLE where they are far too many. */
static int fit_cost(const struct gj_record *record, size_t slot_count) {
    enum { MOST_OVER = 64 };
    if (record->value_count == slot_count)
        return 0;
    if (record->field_count == slot_count || record->run_count == slot_count || record->mark_count == slot_count)
        return 10;
    size_t given = record->value_count ? record->value_count : record->field_count;
    if (!record->value_count && record->exact && given > slot_count)
        return 10; /* blank throughout, the squares of its label too */
    if (given < slot_count && record->room >= slot_count)
        return GJ_COST_BLANK * (int)(slot_count - given);
    if (given < slot_count)
        return GJ_COST_MISCOUNT + GJ_COST_VALUE_MISSING * (int)(slot_count - given);
    if (given - slot_count > MOST_OVER)
        return GJ_IMPOSSIBLE;
    return GJ_COST_MISCOUNT + GJ_COST_VALUE_EXTRA * (int)(given - slot_count);
}

/* A single value proves nothing: such a strip needs its label. */
static int cost_as_strip(const struct gj_record *record, const struct gj_strip *strip, int likeness) {
    bool labelled = likeness >= GJ_LIKENESS_LEAST;
    bool all_blank =
        record->mark_count == strip->slot_count ||
        ((record->beside || record->exact) && !strip->under_headers && record->field_count == strip->slot_count) ||
        (record->exact && !strip->under_headers && record->field_count > strip->slot_count);
    if (!record->value_count && (!labelled || !all_blank))
        return GJ_IMPOSSIBLE;
    if (!labelled && (strip->slot_count < 3 || record->value_count != strip->slot_count))
        return GJ_IMPOSSIBLE;
    if (!labelled && strip->under_headers)
        return GJ_IMPOSSIBLE;
    return label_cost(record, strip, likeness) + fit_cost(record, strip->slot_count);
}

/* True where a label of no table stands right before the values. */
static bool is_foreign(const struct lattice *lattice, size_t index, int best) {
    const struct gj_workbench *bench = lattice->bench;
    const struct gj_record *record = &bench->records[index];
    if (best >= GJ_LIKENESS_LEAST || record->values == record->first)
        return false;
    size_t atom = record->values - 1;
    const struct gj_atom *place = gj_atom_at(bench, atom);
    bool near = place->row == gj_atom_at(bench, record->values)->row || (place->is_lone && record->lone);
    return near && gj_key_at(bench, atom)->length > 1 && !gj_label_at(bench, atom);
}

/* True where the key is a header's label, or where it was cut in two its first or last part. */
static bool is_of_header(const struct gj_workbench *bench, const struct gj_key *key) {
    const struct gj_label_book *book = &bench->report->form->labels;
    for (size_t i = 0; i < book->label_count && key->length >= 2; i++) {
        const struct gj_key *label = &book->labels[i].key;
        if (book->labels[i].role == GJ_LABEL_COLUMN &&
            (gj_key_begins(label, key->characters, key->length) || gj_key_ends(label, key->characters, key->length)))
            return true;
    }
    return false;
}

/* True where the last two labels before the values are headers: 总计 is then one as well, and no row's label. */
static bool is_under_headers(const struct gj_workbench *bench, const struct gj_record *record) {
    if (record->values < record->first + 2 || gj_row_named(bench, record->values - 1))
        return false;
    const struct gj_key *last = gj_key_at(bench, record->values - 1);
    return is_of_header(bench, last) && is_of_header(bench, last - 1);
}

static void weigh_record(struct lattice *lattice, size_t index) {
    struct gj_record *record = &lattice->bench->records[index];
    bool headed = is_under_headers(lattice->bench, record);
    uint32_t joined[LONGEST_CONTEXT];
    struct gj_context context = context_of(record, joined);
    int best = 0;
    for (size_t strip = 0; strip + 1 < lattice->states; strip++) {
        bool unlike = headed && !strip_at(lattice, strip)->under_headers;
        int likeness = unlike ? 0 : label_likeness(lattice->bench, record, &context, strip_at(lattice, strip));
        *cell(lattice->likeness, lattice, index, strip) = likeness;
        best = likeness > best ? likeness : best;
    }
    record->foreign = is_foreign(lattice, index, best);
    for (size_t strip = 0; strip + 1 < lattice->states; strip++)
        *cell(lattice->fit, lattice, index, strip) =
            cost_as_strip(record, strip_at(lattice, strip), *cell(lattice->likeness, lattice, index, strip));
}

/* A printed mark for nothing is a value that is lost as well. */
static int junk_cost(const struct gj_record *record) {
    size_t values = record->mark_count < 32 ? record->mark_count : 32;
    int labelled = record->exact && record->value_count ? GJ_COST_JUNK_LABELLED : 0;
    return GJ_COST_JUNK + GJ_COST_JUNK_VALUE * (int)values + labelled;
}

/* Rows get lost one by one, or a stretch at once. */
static int missing_cost(size_t strips) {
    int cost = GJ_COST_MISSING_STRIP * (int)(strips < 1000 ? strips : 1000);
    return cost < GJ_COST_MISSING_STRETCH ? cost : GJ_COST_MISSING_STRETCH;
}

/* ------------------------------------------------------------------ the cost of a step from strip to strip */

/* Sets blank, by strip, for all rows that the label may name. */
static void mark_rows(const struct gj_workbench *bench, const struct gj_label *label, bool is_blank, bool *blank) {
    for (size_t i = 0; i < bench->strips->count; i++) {
        const struct gj_strip *strip = &bench->strips->items[i];
        for (const struct gj_label *row = label; row; row = gj_labels_next(&bench->report->form->labels, row))
            if (!strip->under_headers && row->role == GJ_LABEL_ROW && row->table == strip->table &&
                row->index == strip->first_row)
                blank[i] = is_blank;
    }
}

static bool is_lost(const struct lattice *lattice, size_t strip) {
    return lattice->lost_before[strip + 1] > lattice->lost_before[strip];
}

/* More values than this are no printed row. */
enum { LONGEST_ROW = 20 };

/* True where a table's labels and values alternate: nearly all values have their row's label right before them, and no
 * more of them than the row has cells. Where a column of labels stands before one of values nothing is known of rows
 * without any. */
static bool alternates(const struct gj_workbench *bench, size_t table) {
    size_t own = 0, other = 0, pending = 0, columns = bench->report->form->tables[table].column_count;
    for (size_t i = 0; i < bench->record_count; i++) {
        const struct gj_record *record = &bench->records[i];
        if (record->exact && record->exact->table == table && record->mark_count <= columns) {
            other += pending;
            pending = 0;
            own += record->mark_count;
        } else if (own && record->mark_count > LONGEST_ROW)
            other += record->mark_count;
        else if (own)
            pending += record->value_count; /* counts if another row of the table follows */
    }
    return own && own >= 4 * other;
}

/* Before the last label in front of some values stand whole labels of other rows, in pieces though they may be. */
static void mark_passed(struct lattice *lattice, const struct gj_record *record) {
    enum { SHORTEST = 4, WHOLE = 900 };
    size_t length = record->before_length - record->last_length;
    struct gj_context passed = gj_context_of(record->before, length);
    for (size_t i = 0; i + 1 < lattice->states && length >= SHORTEST; i++) {
        const struct gj_strip *strip = strip_at(lattice, i);
        for (size_t j = 0; j < strip->label_count && !strip->under_headers && !lattice->blank[i]; j++)
            lattice->blank[i] =
                strip->labels[j]->length >= SHORTEST && gj_likeness(strip->labels[j], &passed, false) >= WHOLE;
    }
}

/* A row whose label stands in the text without values of its own was printed blank, and is not lost where no record is
 * it. */
static void count_lost(struct lattice *lattice) {
    const struct gj_workbench *bench = lattice->bench;
    for (size_t i = bench->first_atom; i < bench->last_atom; i++)
        if (gj_label_at(bench, i) && gj_row_named(bench, i))
            mark_rows(bench, gj_row_named(bench, i), true, lattice->blank);
    for (size_t i = 0; i < bench->record_count; i++)
        mark_passed(lattice, &bench->records[i]);
    for (size_t i = 0; i < bench->record_count; i++)
        if (bench->records[i].exact)
            mark_rows(bench, bench->records[i].exact, false, lattice->blank);
    lattice->lost_before[0] = 0;
    for (size_t i = 0; i + 1 < lattice->states; i++) {
        lattice->blank[i] = lattice->blank[i] && alternates(bench, strip_at(lattice, i)->table);
        lattice->lost_before[i + 1] = lattice->lost_before[i] + !lattice->blank[i];
    }
}

/* What is missed before or behind a strip within its table. Strips that only cut the same row of values
 * another way are not missed. */
static void count_missing(struct lattice *lattice) {
    size_t strips = lattice->states - 1;
    count_lost(lattice);
    lattice->missing_after[0] = 0;
    for (size_t i = 0; i < strips; i++) {
        const struct gj_strip *strip = strip_at(lattice, i);
        size_t before = 0, after = 0;
        for (size_t j = 0; j < strips; j++) {
            const struct gj_strip *other = strip_at(lattice, j);
            if (other->table != strip->table || other->under_headers)
                continue;
            before += j < i && is_lost(lattice, j);
            after += j > i && is_lost(lattice, j);
        }
        lattice->missing_before[i] = missing_cost(before);
        lattice->missing_after[i + 1] = missing_cost(after);
    }
}

static int weigh_step(const struct lattice *lattice, size_t state, size_t strip) {
    const struct gj_strip *to = strip_at(lattice, strip);
    if (state == 0)
        return lattice->missing_before[strip] + GJ_COST_MISSING_TABLE * (int)to->table;
    const struct gj_strip *from = strip_at(lattice, state - 1);
    if (strip + 1 == state)
        return GJ_COST_REPEATED;
    if (strip + 1 < state)
        return GJ_COST_BACKWARDS;
    if (from->table == to->table) {
        if (to->under_headers)
            return from->last_row < to->first_row ? 0 : GJ_COST_BACKWARDS;
        return missing_cost(lattice->lost_before[strip] - lattice->lost_before[state]);
    }
    return lattice->missing_after[state] + lattice->missing_before[strip] +
           GJ_COST_MISSING_TABLE * (int)(to->table - from->table - 1);
}

/* Every record asks for all of them. */
static void weigh_steps(struct lattice *lattice) {
    for (size_t strip = 0; strip + 1 < lattice->states; strip++)
        for (size_t state = 0; state < lattice->states; state++)
            lattice->steps[strip * lattice->states + state] = weigh_step(lattice, state, strip);
}

/* To a strip, by the state that it is from. */
static const int *steps_to(const struct lattice *lattice, size_t strip) {
    return lattice->steps + strip * lattice->states;
}

static int step(const struct lattice *lattice, size_t state, size_t strip) {
    return steps_to(lattice, strip)[state];
}

/* ------------------------------------------------------------------ forward, backward, and the choice */

/* The last strip of a reading that takes every value of the record from strip on, where labels were lost
 * in a run of cells; strip itself where there is none. */
static size_t run_end(const struct lattice *lattice, const struct gj_record *record, size_t strip) {
    const struct gj_strip *first = strip_at(lattice, strip);
    size_t slots = first->slot_count, last = strip;
    if (!record->lone || first->under_headers || record->value_count <= slots)
        return strip;
    while (slots < record->value_count && last + 2 < lattice->states &&
           strip_at(lattice, last + 1)->table == first->table) {
        last++;
        slots += strip_at(lattice, last)->slot_count;
    }
    return slots == record->value_count && first->slot_count > 1 ? last : strip;
}

static int run_cost(const struct lattice *lattice, size_t record, size_t strip, size_t last) {
    const struct gj_record *source = &lattice->bench->records[record];
    int likeness = *cell(lattice->likeness, lattice, record, strip);
    if (likeness < GJ_LIKENESS_LEAST)
        return GJ_IMPOSSIBLE;
    return label_cost(source, strip_at(lattice, strip), likeness) + GJ_COST_LOST_LABEL * (int)(last - strip);
}

static void lower(int *place, int cost) {
    if (cost < *place)
        *place = cost;
}

/* The cheapest way to arrive at a strip from any state of a row of the lattice. */
static int arrive(const struct lattice *lattice, const int *row, size_t strip) {
    const int *steps = steps_to(lattice, strip);
    int best = GJ_IMPOSSIBLE;
    for (size_t state = 0; state < lattice->states; state++)
        best = row[state] + steps[state] < best ? row[state] + steps[state] : best;
    return best;
}

/* Lowers a row of the lattice so that its least cost is 0: only differences count, and the costs of a long text
 * would add up to what stands for impossible. */
static int normalise(const struct lattice *lattice, int *row) {
    int least = GJ_IMPOSSIBLE;
    for (size_t i = 0; i < lattice->states; i++)
        lower(&least, row[i]);
    if (least >= GJ_IMPOSSIBLE)
        return 0;
    for (size_t i = 0; i < lattice->states; i++)
        if (row[i] < GJ_IMPOSSIBLE)
            row[i] -= least;
    return least;
}

static void read_forward(struct lattice *lattice, size_t record) {
    const struct gj_record *source = &lattice->bench->records[record];
    int *from = cell(lattice->forward, lattice, record, 0), *to = cell(lattice->forward, lattice, record + 1, 0);
    for (size_t state = 0; state < lattice->states; state++)
        lower(&to[state], from[state] + junk_cost(source));
    for (size_t strip = 0; strip + 1 < lattice->states; strip++) {
        int fitting = *cell(lattice->fit, lattice, record, strip);
        size_t last = run_end(lattice, source, strip);
        if (fitting >= GJ_IMPOSSIBLE && last == strip)
            continue;
        int arriving = arrive(lattice, from, strip);
        lower(&to[strip + 1], arriving + fitting);
        if (last > strip)
            lower(&to[last + 1], arriving + run_cost(lattice, record, strip, last));
    }
    normalise(lattice, to);
}

static void read_backward(struct lattice *lattice, size_t record) {
    const struct gj_record *source = &lattice->bench->records[record];
    int *to = cell(lattice->backward, lattice, record, 0), *from = cell(lattice->backward, lattice, record + 1, 0);
    for (size_t state = 0; state < lattice->states; state++)
        lower(&to[state], from[state] + junk_cost(source));
    for (size_t strip = 0; strip + 1 < lattice->states; strip++) {
        int onwards = *cell(lattice->fit, lattice, record, strip) + from[strip + 1];
        size_t last = run_end(lattice, source, strip);
        if (last > strip)
            lower(&onwards, run_cost(lattice, record, strip, last) + from[last + 1]);
        if (onwards >= GJ_IMPOSSIBLE)
            continue;
        const int *steps = steps_to(lattice, strip);
        for (size_t state = 0; state < lattice->states; state++)
            to[state] = steps[state] + onwards < to[state] ? steps[state] + onwards : to[state];
    }
    lattice->shift[record] = normalise(lattice, to);
}

/* The reading of the record by which the cheapest path goes on from a state. */
static struct gj_interpretation best_reading(const struct lattice *lattice, size_t record, size_t state) {
    const struct gj_record *source = &lattice->bench->records[record];
    const int *behind = cell(lattice->backward, lattice, record + 1, 0);
    struct gj_interpretation best = {GJ_NO_STRIP, GJ_NO_STRIP, junk_cost(source)};
    int path = best.cost + behind[state];
    for (size_t strip = 0; strip + 1 < lattice->states; strip++) {
        size_t last = run_end(lattice, source, strip);
        int fitting = *cell(lattice->fit, lattice, record, strip), stepping = step(lattice, state, strip);
        if (stepping + fitting + behind[strip + 1] < path) {
            path = stepping + fitting + behind[strip + 1];
            best = (struct gj_interpretation){strip, strip, fitting};
        }
        int running = last > strip ? run_cost(lattice, record, strip, last) : GJ_IMPOSSIBLE;
        if (last > strip && stepping + running + behind[last + 1] < path) {
            path = stepping + running + behind[last + 1];
            best = (struct gj_interpretation){strip, last, running};
        }
    }
    return best;
}

/* How much dearer the cheapest path is on which the record is read as anything else. */
static int margin_of(const struct lattice *lattice, size_t record, const struct gj_interpretation *best) {
    const int *before = cell(lattice->forward, lattice, record, 0), *at = cell(lattice->backward, lattice, record, 0);
    const int *behind = cell(lattice->backward, lattice, record + 1, 0);
    int junk = junk_cost(&lattice->bench->records[record]), total = GJ_IMPOSSIBLE, other = GJ_IMPOSSIBLE;
    for (size_t i = 0; i < lattice->states; i++) {
        lower(&total, before[i] + at[i]);
        if (best->first_strip != GJ_NO_STRIP)
            lower(&other, before[i] + junk + behind[i]);
    }
    for (size_t strip = 0; strip + 1 < lattice->states; strip++) {
        int fitting = *cell(lattice->fit, lattice, record, strip);
        if (strip != best->first_strip && fitting < GJ_IMPOSSIBLE)
            lower(&other, arrive(lattice, before, strip) + fitting + behind[strip + 1]);
    }
    return other - total - lattice->shift[record];
}

/* Takes the best reading of each record in turn along the cheapest path. */
static void choose(const struct lattice *lattice, struct gj_alignment *alignment) {
    size_t state = 0;
    for (size_t i = 0; i < lattice->bench->record_count; i++) {
        const struct gj_interpretation best = best_reading(lattice, i, state);
        alignment->chosen[i] = best;
        alignment->margin[i] = margin_of(lattice, i, &best);
        if (best.first_strip != GJ_NO_STRIP)
            state = best.last_strip + 1;
    }
}

static gj_status open_lattice(struct lattice *lattice) {
    struct gj_arena *arena = lattice->bench->arena;
    size_t rows = lattice->bench->record_count + 1;
    if (rows > SIZE_MAX / lattice->states / sizeof(int))
        return GJ_ERROR_MEMORY;
    size_t size = rows * lattice->states;
    lattice->fit = gj_arena_array(arena, size, sizeof(int));
    lattice->likeness = gj_arena_array(arena, size, sizeof(int));
    lattice->forward = gj_arena_array(arena, size, sizeof(int));
    lattice->backward = gj_arena_array(arena, size, sizeof(int));
    lattice->shift = gj_arena_array(arena, rows, sizeof(int));
    lattice->blank = gj_arena_array(arena, lattice->states, sizeof *lattice->blank);
    lattice->lost_before = gj_arena_array(arena, lattice->states + 1, sizeof *lattice->lost_before);
    lattice->missing_after = gj_arena_array(arena, lattice->states, sizeof(int));
    lattice->missing_before = gj_arena_array(arena, lattice->states, sizeof(int));
    lattice->steps = gj_arena_array(arena, lattice->states * lattice->states, sizeof(int));
    if (!lattice->fit || !lattice->likeness || !lattice->forward || !lattice->backward || !lattice->shift ||
        !lattice->blank || !lattice->lost_before || !lattice->missing_after || !lattice->missing_before ||
        !lattice->steps)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < size; i++)
        lattice->forward[i] = lattice->backward[i] = GJ_IMPOSSIBLE;
    return GJ_OK;
}

static gj_status search(struct lattice *lattice, struct gj_alignment *alignment) {
    size_t records = lattice->bench->record_count;
    if (open_lattice(lattice) != GJ_OK)
        return GJ_ERROR_MEMORY;
    count_missing(lattice);
    weigh_steps(lattice);
    *cell(lattice->forward, lattice, 0, 0) = 0;
    for (size_t i = 0; i < records; i++) {
        weigh_record(lattice, i);
        read_forward(lattice, i);
    }
    for (size_t i = 0; i < lattice->states; i++)
        *cell(lattice->backward, lattice, records, i) = lattice->missing_after[i];
    for (size_t i = records; i-- > 0;)
        read_backward(lattice, i);
    alignment->cost = *cell(lattice->backward, lattice, 0, 0);
    for (size_t i = 0; i < records; i++)
        alignment->cost += lattice->shift[i];
    choose(lattice, alignment);
    return GJ_OK;
}

gj_status gj_align(struct gj_workbench *bench, struct gj_alignment *alignment) {
    struct lattice lattice = {.bench = bench, .states = bench->strips->count + 1};
    alignment->chosen = gj_arena_array(bench->arena, bench->record_count, sizeof *alignment->chosen);
    alignment->margin = gj_arena_array(bench->arena, bench->record_count, sizeof *alignment->margin);
    if (!alignment->chosen || !alignment->margin)
        return GJ_ERROR_MEMORY;
    alignment->fast = !bench->weighted_only && gj_walk(bench, alignment);
    return alignment->fast ? GJ_OK : search(&lattice, alignment);
}
