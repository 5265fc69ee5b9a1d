"""The record as it is kept: lines are only ever added, in the transaction of what they tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select

from nigao.record import Chained, Happened, Line, Wanted, broken_at, who_acts
from storage import marks
from storage.engine import reading, writing
from storage.schema import record

_COLUMNS = [record.c[name] for name in Line.__dataclass_fields__]


def put(connection: Connection, happened: Iterable[Happened], who: str = "") -> None:
    """Add lines. who: whose deed it is; the person at the door if ""."""
    lines = list(happened)
    if not lines:
        return
    # Counting first makes writers wait for each other: two lines can never follow the same one.
    marks.touch(connection, marks.RECORD)
    before = connection.execute(select(record.c.hash).order_by(record.c.seq.desc()).limit(1)).scalar() or ""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for one in lines:
        line = Line(at, who or who_acts(), one.deed, one.subject, one.detail, before)
        connection.execute(insert(record), asdict(line) | {"hash": line.hash})
        before = line.hash


def kept(connection: Connection) -> list[Chained]:
    """Every line, the oldest first."""
    return [Chained(Line(*row[:-1]), row[-1]) for row in connection.execute(select(*_COLUMNS, record.c.hash).order_by(record.c.seq))]


class Record:
    """Fills the Record port over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, happened: Happened) -> None:
        """Add a line of what is kept nowhere else."""
        with writing(self._engine) as connection:
            put(connection, [happened])

    def lines(self, wanted: Wanted = Wanted()) -> list[Line]:
        """The lines wanted, the latest first."""
        with reading(self._engine) as connection:
            return [one.line for one in reversed(kept(connection)) if wanted.has(one.line)]

    def broken_at(self) -> int | None:
        """The first line that was changed, or before which one is missing; None while all holds."""
        with reading(self._engine) as connection:
            return broken_at(kept(connection))
