"""A page of HTML as a reader without a browser sees it: well-formed or not, its ids, links, cells and rows."""
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input", "rect"}
# Elements that end only where their end tag stands; our pages leave none out.
SILENT = {"style", "title"}


class Malformed(Exception):
    pass


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.tags = [], [], [], set()
        self.attributes = []      # (tag, name, value) of all
        self.cells = {}           # id of the td: {"cell", "class", "printed", "told", "proposed"}
        self.lines = {}           # id of the li: text
        self.texts = {"title": "", "h1": "", "style": ""}
        self.tables = []          # {"caption", "head": rows, "body": rows}; a row is a list of (text, attributes)
        self.row = None
        if not text.startswith("<!DOCTYPE html>\n"):
            raise Malformed("no document type")
        self.feed(text)
        self.close()
        if self.open:
            raise Malformed(f"never closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            raise Malformed(f"an attribute twice: {tag} {attrs}")
        attributes = dict(attrs)
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a":
            self.links.append(attributes["href"])
        if tag not in VOID:
            self.open.append((tag, attributes))
        self.begin(tag, attributes)

    def handle_startendtag(self, tag, attrs):
        if tag != "rect":
            raise Malformed(f"closes itself: {tag}")
        self.handle_starttag(tag, attrs)

    def begin(self, tag, attributes):
        if tag == "table":
            self.tables.append({"class": attributes.get("class"), "caption": "", "head": [], "body": []})
        elif tag == "tr":
            part = "head" if any(name == "thead" for name, _ in self.open) else "body"
            self.tables[-1][part].append([])
            self.row = self.tables[-1][part][-1]
        elif tag in ("th", "td"):
            self.row.append(["", attributes])
            if "data-cell" in attributes:
                self.cells[attributes["id"]] = {"cell": attributes["data-cell"], "printed": "", "told": "",
                                                "class": attributes.get("class", "").split(), "proposed": ""}
        elif tag == "li" and "L" in attributes.get("id", ""):
            self.lines[attributes["id"]] = ""

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            raise Malformed(f"</{tag}> in {self.open[-3:]} at {self.getpos()}")
        self.open.pop()

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        classes = {name for _, attributes in self.open for name in attributes.get("class", "").split()}
        for tag in self.texts:
            if tag in tags:
                self.texts[tag] += data
        if "caption" in tags:
            self.tables[-1]["caption"] += data
        elif ("th" in tags or "td" in tags) and "aside" not in classes and "to" not in classes:
            self.row[-1][0] += data
        for tag, attributes in self.open:
            if tag == "td" and "data-cell" in attributes:
                kind = "proposed" if "to" in classes else "told" if "aside" in classes else "printed"
                self.cells[attributes["id"]][kind] += data
            if tag == "li" and attributes.get("id") in self.lines and "aside" not in classes:
                self.lines[attributes["id"]] += data

    def handle_comment(self, data):
        raise Malformed(f"a comment: {data}")

    def unknown_decl(self, data):
        raise Malformed(f"a declaration: {data}")

    def targets(self):
        return [link[1:] for link in self.links if link.startswith("#")]


def grid(rows):
    """The squares of rows by place, spans unfolded: {(row, column): text}, each merged square in its first place only.
    Raises Malformed where squares overlap or leave a hole."""
    owner, first = {}, {}
    for row, squares in enumerate(rows):
        column = 0
        for text, attributes in squares:
            while (row, column) in owner:
                column += 1
            first[row, column] = text
            for y in range(row, row + int(attributes.get("rowspan", 1))):
                for x in range(column, column + int(attributes.get("colspan", 1))):
                    if (y, x) in owner:
                        raise Malformed(f"two squares at row {y}, column {x}")
                    owner[y, x] = text
    height, width = max(y for y, _ in owner) + 1, max(x for _, x in owner) + 1
    if len(owner) != height * width or height != len(rows):
        raise Malformed(f"{len(owner)} places in a grid of {height} by {width}")
    return first
