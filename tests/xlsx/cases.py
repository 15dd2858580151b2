"""The reports that the tests of workbooks are run on, as gouji itself reads them, and workbooks of them."""
import csv
import glob
import io
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "corpus"))
import forms  # noqa: E402
import layouts  # noqa: E402

ROOT = os.path.join(HERE, "..", "..")
CORPUS = os.path.join(ROOT, "corpus")


class Report:
    """A report object, with its lines of tidy CSV."""

    def __init__(self, source, report, lines):
        self.source, self.report, self.lines = source, report, lines
        self.cells = {cell["id"]: cell for table in report["tables"] for cell in table["cells"]}


def call(command):
    return subprocess.run(command, capture_output=True, check=False)


def read(gouji, paths):
    """The reports in files, those passed over that gouji refuses."""
    options = ["--lang", "zh"] + paths
    reports = json.loads(call([gouji, "convert", "-f", "json"] + options).stdout)
    tidy = call([gouji, "convert"] + options).stdout.decode("utf-8")
    lines = list(csv.DictReader(io.StringIO(tidy)))
    result = []
    for report in reports if isinstance(reports, list) else [reports]:
        count = sum(len(table["cells"]) for table in report["tables"])
        result.append(Report(report["source"], report, lines[:count]))
        lines = lines[count:]
    return result


def corpus(gouji, *more):
    """Every report of the corpus and of further files, and the files that hold them."""
    reports = read(gouji, sorted(glob.glob(os.path.join(CORPUS, "*.txt"))) + list(more))
    return list(dict.fromkeys(report.source.partition("#")[0] for report in reports)), reports


def make(gouji, output, files, *options, language="zh", **environment):
    """A workbook of the reports in files."""
    command = [gouji, "convert", "-f", "xlsx", "--lang", language, "-o", output] + list(options) + ["--"] + files
    done = subprocess.run(command, capture_output=True, check=False, env=dict(os.environ, **environment))
    assert done.returncode in (0, 1, 3), "no workbook of %s: %s" % (files[0], done.stderr.decode("utf-8"))


def indicators(path, **others):
    """Writes a report by the form of 2014, whose parts are all 1 and whose sums hold but for the figures in others."""
    with open(os.path.join(ROOT, "grammars", "ogi-2014.json"), encoding="utf-8") as file:
        table = json.load(file)["tables"][0]
    figures = dict(received=4, closed=2, answered=13, denied=6, reviews=3, litigation=3, staff=2, budget="12.5万元")
    figures.update(others)
    lines = ["某某县政府信息公开工作年度报告", "(2016年度)", table["title"], "统计指标|单位|统计数|"]
    for row in all_rows(table["rows"]):
        if "id" in row:
            lines.append("%s|%s|%s|" % (row["label"], row["unit"], figures.get(row["id"], 1)))
        else:
            lines.append(row["label"] + "|||")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def of_year(path, year, carried_over="3 1 0 0 1 0 5"):
    """Writes a report that carries over what it is told to, and carries 3 1 0 0 1 0 5 forward."""
    received = [whole - int(part) for whole, part in zip([38, 7, 5, 4, 5, 3, 62], carried_over.split())]
    rows = dict(forms.QINGLING["rows"], **{"applications/carried_over": carried_over,
                                           "applications/new_received": " ".join(map(str, received)),
                                           "art20_1/normative_documents": "0 0 27"})
    made = dict(forms.QINGLING, title="青岭县水务局%d年政府信息公开工作年度报告" % year, rows=rows, opening="",
                overview="")
    with open(path, "w", encoding="utf-8") as file:
        file.write(layouts.cells_piped(forms.parts(made)))


def all_rows(rows):
    for row in rows:
        yield row
        yield from all_rows(row.get("rows", []))
