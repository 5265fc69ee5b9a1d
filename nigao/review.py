"""A draft under review: sections with their versions and states, the conversation about them, and the work under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nigao.commands import SectionId
from nigao.draft import DraftSection, Mode, OutlineItem, Usage

SectionState = Literal["empty", "writing", "pending", "changed", "accepted", "rejected", "failed"]
STATE_NAMES: dict[str, str] = {
    "empty": "未写",
    "writing": "写作中",
    "pending": "待核",
    "changed": "核后有改",
    "accepted": "已核",
    "rejected": "退回",
    "failed": "有问题",
}
NOWHERE = SectionId("")
VersionKind = Literal["drafted", "edited", "redrafted", "merged", "restored"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a section, never changed once kept. number: 1, 2, … within the section. at: ISO 8601, UTC."""

    number: int
    section: DraftSection
    kind: VersionKind
    by: str
    at: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A check a person switched off for one draft. code: of one check ("stale.year") or a family ("stale"). at: ISO 8601, UTC."""

    code: str
    reason: str
    by: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of a kept draft as it stands. accepted: the version a person signed, None if none, and signed_by who; id: for commands.
    given: whose it is to write, "" for nobody's in particular."""

    position: int
    item: OutlineItem
    state: SectionState
    current: Version | None
    accepted: int | None = None
    note: str = ""
    id: SectionId = NOWHERE
    signed_by: str = ""
    given: str = ""


def is_heading_alone(section: SectionView) -> bool:
    """Whether a section was written and is a heading with no text of its own: nothing to sign, its parts are below it."""
    return section.current is not None and not section.current.section.paragraphs


@dataclass(frozen=True, slots=True)
class DraftHead:
    """A kept draft as a list of drafts names it. parts: how many sections it has."""

    id: str
    title: str
    unit: str
    year: int
    created: str
    updated: str
    like: str
    parts: int


@dataclass(frozen=True, slots=True)
class DraftView:
    """A kept draft with all its sections as they stand."""

    id: str
    title: str
    unit: str
    year: int
    reviewed_year: int
    mode: Mode
    model: str
    created: str
    updated: str
    sections: tuple[SectionView, ...]
    like: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation about a draft. sources: ids of the sources an answer rests on; proposal: what waits for a yes.

    usage: what a model's answer cost.
    """

    role: Literal["person", "assistant"]
    text: str
    at: str
    sources: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    section: int | None = None
    proposal: str = ""
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Job:
    """Work in the background, kept in the database so that it outlives a tab, a stop and a kill.

    kind: "import" | "commands" | "chat". payload: an order's JSON (``nigao.orders``). step: what is being done, in Chinese. done, total: progress.
    partial: text written so far, for showing it as it comes. by: whose work it is. worker: who holds it, another name each time it is taken.
    """

    id: str
    kind: str
    draft: str
    payload: str
    state: Literal["waiting", "running", "stopping", "done", "failed", "stopped"]
    step: str = ""
    done: int = 0
    total: int = 0
    partial: str = ""
    error: str = ""
    created: str = ""
    by: str = ""
    worker: str = ""
