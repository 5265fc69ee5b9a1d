"""CHROMADB: a collection that is built once from the database's vectors, and from then on only read.

Its embedded index was seen corrupted by a kill while vectors were being added, and losing them when two processes wrote
(chroma #6975, #7510, #7678). So nothing is ever added to a collection in use: what is new is compared directly until a new
collection has been built in a fresh place. A build that was killed left a place that nothing names, which is cleared away.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from nigao.errors import IndexDamaged
from nigao.ports import Vectors
from vectorstore.packing import unit, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Chroma takes no more than 5461 records in one call.
_BATCH = 4000
_SLACK = 64 * 1024 * 1024
_DAMAGED = "检索索引与数据库不一致，将自动重建；也可以运行 nigao reindex。"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished build holds. last: the highest passage id in it; size: bytes of its files when it was finished."""

    name: str
    model: str
    last: str
    passages: int
    count: int
    size: int = 0


class Segment:
    """A finished collection, opened for reading."""

    def __init__(self, collection: Any, manifest: Manifest) -> None:
        self._collection = collection
        self.manifest = manifest

    def nearest(self, queries: NDArray[np.float32], k: int, sources: Collection[str] | None = None) -> dict[str, float]:
        """Passage id → cosine of its best chunk with any of the queries. Raises IndexDamaged."""
        only: dict[str, Any] = {} if sources is None else {"where": {"source": {"$in": sorted(sources)}}}
        if sources is not None and not sources:
            return {}
        wanted = min(k, self.manifest.count)
        with _damage():
            found = self._collection.query(query_embeddings=unit(queries), n_results=wanted, include=["distances"], **only)
        best: dict[str, float] = {}
        for ids, distances in zip(found["ids"], found["distances"], strict=True):
            for id, distance in zip(ids, distances, strict=True):
                passage = id.partition("-")[0]
                best[passage] = max(1 - float(distance), best.get(passage, -1.0))
        return best


class Shelf:
    """Where the collections stand: a folder for each in ``folder``, or a server at ``url`` with a note in ``folder`` of ours.

    Only the process that owns ``folder`` may use it.
    """

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder = folder
        self._url = url
        folder.mkdir(parents=True, exist_ok=True)

    def open(self, model: str) -> Segment | None:
        """The current collection, checked against its manifest; None if there is none. Raises IndexDamaged."""
        note = self._folder / "current.json"
        if not note.exists():
            return None
        with _damage():
            manifest = Manifest(**json.loads(note.read_text(encoding="utf-8")))
            if manifest.model != model:
                return None
            self._check_files(manifest)
            collection = self._client(manifest.name).get_collection(_collection_name(manifest.name), embedding_function=None)
            if collection.count() != manifest.count:
                raise IndexDamaged(_DAMAGED)
        return Segment(collection, manifest)

    def build(self, vectors: Vectors, model: str) -> Segment | None:
        """Build a collection of all vectors the database has, in a fresh place, then make it the current one."""
        name = secrets.token_hex(6)
        with _damage():
            client = self._client(name)
            settings = {"hnsw": {"space": "cosine", "ef_search": 200, "max_neighbors": 24}}
            collection = client.create_collection(_collection_name(name), configuration=settings, embedding_function=None)
            last, passages, count = "0", 0, 0
            for ids, sources, rows in _batches(vectors, model):
                collection.add(ids=ids, embeddings=rows, metadatas=[{"source": source} for source in sources])
                passages += sum(id.endswith("-0") for id in ids)
                last, count = ids[-1].partition("-")[0], count + len(ids)
        if not count:
            return None
        manifest = Manifest(name, model, last, passages, count, self._size(name))
        note = self._folder / "current.json.part"
        note.write_text(json.dumps(asdict(manifest)), encoding="utf-8")
        note.replace(self._folder / "current.json")
        return Segment(collection, manifest)

    def drop(self) -> None:
        """Let the current collection no longer be one."""
        (self._folder / "current.json").unlink(missing_ok=True)

    def clear_away(self) -> None:
        """Remove the places of builds that are not current: left by a kill, or replaced. Not while one of ours is under way."""
        note = self._folder / "current.json"
        current = json.loads(note.read_text(encoding="utf-8")).get("name") if note.exists() else ""
        for place in self._folder.glob("build-*"):
            if place.name != f"build-{current}":
                shutil.rmtree(place, ignore_errors=True)

    def _client(self, name: str) -> Any:
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        if not self._url:
            return chromadb.PersistentClient(path=str(self._place(name)), settings=quiet)
        address = urlsplit(self._url)
        secure = address.scheme == "https"
        port = address.port or (443 if secure else 8000)
        return chromadb.HttpClient(host=address.hostname or "localhost", port=port, ssl=secure, settings=quiet)

    def _check_files(self, manifest: Manifest) -> None:
        # A corrupted index was seen to grow to terabytes when it is opened: look at the sizes before.
        if not self._url and not (manifest.size / 2 <= self._size(manifest.name) <= manifest.size * 2 + _SLACK):
            raise IndexDamaged(_DAMAGED)

    def _size(self, name: str) -> int:
        return sum(path.stat().st_size for path in self._place(name).rglob("*") if path.is_file())

    def _place(self, name: str) -> Path:
        return self._folder / f"build-{name}"


def _collection_name(name: str) -> str:
    return f"nigao-{name}"


def _batches(vectors: Vectors, model: str) -> Iterator[tuple[list[str], list[str], NDArray[np.float32]]]:
    """(ids "passage-chunk", sources, rows) of about _BATCH rows each."""
    ids: list[str] = []
    sources: list[str] = []
    parts: list[NDArray[np.float32]] = []
    for passage, source, data in vectors.all(model):
        rows = unpack(data).astype(np.float32)
        if ids and len(ids) + len(rows) > _BATCH:
            yield ids, sources, np.concatenate(parts)
            ids, sources, parts = [], [], []
        ids += [f"{passage}-{n}" for n in range(len(rows))]
        sources += [source] * len(rows)
        parts.append(rows)
    if ids:
        yield ids, sources, np.concatenate(parts)


class _damage:  # noqa: N801 - reads as the statement it is: with _damage()
    """Turns what Chroma raises into IndexDamaged: whatever is wrong, the remedy is to build again."""

    def __enter__(self) -> None:
        """Nothing to set up."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None or isinstance(error, IndexDamaged):
            return
        import httpx
        from chromadb.errors import ChromaError

        # The embedded engine raises plain ValueError and RuntimeError for broken files, and httpx errors come from a server.
        if isinstance(error, ChromaError | ValueError | RuntimeError | OSError | KeyError | TypeError | httpx.HTTPError):
            raise IndexDamaged(_DAMAGED) from error
