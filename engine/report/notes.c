#include "notes.h"

#include <string.h>

/* English and Chinese; the two places take the arguments of gj_note() in order. */
static const struct {
    const char *code;
    gj_severity severity;
    const char *words[2];
} notes[GJ_NOTE_KINDS] = {
    [GJ_NOTE_OVERFLOW] = {"overflow",
                          GJ_WARNING,
                          {"%s: the number %s does not fit 64 bits; it is kept as text only",
                           "%s：数字 %s 超出 64 位整数，只保留原文"}},
    [GJ_NOTE_LETTERS] = {"letters_as_digits",
                         GJ_WARNING,
                         {"%s: letters in %s were read as the digits 0 and 1", "%s：%s 中的字母按数字 0、1 读取"}},
    [GJ_NOTE_PERCENT] = {"percentage", GJ_WARNING, {"%s: %s is a percentage", "%s：%s 是百分数"}},
    [GJ_NOTE_ROW_REPEATED] = {"row_repeated",
                              GJ_WARNING,
                              {"the row %s%s stands here a second time", "行 %s%s 在此重复出现"}},
    [GJ_NOTE_ROW_ORDER] = {"row_order",
                           GJ_WARNING,
                           {"the row %s%s stands before one that it should follow", "行 %s%s 的次序与格式不符"}},
    [GJ_NOTE_TABLE_MISSING] = {"table_missing",
                               GJ_WARNING,
                               {"the heading of %s%s stands here, but none of its cells",
                                "此处有表 %s%s 的标题，但没有表中数据"}},
    [GJ_NOTE_LABEL_LIKE] = {"label_variant",
                            GJ_NOTE,
                            {"the row %s was recognised though its label differs: %s",
                             "行 %s 的标签写法不同，仍予识别：%s"}},
    [GJ_NOTE_TEMPLATE_DOUBT] = {"template_doubt",
                                GJ_NOTE,
                                {"read as %s; the labels would allow %s too", "按 %s 读取；标签也符合 %s"}},
    [GJ_NOTE_FOREIGN] = {"foreign_columns",
                         GJ_WARNING,
                         {"rows of %s%s stand here under columns that the form does not have; none was taken",
                          "此处有表 %s%s 的行，但各列与格式不符，未予读取"}},
    [GJ_NOTE_LIMIT_LINE] =
        {"limit",
         GJ_WARNING,
         {"this line is longer than the limit of a line: it was not cut into cells, and is left over",
          "此行超出行长上限，未切分为单元格，列入剩余"}},
    [GJ_NOTE_LIMIT_ATOMS] = {"limit",
                             GJ_WARNING,
                             {"from here on there is more than the limit of cells: the rest of the text is left over",
                              "自此处起超出单元格数上限，其余文本列入剩余"}},
    [GJ_NOTE_LIMIT_WAYS] = {"limit",
                            GJ_WARNING,
                            {"there are too many ways to place the values of incomplete rows: they stay open",
                             "残缺行的取值可有过多种放置方式，未予定夺"}},
    [GJ_NOTE_LIMIT_ROWS] = {"limit",
                            GJ_WARNING,
                            {"from here on there are more rows of values than the limit: they are left over",
                             "自此处起数值行超出上限，其余各行列入剩余"}},
    [GJ_NOTE_LIMIT_CLAIMS] = {"limit",
                              GJ_WARNING,
                              {"sentences state more figures than the limit: from here on they are not compared",
                               "正文所述数字超出上限，自此处起不再核对"}},
};

/* The words with each %s replaced by the next place: a format that is data may not reach printf. */
static const char *fill(struct gj_arena *arena, const char *words, const char *const places[2]) {
    size_t length = strlen(words) + strlen(places[0]) + strlen(places[1]), used = 0, next = 0;
    char *text = gj_arena_take(arena, length + 1);
    if (!text)
        return NULL;
    for (const char *c = words; *c; c++) {
        if (c[0] != '%' || c[1] != 's' || next == 2) {
            text[used++] = *c;
            continue;
        }
        size_t size = strlen(places[next]);
        memcpy(text + used, places[next++], size);
        used += size;
        c++;
    }
    return text;
}

void gj_note(struct gj_report *report, enum gj_note_kind kind, size_t line, const char *first, const char *second) {
    const char *words = notes[kind].words[report->language == GJ_CHINESE];
    const char *places[] = {first ? first : "", second ? second : ""};
    const char *message = fill(report->arena, words, places);
    if (message)
        gj_report_note(report, notes[kind].code, notes[kind].severity, line, message);
}
