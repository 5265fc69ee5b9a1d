"""Making the vectors that are missing: in the background of the process that owns the index, or now."""

from __future__ import annotations

import logging
import threading

from nigao.errors import NigaoError
from nigao.ports import OnProgress, Progress, Vectors
from vectorstore.chunks import chunks
from vectorstore.embedder import Embedder

# Passages embedded and committed together: a kill loses no more than this much work.
BATCH = 64
_log = logging.getLogger("nigao.search")


class Embedding:
    """Keeps the vectors of one model complete."""

    def __init__(self, vectors: Vectors, embedder: Embedder) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._busy = threading.Lock()
        self._wake = threading.Event()
        self._closing = threading.Event()
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

    def close(self) -> None:
        """Stop after the batch in hand; the rest is made at the next start."""
        self._closing.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            if self._closing.is_set():
                return
            try:
                self.complete()
            except NigaoError as error:  # search goes on by keywords; the next import or start tries again
                _log.warning("vectors are incomplete: %s", error)
