"""The original files, kept by the hash of their content; no database here."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Container
from pathlib import Path

# An import that is under way has its file here before its row: only what no import can still be writing is swept.
ORPHAN_AGE = 24 * 3600


class Originals:
    """A folder of files, each named by its SHA-256, spread over 256 subfolders."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Write the content durably (file and folder synced) and return its hash; whole or not at all. Raises OSError."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if path.exists():
            os.utime(path)  # young again, so that no sweep takes it before its row is committed
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{digest}.{os.getpid()}.part")
        try:
            _write_synced(partial, content)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return digest

    def read(self, digest: str) -> bytes:
        """The content. Raises OSError when it is gone."""
        return self._path(digest).read_bytes()

    def discard(self, digest: str) -> None:
        """Remove a file that nothing refers to any more."""
        self._path(digest).unlink(missing_ok=True)

    def sweep(self, wanted: Container[str], age: float = ORPHAN_AGE) -> int:
        """Remove files older than ``age`` seconds whose hash is not wanted (left by a killed import); their number."""
        orphans = [path for path in self._files() if path.name not in wanted and time.time() - path.stat().st_mtime > age]
        for path in orphans:
            path.unlink(missing_ok=True)
        return len(orphans)

    def _files(self) -> list[Path]:
        return [path for path in self._folder.glob("??/*") if path.is_file()]

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder, and its rename is durable with the file
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
