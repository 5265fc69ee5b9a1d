"""The Retriever: keywords first, meaning where words do not reach, one list out."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from nigao.draft import Hit
from nigao.errors import ModelFailed
from nigao.ledger import Source
from nigao.ports import Archive, Filter, OnProgress, Vectors
from nigao.retrieval import Question, tokens, understand
from vectorstore.embedder import Embedder
from vectorstore.embedding import Embedding
from vectorstore.ranking import Terms, favour, gap_of, ranked
from vectorstore.thesaurus import written

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POOL = 50
_OWN_WORDS = 20
_log = logging.getLogger("nigao.search")


class VectorIndex(Protocol):
    """Finds the nearest passages; see ``ExactIndex``."""

    def nearest(
        self, queries: NDArray[np.float32], k: int, stamp: int, sources: Collection[str] | None = None
    ) -> list[tuple[str, float]]: ...

    def drop(self) -> None: ...


class HybridRetriever:
    """Fills the Retriever port.

    owner: whether this process may make vectors in the background (the server). make_index: gives the vector index, asked for
    at the first question that needs meaning; None for comparing with all vectors of the database. this_year: what 今年 means,
    None for the newest year in the archive. on_catch_up: told while a process that is not the owner makes the missing vectors,
    which it does at its first question that needs meaning: an import on the command line need not wait for them.
    """

    def __init__(
        self,
        archive: Archive,
        vectors: Vectors,
        embedder: Embedder,
        owner: bool = False,
        make_index: Callable[[], VectorIndex] | None = None,
        this_year: int | None = None,
        on_catch_up: OnProgress | None = None,
    ) -> None:
        self._archive = archive
        self._vectors = vectors
        self._embedder = embedder
        self._owner = owner
        self._make_index = make_index
        self._index: VectorIndex | None = None
        self._this_year = this_year
        self._on_catch_up = on_catch_up
        self._embedding = Embedding(vectors, embedder)
        self._lock = threading.Lock()
        self._known: tuple[int, list[Source]] = (-1, [])
        if owner:  # what a killed server had not embedded yet
            self._embedding.soon()

    # --- search -------------------------------------------------------------------------------------------------

    def search(self, query: str, k: int, only: Filter = Filter()) -> list[Hit]:
        """The k passages that answer the query best. Never raises for an empty archive or a query without words."""
        stamp, sources = self._sources()
        question = self._understood(query, sources)
        means = _meant(question, sources, only)
        pointed = question.units or question.departments or question.years or question.asks_text
        own = self._archive.keyword_search(query, max(2 * k, _OWN_WORDS if pointed else POOL), only)
        # A question that points to no source is searched by all its words; one that does also by those that are left.
        pool = (dict(self._words(question.content, k, only, means)) if pointed else {}) | dict(own)
        terms = self._terms(question.content)
        gap = gap_of(terms, list(pool.values()))
        meaning: dict[str, float] = {}
        if gap:
            pool |= dict(self._words(" ".join(written(question.content)), k, only, means))
            meaning = self._near(question.content, max(k, POOL), stamp, _allowed(only, sources), means)
            pool |= self._archive.hits([id for id in meaning if id not in pool])
        best = ranked(question, terms, pool, meaning, gap, {id: hit.score for id, hit in own})
        shown = islice(((id, score) for id, score in best if _is_under(pool[id], only)), k)
        return [replace(pool[id], score=round(score, 4)) for id, score in shown]

    def understand(self, query: str) -> Question:
        """What the query says of year, unit, department and section, by the names the archive knows."""
        return self._understood(query, self._sources()[1])

    def _understood(self, query: str, sources: Sequence[Source]) -> Question:
        newest = max((source.year for source in sources if source.year), default=None)
        units, departments = {source.unit for source in sources}, {source.department for source in sources}
        return understand(query, units, departments, self._this_year or newest)

    def _sources(self) -> tuple[int, list[Source]]:
        stamp = self._archive.stamp()
        with self._lock:
            if self._known[0] != stamp:
                self._known = (stamp, self._archive.sources())
            return self._known

    def _words(self, text: str, k: int, only: Filter, means: Sequence[str]) -> list[tuple[str, Hit]]:
        """Hits of the sources that are meant, if any are; and of all others only where those do not fill the answer."""
        found = self._archive.keyword_search(text, max(k, POOL), replace(only, sources=tuple(means))) if means else []
        return found if len(found) >= 2 * k else found + self._archive.keyword_search(text, max(k, POOL), only)

    def _terms(self, content: str) -> Terms:
        asked = list(dict.fromkeys(tokens(content)))
        meant = list(dict.fromkeys(word for part in written(content) for word in tokens(part)))
        total, counts = self._archive.word_counts([*asked, *meant])
        weight = {word: math.log(1 + (total - n + 0.5) / (n + 0.5)) for word in (*asked, *meant) for n in [counts.get(word, 0)]}
        # An official word that this archive never uses cannot be missed; a word of the question can.
        return Terms({word: weight[word] for word in asked}, {word: weight[word] for word in meant if word in counts})

    def _near(self, content: str, k: int, stamp: int, allowed: Collection[str] | None, means: Sequence[str]) -> dict[str, float]:
        try:
            if not self._owner:
                self._embedding.complete(on_progress=self._on_catch_up)
            queries = self._embedder.embed([content])
        except ModelFailed as error:  # the endpoint is down: words alone are better than nothing
            _log.warning("search by words only: %s", error)
            return {}
        return dict(self._vector_index().nearest(queries, k, stamp, means or allowed))

    def _vector_index(self) -> VectorIndex:
        with self._lock:
            if self._index is None:
                self._index = self._make_index() if self._make_index else self._exact()
            return self._index

    def _exact(self) -> VectorIndex:
        from vectorstore.exact import ExactIndex

        return ExactIndex(self._vectors, self._embedder.name)

    # --- upkeep -------------------------------------------------------------------------------------------------

    def index(self, source: str) -> None:
        """Make the vectors of what was just stored: in the background where this process is the owner, else at ``finish``."""
        if self._owner:
            self._embedding.soon()

    def later(self) -> AbstractContextManager[None]:
        """While it lasts an import is under way, which goes before the vectors."""
        return self._embedding.later()

    def finish(self, on_progress: OnProgress | None = None) -> int:
        """Make every missing vector now; their number."""
        return self._embedding.complete(on_progress=on_progress)

    def forget(self, source: str) -> None:
        """Vectors go with their passages in the database; what an index holds beyond them is passed over when it is asked."""

    def rebuild(self, on_progress: OnProgress | None = None) -> int:
        """Throw the vectors away and make them again; the number of passages indexed."""
        self._vector_index().drop()
        self._vectors.clear()
        return self._embedding.complete(self._count(), on_progress)

    def _count(self) -> int:
        return self._archive.word_counts([])[0]

    def close(self) -> None:
        """Stop work in the background."""
        self._embedding.close()


def _meant(question: Question, sources: Sequence[Source], only: Filter) -> list[str]:
    """Sources that a named year, unit or department points to; empty when it points to none or to all."""
    allowed = _allowed(only, sources)
    meant = [source.id for source in sources if favour(question, source) > -1 and (allowed is None or source.id in allowed)]
    return meant if len(meant) < len(sources) else []


def _allowed(only: Filter, sources: Sequence[Source]) -> set[str] | None:
    """Ids of the sources a filter lets through, None for all."""
    if only == replace(Filter(), heading=only.heading):
        return None
    return {
        source.id
        for source in sources
        if (not only.years or source.year in only.years)
        and (not only.sources or source.id in only.sources)
        and only.unit in source.unit
        and only.department in source.department
        and only.role in ("", source.role)
    }


def _is_under(hit: Hit, only: Filter) -> bool:
    return not only.heading or any(only.heading in heading for heading in hit.passage.heading_path)
