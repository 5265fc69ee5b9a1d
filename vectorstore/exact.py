"""Nearest passages by comparing with every vector of the database: no index to own, to lock or to repair."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nigao.ports import Vectors
from vectorstore.packing import unit, unpack

# Beyond so many vectors a first look goes over a shorter form of them: 512 numbers a vector are then too many to read each time.
_MANY = 60_000
_SHORT = 96
_SECOND_LOOK = 4000
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class _Held:
    """What is in memory. ids, sources: of the passage each row belongs to; short, axes: the shorter form, empty when there are few."""

    ids: NDArray[np.int64]
    sources: NDArray[np.int32]
    names: dict[str, int]
    rows: NDArray[np.float16] | NDArray[np.float32]
    short: NDArray[np.float32]
    axes: NDArray[np.float32]
    passages: int


class ExactIndex:
    """All vectors of one model in memory, read again when the archive or their number has changed.

    after: only passages with an id above this.
    """

    def __init__(self, vectors: Vectors, model: str, after: str = "0") -> None:
        self._after = after
        self._vectors = vectors
        self._model = model
        self._lock = threading.Lock()
        self._state: tuple[int, int] = (-1, -1)
        self._held = _hold([], [], [], np.zeros((0, 1), dtype=np.float16))

    def nearest(self, queries: NDArray[np.float32], k: int, stamp: int, sources: Collection[str] | None = None) -> list[tuple[str, float]]:
        """(passage id, cosine of its best chunk with any of the queries), best first.

        stamp: the archive's, to know when to read again. sources: only passages of these, None for all.
        """
        with self._lock:
            state = (stamp, self._vectors.count(self._model))
            if state != self._state:
                self._held = self._load()
                self._state = state
            held = self._held
        if not len(held.ids):
            return []
        allowed = _allowed(held, sources)
        best: dict[int, float] = {}
        for at, score in _best_rows(held, unit(queries), k * 4, allowed):
            best.setdefault(int(held.ids[at]), score)
        return [(str(id), score) for id, score in list(best.items())[:k]]

    def drop(self) -> None:
        """Read everything again at the next question."""
        self._state = (-1, -1)

    @property
    def passages(self) -> int:
        """How many passages are in memory."""
        return self._held.passages

    def _load(self) -> _Held:
        ids: list[int] = []
        sources: list[str] = []
        counts: list[int] = []
        dimension = 1
        held = bytearray()  # grown in place: a list of parts put together at the end would be in memory twice
        for id, source, data in self._vectors.all(self._model, self._after):
            ids.append(int(id))
            sources.append(source)
            rows = unpack(data)
            counts.append(len(rows))
            dimension = rows.shape[1]
            held += rows.tobytes()
        return _hold(ids, sources, counts, np.frombuffer(held, dtype="<f2").reshape(-1, dimension))


def _hold(ids: list[int], sources: list[str], counts: list[int], rows: NDArray[np.float16]) -> _Held:
    names = {name: number for number, name in enumerate(dict.fromkeys(sources))}
    few = len(rows) <= _MANY
    axes = np.zeros((0, 0), dtype=np.float32) if few else _axes(rows)
    return _Held(
        ids=np.repeat(np.asarray(ids, dtype=np.int64), counts),
        sources=np.repeat(np.asarray([names[source] for source in sources], dtype=np.int32), counts),
        names=names,
        rows=rows.astype(np.float32) if few else rows,
        short=np.zeros((0, 0), dtype=np.float32) if few else _shortened(rows, axes),
        axes=axes,
        passages=len(ids),
    )


def _axes(rows: NDArray[np.float16]) -> NDArray[np.float32]:
    """(d, _SHORT): the directions in which the vectors differ most."""
    sample = rows[:: max(1, len(rows) // _SAMPLE)].astype(np.float32)
    _, directions = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(directions[:, -_SHORT:])


def _shortened(rows: NDArray[np.float16], axes: NDArray[np.float32]) -> NDArray[np.float32]:
    short = np.empty((len(rows), axes.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), _SAMPLE):
        short[start : start + _SAMPLE] = rows[start : start + _SAMPLE].astype(np.float32) @ axes
    return short


def _allowed(held: _Held, sources: Collection[str] | None) -> NDArray[np.bool_] | None:
    if sources is None:
        return None
    chosen = np.zeros(len(held.names), dtype=np.bool_)
    chosen[[held.names[source] for source in sources if source in held.names]] = True
    allowed: NDArray[np.bool_] = chosen[held.sources]
    return allowed


def _best_rows(held: _Held, queries: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None) -> list[tuple[int, float]]:
    """(row, its best cosine with any of the queries), best first."""
    short = bool(len(held.axes))
    coarse = _nearest_of(held.short, queries @ held.axes) if short else _nearest_of(held.rows, queries)
    # Only what may be found is sorted: rows put out of the way with one low number would make the choice slow.
    rows = np.flatnonzero(allowed) if allowed is not None else None
    scores = coarse if rows is None else coarse[rows]
    best = _largest(scores, max(_SECOND_LOOK, k) if short else k)
    some = best if rows is None else rows[best]
    if not short:
        return [(int(at), float(coarse[at])) for at in some]
    fine = _nearest_of(held.rows[some].astype(np.float32), queries)
    return [(int(some[at]), float(fine[at])) for at in _largest(fine, k)]


def _nearest_of(rows: NDArray[Any], queries: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n,): each row's likeness to the query it is most like; one query, the usual case, needs no matrix.

    ``einsum`` stays on one core: BLAS would divide so small a product among all and spend longer waiting for them.
    """
    likeness: NDArray[np.float32] = np.einsum("ij,j->i", rows, queries[0]) if len(queries) == 1 else (rows @ queries.T).max(axis=1)
    return likeness


def _largest(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    k = min(k, len(scores))
    if not k:
        return np.zeros(0, dtype=np.intp)
    chosen = np.argpartition(scores, len(scores) - k)[len(scores) - k :]
    return chosen[np.argsort(-scores[chosen], kind="stable")]
