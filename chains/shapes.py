"""The shapes of a model's JSON answers (pydantic), and how they become the product's own values. Imported late: pydantic costs time."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, Field, field_validator, model_validator

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


class Variants(BaseModel):
    """A few ways of putting one thing."""

    variants: list[str] = Field(min_length=1, max_length=20)


class Step(BaseModel):
    """What a model wants next in a conversation: a tool called, or its answer."""

    tool: str = Field(default="", max_length=80)
    arguments: dict[str, Any] = Field(default_factory=dict)
    answer: str = ""

    @model_validator(mode="before")
    @classmethod
    def spelt_otherwise(cls, value: Any) -> Any:
        """The names other formats give these; an object that has none of them is no step."""
        if not isinstance(value, dict):
            return value
        tool = value.get("tool") or value.get("name") or value.get("tool_name") or value.get("function") or ""
        given = value.get("arguments", value.get("args", value.get("parameters", value.get("input")))) or {}
        answer = value.get("answer") or value.get("final_answer") or value.get("回答") or ""
        if isinstance(tool, dict):
            tool, given = tool.get("name", ""), tool.get("arguments", given)
        if isinstance(given, str):
            try:
                given = json.loads(given)
            except ValueError:
                given = {"arguments": given}
        if not tool and not answer:
            raise ValueError("neither a tool nor an answer")
        given = given if isinstance(given, dict) else {"arguments": given}
        return {"tool": tool, "arguments": given, "answer": answer if not tool else ""}
