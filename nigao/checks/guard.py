"""The number guard: every figure of a draft against the figures of its sources, as records and not as digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.checks.basis import bases
from nigao.checks.consistency import within
from nigao.checks.finding import Choice, Finding, Severity, Span
from nigao.checks.goals import goals
from nigao.draft import Evidence, Place
from nigao.excerpt.surface import own as as_written
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.mentions import mentions_in
from nigao.figures.read import MOST, crowded
from nigao.ledger import Entry
from nigao.mention import Mention
from nigao.printable import GAP, counted
from nigao.report import Heading, Table
from nigao.text.surface import plain
from nigao.verify.compare import Difference
from nigao.verify.computed import gap
from nigao.verify.index import Index, index_of
from nigao.verify.judge import Ruled, rule
from nigao.verify.standing import References

_FALSE = frozenset({"context", "unsupported"})


@dataclass(frozen=True, slots=True)
class GuardResult:
    """Offsets count in the checked text. evidence: one for each figure, in order, with its verdict.

    findings: errors (code "figure.unsupported", "figure.context", "figure.goal", "figure.basis") and warnings ("figure.conflict"), and what contradicts itself
    ("consistency.sum" …). unsupported: each stretch that
    states a figure the sources do not bear out. figures: what was read in the text.
    """

    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    unsupported: tuple[Span, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether every figure is borne out."""
        return not self.unsupported


def check_text(
    text: str,
    entries: Sequence[Entry],
    *,
    calendar: Calendar,
    headings: Sequence[Heading] = (),
    own: Sequence[Entry] = (),
    references: Sequence[Entry] = (),
    tables: Sequence[Table] | None = None,
) -> GuardResult:
    """Check every figure of ``text`` against ``entries`` and what the writer stated himself (``own``).

    calendar: the years the draft reviews and plans. entries: of sources that may bear out anything (this unit's, its departments').
    references: of another unit or a higher level; they bear out only what the draft itself tells of that unit or level. tables: the
    file's own; None: rows divided by tabs are one. Nothing raises: a text with no figure gives an empty result.
    """
    gaps = [match.span() for match in GAP.finditer(text)]
    # What a gap's mark names (万余处, 万卡) is missing, not told.
    read = mentions_in(counted(text), calendar=calendar, headings=headings, tables=tables)
    mentions = [one for one in read if not any(start <= one.span.start < end for start, end in gaps)]
    result = check_mentions(text, mentions, entries, calendar=calendar, own=own, references=references)
    return replace(result, findings=result.findings + tuple(within(text, mentions)))


def check_mentions(
    text: str,
    mentions: Sequence[Mention],
    entries: Sequence[Entry],
    *,
    calendar: Calendar,
    own: Sequence[Entry] = (),
    references: Sequence[Entry] = (),
) -> GuardResult:
    """The same with the mentions already read."""
    index = index_of(entries, own)
    beside = References(references, entries) if references else None
    evidence: list[Evidence] = []
    findings: list[Finding] = []
    unsupported: list[Span] = []
    judged: list[tuple[Mention, Ruled]] = []
    for mention in mentions:
        figure = mention.figure
        ruled = rule(index, mention, calendar) if beside is None else _beside(beside, index, mention, calendar)
        judged.append((mention, ruled))
        evidence.append(_evidence(figure, ruled))
        if ruled.outcome in _FALSE or ruled.outcome == "conflict":
            findings.append(_finding(text, figure, ruled))
        if ruled.outcome in _FALSE:
            unsupported.append(_span(text, figure))
    findings += [*bases(text, judged, index), *goals(text, mentions, index)]
    figures = tuple(mention.figure for mention in mentions)
    if crowded(text, figures):
        findings.append(_crowded(text, figures[-1]))
        unsupported.append(_span(text, figures[-1]))
    return GuardResult(tuple(evidence), tuple(findings), tuple(unsupported), figures)


def _crowded(text: str, last: Figure) -> Finding:
    """A text of which not all was read is not borne out, whatever was."""
    told = f"有一句话里的数字超过{MOST}个，没有全部核对，请断成几句。"
    return Finding("figure.unsupported", "error", told, (_span(text, last),), last.indicator, (last.value,))


def _beside(beside: References, index: Index, draft: Mention, calendar: Calendar) -> Ruled:
    """The verdict where references stand by: theirs on what is told of their unit, else that of the unit's own sources."""
    admitted = beside.admitted(draft)
    ruled = rule(index, draft, calendar)
    if not admitted:
        return ruled
    theirs = index_of(beside.entries(admitted), ())
    told = rule(theirs, draft, calendar)
    if ruled.outcome in _FALSE and (worked := gap(index, theirs, draft)):
        return Ruled("computed", worked.entries, note=worked.formula)
    if told.outcome not in _FALSE:
        return replace(told, note="，".join(filter(None, [told.note, _limits(told.places)])))
    if ruled.outcome in _FALSE or draft.figure.measure == "rank" or beside.named_in(admitted, [e.sentence for e in ruled.places]):
        return ruled
    return Ruled("context", nearest=ruled.places[0], differences=(Difference("scope", "原文说的是本单位，不是稿中所说的地区或上级"),))


def _limits(places: Sequence[Entry]) -> str:
    units = "、".join(dict.fromkeys(entry.source.unit or entry.source.title for entry in places))
    return f"出自参考材料，只为{units}的数字作证"


def _span(text: str, figure: Figure) -> Span:
    return Span(text[figure.start : figure.end], figure.start, figure.end)


def _evidence(figure: Figure, ruled: Ruled) -> Evidence:
    note = ruled.note if ruled.outcome not in _FALSE else _why(figure, ruled)
    return Evidence(figure.start, figure.end, ruled.outcome, tuple(place_of(entry) for entry in ruled.places), note)


def place_of(entry: Entry) -> Place:
    """An entry as a place a reader can go to."""
    figure, source = entry.figure, entry.source
    name = source.filename or source.title
    where = f"{name} {figure.place}" if figure.place else f"{name} 第{entry.page}页" if entry.page else name
    return Place(source.id, source.title, where, figure.start, figure.end, entry.sentence, figure.text, figure.period)


def _finding(text: str, figure: Figure, ruled: Ruled) -> Finding:
    code = {"context": "figure.context", "unsupported": "figure.unsupported"}.get(ruled.outcome, "figure.conflict")
    severity: Severity = "warning" if ruled.outcome == "conflict" else "error"
    nearest = ruled.nearest
    message = _conflict(figure, ruled) if ruled.outcome == "conflict" else _why(figure, ruled)
    return Finding(
        code,
        severity,
        message,
        (_span(text, figure),),
        figure.indicator,
        (figure.value, nearest.figure.value) if nearest else (figure.value,),
        nearest.figure if nearest else None,
        nearest.source.id if nearest else "",
        _fix(ruled),
        _choices(figure, ruled),
    )


def _choices(figure: Figure, ruled: Ruled) -> tuple[Choice, ...]:
    """What stands and what contradicts it, each with the source that tells it."""
    if not ruled.rivals:
        return ()
    mine = ruled.places[0].source
    others = (Choice(as_written(entry.figure), entry.source.id, entry.source.title) for entry in ruled.rivals)
    return (Choice(plain(figure.text), mine.id, mine.title), *others)


def _fix(ruled: Ruled) -> str:
    """The source's own wording where only the digits are wrong; where the meaning is wrong no replacement is safe."""
    return plain(ruled.nearest.figure.text) if ruled.coarse and ruled.nearest else ""


def _why(figure: Figure, ruled: Ruled) -> str:
    shown, nearest = plain(figure.text), ruled.nearest
    if nearest is None:
        if ruled.differences:
            return f"“{shown}”与出处不符：{'，'.join(d.told for d in ruled.differences[:2])}。"
        return f"“{shown}”在材料中找不到出处，请补充材料或改写。"
    told = f"原文{plain(nearest.figure.text)}"
    where = f"（{nearest.source.title}）" if nearest.source.title else ""
    if ruled.coarse:
        return f"“{shown}”舍入过粗，{told}{where}，请写到三位有效数字或加“约”“超过”等字。"
    if ruled.false_bound:
        return f"“{shown}”的“约、近、超”等说法与出处不符，{told}{where}。"
    if ruled.differences:
        return _otherwise(shown, ruled)
    return f"“{shown}”没有出处，{told}{where}：“{_quoted(nearest)}”。"


def _otherwise(shown: str, ruled: Ruled) -> str:
    """The value is told, of something else: where, and what the sources say of the indicator meant, each by its own sentence."""
    nearest, found = ruled.nearest, ruled.same_value or ruled.nearest
    assert nearest is not None and found is not None
    told = "，".join(d.told for d in ruled.differences[:2])
    first = f"“{shown}”的数值有出处，但含义不符：{told}{_titled(found)}：“{_quoted(found)}”"
    if found is nearest:
        return first + "。"
    return f"{first}；“{nearest.figure.indicator}”原文是{plain(nearest.figure.text)}{_titled(nearest)}：“{_quoted(nearest)}”。"


def _titled(entry: Entry) -> str:
    return f"（{entry.source.title}）" if entry.source.title else ""


def _quoted(entry: Entry, length: int = 60) -> str:
    """An entry's sentence as a message quotes it: of a long one what stands around the number."""
    words, number = plain(entry.sentence).rstrip("。；"), plain(entry.figure.text)
    if len(words) <= length:
        return words
    at = max(words.find(number), 0)
    start = max(min(at + len(number) - length * 2 // 3, len(words) - length), 0)
    return ("…" if start else "") + words[start : start + length] + ("…" if start + length < len(words) else "")


def _conflict(figure: Figure, ruled: Ruled) -> str:
    told = "，".join(f"{one.title}为{one.value}" for one in _choices(figure, ruled)[:4])
    return f"“{figure.indicator}”各处材料不一致：{told}，请选定以哪个为准。"


def check_index(entries: Sequence[Entry]) -> Index:
    """The index of a set of entries, made ready before the first check."""
    return index_of(entries, ())
