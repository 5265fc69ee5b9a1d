"""A draft as a value that carries its evidence, so that review, checks and export need no screen, network or model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nigao.checks.finding import Finding
from nigao.commands import Written
from nigao.figures.calendar import Calendar
from nigao.ledger import Entry, Source
from nigao.report import Passage

Mode = Literal["model", "excerpt"]
# The first six speak of a figure; quoted (this year's material), carried (last year's text) and stated (typed by a person) of words;
# gap of a 【待补】.
Verdict = Literal["supported", "computed", "rounded", "context", "unsupported", "conflict", "quoted", "carried", "stated", "gap"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a search, best first; score has no unit and compares within one search only."""

    passage: Passage
    source: Source
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """One place that bears a stretch of a draft out.

    where: file with page or cell as a person would say it ("统计局.xlsx 表1!C5"). sentence: the source's own words.
    start, end: Unicode offsets in the source's text.
    """

    source: str
    title: str
    where: str
    start: int
    end: int
    sentence: str
    value: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What bears out text[start:end] of a section, ``text`` being its paragraphs joined by a newline."""

    start: int
    end: int
    verdict: Verdict
    places: tuple[Place, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a section or an answer cost: model calls, tokens in and out, seconds."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0

    @property
    def tokens(self) -> int:
        """Both ways together."""
        return self.tokens_in + self.tokens_out

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.calls + other.calls,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.seconds + other.seconds,
        )


@dataclass(slots=True)
class Meter:
    """Counts calls, tokens and seconds over several calls, failed ones too."""

    usage: Usage = field(default_factory=Usage)

    def add(self, tokens_in: int, tokens_out: int, seconds: float) -> None:
        """Count one call."""
        self.usage += Usage(1, tokens_in, tokens_out, seconds)


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One section as drafted.

    number: "一、", "（一）" …; title: heading without number; level: 1..4. prompt: digest of the prompt that wrote it, "" in
    excerpt mode. state: complete only when the writer knows the section is whole.
    """

    number: str
    title: str
    level: int
    paragraphs: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    state: Literal["complete", "incomplete"] = "complete"
    prompt: str = ""
    usage: Usage = field(default_factory=Usage)

    @property
    def heading(self) -> str:
        """Number and title as they stand in the document."""
        return f"{self.number}{self.title}"

    @property
    def text(self) -> str:
        """The body every offset of evidence and findings counts in."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft: sections in document order, level-1 sections may have no paragraphs of their own."""

    title: str
    year: int
    mode: Mode
    model: str
    sections: tuple[DraftSection, ...]
    id: str = ""
    unit: str = ""

    @property
    def usage(self) -> Usage:
        """What all its sections cost as they stand."""
        return sum((section.usage for section in self.sections), Usage())


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One heading of the draft to be written.

    like: the text of last year's section it follows ("" if new). kind: whether it reviews or plans (or opens/closes).
    """

    number: str
    title: str
    level: int
    kind: Literal["opening", "review", "plan", "other"] = "review"
    like: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be written: year is the year planned; the review is about reviewed_year (year − 1 unless said).

    names: the unit's own (name, usual name) of indicators, as they are when the brief is used; not part of what is kept of it.
    """

    title: str
    unit: str
    year: int
    reviewed_year: int
    outline: tuple[OutlineItem, ...] = ()
    decisions: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def calendar(self, part: Literal["review", "plan", ""] = "") -> Calendar:
        """How a text written to this brief is to be read."""
        return Calendar(str(self.reviewed_year), str(self.year), part, self.names)


@dataclass(frozen=True, slots=True)
class SectionTask:
    """Everything a drafter needs to write one section, and all it may use.

    outline_index: which item of brief.outline. like_text: body of last year's section ("" if there is none), from like_source, whose
    review is about like_year. entries: the ledger's figures that may be written (this year's and, marked by period, earlier ones). passages: material
    found for this section, with the source of each. current: the section as it stands (redraft). remark: what the person asked for, in the
    words a model is told; asked: the same as the command it is. length: wanted length in characters, None for "as last year".
    unticked: sources that may not be used. overruled: places of this year's material whose value a ruling gave up.
    """

    brief: Brief
    outline_index: int
    like_text: str = ""
    like_source: Source | None = None
    like_year: int | None = None
    entries: tuple[Entry, ...] = ()
    passages: tuple[Hit, ...] = ()
    current: DraftSection | None = None
    remark: str = ""
    length: int | None = None
    asked: Written | None = None
    unticked: tuple[str, ...] = ()
    overruled: tuple[Entry, ...] = ()

    @property
    def item(self) -> OutlineItem:
        """The heading to be written."""
        return self.brief.outline[self.outline_index]
