"""The name of what a figure measures, cut out of the words around it; state over the sentence is kept in ``indicator``."""

from __future__ import annotations

import re
from functools import lru_cache

from nigao.figures import words_verbs as words

# The same names are cut out again and again in one text; what was cut once is remembered.
_REMEMBERED = 8192
# Whose deed it is, said before what was done: 德育处开设社团, 区排水中心清淤管道.
_DOER = re.compile(
    r"^[\u4e00-\u9fff]{2,7}(?:局|处|科|科室|中心|办|办公室|部|站|大队|支队)(?=(?:共|累计|已)?"
    r"(?:组织|开展|开设|举办|实施|完成|受理|办理|发放|查处|排查|检查|培训|改造|新建|新增|清淤|整治|核发|引进|接待|发展|建成|参加|出动)[\u4e00-\u9fff]{2})"
)
_LONGEST_OPENING = max(map(len, words.OPENINGS))
# 年初计划改造, 全年任务为培训, 年度目标是引进: that it was planned first names nothing of what was planned.
_PLANNED = re.compile(r"^(?:原|年初|今年|全年|本年度?|年度|当年)*(?:(?:计划|原定|拟定)(?:是|为|要)?|(?:目标任务|目标|任务)(?:是|为|要))")
_OPENINGS = frozenset(words.OPENINGS) - words.KEEP_OPENING
_LIGHT = frozenset(words.LIGHT)
_HEAVY = frozenset(words.HEAVY)
_VERBS = _LIGHT | _HEAVY | frozenset(words.EFFECTS)
_LONGEST_VERB = max(map(len, _VERBS))
_DATE = re.compile(
    r"^(?:(?:[一二三四]季度|上半年|前三季度)(?:末|底)|(?:去|上|今|当)年(?:末|底|初)|(?:到|至|自|从|截至|截止|于|在)?(?:\d{4}|20[xX]{2})(?:[—\-~至到](?:\d{4}))?年(?:\d+月)?"
    r"(?:底|末|初|以来|内|前|上半年|下半年|度|间|起(?!重))?|"
    r"(?:到|截至|截止)?(?:\d{1,2}[—\-至])?\d{1,2}月(?:\d{1,2}日|底|末|份)?(?:(?:之|以)?前(?![一二三四五六七八九十两几\d]))?|前(?:[一二三四五六七八九十两]|\d{1,2})个?(?:季度|月)|“?十[一二三四五]五”?(?:时期|期间|以来|末|规划|收官|前[一二三四]年(?:累计)?)?|"
    r"(?:自治区|[省市区县州]级?|国家|全国)层面(?=.{3})|(?:过去|近|这)?半年(?:来|内|时间)?(?![报度会总])|"
    r"(?:过去|近|这|未来)?[一二两三四五十]年(?:间|来|内|以来|多来)?|"
    r"(?:比|较)(?:上年|去年|同期|\d{4}年)[^，]{0,4}|"
    r"[\u4e00-\u9fff]{2,8}以来|[\u4e00-\u9fff]{2,4}期间|\d{1,2}[、.．](?!\d)|\d{1,2}日(?!均|间|本|托|照|产|用|报|常|夜|期)(?=[一-鿿]{2})|[（(](?:\d{1,2}|[一二三四五六七八九十]+)[）)]|分[^，]{1,8}看|首批|全[省市区县州][\u4e00-\u9fff]{2,4}系统(?=累计|共|全年|完成|投入|实现|争取|落实)|[一二三四五六七八九十]是|第[一二三四五六七八九十]是|"
    r"(?:用|利用)?(?:\d+(?:[—\-至到]\d+)?|[两三四五十])年(?:左右)?的?时间|——|— ?—|[“”]?(?=“)|时隔\d+年|连续(?:\d+|[一二三四五六七八九十]+)年)"
)
# 我公司报送的工作总结中文旅收入7,230万元: which paper says it names nothing.
_IN_A_PAPER = re.compile(
    r"^[一-鿿《》“”]{0,16}?(?:总结|报告|材料|报表|表格|初稿|来函|[报上]稿|文稿|统计表|附表|数据)(?:中(?![心医小学介央标药层间级])|里(?![程弄巷]))(?:的|写的|所列|填报的)?(?=[一-鿿]{2})"
)
_HOW_RECKONED = frozenset(["自然", "名义", "剔除不可比因素后", "扣除价格因素"])  # 自然增幅2%: how, not what
_RECKONING = re.compile("(?:按)?(?:[省市区县新老全大小同]|自然|可比|名义|财政|统计|部门)口径(?:下|计算)?")  # 市口径同比增长5%
_EDGE = re.compile(r"^(?:[、，。；：\s）)的了—\-·/]|等(?![级候待效]))+|[、，。；：\s（(的了—\-·/]+$")
_CUT = re.compile(
    r"(?:提供|开展|参加|支持|带动|集聚|惠及|实现|用于|覆盖|达到|达|超过|超(?![十百千万亿]+元)|占|均|全部|完成|获批|获评|入选|纳入|进行了|进行|购买|采购|落户|落地|开工|投产|投运|投用|建成|竣工|实施|新增|增长|下降|提高|助力|推动|确保|(?<![会疗房工务勤益素育老利])保障|较|比|列入|惠|参与|受益|享受|"
    r"居|位居|同比|年均|累计|全年(?=[取完实达])|每(?=[村户镇县乡校人家])|已(?!开|建|经)|(?<!公)共(?![同享建有])|为|让|使|在)"
)
_SHORT_VERBS = frozenset("获建办送派设")
_PURPOSE = frozenset(["纳入", "列入", "支持", "用于", "带动", "惠及", "助力", "推动", "保障", "确保", "覆盖"])
_HELD = re.compile(
    r"(?P<who>[^，]*?)(?:已)?(?:连续|持续)(?:\d+|[一二两三四五六七八九十]+|多)多?(?:年|个月|个季度)"
    r"(?:稳居|位居|位列|蝉联|跻身|保持|排名|居|列|排|获评?|入选|进入)?(?P<of>.*)$"
)
# 落实了, 落实好 (but 好评率 is a name).
_DONE_WELL = re.compile(r"^(?:了|好(?![评转差]))+")
_HAVING = re.compile(r"^(?:具有|富有|极具|颇具)[^，、]{2,16}的(?=[^的]{2,}$)")  # 具有操作性的调研报告
_STATE = "完成|建成|落实|办结|落地|达标|兑现|开诊|开工|投产|竣工|投用|投运|运行|运营|开通|通车|脱贫|摘帽|接入|入驻|销号|清零|交付|启用|关停|签约|开放|上线|揭牌|开业"
# A clause of its own before a 、: 重点项目陆续投产、在京生产新能源汽车….
_CLOSED = re.compile(rf"^.*(?:陆续|相继|先后|全部|全线|正式|顺利|成功|如期|全面)(?:{_STATE})、(?=.{{3,}})")
_SAID = re.compile(
    rf"(?:(?:全面|全部|如期|顺利|圆满|基本|陆续|相继)(?:{_STATE})|填补[^，]*空白|(?:竣工|建成)(?:通车|投产|投用|验收|运营)|(?<=.{{4}})(?:加快|有序|稳步|顺利|扎实|全面|全力|持续|抓紧|稳妥)(?:建设|推进|实施|施工)|投入(?:使用|运营|运行)|重组完成|建成投[产用运]|建成运营|(?<!新)开工建设|提速提质|(?:[通建修用]了|实现(?!程度|率)|取得(?:积极|重大|明显|显著|新的?)?(?:突破|进展|成效|成果)|[屡再续]?创(?:历史)?新高|保质保量|全面(?:开工|建成))[^，]*|纳入|列入|成为[^，]*第[一二三四五六七八九十]+[个家][^，]*)$"
)
# 中央财政将安排科技支出: the verb of a budget names nothing.
_BUDGETED = re.compile(r"(?<=财政|预算)(?:将|拟)?(?:继续)?安排(?=.{2})")
# 底线是严守18亿亩: what a clause calls it is not what is measured.
_GOAL_IS = re.compile(r"^[^，、\d]{2,20}?(?:目标|任务)(?:是|为)(?=[一-龥]{3})(?!新)")  # 今年经营目标为省属企业资产总额
_IS = re.compile(r"^[^，、\d]{1,6}(?<!不)是(?=严守|守住|坚守|确保|完成|实现|$)")
# 学位目标增加2万个: the aim is of the thing.
_AIM = re.compile(r"(?<=.{3})(?:预期|年度)?目标$")
_ACHIEVED = re.compile(
    rf"(?P<who>[^，\d]{{2,24}}?)(?:已|共|累计|分别|合计|全年|预计)*(?:实现|完成|录得|创造)(?P<what>[^，、\d]*(?:{'|'.join(sorted((h for h in words.HEADS if len(h) > 1 and h not in {'投资', '项目', '企业', '出口', '进口'}), key=len, reverse=True))}))$"
)
# 7家企业的利润总额超过1000亿元, 15个乡镇建设租赁住房1044套: who is counted, before what is told of them.
_WHAT_OF_THEM = re.compile(
    rf"(?<=.{{2}})(?:的(?:{'|'.join(sorted((h for h in words.HEADS if len(h) > 1), key=len, reverse=True))})(?:均|都|已|分别)*(?:超过|超|达到?|突破|为|增长|下降)*|(?:计划|意向|协议|预计)总?投资|(?:建设|新建|改造|建成)(?!计划|规划)[^，、”]{{5,}})$"
)
# 36个中心城市公共交通客运量529.5亿人次: whose, before what is measured of them.
_WHOSE = re.compile(
    rf"(?P<whose>[^，、\d]{{0,8}}(?:城市|企业|园区|县区|区县|乡镇|街道|合作社|学校|医院|单位|机构))(?=[一-龥]{{2,8}}(?:{'|'.join(sorted((h for h in words.HEADS if len(h) > 2 and h[-1] in '量额值入'), key=len, reverse=True))})$)"
)
# 两项工程已完成主体封闭, 400余条隐患进行了整改: what is said of the thing counted.
_DONE_WITH = re.compile(
    r"(?<=.{2})(?:已经?(?:完成|建成|全部|开工|投[产用]|下达|批复|列入|[^，、]{0,4}通过)|尚未|仍未|正在|发展(?:良好|迅速|迅猛)|进行(?:了|.{4})|逐[一项]|限期|挂[图牌]督?|全部(?:[^，、]{0,4}(?:完成|办结|通过|办理)))[^，]*$"
)
# 国家高新区中属于高技术产业的企业: the whole, and which of it.
_AMONG = re.compile(r"(?<=.{3})中(?:属于?|(?:总分|综合)?排名|位[居列]|排在)(?:[^，]*)$")
_OF_THEM = re.compile(r"^[^，、]{3,12}中属于?(?=.{2})")
# “一区四园”共注册外资, 全市共接报警情: what is counted all told.
_ALL_TOLD = re.compile(r"(?<=[^公总合一]{2})共(?=注册|实施|完成|接报|生产|救助|有(?!制)|办理|查处|破获|受理|销售|承担|安排|投入|新建|建成)")
_YEARS_ON = re.compile(r"(?:已|均)?(?:连续|持续)(?:\d+|[一二两三四五六七八九十]+|多)多?(?:年|个月)$")
# 专题座谈会、走访等对接活动: examples, and what they are examples of.
# 整理归档2003年10月1日至2016年12月31日婚姻档案: of when, not what.
_DAYS = re.compile(
    r"(?:全[省市区县州乡镇])?(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?[至到—](?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?的?"
)
_EXAMPLES = re.compile(r"^(?P<examples>.{9,}?)等(?P<kind>(?!领域|方面|行业|环节|层面)[^级同候于待效、][^级同候于待效]{2,11})$")
# 主要指标中 7项…: of them.
_OF_THESE = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?<![高初集空华途闽汉关])中$")
# 地区生产总值方面, 5个方面的…: they sort the talk, they name nothing.
_ASPECT = re.compile(r"(?<=.{3})方面(?=(?:[增降]幅|增速)?$)|\d+(?:多|余)?个?方面的?")
# XX区计划的种植面积, 粮食作物年内可完成种植: who means to, and by when, name nothing.
_PLANNED_BY = re.compile(r"^[^，、]{0,12}计划的(?=.{3})")
_NUMBERED = re.compile(r"^[（(]\d{1,2}[）)](?=.{2})")  # （2）地方国有企业累计实现…
_STILL_TO_DO = re.compile(r"(?<=.{2})(?:年内|年底前|全年|预计)*(?:可|能|将)(?:全部|基本)?(?:完成|实现)(?=.{2})")
_INVESTED = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:累计|全年|共|已)*完成(?:固定资产)?投资$")
# 市级重点项目经市重点办审核完成投资, 项目经调整后共143个: who looked at it, and how it came to be.
_CHECKED_BY = re.compile(r"(?<=[一-龥]{2})经(?:[^，、“”营济]{1,8}(?:审核|核定|核算|评审|统计)后?|调整后)(?=.{2}|$)")
# 各级人民法院2015年受理案件: when, not what.
_YEAR_INSIDE = re.compile(r"(?<=[一-龥]{4})(?<![自从由较比到至])(?:19|20)\d\d年度?(?!以来|底|末|初|起)(?=[一-龥]{2})(?=[^“”《》（）]*$)")
_WHICH_OF_BOTH = re.compile(r"^城乡([一-龥]{3,10})(城镇|农村|城市|乡村)$")  # 城乡最低生活保障城镇8779户
_OF_KINDS = re.compile(r"^主要(?:税种|税收)(?:中|看|有|为)?(?=.{2,8}税)")  # 涉及的主要税种国内增值税收入
_MONTHS_INSIDE = re.compile(r"(?<=[一-龥]{3})\d{1,2}[至到—\-~]\d{1,2}月份?")  # 省出资企业1至2月营业收入
_ARTICLE = re.compile("^一[支批套](?=.{3})")  # 建立一支超130人的专员队伍
_DONE_AND = re.compile(r"(?<=.{3})已经?(?:完成|办理|取得|通过)[^，、]{2,10}并(?=.{2})")  # 引导基金已完成登记并实缴出资


@lru_cache(maxsize=_REMEMBERED)
def trim_opening(name: str) -> str:
    """Take off, from the left, words of time, place in general and manner (全市, 2024年, 其中)."""
    changed = True
    while changed and name:
        name, before = _EDGE.sub("", name), name
        name = name[1:] if name.startswith("“") and "”" not in name else name  # “今年共破获…: what somebody says
        name = _IN_A_PAPER.sub("", _DOER.sub("", _DATE.sub("", name)))
        planned = _PLANNED.match(name)
        name = name[planned.end() :] if planned and verb_at_start(name[planned.end() :] + "物") else name
        if name in _HOW_RECKONED or _RECKONING.fullmatch(name):
            return ""
        for size in range(min(_LONGEST_OPENING, len(name)), 0, -1):
            if name[:size] in _OPENINGS and not _whole_start(name, size) and len(name) > size:
                name = name[size:]
                break
            if name[:size] in _OPENINGS and len(name) == size:
                return ""
        changed = name != before
    return name


def _whole_start(name: str, size: int) -> bool:
    return any(name[:long] in words.WHOLE_START for long in range(size + 1, 5))


@lru_cache(maxsize=_REMEMBERED)
def verb_at_end(name: str) -> str:
    """The verb a clause ends with before its object's number (新建), "" if it ends with a noun."""
    for size in range(min(_LONGEST_VERB, len(name)), 1, -1):
        if name[-size:] in _VERBS:
            return name[-size:]
    return name[-1:] if name[-1:] in _SHORT_VERBS and name[-2:] not in words.WHOLE_END else ""


@lru_cache(maxsize=_REMEMBERED)
def verb_at_start(name: str) -> str:
    """The verb a clause opens with, "" if it opens with a noun."""
    if name.startswith("增加值"):
        return ""
    for size in range(min(_LONGEST_VERB, len(name) - 1), 1, -1):
        if name[:size] in _VERBS:
            return name[:size]
    return ""


def telling(verb: str) -> bool:
    """Whether the verb is part of what is counted (建成, 争取), not a light one (实施, 推进)."""
    return verb in _HEAVY and verb not in _LIGHT


@lru_cache(maxsize=_REMEMBERED)
def bare(name: str) -> str:
    """A noun phrase without the light verbs it opens with: 推进平急两用设施项目 → 平急两用设施项目."""
    name = trim_opening(_OF_THEM.sub("", _IS.sub("", _GOAL_IS.sub("", _CLOSED.sub("", name)))))
    name = _AIM.sub("", _YEARS_ON.sub("", _SAID.sub("", name) or name))
    while True:
        verb = verb_at_start(name)
        if not verb or telling(verb) or verb not in _LIGHT or len(name) - len(verb) < 2:
            return trim_opening(name)
        if name[len(verb)] in "或和与及并" and verb_at_start(name[len(verb) + 1 :]):
            return name  # 建设或改造地下管网
        name = _HAVING.sub("", _DONE_WELL.sub("", name[len(verb) :]))


@lru_cache(maxsize=_REMEMBERED)
def achieved(rest: str) -> str:
    """物业板块实现营业收入 → 物业板块营业收入: whose it is and what; the verb between them names nothing."""
    rest = _NUMBERED.sub("", rest)
    match = _ACHIEVED.match(rest)
    return trim_opening(match["who"]) + match["what"] if match else rest


def object_of(right: str, more: bool) -> str:
    """The noun behind a number up to the verb that goes on with another thought."""
    right = _AMONG.sub("", _EDGE.sub("", right))
    if more:
        thing = _WHOSE.match(right)
        right = thing["whose"] if thing else right
        right = _OF_THESE.sub("", _WHAT_OF_THEM.sub("", right))
    limit = 26
    start = 2
    while match := _CUT.search(right, start):
        kept = right[: match.start()]
        if match.group() in _PURPOSE and len(right) - match.end() > 3:
            return _end(kept)
        if more or len(right) > limit or (match.start() >= 6 and len(right) - match.end() > 8):
            return _end(kept)
        start = match.end()
    return _end(right[:limit])


def without_place_held(name: str) -> str:
    """北京连续9年稳居自然指数科研城市 (榜首): the list the rank is of where only a place is ranked, else who is ranked; never the years."""
    match = _HELD.match(name)
    if match is None:
        return name
    return match["of"] if len(match["of"]) > 2 and len(match["who"]) <= 4 else match["who"]


def _end(name: str) -> str:
    """Without what is said of the thing behind it, and the mark or the 和 that leads on to what is listed next."""
    name = _DONE_WITH.sub("", _SAID.sub("", name))
    return re.sub(
        r"(?:的基础上?|以及|(?<=[\u4e00-\u9fff]{2})(?:[和与]|(?<!涉)及)|(?<=.{2})涉及|(?<=指标|企业|行业|项目|产品|单位|部门|案件|品种)中)$",
        "",
        _EDGE.sub("", name),
    )


def without_examples(name: str) -> str:
    """西直门等 → "", 铁路、公路等 → "": examples named before a count of all of them."""
    return (
        "" if name.endswith("等") and not name.endswith(("高等", "中等", "初等", "平等", "一等", "二等", "三等", "优等", "对等")) else name
    )


def of_these(name: str) -> str:
    """主要指标中 (7项) → 主要指标."""
    return _OF_THESE.sub("", name)


def without_long_examples(name: str) -> str:
    """盘活某某艺术中心等闲置项目 → 盘活闲置项目: what is counted is the kind; the verb stays if it tells."""
    match = _EXAMPLES.match(name)
    if match is None:
        return name
    verb = verb_at_start(match["examples"])
    return (verb if telling(verb) else "") + match["kind"]


@lru_cache(maxsize=_REMEMBERED)
def tidy(name: str) -> str:
    """The name without stray marks at its ends, unbalanced quotes or brackets, and no longer than a name is."""
    name = _WHICH_OF_BOTH.sub(r"\2\1", name)
    name = _INVESTED.sub("投资", _DAYS.sub("", _ARTICLE.sub("", name)))
    name = _CHECKED_BY.sub("", _YEAR_INSIDE.sub("", _OF_KINDS.sub("", _MONTHS_INSIDE.sub("", name))))
    name = _STILL_TO_DO.sub("", _PLANNED_BY.sub("", _DONE_AND.sub("", _ASPECT.sub("", name))))
    name = re.sub("(?<=.{2})(?:(?:保持|维持|仍|均)*不变|应(?:改)?为|更正为|更改为)$", "", name)
    name = _ALL_TOLD.sub("", _BUDGETED.sub("", _EDGE.sub("", name)))
    for opening, closing in (("“", "”"), ("（", "）"), ("《", "》")):
        if name.count(opening) < name.count(closing):
            name = name.split(closing, 1)[-1] if name.index(closing) < len(name) // 2 else name.replace(closing, "", 1)
        elif name.count(opening) > name.count(closing):
            name = name.replace(opening, "", 1) if name.rindex(opening) < len(name) // 2 else name[: name.rindex(opening)]
    return _EDGE.sub("", name)
