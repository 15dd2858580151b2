#include "words.h"

#define STATUSES_EN                                                                                                    \
    "Exit status: 0 all tables found and consistent, 1 violations found, 2 an error,\n"                                \
    "3 tables missing or nothing recognised, and no violation.\n"
#define STATUSES_ZH                                                                                                    \
    "退出状态：0 表格齐全且勾稽无误；1 有勾稽关系不成立；2 出错；\n"                        \
    "3 缺表或未识别出表格，且未发现不成立的勾稽关系。\n"

#define READING_EN                                                                                                     \
    "      --include GLOB    of a directory, only files whose names match; may be repeated\n"                          \
    "      --input FORMAT    text, or jsonl: {\"id\": ..., \"text\": ...} on each line\n"                              \
    "  -j, --jobs N          read so many files at a time; all cores otherwise\n"                                      \
    "      --grammar FILE    add the templates of a JSON file; may be repeated\n"                                      \
    "      --template ID     take the reports for this template, whatever the labels say\n"                            \
    "      --encoding NAME   utf-8, utf-16le, utf-16be or gb18030, instead of finding out\n"                           \
    "      --lang zh|en      language of messages; from the locale otherwise\n"                                        \
    "  -h, --help            this text\n"                                                                              \
    "  -V, --version         the version\n"                                                                            \
    "\n"                                                                                                               \
    "FILE may be a directory, which is read with all below it, or - for standard input.\n"
#define READING_ZH                                                                                                     \
    "      --include 通配符  读取目录时只取名称相符的文件，可重复使用\n"                        \
    "      --input 格式      text，或 jsonl：每行一个 {\"id\": ..., \"text\": ...}\n"                         \
    "  -j, --jobs N          同时读取的文件数，默认用满全部核心\n"                                    \
    "      --grammar 文件    加入一个 JSON 文件中的模板，可重复使用\n"                               \
    "      --template 编号   一律按此模板识别\n"                                                             \
    "      --encoding 名称   utf-8、utf-16le、utf-16be 或 gb18030，不再自动判断\n"                         \
    "      --lang zh|en      提示语言，默认取自系统区域设置\n"                                          \
    "  -h, --help            显示本说明\n"                                                                        \
    "  -V, --version         显示版本\n"                                                                           \
    "\n"                                                                                                               \
    "文件可以是目录（连同其下全部文件一并读取），写作 - 则表示标准输入。\n"

static const char *const words[WORD_COUNT][2] = {
    [WORD_HELP] = {"gouji puts flattened statistics tables back together and checks their sums.\n"
                   "\n"
                   "  gouji convert FILE...     tables out: tidy CSV, CSV, JSON, JSON Lines, HTML or XLSX\n"
                   "  gouji check FILE...       what does not add up, cell by cell, with the table drawn\n"
                   "  gouji report FILE...      a page of HTML for each, and one that leads to them all\n"
                   "  gouji templates [ID]      the templates that it knows, or one of them in full\n"
                   "\n"
                   "  gouji COMMAND --help      the options of a command\n"
                   "  gouji --version           the version\n"
                   "\n"
                   "FILE may be a directory, or - for standard input.\n" STATUSES_EN "\n"
                   "Examples:\n"
                   "  gouji check report.txt\n"
                   "  gouji convert report.txt > cells.csv\n",
                   "gouji（勾稽）把被拉平的统计表还原成表，并核对其勾稽关系。\n"
                   "\n"
                   "  gouji convert 文件...     输出表格：规整 CSV、表样 CSV、JSON、JSON Lines、HTML 或 XLSX\n"
                   "  gouji check 文件...       逐格列出对不上的数字，并画出表格\n"
                   "  gouji report 文件...      每份报告一个 HTML 页面，外加总览页\n"
                   "  gouji templates [编号]    列出已知模板，或完整显示其中一个\n"
                   "\n"
                   "  gouji 命令 --help         某个命令的选项\n"
                   "  gouji --version           显示版本\n"
                   "\n"
                   "文件可以是目录；写作 - 表示标准输入。\n" STATUSES_ZH "\n"
                   "示例：\n"
                   "  gouji check report.txt\n"
                   "  gouji convert report.txt > cells.csv\n"},
    [WORD_HELP_CONVERT] =
        {"gouji convert [OPTION...] FILE...\n"
         "Writes the tables of the reports.\n"
         "\n"
         "  -f, --format FORMAT   tidy   one line a cell (default)\n"
         "                        csv    one file a table, as the template prints it; needs -o DIRECTORY\n"
         "                        json   the whole report object; an array where there are several\n"
         "                        jsonl  one report a line\n"
         "                        html   a page with the tables beside the text they were read from\n"
         "                        xlsx   a workbook: tables as the template prints them, relations as formulas\n"
         "  -o, --output PATH     write there and not to standard output; with DIRECTORY/ each input has\n"
         "                        an output of its own in it\n"
         "      --resume          leave the outputs that are in the directory, and make the others\n"
         "      --excel           CSV for a spreadsheet: a byte order mark, and lines that end in CR LF\n"
         "      --repair CERTAINTY\n"
         "                        write what suspects propose, where they are certain or likely\n"
         "      --across          compare the reports of each body from year to year\n"
         "      --explain         say how the reports were read, and write no tables\n" READING_EN "\n" STATUSES_EN "\n"
         "Examples:\n"
         "  gouji convert report.txt > cells.csv\n"
         "  gouji convert -f csv --excel -o tables report.txt\n"
         "  gouji convert -f xlsx -o report.xlsx report.txt\n"
         "  gouji convert -f jsonl --include '*.txt' -o reports.jsonl reports/\n"
         "  gouji convert -f json --resume -o out/ reports/\n"
         "  curl -s URL | gouji convert -f json -\n"
         "  jq -c '{id: .url, text: .body}' pages.jsonl | gouji convert --input jsonl -f jsonl -\n",
         "gouji convert [选项...] 文件...\n"
         "输出报告中的表格。\n"
         "\n"
         "  -f, --format 格式     tidy   每格一行（默认）\n"
         "                        csv    每表一个文件，保持模板版式；须用 -o 指定目录\n"
         "                        json   完整的报告对象；多份报告时为数组\n"
         "                        jsonl  每份报告一行\n"
         "                        html   网页，表格与所据文本并列\n"
         "                        xlsx   工作簿：表格保持模板版式，勾稽关系为公式\n"
         "  -o, --output 路径     写到该处，而不是标准输出；写作 目录/ 则每个输入各有一个输出\n"
         "      --resume          保留目录中已有的输出，只补其余\n"
         "      --excel           供电子表格使用的 CSV：带字节顺序标记，以 CR LF 换行\n"
         "      --repair 把握     把可疑数字改为建议值；把握为 certain（确定）或 likely（很可能）\n"
         "      --across          对同一机关的报告作跨年度核对\n"
         "      --explain         说明报告是如何识别的，不输出表格\n" READING_ZH "\n" STATUSES_ZH "\n"
         "示例：\n"
         "  gouji convert report.txt > cells.csv\n"
         "  gouji convert -f csv --excel -o tables report.txt\n"
         "  gouji convert -f xlsx -o report.xlsx report.txt\n"
         "  gouji convert -f jsonl --include '*.txt' -o reports.jsonl reports/\n"
         "  gouji convert -f json --resume -o out/ reports/\n"
         "  curl -s URL | gouji convert -f json -\n"
         "  jq -c '{id: .url, text: .body}' pages.jsonl | gouji convert --input jsonl -f jsonl -\n"},
    [WORD_HELP_CHECK] = {"gouji check [OPTION...] FILE...\n"
                         "Says what does not add up in the reports, which figures are suspect and why.\n"
                         "\n"
                         "      --across          compare the reports of each body from year to year\n" READING_EN
                         "\n" STATUSES_EN "\n"
                         "Examples:\n"
                         "  gouji check report.txt\n"
                         "  gouji check --lang zh reports/\n"
                         "  gouji check --across 2019.txt 2020.txt 2021.txt\n"
                         "  gouji check - < report.txt\n",
                         "gouji check [选项...] 文件...\n"
                         "指出报告中对不上的数字、可疑的单元格及理由。\n"
                         "\n"
                         "      --across          对同一机关的报告作跨年度核对\n" READING_ZH "\n" STATUSES_ZH "\n"
                         "示例：\n"
                         "  gouji check report.txt\n"
                         "  gouji check --lang zh reports/\n"
                         "  gouji check --across 2019.txt 2020.txt 2021.txt\n"
                         "  gouji check - < report.txt\n"},
    [WORD_HELP_REPORT] =
        {"gouji report [OPTION...] -o DIRECTORY FILE...\n"
         "Writes a page of HTML for each file, and DIRECTORY/index.html, which leads to them all: how many\n"
         "reports are complete and consistent, which relations fail most, in which bodies.\n"
         "\n"
         "  -o, --output PATH     the directory for them, which is made where it is not there\n" READING_EN
         "\n" STATUSES_EN "\n"
         "Examples:\n"
         "  gouji report -o pages reports/\n"
         "  gouji report --lang zh -o pages 2020/*.txt 2021/*.txt\n",
         "gouji report [选项...] -o 目录 文件...\n"
         "为每个文件生成一个 HTML 页面，并生成总览页 目录/index.html：多少份报告齐全且无矛盾、\n"
         "哪些勾稽关系最常不成立、涉及哪些机关，并链接到每份报告。\n"
         "\n"
         "  -o, --output 目录     写到该目录，没有则新建\n" READING_ZH "\n" STATUSES_ZH "\n"
         "示例：\n"
         "  gouji report -o pages reports/\n"
         "  gouji report --lang zh -o pages 2020/*.txt 2021/*.txt\n"},
    [WORD_HELP_TEMPLATES] =
        {"gouji templates [OPTION...] [ID]\n"
         "Lists the templates that gouji knows, or prints the one with that id: its tables, the\n"
         "ids of their rows and columns, the relations that are checked, and how many wrong cells these\n"
         "are sure to notice.\n"
         "\n"
         "      --grammar FILE    add the templates of a JSON file; may be repeated\n"
         "      --lang zh|en      language of messages; from the locale otherwise\n"
         "  -h, --help            this text\n"
         "  -V, --version         the version\n"
         "\n"
         "Examples:\n"
         "  gouji templates\n"
         "  gouji templates ogi-2021\n",
         "gouji templates [选项...] [编号]\n"
         "列出已知模板；给出编号时，完整显示该模板的表格、行列编号、勾稽关系，以及必能发现多少个错误单元格。\n"
         "\n"
         "      --grammar 文件    加入一个 JSON 文件中的模板，可重复使用\n"
         "      --lang zh|en      提示语言，默认取自系统区域设置\n"
         "  -h, --help            显示本说明\n"
         "  -V, --version         显示版本\n"
         "\n"
         "示例：\n"
         "  gouji templates\n"
         "  gouji templates ogi-2021\n"},
    [WORD_LINE] = {"gouji: {1}{2}\n", "gouji: {1}{2}\n"},
    [WORD_TRY_HELP] = {"\"{1}\" shows how to use it.", "用法见 \"{1}\"。"},
    [WORD_NO_COMMAND] = {"a command is missing", "缺少命令"},
    [WORD_UNKNOWN_COMMAND] = {"there is no command \"{1}\"; the commands are {2}", "没有命令 \"{1}\"；可用的命令：{2}"},
    [WORD_UNKNOWN_OPTION] = {"there is no option \"{1}\" here; the options are {2}",
                             "此处没有选项 \"{1}\"；可用的选项：{2}"},
    [WORD_UNKNOWN_FORMAT] = {"there is no format \"{1}\"; the formats are {2}", "没有格式 \"{1}\"；可用的格式：{2}"},
    [WORD_UNKNOWN_INPUT] = {"there is no input format \"{1}\"; the input formats are {2}",
                            "没有输入格式 \"{1}\"；可用的输入格式：{2}"},
    [WORD_UNKNOWN_CERTAINTY] = {"--repair: \"{1}\" is not sure enough; it takes {2}",
                                "--repair 不接受 \"{1}\"；可用的值：{2}"},
    [WORD_UNKNOWN_LANGUAGE] = {"there is no language \"{1}\"; the languages are {2}",
                               "没有语言 \"{1}\"；可用的语言：{2}"},
    [WORD_UNKNOWN_TEMPLATE] = {"there is no template \"{1}\"; the templates are {2}",
                               "没有模板 \"{1}\"；已知的模板：{2}"},
    [WORD_SUGGESTION] = {"; did you mean \"{1}\"?", "；是否想用 \"{1}\"？"},
    [WORD_OPTION_NEEDS_VALUE] = {"the option \"{1}\" needs a value", "选项 \"{1}\" 需要一个值"},
    [WORD_OPTION_TAKES_NONE] = {"the option \"{1}\" takes no value", "选项 \"{1}\" 不带值"},
    [WORD_NO_FILE] = {"\"gouji {1}\" needs a file, or - for standard input",
                      "\"gouji {1}\" 需要一个文件，或用 - 表示标准输入"},
    [WORD_TOO_MANY_ARGUMENTS] = {"one template id is enough; \"{1}\" is too many",
                                 "只能给出一个模板编号，\"{1}\" 多余"},
    [WORD_CSV_NEEDS_DIRECTORY] = {"-f csv makes a file of each table; say in which directory with -o DIRECTORY",
                                  "-f csv 为每张表生成一个文件，请用 -o 指定目录"},
    [WORD_REPORT_NEEDS_DIRECTORY] = {"\"gouji report\" makes many pages; say in which directory with -o DIRECTORY",
                                     "\"gouji report\" 会生成多个页面，请用 -o 指定目录"},
    [WORD_EXCEL_NEEDS_CSV] = {"--excel is for CSV: it goes with -f tidy and -f csv, and not with {1}",
                              "--excel 仅用于 CSV，可与 -f tidy 和 -f csv 同用，不能与 {1} 同用"},
    [WORD_BINARY_NEEDS_FILE] = {"-f {1} makes a file that no terminal can show; name it with -o FILE",
                                "-f {1} 生成的文件无法在终端显示，请用 -o 指定文件名"},
    [WORD_RESUME_NEEDS_DIRECTORY] = {"--resume looks at what is in a directory; say in which one with -o DIRECTORY",
                                     "--resume 要查看目录中已有的输出，请用 -o 指定目录"},
    [WORD_EXPLAIN_ALONE] = {"--explain writes no tables, and goes with no -f; JSON says the same under \"regions\"",
                            "--explain 不输出表格，不能与 -f 同用；JSON 的 \"regions\" 中有同样的内容"},
    [WORD_ACROSS_IN_ONE] = {"--across puts all reports into one output; name a file with -o, and not a directory",
                            "--across 将全部报告写入一个输出，请用 -o 指定文件而非目录"},
    [WORD_BAD_JOBS] = {"\"-j {1}\": a number from 1 to {2} is needed", "\"-j {1}\"：应为 1 至 {2} 的数"},
    [WORD_BAD_ENCODING] = {"{2}", "--encoding {1}：没有这种编码（{2}）"},
    [WORD_CANNOT_READ] = {"cannot read {1}: {2}", "无法读取 {1}：{2}"},
    [WORD_IS_DIRECTORY] = {"{1} is a directory; a file was expected", "{1} 是目录，此处应为文件"},
    [WORD_LINK_LOOP] = {"{1}: this link leads back to a directory it is in; it is not followed",
                        "{1}：此链接指回其上级目录，不再跟随"},
    [WORD_NOTHING_IN_DIRECTORY] = {"{1}: there is no file to read in this directory (see --include)",
                                   "{1}：此目录中没有可读取的文件（参见 --include）"},
    [WORD_NOTHING_TO_READ] = {"there was no report to read", "没有可读取的报告"},
    [WORD_NOT_JSON] = {"{1}: not a line of JSON (near character {2}); it is passed over",
                       "{1}：不是有效的 JSON（第 {2} 个字节附近），已跳过该行"},
    [WORD_RECORD_WITHOUT_TEXT] = {"{1}: not an object with a \"text\" that is a string; it is passed over",
                                  "{1}：不是含有字符串 \"text\" 的对象，已跳过该行"},
    [WORD_TOO_LARGE] = {"{1} is larger than {2} bytes", "{1} 超过 {2} 字节"},
    [WORD_TOO_MANY_REPORTS] = {"{1}: one file cannot hold so many reports; -o DIRECTORY/ gives each input its own",
                               "{1}：一个文件容不下这么多报告；用 -o 目录/ 可使每个输入各有一个输出"},
    [WORD_CANNOT_WRITE] = {"cannot write {1}: {2}", "无法写入 {1}：{2}"},
    [WORD_NOT_DIRECTORY] = {"{1} is not a directory; name another one with -o", "{1} 不是目录，请用 -o 另指定一个"},
    [WORD_OUTPUT_IS_INPUT] = {"{1} is an input, and would be overwritten; name another file with -o",
                              "{1} 是输入文件，会被覆盖；请用 -o 指定其他文件"},
    [WORD_SAME_NAME] = {"{1}: an earlier file was already written to {2}; rename one of them",
                        "{1}：{2} 已由前面的文件写出，请将其中之一改名"},
    [WORD_STANDARD_INPUT] = {"standard input", "标准输入"},
    [WORD_STANDARD_OUTPUT] = {"standard output", "标准输出"},
    [WORD_NO_MEMORY] = {"there is not enough memory", "内存不足"},
    [WORD_NO_SUCH_FILE] = {"there is no such file or directory", "没有这个文件或目录"},
    [WORD_NO_PERMISSION] = {"permission denied", "权限不够"},
    [WORD_NO_SPACE] = {"no space left on the device", "设备空间不足"},
    [WORD_PIPE_CLOSED] = {"the reader has closed the pipe", "管道另一端已关闭"},
    [WORD_NO_PLACE] = {"its directory does not exist; make it first", "所在目录不存在；请先建立"},
    [WORD_LINKS_IN_A_CIRCLE] = {"its symbolic links lead round in a circle", "符号链接循环指向"},
    [WORD_NO_DIRECTORY] = {"a part of the path is a file, and not a directory", "路径中有一段是文件而非目录"},
    [WORD_NAME_TOO_LONG] = {"the name is too long", "名称过长"},
    [WORD_MAY_NOT_GROW] = {"the file may not grow so large", "文件超出允许的大小"},
    [WORD_READ_ONLY] = {"the file system is read-only", "文件系统为只读"},
    [WORD_FAILED_MEMORY] = {"{1}: there is not enough memory", "{1}：内存不足"},
    [WORD_FAILED_ENCODING] = {"{2}", "{1}：编码有误（{2}）"},
    [WORD_FAILED_GRAMMAR] = {"{2}", "{1}：模板文件有误（{2}）"},
    [WORD_FAILED_LIMIT] = {"{2}", "{1}：超出限制（{2}）"},
    [WORD_FAILED_OTHER] = {"{2}", "{1}:{2}"},
    [WORD_PROGRESS] = {"{1} of {2} files, {3} MB/s, {4} violations, {5} failed, {6} left",
                       "{1}/{2} 个文件，{3} MB/s，{4} 处不成立，{5} 个失败，还需 {6}"},
    [WORD_PROGRESS_OPEN] = {"{1} done, {3} MB/s, {4} violations, {5} failed",
                            "已处理 {1} 份，{3} MB/s，{4} 处不成立，{5} 个失败"},
    [WORD_ACROSS_HEAD] = {"From year to year", "跨年度核对"},
    [WORD_ACROSS_PAIR] =
        {"{1}: {2} ({3}) to {4} ({5}): {6} relations hold, {7} violated, {8} that could not be checked",
         "{1}：{2}（{3}）至 {4}（{5}）：成立{6}条，不成立{7}条，无法核对{8}条"},
    [WORD_ACROSS_REWORDED] = {"  taken for one body: {1}; {2}", "  视为同一机关：{1}；{2}"},
    [WORD_ACROSS_LEFT_HEAD] = {"Not compared", "未作跨年度核对"},
    [WORD_ACROSS_ALONE] = {"{1}: {2}, {3}: no report of this body for the year before or after is among these",
                           "{1}：{2}，{3}：没有该机关上一年度或下一年度的报告"},
    [WORD_ACROSS_NO_BODY] = {"{1}: the text does not name the body", "{1}：文本未写明机关"},
    [WORD_ACROSS_NO_YEAR] = {"{1}: {2}: the text does not name the year", "{1}：{2}：文本未写明年度"},
    [WORD_ACROSS_TWICE] = {"{1}: {2}, {3}: {4} is of the same body and year, and was taken",
                           "{1}：{2}，{3}：与 {4} 为同一机关同一年度，已采用后者"},
    [WORD_TOTALS] = {"{1} reports: {2} consistent, {3} with violations, {4} incomplete or not recognised; "
                     "{5} files could not be read",
                     "共{1}份报告：{2}份勾稽无误，{3}份有不成立的勾稽关系，{4}份缺表或未识别；{5}"
                     "个文件无法读取"},
};

const char *word_text(gj_language language, enum word word) {
    return words[word][language == GJ_CHINESE ? 1 : 0];
}
