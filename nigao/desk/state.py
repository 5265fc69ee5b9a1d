"""A draft's whole state as one value: what commands change, what the journal can take back. No texts: versions are kept for good."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nigao.adoption import Opinion
from nigao.commands import SectionId
from nigao.draft import Brief, DraftSection, Mode, OutlineItem
from nigao.errors import NotFound
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.figure import Figure
from nigao.review import SwitchedOff, Version, VersionKind


class Moved(Exception):
    """The draft was changed by somebody else between loading and keeping; whoever keeps it loads it again and tries once more."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A person's signature under a section. version: the one that was read; digest: of its heading and text, so that what is
    signed can be told from what stands now. at: ISO 8601, UTC."""

    version: int
    digest: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section for good. position: in the outline, None while it is taken out; current: number of the version that stands.

    removed: the removal that took it out (all sections of one removal share it); stood: where it stood then. given: whose it is
    to write, "" for nobody's in particular.
    """

    id: SectionId
    position: int | None
    item: OutlineItem
    current: int | None = None
    signed: Signed | None = None
    rejected: bool = False
    note: str = ""
    removed: str = ""
    stood: int = 0
    given: str = ""

    @property
    def heading(self) -> str:
        """Number and title as they stand in the document."""
        return f"{self.item.number}{self.item.title}"

    @property
    def name(self) -> str:
        """What a sentence calls it."""
        return f"“{self.heading or '开头'}”"


OWN_WORD = "stated"
"""The id under which a person's word stands among the sources."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure on a person's word, as it reads where she put it. source: where she has it from, "" if she did not say; holds: the id of the
    source whose value she chose among contradicting ones, OWN_WORD where that was her own, "" for a value nobody gainsaid."""

    figure: Figure
    sentence: str
    by: str
    at: str
    source: str = ""
    holds: str = ""

    @property
    def on_own_word(self) -> bool:
        """Whether no source tells it: she does."""
        return self.holds in ("", OWN_WORD)

    def overrules(self, figure: Figure) -> bool:
        """Whether a source's figure tells with another value what she chose a value for."""
        mine = self.figure
        same = (mine.measure, mine.scope, mine.status, mine.period) == (figure.measure, figure.scope, figure.status, figure.period)
        return bool(self.holds) and same and same_indicator(mine.indicator, figure.indicator) and agree(mine, figure) is False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person let something be, and who and when."""

    reason: str
    by: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a proposal would do. command: as JSON. before, after: the words that would change, for showing."""

    command: str
    section: SectionId | None = None
    before: str = ""
    after: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Commands that wait for a yes. origin: who proposes ("chat", "review", "update", "model"). taken, declined: indices of parts.
    step: the step of the journal it was proposed along with and is taken back with, "" for none."""

    id: str
    text: str
    parts: tuple[Part, ...]
    origin: str
    by: str
    at: str
    taken: tuple[int, ...] = ()
    declined: tuple[int, ...] = ()
    step: str = ""

    @property
    def waiting(self) -> tuple[int, ...]:
        """The parts nobody has decided on."""
        done = {*self.taken, *self.declined}
        return tuple(index for index in range(len(self.parts)) if index not in done)

    @property
    def open(self) -> bool:
        """Whether something in it still waits."""
        return bool(self.waiting)


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for the draft as a whole. unticked: sources a person left out of this draft; left_open: gaps, by their id."""

    title: str
    unit: str
    year: int
    reviewed_year: int
    mode: Mode
    model: str
    like: str = ""
    decisions: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    left_open: dict[str, Reason] = field(default_factory=dict)
    unticked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftState:
    """Everything about a draft that a command can change; ``sections`` holds those taken out as well."""

    id: str
    head: Head
    sections: dict[str, SectionRow] = field(default_factory=dict)
    waivers: dict[str, Reason] = field(default_factory=dict)
    off: dict[str, SwitchedOff] = field(default_factory=dict)
    opinions: dict[str, Opinion] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)

    def standing(self) -> list[SectionRow]:
        """The sections of the outline, in its order."""
        return sorted((row for row in self.sections.values() if row.position is not None), key=lambda row: row.position or 0)

    def removed(self) -> list[SectionRow]:
        """The headings that were taken out and can be brought back, each standing for what went with it, the last removal first."""
        gone = sorted((row for row in self.sections.values() if row.position is None and row.removed), key=lambda row: row.stood)
        first = {row.removed: row for row in reversed(gone)}
        return [first[removal] for removal in sorted(first, reverse=True)]  # a removal's name begins with its time

    def section(self, id: SectionId) -> SectionRow:
        """A section of the outline. Raises NotFound, also for one that was taken out."""
        row = self.sections.get(id)
        if row is None:
            raise NotFound("这份稿子里没有这一部分，请在提纲中选一个。")
        if row.position is None:
            raise NotFound(f"{row.name}已经从提纲中删去，要先找回来再改。")
        return row

    def at(self, position: int) -> SectionRow:
        """The section at a place of the outline. Raises NotFound."""
        rows = self.standing()
        if not 0 <= position < len(rows):
            raise NotFound(f"这份稿子没有第{position + 1}个部分，请在提纲中选一个。")
        return rows[position]

    def block(self, id: SectionId) -> list[SectionRow]:
        """A part: its heading with everything below it."""
        rows = self.standing()
        first = self.section(id)
        block = [first]
        for row in rows[(first.position or 0) + 1 :]:
            if row.item.level <= first.item.level:
                break
            block.append(row)
        return block

    def brief(self) -> Brief:
        """What is to be written."""
        head = self.head
        outline = tuple(row.item for row in self.standing())
        return Brief(head.title, head.unit, head.year, head.reviewed_year, outline, head.decisions)

    def with_sections(self, changed: Iterable[SectionRow]) -> DraftState:
        """The state with these sections as given."""
        return replace(self, sections={**self.sections, **{row.id: row for row in changed}})


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was loaded. revision: counts its changes. current: the standing versions by section; last: the highest number."""

    state: DraftState
    revision: int
    current: dict[str, Version] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be kept; its number follows the section's last one."""

    section: SectionId
    number: int
    content: DraftSection
    kind: VersionKind
    by: str
    at: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: a command that was carried out. group: lines of one step, taken back together.

    patch: the difference it made to the state, as JSON (``nigao.desk.difference``). undone: whether it was taken back since.
    """

    command: str
    by: str
    at: str
    group: str
    patch: str = ""
    sections: tuple[SectionId, ...] = ()
    undone: bool = False
    seq: int = 0


def digest_of(title: str, paragraphs: Iterable[str]) -> str:
    """What a signature is under: the heading's words (its number follows from its place) and the text."""
    return hashlib.sha256("\n".join([title, *paragraphs]).encode()).hexdigest()
