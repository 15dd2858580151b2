"""Made reports in the layout of a web extractor: one cell a line, each followed by a pipe."""

OUTCOMES = [
    ("一、本年新收政府信息公开申请数量", None),
    ("二、上年结转政府信息公开申请数量", None),
    ("(一)予以公开", "三、本年度办理结果"),
    ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", None),
    ("1.属于国家秘密", "(三)不予公开"),
    ("2.其他法律行政法规禁止公开", None),
    ("3.危及“三安全一稳定”", None),
    ("4.保护第三方合法权益", None),
    ("5.属于三类内部事务信息", None),
    ("6.属于四类过程性信息", None),
    ("7.属于行政执法案卷", None),
    ("8.属于行政查询事项", None),
    ("1.本机关不掌握相关政府信息", "(四)无法提供"),
    ("2.没有现成信息需要另行制作", None),
    ("3.补正后申请内容仍不明确", None),
    ("1.信访举报投诉类申请", "(五)不予处理"),
    ("2.重复申请", None),
    ("3.要求提供公开出版物", None),
    ("4.无正当理由大量反复申请", None),
    ("5.要求行政机关确认或重新出具已获取信息", None),
    ("(六)其他处理", None),
    ("(七)总计", None),
    ("四、结转下年度继续办理", None),
]

# Row by row: what a natural person asked for; the other applicants asked for nothing.
CONSISTENT = [12, 3, 5, 1, 0, 1, 0, 0, 0, 2, 0, 0, 3, 0, 1, 0, 0, 0, 0, 0, 1, 14, 1]

DISCLOSED = """\
二、主动公开政府信息情况
第二十条第(一)项 |
信息内容 |
本年新制作数量 |
本年新公开数量 |
对外公开总数量 |
规章 |
0 |
0 |
0 |
规范性文件 |
2 |
2 |
31 |
第二十条第(五)项 |
信息内容 |
上一年项目数量 |
本年增/减 |
处理决定数量 |
行政许可 |
39 |
-3 |
1200 |
其他对外管理服务事项 |
4 |
0 |
97 |
第二十条第(六)项 |
信息内容 |
上一年项目数量 |
本年增/减 |
处理决定数量 |
行政处罚 |
17 |
0 |
56 |
行政强制 |
2 |
0 |
3 |
第二十条第(八)项 |
信息内容 |
上一年项目数量 |
本年增/减 |
行政事业性收费 |
1 |
0 |
第二十条第(九)项 |
信息内容 |
采购项目数量 |
采购总金额 |
政府集中采购 |
7 |
27.41万元 |
"""

APPLICANTS = """\
三、收到和处理政府信息公开申请情况
(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) |
申请人情况 |
自然人 |
法人或其他组织 |
总计 |
商业企业 |
科研机构 |
社会公益组织 |
法律服务机构 |
其他 |
"""

REVIEWS = """\
四、政府信息公开行政复议、行政诉讼情况
行政复议 |
行政诉讼 |
结果维持 |
结果纠正 |
其他结果 |
尚未审结 |
总计 |
未经复议直接起诉 |
复议后起诉 |
结果维持 |
结果纠正 |
其他结果 |
尚未审结 |
总计 |
结果维持 |
结果纠正 |
其他结果 |
尚未审结 |
总计 |
"""


def report(wrong_total=None, reviews=True):
    """A report for 2020; wrong_total is printed as the total of (一)予以公开."""
    lines = ["青石县档案局2020年政府信息公开工作年度报告", "一、总体情况", "本局依法公开政府信息。", DISCLOSED + APPLICANTS.rstrip("\n")]
    for (label, group), value in zip(OUTCOMES, CONSISTENT):
        lines += [f"{group} |"] if group else []
        total = wrong_total if wrong_total is not None and label == "(一)予以公开" else value
        lines += [f"{label} |"] + [f"{cell} |" for cell in [value, 0, 0, 0, 0, 0, total]]
    if reviews:
        lines += [REVIEWS.rstrip("\n")]
        lines += [f"{cell} |" for cell in [1, 0, 0, 0, 1, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0]]
    return "\n".join(lines + ["五、存在的主要问题及改进情况", "无。", ""])
