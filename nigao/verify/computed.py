"""Whether a drafted figure that no source states follows from the sources: 同比, 增减, 倍数, 占比, 完成率, 年均, sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nigao.figures.agreement import step
from nigao.figures.base import Base
from nigao.ledger import Entry
from nigao.ledger.computed import Computed, average_difference, average_growth, difference, fulfilment_rate, growth, multiple, share
from nigao.mention import Mention
from nigao.quantity.amount import low_end, written
from nigao.quantity.period import Year
from nigao.verify.index import Index
from nigao.verify.values import value_of

# A computed figure whose inputs leave it more open than this many of its own last digits proves nothing.
_OPEN = 30
# From so much likeness on a name may be meant by another; less is enough where one sentence tells both ends of a movement.
_NAMED, _NEAR = 0.75, 0.4


@dataclass(frozen=True, slots=True)
class Worked:
    """What a figure follows from, and how, in Chinese. named: whether the draft itself says what it is reckoned from."""

    entries: tuple[Entry, ...]
    formula: str
    named: bool = False


def computed(index: Index, draft: Mention, *, named: bool = False) -> Worked | None:
    """The first computation that bears the figure out, None if there is none. named: only one whose base the draft names."""
    if value_of(draft.figure) is None or draft.figure.status == "target":
        return None
    found = next((worked for worked in _proofs(index, draft) if worked.named or not named), None)
    return found or gap(index, index, draft)


def _proofs(index: Index, draft: Mention) -> Iterator[Worked]:
    levels = [entry for number in _numbers(index, draft) if (entry := index.entries[number]).figure.measure == "level"]
    base = draft.told.base
    for later, earlier in _pairs(draft, levels, base):
        for made in _moved(draft, later, earlier, base):
            if made is not None and _bears_out(made, draft):
                yield Worked((later, earlier), made.formula, base.named)
    yield from _between_ends(index, draft)
    yield from _fulfilled(draft, levels)
    yield from _shares(index, draft)
    if draft.told.total:
        yield from _sums(index, draft)


def _numbers(index: Index, draft: Mention) -> list[int]:
    """What the sources say of the indicators the draft may speak of: by name, by a name near to it, by a name in its sentence."""
    names = [draft.told.usual] + [name for score, name in index.like_name(draft.told.usual, 4) if score >= _NAMED]
    names += index.names_in(draft.words.usual)[:4]
    return [n for name in dict.fromkeys(names) for n in index.named(name)][:80]


def _now(draft: Mention, levels: list[Entry]) -> list[Entry]:
    """The done levels of the draft's own year and place."""
    year, figure = draft.period.last, draft.figure
    return [e for e in levels if e.figure.status == "actual" and year in (None, _year(e)) and e.figure.scope == figure.scope]


def _pairs(draft: Mention, levels: list[Entry], base: Base) -> Iterator[tuple[Entry, Entry]]:
    """This year's level with that of each year it may be reckoned from."""
    for later in _now(draft, levels):
        for earlier in levels:
            same = earlier.figure.status == "actual" and earlier.figure.scope == later.figure.scope
            if same and base.holds(earlier.figure.when, later.figure.when):
                yield later, earlier


def _moved(draft: Mention, later: Entry, earlier: Entry, base: Base) -> Iterator[Computed | None]:
    figure, years = draft.figure, _years(later, earlier)
    now, then = later.figure, earlier.figure
    if figure.unit == "倍":
        yield multiple(now, then)
    elif figure.measure != "change":
        return
    elif base.yearly:
        yield average_growth(now, then, years) if figure.unit == "%" else average_difference(now, then, years)
    else:
        yield growth(now, then) if figure.unit == "%" else difference(now, then)


def _between_ends(index: Index, draft: Mention) -> Iterator[Worked]:
    """How far a level moved that a source tells from end to end (由100元提高到150元)."""
    if draft.measure != "change":
        return
    near = [name for score, name in index.like_name(draft.told.usual, 6) if _NEAR <= score < _NAMED]
    for number in [*_numbers(index, draft), *(n for name in near for n in index.named(name))]:
        later = index.context(number)
        if later.told.end != "to" or not number:
            continue
        then = index.entries[number - 1]
        if then.sentence == index.entries[number].sentence and index.context(number - 1).told.end == "from":
            now = index.entries[number]
            made = growth(now.figure, then.figure) if draft.figure.unit == "%" else difference(now.figure, then.figure)
            if made is not None and _bears_out(made, draft):
                yield Worked((now, then), made.formula, named=True)


def gap(own: Index, other: Index, draft: Mention) -> Worked | None:
    """How far this unit lies above or below another whole (高于全省平均2个百分点), from what each is told to have; None if it is no such gap.

    other: what is told of that whole: a reference's figures, or the unit's own papers where they tell of 全省 beside 全市.
    """
    if not draft.told.gap:
        return None
    theirs = [other.entries[n] for n in _numbers(other, draft) if other is not own or _is_of(own, n, draft)]
    ours = [own.entries[n] for n in _numbers(own, draft) if not _is_of(own, n, draft)]
    for mine in _now(draft, ours):
        for level in theirs:
            alike = (
                mine.figure.measure == level.figure.measure and mine.figure.when == level.figure.when and level.figure.status == "actual"
            )
            made = difference(mine.figure, level.figure) if alike else None
            if made is not None and _bears_out(made, draft):
                return Worked((mine, level), f"差距＝{mine.figure.text}－{level.figure.text}＝{written(made.value, made.unit)}", named=True)
    return None


def _is_of(index: Index, number: int, draft: Mention) -> bool:
    """Whether an entry is told of the whole that the draft compares with."""
    return index.context(number).told.whole in draft.told.references - {draft.told.whole}


def _years(later: Entry, earlier: Entry) -> int:
    return (later.figure.when.last or 0) - (earlier.figure.when.last or 0)


def _year(entry: Entry) -> int | None:
    """The one year an entry is for."""
    when = entry.figure.when
    return when.year if isinstance(when, Year) else None


def _fulfilled(draft: Mention, levels: list[Entry]) -> Iterator[Worked]:
    """完成目标的105%, 超额完成目标20家: this year's level beside its own target."""
    rate = draft.figure.unit == "%" and draft.told.of_target
    if not rate and not draft.told.beyond_target:
        return
    for entry in _now(draft, levels):
        for target in levels:
            if target.figure.status == "target" and target.figure.period == entry.figure.period:
                made = fulfilment_rate(entry.figure, target.figure) if rate else difference(entry.figure, target.figure)
                if made is not None and _bears_out(made, draft):
                    yield Worked((entry, target), made.formula, named=True)


def _shares(index: Index, draft: Mention) -> Iterator[Worked]:
    """占比 of a part in a whole, both told by the sources for one year; also how far it moved from the year before, in 百分点."""
    named = draft.told.share
    if named is None or draft.figure.unit not in ("%", "百分点"):
        return
    moved = draft.figure.measure == "change"
    for part, whole in _parts(index, draft, *named):
        made = share(part.figure, whole.figure)
        if made is None:
            continue
        if not moved and _bears_out(made, draft):
            yield Worked((part, whole), made.formula, named=True)
        if moved:
            yield from _share_moved(index, draft, named, (part, whole), made)


def _share_moved(index: Index, draft: Mention, named: tuple[str, str], now: tuple[Entry, Entry], later: Computed) -> Iterator[Worked]:
    year = _year(now[0])
    for part, whole in _parts(index, draft, *named, year - 1) if year else ():
        earlier = share(part.figure, whole.figure)
        if earlier is None:
            continue
        moved = Decimal(later.value) - Decimal(earlier.value)
        figure = draft.figure
        told = Decimal(figure.value)
        if abs(moved - (-told if told > 0 and draft.told.direction < 0 else told)) <= (step(figure) or Decimal("0.1")) * Decimal("0.6"):
            yield Worked((*now, part, whole), f"占比差＝{later.value}%－{earlier.value}%＝{moved}百分点", named=True)


def _parts(index: Index, draft: Mention, part: str, whole: str, year: int | None = None) -> Iterator[tuple[Entry, Entry]]:
    """Levels of the part and of the whole of one year and place."""
    year = draft.period.last if year is None else year
    wholes = [entry for entry in _levels_named(index, whole) if year in (None, _year(entry))]
    for one in _levels_named(index, part):
        for other in wholes:
            same = one.figure.period == other.figure.period and one.figure.scope == other.figure.scope
            if same and one is not other and one.figure.indicator != other.figure.indicator:
                yield one, other


def _levels_named(index: Index, name: str) -> list[Entry]:
    """Done levels of an indicator; 营业收入 is also the end of 规模以上工业企业营业收入."""
    names = [name] if index.named(name) else [known for _, known in index.like_name(name, 12) if known.endswith(name)] if name else []
    found = [index.entries[number] for known in names for number in index.named(known)]
    return [entry for entry in found if entry.figure.measure == "level" and entry.figure.status == "actual"][:40]


def _bears_out(made: Computed, draft: Mention) -> bool:
    figure = draft.figure
    value = value_of(figure)
    if value is None or made.unit != figure.unit or value.low != value.high:
        return False
    stated, last = Decimal(figure.value), step(figure) or Decimal("0.1")
    if figure.unit == "倍":
        return _times(Decimal(made.value), stated, last, draft)
    if Decimal(made.high) - Decimal(made.low) > last * _OPEN:
        return False
    told = -stated if stated > 0 and draft.told.direction < 0 else stated
    return _within(Decimal(made.value), told, last, figure.comparator)


def _within(true: Decimal, told: Decimal, last: Decimal, comparator: str) -> bool:
    """Whether what was reckoned is what is told, at its last digit; 超 and 近 must lie on their own side of it, and near."""
    beyond = (abs(true) - abs(told)) if true * told >= 0 else -abs(true - told)
    if comparator == "ge":
        return 0 <= beyond <= max(last, abs(told) / 10)
    if comparator == "le":
        return 0 <= -beyond <= max(last, abs(told) / 10)
    return abs(true - told) <= last * (1 if comparator == "approx" else Decimal("0.6"))


def _times(true: Decimal, stated: Decimal, last: Decimal, draft: Mention) -> bool:
    """翻一番 is at least twice, 是…的2倍 twice, 增长1.5倍 two and a half times."""
    if draft.figure.text.startswith("翻"):
        return stated * Decimal("0.995") <= true < stated * Decimal("1.5")
    if draft.figure.measure == "change":
        true -= 1
    near = min(last, Decimal("0.1"))
    return _within(true, stated, near, draft.figure.comparator)


def _sums(index: Index, draft: Mention) -> Iterator[Worked]:
    """Parts of one indicator that the sources tell in one sentence, or each of another place, for the draft's year."""
    figure = draft.figure
    groups: dict[tuple[str, str], dict[str, Entry]] = {}
    names = dict.fromkeys([draft.told.usual, *index.names_in(draft.words.usual)[:3]])
    for number in [n for name in names for n in index.named(name)]:
        entry, context = index.entries[number], index.context(number)
        told = entry.figure
        same = told.measure == figure.measure and told.status == "actual" and told.unit == figure.unit and not told.is_range
        if same and figure.period in ("", told.period):
            place = told.scope or context.told.where
            groups.setdefault((entry.source.id, entry.sentence), {})[f"{place}{told.start}"] = entry
            if place:
                groups.setdefault(("", ""), {}).setdefault(place, entry)
    for parts in groups.values():
        if len(parts) > 1 and sum(Decimal(entry.figure.value) for entry in parts.values()) == low_end(figure.value):
            listed = "＋".join(entry.figure.text for entry in parts.values())
            yield Worked(tuple(parts.values()), f"合计＝{listed}＝{figure.text}")
