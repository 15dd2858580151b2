/* The sheets of a report's tables: each table as its template prints it, each value with what is to be said of it. */
#include <string.h>

#include "explanation.h"
#include "report/messages.h"
#include "xlsx.h"
#include "xlsx_layout.h"

#define LONGEST_NAME 31 /* of a sheet, in UTF-16 units */
#define NOTE_WIDTH 56   /* of a comment, in half characters; in pixels NOTE_PIXELS */
#define NOTE_PIXELS 360
#define NOTE_LINE 16  /* pixels from one line of a comment to the next */
#define NOTE_LINES 40 /* of a comment, at most */

/* A sheet being drawn. */
struct drawing {
    struct gj_xlsx_entry *entry;
    const struct gj_xlsx_section *section;
    struct gj_xlsx_layout layout;
    lxw_worksheet *sheet;
};

/* ---------------------------------------------------------------- names of sheets */

/* Excel refuses []:*?/\ in a name; an apostrophe would have to be doubled in every formula. */
static bool is_refused(const char *character, size_t length) {
    return length == 1 && ((unsigned char)*character < 0x20 || strchr("[]:*?/\\'", *character));
}

/* As much of a title as leaves reserve UTF-16 units free. */
static size_t write_name(char *name, const char *title, size_t reserve) {
    size_t units = reserve, used = 0;
    for (size_t length; *title; title += length) {
        length = gj_character_length(title, strlen(title));
        size_t wide = length == 4 ? 2 : 1;
        if (length == 0 || units + wide > LONGEST_NAME)
            break;
        bool refused = is_refused(title, length);
        memcpy(name + used, refused ? "_" : title, length); /* what is refused is one byte */
        used += length;
        units += wide;
    }
    name[used] = '\0';
    return used;
}

/* The title, and a number where it is taken: a second report's sheets are called "... (2)". */
static void name_sheet(const struct gj_workbook *workbook, const char *title, char name[LXW_MAX_SHEETNAME_LENGTH]) {
    size_t number = workbook->report_count;
    char suffix[32] = "";
    if (number > 1)
        snprintf(suffix, sizeof suffix, " (%zu)", number);
    for (;;) {
        size_t used = write_name(name, *title ? title : "_", strlen(suffix));
        snprintf(name + used, LXW_MAX_SHEETNAME_LENGTH - used, "%s", suffix);
        if (workbook_validate_sheet_name(workbook->book, name) != LXW_ERROR_SHEETNAME_ALREADY_USED)
            return;
        snprintf(suffix, sizeof suffix, " (%zu)", ++number);
    }
}

/* ---------------------------------------------------------------- comments */

static void fill_readings(struct gj_out *out, char letter, const void *subject) {
    const gj_cell *cell = subject;
    (void)letter;
    for (size_t i = 0; i < cell->alternative_count; i++) {
        const char *text = cell->alternatives[i];
        gj_out_text(out, i > 0 ? " | " : "");
        gj_out_text(out, *text ? text : "-");
    }
}

static void write_readings(struct gj_out *out, gj_language language, const gj_cell *cell) {
    gj_out_sentence(out, gj_message(language, GJ_SAY_AMBIGUOUS_CELL), fill_readings, cell);
    gj_out_byte(out, '\n');
}

static void fill_raw(struct gj_out *out, char letter, const void *subject) {
    const gj_cell *cell = subject;
    (void)letter;
    gj_out_text(out, cell->raw);
}

static void put_comment(struct drawing *drawing, size_t index, const struct gj_xlsx_place *place) {
    struct gj_workbook *workbook = drawing->entry->workbook;
    const gj_report *report = drawing->entry->report;
    const gj_cell *cell = gj_report_cell(report, index);
    struct gj_out *out = gj_xlsx_begin(workbook);
    if (cell->status == GJ_CELL_AMBIGUOUS)
        write_readings(out, workbook->language, cell);
    if (cell->status == GJ_CELL_REPAIRED) {
        gj_out_sentence(out, gj_message(workbook->language, GJ_SAY_REPAIRED_CELL), fill_raw, cell);
        gj_out_byte(out, '\n');
    }
    gj_out_close(out);
    if (gj_write_remarks(report, index, workbook->language, gj_xlsx_keep, &workbook->pen) != GJ_OK)
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
    const char *text = gj_xlsx_end(workbook);
    if (!*text)
        return;
    size_t lines = gj_xlsx_lines(text, NOTE_WIDTH) + 1;
    lxw_comment_options options = {.author = "gouji",
                                   .width = NOTE_PIXELS,
                                   .height = (uint16_t)(NOTE_LINE * (lines < NOTE_LINES ? lines : NOTE_LINES)),
                                   .font_name = "宋体",
                                   .font_size = 9,
                                   .font_family = 3};
    gj_xlsx_check(workbook, worksheet_write_comment_opt(drawing->sheet, place->row, place->column, text, &options));
}

/* ---------------------------------------------------------------- values */

/* That a cell is not there, or not decided, outweighs what would settle it: the comment says that. */
static enum gj_look look_of(const gj_report *report, size_t index) {
    const gj_cell *cell = gj_report_cell(report, index);
    if (cell->status == GJ_CELL_REPAIRED)
        return GJ_LOOK_REPAIRED;
    if (cell->status == GJ_CELL_MISSING)
        return GJ_LOOK_MISSING;
    if (cell->status == GJ_CELL_AMBIGUOUS)
        return GJ_LOOK_AMBIGUOUS;
    if (gj_surest_suspect(report, index) != GJ_NOWHERE)
        return GJ_LOOK_SUSPECT;
    return cell->violation_count > 0 ? GJ_LOOK_VIOLATED : GJ_LOOK_VALUE;
}

/* 0.00"万元": as many places as the value has, and the unit where it was printed with the figure rather than in its
 * header. Within quotes a number format takes anything but quotes. */
static void write_number_format(const gj_report *report, size_t index, char *format, size_t room) {
    static const char zeros[] = "000000000000000000";
    const gj_cell *cell = gj_report_cell(report, index);
    const char *header = report->form->cells[index].unit;
    const char *unit = cell->unit && !strchr(cell->unit, '"') ? cell->unit : NULL;
    bool printed = unit && cell->raw && (strstr(cell->raw, unit) || !header || strcmp(header, unit) != 0);
    snprintf(format, room, "0%s%.*s%s%s%s", cell->value.scale > 0 ? "." : "", cell->value.scale, zeros,
             printed ? "\"" : "", printed ? unit : "", printed ? "\"" : "");
}

/* A figure whose place is open stands as text, so that no sum rests on it. */
static bool is_number(const gj_cell *cell) {
    return cell->has_value && cell->status != GJ_CELL_AMBIGUOUS && gj_xlsx_holds(cell->value);
}

static lxw_format *put_value(struct drawing *drawing, size_t index, struct gj_xlsx_place *place) {
    struct gj_workbook *workbook = drawing->entry->workbook;
    const gj_report *report = drawing->entry->report;
    const gj_cell *cell = gj_report_cell(report, index);
    char number[LXW_FORMAT_FIELD_LEN] = "";
    place->is_number = is_number(cell);
    if (place->is_number)
        write_number_format(report, index, number, sizeof number);
    lxw_format *format = gj_xlsx_format(workbook, look_of(report, index), number);
    if (place->is_number)
        gj_xlsx_put_decimal(workbook, drawing->sheet, place->row, place->column, cell->value, format);
    else
        gj_xlsx_put_text(workbook, drawing->sheet, place->row, place->column, cell->raw, format);
    return format;
}

/* ---------------------------------------------------------------- squares */

static void merge(struct drawing *drawing, const struct gj_xlsx_place *place, size_t height, size_t width,
                  lxw_format *format) {
    if (height == 1 && width == 1)
        return;
    lxw_error error =
        worksheet_merge_range(drawing->sheet, place->row, place->column, place->row + (lxw_row_t)height - 1,
                              (lxw_col_t)(place->column + width - 1), "", format);
    gj_xlsx_check(drawing->entry->workbook, error);
}

static void draw_value(struct drawing *drawing, const gj_square *square, struct gj_xlsx_place at, size_t width) {
    struct gj_xlsx_place *place = &drawing->entry->places[square->cell];
    *place = at;
    lxw_format *format = put_value(drawing, square->cell, place);
    if (square->row_span > 1 || width > 1) { /* merging empties the square */
        merge(drawing, place, square->row_span, width, format);
        put_value(drawing, square->cell, place);
    }
    put_comment(drawing, square->cell, place);
}

static void draw_square(struct drawing *drawing, const gj_form *form, size_t top, const gj_square *square) {
    struct gj_workbook *workbook = drawing->entry->workbook;
    size_t width = gj_xlsx_span(&drawing->layout, form, square);
    struct gj_xlsx_place place = {
        .sheet = drawing->section->sheet, .row = (lxw_row_t)(top + square->row), .column = (lxw_col_t)square->column};
    if (square->cell != GJ_NOWHERE) {
        draw_value(drawing, square, place, width);
        return;
    }
    lxw_format *format = gj_xlsx_format(workbook, square->heading ? GJ_LOOK_HEADING : GJ_LOOK_LABEL, "");
    merge(drawing, &place, square->row_span, width, format);
    gj_xlsx_put_text(workbook, drawing->sheet, place.row, place.column, square->label, format);
}

static void draw_table(struct drawing *drawing, size_t index) {
    const gj_form *form = gj_report_form(drawing->entry->report, drawing->section->first_table + index);
    for (size_t i = 0; i < form->square_count; i++)
        draw_square(drawing, form, drawing->layout.top[index], &form->squares[i]);
}

/* ---------------------------------------------------------------- the head of a sheet */

static void fill_report(struct gj_out *out, char letter, const void *subject) {
    const gj_report *report = subject;
    int year = gj_report_year(report, NULL);
    if (letter == 'b')
        gj_out_text(out, gj_report_body(report, NULL));
    else if (letter == 'y' && year > 0)
        gj_out_number(out, (size_t)year);
    else if (letter == 's')
        gj_out_text(out, gj_report_source(report));
}

struct incompleteness {
    const gj_report *report;
    const gj_table *table;
};

static void fill_table(struct gj_out *out, char letter, const void *subject) {
    const struct incompleteness *subjects = subject;
    const gj_table *table = subjects->table;
    size_t counts[2] = {0, 0};
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        gj_cell_status status = gj_report_cell(subjects->report, table->first_cell + i)->status;
        counts[0] += status == GJ_CELL_MISSING;
        counts[1] += status == GJ_CELL_AMBIGUOUS;
    }
    if (letter == 't')
        gj_out_text(out, table->title);
    else if (letter == 'i')
        gj_out_text(out, table->id);
    else
        gj_out_number(out, counts[letter == 'm']);
}

/* Whose report it is, and what of the tables below was not found. */
static void write_note(struct gj_out *out, const struct drawing *drawing) {
    const gj_report *report = drawing->entry->report;
    gj_language language = drawing->entry->workbook->language;
    gj_out_sentence(out, gj_message(language, GJ_SAY_SHEET_OF), fill_report, report);
    for (size_t i = 0; i < drawing->section->table_count; i++) {
        const gj_table *table = gj_report_table(report, drawing->section->first_table + i);
        struct incompleteness subject = {report, table};
        if (table->status == GJ_TABLE_COMPLETE)
            continue;
        gj_out_byte(out, '\n');
        gj_out_sentence(
            out, gj_message(language, table->status == GJ_TABLE_MISSING ? GJ_SAY_TABLE_MISSING : GJ_SAY_TABLE_PARTIAL),
            fill_table, &subject);
    }
}

static void draw_head(struct drawing *drawing) {
    struct gj_workbook *workbook = drawing->entry->workbook;
    struct gj_xlsx_place title = {.row = 0}, note = {.row = 1};
    size_t width = drawing->layout.column_count;
    size_t room = gj_xlsx_total_width(&drawing->layout);
    lxw_format *format = gj_xlsx_format(workbook, GJ_LOOK_TITLE, "");
    merge(drawing, &title, 1, width, format);
    gj_xlsx_put_text(workbook, drawing->sheet, 0, 0, drawing->section->title, format);
    drawing->layout.height[0] = 2 * gj_xlsx_lines(drawing->section->title, room * 2 / 3);
    format = gj_xlsx_format(workbook, GJ_LOOK_NOTE, "");
    merge(drawing, &note, 1, width, format);
    write_note(gj_xlsx_begin(workbook), drawing);
    const char *text = gj_xlsx_end(workbook);
    drawing->layout.height[1] = gj_xlsx_lines(text, room);
    gj_xlsx_check(workbook, worksheet_write_string(drawing->sheet, 1, 0, text, format));
}

/* ---------------------------------------------------------------- the sheet */

/* A column's width is told in digits of the default font, each 7 pixels wide; a half character here takes 6.67. */
static void set_sizes(struct drawing *drawing) {
    struct gj_workbook *workbook = drawing->entry->workbook;
    for (size_t column = 0; column < drawing->layout.column_count; column++) {
        double width = (double)drawing->layout.width[column] * 0.96 + 0.8;
        lxw_col_t at = (lxw_col_t)column;
        gj_xlsx_check(workbook, worksheet_set_column(drawing->sheet, at, at, width < 250 ? width : 250, NULL));
    }
    for (size_t row = 0; row < drawing->layout.row_count; row++) {
        double height = gj_xlsx_height(drawing->layout.height[row]);
        gj_xlsx_check(workbook, worksheet_set_row(drawing->sheet, (lxw_row_t)row, height, NULL));
    }
}

static void draw_sheet(struct drawing *drawing) {
    draw_head(drawing);
    for (size_t i = 0; i < drawing->section->table_count; i++)
        draw_table(drawing, i);
    set_sizes(drawing);
    worksheet_freeze_panes(drawing->sheet, (lxw_row_t)drawing->layout.frozen_rows,
                           (lxw_col_t)drawing->layout.frozen_columns);
    worksheet_set_comments_author(drawing->sheet, "gouji");
    gj_xlsx_print_on_a4(drawing->sheet, gj_xlsx_is_wide(&drawing->layout), true);
}

static void add_sheet(struct gj_xlsx_entry *entry, struct gj_xlsx_section *section) {
    struct gj_workbook *workbook = entry->workbook;
    struct drawing drawing = {.entry = entry, .section = section};
    char name[LXW_MAX_SHEETNAME_LENGTH];
    name_sheet(workbook, section->title, name);
    section->sheet = gj_arena_copy(&entry->arena, name, strlen(name));
    if (!section->sheet ||
        !gj_xlsx_lay_out(&entry->arena, entry->report, section->first_table, section->table_count, &drawing.layout)) {
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
        return;
    }
    if (drawing.layout.row_count > LXW_ROW_MAX || drawing.layout.column_count > LXW_COL_MAX) {
        gj_xlsx_fail(workbook, GJ_ERROR_LIMIT);
        return;
    }
    drawing.sheet = gj_xlsx_sheet_open(workbook, name);
    if (!drawing.sheet)
        return;
    if (!workbook->first_table_sheet)
        workbook->first_table_sheet = drawing.sheet;
    draw_sheet(&drawing);
}

/* Tables under one heading share a sheet, as they share a page in print. */
static void find_sections(struct gj_xlsx_entry *entry) {
    for (size_t i = 0; i < gj_report_table_count(entry->report); i++) {
        const gj_table *table = gj_report_table(entry->report, i);
        size_t count = entry->section_count;
        if (count && strcmp(entry->sections[count - 1].title, table->heading) == 0)
            entry->sections[count - 1].table_count++;
        else
            entry->sections[entry->section_count++] =
                (struct gj_xlsx_section){.title = table->heading, .first_table = i, .table_count = 1};
    }
}

void gj_xlsx_tables_add(struct gj_xlsx_entry *entry) {
    find_sections(entry);
    for (size_t i = 0; i < entry->section_count && entry->workbook->status == GJ_OK; i++)
        add_sheet(entry, &entry->sections[i]);
}
