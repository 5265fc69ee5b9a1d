"""One indicator told twice with values that cannot both be true."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nigao.checks.consistency_text import finding, same_sentence, shown
from nigao.checks.finding import Finding
from nigao.figures.agreement import agree
from nigao.figures.aliases import canonical
from nigao.mention import Mention
from nigao.one_thing import same_thing, telling
from nigao.quantity.period import known

# So many tellings of one value are compared with those of another, and so many in all.
_TELLINGS, _MOST = 6, 120
# Ends and openings of a name that do not change what is counted.
_TAIL = re.compile(r"(?:总数|数量|总量|总数量|(?<!收入|支出)(?:合计|总计)|达到|达)$")
_HEAD = re.compile(r"^(?:全国|全省|全市|全区|全县|我国|我省|我市|我区|我县)(?:的|共|共有)?")
# Openings that may change what is counted: the same noun under different ones is probably, not surely, one indicator.
_LOOSE_HEAD = re.compile(r"^(?:有效期内|有效期|培育|拥有|现有|有效|认定|共有|在册|在库|存量|实有|现|有)(?:的)?")
_LOOSE_TAIL = re.compile(r"(?<=.{4})[合共]$")


def told_twice(text: str, mentions: Sequence[Mention]) -> list[Finding]:
    """Findings ``consistency.value``: error where the names agree, warning where they only agree in what they count."""
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        if mention.quantity.amount is not None and (name := name_of(mention)):
            groups.setdefault(_key(mention, loose(name)), []).append(mention)
    found: dict[frozenset[int], Finding] = {}
    for key, group in groups.items():
        if len(group) > 1:
            for made in _contradictions(text, group, key[0]):
                found.setdefault(frozenset(place.start for place in made.places[:2]), made)
    return sorted(found.values(), key=lambda each: each.places[0].start)


def name_of(mention: Mention) -> str:
    """The name under which a figure may be told again, "" if none.

    One that only the reading of an ellipsis gave, or that is so general that it is seldom of the same things, is none.
    """
    name = core(mention.told.name)
    return name if len(name) > 2 and telling(name) else ""


@lru_cache(maxsize=8192)
def core(indicator: str) -> str:
    """An indicator's usual name without words that do not change what is counted: 全区…总数."""
    name = canonical(indicator)
    return _TAIL.sub("", _HEAD.sub("", name)) or name


@lru_cache(maxsize=8192)
def loose(name: str) -> str:
    """A name without the opening that may or may not change what is counted: 有效期内, 培育."""
    return _LOOSE_TAIL.sub("", _LOOSE_HEAD.sub("", name)) or name


def _key(mention: Mention, name: str) -> tuple[str, ...]:
    among = "、".join(sorted(mention.told.references)) if mention.measure == "rank" else ""
    return name, mention.scope, mention.measure, mention.status, among


def _contradictions(text: str, group: list[Mention], name: str) -> Iterator[Finding]:
    """One finding for a group: its first two mentions that contradict each other, and where else their values stand."""
    apart = _each_value(group)
    for index, one in enumerate(apart):
        for other in apart[index + 1 :]:
            if _contradict(text, one, other):
                told = {one.quantity.value, other.quantity.value}
                more = [each for each in group if each.quantity.value in told and each is not one and each is not other]
                yield _finding(one, other, [one, other, *more[:3]], name)
                return


def _each_value(group: list[Mention]) -> list[Mention]:
    """A few mentions of each value, and no more values than anybody tells one thing with."""
    told: Counter[str] = Counter()
    kept = []
    for mention in group:
        told[mention.quantity.value] += 1
        if told[mention.quantity.value] <= _TELLINGS:
            kept.append(mention)
    return kept[:_MOST]


def _contradict(text: str, one: Mention, other: Mention) -> bool:
    if one.period != other.period and known(one.period) and known(other.period):
        return False
    if one.quantity.value == other.quantity.value or same_sentence(text, one, other) or agree(one.figure, other.figure) is not False:
        return False
    if not same_thing(one, other):
        return False
    return name_of(one) == name_of(other) or _near(one, other)


def _near(one: Mention, other: Mention) -> bool:
    """Whether two amounts are close enough to be meant for one: within a quarter of each other."""
    first, second = one.quantity.amount, other.quantity.amount
    if first is None or second is None or one.measure != "level":
        return False
    low, high = sorted((first.base()[0], second.base()[0]))
    return low > 0 and high <= low * 5 / 4


def _finding(one: Mention, other: Mention, places: list[Mention], name: str) -> Finding:
    called = [each.indicator.name for each in (one, other)]
    if name_of(one) == name_of(other):
        message = f"“{min(called, key=len)}”前后不一致：一处为{shown(one)}，另一处为{shown(other)}，请核实以哪个为准。"
        return finding("consistency.value", "error", message, places, name_of(one))
    message = f"“{called[0]}”{shown(one)}与“{called[1]}”{shown(other)}可能是同一指标，如口径不同请写明，否则请核实。"
    return finding("consistency.value", "warning", message, places, name)
