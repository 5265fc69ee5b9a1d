"""Keyword search over the stored passages: candidates from the database's index, one BM25 for all databases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text

from nigao.draft import Hit
from nigao.ports import Filter
from nigao.retrieval import tokens
from storage.engine import reading
from storage.filters import condition, like
from storage.keywords import bm25, index_for, telling, weights_of
from storage.marks import Kept
from storage.rows import PASSAGE_COLUMNS, SOURCE_COLUMNS, passage_of, source_of
from storage.schema import passages, sources

# How many candidates the database hands on for each hit wanted: its own ranking is only roughly ours.
_CANDIDATES, _LEAST = 2, 60
_COLUMNS = [passages.c.id, *PASSAGE_COLUMNS, *SOURCE_COLUMNS]
# So many passages are kept in memory between two questions; a batch of questions about one archive reads few of them twice.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage as it was read. bag: the words it is found by, small letters, its source's name in front."""

    id: int
    hit: Hit
    bag: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of the archive as it stands; forgotten at its next change. total: its passages; counts: of words asked for."""

    total: int
    counts: dict[str, int] = field(default_factory=dict)
    found: dict[int, _Found] = field(default_factory=dict)


class Search:
    """The read side of the keyword index, and its upkeep inside the archive's transactions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._words = index_for(engine.dialect.name)
        self._known = Kept(lambda connection: _Known(_count(connection)))

    def put(self, connection: Connection, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Index passages: (id, words)."""
        self._words.put(connection, rows)

    def drop(self, connection: Connection, source: str) -> None:
        """Take a source's passages out of the index."""
        self._words.drop(connection, source)

    def keyword_search(self, query: str, k: int, only: Filter = Filter()) -> list[tuple[str, Hit]]:
        """(passage id, hit), best first; hits have at least one word of the query."""
        words = list(dict.fromkeys(tokens(query)))
        if not words or k <= 0:
            return []
        with reading(self._engine) as connection:
            if len(words) == 1 and len(words[0]) == 1:
                return _containing(connection, words[0], k, only)
            return self._ranked(connection, words, k, only)

    def _ranked(self, connection: Connection, words: list[str], k: int, only: Filter) -> list[tuple[str, Hit]]:
        known = self._known.get(connection)
        counts = self._counts(connection, known, words)
        weights = weights_of(counts, known.total)
        chosen = {word: weights[word] for word in telling(counts)}
        if not chosen:
            return []
        where, values = condition(only)
        ids = self._words.best(connection, chosen, where, values, max(_LEAST, k * _CANDIDATES))
        return _scored(_found(connection, known, ids), weights, k)

    def word_counts(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """(number of passages, in how many of them each word stands)."""
        with reading(self._engine) as connection:
            known = self._known.get(connection)
            return known.total, self._counts(connection, known, words)

    def _counts(self, connection: Connection, known: _Known, words: Sequence[str]) -> dict[str, int]:
        new = [word for word in dict.fromkeys(words) if word not in known.counts]
        if new:
            read = self._words.counts(connection, new)
            if len(known.counts) > _REMEMBERED:
                known.counts.clear()
            known.counts.update({word: read.get(word, 0) for word in new})
            return {word: n for word in words if (n := known.counts.get(word, read.get(word, 0)))}
        return {word: n for word in words if (n := known.counts.get(word, 0))}

    def hits(self, passage_ids: Sequence[str]) -> dict[str, Hit]:
        """Passages by id with their sources, score 0."""
        wanted = [int(id) for id in passage_ids if id.isdecimal()]
        with reading(self._engine) as connection:
            return {str(one.id): one.hit for one in _found(connection, self._known.get(connection), wanted)}


def _count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(passages)).scalar_one()


def _found(connection: Connection, known: _Known, ids: Sequence[int]) -> list[_Found]:
    """The passages of these ids, those that were read before from memory."""
    held = {id: one for id in ids if (one := known.found.get(id))}
    missing = [id for id in ids if id not in held]
    if missing:
        if len(known.found) + len(missing) > _REMEMBERED:
            known.found.clear()
        new = {row[0]: _Found(row[0], _hit(row), _front(row) + " " + row[1].lower()) for row in _rows(connection, missing)}
        known.found.update(new)
        held |= new
    return [held[id] for id in ids if id in held]


def _rows(connection: Connection, ids: Sequence[int]) -> list[Any]:
    query = select(*_COLUMNS).join_from(passages, sources)
    parts = [ids[i : i + 500] for i in range(0, len(ids), 500)]
    return [row for part in parts for row in connection.execute(query.where(passages.c.id.in_(part)))]


def _hit(row: Any, score: float = 0.0) -> Hit:
    return Hit(passage_of(*row[1:5]), source_of(row[5:]), score)


def _scored(found: Sequence[_Found], weights: dict[str, float], k: int) -> list[tuple[str, Hit]]:
    """The best k of the candidates by BM25 over the same words the index was made from, so that every database ranks alike."""
    average = sum(len(one.bag) for one in found) / max(len(found), 1)
    scores = [bm25(weights, one.bag, len(one.bag), average) for one in found]
    best = sorted(zip(found, scores, strict=True), key=lambda pair: (-pair[1], pair[0].id))[:k]
    return [(str(one.id), Hit(one.hit.passage, one.hit.source, score)) for one, score in best]


def _front(row: Any) -> str:
    source = source_of(row[5:])
    return " ".join((source.title, source.unit, source.department, row[2])).lower()


def _containing(connection: Connection, character: str, k: int, only: Filter) -> list[tuple[str, Hit]]:
    """A query of one character: bigrams do not hold it, so the texts are looked through."""
    where, values = condition(only)
    query = (
        f"SELECT p.id FROM passages p JOIN sources s ON s.id = p.source WHERE p.text LIKE :one ESCAPE '!' {'AND ' + where if where else ''}"
    )
    ids = connection.execute(text(query + " LIMIT 1000"), {"one": f"%{like(character)}%", **values}).scalars().all()
    rows = _rows(connection, ids)
    found = [(str(row[0]), replace(_hit(row), score=row[1].count(character) / (20 + len(row[1])))) for row in rows]
    return sorted(found, key=lambda pair: (-pair[1].score, int(pair[0])))[:k]
