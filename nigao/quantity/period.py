"""The time a figure is for: a year, several years, or unknown; it compares itself, nobody picks it apart as a string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_YEARS = re.compile(r"(\d{4})-(\d{4})")


@dataclass(frozen=True, slots=True)
class Year:
    """One year."""

    year: int

    @property
    def first(self) -> int:
        """The year itself."""
        return self.year

    @property
    def last(self) -> int:
        """The year itself."""
        return self.year

    def __str__(self) -> str:
        return str(self.year)


@dataclass(frozen=True, slots=True)
class Years:
    """Several years running, as a flow or an average over them; first < last."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A time the text does not let one know; written: the year with its digits struck out ("20xx"), if there is one."""

    written: str = ""

    @property
    def first(self) -> None:
        """No year."""
        return None

    @property
    def last(self) -> None:
        """No year."""
        return None

    def __str__(self) -> str:
        return self.written


Period = Year | Years | Unknown


@lru_cache(maxsize=1024)
def period(written: str) -> Period:
    """ "2024", "2021-2025", "20xx" or "" as the value it stands for; anything else is unknown."""
    if re.fullmatch(r"\d{4}", written):
        return Year(int(written))
    both = _YEARS.fullmatch(written)
    if both and int(both[1]) < int(both[2]):
        return Years(int(both[1]), int(both[2]))
    return Unknown(written if re.fullmatch(r"20[xX]{2}", written) else "")


def known(one: Period) -> bool:
    """Whether it is a year or years."""
    return not isinstance(one, Unknown)


def agrees(one: Period, other: Period) -> bool:
    """Whether two figures can be for one time: unknown goes with all; several years go with the last of them, where their end stands."""
    if isinstance(one, Unknown) or isinstance(other, Unknown) or one == other:
        return True
    return one.last == other.last and type(one) is not type(other)


def same_time(one: Period, other: Period) -> bool:
    """As ``agrees``, but an unknown time is that of another unknown one only."""
    return one == other if isinstance(one, Unknown) or isinstance(other, Unknown) else agrees(one, other)


def touches(one: Period, other: Period) -> bool:
    """Whether the two share a year; unknown shares none."""
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return False
    return one.first <= other.last and other.first <= one.last


def holds(one: Period, year: int) -> bool:
    """Whether this year is among them."""
    return touches(one, Year(year))


def name(one: Period) -> str:
    """As a reader calls it: 2024年, 2021—2025年, "" where it is unknown."""
    return "" if isinstance(one, Unknown) else f"{one}年".replace("-", "—")
