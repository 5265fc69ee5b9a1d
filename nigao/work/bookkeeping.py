"""The ledger of the whole archive, built once for each state of it; rulings, fulfilment and what is missing."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from nigao.errors import BadCall
from nigao.fulfilment import Fulfilled, fulfilment
from nigao.ledger import Conflict, Entry, Ledger, Missing, Ruling
from nigao.ports import Archive


class Bookkeeping:
    """Answers of the ledger page. Building a ledger of 10,000 figures takes about a second, so it is kept until the archive changes."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._kept: tuple[int, Ledger, list[Conflict]] | None = None

    def ledger(self) -> Ledger:
        """The ledger with the rulings made so far."""
        return self._current()[1]

    def conflicts(self) -> list[Conflict]:
        """Open conflicts first, then those a person has ruled."""
        return self._current()[2]

    def entries(self) -> Sequence[Entry]:
        """Every figure of the archive."""
        return self.ledger().entries

    def _current(self) -> tuple[int, Ledger, list[Conflict]]:
        stamp = self._archive.stamp()
        with self._lock:
            if self._kept is None or self._kept[0] != stamp:
                ledger = Ledger(self._archive.entries(), self._archive.rulings())
                self._kept = (stamp, ledger, sorted(ledger.conflicts(), key=lambda conflict: conflict.ruling is not None))
            return self._kept

    def rule(self, conflict: Conflict, entry: Entry, by: str, reason: str) -> None:
        """Keep a person's decision which of the places holds. Raises BadCall without a reason."""
        if not reason.strip():
            raise BadCall("请写明裁定的理由，例如“以统计局年报为准”。")
        figure = entry.figure
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._archive.rule(
            Ruling(conflict.indicator, conflict.scope, conflict.period, figure.value, figure.unit, by, reason.strip(), at, conflict.measure)
        )
        with self._lock:
            self._kept = None

    def fulfilment(self, earlier: str, later: str) -> list[Fulfilled]:
        """The targets of one kept report against the results of another. Raises NotFound."""
        return fulfilment(self._archive.report(earlier), self._archive.report(later))

    def missing(self, year: int) -> list[Missing]:
        """Indicators told for the year before and not yet for this one."""
        return self.ledger().missing((), str(year))
