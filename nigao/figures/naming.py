"""Names a figure that is neither a rank nor a share of something: by what points elsewhere, what stands before it, or what stands behind."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject, words_units
from nigao.figures.borrowing import whole_name, without_total
from nigao.figures.context import Spot
from nigao.figures.counted import (
    after_list,
    behind_portion,
    carried,
    counts_noun,
    effect_of,
    kind_of_examples,
    measured_first,
    name_in,
    object_behind,
)
from nigao.figures.memory import Memory
from nigao.figures.pointing import Named, pointed
from nigao.figures.reading import Reading
from nigao.figures.tail import Tail, decrease_of, increase_of
from nigao.figures.talked import is_talk, unsettled_in, without_talk

_MORE = re.compile("新增$|再净?增加?$")
_EFFECTS = frozenset({"惠及", "受益", "覆盖", "服务"})


def named(memory: Memory, spot: Spot, tail: Tail, leader: Reading | None) -> Named:
    """The name of a figure. leader: the one before it in a list."""
    elsewhere = pointed(memory, spot)
    if elsewhere:
        return elsewhere
    rest = without_talk(after_list(spot, tail.rest), spot.left.endswith("了"))
    if is_talk(rest):
        return unsettled_in(spot.before) or carried(memory, spot), "", "indicator.carried"
    if _is_added(spot, rest):
        rest = _what_is_added(rest)
        if not rest:
            return _added(memory, spot, tail), "", "indicator.added"
    return _of_kind(spot, rest) or _around(memory, spot, tail, _before(spot, tail, rest), leader)


def _is_added(spot: Spot, rest: str) -> bool:
    grown = increase_of(rest)
    return grown is not None and spot.token.unit != "元" and not patterns.FLOWS.search(grown[1] or spot.right[:8])


def _what_is_added(rest: str) -> str:
    """全市新增公园 → 公园; a subject before 新增 stays, a place does not."""
    head, what = increase_of(rest) or ("", "")
    lead = patterns.TASK_IS.sub("", subject.bare(head)) if what else ""
    return lead + what if len(lead) > 1 and not patterns.PLACE.search(lead) else what


def _added(memory: Memory, spot: Spot, tail: Tail) -> str:
    """新增8家上市公司: what was added stands behind its number, or was told before."""
    head, _ = increase_of(after_list(spot, tail.rest)) or ("", "")
    behind = object_behind(memory, spot, "", "") or patterns.RATE_OF_TIME.sub("", name_in(head))
    return behind or without_total(carried(memory, spot))


def _of_kind(spot: Spot, rest: str) -> Named | None:
    """信众3000余人的教堂: the people are counted; 电子元器件、生物制造3个省实验室: the names before are examples of the noun behind."""
    if spot.token.unit not in words_units.THINGS:
        return None
    if spot.right.startswith("的") and patterns.PEOPLE.search(rest):
        return name_in(rest), "", "indicator.people"
    listed = kind_of_examples(spot, rest) if "、" in rest or re.search(r"(?:以及|[、和及与])$", spot.left) else ""
    return (listed, "", "indicator.examples") if listed else None


def _before(spot: Spot, tail: Tail, rest: str) -> str:
    """The name that stands before the number."""
    ahead, _, last = rest.rpartition("、")
    if subject.verb_at_start(last) and subject.verb_at_start(subject.trim_opening(ahead)):
        rest = last  # 开展预算评审、压减资金: two things done, the figure is of the second
    less = decrease_of(subject.trim_opening(rest))
    rest = subject.achieved(less if less and not tail.sign else rest)
    name = subject.trim_opening(subject.without_examples(rest) if counts_noun(spot) else rest)
    name = subject.without_long_examples(name) if spot.token.unit in words_units.THINGS else name
    return patterns.WHICH_BATCH.sub("", subject.of_these(name) if spot.follows else name)


def _around(memory: Memory, spot: Spot, tail: Tail, name: str, leader: Reading | None) -> Named:
    """The name from before the number, from behind it, or from what was told before."""
    verb = subject.verb_at_end(name)
    owner = measured_first(spot, name)
    if owner:
        return owner, "", "indicator.measured_first"
    if not name and tail.origin and memory.told:
        return carried(memory, spot), "", "indicator.carried"
    counted = (spot.token.unit in words_units.THINGS or len(name) <= 4) and spot.token.kind == "amount" and counts_noun(spot)
    if not name or verb or counted:
        found = object_behind(memory, spot, name[: len(name) - len(verb)], verb)
        if found:
            return found, verb, "indicator.behind"
    if not name or (name == verb and memory.told and not subject.telling(verb)):
        whole = carried(memory, spot)
        return without_total(whole) if verb or _MORE.search(spot.left) else whole, "", "indicator.carried"
    if name in _EFFECTS:
        return effect_of(memory, spot, "", name, ""), name, "indicator.effect"
    more = behind_portion(memory, spot, name)
    rule = "indicator.behind" if more else "indicator.before"
    return more or whole_name(memory, spot, name, leader), subject.verb_at_start(name), rule
