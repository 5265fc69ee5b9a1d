"""The figures of all sources as ledger entries, and the rulings in conflicts among them."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, Engine, delete, insert, select

from nigao.figures.figure import Figure
from nigao.ledger import Entry, Ruling
from storage.engine import reading, writing
from storage.filters import like
from storage.marks import Kept
from storage.rows import FIGURE_COLUMNS, SOURCE_COLUMNS, entry_of, source_of
from storage.schema import figures, rulings, sources


class Figures:
    """Reads figures. The whole ledger is kept in memory until the archive changes: a page asks for it at every rerun."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._all = Kept(_select)

    def entries(self, indicator: str = "", period: str = "", source: str = "") -> list[Entry]:
        """Entries by source in the order added, in document order within a source."""
        with reading(self._engine) as connection:
            if indicator or period or source:
                return _select(connection, indicator, period, source)
            return list(self._all.get(connection))

    def of_source(self, connection: Connection, source: str) -> list[Figure]:
        """One source's figures, in order."""
        query = select(*FIGURE_COLUMNS).where(figures.c.source == source).order_by(figures.c.position)
        return [Figure(*row) for row in connection.execute(query)]

    def rule(self, ruling: Ruling) -> None:
        """Keep a decision; a later one on the same figure replaces the earlier."""
        row = asdict(ruling)
        same = [rulings.c[name] == row[name] for name in ("indicator", "scope", "period", "measure")]
        with writing(self._engine) as connection:
            connection.execute(delete(rulings).where(*same))
            connection.execute(insert(rulings), row)

    def rulings(self) -> list[Ruling]:
        """All decisions, the oldest first."""
        names = list(Ruling.__dataclass_fields__)
        with reading(self._engine) as connection:
            rows = connection.execute(select(*(rulings.c[name] for name in names)).order_by(rulings.c.seq))
            return [Ruling(*row) for row in rows]


def _select(connection: Connection, indicator: str = "", period: str = "", source: str = "") -> list[Entry]:
    by_id = {row[0]: source_of(row) for row in connection.execute(select(*SOURCE_COLUMNS))}
    query = select(figures.c.source, figures.c.position, figures.c.sentence, figures.c.page, *FIGURE_COLUMNS)
    query = query.join_from(figures, sources).order_by(sources.c.seq, sources.c.id, figures.c.position)
    if indicator:
        query = query.where(figures.c.indicator.like(f"%{like(indicator)}%", escape="!"))
    if period:
        query = query.where(figures.c.period == period)
    if source:
        query = query.where(figures.c.source == source)
    return [entry_of(row, by_id) for row in connection.execute(query)]
