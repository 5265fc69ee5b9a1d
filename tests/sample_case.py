"""The sample with its draft, which many tests begin from and none may change."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock
from workspace_case import written

from bootstrap import open_workspace
from examples import example_files
from nigao.settings import Settings
from nigao.work.intake import Wishes


def made(folder: Path) -> Path:
    """The home in ``folder``; whichever process comes first makes it, the others wait."""
    home, done = folder / "with-sample", folder / "with-sample.done"
    with FileLock(folder / "with-sample.lock"):
        if not done.exists():
            opened = open_workspace(Settings(home=home / "sample"))
            for path, wishes in example_files():
                opened.intake.take_in(path, Wishes(**wishes))
            written(opened, 2026)
            done.touch()
    return home
