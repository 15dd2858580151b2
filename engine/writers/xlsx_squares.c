/* What goes into one square of a sheet. */
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "xlsx.h"

#define LONGEST_TEXT 32767 /* characters that a square takes; bytes are counted, which is on the safe side */
#define MOST_LINKS 65000   /* Excel takes 65,530 on a sheet */

void gj_xlsx_fail(struct gj_workbook *workbook, gj_status status) {
    if (workbook->status == GJ_OK)
        workbook->status = status;
}

void gj_xlsx_check(struct gj_workbook *workbook, lxw_error error) {
    if (error == LXW_NO_ERROR)
        return;
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
    else if (error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
        gj_xlsx_fail(workbook, GJ_ERROR_LIMIT);
    else
        gj_xlsx_fail(workbook, GJ_ERROR_WRITE);
}

/* ---------------------------------------------------------------- text */

static bool make_room(struct gj_xlsx_pen *pen, size_t wanted) {
    if (wanted <= pen->capacity)
        return true;
    size_t capacity = pen->capacity ? pen->capacity : 1024;
    while (capacity < wanted)
        capacity *= 2;
    char *larger = realloc(pen->text, capacity);
    if (!larger)
        return false;
    pen->text = larger;
    pen->capacity = capacity;
    return true;
}

/* What is too long for a square is taken and dropped. */
int gj_xlsx_keep(void *context, const char *bytes, size_t length) {
    struct gj_xlsx_pen *pen = context;
    size_t room = LONGEST_TEXT - pen->length;
    size_t taken = length < room ? length : room;
    if (!make_room(pen, pen->length + taken + 1))
        return -1;
    memcpy(pen->text + pen->length, bytes, taken);
    pen->length += taken;
    return 0;
}

struct gj_out *gj_xlsx_begin(struct gj_workbook *workbook) {
    workbook->pen.length = 0;
    gj_out_open(&workbook->pen.out, gj_xlsx_keep, &workbook->pen);
    return &workbook->pen.out;
}

/* XML takes neither control characters nor U+FFFE and U+FFFF. Each is replaced by something as long. */
static void clean(char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < 0x20 && byte != '\n') || byte == 0x7F)
            text[i] = ' ';
        else if (byte == 0xEF && i + 2 < length && (unsigned char)text[i + 1] == 0xBF &&
                 (unsigned char)text[i + 2] >= 0xBE)
            text[i + 2] = (char)0xBD;
    }
}

/* The length without the part of a character that stands at the end of a text that was cut. */
static size_t whole_characters(const char *text, size_t length) {
    size_t start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0)
        start--;
    return gj_character_length(text + start, length - start) == length - start ? length : start;
}

const char *gj_xlsx_end(struct gj_workbook *workbook) {
    struct gj_xlsx_pen *pen = &workbook->pen;
    if (gj_out_close(&pen->out) != GJ_OK || !make_room(pen, pen->length + 1)) {
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
        return "";
    }
    if (pen->length == LONGEST_TEXT)
        pen->length = whole_characters(pen->text, pen->length);
    while (pen->length > 0 && pen->text[pen->length - 1] == '\n')
        pen->length--;
    clean(pen->text, pen->length);
    pen->text[pen->length] = '\0';
    return pen->text;
}

const char *gj_xlsx_written(const struct gj_workbook *workbook) {
    return workbook->pen.text ? workbook->pen.text : "";
}

void gj_xlsx_put_written(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                         lxw_format *format) {
    const char *text = gj_xlsx_end(workbook);
    if (*text)
        gj_xlsx_check(workbook, worksheet_write_string(sheet, row, column, text, format));
    else if (format)
        gj_xlsx_check(workbook, worksheet_write_blank(sheet, row, column, format));
}

void gj_xlsx_put_text(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                      const char *text, lxw_format *format) {
    gj_out_text(gj_xlsx_begin(workbook), text);
    gj_xlsx_put_written(workbook, sheet, row, column, format);
}

/* ---------------------------------------------------------------- numbers */

bool gj_xlsx_holds(gj_decimal value) {
    return value.coefficient < 1000000000000000 && value.coefficient > -1000000000000000;
}

/* Both the coefficient and the power of ten are exact, so that the quotient is the nearest double. */
double gj_xlsx_number(gj_decimal value) {
    double power = 1;
    for (int i = 0; i < value.scale; i++)
        power *= 10;
    return (double)value.coefficient / power;
}

void gj_xlsx_put_count(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       size_t number, lxw_format *format) {
    gj_xlsx_check(workbook, worksheet_write_number(sheet, row, column, (double)number, format));
}

void gj_xlsx_put_decimal(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                         gj_decimal value, lxw_format *format) {
    if (gj_xlsx_holds(value)) {
        gj_xlsx_check(workbook, worksheet_write_number(sheet, row, column, gj_xlsx_number(value), format));
        return;
    }
    char digits[GJ_DECIMAL_TEXT];
    gj_decimal_print(value, digits);
    gj_xlsx_check(workbook, worksheet_write_string(sheet, row, column, digits, format));
}

/* ---------------------------------------------------------------- links */

void gj_xlsx_put_link(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                      const struct gj_xlsx_place *place, const char *text) {
    lxw_format *format = gj_xlsx_format(workbook, GJ_LOOK_TEXT, "");
    if (workbook->link_count < MOST_LINKS) {
        char url[LXW_MAX_FORMULA_RANGE_LENGTH + sizeof "internal:''!"];
        char square[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell(square, place->row, place->column);
        snprintf(url, sizeof url, "internal:'%s'!%s", place->sheet, square);
        format = gj_xlsx_format(workbook, GJ_LOOK_LINK, "");
        workbook->link_count++;
        gj_xlsx_check(workbook, worksheet_write_url(sheet, row, column, url, format));
    }
    gj_xlsx_put_text(workbook, sheet, row, column, text, format);
}
