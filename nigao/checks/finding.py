"""A finding: what is wrong, where, why, and what the source says, in one Chinese sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nigao.figures.figure import Figure

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the checked text: start..end are Unicode offsets of ``text`` in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several contradicting values: as it would be written, and the source (id and title) that tells it."""

    value: str
    source: str
    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should look at.

    code: stable name of the check ("figure.unsupported"). places: the stretches it speaks of, the first the main one.
    nearest: the source's figure that comes closest, with the id of its source in nearest_source.
    fix: replacement of the first place that a person may take with one click, "" if none. choices: the values that sources contradict
    each other with, the one that stands first.
    """

    code: str
    severity: Severity
    message: str
    places: tuple[Span, ...] = ()
    indicator: str = ""
    values: tuple[str, ...] = ()
    nearest: Figure | None = None
    nearest_source: str = ""
    fix: str = ""
    choices: tuple[Choice, ...] = ()
