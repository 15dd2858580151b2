#!/usr/bin/env python3
"""Pages in a browser: nothing cut or overlapping, readable in both colour schemes, no scrolling to the side, no complaint
and no request of the page's own; in print no text outside the sheet. Exits with 77 where there is no Chromium.

    test_browser.py PATH_OF_GOUJI [unittest arguments]
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import browser
from inputs import corpus_text, indicators, readable_entries

GOUJI = None
HERE = os.path.dirname(os.path.abspath(__file__))
WIDTHS = (1280, 400)
MARGIN = 12 / 25.4 * 72  # points; the style sheet's @page says 12 mm
REPORTS = 200


def run(*arguments):
    result = subprocess.run([GOUJI, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                            timeout=300)
    if result.returncode == 2:
        raise AssertionError(result.stderr.decode())
    return result.stdout


class BrowserTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.browser = browser.Browser(browser.find())
        with open(os.path.join(HERE, "page_checks.js"), encoding="utf-8") as file:
            cls.checks = file.read()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.directory.cleanup()

    def path(self, name):
        return os.path.join(self.directory.name, name)

    def page(self, entry, language="zh", encoding="utf-8"):
        """The page of an entry of the corpus, or of the made report of indicators."""
        path, source = self.path(f"{entry}.{language}.{encoding}.html"), self.path(entry + ".txt")
        with open(source, "w", encoding=encoding) as file:
            file.write(indicators() if entry == "indicators" else corpus_text(entry))
        run("convert", "-f", "html", "--lang", language, "-o", path, source)
        return path

    def overview(self):
        """Of a few hundred reports: the corpus several times over, without the file that holds two."""
        path = self.path("out/index.html")
        if os.path.exists(path):
            return path
        entries = [entry for entry in readable_entries() if "two-reports" not in entry]
        for i in range(REPORTS):
            place = self.path(f"in/{i // len(entries)}")
            os.makedirs(place, exist_ok=True)
            shutil.copy(entries[i % len(entries)], place)
        run("report", "--lang", "en", self.path("in"), "-o", self.path("out"))
        return path

    def check(self, path, fragment=""):
        for width in WIDTHS:
            for dark in (False, True):
                with self.subTest(page=os.path.basename(path), width=width, dark=dark):
                    self.browser.open("file://" + path + fragment, width, dark)
                    found = self.browser.value(self.checks)
                    self.assertGreaterEqual(found["contrasts"]["pairs"], 2)
                    self.assertEqual(found["contrasts"]["complaints"], [])
                    self.assertEqual(found["scrolls"], [])
                    self.assertEqual(found["cut"], [])
                    self.assertEqual(found["overlaps"], [])
                    self.assertEqual(self.browser.problems, [])
                    self.assertEqual(self.browser.requests, ["file://" + path])


class Screen(BrowserTest):
    def test_a_report_with_violations(self):
        for language in ("zh", "en"):
            self.check(self.page("linyi-2020", language))

    def test_what_a_link_leads_to(self):
        for fragment in ("#r1L95", "#r1c42", "#r1v0", "#r1s0"):
            self.check(self.page("linyi-2020"), fragment)

    def test_cells_that_were_not_read(self):
        self.check(self.page("short-1-open"))
        self.check(self.page("cut-off", "en"))

    def test_a_list_of_indicators(self):
        self.check(self.page("indicators"))

    def test_other_texts(self):
        for entry in ("two-reports", "layout-boxes", "empty"):
            self.check(self.page(entry))
        self.check(self.page("linyi-2020", encoding="gb18030"))

    def test_an_overview_of_many(self):
        self.check(self.overview())

    def test_the_schemes_differ(self):
        seen = set()
        for dark in (False, True):
            self.browser.open("file://" + self.page("linyi-2020"), 1280, dark)
            seen.add(self.browser.value("getComputedStyle(document.body).backgroundColor"))
        self.assertEqual(len(seen), 2)


class Links(BrowserTest):
    def test_a_link_brings_its_line_into_sight_beside_the_table(self):
        self.browser.open("file://" + self.page("linyi-2020"), 1280)
        self.browser.value("document.querySelector('[data-cell=\"applications/granted/total\"] a').click()")
        seen = self.browser.value("""(() => {
            const box = document.querySelector(':target').getBoundingClientRect();
            return [document.querySelector(':target').id, box.top > 0 && box.bottom < innerHeight];
        })()""")
        self.assertEqual(seen, ["r1L95", True])
        self.browser.value("document.querySelector('#r1L95 a').click()")
        self.assertEqual(self.browser.value("document.querySelector(':target').dataset.cell"),
                         "applications/granted/total")

    def test_the_list_can_be_put_in_order(self):
        self.browser.open("file://" + self.overview(), 1280)
        columns = {"by-violations": (".n", True), "by-year": ("td:nth-of-type(1)", True), "by-file": (".file", False)}
        for order, (column, descends) in columns.items():
            shown = self.browser.value(f"""(() => {{
                document.getElementById('{order}').click();
                const rows = Array.from(document.querySelectorAll('.list tbody tr'));
                rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
                return rows.map((row) => row.querySelector('{column}').textContent);
            }})()""")
            self.assertEqual(len(shown), REPORTS)
            key = str.encode if column == ".file" else lambda text: int(text or 0)
            self.assertEqual(shown, sorted(shown, key=key, reverse=descends), order)


@unittest.skipUnless(shutil.which("pdftotext"), "no pdftotext")
class Print(BrowserTest):
    """The words of a printed page with their places, as pdftotext sees them."""

    def words(self, path):
        pdf = self.path("page.pdf")
        self.browser.open("file://" + path, 1280, dark=True)
        self.browser.pdf(pdf)
        text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
        pages = []
        for page in text.split("<page ")[1:]:
            size = [float(number) for number in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2]]
            words = [(*map(float, match[:4]), match[4]) for match in re.findall(
                r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page)]
            pages.append((size, words))
        return pages

    def check_print(self, path, *expected):
        pages = self.words(path)
        for number, ((width, height), words) in enumerate(pages):
            self.assertAlmostEqual(width, 595, delta=2)
            for left, top, right, bottom, word in words:
                middle = (top + bottom) / 2  # the box is as high as the font is, which is more than its letters
                inside = (left >= MARGIN - 2 and right <= width - MARGIN + 2 and
                          MARGIN <= middle <= height - MARGIN)
                self.assertTrue(inside, f"page {number + 1}: {word} at {left},{top} to {right},{bottom}")
            self.assertEqual(self.overlapping(words), [], f"page {number + 1}")
        whole = "".join(word for _, words in pages for *_, word in words)
        for text in expected:
            self.assertTrue(text in whole, text)

    def overlapping(self, words):
        found = []
        for i, (left, top, right, bottom, word) in enumerate(words):
            for other in words[i + 1:]:
                width = min(right, other[2]) - max(left, other[0])
                if width > 1 and abs(top + bottom - other[1] - other[3]) / 2 < 3:
                    found.append((word, other[4]))
        return found

    def test_a_report(self):
        self.check_print(self.page("linyi-2020"), "6727.41万", "其他对外管理服务事项", "320131")
        self.check_print(self.page("short-1-open", "en"))
        self.check_print(self.page("indicators"))

    def test_an_overview(self):
        # a name may go on in a second line, behind what stands beside it: its end is there all the same
        self.check_print(self.overview(), "Overviewofthereports", "two-forms-2020.txt", "byte-order-mark.txt")


if __name__ == "__main__":
    GOUJI = os.path.abspath(sys.argv.pop(1))
    if not browser.find():
        print("skipped: no Chromium is installed", file=sys.stderr)
        sys.exit(77)
    unittest.main()
