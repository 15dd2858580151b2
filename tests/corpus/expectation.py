"""What a corpus entry expects, and how a report differs from it. corpus/README.md describes the keys."""
import json
import os
from decimal import Decimal

MERGED = ("tables", "rows", "cells", "details")  # an entry adds to these of the entry it is like


def load(path):
    """The expectation in a file, with those that it is like underneath."""
    with open(path, encoding="utf-8") as file:
        own = json.load(file, parse_float=Decimal)
    if "like" not in own:
        return own
    base = load(os.path.join(os.path.dirname(path), own.pop("like") + ".json"))
    for key, value in own.items():
        base[key] = dict(base.get(key, {}), **value) if key in MERGED else value
    return base


def read_reports(text):
    """The reports in what -f json or -f jsonl wrote."""
    try:
        content = json.loads(text, parse_float=Decimal)
        return content if isinstance(content, list) else [content]
    except json.JSONDecodeError:
        return [json.loads(line, parse_float=Decimal) for line in text.splitlines()]


def cells_of(report):
    return {cell["id"]: cell for table in report["tables"] for cell in table["cells"]}


def row_ids(cells):
    """The ids of each row's cells, in the order of its columns."""
    rows = {}
    for cell in cells:
        rows.setdefault(cell.rsplit("/", 1)[0], []).append(cell)
    return rows


def unfold_rows(expected, cells, differences):
    """What `rows`, `cells` and the lists of ids say, cell by cell: (status, raw)."""
    wanted, ids = {}, row_ids(cells)
    for row, text in expected.get("rows", {}).items():
        words = text.split()
        if len(words) != len(ids.get(row, [])):
            differences.append("row %s: the expectation has %d values, the report %d cells" % (
                row, len(words), len(ids.get(row, []))))
            continue
        for cell, word in zip(ids[row], words):
            wanted[cell] = {".": ("missing", None), "_": ("blank", None)}.get(word, ("placed", word))
    wanted.update((cell, ("placed", raw)) for cell, raw in expected.get("cells", {}).items())
    for status in ("blank", "missing"):
        wanted.update((cell, (status, None)) for cell in expected.get(status, []))
    wanted.update((cell, ("ambiguous", None)) for cell in expected.get("ambiguous", {}))
    return wanted


def say(cell):
    return "%s %r (line %s)" % (cell["status"], cell["raw"], cell["line"])


def compare_cells(expected, cells, differences):
    wanted = unfold_rows(expected, cells, differences)
    for cell in sorted(set(wanted) - set(cells)):
        differences.append("cell %s: the report does not have it" % cell)
    for name, cell in cells.items():
        status, raw = wanted.get(name, (None, None))
        if status is None:
            if cell["status"] not in ("missing", "blank"):
                differences.append("cell %s: invented: %s" % (name, say(cell)))
        elif cell["status"] != status or (raw is not None and cell["raw"] != raw):
            differences.append("cell %s: expected %s%s, got %s" % (
                name, status, "" if raw is None else " %r" % raw, say(cell)))


def compare_details(expected, cells, differences):
    for name, details in expected.get("details", {}).items():
        for key, value in details.items():
            got = cells.get(name, {}).get(key, "labels" if key == "placed_by" else None)
            if got != value:
                differences.append("cell %s: %s: expected %r, got %r" % (name, key, value, got))


def compare_ambiguous(expected, cells, differences):
    for name, alternatives in expected.get("ambiguous", {}).items():
        got = cells.get(name, {}).get("alternatives", [])
        if sorted(got) != sorted(alternatives):
            differences.append("cell %s: expected the alternatives %s, got %s" % (
                name, sorted(alternatives), sorted(got)))


def compare_sets(what, wanted, got, differences):
    """Two dictionaries that must be the same."""
    for key in sorted(set(wanted) | set(got)):
        if key not in got:
            differences.append("%s %s: expected %s, got none" % (what, key, show(wanted[key])))
        elif key not in wanted:
            differences.append("%s %s: not expected, got %s" % (what, key, show(got[key])))
        elif wanted[key] != got[key]:
            differences.append("%s %s: expected %s, got %s" % (what, key, show(wanted[key]), show(got[key])))


def show(value):
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def compare_findings(expected, report, differences):
    if "violations" in expected:
        got = {v["relation"]: [v["expected"], v["found"]] for v in report["violations"]}
        if len(got) < len(report["violations"]):
            differences.append("a violation is listed twice")
        compare_sets("violation", expected["violations"], got, differences)
    if expected.get("suspects") is not None:  # an entry may say null where the one it is like says more
        got = {s["cell"]: [s["proposed"], s["certainty"]] for s in report["suspects"]}
        compare_sets("suspect", expected["suspects"], got, differences)
    if expected.get("unknown") is not None and sorted(expected["unknown"]) != sorted(report["relations"]["unknown_ids"]):
        differences.append("unknown relations: expected %s, got %s" % (
            show(expected["unknown"]), show(report["relations"]["unknown_ids"])))


def compare_claims(expected, report, differences):
    """What sentences say for sure about cells, and the wholes with their parts."""
    claims = report["claims"]
    if "claims" in expected:
        got = {"+".join(c["cells"]): [c["value"], c["line"]] + ([c["agreement"]] if c["agreement"] else [])
               for c in claims if c["cells"] and c["exact"] and c["period"] == "reported"}
        compare_sets("claim", expected["claims"], got, differences)
    if "sums" in expected:
        got = [[s["found"], [claims[part]["value"] for part in s["parts"]], s["status"]] for s in report["claim_sums"]]
        if got != expected["sums"]:
            differences.append("sums of sentences: expected %s, got %s" % (expected["sums"], got))


def table_lines(report):
    """From the first line that names a table or holds a cell to the last that holds one."""
    cells = [cell["line"] for cell in cells_of(report).values() if cell["line"]]
    headings = [table["heading_line"] for table in report["tables"] if table["heading_line"]]
    return (min(cells + headings), max(cells)) if cells else (1, 0)


def compare_leftovers(expected, report, differences):
    first, last = table_lines(report)
    if "leftovers" in expected:
        got = [item["text"] for item in report["leftovers"] if first <= item["line"] <= last]
        if got != expected["leftovers"]:
            differences.append("leftovers among the tables: expected %s, got %s" % (expected["leftovers"], got))
    if "all_leftovers" in expected:
        got = [item["text"] for item in report["leftovers"]]
        if got != expected["all_leftovers"]:
            differences.append("leftovers: expected %s, got %s" % (expected["all_leftovers"], got))


def compare_labels(expected, report, differences):
    got = [piece["text"] for region in report["regions"] for row in region["rows"]
           for piece in row["pieces"] if piece["cell"] is None]
    if "labels" in expected and got != expected["labels"]:
        differences.append("labels of the rows: expected %s, got %s" % (expected["labels"], got))


def compare_report(expected, report):
    """One line for each difference."""
    differences = []
    for key in ("template", "body", "year", "encoding"):
        if key in expected and report[key] != expected[key]:
            differences.append("%s: expected %r, got %r" % (key, expected[key], report[key]))
    cells = cells_of(report)
    if len(cells) != sum(len(table["cells"]) for table in report["tables"]):
        differences.append("a cell is listed twice")
    statuses = {table["table"]: table["status"] for table in report["tables"]}
    for table, status in expected.get("tables", {}).items():
        if statuses.get(table) != status:
            differences.append("table %s: expected %s, got %s" % (table, status, statuses.get(table)))
    compare_cells(expected, cells, differences)
    compare_details(expected, cells, differences)
    compare_ambiguous(expected, cells, differences)
    compare_findings(expected, report, differences)
    compare_claims(expected, report, differences)
    compare_leftovers(expected, report, differences)
    compare_labels(expected, report, differences)
    if "diagnostics" in expected:
        got = sorted(item["code"] for item in report["diagnostics"])
        if got != sorted(expected["diagnostics"]):
            differences.append("diagnostics: expected %s, got %s" % (sorted(expected["diagnostics"]), got))
    return differences


def compare(expected, reports):
    wanted = expected.get("reports", [expected])
    if len(wanted) != len(reports):
        return ["expected %d reports, got %d" % (len(wanted), len(reports))]
    differences = []
    for number, (one, report) in enumerate(zip(wanted, reports), 1):
        prefix = "report %d: " % number if len(wanted) > 1 else ""
        differences += [prefix + line for line in compare_report(one, report)]
    return differences
