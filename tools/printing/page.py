"""A report as a page of HTML: title, sentences, the tables under their headings, and what follows them."""
import html
import itertools

import layout
import wording

LATEST_YEAR = 2025


def page(template, texts, style, chance):
    """The page; `texts` has what is printed in each cell."""
    first = template.get("first_year", LATEST_YEAR)
    year = chance.randint(first, template.get("last_year", max(first, LATEST_YEAR)))
    title = style.words(f"{wording.body(chance)}{year}年{chance.choice(template['titles'])}")
    parts = [element("h1", title), element("h2", f"{wording.NUMBERS[0]}、{wording.OPENING}")]
    parts += [element("p", style.words(text)) for text in wording.paragraphs(chance, 14)]
    heading = ""
    for headings, tables in itertools.groupby(template["tables"], key=lambda table: table.get("headings", [""])):
        heading = chance.choice(headings)
        parts.append(element("h2", style.words(heading)))
        parts += ["<br>\n".join(table(sheet, style) for sheet in layout.sheets(tables, texts, style))]
    parts += closing(heading, style, chance)
    return document(title, style, parts)


def closing(heading, style, chance):
    """Further sections where the last heading is numbered; else the line for names under a form."""
    number, comma, _ = heading.partition("、")
    if not comma or number not in wording.NUMBERS:
        return [element("p", style.words(wording.SIGNATURE))]
    parts = []
    for index, (title, texts) in enumerate(wording.CLOSING.items(), wording.NUMBERS.index(number) + 1):
        parts.append(element("h2", f"{wording.NUMBERS[index]}、{title}"))
        texts = [chance.choice(texts)] if texts else wording.paragraphs(chance, 6)
        parts += [element("p", style.words(text)) for text in texts]
    return parts


def document(title, style, parts):
    return (f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n{element("title", title)}\n'
            f"<style>{style.css}</style>\n</head>\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n")


def element(name, text, attributes=""):
    return f"<{name}{attributes}>{html.escape(text, quote=False)}</{name}>"


def table(sheet, style):
    head, body = ("\n".join(row(line, style) for line in lines) for lines in (sheet.head, sheet.body))
    if head:
        head = f"<thead>\n{head}\n</thead>\n" if style.repeated else head + "\n"
    return f"<table>\n{widths(sheet, style)}{head}{body}\n</table>\n"


def widths(sheet, style):
    """Columns of labels share what the style gives them; those of values what is left."""
    if not style.label_share or not sheet.labels:
        return ""
    percents = [style.label_share * weight / sum(sheet.labels) for weight in sheet.labels]
    percents += [(100 - style.label_share) / sheet.values] * sheet.values
    return "<colgroup>" + "".join(f'<col style="width:{percent:.1f}%">' for percent in percents) + "</colgroup>\n"


def row(line, style):
    return "<tr>" + "".join(square(part, style) for part in line) + "</tr>"


def square(part, style):
    name = style.head_tag if part.kind == "head" else "td"
    attributes = ' class="label"' if part.kind in ("label", "group") else ""
    attributes += f' colspan="{part.columns}"' if part.columns > 1 else ""
    attributes += f' rowspan="{part.rows}"' if part.rows > 1 else ""
    return element(name, part.text if part.kind == "value" else style.words(part.text), attributes)
