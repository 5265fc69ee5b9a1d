"""How far work is, and whether it should stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done now, in Chinese, with a count where there is one; ``delta`` is text just written."""

    step: str
    done: int = 0
    total: int = 0
    delta: str = ""


OnProgress = Callable[[Progress], None]
ShouldStop = Callable[[], bool]
