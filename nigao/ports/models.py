"""Who writes sections, answers questions and holds conversations, with a model or without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from nigao.draft import Brief, DraftSection, Hit, Meter, OutlineItem, SectionTask
from nigao.ledger import Entry
from nigao.ports.progress import OnProgress, ShouldStop
from nigao.review import Message

if TYPE_CHECKING:
    from nigao.work.toolbox import Toolbox


VariantsOf = Literal["title", "opening"]


class Drafter(Protocol):
    """Writes one section from all it may use. Raises ModelFailed; a section it returns says itself whether it is complete."""

    @property
    def mode(self) -> str: ...

    @property
    def model(self) -> str: ...

    def plan(self, task: SectionTask, should_stop: ShouldStop = ...) -> tuple[str, ...]:
        """What the section is going to say, a line a point, to be edited and followed; () from a drafter that follows no points."""

    def draft(self, task: SectionTask, on_progress: OnProgress, should_stop: ShouldStop) -> DraftSection: ...

    def variants(self, task: SectionTask, of: VariantsOf, should_stop: ShouldStop) -> tuple[str, ...]:
        """A few ways of putting a section's heading or opening, each borne out; () from a drafter that knows one way only."""


class Assistant(Protocol):
    """Answers a question about the archive from the given hits, streaming the text; only with a model."""

    def answer(
        self,
        question: str,
        history: Sequence[Message],
        hits: Sequence[Hit],
        entries: Sequence[Entry],
        should_stop: ShouldStop,
        meter: Meter,
    ) -> Iterator[str]: ...

    def outline(self, brief: Brief, like: Sequence[OutlineItem], request: str) -> tuple[OutlineItem, ...]: ...

    def read_whole(
        self, brief: Brief, sections: Mapping[int, DraftSection], problems: Sequence[str], should_stop: ShouldStop
    ) -> tuple[tuple[int, str], ...]:
        """(position, remark) of the sections to change for the sake of the whole; problems: what the checks found. Raises ModelFailed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a model is told of a conversation before it answers. outline: (position, heading, state) of each section.

    screen: the section open on it and its beginning; decisions, done: what holds and what was done in this draft; earlier: (role, text).
    """

    said: str
    title: str
    reviewed: int
    planned: int
    outline: tuple[tuple[int, str, str], ...] = ()
    screen: str = ""
    decisions: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()


class Agent(Protocol):
    """A model that looks things up and proposes, with the tools of one turn; it ends in bounded calls and time. Raises ModelFailed."""

    @property
    def calls_tools(self) -> bool:
        """Whether the model calls tools itself; one that does not is asked for JSON."""

    def converse(self, turn: Turn, toolbox: Toolbox, on_progress: OnProgress, should_stop: ShouldStop, meter: Meter) -> str:
        """The answer, its marks 〔n〕 those of the toolbox's sources, a number that stands in none of them marked."""
