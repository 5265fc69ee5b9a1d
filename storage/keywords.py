"""The keyword index: FTS5 or tsvector over the same words, written in the transaction of the text; ranking by BM25 for both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection, text

# Words of a query are taken, the rarest first, while their passages add up to no more than this: a word that is in every
# second passage says little and would make a search cost as much as the archive is long.
POSTINGS = 6_000
# Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; the same constants as FTS5's own bm25().
_K1, _B = 1.2, 0.75


class Words(Protocol):
    """The index of one kind of database. Every method works inside the caller's transaction."""

    def put(self, connection: Connection, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Index passages: (id, words)."""

    def drop(self, connection: Connection, source: str) -> None:
        """Take a source's passages out, before they are deleted themselves."""

    def counts(self, connection: Connection, words: Sequence[str]) -> dict[str, int]:
        """In how many passages each word stands."""

    def best(self, connection: Connection, weights: Mapping[str, float], where: str, values: Mapping[str, object], k: int) -> list[int]:
        """Ids of the passages with any of the words, the most weight first. where: a condition on passages p and sources s, or ""."""


def index_for(dialect: str) -> Words:
    """The index for this kind of database."""
    return PostgresWords() if dialect == "postgresql" else SqliteWords()


def weights_of(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """The weight of each word that occurs at all: inverse document frequency, never negative (Lucene's form)."""
    return {word: math.log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in counts.items() if n}


def telling(counts: Mapping[str, int]) -> list[str]:
    """The rarest words within the budget, at least one."""
    kept: list[str] = []
    spent = 0
    for word, n in sorted(counts.items(), key=lambda item: item[1]):
        if n and (not kept or spent + n <= POSTINGS):
            kept.append(word)
            spent += n
    return kept


def bm25(weights: Mapping[str, float], bag: str, length: int, average: float) -> float:
    """BM25 of one passage. bag: its words as they stand; length, average: of a bag."""
    norm = _K1 * (1 - _B + _B * length / max(average, 1.0))
    score = 0.0
    for word, weight in weights.items():
        if n := bag.count(word):
            score += weight * n * (_K1 + 1) / (n + norm)
    return score


class SqliteWords:
    """FTS5; the words are cut by us and stand in the table divided by blanks."""

    def put(self, connection: Connection, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        values = [{"id": id, "words": " ".join(words)} for id, words in rows]
        if values:
            connection.execute(text("INSERT INTO passage_words(rowid, words) VALUES (:id, :words)"), values)

    def drop(self, connection: Connection, source: str) -> None:
        doomed = "SELECT id FROM passages WHERE source = :source"
        connection.execute(text(f"DELETE FROM passage_words WHERE rowid IN ({doomed})"), {"source": source})

    def counts(self, connection: Connection, words: Sequence[str]) -> dict[str, int]:
        names = {f"w{i}": word for i, word in enumerate(words)}
        if not names:
            return {}
        places = ", ".join(f":{name}" for name in names)
        rows = connection.execute(text(f"SELECT term, doc FROM passage_vocabulary WHERE term IN ({places})"), names)
        return {row.term: row.doc for row in rows}

    def best(self, connection: Connection, weights: Mapping[str, float], where: str, values: Mapping[str, object], k: int) -> list[int]:
        match = " OR ".join(f'"{word}"' for word in weights)
        allowed = f"AND +rowid IN (SELECT p.id FROM passages p JOIN sources s ON s.id = p.source WHERE {where})" if where else ""
        query = f"SELECT rowid FROM passage_words WHERE passage_words MATCH :match {allowed} ORDER BY rank LIMIT :k"
        return list(connection.execute(text(query), {"match": match, "k": k, **values}).scalars())


class PostgresWords:
    """A tsvector made of the ready words, with a GIN index; ranked by the weights of the words it holds."""

    def put(self, connection: Connection, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        values = [{"id": id, "words": sorted(set(words))} for id, words in rows]
        if values:
            query = "INSERT INTO passage_words(passage, words) VALUES (:id, array_to_tsvector(CAST(:words AS text[])))"
            connection.execute(text(query), values)

    def drop(self, connection: Connection, source: str) -> None:
        doomed = "SELECT id FROM passages WHERE source = :source"
        connection.execute(text(f"DELETE FROM passage_words WHERE passage IN ({doomed})"), {"source": source})

    def counts(self, connection: Connection, words: Sequence[str]) -> dict[str, int]:
        query = text(
            "SELECT word, (SELECT count(*) FROM passage_words WHERE words @@ CAST(quote_literal(word) AS tsquery))"
            " FROM unnest(CAST(:words AS text[])) AS word"
        )
        rows = connection.execute(query, {"words": list(words)})
        return {word: count for word, count in rows if count}

    def best(self, connection: Connection, weights: Mapping[str, float], where: str, values: Mapping[str, object], k: int) -> list[int]:
        names = {f"w{i}": f"'{word}'" for i, word in enumerate(weights)}
        match = " || ".join(f"CAST(:{name} AS tsquery)" for name in names)
        score = " + ".join(
            f"CASE WHEN w.words @@ CAST(:{name} AS tsquery) THEN {weight:.6f} ELSE 0 END"
            for name, weight in zip(names, weights.values(), strict=True)
        )
        # A long passage holds more words by chance: the same damping as in BM25, on the number of different words.
        query = (
            f"SELECT p.id FROM passage_words w JOIN passages p ON p.id = w.passage JOIN sources s ON s.id = p.source"
            f" WHERE w.words @@ ({match}) {'AND ' + where if where else ''}"
            f" ORDER BY ({score}) / (1 + 0.002 * length(w.words)) DESC, p.id LIMIT :k"
        )
        return list(connection.execute(text(query), {"k": k, **names, **values}).scalars())
