#!/usr/bin/env python3
"""Writes the made entries of the corpus, or with --check says which differ from what would be written.

    tests/corpus/make_entries.py [--check]

Entries written by hand stand in corpus/ beside them and are not touched.
"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import made  # noqa: E402
import made_damage  # noqa: E402
import made_quirks  # noqa: E402
import made_words  # noqa: E402

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")


def entries():
    yield from made.layout_entries()
    for column in range(7):
        yield from made.decided(column)
        yield from made.open_choice(column)
    for group in (made.row_entries, made.part_entries, made.byte_entries, made_damage.number_entries,
                  made_damage.lost_row_entries, made_damage.zero_entries, made_damage.moved_entries,
                  made_damage.alike_entries, made_words.blank_entries,
                  made_words.value_entries, made_words.label_entries, made_words.company_entries,
                  made_quirks.pipe_entries, made_quirks.joined_entries, made_quirks.header_entries,
                  made_quirks.local_entries, made_quirks.merged_entries,
                  made_quirks.attribute_entries, made_quirks.empty_cell_entries,
                  made_quirks.column_entries, made_quirks.empty_entries):
        yield from group()


def write_down(expected):
    """JSON with one line for each key, and one for each member of an object below it."""
    def flat(value):
        return json.dumps(value, ensure_ascii=False)

    def block(value):
        return "{\n" + ",\n".join("    %s: %s" % (flat(k), flat(v)) for k, v in value.items()) + "\n  }"
    lines = ["  %s: %s" % (flat(key), block(value) if isinstance(value, dict) and len(value) > 1 else flat(value))
             for key, value in expected.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def files():
    for name, content, expected in entries():
        yield name + ".txt", content
        yield name + ".json", write_down(expected)


def differs(name, content):
    path = os.path.join(CORPUS, name)
    if not os.path.exists(path):
        return True
    with open(path, "rb") as file:
        return file.read() != content


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    changed = [(name, content) for name, content in files() if differs(name, content)]
    for name, content in changed:
        if sys.argv[1:]:
            print("corpus/%s is not what tests/corpus/make_entries.py writes" % name)
            continue
        with open(os.path.join(CORPUS, name), "wb") as file:
            file.write(content)
    return 1 if changed and sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
