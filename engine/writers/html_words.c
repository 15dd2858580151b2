#include "html.h"

static const char *const words[GJ_HTML_WORD_COUNT][2] = {
    [GJ_HTML_LANGUAGE] = {"en", "zh-CN"},
    [GJ_HTML_YEAR] = {"{0}", "{0}年"},
    [GJ_HTML_NO_BODY] = {"body not named", "未写明机关"},
    [GJ_HTML_NO_TEMPLATE] = {"No table of a template that gouji knows was recognised.",
                             "没有识别出任何已知模板的表格。"},
    [GJ_HTML_SOURCE] = {"Source", "来源"},
    [GJ_HTML_TEMPLATE] = {"Template", "模板"},
    [GJ_HTML_ENCODING] = {"Encoding", "编码"},
    [GJ_HTML_TABLES] = {"{0} of {1} tables found", "{1}张表中找到{0}张"},
    [GJ_HTML_HOLD] = {"{0} relations hold", "勾稽关系成立{0}条"},
    [GJ_HTML_VIOLATED] = {"{0} violated", "不成立{0}条"},
    [GJ_HTML_UNKNOWN] = {"{0} that could not be checked", "无法核对{0}条"},
    [GJ_HTML_VIOLATIONS_HEAD] = {"What does not add up", "不成立的勾稽关系"},
    [GJ_HTML_SUSPECTS_HEAD] = {"Which figures are suspect", "可疑的数字"},
    [GJ_HTML_NO_SUSPECT] = {"The relations do not tell which figure is wrong.", "勾稽关系不足以判定是哪个数字有误。"},
    [GJ_HTML_ALL_WELL] = {"Nothing in these tables contradicts itself.", "表中数字没有自相矛盾之处。"},
    [GJ_HTML_NOTES_HEAD] = {"Notes", "提示"},
    [GJ_HTML_LINE] = {"line {0}", "第{0}行"},
    [GJ_HTML_CERTAIN] = {"certain", "确定"},
    [GJ_HTML_LIKELY] = {"likely", "很可能"},
    [GJ_HTML_POSSIBLE] = {"possible", "可能"},
    [GJ_HTML_TABLES_HEAD] = {"Tables", "表格"},
    [GJ_HTML_TEXT_HEAD] = {"The text it was read from", "所据文本"},
    [GJ_HTML_TO_CELL] = {"to the table", "回到表格"},
    [GJ_HTML_BLANK] = {"blank", "空"},
    [GJ_HTML_MISSING] = {"missing from the text", "文本中缺失"},
    [GJ_HTML_AMBIGUOUS] = {"more than one reading", "有歧义"},
    [GJ_HTML_IS_VIOLATED] = {"in a violated relation", "所在勾稽关系不成立"},
    [GJ_HTML_PROPOSED] = {"proposed", "推算应为"},
    [GJ_HTML_REPAIRED] = {"repaired to", "已更正为"},
    [GJ_HTML_IS_MISSING_TABLE] = {"This table was not found in the text.", "文本中未找到这张表。"},
    [GJ_HTML_LEGEND_VIOLATED] = {"in a relation that is violated", "所在勾稽关系不成立"},
    [GJ_HTML_LEGEND_SUSPECT] = {"suspect, with the figure that the sums call for", "可疑，箭头后为推算应有的数字"},
    [GJ_HTML_LEGEND_UNREAD] = {"missing, or with more than one reading", "缺失或有歧义"},
    [GJ_HTML_LEGEND_LINKS] = {"a figure leads to its line in the text, and back",
                              "点击数字可跳到文本中的所在行，反之亦然"},
    [GJ_HTML_TO_OVERVIEW] = {"Overview", "总览"},
    [GJ_HTML_MADE_BY] = {"Put back together and checked by gouji", "由 gouji（勾稽）还原并核对"},

    [GJ_HTML_OVERVIEW] = {"Overview of the reports", "报告总览"},
    [GJ_HTML_REPORTS] = {"reports", "份报告"},
    [GJ_HTML_CONSISTENT] = {"complete and consistent", "份齐全且无矛盾"},
    [GJ_HTML_CONTRADICTORY] = {"contradict themselves", "份自相矛盾"},
    [GJ_HTML_INCOMPLETE] = {"incomplete, without a contradiction", "份不全，未见矛盾"},
    [GJ_HTML_COMPLETE_TABLES] = {"with all tables whole", "份表格齐全"},
    [GJ_HTML_UNREADABLE] = {"files that could not be read", "个文件无法读取"},
    [GJ_HTML_CHART_HEAD] = {"Which relations fail most", "最常不成立的勾稽关系"},
    [GJ_HTML_CHART_UNIT] = {"number of reports", "报告份数"},
    [GJ_HTML_NO_FAILURE] = {"No relation fails.", "没有不成立的勾稽关系。"},
    [GJ_HTML_BODIES_HEAD] = {"Which bodies contradict themselves", "哪些机关的报告自相矛盾"},
    [GJ_HTML_BODY_COLUMN] = {"Body", "机关"},
    [GJ_HTML_REPORTS_COLUMN] = {"Reports", "报告"},
    [GJ_HTML_CONTRADICTORY_COLUMN] = {"Contradictory", "自相矛盾"},
    [GJ_HTML_VIOLATIONS_COLUMN] = {"Violations", "不成立"},
    [GJ_HTML_YEAR_COLUMN] = {"Year", "年度"},
    [GJ_HTML_FILE_COLUMN] = {"File", "文件"},
    [GJ_HTML_STATE_COLUMN] = {"Tables", "表格"},
    [GJ_HTML_UNRECOGNISED] = {"not recognised", "未识别"},
    [GJ_HTML_PARTIAL] = {"with gaps", "有缺格"},
    [GJ_HTML_MORE] = {"{0} more", "另外{0}个"},
    [GJ_HTML_LIST_HEAD] = {"All reports", "全部报告"},
    [GJ_HTML_ORDER] = {"Order", "排序"},
    [GJ_HTML_BY_VIOLATIONS] = {"most violations first", "不成立最多的在前"},
    [GJ_HTML_BY_BODY] = {"by body", "按机关"},
    [GJ_HTML_BY_YEAR] = {"by year", "按年度"},
    [GJ_HTML_BY_FILE] = {"by file", "按文件"},
};

struct numbers {
    size_t values[2];
};

static void fill_number(struct gj_out *out, char letter, const void *subject) {
    const struct numbers *numbers = subject;
    gj_out_number(out, numbers->values[letter == '1' ? 1 : 0]);
}

const char *gj_html_phrase(gj_language language, enum gj_html_word word) {
    return words[word][language == GJ_CHINESE ? 1 : 0];
}

void gj_html_say(struct gj_html *html, enum gj_html_word word, size_t first, size_t second) {
    struct numbers numbers = {{first, second}};
    gj_out_sentence(&html->out, gj_html_phrase(html->language, word), fill_number, &numbers);
}

void gj_html_word(struct gj_html *html, enum gj_html_word word) {
    gj_html_say(html, word, 0, 0);
}
