"""The 2021 form as printed, with its merged squares, and the two made reports that the corpus is built from.

A table is a list of rows, a row a list of (text, columns, rows): what the cell says and how many squares
it covers. What a renderer makes of the spans is its own affair.
"""

CORNER = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"

OUTCOMES = [
    ("granted", "(一)予以公开"),
    ("partially_granted", "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"),
    ("(三)不予公开", [
        ("denied_state_secret", "1.属于国家秘密"),
        ("denied_prohibited_by_law", "2.其他法律行政法规禁止公开"),
        ("denied_security_stability", "3.危及“三安全一稳定”"),
        ("denied_third_party", "4.保护第三方合法权益"),
        ("denied_internal_affairs", "5.属于三类内部事务信息"),
        ("denied_process_information", "6.属于四类过程性信息"),
        ("denied_enforcement_file", "7.属于行政执法案卷"),
        ("denied_administrative_query", "8.属于行政查询事项")]),
    ("(四)无法提供", [
        ("unavailable_not_held", "1.本机关不掌握相关政府信息"),
        ("unavailable_needs_creation", "2.没有现成信息需要另行制作"),
        ("unavailable_unclear", "3.补正后申请内容仍不明确")]),
    ("(五)不予处理", [
        ("unprocessed_petition", "1.信访举报投诉类申请"),
        ("unprocessed_repeated", "2.重复申请"),
        ("unprocessed_publication", "3.要求提供公开出版物"),
        ("unprocessed_excessive", "4.无正当理由大量反复申请"),
        ("unprocessed_reissue", "5.要求行政机关确认或重新出具已获取信息")]),
    ("(六)其他处理", [
        ("other_no_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        ("other_fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        ("other_other", "3.其他")]),
    ("outcome_total", "(七)总计"),
]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]

QINGLING = {
    "title": "青岭县水务局2023年政府信息公开工作年度报告",
    "opening": "本报告由青岭县水务局编写,数据与本局登记台账一致,欢迎公众查阅。",
    "overview": "本局围绕河道治理和农村供水做好公开工作,重要文件印发后及时上网,并配有通俗的说明。",
    "problems": "公开栏目的分类还不够细,今后将按群众查找的习惯重新编排,并请群众代表评议。",
    "rows": {
        "art20_1/regulations": "0 0 0",
        "art20_1/normative_documents": "3 1 27",
        "art20_5/licensing": "1204",
        "art20_6/penalties": "318",
        "art20_6/coercion": "15",
        "art20_8/fees": "27.36",
        "applications/new_received": "35 6 5 4 4 3 57",
        "applications/carried_over": "3 1 0 0 1 0 5",
        "applications/granted": "12 2 5 4 3 1 27",
        "applications/partially_granted": "5 1 0 0 0 0 6",
        "applications/denied_state_secret": "0 0 0 0 0 0 0",
        "applications/denied_prohibited_by_law": "2 0 0 0 0 0 2",
        "applications/denied_security_stability": "0 0 0 0 0 0 0",
        "applications/denied_third_party": "1 1 0 0 0 0 2",
        "applications/denied_internal_affairs": "3 0 0 0 0 0 3",
        "applications/denied_process_information": "0 0 0 0 0 2 2",
        "applications/denied_enforcement_file": "0 0 0 0 0 0 0",
        "applications/denied_administrative_query": "4 0 0 0 0 0 4",
        "applications/unavailable_not_held": "4 2 0 0 1 0 7",
        "applications/unavailable_needs_creation": "1 0 0 0 0 0 1",
        "applications/unavailable_unclear": "0 0 0 0 0 0 0",
        "applications/unprocessed_petition": "0 0 0 0 0 0 0",
        "applications/unprocessed_repeated": "1 0 0 0 0 0 1",
        "applications/unprocessed_publication": "0 0 0 0 0 0 0",
        "applications/unprocessed_excessive": "0 0 0 0 0 0 0",
        "applications/unprocessed_reissue": "1 0 0 0 0 0 1",
        "applications/other_no_correction": "1 0 0 0 0 0 1",
        "applications/other_fee_unpaid": "0 0 0 0 0 0 0",
        "applications/other_other": "0 0 0 0 0 0 0",
        "applications/outcome_total": "35 6 5 4 4 3 57",
        "applications/carried_forward": "3 1 0 0 1 0 5",
        "review_litigation/review": "2 1 0 1 4",
        "review_litigation/litigation_direct": "3 0 0 0 3",
        "review_litigation/litigation_after_review": "0 0 6 0 6",
    },
}

BAIYANG = {
    "title": "白杨镇人民政府2022年政府信息公开工作年度报告",
    "opening": "本报告由白杨镇人民政府编写,供辖区群众和有关单位查阅。",
    "overview": "镇政府把惠民资金和村级事务作为公开的重点,各村公开栏与网上栏目内容保持一致。",
    "problems": "村级公开还有不够及时的情况,今后将由专人负责,按月检查。",
    "rows": dict(QINGLING["rows"], **{
        "art20_1/normative_documents": "1 0 8",
        "art20_5/licensing": "66",
        "art20_6/penalties": "9",
        "art20_6/coercion": "0",
        "art20_8/fees": "0",
        "applications/new_received": "35 7 5 4 4 3 58",
        "applications/other_other": "0 1 0 0 0 0 1",
        "applications/outcome_total": "35 7 5 4 4 3 58",
        "review_litigation/review": "0 0 0 0 0",
        "review_litigation/litigation_direct": "0 0 0 0 0",
        "review_litigation/litigation_after_review": "0 0 0 0 0",
    }),
}


def values(report, row):
    return report["rows"][row].split()


def numbers(report, row, span=1):
    return [("" if value == "_" else value, span, 1) for value in values(report, row)]


def disclosure(report):
    """The four blocks of article 20, one table of four columns."""
    def wide(title, header, rows):
        yield [(title, 4, 1)]
        yield [("信息内容", 1, 1), (header, 3, 1)]
        for label, row in rows:
            yield [(label, 1, 1)] + numbers(report, row, 3)
    table = [[("第二十条第(一)项", 4, 1)],
             [(text, 1, 1) for text in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")],
             [("规章", 1, 1)] + numbers(report, "art20_1/regulations"),
             [("行政规范性文件", 1, 1)] + numbers(report, "art20_1/normative_documents")]
    table += wide("第二十条第(五)项", "本年处理决定数量", [("行政许可", "art20_5/licensing")])
    table += wide("第二十条第(六)项", "本年处理决定数量",
                  [("行政处罚", "art20_6/penalties"), ("行政强制", "art20_6/coercion")])
    table += wide("第二十条第(八)项", "本年收费金额(单位:万元)", [("行政事业性收费", "art20_8/fees")])
    return table


def applicant_header():
    groups = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    return [[(CORNER, 3, 3), ("申请人情况", 7, 1)],
            [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
            [(text, 1, 1) for text in groups]]


def applications(report):
    """Three columns of labels, as the groups nest, and seven of values."""
    def row(cells, name):
        return cells + numbers(report, "applications/" + name)
    table = applicant_header()
    table.append(row([("一、本年新收政府信息公开申请数量", 3, 1)], "new_received"))
    table.append(row([("二、上年结转政府信息公开申请数量", 3, 1)], "carried_over"))
    count = sum(len(item[1]) if isinstance(item[1], list) else 1 for item in OUTCOMES)
    group = [("三、本年度办理结果", 1, count)]
    for name, label in OUTCOMES:
        if not isinstance(label, list):
            table.append(row(group + [(label, 2, 1)], name))
            group = []
            continue
        inner = group + [(name, 1, len(label))]
        for leaf, text in label:
            table.append(row(inner + [(text, 1, 1)], leaf))
            inner = []
        group = []
    table.append(row([("四、结转下年度继续办理", 3, 1)], "carried_forward"))
    return table


def review(report):
    return [[("行政复议", 5, 2), ("行政诉讼", 10, 1)],
            [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
            [(text, 1, 1) for text in RESULTS * 3],
            [cell for row in ("review", "litigation_direct", "litigation_after_review")
             for cell in numbers(report, "review_litigation/" + row)]]


def parts(report):
    """The report in order: (kind, content), a line of text or a table with the widths its columns want."""
    return [("text", report["title"]), ("text", report["opening"]),
            ("text", "一、总体情况"), ("text", report["overview"]),
            ("text", "二、主动公开政府信息情况"), ("disclosure", disclosure(report)),
            ("text", "三、收到和处理政府信息公开申请情况"), ("applications", applications(report)),
            ("text", "四、政府信息公开行政复议、行政诉讼情况"), ("review", review(report)),
            ("text", "五、存在的主要问题及改进情况"), ("text", report["problems"]),
            ("text", "六、其他需要报告的事项"), ("text", "本年度没有其他需要报告的事项。")]
