"""Whether a drafted figure that no source states follows from the sources: 同比, 增减, 占比, 完成率, sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nigao.checks.guard_context import Context
from nigao.checks.guard_index import Index
from nigao.checks.guard_values import value_of
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
    levels = [index.entries[n] for n in _levels(index, draft)]
    for made, used in _pairs(draft, levels):
        if _bears_out(made, draft):
            yield Worked(used, made.formula)
    if _TOTAL.search(draft.before):
        yield from _sums(draft, levels)


def _levels(index: Index, draft: Context) -> list[int]:
    """Levels of the indicators the draft may speak of: by name, by a name near to it."""
    names = [draft.usual] + [name for score, name in index.like_name(draft.usual, 4) if score >= 0.75]
    numbers = [n for name in dict.fromkeys(names) for n in index.named(name)]
    return [n for n in numbers if index.entries[n].figure.measure == "level"][:60]


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


def shares(index: Index, draft: Context, others: list[Entry]) -> Worked | None:
    """占比 of a part in a whole, both stated by the sources and spoken of in the draft's sentence."""
    if draft.figure.unit not in ("%", "分之") or not _SHARE.search(draft.clause):
        return None
    for part in others:
        for whole in others:
            made = share(part.figure, whole.figure) if part is not whole and part.figure.period == whole.figure.period else None
            if made is not None and _bears_out(made, draft):
                return Worked((part, whole), made.formula)
    return None


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


def _sums(draft: Context, levels: list[Entry]) -> Iterator[Worked]:
    """The parts of one indicator, each of a part of the area, told by the sources for the draft's year."""
    figure = draft.figure
    parts: dict[str, Entry] = {}
    for entry in levels:
        told = entry.figure
        if told.scope and told.status == "actual" and told.unit == figure.unit and figure.period in ("", told.period):
            parts.setdefault(told.scope, entry)
    values = [Decimal(entry.figure.value) for entry in parts.values() if ".." not in entry.figure.value]
    if len(values) > 1 and str(sum(values)) == figure.value:
        listed = "＋".join(entry.figure.text for entry in parts.values())
        yield Worked(tuple(parts.values()), f"合计＝{listed}＝{figure.text}")
