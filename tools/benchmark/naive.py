#!/usr/bin/env python3
"""The script that anyone would write first: reads reports that stand one cell a line, splits on pipes, looks labels
up in a dict, and adds the rows up. It knows nothing of other layouts, misspelt labels or lost cells.

    naive.py [--cells] FILE     one line a cell with --cells; else how many reports and rows that do not add up
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "printing"))
import grammar  # noqa: E402

VALUE = re.compile(r"\d+(\.\d+)?万?$")
TITLE = "政府信息公开工作年度报告"


def key(label):
    return label.strip().replace(" ", "").replace("（", "(").replace("）", ")")


def read_labels(name):
    """Labels of rows, by table in printed order: [(table, columns, {label: row})]."""
    tables = []
    for table in grammar.read(os.path.join(grammar.FOLDER, name + ".json"))["tables"]:
        columns = [column["id"] for column in grammar.leaves(table["columns"])]
        rows = {}
        for row in grammar.leaves(table["rows"]):
            for label in [row["label"]] + row.get("also", []):
                rows[key(label)] = row["id"]
        tables.append((table["id"], columns, rows))
    return tables


def read_report(lines, grammars):
    """{cell id: value} of one report: of its forms the one that most labels belong to."""
    runs, label, values = [], None, []
    for line in lines:
        for cell in line.split("|"):
            cell = cell.strip()
            if not cell:
                continue
            if VALUE.match(cell):
                values.append(cell)
            else:
                if values:
                    runs.append((label, values))
                    values = []
                label = key(cell)
    if values:
        runs.append((label, values))
    return max((place(runs, tables) for tables in grammars), key=len)


def place(runs, tables):
    cells, at = {}, 0
    for label, values in runs:
        for index in range(at, len(tables)):
            table, columns, rows = tables[index]
            side_by_side = len(values) == len(columns) * len(rows) and len(rows) > 1
            row = rows.get(label)
            if row and len(values) == len(columns) and f"{table}/{row}/{columns[0]}" not in cells:
                for column, value in zip(columns, values):
                    cells[f"{table}/{row}/{column}"] = value
                at = index
                break
            if side_by_side:
                ids = [f"{table}/{row}/{column}" for row in dict.fromkeys(rows.values()) for column in columns]
                cells.update(zip(ids, values))
                at = index
                break
    return cells


def count_wrong_rows(cells):
    sums = {}
    for id, value in cells.items():
        table, row, column = id.split("/")
        if table in ("applications", "review_litigation"):
            parts = sums.setdefault((table, row), [0, 0])
            parts[column == "total"] += int(value)
    return sum(parts != total for parts, total in sums.values())


def read_file(path, grammars):
    lines = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if TITLE in line and lines:
                yield read_report(lines, grammars)
                lines = []
            lines.append(line)
    yield read_report(lines, grammars)


def main():
    grammars = [read_labels(name) for name in ("ogi-2019", "ogi-2021")]
    reports = wrong = 0
    for cells in read_file(sys.argv[-1], grammars):
        reports += 1
        wrong += count_wrong_rows(cells)
        if "--cells" in sys.argv:
            sys.stdout.writelines(f"{reports},{id},{value}\n" for id, value in cells.items())
    if "--cells" not in sys.argv:
        print(reports, "reports,", wrong, "rows do not add up")


if __name__ == "__main__":
    main()
