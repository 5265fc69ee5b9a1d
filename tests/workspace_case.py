"""A workspace of its own with a few text files taken in, for tests that go through the use cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bootstrap import open_workspace
from nigao.review import DraftView
from nigao.settings import Settings
from nigao.workspace import Workspace


def opened_with(folder: Path, files: Mapping[str, str]) -> Workspace:
    """The workspace in ``folder``/home, the files (name → text) written beside it and taken in, in their order."""
    opened = open_workspace(Settings(home=folder / "home"))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        opened.intake.take_in(folder / name)
    return opened


def written(opened: Workspace, year: int) -> DraftView:
    """A whole draft for ``year``, every section written."""
    draft = opened.drafting.start(year)
    opened.jobs.enqueue("draft", draft, json.dumps({"positions": [section.position for section in opened.desk.view(draft).sections]}))
    opened.worker.run_waiting()
    return opened.desk.view(draft)
