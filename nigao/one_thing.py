"""Whether two mentions under one name speak of one thing; what sets them apart is in their words, their paragraph or the headings over them."""

from __future__ import annotations

import re

from nigao.mention import Mention
from nigao.verify.compare import apart

# What narrows an amount to another time or part than its bare name says: beside it, in its sentence, in its paragraph.
_NARROWING = re.compile(
    r"(平均|月均|日均|人均|每|新增|增加|减少|达标|同期|力争|确保|计划|目标|预期|首批|第[一二三四五六七八九十]+批|又|再|另|还|仅|分别|等)"
)
_TIME = re.compile(r"(\d+(?:[—~～-]\d+)?月|[一二三四]季度|[上下]半年|[一二三四五六七八九十近]+年(?!级|制)|截至(?!目前)|同期)")
_MONTHS = re.compile(r"(\d{1,2}[—~～-]\d{1,2}月|[一二三四]季度|前[一二三]季度|[上下]半年)")
_FAR = 400
_WHO = re.compile(
    r"(?:其中|全年|今年|此外|同时)?[，：]?(?P<who>[一-鿿“”]{2,14}(?:项目|工程|公司|景区|场馆|院区|园区|校区|库区|街道|(?<!城)(?<!村)镇|(?<!城)乡|社区|分[院校局]|支行|学校|医院|小区|市场|广场|公园))"
    r"(?!建设|改造|完成|实现|[管服规整]|[数总]|投资|面积|[共有]|的|[、和及与])"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年?|[去上前今明本]年")  # is in the period already, whether a sentence says it or not
_YEARS = re.compile(r"五年|十[一二三四五]五|以来|年来")
# Whose account a figure stands in, and which: in a paper of accounts what a paragraph or a heading says last holds for all that follows.
_WHOSE = re.compile(
    r"(?:全|我)[省市县区州旗镇乡](?![占人居])|[省市县区州]?本级|(?:中央|省|市|县|区|州|镇|乡)级(?!以上|及以上)|本部|(?:子|分)公司|所属"
)
_OF_ALL = re.compile(r"[全我]")
_ACCOUNT = re.compile(r"一般公共预算|政府性基金|国有资本经营|社会保险基金|财政专户|部门预算")
_ACCOUNTS = re.compile(r"预算|决算|债务|收支|国库")
# 政府债务限额740369万元，其中：…; 余额合计…，其中…
_WHOLE = re.compile(r"([一-鿿]{2})(?:合计|共计|共|为|达到?)?\d[\d.,]*[^\d，；。]{0,4}[，（]?其中[^；。]*$")
# A sentence that goes on with the one before it says neither whose nor which account.
_LEANS = re.compile(r"^(?:加上?|减去|其中|收支相抵|收支两抵|相抵后|[^，。；\d]{0,16}(?:收入|支出)加)")
# Names so general that two of them are seldom the same things.
_GENERAL = re.compile(
    r"^(?:[省市县区州]?本?级|中央|财政)?(?:新建|新增|建成|完成|实施|推进|开展|组织|开工|投产|竣工|培训|引进|签约|落地|改造|惠及|带动|覆盖|服务|支持|帮助|吸引|减免|兑付|发放|培育|"
    r"认定|获批|入选|新改扩建|整治|打造|创建|举办|出台|制定|解决|化解|办理|安排|统筹|统筹安排|筹集|筹措|投入|拨付|下达|争取|落实|盘活|清理|补助)*(?:了|各类)?"
    r"(?:重点|重大|各类|一批|相关|有关|主要|标志性|专项|财政|各级|上级)*(?:项目|工程|企业|任务|措施|举措|事项|政策|活动|问题|案件|投资|资金|总投资|金额|收入|面积|人数|群众|人员|"
    r"(?:按[时期])?(?:办结|完成|按时|合格|达标|整改|处置|回复|答复|及时|好评|通过|优良|使用|覆盖|到位|执行|参与|签约|响应|兑现|落实|满意|出勤|上线|参会|就诊|利用|增长)[率度]|单位|机构|平台|城市|地区|国家|县|区|市|村|乡镇|学校|医院|指标|产业|集群|基地|园区|试点|场所|设施|线路|里程|公里|占比|比重|比例|贡献率|年均|财政)?$"
)
_PLACE = re.compile(r"[一-鿿]{1,6}[省市县区州旗镇乡]")


def telling(name: str) -> bool:
    """Whether a name says enough to be known again by it: not 项目, 安排资金, 东城区."""
    return not _GENERAL.match(name) and not _PLACE.fullmatch(name)


def leans(sentence: str) -> bool:
    """Whether a sentence only goes on with the one before it (加上转移性收入…)."""
    return _LEANS.match(sentence) is not None


def same_thing(one: Mention, other: Mention) -> bool:
    """Whether nothing that is said of the two sets them apart; cells of a table say it all in their names."""
    if months_of(one) != months_of(other) and not (one.cell and other.cell):
        return False
    if not (one.cell or other.cell) and (_circumstances(one) != _circumstances(other) or apart(one, other) or apart(other, one)):
        return False
    mine, theirs = _of_whom(one), _of_whom(other)
    if mine != theirs and not (other.words.name(mine) and one.words.name(theirs)):
        return False
    if _whose(one) != _whose(other) or _account(one) != _account(other) or _parted(_part_of(one), _part_of(other)):
        return False
    if one.measure == "rank" and one.told.references != other.told.references:
        return False
    return "from" not in (one.told.end, other.told.end) and not _of_others(one, other)


def months_of(mention: Mention) -> frozenset[str]:
    """The part of the year a figure is told of (1—11月), empty where it is of the whole year or nothing is said; a cell's stands in its name."""
    setting = mention.setting
    words = mention.indicator.name if mention.cell else setting.text[max(0, setting.start - _FAR) : setting.start].rpartition("。")[2]
    return frozenset(_MONTHS.findall(words.rpartition("全年")[2]))


def _of_whom(mention: Mention) -> str:
    """The piece of work or the body that a sentence opens with (云湖夜游项目…，接待游客46.8万人次), "" where it is the paper's own or none."""
    match = None if mention.cell else _WHO.match(mention.words.lead)
    who = match["who"] if match else ""
    return "" if who and who in mention.setting.title else who


def _of_others(one: Mention, other: Mention) -> bool:
    """Whether their sentences speak of town and country, or of two quarters of the year."""
    mine, theirs = one.told.lasting, other.told.lasting
    return any(not mine[number] & theirs[number] for number in mine.keys() & theirs.keys())


def _circumstances(mention: Mention) -> tuple[frozenset[str], frozenset[str], bool]:
    """What narrows a figure: beside it, in its sentence, and whether its paragraph is about several years."""
    words = mention.words
    beside = words.before.replace(mention.indicator.name, "")
    times = frozenset(time for time in mention.told.times | frozenset(_TIME.findall(words.lead)) if not _YEAR.fullmatch(time))
    return frozenset(_NARROWING.findall(beside)), times, _YEARS.search(words.around) is not None


def _whose(mention: Mention) -> str:
    """市级, 本部 …: whose figure it is, "" where it is the whole's, or nothing is said."""
    words = mention.words
    told = _last(_WHOSE, words.lead)
    if not told and _ACCOUNTS.search(mention.section + words.around):
        told = _last(_WHOSE, words.around) or _last(_WHOSE, mention.section)
    return "" if _OF_ALL.match(told) else told


def _account(mention: Mention) -> str:
    words = mention.words
    return _last(_ACCOUNT, mention.indicator.name) or _last(_ACCOUNT, words.around) or _last(_ACCOUNT, mention.section)


def _last(pattern: re.Pattern[str], words: str) -> str:
    found: list[str] = pattern.findall(words)
    return found[-1] if found else ""


def _part_of(mention: Mention) -> str:
    """The last word of what it is a part of (政府债务限额…，其中：一般债务…), "" where it is told of itself."""
    found = _WHOLE.search(mention.words.lead)
    return found[1] if found else ""


def _parted(one: str, other: str) -> bool:
    return bool(one and other and one != other)
