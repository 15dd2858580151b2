"""Made entries for what web extractors, text browsers and careless forms do to a report."""
import forms
import layouts
from made import base_lines, find, like, row, text_of
from made_words import replace


def grid_lines():
    return layouts.rows_piped(forms.parts(forms.QINGLING)).splitlines()


def pipe_entries():
    """Where the pipes stand."""
    lines = []
    for line in base_lines():
        starts_row = line.endswith(" |") and not layouts.is_value(line[:-2])
        lines += ["|", line] if starts_row else [line]
    yield "pipe-before-row", text_of(lines), like("A pipe alone on the line before each label")

    lines = [part for line in base_lines()
             for part in ([line[:-2], "|"] if line.endswith(" |") else [line])]
    yield "pipe-below", text_of(lines), like("Each cell's pipe alone on the next line")

    lines = base_lines()
    for label in ("(一)予以公开", "2.重复申请", "(七)总计"):
        at = row(lines, label).stop
        lines.insert(at, "||||")
    yield "pipes-behind-rows", text_of(lines), like("A line of bare pipes behind some rows")

    lines = base_lines()
    for label in ("(一)予以公开", "2.重复申请", "(七)总计"):
        at = row(lines, label).stop - 1
        lines[at] += "||||"
    yield "pipes-glued", text_of(lines), like("Bare pipes glued to the last cell of some rows")

    lines = [line + " |" if line.endswith(" |") and line.count("|") > 1 else line for line in grid_lines()]
    yield "column-extra", text_of(lines), like("An empty column more throughout")

    lines = [line[:-2] if line.endswith(" |") and line.count("|") > 1 else line for line in grid_lines()]
    yield "rows-joined-with-pipes", text_of(lines), like("One row a line, its cells joined with pipes and none behind")

    blank = dict(forms.QINGLING["rows"])
    name = "applications/unprocessed_repeated"
    blank[name] = " ".join("_" if value == "0" else value for value in blank[name].split())
    at = find(lines, "2.重复申请")
    lines[at] = "2.重复申请 | " + " | ".join(value.replace("_", "") for value in blank[name].split())
    yield "blank-at-row-end", text_of(lines + [""]), like(
        "Cells joined with pipes, some of a row empty: what stands outside the outer pipes is a cell here", rows=blank)

    frame = ["| " + line if line.endswith(" |") and line.count("|") > 1 else line for line in grid_lines()]
    at = find(frame, "2.重复申请")
    frame[at] = "| 2.重复申请 | 1 |  |  |  |  |  | 1 |"
    yield "blanks-in-frame", text_of(frame), like(
        "Rows between outer pipes, labels of groups only where they begin: five empty cells keep their places",
        rows=blank)


def attribute_entries():
    """What a wiki says of a cell, and what only looks so."""
    rows = without_zeros(("art20_1", "applications", "review_litigation"))
    yield "wiki-blanks", layouts.wiki(forms.parts(dict(forms.QINGLING, rows=rows))).encode(), like(
        "Wiki markup with nothing for 0: two marks with nothing between them are an empty cell, and one mark is none",
        rows=rows, unknown=None, suspects=None)

    filled = layouts.tagged([(kind, content if kind == "text" else
                              [[(square[0][0] if square[3] else "", 1, 1) for square in line]
                               for line in layouts.spread(content)])
                             for kind, content in forms.parts(dict(forms.QINGLING, rows=rows))])
    yield "tags-filled-up", filled.encode(), like(
        "In HTML without spans: squares that were covered are empty cells, as are those with nothing for 0", rows=rows,
        unknown=None, suspects=None)

    yield "blanks-as-entities", layouts.tagged(forms.parts(dict(forms.QINGLING, rows=rows))).replace(
        "<p></p>", "<p>&nbsp;</p>").encode(), like("In HTML, &nbsp; in every cell with nothing for 0", rows=rows,
                                                   unknown=None, suspects=None)

    frame = ["| colspan=\"1\" style=\"text-align:center\" | " + line.replace(" | ", " | rowspan=1 | ")
             if line.endswith(" |") and line.count("|") > 1 else line for line in grid_lines()]
    yield "attributes-of-cells", text_of(frame), like("Attributes of a wiki before the cells: they are no cells")

    lines = base_lines()
    at = find(lines, "行政规范性文件 |")
    yield "names-with-values", text_of(lines[:at] + ['|a=""', '| b="其他公文" c="另计" | 9 | 8 | 7 |'] + lines[at:]), like(
        "Names with values between pipes that are no attributes of HTML: they are text, and not lost",
        leftovers=['b="其他公文" c="另计"', "9", "8", "7"])


def empty_cell_entries():
    """Where nothing is printed, and where merged cells were, stands an empty cell between pipes."""
    rows = dict(some_zeros(), **{"applications/carried_forward": "3 1 _ _ 1 _ _",
                                 "applications/unavailable_not_held": "4 2 _ _ 1 _ _"})
    blanks = forms.parts(dict(forms.QINGLING, rows=rows))

    def drawn(opening, closing, above=(), parts=blanks):
        return layouts.join(parts, lambda kind, table: list(above) + [
            opening + "|".join(square[0][0] if square[3] else "" for square in line) + closing
            for line in layouts.spread(table)])
    yield "empty-cells-in-frame", drawn("|", "|").encode(), like(
        "A pipe on either side of each cell, nothing for 0: rows that end in empty cells have lost none", rows=rows,
        unknown=None, suspects=None)
    yield "empty-cells-at-edges", drawn("", "").encode(), like(
        "Pipes between the cells and none outside: rows of as many pipes each begin or end with empty cells", rows=rows,
        unknown=None, suspects=None)
    sparse = {"new_received": "35 6 5 _ 4 3 53", "granted": "12 2 5 _ 3 1 23", "outcome_total": "35 6 5 _ 4 3 53"}
    no_nonprofit = {name: " ".join(words[:3] + ["_"] + words[4:]) for name, words in
                    ((name, row.split()) for name, row in rows.items() if name.startswith("applications/"))}
    no_nonprofit.update(("applications/" + name, row) for name, row in sparse.items())
    sparse_rows = dict(rows, **no_nonprofit)
    yield "column-all-empty", drawn("|", "|", parts=forms.parts(dict(forms.QINGLING, rows=sparse_rows))).encode(), like(
        "The same with a column in which nothing is printed: no row tells all columns", rows=sparse_rows, unknown=None,
        suspects=None)
    yield "quote-left-open", drawn("|", "|", ['[cols=",,,",]', "|==="]).encode(), like(
        "Above each table a line of commas and quotes, of which the last opens what is never closed", rows=rows,
        unknown=None, suspects=None)


def merged_entries():
    """Merged cells that a program wrote once for each square."""
    lines = layouts.tabbed(forms.parts(forms.QINGLING)).splitlines()
    at = find(lines, "信息内容")
    lines[at:at + 3] = ["\t".join(cell for cell in cells.split() for _ in range(2))
                        for cells in ("信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 / — /", "行政规范性文件 3 1 27")]
    marks = dict(forms.QINGLING["rows"], **{"art20_1/regulations": "_ _ _"})
    yield "merged-marks", text_of(lines), like(
        "Every cell of a table takes two squares, and marks for nothing stand in some: a mark that comes twice is one",
        rows=marks, leftovers=["/", "—", "/", "3", "1", "27", "1204", "1204", "318", "318", "15", "15", "27.36", "27.36"])


def without_zeros(tables):
    """The rows of the report with nothing where those tables have a 0."""
    return {name: " ".join("_" if value == "0" and name.split("/")[0] in tables else value for value in row.split())
            for name, row in forms.QINGLING["rows"].items()}


def some_zeros():
    """The rows of the report with nothing for 0 in those applications that have other figures as well."""
    return dict(forms.QINGLING["rows"], **{name: row for name, row in without_zeros(("applications",)).items()
                                           if set(row) != {"_", " "}})


def column_entries():
    """Columns of spaces in which no two rows that are whole stand below each other."""
    rows = without_zeros(("art20_1", "art20_6", "applications"))
    rows["art20_1/normative_documents"] = "3 _ 27"
    parts = forms.parts(dict(forms.QINGLING, rows=rows))
    bare = {name: row.replace("_", ".") for name, row in rows.items() if set(row) == {"_", " "}}
    keys = dict(rows=dict(rows, **bare), exit=3, tables={"art20_1": "partial", "applications": "partial"},
                unknown=None, suspects=None)
    yield "columns-no-zeros", layouts.columns_of_spaces(parts).encode(), like(
        "Columns of spaces, nothing printed for 0: where the values of a table begin and end says which columns they "
        "are of; of a row that is all blank only the label is left", **keys)
    yield "columns-by-character", layouts.columns_by_character(parts).encode(), like(
        "The same by a program that takes a hanzi for as wide as a digit; its header of the review cases is a very "
        "long line", **keys)

    rows = without_zeros(("art20_1", "art20_6", "applications", "review_litigation"))
    keys["rows"] = dict(rows, **{name: row for name, row in keys["rows"].items() if set(row) == {".", " "}})
    yield "columns-by-character-throughout", layouts.columns_by_character(
        forms.parts(dict(forms.QINGLING, rows=rows))).encode(), like(
            "The same with nothing for 0 in the only row of the review cases: which columns its values are of shows "
            "only where it is known how the program counts, from the other tables", **keys)


def joined_entries():
    """Rows and whole reports whose cells are joined by spaces."""
    def rows_joined(parts, mark):
        return layouts.join(parts, lambda kind, table: [mark.join(text for text, _, _ in line) for line in table])
    text = rows_joined(forms.parts(forms.QINGLING), " ")
    yield "rows-joined-with-spaces", text.encode(), like("One row a line, its cells joined by single spaces")

    blank = "applications/unprocessed_repeated"
    values = forms.QINGLING["rows"][blank].split()
    old = "2.重复申请 " + " ".join(values)
    new = "2.重复申请 " + " ".join("" if value == "0" else value for value in values)
    yield "blanks-as-spaces", text.replace(old, new).encode(), like(
        "Cells joined by single spaces, five of a row empty: two spaces and more stand for them",
        rows={blank: " ".join("_" if value == "0" else value for value in values)})

    yield "rows-joined-with-commas", rows_joined(forms.parts(forms.QINGLING), ",").encode(), like(
        "One row a line, its cells joined by commas without quotes: rows have other numbers of fields each")

    def separated(parts, mark):
        return layouts.join(parts, lambda kind, table: [mark.join('"%s"' % (square[0][0] if square[3] else "")
                            for square in line) for line in layouts.spread(table)])
    rows = some_zeros()
    blanks = forms.parts(dict(forms.QINGLING, rows=rows))
    for name, mark in (("semicolons", ";"), ("tabs", "\t")):
        yield "quoted-" + name, separated(blanks, mark).encode(), like(
            "All cells in quotes and divided by %s, merged cells written once, nothing for 0 but in rows of it" % name, rows=rows,
            unknown=None, suspects=None)

    sentences = [content for kind, content in forms.parts(forms.QINGLING) if kind == "text"]
    yield "one-line", (" ".join(text.split()) + "\n").encode(), like(
        "The whole report on one line, its cells joined by spaces",
        leftovers=[line for line in sentences[1:] if line[:2] not in ("二、", "三、", "四、")])


def header_entries():
    """Headers cut, doubled, left out; instructions in labels."""
    old = base_lines()
    yield "instructions", text_of(replace(
        old, ("一、本年新收政府信息公开申请数量 |", "一、本年新收政府信息公开申请数量（填报说明：统计期限内收到的全部申请，含当面、网络、信函、传真提交的） |"),
        ("(一)予以公开 |", "(一)予以公开(含已主动公开、告知查询途径的) |"), ("(七)总计 |", "(七)总计(应等于以上各项之和) |"),
        ("四、结转下年度继续办理 |", "四、结转下年度继续办理(截至12月31日未到答复期限的) |"),
        ("自然人 |", "自然人(公民个人提出的申请,不论是否委托代理) |"))), like("Long instructions in brackets inside labels")
    yield "header-lost", text_of([line for line in old if line != "自然人 |"]), like("A header cell is missing")


def local_entries():
    """Forms that are not the national ones."""
    labels = [line[:-2] for line in base_lines() if line.endswith(" |") and not layouts.is_value(line[:-2])]
    start, stop = labels.index("一、本年新收政府信息公开申请数量"), labels.index("四、结转下年度继续办理")
    table = []
    for i, label in enumerate(labels[start:stop + 1]):
        table += [label + " |"] + ["%d |" % ((7 * i + shift) % 5) for shift in range(3)]
    local = ["青岭县2023年第三季度政府信息公开情况表", "项目 |", "县政府 |", "县直单位 |", "乡镇街道 |"] + table
    yield "three-columns", text_of(local), {
        "description": "A local quarterly form with columns of its own: nothing may be put into the national form's",
        "exit": 3, "tables": {}, "violations": {}, "suspects": {}, "diagnostics": ["foreign_columns"]}


def empty_entries():
    """A table that is there and says nothing."""
    for name, mark, words in (("dashes", "-", "dashes"), ("blanks", "", "empty cells")):
        lines = base_lines()
        start, stop = find(lines, "一、本年新收"), find(lines, "四、政府信息公开行政复议")
        for i in range(start, stop):
            if layouts.is_value(lines[i][:-2]):
                lines[i] = mark + " |"
        rows = {key: "_ _ _ _ _ _ _" for key in forms.QINGLING["rows"] if key.startswith("applications/")}
        yield "table-of-" + name, text_of(lines), like("A whole table of " + words, rows=rows, unknown=None)
    rows = dict(forms.QINGLING["rows"], **{key: "_ _ _ _ _" for key in forms.QINGLING["rows"]
                                           if key.startswith("review_litigation/")})
    parts = forms.parts(dict(forms.QINGLING, rows=rows))
    for name, draw in (("tags", layouts.tagged), ("markdown", layouts.markdown)):
        yield "grid-of-blanks-in-" + name, draw(parts).encode(), like(
            "Empty cells below all headers of the grid, in " + name + ": it is there, and says nothing",
            rows=rows, unknown=None)
