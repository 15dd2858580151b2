#!/usr/bin/env python3
"""Holds gouji to the corpus: each entry's input must give what the file beside it says.

    tests/corpus/run.py GOUJI [ENTRY...]

ENTRY is corpus/NAME.json; without one, all of them. corpus/README.md describes the files.
"""
import glob
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from expectation import compare, load, read_reports  # noqa: E402

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")


def run(gouji, arguments):
    return subprocess.run([gouji] + arguments, capture_output=True, text=True, encoding="utf-8", check=False)


def check_entry(gouji, path):
    """One line for each way in which the entry is not met."""
    expected = load(path)
    options = ["--lang", "en"] + expected.get("options", [])
    source = path[:-len(".json")] + ".txt"
    converted = run(gouji, ["convert", "-f", "json"] + options + [source])
    checked = run(gouji, ["check"] + options + [source])
    differences = []
    for name, done in (("convert", converted), ("check", checked)):
        if done.returncode != expected.get("exit", 0):
            differences.append("gouji %s: expected status %d, got %d %s" % (
                name, expected.get("exit", 0), done.returncode, done.stderr.strip()))
    if "error" in expected and expected["error"] not in converted.stderr:
        differences.append("message: expected %r, got %r" % (expected["error"], converted.stderr))
    if converted.returncode in (0, 1, 3):
        differences += compare(expected, read_reports(converted.stdout))
    return differences


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    gouji, entries = sys.argv[1], sys.argv[2:] or sorted(glob.glob(os.path.join(CORPUS, "*.json")))
    failed = 0
    for path in entries:
        differences = check_entry(gouji, path)
        print("%s %s" % ("not met" if differences else "met    ", os.path.basename(path)[:-5]))
        for line in differences[:40]:
            print("    " + line)
        if len(differences) > 40:
            print("    and %d more" % (len(differences) - 40))
        failed += bool(differences)
    print("%d entries met, %d not" % (len(entries) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
