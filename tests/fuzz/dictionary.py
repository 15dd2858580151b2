#!/usr/bin/env python3
"""dictionary.py GRAMMARS: the labels and words of the grammars, as a dictionary for fuzzers, on standard output."""
import json
import pathlib
import sys


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)


def main():
    found = set()
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
        if path.name != "schema.json":
            found.update(texts(json.loads(path.read_text(encoding="utf-8"))))
    print("# Made by tests/fuzz/dictionary.py from grammars/.")
    for text in sorted(found):
        data = text.encode()
        if 1 < len(data) <= 120:
            print('"%s"' % "".join("\\x%02X" % byte for byte in data))


main()
