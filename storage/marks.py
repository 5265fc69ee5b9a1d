"""Counters kept in the same transaction as what they count, so that whoever keeps something derived knows when it is old."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection, insert, select, update

from storage.schema import marks

ARCHIVE = "archive"
VECTORS = "vectors"
RECORD = "record"
ATTEMPTS = "attempts"
T = TypeVar("T")


def touch(connection: Connection, name: str) -> None:
    """Count a change."""
    if not connection.execute(update(marks).where(marks.c.name == name).values(value=marks.c.value + 1)).rowcount:
        connection.execute(insert(marks), {"name": name, "value": 1})


def read(connection: Connection) -> tuple[int, int]:
    """(changes of the archive, changes of the vectors) so far."""
    found = {row.name: row.value for row in connection.execute(select(marks.c.name, marks.c.value))}
    return found.get(ARCHIVE, 0), found.get(VECTORS, 0)


class Kept(Generic[T]):
    """A value derived from the archive, worked out again only after a change of it. Safe to use from several threads.

    vectors: whether the vectors belong to what it is derived from; they change at every step while they are being made.
    """

    def __init__(self, work_out: Callable[[Connection], T], vectors: bool = False) -> None:
        self._work_out = work_out
        self._lock = threading.Lock()
        self._parts = 2 if vectors else 1
        self._value: tuple[tuple[int, ...], T] | None = None

    def get(self, connection: Connection) -> T:
        """The value as of this transaction."""
        state = read(connection)[: self._parts]
        with self._lock:
            if self._value is None or self._value[0] != state:
                self._value = (state, self._work_out(connection))
            return self._value[1]
