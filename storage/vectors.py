"""The passages' vectors as bytes, by model: the truth from which any vector index is made again. Knows nothing of what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, Insert, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from nigao.report import Passage
from storage.engine import reading, writing
from storage.marks import VECTORS, Kept, touch
from storage.rows import PASSAGE_COLUMNS, passage_of
from storage.schema import passage_vectors, passages

_PAGE = 4000


class Vectors:
    """Fills the Vectors port over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._counts = Kept(_counts, vectors=True)

    def missing(self, model: str, limit: int) -> list[tuple[str, Passage]]:
        """(passage id, passage) of up to ``limit`` passages this model has no vectors of yet, in the order they were kept."""
        done = select(passage_vectors.c.passage).where(passage_vectors.c.model == model, passage_vectors.c.passage == passages.c.id)
        query = select(passages.c.id, *PASSAGE_COLUMNS).where(~done.exists()).order_by(passages.c.id).limit(limit)
        with reading(self._engine) as connection:
            total, counts = self._counts.get(connection)
            if counts.get(model, 0) == total:  # every search asks; looking for what is not there takes longest
                return []
            return [(str(row[0]), passage_of(*row[1:])) for row in connection.execute(query)]

    def put(self, model: str, rows: Sequence[tuple[str, bytes]]) -> None:
        """Keep vectors: (passage id, bytes). Passages removed meanwhile are passed over."""
        with writing(self._engine) as connection:
            ids = [int(id) for id, _ in rows]
            there = set(connection.execute(select(passages.c.id).where(passages.c.id.in_(ids))).scalars())
            connection.execute(delete(passage_vectors).where(passage_vectors.c.model == model, passage_vectors.c.passage.in_(ids)))
            values = [{"model": model, "passage": int(id), "vectors": vectors} for id, vectors in rows if int(id) in there]
            if values:  # another process may have made the same meanwhile
                connection.execute(_insert(connection), values)
                touch(connection, VECTORS)

    def all(self, model: str, after: str = "0") -> Iterator[tuple[str, str, bytes]]:
        """(passage id, source id, bytes) of all vectors of a model with an id above ``after``, in the order of ids."""
        last = int(after)
        chosen = (
            select(passage_vectors.c.passage, passages.c.source, passage_vectors.c.vectors)
            .join_from(passage_vectors, passages)
            .where(passage_vectors.c.model == model)
        )
        while True:
            query = chosen.where(passage_vectors.c.passage > last).order_by(passage_vectors.c.passage).limit(_PAGE)
            with reading(self._engine) as connection:
                rows = connection.execute(query).all()
            yield from ((str(id), source, vectors) for id, source, vectors in rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def count(self, model: str) -> int:
        """Number of passages with vectors of this model."""
        with reading(self._engine) as connection:
            return self._counts.get(connection)[1].get(model, 0)

    def clear(self, model: str = "") -> None:
        """Forget a model's vectors, or all."""
        query = delete(passage_vectors)
        with writing(self._engine) as connection:
            connection.execute(query.where(passage_vectors.c.model == model) if model else query)
            touch(connection, VECTORS)


def _insert(connection: Connection) -> Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(passage_vectors).on_conflict_do_nothing()
    return sqlite.insert(passage_vectors).on_conflict_do_nothing()


def _counts(connection: Connection) -> tuple[int, dict[str, int]]:
    """(number of passages, of those with vectors by model)."""
    total = connection.execute(select(func.count()).select_from(passages)).scalar_one()
    query = select(passage_vectors.c.model, func.count().label("passages")).group_by(passage_vectors.c.model)
    return total, {row.model: row.passages for row in connection.execute(query)}
