"""A figure as a record: the value with everything that gives it its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nigao.quantity.amount import Amount, is_range, written
from nigao.quantity.period import Period, period

Measure = Literal["level", "change", "rank"]
Status = Literal["actual", "target"]
Comparator = Literal["eq", "approx", "ge", "le"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity a text asserts or sets as a target.

    text: the surface, number plus scale plus unit, as written. start, end: Unicode offsets in the document's text.
    value: decimal string, scale expanded; "5..6" for a range, "1:3.4" for a ratio; negative only for a falling change.
    unit: canonical unit after scale ("元", "%", "百分点", "位" for ranks), "" if none is written.
    period: "2024", "2021-2025", "20xx" or "" when the text does not let one know. scope: a part of the area, "" for the whole.
    section: heading path joined by " / ". place: the cell of a table ("表1!C5"), "" in running text.
    """

    text: str
    start: int
    end: int
    value: str
    unit: str
    indicator: str
    measure: Measure = "level"
    status: Status = "actual"
    comparator: Comparator = "eq"
    period: str = ""
    scope: str = ""
    section: str = ""
    place: str = ""

    @property
    def amount(self) -> Amount | None:
        """The value with its unit, or None for a ratio such as 1:3.4."""
        return Amount.parse(self.value, self.unit)

    @property
    def told(self) -> str:
        """The surface with its unit, which a cell leaves to the head of its column: 5.2 under 亿元 is 5.2亿元."""
        bare = self.unit and self.measure != "rank" and self.unit[-1] not in self.text
        return written(self.value, self.unit) if bare else self.text.replace("\n", "")

    @property
    def is_range(self) -> bool:
        """Whether it is told as from … to."""
        return is_range(self.value)

    @property
    def when(self) -> Period:
        """The period as a value that compares itself."""
        return period(self.period)
