"""A try at signing in, as the database counted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """known: whether there is such an account; kept: what is kept of its password, "" where none can be right; wrong: passwords in
    a row so far, this one counted; until: none is looked at before."""

    known: bool
    kept: str
    wrong: int
    until: datetime | None = None
