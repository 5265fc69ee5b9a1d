"""Promises kept: last year's numbered targets against this year's results. Reads reports already recognised; keeps nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal

from nigao.entries import entries_of
from nigao.figures.agreement import comparable
from nigao.figures.calendar import Calendar
from nigao.figures.clean import clean
from nigao.figures.distinctions import kinds, levels
from nigao.figures.figure import Figure
from nigao.figures.parts import parts_of
from nigao.figures.patterns import GENERIC
from nigao.figures.usual import usual_words
from nigao.fulfilment_targets import is_target, more_than_last
from nigao.ledger import Entry, Source
from nigao.mention import Mention
from nigao.quantity.period import Year, Years, agrees
from nigao.quantity.period import name as period_name
from nigao.report import Report
from nigao.text.likeness import dice, grams
from nigao.verify.index import Index

Judgement = Literal["met", "exceeded", "missed", "no_data", "unclear"]
NAMES: dict[Judgement, str] = {"met": "完成", "exceeded": "超额完成", "missed": "未完成", "no_data": "无材料", "unclear": "口径不同"}

# What is done to a thing does not tell which thing it is.
_VERB = re.compile(
    r"新增|新建|新开工|新开通|新培育|新认定|新引进|新改扩建|新改建|新创建|新开|累计|建成|建设|筹集|完成|实现|实施|开展|推进|推动|培育|改造|打造|创建|引进|引育|"
    r"获批|布局|增加(?!值)|归集发布|通车|营业(?!收入|额|总)|运营|提供|组织|力争|确保|争取|开通|打通|修复|治理|整治|达到|保持|稳定|控制|总量|总数|数量|全社会|全体|各类|一批|左右|以上|重点|全年|规模|面积|安排|拟"
)
_CONTROLLED = re.compile(r"失业率|赤字率|负债率|不良率|不良贷款率|死亡率|事故率|发病率|浓度|负担率|降幅以内")
_STOCK = re.compile(r"总量|累计|总数|达到|达|增至|突破|保有量|拥有|总规模|总里程")
_STANDS = re.compile(r"稳定在|达到|达|保持在|总|面积|规模|保有")
# Too general to stand for a target by themselves.
_BORROWS = GENERIC | {"投入", "水平", "标准"}
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
_ADDED = re.compile(r"新增|新建|新开|新培育|新认定|增加|净增|新引进")
_MAKING = re.compile(r"(?:新增|新建|建设|改造|实施|建成|完成|培育)(?=[^的、等]{2,}$)")
# How far a thing has come: projects begun do not answer projects carried on.
_STAGES = ("开工", "竣工", "投产", "签约", "储备", "谋划", "前期")
# What a rate or an amount is of; a result with another of these words answers another question.
_HEADS = re.compile(
    r"(能耗|水耗|增加值|生产总值|赤字|投资|收入|支出|利润|营收|产值|零售总额|销售额|进出口|出口|进口|贷款|存款|占比|比重|[^效]率|浓度|强度|里程|产量|面积)(?:额|总额|余额|比例)?$"
)
_RUN = re.compile(r"通车|营业|运营|完成|实现|总|全年")
_SHARE = re.compile(r"^(?P<part>.+?)占(?P<whole>.+?)(?:比重|比例|比率)$")
# What may follow an indicator's name where the sentence speaks of it and not of something called after it.
_SPOKEN_OF = re.compile(
    r"[，。、；：（(“\d]|$|[达为增减降升超居位均总已还]|下降|上升|完成|实现|突破|稳|保持|持续|大幅|提|不断|明显|进一步|逐步|显著|累计|年均|平均|连续|首|竣工|开工|建成|"
    r"投[产资用运]|顺利|圆满|基本|较|比上年|由|从|创|同比|全部|全面|加快|有[序力效]|扎实"
)
_CARRIED_OUT = re.compile(r"(?:全面|全部|圆满|如期|顺利|基本|超额)?(?:完成|建成|投用|投运|通车|竣工|投产|落地|实现)")
_PASSED = re.compile(r"^[^，。]{0,4}(?:指标|目标|任务)[^，。]{0,4}超额完成")
# What money is for is not told of.
_PURPOSE = re.compile(r"(?:用于|投向|向)[^，。；]*$")
_SURE, _MAYBE, _ALONE = 0.62, 0.55, 0.3
_DOING = re.compile(r"新建|改造|建设|治理|修复|整治|植树|造林|还林|退出|压减|淘汰|开通|铺设|种植|流转|复垦")
_NAMES = "名称不尽相同，请核对口径。"


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """One target with what became of it.

    note: in Chinese, why it is so; target_sentence, outcome_sentence: the reports' own words ("" without an outcome).
    """

    indicator: str
    target: Figure
    outcome: Figure | None
    verdict: Judgement
    note: str = ""
    target_sentence: str = ""
    outcome_sentence: str = ""


def fulfilment(earlier: Report, later: Report) -> list[Fulfilled]:
    """Every numbered target of the earlier report's plan, in its order, with its outcome in the later report's review."""
    return fulfilment_by(earlier, _entries(later), _review_sentences(later))


def fulfilment_by(earlier: Report, entries: Sequence[Entry], said: Sequence[str]) -> list[Fulfilled]:
    """The same with the results taken from anywhere: this year's tables and materials. said: the sentences that look back."""
    promised = Index(_entries(earlier))
    told = Index(entries)
    results = [n for n, entry in enumerate(told.entries) if entry.figure.status == "actual" and not _is_plan(entry)]
    rows = []
    for number, entry in enumerate(promised.entries):
        if entry.figure.status == "target" and is_target(promised.context(number), earlier.identity.year):
            rows.append(_row(entry, promised.context(number), told, results, said))
    return rows


def _entries(report: Report) -> list[Entry]:
    identity = report.identity
    source = Source(report.digest or report.filename, identity.title, identity.unit, identity.year, reviewed_year=identity.reviewed_year)
    return entries_of(report, source)


def _is_plan(entry: Entry) -> bool:
    source = entry.source
    return source.role == "report" and source.year is not None and entry.figure.when == Year(source.year)


def _row(entry: Entry, target: Mention, told: Index, results: Sequence[int], said: Sequence[str]) -> Fulfilled:
    figure = entry.figure
    name = short_name(figure.indicator)
    best: tuple[float, int] = (0.0, -1)
    more = more_than_last(target)
    for number in results:
        result = told.entries[number].figure
        if _may_answer(figure, result, more) and told.context(number).told.end != "from":
            score = likeness(told, target, told.context(number))
            if score > best[0]:
                best = (score, number)
    score, number = best
    if score < _MAYBE and not _surely_alone(figure, target, told, number, score):
        mentioned = "" if _is_count(figure) and _HEADS.search(target.told.usual) else _mention(target.told.usual, said)
        if mentioned and _PASSED.search(mentioned.partition(_core(target.told.usual))[2]):
            return Fulfilled(name, figure, None, "exceeded", "今年的材料说超额完成，没有给出数字。", entry.sentence, mentioned)
        if mentioned:
            return Fulfilled(name, figure, None, "unclear", "今年的材料说到了，但没有可比的数字。", entry.sentence, mentioned)
        return Fulfilled(name, figure, None, "no_data", "今年的材料没有说到这一目标。", entry.sentence)
    answer = told.entries[number]
    verdict, note = judge(figure, answer.figure, target.words.sentence)
    unsure = _MAYBE <= score < _SURE
    reason = _not_the_same(target, told.context(number), named=score >= _MAYBE) or (_NAMES if unsure else "")
    if reason and not (reason == _NAMES and _same_value(figure, answer.figure)):
        verdict, note = "unclear", reason
    return Fulfilled(name, figure, answer.figure, verdict, note, entry.sentence, answer.sentence)


def _surely_alone(figure: Figure, target: Mention, told: Index, number: int, score: float) -> bool:
    """Whether a result in quite other words can only be meant for the target: measured in a unit of its own, done alike, of one noun
    (改造排水、供水、供热、燃气管网2000公里, 改造水热气等管网3656公里)."""
    if score < _ALONE or _is_count(figure) or figure.unit in ("%", "‰", "百分点", "元", "美元", "人", "人次"):
        return False
    one, result = target.told.usual, told.context(number)
    verb = _DOING.search(target.words.clause + one)
    same_noun = one[-2:] == result.told.usual[-2:] and result.figure.measure == figure.measure
    return same_noun and verb is not None and verb.group() in result.words.clause + result.told.usual


def _same_value(target: Figure, result: Figure) -> bool:
    return target.value == result.value and target.unit == result.unit and len(target.value.strip("0.")) > 1


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
    return indicator[made.start() :] if made and re.search("[、等]", indicator[: made.start()]) else indicator


def _review_sentences(report: Report) -> list[str]:
    """The sentences of the report that look back."""
    text, identity = report.document.text, report.identity
    plain = clean(text)
    calendar = Calendar(str(identity.reviewed_year or ""), str(identity.year or ""))
    parts = parts_of(plain.text, calendar, report.headings, plain.at)
    return [m.group().strip() for m in re.finditer(r"[^。；\n]+", plain.text) if parts.at(m.start()).part != "plan"]


def _mention(name: str, said: Sequence[str]) -> str:
    """The first sentence that speaks of an indicator by its name, "" if none does; short names are too common to tell."""
    core = _core(name)
    if len(core) < 4:
        return ""
    return next((sentence for sentence in said if _speaks_of(core, usual_words(sentence))), "") or _carried_out(core, said)


def _speaks_of(core: str, sentence: str) -> bool:
    """Whether the name stands for itself: not 固定资产投资 in 工业投资占固定资产投资比重, nor 财政赤字 in 财政赤字率."""
    at = sentence.find(core)
    while at >= 0:
        if not sentence[:at].endswith("占") and not _PURPOSE.search(sentence[:at]) and _SPOKEN_OF.match(sentence[at + len(core) :]):
            return True
        at = sentence.find(core, at + 1)
    return False


def _carried_out(core: str, said: Sequence[str]) -> str:
    """The sentence that says of a long-named piece of work that it is done, without a number and not in the same words."""
    own = grams(core)
    if len(own) < 7:
        return ""
    alike = [
        (len(own & grams(clause)) / len(own), sentence)
        for sentence in said
        for clause in sentence.split("，")
        if _CARRIED_OUT.search(clause)
    ]
    score, sentence = max(alike, default=(0.0, ""))
    return sentence if score >= 0.75 else ""


def _may_answer(target: Figure, result: Figure, more: bool = False) -> bool:
    """more: whether the target says by how much it is to be more than last year's."""
    if not comparable(target, result) or result.amount is None or result.measure == "rank":
        return False
    if target.unit in ("%", "‰", "百分点") and target.measure != result.measure:
        return False
    if target.measure == "change" and result.measure != "change" and more:
        return False
    return agrees(target.when, result.when)


def likeness(index: Index, target: Mention, result: Mention) -> float:
    """How surely a result answers a target, 0..1: both names, stripped of what is done to the thing, and the clauses."""
    one, two = _core(short_name(target.told.usual)), _core(result.told.usual)
    if one and one == two:
        score = 1.0
    else:
        first, second = grams(one), grams(two)
        there, back = (
            index.share(first, second | grams(_core(result.words.clause))),
            index.share(second, first | grams(_core(target.words.clause))),
        )
        score = 0.6 * there + 0.4 * back - (0.1 if min(there, back) < 0.8 and max(there, back) < 0.9 else 0.0)
        score -= 0.0 if one[-2:] in two + _core(result.words.clause) else 0.15
        score -= 0.0 if one[:2] in usual_words(result.words.sentence) else 0.15
        clauses = grams(_core(target.words.clause)), grams(_core(result.words.clause))
        if min(map(len, clauses)) >= 3:
            score = max(score, dice(*clauses))
        if min(len(one), len(two)) <= 3 and _is_count(target.figure):
            score -= 0.3  # 产业, 项目: names this short are the same or another thing
        wanted, given = _HEADS.search(one), _HEADS.search(two)
        shares = _SHARE.match(target.told.usual), _SHARE.match(result.told.usual)
        if shares[0] and shares[1] and _of_others(_core(shares[0]["part"]), _core(shares[1]["part"])):
            score -= 0.5
        if wanted and given and (wanted[1] != given[1] or _of_others(one[: wanted.start()], two[: given.start()])):
            score -= 0.5
    if target.figure.period and result.figure.period == target.figure.period:
        score += 0.05
    if (result.figure.measure == target.figure.measure) and result.figure.scope == target.figure.scope:
        score += 0.03
    return score


def _of_others(one: str, two: str) -> bool:
    """Whether two measures of one kind are of different things: (汽车制造业)增加值, (工业)增加值; 通车里程 and 营业里程 are of one."""
    one, two = _RUN.sub("", one), _RUN.sub("", two)
    return min(len(one), len(two)) >= 2 and one not in two and two not in one and dice(grams(one), grams(two)) < 0.4


def _is_count(figure: Figure) -> bool:
    """Whether things are counted (家, 个, 项 …) and not measured."""
    return figure.unit not in _MEASURED


def _core(words: str) -> str:
    return re.sub(r"[，。、；：＿的（）]", "", _VERB.sub("", words))


def _not_the_same(target: Mention, result: Mention, named: bool = True) -> str:
    """Why a result does not answer the target though it speaks of its object; "" if it does. named: whether their names are to agree."""
    figure, told = target.figure, result.figure
    stands = figure.measure == "level" and _STANDS.search(target.words.clause + target.told.usual)
    if isinstance(told.when, Years) and not isinstance(figure.when, Years) and not stands:
        return f"今年材料是{period_name(told.when)}的累计数，与年度目标口径不同。"
    if told.scope and not figure.scope and told.scope not in target.words.sentence:
        return f"今年材料只说到{told.scope}，与目标范围不同。"
    one, two = _core(target.told.usual), _core(result.told.usual)
    prefix = two.removesuffix(one) if one and two.endswith(one) else ""
    narrow = 3 if _is_count(figure) else 1
    if named and len(prefix) > narrow and not figure.scope and not _WIDE.search(prefix) and prefix not in target.words.sentence:
        return f"今年材料说的是“{told.indicator}”，可能只是其中一部分。"
    short = _core(short_name(target.told.usual))
    wider = short.removesuffix(two) if two and short.endswith(two) and not _same_value(figure, told) else ""
    if named and len(wider) > 2 and not _WIDE.search(wider) and wider not in result.words.sentence:
        return f"今年材料说的是“{told.indicator}”，范围比目标大。"
    inserted = _inserted(one, two) if named else ""
    if inserted and inserted not in target.words.sentence and not figure.scope:
        return f"今年材料说的是“{told.indicator}”，可能只是其中一部分。"
    if named and _apart(one, two):
        return _NAMES
    begun = {stage for stage in _STAGES if stage in result.words.clause + result.told.usual} - {
        s for s in _STAGES if s in target.words.clause + target.told.usual
    }
    if begun and _is_count(figure):
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


def judge(target: Figure, result: Figure, words: str = "") -> tuple[Judgement, str]:
    """The verdict on two figures that speak of one thing, with the reason; words: the target's sentence.

    At least: below is missed, up to 1 % above is met, more is exceeded. About: within 0.3 points (growth in %) or 2 % is met.
    At most, and rates that are to stay low: inside is met, never exceeded.
    """
    wanted, got = target.amount, result.amount
    if wanted is None or got is None:
        return "unclear", "数值无法比较。"
    low, high = (abs(end) for end in wanted.base())
    low, high = min(low, high), max(low, high)
    real = _size(result)
    gap = f"目标{target.text}，结果{result.text}。"
    if (target.measure == "change" and wanted.low < 0 < got.low) or (target.measure == "change" and got.low < 0 < wanted.low):
        return "missed", "升降方向与目标相反。" + gap
    if target.comparator == "le" or _CONTROLLED.search(target.indicator):
        slack = Decimal("0.3") if target.comparator == "approx" else Decimal(0)
        return ("met" if real <= high + slack else "missed"), gap
    if target.comparator == "approx":
        return _about(target, low, high, real), gap
    return _at_least(low, high, real), gap


def _size(figure: Figure) -> Decimal:
    amount = figure.amount
    assert amount is not None
    low, high = amount.base()
    return (abs(low) + abs(high)) / 2


def _about(target: Figure, low: Decimal, high: Decimal, real: Decimal) -> Judgement:
    rate = target.measure == "change" and target.unit in ("%", "‰", "百分点")
    below, above = (Decimal("0.3"),) * 2 if rate else (low * Decimal("0.02"), high * Decimal("0.02"))
    if real < low - below:
        return "missed"
    return "exceeded" if real > high + above else "met"


def _at_least(low: Decimal, high: Decimal, real: Decimal) -> Judgement:
    if real < low:
        return "missed"
    return "met" if real < high * Decimal("1.01") or real <= high else "exceeded"
