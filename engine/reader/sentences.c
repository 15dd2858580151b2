/* Which lines of a report are sentences, and what they say: who reports, where the title does not, and figures. */
#include "desk.h"
#include "prose/prose.h"

/* The only cell of its row, or a stretch of a line that nothing divides: a sentence may stand in it. */
static bool may_be_sentence(const struct gj_atom *atom) {
    bool divided = atom->layout != GJ_LAYOUT_BARE && atom->layout != GJ_LAYOUT_COLUMNS && !atom->is_lone;
    return atom->use == GJ_USE_LEFTOVER && atom->kind != GJ_ATOM_VALUE && !divided;
}

/* Marks the lines, counted from first, that a table took or that hold cells of a table that was not recognised. */
static void mark_cells(const struct gj_desk *desk, const struct gj_setting *setting, bool *is_cells) {
    for (size_t i = setting->part.first; i < setting->part.last; i++) {
        const struct gj_atom *atom = &desk->cells.atoms[i];
        bool passes = atom->kind == GJ_ATOM_PAGE || atom->length == 0;
        if (!passes && !may_be_sentence(atom))
            is_cells[atom->line - setting->first_line] = true;
    }
}

/* Sentences on the lines [from, to), which follow those listed already; is_cells counts lines from first. */
static void list_sentences(const bool *is_cells, size_t first, size_t from, size_t to, struct gj_prose_range *ranges,
                           size_t *count) {
    for (size_t line = from; line < to; line++) {
        if (is_cells[line - first])
            continue;
        bool goes_on = *count && ranges[*count - 1].last == line;
        if (!goes_on)
            ranges[(*count)++].first = line;
        ranges[*count - 1].last = line + 1;
    }
}

/* The lines of the part that are sentences: before, behind and between its tables. */
static gj_status find_prose(const struct gj_desk *desk, const struct gj_setting *setting,
                            struct gj_prose_range **ranges, size_t *count) {
    size_t first = setting->first_line, last = setting->last_line;
    bool hides_lines = setting->last_table_line > setting->first_table_line;
    size_t hidden = hides_lines ? setting->first_table_line : last,
           behind = hides_lines ? setting->last_table_line : last;
    bool *is_cells = gj_arena_array(desk->arena, last - first, sizeof *is_cells);
    size_t shown = hidden - first + setting->open_count + (last - behind);
    *ranges = gj_arena_array(desk->arena, shown, sizeof **ranges);
    *count = 0;
    if (!is_cells || !*ranges)
        return GJ_ERROR_MEMORY;
    mark_cells(desk, setting, is_cells);
    list_sentences(is_cells, first, first, hidden, *ranges, count);
    for (size_t i = 0; i < setting->open_count; i++)
        list_sentences(is_cells, first, setting->open_lines[i], setting->open_lines[i] + 1, *ranges, count);
    list_sentences(is_cells, first, behind, last, *ranges, count);
    return GJ_OK;
}

static bool names_cells(const struct gj_report *report) {
    for (size_t i = 0; i < report->claims.count; i++)
        if (report->claims.items[i].cell_count)
            return true;
    return false;
}

/* A report that gives its figures in sentences only is told in the form of its year, which gj_prose_form() then gives,
 * if the sentences name any of that form's cells. */
static gj_status take_prose_form(struct gj_report *report, const struct gj_prose_rules *rules, bool wanted) {
    const struct gj_template *form = gj_prose_form(rules, report);
    if (wanted || !form || form == report->form || !names_cells(report))
        return GJ_OK;
    report->form = form;
    return gj_open_form(report);
}

gj_status gj_read_sentences(struct gj_desk *desk, const struct gj_setting *setting, struct gj_report *report) {
    const struct gj_prose_rules *rules = desk->grammar->prose;
    struct gj_prose_range *ranges;
    size_t count;
    if (!rules || setting->first_line == setting->last_line)
        return GJ_OK;
    gj_status status = find_prose(desk, setting, &ranges, &count);
    if (status == GJ_OK && !report->body)
        status = gj_prose_find_body(report, rules, &desk->text, ranges, count);
    if (status == GJ_OK)
        status = gj_prose_read(report, rules, &desk->text, ranges, count, desk->mute);
    if (status == GJ_OK)
        status = take_prose_form(report, rules, setting->wanted);
    if (status == GJ_OK && report->form)
        status = gj_prose_fill(report, rules);
    return status;
}
