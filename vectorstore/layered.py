"""The owner's vector index: a Chroma collection for what was there when it was built, direct comparison for what came since."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from nigao.errors import IndexDamaged
from nigao.ports import Vectors
from vectorstore.chroma import Segment, Shelf
from vectorstore.exact import ExactIndex
from vectorstore.ownership import take

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# So many passages outside the collection are still compared with at once in a few milliseconds.
TAIL = 3000
_log = logging.getLogger("nigao.search")


def open_index(folder: Path, vectors: Vectors, model: str, url: str = "") -> LayeredIndex | ExactIndex:
    """The index of the process that owns ``folder``; another process gets one that compares with all vectors of the database."""
    lock = take(folder)
    if lock is None:
        return ExactIndex(vectors, model)
    return LayeredIndex(Shelf(folder, url), vectors, model, lock)


class LayeredIndex:
    """Nearest passages from both layers. tail: passages outside the collection that make a new build worth its while."""

    def __init__(self, shelf: Shelf, vectors: Vectors, model: str, lock: object = None, tail: int = TAIL) -> None:
        self._shelf = shelf
        self._vectors = vectors
        self._model = model
        self._lock = lock
        self._tail = tail
        self._building = threading.Lock()
        segment = self._checked()
        shelf.clear_away()
        self._use(segment)

    def nearest(self, queries: NDArray[np.float32], k: int, stamp: int, sources: Collection[str] | None = None) -> list[tuple[str, float]]:
        """As ``ExactIndex.nearest``."""
        segment, exact = self._layers
        best = dict(exact.nearest(queries, k, stamp, sources))
        if segment:
            try:
                best |= segment.nearest(queries, k * 4, sources)
            except IndexDamaged as error:
                _log.warning("%s", error)
                self._shelf.drop()
                self._use(None)
                return self.nearest(queries, k, stamp, sources)
        if self._behind():
            threading.Thread(target=self.build, name="nigao-index", daemon=True).start()
        return sorted(best.items(), key=lambda pair: (-pair[1], int(pair[0])))[:k]

    def build(self) -> bool:
        """Build a new collection and use it; False when a build is under way already or failed."""
        if not self._building.acquire(blocking=False):
            return False
        try:
            self._use(self._shelf.build(self._vectors, self._model))
        except IndexDamaged as error:  # comparing directly goes on; the next start tries again
            _log.warning("%s", error)
            self._tail *= 4
            return False
        finally:
            self._building.release()
        return True

    def drop(self) -> None:
        """Forget the collection: the vectors it was built from are gone."""
        self._shelf.drop()
        self._use(None)

    def _use(self, segment: Segment | None) -> None:
        after = segment.manifest.last if segment else "0"
        self._layers = (segment, ExactIndex(self._vectors, self._model, after))

    def _checked(self) -> Segment | None:
        """The current collection if it agrees with the database; else it is no longer current."""
        try:
            segment = self._shelf.open(self._model)
            if segment is None or self._agrees(segment):
                return segment
        except IndexDamaged as error:
            _log.warning("%s", error)
        self._shelf.drop()
        return None

    def _agrees(self, segment: Segment) -> bool:
        """Whether every vector of the database up to the collection's end can be in it, and few in it are of removed passages."""
        since = sum(1 for _ in self._vectors.all(self._model, segment.manifest.last))
        held = self._vectors.count(self._model) - since
        return segment.manifest.passages * 0.8 <= held <= segment.manifest.passages

    def _behind(self) -> bool:
        return self._layers[1].passages > self._tail and not self._building.locked()
