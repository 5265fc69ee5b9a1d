"""What many more people and reports would take, reckoned from what was measured of few."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from load_crowd import Crowd
    from load_growth import Archive

_BUSY = 0.7  # of a core: what a page server, one Python process, may be busy and still answer at once


def reckoned(found: Crowd, archives: Sequence[Archive], people: int, reports: int) -> Iterator[str]:
    """Sentences. A thing costs what it cost in the crowd; what an archive costs grows by the line through its two largest."""
    times = people / found.people
    cores = {kind: seconds / found.seconds * times for kind, seconds in found.used.items()}
    asked = {kind: row.times / found.seconds * times for kind, row in found.rows.items()}
    at_page = sum(asked[kind] * row.cpu for kind, row in found.rows.items())
    servers = math.ceil(at_page / _BUSY)
    yield f"{people} people like these: {sum(asked.values()):.0f} things a second, {at_page:.1f} cores of page servers (pages, edits, searches, questions)."
    yield (
        f"Page servers: {servers}, one process each at {_BUSY:.0%} of a core; {servers * found.base + people * found.a_tab:.0f} MB for {people} tabs."
    )
    yield f"Workers: {cores['workers']:.1f} cores; PostgreSQL: {cores['PostgreSQL']:.1f} cores."
    if len(archives) > 1:
        small, large = archives[-2:]

        def at(kind: str) -> float:
            low, high = float(getattr(small, kind)), float(getattr(large, kind))
            return max(high, high + (high - low) / (large.reports - small.reports) * (reports - large.reports))

        yield (
            f"{reports:,} reports of {large.characters / large.reports:,.0f} characters: a search {at('search'):.2f} CPU s, the ledger anew {at('ledger'):.1f}, "
            f"a turned page {at('page'):.2f}; {at('memory') / 1000:.1f} GB a page server or worker, {at('database') / 1000:.1f} GB of database."
        )
        yield f"Reckoned over {reports / large.reports:.0f} times the largest measured ({large.reports} reports): an estimate of the order, not a promise."
