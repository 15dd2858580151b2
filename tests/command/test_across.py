#!/usr/bin/env python3
"""gouji check --across: which reports are paired, and what was not carried over.

    test_across.py PATH_OF_GOUJI [unittest arguments]
"""
import json
import os
import sys

from command_test import CommandTest, main
from made_report import report

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus"))
import forms  # noqa: E402
import layouts  # noqa: E402

BODY = "青石县档案局"
CARRIED_OVER = "二、上年结转政府信息公开申请数量 |\n"
FORWARD = forms.QINGLING["rows"]["applications/carried_forward"]
RECEIVED = "一、本年新收政府信息公开申请数量 |\n"


def cells(values):
    return "".join(f"{value} |\n" for value in values)


def of_2019_form(year, over=1, body=BODY):
    """Carries one application forward, and says that so many were carried over."""
    text = report().replace("2020年", f"{year}年" if year else "").replace(BODY, body)
    text = text.replace(CARRIED_OVER + cells([3, 0, 0, 0, 0, 0, 3]), CARRIED_OVER + cells([over, 0, 0, 0, 0, 0, over]))
    return text.replace(RECEIVED + cells([12, 0, 0, 0, 0, 0, 12]),
                        RECEIVED + cells([15 - over, 0, 0, 0, 0, 0, 15 - over]))


def of_2021_form(year, in_force=27, over="1 0 0 0 0 0 1", body=BODY):
    """Carries FORWARD over to the next year; 3 documents were issued and 1 repealed."""
    received = [str(whole - int(part)) for whole, part in zip([38, 7, 5, 4, 5, 3, 62], over.split())]
    rows = dict(forms.QINGLING["rows"], **{
        "art20_1/normative_documents": f"3 1 {in_force}", "applications/carried_over": over,
        "applications/new_received": " ".join(received)})
    made = dict(forms.QINGLING, title=f"{body}{year}年政府信息公开工作年度报告", rows=rows, opening="", overview="")
    return layouts.cells_piped(forms.parts(made))


class AcrossTest(CommandTest):
    def check(self, status=0, **texts):
        for name, text in texts.items():
            self.write(name + ".txt", text)
        return self.run_gouji("check", "--across", *(name + ".txt" for name in texts), status=status)

    def violations(self, *names, status=1):
        done = self.run_gouji("convert", "-fjsonl", "--across", *names, status=status)
        return [violation for line in done.stdout.splitlines()
                for violation in json.loads(line)["violations"] if violation["kind"] == "across"]


class CarriedOver(AcrossTest):
    def test_what_was_handed_over_arrived(self):
        text = self.check(a=of_2019_form(2019), b=of_2019_form(2020), c=of_2021_form(2021)).stdout
        self.assertIn(f"{BODY}: 2019 (a.txt) to 2020 (b.txt): 7 relations hold, 0 violated", text)
        self.assertIn(f"{BODY}: 2020 (b.txt) to 2021 (c.txt): 7 relations hold, 0 violated, 2 that could not be", text)
        self.assertNotIn("Not compared", text)

    def test_both_cells_files_and_lines_are_named(self):
        later = of_2019_form(2020).replace(CARRIED_OVER + cells([1]), CARRIED_OVER + cells([2]))
        text = self.check(a=of_2019_form(2019), b=later, status=1).stdout
        earlier_line = of_2019_form(2019).splitlines().index("四、结转下年度继续办理 |") + 2
        later_line = later.splitlines().index("二、上年结转政府信息公开申请数量 |") + 2
        self.assertIn(f"a.txt, line {earlier_line}: “四、结转下年度继续办理” / “自然人” 1\n", text)
        self.assertIn(f"b.txt, line {later_line}: “二、上年结转政府信息公开申请数量” / “自然人” 2\n", text)
        self.assertIn("the report of the year before makes it 1, this one says 2; difference 1", text)
        self.assertIn("6 relations hold, 1 violated", text)
        self.assertEqual(self.violations("b.txt", "a.txt"), [
            {"kind": "across", "relation": "applications/carry_over/natural_person", "table": "applications",
             "target": "applications/carried_over/natural_person",
             "cells": ["applications/carried_over/natural_person"],
             "expected": 1, "found": 2, "difference": 1, "line": later_line,
             "previous": {"source": "a.txt", "cell": "applications/carried_forward/natural_person", "value": 1,
                          "line": earlier_line}}])

    def test_one_column_from_the_2019_to_the_2021_form(self):
        self.write("a.txt", of_2019_form(2020))
        self.write("b.txt", of_2021_form(2021, over="0 1 0 0 0 0 1"))
        targets = [violation["target"] for violation in self.violations("a.txt", "b.txt")]
        self.assertEqual(targets, ["applications/carried_over/natural_person", "applications/carried_over/business"])
        wrong = of_2021_form(2021).replace(CARRIED_OVER + cells([1]), CARRIED_OVER + cells([4]))
        self.write("b.txt", wrong)
        one, = self.violations("a.txt", "b.txt")
        self.assertEqual((one["expected"], one["found"], one["previous"]["value"]), (1, 4, 1))

    def test_documents_in_force(self):
        self.write("a.txt", of_2021_form(2022))
        self.write("b.txt", of_2021_form(2023, in_force=29, over=FORWARD))
        self.assertEqual(self.violations("a.txt", "b.txt", status=0), [])
        self.write("b.txt", of_2021_form(2023, in_force=30, over=FORWARD))
        one, = self.violations("a.txt", "b.txt")
        self.assertEqual(one["target"], "art20_1/normative_documents/in_force")
        self.assertEqual(one["difference"], 1)
        text = self.run_gouji("check", "--across", "a.txt", "b.txt", status=1).stdout
        self.assertIn("a.txt, line", text)
        self.assertIn("possible  art20_1/normative_documents/in_force  30 → 29", text)

    def test_two_witnesses_against_a_figure(self):
        # The balance alone leaves open which of its figures is wrong.
        later = of_2019_form(2020).replace(CARRIED_OVER + cells([1, 0, 0, 0, 0, 0, 1]),
                                           CARRIED_OVER + cells([3, 0, 0, 0, 0, 0, 3]))
        self.write("a.txt", of_2019_form(2019))
        self.write("b.txt", later)
        alone = json.loads(self.run_gouji("convert", "-fjson", "b.txt", status=1).stdout)
        line = self.run_gouji("convert", "-fjsonl", "--across", "a.txt", "b.txt", status=1).stdout.splitlines()[1]
        both = {suspect["cell"]: suspect for suspect in json.loads(line)["suspects"]}
        self.assertEqual({suspect["cell"] for suspect in alone["suspects"]}, set(both))
        self.assertIn("applications/carry_over/total", both["applications/carried_over/total"]["settles"])

    def test_what_the_sums_of_the_later_report_support_is_not_suspected(self):
        text = self.check(a=of_2019_form(2019), b=of_2019_form(2020, over=2), status=1).stdout
        self.assertIn("The relations do not tell which figure is wrong.", text)


class Pairing(AcrossTest):
    def test_what_is_not_compared_is_said(self):
        text = self.check(a=of_2019_form(2019), b=of_2019_form(2019), c=of_2019_form(2021, body="赤石县水务局"),
                          d=of_2019_form(0), e="各位同事:\n请查收附件。\n", status=3).stdout
        for line in (f"a.txt: {BODY}, 2019: no report of this body for the year before or after",
                     f"b.txt: {BODY}, 2019: a.txt is of the same body and year, and was taken",
                     "c.txt: 赤石县水务局, 2021: no report of this body",
                     "d.txt: the text does not name the body",
                     "e.txt: the text does not name the body"):
            self.assertIn("  " + line, text)
        self.assertNotIn("From year to year", text)

    def test_a_gap_is_not_bridged(self):
        text = self.check(a=of_2019_form(2019), b=of_2021_form(2022, over="5 0 0 0 0 0 5"),
                          c=of_2021_form(2023, in_force=29, over=FORWARD)).stdout
        self.assertNotIn("2019 (a.txt) to", text)
        self.assertIn("2022 (b.txt) to 2023 (c.txt)", text)
        self.assertIn("a.txt: 青石县档案局, 2019: no report", text)

    def test_names_that_differ_slightly(self):
        for other in ("青石县 档案局", "临山市青石县档案局"):
            text = self.check(a=of_2019_form(2019), b=of_2019_form(2020, body=other)).stdout
            self.assertIn("2019 (a.txt) to 2020 (b.txt)", text)
        self.assertIn("taken for one body: 青石县档案局; 临山市青石县档案局", text)
        for other in ("赤石县档案局", "青石县档案局河西分局政务服务中心"):
            text = self.check(a=of_2019_form(2019), b=of_2019_form(2020, body=other)).stdout
            self.assertNotIn("to 2020", text)
        # Two names would do: neither is taken.
        text = self.check(a=of_2019_form(2019), b=of_2019_form(2020, body="临山市青石县档案局"),
                          c=of_2019_form(2020, body="远山市青石县档案局")).stdout
        self.assertNotIn("From year to year", text)

    def test_reports_of_one_file_and_of_standard_input(self):
        both = of_2019_form(2019) + "\f" + of_2019_form(2020, over=2)
        text = self.check(a=both, status=1).stdout
        self.assertIn("2019 (a.txt#1) to 2020 (a.txt#2): 5 relations hold, 2 violated", text)
        self.write("a.txt", of_2019_form(2019))
        text = self.run_gouji("check", "--across", "a.txt", "-", input=of_2019_form(2020, over=2).encode(),
                              status=1).stdout
        self.assertIn("2019 (a.txt) to 2020 (-): 5 relations hold, 2 violated", text)
        lines = "\n".join(json.dumps({"id": str(year), "text": of_2019_form(year, over=over)})
                          for year, over in ((2020, 2), (2019, 1)))
        text = self.run_gouji("check", "--across", "--input=jsonl", "-", input=lines.encode(), status=1).stdout
        self.assertIn("2019 (2019) to 2020 (2020): 5 relations hold, 2 violated", text)

    def test_a_bad_file_stops_nothing(self):
        self.write("b.txt", of_2019_form(2020))
        self.write("a.txt", of_2019_form(2019))
        done = self.run_gouji("check", "--across", "nowhere.txt", "b.txt", "broken.txt", "a.txt", status=2)
        self.assertEqual(len(done.stderr.splitlines()), 2)
        self.assertIn("2019 (a.txt) to 2020 (b.txt): 7 relations hold", done.stdout)
        self.assertIn("2 files could not be read", done.stdout)

    def test_convert_says_it_on_standard_error(self):
        self.write("a.txt", of_2019_form(2019))
        self.write("b.txt", of_2019_form(2020))
        done = self.run_gouji("convert", "-fjson", "--across", "a.txt", "b.txt", status=0)
        self.assertEqual(len(json.loads(done.stdout)), 2)
        self.assertIn("2019 (a.txt) to 2020 (b.txt): 7 relations hold", done.stderr)
        refused = self.run_gouji("convert", "--across", "-o", "out/", "a.txt", "b.txt", status=2)
        self.assertIn("--across puts all reports into one output", refused.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main("__main__", sys.argv)
