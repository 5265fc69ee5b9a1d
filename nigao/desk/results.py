"""What comes of a command: done, proposed, put in the queue, refused, or in conflict with what somebody else saved."""

from __future__ import annotations

from dataclasses import dataclass

from nigao.checks.finding import Finding
from nigao.commands import Command, SectionId


@dataclass(frozen=True, slots=True)
class Done:
    """Carried out and kept. text: one Chinese sentence; version: the section's version that stands now, None where none was made."""

    command: Command
    text: str
    sections: tuple[SectionId, ...] = ()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """Nothing was changed: a proposal waits for a yes."""

    id: str
    command: Command
    text: str
    sections: tuple[SectionId, ...] = ()


@dataclass(frozen=True, slots=True)
class Queued:
    """Will be done in the background. job: its id."""

    job: str
    commands: tuple[Command, ...]
    text: str
    sections: tuple[SectionId, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Not done, and why in one Chinese sentence; nothing was changed."""

    command: Command
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved since ``base`` was seen. merged: both put together sentence by sentence, None where they touch the same ones.

    Nothing was overwritten; ``yours`` is kept as a version that does not stand, number ``parked``.
    """

    command: Command
    section: SectionId
    base: str
    base_version: int
    current: int
    yours: str
    theirs: str
    merged: str | None
    parked: int


@dataclass(frozen=True, slots=True)
class Change:
    """A section's text before and after. findings: what the checks say of the text after."""

    section: SectionId
    before: str
    after: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a command would do. text: what would be said of it."""

    text: str
    changes: tuple[Change, ...] = ()


Result = Done | Proposed | Queued | Refused | Conflict
