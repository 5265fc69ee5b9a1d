"""Turns at the model's service: so many at once over all workers, and the next is whoever has had the fewest and waited longest."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from sqlalchemy import Connection, Engine, delete, func, insert, select, text, update

from nigao.errors import WorkspaceFailed
from storage.engine import clock, reading, writing
from storage.schema import turns

_LOOK = 0.2  # seconds between two looks whether it is one's turn
_LEASE = 30.0  # a turn of which nobody has heard for so long is over
_REMEMBERED = 3600.0  # whose turn it was weighs so long


class Turns:
    """Fills the Turns port over one engine. width: how many may be had at once of each lane."""

    def __init__(self, engine: Engine, width: int, lease: float = _LEASE) -> None:
        self._engine = engine
        self._width = width
        self._lease = lease
        self._mine: set[str] = set()
        self._lock = Lock()

    @contextmanager
    def turn(self, lane: str, by: str, should_stop: Callable[[], bool]) -> Iterator[bool]:
        """Wait for a turn and have it; False where it was to stop before it came. Raises WorkspaceFailed."""
        id = self._ask(lane, by)
        with self._lock:
            self._mine.add(id)
        try:
            yield self._came(id, lane, should_stop)
        finally:
            with self._lock:
                self._mine.discard(id)
            with suppress(WorkspaceFailed):  # then it is over when its lease is
                self._over(id)

    def beat(self) -> None:
        """Word of what this process has or waits for. Raises WorkspaceFailed."""
        with self._lock:
            mine = tuple(self._mine)
        if mine:
            with writing(self._engine) as connection:
                connection.execute(update(turns).where(turns.c.id.in_(mine)).values(until=clock(connection) + self._lease))

    def _ask(self, lane: str, by: str) -> str:
        id = secrets.token_hex(8)
        with writing(self._engine) as connection:
            now = clock(connection)
            connection.execute(delete(turns).where(turns.c.until < now, turns.c.asked < now - _REMEMBERED))
            connection.execute(insert(turns), {"id": id, "lane": lane, "by": by, "asked": now, "began": 0.0, "until": now + self._lease})
        return id

    def _came(self, id: str, lane: str, should_stop: Callable[[], bool]) -> bool:
        while not should_stop():
            if self._is_room(lane) and self._taken(id, lane):
                return True
            time.sleep(_LOOK)
        return False

    def _is_room(self, lane: str) -> bool:
        """A look that holds nobody up."""
        with reading(self._engine) as connection:
            at_once: int = self._under_way(connection, lane, clock(connection))
            return at_once < self._width

    def _taken(self, id: str, lane: str) -> bool:
        with writing(self._engine) as connection:
            if connection.dialect.name == "postgresql":  # two that look at once would both see the last place free
                connection.execute(text("LOCK TABLE turns IN EXCLUSIVE MODE"))
            now = clock(connection)
            if self._under_way(connection, lane, now) >= self._width or self._next(connection, lane, now) != id:
                return False
            connection.execute(update(turns).where(turns.c.id == id).values(began=now, until=now + self._lease))
            return True

    @staticmethod
    def _under_way(connection: Connection, lane: str, now: float) -> int:
        under_way = (turns.c.lane == lane) & (turns.c.began > 0) & (turns.c.until > now)
        return int(connection.execute(select(func.count()).select_from(turns).where(under_way)).scalar_one())

    @staticmethod
    def _next(connection: Connection, lane: str, now: float) -> str:
        had = turns.alias()
        of_hers = (had.c.lane == lane) & (had.c.by == turns.c.by) & (had.c.began > 0)
        running = select(func.count()).select_from(had).where(of_hers, had.c.until > now).scalar_subquery()
        last = select(func.max(had.c.began)).where(of_hers).scalar_subquery()
        waiting = (turns.c.lane == lane) & (turns.c.began == 0) & (turns.c.until > now)
        order = (running, func.coalesce(last, 0.0), turns.c.asked, turns.c.id)
        return str(connection.execute(select(turns.c.id).where(waiting).order_by(*order).limit(1)).scalar() or "")

    def _over(self, id: str) -> None:
        with writing(self._engine) as connection:
            connection.execute(delete(turns).where(turns.c.id == id, turns.c.began == 0))
            connection.execute(update(turns).where(turns.c.id == id).values(until=0.0))
