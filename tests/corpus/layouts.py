"""The ways in which programs flatten a printed table. Each takes the parts of a report and gives its text."""
import csv
import io
import unicodedata

WIDTHS = {"disclosure": [22, 14, 14, 14], "applications": [10, 10, 40, 6, 6, 6, 8, 8, 6, 6], "review": [8] * 15}
# Label columns as narrow as on a page: the labels wrap round their values.
NARROW = dict(WIDTHS, applications=[4, 8, 16, 6, 6, 6, 8, 8, 6, 6], review=[6] * 15)


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def is_value(text):
    return text.replace(".", "").isdigit()


# ---------------------------------------------------------------- one after another

def join(parts, draw, space=False):
    """The text of a report: lines as they are, tables as draw makes them."""
    lines = []
    for kind, content in parts:
        lines += [content] if kind == "text" else draw(kind, content)
        lines += [""] if space else []
    return "\n".join(lines) + "\n"


def cells_piped(parts):
    return join(parts, lambda kind, table: [text + " |" for row in table for text, _, _ in row])


def rows_piped(parts):
    return join(parts, lambda kind, table: ["".join(text + " | " for text, _, _ in row).rstrip() for row in table])


def pipe_runs(parts):
    """One cell a line, and behind each row a line of pipes for the squares that spans covered."""
    def draw(_, table):
        lines = []
        for row in table:
            lines += [text + " |" for text, _, _ in row]
            covered = sum(columns - 1 for _, columns, _ in row)
            lines += ["|" * covered] if covered else []
        return lines
    return join(parts, draw)


def bare(parts):
    return join(parts, lambda kind, table: [line for row in table for text, _, _ in row for line in (text, "")],
                space=True)


# ---------------------------------------------------------------- on a grid

def spread(table):
    """Every square of the grid: (cell, first) where first says that the cell begins there."""
    grid = []
    for r, row in enumerate(table):
        while len(grid) <= r:
            grid.append({})
        column = 0
        for cell in row:
            _, columns, rows = cell
            while column in grid[r]:
                column += 1
            for i in range(rows):
                while len(grid) <= r + i:
                    grid.append({})
                for j in range(columns):
                    grid[r + i][column + j] = (cell, r, column, i == 0 and j == 0)
            column += columns
    return [[line[c] for c in sorted(line)] for line in grid]


def tabbed(parts):
    """Merged squares come out again for each square they cover."""
    return join(parts, lambda kind, table: ["\t".join(square[0][0] for square in row) for row in spread(table)])


def comma_separated(parts):
    """One sheet: sentences in its first column, merged squares written once."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for kind, content in parts:
        if kind == "text":
            writer.writerow([content] + [""] * 14)
            continue
        for row in spread(content):
            fields = [square[0][0] if square[3] else "" for square in row]
            writer.writerow(fields + [""] * (15 - len(fields)))
    return out.getvalue()


def markdown(parts):
    """Column spans are filled up, row spans are not; the header is the tool's invention."""
    def draw(_, table):
        columns = sum(count for _, count, _ in table[0])
        lines = ["|" + "  |" * columns, "|" + " --- |" * columns]
        for row in table:
            lines.append("|" + "".join(" %s |%s" % (text, " |" * (count - 1)) for text, count, _ in row))
        return lines
    return join(parts, draw, space=True)


# ---------------------------------------------------------------- drawn

def wrap(text, room, measure=width):
    lines, line = [], ""
    for character in text:
        if measure(line + character) > room and line:
            lines.append(line)
            line = ""
        line += character
    return lines + [line]


class Drawing:
    """A grid with its columns' widths, and how many lines each of its rows takes."""

    def __init__(self, table, widths, gap, measure=width):
        self.grid, self.widths, self.gap, self.measure = spread(table), widths, gap, measure
        self.heights = [1] * len(self.grid)
        for r, row in enumerate(self.grid):
            for square in row:
                (text, columns, rows), top, left, first = square
                if not first:
                    continue
                need = len(wrap(text, self.room(left, columns), measure))
                have = sum(self.heights[top:top + rows])
                if need > have:
                    self.heights[top + rows - 1] += need - have

    def room(self, left, columns):
        return sum(self.widths[left:left + columns]) + self.gap * (columns - 1)

    def text_at(self, r, c, line):
        """What the square shows on one of its row's lines, and how many columns it covers."""
        (text, columns, rows), top, left, _ = self.grid[r][c]
        lines = wrap(text, self.room(left, columns), self.measure)
        above = sum(self.heights[top:r]) + line
        skip = (sum(self.heights[top:top + rows]) - len(lines)) // 2  # set in the middle
        shown = lines[above - skip] if 0 <= above - skip < len(lines) else ""
        space = self.room(left, columns) - self.measure(shown)
        before = space // 2 if is_value(text) or columns > 1 else 0
        return " " * before + shown + " " * (space - before), columns

    def owner(self, r, c):
        if 0 <= r < len(self.grid) and 0 <= c < len(self.widths):
            return self.grid[r][c][1:3]
        return None


def in_columns(widths, measure=width):
    def draw(kind, table):
        drawing = Drawing(table, widths[kind], 2, measure)
        lines = []
        for r in range(len(drawing.grid)):
            for line in range(drawing.heights[r]):
                c, shown = 0, []
                while c < len(widths[kind]):
                    text, columns = drawing.text_at(r, c, line)
                    shown.append(text)
                    c += columns
                lines.append("  ".join(shown).rstrip())
        return lines
    return draw


def columns_of_spaces(parts):
    return join(parts, in_columns(WIDTHS), space=True)


def columns_by_character(parts):
    """As by programs that take a hanzi for as wide as a digit."""
    return join(parts, in_columns(WIDTHS, len), space=True)


def wrapped_labels(parts):
    return join(parts, in_columns(NARROW))


def vertical_headers(parts):
    """The outermost group stands one character a line beside its rows."""
    return join(parts, in_columns(dict(NARROW, applications=[2, 8, 40, 6, 6, 6, 8, 8, 6, 6])))


JOINTS = {0: " ", 3: "│", 12: "─", 10: "┌", 6: "┐", 9: "└", 5: "┘", 11: "├", 7: "┤", 14: "┬", 13: "┴", 15: "┼"}
PLAIN_JOINTS = {0: " ", 3: "|", 12: "-"}


def rule(drawing, r, plain):
    """The rule above row r; where a cell goes on over it, spaces. Bits of a joint: 1 up, 2 down, 4 left, 8 right."""
    count = len(drawing.widths)
    parted = [drawing.owner(r - 1, c) != drawing.owner(r, c) for c in range(count)]
    line = ""
    for c in range(count + 1):
        up = r > 0 and drawing.owner(r - 1, c - 1) != drawing.owner(r - 1, c)
        down = r < len(drawing.grid) and drawing.owner(r, c - 1) != drawing.owner(r, c)
        left, right = c > 0 and parted[c - 1], c < count and parted[c]
        bits = up * 1 + down * 2 + left * 4 + right * 8
        line += PLAIN_JOINTS.get(bits, "+") if plain else JOINTS[bits]
        if c < count:
            line += (("-" if plain else "─") if parted[c] else " ") * drawing.widths[c]
    return line


def boxed(plain):
    bar = "|" if plain else "│"

    def draw(kind, table):
        drawing = Drawing(table, WIDTHS[kind], 1)
        lines = []
        for r in range(len(drawing.grid) + 1):
            lines.append(rule(drawing, r, plain))
            for line in range(drawing.heights[r] if r < len(drawing.grid) else 0):
                c, shown = 0, []
                while c < len(drawing.widths):
                    text, columns = drawing.text_at(r, c, line)
                    shown.append(text)
                    c += columns
                lines.append(bar + bar.join(shown) + bar)
        return lines
    return draw


def boxes(parts):
    return join(parts, boxed(False), space=True)


def plus_and_minus(parts):
    return join(parts, boxed(True), space=True)


def tagged(parts):
    """The table in HTML, as converters to Markdown leave what Markdown cannot hold; attributes broken over lines."""
    def square(text, columns, rows):
        spans = "".join('\n%s="%d"' % (name, count) for name, count in (("colspan", columns), ("rowspan", rows))
                        if count > 1)
        return "<td%s><p>%s</p></td>" % (spans, text)

    def draw(_, table):
        lines = ["<table>", "<tbody>"]
        for row in table:
            lines += ["<tr>"] + [square(*cell) for cell in row] + ["</tr>"]
        return "\n".join(lines + ["</tbody>", "</table>"]).split("\n")
    return join(parts, draw, space=True)


def wiki(parts):
    """Wiki markup: a line for the cells of labels, all values of a row on one; spans and styles are attributes."""
    def said(columns, rows):
        spans = [("rowspan=%d", rows), ("colspan=\"%d\"", columns)]
        words = [form % count for form, count in spans if count > 1]
        return " ".join(words + ["style=\"text-align:center\""]) + " | " if words else ""

    def draw(_, table):
        lines = ["{| class=\"wikitable\" style=\"width:100%\"", "|+ 单位:件"]
        for r, row in enumerate(table):
            lines.append("|-" if r % 2 else "|- align=center")
            cells = [(said(columns, rows) + text, is_value(text) or not text) for text, columns, rows in row]
            lines += ["! " + text for text, value in cells if not value]
            values = [text for text, value in cells if value]
            lines += ["| " + " || ".join(values)] if values else []
        return lines + ["|}"]
    return join(parts, draw, space=True)


def page_marks(parts):
    """Page numbers, as a page's foot leaves them, every forty lines."""
    marks = ["- %d -", "—%d—", "第 %d 页"]
    lines = cells_piped(parts).splitlines()
    paged = []
    for start in range(0, len(lines), 40):
        page = start // 40 + 1
        paged += lines[start:start + 40] + [marks[page % len(marks)] % page]
    return "\n".join(paged) + "\n"


LAYOUTS = {
    "cells": (cells_piped, "one cell a line, a pipe behind each"),
    "rows": (rows_piped, "one row a line, a pipe behind each cell"),
    "runs": (pipe_runs, "one cell a line, and runs of pipes for what spans covered"),
    "markdown": (markdown, "Markdown with an empty header, spans filled up with empty cells"),
    "tabs": (tabbed, "cells divided by tabs, merged cells written for every square"),
    "csv": (comma_separated, "one CSV sheet, merged cells written once, commas quoted"),
    "bare": (bare, "one cell a line with empty lines between and no marks"),
    "columns": (columns_of_spaces, "columns of spaces"),
    "boxes": (boxes, "drawn with box characters"),
    "tags": (tagged, "in HTML, as converters to Markdown leave a table with spans"),
    "wiki": (wiki, "in wiki markup, spans as attributes"),
    "plus": (plus_and_minus, "drawn with + - |, cells over several rows and columns"),
    "wrapped": (wrapped_labels, "columns of spaces so narrow that labels wrap round their values"),
    "vertical": (vertical_headers, "the group label stands one character a line beside its rows"),
    "pages": (page_marks, "page numbers in the middle of the tables"),
}
