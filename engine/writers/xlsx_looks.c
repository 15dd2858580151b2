/* How squares and pages look. */
#include <string.h>

#include "xlsx.h"

/* The fonts that every system with Chinese has under this name, or puts another Chinese font in the place of: the
 * character set and the family say which. */
#define FONT_NAME "宋体"
#define FONT_CHARSET 134 /* GB 2312 */
#define FONT_FAMILY 3

#define NO_COLOUR 0

static const struct look {
    double size;
    bool bold, bordered, wrapped;
    enum lxw_format_alignments across, down;
    lxw_color_t ink, fill; /* NO_COLOUR: as usual */
    enum lxw_format_patterns pattern;
} looks[GJ_LOOK_COUNT] = {
    [GJ_LOOK_TITLE] = {14, true, false, true, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER, 0, 0, LXW_PATTERN_NONE},
    [GJ_LOOK_NOTE] = {9, false, false, true, LXW_ALIGN_LEFT, LXW_ALIGN_VERTICAL_CENTER, 0x595959, 0, LXW_PATTERN_NONE},
    [GJ_LOOK_LINK] = {10, false, false, true, LXW_ALIGN_LEFT, LXW_ALIGN_VERTICAL_TOP, 0x0563C1, 0, LXW_PATTERN_NONE},
    [GJ_LOOK_HEADING] = {10, true, true, true, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER, 0, 0xF2F2F2,
                         LXW_PATTERN_SOLID},
    [GJ_LOOK_LABEL] = {10, false, true, true, LXW_ALIGN_LEFT, LXW_ALIGN_VERTICAL_CENTER, 0, 0, LXW_PATTERN_NONE},
    [GJ_LOOK_VALUE] = {10, false, true, true, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER, 0, 0, LXW_PATTERN_NONE},
    [GJ_LOOK_VIOLATED] = {10, false, true, true, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER, 0x9C0006, 0xFFC7CE,
                          LXW_PATTERN_SOLID},
    [GJ_LOOK_SUSPECT] = {10, true, true, true, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER, 0xFFFFFF, 0xC00000,
                         LXW_PATTERN_SOLID},
    [GJ_LOOK_AMBIGUOUS] = {10, false, true, true, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER, 0x7F6000, 0xFFEB9C,
                           LXW_PATTERN_SOLID},
    [GJ_LOOK_MISSING] = {10, false, true, true, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER, 0, 0xA6A6A6,
                         LXW_PATTERN_LIGHT_UP},
    [GJ_LOOK_REPAIRED] = {10, true, true, true, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER, 0x006100, 0xC6EFCE,
                          LXW_PATTERN_SOLID},
    [GJ_LOOK_TEXT] = {10, false, false, true, LXW_ALIGN_LEFT, LXW_ALIGN_VERTICAL_TOP, 0, 0, LXW_PATTERN_NONE},
    [GJ_LOOK_NUMBER] = {10, false, false, false, LXW_ALIGN_RIGHT, LXW_ALIGN_VERTICAL_TOP, 0, 0, LXW_PATTERN_NONE},
};

/* In a pattern the foreground draws the lines; a solid one is all foreground. */
static void paint(lxw_format *format, const struct look *look) {
    if (look->ink != NO_COLOUR)
        format_set_font_color(format, look->ink);
    if (look->pattern == LXW_PATTERN_NONE)
        return;
    format_set_pattern(format, (uint8_t)look->pattern);
    format_set_fg_color(format, look->fill);
}

static void dress(lxw_format *format, enum gj_look look_wanted, const char *number) {
    const struct look *look = &looks[look_wanted];
    format_set_font_name(format, FONT_NAME);
    format_set_font_charset(format, FONT_CHARSET);
    format_set_font_family(format, FONT_FAMILY);
    format_set_font_size(format, look->size);
    format_set_align(format, (uint8_t)look->across);
    format_set_align(format, (uint8_t)look->down);
    if (look->bold)
        format_set_bold(format);
    if (look->wrapped)
        format_set_text_wrap(format);
    if (look->bordered)
        format_set_border(format, LXW_BORDER_THIN);
    if (look_wanted == GJ_LOOK_LABEL || look_wanted == GJ_LOOK_NUMBER)
        format_set_indent(format, 1);
    if (look_wanted == GJ_LOOK_LINK)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (*number)
        format_set_num_format(format, number);
    paint(format, look);
}

static struct gj_xlsx_style *find_style(const struct gj_workbook *workbook, enum gj_look look, const char *number) {
    struct gj_xlsx_style *style = workbook->styles;
    while (style && (style->look != look || strcmp(style->number, number) != 0))
        style = style->next;
    return style;
}

lxw_format *gj_xlsx_format(struct gj_workbook *workbook, enum gj_look look, const char *number) {
    struct gj_xlsx_style *style = find_style(workbook, look, number);
    if (style)
        return style->format;
    style = gj_arena_take(&workbook->arena, sizeof *style);
    lxw_format *format = style ? workbook_add_format(workbook->book) : NULL;
    if (!format) {
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
        return NULL;
    }
    dress(format, look, number);
    *style = (struct gj_xlsx_style){.look = look, .format = format, .next = workbook->styles};
    snprintf(style->number, sizeof style->number, "%s", number);
    workbook->styles = style;
    return format;
}

lxw_format *gj_xlsx_signal(struct gj_workbook *workbook, enum gj_look look) {
    lxw_format *format = workbook_add_format(workbook->book);
    if (!format) {
        gj_xlsx_fail(workbook, GJ_ERROR_MEMORY);
        return NULL;
    }
    format_set_font_color(format, looks[look].ink);
    format_set_bg_color(format, looks[look].fill);
    return format;
}

void gj_xlsx_print_on_a4(lxw_worksheet *sheet, bool landscape, bool whole) {
    worksheet_set_paper(sheet, 9); /* A4 */
    if (landscape)
        worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, whole ? 1 : 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.5);
    worksheet_center_horizontally(sheet);
    if (!whole)
        worksheet_set_footer(sheet, "&C&P / &N");
}
