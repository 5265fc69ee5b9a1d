"""The years a reader of figures is told: which is reviewed, which is planned; who finds them out is ``nigao.own_year``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a reader must know that a text does not say.

    reviewed, planned: years as strings ("2024", "20xx"), "" where unknown. part: what a text without telling headings is taken for;
    "" lets its own words decide. names: a unit's own (name, usual name) of indicators; figures are read under the usual one.
    """

    reviewed: str
    planned: str
    part: Literal["review", "plan", ""] = ""
    names: tuple[tuple[str, str], ...] = ()
