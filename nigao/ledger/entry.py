"""One line of the ledger: a figure with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from nigao.bodies import areas_of
from nigao.figures.figure import Figure
from nigao.report import Role, Standing


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from, as a person would name it.

    id: the storage's id, stable for the same content. year, reviewed_year: as in ``report.Identity``. standing: "own" (this
    unit's), "department" (what its departments hand in), "reference" (another unit's or a higher level's: it bears out only what
    is told of that unit).
    """

    id: str
    title: str
    unit: str = ""
    year: int | None = None
    role: Role = "report"
    department: str = ""
    filename: str = ""
    reviewed_year: int | None = None
    standing: Standing = "own"

    def of_one_unit_with(self, other: Source) -> bool:
        """Whether the two can speak of the same unit: one does not say of which, one's name contains the other's, or one is handed in by a
        department that signs without its area (工程部, 财政局)."""
        if not self.unit or not other.unit or self.unit in other.unit or other.unit in self.unit:
            return True
        standings = {self.standing, other.standing}
        return "department" in standings and "reference" not in standings and not (areas_of(self.unit) and areas_of(other.unit))


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure in the ledger: the record, its source, and the sentence it stands in (for a cell: row and column heads).

    by_hand: whether a person put the record right, so that it may differ from the sentence.
    """

    figure: Figure
    source: Source
    sentence: str = ""
    page: int | None = None
    id: str = ""
    by_hand: bool = False
