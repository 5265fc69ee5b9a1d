"""Making the vectors that are missing: in the background of the process that owns the index, or now."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from nigao.errors import NigaoError
from nigao.ports import OnProgress, Progress, Vectors
from vectorstore.chunks import chunks
from vectorstore.embedder import Embedder

# Passages embedded and committed together: a kill loses no more than this much work; of many together most word pieces are known.
BATCH = 320
# The vectors are begun when nothing has come in for so many seconds; an import under way goes first, but for a long one.
QUIET, PATIENCE = 1.0, 60.0
_log = logging.getLogger("nigao.search")


class Embedding:
    """Keeps the vectors of one model complete."""

    def __init__(self, vectors: Vectors, embedder: Embedder) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._busy = threading.Lock()
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._imports: list[float] = []
        self._thread: threading.Thread | None = None

    def complete(self, total: int = 0, on_progress: OnProgress | None = None) -> int:
        """Embed every passage without vectors; their number. total: for the progress. Raises ModelFailed of an endpoint."""
        done = 0
        while not self._closing.is_set() and (number := self._batch()):
            done += number
            if on_progress:
                on_progress(Progress("正在建立检索索引", done, max(total, done)))
        return done

    def _batch(self) -> int:
        from vectorstore.packing import pack

        with self._busy:
            todo = self._vectors.missing(self._embedder.name, BATCH)
            cut = [chunks(passage.text) for _, passage in todo]
            if not todo:
                return 0
            rows = self._embedder.embed([chunk for parts in cut for chunk in parts])
            ready, at = [], 0
            for (id, _), parts in zip(todo, cut, strict=True):
                ready.append((id, pack(rows[at : at + len(parts)])))
                at += len(parts)
            self._vectors.put(self._embedder.name, ready)
            return len(todo)

    # --- in the background ----------------------------------------------------------------------------------------

    def soon(self) -> None:
        """Complete the vectors in a thread of its own; returns at once."""
        self._wake.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="nigao-embedding", daemon=True)
            self._thread.start()

    @contextmanager
    def later(self) -> Iterator[None]:
        """While it lasts an import is under way: even the encoder's loading would take a core from it."""
        began = time.monotonic()
        self._imports.append(began)
        try:
            yield
        finally:
            self._imports.remove(began)
            self._wake.set()

    def _others_first(self) -> bool:
        """Whether something came in just now, or an import is under way that has not been waited for long."""
        if self._wake.is_set():
            return True
        return any(time.monotonic() - began < PATIENCE for began in tuple(self._imports))

    def close(self) -> None:
        """Stop after the batch in hand; the rest is made at the next start."""
        self._closing.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        _give_way()
        while True:
            self._wake.wait()
            while self._others_first() and not self._closing.is_set():
                self._wake.clear()
                self._closing.wait(QUIET)
            if self._closing.is_set():
                return
            try:
                while not (self._others_first() or self._closing.is_set()) and self._batch():
                    pass
            except NigaoError as error:  # search goes on by keywords; the next import or start tries again
                _log.warning("vectors are incomplete: %s", error)


def _give_way() -> None:
    """Let all else of this machine go before this thread, where the system can tell a thread from its process."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
