"""The shapes of a model's JSON answers (pydantic), and how they become the product's own values. Imported late: pydantic costs time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, Field, field_validator

from nigao import requests_values as asked
from nigao.draft import OutlineItem

_MOST_ITEMS = 200


class Item(BaseModel):
    """One heading as a model says it."""

    level: int = Field(ge=1, le=4)
    title: str = Field(min_length=1, max_length=80)
    kind: Literal["opening", "review", "plan", "other"] = "review"
    points: list[str] = Field(default_factory=list, max_length=20)

    @field_validator("title")
    @classmethod
    def one_line(cls, value: str) -> str:
        """A heading is one line without marks."""
        return " ".join(value.replace("#", "").replace("*", "").split())

    @field_validator("kind", mode="before")
    @classmethod
    def known_kind(cls, value: Any) -> Any:
        """A kind nobody knows is a review: the commonest."""
        return value if value in ("opening", "review", "plan", "other") else "review"


class Outline(BaseModel):
    """An outline as a model says it."""

    items: list[Item] = Field(min_length=1, max_length=_MOST_ITEMS)


class Remark(BaseModel):
    """What to change in one section, counted from 1."""

    section: int = Field(ge=1)
    remark: str = Field(min_length=1, max_length=400)


class Remarks(BaseModel):
    """What a model says of a whole draft; an empty list is a clear answer too."""

    remarks: list[Remark] = Field(max_length=100)


class Intent(BaseModel):
    """A chat request as a model reads it."""

    kind: str
    section: int | None = None
    after: int | None = None
    length: int | None = Field(default=None, ge=20, le=20_000)
    year: int | None = Field(default=None, ge=2000, le=2100)
    last: int = Field(default=0, ge=0, le=50)
    which: Literal["whole", "review", "plan"] = "whole"
    remark: str = ""
    indicator: str = ""
    topic: str = ""
    question: str = ""
    title: str = ""
    decision: str = ""


def request(intent: Intent, text: str, outline: Sequence[OutlineItem], current: int | None) -> asked.Request | None:
    """The request meant, None if it is none we know or it names a section there is not. Sections come 1-based."""
    section = current if intent.section is None else intent.section - 1
    if section is not None and not 0 <= section < len(outline):
        return None
    make = _SIMPLE.get(intent.kind) or (_SECTIONED.get(intent.kind) if section is not None else None)
    return make(intent, section, text) if make else None


# Accepting, sending back and taking headings out are a person's own words or nothing: a model's guess never signs for her.
_Make = Callable[[Intent, Any, str], asked.Request]
_SIMPLE: Mapping[str, _Make] = {
    "draft_whole": lambda i, s, t: asked.DraftWhole(i.which, i.year),
    "next_section": lambda i, s, t: asked.NextSection(),
    "ask_section": lambda i, s, t: asked.AskSection(i.topic or t, i.year),
    "ask_figure": lambda i, s, t: asked.AskFigure(i.indicator, last=i.last) if i.indicator else asked.AskPassage(t),
    "ask_passage": lambda i, s, t: asked.AskPassage(t),
    "ask_gaps": lambda i, s, t: asked.AskGaps(),
    "ask_status": lambda i, s, t: asked.AskStatus(),
    "ask_promises": lambda i, s, t: asked.AskPromises(),
    "write_promises": lambda i, s, t: asked.WritePromises(),
    "unify": lambda i, s, t: asked.Unify(),
    "check_section": lambda i, s, t: asked.CheckSection(s),
    "export": lambda i, s, t: asked.Export(),
    "remember": lambda i, s, t: asked.Remember(i.decision or t),
    "add_heading": lambda i, s, t: asked.AddHeading(i.title or t, None if i.after is None else i.after - 1),
}
_SECTIONED: Mapping[str, _Make] = {
    "draft_section": lambda i, s, t: asked.DraftSection(s),
    "shorten": lambda i, s, t: asked.Shorten(s, i.length),
    "expand": lambda i, s, t: asked.Expand(s, i.length),
    "replace_figure": lambda i, s, t: asked.ReplaceFigure(i.indicator, s),
    "redraft": lambda i, s, t: asked.Redraft(s, i.remark or t),
    "restore": lambda i, s, t: asked.Restore(s),
    "rename_heading": lambda i, s, t: asked.RenameHeading(s, i.title) if i.title else asked.Unknown(t),
}
