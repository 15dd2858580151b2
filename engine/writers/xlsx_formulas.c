#include "xlsx_formulas.h"

#include <string.h>

#include "decimal.h"
#include "report/messages.h"

#define LONGEST_FORMULA 8192 /* characters */
#define MOST_ARGUMENTS 255   /* of SUM and COUNT */

/* What the braces stand for is in fill_formula(). Differences are rounded, since a spreadsheet's numbers are binary.
 * More in a blank can only enlarge its own side, so that blanks on that side leave a difference open. */
#define DIFFERENCE "=ROUND(E{r}-D{r},6)"
#define DIFFERENCE_WITH_OPEN "=IF({O}<{o},\"\",ROUND(E{r}-D{r},6))"
#define STATUS "=IF(F{r}=\"\",\"{u}\",IF(F{r}=0,\"{h}\",IF(IF(F{r}<0,{R}<{q},{L}<{p}),\"{u}\",\"{v}\")))"
#define STATUS_SIGNED "=IF(F{r}=\"\",\"{u}\",IF(F{r}=0,\"{h}\",IF({L}+{R}<{t},\"{u}\",\"{v}\")))"
#define STATUS_OF_CLAIM "=IF(F{r}=\"\",\"{u}\",IF(F{r}=0,\"{h}\",\"{v}\"))"

/* ---------------------------------------------------------------- ranges */

static bool follows(const struct gj_xlsx_place *previous, const struct gj_xlsx_place *place, bool down) {
    if (strcmp(previous->sheet, place->sheet) != 0)
        return false;
    if (down)
        return place->column == previous->column && place->row == previous->row + 1;
    return place->row == previous->row && place->column == previous->column + 1;
}

/* How many of the cells stand side by side, or one under the other, from the first on. */
static size_t run_length(const struct gj_xlsx_place *places, const size_t *cells, size_t count) {
    size_t length = 1;
    bool down = count > 1 && follows(&places[cells[0]], &places[cells[1]], true);
    while (length < count && follows(&places[cells[length - 1]], &places[cells[length]], down))
        length++;
    return length;
}

static void write_square(struct gj_out *out, const struct gj_xlsx_place *place) {
    char name[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(name, place->row, place->column);
    gj_out_text(out, name);
}

/* SUM('sheet'!B2:D2,'sheet'!F7): it passes over text and blanks, as COUNT does. */
static void write_call(struct gj_out *out, const struct gj_xlsx_line *line, const char *function, const size_t *cells,
                       size_t count) {
    const struct gj_xlsx_place *places = line->entry->places;
    gj_out_text(out, function);
    gj_out_byte(out, '(');
    for (size_t i = 0, length; i < count; i += length) {
        length = run_length(places, cells + i, count - i);
        gj_out_text(out, i > 0 ? ",'" : "'");
        gj_out_text(out, places[cells[i]].sheet);
        gj_out_text(out, "'!");
        write_square(out, &places[cells[i]]);
        if (length == 1)
            continue;
        gj_out_byte(out, ':');
        write_square(out, &places[cells[i + length - 1]]);
    }
    gj_out_byte(out, ')');
}

static bool has_too_many_ranges(const struct gj_xlsx_line *line, const struct gj_xlsx_side *side) {
    size_t ranges = 0;
    for (size_t i = 0; i < side->count; ranges++)
        i += run_length(line->entry->places, side->cells + i, side->count - i);
    return ranges > MOST_ARGUMENTS;
}

/* ---------------------------------------------------------------- formulas */

const char *gj_xlsx_status_word(const struct gj_workbook *workbook, gj_relation_status status) {
    enum gj_message message = GJ_SAY_RELATION_VIOLATED;
    if (status == GJ_RELATION_UNKNOWN)
        message = GJ_SAY_RELATION_UNKNOWN;
    else if (status == GJ_RELATION_HOLDS)
        message = GJ_SAY_RELATION_HOLDS;
    return gj_message(workbook->language, message);
}

static void fill_count(struct gj_out *out, char letter, const struct gj_xlsx_line *line) {
    size_t count = line->left.count + line->right.count; /* t */
    if (letter == 'r')
        count = (size_t)line->row + 1;
    else if (letter == 'o')
        count = line->open_count;
    else if (letter == 'p')
        count = line->left.count;
    else if (letter == 'q')
        count = line->right.count;
    gj_out_number(out, count);
}

static void fill_formula(struct gj_out *out, char letter, const void *subject) {
    const struct gj_xlsx_line *line = subject;
    const struct gj_workbook *workbook = line->entry->workbook;
    if (letter == 'O')
        write_call(out, line, "COUNT", line->open, line->open_count);
    else if (letter == 'L')
        write_call(out, line, "COUNT", line->left.cells, line->left.count);
    else if (letter == 'R')
        write_call(out, line, "COUNT", line->right.cells, line->right.count);
    else if (letter == 'u')
        gj_out_text(out, gj_xlsx_status_word(workbook, GJ_RELATION_UNKNOWN));
    else if (letter == 'h')
        gj_out_text(out, gj_xlsx_status_word(workbook, GJ_RELATION_HOLDS));
    else if (letter == 'v')
        gj_out_text(out, gj_xlsx_status_word(workbook, GJ_RELATION_VIOLATED));
    else
        fill_count(out, letter, line);
}

static const char *formula_of(const struct gj_xlsx_line *line, const char *pattern) {
    struct gj_workbook *workbook = line->entry->workbook;
    if (has_too_many_ranges(line, &line->left) || has_too_many_ranges(line, &line->right))
        return NULL;
    gj_out_sentence(gj_xlsx_begin(workbook), pattern, fill_formula, line);
    const char *formula = gj_xlsx_end(workbook);
    return strlen(formula) <= LONGEST_FORMULA ? formula : NULL;
}

const char *gj_xlsx_sum_formula(const struct gj_xlsx_line *line, const struct gj_xlsx_side *side) {
    struct gj_workbook *workbook = line->entry->workbook;
    if (has_too_many_ranges(line, side))
        return NULL;
    struct gj_out *out = gj_xlsx_begin(workbook);
    gj_out_byte(out, '=');
    write_call(out, line, "SUM", side->cells, side->count);
    const char *formula = gj_xlsx_end(workbook);
    return strlen(formula) <= LONGEST_FORMULA ? formula : NULL;
}

const char *gj_xlsx_difference_formula(const struct gj_xlsx_line *line) {
    return formula_of(line, line->open_count > 0 ? DIFFERENCE_WITH_OPEN : DIFFERENCE);
}

static bool is_claim(const struct gj_xlsx_line *line) {
    return line->left.count == 0 || line->right.count == 0;
}

const char *gj_xlsx_status_formula(const struct gj_xlsx_line *line) {
    if (is_claim(line))
        return formula_of(line, STATUS_OF_CLAIM);
    return formula_of(line, line->is_signed ? STATUS_SIGNED : STATUS);
}

/* ---------------------------------------------------------------- what they come to */

static void find_open_cells(struct gj_xlsx_line *line, const struct gj_xlsx_side *side) {
    const struct gj_xlsx_entry *entry = line->entry;
    for (size_t i = 0; i < side->count; i++) {
        size_t cell = side->cells[i];
        if (!entry->places[cell].is_number && gj_report_cell(entry->report, cell)->status != GJ_CELL_BLANK)
            line->open[line->open_count++] = cell;
        line->is_signed = line->is_signed || entry->report->form->cells[cell].is_signed;
    }
}

bool gj_xlsx_line_prepare(struct gj_xlsx_line *line, struct gj_arena *arena) {
    line->open = gj_arena_array(arena, line->left.count + line->right.count, sizeof *line->open);
    if (!line->open)
        return false;
    find_open_cells(line, &line->left);
    find_open_cells(line, &line->right);
    return true;
}

double gj_xlsx_sum(const struct gj_xlsx_line *line, const struct gj_xlsx_side *side) {
    gj_decimal sum = side->figure;
    for (size_t i = 0; i < side->count; i++) {
        const gj_cell *cell = gj_report_cell(line->entry->report, side->cells[i]);
        if (line->entry->places[side->cells[i]].is_number && !gj_decimal_add(sum, cell->value, &sum))
            return 0;
    }
    return gj_xlsx_number(sum);
}

double gj_xlsx_difference(const struct gj_xlsx_line *line) {
    double difference = gj_xlsx_sum(line, &line->right) - gj_xlsx_sum(line, &line->left);
    double millionths = difference * 1e6;
    if (millionths <= -1e15 || millionths >= 1e15)
        return difference;
    return (double)(int64_t)(millionths + (millionths < 0 ? -0.5 : 0.5)) / 1e6;
}

static size_t count_blanks(const struct gj_xlsx_line *line, const struct gj_xlsx_side *side) {
    size_t blanks = 0;
    for (size_t i = 0; i < side->count; i++)
        blanks += !line->entry->places[side->cells[i]].is_number;
    return blanks;
}

gj_relation_status gj_xlsx_relation_status(const struct gj_xlsx_line *line) {
    double difference = gj_xlsx_difference(line);
    if (line->open_count > 0)
        return GJ_RELATION_UNKNOWN;
    if (difference == 0)
        return GJ_RELATION_HOLDS;
    size_t left = count_blanks(line, &line->left), right = count_blanks(line, &line->right);
    size_t helpful = difference < 0 ? right : left;
    if (line->is_signed)
        helpful = left + right;
    return helpful > 0 && !is_claim(line) ? GJ_RELATION_UNKNOWN : GJ_RELATION_VIOLATED;
}
