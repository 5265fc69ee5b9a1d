"""Which material, department and indicators a draft left unused, which sections stand on nothing, and what was handed in twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nigao.checks.finding import Finding, Span
from nigao.draft import Draft, DraftSection
from nigao.figures.aliases import canonical
from nigao.ledger import Entry, Source
from nigao.report import Passage
from nigao.text.likeness import grams, share
from nigao.text.surface import plain

_USED = 0.5
_SAME = 0.8
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class Use:
    """How far a source went into a draft. passages, figures: (used, all); indicators: names of its figures that were not used."""

    source: Source
    passages: tuple[int, int]
    figures: tuple[int, int]
    indicators: tuple[str, ...]

    @property
    def unused(self) -> bool:
        """Whether nothing of it is in the draft."""
        return not self.passages[0] and not self.figures[0]


@dataclass(frozen=True, slots=True)
class Overlap:
    """The same matter handed in by several: the words once, with every source that has them."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """uses: one for each source; bare: positions of sections with text that no source bears out; overlaps: matters told twice."""

    uses: tuple[Use, ...]
    bare: tuple[int, ...]
    overlaps: tuple[Overlap, ...]


def coverage(draft: Draft, passages: Sequence[tuple[Source, Passage]], entries: Sequence[Entry]) -> Coverage:
    """What of the given materials is in the draft. passages, entries: of this year's materials only."""
    words = grams(plain("\n".join(section.text for section in draft.sections)))
    cited = {(place.source, place.start) for section in draft.sections for e in section.evidence for place in e.places}
    sources = {source.id: source for source, _ in passages} | {entry.source.id: entry.source for entry in entries}
    uses = tuple(_use(source, passages, entries, words, cited) for source in sources.values())
    bare = tuple(n for n, section in enumerate(draft.sections) if section.text.strip() and not _stands(section))
    return Coverage(uses, bare, tuple(overlaps(passages)))


def _stands(section: DraftSection) -> bool:
    return any(evidence.places for evidence in section.evidence)


def _use(
    source: Source, passages: Sequence[tuple[Source, Passage]], entries: Sequence[Entry], words: frozenset[str], cited: set[tuple[str, int]]
) -> Use:
    own = [passage for other, passage in passages if other.id == source.id]
    figures = [entry for entry in entries if entry.source.id == source.id]
    used = [entry for entry in figures if (source.id, entry.figure.start) in cited]
    names = {canonical(entry.figure.indicator) for entry in used}
    left = dict.fromkeys(e.figure.indicator for e in figures if e.figure.indicator and canonical(e.figure.indicator) not in names)
    taken = sum(_within(passage.text, words) >= _USED or _is_cited(source.id, passage, cited) for passage in own)
    return Use(source, (taken, len(own)), (len(used), len(figures)), tuple(left))


def _within(text: str, words: frozenset[str]) -> float:
    return share(grams(plain(text)), words)


def _is_cited(source: str, passage: Passage, cited: set[tuple[str, int]]) -> bool:
    return any(known == source and passage.start <= start < passage.end for known, start in cited)


def overlaps(passages: Sequence[tuple[Source, Passage]]) -> list[Overlap]:
    """Passages of different sources that tell the same, each matter once, in order."""
    long = [(source, passage, grams(plain(passage.text))) for source, passage in passages if len(passage.text) >= _SHORTEST]
    shelf: dict[str, list[int]] = {}
    for number, (_, _, bigrams) in enumerate(long):
        for gram in bigrams:
            shelf.setdefault(gram, []).append(number)
    found, taken = [], set[int]()
    for number, (source, passage, bigrams) in enumerate(long):
        if number in taken:
            continue
        same = [n for n in _sharing(bigrams, shelf, number) if long[n][0].id != source.id and _alike(bigrams, long[n][2])]
        if same:
            taken.update(same)
            found.append(Overlap(passage.text, tuple({s.id: s for s in [source, *(long[n][0] for n in same)]}.values())))
    return found


def _sharing(bigrams: frozenset[str], shelf: dict[str, list[int]], after: int) -> list[int]:
    counts: dict[int, int] = {}
    for gram in bigrams:
        for number in shelf[gram]:
            if number > after:
                counts[number] = counts.get(number, 0) + 1
    return [number for number, shared in counts.items() if shared >= len(bigrams) * _SAME / 2]


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    return len(first & second) >= _SAME * min(len(first), len(second)) and 0.4 <= len(first) / len(second) <= 2.5


def coverage_findings(draft: Draft, covered: Coverage) -> list[Finding]:
    """The coverage as findings ``coverage.*``; those of a section name its heading, the others have no place."""
    return [*_unused(covered), *_bare(draft, covered), *_overlapping(covered)]


def _unused(covered: Coverage) -> Iterator[Finding]:
    for use in covered.uses:
        who = use.source.department or use.source.title
        if use.unused:
            yield Finding("coverage.material", "warning", f"{who}的材料《{use.source.title}》一处也没有用到。")
        elif use.indicators:
            names = "、".join(use.indicators[:5]) + (f"等{len(use.indicators)}项" if len(use.indicators) > 5 else "")
            yield Finding("coverage.indicator", "note", f"{who}的材料中有指标没有用到：{names}。", values=use.indicators)


def _bare(draft: Draft, covered: Coverage) -> Iterator[Finding]:
    for number in covered.bare:
        heading = draft.sections[number].heading
        yield Finding("coverage.section", "warning", f"“{heading}”一节没有任何出处，请补充材料。", (Span(heading, 0, 0),))


def _overlapping(covered: Coverage) -> Iterator[Finding]:
    for overlap in covered.overlaps:
        names = "、".join(source.department or source.title for source in overlap.sources)
        yield Finding("coverage.overlap", "note", f"{names}都报送了同一内容，写一次即可：“{overlap.text[:40]}”。")
