#!/usr/bin/env python3
"""Inputs too large to keep: a line of ten megabytes, a million cells, a million rows.

    tests/corpus/test_large.py GOUJI
"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import forms  # noqa: E402
import layouts  # noqa: E402
from expectation import compare, load, read_reports  # noqa: E402

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")
SECONDS = 60  # far more than is needed: what grows with the square of the input takes hours


def report():
    return layouts.cells_piped(forms.parts(forms.QINGLING))


def a_long_line():
    """A sentence without end before the first table."""
    return report().replace("二、主动公开政府信息情况", "公开栏目内容丰富," * 400000 + "\n二、主动公开政府信息情况", 1)


def a_long_list():
    """Figures that all announce parts, in a sentence without end."""
    return report().replace("五、存在的主要问题", "甲类" + "物品12件,其中" * 200000 + "\n五、存在的主要问题", 1)


def many_titles():
    """The title on a line of its own, again and again before the first table."""
    return (report().split("\n", 1)[0] + "\n") * 100000 + report()


def a_long_cell():
    """A cell without end behind the last table."""
    return report().replace("五、存在的主要问题", "丰" * 3500000 + " |\n五、存在的主要问题", 1)


def a_long_row():
    """The values of a foreign table behind the last one, all in one row."""
    return report().replace("五、存在的主要问题", "附表 | " + "7 | " * 1000000 + "\n五、存在的主要问题", 1)


def a_million_cells():
    """The same one a line, with a label before every hundred."""
    foreign = ("附表项目 |\n" + "7 |\n" * 99) * 10000
    return report().replace("五、存在的主要问题", foreign + "五、存在的主要问题", 1)


def many_empty_rows():
    """Rows of nothing but blanks, each of which may be headers of the next."""
    return report().replace("五、存在的主要问题", "| | | | | |\n" * 400000 + "五、存在的主要问题", 1)


def a_million_rows():
    """Rows of a foreign table: past a limit they are left over, and that is said."""
    return report().replace("五、存在的主要问题", "附表 | 7 |\n" * 1000000 + "五、存在的主要问题", 1)


def differences(gouji, text, diagnostics):
    """What of the report's own cells is not as without the rest."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "large.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([gouji, "convert", "-f", "json", path], capture_output=True, timeout=SECONDS,
                              encoding="utf-8", check=False)
    if done.returncode == 2:
        return ["status %d: %s" % (done.returncode, done.stderr[:2000])]
    expected = dict(load(os.path.join(CORPUS, "qingling-2023.json")), diagnostics=diagnostics)
    return compare(expected, read_reports(done.stdout))


def main():
    gouji, failed = sys.argv[1], 0
    for make in (a_long_line, a_long_list, many_titles, a_long_cell, a_long_row, a_million_cells, many_empty_rows,
                 a_million_rows):
        text = make()
        found = differences(gouji, text, ["limit"] if make in (many_empty_rows, a_million_rows) else [])
        print("%s %s, %d bytes" % ("differs" if found else "same   ", make.__name__, len(text.encode())))
        for line in found[:10]:
            print("    " + line[:300])
        failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
