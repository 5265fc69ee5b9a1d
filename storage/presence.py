"""Who else is in a draft, and where: kept for a while after one was last heard of, the same for all page servers."""

from __future__ import annotations

import time
from threading import Lock

from sqlalchemy import Engine, delete, insert, select

from storage.engine import clock, reading, writing
from storage.schema import presence

PRESENT = 90.0  # seconds since one last did something
_AGAIN = 30.0  # what is so already is not written again before


class Presence:
    """Fills the Presence port over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._told: dict[str, tuple[tuple[str, str, str], float]] = {}
        self._lock = Lock()

    def put(self, draft: str, tab: str, section: str, by: str) -> None:
        """This tab's person is in a section."""
        if not self._is_news(tab, (draft, section, by)):
            return
        with writing(self._engine) as connection:
            now = clock(connection)
            connection.execute(delete(presence).where((presence.c.tab == tab) | (presence.c.at < now - PRESENT)))
            connection.execute(insert(presence), {"tab": tab, "draft": draft, "section": section, "by": by, "at": now})

    def others(self, draft: str, tab: str, by: str) -> dict[str, list[str]]:
        """By section: who else is in it."""
        with reading(self._engine) as connection:
            here = (presence.c.draft == draft) & (presence.c.at > clock(connection) - PRESENT)
            there = here & (presence.c.tab != tab) & (presence.c.by != by)
            query = (
                select(presence.c.section, presence.c.by).where(there).group_by(presence.c.section, presence.c.by).order_by(presence.c.by)
            )
            found: dict[str, list[str]] = {}
            for section, name in connection.execute(query):
                found.setdefault(section, []).append(name)
            return found

    def _is_news(self, tab: str, said: tuple[str, str, str]) -> bool:
        now = time.monotonic()
        with self._lock:
            self._told = {key: told for key, told in self._told.items() if now - told[1] < _AGAIN}
            if tab in self._told and self._told[tab][0] == said:
                return False
            self._told[tab] = (said, now)
            return True
