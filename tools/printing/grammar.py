"""The templates of grammars/, as plain JSON in which no fragment is left to be looked up."""
import glob
import json
import os

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "grammars")
HANDED_DOWN = ("unit", "amount", "signed")


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def templates():
    """{id: path} of all templates, in the order of their files."""
    paths = sorted(glob.glob(os.path.join(FOLDER, "*.json")))
    return {content["id"]: path for path, content in ((path, load(path)) for path in paths) if "tables" in content}


def read(path):
    """The template of a file, with what it uses in place; its own fragments go before the common ones."""
    fragments = load(os.path.join(FOLDER, "common.json"))["fragments"]
    content = load(path)
    fragments.update(content.pop("fragments", {}))
    return resolve(content, fragments)


def resolve(content, fragments):
    """The same JSON, where each {"use": NAME} has become the elements of that fragment."""
    if isinstance(content, dict):
        return {member: resolve(value, fragments) for member, value in content.items()}
    if not isinstance(content, list):
        return content
    elements = []
    for element in content:
        used = fragments[element["use"]] if isinstance(element, dict) and "use" in element else None
        elements += [resolve(element, fragments)] if used is None else resolve(used, fragments)
    return elements


def below(heading):
    """The rows or columns of a group; none of one that holds values."""
    return heading.get("rows") or heading.get("columns") or []


def leaves(headings, said=None):
    """The rows or columns that hold values, in printed order, each with what its groups say of it."""
    for heading in headings:
        heading = {**(said or {}), **heading}
        if below(heading):
            yield from leaves(below(heading), {key: heading[key] for key in HANDED_DOWN if key in heading})
        else:
            yield heading


def depth(headings):
    """How many headings stand over one another at most."""
    return 1 + max(depth(below(heading)) for heading in headings) if headings else 0


def cell_id(table, row, column):
    return f"{table['id']}/{row['id']}/{column['id']}"
