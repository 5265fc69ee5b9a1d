"""What persons put right in the ledger by hand: a figure read wrongly, a figure that is none, two names that mean one indicator.

Nothing read from a document is changed: corrections and aliases are kept beside it and laid over it, so each can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from nigao.errors import BadCall
from nigao.figures.aliases import renamed
from nigao.figures.calendar import Calendar
from nigao.figures.defined import defined_names
from nigao.figures.figure import Comparator, Figure, Measure, Status
from nigao.figures.read import read_figures
from nigao.report import Report

_Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Alias:
    """A unit's own name of an indicator and the usual one it stands for; by whom and when (ISO 8601).

    source, said: the source it was learnt from and the words that say so, "" where a person said it. refused: whether a person will not
    have a learnt one; it stays in the table, so that it is not learnt again.
    """

    name: str
    usual: str
    by: str = ""
    at: str = ""
    source: str = ""
    said: str = ""
    refused: bool = False

    @property
    def learnt(self) -> bool:
        """Whether it was read in a source."""
        return bool(self.source)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction of one figure of one source.

    was: the figure as the program read it. now: as it should be read, None when it is no figure at all.
    """

    source: str
    was: Figure
    now: Figure | None
    by: str
    reason: str
    at: str = ""

    @property
    def key(self) -> _Key:
        """Which figure it is about: source, offsets, cell. A source keeps its id when its content comes in again."""
        return key_of(self.source, self.was)


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure as a person says it should be read. words: the number with its unit ("16.8亿元"), as one would write it."""

    words: str
    indicator: str
    period: str
    scope: str
    measure: Measure
    status: Status

    def over(self, was: Figure) -> Figure:
        """The figure at its place, with everything that was said. Raises BadCall where the words are no single number."""
        text, value, unit, comparator = was.text, was.value, was.unit, was.comparator
        if self.words.strip() != was.text:
            text = self.words.strip()
            value, unit, comparator = _number(text)
        return replace(
            was,
            text=text,
            value=value,
            unit=unit,
            comparator=comparator,
            indicator=self.indicator.strip(),
            period=self.period.strip(),
            scope=self.scope.strip(),
            measure=self.measure,
            status=self.status,
        )


def _number(words: str) -> tuple[str, str, Comparator]:
    found = read_figures(f"数值为{words}。", calendar=Calendar("", ""))
    if len(found) != 1:
        raise BadCall(f"没有从“{words}”读出一个数，请写成“16.8亿元”“5.2%”这样。")
    return found[0].value, found[0].unit, found[0].comparator


def key_of(source: str, figure: Figure) -> _Key:
    """What identifies a figure within the archive, whatever was read into it."""
    return source, figure.start, figure.end, figure.place


def names_of(aliases: Iterable[Alias]) -> dict[str, str]:
    """The table ``figures.aliases`` asks for: every name that nobody refused."""
    return {alias.name: alias.usual for alias in aliases if not alias.refused}


def learnt_from(report: Report, source: str, at: str) -> list[Alias]:
    """The short names that a source defines for its own figures."""
    defined = defined_names(report.document.text, {figure.indicator for figure in report.figures})
    return [Alias(one.short, one.whole, at=at, source=source, said=one.said) for one in defined]


class Overlay:
    """All corrections and aliases, ready to be laid over figures read from sources."""

    def __init__(self, corrections: Iterable[Correction], aliases: Mapping[str, str]) -> None:
        self._corrections = {correction.key: correction for correction in corrections}
        self._aliases = aliases

    def over(self, source: str, figure: Figure) -> Figure | None:
        """The figure as persons want it read; None if one said it is no figure."""
        correction = self._corrections.get(key_of(source, figure)) if self._corrections else None
        now = figure if correction is None else correction.now
        return now if now is None else renamed((now,), self._aliases)[0]

    def over_all(self, source: str, figures: Iterable[Figure]) -> Iterator[Figure]:
        """The same for all figures of one source, those that are none left out."""
        return (now for figure in figures if (now := self.over(source, figure)) is not None)
