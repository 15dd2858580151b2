#include "xlsx_list.h"

#include "xlsx_layout.h"

lxw_worksheet *gj_xlsx_list_open(struct gj_workbook *workbook, const char *name, const struct gj_xlsx_head *heads,
                                 size_t count) {
    lxw_worksheet *sheet = gj_xlsx_sheet_open(workbook, name);
    if (!sheet)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        lxw_col_t column = (lxw_col_t)i;
        gj_xlsx_check(workbook, worksheet_set_column(sheet, column, column, heads[i].width, NULL));
        gj_xlsx_put_text(workbook, sheet, 0, column, gj_message(workbook->language, heads[i].message),
                         gj_xlsx_format(workbook, GJ_LOOK_HEADING, ""));
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    gj_xlsx_print_on_a4(sheet, true, false);
    return sheet;
}

void gj_xlsx_list_fit(struct gj_workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, const char *text,
                      double width) {
    double height = gj_xlsx_height(gj_xlsx_lines(text, (size_t)width - 1));
    gj_xlsx_check(workbook, worksheet_set_row(sheet, row, height, NULL));
}
