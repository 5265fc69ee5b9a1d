"""Whether a change stands beside the level it was reckoned from: 7186万元，同比增长5.5% where the source says 5.5% of 7230万元."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from nigao.checks.finding import Finding, Severity, Span
from nigao.ledger import Entry
from nigao.mention import Mention
from nigao.text.surface import plain
from nigao.verify.index import Index
from nigao.verify.judge import Ruled
from nigao.verify.values import relation

# Growth told to a tenth may be reckoned from amounts that were rounded.
_OPEN = Decimal("0.15")


def bases(text: str, judged: Iterable[tuple[Mention, Ruled]], index: Index) -> Iterator[Finding]:
    """An error where last year's level says that the change is of another level, a warning where none is told."""
    level: Mention | None = None
    for mention, ruled in judged:
        if mention.measure == "level":
            level = mention
        elif level is None or not _of(mention, level):
            continue
        elif (other := _another(level, ruled, index)) is not None:
            yield from _finding(text, mention, level, other, index)
        elif ruled.places and all(entry.by_hand for entry in ruled.places):
            yield from _finding(text, mention, level, None, index)


def _of(change: Mention, level: Mention) -> bool:
    """Whether a change in % is told of the level before it, in one sentence."""
    same = (change.figure.indicator, change.figure.period, change.scope) == (level.figure.indicator, level.figure.period, level.scope)
    return same and change.figure.unit == "%" and change.sentence == level.sentence and level.status == change.status == "actual"


def _another(level: Mention, ruled: Ruled, index: Index) -> Entry | None:
    """The level that the change is told beside, where all its sources tell another than the draft; None where one tells the same or none."""
    found = None
    for entry in ruled.places if ruled.outcome in ("supported", "rounded") else ():
        beside = [one for number in index.named(level.told.usual) for one in [index.entries[number]] if _beside(one, entry)]
        if not beside or any(relation(level, one.figure) in ("equal", "rounded", "coarse", "bound") for one in beside):
            return None
        found = found or beside[0]
    return found


def _beside(level: Entry, change: Entry) -> bool:
    mine, theirs = level.figure, change.figure
    same = (mine.period, mine.scope, mine.status) == (theirs.period, theirs.scope, theirs.status)
    return same and mine.measure == "level" and (level.source.id, level.sentence) == (change.source.id, change.sentence)


def _finding(text: str, change: Mention, level: Mention, other: Entry | None, index: Index) -> Iterator[Finding]:
    """What is wrong with the change. other: the level it is told beside in its source, None where it is on a person's word alone."""
    reckoned, told = _reckoned(level, index), change.figure.amount
    if (other is None and reckoned is None) or (reckoned is not None and told is not None and abs(reckoned - told.low) <= _OPEN):
        return
    why = f"是按{plain(other.figure.told)}算的（{other.source.title}）" if other is not None else "与材料不符"
    right = f"按去年的数应为{reckoned:.1f}%" if reckoned is not None else "请核对"
    severity: Severity = "error" if reckoned is not None else "warning"
    place = Span(text[change.span.start : change.span.end], change.span.start, change.span.end)
    yield Finding(
        "figure.basis",
        severity,
        f"“{plain(change.text)}”{why}，文中写的是{plain(level.text)}，{right}。",
        (place,),
        change.figure.indicator,
        (change.figure.value,),
        other.figure if other is not None else None,
        other.source.id if other is not None else "",
    )


def _reckoned(level: Mention, index: Index) -> Decimal | None:
    """The growth of the level over the one told for the year before, in %; None where that is not told, or is told in two ways."""
    year = level.period.last
    now = level.figure.amount
    if year is None or now is None:
        return None
    last = {
        amount.base()[0]
        for number in index.named(level.told.usual)
        if (figure := index.entries[number].figure).period == str(year - 1)
        and (figure.measure, figure.status, figure.scope) == ("level", "actual", level.scope)
        and (amount := figure.amount) is not None
    }
    base = last.pop() if len(last) == 1 else None
    return (now.base()[0] / base - 1) * 100 if base else None
