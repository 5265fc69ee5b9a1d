"""Whether a drafted figure that no source states follows from the sources: 同比, 增减, 占比, 完成率, sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nigao.checks.guard_context import Context
from nigao.checks.guard_index import Index
from nigao.checks.guard_values import value_of
from nigao.checks.guard_words import usual_words
from nigao.figures.agreement import step
from nigao.ledger import Entry
from nigao.ledger_compute import Computed, difference, fulfilment_rate, growth, share

# A computed figure whose inputs leave it more open than this many of its own last digits proves nothing.
_OPEN = 2
_SHARE = re.compile(r"占|比重|比例")
_RATE = re.compile(r"完成(?:年度|全年|年初)?(?:目标|计划|任务)|目标任务|的目标|计划的|任务的")
_TOTAL = re.compile(r"合计|共计|总计|累计|一共|共|总")


@dataclass(frozen=True, slots=True)
class Worked:
    """What a figure follows from, and how, in Chinese."""

    entries: tuple[Entry, ...]
    formula: str


def computed(index: Index, draft: Context) -> Worked | None:
    """The first computation that bears the figure out, None if there is none."""
    if value_of(draft.figure) is None or draft.figure.status == "target":
        return None
    return next(_proofs(index, draft), None)


def _proofs(index: Index, draft: Context) -> Iterator[Worked]:
    told = _told(index, draft)
    levels = [entry for entry in told if entry.figure.measure == "level"]
    for made, used in _pairs(draft, levels):
        if _bears_out(made, draft):
            yield Worked(used, made.formula)
    yield from _shares(draft, levels)
    if _TOTAL.search(draft.before) or _TOTAL.search(draft.lead):
        yield from _sums(index, draft)


def _told(index: Index, draft: Context) -> list[Entry]:
    """What the sources say of the indicators the draft may speak of: by name, by a name near to it, by a name in its sentence."""
    names = [draft.usual] + [name for score, name in index.like_name(draft.usual, 4) if score >= 0.75]
    names += index.names_in(usual_words(draft.sentence))[:4]
    return [index.entries[n] for name in dict.fromkeys(names) for n in index.named(name)][:80]


def _pairs(draft: Context, levels: list[Entry]) -> Iterator[tuple[Computed, tuple[Entry, ...]]]:
    figure = draft.figure
    now = [e for e in levels if e.figure.status == "actual" and figure.period in ("", e.figure.period) and e.figure.scope == figure.scope]
    for entry in now:
        before = [e for e in levels if e.figure.status == "actual" and _year_before(e, entry) and e.figure.scope == entry.figure.scope]
        targets = [e for e in levels if e.figure.status == "target" and e.figure.period == entry.figure.period]
        for earlier in before if figure.measure == "change" else ():
            made = growth(entry.figure, earlier.figure) if figure.unit in ("%", "倍") else difference(entry.figure, earlier.figure)
            if made is not None:
                yield made, (entry, earlier)
        for target in targets if _RATE.search(draft.clause) or _RATE.search(draft.lead) else ():
            made = fulfilment_rate(entry.figure, target.figure)
            if made is not None:
                yield made, (entry, target)


def _shares(draft: Context, levels: list[Entry]) -> Iterator[Worked]:
    """占比 of a part in a whole, both told by the sources for one year and spoken of in the draft's sentence."""
    if draft.figure.unit not in ("%", "分之") or not _SHARE.search(draft.clause):
        return
    for part in levels:
        for whole in levels:
            made = share(part.figure, whole.figure) if part is not whole and part.figure.period == whole.figure.period else None
            if made is not None and _bears_out(made, draft):
                yield Worked((part, whole), made.formula)


def _year_before(earlier: Entry, later: Entry) -> bool:
    one, two = earlier.figure.period, later.figure.period
    return one.isdigit() and two.isdigit() and int(one) == int(two) - 1


def _bears_out(made: Computed, draft: Context) -> bool:
    figure = draft.figure
    value = value_of(figure)
    if value is None or made.unit != figure.unit or value.low != value.high:
        return False
    stated = Decimal(figure.value)
    last = step(figure) or Decimal("0.1")
    if Decimal(made.high) - Decimal(made.low) > last * _OPEN:
        return False
    told = -stated if stated > 0 and draft.direction < 0 else stated
    return abs(told - Decimal(made.value)) <= last * Decimal("0.6")


def _sums(index: Index, draft: Context) -> Iterator[Worked]:
    """Parts of one indicator that the sources tell in one sentence, or each of another place, for the draft's year."""
    figure = draft.figure
    groups: dict[tuple[str, str], dict[str, Entry]] = {}
    names = dict.fromkeys([draft.usual, *index.names_in(usual_words(draft.sentence))[:3]])
    for number in [n for name in names for n in index.named(name)]:
        entry, context = index.entries[number], index.context(number)
        told = entry.figure
        same = told.measure == figure.measure and told.status == "actual" and told.unit == figure.unit and ".." not in told.value
        if same and figure.period in ("", told.period):
            place = told.scope or context.where
            groups.setdefault((entry.source.id, entry.sentence), {})[f"{place}{told.start}"] = entry
            if place:
                groups.setdefault(("", ""), {}).setdefault(place, entry)
    for parts in groups.values():
        if len(parts) > 1 and sum(Decimal(entry.figure.value) for entry in parts.values()) == Decimal(figure.value.partition("..")[0]):
            listed = "＋".join(entry.figure.text for entry in parts.values())
            yield Worked(tuple(parts.values()), f"合计＝{listed}＝{figure.text}")
