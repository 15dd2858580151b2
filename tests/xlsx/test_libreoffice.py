#!/usr/bin/env python3
"""Opens workbooks with LibreOffice, which works all formulas out anew, and reads what it makes of them.

    tests/xlsx/test_libreoffice.py GOUJI

Without LibreOffice nothing is tested: exit status 77.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import cases
from workbook import Workbook, correct, locate

GOUJI = os.path.abspath(sys.argv[1])
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WORK = tempfile.TemporaryDirectory()
STATUSES = ("成立", "不成立", "无法核对")

# Results that the file brings along are not to be believed: 0 means that formulas are always worked out on loading.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
           xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def path(*names):
    return os.path.join(WORK.name, *names)


def letters(place):
    row, column = place
    return "%s%d" % (chr(ord("A") + column - 1), row)


def changes_of(suspects):
    return {(suspect["cell"], suspect["proposed"]) for suspect in suspects}


def one_choice(suspects):
    """The suspects of the first set out of each group of sets that would do as well as each other: all others name it."""
    sets, chosen = {}, []
    for suspect in suspects:
        sets.setdefault(suspect["set"], []).append(suspect)
    for members in sets.values():
        others = [changes_of(each) for each in members[0]["alternative_to"]]
        if not any(changes_of(each) in others for each in chosen):
            chosen.append(members)
    return [suspect for members in chosen for suspect in members]


def left_open(report):
    """Relations over figures that the text lost, of which the ways to mend the others do not agree."""
    proposed = {suspect["cell"] for suspect in report["suspects"]}
    lost = any(cell["status"] == "missing" and cell["id"] not in proposed
               for table in report["tables"] for cell in table["cells"])
    return report["relations"]["unknown_ids"] if lost else []


def name_of(report):
    return os.path.basename(report.source)[:-4]


def write_corrected(name, copy, report):
    """Enters what the suspects propose, as a person would."""
    places = locate(Workbook(path(name)), 1, report.lines)
    changes = {}
    for suspect in one_choice(report.report["suspects"]):
        sheet, place = places[suspect["cell"]]
        changes[sheet.name, letters(place)] = suspect["proposed"]
    assert changes, name
    correct(path(name), path(copy), changes)


def write_workbooks():
    """The whole corpus in one workbook, and each report with violations in one of its own, as it is and corrected."""
    cases.indicators(path("2016.txt"), reviews=4)
    files, reports = cases.corpus(GOUJI, path("2016.txt"))
    cases.make(GOUJI, path("corpus.xlsx"), files)
    violated = [report for report in reports if report.report["relations"]["violated"] > 0]
    for report in violated:
        name = name_of(report)
        cases.make(GOUJI, path(name + ".xlsx"), [report.source])
        write_corrected(name + ".xlsx", name + "-corrected.xlsx", report)
    return reports, [name_of(report) for report in violated]


def open_in_office(names):
    os.makedirs(path("profile", "user"))
    with open(path("profile", "user", "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(SETTINGS)
    command = [OFFICE, "-env:UserInstallation=file://" + path("profile"), "--headless", "--convert-to", "xlsx",
               "--outdir", path("opened")] + [path(name + ".xlsx") for name in names]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600,
                          env=dict(os.environ, HOME=WORK.name))
    for name in names:
        if not os.path.exists(path("opened", name + ".xlsx")):
            raise AssertionError("LibreOffice did not open %s: %s %s" % (name, done.stdout, done.stderr))


def differences(book):
    """{row: (relation, difference, status)} of the sheet of relations."""
    sheet = book.sheet("勾稽")
    rows = range(2, 1 + max(row for row, _ in sheet.squares))
    return {row: (sheet.value(row, 2), sheet.value(row, 6), sheet.value(row, 7)) for row in rows}


class Opened(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reports, cls.violated = write_workbooks()
        cls.left_open = {name_of(report): left_open(report.report) for report in cls.reports}
        cls.names = ["corpus"] + cls.violated + [name + "-corrected" for name in cls.violated]
        open_in_office(cls.names)
        cls.given = {name: Workbook(path(name + ".xlsx")) for name in cls.names}
        cls.opened = {name: Workbook(path("opened", name + ".xlsx")) for name in cls.names}

    def test_every_sheet_opens_with_its_values_and_merged_squares(self):
        for name in self.names:
            given, opened = self.given[name], self.opened[name]
            self.assertEqual([sheet.name for sheet in opened.sheets], [sheet.name for sheet in given.sheets])
            for before, after in zip(given.sheets, opened.sheets):
                self.assertEqual(sorted(after.merges), sorted(before.merges), (name, before.name))
                for place, square in before.squares.items():
                    if square.formula is None and square.value is not None:
                        self.assertEqual(after.value(*place), square.value, (name, before.name, place))

    def test_every_formula_is_understood(self):
        for name in self.names:
            for before, after in zip(self.given[name].sheets, self.opened[name].sheets):
                formulas = {place for place, square in before.squares.items() if square.formula}
                self.assertEqual({place for place, square in after.squares.items() if square.formula}, formulas)
                for place in formulas:
                    self.assertNotIn("#", str(after.value(*place)), (name, before.name, place))

    def test_results_are_those_that_the_file_brings_along(self):
        for name in ["corpus"] + self.violated:
            for before, after in zip(self.given[name].sheets, self.opened[name].sheets):
                for place, square in before.squares.items():
                    if square.formula:
                        self.assertEqual(after.value(*place) or 0, square.value or 0, (name, before.name, place))

    def test_five_relations_fail_in_the_report_of_linyi(self):
        found = differences(self.opened["linyi-2020"])
        self.assertEqual(len(found), 40)
        self.assertEqual([(relation, difference) for relation, difference, _ in found.values() if difference != 0],
                         [("applications/sum/granted", -3), ("applications/sum/denied_prohibited_by_law", -1),
                          ("applications/sum/unavailable_needs_creation", -1), ("applications/outcomes/total", 5),
                          ("review_litigation/sum/litigation_after_review", -4)])

    def test_all_is_settled_once_the_proposals_are_entered(self):
        self.assertGreaterEqual(len(self.violated), 3)
        for name in self.violated:
            for relation, difference, status in differences(self.opened[name + "-corrected"]).values():
                if relation not in self.left_open[name]:
                    self.assertEqual((difference, status), (0, "成立"), (name, relation))
            index = self.opened[name + "-corrected"].sheet("目录")
            self.assertEqual(index.value(2, 8), 0)

    def test_each_report_fails_where_gouji_says(self):
        found = iter(sorted(differences(self.opened["corpus"]).items()))
        for report in self.reports:
            counts = report.report["relations"]
            violated = {v["relation"]: v["difference"] for v in report.report["violations"] if v["kind"] == "table"}
            for _ in range(counts["holds"] + counts["violated"] + counts["unknown"]):
                relation, difference, status = next(found)[1]
                self.assertIn(status, STATUSES)
                self.assertEqual(status == "不成立", relation in violated, (report.source, relation))
                self.assertEqual(difference if relation in violated else None, violated.get(relation))
            for violation in report.report["violations"]:
                if violation["kind"] != "table":
                    self.assertEqual(next(found)[1][1], violation["difference"])


if __name__ == "__main__":
    if not OFFICE:
        print("LibreOffice is not installed: no workbook was opened")
        sys.exit(77)
    try:
        unittest.main(argv=sys.argv[:1])
    finally:
        WORK.cleanup()
