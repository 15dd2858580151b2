#!/usr/bin/env python3
"""Reports that tools/print makes: gouji reads every printed cell of their pages, and finds that all of them add up.

    tests/printing/test_pages.py GOUJI
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(HERE, "..", "..", "tools")
TEMPLATES = {"ogi-2014", "ogi-2019", "ogi-2021"}
COUNT = 12


def make(folder, *options):
    """{path below the folder: bytes} of what tools/print writes."""
    subprocess.run([sys.executable, os.path.join(TOOLS, "print"), folder, "--html", *options], check=True)
    written = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                written[os.path.relpath(path, folder)] = file.read()
    return written


def truths(written):
    return [json.loads(content) for path, content in written.items() if path.startswith("docs")]


def scores_well(gouji, folder):
    return subprocess.run([sys.executable, os.path.join(TOOLS, "score"), folder, "--gouji", gouji, "--by", "template",
                           "--wrong", "5", "--floor", os.path.join(HERE, "pages.floors")], check=False).returncode == 0


def adds_up(gouji, folder):
    """The engine checks the relations by itself: what tools/print took them for does not matter here."""
    done = subprocess.run([gouji, "check", os.path.join(folder, "streams")], stdout=subprocess.PIPE, check=False)
    print(done.stdout.decode().splitlines()[-1])
    return done.returncode == 0


def is_varied(written):
    """Sums of zeros hold always: reports have others too, and zeros that are printed in several ways."""
    figures = [list(truth["cells"].values()) for truth in truths(written)]
    return (all(any(text not in ("0", "") for text in texts) for texts in figures)
            and any("" in texts for texts in figures) and any("0" in texts for texts in figures)
            and any("-" in texts or "—" in texts for texts in figures))


def pages(written):
    return sorted(content for path, content in written.items() if path.startswith("pages"))


def main():
    gouji, = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        first = os.path.join(folder, "first")
        written = make(first, "--count", str(COUNT), "--seed", "1")
        found = {
            "a dozen reports of each template": sorted(truth["template"] for truth in truths(written)) == sorted(
                list(TEMPLATES) * COUNT),
            "figures of many kinds": is_varied(written),
            "every printed cell is read right": scores_well(gouji, first),
            "all figures add up": adds_up(gouji, first),
            "the same seed makes the same": written == make(os.path.join(folder, "second"), "--count", str(COUNT)),
            "another seed makes others": not set(pages(written)) & set(
                pages(make(os.path.join(folder, "third"), "--count", str(COUNT), "--seed", "2"))),
            "what is made beside it does not change a report": set(pages(written)) > set(
                pages(make(os.path.join(folder, "fourth"), "--template", "ogi-2021", "--count", "2"))),
        }
    for claim, holds in found.items():
        print("holds" if holds else "FAILS", claim)
    return 0 if all(found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
