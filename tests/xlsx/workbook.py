"""Reads XLSX files for the tests: sheets with their squares, formulas, merged ranges, comments and looks.

Only the Python standard library is used, so that the parts of the file are seen as they are.
"""
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HEADING_FILL = "FFF2F2F2"


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def position(reference):
    """(row, column), from 1, of "B7" or "$B$7"."""
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?([0-9]+)", reference).groups()
    return int(digits), column_number(letters)


def squares_of(range_text):
    """Every (row, column) of "B2:D7" or "B2"."""
    first, _, last = range_text.partition(":")
    (top, left), (bottom, right) = position(first), position(last or first)
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


class Square:
    def __init__(self, value, formula, style):
        self.value, self.formula, self.style = value, formula, style


class Style:
    def __init__(self, fill, ink, number_format, horizontal):
        self.fill, self.ink, self.number_format, self.horizontal = fill, ink, number_format, horizontal


class Sheet:
    def __init__(self, name, part, squares, root):
        self.name, self.part, self.squares, self.root = name, part, squares, root
        self.merges = [m.get("ref") for m in root.iter(MAIN + "mergeCell")]
        self.comments, self.tables = {}, []
        self.owner = {}
        for merged in self.merges:
            places = squares_of(merged)
            for place in places:
                self.owner[place] = places[0]

    def value(self, row, column):
        square = self.squares.get((row, column))
        return square.value if square else None

    def seen(self, row, column):
        """What a reader sees there, merged squares included."""
        return self.squares.get(self.owner.get((row, column), (row, column)))

    def links(self):
        return {position(link.get("ref").split(":")[0]): link.get("location")
                for link in self.root.iter(MAIN + "hyperlink")}


class Workbook:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.strings = self._strings()
        self.styles = self._styles()
        self.sheets = self._sheets()

    def xml(self, part):
        return ET.fromstring(self.parts[part])

    def relations(self, part):
        """{id: part} of what a part refers to within the file."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", name + ".rels")
        if rels not in self.parts:
            return {}
        found = {}
        for relation in self.xml(rels):
            target = relation.get("Target")
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if relation.get("TargetMode") != "External":
                found[relation.get("Id")] = path
        return found

    def sheet(self, name):
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def _strings(self):
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        return ["".join(t.text or "" for t in item.iter(MAIN + "t"))
                for item in self.xml("xl/sharedStrings.xml")]

    def _styles(self):
        root = self.xml("xl/styles.xml")
        formats = {f.get("numFmtId"): f.get("formatCode") for f in root.iter(MAIN + "numFmt")}

        def colour(element):
            return element.get("rgb") if element is not None else None
        fills = []
        for fill in root.find(MAIN + "fills"):
            pattern = fill.find(MAIN + "patternFill")
            kind = pattern.get("patternType") if pattern is not None else None
            fills.append((kind, colour(pattern.find(MAIN + "fgColor") if pattern is not None else None)))
        inks = [colour(font.find(MAIN + "color")) for font in root.find(MAIN + "fonts")]
        styles = []
        for xf in root.find(MAIN + "cellXfs"):
            alignment = xf.find(MAIN + "alignment")
            styles.append(Style(fills[int(xf.get("fillId"))], inks[int(xf.get("fontId"))],
                                formats.get(xf.get("numFmtId"), "0" if xf.get("numFmtId") == "1" else
                                            "0.00" if xf.get("numFmtId") == "2" else ""),
                                alignment.get("horizontal") if alignment is not None else None))
        return styles

    def _sheets(self):
        relations = self.relations("xl/workbook.xml")
        sheets = []
        for entry in self.xml("xl/workbook.xml").iter(MAIN + "sheet"):
            part = relations[entry.get(RELATION + "id")]
            root = self.xml(part)
            sheet = Sheet(entry.get("name"), part, self._squares(root), root)
            for target in self.relations(part).values():
                if "comments" in target:
                    sheet.comments = {position(c.get("ref")): "".join(t.text or "" for t in c.iter(MAIN + "t"))
                                      for c in self.xml(target).iter(MAIN + "comment")}
                elif "tables/" in target:
                    sheet.tables.append(self.xml(target))
            sheets.append(sheet)
        return sheets

    def _squares(self, root):
        squares = {}
        for cell in root.iter(MAIN + "c"):
            formula, value = cell.find(MAIN + "f"), cell.find(MAIN + "v")
            text = value.text if value is not None else None
            kind = cell.get("t", "n")
            if kind == "s":
                text = self.strings[int(text)]
            elif kind == "inlineStr":
                text = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
            elif kind == "str":
                text = text or ""
            elif kind == "n" and text is not None:
                text = float(text)
            squares[position(cell.get("r"))] = Square(text, formula.text if formula is not None else None,
                                                      self.styles[int(cell.get("s", "0"))])
        return squares


def correct(path, copy, changes):
    """Copies a workbook with numbers entered as someone would who opens it: changes are {(sheet, "D5"): 3}."""
    book = Workbook(path)
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in archive.namelist():
            data = archive.read(name)
            for (sheet, reference), number in changes.items():
                if book.sheet(sheet).part == name:
                    data = _enter(data.decode("utf-8"), reference, number).encode("utf-8")
            changed.writestr(name, data)


def _enter(xml, reference, number):
    """Keeps the square's style, and leaves everything else as it was: results of formulas, above all."""
    square = re.compile(r'<c r="%s"( s="[0-9]+")?( t="[a-z]+")?(/>|>.*?</c>)' % reference)
    changed, count = square.subn(lambda m: '<c r="%s"%s><v>%s</v></c>' % (reference, m.group(1) or "", number), xml)
    assert count == 1, "no square " + reference
    return changed


# ------------------------------------------------------------------ where a table's cells stand

def is_heading(square):
    return square is not None and square.style.fill == ("solid", HEADING_FILL)


def is_label(square):
    return square is not None and square.style.horizontal == "left"


def value_squares(sheet):
    """{(row label, column label): [places from the top down]} for the values, found by what stands beside and above."""
    found = {}
    for row, column in sorted(sheet.squares):
        square = sheet.squares[row, column]
        if row < 3 or is_heading(square) or is_label(square) or sheet.owner.get((row, column), (row, column)) != (
                row, column):
            continue
        heads = headings_above(sheet, row, column)
        labels = labels_before(sheet, row, column)
        for label in labels or heads[:-1]:
            found.setdefault((label, heads[-1]), []).append((row, column))
    return found


def headings_above(sheet, row, column):
    """The nearest headings above a square, outermost first."""
    while not is_heading(sheet.seen(row, column)):
        row -= 1
    heads = []
    while row > 2 and is_heading(sheet.seen(row, column)):
        if sheet.seen(row, column).value not in heads:
            heads.insert(0, sheet.seen(row, column).value)
        row -= 1
    return heads


def labels_before(sheet, row, column):
    """Labels before a square on its row: its own stands last, or first where a unit follows it."""
    labels = []
    for before in range(1, column):
        square = sheet.seen(row, before)
        if is_label(square) and square.value is not None and square.value not in labels:
            labels.append(square.value)
    return labels


def sheets_of_report(book, number):
    """The sheets that the index's links for that report (from 1) lead to, in order."""
    index = book.sheet("目录")
    row = next(r for (r, c), s in index.squares.items() if c == 1 and s.value == number and r > 1)
    links = index.links()
    return [book.sheet(links[place].rpartition("!")[0].strip("'")) for place in sorted(links) if place[0] == row]


def locate(book, number, rows):
    """{cell id: (sheet, place)} for the tidy lines of a report."""
    sheets = sheets_of_report(book, number)
    places = [(sheet, value_squares(sheet)) for sheet in sheets]
    taken, found = {}, {}
    for line in rows:
        key = (line["row_label"], line["column_label"])
        for sheet, squares in places:
            candidates = squares.get(key, [])
            used = taken.get((sheet.name, key), 0)
            if used < len(candidates):
                taken[sheet.name, key] = used + 1
                found["/".join((line["table"], line["row"], line["column"]))] = (sheet, candidates[used])
                break
    return found
