"""Entries with cells lost, run together, cut in two or moved: what decides between readings, and what is left open."""
import forms
from made import COLUMNS, base_lines, column_relations, find, like, missing_rows, row, text_of


def with_values(label, values):
    """The report with other values behind a row's label."""
    lines = base_lines()
    place = row(lines, label, len(forms_values(label)))
    return lines[:place.start + 1] + [value + " |" for value in values.split()] + lines[place.stop:]


ROWS = {"行政规范性文件 |": "art20_1/normative_documents", "2.其他法律": "applications/denied_prohibited_by_law",
        "8.属于行政查询事项": "applications/denied_administrative_query", "(七)总计": "applications/outcome_total",
        "1.本机关不掌握": "applications/unavailable_not_held", "(一)予以公开": "applications/granted",
        "(二)部分公开": "applications/partially_granted"}


def forms_values(label):
    return forms.values(forms.QINGLING, ROWS[label])


def by_relations(name, columns=COLUMNS):
    return {"applications/%s/%s" % (name, column): {"placed_by": "relations"} for column in columns}


def number_entries():
    yield "run-together-decided", text_of(with_values("8.属于行政查询事项", "400 0 0 0 4")), like(
        "Three values run together: only read as 4, 0 and 0 do they keep the sums",
        details=by_relations("denied_administrative_query"))
    yield "run-together-open", text_of(with_values("行政规范性文件 |", "3 127")), like(
        "Two values for three columns, of which one may be two run together: no sum tells", exit=3,
        tables={"art20_1": "partial"}, suspects={}, ambiguous={
            "art20_1/normative_documents/issued": ["", "3"],
            "art20_1/normative_documents/repealed": ["", "1", "12", "127", "3"],
            "art20_1/normative_documents/in_force": ["", "127", "27", "7"]})
    yield "run-together-odd", text_of(with_values("1.本机关不掌握", "4 2 00 1 0 7")), like(
        "00 is printed nowhere: it is two zeros")
    yield "cut-in-two-decided", text_of(with_values("(七)总计", "35 6 5 4 4 3 5 7")), like(
        "A number cut in two: only 57 keeps the sums", details=by_relations("outcome_total"))
    yield "cut-in-two-open", text_of(with_values("行政规范性文件 |", "3 1 2 7")), like(
        "Four values for three columns: one too many, or one cut in two, and no sum tells", exit=3,
        tables={"art20_1": "partial"}, suspects={}, ambiguous={
            "art20_1/normative_documents/issued": ["1", "3", "31"],
            "art20_1/normative_documents/repealed": ["1", "12", "2"],
            "art20_1/normative_documents/in_force": ["2", "27", "7"]})
    lines = base_lines()
    first, last = find(lines, "1.本机关不掌握"), find(lines, "3.补正后")
    glued = lines[:first] + ["1.本机关不掌握相关政府信息4 |"] + lines[first + 2:last - 1] + \
        ["13.补正后申请内容仍不明确 |"] + lines[last + 1:]
    yield "run-into-labels", text_of(glued), like(
        "A value run together with its label, and one with the label behind it")


def lost_row_entries():
    """Each of two wrong totals has seven figures that may be wrong instead, and for each pair of these the lost rows would
    read otherwise: what is not in the text is told of only where all pairs agree."""
    lines, lost = base_lines(), ["carried_over", "denied_state_secret", "denied_prohibited_by_law"]
    for label in ("二、上年结转", "1.属于国家秘密", "2.其他法律"):
        del lines[row(lines, label)]
    suspects = {}
    for label, name in (("一、本年新收", "new_received"), ("(七)总计", "outcome_total")):
        place = row(lines, label)
        figures = [int(value.rstrip(" |")) for value in lines[place][1:]]
        lines[place.stop - 1] = "%d |" % (figures[-1] + 1)
        for column, figure in zip(COLUMNS, figures):
            suspects["applications/%s/%s" % (name, column)] = [figure + (column != "total"), "possible"]
    values = {name: forms.values(forms.QINGLING, "applications/" + name) for name in ("new_received", "outcome_total")}
    yield "rows-lost-totals-wrong", text_of(lines), like(
        "Three rows are lost, and two totals are wrong", exit=1, tables={"applications": "partial"},
        missing=missing_rows(lost), suspects=suspects, unknown=None,
        rows={"applications/" + name: " ".join([*each[:-1], str(int(each[-1]) + 1)]) for name, each in values.items()},
        violations={"applications/sum/" + name: [int(each[-1]), int(each[-1]) + 1] for name, each in values.items()})


def zero_entries():
    name = "applications/denied_prohibited_by_law/"
    yield "zero-lost-decided", text_of(with_values("2.其他法律", "2 0 0 0 0 2")), like(
        "One zero of five is lost: whichever it was, the sums give every cell the same value", exit=3,
        tables={"applications": "partial"}, rows={name[:-1]: "2 0 0 0 0 . 2"},
        details=by_relations("denied_prohibited_by_law", COLUMNS[:5] + COLUMNS[6:]),
        suspects={name + "other_org": [0, "certain"]},
        unknown=["applications/sum/denied_prohibited_by_law", "applications/outcomes/other_org"])
    lines = with_values("2.其他法律", "2 0 0 0 0 2")
    del lines[row(lines, "(七)总计")]
    yield "zero-lost-open", text_of(lines), like(
        "The same without the totals of the columns: the row's sum holds, but the first of its numbers may stand in "
        "either of two columns", exit=3, tables={"applications": "partial"}, missing=missing_rows(["outcome_total"]),
        rows={name[:-1]: ". . 0 0 0 . 2"}, suspects=None,
        ambiguous={name + "natural_person": ["", "2"], name + "business": ["", "0", "2"]},
        unknown=["applications/sum/denied_prohibited_by_law", "applications/sum/outcome_total"] + column_relations())


def moved_entries():
    lines = base_lines()
    at = find(lines, "2.重复申请")
    late = lines[:at] + lines[at + 1:at + 4] + lines[at:at + 1] + lines[at + 4:]
    yield "label-among-values", text_of(late), like("A label stands three cells late, among the values of its row")
    at = find(lines, "行政规范性文件 |")
    late = lines[:at] + lines[at + 1:at + 2] + lines[at:at + 1] + lines[at + 2:]
    yield "label-among-values-open", text_of(late), like(
        "A label stands one cell late, in a table without sums: as well one row has a value too many and one lost one",
        exit=3, tables={"art20_1": "partial"}, suspects={},
        rows={"art20_1/regulations": "0 0 ."}, ambiguous={
            "art20_1/regulations/in_force": ["0", "3"], "art20_1/normative_documents/issued": ["", "1"],
            "art20_1/normative_documents/repealed": ["", "1", "2", "27"],
            "art20_1/normative_documents/in_force": ["", "27", "7"]})
    at = find(lines, "8.属于行政查询事项")
    header = [lines[find(lines, "科研机构")]]
    yield "header-among-values", text_of(lines[:at + 3] + header + lines[at + 3:]), like(
        "A header strayed among the values of a row")
    upper = row(lines, "(一)予以公开")
    moved = lines[:upper.stop - 1] + lines[upper.stop:upper.stop + 2] + lines[upper.stop - 1:upper.stop] + \
        lines[upper.stop + 2:]
    yield "value-in-next-row", text_of(moved), like(
        "A total stands among the values of the next row: the sums tell that it is none of them", exit=3,
        tables={"applications": "partial"}, rows={"applications/granted": "12 2 5 4 3 1 ."}, leftovers=["27"],
        suspects={"applications/granted/total": [27, "certain"]},
        unknown=["applications/sum/granted", "applications/outcomes/total"])
    yield "values-exchanged", text_of(with_values("1.本机关不掌握", "2 4 0 0 1 0 7")), like(
        "Two values of a whole row stand in each other's place: read as printed, and what fails is reported",
        exit=1, rows={"applications/unavailable_not_held": "2 4 0 0 1 0 7"}, suspects=None,
        violations={"applications/outcomes/natural_person": [33, 35], "applications/outcomes/business": [8, 6]})
    lines = base_lines()
    del lines[find(lines, "2.重复申请")]
    yield "label-lost", text_of(lines), like("The label of a row is lost: its values stand where they are due")


def alike_entries():
    lines = base_lines()
    names = [name for name in forms.QINGLING["rows"] if name.startswith("applications/")]
    first, last = find(lines, "一、本年新收"), find(lines, "四、政府信息公开行政复议")
    rows = []
    for line in lines[first:last]:
        if not line[0].isdigit() or not line.split(" |")[0].isdigit():
            rows += [line] + (["1 |"] * 3 if holds_values(line) else [])
    columns = {"%s/%s" % (name, column): ["", "1"] for name in names for column in COLUMNS}
    yield "ways-alike", text_of(lines[:first] + rows + lines[last:]), like(
        "Three values for seven columns in every row, all alike: more ways than can be counted, and nothing decides",
        exit=3, tables={"applications": "partial"}, ambiguous=columns, suspects=None, unknown=None, violations={},
        diagnostics=["limit"])


def holds_values(line):
    """Of a label: whether its row has values of its own."""
    return not line.startswith(("三、", "(三)", "(四)", "(五)", "(六)"))
