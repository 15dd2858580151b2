#!/usr/bin/env python3
"""A report written in another way reads the same: cells, violations, and offsets that lead back to the bytes.

    tests/corpus/test_vary.py GOUJI WORK-FOLDER
"""
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from expectation import cells_of, read_reports  # noqa: E402

# kind: (encoding that the report must name, Python's name for it)
KINDS = {
    "traditional": ("utf-8", "utf-8"), "full-width": ("utf-8", "utf-8"), "spaces": ("utf-8", "utf-8"),
    "noise": ("utf-8", "utf-8"), "gb18030": ("gb18030", "gb18030"),
    "utf-16le": ("utf-16le", "utf-16-le"), "utf-16be": ("utf-16be", "utf-16-be"),
    "noise+traditional": ("utf-8", "utf-8"), "spaces+full-width+gb18030": ("gb18030", "gb18030"),
    "noise+traditional+utf-16le": ("utf-16le", "utf-16-le"),
    "utf-16le-plain": ("utf-16le", "utf-16-le"), "utf-16be-plain": ("utf-16be", "utf-16-be"),
}
SOURCES = ["linyi-2020", "qingling-2023"]


def make(kind, source, seed, target):
    subprocess.run([sys.executable, os.path.join(ROOT, "tools", "vary"), kind, "--seed", str(seed), "-o", target,
                    os.path.join(ROOT, "corpus", source + ".txt")], check=True)


def read(gouji, path):
    done = subprocess.run([gouji, "convert", "-f", "json", path], capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 2:
        return None, done.returncode
    return read_reports(done.stdout)[0], done.returncode


def essence(report):
    """What must stay the same: values, not their spelling."""
    return {
        "template": report["template"], "year": report["year"],
        "values": {name: (cell["status"], cell["value"]) for name, cell in cells_of(report).items()},
        "violations": [(v["relation"], v["expected"], v["found"]) for v in report["violations"]],
        "suspects": [(s["cell"], s["proposed"], s["certainty"]) for s in report["suspects"]]}


def differences(plain, varied):
    for key in plain:
        if plain[key] == varied[key]:
            continue
        if key != "values":
            yield "%s: %r became %r" % (key, plain[key], varied[key])
            continue
        for name, value in plain[key].items():
            if varied[key].get(name) != value:
                yield "%s: %s became %s" % (name, value, varied[key].get(name))


def misplaced(report, path, encoding):
    """Cells whose text does not stand in the file at their offset."""
    with open(path, "rb") as file:
        content = file.read()
    for name, cell in cells_of(report).items():
        raw = (cell["raw"] or "").encode(encoding)
        if raw and content[cell["offset"]:cell["offset"] + len(raw)] != raw:
            yield "%s: %r does not stand at byte %d" % (name, cell["raw"], cell["offset"])


def main():
    gouji, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    failed = count = 0
    for source in SOURCES:
        plain, status = read(gouji, os.path.join(ROOT, "corpus", source + ".txt"))
        for kind, (named, encoding) in KINDS.items():
            for seed in (1, 2, 3) if "noise" in kind else (1,):
                path = os.path.join(folder, "%s.%s.%d.txt" % (source, kind, seed))
                make(kind, source, seed, path)
                report, varied_status = read(gouji, path)
                found = ["status %d became %d" % (status, varied_status)] if status != varied_status else []
                if report:
                    found += list(differences(essence(plain), essence(report)))
                    found += list(misplaced(report, path, encoding))
                    if report["encoding"] != named:
                        found.append("the encoding is called %s" % report["encoding"])
                print("%s %s as %s, seed %d" % ("differs" if found else "same   ", source, kind, seed))
                for line in found[:10]:
                    print("    " + line)
                count += 1
                failed += bool(found)
    print("%d variants, %d differ" % (count, failed))
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
