"""Tables of a template as lines of squares, drawn as grammars/README.md says that they are printed."""
import itertools
import typing

import grammar

SERIAL = "序号"
# How wide the columns to the left of the values are, against each other.
WEIGHTS = {"serial": 1, "group": 1, "label": 4, "unit": 1}


class Square(typing.NamedTuple):
    text: str
    kind: str  # caption, head, serial, group, label, unit, value
    columns: int = 1
    rows: int = 1


class Sheet(typing.NamedTuple):
    """One printed table."""
    head: list  # lines that may stand again on every page
    body: list
    labels: list  # weights of the columns that stand before the values
    values: int  # columns of values


def sheets(tables, texts, style):
    """The printed tables of a section: those with captions in one, or each in its own."""
    for joined, run in itertools.groupby(tables, key=lambda table: bool(style.joined and table.get("caption"))):
        for group in [list(run)] if joined else [[table] for table in run]:
            yield side_by_side(group[0], texts) if group[0].get("side_by_side") else sheet(group, texts, style)


def sheet(tables, texts, style):
    kinds = max((label_kinds(table, style) for table in tables), key=len)
    values = max(len(list(grammar.leaves(table["columns"]))) for table in tables)
    parts = [part(table, texts, style, len(kinds), values) for table in tables]
    weights = [WEIGHTS[kind] for kind in kinds]
    if len(parts) == 1:
        return Sheet(*parts[0], weights, values)
    return Sheet([], [line for head, body in parts for line in head + body], weights, values)


def part(table, texts, style, labels, values):
    """(head, body) of a table that is to have so many columns: its last column reaches to the edge."""
    count = len(list(grammar.leaves(table["columns"])))
    spans = [1] * (count - 1) + [1 + values - count]
    head = header(table["columns"], spans)
    head[0] = corner(table, style, labels, len(head)) + head[0]
    if table.get("caption"):
        head.insert(0, [Square(table["title"], "caption", labels + values)])
    body = listed(table, texts, style, labels, spans) if is_list(table) else grid(table, texts, labels, spans)
    return head, body


def is_list(table):
    """Where rows name units, groups have a line of their own; else they are squares to the left of their rows."""
    return any("unit" in row for row in grammar.leaves(table["rows"]))


def label_kinds(table, style):
    """What the columns before the values hold."""
    if not is_list(table):
        return ["group"] * (grammar.depth(table["rows"]) - 1) + ["label"]
    return has_serial(table, style) * ["serial"] + ["label"] + style.units * ["unit"]


def has_serial(table, style):
    return style.serial and SERIAL in table.get("notes", [])


def corner(table, style, labels, height):
    """Each text of the corner heads a column, the last all that are left."""
    serial = [Square(SERIAL, "head", 1, height)] if has_serial(table, style) else []
    left = labels - len(serial)
    texts = table.get("corner", [""])[:left]
    return serial + [Square(text, "head", 1, height) for text in texts[:-1]] + [
        Square(texts[-1], "head", 1 + left - len(texts), height)]


def header(headings, spans):
    """Lines of headings over columns of these widths; one that has none below it reaches down to the values."""
    height, spans = grammar.depth(headings), iter(spans)
    lines = [[] for _ in range(height)]

    def put(heading, level):
        children = grammar.below(heading)
        width = sum([put(child, level + 1) for child in children]) if children else next(spans)
        lines[level].append(Square(heading["label"], "head", width, 1 if children else height - level))
        return width
    for heading in headings:
        put(heading, 0)
    return lines


def values_of(table, row, texts, spans):
    return [Square(texts[grammar.cell_id(table, row, column)], "value", span)
            for column, span in zip(grammar.leaves(table["columns"]), spans)]


def grid(table, texts, labels, spans):
    """Lines in which a group is one square beside all of its rows."""
    def lines_of(row, level):
        children = grammar.below(row)
        if not children:
            return [[Square(row["label"], "label", labels - level)] + values_of(table, row, texts, spans)]
        lines = [line for child in children for line in lines_of(child, level + 1)]
        lines[0].insert(0, Square(row["label"], "group", 1, len(lines)))
        return lines
    return [line for row in table["rows"] for line in lines_of(row, 0)]


def listed(table, texts, style, labels, spans):
    """Lines of label, unit and values, with groups on lines of their own."""
    wider = 1 + labels - len(label_kinds(table, style))
    lines = []

    def put(row, said):
        row = {**said, **row}
        children = grammar.below(row)
        line = [Square(str(len(lines) + 1), "serial")] if has_serial(table, style) else []
        line.append(Square(row["label"], "label", wider))
        if style.units:
            line.append(Square(style.group_mark if children else row.get("unit", ""), "unit"))
        line += ([Square(style.group_mark, "value", span) for span in spans] if children
                 else values_of(table, row, texts, spans))
        lines.append(line)
        for child in children:
            put(child, {key: row[key] for key in grammar.HANDED_DOWN if key in row})
    for row in table["rows"]:
        put(row, {})
    return lines


def side_by_side(table, texts):
    """Rows are headers over a set of columns each, and there is one line of values."""
    rows, count = list(grammar.leaves(table["rows"])), len(list(grammar.leaves(table["columns"])))
    once = header(table["columns"], [1] * count)
    head = header(table["rows"], [count] * len(rows)) + [line * len(rows) for line in once]
    line = [square for row in rows for square in values_of(table, row, texts, [1] * count)]
    return Sheet(head, [line], [], len(line))
