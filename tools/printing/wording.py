"""Bodies, headings and sentences of reports. All are invented."""

PLACES = ["青岭县", "云栖区", "松江源市", "白沙湾区", "石门坎县", "临溪市", "北望县", "长汀口区", "南浦县", "金坪市"]
OFFICES = ["水务局", "林业局", "交通运输局", "教育局", "财政局", "自然资源局", "卫生健康局", "统计局", "人民政府"]
NUMBERS = "一二三四五六七八九十"

OPENING = "总体情况"
CLOSING = {"存在的主要问题及改进情况": None, "其他需要报告的事项": ["无。", "没有其他需要报告的事项。"]}
SIGNATURE = "单位负责人:          审核人:          填报人:"

SENTENCES = [
    "本机关把方便群众办事放在第一位,窗口人员耐心听取来访者的意见,能当场答复的当场答复。",
    "各科室按照分工收集和整理材料,由办公室汇总,经负责人审阅后发布。",
    "雨季到来之前,对沿河的水位标尺逐一检查,并把联系电话贴在村口的公告栏里。",
    "栏目的设置更加简明,老年读者也能很快找到所需的内容。",
    "部分内容更新不够及时,文字有时过长,与读者的期待还有距离。",
    "今后将加强学习,改进作风,使日常工作更加细致,让更多的人看得到、看得懂、用得上。",
    "一些老旧设备已经更换,夜间值守的人员也得到了补充。",
    "与邻近各县交换了做法,彼此取长补短,收到了较好的效果。",
    "编写中力求准确、简洁,凡是读者问得多的,都用通俗的话作了说明。",
    "个别人员对要求理解不深,办理的质量还需要提高。",
]
FIGURED = [
    "{0}月在镇上的集市设点{1}处,向过往的居民介绍各项便民办法。",
    "修缮阅览室{1}间,购置桌椅{0}套,延长了开放的时间。",
    "维护服务热线{0}条,{1}天之内回访率达到{2}%。",
]


def body(chance):
    return chance.choice(PLACES) + chance.choice(OFFICES)


def paragraph(chance):
    sentences = [chance.choice(SENTENCES) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.3:
        sentences.append(chance.choice(FIGURED).format(*(chance.randint(2, 90) for _ in range(3))))
    return "".join(sentences)


def paragraphs(chance, most):
    return [paragraph(chance) for _ in range(chance.randint(1, most))]
