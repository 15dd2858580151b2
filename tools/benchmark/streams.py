"""Reports for the benchmark: entries of the corpus with other bodies and other figures, which add up.

The command itself says where each figure stands (gouji convert -f json), so that any layout in which a figure may
change its length can be varied. Only the figures of the two tables with sums are drawn anew.
"""
import json
import os
import random
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# One cell a line, as extractors most often leave it.
CLEAN = ["linyi-2020", "qingling-2023"]
# One row a line, as most other extractors do, and in Markdown.
ROWS = ["layout-rows", "layout-markdown"]
# Columns set out by spaces or drawn with lines keep the figures that they have: others would move them.
MIXED = ["linyi-2020", "layout-bare", "layout-csv", "layout-markdown", "layout-rows", "layout-runs", "layout-tabs",
         "layout-boxes", "layout-columns", "layout-plus", "layout-vertical", "layout-wrapped"]
KEEP_FIGURES = {"layout-boxes", "layout-columns", "layout-plus", "layout-vertical", "layout-wrapped"}

PLACES = ["青岭", "云栖", "松江源", "白沙湾", "石门", "临溪", "北望", "长汀口", "南浦", "金坪", "西河", "东湾", "高台", "平川"]
OFFICES = ["水务局", "公安局", "林业和草原局", "交通运输局", "教育局", "市场监管局", "财政局", "自然资源局", "卫生健康局"]
BROKEN_TITLE = "政府信息\n公开工作".encode()
APPLICANTS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_org"]
FLOWS = ["new_received", "carried_over", "outcome_total", "carried_forward"]
RESULTS = ["upheld", "corrected", "other", "pending"]


class Entry:
    """A report of the corpus cut at its body's name and at the figures that may be drawn anew."""

    def __init__(self, name, gouji):
        path = os.path.join(ROOT, "corpus", name + ".txt")
        with open(path, "rb") as file:
            self.bytes = file.read().rstrip(b"\n") + b"\n"
        # A file of many reports is cut where a title stands; one that is broken over two lines does not show there.
        self.bytes = self.bytes.replace(BROKEN_TITLE, BROKEN_TITLE.replace(b"\n", b""))
        done = subprocess.run([gouji, "convert", "-f", "json", "-"], input=self.bytes, capture_output=True, check=False)
        report = json.loads(done.stdout)
        self.body = report["body"].encode()
        self.cells = {}
        if name not in KEEP_FIGURES:
            for table in report["tables"]:
                if table["table"] in ("applications", "review_litigation"):
                    self.cells.update({cell["id"]: cell for cell in table["cells"]})
        self.rows = list(dict.fromkeys(id.split("/")[1] for id in self.cells if id.startswith("applications/")))

    def vary(self, chance):
        """The report with another body and other figures, all of whose sums hold."""
        figures = draw_figures(self.rows, chance) if self.cells else {}
        places = sorted((cell["offset"], len(cell["raw"].encode()), id) for id, cell in self.cells.items())
        parts, at = [], 0
        for offset, length, id in places:
            parts += [self.bytes[at:offset], str(figures[id]).encode()]
            at = offset + length
        parts.append(self.bytes[at:])
        body = chance.choice(PLACES) + chance.choice("市县区") + chance.choice(OFFICES)
        return b"".join(parts).replace(self.body, body.encode())


def draw(chance):
    """Most cells of such tables are 0, most others small."""
    return 0 if chance.random() < 0.6 else int(chance.paretovariate(0.9))


def draw_figures(rows, chance):
    figures = {}
    outcomes = [row for row in rows if row not in FLOWS]
    for column in APPLICANTS:
        drawn = {row: draw(chance) for row in outcomes}
        drawn["outcome_total"] = sum(drawn.values())
        drawn["carried_forward"] = draw(chance)
        closed = drawn["outcome_total"] + drawn["carried_forward"]
        drawn["carried_over"] = chance.randint(0, min(3, closed))
        drawn["new_received"] = closed - drawn["carried_over"]
        figures.update({f"applications/{row}/{column}": value for row, value in drawn.items()})
    for row in rows:
        figures[f"applications/{row}/total"] = sum(figures[f"applications/{row}/{column}"] for column in APPLICANTS)
    for row in ("review", "litigation_direct", "litigation_after_review"):
        drawn = {column: draw(chance) for column in RESULTS}
        drawn["total"] = sum(drawn.values())
        figures.update({f"review_litigation/{row}/{column}": value for column, value in drawn.items()})
    return figures


# Sentences without a table; one in four has figures, as news and reports of such offices do.
PLAIN = [
    "会议指出,要坚持以人民为中心的发展思想,把群众的满意度作为检验工作的标准,持续改进作风,提高服务质量和效率。",
    "各乡镇和有关部门要按照职责分工,加强协调配合,形成工作合力,确保各项措施落到实处、见到成效。",
    "走进山间的小路,两旁的松树沿着溪水一直长到坡顶,清晨的雾气还没有散去,远处已经传来了劳作的声音。",
    "下一步将继续完善制度,加强队伍建设,改进宣传方式,让更多的居民了解并参与到社区的日常管理中来。",
    "老人说,村里的水渠修好以后,下游的稻田再也没有断过水,年轻人也愿意回来种地了。",
    "展览以图片、实物和影像相结合的方式,介绍了这条古道的来历和沿线村落的风俗。",
]
FIGURED = [
    "全年共举办培训班{0}期,参加人员{1}人次,发放宣传材料{2}份,受到普遍好评。",
    "{0}年以来,累计修缮农村公路{1}公里,新建便民服务点{2}处,惠及群众数万人。",
]


def write_prose(path, size, seed):
    """A file of sentences and no table."""
    chance = random.Random(seed)
    blocks = []
    for _ in range(400):
        lines = []
        for _ in range(12):
            sentences = [chance.choice(PLAIN) for _ in range(chance.randint(2, 5))]
            if chance.random() < 0.6:
                sentences.append(chance.choice(FIGURED).format(chance.randint(2, 90), chance.randint(100, 9999),
                                                               chance.randint(10, 999)))
            lines.append("".join(sentences))
        blocks.append(("\n".join(lines) + "\n").encode())
    fill(path, size, blocks, chance)


def write_reports(path, size, names, gouji, seed):
    """A file of reports, one after another, each opened by its title."""
    chance = random.Random(seed)
    entries = [Entry(name, gouji) for name in names]
    blocks = [chance.choice(entries).vary(chance) for _ in range(2000)]
    fill(path, size, blocks, chance)


def fill(path, size, blocks, chance):
    written = 0
    with open(path, "wb") as file:
        while written < size:
            written += file.write(chance.choice(blocks))
