"""How surely a result answers a target, and what keeps one that speaks of its object from answering it. Judges no value."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from nigao.figures.agreement import comparable
from nigao.figures.distinctions import RECKONED, kinds, levels
from nigao.figures.figure import Figure
from nigao.figures.patterns import GENERIC
from nigao.figures.usual import usual_words
from nigao.fulfilment.money import MONEY, about, fetched, is_bare, purpose
from nigao.mention import Mention
from nigao.quantity.period import Year, Years, agrees
from nigao.quantity.period import name as period_name
from nigao.text.likeness import dice, grams, longest_shared
from nigao.verify.index import Index

# What is done to a thing does not tell which thing it is.
_VERB = re.compile(
    r"新增|新建|新签约|新开工|新开通|新培育|新认定|新引进|新改扩建|新改建|新创建|新开|累计|建成|建设|筹集|完成|实现|实施|开展|推进|推动|培育|改造|打造|创建|引进|引育|"
    r"获批|布局|增加(?!值)|归集发布|通车|营业(?!收入|额|总)|运营|提供|组织|力争|确保|争取|开通|打通|修复|治理|整治|达到|保持|稳定|控制|总量|总数|数量|全社会|全体|各类|一批|左右|以上|重点|全年|规模|面积|安排|拟|偿还|脱贫|扶贫(?=搬迁)|任务$|公共(?=投资|财政)"
)
_STOCK = re.compile(r"总量|累计|总数|达到|达|增至|突破|保有量|拥有|总规模|总里程")
_STANDS = re.compile(r"稳定在|达到|达|保持在|总|面积|规模|保有")
# Too general to stand for a target by themselves.
_BORROWS = GENERIC | {"投入", "水平", "标准", "支出", "经费"}
_WIDE = re.compile(r"[和与、]|覆盖|级$|全年$|各部门$|^(?:核心|省内|市内|区内|本地|全部|居民|常住|地方|货物|外贸|社会|一般|规上)$")
# Words that narrow nothing.
_EMPTY = re.compile(r"总额|总量|总数|数量|全部|累计|达标|核心|总|数|额|值")
_MEASURED = frozenset(
    {
        "%",
        "‰",
        "百分点",
        "元",
        "美元",
        "亩",
        "公顷",
        "公里",
        "米",
        "平方米",
        "平方公里",
        "吨",
        "斤",
        "千瓦",
        "千瓦时",
        "立方米",
        "人",
        "人次",
    }
)
_ADDED = re.compile(r"新增|新建|新签约|新开|新培育|新认定|增加|净增|新引进")
_MAKING = re.compile(r"(?:新增|新建|建设|改造|实施|建成|完成|培育)(?=[^的、等]{2,}$)")
_BY_MEANS_OF = re.compile(r"^(?:利用|通过|结合|依托|运用|采取)|等$")
# How far a thing has come: projects begun do not answer projects carried on.
_REACHED = re.compile("(?:达标|合格|完成|通过|办结|销号|验收)$")
_OF_SO_MANY = re.compile(
    r"(?P<whole>\d+[项个家所])[一-鿿]{2,4}?中?(?:已经?|现已|累计|达标|合格|完成|通过|办结|销号|验收|有|达到?|超过|为)+$"
)
_STAGES = ("开工", "竣工", "投产", "签约", "储备", "谋划", "前期")
# What a rate or an amount is of; a result with another of these words answers another question.
HEADS = re.compile(
    r"(能耗|水耗|增加值|生产总值|赤字|投资|收入|支出|利润|营收|产值|零售总额|销售额|进出口|出口|进口|贷款|存款|占比|比重|[^效]率|浓度|强度|里程|产量|面积|满意[度率])(?:额|总额|余额|比例)?$"
)
_RATE = re.compile(r"(?:涨幅|增速|增幅|降幅|增长率)$")  # 涨幅回落到2.6% tells how much it rose
_PLANTING = re.compile(r"国土绿化|植树造林|人工造林|造林绿化|绿化造林|营造林")
_IDLE = re.compile(
    r"闲置(?=低效|房产|房屋|资产|土地|用地|厂房|校舍|楼宇|公房|宅基地)|低效闲置|闲置低效"
)  # 盘活存量房产 planned, 盘活闲置房产 done
_GIVEN = re.compile(r"^(中央财政|各级财政|地方财政)(?:用于)?(.{2,12}?)的?支出$")  # given for something, as 投入 is
_RUN = re.compile(r"通车|营业|运营|完成|实现|总|全年")
_SHARE = re.compile(r"^(?P<part>.+?)占(?P<whole>.+?)(?:比重|比例|比率)$")
# A name with one of these is a sum given for something; whether it is budgeted or was taken in is told by its status, not by its name.
_SUM = re.compile(r"资金|经费|投入|用于|专项$")
_BUDGET = re.compile(
    r"^(?:全[国省市区县州]|[省市区县州](?:本级|级)|盟级)(?=.{0,12}(?:收入|支出|结余|结转|资金|专项))|(?:年末)?滚存(?=结余)|代编预算|预算(?=收入|支出|总)|(?<=收入|支出)预算$|统筹的|^当年"
)
_ANY_PURPOSE = frozenset({"项目", "企业", "产业", "发展", "民生", "事业", "工程", "工作", "政策"})
# Deeds that papers count without saying to whom they were done.
_DEEDS = frozenset({"培训", "招聘", "慰问", "走访", "演练", "巡查", "巡检", "检查", "体检", "宣讲", "参演", "调研"})
SURE = 0.62
MAYBE = 0.55
ALONE = 0.3
_DOING = re.compile(r"新建|改造|建设|治理|修复|整治|植树|造林|还林|退出|压减|淘汰|开通|铺设|种植|流转|复垦")
OTHER_NAMES = "名称不尽相同，请核对口径。"


def may_answer(target: Figure, result: Figure, more: bool = False) -> bool:
    """more: whether the target says by how much it is to be more than last year's."""
    if not comparable(target, result) or result.amount is None or result.measure == "rank":
        return False
    if target.unit in ("%", "‰", "百分点") and target.measure != ("change" if _RATE.search(result.indicator) else result.measure):
        return False
    if target.measure == "change" and result.measure != "change" and (more or target.unit in MONEY):
        return False  # 标准再提高5元, 标准提高到84元
    yearly = isinstance(target.when, Years) and isinstance(result.when, Year) and target.when.first == result.when.year
    return yearly or agrees(target.when, result.when)


def likeness(index: Index, target: Mention, result: Mention, account: int = 0) -> float:
    """How surely a result answers a target, 0..1: both names, stripped of what is done to the thing, and the clauses.

    account: 1 where both are of one account, -1 where they are of two, 0 where it cannot be told.
    """
    one, two = _object(target, short_name(target.told.usual)), _object(result, result.told.usual)
    if not one or not two:
        return 0.0
    if one == two:
        score = 1.0
    else:
        first, second = grams(one), grams(two)
        there, back = (
            index.share(first, second | grams(core(result.words.clause))),
            index.share(second, first | grams(core(target.words.clause))),
        )
        score = 0.6 * there + 0.4 * back - (0.1 if min(there, back) < 0.8 and max(there, back) < 0.9 else 0.0)
        score -= 0.0 if one[-2:] in two + core(result.words.clause) else 0.15
        score -= 0.0 if one[:2] in usual_words(result.words.sentence) else 0.15
        clauses = grams(core(target.words.clause)), grams(core(result.words.clause))
        bare = is_bare(target) or is_bare(result)
        if min(map(len, clauses)) >= 3 and not bare and (is_count(target.figure) or first & (second | clauses[1])):
            score = max(score, dice(*clauses))
        if is_bare(target) and two in one and two not in _ANY_PURPOSE and (len(two) >= 4 or not is_bare(result)):
            score = max(score, SURE)
        if bare and longest_shared(one, two) >= 5:
            score = max(score, SURE)
        if _turned(one, two):
            score = max(score, 0.8)
        if one.endswith("总计") != two.endswith("总计"):
            score -= 0.3  # 收入总计 is 收入 with what was carried over and handed down
        short, long = sorted((one, two), key=len)
        if len(short) <= 3 and is_count(target.figure) and not (len(short) == 3 and long.endswith(short)):
            score -= 0.3  # 产业, 项目: names this short are the same or another thing; 停车位, 机动车停车位 are one
        wanted, given = HEADS.search(one), HEADS.search(two)
        shares = _SHARE.match(target.told.usual), _SHARE.match(result.told.usual)
        if shares[0] and shares[1] and _of_others(core(shares[0]["part"]), core(shares[1]["part"])):
            score -= 0.5
        if wanted and given and (wanted[1] != given[1] or _of_others(one[: wanted.start()], two[: given.start()])):
            score -= 0.5
        if two in _DEEDS and one.startswith(two) and target.quantity.unit == result.quantity.unit:
            score = max(score, MAYBE)  # 培训职工3200人次, 培训办了102期、3340人次: a person has to look
    if target.figure.period and result.figure.period == target.figure.period:
        score += 0.05
    if (result.figure.measure == target.figure.measure) and result.figure.scope == target.figure.scope:
        score += 0.03
    # 首次突破300万人次 beside 301.5万人次: what was passed is not what was reached.
    score += 0.02 if target.figure.value == result.figure.value and result.bound != "ge" else -0.01 if result.bound == "ge" else 0.0
    score -= 0.1 if _begun(target, result) else 0.0
    return score + (0.05 if account > 0 else -0.25 if account < 0 else 0.0)


def _object(mention: Mention, name: str) -> str:
    """What a figure is of, as it can be compared: its name's core, of a bare sum what it is for."""
    if fetched(mention):
        return spoken(name)
    if is_bare(mention):
        return core(purpose(mention))
    of_sum = mention.quantity.unit in MONEY or mention.measure == "change"
    return core(name) if of_sum else spoken(name)  # 财政科技资金80%以上投向产业: a share of the money is not told of 科技


def reached_of(mention: Mention) -> str:
    """Of how many a number of those reached is told (32项指标中27项达标 → 32项), "" where it is none."""
    match = _OF_SO_MANY.search(mention.words.lead) if _REACHED.search(mention.indicator.name) else None
    return match["whole"] if match and match["whole"].endswith(mention.quantity.unit) else ""


def _turned(one: str, two: str) -> bool:
    """Whether the one says the words of the other with its halves in the other order: 安全饮水, 农村饮水安全工程."""
    own = re.sub(r"(?:问题|工作|任务|工程)$", "", one)
    return 4 <= len(own) <= 8 and any(own[at:] + own[:at] in two for at in range(2, len(own) - 1))


def _of_others(one: str, two: str) -> bool:
    """Whether two measures of one kind are of different things: (汽车制造业)增加值, (工业)增加值; 通车里程 and 营业里程 are of one."""
    one, two = _RUN.sub("", one), _RUN.sub("", two)
    return min(len(one), len(two)) >= 2 and one not in two and two not in one and dice(grams(one), grams(two)) < 0.4


def is_count(figure: Figure) -> bool:
    """Whether things are counted (家, 个, 项 …) and not measured."""
    return figure.unit not in _MEASURED


def core(words: str) -> str:
    """The words without what is done to the thing, without marks, and of a sum of money without what every sum is called."""
    words = _GIVEN.sub(r"\1\2投入", words)
    return spoken(about(words) if _SUM.search(words) else words)


def spoken(words: str) -> str:
    """The words without what is done to the thing and without marks: as a sentence says them."""
    return re.sub(r"[，。、；：＿的（）“”]", "", _BUDGET.sub("", _VERB.sub("", _one_word(words))))


def _one_word(words: str) -> str:
    """Plans and reviews call some work by two names: 国土绿化 planned, 营造林 done; 保障性住房 and 保障性安居工程."""
    words = _IDLE.sub("存量", words)
    return _PLANTING.sub("造林", words.replace("保障性安居工程", "保障性住房").replace("科学技术", "科技"))


def short_name(indicator: str) -> str:
    """An indicator without what it is done with: 新增联山联水的绿道 → 新增绿道, 利用闲置空间等建设停车位 → 建设停车位."""
    head, of, tail = indicator.rpartition("的")
    if of and len(tail) >= 2 and tail not in _BORROWS:
        verb = re.match(r"新增|新建|建设|改造|实施|建成|完成|培育|新认定|新改建", head)
        return (verb.group() if verb else "") + tail
    listed, of, last = indicator.rpartition("等")
    if of and "、" in listed and 3 <= len(last) <= 12 and last not in _BORROWS:
        return last  # 利用闲置空间、人防工程等停车位
    made = _MAKING.search(indicator)
    return indicator[made.start() :] if made and _BY_MEANS_OF.search(indicator[: made.start()]) else indicator


def surely_alone(figure: Figure, target: Mention, told: Index, number: int, score: float) -> bool:
    """Whether a result in quite other words can only be meant for the target: measured in a unit of its own, done alike, of one noun
    (改造排水、供水、供热、燃气管网2000公里, 改造水热气等管网3656公里)."""
    if score < ALONE or is_count(figure) or figure.unit in ("%", "‰", "百分点", "元", "美元", "人", "人次"):
        return False
    one, result = target.told.usual, told.context(number)
    verb = _DOING.search(target.words.clause + one)
    same_noun = one[-2:] == result.told.usual[-2:] and result.figure.measure == figure.measure
    return same_noun and verb is not None and verb.group() in result.words.clause + result.told.usual


def same_words(target: Mention, result: Mention) -> bool:
    """Whether both names say nearly the same characters, in whatever order: 新农合和城镇居民医保…, …城镇居民医保和新农合…."""
    one, two = sorted((_object(target, target.told.usual), _object(result, result.told.usual)), key=len)
    return len(one) >= 6 and sum((Counter(one) & Counter(two)).values()) >= 0.9 * len(one)


def far_off(target: Figure, result: Figure, surely: bool = False) -> bool:
    """Whether an amount is so far from its target that it is more likely of another extent (全市's for 市级's).

    surely: whether both are known to be of one account; then only what no budget is missed by is too far.
    """
    wanted, got = target.amount, result.amount
    if target.measure != "level" or target.unit in ("%", "‰", "百分点") or wanted is None or got is None or not wanted.base()[0]:
        return False
    ratio = abs(got.base()[0] / wanted.base()[0])
    most = 10 if surely else 5
    return ratio > most or ratio * most < 1


def same_value(target: Figure, result: Figure) -> bool:
    """Whether both tell one number, and not a round one that any two things may have."""
    return target.value == result.value and target.unit == result.unit and len(target.value.strip("0.")) > 1


def not_the_same(target: Mention, result: Mention, named: bool = True) -> str:
    """Why a result does not answer the target though it speaks of its object; "" if it does. named: whether their names are to agree."""
    figure, told = target.figure, result.figure
    if (whole := reached_of(target)) and whole == reached_of(result):
        return ""  # 32项指标达标30项, 32项指标中30项达标: of as many, so many
    stands = figure.measure == "level" and _STANDS.search(target.words.clause + target.told.usual)
    if isinstance(told.when, Years) and not isinstance(figure.when, Years) and not stands:
        return f"今年材料是{period_name(told.when)}的累计数，与年度目标口径不同。"
    if told.scope and not figure.scope and told.scope not in target.words.sentence:
        return f"今年材料只说到{told.scope}，与目标范围不同。"
    one, two = _object(target, target.told.usual), _object(result, result.told.usual)
    prefix = two.removesuffix(one) if one and two.endswith(one) else ""
    narrow = 3 if is_count(figure) else 1
    if named and len(prefix) > narrow and not figure.scope and not _WIDE.search(prefix) and prefix not in target.words.sentence:
        return f"今年材料说的是“{told.indicator}”，可能只是其中一部分。"
    short = core(short_name(target.told.usual))
    wider = short.removesuffix(two) if two and short.endswith(two) and not same_value(figure, told) else ""
    if named and len(wider) > 2 and not _WIDE.search(wider) and wider not in result.words.sentence:
        return f"今年材料说的是“{told.indicator}”，范围比目标大。"
    if _turned(one, two) or _turned(short, two):
        return ""
    inserted = _inserted(one, two) if named else ""
    if inserted and inserted not in target.words.sentence and not figure.scope:
        return f"今年材料说的是“{told.indicator}”，可能只是其中一部分。"
    if named and _apart(one, two):
        return OTHER_NAMES
    begun = _begun(target, result)
    if begun and is_count(figure):
        return f"今年材料说的是{'、'.join(sorted(begun))}的数量，与目标口径不同。"
    mine, theirs = levels(target.told.usual + target.words.clause), levels(result.told.usual + result.words.clause)
    if mine != theirs and mine and theirs:
        return "级别不同，请核对口径。"
    ours, other = kinds(target.told.usual), kinds(result.told.usual)
    if any(number in other and not places & other[number] for number, places in ours.items()):
        return "名称不同，请核对口径。"
    added, stock = _ADDED.search(target.words.clause + target.told.usual), _ADDED.search(result.words.clause + result.told.name)
    if added and not stock and figure.unit not in ("%",) and _STOCK.search(result.words.clause):
        return "目标是新增数，今年材料是总数，口径不同。"
    if stock and not added and _STANDS.search(target.words.clause) and figure.unit not in ("%",):
        return "目标是总数，今年材料是新增数，口径不同。"
    return ""


def fitness(score: float, target: Mention, result: Mention) -> float:
    """Of several results that answer a target about as surely, which is the better: one of its own extent, new ones for new ones."""
    added = _ADDED.search(target.words.clause + target.told.usual) is not None
    total = _STOCK.search(result.told.name) is not None and not _ADDED.search(result.told.name)
    ours, theirs = kinds(target.words.clause).get(RECKONED), kinds(result.words.clause).get(RECKONED)
    score -= 0.06 if ours and theirs and not ours & theirs else 0.0  # 同口径增长5%, 自然口径增长3.1%、同口径增长5.4%
    return score - (0.04 if far_off(target.figure, result.figure) else 0.0) - (0.3 if added and total and is_count(target.figure) else 0.0)


def _begun(target: Mention, result: Mention) -> set[str]:
    """The stages of work that only the result tells of."""
    mine, theirs = target.words.clause + target.told.usual, result.words.clause + result.told.usual
    if _ADDED.search(mine):
        theirs = theirs.replace("新签约", "新增")  # a firm newly signed is a firm added
    return {stage for stage in _STAGES if stage in theirs and stage not in mine}


def _inserted(one: str, two: str) -> str:
    """The narrowing word put into the target's name to give the result's: 规上工业增加值, 规上装备工业增加值; "" if it is not so."""
    extra = len(two) - len(one)
    if extra < 2 or len(one) < 4:
        return ""
    head = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(one))
    inside = two[head : head + extra]
    return inside if 0 < head < len(one) and two[head + extra :] == one[head:] and not _EMPTY.fullmatch(inside) else ""


def _apart(one: str, two: str) -> bool:
    """Whether each name has a word of two characters or more that the other lacks: 制造业技改投资, 高技术制造业投资."""
    first, second = (re.sub(_EMPTY.pattern, "", name) for name in (one, two))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks if block.size > 1)
    return len(first) - same >= 2 and len(second) - same >= 2
