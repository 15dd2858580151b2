"""The entries of the corpus that are made from one report by one change each.

made() yields (name, bytes of the input, expectation). The changes are written down here, the files are
committed: tests/corpus/make_entries.py writes them, and a test compares them with a fresh run.
"""
import os

import forms
import layouts

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")
BASE = "qingling-2023"
TABLES = ["art20_1", "art20_5", "art20_6", "art20_8", "applications", "review_litigation"]
COLUMNS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_org", "total"]


def base_lines():
    return layouts.cells_piped(forms.parts(forms.QINGLING)).splitlines()


def find(lines, text):
    return next(i for i, line in enumerate(lines) if text in line)


def row(lines, label, count=7):
    """The place of a row: its label and the values behind it."""
    at = find(lines, label)
    return slice(at, at + 1 + count)


def text_of(lines):
    return ("\n".join(lines) + "\n").encode()


def like(description, **keys):
    return dict({"description": description, "like": BASE}, **keys)


def missing_rows(rows):
    """The ids of all cells of those rows of the table of applications."""
    return ["applications/%s/%s" % (name, column) for name in rows for column in COLUMNS]


def column_relations():
    return ["applications/%s/%s" % (kind, column) for kind in ("outcomes", "balance") for column in COLUMNS]


def statuses(**other):
    return {table: other.get(table, "missing") for table in TABLES}


def rows_of(*prefixes):
    return {name: text for name, text in forms.QINGLING["rows"].items() if name.startswith(prefixes)}


# ---------------------------------------------------------------- the report and its layouts

def base():
    report = forms.QINGLING
    return {
        "description": "A made report on the 2021 form, whole and consistent: " + layouts.LAYOUTS["cells"][1],
        "template": "ogi-2021", "body": "青岭县水务局", "year": 2023, "encoding": "utf-8", "exit": 0,
        "tables": {table: "complete" for table in TABLES}, "rows": report["rows"],
        "violations": {}, "suspects": {}, "unknown": [], "diagnostics": [], "leftovers": []}


def page_leftovers(lines):
    first, last = find(lines, "二、主动公开"), find(lines, "五、存在的主要问题")
    return [line for line in lines[first:last] if line[0] in "-—第" and "条" not in line]


def layout_entries():
    yield BASE, text_of(base_lines()), base()
    for name, (draw, words) in layouts.LAYOUTS.items():
        if name == "cells":
            continue
        text = draw(forms.parts(forms.QINGLING))
        expected = like("The same report, " + words)
        if name == "pages":
            expected["leftovers"] = page_leftovers(text.splitlines())
        if name == "tabs":  # a merged square's value comes out for each square it covered
            expected["leftovers"] = [value for value in ("1204", "318", "15", "27.36") for _ in range(2)]
        yield "layout-" + name, text.encode(), expected


# ---------------------------------------------------------------- six values for seven columns

def decided(column):
    lines = base_lines()
    del lines[row(lines, "(一)予以公开").start + 1 + column]
    cells = ["applications/granted/" + name for name in COLUMNS]
    values = forms.values(forms.QINGLING, "applications/granted")
    words = values[:column] + ["."] + values[column + 1:]
    yield "short-%d-decided" % (column + 1), text_of(lines), like(
        "Six values for seven columns: the sums of the columns leave one way to place them",
        exit=3, tables={"applications": "partial"}, rows={"applications/granted": " ".join(words)},
        suspects={cells[column]: [int(values[column]), "certain"]},
        details={cell: {"placed_by": "relations"} for i, cell in enumerate(cells) if i != column},
        unknown=["applications/sum/granted", "applications/outcomes/" + COLUMNS[column]])


def open_choice(column):
    """The same where the row of the columns' totals is lost."""
    lines = base_lines()
    del lines[row(lines, "(七)总计")]
    del lines[row(lines, "(一)予以公开").start + 1 + column]
    values = forms.values(forms.QINGLING, "applications/granted")
    six = values[:column] + values[column + 1:]
    ambiguous = {}
    for i, name in enumerate(COLUMNS):
        ways = {""} | set(six[i:i + 1]) | set(six[i - 1:i] if i else [])
        ambiguous["applications/granted/" + name] = sorted(ways)
    yield "short-%d-open" % (column + 1), text_of(lines), like(
        "Six values for seven columns, and no total of any column: nothing decides where the gap is",
        exit=3, tables={"applications": "partial"}, missing=missing_rows(["outcome_total"]), ambiguous=ambiguous,
        unknown=["applications/sum/granted", "applications/sum/outcome_total"] + column_relations(),
        suspects=None)


# ---------------------------------------------------------------- rows and cells lost, doubled, moved

def row_entries():
    lines = base_lines()
    place = row(lines, "2.重复申请")
    doubled = lines[:place.stop] + lines[place] + lines[place.stop:]
    yield "row-doubled", text_of(doubled), like(
        "A row stands twice, the same both times", diagnostics=["row_repeated"],
        leftovers="1 0 0 0 0 0 1".split())

    other = ["2.重复申请 |"] + [value + " |" for value in "0 0 0 0 0 3 3".split()]
    ids = ["applications/unprocessed_repeated/" + name for name in COLUMNS]
    yield "row-doubled-otherwise", text_of(lines[:place.stop] + other + lines[place.stop:]), like(
        "A row stands twice with other figures: neither is believed where they differ", exit=3,
        tables={"applications": "partial"}, diagnostics=["row_repeated"], leftovers=["0"] * 4,
        ambiguous={ids[0]: ["0", "1"], ids[5]: ["0", "3"], ids[6]: ["1", "3"]},
        suspects={ids[0]: [1, "likely"], ids[5]: [0, "likely"], ids[6]: [1, "likely"]},
        unknown=["applications/sum/unprocessed_repeated"] + ["applications/outcomes/" + COLUMNS[i] for i in (0, 5, 6)])

    columns = 2 * [line + " |" for line in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    part = ["行政诉讼 |", "未经复议直接起诉 |", "复议后起诉 |"] + columns + [
        value + " |" for value in "3 0 0 0 3 0 0 5 1 6".split()]
    end = find(lines, "五、存在的主要问题及改进情况")
    cells = ["review_litigation/litigation_after_review/" + name for name in ("other", "pending")]
    yield "grid-again-in-part", text_of(lines[:end] + part + lines[end:]), like(
        "Two of the three rows of the grid stand again, with other figures: neither is believed where they differ",
        exit=3, tables={"review_litigation": "partial"}, diagnostics=["row_repeated"],
        ambiguous={cells[0]: ["5", "6"], cells[1]: ["0", "1"]},
        suspects=None, unknown=["review_litigation/sum/litigation_after_review"])

    third = ["2.重复申请 |"] + [value + " |" for value in "0 0 0 0 2 0 2".split()]
    yield "row-three-times", text_of(lines[:place.stop] + other + third + lines[place.stop:]), like(
        "A row stands three times, each time with other figures: all of them are alternatives where they differ, "
        "and what says the same again is left over", exit=3,
        tables={"applications": "partial"}, diagnostics=["row_repeated", "row_repeated"], leftovers=["0"] * 6,
        ambiguous={ids[0]: ["0", "1"], ids[4]: ["0", "2"], ids[5]: ["0", "3"], ids[6]: ["1", "2", "3"]},
        suspects=None,
        unknown=["applications/sum/unprocessed_repeated"] +
        ["applications/outcomes/" + COLUMNS[i] for i in (0, 4, 5, 6)])

    at = row(lines, "(七)总计").start + 1
    yield "cell-doubled", text_of(lines[:at] + lines[at:at + 1] + lines[at:]), like(
        "A value stands twice in its row: eight values for seven columns", leftovers=["35"])

    at = find(lines, "行政规范性文件 |")
    foreign = [cell + " |" for cell in ("其他主动公开文件", "9", "8", "7")]
    yield "row-foreign", text_of(lines[:at] + foreign + lines[at:]), like(
        "A row that the form does not have, between two that it has", leftovers=["其他主动公开文件", "9", "8", "7"])

    place = row(lines, "8.属于行政查询事项")
    name = "denied_administrative_query"
    yield "row-lost", text_of(lines[:place.start] + lines[place.stop:]), like(
        "A row is lost with its label", exit=3, tables={"applications": "partial"}, missing=missing_rows([name]),
        suspects={"applications/%s/%s" % (name, column): [int(value), "likely"] for column, value in zip(
            COLUMNS, forms.values(forms.QINGLING, "applications/" + name))},
        unknown=["applications/sum/" + name] + ["applications/outcomes/" + column for column in COLUMNS])

    first, second = row(lines, "4.保护第三方"), row(lines, "5.属于三类")
    swapped = lines[:first.start] + lines[second] + lines[first] + lines[second.stop:]
    yield "rows-exchanged", text_of(swapped), like("Two rows in the wrong order", diagnostics=["row_order"])

    at = find(lines, "(四)无法提供")
    header = lines[slice(find(lines, "(本列数据"), find(lines, "一、本年新收"))]
    yield "header-repeated", text_of(lines[:at] + header + lines[at:]), like(
        "The header of the table again in its middle, as at the top of a new page")

    place = row(lines, "1.本机关不掌握")
    lost = "4 2 . . 1 . 7"
    kept = [line for line, word in zip(lines[place][1:], lost.split()) if word != "."]
    yield "blanks-lost", text_of(lines[:place.start + 1] + kept + lines[place.stop:]), like(
        "Three blanks of a row have left no trace: the sums tell where", exit=3,
        tables={"applications": "partial"}, rows={"applications/unavailable_not_held": lost},
        suspects={"applications/unavailable_not_held/" + name: [0, "likely"]
                  for name in ("research", "nonprofit", "other_org")},
        unknown=["applications/sum/unavailable_not_held"] +
                ["applications/outcomes/" + name for name in ("research", "nonprofit", "other_org")])

    at = find(lines, "3.补正后")
    cut = ("\n".join(lines[:at]) + "\n3.补正后申").encode()
    names = [name.split("/")[1] for name in forms.QINGLING["rows"] if name.startswith("applications/")]
    lost_rows = names[names.index("unavailable_unclear"):]
    lost_cells = missing_rows(lost_rows) + [
        "review_litigation/%s/%s" % (part, column) for part in ("review", "litigation_direct", "litigation_after_review")
        for column in ("upheld", "corrected", "other", "pending", "total")]
    yield "cut-off", cut, {
        "description": "The text breaks off inside a label", "like": BASE, "exit": 3, "missing": lost_cells,
        "tables": {"applications": "partial", "review_litigation": "missing"}, "suspects": None,
        "unknown": ["applications/sum/" + name for name in lost_rows] +
                   column_relations() +
                   ["review_litigation/sum/" + name for name in ("review", "litigation_direct", "litigation_after_review")]}


# ---------------------------------------------------------------- parts of reports

def part_entries():
    lines = base_lines()
    title, grid = lines[:1], slice(find(lines, "四、政府信息公开行政复议"), find(lines, "五、存在的主要问题"))
    yield "grid-alone", text_of(title + lines[grid]), {
        "description": "The grid of reviews and lawsuits and no other table", "template": "ogi-2021", "exit": 3,
        "tables": statuses(review_litigation="complete"), "rows": rows_of("review_litigation"),
        "violations": {}, "leftovers": []}
    marks = ["/ |" if layouts.is_value(line.split(" |")[0]) else line for line in lines[grid]]
    yield "grid-of-marks", text_of(title + marks), {
        "description": "The grid alone, and a mark for nothing in each of its cells: none of them is lost",
        "template": "ogi-2021", "exit": 3, "tables": statuses(review_litigation="complete"),
        "blank": ["review_litigation/%s/%s" % (row, column)
                  for row in ("review", "litigation_direct", "litigation_after_review")
                  for column in ("upheld", "corrected", "other", "pending", "total")],
        "violations": {}, "leftovers": []}
    yield "labels-of-two-forms", text_of(lines[grid]), {
        "description": "The grid alone and no year: its labels are in two forms, and either reads it alike",
        "exit": 3, "rows": rows_of("review_litigation"), "violations": {}, "leftovers": [],
        "diagnostics": ["template_doubt"]}
    old_title = ["青岭县水务局2020年政府信息公开工作年度报告"]
    yield "labels-of-two-forms-2020", text_of(old_title + lines[grid]), {
        "description": "The grid alone: its labels are in two forms, and the year decides", "template": "ogi-2019",
        "year": 2020, "exit": 3, "rows": rows_of("review_litigation"), "violations": {}, "leftovers": []}

    table = slice(find(lines, "三、收到和处理"), find(lines, "四、政府信息公开行政复议"))
    yield "applications-alone", text_of(title + lines[table]), {
        "description": "The table of applications and no other", "template": "ogi-2021", "exit": 3,
        "tables": statuses(applications="complete"), "rows": rows_of("applications"), "violations": {},
        "leftovers": []}

    first_rows = slice(find(lines, "三、收到和处理"), row(lines, "(二)部分公开").stop)
    names = ("new_received", "carried_over", "granted", "partially_granted")
    yield "first-rows-only", text_of(title + lines[first_rows]), {
        "description": "The heading, the header and the first four rows of one table", "template": "ogi-2021",
        "exit": 3, "tables": statuses(applications="partial"),
        "rows": rows_of(*("applications/" + name for name in names)), "violations": {}, "leftovers": []}

    headings = [line for line in lines if line[0] in "一二三四五六" and "、" in line[:2] and " |" not in line]
    yield "headings-only", text_of(title + headings), {
        "description": "The headings of the tables without a table", "exit": 3, "year": 2023,
        "tables": {}, "violations": {}, "suspects": {}}

    second = layouts.cells_piped(forms.parts(forms.BAIYANG)).encode()
    expected = dict(base(), body="白杨镇人民政府", year=2022, rows=forms.BAIYANG["rows"])
    del expected["description"]
    yield "two-reports", text_of(lines) + second, {
        "description": "Two reports in one file, one after another", "exit": 0,
        "reports": [{key: value for key, value in base().items() if key != "description"}, expected]}
    yield "tag-left-open", text_of(lines[:2] + ["<table>"] + lines[2:]), like(
        "A table in tags is opened before the tables, and no tag follows")
    yield "two-reports-tag-between", text_of(lines) + b"<table>\n" + second, {
        "description": "A table in tags is opened behind a report, and no tag follows: the next one is read",
        "like": "two-reports"}

    with open(os.path.join(CORPUS, "linyi-2020.txt"), encoding="utf-8") as file:
        linyi = file.read().replace("临沂市公安局2020年", "临沂市公安局2021年", 1)
    yield "last-years-form", linyi.encode(), {
        "description": "The form of 2019 used for the year 2021: the labels decide, not the year",
        "like": "linyi-2020", "year": 2021}

    wrong_title = ["青岭县水务局2016年政府信息公开工作年度报告", "政府信息公开情况统计表"]
    yield "title-of-another-form", text_of(wrong_title + lines[1:]), like(
        "The title and year of an older form over the rows of the 2021 form", year=2016)


# ---------------------------------------------------------------- bytes

def byte_entries():
    lines = base_lines()
    text = text_of(lines)
    yield "crlf", text.replace(b"\n", b"\r\n"), like("Lines end in CR LF")
    yield "byte-order-mark", b"\xef\xbb\xbf" + text, like("A byte order mark opens the file", encoding="utf-8-bom")
    with_nul = text.replace("2.重复申请".encode(), "2.重复\0申请".encode()).replace(
        "(七)总计".encode(), "\0\n(七)总计".encode())
    yield "nul-bytes", with_nul, like("A NUL inside a label, and one on a line of its own")
    long_number = "1234567890" * 4
    yield "forty-digits", text.replace(b"1204 |", long_number.encode() + b" |"), like(
        "A number of forty digits: kept as text, and nothing is added up with it",
        cells={"art20_5/licensing/decisions": long_number}, rows={"art20_5/licensing": long_number},
        details={"art20_5/licensing/decisions": {"value": None}}, diagnostics=["overflow"])
    yield "empty", b"", {"description": "An empty file", "template": None, "exit": 3, "violations": {},
                         "all_leftovers": [], "diagnostics": []}
    half = len(lines) // 2
    yield "two-encodings", text_of(lines[:half]) + text_of(lines[half:]).decode().encode("gb18030"), {
        "description": "UTF-8 up to some line and GB18030 from there on: refused, with the place", "exit": 2,
        "error": "UTF-8 before this byte and GB18030 after it"}
