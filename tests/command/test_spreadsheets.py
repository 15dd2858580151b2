#!/usr/bin/env python3
"""What a spreadsheet reads of `gouji convert --excel`: the report object, cell for cell, on every corpus entry.

    test_spreadsheets.py PATH_OF_GOUJI                 read with Python's csv module
    test_spreadsheets.py PATH_OF_GOUJI --libreoffice   read with LibreOffice; exit status 77 where it is not installed
"""
import csv
import decimal
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")
BOM = b"\xef\xbb\xbf"
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[-+－＋]*[0-9,０-９，]*([.．]*[0-9,０-９，]+)?[.．]*")
# UTF-8, commas, all columns as a person who opens the file gets them, formulas evaluated
READ_CSV = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
AT_A_TIME = 200  # it passes over arguments behind the first 250 or so
WRITE_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


def guarded(text):
    """What stands in the file for a text that a spreadsheet would run."""
    return "'" + text if text and FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def run(gouji, arguments, folder):
    done = subprocess.run([gouji, "convert", "--lang", "en", *arguments], cwd=folder, capture_output=True, check=False)
    if done.returncode not in (0, 1, 2, 3):
        sys.exit(f"gouji convert {arguments}: {done.stderr.decode()}")
    return done


def read(path, is_plain=True):
    """The rows of a CSV file; is_plain: it is to have the bytes that a spreadsheet wants."""
    with open(path, "rb") as file:
        content = file.read()
    if is_plain:
        assert content.startswith(BOM) and content.count(BOM) == 1, path
        assert content.endswith(b"\r\n"), path
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    return rows


class Expected:
    """What the report objects of one input say."""

    def __init__(self, gouji, name, options, folder):
        done = run(gouji, ["-f", "jsonl", *options, name], folder)
        self.reports = [json.loads(line, parse_float=decimal.Decimal) for line in done.stdout.decode().splitlines()]

    def tidy(self):
        for report in self.reports:
            proposed = {}
            for suspect in report["suspects"]:
                order = ("possible", "likely", "certain").index(suspect["certainty"])
                if order > proposed.get(suspect["cell"], (-1,))[0]:
                    proposed[suspect["cell"]] = (order, suspect["proposed"])
            for table in report["tables"]:
                for cell in table["cells"]:
                    yield [report["source"], report["body"], report["year"], report["template"], table["table"],
                           cell["row"], cell["column"], None, None, cell["value"], cell["unit"], cell["raw"],
                           cell["status"], cell["line"], " ".join(cell["violations"]),
                           proposed.get(cell["id"], (0, None))[1]]

    def tables(self):
        """(report, table) of every table found"""
        for number, report in enumerate(self.reports):
            for table in report["tables"]:
                if table["status"] != "missing":
                    yield number, table


def number(text):
    """As far as a spreadsheet keeps it: to fifteen digits."""
    return decimal.Context(prec=15).create_decimal(text.replace(",", ""))


def same(given, wanted):
    """Numbers may be written in another way; texts may not."""
    wanted = "" if wanted is None else str(wanted)
    if given == guarded(wanted):
        return True
    try:
        return number(given) == number(wanted)
    except decimal.InvalidOperation:
        return False


def compare_tidy(rows, expected, where):
    header, *lines = rows
    wanted = list(expected.tidy())
    assert header[:3] == ["source", "body", "year"] and len(header) == 16, where
    assert len(lines) == len(wanted), f"{where}: {len(lines)} lines and not {len(wanted)}"
    for line, cells in zip(lines, wanted):
        assert len(line) == 16, (where, line)
        for name, given, value in zip(header, line, cells):
            if name not in ("row_label", "column_label"):
                assert same(given, value), f"{where}: {name} of {line[4:7]} is {given!r} and not {value!r}"
    return len(lines)


def compare_table(rows, table, where):
    """The values stand at the end of the last lines, row by row; those of rows printed side by side in one line. A
    table with units has lines for its groups, which have none."""
    cells = [cell["raw"] for cell in table["cells"]]
    columns = len({cell["column"] for cell in table["cells"]})
    if table["table"] == "indicators":
        rows = [row for row in rows if row[1]]
    lines = 1 if table["table"] == "review_litigation" else len(cells) // columns
    if lines == 1 and not any(cells):
        rows = rows + [[""] * len(cells)]  # a line of nothing at the end is not written
    given = [field for row in rows[len(rows) - lines:] for field in row[len(row) - len(cells) // lines:]]
    assert len(given) == len(cells), where
    for value, wanted in zip(given, cells):
        assert same(value, wanted), f"{where}: {value!r} and not {wanted!r}"
    return len(cells)


def convert(office, folder, files):
    """The files as LibreOffice reads and writes them."""
    out = os.path.join(folder, "read")
    profile = "-env:UserInstallation=file://" + os.path.join(folder, "profile")
    for first in range(0, len(files), AT_A_TIME):
        subprocess.run([office, profile, "--headless", READ_CSV, "--convert-to", WRITE_CSV, "--outdir", out,
                        *files[first:first + AT_A_TIME]],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return out


def link_equal(folder, jobs):
    """The paths of the jobs' files, each content once; a job whose content came before takes that one's name."""
    names = {}
    for place, (name, file, wanted, kind) in enumerate(jobs):
        with open(os.path.join(folder, file), "rb") as opened:
            jobs[place] = (name, names.setdefault(opened.read(), file), wanted, kind)
    return [os.path.join(folder, file) for file in names.values()]


def make_inputs(folder):
    """(name, options) of the corpus entries, copied to the folder; and one whose name and cells run formulas."""
    for path in sorted(glob.glob(os.path.join(CORPUS, "*.json"))):
        with open(path, encoding="utf-8") as file:
            entry = json.load(file)
        name = os.path.basename(path)[:-len(".json")] + ".txt"
        shutil.copy(os.path.join(CORPUS, name), folder)
        yield name, entry.get("options", [])
    with open(os.path.join(CORPUS, "linyi-2020.txt"), encoding="utf-8") as file:
        text = file.read().replace("\n1 |\n", "\n=1+1 |\n", 3).replace("\n0 |\n", "\n-2+3 |\n", 2)
    for name in ("=1+2.txt", "@a,\"b\".txt"):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
        yield name, []


def main(gouji, office):
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for index, (name, options) in enumerate(make_inputs(folder)):
            expected = Expected(gouji, name, options, folder)
            if not expected.reports:
                continue
            run(gouji, ["--excel", *options, "-o", f"{index}.csv", name], folder)
            run(gouji, ["-f", "csv", "--excel", *options, "-o", f"tables{index}", name], folder)
            base = os.path.splitext(name)[0]
            jobs.append((name, f"{index}.csv", expected, None))
            for report, table in expected.tables():
                made = f"tables{index}/{base}{f'.{report + 1}' if report else ''}.{table['table']}.csv"
                flat = f"{index}.{report}.{table['table']}.csv"
                os.rename(os.path.join(folder, made), os.path.join(folder, flat))
                jobs.append((name, flat, table, "table"))
        place = folder
        if office:
            place = convert(office, folder, link_equal(folder, jobs))
        for name, file, wanted, kind in jobs:
            rows = read(os.path.join(place, file), is_plain=not office)
            compared += (compare_table if kind else compare_tidy)(rows, wanted, f"{name} ({file})")
    print(f"{compared} cells of {len(jobs)} files are what the report objects say")
    return 0 if compared > 10000 else 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
    if "--libreoffice" in sys.argv[2:] and not OFFICE:
        print("LibreOffice is not installed")
        sys.exit(77)
    sys.exit(main(os.path.abspath(sys.argv[1]), OFFICE if "--libreoffice" in sys.argv[2:] else None))
