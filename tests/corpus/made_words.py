"""The made entries that differ in how labels and values are written."""
from made import base_lines, find, like, row, text_of


def replace(lines, *pairs):
    """Each pair must be found: a change that changes nothing would test nothing."""
    text = "\n".join(lines)
    for old, new in pairs:
        if old not in text:
            raise ValueError("the report does not hold %r" % old)
        text = text.replace(old, new)
    return text.split("\n")


def blank_entries():
    lines = base_lines()
    marks = {"1.属于国家秘密": "/", "3.危及": "-", "7.属于行政执法案卷": "—", "3.补正后": "--",
             "1.信访举报": "无", "3.要求提供公开出版物": "——", "4.无正当理由": "_"}
    names = {"1.属于国家秘密": "denied_state_secret", "3.危及": "denied_security_stability",
             "7.属于行政执法案卷": "denied_enforcement_file", "3.补正后": "unavailable_unclear",
             "1.信访举报": "unprocessed_petition", "3.要求提供公开出版物": "unprocessed_publication",
             "4.无正当理由": "unprocessed_excessive"}
    for label, mark in marks.items():
        place = row(lines, label)
        lines[place.start + 1:place.stop] = [mark + " |"] * 7
    rows = {"applications/" + name: "_ _ _ _ _ _ _" for name in names.values()}
    yield "blank-marks", text_of(lines), like("Rows of blanks, each marked in another way", rows=rows)

    lines = base_lines()
    place = row(lines, "2.申请人逾期")
    lines[place.start + 1:place.stop] = [" |"] * 7
    yield "blank-cells", text_of(lines), like(
        "A row of empty cells: nothing is left of them but their pipes",
        rows={"applications/other_fee_unpaid": "_ _ _ _ _ _ _"})


def value_entries():
    lines = replace(base_lines(), ("1204 |", "1,204件 |"), ("318 |", "３１８ |"), ("15 |", "1 5 |"),
                    ("27.36 |", "1.5亿元 |"))
    at = find(lines, "行政规范性文件")
    lines[at + 1:at + 4] = ["3① |", "1[2] |", "27(其中修订2件) |"]
    place = row(lines, "一、本年新收")
    lines[place.start + 1:place.stop] = ["35.00 |", "6 |", "5 |", "4 |", "4 |", "３ |", "５7 |"]
    ids = ["applications/new_received/" + name for name in ("natural_person", "other_org", "total")]
    yield "values-2021", text_of(lines), like(
        "Values with separators, units, notes, decimals, spaces, and full width digits",
        cells={"art20_5/licensing/decisions": "1,204件", "art20_6/penalties/decisions": "３１８",
               "art20_6/coercion/decisions": "1 5", "art20_8/fees/fee_amount": "1.5亿元",
               "art20_1/normative_documents/issued": "3①", "art20_1/normative_documents/repealed": "1[2]",
               "art20_1/normative_documents/in_force": "27(其中修订2件)",
               ids[0]: "35.00", ids[1]: "３", ids[2]: "５7"},
        details={"art20_5/licensing/decisions": {"value": 1204, "unit": "件"},
                 "art20_6/penalties/decisions": {"value": 318}, "art20_6/coercion/decisions": {"value": 15},
                 "art20_8/fees/fee_amount": {"value": 1.5, "unit": "亿元"},
                 "art20_1/normative_documents/issued": {"value": 3},
                 "art20_1/normative_documents/repealed": {"value": 1},
                 "art20_1/normative_documents/in_force": {"value": 27},
                 ids[0]: {"value": 35}, ids[1]: {"value": 3}, ids[2]: {"value": 57}})

    lines = base_lines()
    at = find(lines, "行政规范性文件")
    lines[at + 1:at + 2] = ["3", "(其中修订1件) |"]
    name = "art20_1/normative_documents/issued"
    yield "remark-below", text_of(lines), like(
        "A remark in brackets on a second line of the value's cell", cells={name: None},
        details={name: {"value": 3}})

    lines = replace(base_lines(), ("1204 |", "12.5% |"))
    yield "percentage", text_of(lines), like(
        "A share where a count should stand", cells={"art20_5/licensing/decisions": "12.5%"},
        details={"art20_5/licensing/decisions": {"value": 12.5}}, diagnostics=["percentage"])

    yield "letters", text_of(replace(base_lines(), ("1204 |", "l2O4 |"), ("27.36 |", "27.3O |"))), like(
        "Letters that a scanner took for digits", diagnostics=["letters_as_digits"] * 2,
        cells={"art20_5/licensing/decisions": "l2O4", "art20_8/fees/fee_amount": "27.3O"},
        details={"art20_5/licensing/decisions": {"value": 1204}, "art20_8/fees/fee_amount": {"value": 27.3}})


def label_entries():
    yield "label-variants", text_of(replace(
        base_lines(), ("行政规范性文件", "规范性文件"), ("勾稽", "钩稽"), ("这一情形,不计其他情形", "这一情况，不计其他情况"),
        ("“三安全一稳定”", "\"三安全一稳定\""), ("1.属于国家秘密", "1、属于国家秘密"),
        ("2.其他法律行政法规", "2．其他法律、行政法规"), ("4.保护", "(4)保护"), ("5.属于三类", "⑤属于三类"),
        ("6.属于四类过程性信息", "6属于四类过程性信息"), ("1.本机关不掌握", "1.本行政机关不掌握"),
        ("(一)予以公开", "（一）予以公开"), ("(七)总计", "（七）合计"), ("(六)其他处理", "（六）其他"),
        ("商业企业", "商业 企业"), ("第二十条第(一)项", "第二十条 第（一）项"), ("三、本年度办理结果", "三.本年度办理结果"),
        ("缴纳费用、行政机关", "缴纳费用,行政机关"))), like("Labels in spellings that reports use for the form's own")
    yield "labels-misspelt", text_of(replace(
        base_lines(), ("予以公开", "于以公开"), ("属于国家秘密", "属子国家秘密"), ("举报投诉类", "举报投拆类"),
        ("重复申请", "重复申清"), ("结转下年度继续办理", "结转下年度维续办理"), ("不掌握相关", "不掌握想关"),
        ("行政强制", "行政强置"), ("尚未审结", "尚末审结"))), like(
            "A wrong character in eight labels", leftovers=[])
    yield "labels-split", text_of(replace(
        base_lines(), ("(三)不予公开 |", "(三) |\n不予公开 |"), ("商业企业 |", "商业 |\n企业 |"),
        ("缴纳费用、行政机关", "缴纳费用、 |\n行政机关"), ("本年制发件数 |", "本年 |\n制发件数 |"))), like(
            "Labels that stand in two cells")
    yield "group-glued", text_of(replace(
        base_lines(), ("(四)无法提供 |\n1.本机关", "(四)无法提供1.本机关"), ("(五)不予处理 |\n1.信访", "(五)不予处理 1.信访"))), like(
            "The label of a group and that of its first row in one cell")
    yield "labels-spaced", text_of(replace(
        base_lines(), ("行政许可", "行 政 许 可"), ("总计 |", "总 计 |"), ("自然人", "自 然 人"),
        ("3.要求提供公开出版物", "3. 要求提供 公开出版物"), ("规章 |", "规　章 |"))), like("Spaces inside labels")


def company_entries():
    """Other things that stand beside the tables and among their cells."""
    lines = base_lines()
    metadata = ["索引号 |", "370011-2024-18 |", "发布机构 |", "青岭县水务局 |", "发文日期 |", "2024-01-20 |",
                "有效性 |", "有效 |", "浏览次数 |", "286 |"]
    yield "metadata-above", text_of(metadata + lines), like(
        "A table about the page itself, in the layout of the real ones")
    at = row(lines, "二、上年结转").start
    note = "填表说明:表中数字截至2023年12月31日,单位为件,共25行。"
    yield "note-between", text_of(lines[:at] + [note] + lines[at:]), like(
        "A sentence with figures between two rows", leftovers=[note])
    at, between = find(lines, "二、主动公开"), find(lines, "四、政府信息公开行政复议")
    received = "全年新收政府信息公开申请57件,上年结转5件,结转下年度继续办理5件。"
    reviews = "因政府信息公开发生行政复议4件,其中结果维持2件,结果纠正1件,尚未审结1件。"
    claims = {"applications/new_received/total": at, "applications/carried_over/total": at,
              "applications/carried_forward/total": at, "review_litigation/review/total": between + 1,
              "review_litigation/review/upheld": between + 1, "review_litigation/review/corrected": between + 1,
              "review_litigation/review/pending": between + 1}
    values = [57, 5, 5, 4, 2, 1, 1]
    yield "sentences-around-tables", text_of(
        lines[:at] + [received] + lines[at:between] + [reviews] + lines[between:]), like(
        "Sentences before and between tables that agree with them", leftovers=[reviews],
        claims={cell: [value, line + 1, "agrees"] for (cell, line), value in zip(claims.items(), values)},
        sums=[[4, [2, 1, 1], "holds"]])
    yield "cells-like-sentences", text_of(
        lines[:at] + ["收到政府信息公开申请 | 99件 |", "上年结转申请 |", "98件 |", ""] + lines[at:]), like(
        "Cells of a table that is not in the form: no sentences", claims={}, sums=[])
    yield "sentence-differs", text_of(lines[:at] + [received.replace("57", "58")] + lines[at:]), like(
        "A sentence that gives another figure than the table", exit=1, violations={"prose/received": [57, 58]},
        claims={"applications/new_received/total": [58, at + 1, "differs"],
                "applications/carried_over/total": [5, at + 1, "agrees"],
                "applications/carried_forward/total": [5, at + 1, "agrees"]})
    results = ["结果维持 |", "结果纠正 |", "其他结果 |", "尚未审结 |", "总计 |"]
    first, last = find(lines, "四、政府信息公开行政复议") + 1, find(lines, "五、存在的主要问题")
    values = lines[last - 15:last]
    three = (["行政复议 |"] + results + values[:5] + ["行政诉讼 |", "未经复议直接起诉 |"] + results + values[5:10] +
             ["复议后起诉 |"] + results + values[10:])
    yield "grid-in-three", text_of(lines[:first] + three + lines[last:]), like(
        "The grid of reviews and lawsuits as three tables of five")
