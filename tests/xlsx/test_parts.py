#!/usr/bin/env python3
"""What is in a workbook: its parts, sheets, squares, formulas, merged ranges and comments, read without a spreadsheet.

    tests/xlsx/test_parts.py GOUJI
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest

import cases
from workbook import MAIN, Workbook, locate, position, sheets_of_report, squares_of

GOUJI = os.path.abspath(sys.argv[1])
WORK = tempfile.TemporaryDirectory()
LINYI = os.path.join(cases.CORPUS, "linyi-2020.txt")

APPLICATIONS_2019 = """A3:C5 D3:J3 D4:D5 E4:I4 J4:J5 A6:C6 A7:C7 A8:A27 B8:C8 B9:C9 B10:B17 B18:B20 B21:B25 B26:C26
                       B27:C27 A28:C28""".split()
REVIEWS = "A3:E4 F3:O3 F4:J4 K4:O4".split()
ARTICLE_20_2019 = "A3:D3 A7:D7 A11:D11 A15:D15 C16:D16 C17:D17 A18:D18 C19:D19 C20:D20".split()


def path(*names):
    return os.path.join(WORK.name, *names)


def workbook_of(name, files, *options, language="zh"):
    cases.make(GOUJI, path(name), files, *options, language=language)
    return Workbook(path(name))


def setUpModule():
    global FILES, REPORTS, ALL, ONE
    cases.indicators(path("2016.txt"), reviews=4)
    FILES, REPORTS = cases.corpus(GOUJI, path("2016.txt"))
    ALL = workbook_of("all.xlsx", FILES)
    ONE = workbook_of("one.xlsx", [LINYI])


def tearDownModule():
    WORK.cleanup()


def first_of_each(suspects):
    """Of suspects that propose the same for a cell the first: the others are of other sets."""
    first = {}
    for suspect in suspects:
        first.setdefault((suspect["cell"], suspect["proposed"], suspect["certainty"]), suspect)
    return first.values()


class Parts(unittest.TestCase):
    def test_every_part_is_declared_and_every_reference_leads_somewhere(self):
        for book in (ONE, ALL):
            types = {t.get("PartName") for t in book.xml("[Content_Types].xml") if t.get("PartName")}
            for name in types:
                self.assertIn(name[1:], book.parts)
            for name in book.parts:
                if name.endswith((".xml", ".rels", ".vml")):
                    book.xml(name)
                for target in book.relations(name).values():
                    self.assertIn(target, book.parts)
                if name.startswith("xl/") and name.endswith(".xml"):
                    self.assertIn("/" + name, types)

    def test_the_same_reports_give_the_same_bytes(self):
        for name, zone in (("a.xlsx", "UTC"), ("b.xlsx", "Asia/Shanghai")):
            cases.make(GOUJI, path(name), FILES, TZ=zone)
        with open(path("a.xlsx"), "rb") as a, open(path("b.xlsx"), "rb") as b:
            self.assertEqual(a.read(), b.read())


class Sheets(unittest.TestCase):
    def test_one_report_has_its_tables_behind_the_lists(self):
        self.assertEqual([sheet.name for sheet in ONE.sheets],
                         ["目录", "勾稽", "长表", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                          "四、政府信息公开行政复议、行政诉讼情况"])

    def test_names_are_valid_and_unique(self):
        names = [sheet.name for sheet in ALL.sheets]
        self.assertEqual(len(names), len(set(name.lower() for name in names)))
        for name in names:
            self.assertTrue(0 < len(name.encode("utf-16-le")) // 2 <= 31, name)
            self.assertFalse(set("[]:*?/\\'") & set(name), name)

    def test_names_hold_no_more_than_a_sheet_may_be_called(self):
        titles = ["一[甲]:乙*丙?/丁\\\\'戊'", "𠀀" * 16, "𠀀" * 15 + "二三", "字" * 40, "字" * 50]
        with open(path("names.json"), "w", encoding="utf-8") as file:
            file.write('{"format": 1, "id": "names", "title": "来访统计", "source": "例", "tables": [%s]}' % ", ".join(
                '{"id": "t%d", "title": "表%d", "headings": ["%s"], "columns": [{"id": "n", "label": "人数%d"}], '
                '"rows": [{"id": "a", "label": "来信%d"}]}' % (i, i, title, i, i) for i, title in enumerate(titles)))
        with open(path("names.txt"), "w", encoding="utf-8") as file:
            file.write("来访统计\n" + "\n".join("项目%d|人数%d|\n来信%d|3|" % (i, i, i) for i in range(len(titles))) + "\n")
        book = workbook_of("names.xlsx", [path("names.txt")], "--grammar", path("names.json"), "--template", "names")
        self.assertEqual([sheet.name for sheet in book.sheets][3:],
                         ["一_甲__乙_丙__丁__戊_", "𠀀" * 15, "𠀀" * 15 + "二", "字" * 31, "字" * 27 + " (2)"])

    def test_names_are_the_same_in_english_and_the_words_are_not(self):
        book = workbook_of("english.xlsx", [LINYI], language="en")
        self.assertEqual([sheet.name for sheet in book.sheets], [sheet.name for sheet in ONE.sheets])
        self.assertEqual([book.sheet("勾稽").value(1, column) for column in range(1, 8)],
                         ["Report", "Relation", "Meaning", "Left side", "Right side", "Difference", "Status"])

    def test_tables_are_merged_as_they_are_printed(self):
        sheets = {sheet.name[0]: sheet.merges for sheet in ONE.sheets[3:]}
        self.assertEqual(sorted(sheets["三"]), sorted(["A1:J1", "A2:J2"] + APPLICATIONS_2019))
        self.assertEqual(sorted(sheets["四"]), sorted(["A1:O1", "A2:O2"] + REVIEWS))
        self.assertEqual(sorted(sheets["二"]), sorted(["A1:D1", "A2:D2"] + ARTICLE_20_2019))

    def test_each_prints_on_one_page_of_a4_and_keeps_its_headers_in_sight(self):
        for sheet in ONE.sheets[3:]:
            self.assertEqual(sheet.root.find(MAIN + "sheetPr/" + MAIN + "pageSetUpPr").get("fitToPage"), "1")
            page = sheet.root.find(MAIN + "pageSetup")
            self.assertEqual(page.get("paperSize"), "9")
            self.assertEqual((page.get("fitToWidth"), page.get("fitToHeight")), (None, None))  # 1 by 1
        pages = [sheet.root.find(MAIN + "pageSetup").get("orientation") for sheet in ONE.sheets[3:]]
        self.assertEqual(pages, ["portrait", "landscape", "landscape"])
        panes = [sheet.root.find(".//" + MAIN + "pane").get("topLeftCell") for sheet in ONE.sheets[3:]]
        self.assertEqual(panes, ["B3", "D6", "A6"])

    def test_one_report_opens_at_its_tables_and_many_at_the_index(self):
        def first_view(book):
            return [s.name for s in book.sheets if s.root.find(".//" + MAIN + "sheetView").get("tabSelected") == "1"]
        self.assertEqual(first_view(ONE), ["二、主动公开政府信息情况"])
        self.assertEqual(first_view(ALL), ["目录"])


class Cells(unittest.TestCase):
    """Every cell of every report of the corpus."""

    @classmethod
    def setUpClass(cls):
        cls.cells = []
        for number, report in enumerate(REPORTS, 1):
            places = locate(ALL, number, report.lines)
            assert len(places) == len(report.lines), (report.source, len(places), len(report.lines))
            for name, (sheet, place) in places.items():
                cls.cells.append((report, report.cells[name], sheet, place))

    def test_there_are_enough_to_mean_something(self):
        self.assertGreater(len(self.cells), 10000)
        statuses = {cell["status"] for _, cell, _, _ in self.cells}
        self.assertEqual(statuses, {"placed", "blank", "missing", "ambiguous"})

    def test_numbers_are_numbers_and_all_else_is_text(self):
        for report, cell, sheet, place in self.cells:
            square, note = sheet.squares[place], (report.source, cell["id"])
            if cell["value"] is not None and cell["status"] != "ambiguous" and abs(cell["value"]) < 1e15:
                self.assertEqual(square.value, float(cell["value"]), note)
            elif cell["raw"]:
                self.assertEqual(square.value, cell["raw"].strip("\n"), note)
            else:
                self.assertIsNone(square.value, note)
            self.assertIsNone(square.formula, note)

    def test_a_unit_printed_with_a_figure_stands_in_its_format(self):
        units = 0
        for report, cell, sheet, place in self.cells:
            if cell["unit"] and cell["value"] is not None and cell["unit"] in cell["raw"]:
                self.assertTrue(sheet.squares[place].style.number_format.endswith('"%s"' % cell["unit"]), cell)
                units += 1
        self.assertGreater(units, 5)
        square = ONE.sheet("二、主动公开政府信息情况").squares[position("C20")]
        self.assertEqual((square.value, square.style.number_format), (6727.41, '0.00"万"'))

    def test_looks_tell_what_is_violated_missing_and_ambiguous(self):
        for report, cell, sheet, place in self.cells:
            fill = sheet.squares[place].style.fill
            suspects = [s for s in report.report["suspects"] if s["cell"] == cell["id"]]
            if cell["status"] == "missing":
                self.assertEqual(fill[0], "lightUp")
            elif cell["status"] == "ambiguous":
                self.assertEqual(fill, ("solid", "FFFFEB9C"))
            elif suspects:
                self.assertEqual(fill, ("solid", "FFC00000"))
            elif cell["violations"]:
                self.assertEqual(fill, ("solid", "FFFFC7CE"))
            else:
                self.assertEqual(fill[0], "none")

    def test_comments_say_what_is_wrong_and_what_is_proposed(self):
        for report, cell, sheet, place in self.cells:
            suspects = [s for s in report.report["suspects"] if s["cell"] == cell["id"]]
            comment = sheet.comments.get(place, "")
            for relation in cell["violations"]:
                self.assertIn(relation, comment)
            for suspect in first_of_each(suspects):
                self.assertIn(suspect["explanation"], comment)
            for reading in cell.get("alternatives", []):
                self.assertIn(reading or "-", comment)
            expected = bool(cell["violations"] or suspects or cell["status"] == "ambiguous")
            self.assertEqual(bool(comment), expected, (report.source, cell["id"]))


def sum_of(book, formula):
    """What =SUM('sheet'!A1:B2,...) comes to, and the squares that it names."""
    total, places = 0, []
    arguments = re.fullmatch(r"SUM\((.*)\)", formula).group(1)
    for sheet, reference in re.findall(r"'([^']+)'!([A-Z0-9:]+)", arguments):
        for place in squares_of(reference):
            places.append((sheet, place))
            value = book.sheet(sheet).value(*place)
            total += value if isinstance(value, float) else 0
    return total, places


class Relations(unittest.TestCase):
    def test_each_has_both_sides_the_difference_and_its_status(self):
        sheet, row = ALL.sheet("勾稽"), 1
        words = {"holds": "成立", "violated": "不成立", "unknown": "无法核对"}
        for number, report in enumerate(REPORTS, 1):
            counts = report.report["relations"]
            violated = {v["relation"]: v for v in report.report["violations"] if v["kind"] == "table"}
            for _ in range(counts["holds"] + counts["violated"] + counts["unknown"]):
                row += 1
                self.assertEqual(sheet.value(row, 1), number)
                name = sheet.value(row, 2)
                status = "unknown" if name in counts["unknown_ids"] else "violated" if name in violated else "holds"
                open_figures = sheet.squares[row, 6].formula.startswith("IF(")
                if not (open_figures and status == "holds"):  # figures that a spreadsheet cannot hold
                    self.assertEqual(sheet.value(row, 7), words[status], (report.source, name))
                if name in violated:
                    found = violated[name]
                    self.assertEqual([sheet.value(row, column) for column in (4, 5, 6)],
                                     [found["expected"], found["found"], found["difference"]])
            for violation in report.report["violations"]:
                if violation["kind"] == "table":
                    continue
                row += 1
                self.assertEqual([sheet.value(row, column) for column in range(1, 8)],
                                 [number, violation["relation"], violation["sentence"], violation["expected"],
                                  violation["found"], violation["difference"], "不成立"])
        self.assertIsNone(sheet.value(row + 1, 1))

    def test_formulas_name_the_cells_of_the_relation(self):
        sheet, places = ONE.sheet("勾稽"), {}
        report = cases.read(GOUJI, [LINYI])[0]
        for name, (table, place) in locate(ONE, 1, report.lines).items():
            places[name] = (table.name, place)
        for violation in report.report["violations"]:
            row = next(r for (r, c), s in sheet.squares.items() if c == 2 and s.value == violation["relation"])
            named = [p for column in (4, 5) for p in sum_of(ONE, sheet.squares[row, column].formula)[1]]
            self.assertEqual(named, [places[name] for name in violation["cells"]])

    def test_results_are_what_the_formulas_come_to(self):
        sheet = ALL.sheet("勾稽")
        for row in range(2, 1 + max(r for r, _ in sheet.squares)):
            for column in (4, 5):
                formula = sheet.squares[row, column].formula
                if formula:
                    self.assertAlmostEqual(sum_of(ALL, formula)[0], sheet.value(row, column), 6)
            difference = sheet.value(row, 6)
            self.assertRegex(sheet.squares[row, 6].formula,
                             r"^(IF\(COUNT\(.*\)<\d+,\"\",)?ROUND\(E%d-D%d,6\)\)?$" % (row, row))
            if difference != "":
                self.assertAlmostEqual(difference, sheet.value(row, 5) - sheet.value(row, 4), 6)

    def test_five_fail_in_the_report_of_linyi(self):
        sheet = ONE.sheet("勾稽")
        failing = [sheet.value(row, 2) for row in range(2, 42) if sheet.value(row, 6) != 0]
        self.assertEqual(failing, ["applications/sum/granted", "applications/sum/denied_prohibited_by_law",
                                   "applications/sum/unavailable_needs_creation", "applications/outcomes/total",
                                   "review_litigation/sum/litigation_after_review"])

    def test_their_meaning_is_told_in_words(self):
        sheet = ONE.sheet("勾稽")
        meanings = {sheet.value(row, 2): sheet.value(row, 3) for row in range(2, 42)}
        self.assertEqual(meanings["review_litigation/sum/review"], "行政复议：结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计")
        self.assertEqual(meanings["applications/outcomes/total"], "总计：(一)予以公开 至 (六)其他处理 共19项 = (七)总计")

    def test_what_fails_is_coloured_while_it_does(self):
        formats = ONE.sheet("勾稽").root.findall(MAIN + "conditionalFormatting")
        rules = [(f.get("sqref"), r.find(MAIN + "formula").text) for f in formats for r in f]
        self.assertEqual(rules, [("D2:G41", '$G2="无法核对"'), ("D2:G41", "N($F2)<>0")])


class Lists(unittest.TestCase):
    def test_the_long_form_is_tidy_csv(self):
        sheet = ALL.sheet("长表")
        heads = list(REPORTS[0].lines[0])
        self.assertEqual([sheet.value(1, column) for column in range(1, 17)], heads)
        row = 1
        for report in REPORTS:
            for line in report.lines:
                row += 1
                for column, head in enumerate(heads, 1):
                    value, text = sheet.value(row, column), line[head]
                    if isinstance(value, float):
                        self.assertEqual(value, float(text))
                    elif head not in ("raw", "source"):  # CSV puts an apostrophe before what would run as a formula
                        self.assertEqual(value or "", text.strip("\n"), (report.source, row, head))
        self.assertIsNone(sheet.value(row + 1, 5))

    def test_the_long_form_is_a_table(self):
        table = ALL.sheet("长表").tables[0]
        last = 1 + sum(len(report.lines) for report in REPORTS)
        self.assertEqual(table.get("ref"), "A1:P%d" % last)
        self.assertEqual(table.find(MAIN + "autoFilter").get("ref"), "A1:P%d" % last)
        self.assertEqual([c.get("name") for c in table.iter(MAIN + "tableColumn")], list(REPORTS[0].lines[0]))

    def test_the_index_counts_relations_and_leads_to_the_tables(self):
        index = ALL.sheet("目录")
        for number, report in enumerate(REPORTS, 1):
            row, violations = number + 1, report.report["violations"]
            self.assertEqual(index.value(row, 2), report.report["source"])
            self.assertEqual(index.value(row, 3), report.report["body"])
            self.assertEqual(index.value(row, 8), len(violations))
            tables = {line["table"] for line in report.lines}
            sheets = sheets_of_report(ALL, number)
            self.assertEqual(len(sheets), 1 if "indicators" in tables else 3 if tables else 0)
        formula = ONE.sheet("目录").squares[2, 8].formula
        self.assertEqual(formula, "COUNTIF('勾稽'!$G$2:$G$41,\"不成立\")")


class Options(unittest.TestCase):
    def test_what_was_repaired_looks_so_and_settles_its_relations(self):
        book = workbook_of("repaired.xlsx", [LINYI], "--repair", "certain")
        sheet = book.sheet("三、收到和处理政府信息公开申请情况")
        for reference, value in (("J8", 3), ("J11", 1), ("J19", 1)):
            square = sheet.squares[position(reference)]
            self.assertEqual((square.value, square.style.fill), (value, ("solid", "FFC6EFCE")))
            self.assertIn("已更正，报告原文为“0”。", sheet.comments[position(reference)])
        relations = book.sheet("勾稽")
        failing = [relations.value(row, 2) for row in range(2, 42) if relations.value(row, 6) != 0]
        self.assertEqual(failing, ["review_litigation/sum/litigation_after_review"])

    def test_what_the_year_before_contradicts_stands_with_the_relations(self):
        cases.of_year(path("2022.txt"), 2022)
        cases.of_year(path("2023.txt"), 2023, "2 1 0 0 1 0 4")
        book = workbook_of("across.xlsx", [path("2022.txt"), path("2023.txt")], "--across")
        sheet = book.sheet("勾稽")
        rows = [row for row in range(2, 1 + max(row for row, _ in sheet.squares)) if sheet.value(row, 6) != 0]
        self.assertEqual([[sheet.value(row, column) for column in (1, 2, 4, 5, 6, 7)] for row in rows],
                         [[2, "applications/carry_over/natural_person", 3, 2, -1, "不成立"],
                          [2, "applications/carry_over/total", 5, 4, -1, "不成立"]])
        self.assertIn("2022.txt", sheet.value(rows[0], 3))
        self.assertEqual(sheet.squares[rows[0], 5].formula, "SUM('三、收到和处理政府信息公开申请情况 (2)'!D7)")
        self.assertIsNone(sheet.squares[rows[0], 4].formula)

    def test_each_input_has_a_workbook_of_its_own_in_a_directory(self):
        os.mkdir(path("each"))
        cases.make(GOUJI, path("each") + "/", [LINYI, path("2016.txt")])
        self.assertEqual(sorted(os.listdir(path("each"))), ["2016.xlsx", "linyi-2020.xlsx"])
        with open(path("each", "linyi-2020.xlsx"), "rb") as alone, open(path("one.xlsx"), "rb") as one:
            self.assertEqual(alone.read(), one.read())


    def test_a_terminal_is_spared(self):
        terminal, other_end = os.openpty()
        done = subprocess.run([GOUJI, "convert", "-f", "xlsx", LINYI], stdout=other_end, stderr=subprocess.PIPE,
                              check=False)
        os.close(other_end)
        os.close(terminal)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"-o", done.stderr)


class Formulas(unittest.TestCase):
    def test_text_never_runs(self):
        """A file's name is the reader's to choose, and stands in three sheets."""
        for name in ("=1+1", "+cmd|' C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\uffff"):
            source = path(name)
            with open(LINYI, "rb") as given, open(source, "wb") as copy:
                copy.write(given.read())
            here = os.getcwd()
            os.chdir(WORK.name)
            try:
                book = workbook_of("formula.xlsx", [name])
            finally:
                os.chdir(here)
            shown = name.replace("\t", " ").replace("\r", " ").replace("\uffff", "\ufffd")
            for sheet, place in (("目录", (2, 2)), ("长表", (2, 1))):
                square = book.sheet(sheet).squares[place]
                self.assertEqual((square.value, square.formula), (shown, None))

    def test_text_without_tables_gives_a_workbook_without(self):
        with open(path("prose.txt"), "w", encoding="utf-8") as file:
            file.write("一段没有表格的文字。\n")
        book = workbook_of("prose.xlsx", [path("prose.txt")])
        self.assertEqual([sheet.name for sheet in book.sheets], ["目录", "勾稽", "长表"])
        self.assertEqual(book.sheet("长表").tables, [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
