#!/usr/bin/env python3
"""check_schema.py ROOT: does grammars/schema.json say what the library's loader does?

It must accept every grammar, and the example in grammars/README.md, and refuse every file of corpus/refused
that the loader refuses for a reason that a schema can express. Skipped (77) without the jsonschema package.
"""

import json
import pathlib
import re
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: the Python package jsonschema (4 or later) is not installed")
    sys.exit(77)

SHAPE = re.compile(r"means nothing here|is missing; add|is not of the right kind|is no id|is no object|is no array")
# Faults of shape behind a use or of one member that stands twice, which a schema does not see.
UNSEEN = {"member_twice"}


def main():
    root = pathlib.Path(sys.argv[1])
    schema = json.loads((root / "grammars/schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    faults = []

    readme = (root / "grammars/README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```json\n(.*?)```", readme, re.S)
    accepted = {f"README.md, example {i + 1}": text for i, text in enumerate(examples)}
    for path in sorted((root / "grammars").glob("*.json")):
        if path.name != "schema.json":
            accepted[path.name] = path.read_text(encoding="utf-8")
    for name, text in accepted.items():
        for error in validator.iter_errors(json.loads(text)):
            faults.append(f"{name}: {error.json_path}: {error.message[:200]}")

    refused = 0
    for path in sorted((root / "corpus/refused").glob("*.json")):
        message = path.with_suffix(".message").read_text(encoding="utf-8")
        if not SHAPE.search(message) or path.stem in UNSEEN:
            continue
        refused += 1
        if validator.is_valid(json.loads(path.read_text(encoding="utf-8"))):
            faults.append(f"corpus/refused/{path.name}: the schema accepts it")

    if not examples or refused < 20:
        faults.append(f"too little was found to check: {len(examples)} examples, {refused} refused files")
    print("\n".join(faults) or f"{len(accepted)} accepted, {refused} refused, as they should be")
    return 1 if faults else 0


sys.exit(main())
