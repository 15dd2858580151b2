/* A report is made of the shape that was matched, the values found in it, and the lines around it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "reassembly/reassembly.h"
#include "recall.h"
#include "relations/relations.h"

/* ------------------------------------------------------------------ the lines around the tables */

static bool may_number_label(const struct gj_lexer *lexer, const struct gj_atom *atom) {
    return atom->kind == GJ_ATOM_VALUE ||
           (atom->kind == GJ_ATOM_TEXT && gj_number_before_label(lexer, atom, gj_leading_number(lexer, atom)));
}

/* Whether numbers, with their labels or alone, count rows of the tables too shows only once all lines are read: then
 * they make texts of which nothing is known. */
static bool holds_number(const struct gj_lexer *lexer) {
    for (size_t i = 0; i < lexer->cells->count; i++)
        if (may_number_label(lexer, &lexer->cells->atoms[i]))
            return true;
    return false;
}

/* An open line comes to one atom of the kind that it was learned with. */
static bool read_open_line(struct gj_around *around, struct gj_lexer *lexer, size_t line, uint8_t kind) {
    size_t count = lexer->cells->count;
    return gj_read_around(around, lexer, line, line + 1, NULL) == line + 1 && lexer->cells->count == count + 1 &&
           lexer->cells->atoms[count].kind == kind;
}

/* The atoms of the lines before and behind the shape, and of those between. None may run on from one of these to the
 * next, or to the next part. */
static gj_status read_around(struct gj_around *around, const struct gj_match *match, const gj_limits *limits,
                             bool *plain) {
    struct gj_desk *desk = around->desk;
    const struct gj_shape *shape = match->shape;
    struct gj_lexer lexer = {.cells = &desk->cells, .arena = desk->arena, .text = &desk->text, .limits = limits};
    size_t behind = match->first_line + shape->line_count;
    memset(&desk->cells, 0, sizeof desk->cells);
    *plain = gj_read_around(around, &lexer, 0, match->first_line, NULL) == match->first_line;
    around->between = desk->cells.count;
    lexer.cells->row_count++;
    for (size_t i = 0; i < shape->open_count && *plain; i++, lexer.cells->row_count++)
        *plain =
            read_open_line(around, &lexer, match->first_line + shape->open_lines[i].line, shape->open_lines[i].kind);
    around->behind = desk->cells.count;
    *plain = *plain && gj_read_around(around, &lexer, behind, match->line_count, match->found) == match->line_count;
    *plain = *plain && !holds_number(&lexer);
    gj_lexer_finish(&lexer);
    return lexer.failed ? GJ_ERROR_MEMORY : GJ_OK;
}

/* May this text have belonged to the last value of the tables: its unit, a remark, what its numbering came off? */
static bool may_go_on(const struct gj_desk *desk, const struct gj_atom *atom) {
    static const char *const brackets[] = {"(", "（"};
    const char *bytes = desk->text.bytes + atom->offset;
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
        if (atom->length >= strlen(brackets[i]) && memcmp(bytes, brackets[i], strlen(brackets[i])) == 0)
            return true;
    return gj_opens_with_numbering_mark(bytes, atom->length) || gj_value_is_unit(bytes, atom->length);
}

/* Text and sentences only: a value among them might be one of a table. A single mark for nothing is none. Behind the
 * tables no text may say anything of them. */
static bool is_plain_around(const struct gj_around *around) {
    const struct gj_desk *desk = around->desk;
    size_t marks = 0;
    for (size_t i = 0; i < desk->cells.count; i++) {
        const struct gj_atom *atom = &desk->cells.atoms[i];
        marks += atom->kind == GJ_ATOM_BLANK && atom->length && i >= around->behind;
        if (atom->is_piece || (atom->kind != GJ_ATOM_TEXT && atom->kind != GJ_ATOM_PROSE &&
                               (atom->kind != GJ_ATOM_BLANK || !atom->length || i < around->behind || marks > 1)))
            return false;
        bool follows_value = i >= around->between && i <= around->behind;
        if ((follows_value && may_go_on(desk, atom)) || (i >= around->behind && !around->texts[i]->is_neutral))
            return false;
    }
    return true;
}

/* ------------------------------------------------------------------ the tables */

/* A wide space, or one that does not break, is in no cell: it stands beside two of them, or at the edge of one. */
static bool holds_space(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (gj_space_at(bytes + i, length - i))
            return true;
    return false;
}

/* More than a few digits: a fraction, a unit behind it ... A comma would divide cells that no pipes do. */
static bool read_value(const char *bytes, size_t length, bool by_pipes, struct gj_value *value) {
    *value = gj_value_read(bytes, length);
    return (by_pipes || !memchr(bytes, ',', length)) && value->kind == GJ_VALUE_NUMBER && !value->notes &&
           !gj_is_page_mark(bytes, length) && !holds_space(bytes, length);
}

/* Notes the values that are more than a few digits, for the relations and with their cells. false where one cannot be
 * what it was taken for. */
static bool take_longer_values(const struct gj_match *match) {
    const struct gj_shape *shape = match->shape;
    size_t longer = match->longer_count;
    for (size_t i = 0; longer > 0; i++) {
        const struct gj_sheet_figure *figure = &match->figures[i];
        struct gj_value read;
        if (figure->number >= 0)
            continue;
        longer--;
        if (!read_value(match->bytes + figure->offset, figure->length, shape->stretches[i].by_pipes, &read))
            return false;
        size_t index = shape->stretches[i].cell;
        match->values[index] = read.decimal.scale ? GJ_NOT_PLAIN : gj_raise(read.decimal.coefficient);
        shape->mould->cells[index].value = read.decimal;
        shape->mould->cells[index].unit = read.unit ? read.unit : shape->form->cells[index].unit;
    }
    return true;
}

/* Of an open line no value is taken. */
static int64_t number_at(const struct gj_match *match, size_t stretch) {
    return gj_lower(match->values[match->shape->stretches[stretch].cell]);
}

/* The number before the values from stretch first on, up to this one, that count on without one between them. */
static int64_t number_before_run(const struct gj_match *match, size_t first, size_t stretch, int64_t number) {
    while (number-- > 1 && stretch-- > first && number_at(match, stretch) == number)
        ;
    return number;
}

/* Series that values before labels make, some of whose numbers stand within runs of values. */
enum { LARGEST_NUMBER = 255 };
struct series {
    uint8_t length[LARGEST_NUMBER + 1]; /* of those that end with a number */
    size_t first;                       /* stretch behind the last label */
};

/* Goes on with the value at stretch, and tells whether a series is long enough to be certain then. */
static bool makes_certain(const struct gj_match *match, struct series *series, size_t stretch, int64_t number) {
    uint8_t *length = series->length, after_run = 0;
    if (stretch > series->first)
        after_run = length[number_before_run(match, series->first, stretch, number)] + 1;
    uint8_t after = length[number - 1] + 1;
    after = after_run > after ? after_run : after;
    length[number] = after > length[number] ? after : length[number];
    return after >= GJ_CERTAIN_SERIES;
}

/* Values before labels that come to 1, 2, 3 ... might be taken for the numbers of rows. */
static bool grow_to_series(const struct gj_match *match) {
    const struct gj_shape *shape = match->shape;
    struct series series = {.first = 0};
    size_t shortest_run = SIZE_MAX;
    int64_t next = 1;
    for (size_t i = 0; i < shape->closing_count; i++) {
        const struct gj_closing *closing = &shape->closings[i];
        int64_t number = number_at(match, closing->stretch);
        if (number > 0 && number <= LARGEST_NUMBER && makes_certain(match, &series, closing->stretch, number))
            return true;
        series.first = closing->stretch + 1;
        if (number == next) {
            if (next > 1 && closing->run < shortest_run)
                shortest_run = closing->run;
            if (++next > GJ_SHORTEST_SERIES)
                return true;
        } else if (number >= 0 && closing->run >= shortest_run) {
            next = number == 1 ? 2 : 1;
            shortest_run = SIZE_MAX;
        }
    }
    return false;
}

/* ------------------------------------------------------------------ casting */

/* For a copy of the bytes from the first figure to the last, where what follows a figure gives way to its NUL. */
static gj_status make_room(const struct gj_match *match) {
    struct gj_mould *mould = match->shape->mould;
    const struct gj_sheet_figure *first = &match->figures[0], *last = &match->figures[match->shape->stretch_count - 2];
    size_t room = last->offset + last->length - first->offset + 1;
    if (room <= mould->raw_room)
        return GJ_OK;
    char *raws = realloc(mould->raws, room);
    if (!raws)
        return GJ_ERROR_MEMORY;
    mould->raws = raws;
    mould->raw_room = room;
    return GJ_OK;
}

static const char *copy_raw(const struct gj_match *match, const struct gj_sheet_figure *figure) {
    char *raw = match->shape->mould->raws + (figure->offset - match->figures[0].offset);
    memcpy(raw, match->bytes + figure->offset, figure->length);
    raw[figure->length] = '\0';
    return raw;
}

static void cast_cell(struct gj_report *report, size_t index) {
    const struct gj_match *match = report->cast_from;
    const struct gj_sheet_cell *place = &report->sheet.cells[index];
    const struct gj_sheet_figure *figure = &report->sheet.figures[place->figure];
    gj_cell *cell = &report->cells[index];
    cell->raw = copy_raw(match, figure);
    cell->line = report->sheet.line + place->line;
    cell->offset = report->sheet.offset + figure->offset;
    cell->violations = NULL;
    cell->violation_count = 0;
    if (figure->number < 0)
        return; /* take_longer_values() has noted the rest */
    cell->unit = report->form->cells[index].unit;
    cell->value = (gj_decimal){figure->number, 0};
}

static void cast_row(struct gj_report *report, size_t row) {
    const gj_row_reading *cast = &report->regions.items[0].rows[row];
    for (size_t i = 0; i < cast->piece_count; i++)
        if (cast->pieces[i].cell != GJ_NOWHERE)
            cast_cell(report, cast->pieces[i].cell);
    gj_cast_row(report, row);
}

/* All that a report has of its own goes into the mould. */
static void cast_all(struct gj_report *report) {
    for (size_t i = 0; i < report->cell_count; i++)
        cast_cell(report, i);
    for (size_t i = 0; i < report->regions.items[0].row_count; i++)
        gj_cast_row(report, i);
}

/* The report has the mould on loan. */
static void take_mould(const struct gj_match *match, struct gj_report *report) {
    static const struct gj_caster caster = {.all = cast_all, .cell = cast_cell, .row = cast_row};
    const struct gj_shape *shape = match->shape;
    report->form = shape->form;
    report->table_count = shape->form->table_count;
    report->tables = shape->mould->tables;
    report->cell_count = shape->form->cell_count;
    report->cells = shape->mould->cells;
    report->relations = shape->mould->relations;
    report->caster = &caster;
    report->cast_from = match;
    report->sheet = (struct gj_sheet){.bytes = match->bytes,
                                      .figures = match->figures,
                                      .cells = shape->mould->sheet_cells,
                                      .labels = shape->mould->sheet_labels,
                                      .line = match->first_line + 1};
    for (size_t i = 0; i < report->table_count; i++)
        report->tables[i].heading_line = 0;
}

static gj_status add_region(struct gj_desk *desk, const struct gj_match *match, struct gj_report *report) {
    gj_region *region = GJ_ADD(desk->arena, report->regions);
    const struct gj_mould *mould = match->shape->mould;
    if (!region)
        return GJ_ERROR_MEMORY;
    *region = (gj_region){.layout = match->shape->layout,
                          .path = "fast",
                          .first_line = match->first_line + 1 + mould->first_line,
                          .last_line = match->first_line + 1 + mould->last_line,
                          .rows = mould->rows,
                          .row_count = mould->row_count};
    return GJ_OK;
}

/* ------------------------------------------------------------------ the report */

/* What judge_labels() of reassembly/place.c comes to, without the records that it asks: what stands behind a shape is
 * near a row that was placed; what stands before it is where the shape opens with one. Open lines are left over. */
static bool is_label_beside(const struct gj_around *around, size_t index) {
    if (index >= around->between && index < around->behind)
        return false;
    bool near = index >= around->behind || around->shape->opens_with_row;
    return near ? around->texts[index]->is_label_near : around->texts[index]->is_label;
}

static gj_status place_around(const struct gj_around *around, struct gj_report *report) {
    struct gj_desk *desk = around->desk;
    for (size_t i = 0; i < desk->cells.count; i++) {
        struct gj_atom *atom = &desk->cells.atoms[i];
        if (is_label_beside(around, i))
            atom->use = GJ_USE_LABEL;
        else if (atom->use == GJ_USE_NONE)
            atom->use = GJ_USE_LEFTOVER;
    }
    const struct gj_workbench bench = {.report = report,
                                       .arena = desk->arena,
                                       .text = &desk->text,
                                       .cells = &desk->cells,
                                       .last_atom = desk->cells.count};
    return gj_list_leftovers(&bench);
}

static void announce(size_t *line, size_t earlier) {
    if (!*line || earlier < *line)
        *line = earlier;
}

/* Where each heading is first announced, in the shape or beside it. */
static gj_status find_headings(const struct gj_desk *desk, const struct gj_match *match,
                               const struct gj_known_text *const *texts, size_t **lines) {
    const struct gj_label_book *book = &match->shape->form->labels;
    *lines = gj_arena_array(desk->arena, book->label_count, sizeof **lines);
    if (!*lines)
        return GJ_ERROR_MEMORY;
    for (size_t i = 0; i < book->heading_count; i++) {
        size_t label = book->headings[i];
        if (match->shape->headings[label])
            (*lines)[label] = match->first_line + match->shape->headings[label];
    }
    for (size_t i = 0; i < desk->cells.count; i++)
        for (size_t j = 0; j < texts[i]->announced_count; j++)
            announce(&(*lines)[texts[i]->announced[j]], (size_t)desk->cells.atoms[i].line + 1);
    return GJ_OK;
}

/* The open lines, counted as those of the text are. NULL where memory ends. */
static size_t *list_open_lines(const struct gj_match *match, struct gj_arena *arena) {
    const struct gj_shape *shape = match->shape;
    size_t *lines = gj_arena_array(arena, shape->open_count, sizeof *lines);
    for (size_t i = 0; lines && i < shape->open_count; i++)
        lines[i] = match->first_line + shape->open_lines[i].line;
    return lines;
}

static gj_status fill(const struct gj_around *around, struct gj_match *match, struct gj_report *report, bool *done) {
    struct gj_desk *desk = around->desk;
    const struct gj_known_text *const *texts = around->texts;
    size_t first = around->between ? desk->cells.atoms[0].line : match->first_line;
    size_t last = match->first_line + match->shape->line_count, *headings = NULL;
    if (around->behind < desk->cells.count)
        last = (size_t)desk->cells.atoms[desk->cells.count - 1].line + 1;
    report->last_line = last;
    gj_status status = gj_find_who_and_when(desk, first, last, report);
    if (status == GJ_OK)
        status = make_room(match);
    match->bytes = desk->text.bytes;
    if (status != GJ_OK || !take_longer_values(match) || grow_to_series(match))
        return status;
    *done = true;
    take_mould(match, report);
    status = place_around(around, report);
    if (status == GJ_OK)
        status = add_region(desk, match, report);
    if (status == GJ_OK)
        status = find_headings(desk, match, texts, &headings);
    const size_t *open_lines = list_open_lines(match, desk->arena);
    if (status != GJ_OK || !open_lines)
        return GJ_ERROR_MEMORY;
    struct gj_setting setting = {.first_line = first,
                                 .last_line = last,
                                 .part = {0, desk->cells.count},
                                 .first_table_line = match->first_line,
                                 .last_table_line = match->first_line + match->shape->line_count,
                                 .open_lines = open_lines,
                                 .open_count = match->shape->open_count,
                                 .headings = headings,
                                 .values = match->values};
    return gj_conclude(desk, &setting, report);
}

gj_status gj_recall(struct gj_desk *desk, struct gj_match *match, struct gj_report *report, bool *done) {
    struct gj_around around = {.desk = desk, .shape = match->shape};
    bool plain;
    *done = match->has_unknown_beside = false;
    gj_status status = read_around(&around, match, &report->limits, &plain);
    if (status != GJ_OK || !plain || !is_plain_around(&around))
        return status;
    match->has_unknown_beside = !gj_stand_beside(&around);
    if (match->has_unknown_beside)
        return GJ_OK;
    return fill(&around, match, report, done);
}
