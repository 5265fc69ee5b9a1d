"""Nearest passages by comparing with every vector of the database: no index to own, to lock or to repair."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from nigao.ports import Vectors
from vectorstore.packing import unit, unpack


class ExactIndex:
    """All vectors of one model in memory, read again when the archive or their number has changed."""

    def __init__(self, vectors: Vectors, model: str) -> None:
        self._vectors = vectors
        self._model = model
        self._lock = threading.Lock()
        self._state: tuple[int, int] = (-1, -1)
        self._ids = np.zeros(0, dtype=np.int64)
        self._rows = np.zeros((0, 0), dtype=np.float32)

    def nearest(self, query: NDArray[np.float32], k: int, stamp: int) -> list[tuple[str, float]]:
        """(passage id, cosine of its best chunk), best first. stamp: the archive's, to know when to read again."""
        with self._lock:
            self._refresh(stamp)
            ids, rows = self._ids, self._rows
        if not len(ids):
            return []
        scores = rows @ unit(query)[0]
        # A passage has several chunks: enough of the best are taken that k passages are among them.
        top = np.argsort(-scores)[: k * 4] if len(ids) < 4 * k else _largest(scores, k * 4)
        best: dict[int, float] = {}
        for at in top:
            best.setdefault(int(ids[at]), float(scores[at]))
        return [(str(id), score) for id, score in list(best.items())[:k]]

    def _refresh(self, stamp: int) -> None:
        state = (stamp, self._vectors.count(self._model))
        if state != self._state:
            self._load()
            self._state = state

    def _load(self) -> None:
        ids: list[NDArray[np.int64]] = []
        parts: list[NDArray[np.float32]] = []
        for id, data in self._vectors.all(self._model):
            rows = unpack(data)
            ids.append(np.full(len(rows), int(id), dtype=np.int64))
            parts.append(rows.astype(np.float32))
        self._ids = np.concatenate(ids) if ids else np.zeros(0, dtype=np.int64)
        self._rows = np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)


def _largest(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    chosen = np.argpartition(-scores, k - 1)[:k]
    return chosen[np.argsort(-scores[chosen])]  # type: ignore[no-any-return]
