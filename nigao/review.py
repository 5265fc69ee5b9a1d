"""A draft under review: sections with their versions and states, the conversation about them, and the work under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nigao.draft import DraftSection, Mode, OutlineItem

SectionState = Literal["empty", "writing", "pending", "accepted", "rejected", "failed"]
STATE_NAMES: dict[str, str] = {
    "empty": "未写",
    "writing": "写作中",
    "pending": "待核",
    "accepted": "已核",
    "rejected": "退回",
    "failed": "有问题",
}
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
    """A section of a kept draft as it stands. accepted: the version number a person accepted, None if none."""

    position: int
    item: OutlineItem
    state: SectionState
    current: Version | None
    accepted: int | None = None
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation about a draft. sources: ids of the sources an answer rests on."""

    role: Literal["person", "assistant"]
    text: str
    at: str
    sources: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Work in the background, kept in the database so that it outlives a tab, a stop and a kill.

    kind: "import" | "draft" | "section" | "chat". payload: JSON text. step: what is being done, in Chinese. done, total: progress.
    partial: text written so far, for showing it as it comes.
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
