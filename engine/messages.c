#include "messages.h"

#include <string.h>

/* Sentences that follow another one begin with a space in English; Chinese sentences need none. */
static const char *const messages[GJ_MESSAGE_COUNT][2] = {
    [GJ_SAY_CELL] = {"“{r}” / “{c}”", "“{r}”/“{c}”"},
    [GJ_SAY_QUOTED] = {"“{r}”", "“{r}”"},
    [GJ_SAY_BLANK] = {"(blank)", "（空）"},
    [GJ_SAY_MISSING] = {"(missing)", "（缺）"},
    [GJ_SAY_LIST_COMMA] = {", ", "、"},

    [GJ_SAY_READS] = {"{l} on line {n} reads {f}; the figures it is added up with call for {p}.",
                      "第{n}行{l}为 {f}，按相关数字推算应为 {p}。"},
    [GJ_SAY_IS_BLANK] = {"{l} is blank; the figures it is added up with call for {p}.",
                         "{l}未填，按相关数字推算应为 {p}。"},
    [GJ_SAY_IS_MISSING] =
        {"{l} is missing from the text; the figures it is added up with call for {p}.",
         "{l}在文本中缺失，按相关数字推算应为 {p}。"},
    [GJ_SAY_SETTLES] = {" That settles {s}.", "改正后 {s} 成立。"},
    [GJ_SAY_TOGETHER] = {" Together with {t} it settles {j}.", "连同 {t} 一并改正，{j} 成立。"},
    [GJ_SAY_CERTAIN] = {" No other correction as small does.", "没有同样小的其他改法。"},
    [GJ_SAY_LIKELY] = {" Of the corrections that would do, this is the likeliest.",
                       "在可行的改法中，这一种最有可能。"},
    [GJ_SAY_INSTEAD] = {" It could be {a} instead.", "也可能是 {a}。"},
    [GJ_SAY_POSSIBLE] = {" Nothing shows that it is the only correction.",
                         "不能断定只有这一种改法。"},
    [GJ_SAY_PRINTED_SO] = {" The report itself was printed so.", "报告原文即如此。"},
    [GJ_SAY_DAMAGED] = {" The text was probably damaged on its way here.",
                        "可能是文本提取时损坏。"},
    [GJ_SAY_WITH_LINE] = {"{x} (line {n})", "{x}（第{n}行）"},
    [GJ_SAY_OR] = {", or ", "，或 "},
    [GJ_SAY_OR_MORE] = {", or one of {n} more", "，或另外{n}种改法"},
    [GJ_SAY_SAID_SO] = {" Line {n} says: “{q}”", "第{n}行写道：“{q}”"},

    [GJ_SAY_REPORT] = {"{b}, {y}, template {t}", "{b}，{y}，模板 {t}"},
    [GJ_SAY_BODY_UNKNOWN] = {"body not named", "未写明机关"},
    [GJ_SAY_YEAR_UNKNOWN] = {"year not named", "未写明年度"},
    [GJ_SAY_NO_TEMPLATE] = {"No table of a template that gouji knows was recognised.",
                            "没有识别出任何已知模板的表格。"},
    [GJ_SAY_TABLES] = {"{f} of {n} tables found.", "{n}张表中找到{f}张。"},
    [GJ_SAY_FROM_PROSE] = {"No table found; {f} figures of the form are taken from sentences.",
                           "未找到表格；该格式的{f}个数字取自正文。"},
    [GJ_SAY_RELATIONS] = {" {n} relations: {h} hold, {v} violated, {u} that could not be checked.",
                          "勾稽关系{n}条：成立{h}条，不成立{v}条，无法核对{u}条。"},
    [GJ_SAY_NO_RELATIONS] = {" The template has no relations to check.",
                             "该模板没有勾稽关系可核对。"},
    [GJ_SAY_TABLE_MISSING] = {"not found: {t} ({i})", "未找到：{t}（{i}）"},
    [GJ_SAY_TABLE_PARTIAL] = {"incomplete: {t} ({i}), {n} cells missing, {m} ambiguous",
                              "不完整：{t}（{i}），缺{n}格，{m}格有歧义"},
    [GJ_SAY_VIOLATIONS_HEAD] = {"What does not add up", "不成立的勾稽关系"},
    [GJ_SAY_SUSPECTS_HEAD] = {"Which figures are suspect", "可疑的数字"},
    [GJ_SAY_NO_SUSPECT] = {"The relations do not tell which figure is wrong.",
                           "勾稽关系不足以判定是哪个数字有误。"},
    [GJ_SAY_OTHERS_ZERO] = {"{n} others that are 0", "其余{n}项均为0"},
    [GJ_SAY_TOTAL_PRINTED] = {"{c}: {f} is printed on line {n}; difference {d}",
                              "{c}：第{n}行印为 {f}，相差 {d}"},
    [GJ_SAY_DIFFERENCE] = {"difference {d}, line {n}", "相差 {d}，第{n}行"},
    [GJ_SAY_SENTENCE] = {"line {n}: “{q}”", "第{n}行：“{q}”"},
    [GJ_SAY_ON_LINE] = {" (line {n})", "（第{n}行）"},
    [GJ_SAY_AGAINST_TABLE] = {"the sentence says {f}, the table {e}; difference {d}",
                              "正文写为 {f}，表中为 {e}，相差 {d}"},
    [GJ_SAY_AGAINST_PARTS] = {"the parts come to {e}, the whole is given as {f}; difference {d}",
                              "各部分合计 {e}，总数写为 {f}，相差 {d}"},
    [GJ_SAY_ACROSS] =
        {"the report of the year before makes it {e}, this one says {f}; difference {d}",
         "按上一年度报告应为 {e}，本报告为 {f}，相差 {d}"},
    [GJ_SAY_CLAIMS_HEAD] = {"What the sentences say", "正文所述数字"},
    [GJ_SAY_CLAIM] = {"line {n}: “{p}” {f}{u}", "第{n}行：“{p}”{f}{u}"},
    [GJ_SAY_CLAIM_CELLS] = {" = {i}", "，即 {i}"},
    [GJ_SAY_CLAIM_ROUNDED] = {" (rounded)", "（约数）"},
    [GJ_SAY_CLAIM_AGREES] = {": as in the table", "，与表一致"},
    [GJ_SAY_CLAIM_DIFFERS] = {": the table has {e}", "，表中为{e}"},
    [GJ_SAY_MORE_CELLS] = {" + {n} more", " 等另{n}格"},
    [GJ_SAY_PART] = {"“{p}” {f}", "“{p}”{f}"},
    [GJ_SAY_SUM_HOLDS] = {"line {n}: “{p}” {f} = {s}", "第{n}行：“{p}”{f} = {s}，相符"},
    [GJ_SAY_SUM_VIOLATED] = {"line {n}: “{p}” {f}, but {s} = {e}", "第{n}行：“{p}”{f}，而 {s} = {e}，不符"},
    [GJ_SAY_SUM_OPEN] = {"line {n}: “{p}” {f}, of which {s}; it is left open whether that is all",
                         "第{n}行：“{p}”{f}，其中 {s}；是否列全未说明"},
    [GJ_SAY_ACROSS_CELL] = {"{s}, line {n}: {c} {f}", "{s} 第{n}行：{c} {f}"},
    [GJ_SAY_LEGEND] = {"* in a relation that is violated   ! suspect   ? missing or ambiguous",
                       "* 所在勾稽关系不成立   ! 可疑   ? 缺失或有歧义"},
    [GJ_SAY_LEGEND_COLOUR] =
        {"red: in a relation that is violated   reversed: suspect   ? missing or ambiguous",
         "红色：所在勾稽关系不成立   反白：可疑   ? 缺失或有歧义"},
    [GJ_SAY_CERTAINTY_CERTAIN] = {"certain", "确定"},
    [GJ_SAY_CERTAINTY_LIKELY] = {"likely", "很可能"},
    [GJ_SAY_CERTAINTY_POSSIBLE] = {"possible", "可能"},
    [GJ_SAY_NOTES_HEAD] = {"Notes", "提示"},
    [GJ_SAY_NOTE] = {"line {n}: {m}", "第{n}行：{m}"},

    [GJ_SAY_ISSUED_BY] = {"issued by {s}", "依据：{s}"},
    [GJ_SAY_ROWS_HEAD] = {"Rows", "行"},
    [GJ_SAY_COLUMNS_HEAD] = {"Columns", "列"},
    [GJ_SAY_RELATIONS_HEAD] = {"Relations", "勾稽关系"},
    [GJ_SAY_SIGHT] = {"Wrong cells that are noticed for certain: up to {d}; that are located too: up to {l}.",
                      "必能发现的错误单元格：不超过 {d} 个；其中必能定位的：不超过 {l} 个。"},
    [GJ_SAY_SIGHT_PARTLY] = {"Wrong cells that are noticed for certain: 0, for some cells are in no relation.",
                             "必能发现的错误单元格：0 个，因为有的单元格不在任何勾稽关系中。"},
    [GJ_SAY_SIGHT_BLIND] = {"None: a wrong cell is not noticed.", "无：错误的单元格无法发现。"},
    [GJ_SAY_EACH] = {"and {n} more of this form", "同类另有{n}条"},

    [GJ_SAY_HEAD_REPORT] = {"Report", "报告"},
    [GJ_SAY_HEAD_RELATION] = {"Relation", "勾稽关系"},
    [GJ_SAY_HEAD_MEANING] = {"Meaning", "含义"},
    [GJ_SAY_HEAD_LEFT] = {"Left side", "左边"},
    [GJ_SAY_HEAD_RIGHT] = {"Right side", "右边"},
    [GJ_SAY_HEAD_DIFFERENCE] = {"Difference", "差额"},
    [GJ_SAY_HEAD_STATUS] = {"Status", "状态"},
    [GJ_SAY_HEAD_SOURCE] = {"Source", "来源"},
    [GJ_SAY_HEAD_BODY] = {"Body", "机关"},
    [GJ_SAY_HEAD_YEAR] = {"Year", "年度"},
    [GJ_SAY_HEAD_TEMPLATE] = {"Template", "模板"},
    [GJ_SAY_HEAD_TABLES] = {"Tables found", "找到的表"},
    [GJ_SAY_HEAD_SHEETS] = {"Sheets", "工作表"},
    [GJ_SAY_RELATION_HOLDS] = {"holds", "成立"},
    [GJ_SAY_RELATION_VIOLATED] = {"violated", "不成立"},
    [GJ_SAY_RELATION_UNKNOWN] = {"not checkable", "无法核对"},
    [GJ_SAY_SUM_OF_RANGE] = {"{a} to {b}, {n} figures", "{a} 至 {b} 共{n}项"},
    [GJ_SAY_COLON] = {": ", "："},
    [GJ_SAY_AFTER_YEAR_BEFORE] = {"as the report of the year before has it: {s}, {c}",
                                  "与上一年度报告衔接：{s}，{c}"},
    [GJ_SAY_AMBIGUOUS_CELL] = {"The text leaves open what stands here: {a}", "文本不足以确定此格的内容：{a}"},
    [GJ_SAY_REPAIRED_CELL] = {"Corrected; the report has “{r}”.", "已更正，报告原文为“{r}”。"},
    [GJ_SAY_SHEET_OF] = {"{b} {y}  {s}", "{b} {y}  {s}"},
    [GJ_SAY_KEY_VIOLATED] = {"In a relation that is violated; the comment says which",
                             "所在勾稽关系不成立，详见批注"},
    [GJ_SAY_KEY_SUSPECT] = {"Suspect; the comment says what should stand here", "可疑的数字，批注中有建议的数值"},
    [GJ_SAY_KEY_AMBIGUOUS] = {"Ambiguous: stands as text, and in no sum, until someone decides",
                              "有歧义：暂作文本，不参与计算，待人工确定"},
    [GJ_SAY_KEY_MISSING] = {"Missing from the text", "文本中缺失"},
    [GJ_SAY_KEY_REPAIRED] = {"Corrected by gouji; the comment has the original", "已由 gouji 更正，批注中有原文"},
    [GJ_SAY_KEY_FORMULAS] = {"The differences on the sheet “勾稽” are formulas: correct a figure in its table, and "
                             "those that it settles turn to 0. Colours stay as they were found.",
                             "“勾稽”表中的差额均为公式：在表格中改正数字后，相应的差额随即变为 0；底色保持核对时的状态。"},
};

static const struct {
    const char *code;
    const char *text[2];
} reasons[] = {
    {"total_left_zero",
     {"It looks like a total that was left at 0 or blank.", "像是合计未填，留作0或空白。"}},
    {"neighbouring_column",
     {"It looks like the value of the neighbouring column.", "像是误填了相邻列的数字。"}},
    {"neighbouring_row",
     {"It looks like the value of the neighbouring row.", "像是误填了相邻行的数字。"}},
    {"digits_swapped", {"It looks like two digits that changed places.", "像是两位数字颠倒。"}},
    {"digit_dropped", {"It looks like a digit that was dropped.", "像是漏了一位数字。"}},
    {"digit_doubled", {"It looks like a digit that was typed twice.", "像是一位数字重复。"}},
    {"off_by_one", {"It is off by one.", "相差1。"}},
    {"copied_from_row",
     {"It looks like a figure copied from another row.", "像是照抄了另一行的数字。"}},
    {"own_total_repeated",
     {"It looks like the row's own total entered once more.", "像是重复填入了本行的总计。"}},
    {"totals_swapped", {"It looks like two totals that changed places.", "像是两个总计互相填反。"}},
    {"cells_swapped", {"It looks like two figures that changed places.", "像是两个数字互相填反。"}},
    {"unit_moved",
     {"It looks like one case counted in the wrong row.", "像是有一件计入了别的行。"}},
    {"year_before",
     {"The report of the year before calls for the other figure.", "按上一年度报告，应为另一个数字。"}},
    {"prose", {"A sentence of the report says so.", "报告正文即如此说。"}},
};

static size_t of_language(gj_language language) {
    return language == GJ_CHINESE ? 1 : 0;
}

const char *gj_message(gj_language language, enum gj_message message) {
    return messages[message][of_language(language)];
}

const char *gj_message_reason(gj_language language, const char *code) {
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strcmp(reasons[i].code, code) == 0)
            return reasons[i].text[of_language(language)];
    return NULL;
}
