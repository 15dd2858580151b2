/* Whether the tables of a report are plain enough to be a shape: whatever is not certain to come out the same for every
 * report that has the same bytes between its values makes them none. */
#include <string.h>

#include "learner.h"

/* A larger one is no table, and a reader keeps many. The bytes of a shape, and where its values stand, are so counted
 * in 32 bits. */
#define LARGEST_SHAPE ((size_t)1 << 18)

/* ------------------------------------------------------------------ where it stands */

static bool is_whole(const struct gj_report *report) {
    for (size_t i = 0; i < report->cell_count; i++) {
        const gj_cell *cell = &report->cells[i];
        if (cell->status != GJ_CELL_PLACED || cell->placed_by != GJ_PLACED_BY_LABELS || cell->confidence != 1000 ||
            !cell->has_value)
            return false;
    }
    return report->cell_count && report->regions.count == 1 && strcmp(report->regions.items[0].path, "fast") == 0;
}

/* Text that no template would miss or gain anything by. */
static bool is_neutral(const struct gj_learner *learner, size_t index) {
    const struct gj_grammar *grammar = learner->desk->grammar;
    for (size_t i = 0; i < grammar->template_count; i++)
        if (gj_shows_other(&grammar->templates[i]->labels, &learner->desk->keys[index], NULL))
            return false;
    return !learner->desk->labels[index];
}

static bool is_empty(const struct gj_atom *atom) {
    return atom->kind == GJ_ATOM_BLANK && !atom->length;
}

/* A text that says something, or that stands in the row of one, such as a unit. */
static bool belongs_to_labels(const struct gj_learner *learner, size_t index) {
    const struct gj_atom *atom = gj_learner_atom(learner, index);
    return atom->kind == GJ_ATOM_TEXT && atom->use == GJ_USE_LABEL &&
           (!is_neutral(learner, index) || atom->row == gj_learner_atom(learner, index + 1)->row);
}

/* The first atom of the labels, and of what stands empty between them, that end with the one before last. */
static size_t find_first_label(const struct gj_learner *learner, size_t start, size_t last) {
    size_t first = last;
    for (size_t i = last; i > start; i--) {
        if (belongs_to_labels(learner, i - 1))
            first = i - 1;
        else if (!is_empty(gj_learner_atom(learner, i - 1)))
            break;
    }
    return first;
}

/* From the labels before the first value to the last value. */
static bool find_span(struct gj_learner *learner) {
    const struct gj_part *part = &learner->part;
    size_t first = part->first, last = part->last;
    while (first < last && gj_learner_atom(learner, first)->use != GJ_USE_CELL)
        first++;
    while (last > first && gj_learner_atom(learner, last - 1)->use != GJ_USE_CELL)
        last--;
    size_t value = first;
    first = find_first_label(learner, part->first, value);
    learner->span = (struct gj_part){first, last};
    if (first == value || last == value)
        return false;
    const struct gj_line *lines = learner->desk->text.lines, *end = &lines[gj_learner_atom(learner, last - 1)->line];
    learner->start = lines[gj_learner_atom(learner, first)->line].start;
    learner->end = end->start + end->length;
    bool shares_line =
        (first > part->first && gj_learner_atom(learner, first - 1)->line == gj_learner_atom(learner, first)->line) ||
        (last < part->last && gj_learner_atom(learner, last)->line == gj_learner_atom(learner, last - 1)->line);
    return !shares_line;
}

/* ------------------------------------------------------------------ what it is made of */

static bool is_plain_value(const char *bytes, size_t length) {
    struct gj_value value = gj_value_read(bytes, length);
    return value.kind == GJ_VALUE_NUMBER && !value.notes && gj_atom_kind_of(bytes, length) == GJ_ATOM_VALUE;
}

/* The number of a row, by the numbers around it alone: no label follows. */
static bool is_number_of_row(const struct gj_learner *learner, size_t index) {
    const struct gj_atom *atom = gj_learner_atom(learner, index);
    return gj_learner_atom(learner, index + 1)->kind != GJ_ATOM_TEXT &&
           gj_value_read(learner->desk->text.bytes + atom->offset, atom->length).kind == GJ_VALUE_NUMBER;
}

static bool is_plain_atom(const struct gj_learner *learner, size_t index) {
    const struct gj_atom *atom = gj_learner_atom(learner, index);
    const char *bytes = learner->desk->text.bytes + atom->offset;
    if (gj_is_open_line(learner->desk, index))
        return true;
    if (atom->is_piece || atom->next_piece != GJ_NO_ATOM ||
        (atom->layout != GJ_LAYOUT_BARE && atom->layout != GJ_LAYOUT_PIPES))
        return false;
    if (atom->kind == GJ_ATOM_BLANK)
        return is_empty(atom) && atom->use != GJ_USE_CELL;
    if (atom->kind == GJ_ATOM_VALUE)
        return atom->use == GJ_USE_CELL && is_plain_value(bytes, atom->length);
    bool near_end = atom->line + GJ_COMMA_ROWS_AHEAD > gj_learner_atom(learner, learner->span.last - 1)->line;
    if (atom->layout == GJ_LAYOUT_BARE && near_end && gj_holds_divider(bytes, atom->length))
        return false;
    /* Whether the value before a numbering mark is no value but the number of the label, its length decides. */
    return atom->kind == GJ_ATOM_TEXT && atom->use == GJ_USE_LABEL &&
           !gj_opens_with_numbering_mark(bytes, atom->length) && !is_number_of_row(learner, index);
}

static size_t count_quotes(const char *bytes, size_t length) {
    size_t count = 0;
    for (const char *at = bytes, *end = bytes + length; (at = memchr(at, '"', (size_t)(end - at))); at++)
        count++;
    return count;
}

/* Quotation marks stand in pairs within labels, and none opens a cell: it might run on over any number of values. */
static bool are_quotes_closed(const struct gj_learner *learner) {
    size_t left = count_quotes(learner->desk->text.bytes + learner->start, learner->end - learner->start);
    for (size_t i = learner->span.first; i < learner->span.last && left; i++) {
        const struct gj_atom *atom = gj_learner_atom(learner, i);
        const char *bytes = learner->desk->text.bytes + atom->offset;
        size_t count = count_quotes(bytes, atom->length);
        if (count % 2 || (count && bytes[0] == '"') || gj_is_open_line(learner->desk, i))
            return false;
        left -= count;
    }
    return !left;
}

/* Values alone on their lines among others that are not may be taken for page numbers (reassembly/page_numbers.c). */
static bool may_count_pages(const struct gj_learner *learner) {
    size_t alone = 0, values = 0;
    for (size_t i = learner->span.first; i < learner->span.last; i++) {
        const struct gj_atom *atom = gj_learner_atom(learner, i);
        values += atom->kind == GJ_ATOM_VALUE;
        alone += atom->kind == GJ_ATOM_VALUE && atom->is_lone;
    }
    return alone && alone < values;
}

/* With fewer labels a title behind the tables would not cut them off (reader/parts.c). */
static bool is_plain(struct gj_learner *learner) {
    const char *bytes = learner->desk->text.bytes + learner->start;
    size_t length = learner->end - learner->start, labels = 0;
    for (size_t i = learner->span.first; i < learner->span.last; i++) {
        if (!is_plain_atom(learner, i))
            return false;
        learner->open_count += gj_is_open_line(learner->desk, i);
        labels += learner->desk->labels[i] && learner->desk->labels[i]->role == GJ_LABEL_ROW &&
                  learner->desk->keys[i].length >= GJ_SHORTEST_TELLING;
    }
    return length <= LARGEST_SHAPE && labels >= GJ_LEAST_TABLE_LABELS && !memchr(bytes, '\r', length) &&
           !memchr(bytes, '\f', length) && !may_count_pages(learner) && are_quotes_closed(learner) &&
           !memchr(bytes, '\t', length);
}

bool gj_find_plain_tables(struct gj_learner *learner) {
    return is_whole(learner->report) && find_span(learner) && is_plain(learner);
}

/* ------------------------------------------------------------------ what it says */

/* Whether the lines of the shape, but for the open ones, tell nothing of who reports and when: nobody looks at them
 * where it is recalled. */
static gj_status is_anonymous(const struct gj_learner *learner, bool *is) {
    struct gj_desk desk = *learner->desk;
    size_t first = gj_learner_atom(learner, learner->span.first)->line;
    size_t count = gj_learner_atom(learner, learner->span.last - 1)->line - first + 1;
    gj_status status = GJ_OK;
    desk.text.lines = gj_arena_array(desk.arena, count, sizeof *desk.text.lines);
    if (!desk.text.lines)
        return GJ_ERROR_MEMORY;
    memcpy(desk.text.lines, learner->desk->text.lines + first, count * sizeof *desk.text.lines);
    for (size_t i = learner->span.first; i < learner->span.last; i++)
        if (gj_is_open_line(learner->desk, i))
            desk.text.lines[gj_learner_atom(learner, i)->line - first].length = 0;
    *is = true;
    for (size_t line = 0; line < count && *is && status == GJ_OK; line += GJ_FARTHEST_PERIOD) {
        struct gj_report report = {0};
        status = gj_find_who_and_when(&desk, line, count, &report);
        *is = !report.body && !report.year;
    }
    return status;
}

/* Whether these atoms alone tell the template. */
static gj_status tells_template(const struct gj_learner *learner, struct gj_part atoms, bool *tells) {
    struct gj_candidates candidates;
    gj_status status = gj_detect(learner->desk, &atoms, learner->report->year, &candidates);
    *tells = status == GJ_OK && candidates.count == 1 && candidates.items[0].form == learner->report->form;
    return status;
}

gj_status gj_are_tables_certain(const struct gj_learner *learner, bool *certain) {
    const struct gj_part with_before = {learner->part.first, learner->span.last};
    gj_status status = is_anonymous(learner, certain);
    if (status == GJ_OK && *certain)
        status = tells_template(learner, learner->span, certain);
    if (status == GJ_OK && *certain)
        status = tells_template(learner, with_before, certain);
    return status;
}
