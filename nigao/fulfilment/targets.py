"""Which numbers of a plan are promises that a year can keep, and which only stand in it. Says nothing of what became of them."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.figures.head import indicator_of
from nigao.figures.respectively import names_in
from nigao.fulfilment.money import MONEY
from nigao.mention import Mention
from nigao.quantity.period import Year, Years, known

# What the work turns on, uses or carries out is no target, also the second of two (围绕22个产业、189条产业链); 利用量, 执行率 measure.
_TURNS_ON = re.compile(
    r"(?:围绕|聚焦|依托|针对|锚定|用好|发挥|做[强大精优]|落实好?|执行|按照|贯彻|利用|留住|面向|承接|已批建的|现有|现行)(?!量|率|额|数|面积|规模|水平|强度|程度|总量|效率)[^，。；\d]{0,4}(?:\d[\d.]*[^，。；、\d]{1,12}、)*$"
)
_MEETING = re.compile(r"^[^，。；]{0,6}(?:全会|会议|届|党代会|人代会|大会)")
_POLICIES = re.compile(r"^(?:政策|措施|举措|意见|任务清单)(?!的?(?:落实|兑现)率)")
# 年应纳税所得额不到100万元的部分: the number says which ones are meant.
_WHICH = re.compile(r"^(?:以上|以下|以内|及以上|左右)?的(?:部分|企业|纳税人|个体|小微|家庭|人员|群体|商户|单位|用户|项目)")
_NAMED_SIZE = re.compile(r"^[百千万亿]+[家户人亩条]?$|^[百千万]亿(?:元)?(?:县|镇|级|企业|产业|园区|集群)")
_GIVES = re.compile(r"(?:制定|出台|推出|修订|实施|新增)[^，。；]{0,4}$")
_APPEAL = re.compile(r"我们|只要|一定|完全有")
# 把增长预期目标定在7.5%: said of the target itself, not of a thing.
_OF_THE_TARGET = re.compile(r"^(?:把|将)?(?:经济|增长|发展|主要)*(?:预期|增长)*目标(?:定|为|设)?")
# 13亿中国人的饭碗, 每50公斤提高7.4元, 关于鼓励民间投资的36条, 高校毕业生将达727万人: who and how much there is anyway.
_PEOPLE = re.compile(r"人?(?:中国|全国|各族|广大)?(?:人民|人|群众|老百姓)的(?!任务|目标)")
_PER = re.compile(r"每$")
_NAMED_PAPER = re.compile(r"关于[^，。；]*$")
_COMING = re.compile(r"^(?:今年|届)?高校毕业生$")
# Several years' work, and what is there to be kept: 今后三年…, 13亿人口, 18亿亩耕地红线, 提出8%左右的增长目标.
_SEVERAL_YEARS = re.compile(r"今后一[个段]时[期间]|(?:今后|未来|用|再用)[两二三四五六2-6](?:到[三四五])?年|[两三]年(?:内|时间)")
_EACH_YEAR = re.compile(r"每年|年均")
_STANDING = re.compile(r"红线|[概估]算(?:总?投资)?$|目标$|扶贫对象覆盖|^新标准$")
# 预计学位缺口约800个: what is feared is not promised.
_FEARED = re.compile(r"(?:缺口|短缺数?|逾期|欠款|亏损额?)$")
_POPULATION = re.compile(r"人口$")
_FEWER_OR_REACHED = re.compile(r"减少|脱贫|退出|覆盖|转移|搬迁|落户|惠及|解决")
_MORE_THAN_LAST = re.compile(
    r"比(?:去年|上年|上年初|上年年初预算|20\d\d年)[^，。；\d]{0,10}(?:多|增加|减少|少|提高|增长)[^，。；\d]{0,2}$|\d[^，。；]*，(?:比[^，。；\d]+)?(?:增加|减少|多|少)$"
)


def is_target(mention: Mention, year: int | None) -> bool:
    """Whether a number is promised for the year planned: not a five-year one, not a rank, not what the work is to turn on."""
    one_year = isinstance(mention.period, Year) and mention.period.year == year
    each_year = isinstance(mention.period, Years) and mention.period.first == year and _EACH_YEAR.search(mention.words.before) is not None
    for_year = not known(mention.period) or one_year or each_year
    if mention.status != "target" or mention.measure == "rank" or not for_year or mention.quantity.amount is None:
        return False
    return not _stands_by(mention) and not _is_named(mention)


def each_of(mention: Mention) -> list[Mention]:
    """One target for each of several things that are all to reach one rate: 水质优良率、水源地达标率均保持100%."""
    names = names_in(mention.indicator.name) if mention.quantity.unit in ("%", "‰") else []
    if len(names) < 2:
        return [mention]
    figure = mention.figure
    return [replace(mention, indicator=indicator_of(name), record=replace(figure, indicator=name)) for name in names]


def more_than_last(mention: Mention) -> bool:
    """Whether it says by how much the thing is to be more than last year's."""
    return _MORE_THAN_LAST.search(mention.words.lead) is not None


def _stands_by(mention: Mention) -> bool:
    """Whether the number tells of what is there anyway."""
    name, before, after, unit = mention.indicator.name, mention.words.lead, mention.words.follows, mention.quantity.unit
    if _SEVERAL_YEARS.search(before) or _STANDING.search(name) or not _of_something(mention):
        return True
    if _FEARED.search(name) and re.search("预计|预测|约|将达", mention.words.clause):
        return True
    if _POPULATION.search(name) and not _FEWER_OR_REACHED.search(mention.words.clause):
        return True
    if unit not in ("", "人") and _WHICH.match(after):
        return True
    if _TURNS_ON.search(before) or _APPEAL.search(name) or _PER.search(before) or _OF_THE_TARGET.match(name):
        return True
    people = unit in ("", "人") and (_PEOPLE.match(unit + after) or _COMING.match(name))
    return bool(people or (unit == "条" and _NAMED_PAPER.search(before)))


def _of_something(mention: Mention) -> bool:
    """Whether it is said what the number is of: （增速）为6%以上，考虑了… only comes back to a target told before."""
    return mention.quantity.unit in MONEY or re.fullmatch(r"[为是达到定在]*", mention.indicator.name) is None


def _is_named(mention: Mention) -> bool:
    """Whether the number belongs to a name: 十四次全会, 32条政策, 百亿级产业."""
    after, unit = mention.words.follows, mention.quantity.unit
    meeting = unit == "次" and _MEETING.search(after)
    policy = unit in ("条", "项", "%") and _POLICIES.search(after) and not _GIVES.search(mention.words.before)
    return bool(_NAMED_SIZE.search(mention.text + after) or meeting or policy)
