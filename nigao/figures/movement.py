"""Whether a figure is a level or a change, which way it goes, and how exact it is."""

from __future__ import annotations

from nigao.figures import patterns, subject
from nigao.figures.context import Spot
from nigao.figures.figure import Comparator, Measure
from nigao.figures.reading import Reading
from nigao.figures.tail import Tail, after_words, decrease_of, increase_of


def made(spot: Spot, tail: Tail, name: str, leader: Reading | None) -> Reading:
    """The reading of a figure by its name. leader: the figure before it in one list, whose movement and exactness it may share."""
    post, _ = after_words(spot.right)
    pre = tail.comparator
    if pre == "eq" and spot.chained and leader and not post:
        pre = leader.pre
    comparator = _exactness(spot, pre, post)
    measure, sign, stock, rule = _movement(spot, tail, leader, name)
    base, share = patterns.RATE_SAID.sub("", name), spot.token.kind == "share"
    because = {"measure": rule, "bound": "bound.after" if post else "bound.before" if pre != "eq" else "bound.number"}
    return Reading(name, measure, sign, comparator, base, "", stock, share, tail, pre, because=because)


def moves(tail: Tail) -> bool:
    """Whether the figure's own words tell a movement."""
    return bool(tail.sign) or bool(increase_of(tail.rest))


def _exactness(spot: Spot, pre: Comparator, post: Comparator | None) -> Comparator:
    if post:
        return post
    return pre if pre != "eq" else spot.token.comparator


def _movement(spot: Spot, tail: Tail, leader: Reading | None, name: str) -> tuple[Measure, int, bool, str]:
    """(level or change, sign, whether 新增 governs what is listed after, the rule that decided)."""
    token = spot.token
    if token.kind == "rank":
        return "rank", 0, False, "measure.rank"  # 进出口、出口增速分别排全省第4、第2位
    grown = increase_of(tail.rest)
    if grown and not tail.reached and not tail.sign:
        what = grown[1] or spot.right[:10]
        more = patterns.MORE_MONEY.search(tail.rest) is not None and token.unit == "元"
        flows = patterns.COUNTED_FLOWS if token.unit in {"家", "个", "所", "座", "处", "条"} else patterns.FLOWS
        more = more or (not what and name.endswith(("余额", "总额", "存量")))  # 债务余额50亿元，当年新增8.5亿元
        flow = not more and (token.unit == "元" or bool(flows.search(what)))
        if token.kind == "amount":
            return ("level", 0, False, "measure.flow") if flow else ("change", 1, True, "measure.addition")
    if token.written in {"番"} or (token.value == "2" and token.unit == "倍" and token.written == ""):
        return "change", 1, False, "measure.doubled"
    if token.unit in {"百分点", "千分点", "基点"}:
        if tail.reached:
            return "level", 0, False, "measure.points_reached"
        drawn = -1 if patterns.DRAGS.search(spot.left) else 0
        return "change", drawn or tail.sign or (leader.sign if leader else 0) or 1, False, "measure.points"
    if token.unit == "%" and spot.left.endswith(("按", "按照")) and patterns.CUT_BY.match(spot.right):
        return "change", -1, False, "measure.cut_by"
    behind = patterns.GROWTH_BEHIND.match(after_words(spot.right)[1]) if token.kind == "share" and not tail.origin else None
    if behind and not tail.sign:
        return "change", -1 if behind["how"] in {"下降", "降幅"} else 1, False, "measure.rate_behind"
    if tail.sign and not tail.reached and not _modifies(spot):
        return "change", tail.sign, False, "measure.moves"
    # 两次降低利率: how often is no fall.
    if token.unit != "次" and decrease_of(subject.trim_opening(tail.rest)) and not tail.reached:
        return "change", -1, True, "measure.made_less"
    if leader and not tail.origin and leader.measure == "change" and _like(spot, tail, leader):
        return "change", leader.sign, leader.stock, "measure.as_listed"
    return "level", 0, False, "measure.reached" if tail.reached else "measure.plain"


def _modifies(spot: Spot) -> bool:
    """提高1200万中小学教师待遇: the number tells of the noun behind it, not how far something moved."""
    token = spot.token
    return not token.unit and token.scaled and bool(spot.right) and not patterns.RIGHT_STOP.match(spot.right)


def _like(spot: Spot, tail: Tail, leader: Reading) -> bool:
    if spot.chained:
        return True
    if leader.stock and leader.sign < 0:
        return (spot.token.kind == "amount") is not leader.share and not tail.said.strip("约近超过到")
    if leader.stock:
        return (
            spot.token.kind == "amount"
            and spot.token.unit != "元"
            and not subject.telling(subject.verb_at_start(tail.rest.lstrip("、和及与")))
            and not tail.said.strip("到")
            and not patterns.STOCK_NAMED.search(tail.rest)
        )
    return spot.token.kind == "share" and not patterns.RATE.search(tail.rest) and not tail.said
