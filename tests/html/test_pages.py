#!/usr/bin/env python3
"""Pages without a browser: well-formed, complete, what the report object says, and safe whatever the input holds.

    test_pages.py PATH_OF_GOUJI [unittest arguments]
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from urllib.parse import unquote

from inputs import CORPUS, corpus_text, indicators, readable_entries
from page import Page, grid

GOUJI = None
SCRIPT = "<script>alert(1)</script>"


def run(*arguments, statuses=(0, 1, 3), **options):
    result = subprocess.run([GOUJI, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                            timeout=300, **options)
    if result.returncode not in statuses:
        raise AssertionError(f"{arguments}: status {result.returncode}\n{result.stderr.decode()}")
    return result.stdout


def linyi():
    return corpus_text("linyi-2020")


def drawn(table):
    """A table of which nothing is known is named, and not drawn."""
    return table["status"] != "missing" or any(cell["status"] != "missing" for cell in table["cells"])


class PageTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def path(self, name, content=None):
        path = os.path.join(self.directory, name)
        if content is not None:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def check_page(self, text):
        """What holds of every page of ours; returns it parsed."""
        decoded = text.decode("utf-8")
        self.assertNotRegex(decoded, "[\0-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
        page = Page(decoded)
        self.assertEqual(len(page.ids), len(set(page.ids)), "ids are not unique")
        self.assertEqual(set(page.targets()) - set(page.ids), set(), "links without a target")
        self.assertFalse(page.tags & {"script", "iframe", "object", "embed", "img", "form", "base"})
        for tag, name, value in page.attributes:
            self.assertFalse(name.startswith("on") or name in ("src", "srcset", "action"), (tag, name))
            self.assertNotRegex(value or "", r"(?i)^\s*(https?:|//|javascript:)")
        self.assertNotIn("@import", page.texts["style"])
        self.assertNotIn("url(", page.texts["style"])
        return page

    def links_out(self, page, path):
        """The files that a page leads to."""
        place = os.path.dirname(path)
        return {os.path.normpath(os.path.join(place, unquote(link.split("#")[0])))
                for link in page.links if not link.startswith("#")}


class Corpus(PageTest):
    """All reports of the corpus on one page, so that their anchors must not meet."""

    @classmethod
    def setUpClass(cls):
        files = readable_entries()
        cls.reports = json.loads(run("convert", "-f", "json", *files))
        cls.texts = {language: run("convert", "-f", "html", "--lang", language, *files) for language in ("zh", "en")}
        cls.pages = {language: Page(text.decode()) for language, text in cls.texts.items()}

    def test_pages_are_well_formed(self):
        for text in self.texts.values():
            page = self.check_page(text)
            self.assertEqual(sum(name.startswith("report-") for name in page.ids), len(self.reports))

    def test_the_language_is_named(self):
        for language, name in (("zh", "zh-CN"), ("en", "en")):
            self.assertIn(("html", "lang", name), self.pages[language].attributes)

    def test_every_cell_says_what_the_report_object_says(self):
        page = self.pages["en"]
        expected = {}
        for number, report in enumerate(self.reports):
            cells = [(table, cell) for table in report["tables"] for cell in table["cells"]]
            expected.update({f"r{number + 1}c{i}": cell for i, (table, cell) in enumerate(cells)
                             if drawn(table)})
        self.assertEqual(page.cells.keys(), expected.keys())
        for name, cell in expected.items():
            self.compare(page.cells[name], cell)

    def compare(self, shown, cell):
        self.assertEqual(shown["cell"], cell["id"])
        self.assertEqual("v" in shown["class"], bool(cell["violations"]), cell)
        self.assertEqual("violated" in shown["told"], bool(cell["violations"]), cell)
        self.assertEqual("u" in shown["class"], cell["status"] in ("missing", "ambiguous"), cell)
        printed = " ".join(shown["printed"].split())
        if cell["status"] == "ambiguous":
            self.assertEqual(printed, " / ".join(value or "blank" for value in cell["alternatives"]))
        elif cell["status"] == "missing":
            self.assertEqual(printed, "?")
        else:
            self.assertEqual(printed, " ".join(re.sub("[\0-\x1f]", " ", cell["raw"]).split()))

    def test_every_suspect_stands_in_its_cell(self):
        page = self.pages["en"]
        for number, report in enumerate(self.reports):
            shown = {cell["cell"]: cell for name, cell in page.cells.items() if name.startswith(f"r{number + 1}c")}
            proposed = {suspect["cell"] for suspect in report["suspects"]}
            self.assertEqual({name for name, cell in shown.items() if "s" in cell["class"]}, proposed)
            for suspect in report["suspects"]:
                figures = {json.dumps(other["proposed"]) for other in report["suspects"]
                           if other["cell"] == suspect["cell"]}
                self.assertIn(shown[suspect["cell"]]["proposed"].split("→ ")[1], figures)

    def test_a_printed_cell_leads_to_its_line_and_back(self):
        page = self.pages["en"]
        links = set(page.links)
        for number, report in enumerate(self.reports):
            lines = {cell["line"] for table in report["tables"] for cell in table["cells"] if cell["line"]}
            self.assertEqual({f"#r{number + 1}L{line}" for line in lines} - links, set())
        back = {link[1:] for link in page.links if re.fullmatch(r"#r\d+c\d+", link)}
        self.assertEqual(back - page.cells.keys(), set())

    def test_both_languages_have_the_same_figures(self):
        zh, en = self.pages["zh"], self.pages["en"]
        self.assertEqual(zh.ids, en.ids)
        self.assertEqual({name: cell["proposed"].split("→")[1:] for name, cell in zh.cells.items()},
                         {name: cell["proposed"].split("→")[1:] for name, cell in en.cells.items()})


class Layout(PageTest):
    """The tables against CSV in the layout of the template, which has each text in the first place of its square."""

    def check_layout(self, text):
        source = self.path("report.txt", text)
        run("convert", "-f", "csv", "-o", self.path("csv"), source)
        [report] = [json.loads(run("convert", "-f", "json", source))]
        page = Page(run("convert", "-f", "html", source).decode())
        forms = [table for table in page.tables if table["class"].startswith("form")]
        found = [table for table in report["tables"] if table["status"] != "missing"]
        self.assertEqual(len(forms), len(found))
        for html, table in zip(forms, found):
            with open(self.path(f"csv/report.{table['table']}.csv"), encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            self.assertEqual(html["caption"], table["title"])
            if len(rows[0]) > 1 and rows[0] == [table["title"]] + [""] * (len(rows[0]) - 1):
                rows = rows[1:]
            squares = grid(html["head"] + html["body"])
            for (row, column), text in squares.items():
                if rows[row][column] != text.strip():
                    self.assertEqual(rows[row][column], "", (table["table"], row, column))
                    self.assertRegex(text, r" / |\?", "only what was not read is shown where CSV shows nothing")

    def test_2019(self):
        self.check_layout(linyi())

    def test_2021(self):
        self.check_layout(corpus_text("qingling-2023"))

    def test_2014(self):
        self.check_layout(indicators())

    def test_headers_have_a_scope(self):
        page = Page(run("convert", "-f", "html", "-", input=(linyi() + indicators()).encode()).decode())
        for table in page.tables:
            for part, allowed in (("head", {"col"}), ("body", {"row", "rowgroup"})):
                scopes = {attributes.get("scope") for row in table[part] for _, attributes in row
                          if "data-cell" not in attributes}
                self.assertLessEqual(scopes, allowed)


class Hostile(PageTest):
    """Whatever stands in a file or in its name, it stays text."""

    def page(self, name, content, **options):
        return self.check_page(run("convert", "-f", "html", "--lang", "en", self.path(name, content), **options))

    def test_markup_in_text_stays_text(self):
        text = linyi().replace("6727.41万", SCRIPT).replace("临沂市公安局2020年", f"\"'&<b>{SCRIPT}公安局2020年")
        page = self.page("a.txt", text)
        self.assertIn(SCRIPT, "".join(page.lines.values()))

    def test_markup_in_a_name_stays_text(self):
        page = self.page("a'\"><b onclick=x>&amp;.txt", linyi())
        self.assertNotIn("b", {tag for tag, name, _ in page.attributes if name == "onclick"})

    def test_bytes_of_no_encoding_never_reach_a_page(self):
        path = self.path("broken.txt", b"abc\xff\xfe\xff" + linyi().encode())
        self.assertEqual(run("convert", "-f", "html", path, statuses=(2,)), b"")

    def test_bytes_of_no_encoding_in_a_name_are_replaced(self):
        path = os.fsencode(self.directory) + b"/\xff\x80.txt"
        with open(path, "wb") as file:
            file.write(linyi().encode())
        self.check_page(run("convert", "-f", "html", path))

    def test_control_characters_are_replaced(self):
        text = linyi().replace("6727.41万", "67\0\x01\x1b[31m\x7f\x85\ufffe").replace("一、总体情况", "\x08\x0c\x0b")
        self.page("a.txt", text)

    def test_other_encodings(self):
        for encoding in ("gb18030", "utf-16", "utf-8-sig"):
            page = self.page(encoding + ".txt", linyi().encode(encoding))
            self.assertEqual(page.lines["r1L95"].split()[0], "0")
            self.assertEqual(len(page.lines), len(linyi().splitlines()))

    def test_line_ends_of_every_kind(self):
        for end in ("\r\n", "\r", "\n\f"):
            page = self.page("a.txt", end.join(linyi().splitlines()))
            self.assertEqual(len(page.lines), len(linyi().splitlines()))
            self.assertEqual(page.lines["r1L95"].strip(), "0 |")

    def test_a_text_without_tables_has_a_page(self):
        page = self.page("a.txt", "各位同事:\n请查收附件。\n")
        self.assertEqual(page.lines, {"r1L1": "各位同事:", "r1L2": "请查收附件。"})


class Overview(PageTest):
    def make(self, *arguments, statuses=(0, 1, 3)):
        out = self.path("out")
        run("report", *arguments, "-o", out, statuses=statuses)
        path = os.path.join(out, "index.html")
        with open(path, "rb") as file:
            return out, path, self.check_page(file.read())

    def check_links(self, out, path, overview):
        """Every page can be reached, and leads back."""
        pages = self.links_out(overview, path)
        made = {os.path.join(place, name) for place, _, names in os.walk(out) for name in names}
        self.assertEqual(pages, made - {path})
        for page in pages:
            with open(page, "rb") as file:
                self.assertEqual(self.links_out(self.check_page(file.read()), page), {path})

    def test_the_corpus(self):
        out, path, overview = self.make("--lang", "zh", "--include", "*.txt", CORPUS, statuses=(2,))
        self.check_links(out, path, overview)

    def test_names_that_are_no_addresses(self):
        for name in ("a b#c?d%41.txt", "子/报告.txt", "x'\"><b>&amp;.txt", "index.txt", "a:b.txt"):
            self.path("in/" + name, linyi())
        out, path, overview = self.make(self.path("in"))
        self.check_links(out, path, overview)
        self.assertEqual(len(self.links_out(overview, path)), 5)

    def test_one_name_with_two_extensions(self):
        self.path("in/a.txt", linyi())
        self.path("in/a.md", linyi())
        out, path, overview = self.make(self.path("in"))
        self.check_links(out, path, overview)
        self.assertEqual(len(self.links_out(overview, path)), 2)

    def test_a_second_run_reads_none_of_its_own_pages(self):
        self.path("in/a.txt", linyi())
        for _ in range(2):
            run("report", self.path("in"), "-o", self.path("in/out"))
        with open(self.path("in/out/index.html"), encoding="utf-8") as file:
            self.assertEqual(len(Page(file.read()).tables[-1]["body"]), 1)

    def test_records(self):
        lines = [json.dumps({"id": name, "text": linyi()}, ensure_ascii=False) for name in ("甲", "../乙")]
        out, path, overview = self.make("--input", "jsonl", self.path("reports.jsonl", "\n".join(lines) + "\n"))
        self.check_links(out, path, overview)
        self.assertEqual(len(self.links_out(overview, path)), 2)

    def test_several_reports_in_a_file(self):
        out, path, overview = self.make(os.path.join(CORPUS, "two-reports.txt"))
        self.check_links(out, path, overview)
        with open(os.path.join(out, overview.links[0].split("#")[0]), "rb") as file:
            page = Page(file.read().decode())
        for link in overview.links:
            if "#" in link:
                self.assertIn(link.split("#")[1], page.ids)
        self.assertEqual(len(overview.tables[-1]["body"]), 2)

    def test_what_cannot_be_read_is_counted(self):
        self.path("in/good.txt", linyi())
        self.path("in/broken.txt", b"abc\xff\xfe\xff" + linyi().encode())
        out, path, overview = self.make("--lang", "en", self.path("in"), statuses=(2,))
        with open(path, encoding="utf-8") as file:
            self.assertIn("<b>1</b> files that could not be read", file.read())

    def test_an_overview_of_nothing_is_refused(self):
        run("report", "-o", self.path("out"), statuses=(2,))
        run("report", self.path("in/a.txt", linyi()), statuses=(2,))


if __name__ == "__main__":
    GOUJI = os.path.abspath(sys.argv.pop(1))
    unittest.main()
