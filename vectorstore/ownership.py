"""One owner for a folder: a lock that the operating system gives back when the process ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def take(folder: Path) -> IO[bytes] | None:
    """An open file that holds the folder for this process until it is closed; None when another process holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / "owner.lock").open("ab")
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return file


def _lock(file: IO[bytes]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
