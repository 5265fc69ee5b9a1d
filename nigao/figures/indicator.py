"""Names what each figure of a sentence measures, carrying subjects from figure to figure, and tells level from change."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject
from nigao.figures.accounts import Accounts, granted_left, stage_left
from nigao.figures.context import Spot
from nigao.figures.listed import Listed
from nigao.figures.memory import Memory
from nigao.figures.movement import made, moves
from nigao.figures.naming import named
from nigao.figures.portions import portion
from nigao.figures.ranks import rank
from nigao.figures.reading import Reading
from nigao.figures.tail import Tail, note_origin, read_tail

# 新增职工3.4万人，实缴职工31.6万人: how many there are, not how many more.
_STANDS = re.compile(r"实[缴有际存在]|在[册籍职岗校编]|[现共]有|注册|全[市省县区院校局]|总")
_CAME_TO = re.compile(r"(?:实际|最终)(?:新增|增加|完成)?了?$")


class Reader:
    """Reads the figures of a text one after the other, remembering what the sentence has named."""

    def __init__(self, accounts: Accounts) -> None:
        """Begin with nothing remembered. accounts: those the text names."""
        self._accounts = accounts
        self._memory = Memory()
        self._listed = Listed()

    def read(self, spot: Spot, chain: int) -> Reading:
        """Name one figure. chain: how many figures, this one included, follow one another with nothing but 、 和 between."""
        self._memory.leaves(spot.bracket)
        if self._memory.begins(spot):
            self._listed.clear()
        self._memory.turns(spot)
        tail = read_tail(spot.left, spot.token)
        note_origin(tail, spot.left, spot.right)
        previous = self._memory.previous()
        tail.origin = tail.origin or (spot.chained and previous is not None and previous.tail.origin)
        reading = self._listed.read(self._memory, spot, tail, chain) or self._single(spot, tail)
        self._part_of_change(reading, spot, tail)
        reading.unit, reading.bracket = spot.token.unit, spot.bracket
        self._memory.keep(reading, spot)
        return reading

    def _single(self, spot: Spot, tail: Tail) -> Reading:
        previous = self._memory.previous()
        listed = spot.parallel or spot.left.startswith("其中") or _goes_on_adding(previous, spot, tail)
        leader = previous if listed and previous and not moves(tail) else None
        if spot.token.kind == "rank":
            return rank(self._memory, spot, tail)
        if previous and not spot.left and spot.clause and spot.token.kind == "amount":
            both = _by("indicator.two_units", made(spot, tail, previous.base, previous))  # 新增276户462人: one thing in two units
            both.measure, both.sign, both.because["measure"] = previous.measure, previous.sign, "measure.two_units"
            return both
        account = self._accounts.named(spot.left, spot.token.start) if spot.token.kind == "amount" else None
        if account:
            reading = _by("indicator.account", made(spot, tail, account[0], leader))
            reading.base = account[1]
            return reading
        if previous and spot.token.kind == "amount" and "预算" in previous.indicator and patterns.BUDGET_CHANGED.search(spot.left):
            reading = _by("indicator.budget_changed", made(spot, tail, f"{previous.base}调整预算", leader))
            reading.base = previous.base
            return reading
        than = patterns.FASTER_THAN.match(spot.left) if previous and previous.share and spot.token.kind == "share" else None
        if previous and than:
            return _by("indicator.other_than", _like_the_other(made(spot, tail, _its_own(than["who"], previous), None), previous))
        told_of_whole = portion(self._memory, spot, tail)
        if told_of_whole:
            return told_of_whole
        whose = self._done_by(spot, tail)
        if whose:
            return _by("indicator.done_by", made(spot, tail, whose, leader))
        name, verb, rule = named(self._memory, spot, tail, leader)
        name = self._accounts.whole_name(self._of_kind(granted_left(name), spot), spot.token.start)
        reading = _by(rule, made(spot, tail, name, leader))
        reading.base = stage_left(reading.base)
        pulled = patterns.PULLED_BY.search(reading.base) or patterns.RECOVERED.search(reading.base)
        if pulled:
            reading.base = reading.base[: pulled.start()]  # 拉动工业增长2.9个百分点，贡献率…: of what pulled
        reading.verb = verb or (leader.verb if leader else "")
        return _carried_on(reading, spot, previous)

    def _part_of_change(self, reading: Reading, spot: Spot, tail: Tail) -> None:
        """增加预算1.48亿元（一般债券0.36亿元，专项债券1.12亿元）: what the brackets divide is a change, too."""
        owner = self._memory.owner(spot.bracket)
        divides = owner and owner.measure == "change" and owner.unit == spot.token.unit and not owner.share
        if owner and divides and reading.measure == "level" and not tail.said:
            reading.measure, reading.sign = "change", owner.sign
            reading.because["measure"] = "measure.owner_in_brackets"

    def _of_kind(self, name: str, spot: Spot) -> str:
        """一般债券…（再融资债券…，新增债券…）: what the brackets explain is of the kind told before them."""
        owner = self._memory.owner(spot.bracket)
        name = name.removeprefix("含") if owner and spot.left.startswith("含") else name
        kind = patterns.DEBT_KIND.search(owner.base) if owner else None
        if kind is None or not name.endswith(kind["what"]) or kind["kind"] in name:
            return name
        return name[: len(name) - len(kind["what"])] + kind.group()

    def _done_by(self, spot: Spot, tail: Tail) -> str:
        """客运量83亿人次。铁路完成26亿人次: who is told, and what of was told just before."""
        who = subject.tidy(subject.bare(tail.rest))
        before = [self._memory.before] if self._memory.before else []
        own = [told for told in self._memory.told if told.because["indicator"] != "indicator.done_by"]
        told = next((told for told in [*own, *before] if told.unit in ("", spot.token.unit)), None)
        done = tail.said in {"完成", "完成了", "实现", "实现了"}
        if not done or told is None or spot.right[:1] not in {"", "，", "、"} or not 2 <= len(who) <= 10:
            return ""
        measured = patterns.MEASURED.search(who) or who in spot.before or subject.verb_at_start(who + "物") or subject.verb_at_end(who)
        if measured:
            return ""
        deed = subject.verb_at_end(told.base)
        done = subject.telling(deed) and deed not in patterns.OF_MONEY and len(deed) < len(told.base)
        return who + (deed if done else told.base)  # 粮食作物种植38万亩，其中水稻完成30万亩


def _its_own(who: str, previous: Reading) -> str:
    """第三产业, beside 第二产业增加值: what is measured of the one is measured of the other."""
    head = patterns.MEASURED.search(previous.base)
    return who if head is None or patterns.MEASURED.search(who) else who + previous.base[head.start() :]


def _like_the_other(reading: Reading, previous: Reading) -> Reading:
    reading.measure, reading.sign = previous.measure, previous.sign
    reading.because["measure"] = "measure.as_the_other"
    return reading


def _carried_on(reading: Reading, spot: Spot, previous: Reading | None) -> Reading:
    """What a bare 达到7.7% carries on: the rate named before it (增速比全国高1.8个百分点，达到7.7%), the share (首次过半，达50.5%)."""
    carried = reading.because["indicator"] == "indicator.carried" and reading.measure == "level"
    if carried and previous and previous.stock and previous.unit == spot.token.unit and _CAME_TO.search(spot.left):
        reading.measure, reading.sign = previous.measure, previous.sign  # 计划新增300个，实际完成285个
        reading.because["measure"] = "measure.as_the_other"
    bare = carried and spot.token.unit == "%"
    if not bare or previous is None:
        return reading
    rate = patterns.RATE_REACHED.search(spot.sentence)
    if rate:
        reading.indicator = patterns.RATE_SAID.sub("", reading.indicator)
        reading.measure, reading.sign = "change", -1 if rate["how"] == "降幅" else 1
        reading.because["measure"] = "measure.rate_reached"
    elif previous.because["indicator"] == "indicator.portion" and previous.share and patterns.REACHES.search(spot.left):
        reading.indicator = previous.indicator
    return reading


def _goes_on_adding(previous: Reading | None, spot: Spot, tail: Tail) -> bool:
    """新增富民产业1.3万亩，其中果业9542亩，有机茶叶2000亩; 新增地区总部45家，亚太区总部15家: one addition after the other."""
    if previous is None or not previous.stock or previous.because["measure"] not in {"measure.as_listed", "measure.addition"}:
        return False
    own = tail.rest.lstrip("，、和及与")
    if own.endswith("就业") or _STANDS.match(own):
        return False  # 新增就业2130人，困难人员再就业318人: a flow of its own
    alike = previous.unit == spot.token.unit and not spot.token.unit.endswith("元") and spot.token.kind == "amount"
    return alike and len(own) > 1 and not tail.said and not subject.verb_at_start(own) and not patterns.IN_ALL.search(own)


def _by(rule: str, reading: Reading) -> Reading:
    reading.because["indicator"] = rule
    return reading
