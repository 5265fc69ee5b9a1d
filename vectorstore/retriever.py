"""The Retriever: keywords first, meaning where words do not reach, one list out."""

from __future__ import annotations

from dataclasses import replace

from nigao.draft import Hit
from nigao.ports import Archive, Filter, OnProgress, Vectors
from vectorstore.embedder import Embedder
from vectorstore.embedding import Embedding
from vectorstore.exact import ExactIndex

_POOL = 50


class HybridRetriever:
    """Fills the Retriever port. owner: whether this process may write derived data in the background (the server)."""

    def __init__(self, archive: Archive, vectors: Vectors, embedder: Embedder, owner: bool = False) -> None:
        self._archive = archive
        self._vectors = vectors
        self._embedder = embedder
        self._owner = owner
        self._embedding = Embedding(vectors, embedder)
        self._exact = ExactIndex(vectors, embedder.name)

    def search(self, query: str, k: int, only: Filter = Filter()) -> list[Hit]:
        """The k passages that answer the query best."""
        keyword = self._archive.keyword_search(query, max(k, _POOL), only)
        return [replace(hit, score=hit.score) for _, hit in keyword[:k]]

    def index(self, source: str) -> None:
        """Make the vectors of what was just stored: in the background where this process is the owner, else at ``finish``."""
        if self._owner:
            self._embedding.soon()

    def finish(self, on_progress: OnProgress | None = None) -> int:
        """Make every missing vector now; their number. For the end of an import on the command line."""
        return self._embedding.complete(on_progress=on_progress)

    def forget(self, source: str) -> None:
        """Vectors go with their passages in the database; nothing else is kept."""

    def rebuild(self, on_progress: OnProgress | None = None) -> int:
        """Throw the vectors away and make them again; the number of passages indexed."""
        self._vectors.clear()
        return self._embedding.complete(on_progress=on_progress)

    def close(self) -> None:
        """Stop work in the background."""
        self._embedding.close()
