"""Taking a reviewed file back: edits to their sections as new versions, comments as tasks, what cannot be placed shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nigao.work.drafting import Drafting
from nigao.work.reviewing import Reviewing


@dataclass(frozen=True, slots=True)
class Merging:
    """read_reviewed: opens a reviewed DOCX. Raises FileRefused."""

    drafting: Drafting
    reviewing: Reviewing
    read_reviewed: Callable[[Path], Any]
