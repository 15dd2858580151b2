"""How one report looks, drawn at random from what such reports look like."""
FONTS = '"Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimSun", sans-serif'
WIDE = str.maketrans("(),:", "（），：")

CSS = """
@page {{ size: {paper}; margin: {margin}cm; font-family: {fonts}; @bottom-center {{ content: {number} }} }}
body {{ font-family: {fonts}; font-size: {size}pt; line-height: {height} }}
table {{ border-collapse: collapse; width: 100% }}
tr {{ break-inside: {across} }}
td, th {{ border: 1px solid #000; padding: {padding}px; vertical-align: {vertical}; text-align: {align} }}
th {{ font-weight: normal }}
td.label {{ text-align: {label_align} }}
"""


class Style:
    def __init__(self, chance):
        self.css = CSS.format(
            fonts=FONTS,
            paper=chance.choice(["A4", "A4", "A4 landscape", "letter"]),
            margin=chance.choice([1.5, 2, 2.5, 3]),
            number=chance.choice(["none", "counter(page)", '"- " counter(page) " -"', '"第" counter(page) "页"']),
            size=chance.choice([8, 9, 10, 10.5, 12]),
            height=chance.choice([1.2, 1.5, 1.8]),
            across=chance.choice(["auto", "avoid"]),
            padding=chance.choice([0, 1, 2, 4, 6]),
            vertical=chance.choice(["top", "middle", "middle"]),
            align=chance.choice(["left", "center", "center", "right"]),
            label_align=chance.choice(["left", "left", "center"]))
        self.zero = chance.choice(["0", "0", "0", "0", "", chance.choice("-—/")])
        self.grouped = chance.random() < 0.2
        self.cents = chance.random() < 0.5  # amounts always with two decimals
        self.plus = chance.choice(["", "", "+"])
        self.wide = chance.random() < 0.5  # brackets and commas of the width of a character
        self.serial = chance.random() < 0.5
        self.units = chance.random() < 0.8
        self.group_mark = chance.choice(["", "", "—", "-"])
        self.joined = chance.random() < 0.6  # tables with captions in one printed table
        self.repeated = chance.random() < 0.4  # headers again on every page
        self.head_tag = chance.choice(["td", "th"])
        self.label_share = chance.choice([None, 35, 45, 55, 65])  # of the width, in percent; None as it comes

    def words(self, text):
        return text.translate(WIDE) if self.wide else text

    def figure(self, figure, kind):
        """A figure as it is printed."""
        if figure == 0:
            return self.zero
        comma = "," if self.grouped else ""
        if kind.get("amount"):
            text = format(float(figure), comma + ".2f")
            text = text if self.cents else text.rstrip("0").rstrip(".")
        else:
            text = format(int(figure), comma)
        return self.plus + text if kind.get("signed") and figure > 0 else text
