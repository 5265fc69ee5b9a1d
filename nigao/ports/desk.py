"""The kept drafts, the record of what was decided, and who is in a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from nigao.adoption import Opinion
from nigao.commands import SectionId
from nigao.desk.state import DraftState, Kept, NewVersion
from nigao.desk.state import Entry as JournalEntry
from nigao.draft import Brief, DraftSection
from nigao.record import Happened, Line, Wanted
from nigao.review import DraftHead, DraftView, Message, Version


class Desk(Protocol):
    """The kept drafts with their versions, journal and conversations. One call is one transaction."""

    def create(self, brief: Brief, mode: str, model: str, like: str = "") -> str: ...

    def drafts(self) -> list[DraftHead]: ...

    def view(self, draft: str) -> DraftView: ...

    def brief(self, draft: str) -> Brief: ...

    def remove(self, draft: str) -> None:
        """Throw a draft away; for 30 days it can be taken back."""

    def removed(self) -> list[tuple[str, str, str]]:
        """(id, title, when) of the drafts that can be taken back."""

    def bring_back(self, draft: str) -> None: ...

    def load(self, draft: str) -> Kept: ...

    def commit(
        self,
        kept: Kept,
        state: DraftState,
        made: Sequence[NewVersion] = (),
        entry: JournalEntry | None = None,
        undone: Sequence[int] = (),
        redone: Sequence[int] = (),
        told: Sequence[Happened] = (),
    ) -> None:
        """Keep what a command made of a draft, all of it or nothing. Raises Moved when it is no longer the draft that was loaded."""

    def journal(self, draft: str) -> list[JournalEntry]: ...

    def did(self, draft: str, group: str, command: str) -> bool:
        """Whether a step of the journal holds a command (its JSON) already."""

    def version(self, draft: str, section: SectionId, number: int) -> Version: ...

    def versions(self, draft: str, position: int) -> list[Version]: ...

    def checked(self, draft: str) -> str:
        """By which state of the ledger every verdict of the draft was made, "" for none."""

    def recheck(self, draft: str, contents: Mapping[str, DraftSection], by: str) -> None:
        """Put other verdicts on standing versions, by section id; their texts stay what they are."""

    def mark(self, draft: str, section: SectionId, busy: str = "", trouble: str = "") -> None:
        """Note which job is writing a section, and why the last writing failed."""

    def say(self, draft: str, message: Message) -> None: ...

    def conversation(self, draft: str) -> list[Message]: ...

    def add_opinions(self, draft: str, given: Sequence[Opinion]) -> None:
        """Keep reviewers' comments; the same one again changes nothing."""


class Record(Protocol):
    """Who decided what; lines are only ever added."""

    def put(self, happened: Happened) -> None:
        """Add a line of what is kept nowhere else; the rest is added in the transaction of what it tells."""

    def lines(self, wanted: Wanted = ...) -> list[Line]:
        """The lines wanted, the latest first."""

    def broken_at(self) -> int | None:
        """The first line that was changed, or before which one is missing; None while all holds."""


class Presence(Protocol):
    """Who is in a draft at the moment, and in which section; forgotten after a while. tab: of her page, one person may have several."""

    def put(self, draft: str, tab: str, section: str, by: str) -> None: ...

    def others(self, draft: str, tab: str, by: str) -> dict[str, list[str]]:
        """By section: who else is in it."""
