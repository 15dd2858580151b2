"""Figures drawn at random for which the relations of a template hold.

A relation is an equation whose terms add up to 0. All equations are solved once, each for one of its cells: a total if
it names one. For a report the other cells are drawn, and the solved ones follow from them. One that comes out negative
has what was taken from it drawn again, smaller, until there is enough: at the latest when that is 0.
"""
import math
from fractions import Fraction

import grammar

BETWEEN = " ... "
# Amounts are printed with two decimals.
CENTS = 100


def equations(table):
    """(cell to solve for, {cell: coefficient}) of each relation within one report, those with a total first."""
    found = []
    within = [relation for relation in table.get("relations", []) if "previous" not in relation]
    for relation in sorted(within, key=lambda relation: "total" not in relation):
        for cells in repetitions(table, relation["each"]):
            target = relation.get("total") or relation.get("target")
            left = named(relation.get("parts") or relation["left"], cells)
            right = named(relation.get("right") or [target], cells)
            found.append((cells[target], {**dict.fromkeys(left, Fraction(1)), **dict.fromkeys(right, Fraction(-1))}))
    return found


def repetitions(table, each):
    """Over what a relation is repeated: {name in the relation: cell}, in printed order."""
    rows, columns = list(grammar.leaves(table["rows"])), list(grammar.leaves(table["columns"]))
    if each == "row":
        return [{column["id"]: grammar.cell_id(table, row, column) for column in columns} for row in rows]
    if each == "column" or len(columns) == 1:
        return [{row["id"]: grammar.cell_id(table, row, column) for row in rows} for column in columns]
    return [{f"{row['id']}/{column['id']}": grammar.cell_id(table, row, column) for row in rows for column in columns}]


def named(names, cells):
    order, found = list(cells), []
    for name in names:
        first, _, last = name.partition(BETWEEN)
        found += order[order.index(first):order.index(last or first) + 1]
    return [cells[name] for name in found]


def put_in(terms, solved):
    """The terms, where each solved cell is replaced by what it equals."""
    result = {}
    for cell, coefficient in terms.items():
        for part, share in solved.get(cell, {cell: 1}).items():
            result[part] = result.get(part, 0) + coefficient * share
    return {cell: coefficient for cell, coefficient in result.items() if coefficient}


def solve(system):
    """{solved cell: {free cell: coefficient}} for which all equations hold."""
    solved = {}
    for target, terms in system:
        terms = put_in(terms, solved)
        if not terms:
            continue
        cell = target if target in terms else next(iter(terms))
        divisor = -terms.pop(cell)
        equal = {part: coefficient / divisor for part, coefficient in terms.items()}
        for other in solved:
            if cell in solved[other]:
                solved[other] = put_in(solved[other], {cell: equal})
        solved[cell] = equal
    return solved


class Source:
    """Where the figures of a template's reports come from."""

    def __init__(self, template):
        self.kinds = {}
        for table in template["tables"]:
            for row in grammar.leaves(table["rows"]):
                for column in grammar.leaves(table["columns"]):
                    self.kinds[grammar.cell_id(table, row, column)] = {**row, **column}
        self.solved = solve([equation for table in template["tables"] for equation in equations(table)])

    def draw(self, chance):
        """{cell: figure} of one report: a body of few or of many cases, most of whose cells may be 0."""
        zeros, most = chance.choice([0.3, 0.6, 0.85]), chance.choice([9, 60, 900, 9000])
        drawn = {cell: draw_one(kind, zeros, most, chance) for cell, kind in self.kinds.items()
                 if cell not in self.solved}
        while True:
            figures = {**drawn, **{cell: sum(drawn[part] * share for part, share in parts.items())
                                   for cell, parts in self.solved.items()}}
            short = [cell for cell in self.solved if figures[cell] < 0 and not self.kinds[cell].get("signed")]
            if not short:
                return self.in_whole(figures)
            for part in sorted({part for cell in short for part, share in self.solved[cell].items()
                                if drawn[part] * share < 0}):
                drawn[part] = Fraction(int(drawn[part] * Fraction(chance.random())))

    def in_whole(self, figures):
        """All multiplied by what makes counts whole, and amounts whole cents; relations hold as they did."""
        factor = 1
        for cell, figure in figures.items():
            divisor = (figure * CENTS if self.kinds[cell].get("amount") else figure).denominator
            factor = factor * divisor // math.gcd(factor, divisor)
        return {cell: figure * factor for cell, figure in figures.items()}


def draw_one(kind, zeros, most, chance):
    """0, or a figure up to the most, of each length as often."""
    if chance.random() < zeros:
        return Fraction(0)
    figure = math.exp(chance.uniform(0, math.log(most)))
    sign = -1 if kind.get("signed") and chance.random() < 0.4 else 1
    return sign * (Fraction(int(figure * CENTS), CENTS) if kind.get("amount") else Fraction(int(figure)))
